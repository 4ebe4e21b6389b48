"""Numbers and passwords behind the words that say whose they are, whether or not a check digit holds."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Span
from assistant.masking.vocabulary import Vocabulary, alternation, vocabulary

_SEP = r"[ .\-_/\n·•()|*,~]{0,3}"  # between the digits of a number that is announced
_GAP = r"[^\d!?;\x00]{0,30}?"  # what may stand between the announcement and the number


def _digits(more: str) -> str:
    """A digit and so many more."""
    return rf"(?<!\d)\d(?:{_SEP}\d){more}(?!\d)"


_NINE_DIGITS = _digits("{8}")
_LETTERS_AND_EIGHT = r"(?<!\w)[a-z]{4}[ -]?\d{4}[ -]?\d{4}(?!\d)"  # a permanent code, a Quebec health card
_CODE = rf"(?<!\w)(?:[a-z]{{1,4}}-?)?\d(?:{_SEP}\d)"
_SECRET = r"(?<=[:=\s])(?=[^\s\x00]{0,40}[\d@#$%&*])[^\s\x00,;]{3,40}"  # noqa: S105 - the shape of a password
_PERMIT = r"(?<!\w)(?:[a-z]{1,2}[ ]?)?\d(?:[ -]?\d){6,10}(?!\d)"


def announced(plain: str) -> Iterator[Span]:
    """What stands behind an announcement; where two announce the same, the first kind of the list has it."""
    taken: list[Span] = []
    for pattern, kind in _patterns():
        for found in pattern.finditer(plain):
            span = Span(*found.span("value"), kind)
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
    return iter(taken)


def _values(known: Vocabulary) -> tuple[tuple[Sequence[str], Kind, str], ...]:
    """What announces each kind, and the shape of what it announces."""
    return (
        (known.sin, Kind.SIN, f"{_NINE_DIGITS}|{_digits('{6,10}')}"),
        (known.health, Kind.HEALTH_NUMBER, rf"{_LETTERS_AND_EIGHT}|{_digits('{7,11}')}(?:[ -]?[a-z]{{2}}\b)?"),
        (known.passport, Kind.PASSPORT, rf"(?<!\w)[a-z]{{1,2}}[ ]?\d{{6,8}}(?!\d)|{_digits('{6,9}')}"),
        (known.licence, Kind.LICENCE, rf"(?<!\w)[a-z]{{0,2}}\d(?:{_SEP}\d){{5,14}}(?!\d)"),
        (known.immigration, Kind.IMMIGRATION_NUMBER, _PERMIT),
        (known.card, Kind.CARD, _digits("{11,18}")),
        (known.student, Kind.STUDENT_NUMBER, rf"{_CODE}{{3,13}}(?!\w)|{_LETTERS_AND_EIGHT}"),
        (known.file, Kind.FILE_NUMBER, rf"{_CODE}{{4,13}}(?!\w)"),
        (known.account, Kind.ACCOUNT_NUMBER, _digits("{4,19}")),
        (known.password, Kind.PASSWORD, _SECRET),
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    known = vocabulary()
    sources = [
        (rf"(?<!\w)(?:{alternation(words)})(?!\w){_GAP}(?P<value>{value})", kind)
        for words, kind, value in _values(known)
    ]
    said = r"[ ,(:=-]{1,3}(?:[a-z']{1,8} ){0,3}"
    sources.append((rf"(?P<value>{_NINE_DIGITS}){said}(?:{alternation(known.sin)})(?!\w)", Kind.SIN))
    whose = rf"(?:{alternation([*known.sin, *known.card, *known.account])})(?!\w)[^\d!?;\x00]{{0,20}}"
    ends = rf"{whose}(?:{alternation(known.ends_in)})|(?:{alternation(known.last_digits)})[^\d!?;\x00]{{0,40}}?"
    sources.append((rf"(?<!\w)(?:{ends})[ :]{{1,3}}(?P<value>\d{{3,4}})(?!\d)", Kind.NUMBER))
    return tuple((re.compile(source, re.IGNORECASE), kind) for source, kind in sources)
