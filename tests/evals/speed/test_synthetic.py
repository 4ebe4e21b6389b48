from pathlib import Path

import numpy as np
import pytest

from corpus import Corpus, load_corpus
from evals.speed.synthetic import Synthetic, synthetic
from index import Origin, make_units
from tests.tiny import write_tiny_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(write_tiny_corpus(Path(tmp_path_factory.mktemp("corpus"))))


@pytest.fixture(scope="module")
def vectors(corpus: Corpus) -> np.ndarray:
    found = np.random.default_rng(1).standard_normal((len(make_units(corpus.passages, corpus.outside)), 32))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def made(corpus: Corpus, vectors: np.ndarray) -> Synthetic:
    return synthetic(corpus, vectors, 2500)


def test_it_has_the_size_asked_for(corpus: Corpus, made: Synthetic) -> None:
    outside = sum(len(list(theme.pairs())) for theme in corpus.outside)
    assert len(made.corpus.passages) == 2500
    assert len({passage.id for passage in made.corpus.passages}) == 2500
    assert [len(document.passages) for document in made.corpus.documents] == [1000, 1000, 500]
    assert len(made.units) == len(made.vectors) == 2 * 2500 + outside
    assert all(passage.document == document.id for document in made.corpus.documents for passage in document.passages)


def test_the_same_seed_makes_the_same_and_another_another(corpus: Corpus, vectors: np.ndarray, made: Synthetic) -> None:
    again, other = synthetic(corpus, vectors, 2500), synthetic(corpus, vectors, 2500, seed=1)
    assert again.units == made.units and np.array_equal(again.vectors, made.vectors)
    assert other.units != made.units and not np.array_equal(other.vectors, made.vectors)


def test_words_are_real_ones_and_texts_are_disturbed(corpus: Corpus, made: Synthetic) -> None:
    real = make_units(corpus.passages, corpus.outside)
    texts, words = {unit.text for unit in real}, {word for unit in real for word in unit.text.split()}
    drawn = [unit for unit in made.units if unit.origin is not Origin.OUTSIDE]
    assert {word for unit in drawn for word in unit.text.split()} <= words
    assert sum(unit.text in texts for unit in drawn) < len(drawn) / 4


def test_vectors_are_near_real_ones_and_of_length_one(vectors: np.ndarray, made: Synthetic) -> None:
    assert np.linalg.norm(made.vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    nearest = (made.vectors[:200] @ vectors.T).max(axis=1)
    assert 0.8 < float(nearest.mean()) < 0.97


def test_outside_questions_stay_as_they_are(corpus: Corpus, vectors: np.ndarray, made: Synthetic) -> None:
    real = make_units(corpus.passages, corpus.outside)
    places = [place for place, unit in enumerate(real) if unit.origin is Origin.OUTSIDE]
    assert [unit.text for unit in made.units[-len(places) :]] == [real[place].text for place in places]
    assert np.array_equal(made.vectors[-len(places) :], vectors[places])
