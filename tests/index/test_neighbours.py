"""A large corpus's search, on the tiny corpus with the limit lowered."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import Corpus, Language
from index import EmbedderSettings, IndexNotReady, SearchIndex, build_index
from index.concepts import Concepts
from index.keyword_search import KeywordSearch
from index.large_training import make_bank
from index.manifest import current_build, read_manifest
from index.neighbours import NeighbourSearch, TextBank
from index.units import make_units
from index.vector_store import FaissStore

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


@pytest.fixture(scope="module")
def large_folder(
    corpus: Corpus, cache: Path, settings: EmbedderSettings, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("large")
    build_index(corpus, folder, cache, settings, ridge_limit=0)
    return folder


@pytest.fixture(scope="module")
def large(large_folder: Path, cache: Path, settings: EmbedderSettings) -> SearchIndex:
    return SearchIndex.open(large_folder, cache, settings)


@pytest.fixture(scope="module")
def search(corpus: Corpus, large: SearchIndex) -> NeighbourSearch:
    concepts = Concepts(corpus.glossary)
    bank = make_bank(make_units(corpus.passages, corpus.outside), concepts)
    return NeighbourSearch(bank, large.store, KeywordSearch.build(corpus.passages, concepts))


def test_the_number_of_texts_chooses_how_they_are_compared(
    corpus: Corpus, built: Path, large_folder: Path, cache: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    small, many = (read_manifest(current_build(folder)) for folder in (built, large_folder))
    assert (small.comparer, many.comparer) == ("ridge", "neighbours")
    assert many.parameters["ridge_limit"] == 0 and small.units == many.units
    most = max(Counter(unit.language for unit in make_units(corpus.passages, corpus.outside)).values())
    for limit, comparer in [(most, "ridge"), (most - 1, "neighbours")]:
        report = build_index(corpus, tmp_path, cache, settings, ridge_limit=limit)
        assert report.rebuilt and report.manifest.comparer == comparer


def test_another_limit_makes_a_new_index_and_the_same_one_none(
    corpus: Corpus, large_folder: Path, cache: Path, settings: EmbedderSettings
) -> None:
    assert not build_index(corpus, large_folder, cache, settings, ridge_limit=0).rebuilt


def test_every_banked_question_finds_its_passage_and_its_own_words(
    corpus: Corpus, large: SearchIndex, subtests: pytest.Subtests
) -> None:
    for passage in corpus.passages:
        for language, questions in passage.questions.items():
            for question in questions:
                with subtests.test(question):
                    found = large.search(question, language)
                    assert found.hits[0].passage.id == passage.id
                    assert found.hits[0].nearest == question
                    assert found.confident


@pytest.mark.parametrize(
    ("question", "language", "slug"),
    [
        ("quand vais-je recevoir la paie de mon employeur", FRENCH, "pay"),
        ("QUI REMPLIT L'EVALUATION FINALE", FRENCH, "evaluation"),
        ("who will pay me my salary?", ENGLISH, "pay"),
        ("how many businesses did hire their interns", ENGLISH, "hired"),
    ],
)
def test_a_question_put_otherwise_finds_its_passage_first(
    large: SearchIndex, question: str, language: Language, slug: str
) -> None:
    assert large.search(question, language).hits[0].passage.slug == slug


def test_outside_questions_are_not_confident(corpus: Corpus, large: SearchIndex, subtests: pytest.Subtests) -> None:
    for theme in corpus.outside:
        for language, question in theme.pairs():
            with subtests.test(question):
                assert not large.search(question, language).confident


def test_only_the_documents_named_are_searched(large: SearchIndex) -> None:
    question = "Qui verse mon salaire?"
    assert {hit.passage.document for hit in large.search(question, FRENCH, 9, ["report"]).hits} == {"report"}
    assert large.search(question, FRENCH, 9, ["guide"]).hits[0].passage.slug == "pay"
    assert large.search(question, FRENCH, 9, []).hits == ()


@pytest.mark.parametrize("question", ["", " ", "???", "\0", "你好", "x" * 5000])
def test_odd_text_is_searched_like_any_other(large: SearchIndex, question: str) -> None:
    found = large.search(question, FRENCH)
    assert found.hits and all(0 <= hit.score <= 1 for hit in found.hits)


def test_a_build_made_again_is_the_same(
    corpus: Corpus, large: SearchIndex, cache: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    build_index(corpus, tmp_path, cache, settings, ridge_limit=0)
    again = SearchIndex.open(tmp_path, cache, settings)
    assert (again.manifest.rank, again.manifest.gate, again.floor) == (
        large.manifest.rank,
        large.manifest.gate,
        large.floor,
    )
    for question in ("la paie", "Who pays?"):
        first, second = (found.search(question, FRENCH) for found in (large, again))
        assert [(hit.passage.id, hit.score) for hit in first.hits] == [
            (hit.passage.id, hit.score) for hit in second.hits
        ]


@pytest.mark.parametrize("harm", ["changed", "removed", "emptied"])
def test_damaged_features_are_refused(
    corpus: Corpus, cache: Path, settings: EmbedderSettings, tmp_path: Path, harm: str
) -> None:
    build_index(corpus, tmp_path, cache, settings, ridge_limit=0)
    path = current_build(tmp_path) / "texts.npz"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    if harm != "removed":
        path.write_bytes(content if harm == "changed" else b"")
    with pytest.raises(IndexNotReady, match="texts.npz"):
        SearchIndex.open(tmp_path, cache, settings)


def test_a_bank_comes_back_as_it_was_saved(search: NeighbourSearch, tmp_path: Path) -> None:
    bank = search.bank
    bank.save(tmp_path)
    again = TextBank.load(tmp_path, bank.features.concepts)
    np.testing.assert_array_equal(again.similarity("la paie", FRENCH), bank.similarity("la paie", FRENCH))
    np.testing.assert_array_equal(again.classes, bank.classes)


def test_a_text_is_most_like_itself(corpus: Corpus, search: NeighbourSearch) -> None:
    units = make_units(corpus.passages, corpus.outside)
    for number, unit in enumerate(units):
        similarity = search.bank.similarity(unit.text, unit.language)
        assert similarity[number] == pytest.approx(similarity.max())
        assert similarity[number] == pytest.approx(1.0, abs=1e-5)
        assert search.bank.similarities(np.array([number, 0]))[0, 0] == pytest.approx(1.0, abs=1e-5)


def test_a_text_left_out_does_not_speak(corpus: Corpus, search: NeighbourSearch) -> None:
    units = make_units(corpus.passages, corpus.outside)
    number = next(place for place, unit in enumerate(units) if unit.text == "Qui verse mon salaire?")
    vector = search.store.vector_of(number)
    whole = search.compare(units[number].text, FRENCH, vector)
    without = search.compare(units[number].text, FRENCH, vector, without=number)
    assert number in whole.rows and number not in without.rows
    place = int(np.flatnonzero(whole.passages == units[number].answer)[0])
    assert without.nearest[place] < whole.nearest[place] == pytest.approx(1.0, abs=1e-4)
    assert without.ridge[place] < whole.ridge[place]


def test_the_ridge_over_all_texts_is_the_small_corpus_s(corpus: Corpus, index: SearchIndex, large: SearchIndex) -> None:
    """The tiny corpus has few texts: nearest ones or all, the scores are nearly the same."""
    for question in ("la paie de mon employeur", "un permis de travail"):
        small, many = (found.search(question, FRENCH, 7) for found in (index, large))
        ridges = {hit.passage.id: hit.found["ridge"] for hit in many.hits}
        for hit in small.hits[:3]:
            assert ridges[hit.passage.id] == pytest.approx(hit.found["ridge"], abs=0.2)


def test_a_large_corpus_without_questions_can_be_built_and_searched(
    corpus: Corpus, cache: Path, settings: EmbedderSettings, tmp_path: Path
) -> None:
    documents = tuple(
        replace(document, passages=tuple(replace(passage, questions={}) for passage in document.passages))
        for document in corpus.documents
    )
    build_index(replace(corpus, documents=documents, outside=()), tmp_path, cache, settings, ridge_limit=0)
    assert SearchIndex.open(tmp_path, cache, settings).search("un permis de travail", FRENCH).hits


def test_a_store_with_lists_finds_what_one_without_finds(tmp_path: Path, large: SearchIndex) -> None:
    random = np.random.default_rng(0)
    vectors = random.standard_normal((400, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    stores = [FaissStore(large.embeddings, lists=lists) for lists in (False, True)]
    for store in stores:
        store.add_vectors([str(number) for number in range(400)], vectors, ids=[str(number) for number in range(400)])
        store.delete(["7"])
    stores[1].save(tmp_path)
    reopened = FaissStore.load(tmp_path, large.embeddings)
    for vector in vectors[20:40]:
        exact, listed, again = ([number for number, _ in store.nearest(vector, 5)] for store in (*stores, reopened))
        assert listed == again and listed[0] == exact[0]
        assert len(set(listed) & set(exact)) >= 3
    wanted = np.zeros(400, dtype=bool)
    wanted[100:110] = True
    for store in (*stores, reopened):
        assert set(store.nearest_among(vectors[105], 50, wanted).tolist()) <= set(range(100, 110))
        assert store.nearest_among(vectors[105], 3, wanted)[0] == 105
        np.testing.assert_allclose(
            store.cosines(vectors[20], np.array([20, 21])), vectors[[20, 21]] @ vectors[20], atol=1e-5
        )


def test_keywords_read_the_rarest_words_first(corpus: Corpus) -> None:
    keywords = KeywordSearch.build(corpus.passages, Concepts(()))
    whole = keywords.scores("le dossier et le permis", FRENCH)
    assert np.array_equal(keywords.scores("le dossier et le permis", FRENCH, most=10_000), whole)
    rarest = keywords.scores("le dossier et le permis", FRENCH, most=1)
    assert 0 < np.count_nonzero(rarest) < np.count_nonzero(whole)
    permit = next(place for place, passage in enumerate(corpus.passages) if passage.slug == "permit")
    assert rarest[permit] > 0
