"""Numbers, addresses, links, names and negations, as each language writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Language, denies, emails, fold, links, names, numbers

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH
LETTERS = st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("’‘“”«»–—œŒæÆﬁ²½…"))


@given(st.integers(0, 10**12), st.integers(1, 99), st.booleans(), st.sampled_from(" \u00a0\u202f"))
def test_a_number_written_in_both_languages_is_the_same(whole: int, cents: int, decimal: bool, space: str) -> None:
    english = f"{whole:,}" + (f".{cents:02}" if decimal else "")
    french = english.replace(",", space).replace(".", ",")
    expected = [round(float(english.replace(",", "")), 6)]
    assert numbers(f"Le total est de {french} $.", FRENCH) == expected
    assert numbers(f"The total is ${english}.", ENGLISH) == expected


@given(st.lists(st.integers(0, 999_999)))
def test_numbers_come_sorted_and_each_one_counts(values: list[int]) -> None:
    expected = sorted(float(value) for value in values)
    assert numbers(" ; ".join(str(value) for value in values), FRENCH) == expected
    assert numbers("; ".join(f"{value:,}" for value in values), ENGLISH) == expected


@given(LETTERS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_folding_forgets_case_and_apostrophes(text: str) -> None:
    assert fold(text.replace("'", "’")) == fold(text.replace("’", "'"))
    assert fold(text.lower()) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("L’ÉTÉ", "l'ete"), ("Œuvre, cœur", "oeuvre, coeur"), ("Où ça, garçon?", "ou ca, garcon?"), ("ﬁn", "fin")],
)
def test_folding_is_lower_case_without_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 000 $", [5000]),
        ("5\u00a0000\u00a0$", [5000]),
        ("39\u202f948 occasions", [39948]),
        ("50 %", [50]),
        ("entre 65 et 70 %", [65, 70]),
        ("10,5 millions de dollars", [10_500_000]),
        ("1,1 milliard sur 5 ans", [5, 1_100_000_000]),
        ("2 milliards", [2_000_000_000]),
        ("2016-2017", [2016, 2017]),
        ("en 2019 150 personnes", [150, 2019]),
        ("1 2345", [1, 2345]),
        ("le taux² de 7", [7]),
        ("le formulaire T4 et le point A12", []),
        ("a1@b2.ca et https://c.ca/2024/05", []),
        ("aucun", []),
    ],
)
def test_french_numbers(text: str, found: list[float]) -> None:
    assert numbers(text, FRENCH) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$5,000", [5000]),
        ("39,948 opportunities", [39948]),
        ("between 65 and 70%", [65, 70]),
        ("$10.5 million", [10_500_000]),
        ("1.1 billion over 5 years", [5, 1_100_000_000]),
        ("1,234,567.89", [1234567.89]),
        ("1, 2, 3", [1, 2, 3]),
        ("October 31, 2021", [31, 2021]),
        ("the year 2021.", [2021]),
        ("form T4", []),
        ("a1@b2.ca and https://c.ca/2024/05", []),
    ],
)
def test_english_numbers(text: str, found: list[float]) -> None:
    assert numbers(text, ENGLISH) == found


def test_the_comma_means_what_each_language_says() -> None:
    assert (numbers("5,000", ENGLISH), numbers("5,000", FRENCH)) == ([5000], [5])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("un relevé non officiel", FRENCH),
        ("un organisme à but non lucratif", FRENCH),
        ("non seulement l’école", FRENCH),
        ("que vous soyez admis ou non", FRENCH),
        ("un appel sans frais", FRENCH),
        ("Le passé compasse nos annales", FRENCH),
        ("a not-for-profit organization", ENGLISH),
        ("a not for profit organization", ENGLISH),
        ("a non-profit body and a non-technical job", ENGLISH),
        ("not only schools", ENGLISH),
        ("whether or not you apply", ENGLISH),
        ("Notes on known, nobler notions", ENGLISH),
    ],
)
def test_what_only_looks_like_a_negation_denies_nothing(text: str, language: Language) -> None:
    assert denies(text, language) is False


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vous n’êtes pas admissible", FRENCH),
        ("Aucune avance", FRENCH),
        ("JAMAIS", FRENCH),
        ("ni l’un ni l’autre", FRENCH),
        ("sans salaire", FRENCH),
        ("Un organisme à but non lucratif n’est pas admissible", FRENCH),
        ("You are not eligible", ENGLISH),
        ("You aren’t eligible", ENGLISH),
        ("You don't apply", ENGLISH),
        ("You cannot apply", ENGLISH),
        ("NEVER", ENGLISH),
        ("without pay", ENGLISH),
        ("A not-for-profit organization is not eligible", ENGLISH),
    ],
)
def test_a_word_of_negation_denies(text: str, language: Language) -> None:
    assert denies(text, language) is True


@pytest.mark.parametrize("text", ["un étudiant non-admissible", "admissible ou non-admissible", "non-rémunéré"])
def test_non_with_a_hyphen_denies_in_french(text: str) -> None:
    assert denies(text, FRENCH) is True


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vous n’êtes plus admissible", FRENCH),
        ("Rien n’est versé", FRENCH),
        ("Nul n’est payé d’avance", FRENCH),
        ("Nothing is paid", ENGLISH),
        ("Nobody is paid in advance", ENGLISH),
    ],
)
def test_rarer_words_of_negation_deny(text: str, language: Language) -> None:
    assert denies(text, language) is True


@pytest.mark.parametrize("text", ["non\u00a0officiel", "à but non\u00a0lucratif", "non\u2011officiel"])
def test_a_look_alike_with_a_non_breaking_space_denies_nothing(text: str) -> None:
    assert denies(text, FRENCH) is False


def test_emails_are_found_in_lower_case_without_the_full_stop() -> None:
    text = "Écrivez à WIL_Digital@ictc-ctic.ca. Sinon <a.b+c@mail.d.org>, pas @ictc ni x@y."
    assert emails(text) == {"wil_digital@ictc-ctic.ca", "a.b+c@mail.d.org"}


@pytest.mark.parametrize("around", ["{}.", "({})", "{},", "« {} »", "[x]({})", "<{}>", "{}; puis"])
def test_links_are_found_without_what_stands_around_them(around: str) -> None:
    assert links("Voir " + around.format("https://a.ca/b-c?d=1")) == {"https://a.ca/b-c?d=1"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le programme du CTIC à Ottawa.", {"ctic", "ottawa"}),
        ("Bonjour. Merci! Quoi? Oui… Non", set()),
        ("Voici : Rien de plus", set()),
        ("« Merci », dit Ana.", {"ana"}),
        ("C'est l’Ontario et d'Éva", {"ontario", "eva"}),
        ("The team of Canada's West", {"canada", "west"}),
        ("écrire à Ana@Ictc.ca ou https://Ictc.ca/Page", set()),
        ("des mots sans nom", set()),
    ],
)
def test_names_are_capitalised_words_that_do_not_open_a_sentence(text: str, found: set[str]) -> None:
    assert names(text) == found
