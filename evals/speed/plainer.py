"""Plainer programs to measure beside: the bare embedders, and the retrieval of a plain LangChain RAG."""

from collections.abc import Callable
from typing import Any

from langchain_core.embeddings import Embeddings

from corpus import Corpus
from index import EmbedderSettings, FaissStore, load_sentence_transformer

_CHUNK, _OVERLAP = 1000, 200  # characters: what LangChain's own examples use
_FOUND = 4  # chunks: LangChain's default


def bare_sentence_transformer(settings: EmbedderSettings) -> Callable[[str], object]:
    """`SentenceTransformer.encode` of one question, with the settings' threads; raises EmbedderError."""
    model: Any = load_sentence_transformer(settings)

    def encode(question: str) -> object:
        return model.encode(question, show_progress_bar=False)

    return encode


def plain_retrieval(corpus: Corpus, embeddings: Embeddings) -> Callable[[str], object]:
    """Overlapping chunks of the documents' own words, found by their vectors."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # a development dependency

    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=_OVERLAP)
    texts = ["\n\n".join(block.text for block in found.blocks[found.language]) for found in corpus.documents]
    store = FaissStore.from_texts([chunk for text in texts for chunk in splitter.split_text(text)], embeddings)

    def find(question: str) -> object:
        return store.similarity_search(question, _FOUND)

    return find
