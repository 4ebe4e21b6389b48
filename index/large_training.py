"""Learn from the question bank of a large corpus: linear in its texts, where `training.py` is cubic.

The weights are learned from questions searched as a person's would be, each without itself.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.concepts import Concepts
from index.fusion import candidates, signal_rows
from index.hashed_features import HashedFeatures
from index.keyword_search import KeywordSearch
from index.neighbours import MOST_TEXTS, NeighbourSearch, TextBank
from index.training import CANDIDATES, Lesson, Trained, learn_fusion, sample
from index.units import Unit

if TYPE_CHECKING:
    from index.vector_store import FaissStore

_LESSONS = 1000  # questions of either kind


def train_large(units: Sequence[Unit], store: "FaissStore", concepts: Concepts, keywords: KeywordSearch) -> Trained:
    """The texts' features, and the fusion learned from questions of the bank; `store` holds the units' vectors."""
    bank = make_bank(units, concepts)
    search = NeighbourSearch(bank, store, keywords)
    lessons = [_lesson(number, unit, search) for number, unit in sample(units, _LESSONS, _LESSONS)]
    fusion, figures = learn_fusion(lessons)
    return Trained(bank, fusion, figures)


def make_bank(units: Sequence[Unit], concepts: Concepts) -> TextBank:
    """The units' features, a row a text."""
    from scipy import sparse  # slow to import, and no reply needs it

    texts = [(unit.text, unit.language) for unit in units]
    features, (rows, columns, values) = HashedFeatures.fit(texts, concepts, MOST_TEXTS)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(features.slots)))
    classes = np.array([unit.answer for unit in units], dtype=np.int32)
    return TextBank.of(features, (matrix.data, matrix.indices, matrix.indptr), classes)


def _lesson(number: int, unit: Unit, search: NeighbourSearch) -> Lesson:
    found = search.compare(unit.text, unit.language, search.store.vector_of(number), without=number)
    signals = signal_rows(found.ridge, found.nearest, found.dense, found.keywords)
    chosen, count = candidates(signals, CANDIDATES), len(found.passages)
    return Lesson(unit, signals[chosen], found.passages[chosen], found.ridge[count:], found.nearest[count:])
