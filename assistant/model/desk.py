"""Where a reply's requests to the model are made: within the reply's seconds, the day's tokens, and its good luck."""

import json
import logging
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from pydantic import ValidationError

from assistant.model.chat import Budget, ChatModel, Completion, ModelFailed, Request, Trouble
from corpus import StrictModel

_log = logging.getLogger(__name__)

_FAILURES = 3  # in a row, after which the model is left alone for a while
_REST = 30.0  # seconds
_AT_ONCE = 16  # requests; one that hangs keeps its place until its client gives up
_LEAST = 0.2  # seconds; with less left no request is begun
_LETTERS_A_TOKEN = 3  # a cautious guess for French

Reply = TypeVar("Reply", bound=StrictModel)


class Desk:
    """One for the service, safe to share between threads: knows the model, and how it has fared."""

    def __init__(
        self, chat: ChatModel, timeout: float, budget: Budget | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._chat, self._timeout, self._budget, self._now = chat, timeout, budget, now
        self._places = threading.BoundedSemaphore(_AT_ONCE)
        self._lock = threading.Lock()
        self._failures, self._resting_until = 0, 0.0

    @property
    def model(self) -> str:
        """The model's name, as turns keep it."""
        return self._chat.name

    def prepare(self) -> None:
        """Make the model ready before the first reply; where that fails the first request says so in the log."""
        try:
            self._chat.prepare()
        except Exception as error:  # noqa: BLE001 - each provider's client raises a family of its own
            _log.warning("model %s cannot be made ready: %s", self._chat.name, type(error).__name__)

    def work(self) -> "Work":
        """The work of one reply: its seconds begin with its first request."""
        return Work(self)

    def now(self) -> float:
        """The clock that deadlines are read on, in seconds."""
        return self._now()

    def seconds(self) -> float:
        """What one reply may take in all."""
        return self._timeout

    def fetch(self, request: Request, seconds: float) -> str:
        """What the model writes, or ModelFailed at the latest when the seconds are over."""
        if self._now() < self._resting_until:
            raise ModelFailed(Trouble.RESTING)
        reserved = self._reserve(request)
        try:
            found = self._in_a_thread(request, seconds)
        except ModelFailed as failed:
            self._settle(reserved, None)
            self.note(failed.trouble)
            raise
        self._settle(reserved, found)
        return found.text

    def note(self, trouble: Trouble | None) -> None:
        """Count failures in a row; after a few the model rests, so that no reply waits for it in vain."""
        with self._lock:
            self._failures = 0 if trouble is None else self._failures + 1
            if self._failures >= _FAILURES:
                self._failures, self._resting_until = 0, self._now() + _REST

    def _reserve(self, request: Request) -> int:
        if self._budget is None:
            return 0
        tokens = (len(request.instructions) + len(request.material)) // _LETTERS_A_TOKEN + request.longest
        if not self._budget.reserve(tokens):
            raise ModelFailed(Trouble.BUDGET)
        return tokens

    def _settle(self, reserved: int, found: Completion | None) -> None:
        """What was used in the place of what was set aside; a request that failed may well be billed, and stays."""
        if self._budget is not None and found is not None and found.tokens is not None:
            self._budget.correct(found.tokens - reserved)

    def _in_a_thread(self, request: Request, seconds: float) -> Completion:
        """The request in a thread of its own: a provider that hangs is left behind, not waited for."""
        if not self._places.acquire(blocking=False):
            raise ModelFailed(Trouble.BUSY)
        done: SimpleQueue[Completion | ModelFailed] = SimpleQueue()
        threading.Thread(target=self._run, args=(request, seconds, done), daemon=True, name="model").start()
        try:
            found = done.get(timeout=seconds)
        except Empty:
            raise ModelFailed(Trouble.TIMEOUT) from None
        if isinstance(found, ModelFailed):
            raise found
        return found

    def _run(self, request: Request, seconds: float, done: "SimpleQueue[Completion | ModelFailed]") -> None:
        try:
            done.put(self._chat.complete(request, seconds))
        except ModelFailed as failed:
            done.put(failed)
        except Exception as error:  # noqa: BLE001 - nothing may be lost in a thread; the reply goes on without it
            done.put(ModelFailed(Trouble.PROVIDER, type(error).__name__))
        finally:
            self._places.release()


class Work:
    """The requests of one reply; what each gives is checked for form, and a failure is one line of the log."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._until: float | None = None
        self.done: list[str] = []

    def ask(self, request: Request, shape: type[Reply]) -> Reply | None:
        """The model's reply in that shape; None where it gave none that can be used."""
        if self._until is None:
            self._until = self._desk.now() + self._desk.seconds()
        left = self._until - self._desk.now()
        try:
            if left < _LEAST:
                raise ModelFailed(Trouble.TIMEOUT)
            found = _shaped(self._desk.fetch(request, left), shape)
        except ModelFailed as failed:
            if failed.trouble is Trouble.MALFORMED:
                self._desk.note(failed.trouble)
            _log.warning("model %s, %s: %s; the reply goes on without it", self._desk.model, request.name, failed)
            return None
        self._desk.note(None)
        return found

    def used(self, what: str) -> None:
        """Note what of the model's work went into the reply, for the turn's record."""
        self.done.append(what)

    def refused(self, what: str, why: str) -> None:
        """Note in the log that the model's work did not pass the checks."""
        _log.warning("model %s, %s: %s; the documents' own words are given", self._desk.model, what, why)


def _shaped(text: str, shape: type[Reply]) -> Reply:
    """The text's JSON in that shape; words or a fence around it are passed over."""
    start, end = text.find("{"), text.rfind("}")
    try:
        return shape.model_validate(json.loads(text[start : end + 1]))
    except (ValueError, ValidationError, RecursionError):
        raise ModelFailed(Trouble.MALFORMED) from None
