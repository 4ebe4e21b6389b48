"""Plainer ways to search, to measure ours against: what finds the right text with none of our parts, or with one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from langchain_core.embeddings import Embeddings

from corpus import Corpus, Document, Language
from evals.cases import Case
from evals.retrieval import DEPTH
from evals.scoring import letters
from index import FaissStore, SearchIndex, stems

CHUNK, OVERLAP = 1000, 200  # characters: what LangChain's own examples use
_BATCH = 32
_NEAR = 4 * DEPTH  # renderings; two of one passage count once


@dataclass(frozen=True)
class Finder:
    """A way to search: the keys that it finds for a case, best first, and those that would be right."""

    find: Callable[[Case], Sequence[str]]
    right: Callable[[Case], frozenset[str]]


def plain_rag(corpus: Corpus, embeddings: Embeddings, progress: Callable[[int, int], None]) -> Finder:
    """Plain LangChain RAG: overlapping chunks of the documents' own words, in their own language, by their vectors.

    A chunk is right when it holds one of the case's gold spans, letters and digits compared.
    """
    chunks = {f"{document.id}#{n}": text for document in corpus.documents for n, text in enumerate(split(document))}
    store, keys = FaissStore(embeddings), list(chunks)
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        store.add_texts([chunks[key] for key in batch], ids=batch)
        progress(min(start + _BATCH, len(keys)), len(keys))
    folded = {key: letters(text) for key, text in chunks.items()}
    return Finder(
        find=lambda case: [str(found.id) for found in store.similarity_search(case.question, DEPTH)],
        right=lambda case: holding(case, folded),
    )


def split(document: Document) -> list[str]:
    """A document's own words, cut as a plain RAG cuts them."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # a development dependency

    text = "\n\n".join(block.text for block in document.blocks[document.language])
    return RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP).split_text(text)


def holding(case: Case, folded: Mapping[str, str]) -> frozenset[str]:
    """The chunks of the case's document that hold one of its gold spans."""
    spans = [letters(span) for span in case.gold]
    ours = {key: text for key, text in folded.items() if key.partition("#")[0] == case.document}
    return frozenset(key for key, text in ours.items() if any(span in text for span in spans))


def keywords_alone(corpus: Corpus, right: Callable[[Case], frozenset[str]]) -> Finder:
    """BM25 over the stems of the passages' renderings: no glossary, no wording, no banked question."""
    passages = corpus.passages
    engine = bm25s.BM25()
    terms = [
        [term for language, rendering in passage.renderings.items() for term in stems(rendering.text, language)]
        for passage in passages
    ]
    engine.index(terms, show_progress=False)

    def find(case: Case) -> list[str]:
        known = [term for term in stems(case.question, Language(case.language)) if term in engine.vocab_dict]
        scores = engine.get_scores(known) if known else np.zeros(len(passages))
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [passages[place].id for place in best if scores[place] > 0]

    return Finder(find, right)


def dense_alone(index: SearchIndex, right: Callable[[Case], frozenset[str]]) -> Finder:
    """The vectors of the passages' renderings, taken from the index: no wording, no banked question."""
    rows = [(number, found) for number, found in index.store.numbered() if found.metadata["origin"] == "text"]
    owners = {str(number): index.corpus.passages[found.metadata["answer"]].id for number, found in rows}
    store = FaissStore(index.embeddings)
    vectors = np.stack([index.store.vector_of(number) for number, _ in rows])
    store.add_vectors([found.page_content for _, found in rows], vectors, ids=list(owners))

    def find(case: Case) -> list[str]:
        nearest = [owners[str(found.id)] for found in store.similarity_search(case.question, _NEAR)]
        return list(dict.fromkeys(nearest))[:DEPTH]

    return Finder(find, right)
