"""Of whom words speak: the speaker, the candidate, somebody's kin, somebody else, people in general."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from assistant.situation.kin import kin_pattern
from assistant.situation.vocabulary import any_of, vocabulary


class Holder(StrEnum):
    """Of whom a clause speaks."""

    UNSAID = "unsaid"
    SELF = "self"
    CANDIDATE = "candidate"
    THIRD = "third"
    RELATIVE = "relative"
    OTHER = "other"
    GENERIC = "generic"


def people(text: str) -> Iterator[tuple[Holder, re.Match[str]]]:
    """The people named in a text; somebody in general, or a third party, counts only where they may be its subject."""
    covered: list[tuple[int, int]] = []  # « one of our students » is no « students » in general
    for holder, pattern in _patterns():
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if holder is Holder.GENERIC and any(a <= match.start() and match.end() <= b for a, b in covered):
                continue
            covered.append(match.span())
            if holder in (Holder.GENERIC, Holder.OTHER) and _ends_with("as_object", before):
                continue
            if holder is Holder.CANDIDATE and (_ends_with("as_attribute", before) or _POSSESSED.search(before)):
                continue  # « je suis une étudiante », « présidente de l'asso étudiante » speak of the speaker
            yield holder, match


def first_person(text: str) -> Holder | None:
    """Who is named first."""
    found = min(people(text), key=lambda one: (one[1].start(), -one[1].end()), default=None)
    return found[0] if found else None


def last_person(text: str, place: int | None = None) -> Holder | None:
    """Who is named last, or last up to a place."""
    named = [one for one in people(text) if place is None or one[1].start() <= place]
    found = max(named, key=lambda one: (one[1].start(), one[1].end()), default=None)
    return found[0] if found else None


def subject_of(text: str) -> Holder | None:
    """Of whom a clause speaks, and what follows it: the candidate that it brings in, else who is named first."""
    named = list(people(text))
    holders = {holder for holder, _ in named}
    if Holder.CANDIDATE in holders:
        return Holder.CANDIDATE
    if any(holder is Holder.RELATIVE and match.end() == len(text) for holder, match in named):
        return Holder.RELATIVE  # « j'aimerais que ma fille, étudiante à Laval, … »
    first = first_person(text)
    if first is Holder.OTHER and Holder.SELF in holders:
        return Holder.SELF  # « l'employeur veut me prendre comme pigiste »
    return first


_POSSESSED = re.compile(r"\b(?:of|du|de la|de l|de) $")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Holder, re.Pattern[str]], ...]:
    lists = vocabulary().words.persons
    named = [(Holder(name), any_of(lists[name])) for name in ("self", "candidate", "generic", "other", "third")]
    others = [(Holder.OTHER, any_of(lists[name])) for name in ("group", "firm")]
    return ((Holder.RELATIVE, kin_pattern()), *named, *others)


def _ends_with(frame: str, text: str) -> bool:
    return bool(_end_of(frame).search(text))


@lru_cache(maxsize=8)
def _end_of(frame: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){vocabulary().alternatives(f'frames.{frame}')} $")
