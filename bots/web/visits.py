"""What the widget needs beside the chat: a visitor's token, the turns of a conversation, and feedback on an answer."""

from fastapi import APIRouter, Depends, Request

from assistant import Answer, Assistant, ConversationNotFound, Feedback
from bots.labels import labels
from bots.web.negotiation import json_only, preferred_language
from bots.web.problems import problems
from bots.web.schemas import ConversationView, FeedbackRequest, TurnView, VisitorToken
from bots.web.visitors import TOKEN_SECONDS, Door


def add_visits(router: APIRouter, assistant: Assistant, door: Door) -> None:
    """The routes."""

    @router.get("/api/visitor", responses=problems(403, 429), tags=["widget"])
    def visitor(request: Request) -> VisitorToken:
        """A short-lived token that tells this visitor from others of the same address; it holds nothing personal."""
        return VisitorToken(token=door.token(request), expires_in=TOKEN_SECONDS)

    @router.get("/api/conversations/{id}", responses=problems(404), tags=["chat"])
    def conversation(request: Request, id: str) -> ConversationView:
        """A conversation, for whoever knows its id (128 random bits)."""
        if assistant.store.find(id[:64]) is None:
            header = request.headers.get("accept-language")
            language = preferred_language(header, assistant.settings.default_language)
            raise ConversationNotFound(language, labels("web")["conversation_unknown"].say(language))
        turns = [
            TurnView(message=turn.message, answer=Answer.model_validate(turn.answer))
            for turn in assistant.store.turns(id[:64])
        ]
        return ConversationView(conversation_id=id, turns=turns)

    @router.post(
        "/api/feedback",
        status_code=204,
        dependencies=[Depends(json_only), Depends(door.feedback)],
        responses=problems(404, 413, 415, 422, 429),
        tags=["chat"],
    )
    def feedback(request: Request, given: FeedbackRequest) -> None:
        """Keep what somebody says of an answer; of several, the last one counts."""
        header = request.headers.get("accept-language")
        language = preferred_language(header, assistant.settings.default_language)
        assistant.feedback(Feedback(given.turn_id, given.rating, given.reason, given.comment), language)
