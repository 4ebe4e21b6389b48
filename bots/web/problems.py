"""Every error as problem details (RFC 9457), in the client's language, and never a traceback."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant import (
    Assistant,
    AssistantError,
    ConversationBusy,
    ConversationNotFound,
    FactsRefused,
    MessageRefused,
    TooManyMessages,
    TurnNotFound,
)
from bots.labels import labels
from bots.web.negotiation import preferred_language
from bots.web.schemas import ChatRequest, EligibilityRequest, FeedbackRequest
from corpus import Language
from index import IndexNotReady, IndexRoomError

BODY_LIMIT = 64 * 1024
"""Bytes; the longest message fits, in any script."""

# Every other body is a chat's.
_BODIES: dict[str, type[BaseModel]] = {"/api/eligibility": EligibilityRequest, "/api/feedback": FeedbackRequest}

_PATIENCE = 30  # seconds until the index may be ready
_log = logging.getLogger(__name__)
_STATUS: dict[type[Exception], int] = {
    MessageRefused: 422,
    FactsRefused: 422,
    ConversationNotFound: 404,
    TurnNotFound: 404,
    ConversationBusy: 409,
    TooManyMessages: 429,
    IndexNotReady: 503,
}


class SpokenError(HTTPException):
    """An HTTP error whose detail is already a sentence in the client's language."""


class Problem(BaseModel):
    """Problem details; `detail` says what was given, why it cannot work and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How a route describes the problems it may answer with."""
    return {status: {"model": Problem, "content": {"application/problem+json": {}}} for status in statuses}


def problem_of(error: Exception, language: Language) -> Problem:
    """The problem that an error of the service is."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    spoken = error.language if isinstance(error, AssistantError) else language
    if status == 503:
        return _simple(503, spoken)
    return _problem(status, spoken, str(error))


def too_large(header: str | None, assistant: Assistant) -> Problem:
    """The problem of a body over the limit, in the language that an Accept-Language header asks for."""
    return _simple(413, _spoken(header, assistant), limit=BODY_LIMIT // 1024)


def origin_refused(origin: str, header: str | None, assistant: Assistant) -> Problem:
    """The problem of a page that may not use the API."""
    return _simple(403, _spoken(header, assistant), origin=origin, email=assistant.contact)


def install(app: FastAPI, assistant: Assistant) -> None:
    """Make every error of the app a problem."""

    def spoken(request: Request) -> Language:
        return _spoken(request.headers.get("accept-language"), assistant)

    async def from_service(request: Request, error: Exception) -> JSONResponse:
        return _response(problem_of(error, spoken(request)), getattr(error, "seconds", _PATIENCE))

    async def from_http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
        return _response(_http_problem(request, error, spoken(request)))

    async def from_validation(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
        return _response(_validation_problem(request, error, spoken(request)))

    async def from_anything(request: Request, error: Exception) -> JSONResponse:
        _log.error("unexpected error at %s: %s", request.url.path, type(error).__name__, exc_info=error)
        return _response(_simple(500, spoken(request), email=assistant.contact))

    for kind in (AssistantError, IndexRoomError):
        app.add_exception_handler(kind, from_service)
    app.add_exception_handler(HTTPException, from_http)
    app.add_exception_handler(RequestValidationError, from_validation)
    app.add_exception_handler(Exception, from_anything)


def _spoken(header: str | None, assistant: Assistant) -> Language:
    return preferred_language(header, assistant.settings.default_language)


def _http_problem(request: Request, error: HTTPException, language: Language) -> Problem:
    if isinstance(error, SpokenError):
        return _problem(error.status_code, language, error.detail)
    if f"detail_{error.status_code}" not in labels("web"):
        return _problem(error.status_code, language, str(error.detail))
    return _simple(
        error.status_code,
        language,
        path=request.url.path[:200],
        method=request.method,
        given=request.headers.get("content-type", "")[:80],
        limit=BODY_LIMIT // 1024,
    )


def _validation_problem(request: Request, error: RequestValidationError, language: Language) -> Problem:
    first: dict[str, Any] = error.errors()[0]
    if first["type"] == "json_invalid":
        return _simple(400, language)
    field = ".".join(str(part) for part in first["loc"] if part != "body") or "body"
    words = labels("web")
    reason = words.get(f"reason_{first['type']}") or words["reason_other"]
    known = _BODIES.get(request.url.path, ChatRequest).model_fields
    return _simple(422, language, field=field[:60], reason=reason.say(language), known=", ".join(known))


def _simple(status: int, language: Language, **values: object) -> Problem:
    return _problem(status, language, labels("web")[f"detail_{status}"].say(language, **values))


def _problem(status: int, language: Language, detail: str) -> Problem:
    key = f"problem_{status}"
    words = labels("web")
    title = words[key if key in words else "problem_400"].say(language)
    return Problem(title=title, status=status, detail=detail)


def _response(problem: Problem, seconds: int = _PATIENCE) -> JSONResponse:
    """The problem as a response; one that passes says after how many seconds to try again."""
    headers = {"Retry-After": str(seconds)} if problem.status in (429, 503) else None
    return JSONResponse(problem.model_dump(), problem.status, headers, media_type="application/problem+json")
