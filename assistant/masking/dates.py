"""Dates of birth; every other date is set aside, so that its digits are taken for nothing else."""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Span
from assistant.masking.vocabulary import alternation, vocabulary

_MONTH = (
    r"(?:jan(?:v(?:ier)?|uary)?|f[ei][bv](?:r(?:ier|uary)?)?|mar(?:s|ch)?|a[vp]r(?:il)?|mai|may|juin|june?|juil(?:let)?|july?"
    r"|aou?t|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|dec(?:embre|ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th|ieme|e)?"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)(?!\d)"
_JOINT = r"[ \-/.,\n]{0,3}"
_WRITTEN = (
    rf"{_DAY}{_JOINT}(?:of |de |d')?{_MONTH}(?:{_JOINT}(?:of |de |in )?{_YEAR})?|{_MONTH}{_JOINT}(?:the )?{_DAY}(?!\d)(?:{_JOINT}{_YEAR})?"
)
_IN_WORDS = rf"[a-z]{{2,9}}(?:[ -][a-z]{{2,9}}){{0,2}} {_MONTH}(?:,? (?:[a-z]{{2,9}}[ -]){{1,4}}[a-z]{{2,9}})?"
_NUMERIC = (
    r"(?:19|20)\d\d ?[-/. ] ?\d{1,2} ?[-/. ] ?\d{1,2}(?!\d)|\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?(?:(?:19|20)\d\d|\d\d)(?!\d)"
)
_BIRTH = rf"(?<!\d)(?:{_NUMERIC}|(?:19|20)\d{{6}}(?!\d)|\d{{8}}(?!\d)|{_WRITTEN})"
_FILL = r"(?:[\s:=,.()*-]|\b(?:is|est|was|c'est|cest|le|the|on|it's|its|du|of|aaaa|jj|mm|yyyy|dd)\b){0,14}"
_OTHER = re.compile(
    r"(?<![\d./-])(?:(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-2]?\d|3[01])|(?:[0-2]?\d|3[01])[-/.](?:[0-2]?\d|3[01])[-/.](?:19|20)\d\d"
    rf"|(?:19|20)\d\d ?[-/ ] ?(?:19|20)\d\d|{_MONTH}[ ](?:19|20)\d\d|{_DAY}[ ]{_MONTH}[ ](?:19|20)\d\d)(?![\d]|[./-]\d)",
    re.IGNORECASE,
)


def births(plain: str) -> Iterator[Span]:
    """Dates that are said to be of a birth, before or behind them."""
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
    born = rf"(?<!\w)(?:born|naquis|nee?|ne\(e\)|ne[.·]e){place}[ ,\n]{{1,2}}(?:on |le |the |un |: ?)?"
    behind = rf"[ ,(]{{1,3}}(?:(?:is|est|c'est) )?(?:(?:ma|my|la|the) )?(?:{words})(?!\w)"
    sources = (
        rf"(?<!\w)(?:{words})(?!\w){_FILL}(?P<date>{_BIRTH})",
        rf"{born}(?P<date>{_BIRTH}|{_IN_WORDS})",
        rf"(?P<date>{_BIRTH}){behind}",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)
