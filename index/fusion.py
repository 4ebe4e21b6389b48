"""How the searches are weighed into one probability that a passage answers a question: logistic regression."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

SIGNALS = (
    "ridge",  # the bank's classifier
    "ridge_margin",  # the same, less the best other passage's
    "nearest",  # the most similar banked text: words, concepts, characters and vectors together
    "nearest_margin",
    "dense",  # the most similar vector alone
    "keywords",  # BM25 over the passage's own words
    "outside",  # how much the question looks like those that no passage answers
)


@dataclass(frozen=True)
class Fusion:
    """Weights of the signals, learned when the index was built, and the floor below which nothing is answered."""

    weights: Mapping[str, float]
    bias: float
    floor: float

    def probability(self, signals: np.ndarray) -> np.ndarray:
        """The probability for each row of signals (rows, len(SIGNALS))."""
        weights = np.array([self.weights[name] for name in SIGNALS])
        found: np.ndarray = 1 / (1 + np.exp(-(signals @ weights + self.bias)))
        return found


def signal_rows(ridge: np.ndarray, nearest: np.ndarray, dense: np.ndarray, keywords: np.ndarray) -> np.ndarray:
    """One row of signals a passage; `ridge`, `nearest` and `dense` carry the outside class in their last place."""
    return np.column_stack(
        [
            ridge[:-1],
            _margin(ridge[:-1]),
            nearest[:-1],
            _margin(nearest[:-1]),
            dense[:-1],
            keywords,
            np.full(len(keywords), max(ridge[-1], 0.0) + nearest[-1] - float(nearest[:-1].max(initial=0.0))),
        ]
    ).astype(np.float32)


def _margin(scores: np.ndarray) -> np.ndarray:
    """Each score less the best of the others.

    >>> _margin(np.array([3.0, 1.0, 2.0])).tolist()
    [1.0, -2.0, -1.0]
    """
    if len(scores) < 2:
        return scores.copy()
    first, second = np.partition(scores, -2)[-1], np.partition(scores, -2)[-2]
    result: np.ndarray = scores - np.where(scores == first, second, first)
    return result


def candidates(signals: np.ndarray, limit: int) -> np.ndarray:
    """The positions of the passages that are best by any of the searches, without order."""
    best: set[int] = set()
    for name in ("ridge", "nearest", "dense", "keywords"):
        column = signals[:, SIGNALS.index(name)]
        count = min(max(limit // 3, 1), len(column))
        best.update(np.argpartition(-column, count - 1)[:count].tolist())
    return np.array(sorted(best), dtype=np.int64)
