"""Sparse features of a text: stems and pairs of stems, glossary concepts, and character pieces, weighted by TF-IDF.

Each of the two blocks (words, characters) has length 1 before its weight, so that the product of two rows is a
weighted sum of two cosines.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from corpus import Language
from index.concepts import Concepts
from index.tokenising import character_grams, stems

_CONCEPT_WEIGHT = 1.5  # a programme term says more than the word that happens to stand for it
_VOCABULARY = "vocabulary.json"
BLOCK_WEIGHTS = {"words": 0.35, "characters": 0.65}


Blocks = dict[str, dict[str, float]]
"""Of each block, its features' names and weights."""
Rows = tuple[np.ndarray, np.ndarray, np.ndarray]
"""The arrays of a CSR matrix: values, columns, and where each row starts."""


@dataclass(frozen=True)
class Features:
    """The vocabulary with its inverse document frequencies, and what turns a text into a row."""

    vocabulary: Mapping[str, int]
    idf: np.ndarray
    concepts: Concepts

    @classmethod
    def fit(cls, texts: Sequence[tuple[str, Language]], concepts: Concepts) -> tuple["Features", Rows]:
        """Learn the vocabulary from texts; a feature seen once only is left out. Returns the texts' rows too."""
        counts: Counter[str] = Counter()
        blocks = [text_blocks(text, language, concepts) for text, language in texts]
        for found in blocks:
            counts.update({name for block in found.values() for name in block})
        kept = sorted(name for name, count in counts.items() if count > 1)
        idf = np.array([math.log((1 + len(texts)) / (1 + counts[name])) + 1 for name in kept], dtype=np.float32)
        features = cls({name: column for column, name in enumerate(kept)}, idf, concepts)
        return features, _csr([features._weigh(found) for found in blocks])

    def save_vocabulary(self, folder: Path) -> None:
        """Write `vocabulary.json`, the features' names by column; the frequencies are for the caller to keep."""
        names = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        (folder / _VOCABULARY).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    def row(self, text: str, language: Language) -> tuple[np.ndarray, np.ndarray]:
        """Columns and values of a text's row."""
        return self._weigh(text_blocks(text, language, self.concepts))

    def _weigh(self, blocks: Blocks) -> tuple[np.ndarray, np.ndarray]:
        columns: list[int] = []
        values: list[float] = []
        for block, names in blocks.items():
            known = {self.vocabulary[name]: weight for name, weight in names.items() if name in self.vocabulary}
            weighted = {column: weight * float(self.idf[column]) for column, weight in known.items()}
            norm = math.sqrt(sum(value * value for value in weighted.values())) or 1.0
            scale = math.sqrt(BLOCK_WEIGHTS[block]) / norm
            columns.extend(weighted)
            values.extend(value * scale for value in weighted.values())
        return np.array(columns, dtype=np.int32), np.array(values, dtype=np.float32)


def load_vocabulary(folder: Path) -> dict[str, int]:
    """The features' columns as they were saved there; raises OSError or ValueError when the file is damaged."""
    names = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
    return {name: column for column, name in enumerate(names)}


def _csr(rows: Sequence[tuple[np.ndarray, np.ndarray]]) -> Rows:
    """Rows of columns and values as the arrays of a CSR matrix."""
    starts = np.cumsum([0] + [len(columns) for columns, _ in rows])
    columns = np.concatenate([columns for columns, _ in rows]) if rows else np.array([], dtype=np.int32)
    values = np.concatenate([values for _, values in rows]) if rows else np.array([], dtype=np.float32)
    return values, columns, starts


def text_blocks(text: str, language: Language, concepts: Concepts) -> Blocks:
    """The features of a text, before they are weighted by how rare they are."""
    words = stems(text, language)
    counted = Counter([f"w:{word}" for word in words] + [f"b:{left} {right}" for left, right in pairwise(words)])
    weighted = {name: 1 + math.log(count) for name, count in counted.items()}
    weighted.update({f"c:{concept}": _CONCEPT_WEIGHT for concept in concepts.find(text)})
    grams = {f"g:{gram}": 1 + math.log(count) for gram, count in Counter(character_grams(text)).items()}
    return {"words": weighted, "characters": grams}
