"""What a build learns, against what the formulas stand for, computed the long way."""

import numpy as np
import pytest

from corpus import Corpus, Language
from index.bank import RIDGE, Bank, likeliest
from index.concepts import Concepts
from index.keyword_search import KeywordSearch
from index.training import Scores, _kernel, fit_bank, sample, train
from index.units import Origin, Unit, make_units


@pytest.fixture
def units(corpus: Corpus) -> list[Unit]:
    return [unit for unit in make_units(corpus.passages, corpus.outside) if unit.language is Language.FRENCH]


@pytest.fixture
def vectors(units: list[Unit]) -> np.ndarray:
    found = np.random.default_rng(0).normal(size=(len(units), 8)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def fitted(corpus: Corpus, units: list[Unit], vectors: np.ndarray, scored: np.ndarray) -> tuple[Bank, Scores]:
    return fit_bank(units, np.arange(len(units)), vectors, Concepts(corpus.glossary), scored)


def whole_kernel(bank: Bank, units: list[Unit], vectors: np.ndarray) -> np.ndarray:
    asked = zip(units, vectors, strict=True)
    rows = [bank.kernel(unit.text, unit.language, vectors @ vector) for unit, vector in asked]
    return np.array(rows, dtype=np.float64)


def test_scores_without_a_row_are_those_of_a_classifier_that_never_saw_it(
    corpus: Corpus, units: list[Unit], vectors: np.ndarray
) -> None:
    scored = np.arange(0, len(units), 3)
    bank, scores = fitted(corpus, units, vectors, scored)
    kernel = whole_kernel(bank, units, vectors)
    targets = np.eye(len(bank.weights))[bank.classes]
    for place, row in enumerate(scored):
        others = np.delete(np.arange(len(units)), row)
        ridged = kernel[np.ix_(others, others)] + RIDGE * np.eye(len(others))
        expected = kernel[row, others] @ np.linalg.solve(ridged, targets[others])
        np.testing.assert_allclose(scores.left_out[place], expected, atol=1e-3)
        assert scores.kernel[place, row] == 0.0
        np.testing.assert_allclose(scores.kernel[place, others], kernel[row, others], atol=1e-4)


def test_the_likeliest_passages_have_the_scores_of_the_whole_classifier(
    corpus: Corpus, units: list[Unit], vectors: np.ndarray
) -> None:
    bank, _ = fitted(corpus, units, vectors, np.array([0]))
    kernel = bank.kernel("Qui verse mon salaire?", Language.FRENCH, vectors @ vectors[0])
    whole = bank.weights @ kernel
    passages = len(corpus.passages)
    nearest = bank.nearest(kernel)[:passages]
    scores = bank.class_scores(kernel, nearest)
    np.testing.assert_allclose(scores[likeliest(nearest)], whole[likeliest(nearest)], rtol=1e-4)
    np.testing.assert_allclose(scores[passages:], whole[passages:], rtol=1e-4)


def test_of_many_passages_the_nearest_are_the_likeliest() -> None:
    nearest = np.linspace(0, 1, 500, dtype=np.float32)
    assert min(likeliest(nearest)) == 500 - 64


def test_blocks_of_the_kernel_are_those_of_the_whole(corpus: Corpus, units: list[Unit], vectors: np.ndarray) -> None:
    from scipy import sparse

    rows = sparse.random(len(units), 30, density=0.3, format="csr", dtype=np.float32, rng=1)
    whole = _kernel(rows, vectors, np.arange(len(units)))
    np.testing.assert_allclose(_kernel(rows, vectors, np.array([2, 5]), 3), whole[[2, 5], 3:], atol=1e-6)


def test_lessons_are_spread_over_both_kinds(units: list[Unit]) -> None:
    found = [unit.origin for _, unit in sample(units, 4, 2)]
    assert set(found) == {Origin.QUESTION, Origin.OUTSIDE}
    assert found.count(Origin.QUESTION) >= 4 and found.count(Origin.OUTSIDE) >= 2


def test_each_language_is_learned_apart(corpus: Corpus) -> None:
    both = make_units(corpus.passages, corpus.outside)
    concepts = Concepts(corpus.glossary)
    noise = np.random.default_rng(1).normal(size=(len(both), 4)).astype(np.float32)
    trained = train(both, noise, concepts, KeywordSearch.build(corpus.passages, concepts))
    assert set(trained.bank.by_language) == set(Language)  # type: ignore[attr-defined]
