"""The cases whose answer is not right, as the report lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Language
from evals.scoring import Cause, Score
from evals.typography import number
from evals.wording import kind_name, say

_SHOWN = 600  # letters of an answer


@dataclass(frozen=True)
class Missed:
    """One case: what was asked, in what context, what was answered, and the passages found."""

    id: str
    language: str
    kind: str
    grade: str
    before: tuple[str, ...]
    question: str
    answer: str
    answered_in: str
    found: tuple[str, ...]


@dataclass(frozen=True)
class MissedGroup:
    """The missed cases of one cause."""

    id: str
    title: str
    cases: tuple[Missed, ...]


def missed(scores: Sequence[Score], language: Language) -> tuple[MissedGroup, ...]:
    """The cases that are not right, by cause; a cause without a case is left out."""
    groups = []
    for cause in Cause:
        cases = tuple(_missed(found, language) for found in scores if found.cause is cause)
        if cases:
            title = say(
                "cause_title", language, cause=say(f"cause_{cause}", language), count=number(len(cases), language, 0)
            )
            groups.append(MissedGroup(f"cause-{cause}", title, cases))
    return tuple(groups)


def _missed(found: Score, language: Language) -> Missed:
    cut = found.text[:_SHOWN] + ("…" if len(found.text) > _SHOWN else "")
    return Missed(
        id=found.case.id,
        language=found.case.language,
        kind=kind_name(found.case.kind, language),
        grade=say(f"figure_{found.grade}", language),
        before=tuple(found.case.before),
        question=found.case.question,
        answer=cut,
        answered_in=(found.case.spoken if found.language else found.case.spoken.other).value,
        found=found.seen.ranked[:3],
    )
