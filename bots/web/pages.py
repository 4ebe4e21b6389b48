"""The pages: one that asks and answers, and one a document. HTML comes from templates that escape everything."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from assistant import Assistant, AssistantError
from bots.labels import labels
from bots.web.form import Form, ask_by_form, read_form
from bots.web.negotiation import preferred_language
from bots.web.problems import SpokenError, problem_of
from bots.web.reading import contents_of, rendering_of
from bots.web.schemas import TurnView
from bots.web.visitors import Door
from bots.web.widget import widget_script
from corpus import Document, Language
from index import IndexRoomError

_FOLDER = Path(__file__).parent / "templates"


def _spoken(
    lang: Annotated[Language | None, Query()] = None, language: Annotated[Language | None, Query()] = None
) -> Language | None:
    """The language that an address names; `language` is an older name for `lang`."""
    return lang or language


_Asked = Annotated[Language | None, Depends(_spoken)]


class _Drawing:
    """Draws pages from the templates, in the language that an address or a browser asks for."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._templates = Environment(
            loader=FileSystemLoader(_FOLDER), autoescape=select_autoescape(default=True), undefined=StrictUndefined
        )

    def language(self, request: Request, chosen: Language | None) -> Language:
        header = request.headers.get("accept-language")
        return chosen or preferred_language(header, self._assistant.settings.default_language)

    def page(self, name: str, language: Language, status: int = 200, **values: Any) -> HTMLResponse:
        words = {key: label.say(language) for key, label in labels("web").items() if "{" not in label.fr}
        template = self._templates.get_template(name)
        html = template.render(words=words, language=language, widget=widget_script(), **values)
        return HTMLResponse(html, status, headers={"Content-Language": language, "Vary": "Accept-Language"})

    def home(self, language: Language, form: Form, turns: Sequence[TurnView] = (), **values: Any) -> HTMLResponse:
        said = {"form": form, "turns": turns, "problem": None, **values}
        return self.page("home.html", language, documents=_documents(self._assistant), **said)


def make_pages(assistant: Assistant, door: Door) -> APIRouter:
    """The pages' routes."""
    router = APIRouter(include_in_schema=False)
    drawing = _Drawing(assistant)

    @router.get("/")
    def home(request: Request, chosen: _Asked = None) -> HTMLResponse:
        return drawing.home(drawing.language(request, chosen), Form())

    @router.post("/")
    def ask(request: Request, form: Annotated[Form, Depends(read_form)], chosen: _Asked = None) -> HTMLResponse:
        language = drawing.language(request, chosen)
        try:
            door.message(request)
            turns = ask_by_form(assistant, form, language)
        except (AssistantError, IndexRoomError) as error:
            problem = problem_of(error, language)
            return drawing.home(language, form, status=problem.status, problem=problem.detail)
        answer = turns[-1].answer
        return drawing.home(answer.language, Form(conversation=answer.conversation_id), turns)

    @router.get("/sources/{id}")
    def source(request: Request, id: str, chosen: _Asked = None) -> HTMLResponse:
        language = drawing.language(request, chosen)
        document = assistant.corpus().document(id)
        if document is None:
            raise SpokenError(404, labels("web")["document_unknown"].say(language, id=id[:80]))
        return drawing.page("source.html", language, **_source_values(document, language))

    return router


def _documents(assistant: Assistant) -> Sequence[Document]:
    """The documents; none while the index is being prepared."""
    try:
        return assistant.corpus().documents
    except IndexRoomError:
        return ()


def _source_values(document: Document, language: Language) -> dict[str, Any]:
    first = language if language in document.blocks else document.language
    both = [first, first.other] if first.other in document.blocks else [first]
    return {
        "document": document,
        "title": document.title.in_language(language),
        "publisher": document.publisher.in_language(language),
        "date": document.date.text.in_language(language),
        "missing": first is not language,
        "contents": contents_of(document, first),
        "renderings": [rendering_of(document, rendered) for rendered in both],
    }
