"""Tokens, stems, concepts and the keyword search."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus, GlossaryEntry, Language
from index import tokens
from index.concepts import Concepts
from index.keyword_search import KeywordSearch
from index.tokenising import character_grams, stems

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'employeur", ["employeur"]),
        ("l’évaluation", ["evaluation"]),
        ("qu'il n'a jusqu'à", ["il", "a", "a"]),
        ("aujourd'hui", ["aujourdhui"]),
        ("I don't", ["i", "dont"]),
        ("students' files", ["students", "files"]),
        ("est-ce", ["est", "ce"]),
        ("70 % (5 000 $)", ["70", "5", "000"]),
        ("SŒUR Noël", ["soeur", "noel"]),
        ("", []),
        ("🙂 ?!", []),
    ],
)
def test_words_are_folded_and_their_elisions_cut(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("left", "right"),
    [("financière", "financiere"), ("évaluations", "EVALUATION"), ("l’étudiante", "etudiante"), ("payé", "paye")],
)
def test_accents_are_folded_before_stemming(left: str, right: str) -> None:
    assert stems(left, FRENCH) == stems(right, FRENCH)


def test_stems_are_those_of_the_language() -> None:
    assert stems("placements", ENGLISH) == stems("placement", ENGLISH)
    assert stems("admissibilité", FRENCH) == stems("admissibilite", FRENCH)
    assert stems("paying", ENGLISH) == ["pay"] != stems("paying", FRENCH)


@given(st.text())
def test_any_text_can_be_cut_into_words_and_pieces(text: str) -> None:
    words = tokens(text)
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
    assert len(stems(text, FRENCH)) == len(stems(text, ENGLISH)) == len(words)
    assert all(3 <= len(piece) <= 5 for piece in character_grams(text))


def entry(id: str, french: list[str], english: list[str]) -> GlossaryEntry:
    return GlossaryEntry(id=id, fr=french, en=english)


CONCEPTS = Concepts(
    [
        entry("evaluation", ["évaluation"], ["evaluation"]),
        entry("final-evaluation", ["évaluation finale"], ["final evaluation"]),
        entry("pay", ["paie", "salaire"], ["pay", "wages"]),
        entry("pay-stub", ["talon de paie"], ["pay stub", "pay"]),
    ]
)


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("L'évaluation finale du stage", ["final-evaluation"]),
        ("une évaluation, puis l'évaluation finale", ["evaluation", "final-evaluation"]),
        ("les EVALUATIONS finales", ["final-evaluation"]),
        ("la paie, puis le talon de paie", ["pay", "pay-stub"]),
        ("ma pay svp", ["pay", "pay-stub"]),
        ("son talon de paie", ["pay-stub"]),
        ("my salaire and my wages", ["pay"]),
        ("finale", []),
        ("", []),
    ],
)
def test_the_longest_term_wins_at_each_place_in_either_language(text: str, concepts: list[str]) -> None:
    assert CONCEPTS.find(text) == concepts


@pytest.mark.parametrize("glossary", [[], [entry("nothing", ["?"], ["!"])]], ids=["empty", "no-words"])
def test_a_glossary_without_terms_finds_nothing(glossary: list[GlossaryEntry]) -> None:
    assert Concepts(glossary).find("la paie") == []


def test_the_keyword_search_finds_a_passage_by_its_words_and_by_the_glossary(corpus: Corpus, tmp_path: Path) -> None:
    concepts = Concepts(corpus.glossary)
    made = KeywordSearch.build(corpus.passages, concepts)
    made.save(tmp_path)
    opened = KeywordSearch.load(tmp_path, concepts)
    slugs = [passage.slug for passage in corpus.passages]
    for question, language, slug in [
        ("les portes du stage", FRENCH, "quote"),
        ("proof of enrolment", ENGLISH, "proof"),
        ("paycheque", FRENCH, "pay"),  # stands in the glossary alone
    ]:
        scores = opened.scores(question, language)
        assert slugs[int(scores.argmax())] == slug
        assert scores.max() == pytest.approx(1)
        assert scores.min() >= 0
        np.testing.assert_array_equal(scores, made.scores(question, language))


@pytest.mark.parametrize("question", ["", "???", "zyxwvu"])
def test_the_keyword_search_of_unknown_words_finds_nothing(corpus: Corpus, question: str) -> None:
    search = KeywordSearch.build(corpus.passages, Concepts(corpus.glossary))
    assert search.scores(question, FRENCH).tolist() == [0.0] * len(corpus.passages)
