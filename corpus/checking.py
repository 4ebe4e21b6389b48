"""Everything that `wil corpus check` looks at, document by document."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.alignment import check_alignment, check_wordings
from corpus.catalogue import CatalogueEntry, read_catalogue_entry
from corpus.document import CorpusError, Document
from corpus.fidelity import check_fidelity, only_letters, source_stream
from corpus.language import Language
from corpus.loading import CORPUS_FOLDER, load_document
from corpus.particulars import fold


@dataclass(frozen=True)
class DocumentReport:
    """What was found in one document; shares are between 0 and 1."""

    id: str
    kept: float
    left_out: int
    passages: int
    worded: int
    questions: int
    translated: float
    errors: tuple[CorpusError, ...]


def check_corpus(folder: Path = CORPUS_FOLDER, only: Sequence[str] = ()) -> list[DocumentReport]:
    """A report on each document (or on those named in `only`); raises CorpusError where one cannot be read at all."""
    documents = folder / "documents"
    if not documents.is_dir():
        raise CorpusError(documents, "there is no such folder; give the folder that holds documents/")
    for id in only:
        if not (documents / id).is_dir():
            known = ", ".join(sorted(path.name for path in documents.iterdir() if path.is_dir()))
            raise CorpusError(documents, f"there is no document '{id}'; there are: {known}")
    folders = sorted(path for path in documents.iterdir() if path.is_dir() and (not only or path.name in only))
    return [_check_document(path) for path in folders]


def _check_document(folder: Path) -> DocumentReport:
    entry, document = read_catalogue_entry(folder), load_document(folder)
    total = len(source_stream(folder).text)
    left_out = sum(len(only_letters(span.text)) * span.occurrences for span in entry.left_out)
    blocks = document.blocks[document.language]
    return DocumentReport(
        id=document.id,
        kept=1 - left_out / total if total else 0.0,
        left_out=sum(span.occurrences for span in entry.left_out),
        passages=len(document.passages),
        worded=sum(passage.wording is not None for passage in document.passages),
        questions=sum(len(found) for passage in document.passages for found in passage.questions.values()),
        translated=len(document.blocks.get(document.language.other, ())) / len(blocks),
        errors=(
            *check_fidelity(folder, entry, blocks),
            *check_alignment(folder, document),
            *check_wordings(folder, document),
            *_check_bank(folder, document),
            *_check_topics(folder, entry, document),
        ),
    )


def _check_bank(folder: Path, document: Document) -> list[CorpusError]:
    """The same question under two passages teaches the search nothing but doubt."""
    seen: dict[str, str] = {}
    errors = []
    for passage in document.passages:
        for question in (q for language in Language for q in passage.questions.get(language, ())):
            key = fold(question).strip(" ?!.")
            if not key:
                errors.append(CorpusError(folder / "questions.yaml", f"{passage.slug}: holds an empty question"))
            elif seen.setdefault(key, passage.slug) != passage.slug:
                reason = f"« {question} » stands under both '{seen[key]}' and '{passage.slug}'; keep one"
                errors.append(CorpusError(folder / "questions.yaml", reason))
    return errors


def _check_topics(folder: Path, entry: CatalogueEntry, document: Document) -> list[CorpusError]:
    slugs = {block.slug for block in document.blocks[document.language]}
    return [
        CorpusError(folder / "document.toml", f"[topics] names '{slug}', which is no block of the document")
        for slug in entry.topics
        if slug not in slugs
    ]
