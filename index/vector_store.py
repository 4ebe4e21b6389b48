"""A LangChain vector store over FAISS, kept as FAISS's own file plus JSON.

LangChain's own FAISS class went with the archived langchain-community, and pickles its documents.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import faiss
import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from index.vector_lists import marked, new_lists


class _Kept(NamedTuple):
    """A document as it is kept: LangChain's own object takes many times the room, and is made when it is asked for."""

    id: str
    text: str
    metadata: dict[str, Any]

    @property
    def document(self) -> Document:
        return Document(id=self.id, page_content=self.text, metadata=self.metadata)


class FaissStore(VectorStore):
    """Documents found by the inner product of their vectors (of length 1: the cosine) with a question's.

    Every vector is compared; with `lists`, only those of the lists nearest to the question, which suits very many (they
    are made from the first vectors added, so these should be many too).
    """

    def __init__(self, embedding: Embeddings, lists: bool = False) -> None:
        self._embedding, self._lists = embedding, lists
        self._index: Any = None  # made with the first vectors, which tell the dimension
        self._documents: dict[int, _Kept] = {}
        self._numbers: dict[str, int] = {}
        self._next = 0

    @property
    def embeddings(self) -> Embeddings:
        """The embeddings that the store was given."""
        return self._embedding

    def __len__(self) -> int:
        return len(self._documents)

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: Sequence[str | None] | None = None,
        **kwargs: Any,
    ) -> list[str]:
        """Embed and keep texts; a text whose id is known replaces the one that was there. Returns the ids."""
        texts = list(texts)
        vectors = np.array(self._embedding.embed_documents(texts), dtype=np.float32)
        return self.add_vectors(texts, vectors, metadatas, ids)

    def add_vectors(
        self,
        texts: Sequence[str],
        vectors: np.ndarray,
        metadatas: Sequence[dict[str, Any]] | None = None,
        ids: Sequence[str | None] | None = None,
    ) -> list[str]:
        """Keep texts whose vectors (texts, dimension) are known already. Returns the ids."""
        if not len(texts):
            return []
        keys = [given or str(uuid4()) for given in (ids or [None] * len(texts))]
        documents = {
            key: (_Kept(key, text, dict(metadata)), vector)
            for key, text, metadata, vector in zip(keys, texts, metadatas or [{}] * len(texts), vectors, strict=True)
        }  # an id given twice keeps its last text
        self.delete([key for key in keys if key in self._numbers])
        numbers = list(range(self._next, self._next + len(documents)))
        self._next += len(documents)
        if self._index is None:
            self._index = new_lists(vectors) if self._lists else faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        kept = np.ascontiguousarray([vector for _, vector in documents.values()], dtype=np.float32)
        self._index.add_with_ids(kept, np.array(numbers, dtype=np.int64))
        for number, (key, (document, _)) in zip(numbers, documents.items(), strict=True):
            self._documents[number] = document
            self._numbers[key] = number
        return keys

    def delete(self, ids: list[str] | None = None, **kwargs: Any) -> bool | None:
        """Forget documents by id (all of them when `ids` is None); unknown ids are let pass."""
        keys = list(self._numbers) if ids is None else [key for key in ids if key in self._numbers]
        numbers = [self._numbers.pop(key) for key in keys]
        for number in numbers:
            del self._documents[number]
        if numbers and self._index is not None:
            self._index.remove_ids(np.array(numbers, dtype=np.int64))
        return True

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        """The documents with those ids, in order; unknown ids are left out."""
        return [self._documents[self._numbers[key]].document for key in ids if key in self._numbers]

    def similarity_search(self, query: str, k: int = 4, **kwargs: Any) -> list[Document]:
        """The `k` documents nearest to a question, nearest first."""
        return [document for document, _ in self.similarity_search_with_score(query, k)]

    def similarity_search_with_score(self, query: str, k: int = 4, **kwargs: Any) -> list[tuple[Document, float]]:
        """The nearest documents, with their cosine."""
        vector = np.array(self._embedding.embed_query(query), dtype=np.float32)
        return [(self._documents[number].document, score) for number, score in self.nearest(vector, k)]

    def similarity_search_by_vector(self, embedding: list[float], k: int = 4, **kwargs: Any) -> list[Document]:
        """The documents nearest to a vector."""
        return [
            self._documents[number].document for number, _ in self.nearest(np.array(embedding, dtype=np.float32), k)
        ]

    def nearest(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]:
        """Numbers (positions in the order of adding, while nothing was deleted) and cosines, nearest first."""
        if not self._documents or k < 1:
            return []
        scores, numbers = self._index.search(vector.reshape(1, -1), min(k, self._index.ntotal))
        pairs = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        return [(number, score) for number, score in pairs if number >= 0]

    def nearest_among(self, vector: np.ndarray, k: int, wanted: np.ndarray) -> np.ndarray:
        """Numbers of the nearest texts among those that are marked in `wanted` (a mark a number)."""
        found: np.ndarray = self._index.search(vector.reshape(1, -1), k, params=marked(self._index, wanted))[1][0]
        return found[found >= 0]

    def cosines(self, vector: np.ndarray, numbers: np.ndarray) -> np.ndarray:
        """The cosine of a vector with that of each text, by its number."""
        found: np.ndarray = self.vectors(numbers) @ vector
        return found

    def vectors(self, numbers: np.ndarray) -> np.ndarray:
        """The vectors kept under some numbers (numbers, dimension)."""
        found: np.ndarray = self._index.reconstruct_batch(numbers.astype(np.int64))
        return found

    def numbered(self) -> list[tuple[int, Document]]:
        """Every document with its number."""
        return [(number, kept.document) for number, kept in self._documents.items()]

    def vector_of(self, number: int) -> np.ndarray:
        """The vector kept under a number."""
        found: np.ndarray = self._index.reconstruct(number)
        return found

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[str, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **kwargs: Any,
    ) -> "FaissStore":
        """A store that holds those texts."""
        store = cls(embedding)
        store.add_texts(texts, metadatas, ids=ids)
        return store

    def save(self, folder: Path) -> None:
        """Write `vectors.faiss` and `units.json`; numbers are kept."""
        index = self._index if self._index is not None else faiss.IndexIDMap2(faiss.IndexFlatIP(1))
        faiss.write_index(index, str(folder / "vectors.faiss"))
        rows = [
            {"number": number, "id": kept.id, "text": kept.text, "metadata": kept.metadata}
            for number, kept in self._documents.items()
        ]
        (folder / "units.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, embedding: Embeddings) -> "FaissStore":
        """The store that was saved there; raises OSError, RuntimeError or ValueError when a file is damaged."""
        store = cls(embedding)
        rows = json.loads((folder / "units.json").read_text(encoding="utf-8"))
        index = faiss.read_index(str(folder / "vectors.faiss"))
        if index.ntotal != len(rows):
            raise ValueError(f"vectors.faiss holds {index.ntotal} vectors, units.json {len(rows)} texts")
        store._index = index if rows else None
        for row in rows:
            store._documents[row["number"]] = _Kept(row["id"], row["text"], row["metadata"])
            store._numbers[row["id"]] = row["number"]
        store._next = max(store._documents, default=-1) + 1
        return store
