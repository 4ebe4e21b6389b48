"""A real server on loopback that speaks the protocols of OpenAI, Anthropic and Ollama, and replies as scripted."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[Mapping[str, Any]], str | None]
"""From the request's body to the words of the reply; None: none at all."""


class StandIn:
    """What the server does next, and what it was asked; `base_url` is what WIL_CHAT_BASE_URL would be."""

    def __init__(self, provider: str, port: int) -> None:
        suffix = "/v1" if provider == "openai" else ""
        self.base_url = f"http://127.0.0.1:{port}{suffix}"
        self.provider = provider
        self.script: Script = lambda body: "{}"
        self.status = 200
        self.drops_half = False
        self.refuses = False
        self.no_schemas = False
        self.hangs = False
        self.drips = False
        self.bodies: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.release = threading.Event()

    def says(self, reply: object) -> None:
        """Reply with this JSON whatever is asked."""
        text = reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)
        self.script = lambda body: text

    def asked(self) -> str:
        """Every body received, as text."""
        return "\n".join(self.bodies)


@contextmanager
def standing_in(provider: str) -> Iterator[StandIn]:
    """A server on a free port of the loopback, stopped at the end."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.stand_in = StandIn(provider, server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.stand_in
    finally:
        server.stand_in.release.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    stand_in: StandIn
    daemon_threads = False  # joined when it closes: nothing outlives its test

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of the test's."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""

    def do_POST(self) -> None:
        now = self.server.stand_in
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        body = json.loads(raw)
        now.bodies.append(raw)
        now.headers.append({name.lower(): value for name, value in self.headers.items()})
        if now.hangs:
            now.release.wait(20)
            self.close_connection = True
            return
        if now.no_schemas and ("response_format" in body or "format" in body or "output_config" in body):
            self._error(400)
        elif now.status != 200:
            self._error(now.status)
        else:
            self._stream(now, now.script(body))

    def _error(self, status: int) -> None:
        told = json.dumps({"type": "error", "error": {"type": "scripted", "message": "scripted, with the prompt"}})
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(told.encode())

    def _stream(self, now: StandIn, text: str | None) -> None:
        lines = list(_LINES[now.provider](text or "", now.refuses))
        self.send_response(200)
        kind = "application/x-ndjson" if now.provider == "ollama" else "text/event-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")  # so that no thread waits for another request
        self.end_headers()
        for line in lines[: len(lines) // 2] if now.drops_half else lines:
            if now.drips and now.release.wait(0.1):
                break
            data = line.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        if now.drops_half:
            # The connection is reset, as when a machine falls over.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        self.wfile.write(b"0\r\n\r\n")


def _pieces(text: str) -> list[str]:
    return [text[place : place + 40] for place in range(0, len(text), 40)]


def _openai(text: str, refuses: bool) -> Iterator[str]:
    def chunk(delta: dict[str, Any], finish: str | None = None) -> str:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        return f"data: {json.dumps({**common, 'choices': choices})}\n\n"

    common = {"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "tiny"}
    yield chunk({"role": "assistant", "content": ""})
    if refuses:
        yield chunk({"refusal": "I cannot help with that."})
    for piece in _pieces(text):
        yield chunk({"content": piece})
    yield chunk({}, "stop")
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    yield f"data: {json.dumps({**common, 'choices': [], 'usage': usage})}\n\n"
    yield "data: [DONE]\n\n"


def _anthropic(text: str, refuses: bool) -> Iterator[str]:
    def event(name: str, **data: Any) -> str:
        return f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n"

    message: dict[str, Any] = {"id": "m1", "type": "message", "role": "assistant", "content": [], "model": "tiny"}
    message |= {"stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 100, "output_tokens": 1}}
    yield event("message_start", message=message)
    yield event("content_block_start", index=0, content_block={"type": "text", "text": ""})
    for piece in _pieces(text):
        yield event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})
    yield event("content_block_stop", index=0)
    stop = {"stop_reason": "refusal" if refuses else "end_turn", "stop_sequence": None}
    yield event("message_delta", delta=stop, usage={"input_tokens": 100, "output_tokens": 20})
    yield event("message_stop")


def _ollama(text: str, refuses: bool) -> Iterator[str]:
    common = {"model": "tiny", "created_at": "2026-01-01T00:00:00Z"}
    for piece in _pieces("" if refuses else text):
        yield json.dumps({**common, "message": {"role": "assistant", "content": piece}, "done": False}) + "\n"
    end = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
    yield json.dumps({**common, **end, "prompt_eval_count": 100, "eval_count": 20}) + "\n"


_LINES: Mapping[str, Callable[[str, bool], Iterator[str]]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "ollama": _ollama,
}
