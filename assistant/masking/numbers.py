"""Numbers that belong to somebody: announced, shaped as only such numbers are, or with a check digit that holds.

The Social Insurance Number and cards carry a check digit (Luhn, ISO/IEC 7812), account numbers abroad another (IBAN):
python-stdnum checks them. phonenumberslite knows the phone numbers of every country.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import phonenumbers
from stdnum import iban, luhn

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Span
from assistant.masking.vocabulary import alternation, vocabulary

_SEP = r"[ .\-_/\n·•()|*,~]{0,3}"  # between the digits of a number that is announced
_NEAR = r"[ .\-_/\n·•()|~]{0,3}"  # and of one that is not
_ONE = r"[ .\-_/\n·•|*,~]{1,2}"  # between digits that stand alone
_GAP = r"[^\d!?;\x00]{0,30}?"  # what may stand between the announcement and the number
_SIN_DIGITS = 9
_CODE = rf"(?<!\w)(?:[a-z]{{1,4}}-?)?\d(?:{_SEP}\d)"


def _own(digits: str) -> str:
    return rf"(?<!\d)\d(?:{_SEP}\d){digits}(?!\d)"


_ANNOUNCED: tuple[tuple[str, Kind, str], ...] = (
    ("sin", Kind.SIN, f"{_own('{8}')}|{_own('{6,10}')}"),
    ("health", Kind.HEALTH_NUMBER, rf"(?<!\w)[a-z]{{4}}[ -]?\d{{4}}[ -]?\d{{4}}(?!\d)|{_own('{7,11}')}(?:[ -]?[a-z]{{2}}\b)?"),
    ("passport", Kind.PASSPORT, rf"(?<!\w)[a-z]{{1,2}}[ ]?\d{{6,8}}(?!\d)|{_own('{6,9}')}"),
    ("licence", Kind.LICENCE, rf"(?<!\w)[a-z]{{0,2}}\d(?:{_SEP}\d){{5,14}}(?!\d)"),
    ("immigration", Kind.IMMIGRATION_NUMBER, rf"(?<!\w)[a-z]{{0,2}}[ ]?\d(?:[ -]?\d){{6,10}}(?!\d)"),
    ("card", Kind.CARD, rf"{_own('{11,18}')}|(?<=\s)\d{{4}}(?= *(?:$|[,.]))"),
    ("student", Kind.STUDENT_NUMBER, rf"{_CODE}{{3,13}}(?!\w)|(?<!\w)[a-z]{{4}}[ -]?\d{{4}}[ -]?\d{{4}}(?!\d)"),
    ("file", Kind.FILE_NUMBER, rf"{_CODE}{{4,13}}(?!\w)"),
    ("account", Kind.ACCOUNT_NUMBER, rf"{_own('{4,19}')}"),
    ("password", Kind.PASSWORD, r"(?:(?<=[:=]\s)|(?<=[:=])|(?<=\bis\s)|(?<=\best\s)|(?<=\s))(?=[^\s\x00]{0,40}[\d@#$%&*])[^\s\x00,;]{3,40}"),
)
# Shaped as nothing else is: account (transit-institution-account), health card (Ontario), licences (Quebec, Ontario),
# permanent code, passport, permit and student number with its letter.
_SHAPED: tuple[tuple[str, Kind], ...] = (
    (r"\d{5}[- ]\d{3}[- ]\d{7,12}(?!\d)", Kind.ACCOUNT_NUMBER),
    (r"\d{4}[- ]\d{3}[- ]\d{3}(?:[- ]?[A-Z]{2}\b|(?!\d))", Kind.HEALTH_NUMBER),
    (r"[A-Za-z]\d{4}[- ]\d{6}[- ]\d{2}(?!\d)", Kind.LICENCE),
    (r"[A-Za-z]\d{4}[- ]\d{5}[- ]\d{5}(?!\d)", Kind.LICENCE),
    (r"[A-Za-z]{4}\d{8}(?!\d)|[A-Z]{4}[ -](?!(?:19|20)\d\d[ -]?(?:19|20)\d\d)\d{4}[ -]?\d{4}(?!\d)", Kind.STUDENT_NUMBER),
    (r"[A-Z]{2}\d{6}(?!\w)", Kind.PASSPORT),
    (r"[A-Za-z]\d{9}(?!\w)", Kind.IMMIGRATION_NUMBER),
    (r"[A-Za-z]\d{8}(?!\w)", Kind.STUDENT_NUMBER),
)
_CHAINED = re.compile(r"(?<!\w)(?:institution[ :#]{1,3}(?P<bank>\d{3})(?!\d|[ ]?[a-z])|compte[ :#]{1,3}(?P<own>\d{6,12})(?!\d))", re.IGNORECASE)
_CARD = re.compile(rf"(?<!\d)\d(?:{_NEAR}\d){{12,18}}(?!\d)")
_EXPIRY = re.compile(r"\x00[ ,;\n]{0,3}(?:exp\w{0,8}\.?[ :]{0,2})(?P<value>\d{2} ?[/-] ?\d{2,4})(?!\d)", re.IGNORECASE)
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ ]?[A-Za-z0-9]{4}){2,7}(?:[ ]?[A-Za-z0-9]{1,3})?(?!\w)")
_GROUPED_SIN = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\(?\d{{3}}{_NEAR}\d{{3}}{_NEAR}\d{{3}}|\d(?:{_ONE}\d){{8}})(?!\d|[.,]\d|{_ONE}\d(?!\d))"
)
_EXTENSION = r"(?:[ ]?[,;]?[ ]?(?:x|ext|extension|poste|local)[ .:#]{0,3}\d{1,6}(?!\d))?"
_CANADIAN = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:(?:(?:\+|00|011)[ ]?)?\(?1\)?{_NEAR})?\(?[2-9]\d{{2}}{_NEAR}[2-9]\d{{2}}{_NEAR}\d{{2}}{_NEAR}\d{{2}}(?!\d){_EXTENSION}"
    rf"|(?<!\d)(?:\+?1{_ONE})?[2-9](?:{_ONE}\d){{9}}(?!\d){_EXTENSION}",
    re.IGNORECASE,
)
_ABROAD = re.compile(rf"(?<![\d$])(?:\+[ ]?|00[ ]?|011[ ]?)(?P<number>\(?[1-9](?:[ .\-/()]{{0,3}}\d){{6,14}})(?!\d){_EXTENSION}")
_IN_PAIRS = re.compile(r"(?<!\d)0[1-9](?:[ .-]?\d{2}){4}(?!\d)")
_THOUSANDS = r"[1-9]\d{0,2}(?:[ ,]\d{3}){1,2}(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"\$[ ]?(?:{_THOUSANDS})(?![\d]|[ .-]\d)|(?<![\d.-])(?<!\d )(?:{_THOUSANDS})[ ]?(?:\$|%|dollars?\b|cad\b|piastres\b|bucks\b)",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\d.,])(?!\d{3,}0{6}(?!\d))\d{9,}(?!\d)")


def amounts(plain: str) -> Iterator[Span]:
    """Amounts and percentages, which stay."""
    return (Span(*found.span(), None) for found in _AMOUNT.finditer(plain))


def announced(plain: str) -> Iterator[Span]:
    """Numbers behind the words that say whose they are, whether or not their check digit holds."""
    taken: list[Span] = []
    for pattern, kind in _announced_patterns():
        for found in pattern.finditer(plain):
            span = Span(*found.span("value"), kind)
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
    return iter(taken)


def shaped(plain: str) -> Iterator[Span]:
    """Numbers that nothing but a card, an account, a licence, a permit or a permanent code looks like."""
    for pattern, kind in _shaped_patterns():
        yield from (Span(*found.span(), kind) for found in pattern.finditer(plain))
    yield from _checked(_CARD, plain, Kind.CARD, luhn.is_valid)
    yield from _checked(_IBAN, plain, Kind.ACCOUNT_NUMBER, iban.is_valid)
    yield from (Span(*found.span(str(found.lastgroup)), Kind.ACCOUNT_NUMBER) for found in _CHAINED.finditer(plain))


def phones(plain: str) -> Iterator[Span]:
    """Phone numbers of Canada with or without their 1, of other countries with their prefix, and their extension."""
    yield from (Span(*found.span("value"), Kind.CARD) for found in _EXPIRY.finditer(plain))
    yield from (Span(*found.span(), Kind.PHONE) for found in _ABROAD.finditer(plain) if _exists(found["number"]))
    yield from (Span(*found.span(), Kind.PHONE) for found in _CANADIAN.finditer(plain))
    yield from (Span(*found.span(), Kind.PHONE) for found in _IN_PAIRS.finditer(plain))


def announced_phones(plain: str) -> Iterator[Span]:
    """Shorter or odder numbers that are said to be a phone's."""
    return (Span(*found.span("value"), Kind.PHONE) for found in _announced_phone().finditer(plain))


def social_insurance(plain: str) -> Iterator[Span]:
    """Nine digits in threes, in a row or one by one, whose check digit holds."""
    for span in _checked(_GROUPED_SIN, plain, Kind.SIN, luhn.is_valid):
        written = plain[span.start : span.end]
        if not re.fullmatch(r"[1-9]\d{2}[ ,]\d{3}[ ,]000", written):  # a round figure
            yield span


def spelled_out(plain: str) -> Iterator[Span]:
    """Numbers said digit by digit, in words: « zéro quatre six… »."""
    for found in _digits_in_words().finditer(plain):
        count = len(re.findall(r"[a-z]+", found[0].lower()))
        yield Span(*found.span(), Kind.SIN if count == _SIN_DIGITS else Kind.NUMBER)


def long(plain: str) -> Iterator[Span]:
    """Digits in a row too many for any figure of the documents."""
    return (Span(*found.span(), Kind.NUMBER) for found in _LONG.finditer(plain))


def _checked(pattern: re.Pattern[str], plain: str, kind: Kind, holds: Callable[[str], bool]) -> Iterator[Span]:
    for found in pattern.finditer(plain):
        if holds(re.sub(r"[^A-Za-z0-9]", "", found[0])):
            yield Span(*found.span(), kind)


def _exists(number: str) -> bool:
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(f"+{re.sub(r'[^0-9]', '', number)}")))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=1)
def _announced_patterns() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    known = vocabulary()
    patterns = []
    for name, kind, value in _ANNOUNCED:
        words = alternation(getattr(known, name))
        patterns.append((re.compile(rf"(?<!\w)(?:{words})(?!\w){_GAP}(?P<value>{value})", re.IGNORECASE), kind))
    behind = rf"(?P<value>{_own('{8}')})[ ,(:=-]{{1,3}}(?:[a-z']{{1,8}} ){{0,3}}(?:{alternation(known.sin)})(?!\w)"
    return (*patterns, (re.compile(behind, re.IGNORECASE), Kind.SIN))


@lru_cache(maxsize=1)
def _shaped_patterns() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    return tuple((re.compile(rf"(?<![\w-])(?:{shape})"), kind) for shape, kind in _SHAPED)


@lru_cache(maxsize=1)
def _announced_phone() -> re.Pattern[str]:
    words = alternation(vocabulary().phone)
    value = rf"\+?\(?\d(?:{_NEAR}\d){{6,14}}(?!\d){_EXTENSION}"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w){_GAP}(?P<value>{value})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _digits_in_words() -> re.Pattern[str]:
    digit = alternation(list(vocabulary().digits))
    return re.compile(rf"(?<!\w)(?:{digit})(?:[ ,.\n-]{{1,3}}(?:{digit})){{6,18}}(?!\w)", re.IGNORECASE)
