"""Search of a large corpus: a question is compared with its likeliest texts only.

Three ways to be among them: a near vector (FAISS), shared features (their columns are read, the commonest left out when
the index was built), and keywords (BM25). Of those texts the similarity is the same as in a small corpus. The ridge is
solved anew for each question, over its few nearest texts alone (local learning, Bottou and Vapnik 1992): far texts
hardly count in the whole ridge either, and the cost no longer depends on how many there are.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus import Language
from index.bank import DENSE_WEIGHT, RIDGE, SPARSE_WEIGHT, sharpen
from index.comparing import Comparison
from index.concepts import Concepts
from index.hashed_features import HashedFeatures
from index.keyword_search import KeywordSearch

if TYPE_CHECKING:
    from index.vector_store import FaissStore

_TEXTS = 200  # taken by vectors, and as many by features
_PASSAGES = 24  # taken by keywords
_POSTINGS = 200_000  # read for one question's keywords
_LOCAL = 64  # nearest texts that the ridge is solved over
_FAR = 0.25  # of the best score; sorting what is below would take longer than all the rest
_FEW = 4000  # texts; where no more are asked for, all of them are compared
_MATRIX = ("data", "indices", "indptr")
MOST_TEXTS = 5000  # a feature that more texts hold is left out
PARAMETERS: dict[str, float] = {
    "neighbours_texts": _TEXTS,
    "neighbours_passages": _PASSAGES,
    "neighbours_postings": _POSTINGS,
    "neighbours_local": _LOCAL,
    "neighbours_far": _FAR,
    "neighbours_most_texts": MOST_TEXTS,
}


@dataclass(frozen=True)
class TextBank:
    """The searched texts' features (a SciPy matrix of a row a text) and their classes; the vectors are FAISS's."""

    features: HashedFeatures
    rows: Any
    classes: np.ndarray  # passages by position, then outside themes; never decreasing

    def similarity(self, text: str, language: Language) -> np.ndarray:
        """The part of every text's similarity to a question that features tell, before its weight."""
        found = np.zeros(len(self.classes), dtype=np.float32)
        by_column = self._columns
        columns, values = self.features.row(text, language)
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            start, end = by_column.indptr[column], by_column.indptr[column + 1]
            found[by_column.indices[start:end]] += value * by_column.data[start:end]
        return found

    def similarities(self, numbers: np.ndarray) -> np.ndarray:
        """The same of some texts with each other (texts, texts)."""
        rows = self.rows[numbers]
        found: np.ndarray = (rows @ rows.T).toarray()
        return found

    @cached_property
    def _columns(self) -> Any:
        return self.rows.tocsc()

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each class's texts start, and at last how many texts there are."""
        return np.searchsorted(self.classes, np.arange(int(self.classes[-1]) + 2))

    def save(self, folder: Path) -> None:
        """Write `texts.npz` (numbers only, no pickle)."""
        np.savez(
            folder / "texts.npz",
            slots=self.features.slots,
            idf=self.features.idf,
            classes=self.classes,
            **{name: getattr(self.rows, name) for name in _MATRIX},
        )

    @classmethod
    def load(cls, folder: Path, concepts: Concepts) -> "TextBank":
        """What was saved there; raises OSError, KeyError or ValueError when the file is damaged."""
        with np.load(folder / "texts.npz", allow_pickle=False) as arrays:
            features = HashedFeatures(arrays["slots"], arrays["idf"], concepts)
            return cls.of(features, tuple(arrays[name] for name in _MATRIX), arrays["classes"])

    @classmethod
    def of(cls, features: HashedFeatures, matrix: tuple[np.ndarray, ...], classes: np.ndarray) -> "TextBank":
        """The bank of a CSR matrix's arrays, its columns made ready."""
        from scipy import sparse  # slow to import, and a small corpus's replies do not need it

        rows = sparse.csr_matrix(matrix, shape=(len(classes), len(features.slots)))
        bank = cls(features, rows, classes)
        _ = bank._columns  # now, so that no question waits for it
        return bank


@dataclass(frozen=True)
class NeighbourSearch:
    """The texts nearest to a question by any of three searches, and the ridge over the nearest of them."""

    bank: TextBank
    store: "FaissStore"
    keywords: KeywordSearch

    def compare(
        self,
        question: str,
        language: Language,
        vector: np.ndarray,
        among: np.ndarray | None = None,
        without: int | None = None,
    ) -> Comparison:
        """Compare a question with its likeliest texts; `without` leaves one text out, to judge by the others."""
        keywords = self.keywords.scores(question, language, _POSTINGS)
        shared = self.bank.similarity(question, language)
        rows = self._likeliest(keywords, shared, vector)
        marks = None if among is None else self._marks(among)
        if among is not None and marks is not None:
            rows = np.union1d(rows, self._likeliest_among(among, marks, keywords, shared, vector))
        if without is not None:
            rows = rows[rows != without]
        cosines = self.store.cosines(vector, rows)
        kernel = sharpen(SPARSE_WEIGHT * shared[rows] + DENSE_WEIGHT * cosines)
        classes = self.bank.classes[rows]
        starts = np.flatnonzero(np.diff(classes, prepend=-1))
        found = classes[starts]
        passages = found[found < len(keywords)]
        return Comparison(
            passages=passages,
            ridge=np.add.reduceat(self._ridge(rows, kernel, marks), starts),
            nearest=np.maximum.reduceat(kernel, starts),
            dense=np.maximum.reduceat(cosines, starts),
            keywords=keywords[passages],
            rows=rows,
            classes=classes,
            kernel=kernel,
        )

    def _ridge(self, rows: np.ndarray, kernel: np.ndarray, marks: np.ndarray | None) -> np.ndarray:
        """How much each of those texts speaks for its class: 0 for all but the nearest (and the nearest marked)."""
        chosen = np.sort(np.argsort(-kernel)[:_LOCAL])
        if marks is not None:
            wanted = np.flatnonzero(marks[rows])
            chosen = np.union1d(chosen, wanted[np.argsort(-kernel[wanted])[:_LOCAL]])
        vectors = self.store.vectors(rows[chosen])
        similarity = SPARSE_WEIGHT * self.bank.similarities(rows[chosen]) + DENSE_WEIGHT * (vectors @ vectors.T)
        found = np.zeros(len(rows), dtype=np.float32)
        found[chosen] = np.linalg.solve(sharpen(similarity) + RIDGE * np.eye(len(chosen)), kernel[chosen])
        return found

    def _likeliest(self, keywords: np.ndarray, shared: np.ndarray, vector: np.ndarray) -> np.ndarray:
        near = np.array([number for number, _ in self.store.nearest(vector, _TEXTS)], dtype=np.int64)
        return np.unique(np.concatenate([near, _best(shared, _TEXTS), *self._texts_of(_best(keywords, _PASSAGES))]))

    def _likeliest_among(
        self, among: np.ndarray, marks: np.ndarray, keywords: np.ndarray, shared: np.ndarray, vector: np.ndarray
    ) -> np.ndarray:
        rows = np.flatnonzero(marks)
        if len(rows) <= _FEW:
            return rows
        near = self.store.nearest_among(vector, _TEXTS, marks)
        passages = np.flatnonzero(among)
        best = passages[_best(keywords[passages], _PASSAGES)]
        return np.unique(np.concatenate([near, rows[_best(shared[rows], _TEXTS)], *self._texts_of(best)]))

    def _marks(self, among: np.ndarray) -> np.ndarray:
        """A mark for each text, from one for each passage; outside questions have none."""
        wanted = np.zeros(len(self.bank.starts) - 1, dtype=bool)
        wanted[: len(among)] = among
        marks: np.ndarray = wanted[self.bank.classes]
        return marks

    def _texts_of(self, passages: np.ndarray) -> list[np.ndarray]:
        starts = self.bank.starts
        return [np.arange(starts[passage], starts[passage + 1]) for passage in passages]


def _best(scores: np.ndarray, count: int) -> np.ndarray:
    """The places of the highest scores, without order: at most `count`, and none that is far below the best."""
    near = np.flatnonzero(scores >= _FAR * scores.max(initial=0.0))
    if len(near) <= count:
        return near
    found: np.ndarray = near[np.argpartition(-scores[near], count)[:count]]
    return found
