"""Whether the gate's probability means what it says, and what its floor lets through."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.bootstrap import Estimate, share, share_of
from evals.scoring import Score

_BINS = 10


@dataclass(frozen=True)
class Bin:
    """The cases whose probability lies between two bounds: the mean of it, and the share that has an answer."""

    start: float
    end: float
    mean: float
    answered: Estimate


@dataclass(frozen=True)
class Calibration:
    """The bins that hold a case; the floor; precision and recall of refusing below it, by the gate alone."""

    bins: tuple[Bin, ...]
    floor: float
    precision: Estimate | None
    recall: Estimate | None


def calibrate(scores: Sequence[Score]) -> Calibration | None:
    """The gate against what the documents hold; None where no case has a probability.

    Greetings never reach the gate, and a follow-up's words alone tell it nothing: both are left out.
    """
    judged = [found for found in scores if found.seen.answerable is not None and found.case.outcome != "greeting"]
    if not judged:
        return None
    floor = judged[0].seen.floor or 0.0
    probabilities = [found.seen.answerable or 0.0 for found in judged]
    has = [found.case.outcome == "answered" for found in judged]
    below = [probability < floor for probability in probabilities]
    outside = [not answered for answered in has]
    return Calibration(
        bins=bins(probabilities, has),
        floor=floor,
        precision=share_of(outside, below),
        recall=share_of(below, outside),
    )


def bins(probabilities: Sequence[float], has: Sequence[bool]) -> tuple[Bin, ...]:
    """Ten equal parts of 0 to 1, those without a case left out."""
    found: list[Bin] = []
    for place in range(_BINS):
        inside = [n for n, value in enumerate(probabilities) if min(int(value * _BINS), _BINS - 1) == place]
        answered = share([has[n] for n in inside])
        if answered is not None:
            mean = sum(probabilities[n] for n in inside) / len(inside)
            found.append(Bin(place / _BINS, (place + 1) / _BINS, mean, answered))
    return tuple(found)
