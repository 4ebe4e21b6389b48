"""Numbers that nobody announces: shaped as only somebody's are, or with a check digit that holds.

The Social Insurance Number and cards carry a check digit (Luhn, ISO/IEC 7812), account numbers abroad another (IBAN):
python-stdnum checks them.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from stdnum import iban, luhn

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Span
from assistant.masking.vocabulary import alternation, vocabulary

_NEAR = r"[ .\-_/\n·•()|~]{0,3}"  # between groups of digits
_ONE = r"[ .\-_/\n·•|*,~]{1,3}"  # between digits that stand alone
_SIN_DIGITS = 9
_YEARS = r"(?!(?:19|20)\d\d[ -]?(?:19|20)\d\d)"  # « FALL 2024-2025 »
_SHAPES: tuple[tuple[str, Kind], ...] = (
    (r"\d{5}[- ]\d{3}[- ]\d{7,12}(?!\d)", Kind.ACCOUNT_NUMBER),  # transit, institution, account
    (r"\d{4}[- ]\d{3}[- ]\d{3}(?:[- ]?[A-Z]{2}\b|(?!\d))", Kind.HEALTH_NUMBER),  # Ontario
    (r"[A-Za-z]\d{4}[- ](?:\d{6}[- ]\d{2}|\d{5}[- ]\d{5})(?!\d)", Kind.LICENCE),  # Quebec, Ontario
    (
        rf"(?:[A-Za-z]{{4}}\d{{8}}|[A-Z]{{4}}[ -]{_YEARS}\d{{4}}[ -]?\d{{4}})(?!\d)",
        Kind.STUDENT_NUMBER,
    ),  # permanent code
    (r"[A-Z]{2}\d{6}(?!\w)", Kind.PASSPORT),
    (r"[A-Za-z]\d{9}(?!\w)", Kind.IMMIGRATION_NUMBER),
    (r"[A-Za-z]\d{8}(?!\w)", Kind.STUDENT_NUMBER),
)
_CARD = re.compile(rf"(?<!\d)\d(?:{_NEAR}\d){{12,18}}(?!\d)")
_EXPIRY = re.compile(r"\x00[ ,;\n]{0,3}exp\w{0,8}\.?[ :]{0,2}(?P<value>\d{2} ?[/-] ?\d{2,4})(?!\d)", re.IGNORECASE)
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ ]?[A-Za-z0-9]{4}){2,7}(?:[ ]?[A-Za-z0-9]{1,3})?(?!\w)")
_BANK = re.compile(r"(?<!\w)institution[ :#]{1,3}(?P<value>\d{3})(?!\d|[ ]?[a-z])", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<!\w)compte[ :#]{1,3}(?P<value>\d{6,12})(?!\d)", re.IGNORECASE)
_THREES = rf"\(?\d{{3}}{_NEAR}\d{{3}}{_NEAR}\d{{3}}"
_SIN = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{_THREES}|\d(?:{_ONE}\d){{8}})(?!\d|[.,]\d|{_ONE}\d(?!\d))")
_ROUND = re.compile(r"[1-9]\d{2}[ ,]\d{3}[ ,]000")
_THOUSANDS = r"[1-9]\d{0,2}(?:[ ,]\d{3}){1,2}(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_MONEY = r"[ ]?(?:\$|%|dollars?\b|cad\b|piastres\b|bucks\b)"
_AMOUNT = re.compile(
    rf"\$[ ]?(?:{_THOUSANDS})(?![\d]|[ .-]\d)|(?<![\d.-])(?<!\d )(?:{_THOUSANDS}){_MONEY}", re.IGNORECASE
)
_LONG = re.compile(r"(?<![\d.,])(?!\d{3,}0{6}(?!\d))\d{9,}(?!\d)")


def amounts(plain: str) -> Iterator[Span]:
    """Amounts and percentages, which stay."""
    return (Span(*found.span(), None) for found in _AMOUNT.finditer(plain))


def shaped(plain: str) -> Iterator[Span]:
    """Numbers that nothing but a card, an account, a licence, a permit or a permanent code looks like."""
    for pattern, kind in _shapes():
        yield from (Span(*found.span(), kind) for found in pattern.finditer(plain))
    yield from _checked(_CARD, plain, Kind.CARD, luhn.is_valid)
    yield from _checked(_IBAN, plain, Kind.ACCOUNT_NUMBER, iban.is_valid)
    for pattern in (_BANK, _ACCOUNT):
        yield from (Span(*found.span("value"), Kind.ACCOUNT_NUMBER) for found in pattern.finditer(plain))


def expiries(plain: str) -> Iterator[Span]:
    """The end of validity behind a card's number."""
    return (Span(*found.span("value"), Kind.CARD) for found in _EXPIRY.finditer(plain))


def social_insurance(plain: str) -> Iterator[Span]:
    """Nine digits in threes, in a row or one by one, whose check digit holds; a round figure is none."""
    for span in _checked(_SIN, plain, Kind.SIN, luhn.is_valid):
        if not _ROUND.fullmatch(plain[span.start : span.end]):
            yield span


def spelled_out(plain: str) -> Iterator[Span]:
    """Numbers said digit by digit, in words: « zéro quatre six… »."""
    for found in _in_words().finditer(plain):
        count = len(re.findall(r"[a-z]+", found[0].lower()))
        yield Span(*found.span(), Kind.SIN if count == _SIN_DIGITS else Kind.NUMBER)


def long(plain: str) -> Iterator[Span]:
    """Digits in a row too many for any figure of the documents."""
    return (Span(*found.span(), Kind.NUMBER) for found in _LONG.finditer(plain))


def _checked(pattern: re.Pattern[str], plain: str, kind: Kind, holds: Callable[[str], bool]) -> Iterator[Span]:
    for found in pattern.finditer(plain):
        if holds(re.sub(r"[^A-Za-z0-9]", "", found[0])):
            yield Span(*found.span(), kind)


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    return tuple((re.compile(rf"(?<![\w-])(?:{shape})"), kind) for shape, kind in _SHAPES)


@lru_cache(maxsize=1)
def _in_words() -> re.Pattern[str]:
    digit = alternation(vocabulary().digits)
    return re.compile(rf"(?<!\w)(?:{digit})(?:[ ,.\n-]{{1,3}}(?:{digit})){{6,18}}(?!\w)", re.IGNORECASE)
