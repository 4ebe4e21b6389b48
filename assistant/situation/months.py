"""Months told of studies and of the placement, compared: enrolled all along, for a part, or not at all."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.eligibility import Truth
from assistant.situation.clauses import Clause, holder_at
from assistant.situation.subject import Subject, speaks_of
from assistant.situation.vocabulary import says

_YEAR = 12


def compared_months(found: Sequence[Clause], subject: Subject) -> Truth | None:
    """Whether the months of studies that a message names hold those of the placement; None when it does not name both.

    A placement that begins within the studies and outlasts them is for the team: the guide does not settle it.
    """
    studies, placement, until = _told_months(found, subject)
    if not placement:
        return None
    if until is not None:
        return _until(until, placement)
    if not studies:
        return None
    if set(placement) <= studies:
        return Truth.TRUE
    return Truth.UNCLEAR if placement[0] in studies else None


def _told_months(found: Sequence[Clause], subject: Subject) -> tuple[set[int], list[int], int | None]:
    """The months of studies, those of the placement in order, and the month in which studies end, where told."""
    studies: set[int] = set()
    placement: list[int] = []
    until: int | None = None
    for clause in found:
        months = _months(clause.text)
        if not months or not clause.states or clause.question or says("frames.bygone", clause.text):
            continue
        if says("frames.placement", clause.text):
            placement = placement or months
        elif says("frames.studies_end", clause.text) and speaks_of(holder_at(clause, len(clause.text)), subject):
            until = months[-1]
        elif says("frames.enrolled_in", clause.text) and speaks_of(holder_at(clause, len(clause.text)), subject):
            studies.update(months)
    return studies, placement, until


def _until(until: int, placement: Sequence[int]) -> Truth | None:
    """Studies that end in a month, beside the placement's months."""
    if until not in placement:
        return None
    return Truth.TRUE if until == placement[-1] else Truth.UNCLEAR


def _months(text: str) -> list[int]:
    """The months that a clause names, in order; two months or more are a stretch, a season is its months.

    >>> _months("du 8 sept au 19 dec"), _months("inscrite a l automne"), _months("no month here")
    ([9, 10, 11, 12], [9, 10, 11, 12], [])
    """
    seasons = [month for match in _seasons().finditer(text) for month in _SEASONS[_season_of(match[0])]]
    named = [_MONTHS[match[1]] for match in _NAMED.finditer(text)]
    if len(named) < 2:
        return named or list(dict.fromkeys(seasons))
    first, last = named[0], named[-1]
    return [(first - 1 + step) % _YEAR + 1 for step in range((last - first) % _YEAR + 1)]


_STEMS = ("jan", "feb|fev", "mar", "apr|avr", "may|mai", "jun|juin", "jul|juil", "aug|aou", "sep", "oct", "nov", "dec")
_MONTHS = {stem: number for number, stems in enumerate(_STEMS, start=1) for stem in stems.split("|")}
_NAMED = re.compile(
    rf"(?<![a-z0-9])({'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
    r"(?:t|s|v|l|il|let|let|uary|ruary|rier|ch|s|il|e|y|ust|t|tember|tembre|ober|obre|ember|embre|vier|ier|n)?\.?(?![a-z0-9])"
)
_SEASONS = {"winter": (1, 2, 3, 4), "spring": (5, 6), "summer": (5, 6, 7, 8), "fall": (9, 10, 11, 12)}
_WORDS = {
    "winter": ("winter", "hiver"),
    "spring": ("spring", "printemps"),
    "summer": ("summer", "ete"),
    "fall": ("fall", "autumn", "automne"),
}


def _season_of(word: str) -> str:
    return next(season for season, words in _WORDS.items() if word in words)


@lru_cache(maxsize=1)
def _seasons() -> re.Pattern[str]:
    words = "|".join(word for words in _WORDS.values() for word in words)
    return re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])")
