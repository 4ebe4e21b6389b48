"""A stand-in for Slack on loopback: its Web API, response addresses and Socket Mode, with Slack's refusals."""

import asyncio
import itertools
import json
import socket
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.bots.slack.limits import faults, too_long, view_faults

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1-standin", "xapp-1-standin", "shh"
TEAM, ME, CHANNEL, DIRECT, REVIEW = "T0001", "UBOT", "C0001", "D0001", "CREVIEW"
SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "im:history", "users:read")
_NEEDED = {
    "chat.": "chat:write",
    "assistant.": "assistant:write",
    "users.": "users:read",
}
_NEWER = {"container", "table", "context_actions"}


@dataclass(frozen=True)
class Call:
    """One request that reached the stand-in."""

    method: str
    args: dict[str, Any]
    at: float


@dataclass
class Fault:
    """How a method fails: an HTTP status or Slack's word, after a delay."""

    status: int = 200
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


class Slack:
    """What the stand-in knows and was asked."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.refusals: list[str] = []
        self.messages: dict[str, dict[str, Any]] = {}
        self.streams: dict[str, bool] = {}
        self.scopes: tuple[str, ...] = SCOPES
        self.tokens = {BOT_TOKEN, APP_TOKEN}
        self.locales: dict[str, str] = {}
        self.newer = True
        self.absent: set[str] = set()
        self.expire_after: int | None = None
        self.acks: list[dict[str, Any]] = []
        self.sockets: list[WebSocket] = []
        self.address = ""
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._lock = threading.Lock()
        self._number = itertools.count(1)
        self._appended: dict[str, int] = defaultdict(int)
        self._loop: asyncio.AbstractEventLoop | None = None

    # What a test says.

    def fail(self, method: str, *given: Fault) -> None:
        """The next calls of a method fail so, in order."""
        self._faults[method].extend(given)

    def locale(self, user: str, locale: str) -> None:
        self.locales[user] = locale

    def of(self, *methods: str) -> list[Call]:
        """The calls of these methods that were taken, in order."""
        with self._lock:
            return [call for call in self.calls if call.method in methods]

    def wait(self, seen: Callable[[], Any], what: str = "what was expected", timeout: float = 20.0) -> Any:
        """What `seen` finds, as soon as it finds something."""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            found = seen()
            if found:
                return found
            time.sleep(0.01)
        raise AssertionError(f"{what} did not come; calls: {[call.method for call in self.calls]}; {self.refusals}")

    def next(self, *methods: str, count: int = 1) -> list[Call]:
        """The calls of these methods, as soon as there are that many."""
        self.wait(lambda: len(self.of(*methods)) >= count, f"{count} of {methods}")
        return self.of(*methods)

    def send(self, payload: dict[str, Any]) -> None:
        """Send an envelope over the newest socket."""
        self._in_loop(self.sockets[-1].send_text(json.dumps(payload)))

    def drop(self) -> None:
        """Close the newest socket without a word."""
        self._in_loop(self.sockets[-1].close(1011))

    def _in_loop(self, work: Any) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    # What Slack does.

    async def api(self, request: Request) -> Response:
        method, args = request.path_params["method"], await _arguments(request)
        with self._lock:
            waiting = self._faults[method]
            fault = waiting.popleft() if waiting else None
        if fault is not None:
            await asyncio.sleep(fault.delay)
            if fault.status != 200:
                return PlainTextResponse("", fault.status, fault.headers)
            if fault.error:
                return JSONResponse({"ok": False, "error": fault.error})
        told = self._told(method, args, request.headers.get("authorization", ""))
        return JSONResponse(told, headers={"x-oauth-scopes": ",".join(self.scopes)})

    def _told(self, method: str, args: dict[str, Any], authorization: str) -> dict[str, Any]:
        token = authorization.removeprefix("Bearer ")
        if token not in self.tokens:
            return {"ok": False, "error": "invalid_auth"}
        needed = next((scope for start, scope in _NEEDED.items() if method.startswith(start)), None)
        if needed is not None and needed not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": needed, "provided": ",".join(self.scopes)}
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        refused = self._refused(args)
        if refused:
            with self._lock:
                self.refusals.append(f"{method}: {refused}")
            return {"ok": False, "error": "invalid_blocks"}
        with self._lock:
            told: dict[str, Any] = handler(args)
            if told.get("ok", True):
                self.calls.append(Call(method, args, time.monotonic()))
        return {"ok": True, **told}

    def _refused(self, args: dict[str, Any]) -> list[str]:
        blocks, view = args.get("blocks"), args.get("view")
        found = faults(blocks) if blocks else []
        if blocks and too_long(blocks):
            found.append("msg_blocks_too_long")
        if not self.newer:
            found += [block["type"] for block in blocks or () if block["type"] in _NEWER]
        return found + (view_faults(view) if view else [])

    def _new_ts(self) -> str:
        return f"1700000000.{next(self._number):06d}"

    def _auth_test(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": TEAM, "team": "AIT", "user_id": ME, "bot_id": "BBOT", "user": "wil", "url": self.address}

    def _users_info(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"user": {"id": args["user"], "locale": self.locales.get(args["user"], "fr-CA")}}

    def _chat_postMessage(self, args: dict[str, Any]) -> dict[str, Any]:
        if args["channel"] in self.absent:
            return {"ok": False, "error": "not_in_channel"}
        ts = self._new_ts()
        self.messages[ts] = args
        return {"ts": ts, "channel": args["channel"]}

    def _chat_postEphemeral(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"message_ts": self._new_ts()}

    def _chat_update(self, args: dict[str, Any]) -> dict[str, Any]:
        if args["ts"] not in self.messages:
            return {"ok": False, "error": "message_not_found"}
        self.messages[args["ts"]] = args
        return {"ts": args["ts"], "channel": args["channel"]}

    def _chat_delete(self, args: dict[str, Any]) -> dict[str, Any]:
        if self.messages.pop(args["ts"], None) is None:
            return {"ok": False, "error": "message_not_found"}
        return {"ts": args["ts"]}

    def _chat_startStream(self, args: dict[str, Any]) -> dict[str, Any]:
        ts = self._new_ts()
        self.messages[ts], self.streams[ts] = args, True
        return {"ts": ts, "channel": args["channel"]}

    def _chat_appendStream(self, args: dict[str, Any]) -> dict[str, Any]:
        return self._streaming(args) or {"ts": args["ts"]}

    def _chat_stopStream(self, args: dict[str, Any]) -> dict[str, Any]:
        refused = self._streaming(args)
        self.streams[args["ts"]] = False
        return refused or {"ts": args["ts"]}

    def _streaming(self, args: dict[str, Any]) -> dict[str, Any] | None:
        self._appended[args["ts"]] += 1
        if self.expire_after is not None and self._appended[args["ts"]] > self.expire_after:
            self.streams[args["ts"]] = False
        return None if self.streams.get(args["ts"]) else {"ok": False, "error": "message_not_in_streaming_state"}

    def _assistant_threads_setStatus(self, args: dict[str, Any]) -> dict[str, Any]:
        return {}

    def _assistant_threads_setTitle(self, args: dict[str, Any]) -> dict[str, Any]:
        return {}

    def _assistant_threads_setSuggestedPrompts(self, args: dict[str, Any]) -> dict[str, Any]:
        return {} if 1 <= len(args["prompts"]) <= 4 else {"ok": False, "error": "invalid_arguments"}

    def _views_open(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"view": {"id": f"V{next(self._number)}", "hash": "h"}}

    def _views_push(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"view": {"id": f"V{next(self._number)}", "hash": "h"}}

    def _views_update(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"view": {"id": args["view_id"], "hash": "h"}}

    def _apps_connections_open(self, args: dict[str, Any]) -> dict[str, Any]:
        return {"url": self.address.replace("http://", "ws://") + f"/link?ticket={next(self._number)}"}

    async def respond(self, request: Request) -> Response:
        """A response address: five times, as Slack allows."""
        args = json.loads(await request.body())
        method = f"response.{request.path_params['name']}"
        refused = self._refused(args)
        with self._lock:
            used = sum(call.method == method for call in self.calls)
            if refused:
                self.refusals.append(f"{method}: {refused}")
                return PlainTextResponse("invalid_blocks", 400)
            if used >= 5:
                return PlainTextResponse("used_url", 404)
            self.calls.append(Call(method, args, time.monotonic()))
        return PlainTextResponse("ok")

    async def link(self, websocket: WebSocket) -> None:
        """Socket Mode: a greeting, then whatever the test sends; acknowledgements are kept."""
        await websocket.accept()
        self._loop = asyncio.get_running_loop()
        await websocket.send_text(json.dumps({"type": "hello", "num_connections": 1}))
        self.sockets.append(websocket)
        try:
            while True:
                self.acks.append(json.loads(await websocket.receive_text()))
        except WebSocketDisconnect:
            return


async def _arguments(request: Request) -> dict[str, Any]:
    body = (await request.body()).decode()
    if request.headers.get("content-type", "").startswith("application/json"):
        return json.loads(body) if body else {}
    found: dict[str, Any] = dict(parse_qsl(body))
    for name in ("blocks", "view", "chunks", "loading_messages", "prompts"):
        if isinstance(found.get(name), str) and found[name][:1] in "[{":
            found[name] = json.loads(found[name])
    return found


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The application on a free loopback port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(app, "127.0.0.1", port, log_level="error", ws="websockets-sansio", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = server.force_exit = True
    thread.join(20)


@contextmanager
def running() -> Iterator[Slack]:
    """The stand-in at work."""
    slack = Slack()
    routes = [
        Route("/api/{method}", slack.api, methods=["POST", "GET"]),
        Route("/response/{name}", slack.respond, methods=["POST"]),
        WebSocketRoute("/link", slack.link),
    ]
    with served(Starlette(routes=routes)) as address:
        slack.address = address
        yield slack
