"""How fast and how large: measured beside the bare embedder in the same run, since machines are noisy."""

import resource
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant, Message

_ROUNDS = 3


@dataclass(frozen=True)
class Timing:
    """Milliseconds of some calls."""

    median: float
    p95: float


@dataclass(frozen=True)
class Bench:
    """A run's figures: times in milliseconds, memory in MiB now and at most, seconds until the server is ready."""

    reply: Timing
    embed: Timing
    memory: float
    peak: float
    ready: float | None


def bench(assistant: Assistant, questions: Sequence[str], command: Sequence[str] | None = None) -> Bench:
    """Measure replies in process beside the embedder alone; `command` starts a server whose readiness is timed."""
    embeddings = assistant.index.get().store.embeddings
    for question in questions[:5]:
        assistant.reply(Message(question, channel="bench"))
    reply, embed = [], []
    for _ in range(_ROUNDS):  # in turns, so that a busy moment of the machine falls on both
        for question in questions:
            embed.append(_time(embeddings.embed_query, question))
            reply.append(_time(assistant.reply, Message(question, channel="bench")))
    ready = seconds_until_ready(command) if command else None
    return Bench(_timing(reply), _timing(embed), _resident(), _peak(), ready)


def seconds_until_ready(command: Sequence[str], port: int = 8765) -> float:
    """Start a server on a loopback port, wait for /ready, stop it."""
    started = time.monotonic()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.monotonic() - started < 120:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5):
                    return time.monotonic() - started
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
        return float("inf")
    finally:
        server.terminate()
        server.wait(timeout=30)


def serve_command() -> list[str]:
    """The command that serves with this Python."""
    return [str(Path(sys.executable).with_name("wil")), "serve"]


def _time(call: Callable[[Any], object], given: object) -> float:
    started = time.perf_counter()
    call(given)
    return 1000 * (time.perf_counter() - started)


def _timing(values: Sequence[float]) -> Timing:
    return Timing(statistics.median(values), statistics.quantiles(values, n=20)[-1])


def _resident() -> float:
    """What the process holds now, where the system tells (Linux); else its peak."""
    status = Path("/proc/self/status")
    if not status.exists():
        return _peak()
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
