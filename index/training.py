"""Learn from the question bank, when the index is built: the classifier, how the searches are weighed, and the floor.

All is judged leave-one-out: each banked question is scored as if it were not in the bank. For kernel ridge regression
that has a closed form (Rifkin and Lippert 2007): with G = (K + λI)⁻¹ and weights c = GY, the score of row i without
row i is y_i − c_i / G_ii.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus import Language
from index.bank import DENSE_WEIGHT, GAMMA, RIDGE, SPARSE_WEIGHT, Bank, Banks, likeliest, sharpen
from index.comparing import Saved
from index.concepts import Concepts
from index.features import Features
from index.fusion import (
    GATE_SIGNALS,
    RANK_SIGNALS,
    UNTAUGHT,
    Fusion,
    candidates,
    fit_logistic,
    gate_row,
    rank_signals,
    signal_rows,
)
from index.keyword_search import KeywordSearch
from index.units import Origin, Unit

_BLOCK = 1024  # rows of the kernel that are made at once
_LESSONS = 2500  # banked questions that the weights are learned from
_OUTSIDE_LESSONS = 1500  # … and questions that no passage answers
CANDIDATES = 12  # passages a question that they are learned on
_ANSWERED = 0.97  # share of the banked questions, each left out, that the gate must let through
PARAMETERS: dict[str, float] = {
    "ridge": RIDGE,
    "gamma": GAMMA,
    "sparse_weight": SPARSE_WEIGHT,
    "dense_weight": DENSE_WEIGHT,
    "lessons": _LESSONS,
    "outside_lessons": _OUTSIDE_LESSONS,
    "candidates": CANDIDATES,
    "answered": _ANSWERED,
}


@dataclass(frozen=True)
class Trained:
    """What was learned, and how well it does on the bank, leave-one-out (shares between 0 and 1)."""

    bank: Saved
    fusion: Fusion
    figures: dict[str, float]


def train(units: Sequence[Unit], vectors: np.ndarray, concepts: Concepts, keywords: KeywordSearch) -> Trained:
    """The classifier over each language's texts, and the fusion learned from their leave-one-out scores."""
    banks: dict[Language, Bank] = {}
    lessons: list[Lesson] = []
    taught = [number for number, _ in sample(units, _LESSONS, _OUTSIDE_LESSONS)]
    for language in Language:
        numbers = np.array([number for number, unit in enumerate(units) if unit.language is language], dtype=np.int64)
        if len(numbers):
            rows = np.flatnonzero(np.isin(numbers, taught))
            bank, scores = fit_bank(units, numbers, vectors[numbers], concepts, rows)
            lessons.extend(
                _lesson(int(row), units[numbers[row]], bank, kernel, left_out, keywords)
                for row, kernel, left_out in zip(rows, scores.kernel, scores.left_out, strict=True)
            )
            banks[language] = bank
    fusion, figures = learn_fusion(lessons)
    return Trained(Banks(banks), fusion, figures)


@dataclass(frozen=True)
class Scores:
    """Of some rows with every other (some, rows), 0 with themselves, and with every class as if they were not there."""

    kernel: np.ndarray
    left_out: np.ndarray


def fit_bank(
    units: Sequence[Unit], numbers: np.ndarray, vectors: np.ndarray, concepts: Concepts, scored: np.ndarray
) -> tuple[Bank, Scores]:
    """Kernel ridge regression on the passages of the units so numbered, and leave-one-out scores of the rows `scored`.

    `vectors` (rows, dimension) are those units'; every class of the units counts, whether one of them has it or not.
    """
    from scipy import sparse  # slow to import, and no reply needs it

    texts = [(units[number].text, units[number].language) for number in numbers]
    classes = np.array([units[number].answer for number in numbers], dtype=np.int32)
    features, (values, columns, starts) = Features.fit(texts, concepts)
    rows = sparse.csr_matrix((values, columns, starts), shape=(len(texts), len(features.vocabulary)))
    targets = np.zeros((len(texts), units[-1].answer + 1), dtype=np.float32)
    targets[np.arange(len(texts)), classes] = 1.0
    others = _kernel(rows, vectors, scored)
    others[np.arange(len(scored)), scored] = 0.0
    weights, diagonal = _solve(_upper_kernel(rows, vectors), targets, scored)
    by_column = rows.tocsc()
    bank = Bank(
        features=features,
        column_starts=by_column.indptr,
        column_rows=by_column.indices,
        column_values=by_column.data,
        vectors=vectors,
        numbers=numbers,
        classes=classes,
        weights=np.ascontiguousarray(weights.T),
    )
    return bank, Scores(others, targets[scored] - weights[scored] / diagonal[:, None])


def _upper_kernel(rows: Any, vectors: np.ndarray) -> np.ndarray:
    """The kernel of every row with itself and those behind it; the other half holds nothing of meaning.

    Block by block: the sparse product is several times as large.
    """
    kernel = np.empty((len(vectors), len(vectors)), dtype=np.float32)
    for start in range(0, len(vectors), _BLOCK):
        block = np.arange(start, min(start + _BLOCK, len(vectors)))
        kernel[block, start:] = _kernel(rows, vectors, block, start)
    return kernel


def _kernel(rows: Any, vectors: np.ndarray, some: np.ndarray, start: int = 0) -> np.ndarray:
    """The kernel of some rows with all those from `start`."""
    sparse_part = (rows[some] @ rows[start:].T).toarray()
    return sharpen(SPARSE_WEIGHT * sparse_part + DENSE_WEIGHT * (vectors[some] @ vectors[start:].T))


def _solve(kernel: np.ndarray, targets: np.ndarray, scored: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(K + λI)⁻¹Y, and the diagonal of (K + λI)⁻¹ in the rows `scored`.

    Of the kernel, which is overwritten, the upper half counts.

    With the Cholesky factor L of K + λI, an element i of that diagonal is |L⁻¹eᵢ|²; the whole inverse is never made.
    """
    from scipy.linalg import lapack

    kernel[np.diag_indices_from(kernel)] += RIDGE
    factor, _ = lapack.spotrf(kernel.T, lower=True, overwrite_a=True)  # the transpose is in LAPACK's order
    weights, _ = lapack.spotrs(factor, np.asfortranarray(targets), lower=True)
    units = np.zeros((len(kernel), len(scored)), dtype=np.float32, order="F")
    units[scored, np.arange(len(scored))] = 1.0
    halves, _ = lapack.strtrs(factor, units, lower=True, overwrite_b=True)
    return weights, (halves**2).sum(axis=0)


@dataclass(frozen=True)
class Lesson:
    """What one banked or outside question teaches, scored without itself."""

    unit: Unit
    signals: np.ndarray  # (candidates, len(SIGNALS))
    chosen: np.ndarray  # the candidates' positions
    ridge: np.ndarray  # of the outside themes
    nearest: np.ndarray


def learn_fusion(lessons: Sequence[Lesson]) -> tuple[Fusion, dict[str, float]]:
    """The weights of the signals, then those of the gate with its floor; and how well they do on the lessons."""
    asked = [lesson for lesson in lessons if lesson.unit.origin is Origin.QUESTION]
    if not asked:
        return UNTAUGHT, {}
    rank = fit_logistic(
        RANK_SIGNALS,
        np.concatenate([rank_signals(lesson.signals) for lesson in asked]),
        np.concatenate([lesson.chosen == lesson.unit.answer for lesson in asked]).astype(np.float32),
    )
    ranked = [rank.probability(rank_signals(lesson.signals)) for lesson in lessons]
    best = [int(np.argmax(probabilities)) for probabilities in ranked]
    rows = np.stack(
        [
            gate_row(lesson.signals[place], float(probabilities[place]), lesson.ridge, lesson.nearest)
            for lesson, place, probabilities in zip(lessons, best, ranked, strict=True)
        ]
    )
    inside = np.array([lesson.unit.origin is Origin.QUESTION for lesson in lessons])
    gate = fit_logistic(GATE_SIGNALS, rows, inside.astype(np.float32), balanced=True)
    open_gate = gate.probability(rows)
    floor = _floor(open_gate, inside)
    right = np.array([x.chosen[place] == x.unit.answer for x, place in zip(lessons, best, strict=True)])
    languages = np.array([lesson.unit.language.value for lesson in lessons])
    figures = {
        "bank_answered": float((open_gate[inside] >= floor).mean()),
        "outside_refused": float((open_gate[~inside] < floor).mean()) if (~inside).any() else 1.0,
    }
    for language in Language:
        asked_in = inside & (languages == language.value)
        figures[f"bank_first_right_{language}"] = float(right[asked_in].mean()) if asked_in.any() else 1.0
    return Fusion(rank, gate, floor), figures


def sample(units: Sequence[Unit], banked: int, outside: int) -> list[tuple[int, Unit]]:
    """About so many questions of the bank, and so many that no passage answers, spread evenly, with their numbers.

    The latter are the fewer and weigh as much (`learn_fusion`), so that a larger share of them is taken.
    """
    found: list[tuple[int, Unit]] = []
    for origin, count in ((Origin.QUESTION, banked), (Origin.OUTSIDE, outside)):
        own = [one for one in enumerate(units) if one[1].origin is origin]
        found.extend(own[:: max(1, len(own) // count)])
    return found


def _lesson(
    number: int, unit: Unit, bank: Bank, kernel: np.ndarray, left_out: np.ndarray, keywords: KeywordSearch
) -> Lesson:
    """What a row teaches, from its kernel with every other and its scores as if it were not there."""
    nearest, words = bank.nearest(kernel), keywords.scores(unit.text, unit.language)
    count = len(words)  # the outside themes stand behind the passages
    unscored = np.delete(np.arange(count), likeliest(nearest[:count]))
    left_out[unscored] = 0.0  # as `Bank.class_scores` has it
    cosines = bank.vectors @ bank.vectors[number]
    cosines[number] = 0.0
    signals = signal_rows(
        ridge=left_out,
        nearest=nearest,
        dense=bank.nearest(cosines),
        keywords=words,
    )
    chosen = candidates(signals, CANDIDATES)
    return Lesson(unit, signals[chosen], chosen, left_out[count:], nearest[count:])


def _floor(open_gate: np.ndarray, inside: np.ndarray) -> float:
    """The gate's probability below which nothing is answered: the highest that lets enough of the bank through.

    A banked question left out is harder than what people ask, since its nearest paraphrases went with it.
    """
    if inside.all():
        return 0.5
    return float(np.clip(np.quantile(open_gate[inside], 1 - _ANSWERED), 0.05, 0.95))
