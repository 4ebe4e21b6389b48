"""The gap between the languages, on questions that ask for the same: same acceptable passages, same kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.bootstrap import Estimate, estimate
from evals.measuring import Judged
from evals.scoring import Grade

COMPARED = ("right", "cited_first", "search_first", "search_three")


@dataclass(frozen=True)
class Pair:
    """What one thing asked in both languages came to: the mean of its French and of its English questions."""

    french: float
    english: float


def gaps(judged: Sequence[Judged]) -> Mapping[str, Estimate]:
    """Of each compared figure, French less English over the pairs, resampled by pair; `cases` counts the pairs.

    The ids of the cases do not mirror each other throughout, so a pair is all questions of one kind that have the
    same acceptable passages: the languages then differ in the words and not in what is asked.
    """
    found = {name: _gap(pairs_of(judged, name)) for name in COMPARED}
    return {name: gap for name, gap in found.items() if gap is not None}


def pairs_of(judged: Sequence[Judged], name: str) -> list[Pair]:
    """The pairs on one figure; what is asked in one language only is left out."""
    groups: dict[tuple[str, frozenset[str]], dict[str, list[float]]] = {}
    for one in judged:
        value = _value(one, name)
        if one.score.gold and value is not None:
            sides = groups.setdefault((one.score.case.kind, one.score.gold), {"fr": [], "en": []})
            sides[one.score.case.language].append(value)
    both = [sides for sides in groups.values() if sides["fr"] and sides["en"]]
    return [Pair(float(np.mean(sides["fr"])), float(np.mean(sides["en"]))) for sides in both]


def _value(one: Judged, name: str) -> float | None:
    if name == "right":
        return float(one.score.grade is Grade.RIGHT)
    if name == "cited_first":
        return None if one.score.first is None else float(one.score.first)
    return None if one.search is None else one.search[name]


def _gap(pairs: Sequence[Pair]) -> Estimate | None:
    rows = np.array([[pair.french - pair.english] for pair in pairs])
    return estimate(rows, lambda drawn: np.asarray(drawn[:, :, 0].mean(axis=1)))
