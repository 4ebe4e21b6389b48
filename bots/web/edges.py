"""What stands around every response: security headers, and the body limit's refusal as a problem."""

import json
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bots.web.problems import Problem

_HEADERS = {
    # Only this server's own scripts, styles and connections.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Edges:
    """ASGI middleware; `too_large` makes the problem for a body over the limit from the client's Accept-Language."""

    def __init__(self, app: ASGIApp, too_large: Callable[[str | None], Problem]) -> None:
        self._app, self._too_large = app, too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = False

        async def send_with_headers(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # The limit's own refusal is plain text, sent before any of our handlers is asked.
                refused = message["status"] == 413 and "json" not in headers.get("content-type", "")
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", _cached(scope["path"]))
                if refused:
                    message = {**message, "headers": _problem_headers(headers, self._body(scope))}
            elif refused and message["type"] == "http.response.body":
                message = {**message, "body": self._body(scope)}
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _body(self, scope: Scope) -> bytes:
        problem = self._too_large(Headers(scope=scope).get("accept-language"))
        return json.dumps(problem.model_dump(), ensure_ascii=False).encode()


def _cached(path: str) -> str:
    """Answers are a person's own; pages are asked for again, files of style kept an hour."""
    if path.startswith("/api/"):
        return "no-store"
    return "public, max-age=3600" if path.startswith("/static/") else "no-cache"


def _problem_headers(headers: MutableHeaders, body: bytes) -> list[tuple[bytes, bytes]]:
    headers["content-type"] = "application/problem+json"
    headers["content-length"] = str(len(body))
    return headers.raw
