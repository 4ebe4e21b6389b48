"""Sparse features of a large corpus: the same as a small one's, their names hashed, so that no vocabulary is kept.

A name's slot is its CRC-32, cut to 21 bits; the few names that share one count as one (Weinberger and others 2009).
A feature that very many texts hold says little and costs much, so it is left out, as is one that a single text holds.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np

from corpus import Language
from index.concepts import Concepts
from index.features import BLOCK_WEIGHTS, Blocks, text_blocks

_SLOTS = 1 << 21
_BATCH = 4096
_BLOCKS = tuple(BLOCK_WEIGHTS)


@dataclass(frozen=True)
class HashedFeatures:
    """The slots of the features that are kept, a column each, in order; and their inverse document frequencies."""

    slots: np.ndarray
    idf: np.ndarray
    concepts: Concepts

    def row(self, text: str, language: Language) -> tuple[np.ndarray, np.ndarray]:
        """Columns and values of a text's row."""
        rows = _Rows.of([text_blocks(text, language, self.concepts)])
        return rows.weighed(self._columns, self.idf)[1:]

    @cached_property
    def _columns(self) -> np.ndarray:
        """Each slot's column, -1 where the feature is left out."""
        columns = np.full(_SLOTS, -1, dtype=np.int32)
        columns[self.slots] = np.arange(len(self.slots), dtype=np.int32)
        return columns

    @classmethod
    def fit(
        cls, texts: Sequence[tuple[str, Language]], concepts: Concepts, most: int
    ) -> tuple["HashedFeatures", tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Learn which features to keep: those of at least two texts and at most `most`.

        Returns the texts' rows too: each value's row, column and value.
        """
        parts = [
            _Rows.of(text_blocks(text, language, concepts) for text, language in texts[start : start + _BATCH])
            for start in range(0, len(texts), _BATCH)
        ]
        counts = sum((np.bincount(part.slots, minlength=_SLOTS) for part in parts), np.zeros(_SLOTS, dtype=np.int64))
        slots = np.flatnonzero((counts > 1) & (counts <= most)).astype(np.int32)
        idf = (np.log((1 + len(texts)) / (1 + counts[slots])) + 1).astype(np.float32)
        features = cls(slots, idf, concepts)
        weighed = [part.weighed(features._columns, idf) for part in parts]  # part by part: all at once takes gigabytes
        rows = [found[0] + number * _BATCH for number, found in enumerate(weighed)]
        return features, (
            np.concatenate(rows),
            np.concatenate([found[1] for found in weighed]),
            np.concatenate([found[2] for found in weighed]),
        )


@dataclass(frozen=True)
class _Rows:
    """Features of some texts one after another: text, block, slot and weight of each."""

    texts: np.ndarray
    blocks: np.ndarray
    slots: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(cls, found: Iterable[Blocks]) -> "_Rows":
        texts: list[np.ndarray] = []
        kinds: list[np.ndarray] = []
        slots: list[int] = []
        weights: list[float] = []
        for number, given in enumerate(found):
            for kind, names in ((_BLOCKS.index(block), names) for block, names in given.items()):
                texts.append(np.full(len(names), number, dtype=np.int32))
                kinds.append(np.full(len(names), kind, dtype=np.int8))
                slots.extend(crc32(name.encode()) & (_SLOTS - 1) for name in names)
                weights.extend(names.values())
        return cls(
            np.concatenate(texts), np.concatenate(kinds), np.array(slots, dtype=np.int32), np.array(weights, np.float32)
        )

    def weighed(self, columns: np.ndarray, idf: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Row, column and value of each feature that is kept; a text's block has length 1 before its weight."""
        found = columns[self.slots]
        kept = found >= 0
        texts, found = self.texts[kept], found[kept]
        values = self.weights[kept] * idf[found]
        groups = texts.astype(np.int64) * len(_BLOCKS) + self.blocks[kept]
        norms = np.sqrt(np.bincount(groups, values * values))
        scales = np.array([math.sqrt(weight) for weight in BLOCK_WEIGHTS.values()])
        scaled = values * (scales[self.blocks[kept]] / np.maximum(norms[groups], 1e-9))
        return texts, found, scaled.astype(np.float32)
