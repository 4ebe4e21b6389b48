"""What can be known of the person to be placed, and how sure it is."""

from collections.abc import Mapping
from enum import StrEnum


class Fact(StrEnum):
    """The facts that the guide's criteria turn on; nothing else is asked or weighed."""

    CITIZEN_OR_PR = "citizen_or_pr"
    PROTECTED_PERSON = "protected_person"
    AUTHORISED_TO_WORK = "authorised_to_work"
    INTERNATIONAL_STUDENT = "international_student"
    WORK_PERMIT = "work_permit"
    ENROLLED_FOR_WORK_PERIOD = "enrolled_for_work_period"
    ACCREDITED_INSTITUTION_IN_CANADA = "accredited_institution_in_canada"
    CREDENTIAL_PROGRAMME = "credential_programme"
    IMMEDIATE_FAMILY = "immediate_family"
    COMPANY_ROLE = "company_role"
    PERMANENT_EMPLOYEE_OF_HOST = "permanent_employee_of_host"
    SINGLE_COURSE_ONLY = "single_course_only"


class Truth(StrEnum):
    """What is known of a fact: `unknown` is silence, `unclear` is told but the guide does not settle it."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    UNCLEAR = "unclear"


Facts = Mapping[Fact, Truth]


def truth_of(value: bool | str | None) -> Truth:
    """The truth of a JSON value (true, false, null, "unclear" or "unknown"); raises ValueError for any other.

    >>> truth_of(True), truth_of(None), truth_of("unclear")
    (<Truth.TRUE: 'true'>, <Truth.UNKNOWN: 'unknown'>, <Truth.UNCLEAR: 'unclear'>)
    """
    if value is None:
        return Truth.UNKNOWN
    if isinstance(value, bool):
        return Truth.TRUE if value else Truth.FALSE
    if value in (Truth.UNKNOWN, Truth.UNCLEAR):
        return Truth(value)
    raise ValueError(f'a fact is true, false, null, "unknown" or "unclear", not {value!r}')


def json_of(truth: Truth) -> bool | str | None:
    """The JSON value of a truth, as `truth_of` reads it: true, false, "unclear", and null for unknown."""
    if truth is Truth.UNKNOWN:
        return None
    return str(truth) if truth is Truth.UNCLEAR else truth is Truth.TRUE


def checked(facts: Facts) -> dict[Fact, Truth]:
    """The facts as given, in the order of `Fact`; raises ValueError for a fact or a truth that is not one of ours."""
    unknown = [str(name) for name in facts if name not in _FACTS]
    if unknown:
        raise ValueError(f"the guide names no fact '{unknown[0]}'; known facts: {', '.join(Fact)}")
    for fact, truth in facts.items():
        if type(truth) is not Truth:
            raise ValueError(f"the fact '{fact}' must be a Truth, not {truth!r}; read JSON values with truth_of")
    return {fact: facts[fact] for fact in Fact if fact in facts}


_FACTS = frozenset(Fact)
