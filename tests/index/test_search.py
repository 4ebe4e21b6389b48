from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Corpus, Language, Passage
from index import EmbedderSettings, SearchIndex, SearchResult, build_index

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH
ODD = ["", " ", "\n", "???", "🙂", "\0", "’'’", "1234567890", "你好", "x" * 5000, "paie " * 1000]


def slugs(result: SearchResult) -> list[str]:
    return [hit.passage.slug for hit in result.hits]


def test_a_banked_question_finds_its_passage_first_and_surely(
    corpus: Corpus, index: SearchIndex, subtests: pytest.Subtests
) -> None:
    for passage in corpus.passages:
        for language, questions in passage.questions.items():
            for question in questions:
                with subtests.test(question):
                    found = index.search(question, language)
                    assert found.hits[0].passage.id == passage.id
                    assert found.hits[0].nearest == question
                    assert found.confident


@pytest.mark.parametrize(
    ("question", "language", "slug"),
    [
        ("quand vais-je recevoir la paie de mon employeur", FRENCH, "pay"),
        ("QUI REMPLIT L'EVALUATION FINALE", FRENCH, "evaluation"),
        ("besoin dun permi de travail valide?", FRENCH, "permit"),
        ("who will pay me my salary?", ENGLISH, "pay"),
        ("is a valid work permit needed", ENGLISH, "permit"),
        ("how many businesses did hire their interns", ENGLISH, "hired"),
    ],
)
def test_a_question_put_otherwise_finds_its_passage_first(
    index: SearchIndex, question: str, language: Language, slug: str
) -> None:
    assert slugs(index.search(question, language))[0] == slug


def test_a_question_that_no_document_answers_is_not_confident(
    corpus: Corpus, index: SearchIndex, subtests: pytest.Subtests
) -> None:
    for theme in corpus.outside:
        for language, question in theme.pairs():
            with subtests.test(question):
                assert not index.search(question, language).confident


@pytest.mark.parametrize(
    ("question", "language"), [("Va-t-il neiger demain?", FRENCH), ("Is there going to be snow tonight?", ENGLISH)]
)
def test_a_question_like_the_outside_ones_is_not_confident(
    index: SearchIndex, question: str, language: Language
) -> None:
    assert not index.search(question, language).confident


def test_hits_are_sorted_each_passage_once_with_a_probability(index: SearchIndex) -> None:
    for question in ("la paie", "le dossier et le permis", "le stage"):
        found = index.search(question, FRENCH, limit=7)
        scores = [hit.score for hit in found.hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert len(set(slugs(found))) == len(found.hits)


def test_there_are_no_more_hits_than_the_limit(index: SearchIndex) -> None:
    assert [len(index.search("la paie", FRENCH, limit).hits) for limit in (1, 3)] == [1, 3]
    assert len(index.search("la paie", FRENCH, 100, ["guide", "report"]).hits) == 7


def test_only_the_documents_named_are_searched(index: SearchIndex) -> None:
    question = "Qui verse mon salaire?"
    assert {hit.passage.document for hit in index.search(question, FRENCH, 9, ["report"]).hits} == {"report"}
    assert slugs(index.search(question, FRENCH, 9, ["guide"]))[0] == "pay"
    assert index.search(question, FRENCH, 9, ["report", "guide"]).hits[0].passage.slug == "pay"


def test_what_another_document_says_better_is_no_rival(index: SearchIndex) -> None:
    apart, anywhere = (
        index.search("Qui verse mon salaire?", FRENCH, 9, documents).hits[0] for documents in (["report"], None)
    )
    assert anywhere.passage.document == "guide"
    assert apart.found["ridge_margin"] >= 0 and apart.found["nearest_margin"] >= -0.5


@pytest.mark.parametrize(("limit", "documents"), [(5, []), (5, ["nothing-of-the-sort"]), (0, None)])
def test_a_search_of_nothing_finds_nothing(index: SearchIndex, limit: int, documents: list[str] | None) -> None:
    found = index.search("Qui verse mon salaire?", FRENCH, limit, documents)
    assert found.hits == ()
    assert not found.confident


@pytest.mark.parametrize(
    ("question", "language", "slug"),
    [("rémunération", ENGLISH, "pay"), ("wages", FRENCH, "pay"), ("assessment", FRENCH, "evaluation")],
)
def test_a_glossary_word_of_the_other_language_helps(
    corpus: Corpus,
    index: SearchIndex,
    cache: Path,
    settings: EmbedderSettings,
    tmp_path: Path,
    question: str,
    language: Language,
    slug: str,
) -> None:
    build_index(replace(corpus, glossary=()), tmp_path, cache, settings)
    without = SearchIndex.open(tmp_path, cache, settings).search(question, language, 7)
    best = index.search(question, language).hits[0]
    assert best.passage.slug == slug
    assert best.score > max(hit.score for hit in without.hits if hit.passage.slug == slug)


@pytest.mark.parametrize("question", ODD, ids=lambda value: ascii(value[:8]))
@pytest.mark.parametrize("language", list(Language))
def test_odd_text_is_searched_like_any_other(index: SearchIndex, question: str, language: Language) -> None:
    found = index.search(question, language)
    assert len(found.hits) == 5
    assert all(0 <= hit.score <= 1 for hit in found.hits)


def test_half_a_character_is_searched_like_any_other(index: SearchIndex) -> None:
    assert len(index.search("la paie \ud800", FRENCH).hits) == 5


@pytest.mark.parametrize("question", ["", " ", "???", "🙂", "你好"])
def test_text_without_words_is_not_confident(index: SearchIndex, question: str) -> None:
    assert not index.search(question, FRENCH).confident


def test_an_opened_index_can_be_shared_between_threads(corpus: Corpus, index: SearchIndex) -> None:
    questions = [text for passage in corpus.passages for text in passage.questions.get(FRENCH, ())]
    alone = [index.search(question, FRENCH) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: index.search(question, FRENCH), questions))
    assert [slugs(found) for found in together] == [slugs(found) for found in alone]


def test_a_question_is_compared_with_the_texts_of_its_own_language(index: SearchIndex) -> None:
    banked = "quand vais-je recevoir la paie de mon employeur"
    own, other = (index.search(banked, language).hits[0].found["nearest"] for language in (FRENCH, ENGLISH))
    assert own > other


def test_a_corpus_in_one_language_alone_answers_both(
    corpus: Corpus, folder: Path, cache: Path, settings: EmbedderSettings
) -> None:
    def french(passage: Passage) -> Passage:
        return replace(
            passage,
            renderings={FRENCH: passage.renderings[FRENCH]},
            wording=None,
            questions={FRENCH: passage.questions.get(FRENCH, ())},
        )

    documents = tuple(replace(one, passages=tuple(map(french, one.passages))) for one in corpus.documents)
    build_index(replace(corpus, documents=documents, outside=(), intents=()), folder, cache, settings)
    index = SearchIndex.open(folder, cache, settings)
    assert slugs(index.search("who will pay me my salary?", ENGLISH))
