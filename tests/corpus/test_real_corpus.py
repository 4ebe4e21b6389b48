"""The project's own documents: whole, untouched, and with the traps of their sources where they were."""

import hashlib
import re
from collections.abc import Iterator

import pytest

from corpus import CORPUS_FOLDER, Corpus, Document, Language, Passage, check_corpus, fold, load_corpus, plain_text

DOCUMENTS = CORPUS_FOLDER / "documents"
DIGESTS = {
    "bher-evaluation": "d6c79775309ae4c7af5f7e47ea2a01690b977903410b42b55793e5fa1347367c",
    "bher-sme": "03ecf9df2b4a598e9ede5e4c6404cc30ba1d9c75ff53289035238335acd02cdc",
    "fsc-wil": "3a81a90fee2605402b1f9c7dba00f7615198a78e6f2e488f8b12475ec3ce863f",
    "rrc-case-study": "0c1c600846f8008c4c51e7b17acfaed7fec8fc591049c62250fb1278869222f7",
    "student-guide": "a9c47578bf36cab0208e0baf35da34c6ffef3b7f7823b963f23aab1305f10be5",
}
READY = [
    path.name
    for path in sorted(DOCUMENTS.iterdir())
    if (path / "document.toml").exists() and (path / "wording.yaml").exists()
]
AMOUNT = re.compile(r"\$\d[\d,.]*|\d[\d\s,.]*\s?(?:[%$]|dollars|per ?cent|pour cent)")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def guide(corpus: Corpus) -> Document:
    return named(corpus, "student-guide")


def named(corpus: Corpus, id: str) -> Document:
    found = corpus.document(id)
    assert found is not None
    return found


def of(document: Document, slug: str) -> Passage:
    found = document.passage(slug)
    assert found is not None
    return found


def said(document: Document) -> Iterator[tuple[str, str]]:
    """Everything a document can say, by slug: its blocks and its plain wordings, white space plain."""
    for blocks in document.blocks.values():
        yield from ((block.slug, re.sub(r"\s", " ", plain_text(block.text))) for block in blocks)
    for passage in document.passages:
        if passage.wording:
            yield passage.slug, re.sub(r"\s", " ", f"{passage.wording.fr}\n{passage.wording.en}")


def test_the_five_documents_are_there() -> None:
    assert {path.name for path in DOCUMENTS.iterdir() if path.is_dir()} == set(DIGESTS)
    assert set(READY) >= set(DIGESTS) - {"fsc-wil"}


@pytest.mark.parametrize("id", READY)
def test_the_check_of_a_document_finds_nothing(id: str) -> None:
    (report,) = check_corpus(only=[id])
    assert [str(error) for error in report.errors] == []
    assert report.kept > 0.95
    assert report.passages > 40


@pytest.mark.parametrize(("id", "digest"), DIGESTS.items())
def test_a_source_is_byte_for_byte_as_it_was_received(id: str, digest: str) -> None:
    assert hashlib.sha256((DOCUMENTS / id / "source.txt").read_bytes()).hexdigest() == digest


def test_the_guide_alone_states_rules_and_stands_first(corpus: Corpus) -> None:
    assert [document.id for document in corpus.documents if document.tier == "programme"] == ["student-guide"]
    assert corpus.documents[0].id == "student-guide"


def test_every_passage_of_the_guide_has_its_words_in_both_languages(guide: Document) -> None:
    assert [passage.slug for passage in guide.passages if passage.wording is None] == []
    assert [passage.slug for passage in guide.passages if set(passage.renderings) != set(Language)] == []
    assert [passage.slug for passage in guide.passages if not passage.topics] == []


def test_every_passage_of_the_guide_has_eight_questions_in_each_language(guide: Document) -> None:
    few = [
        (passage.slug, language, len(set(passage.questions.get(language, ()))))
        for passage in guide.passages
        for language in Language
        if len(set(passage.questions.get(language, ()))) < 8
    ]
    assert few == []


def test_the_glossary_has_at_least_150_entries(corpus: Corpus) -> None:
    assert len(corpus.glossary) >= 150


def test_the_outside_questions_are_none_of_the_bank(corpus: Corpus) -> None:
    bank = {fold(q).strip(" ?!.") for passage in corpus.passages for qs in passage.questions.values() for q in qs}
    outside = [text for entry in corpus.outside for _, text in entry.pairs()]
    assert len(outside) > 100
    assert [text for text in outside if fold(text).strip(" ?!.") in bank] == []


def test_the_guides_only_amount_is_half_up_to_five_thousand_dollars(guide: Document) -> None:
    found = {(slug, amount.strip(" .,")) for slug, text in said(guide) for amount in AMOUNT.findall(text)}
    assert {amount for _, amount in found} == {"50 %", "5 000 $", "50%", "$5,000"}
    assert "50 % du salaire" in of(guide, "subsidy-amount").renderings[Language.FRENCH].text.replace("\u00a0", " ")


def test_no_document_says_seven_thousand_dollars(corpus: Corpus) -> None:
    seven = re.compile(r"(?<!\d)(?<!\d[ ,])(?:7[ ,]?000 ?\$|\$ ?7[ ,]?000(?!\d))")
    assert seven.search("jusqu’à 7 000 $") and seven.search("up to $7,000.") and not seven.search("57 000 $")
    assert [(d.id, slug) for d in corpus.documents for slug, text in said(d) if seven.search(text)] == []


def test_seventy_per_cent_stands_in_two_reports_and_not_in_the_guide(corpus: Corpus) -> None:
    holders = {d.id for d in corpus.documents for _, text in said(d) if re.search(r"(?<!\d)70 ?%", text)}
    assert holders == {"bher-evaluation", "bher-sme"}


@pytest.mark.parametrize("word", ["CNESST", "famille", "cours autonome", "microcrédit"])
def test_the_guides_known_faults_are_kept_for_staff(guide: Document, word: str) -> None:
    faults = [defect for defect in guide.defects if word.lower() in f"{defect.text} {defect.note.fr}".lower()]
    assert faults != []
    assert all(guide.passage(defect.passage) and defect.note.en for defect in faults)


def test_forty_two_partners_and_39_948_stand_together_in_one_report(corpus: Corpus) -> None:
    told = [text for _, text in said(named(corpus, "bher-evaluation")) if re.search("39[ ,]948", text)]
    assert len(told) == 3  # the words in French, in English, and the plain wording
    assert [text for text in told if not re.search(r"\b42 (?:partenaires|partners)\b", text)] == []


def test_forty_one_partnerships_and_never_forty_two_stand_in_the_other(corpus: Corpus) -> None:
    told = [text for _, text in said(named(corpus, "bher-sme")) if re.search(r"\b4[12] (?:\S+ )?part", text)]
    assert len(told) == 3
    assert [text for text in told if re.search(r"\b42\b", text)] == []


@pytest.mark.parametrize("word", ["beau-père", "belle-mère"])
def test_step_parents_and_parents_in_law_both_stand_in_the_family(guide: Document, word: str) -> None:
    assert of(guide, "immediate-family").renderings[Language.FRENCH].text.count(word) == 2
