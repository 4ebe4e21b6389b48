"""What the figures are to be; pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass

from evals.speed.measuring import Speed
from evals.speed.scaling import Scaling

READY = 2.0  # seconds
REPLY = 3.0  # times the bare embedder, at the median
THROUGHPUT = 0.5  # of the bare embedder's
SEARCH = 15.0  # milliseconds, 95th percentile
SEARCH_PASSAGES = 100_000
LINEAR = 1.1  # exponent of the passages; more is not linear, whatever the noise


@dataclass(frozen=True)
class Goal:
    """One goal: what was found, and the most that it may be (the least, where `least`).

    Its kind is `ready`, `reply`, `throughput` (`number` says for how many users), `search` (in how many passages),
    `build_time` or `build_memory`.
    """

    kind: str
    number: int
    found: float
    limit: float
    least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.found >= self.limit if self.least else self.found <= self.limit

    @property
    def ratio(self) -> float:
        """What was found against the limit."""
        return self.found / self.limit


def speed_goals(speed: Speed) -> tuple[Goal, ...]:
    """The goals of the service itself."""
    reply = speed.alone["reply"].median / speed.alone["bare"].median
    return (
        Goal("ready", 0, speed.ready, READY),
        Goal("reply", 0, reply, REPLY),
        *(
            Goal("throughput", ours.users, ours.per_second / bare.per_second, THROUGHPUT, least=True)
            for ours, bare in zip(speed.http, speed.bare, strict=True)
        ),
    )


def scaling_goals(scaling: Scaling) -> tuple[Goal, ...]:
    """The goals of the synthetic corpora; the search's only where there is one of its size."""
    return tuple(_scaling_goals(scaling))


def _scaling_goals(scaling: Scaling) -> Iterator[Goal]:
    for size in scaling.sizes:
        if size.passages == SEARCH_PASSAGES:
            yield Goal("search", size.passages, size.searched.search.p95, SEARCH)
    yield Goal("build_time", 0, scaling.time_slope, LINEAR)
    if scaling.memory_slope is not None:
        yield Goal("build_memory", 0, scaling.memory_slope, LINEAR)
