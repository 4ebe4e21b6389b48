"""The details a conversation has told so far, and the facts they make."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from assistant.eligibility import Fact, Truth
from assistant.situation.told import Told

Details = Mapping[str, Truth]

_PARTS: dict[Fact, tuple[str, ...]] = {
    Fact.CITIZEN_OR_PR: ("citizen", "permanent_resident", "pending_pr", "claimant", "no_status"),
    Fact.PROTECTED_PERSON: ("protected", "claimant", "no_status"),
    Fact.AUTHORISED_TO_WORK: ("authorised",),
    Fact.INTERNATIONAL_STUDENT: ("international",),
    Fact.WORK_PERMIT: ("work_permit",),
    Fact.ENROLLED_FOR_WORK_PERIOD: ("enrolled", "period", "months"),
    Fact.ACCREDITED_INSTITUTION_IN_CANADA: ("institution", "secondary_school"),
    Fact.CREDENTIAL_PROGRAMME: ("credential",),
    Fact.IMMEDIATE_FAMILY: ("family",),
    Fact.COMPANY_ROLE: ("owns", "manages", "closed_company", "unread_role"),
    Fact.PERMANENT_EMPLOYEE_OF_HOST: ("permanent",),
    Fact.SINGLE_COURSE_ONLY: ("single_course",),
}
_WHOLES = {"any_role": ("owns", "manages"), "any_permit": ("international", "work_permit")}
_GAINED = frozenset(("citizen", "permanent_resident"))
_TEMPORARY = ("international", "work_permit", "pending_pr", "claimant", "no_status")


def with_told(details: Details, told: Iterable[Told]) -> dict[str, Truth]:
    """The details after a message: a later statement replaces an earlier one.

    A status gained in a later message, or told as a correction, replaces a permit told before; two statuses told side
    by side in one message stay, since only the person knows which is current.
    """
    found = dict(details)
    before = set(details)
    for one in told:
        if _weaker(one, found, before):
            continue
        for name in _atoms(one.atom):
            if name != one.atom and _weaker(replace(one, atom=name), found, before):
                continue
            found[name] = one.truth
            _forget_direct(found, name)
        if one.atom in _GAINED and one.truth is Truth.TRUE:
            _drop(found, _TEMPORARY, before, one)
        elif one.atom in ("international", "work_permit") and one.truth is Truth.TRUE:
            _drop(found, tuple(_GAINED), before, one)
    return found


_RISK = {Truth.FALSE: 0, Truth.UNCLEAR: 1, Truth.TRUE: 2}
_WORST_WINS = (
    "owns",
    "manages",
    "permanent",
    "family",
    "work_permit",
    "international",
)  # « pas de compagnie, mais des actions dans mon CELI »
_STRONGER = {
    ("enrolled", Truth.TRUE): Truth.UNCLEAR,  # « pas de cours cet été, mais à temps plein en septembre »
    ("enrolled", Truth.UNCLEAR): Truth.FALSE,  # « j'ai gradué, je prends une pause »
    (
        "single_course",
        Truth.TRUE,
    ): Truth.FALSE,  # « il me reste un cours pour finir mon bac; un seul cours, ça m'exclut? »
}


def _weaker(one: Told, found: Details, before: set[str]) -> bool:
    """Whether what the same message told of this already holds against it."""
    if one.atom == "permanent_resident" and found.get("pending_pr") is Truth.TRUE and "pending_pr" not in before:
        return not one.corrects  # « presque RP, c'est comme RP? »
    if one.atom in _WORST_WINS and one.atom not in before and one.atom in found and not one.corrects:
        return _RISK[one.truth] < _RISK[found[one.atom]]
    return one.atom not in before and found.get(one.atom) is _STRONGER.get((one.atom, one.truth), Truth.UNKNOWN)


def _atoms(atom: str) -> tuple[str, ...]:
    return _WHOLES.get(atom, (atom,))


def _drop(found: dict[str, Truth], atoms: Iterable[str], before: set[str], one: Told) -> None:
    """Forget statuses told earlier that this one replaces."""
    for atom in atoms:
        if found.get(atom) is Truth.TRUE and (atom in before or one.corrects):
            del found[atom]
            before.discard(atom)
    for fact in (Fact.INTERNATIONAL_STUDENT, Fact.WORK_PERMIT, Fact.CITIZEN_OR_PR):
        if fact.value in before and found.get(fact.value) is Truth.TRUE and set(_PARTS[fact]) & set(atoms):
            del found[fact.value]


def _forget_direct(found: dict[str, Truth], atom: str) -> None:
    """A told detail that settles its fact replaces what a button or a short reply set."""
    for fact, parts in _PARTS.items():
        if fact.value != atom and atom in parts and _MAKE[fact]({atom: found[atom]}) is not Truth.UNKNOWN:
            found.pop(fact.value, None)


def with_fact(details: Details, fact: Fact, truth: Truth) -> dict[str, Truth]:
    """The details after a fact was set directly (a button, a short reply); UNKNOWN forgets it."""
    found = {name: value for name, value in details.items() if name not in _PARTS[fact] and name != fact.value}
    if truth is not Truth.UNKNOWN:
        found[fact.value] = truth
    return found


def facts_of(details: Details) -> dict[Fact, Truth]:
    """The facts that the details make; those that they leave open are absent."""
    found = {fact: details.get(fact.value) or _MAKE[fact](details) for fact in Fact}
    return {fact: truth for fact, truth in found.items() if truth is not Truth.UNKNOWN}


def _single(name: str) -> Callable[[Details], Truth]:
    return lambda details: details.get(name, Truth.UNKNOWN)


def _citizen_or_pr(details: Details) -> Truth:
    """One of the two is enough; an application is not yet the status; denying one leaves the other open."""
    citizen, resident = details.get("citizen"), details.get("permanent_resident")
    if citizen is Truth.TRUE:
        return Truth.TRUE
    if resident is Truth.TRUE and details.get("pending_pr") is not Truth.TRUE:
        return Truth.TRUE
    if Truth.TRUE in (details.get("claimant"), details.get("pending_pr"), details.get("no_status")):
        return Truth.FALSE
    return Truth.FALSE if citizen is resident is Truth.FALSE else Truth.UNKNOWN


def _protected(details: Details) -> Truth:
    told = details.get("protected", Truth.UNKNOWN)
    if told is Truth.UNKNOWN and Truth.TRUE in (details.get("claimant"), details.get("no_status")):
        return Truth.FALSE
    return told


def _enrolled(details: Details) -> Truth:
    """What is told of the work period counts; having left school, or leaving it in the middle, does too."""
    enrolled, period, months = details.get("enrolled"), details.get("period"), details.get("months")
    if months is Truth.UNCLEAR:
        return months
    if enrolled in (Truth.FALSE, Truth.UNCLEAR):
        return enrolled
    return period or months or Truth.UNKNOWN


def _institution(details: Details) -> Truth:
    told = details.get("institution", Truth.UNKNOWN)
    if told is Truth.UNKNOWN and details.get("secondary_school") is Truth.TRUE:
        return Truth.FALSE
    return told


def _role(details: Details) -> Truth:
    """False only once owning and managing are both denied."""
    owns, manages = details.get("owns"), details.get("manages")
    if details.get("closed_company") is Truth.TRUE and manages is not Truth.TRUE:
        return Truth.UNCLEAR
    for truth in (Truth.TRUE, Truth.UNCLEAR):
        if truth in (owns, manages):
            return truth
    if owns is manages is Truth.FALSE:
        return details.get("unread_role", Truth.FALSE)
    return Truth.UNKNOWN


_MAKE = {
    Fact.CITIZEN_OR_PR: _citizen_or_pr,
    Fact.PROTECTED_PERSON: _protected,
    Fact.AUTHORISED_TO_WORK: _single("authorised"),
    Fact.INTERNATIONAL_STUDENT: _single("international"),
    Fact.WORK_PERMIT: _single("work_permit"),
    Fact.ENROLLED_FOR_WORK_PERIOD: _enrolled,
    Fact.ACCREDITED_INSTITUTION_IN_CANADA: _institution,
    Fact.CREDENTIAL_PROGRAMME: _single("credential"),
    Fact.IMMEDIATE_FAMILY: _single("family"),
    Fact.COMPANY_ROLE: _role,
    Fact.PERMANENT_EMPLOYEE_OF_HOST: _single("permanent"),
    Fact.SINGLE_COURSE_ONLY: _single("single_course"),
}
