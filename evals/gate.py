"""The floors: no change may bring a figure below the lower bound of its interval in the committed record."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Language
from evals.errors import FigureFell
from evals.measuring import Figures
from evals.record import Record
from evals.typography import percent
from evals.wording import say

GATED = (
    "right",
    "cited_first",
    "search_first",
    "search_three",
    "ndcg_ten",
    "refusal_precision",
    "refusal_recall",
    "language",
)
"""Higher is better, and the same machine or a slower one gives the same: neither length nor time is gated."""


@dataclass(frozen=True)
class Fall:
    """A figure below its floor."""

    name: str
    group: str
    value: float
    floor: float

    def sentence(self, language: Language) -> str:
        """Which figure, its value and its floor."""
        return say(
            "gate_fell",
            language,
            figure=say(f"figure_{self.name}", language),
            group=say(f"of_{self.group}", language),
            value=percent(self.value, language, 2),
            floor=percent(self.floor, language, 2),
        )


def check_floors(figures: Figures, record: Record, language: Language) -> None:
    """Raise FigureFell, in that language, where a gated figure is below its floor."""
    found = [fall.sentence(language) for fall in falls(figures, record)]
    if found:
        raise FigureFell(found, language)


def falls(figures: Figures, record: Record) -> Iterator[Fall]:
    """The gated figures below their floors; one that is no longer measured counts as 0."""
    for group, recorded in record.figures.items():
        for name in GATED:
            if name not in recorded:
                continue
            now = figures.get(group, {}).get(name)
            value = round(now.value, 4) if now else 0.0  # as the record is
            if value < recorded[name].low:
                yield Fall(name, group, value, recorded[name].low)
