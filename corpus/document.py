"""What the corpus is made of: documents, sections, passages and their renderings.

Everything is frozen: the corpus is read once and shared between threads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from corpus.language import Language


class CorpusError(Exception):
    """Something in the data files does not hold; the message says where, why and what to do."""

    def __init__(self, where: Path | str, reason: str, line: int | None = None) -> None:
        place = f"{where}, line {line}" if line else str(where)
        super().__init__(f"{place}: {reason}")


class Tier(StrEnum):
    """What a document may be used for: the guide states rules, a report is context only."""

    PROGRAMME = "programme"
    REPORT = "report"


class BlockKind(StrEnum):
    """What a line of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LEAD_IN = "lead_in"
    ITEM = "item"
    STEP = "step"
    QUOTE = "quote"


class PassageKind(StrEnum):
    """What a passage is; a list is a lead-in (or heading) with its items."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    STEP = "step"
    QUOTE = "quote"


@dataclass(frozen=True)
class Block:
    """One line of `fr.md` or `en.md`. `level` is the heading's level, or the item's nesting (1 or 2)."""

    kind: BlockKind
    level: int
    slug: str
    text: str
    line: int


@dataclass(frozen=True)
class Bilingual:
    """The same words in both languages."""

    fr: str
    en: str

    def in_language(self, language: Language) -> str:
        """The words in that language."""
        return self.fr if language is Language.FRENCH else self.en


@dataclass(frozen=True)
class Rendering:
    """A passage's text in one language, with the headings above it, outermost first."""

    text: str
    headings: tuple[str, ...]
    lead_in: str = ""


@dataclass(frozen=True)
class Passage:
    """The smallest piece of a document that answers alone.

    `slug` is stable within the document; `parent` is the slug of the list (or item) that holds this one;
    `children` are the slugs of a list's own items, in order; `completed_by` names passages that complete the answer.
    """

    document: str
    slug: str
    kind: PassageKind
    sections: tuple[str, ...]
    renderings: Mapping[Language, Rendering]
    parent: str | None = None
    children: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    wording: Bilingual | None = None
    completed_by: tuple[str, ...] = ()
    questions: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """`document/slug`, unique in the corpus."""
        return f"{self.document}/{self.slug}"


@dataclass(frozen=True)
class Defect:
    """A fault of the source itself, kept for staff."""

    passage: str
    text: str
    note: Bilingual


@dataclass(frozen=True)
class Correction:
    """What a passage (by its slug) says to a false belief about the programme; worded to follow "No,"."""

    id: str
    passage: str
    text: Bilingual


@dataclass(frozen=True)
class PrintedDate:
    """The date or period of a document; `printed` is false where the words are the project's own."""

    text: Bilingual
    printed: bool


@dataclass(frozen=True)
class Document:
    """One guide or report: its catalogue entry, its blocks in each language and its passages, in order.

    `names` are the words by which people name it, its publisher or its subject ("TRAES", "rapport + PME": both words).
    """

    id: str
    language: Language
    tier: Tier
    programme: str
    publisher: Bilingual
    address: str
    date: PrintedDate
    title: Bilingual
    own_titles: tuple[Language, ...]
    short: Bilingual
    names: tuple[str, ...]
    blocks: Mapping[Language, tuple[Block, ...]]
    passages: tuple[Passage, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    defects: tuple[Defect, ...] = ()
    corrections: tuple[Correction, ...] = ()
    digest: str = ""

    def passage(self, slug: str) -> Passage | None:
        """The passage with that slug, or with the slug that replaced it; None when there is none."""
        current = self.aliases.get(slug, slug)
        return next((passage for passage in self.passages if passage.slug == current), None)
