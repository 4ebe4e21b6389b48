"""The texts that are searched: of each passage its renderings, plain wordings and banked questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus import Language, Passage


class Origin(StrEnum):
    """Where a searched text comes from."""

    TEXT = "text"
    WORDING = "wording"
    QUESTION = "question"
    OUTSIDE = "outside"  # a question that no passage answers


@dataclass(frozen=True)
class Unit:
    """One searched text; `passage` is the passage's position in the corpus, or -1 for an outside question."""

    text: str
    language: Language
    origin: Origin
    passage: int


def full_text(passage: Passage, language: Language) -> str:
    """A passage's words with what they hang from: headings below the document's title, lead-in, text."""
    rendering = passage.renderings[language]
    return " ".join([*rendering.headings[1:], rendering.lead_in, rendering.text]).strip()


def make_units(passages: Sequence[Passage], outside: Sequence[tuple[Language, str]]) -> list[Unit]:
    """Every searched text of the passages, then the outside questions."""
    units = [unit for position, passage in enumerate(passages) for unit in _units_of(position, passage)]
    units.extend(Unit(text, language, Origin.OUTSIDE, -1) for language, text in outside)
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
