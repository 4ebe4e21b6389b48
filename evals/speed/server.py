"""A real server on a free loopback port, started, asked and stopped."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.speed.errors import ServerFailed

_HOST = "127.0.0.1"
_PATIENCE = 300  # seconds; a server may build its index first


@dataclass(frozen=True)
class Server:
    """A server that answers: its port, its process, and the seconds from its start until it was ready."""

    port: int
    process: int
    ready: float


@contextmanager
def served(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Server]:
    """Start a server, give it when /ready answers, stop it at the end; raises ServerFailed."""
    port, started = _free_port(), time.monotonic()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--port", str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers(port, "/ready"):
            if process.poll() is not None:
                raise ServerFailed(f"The server ended with code {process.returncode}. Run `wil serve` to see why.")
            if time.monotonic() - started > _PATIENCE:
                raise ServerFailed(f"The server was not ready in {_PATIENCE} s. Run `wil serve` to see why.")
            time.sleep(0.01)
        yield Server(port, process.pid, time.monotonic() - started)
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def asking(port: int) -> Iterator[Callable[[str], object]]:
    """What asks a question over one connection, and reads the answer; raises ServerFailed for any other reply."""
    connection = http.client.HTTPConnection(_HOST, port, timeout=120)

    def ask(question: str) -> object:
        body = json.dumps({"message": question}).encode()
        connection.request("POST", "/api/chat", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise ServerFailed(f"The server replied {response.status}: {answer[:200].decode(errors='replace')}")
        return answer

    try:
        yield ask
    finally:
        connection.close()


def serve_command() -> list[str]:
    """The command that serves with this Python."""
    return [str(Path(sys.executable).with_name("wil")), "serve"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(_HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
