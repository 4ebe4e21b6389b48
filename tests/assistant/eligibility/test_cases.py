"""The cases of `cases.yaml`, which programme staff can read and add to, played one by one."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from assistant.eligibility import Fact, Status, Truth, decide, truth_of

# What `rest: fine` stands for: a citizen whose other facts are all known and stand in no one's way.
FINE = {
    "citizen_or_pr": True,
    "protected_person": False,
    "authorised_to_work": True,
    "international_student": False,
    "work_permit": False,
    "enrolled_for_work_period": True,
    "accredited_institution_in_canada": True,
    "credential_programme": True,
    "immediate_family": False,
    "company_role": False,
    "permanent_employee_of_host": False,
    "single_course_only": False,
}


@dataclass(frozen=True)
class Case:
    """One case; the head of `cases.yaml` says what each key means."""

    name: str
    facts: dict[str, bool | str | None]
    verdict: str
    because: str
    rules: tuple[str, ...] = ()
    asks: str | None = None
    rest: str = "not told"
    open: tuple[str, ...] = field(default=())

    @property
    def truths(self) -> dict[Fact, Truth]:
        """The facts as the rules take them."""
        told = {**(FINE if self.rest == "fine" else {}), **self.facts}
        return {Fact(name): truth_of(value) for name, value in told.items()}


def read_cases() -> list[Case]:
    text = Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")
    return [Case(**entry) for entry in yaml.safe_load(text)]


CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    verdict = decide(case.truths)
    assert verdict.conclusion == case.verdict, case.because
    assert [one.rule.id for one in verdict.deciding] == list(case.rules), case.because
    assert (verdict.missing[0] if verdict.missing else None) == case.asks, case.because
    undecided = [one.rule.id for one in verdict.trace if one.status is Status.UNKNOWN]
    if case.open:
        assert undecided == list(case.open), case.because


def test_the_cases_cover_the_rules_and_say_why() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(case.because.strip() and case.rest in ("fine", "not told") for case in CASES)
    assert {case.verdict for case in CASES} == {
        "criterion_not_met",
        "ask_the_team",
        "more_information_needed",
        "no_obstacle_found",
    }
    stopping = {rule for case in CASES if case.verdict == "criterion_not_met" for rule in case.rules}
    assert stopping == {"C1", "C2", "C3", "E1", "E2", "E3", "E4", "E5"}
