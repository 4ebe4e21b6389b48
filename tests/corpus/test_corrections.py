"""Corrections are read with their document and checked against their passage like plain wordings."""

import pytest

from corpus import CorpusError
from tests.corpus.conftest import TinyCorpus

GOOD = """\
- id: costs
  passage: funding
  fr: "le programme verse 1,1 milliard de dollars."
  en: "the program pays 1.1 billion dollars."
"""


def test_a_correction_is_read_with_its_passage(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.write("corrections.yaml", GOOD)
    assert not tiny_corpus.errors()
    corrections = tiny_corpus.document().corrections
    assert [(found.id, found.passage, found.text.en) for found in corrections] == [
        ("costs", "funding", "the program pays 1.1 billion dollars.")
    ]


@pytest.mark.parametrize(
    ("said", "instead", "reason"),
    [
        ("1.1 billion", "1.3 billion", "costs, en: the number [1300000000.0] stands nowhere in the passage"),
        ("le programme verse", "le programme ne verse pas", "costs, fr: it denies something, and the passage does not"),
    ],
)
def test_what_the_passage_does_not_support_is_refused(
    said: str, instead: str, reason: str, tiny_corpus: TinyCorpus
) -> None:
    tiny_corpus.write("corrections.yaml", GOOD.replace(said, instead))
    assert any(f"corrections.yaml: {reason}" in error for error in tiny_corpus.errors())


def test_a_correction_of_an_unknown_passage_is_refused(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.write("corrections.yaml", GOOD.replace("funding", "nowhere"))
    with pytest.raises(CorpusError, match=r"corrections\.yaml: no passage has the id 'nowhere'"):
        tiny_corpus.load()
