"""Search of a large corpus: a question is compared with its likeliest texts only, and they vote for their passages.

Three ways to be among them: a near vector (FAISS), shared features (their columns are read, the commonest left out when
the index was built), and keywords (BM25). Of those texts the similarity is the same as in a small corpus. The vote
stands in the place of the ridge score: each class's share of the kernels (Nadaraya 1964, Watson 1964), sharpened.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus import Language
from index.bank import DENSE_WEIGHT, SPARSE_WEIGHT, sharpen
from index.comparing import Comparison
from index.concepts import Concepts
from index.hashed_features import HashedFeatures
from index.keyword_search import KeywordSearch
from index.vector_store import FaissStore

_TEXTS = 200  # taken by vectors, and as many by features
_PASSAGES = 24  # taken by keywords
_POSTINGS = 200_000  # read for one question's keywords
_SHARPNESS = 5.0  # of the vote, an exponent of the kernel
_DOUBT = 0.05  # a vote's part that is nobody's: a question that is like no text gives no passage a high share
_FEW = 4000  # texts; where no more are asked for, all of them are compared
MOST_TEXTS = 5000  # a feature that more texts hold is left out
PARAMETERS: dict[str, float] = {
    "neighbours_texts": _TEXTS,
    "neighbours_passages": _PASSAGES,
    "neighbours_postings": _POSTINGS,
    "neighbours_sharpness": _SHARPNESS,
    "neighbours_doubt": _DOUBT,
    "neighbours_most_texts": MOST_TEXTS,
}
_ARRAYS = ("column_starts", "column_rows", "column_values", "classes")


@dataclass(frozen=True)
class TextBank:
    """The searched texts' features, column after column, and their classes; the vectors are FAISS's."""

    features: HashedFeatures
    column_starts: np.ndarray  # (features + 1,)
    column_rows: np.ndarray
    column_values: np.ndarray
    classes: np.ndarray  # (rows,): passages by position, then outside themes; never decreasing

    def similarity(self, text: str, language: Language) -> np.ndarray:
        """The part of every text's similarity to a question that features tell, before its weight."""
        found = np.zeros(len(self.classes), dtype=np.float32)
        columns, values = self.features.row(text, language)
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            start, end = self.column_starts[column], self.column_starts[column + 1]
            found[self.column_rows[start:end]] += value * self.column_values[start:end]
        return found

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each class's texts start, and at last how many texts there are."""
        return np.searchsorted(self.classes, np.arange(int(self.classes[-1]) + 2))

    def save(self, folder: Path) -> None:
        """Write `texts.npz` (numbers only, no pickle)."""
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        np.savez(folder / "texts.npz", slots=self.features.slots, idf=self.features.idf, **arrays)

    @classmethod
    def load(cls, folder: Path, concepts: Concepts) -> "TextBank":
        """What was saved there; raises OSError, KeyError or ValueError when the file is damaged."""
        with np.load(folder / "texts.npz", allow_pickle=False) as arrays:
            features = HashedFeatures(arrays["slots"], arrays["idf"], concepts)
            return cls(features, *(arrays[name] for name in _ARRAYS))


@dataclass(frozen=True)
class NeighbourSearch:
    """The texts nearest to a question by any of three searches, and their vote."""

    bank: TextBank
    store: FaissStore
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
        if among is not None:
            rows = np.union1d(rows, self._likeliest_among(among, keywords, shared, vector))
        if without is not None:
            rows = rows[rows != without]
        cosines = self.store.cosines(vector, rows)
        kernel = sharpen(SPARSE_WEIGHT * shared[rows] + DENSE_WEIGHT * cosines)
        classes = self.bank.classes[rows]
        starts = np.flatnonzero(np.diff(classes, prepend=-1))
        found = classes[starts]
        passages = found[found < len(keywords)]
        votes = kernel**_SHARPNESS
        return Comparison(
            passages=passages,
            ridge=np.add.reduceat(votes, starts) / (votes.sum() + _DOUBT),
            nearest=np.maximum.reduceat(kernel, starts),
            dense=np.maximum.reduceat(cosines, starts),
            keywords=keywords[passages],
            rows=rows,
            classes=classes,
            kernel=kernel,
        )

    def _likeliest(self, keywords: np.ndarray, shared: np.ndarray, vector: np.ndarray) -> np.ndarray:
        near = np.array([number for number, _ in self.store.nearest(vector, _TEXTS)], dtype=np.int64)
        return np.unique(np.concatenate([near, _best(shared, _TEXTS), *self._texts_of(_best(keywords, _PASSAGES))]))

    def _likeliest_among(
        self, among: np.ndarray, keywords: np.ndarray, shared: np.ndarray, vector: np.ndarray
    ) -> np.ndarray:
        wanted = np.zeros(len(self.bank.starts) - 1, dtype=bool)
        wanted[: len(among)] = among
        marks = wanted[self.bank.classes]
        rows = np.flatnonzero(marks)
        if len(rows) <= _FEW:
            return rows
        near = self.store.nearest_among(vector, _TEXTS, marks)
        passages = np.flatnonzero(among)
        best = passages[_best(keywords[passages], _PASSAGES)]
        return np.unique(np.concatenate([near, rows[_best(shared[rows], _TEXTS)], *self._texts_of(best)]))

    def _texts_of(self, passages: np.ndarray) -> list[np.ndarray]:
        starts = self.bank.starts
        return [np.arange(starts[passage], starts[passage + 1]) for passage in passages]


def _best(scores: np.ndarray, count: int) -> np.ndarray:
    """The places of the highest scores, without order."""
    if len(scores) <= count:
        return np.arange(len(scores))
    found: np.ndarray = np.argpartition(-scores, count)[:count]
    return found
