"""Plainer programs to measure beside: the bare embedders, and the retrieval of a plain LangChain RAG."""

from collections.abc import Callable
from typing import Any

from langchain_core.embeddings import Embeddings

from corpus import Corpus
from evals.baselines import split
from index import EmbedderSettings, FaissStore, load_sentence_transformer

_FOUND = 4  # chunks: LangChain's default


def bare_sentence_transformer(settings: EmbedderSettings) -> Callable[[str], object]:
    """`SentenceTransformer.encode` of one question, with the settings' threads; raises EmbedderError."""
    model: Any = load_sentence_transformer(settings)

    def encode(question: str) -> object:
        return model.encode(question, show_progress_bar=False)

    return encode


def plain_retrieval(corpus: Corpus, embeddings: Embeddings) -> Callable[[str], object]:
    """Overlapping chunks of the documents' own words, found by their vectors."""
    store = FaissStore.from_texts([chunk for found in corpus.documents for chunk in split(found)], embeddings)

    def find(question: str) -> object:
        return store.similarity_search(question, _FOUND)

    return find
