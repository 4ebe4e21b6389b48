"""The chat widget as one script: its files, styles and words put together once, served cached and compressed."""

import base64
import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from assistant import json_of, rulebook
from bots.labels import labels
from corpus import Language

_FOLDER = Path(__file__).parent / "widget"
_FILES = (
    "dom",
    "memory",
    "client",
    "reply",
    "eligibility",
    "team",
    "feedback",
    "composer",
    "waiting",
    "chat",
    "panel",
    "start",
)  # in this order: a class stands before what uses it while the script loads
_AN_HOUR = "public, max-age=3600, stale-while-revalidate=86400"
_FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class WidgetScript:
    """The script, as it is and compressed; `version` changes with its content."""

    source: bytes
    compressed: bytes
    version: str
    integrity: str

    def tag(self, server: str, language: Language) -> str:
        """The line for a web page: of this very version, which the browser checks (Subresource Integrity)."""
        address = f"{server}/widget/{self.version}.js"
        checked = f'integrity="{self.integrity}" crossorigin="anonymous"'
        return f'<script src="{address}" {checked} async data-language="{language.value}"></script>'


@lru_cache
def widget_script() -> WidgetScript:
    """The widget, put together from its files."""
    code = "\n".join((_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _FILES)
    style = (_FOLDER / "widget.css").read_text(encoding="utf-8")
    known = {"TEXTS": _texts(), "STYLE": style, **_rules()}
    constants = "".join(f"const {name} = {_literal(value)};\n" for name, value in known.items())
    source = f"(() => {{\n{_START}{constants}{code}}})();\n".encode()
    digest = hashlib.sha384(source).digest()
    integrity = "sha384-" + base64.b64encode(digest).decode()
    return WidgetScript(source, gzip.compress(source, 9, mtime=0), digest.hex()[:16], integrity)


# The script's own element is known only while it runs for the first time.
_START = """"use strict";
const SCRIPT = document.currentScript;
const SERVER = new URL(SCRIPT.src).origin;
"""


def make_widget() -> APIRouter:
    """The script's routes: one address that follows new versions, one that holds a version for good."""
    router = APIRouter(include_in_schema=False)

    @router.get("/widget.js")
    def current(request: Request) -> Response:
        return _script(request, _AN_HOUR)

    @router.get("/widget/{version}.js")
    def pinned(request: Request, version: str) -> Response:
        # Another version's address gets this one uncached: a page that checks integrity refuses it by itself.
        return _script(request, _FOR_GOOD if version == widget_script().version else "no-store")

    return router


def _script(request: Request, cache: str) -> Response:
    script = widget_script()
    headers = {
        "Cache-Control": cache,
        "ETag": f'"{script.version}"',
        "Vary": "Accept-Encoding",
        # Any page may load it; what it may then ask is decided by origin.
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    if zipped:
        headers["Content-Encoding"] = "gzip"
    body = script.compressed if zipped else script.source
    return Response(body, headers=headers, media_type="text/javascript; charset=utf-8")


def _texts() -> dict[str, dict[str, str]]:
    return {key: {"fr": label.fr, "en": label.en} for key, label in labels("widget").items()}


def _rules() -> dict[str, object]:
    """The facts' names, and what one fact says of another: the widget shows only what was told."""
    book = rulebook()
    return {
        "FACTS": {entry.fact.value: {"fr": entry.label.fr, "en": entry.label.en} for entry in book.facts},
        "INFERENCES": [
            {
                "when": {"fact": one.when.fact.value, "value": json_of(one.when.value)},
                "then": {"fact": one.then.fact.value, "value": json_of(one.then.value)},
            }
            for one in book.inferences
        ],
    }


def _literal(value: object) -> str:
    """A value as JavaScript; `<` is escaped so that no text can end a script."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
