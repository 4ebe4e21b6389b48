"""The two renderings say the same, and a plain wording says no more than its passage."""

import pytest

from tests.corpus.conftest import TinyCorpus

QUOTE = '> "Thanks!" — Ana {#thanks}\n'


def test_equal_numbers_in_each_languages_own_writing_are_aligned(tiny_corpus: TinyCorpus) -> None:
    assert "1,1 milliard" in tiny_corpus.path("fr.md").read_text(encoding="utf-8")
    assert "1.1 billion" in tiny_corpus.path("en.md").read_text(encoding="utf-8")
    assert tiny_corpus.errors() == []


def test_a_block_missing_at_the_end_is_named(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("en.md", QUOTE, "")
    assert tiny_corpus.errors() == [f"{tiny_corpus.path('en.md')}: the block {{#thanks}} has no counterpart here"]


def test_a_block_missing_in_the_middle_is_named_first(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("en.md", "  - A lease is enough. {#lease}\n", "")
    first = tiny_corpus.errors()[0]
    assert (
        first == f"{tiny_corpus.path('en.md')}, line 10: expected the item {{#lease}} here, found the item {{#write}}"
    )


def test_a_block_more_than_the_original_is_named_with_its_line(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.append("en.md", "\nMore. {#more}\n")
    (error,) = tiny_corpus.errors()
    assert error == f"{tiny_corpus.path('en.md')}, line 20: the block {{#more}} has none in the original"


def test_swapped_ids_are_reported_on_both_lines(tiny_corpus: TinyCorpus) -> None:
    text = tiny_corpus.path("en.md").read_text(encoding="utf-8")
    swapped = text.replace("{#form}", "{#x}").replace("{#wait}", "{#form}").replace("{#x}", "{#wait}")
    tiny_corpus.write("en.md", swapped)
    path = tiny_corpus.path("en.md")
    assert tiny_corpus.errors() == [
        f"{path}, line 15: expected the step {{#form}} here, found the step {{#wait}}",
        f"{path}, line 16: expected the step {{#wait}} here, found the step {{#form}}",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("- To write", "To write", "expected the item {#write} here, found the paragraph {#write}"),
        ("  - A lease", "- A lease", "expected the item {#lease} here"),
        ("You need:", "You need", "expected the lead_in {#needed} here, found the paragraph {#needed}"),
        ("## Process", "### Process", "expected the heading {#process} here"),
    ],
)
def test_a_block_of_another_kind_or_level_is_reported(tiny_corpus: TinyCorpus, old: str, new: str, words: str) -> None:
    tiny_corpus.change("en.md", old, new)
    (error,) = tiny_corpus.errors()
    assert words in error


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "Wait 10 days",
            "Wait 12 days",
            "line 16: {#wait}: the numbers differ from the original's: [12.0], not [10.0]",
        ),
        ("Wait 10 days", "Wait", "line 16: {#wait}: the numbers differ from the original's: none, not [10.0]"),
        ("A lease", "One of 2 leases", "line 10: {#lease}: the numbers differ from the original's: [2.0], not none"),
        ("to info@", "to help@", "line 11: {#write}: the e-mail addresses differ"),
        ("(https://lanterne.ca/page)", "(https://lanterne.ca/en)", "line 3: {#funding}: the links differ"),
        ("[our site](https://lanterne.ca/page)", "our site", "line 3: {#funding}: the links differ"),
    ],
)
def test_a_particular_that_differs_is_reported(tiny_corpus: TinyCorpus, old: str, new: str, words: str) -> None:
    tiny_corpus.change("en.md", old, new)
    (error,) = [error for error in tiny_corpus.errors() if "en.md" in error]
    assert words in error


def test_at_most_ten_departures_are_listed(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.append("en.md", "".join(f"\nMore. {{#more-{n}}}\n" for n in range(15)))
    assert len(tiny_corpus.errors()) == 10


@pytest.mark.parametrize(
    ("language", "words", "reason"),
    [
        ("fr", "Le programme verse 1,2 milliard de dollars.", "the number [1200000000.0] stands nowhere"),
        ("en", "Write to help@lanterne.ca.", "the e-mail address ['help@lanterne.ca'] stands nowhere"),
        ("en", "See https://lanterne.ca/else.", "the link ['https://lanterne.ca/else'] stands nowhere"),
        ("en", "The program of Toronto pays.", "the name ['toronto'] stands nowhere"),
        ("fr", "Le programme de Québec verse.", "the name ['quebec'] stands nowhere"),
        ("fr", "Le programme ne verse pas tout.", "it denies something, and the passage does not"),
        ("en", "The program never pays it all.", "it denies something, and the passage does not"),
    ],
)
def test_a_wording_may_not_invent(tiny_corpus: TinyCorpus, language: str, words: str, reason: str) -> None:
    sides = {"fr": "Le programme verse.", "en": "The program pays.", language: words}
    tiny_corpus.write("wording.yaml", "funding:\n" + "".join(f"  {key}: {text!r}\n" for key, text in sides.items()))
    assert any(f"wording.yaml: funding, {language}: " in e and reason in e for e in tiny_corpus.errors())


def test_a_wording_may_draw_on_headings_lead_in_links_and_the_documents_names(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("fr.md", "Il faut :", "Il faut, dès 2024 :")
    tiny_corpus.change("en.md", "You need:", "You need, from 2024:")
    tiny_corpus.change("source.txt", "Il faut :", "Il faut, dès 2024 :")
    tiny_corpus.write(
        "wording.yaml",
        "lease: {fr: 'Depuis 2024, la Ville et Lanterne veulent un bail.', en: 'From 2024, the City wants a lease.'}\n"
        "funding: {fr: 'Voir https://lanterne.ca/page.', en: 'See https://lanterne.ca/page.'}\n",
    )
    assert tiny_corpus.errors() == []


def test_a_wording_may_deny_what_its_passage_denies(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("fr.md", "Un bail suffit", "Un bail ne suffit pas")
    tiny_corpus.change("en.md", "A lease is enough", "A lease is not enough")
    tiny_corpus.change("source.txt", "Un bail suffit", "Un bail ne suffit pas")
    tiny_corpus.write("wording.yaml", "lease: {fr: 'Le bail ne suffit jamais.', en: 'The lease is never enough.'}\n")
    assert tiny_corpus.errors() == []
    tiny_corpus.write("wording.yaml", "lease: {fr: 'Le bail ne suffit jamais.', en: 'The lease is short.'}\n")
    assert tiny_corpus.errors() == [
        f"{tiny_corpus.path('wording.yaml')}: lease: one language denies, the other does not"
    ]


def test_the_two_wordings_must_hold_the_same_numbers(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("wording.yaml", "The program pays 1.1 billion dollars.", "The program pays.")
    (error,) = tiny_corpus.errors()
    assert error.endswith("wording.yaml: funding: the French and the English wording do not hold the same numbers")


def test_without_a_translation_the_english_wording_is_held_to_the_french_words(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.path("en.md").unlink()
    assert tiny_corpus.errors() == []
    tiny_corpus.change("wording.yaml", "pays 1.1 billion", "pays 1.3 billion")
    assert any("funding, en: the number [1300000000.0] stands nowhere" in error for error in tiny_corpus.errors())
