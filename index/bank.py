"""The question bank as a classifier: kernel ridge regression, a passage a class (the bank is training data).

Each language has a classifier of its own: questions of one hardly help to tell those of the other apart (DECISIONS
§32), and two halves cost a quarter to learn and half to ask. Questions that no passage answers teach too: each of
their themes is a class of its own.

The similarity s of two texts is the weighted sum of their cosines over words and concepts, over character pieces (both
in `features.py`) and over vectors; the kernel is exp(γ(s − 1)), a Gaussian one on vectors of length 1. With K the
kernel over the bank and Y one column a class (1 for the class of the row, 0 else), the weights are (K + λI)⁻¹Y
(Saunders, Gammerman and Vovk 1998; Rifkin, Yeo and Poggio 2003).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus import Language
from index.concepts import Concepts
from index.features import Features, load_vocabulary

SPARSE_WEIGHT, DENSE_WEIGHT = 0.6, 0.4
GAMMA = 2.0
RIDGE = 0.3
_LIKELIEST = 64  # passages that are scored for a question
_FOLDER = "bank"
_IDF = "idf.npy"
_ARRAYS = ("column_starts", "column_rows", "column_values", "vectors", "numbers", "classes", "weights")


@dataclass(frozen=True)
class Bank:
    """One language's rows (in columns: a sparse column is read at once), vectors, classes and ridge weights."""

    features: Features
    column_starts: np.ndarray  # (features + 1,)
    column_rows: np.ndarray  # rows that hold each feature, column after column
    column_values: np.ndarray
    vectors: np.ndarray  # (rows, dimension)
    numbers: np.ndarray  # (rows,): each row's place among all the searched texts
    classes: np.ndarray  # (rows,): passages by position, then outside themes; never decreasing
    weights: np.ndarray  # (classes, rows); a class may have no row

    def cosines(self, vector: np.ndarray) -> np.ndarray:
        """The cosine of a question's vector with that of every row."""
        found: np.ndarray = self.vectors @ vector
        return found

    def kernel(self, text: str, language: Language, cosines: np.ndarray) -> np.ndarray:
        """The kernel of a question with every row of the bank, between 0 and 1."""
        return sharpen(DENSE_WEIGHT * cosines + SPARSE_WEIGHT * self._in_common(text, language))

    def _in_common(self, text: str, language: Language) -> np.ndarray:
        """The product of a question's sparse features with those of every row."""
        columns, values = self.features.row(text, language)
        if not len(columns):
            return np.zeros(len(self.classes), dtype=np.float32)
        spans = [slice(self.column_starts[column], self.column_starts[column + 1]) for column in columns]
        rows = np.concatenate([self.column_rows[span] for span in spans])
        held = np.concatenate([value * self.column_values[span] for span, value in zip(spans, values, strict=True)])
        return np.bincount(rows, weights=held, minlength=len(self.classes)).astype(np.float32)

    def class_scores(self, kernel: np.ndarray, nearest: np.ndarray) -> np.ndarray:
        """The ridge scores, about 1 where the bank is sure; `nearest`: the similarity of each passage's nearest row.

        Passages whose nearest rows are far get 0, since theirs is about 0: to read their weights would only take time.
        """
        found = np.zeros(len(self.weights), dtype=np.float32)
        for number in likeliest(nearest):
            found[number] = self.weights[number] @ kernel
        found[len(nearest) :] = self.weights[len(nearest) :] @ kernel  # the themes that no passage answers
        return found

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each class's rows start."""
        return np.flatnonzero(np.diff(self.classes, prepend=self.classes[0] - 1))

    def nearest(self, similarity: np.ndarray) -> np.ndarray:
        """The similarity (kernel or cosine) of the nearest row of every class; 0 for a class without rows."""
        best = np.zeros(len(self.weights), dtype=np.float32)
        best[self.classes[self.starts]] = np.maximum.reduceat(similarity, self.starts)
        return best

    def save(self, folder: Path) -> None:
        """Write a `.npy` file an array (numbers only, no pickle) and `vocabulary.json`."""
        folder.mkdir(parents=True)
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        np.save(folder / _IDF, self.features.idf, allow_pickle=False)
        self.features.save_vocabulary(folder)

    @classmethod
    def load(cls, folder: Path, concepts: Concepts) -> "Bank":
        """The bank that was saved there; raises OSError or ValueError when a file is damaged.

        The arrays stay in their files and are mapped into memory: nothing is copied, and processes share them.
        """
        parts = {name: _mapped(folder / f"{name}.npy") for name in _ARRAYS}
        features = Features(load_vocabulary(folder), _mapped(folder / _IDF), concepts)
        return cls(features=features, **parts)


def _mapped(path: Path) -> np.ndarray:
    """A file's array as a plain one, whose pages are read when they are used."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


@dataclass(frozen=True)
class Banks:
    """The bank of each language that has texts."""

    by_language: Mapping[Language, Bank]

    def of(self, language: Language) -> Bank:
        """The bank for a question in that language; where it has no text, the other's."""
        return self.by_language.get(language) or self.by_language[language.other]

    def save(self, build: Path) -> None:
        """Write each bank in a folder of its own."""
        for language, bank in self.by_language.items():
            bank.save(build / _FOLDER / language)

    @classmethod
    def load(cls, build: Path, concepts: Concepts) -> "Banks":
        """The banks that were saved there; raises OSError or ValueError when a file is damaged."""
        held = [language for language in Language if (build / _FOLDER / language).is_dir()]
        if not held:
            raise ValueError(f"{build / _FOLDER} holds no bank")
        return cls({language: Bank.load(build / _FOLDER / language, concepts) for language in held})


def likeliest(nearest: np.ndarray) -> np.ndarray:
    """The passages whose nearest rows are most similar, without order."""
    count = min(_LIKELIEST, len(nearest))
    found: np.ndarray = np.argpartition(-nearest, count - 1)[:count]
    return found


def sharpen(similarity: np.ndarray) -> np.ndarray:
    """The kernel of a similarity: near 1 for the same question, small for one that shares only common words."""
    found: np.ndarray = np.exp(GAMMA * (similarity - 1))
    return found
