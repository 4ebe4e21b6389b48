"""The API's routes: translate in, call the service, translate out."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant import Answer, Assistant, AssistantError, Message, Said, Step, TooManyMessages, truth_of
from bots.web.eligibility import add_eligibility
from bots.web.negotiation import accepted_languages, json_only, preferred_language
from bots.web.problems import problem_of, problems
from bots.web.schemas import ChatRequest, DocumentSummary, Health
from bots.web.turns import Turns
from bots.web.visitors import Door
from bots.web.visits import add_visits
from corpus import Document, Language
from index import IndexRoomError

_PROBLEMS = problems(403, 404, 409, 413, 415, 422, 429, 503)
_NOT_READY = problems(503)


def make_router(assistant: Assistant, door: Door) -> APIRouter:
    """The routes over a service."""
    router = APIRouter()
    _add_chat(router, assistant, door)
    add_eligibility(router, assistant)
    add_visits(router, assistant, door)
    _add_information(router, assistant)
    return router


def _message(request: Request, chat: ChatRequest) -> Message:
    accepted = accepted_languages(request.headers.get("accept-language"))
    facts = None if chat.facts is None else {fact: truth_of(value) for fact, value in chat.facts.items()}
    return Message(chat.message, chat.conversation_id, chat.language, accepted, "web", facts)


_Asked = Annotated[Message, Depends(_message)]


def _add_chat(router: APIRouter, assistant: Assistant, door: Door) -> None:
    turns = Turns(waits=bool(assistant.settings.model.name))
    counted = [Depends(json_only), Depends(door.message)]

    @router.post("/api/chat", dependencies=counted, responses=_PROBLEMS, tags=["chat"])
    def chat(message: _Asked) -> Answer:
        """Answer a message. `text` is exactly the statements, joined; every fact cites the passage it stands on."""
        return assistant.reply(message)

    @router.post(
        "/api/chat/stream",
        dependencies=counted,
        responses=_PROBLEMS,
        response_class=EventSourceResponse,
        tags=["chat"],
    )
    async def chat_stream(request: Request, message: _Asked) -> AsyncIterator[ServerSentEvent]:
        """The same as server-sent events: `step`, `statement`, then `answer` (whole); or `problem`."""
        try:
            async for event in turns.take(assistant.stream(message)):
                yield _sent(event)
        except (AssistantError, IndexRoomError) as error:
            header = request.headers.get("accept-language")
            problem = problem_of(error, preferred_language(header, assistant.settings.default_language))
            seconds = {"retry_after": error.seconds} if isinstance(error, TooManyMessages) else {}
            yield ServerSentEvent(event="problem", data={**problem.model_dump(), **seconds})


def _add_information(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/api/documents", responses=_NOT_READY, tags=["documents"])
    def documents() -> list[DocumentSummary]:
        """The guide and the reports, with their catalogue entries."""
        return [_summary(document) for document in assistant.corpus().documents]

    @router.get("/health", tags=["service"])
    def health() -> Health:
        """The server runs."""
        return Health(status="ok")

    @router.get("/ready", responses=_NOT_READY, tags=["service"])
    def ready() -> Health:
        """The server can answer: 503 while the index is being prepared."""
        assistant.index.get()
        return Health(status="ready")


def _sent(event: Step | Said | Answer) -> ServerSentEvent:
    if isinstance(event, Step):
        return ServerSentEvent(event="step", data={"name": event.name, "text": event.text})
    if isinstance(event, Said):
        return ServerSentEvent(
            event="statement", data={"index": event.index, **event.statement.model_dump(mode="json")}
        )
    return ServerSentEvent(event="answer", data=event.model_dump(mode="json"))


def _summary(document: Document) -> DocumentSummary:
    def both(words: Any) -> dict[Language, str]:
        return {language: words.in_language(language) for language in Language}

    return DocumentSummary(
        id=document.id,
        title=both(document.title),
        own_titles=list(document.own_titles),
        publisher=both(document.publisher),
        date=both(document.date.text),
        date_printed=document.date.printed,
        language=document.language,
        languages=[language for language in Language if language in document.blocks],
        tier=document.tier,
        programme=document.programme,
        address=document.address,
        passages=len(document.passages),
        url=f"/sources/{document.id}",
    )
