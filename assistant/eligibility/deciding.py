"""From facts to a verdict: the guide's criteria, worst first, with the trace of every rule.

No verdict says that someone is eligible; the best that can be said is that no obstacle was found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from assistant.eligibility.facts import Fact, Facts, Truth, checked
from assistant.eligibility.rulebook import (
    Conflict,
    FactEntry,
    Inference,
    Kind,
    Needs,
    Rule,
    RuleBook,
    Status,
    Words,
    rulebook,
)


class Conclusion(StrEnum):
    """What the rules conclude, worst first."""

    CRITERION_NOT_MET = "criterion_not_met"
    ASK_THE_TEAM = "ask_the_team"
    MORE_INFORMATION_NEEDED = "more_information_needed"
    NO_OBSTACLE_FOUND = "no_obstacle_found"


@dataclass(frozen=True)
class RuleTrace:
    """A rule, what it says of the facts, and why."""

    rule: Rule
    status: Status
    reason: Words


@dataclass(frozen=True)
class Verdict:
    """What the rules conclude from the facts, and everything needed to explain it.

    `missing` are the facts still worth asking, first one first; it is empty once a criterion is not met.
    `deciding` are the rules not met, else those unclear. `facts` names all facts, inferences included; `stated` is as
    given. `conflict` is told even when another rule decides: ask it only where `missing` is not empty.
    """

    conclusion: Conclusion
    trace: tuple[RuleTrace, ...]
    missing: tuple[Fact, ...]
    inferences: tuple[Inference, ...]
    facts: Facts
    stated: Facts
    conflict: Conflict | None
    deciding: tuple[RuleTrace, ...]
    version: str


def decide(facts: Facts, on: date | None = None, book: RuleBook | None = None) -> Verdict:
    """The verdict on these facts, with the rules in force on that day (today when none is given).

    A fact that is absent is unknown. Raises ValueError for a fact or truth that is not one of ours, and when no rule
    is in force that day.

    >>> verdict = decide({Fact.CITIZEN_OR_PR: Truth.TRUE})
    >>> verdict.conclusion.value, verdict.missing[0].value
    ('more_information_needed', 'enrolled_for_work_period')
    >>> decide({Fact.INTERNATIONAL_STUDENT: Truth.TRUE}).deciding[0].rule.id
    'E1'
    """
    book = book or rulebook()
    rules = book.on(on or date.today())
    stated = checked(facts)
    known, inferences = _inferred(stated, book)
    conflict = next((conflict for conflict in book.conflicts if conflict.holds(known)), None)
    adjusted = _adjusted(known, book, conflict)
    trace = tuple([_traced(rule, known, adjusted) for rule in rules])
    conclusion = conclude([one.status for one in trace])
    return Verdict(
        conclusion=conclusion,
        trace=trace,
        missing=() if conclusion is Conclusion.CRITERION_NOT_MET else _missing(trace, known, book, conflict),
        inferences=inferences,
        facts=MappingProxyType(known),
        stated=MappingProxyType(stated),
        conflict=conflict,
        deciding=_deciding(trace, conclusion),
        version=book.version,
    )


def conclude(statuses: Iterable[Status]) -> Conclusion:
    """The conclusion from the rules' statuses, worst first.

    >>> conclude([Status.MET, Status.UNKNOWN, Status.UNCLEAR]).value
    'ask_the_team'
    """
    found = set(statuses)
    return next((conclusion for status, conclusion in _WORST_FIRST if status in found), Conclusion.NO_OBSTACLE_FOUND)


def next_question(verdict: Verdict, book: RuleBook | None = None) -> Conflict | FactEntry | None:
    """What to ask next, with its `fact`, `question` and `choices`; None when nothing is worth asking."""
    if not verdict.missing:
        return None
    return verdict.conflict or (book or rulebook()).fact(verdict.missing[0])


_WORST_FIRST = (
    (Status.NOT_MET, Conclusion.CRITERION_NOT_MET),
    (Status.UNCLEAR, Conclusion.ASK_THE_TEAM),
    (Status.UNKNOWN, Conclusion.MORE_INFORMATION_NEEDED),
)
_DECIDES = {Conclusion.CRITERION_NOT_MET: Status.NOT_MET, Conclusion.ASK_THE_TEAM: Status.UNCLEAR}


def _inferred(stated: Facts, book: RuleBook) -> tuple[dict[Fact, Truth], tuple[Inference, ...]]:
    """All facts, the unknown ones filled where another says what they are; a stated fact is never changed."""
    known = {fact: stated.get(fact, Truth.UNKNOWN) for fact in Fact}
    used = []
    for inference in book.inferences:
        if known[inference.then.fact] is Truth.UNKNOWN and inference.when.holds(known):
            known[inference.then.fact] = inference.then.value
            used.append(inference)
    return known, tuple(used)


def _traced(rule: Rule, facts: Facts, adjusted: Mapping[str, tuple[Status, Words]]) -> RuleTrace:
    if rule.id in adjusted:
        return RuleTrace(rule, *adjusted[rule.id])
    status = _status(rule, [facts[fact] for fact in rule.facts])
    return RuleTrace(rule, status, rule.reason.of(status))


def _status(rule: Rule, truths: Sequence[Truth]) -> Status:
    """What a rule says of the truths of its facts: first what settles it, then doubt, then silence."""
    holds, fails = (Status.NOT_MET, Status.MET) if rule.kind is Kind.EXCLUSION else (Status.MET, Status.NOT_MET)
    any_settles = rule.needs is Needs.ANY
    settling, settled, otherwise = (Truth.TRUE, holds, fails) if any_settles else (Truth.FALSE, fails, holds)
    if settling in truths:
        return settled
    if Truth.UNCLEAR in truths:
        return Status.UNCLEAR
    return Status.UNKNOWN if Truth.UNKNOWN in truths else otherwise


def _adjusted(facts: Facts, book: RuleBook, conflict: Conflict | None) -> dict[str, tuple[Status, Words]]:
    """By rule, its status and reason where two statuses conflict, else where the guide is at odds with itself."""
    adjusted = {entry.rule: (Status.UNCLEAR, entry.reason) for entry in book.unclears if entry.holds(facts)}
    if conflict is not None:
        adjusted[conflict.rule] = (Status.UNKNOWN, conflict.reason)
    return adjusted


def _missing(trace: Iterable[RuleTrace], facts: Facts, book: RuleBook, conflict: Conflict | None) -> tuple[Fact, ...]:
    """The unknown facts of the rules that are not settled, in the order worth asking; a conflict comes first."""
    open_facts = {fact for one in trace if one.status in (Status.UNKNOWN, Status.UNCLEAR) for fact in one.rule.facts}
    asked = [e.fact for e in book.facts if e.fact in open_facts and facts[e.fact] is Truth.UNKNOWN]
    return (conflict.fact, *asked) if conflict else tuple(asked)


def _deciding(trace: Iterable[RuleTrace], conclusion: Conclusion) -> tuple[RuleTrace, ...]:
    decisive = _DECIDES.get(conclusion)
    return tuple(one for one in trace if one.status is decisive)
