"""The rules proved over every combination of facts, against the guide's criteria written a second time with arrays."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from assistant.eligibility import Conclusion, Fact, Facts, Status, Truth, conclude, decide, rulebook, truth_of

Codes = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

# What the facts are called and in which order they are asked, written down here a second time.
NAMES = (
    "citizen_or_pr protected_person authorised_to_work international_student work_permit enrolled_for_work_period "
    "accredited_institution_in_canada credential_programme immediate_family company_role permanent_employee_of_host "
    "single_course_only"
).split()
ASKED = [
    *("citizen_or_pr", "protected_person", "international_student", "work_permit", "authorised_to_work"),
    *("enrolled_for_work_period", "accredited_institution_in_canada", "credential_programme"),
    *("immediate_family", "company_role", "permanent_employee_of_host", "single_course_only"),
]
EXCLUDING = NAMES[3:5] + NAMES[8:]
T, F, U, X = range(4)  # true, false, unknown, unclear
TRUTHS = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.UNCLEAR)
MET, NOT_MET, UNKNOWN, UNCLEAR = range(4)
STATUSES = (Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.UNCLEAR)
RULES = ("C1", "C2", "C3", "E1", "E2", "E3", "E4", "E5")
WORST_TO_BEST = ("criterion_not_met", "ask_the_team", "more_information_needed", "no_obstacle_found")


@dataclass(frozen=True)
class Outcome:
    """For every combination: the conclusion (0 the worst), each rule's status, and the facts asked (a bit each)."""

    conclusion: Codes
    statuses: Codes
    missing: npt.NDArray[np.int64]


def anyone(facts: dict[str, Codes], names: list[str], code: int) -> Flags:
    return np.asarray(np.stack([facts[name] == code for name in names]).any(axis=0))


def criterion(facts: dict[str, Codes], names: list[str], settling: int, settled: int) -> Codes:
    """The status when one fact can settle it; else doubt, else silence, else the opposite of settled."""
    conditions = [anyone(facts, names, code) for code in (settling, X, U)]
    return np.select(conditions, [settled, UNCLEAR, UNKNOWN], MET + NOT_MET - settled).astype(np.int8)


def guide(grid: Codes) -> Outcome:
    """What the guide says of every column of `grid`, a row a fact."""
    facts = dict(zip(NAMES, grid, strict=True))
    citizen = facts["citizen_or_pr"] == T
    for name, told_by, code in (
        ("authorised_to_work", citizen, T),
        ("international_student", citizen, F),
        ("work_permit", citizen, F),
        ("single_course_only", facts["credential_programme"] == T, F),
    ):
        facts[name] = np.where(told_by & (facts[name] == U), code, facts[name]).astype(np.int8)
    international, permit = facts["international_student"] == T, facts["work_permit"] == T
    contradiction = citizen & (international | permit)
    at_odds = ~citizen & ~international & permit & (facts["protected_person"] == T)
    e1 = criterion(facts, ["international_student", "work_permit"], T, NOT_MET)
    e1 = np.where(contradiction, UNKNOWN, np.where(at_odds, UNCLEAR, e1)).astype(np.int8)
    parts = {
        "C1": (NAMES[0:2], criterion(facts, NAMES[0:2], T, MET)),
        "C2": (NAMES[5:8], criterion(facts, NAMES[5:8], F, NOT_MET)),
        "C3": (NAMES[2:3], criterion(facts, NAMES[2:3], F, NOT_MET)),
        "E1": (NAMES[3:5], e1),
        **{f"E{number}": ([name], criterion(facts, [name], T, NOT_MET)) for number, name in enumerate(NAMES[8:], 2)},
    }
    statuses = np.stack([parts[rule][1] for rule in RULES])
    stopped, doubtful, silent = ((statuses == code).any(axis=0) for code in (NOT_MET, UNCLEAR, UNKNOWN))
    conclusion = np.select([stopped, doubtful, silent], [0, 1, 2], 3).astype(np.int8)
    missing = np.zeros(grid.shape[1], np.int64)
    for names, status in parts.values():
        for name in names:
            asked = (status >= UNKNOWN) & (facts[name] == U)
            missing |= asked.astype(np.int64) << ASKED.index(name)
    missing |= contradiction.astype(np.int64) << ASKED.index("citizen_or_pr")
    return Outcome(conclusion, statuses, np.where(stopped, 0, missing))


def rules(grid: Codes) -> Outcome:
    """What `decide` says of every column of `grid`."""
    size = grid.shape[1]
    outcome = Outcome(np.empty(size, np.int8), np.empty((8, size), np.int8), np.empty(size, np.int64))
    code_of_conclusion = {name: code for code, name in enumerate(WORST_TO_BEST)}
    code_of_status = {status: code for code, status in enumerate(STATUSES)}
    masks: dict[tuple[Fact, ...], int] = {}
    for place, column in enumerate(grid.T.tolist()):
        verdict = decide({fact: TRUTHS[code] for fact, code in zip(Fact, column, strict=True)})
        outcome.conclusion[place] = code_of_conclusion[verdict.conclusion]
        outcome.statuses[:, place] = [code_of_status[one.status] for one in verdict.trace]
        if verdict.missing not in masks:
            assert list(verdict.missing) == sorted(verdict.missing, key=ASKED.index)
            masks[verdict.missing] = sum(1 << ASKED.index(fact) for fact in verdict.missing)
        outcome.missing[place] = masks[verdict.missing]
    return outcome


@pytest.fixture(scope="module")
def every() -> Codes:
    """Every combination of true, false and unknown of the twelve facts."""
    return np.indices((3,) * 12, dtype=np.int8).reshape(12, -1)


@pytest.fixture(scope="module")
def decided(every: Codes) -> Outcome:
    return rules(every)


@pytest.fixture(scope="module")
def cube(decided: Outcome) -> Codes:
    """The conclusions with an axis a fact."""
    return decided.conclusion.reshape((3,) * 12)


def assert_same(found: Outcome, expected: Outcome, grid: Codes) -> None:
    for what in ("conclusion", "statuses", "missing"):
        differs = np.atleast_2d(getattr(found, what) != getattr(expected, what)).any(axis=0)
        first = {name: str(TRUTHS[code]) for name, code in zip(NAMES, grid[:, differs.argmax()], strict=True)}
        assert not differs.any(), f"{differs.sum()} combinations differ in {what}, the first: {first}"


def test_the_names_are_the_facts() -> None:
    assert list(Fact) == NAMES
    assert [entry.fact for entry in rulebook().facts] == ASKED
    assert tuple(rule.id for rule in rulebook().rules) == RULES
    assert tuple(Conclusion) == WORST_TO_BEST


def test_every_combination_is_decided_as_the_guide_has_it(every: Codes, decided: Outcome) -> None:
    assert every.shape == (12, 3**12)
    assert_same(decided, guide(every), every)


def test_unclear_facts_are_decided_as_the_guide_has_it() -> None:
    grid = np.random.default_rng(7).choice(4, size=(12, 20_000), p=(0.3, 0.4, 0.15, 0.15)).astype(np.int8)
    grid[[8, 9, 10, 11], :10_000] = F  # else almost everyone is excluded
    grid[[5, 6, 7], :10_000] = T
    found = rules(grid)
    assert_same(found, guide(grid), grid)
    assert set(found.conclusion.tolist()) == {0, 1, 2, 3}


def test_every_combination_of_statuses_is_concluded_worst_first() -> None:
    severity = np.array([0, 3, 1, 2])  # of met, not met, unknown, unclear
    codes = np.indices((4,) * 8).reshape(8, -1)
    expected = [WORST_TO_BEST[3 - worst] for worst in severity[codes].max(axis=0)]
    assert [conclude(statuses) for statuses in product(STATUSES, repeat=8)] == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_disqualifying_fact_never_improves_the_conclusion(cube: Codes, name: str) -> None:
    axis = NAMES.index(name)
    bad, good = (T, F) if name in EXCLUDING else (F, T)
    for before in (good, U):
        assert (cube.take(bad, axis=axis) <= cube.take(before, axis=axis)).all()


def test_the_worst_conclusion_stands_whatever_is_learned_save_for_the_listed_exceptions(
    every: Codes, cube: Codes
) -> None:
    left: set[tuple[str, str, str]] = set()
    beside = {name: row.reshape(cube.shape) == T for name, row in zip(NAMES, every, strict=True)}
    for axis, name in enumerate(NAMES):
        worst = cube.take([U], axis=axis) == 0
        for code in (T, F):
            leaves = worst & (cube.take([code], axis=axis) > 0)
            listed = np.zeros_like(leaves)
            for entry in rulebook().exceptions:
                if (entry.fact, entry.becomes) == (name, TRUTHS[code]):
                    for other in entry.beside:
                        here = beside[other].take([U], axis=axis)
                        listed |= here
                        left |= {(name, str(TRUTHS[code]), str(other))} if (leaves & here).any() else set()
            assert not (leaves & ~listed).any(), f"{name} becoming {TRUTHS[code]} leaves the worst conclusion"
    assert left == {
        ("protected_person", "true", "work_permit"),
        ("citizen_or_pr", "true", "work_permit"),
        ("citizen_or_pr", "true", "international_student"),
    }


def test_exceptions_lead_to_a_question_or_to_the_team() -> None:
    permit = {Fact.CITIZEN_OR_PR: Truth.FALSE, Fact.WORK_PERMIT: Truth.TRUE}
    assert decide(permit).conclusion is Conclusion.CRITERION_NOT_MET
    assert decide({**permit, Fact.PROTECTED_PERSON: Truth.TRUE}).conclusion is Conclusion.ASK_THE_TEAM
    citizen = decide({**permit, Fact.CITIZEN_OR_PR: Truth.TRUE})
    assert (citizen.conclusion, citizen.missing[0]) == (Conclusion.MORE_INFORMATION_NEEDED, Fact.CITIZEN_OR_PR)


@pytest.mark.parametrize("name", ["age", "grades", "province", "field_of_study", "online", "Citizen_Or_PR", ""])
def test_a_fact_that_the_guide_does_not_name_cannot_be_given(name: str) -> None:
    facts: Any = {name: Truth.TRUE}
    with pytest.raises(ValueError, match=f"the guide names no fact '{name}'; known facts: citizen_or_pr, "):
        decide(facts)


@pytest.mark.parametrize("value", [True, "true", None, 1])
def test_a_fact_is_given_as_a_truth(value: Any) -> None:
    with pytest.raises(ValueError, match="'work_permit' must be a Truth"):
        decide({Fact.WORK_PERMIT: value})


@pytest.mark.parametrize("value", ["true", "yes", 1, 0, "", "Unclear", 1.0, []])
def test_no_other_json_value_is_a_truth(value: Any) -> None:
    with pytest.raises(ValueError, match='a fact is true, false, null, "unknown" or "unclear", not '):
        truth_of(value)


@pytest.mark.parametrize("facts", [{}, {Fact.CITIZEN_OR_PR: Truth.TRUE}, dict.fromkeys(Fact, Truth.UNCLEAR)])
def test_deciding_takes_no_time_and_changes_nothing(facts: Facts) -> None:
    before = dict(facts)
    verdict = decide(facts)
    assert fastest(lambda: decide(facts)) < 0.005
    assert decide(facts) == verdict
    assert dict(facts) == dict(verdict.stated) == before
    assert list(verdict.facts) == list(Fact)


def fastest(action: Callable[[], object]) -> float:
    """The shortest of twenty runs, in seconds."""
    times = []
    for _ in range(20):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)
