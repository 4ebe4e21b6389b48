"""From scores to figures: each measure over each group of cases, with its confidence interval; pure functions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant import Outcome
from evals.bootstrap import Estimate, quantile, share, share_of
from evals.cases import Case
from evals.retrieval import MEASURES, retrieval_scores
from evals.scoring import Grade, Score

ALL = "all"


@dataclass(frozen=True)
class Judged:
    """A score with the values of its ranking; `search` is None where the ranking alone is not judged.

    That is: where no passage is acceptable, and for follow-ups. A follow-up is found in its context only, so that the
    words of the question alone say nothing of the search.
    """

    score: Score
    search: Mapping[str, float] | None


Figures = Mapping[str, Mapping[str, Estimate]]
"""Of each group, its figures by name; a figure that no case of a group has is left out."""


def judge(scores: Sequence[Score]) -> list[Judged]:
    """The scores with the values of their rankings."""
    alone = [found for found in scores if found.gold and not found.case.before]
    values = retrieval_scores(
        {found.case.id: found.seen.ranked for found in alone}, {found.case.id: found.gold for found in alone}
    )
    return [Judged(found, values.get(found.case.id)) for found in scores]


def _share_where(holds: Callable[[Score], bool | None]) -> Callable[[Sequence[Judged]], Estimate | None]:
    """The share over the cases where it can be judged."""

    def figure(judged: Sequence[Judged]) -> Estimate | None:
        return share([held for one in judged if (held := holds(one.score)) is not None])

    return figure


def _of_search(name: str) -> Callable[[Sequence[Judged]], Estimate | None]:
    def figure(judged: Sequence[Judged]) -> Estimate | None:
        return share([one.search[name] for one in judged if one.search is not None])

    return figure


def _refusal_precision(judged: Sequence[Judged]) -> Estimate | None:
    """Of the refusals, the share that no document answers."""
    return share_of([_outside(one.score) for one in judged], [one.score.refused for one in judged])


def _refusal_recall(judged: Sequence[Judged]) -> Estimate | None:
    """Of what no document answers, the share that was refused."""
    return share([one.score.refused for one in judged if _outside(one.score)])


def _words(judged: Sequence[Judged]) -> Estimate | None:
    return quantile([one.score.words for one in judged if one.score.outcome is Outcome.ANSWERED], 0.5)


def _time(part: float) -> Callable[[Sequence[Judged]], Estimate | None]:
    return lambda judged: quantile([one.score.seen.milliseconds for one in judged], part)


def _outside(score: Score) -> bool:
    return score.case.outcome == "unanswered"


METRICS: Mapping[str, Callable[[Sequence[Judged]], Estimate | None]] = {
    "right": _share_where(lambda score: score.grade is Grade.RIGHT),
    "partial": _share_where(lambda score: score.grade is Grade.PARTIAL),
    "wrong": _share_where(lambda score: score.grade is Grade.WRONG),
    "cited_first": _share_where(lambda score: score.first),
    "cited_three": _share_where(lambda score: score.three),
    **{name: _of_search(name) for name in MEASURES},
    "refusal_precision": _refusal_precision,
    "refusal_recall": _refusal_recall,
    "language": _share_where(lambda score: score.language),
    "words": _words,
    "time_median": _time(0.5),
    "time_p95": _time(0.95),
}
NOT_SHARES = ("words", "time_median", "time_p95")


def measure(judged: Sequence[Judged]) -> Figures:
    """The figures of all cases, of each language, of the guide and the reports in each, and of each kind in each."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        for name in groups_of(one.score.case):
            groups.setdefault(name, []).append(one)
    return {name: figures_of(groups[name]) for name in sorted(groups)}


def figures_of(judged: Sequence[Judged]) -> Mapping[str, Estimate]:
    """Every measure that the cases have."""
    return {name: found for name, figure in METRICS.items() if (found := figure(judged)) is not None}


def groups_of(case: Case) -> Iterator[str]:
    """The names of the groups that a case belongs to."""
    yield ALL
    yield case.language
    if case.document:
        yield f"{case.language} {'guide' if case.document == 'student-guide' else 'reports'}"
    yield kind_group(case.language, case.kind)


def kind_group(language: str, kind: str) -> str:
    """The name of the group of a kind of question in a language."""
    return f"{language} kind: {kind}"
