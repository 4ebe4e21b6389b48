"""Ours, less one part: each a pure change to the corpus, and the index built anew from it."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from assistant import Assistant
from corpus import Corpus, Document, Passage
from index import LiveIndex, Progress, build_index


def without_bank(corpus: Corpus) -> Corpus:
    """No banked question, and none of those that teach what is outside: nothing is learned."""
    return replace(_with_passages(corpus, lambda passage, _: replace(passage, questions={})), outside=())


def without_glossary(corpus: Corpus) -> Corpus:
    """No program terms with their everyday synonyms."""
    return replace(corpus, glossary=())


def without_other_language(corpus: Corpus) -> Corpus:
    """Each passage in its document's own language alone: no translation, no plain wording; the bank stays."""

    def own(passage: Passage, document: Document) -> Passage:
        return replace(passage, renderings={document.language: passage.renderings[document.language]}, wording=None)

    return _with_passages(corpus, own)


ABLATIONS: Mapping[str, Callable[[Corpus], Corpus]] = {
    "without_bank": without_bank,
    "without_glossary": without_glossary,
    "without_other_language": without_other_language,
}


def rebuilt(assistant: Assistant, corpus: Corpus, folder: Path, progress: Progress) -> Assistant:
    """The same assistant over another corpus, its index built in `folder`.

    The index in use is copied there first, so that no vector of a text that stays is computed again.
    """
    settings = assistant.settings
    shutil.copytree(settings.index_folder, folder)
    # Forced: the documents' digests are those of their files, and the change is in none of them.
    build_index(corpus, folder, settings.embedder_cache, settings.embedder, progress, force=True)
    return Assistant(settings, LiveIndex(folder, settings.embedder_cache, settings.embedder), assistant.store)


def _with_passages(corpus: Corpus, change: Callable[[Passage, Document], Passage]) -> Corpus:
    documents = tuple(
        replace(document, passages=tuple(change(passage, document) for passage in document.passages))
        for document in corpus.documents
    )
    return replace(corpus, documents=documents)
