"""The shape of `document.toml`, `wording.yaml`, `questions.yaml` and `glossary.yaml`."""

from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from corpus.document import CorpusError
from corpus.language import Language
from corpus.strict import ListedModel, StrictModel, read_list, read_toml, read_yaml, validated

Entry = TypeVar("Entry", bound=StrictModel)
Code = Literal["fr", "en"]
Topic = Literal[
    "about",
    "eligibility",
    "documents",
    "application",
    "learning_plan",
    "evaluations",
    "responsibilities",
    "pay",
    "rights",
    "elearning",
    "contact",
    "wil",
]


class Words(StrictModel):
    """The same words in both languages."""

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Title(Words):
    """A title, and the languages in which it is the project's own."""

    own: list[Code] = []


class DateEntry(Words):
    """A date or period; `printed` is false where the document prints none."""

    printed: bool


class LeftOut(StrictModel):
    """A span of the source that stands nowhere in the mended text."""

    text: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    occurrences: int = Field(default=1, ge=1)
    line: int | None = None


class Moved(LeftOut):
    """A span of the source that stands elsewhere in the mended text."""


class Corrected(StrictModel):
    """A span of the source, and what the mended text says at that place."""

    source: str = Field(min_length=1)
    text: str
    reason: str = Field(min_length=1)
    line: int | None = None


class DefectEntry(StrictModel):
    """A fault of the source itself."""

    passage: str
    text: str
    note: Words


class CatalogueEntry(StrictModel):
    """All of `document.toml`."""

    language: Code
    tier: Literal["programme", "report"]
    programme: str
    publisher: Words
    address: str
    date: DateEntry
    title: Title
    short: Words
    names: list[str] = []
    topics: dict[str, list[Topic]] = {}
    aliases: dict[str, str] = {}
    left_out: list[LeftOut] = []
    moved: list[Moved] = []
    corrected: list[Corrected] = []
    defect: list[DefectEntry] = []


class WordingEntry(Words):
    """The plain wording of one passage."""

    completed_by: list[str] = Field(default=[], alias="with")


class CorrectionEntry(ListedModel):
    """What a passage says to a false belief; worded to follow "No,"."""

    passage: str
    fr: str
    en: str


class QuestionsEntry(StrictModel):
    """The questions that one passage answers."""

    fr: list[str] = []
    en: list[str] = []


class GlossaryEntry(ListedModel):
    """A programme term first, then what people say for it, in each language."""

    fr: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)
    note: str = ""

    def terms(self, language: Language) -> list[str]:
        """The terms in that language, the programme's own first."""
        return self.fr if language is Language.FRENCH else self.en


class Examples(ListedModel):
    """Messages of one kind, as people write them."""

    about: str
    fr: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)

    def pairs(self) -> list[tuple[Language, str]]:
        """Every question with its language."""
        return [(Language.FRENCH, text) for text in self.fr] + [(Language.ENGLISH, text) for text in self.en]


class OutsideEntry(Examples):
    """Questions on one theme that no document answers: what teaches the search to refuse.

    `intent` is the kind of message (see IntentEntry) that they are examples of too, where they are.
    """

    intent: str = ""


class IntentEntry(Examples):
    """Messages of one intent that asks for more care than a question (or of ORDINARY, which look like one).

    Intents with the same `group` resemble each other more than anything ordinary: they are told from it together.
    """

    group: str = ""


ORDINARY = "ordinary"
"""The intent of messages that only look as if they asked for care."""


def read_catalogue_entry(folder: Path) -> CatalogueEntry:
    """`document.toml` of a document's folder."""
    return read_toml(folder / "document.toml", CatalogueEntry)


def read_wordings(folder: Path) -> dict[str, WordingEntry]:
    """`wording.yaml`, by passage slug; empty when the document has none yet."""
    return _read_entries(folder / "wording.yaml", WordingEntry)


def read_corrections(folder: Path) -> tuple[CorrectionEntry, ...]:
    """`corrections.yaml` of a document's folder; none when there is no such file."""
    path = folder / "corrections.yaml"
    return read_list(path, CorrectionEntry) if path.exists() else ()


def read_questions(folder: Path) -> dict[str, QuestionsEntry]:
    """`questions.yaml`, by passage slug; empty when the document has none yet."""
    return _read_entries(folder / "questions.yaml", QuestionsEntry)


def read_glossary(path: Path) -> tuple[GlossaryEntry, ...]:
    """The glossary's entries; raises CorpusError for an id that stands twice."""
    return read_list(path, GlossaryEntry)


def read_outside(path: Path) -> tuple[OutsideEntry, ...]:
    """The questions that no document answers, by theme; raises CorpusError for an id that stands twice."""
    return read_list(path, OutsideEntry)


def read_intents(folder: Path) -> tuple[IntentEntry, ...]:
    """The examples of each intent, from the file that has its name; none when there is no such folder."""
    return tuple(_read_intent(path) for path in sorted(folder.glob("*.yaml")))


def _read_intent(path: Path) -> IntentEntry:
    data = read_yaml(path)
    if not isinstance(data, dict) or "id" in data:
        raise CorpusError(path, "the file must map about, fr and en; its name is the intent's id")
    return validated(path, {**data, "id": path.stem}, IntentEntry)


def _read_entries(path: Path, model: type[Entry]) -> dict[str, Entry]:
    if not path.exists():
        return {}
    data = read_yaml(path) or {}
    if not isinstance(data, dict):
        raise CorpusError(path, "the file must map each passage's slug to its entry")
    return {str(slug): validated(path, entry, model, str(slug)) for slug, entry in data.items()}
