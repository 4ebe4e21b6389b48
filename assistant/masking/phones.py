"""Phone numbers of Canada and of other countries; phonenumberslite knows how long each country's are."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Span
from assistant.masking.vocabulary import alternation, vocabulary

_NEAR = r"[ .\-_/\n·•()|~]{0,3}"  # between groups of digits
_ONE = r"[ .\-_/\n·•|*,~]{1,3}"  # between digits that stand alone
_EXTENSION = r"(?:[ ]?[,;]?[ ]?(?:x|ext|extension|poste|local)[ .:#]{0,3}\d{1,6}(?!\d))?"
_ONE_BEFORE = rf"(?:(?:(?:\+|00|011)[ ]?)?\(?1\)?{_NEAR})?"
_GROUPS = rf"\(?[2-9]\d{{2}}{_NEAR}[2-9]\d{{2}}{_NEAR}\d{{2}}{_NEAR}\d{{2}}"
_SINGLY = rf"(?:\+?1{_ONE})?[2-9](?:{_ONE}\d){{9}}"
_CANADIAN = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{_ONE_BEFORE}{_GROUPS}|{_SINGLY})(?!\d){_EXTENSION}", re.IGNORECASE)
_ABROAD = re.compile(
    rf"(?<![\d$])(?:\+|00|011)[ ]?(?P<number>\(?[1-9](?:[ .\-/()]{{0,3}}\d){{6,14}})(?!\d){_EXTENSION}", re.IGNORECASE
)
_IN_PAIRS = re.compile(r"(?<!\d)0[1-9](?:[ .-]?\d{2}){4}(?!\d)")  # France, without its prefix


def phones(plain: str) -> Iterator[Span]:
    """Numbers of Canada with or without their 1, of other countries with their prefix, and their extension."""
    for found in _ABROAD.finditer(plain):
        if _exists(found["number"]):
            yield Span(*found.span(), Kind.PHONE)
    for pattern in (_CANADIAN, _IN_PAIRS):
        yield from (Span(*found.span(), Kind.PHONE) for found in pattern.finditer(plain))


def announced_phones(plain: str) -> Iterator[Span]:
    """Shorter or odder numbers that are said to be a phone's."""
    return (Span(*found.span("value"), Kind.PHONE) for found in _announced().finditer(plain))


def _exists(number: str) -> bool:
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(f"+{re.sub(r'[^0-9]', '', number)}")))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=1)
def _announced() -> re.Pattern[str]:
    words = alternation(vocabulary().phone)
    value = rf"\+?\(?\d(?:{_NEAR}\d){{6,14}}(?!\d){_EXTENSION}"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)[^\d!?;\x00]{{0,30}}?(?P<value>{value})", re.IGNORECASE)
