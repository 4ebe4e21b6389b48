"""How many replies a second come to so many users at once."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass

from evals.speed.timing import Timing, milliseconds, timing

Opens = Callable[[], AbstractContextManager[Callable[[str], object]]]
"""Opens what one user asks with (a connection, say)."""


@dataclass(frozen=True)
class Rush:
    """Calls of some users at once: seconds in all, milliseconds of each call."""

    seconds: float
    times: tuple[float, ...]


@dataclass(frozen=True)
class Load:
    """Users at once, replies a second, and what one reply took."""

    users: int
    per_second: float
    timing: Timing


def rush(opens: Opens, questions: Sequence[str], users: int, calls: int) -> Rush:
    """Let each user ask in turn, without a pause, until there were `calls` in all (at least one a user).

    The first error of a call is raised.
    """

    def user(number: int) -> list[float]:
        mine = [questions[place % len(questions)] for place in range(number, max(calls, users), users)]
        with opens() as ask:
            return [milliseconds(ask, question) for question in mine]

    started = time.perf_counter()
    with ThreadPoolExecutor(users) as pool:
        times = [value for found in pool.map(user, range(users)) for value in found]
    return Rush(time.perf_counter() - started, tuple(times))


def load(users: int, rushes: Sequence[Rush]) -> Load:
    """The figures of one or several rushes of the same users, taken together."""
    times = [value for found in rushes for value in found.times]
    return Load(users, len(times) / sum(found.seconds for found in rushes), timing(times))
