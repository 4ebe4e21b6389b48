"""One run on one machine: start-up, replies beside plainer programs, users at once, memory, and building."""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from assistant import Assistant, Message, Settings, build_assistant, environment
from evals.speed.errors import ServerFailed
from evals.speed.load import Load, Opens, load, rush
from evals.speed.memory import Memory, memory
from evals.speed.plainer import bare_sentence_transformer, plain_retrieval
from evals.speed.server import asking, serve_command, served
from evals.speed.timing import Timing, milliseconds, timing

USERS = (1, 8, 32)
_STARTS = 3
_ROUNDS = 3  # of the questions, in process
_RUSHES = 2  # by turns with the bare embedder's
_CALLS = 96  # a rush
_WARMING = 5
Call = Callable[[str], object]
Progress = Callable[[str, int, int], None]
"""Called with the step's name, how much of it is done and how much there is."""


@dataclass(frozen=True)
class Speed:
    """A run's figures. Timings in process: `reply`, `bare` (SentenceTransformer), `onnx` (our embedder), `plain` (RAG).

    `ready` is the median of the seconds that starts took; `building` the seconds of a build from nothing, None where it
    was not asked for; `memory` the server's after all loads.
    """

    alone: Mapping[str, Timing]
    http: tuple[Load, ...]
    bare: tuple[Load, ...]
    ready: float
    memory: Memory | None
    building: float | None


def measure(settings: Settings, questions: Sequence[str], progress: Progress, build: bool = False) -> Speed:
    """Measure the service of those settings, whose index must be built; conversations go to a database of its own.

    Raises ServerFailed, EmbedderError or IndexNotReady.
    """
    with tempfile.TemporaryDirectory() as folder:
        apart = replace(settings, database_url=f"sqlite:///{folder}/bench.sqlite3")
        ready = _starts(apart, progress)
        assistant, bare = build_assistant(apart), bare_sentence_transformer(settings.embedder)
        alone = in_turns(_calls(assistant, bare), questions, _ROUNDS, progress)
        with served(serve_command(), _environment(apart)) as server:
            http, beside = _loads(lambda: asking(server.port), bare, questions, progress)
            held = memory(server.process)
    return Speed(alone, http, beside, ready, held, seconds_to_build(progress) if build else None)


def in_turns(calls: Mapping[str, Call], questions: Sequence[str], rounds: int, progress: Progress) -> dict[str, Timing]:
    """The timing of each call over the questions; in turns, so that a busy moment of the machine falls on all."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for question in questions[:_WARMING]:
        for call in calls.values():
            call(question)
    total = rounds * len(questions)
    for done, question in enumerate(list(questions) * rounds, start=1):
        for name, call in calls.items():
            times[name].append(milliseconds(call, question))
        progress("replies", done, total)
    return {name: timing(found) for name, found in times.items()}


def seconds_to_build(progress: Progress) -> float:
    """How long `wil index build` takes from nothing but the installed model; raises ServerFailed."""
    progress("building", 0, 1)
    command = [*serve_command()[:1], "index", "build"]
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        done = subprocess.run(  # noqa: S603 - our own command
            command, env=environment(WIL_DATA=folder), capture_output=True, text=True, check=False
        )
        seconds = time.monotonic() - started
    if done.returncode:
        raise ServerFailed(f"`wil index build` failed: {done.stderr.strip()[-300:]}")
    progress("building", 1, 1)
    return seconds


def _starts(settings: Settings, progress: Progress) -> float:
    found = []
    for number in range(_STARTS):
        progress("starts", number, _STARTS)
        with served(serve_command(), _environment(settings)) as server:
            found.append(server.ready)
    progress("starts", _STARTS, _STARTS)
    return statistics.median(found)


def _environment(settings: Settings) -> dict[str, str]:
    data = {"WIL_DATA": str(settings.data), "WIL_DATABASE_URL": settings.database_url}
    return environment(**data, WIL_LIMIT_CLIENT="0")  # one client asks for many


def _calls(assistant: Assistant, bare: Call) -> dict[str, Call]:
    embeddings = assistant.index.get().embeddings

    def reply(question: str) -> object:
        return assistant.reply(Message(question, channel="bench"))

    plain = plain_retrieval(assistant.corpus(), embeddings)
    return {"reply": reply, "bare": bare, "onnx": embeddings.embed_query, "plain": plain}


def _loads(
    opens: Opens, bare: Call, questions: Sequence[str], progress: Progress
) -> tuple[tuple[Load, ...], tuple[Load, ...]]:
    """Each number of users, over HTTP and with the bare embedder, by turns."""
    http, beside = [], []
    with opens() as ask:
        for question in questions[:_WARMING]:
            ask(question)
    for number, users in enumerate(USERS):
        rushes = []
        for turn in range(_RUSHES):
            progress("users", number * _RUSHES + turn, len(USERS) * _RUSHES)
            rushes.append(tuple(rush(way, questions, users, _CALLS) for way in (opens, lambda: nullcontext(bare))))
        http.append(load(users, [both[0] for both in rushes]))
        beside.append(load(users, [both[1] for both in rushes]))
    progress("users", len(USERS) * _RUSHES, len(USERS) * _RUSHES)
    return tuple(http), tuple(beside)
