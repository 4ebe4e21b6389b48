"""The texts that are searched: of each passage its renderings, plain wordings and banked questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus import Language, OutsideEntry, Passage


class Origin(StrEnum):
    """Where a searched text comes from."""

    TEXT = "text"
    WORDING = "wording"
    QUESTION = "question"
    OUTSIDE = "outside"  # a question that no passage answers


@dataclass(frozen=True)
class Unit:
    """One searched text; `answer` numbers what answers it: passages in the corpus's order, then the outside themes."""

    text: str
    language: Language
    origin: Origin
    answer: int


def full_text(passage: Passage, language: Language) -> str:
    """A passage's words with what they hang from: headings below the document's title, lead-in, text."""
    rendering = passage.renderings[language]
    return " ".join([*rendering.headings[1:], rendering.lead_in, rendering.text]).strip()


def make_units(passages: Sequence[Passage], outside: Sequence[OutsideEntry]) -> list[Unit]:
    """Every searched text of the passages, then the outside questions, theme by theme."""
    units = [unit for position, passage in enumerate(passages) for unit in _units_of(position, passage)]
    for number, theme in enumerate(outside, start=len(passages)):
        units.extend(Unit(text, language, Origin.OUTSIDE, number) for language, text in theme.pairs())
    return units


def _units_of(position: int, passage: Passage) -> list[Unit]:
    units = [Unit(full_text(passage, language), language, Origin.TEXT, position) for language in passage.renderings]
    if passage.wording:
        units.extend(
            Unit(passage.wording.in_language(language), language, Origin.WORDING, position) for language in Language
        )
    units.extend(
        Unit(question, language, Origin.QUESTION, position)
        for language in Language
        for question in passage.questions.get(language, ())
    )
    return units
