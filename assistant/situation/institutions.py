"""The schools a message names, each replaced by one word that says what is known of it."""

import re
from functools import lru_cache

from assistant.eligibility import Truth
from assistant.situation.vocabulary import any_of, vocabulary
from corpus import fold

ACCREDITED, UNCLEAR, FOREIGN = "schoolaccredited", "schoolunclear", "schoolforeign"
# What each mark says of the school; where several stand, the first of these outweighs the others.
MARKS = {UNCLEAR: Truth.UNCLEAR, ACCREDITED: Truth.TRUE, FOREIGN: Truth.FALSE}

_SCHOOL = "university|universite|uni|univ|college|school|ecole|institute|institut|campus|faculty|fac|program|programme"
_AT = frozenset(("at", "a", "au", "to", "from", "de", "with", "de l", "l", "attend", "attending", "for", "d"))
_NAMED = re.compile(
    r"\b(?P<before>(?:[A-ZÉÈ][\w'’&-]+ ){1,4})(?:College|University|Institute|Academy|Polytechnic)\b"
    r"|\b(?:Collège|Université|Institut|Académie|College|Universite) (?:de |du |d['’])?(?P<after>[A-ZÉÈ][\w'’&-]+)"
)
_NO_NAMES = frozenset(
    "my the our a an at in this that community canadian private public which is some any local i and or career "
    "accredited vocational technical your his her their canada from de du named nommee".split()
)


def mark_schools(words: str) -> str:
    """The words with each known school replaced by ACCREDITED, UNCLEAR or FOREIGN.

    `words` is folded and its apostrophes and hyphens are spaces, but short forms are not spelled out yet.

    >>> mark_schools("bac a l universite laval")
    'bac a l schoolaccredited'
    """
    marked = " ".join(_replace(words.split()))
    marked = _state_university().sub(FOREIGN, marked)
    return _abroad().sub(rf"{FOREIGN} ", marked).strip()


def names_unknown_school(text: str) -> bool:
    """Whether a message names, with capitals, a school that is in none of the lists: its accreditation is unknown.

    >>> names_unknown_school("I'm at Northwood Heights College"), names_unknown_school("My college is great")
    (True, False)
    """
    for match in _NAMED.finditer(text):
        name = [word for word in re.findall(r"[a-z0-9]+", fold(match[0])) if word not in _NO_NAMES]
        known = any(mark in mark_schools(" ".join(re.findall(r"[a-z0-9]+", fold(match[0])))) for mark in MARKS)
        if len(name) > 1 and not known:
            return True
    return False


def _replace(words: list[str]) -> list[str]:
    names, longest = _names()
    found: list[str] = []
    place = 0
    while place < len(words):
        for size in range(min(longest, len(words) - place), 0, -1):
            mark, needs_context = names.get(" ".join(words[place : place + size]), ("", False))
            if mark and (not needs_context or _attended(words, place, size)):
                found.append(mark)
                place += size
                break
        else:
            found.append(words[place])
            place += 1
    return found


def _attended(words: list[str], place: int, size: int) -> bool:
    """Whether a name that is also a town or a common word is spoken of as a school."""
    before = words[max(0, place - 8) : place]
    after = words[place + size : place + size + 2]
    school = re.compile(rf"(?:{_SCHOOL})$")
    if any(school.match(word) for word in (*before[-1:], *after[:1])):
        return True
    studying = vocabulary().pattern("studies")
    if before and (studying.fullmatch(before[-1]) or before[-1] == "," and studying.search(" ".join(before[-5:]))):
        return True
    return bool(before) and before[-1] in _AT and bool(studying.search(" ".join((*before, *after))))


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, tuple[str, bool]], int]:
    """Every name as plain words, with what is known of it and whether it counts only where it is attended."""
    lists = vocabulary().institutions
    found: dict[str, tuple[str, bool]] = {}
    for mark, names, needs_context in (
        (ACCREDITED, lists.needs_school_word, True),
        (ACCREDITED, lists.accredited, False),
        (UNCLEAR, lists.unclear, False),
        (FOREIGN, lists.foreign, False),
    ):
        for name in names:
            found[" ".join(re.findall(r"[a-z0-9%&+]+", name.replace("'", " ")))] = (mark, needs_context)
    return found, max(len(name.split()) for name in found)


@lru_cache(maxsize=1)
def _abroad() -> re.Pattern[str]:
    """A school that is said to be in another country."""
    places = any_of([place.replace("'", " ") for place in vocabulary().institutions.foreign_places]).pattern
    return re.compile(rf"\b(?:{_SCHOOL})(?: \w+){{0,2}}? (?:in|of|en|au|aux|a|de|d|from) (?:the |l )?{places}\s*")


@lru_cache(maxsize=1)
def _state_university() -> re.Pattern[str]:
    return any_of([f"{state} state(?: university| college)?" for state in vocabulary().institutions.states])
