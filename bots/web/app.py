"""The web application: API, pages and static files over one service."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from threading import Thread

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware

from assistant import Assistant
from bots.web.api import make_router
from bots.web.edges import Edges
from bots.web.origins import Origins
from bots.web.pages import make_pages
from bots.web.problems import BODY_LIMIT, install, origin_refused, too_large
from bots.web.visitors import Door
from bots.web.widget import make_widget

_STATIC = Path(__file__).parent / "static"
_log = logging.getLogger(__name__)


def create_app(assistant: Assistant, prepare: Callable[[], None] | None = None) -> FastAPI:
    """The application over a service; `prepare` makes the index ready, in a thread, while /ready says 503."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if prepare is not None:
            Thread(target=_prepare, args=(prepare,), name="prepare", daemon=True).start()
        yield

    app = FastAPI(
        title="WIL Digital assistant / Assistant AIT numérique",
        version=version("wil-assistant"),
        summary="Answers from the program guide and four reports, in French and English, with the words they stand on.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    install(app, assistant)
    door = Door(assistant)
    app.include_router(make_router(assistant, door))
    app.include_router(make_widget())
    app.include_router(make_pages(assistant, door))
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")

    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=BODY_LIMIT)
    app.add_middleware(GZipMiddleware, minimum_size=1024)  # leaves event streams alone
    app.add_middleware(
        Origins,
        allowed=assistant.settings.allowed_origins,
        public_url=assistant.settings.public_url,
        refused=lambda origin, header: origin_refused(origin, header, assistant),
    )
    app.add_middleware(Edges, too_large=lambda header: too_large(header, assistant))
    return app


def _prepare(prepare: Callable[[], None]) -> None:
    """A failure leaves /ready at 503; its one sentence is in the log."""
    try:
        prepare()
    except Exception as error:  # noqa: BLE001 - the thread's last resort: without it the reason would be lost
        _log.error("the index could not be prepared: %s", error)
