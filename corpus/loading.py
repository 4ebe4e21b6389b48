"""Read the folders of `corpus/documents/` into frozen documents."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import (
    CatalogueEntry,
    CorrectionEntry,
    GlossaryEntry,
    IntentEntry,
    OutsideEntry,
    QuestionsEntry,
    WordingEntry,
    Words,
    read_catalogue_entry,
    read_corrections,
    read_glossary,
    read_intents,
    read_outside,
    read_questions,
    read_wordings,
)
from corpus.document import Bilingual, Block, CorpusError, Correction, Defect, Document, Passage, PrintedDate, Tier
from corpus.language import Language
from corpus.markdown import parse_blocks
from corpus.passages import build_passages

CORPUS_FOLDER = Path(__file__).parent
_FILES = ("document.toml", "fr.md", "en.md", "wording.yaml", "corrections.yaml", "questions.yaml")


@dataclass(frozen=True)
class Corpus:
    """All documents (the programme's first, then by id), the glossary, and examples of what is no question on them."""

    documents: tuple[Document, ...]
    glossary: tuple[GlossaryEntry, ...] = ()
    outside: tuple[OutsideEntry, ...] = ()
    intents: tuple[IntentEntry, ...] = ()

    def document(self, id: str) -> Document | None:
        """The document with that id, or None."""
        return next((document for document in self.documents if document.id == id), None)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of every document."""
        return tuple(passage for document in self.documents for passage in document.passages)


def load_corpus(folder: Path = CORPUS_FOLDER) -> Corpus:
    """Read every document of `folder/documents` and the glossary.

    Raises CorpusError, with file, line where there is one, and reason, for anything that cannot be read.
    """
    if not (folder / "documents").is_dir():
        raise CorpusError(folder / "documents", "there is no such folder; give the folder that holds documents/")
    documents = [load_document(path) for path in sorted((folder / "documents").iterdir()) if path.is_dir()]
    if not documents:
        raise CorpusError(folder / "documents", "holds no document; at least one folder is needed")
    documents.sort(key=lambda document: (document.tier is not Tier.PROGRAMME, document.id))
    outside, intents = read_outside(folder / "outside.yaml"), read_intents(folder / "intents")
    return Corpus(tuple(documents), read_glossary(folder / "glossary.yaml"), outside, intents)


def load_document(folder: Path) -> Document:
    """One document from its folder; raises CorpusError."""
    entry = read_catalogue_entry(folder)
    blocks = _read_blocks(folder, Language(entry.language))
    passages = build_passages(folder.name, blocks, Language(entry.language), entry.topics)
    slugs = {passage.slug for passage in passages}
    wordings, questions, corrections = read_wordings(folder), read_questions(folder), read_corrections(folder)
    _refuse_unknown_slugs(folder, slugs, entry, wordings, questions, corrections)
    return Document(
        id=folder.name,
        language=Language(entry.language),
        tier=Tier(entry.tier),
        programme=entry.programme,
        publisher=_bilingual(entry.publisher),
        address=entry.address,
        date=PrintedDate(_bilingual(entry.date), entry.date.printed),
        title=_bilingual(entry.title),
        own_titles=tuple(Language(code) for code in entry.title.own),
        short=_bilingual(entry.short),
        names=tuple(entry.names),
        blocks=blocks,
        passages=tuple(_completed(passage, wordings, questions) for passage in passages),
        aliases=entry.aliases,
        defects=tuple(Defect(d.passage, d.text, _bilingual(d.note)) for d in entry.defect),
        corrections=tuple(Correction(c.id, c.passage, Bilingual(c.fr, c.en)) for c in corrections),
        digest=folder_digest(folder),
    )


def folder_digest(folder: Path) -> str:
    """SHA-256 over a document's files, names included: what decides whether its part of the index is stale."""
    digest = hashlib.sha256()
    for name in _FILES:
        if (folder / name).exists():
            digest.update(name.encode() + b"\0" + (folder / name).read_bytes() + b"\0")
    return digest.hexdigest()


def _read_blocks(folder: Path, original: Language) -> dict[Language, tuple[Block, ...]]:
    found = {
        language: parse_blocks(folder / f"{language}.md")
        for language in Language
        if (folder / f"{language}.md").exists()
    }
    if original not in found:
        raise CorpusError(folder / f"{original}.md", "the text in the document's own language is missing; restore it")
    return found


def _completed(
    passage: Passage, wordings: Mapping[str, WordingEntry], questions: Mapping[str, QuestionsEntry]
) -> Passage:
    wording, bank = wordings.get(passage.slug), questions.get(passage.slug)
    return replace(
        passage,
        wording=_bilingual(wording) if wording else None,
        completed_by=tuple(wording.completed_by) if wording else (),
        questions={Language.FRENCH: tuple(bank.fr), Language.ENGLISH: tuple(bank.en)} if bank else {},
    )


def _refuse_unknown_slugs(
    folder: Path,
    slugs: set[str],
    entry: CatalogueEntry,
    wordings: Mapping[str, WordingEntry],
    questions: Mapping[str, QuestionsEntry],
    corrections: Sequence[CorrectionEntry],
) -> None:
    named = {
        "document.toml": [*entry.aliases.values(), *(defect.passage for defect in entry.defect)],
        "wording.yaml": [*wordings, *(slug for wording in wordings.values() for slug in wording.completed_by)],
        "corrections.yaml": [correction.passage for correction in corrections],
        "questions.yaml": list(questions),
    }
    for name, used in named.items():
        unknown = sorted(set(used) - slugs)
        if unknown:
            raise CorpusError(folder / name, f"no passage has the id '{unknown[0]}'; see the ids in the .md files")


def _bilingual(words: Words) -> Bilingual:
    return Bilingual(words.fr, words.en)
