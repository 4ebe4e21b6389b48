"""The pages: one that asks and answers, and one a document. HTML comes from templates that escape everything."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from assistant import Assistant
from bots.labels import labels
from bots.web.negotiation import preferred_language
from bots.web.problems import SpokenError
from corpus import BlockKind, Document, Language, inline_parts

_FOLDER = Path(__file__).parent / "templates"
_LISTED = {BlockKind.ITEM: "ul", BlockKind.STEP: "ol"}


def make_pages(assistant: Assistant) -> APIRouter:
    """The pages' routes."""
    router = APIRouter(include_in_schema=False)
    templates = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=select_autoescape(default=True), undefined=StrictUndefined
    )

    def spoken(request: Request, chosen: Language | None) -> Language:
        return chosen or preferred_language(request.headers.get("accept-language"), assistant.settings.default_language)

    def render(name: str, language: Language, **values: Any) -> HTMLResponse:
        words = {key: label.say(language) for key, label in labels("web").items() if "{" not in label.fr}
        html = templates.get_template(name).render(words=words, language=language, **values)
        return HTMLResponse(html, headers={"Content-Language": language, "Vary": "Accept-Language"})

    @router.get("/")
    def home(request: Request, language: Annotated[Language | None, Query()] = None) -> HTMLResponse:
        shown = spoken(request, language)
        return render("home.html", shown, examples=labels("web")["examples"].say(shown).split("|"))

    @router.get("/sources/{id}")
    def source(request: Request, id: str, language: Annotated[Language | None, Query()] = None) -> HTMLResponse:
        shown = spoken(request, language)
        document = assistant.corpus().document(id)
        if document is None:
            raise SpokenError(404, labels("web")["document_unknown"].say(shown, id=id[:80]))
        return render("source.html", shown, **_source_values(document, shown))

    return router


def _source_values(document: Document, language: Language) -> dict[str, Any]:
    rendered = language if language in document.blocks else document.language
    return {
        "document": document,
        "title": document.title.in_language(language),
        "publisher": document.publisher.in_language(language),
        "date": document.date.text.in_language(language),
        "rendered": rendered,
        "translated": rendered is not document.language,
        "missing": rendered is not language,
        "groups": _groups(document, rendered),
    }


def _groups(document: Document, language: Language) -> list[dict[str, Any]]:
    """Blocks as the template draws them: items of one list together, nested ones under their item."""
    groups: list[dict[str, Any]] = []
    for block in document.blocks[language]:
        drawn: dict[str, Any] = {"slug": block.slug, "parts": _parts(block.text), "nested": []}
        tag = _LISTED.get(block.kind)
        if tag is None:
            groups.append({"kind": block.kind.value, "level": block.level, **drawn})
        elif block.level == 2 and groups and groups[-1].get("items"):
            groups[-1]["items"][-1]["nested"].append(drawn)
        elif groups and groups[-1]["kind"] == tag:
            groups[-1]["items"].append(drawn)
        else:
            groups.append({"kind": tag, "items": [drawn]})
    return groups


def _parts(text: str) -> list[tuple[str, str | None]]:
    """Words and links; a link whose target is no web or mail address is shown as words."""
    return [
        (words, target if target and target.startswith(("https://", "http://", "mailto:")) else None)
        for words, target in inline_parts(text)
    ]
