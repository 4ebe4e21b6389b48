"""Which pages may use the API: this server's own, and those of WIL_ALLOWED_ORIGINS; any other is refused in words."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bots.web.problems import Problem
from bots.web.visitors import HEADER

_GUARDED = ("/api/",)


class Origins:
    """ASGI middleware; `refused` makes the problem from the origin and the client's Accept-Language."""

    def __init__(
        self, app: ASGIApp, allowed: Sequence[str], public_url: str, refused: Callable[[str, str | None], Problem]
    ) -> None:
        self._app, self._refused = app, refused
        self._allowed = {origin.lower() for origin in (*allowed, _origin(public_url)) if origin}
        self._shared = CORSMiddleware(
            app,
            allow_origins=list(self._allowed),
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "Accept-Language", HEADER],
            expose_headers=["Retry-After"],
            max_age=600,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on where its page may ask."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or urlsplit(origin).netloc == headers.get("host"):
            await self._app(scope, receive, send)
        elif origin.lower() in self._allowed:
            await self._shared(scope, receive, send)
        elif scope["path"].startswith(_GUARDED) or scope["method"] not in ("GET", "HEAD"):
            await self._refusal(origin, headers)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, origin: str, headers: Headers) -> JSONResponse:
        """The reason may be read by any page: it holds nothing but the page's own address."""
        problem = self._refused(origin[:200], headers.get("accept-language"))
        return JSONResponse(
            problem.model_dump(),
            problem.status,
            {"Access-Control-Allow-Origin": "*", "Vary": "Origin"},
            media_type="application/problem+json",
        )


def _origin(address: str) -> str:
    found = urlsplit(address)
    return f"{found.scheme}://{found.netloc}" if found.netloc else ""
