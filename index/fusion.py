"""How the searches are weighed: one probability that a passage answers, and one that the documents answer at all.

Both are logistic regressions, learned when the index is built.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

SIGNALS = (
    "ridge",  # the bank's classifier
    "ridge_margin",  # the same, less the best other passage's
    "nearest",  # the most similar banked text: words, concepts, characters and vectors together
    "nearest_margin",
    "dense",  # the most similar vector alone
    "keywords",  # BM25 over the passage's own words
)
# BM25 finds candidates and helps to refuse; ranking without it is better in French (dev: 92.5 % first, 88.6 % with it).
RANK_SIGNALS = SIGNALS[:-1]
GATE_SIGNALS = (
    *SIGNALS,  # of the best passage
    "rank",  # its probability among the passages
    "outside_ridge",  # how much the classifier takes the question for one of all those that no passage answers
    "outside_theme",  # the same for the likeliest of their themes
    "outside_nearest",  # the most similar of those questions
)


_PENALTY = 1e-3


@dataclass(frozen=True)
class Logistic:
    """A logistic regression over named signals."""

    weights: Mapping[str, float]
    bias: float

    def probability(self, signals: np.ndarray) -> np.ndarray:
        """The probability for each row (rows, signals)."""
        found: np.ndarray = 1 / (1 + np.exp(-(signals @ np.array(list(self.weights.values())) + self.bias)))
        return found


@dataclass(frozen=True)
class Fusion:
    """`rank` weighs the passages of one question; `gate` says whether to answer, when it reaches `floor`."""

    rank: Logistic
    gate: Logistic
    floor: float

    def ranked(self, signals: np.ndarray) -> np.ndarray:
        """The probability of each passage, from its row of SIGNALS."""
        return self.rank.probability(rank_signals(signals))


# For a corpus without a question bank: nothing to learn from, so the nearest text alone speaks.
UNTAUGHT = Fusion(
    rank=Logistic({name: 4.0 if name in ("ridge", "nearest", "dense") else 0.0 for name in RANK_SIGNALS}, -4.0),
    gate=Logistic({name: 8.0 if name == "nearest" else 0.0 for name in GATE_SIGNALS}, -4.0),
    floor=0.5,
)


def fit_logistic(names: Sequence[str], inputs: np.ndarray, labels: np.ndarray, balanced: bool = False) -> Logistic:
    """Logistic regression by Newton's method (iteratively reweighted least squares).

    `balanced`: both labels weigh the same, however many there are of each.
    """
    design = np.column_stack([inputs, np.ones(len(inputs))]).astype(np.float64)
    share = float(np.clip(labels.mean(), 1e-6, 1 - 1e-6)) if balanced else 0.5
    importance = np.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
    weights = np.zeros(design.shape[1])
    for _ in range(60):
        guess = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (importance * (guess - labels)) + _PENALTY * weights
        curvature = (design * (importance * guess * (1 - guess))[:, None]).T @ design + _PENALTY * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return Logistic(dict(zip(names, weights[:-1].tolist(), strict=True)), float(weights[-1]))


def signal_rows(ridge: np.ndarray, nearest: np.ndarray, dense: np.ndarray, keywords: np.ndarray) -> np.ndarray:
    """One row of SIGNALS a passage; `ridge`, `nearest` and `dense` may go on with the outside themes."""
    ridge, nearest, dense = (scores[: len(keywords)] for scores in (ridge, nearest, dense))
    return np.column_stack([ridge, _margin(ridge), nearest, _margin(nearest), dense, keywords]).astype(np.float32)


def rank_signals(signals: np.ndarray) -> np.ndarray:
    """The columns of RANK_SIGNALS, from rows of SIGNALS."""
    found: np.ndarray = signals[:, : len(RANK_SIGNALS)]
    return found


def gate_row(best: np.ndarray, rank: float, ridge: np.ndarray, nearest: np.ndarray) -> np.ndarray:
    """The GATE_SIGNALS of a question: its best passage's signals and probability, and the outside themes' scores."""
    return np.append(best, [rank, ridge.sum(), ridge.max(initial=0.0), nearest.max(initial=0.0)]).astype(np.float32)


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
