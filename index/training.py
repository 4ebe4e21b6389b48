"""Learn from the question bank, when the index is built: the classifier, how the searches are weighed, and the floor.

All is judged leave-one-out: each banked question is scored as if it were not in the bank. For kernel ridge regression
that has a closed form (Rifkin and Lippert 2007): with G = (K + λI)⁻¹ and weights c = GY, the score of row i without
row i is y_i − c_i / G_ii.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse

from corpus import Language
from index.bank import DENSE_WEIGHT, OUTSIDE, SPARSE_WEIGHT, Bank
from index.concepts import Concepts
from index.features import Features
from index.fusion import SIGNALS, Fusion, candidates, signal_rows
from index.keyword_search import KeywordSearch
from index.units import Origin, Unit

_RIDGE = 0.25
_CANDIDATES = 12  # passages a question that the weights are learned on
_STEPS, _PENALTY = 60, 1e-3


@dataclass(frozen=True)
class Trained:
    """What was learned, and how well it does on the bank, leave-one-out (shares between 0 and 1)."""

    bank: Bank
    fusion: Fusion
    figures: dict[str, float]


def train(
    units: Sequence[Unit], vectors: np.ndarray, passages: int, concepts: Concepts, keywords: KeywordSearch
) -> Trained:
    """The classifier over the units' texts, and the fusion learned from its leave-one-out scores."""
    texts = [(unit.text, unit.language) for unit in units]
    features = Features.fit(texts, concepts)
    values, columns, starts = features.rows(texts)
    rows = sparse.csr_matrix((values, columns, starts), shape=(len(texts), len(features.vocabulary)))
    classes = np.array([unit.passage for unit in units], dtype=np.int32)
    kernel = SPARSE_WEIGHT * (rows @ rows.T).toarray() + DENSE_WEIGHT * (vectors @ vectors.T)
    targets = np.zeros((len(units), passages + 1), dtype=np.float32)
    targets[np.arange(len(units)), classes] = 1.0
    inverse = _inverse(kernel.astype(np.float32))
    weights = inverse @ targets
    by_column = rows.tocsc()
    bank = Bank(
        features=features,
        column_starts=by_column.indptr,
        column_rows=by_column.indices,
        column_values=by_column.data,
        vectors=vectors,
        classes=classes,
        weights=weights,
    )
    left_out = targets - weights / np.diag(inverse)[:, None]
    fusion, figures = _learn_fusion(units, bank, kernel, left_out, keywords)
    return Trained(bank, fusion, figures)


def _inverse(kernel: np.ndarray) -> np.ndarray:
    """(K + λI)⁻¹, by Cholesky."""
    kernel[np.diag_indices_from(kernel)] += _RIDGE
    factor = linalg.cho_factor(kernel, lower=True, overwrite_a=False)
    result: np.ndarray = linalg.cho_solve(factor, np.eye(len(kernel), dtype=np.float32))
    kernel[np.diag_indices_from(kernel)] -= _RIDGE
    return result


def _learn_fusion(
    units: Sequence[Unit], bank: Bank, kernel: np.ndarray, left_out: np.ndarray, keywords: KeywordSearch
) -> tuple[Fusion, dict[str, float]]:
    """Logistic weights of the signals, then the floor; from questions only, each without itself."""
    passages = left_out.shape[1] - 1
    np.fill_diagonal(kernel, 0.0)
    questions = [n for n, unit in enumerate(units) if unit.origin in (Origin.QUESTION, Origin.OUTSIDE)]
    vectors = bank.vectors
    inputs, labels, owners = [], [], []
    for n in questions:
        unit = units[n]
        dense = vectors @ vectors[n]
        dense[n] = 0.0
        signals = signal_rows(
            ridge=left_out[n],
            nearest=bank.nearest(kernel[n], passages),
            dense=bank.nearest(dense, passages),
            keywords=keywords.scores(unit.text, unit.language),
        )
        chosen = candidates(signals, _CANDIDATES)
        inputs.append(signals[chosen])
        labels.append((chosen == unit.passage).astype(np.float32))
        owners.append(chosen)
    fusion = _fit(np.concatenate(inputs), np.concatenate(labels))
    best = [int(np.argmax(fusion.probability(rows))) for rows in inputs]
    top = np.array([fusion.probability(rows)[place] for rows, place in zip(inputs, best, strict=True)])
    right = np.array([bool(found[place]) for found, place in zip(labels, best, strict=True)])
    outside = np.array([units[n].passage == OUTSIDE for n in questions])
    floor = _floor(top, outside)
    figures = {
        "bank_first_right": float(right[~outside].mean()),
        "bank_answered": float((top[~outside] >= floor).mean()),
        "outside_refused": float((top[outside] < floor).mean()) if outside.any() else 1.0,
        **{
            f"bank_first_right_{language}": float(
                np.mean([hit for hit, n in zip(right, questions, strict=True) if _asks(units[n], language)])
            )
            for language in Language
        },
    }
    return Fusion(fusion.weights, fusion.bias, floor), figures


def _asks(unit: Unit, language: Language) -> bool:
    return unit.origin is Origin.QUESTION and unit.language is language


def _fit(inputs: np.ndarray, labels: np.ndarray) -> Fusion:
    """Logistic regression by Newton's method (iteratively reweighted least squares)."""
    design = np.column_stack([inputs, np.ones(len(inputs))]).astype(np.float64)
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-(design @ weights)))
        gradient = design.T @ (guess - labels) + _PENALTY * weights
        curvature = (design * (guess * (1 - guess))[:, None]).T @ design + _PENALTY * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return Fusion(dict(zip(SIGNALS, weights[:-1].tolist(), strict=True)), float(weights[-1]), 0.0)


def _floor(top: np.ndarray, outside: np.ndarray) -> float:
    """The probability below which nothing is answered: where refusals and answers are most often right."""
    if not outside.any():
        return 0.1
    grid = np.linspace(0.02, 0.9, 89)
    balanced = [float((top[~outside] >= floor).mean() + (top[outside] < floor).mean()) for floor in grid]
    return float(grid[int(np.argmax(balanced))])
