"""Dates of birth; every other date is set aside, so that its digits are taken for nothing else."""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Span
from assistant.masking.vocabulary import alternation, vocabulary

_MONTH = (
    r"(?:jan(?:v(?:ier)?|uary)?|f[ei][bv](?:r(?:ier|uary)?)?|mar(?:s|ch)?|a[vp]r(?:il)?|mai|may|juin|june?|juil(?:let)?"
    r"|july?|aou?t|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th|ieme|e)?"
_FULL_YEAR = r"(?:19|20)\d\d"
_YEAR = rf"(?:{_FULL_YEAR}|'?\d\d)(?!\d)"
_JOINT = r"[ \-/.,\n]{0,3}"
_DAY_FIRST = rf"{_DAY}{_JOINT}(?:of |de |d')?{_MONTH}(?:{_JOINT}(?:of |de |in )?{_YEAR})?"
_MONTH_FIRST = rf"{_MONTH}{_JOINT}(?:the )?{_DAY}(?!\d)(?:{_JOINT}{_YEAR})?"
_MONTH_AND_YEAR = rf"{_MONTH}[ ,]{{1,2}}{_FULL_YEAR}(?!\d)"
_YEAR_FIRST = rf"{_FULL_YEAR} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?\d{{1,2}}(?!\d)"
_YEAR_LAST = rf"\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?(?:{_FULL_YEAR}|\d\d)(?!\d)"
_BIRTH = rf"(?<!\d)(?:{_YEAR_FIRST}|{_YEAR_LAST}|{_MONTH_AND_YEAR}|\d{{8}}(?!\d)|{_DAY_FIRST}|{_MONTH_FIRST})"
_WORD = r"[a-z]{2,9}"
_IN_WORDS = rf"(?!en |in ){_WORD}(?:[ -]{_WORD}){{0,2}} {_MONTH}(?:,? (?:{_WORD}[ -]){{1,4}}{_WORD})?"
_FILL = r"(?:'s|[\s:=,.()*-]|\b(?:is|est|was|c'est|cest|le|the|on|it's|its|du|of|aaaa|jj|mm|yyyy|dd)\b){0,14}"
_SHORT_DAY = r"(?:[0-2]?\d|3[01])"
_OTHER = re.compile(
    rf"(?<![\d./-])(?:{_FULL_YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.]{_SHORT_DAY}|{_SHORT_DAY}[-/.]{_SHORT_DAY}[-/.]{_FULL_YEAR}"
    rf"|{_FULL_YEAR} ?[-/ ] ?{_FULL_YEAR}|(?:{_DAY}[ ])?{_MONTH}[ ]{_FULL_YEAR})(?![\d]|[./-]\d)",
    re.IGNORECASE,
)


def births(plain: str) -> Iterator[Span]:
    """Dates that are said to be of a birth, before or behind them; a year alone is no date."""
    for pattern in _birth_patterns():
        for found in pattern.finditer(plain):
            yield Span(*found.span("date"), Kind.BIRTH_DATE)


def other_dates(plain: str) -> Iterator[Span]:
    """Dates and school years in digits, and months with their year, which stay."""
    return (Span(*found.span(), None) for found in _OTHER.finditer(plain))


@lru_cache(maxsize=1)
def _birth_patterns() -> tuple[re.Pattern[str], ...]:
    words = alternation(vocabulary().birth)
    place = r"(?:[ ](?:in|a|au|aux|en|at|near|pres de)[ ][\w' -]{2,30}?)?"
    born = rf"(?<!\w)(?:born|naquis|nee?|ne\(e\)|ne[.·]e){place}[ ,\n]{{1,2}}(?:on |le |the |un |en |in |: ?)?"
    behind = rf"[ ,(]{{1,3}}(?:(?:is|est|c'est) )?(?:(?:ma|my|la|the) )?(?:{words})(?!\w)"
    sources = (
        rf"(?<!\w)(?:{words})(?!\w){_FILL}(?P<date>{_BIRTH})",
        rf"{born}(?P<date>{_BIRTH}|{_IN_WORDS})",
        rf"(?P<date>{_BIRTH}){behind}",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)
