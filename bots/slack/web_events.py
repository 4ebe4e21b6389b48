"""Slack over HTTP: its requests at `/slack/events`, beside a web application that is left as it is."""

from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.concurrency import run_in_threadpool
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/slack/events"
BODY_LIMIT = 1024 * 1024
"""Bytes: a pressed button comes with the whole message that it stands in, percent-encoded."""


def with_slack(web: ASGIApp, app: App) -> ASGIApp:
    """The web application, and Slack's requests at PATH: signed ones reach the Bolt application, others get 401."""
    slack = RequestBodyLimitMiddleware(_events(app), max_body_size=BODY_LIMIT)

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == PATH:
            await slack(scope, receive, send)
        else:
            await web(scope, receive, send)

    return both


def _events(app: App) -> ASGIApp:
    async def events(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await _answer(app, request)
        await response(scope, receive, send)

    return events


async def _answer(app: App, request: Request) -> Response:
    """Bolt's answer; in a thread, since it waits for the listener's acknowledgement."""
    if request.method != "POST":
        return PlainTextResponse("Slack sends its requests by POST.", 405, {"Allow": "POST"})
    body = await request.body()
    try:
        asked = to_bolt_request(request, body)
    except ValueError:
        return PlainTextResponse("This is no request as Slack sends them.", 400)
    return to_starlette_response(await run_in_threadpool(app.dispatch, asked))
