"""Slips of spelling are mended, words that a language knows are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Language
from index.spelling import Speller, Words, short_forms
from index.units import Origin, Unit

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


@pytest.fixture(scope="module")
def words() -> Words:
    units = [
        Unit("L'évaluation de mi-parcours est remplie par l'employeur pendant le stage", FRENCH, Origin.TEXT, 0),
        Unit(
            "The employer completes the midpoint evaluation; open the form, how much; school", ENGLISH, Origin.TEXT, 0
        ),
        Unit("wen is teh evalution", ENGLISH, Origin.QUESTION, 0),
    ]
    return Words.of(units, ["blonde"])


@pytest.mark.parametrize(
    ("text", "language", "mended"),
    [
        ("hwo mcuh for the emploier", ENGLISH, "how much for the employer"),
        ("who fills teh evalution?", ENGLISH, "who fills the evaluation?"),
        ("opne the form at shcool", ENGLISH, "open the form at school"),
        ("cb pr lemployeur", FRENCH, "combien pour l'employeur"),
        ("l'evalution du stge", FRENCH, "l'evaluation du stage"),
        ("kan est leval", FRENCH, "quand est leval"),
        ("my neighbour bakes bread", ENGLISH, "my neighbour bakes bread"),
        ("at BCIT with Xiomarra", ENGLISH, "at BCIT with Xiomarra"),
        ("write to evalution@ictc-ctic.ca or [EMAIL]", ENGLISH, "write to evalution@ictc-ctic.ca or [EMAIL]"),
        ("see https://ex.ca/evalution now", ENGLISH, "see https://ex.ca/evalution now"),
        ("", FRENCH, ""),
    ],
)
def test_slips_are_mended_and_all_else_is_kept(text: str, language: Language, mended: str, words: Words) -> None:
    assert Speller(words).mend(text, language) == mended


def test_a_slip_in_the_question_bank_is_no_word_to_mend_towards(words: Words) -> None:
    assert "evalution" not in words.counts["en"]
    assert "evaluation" in words.counts["en"]


def test_saved_words_open_as_they_were(words: Words, tmp_path: Path) -> None:
    words.save(tmp_path)
    assert Words.load(tmp_path) == words


@pytest.mark.parametrize("language", list(Language))
def test_short_forms_are_no_words_of_the_documents(language: Language, words: Words) -> None:
    assert short_forms(language)
    assert not set(short_forms(language)) & set(words.counts[language.value])


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    speller = Speller(Words({"fr": {"stage": 3}, "en": {"placement": 3}}, frozenset()))
    for language in Language:
        mended = speller.mend(text, language)
        assert isinstance(mended, str)
        assert len(mended.split("\n")) == len(text.split("\n"))
