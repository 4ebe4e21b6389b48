"""What is masked and what is left alone: real messages, look-alikes, every question the project holds."""

import unicodedata
from collections.abc import Iterator

import pytest

from assistant.masking import Kind, mask, question_in, without_placeholders
from corpus import CORPUS_FOLDER, Corpus, emails, load_corpus, read_yaml
from evals.cases import CASES
from tests.assistant.masking.examples import KEEP, Case, cases, innocent, personal

FALSE_MASKS = 0.01  # of all questions: more would be a nuisance


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def printed(corpus: Corpus) -> frozenset[str]:
    """The addresses that the documents print."""
    renderings = [rendering for passage in corpus.passages for rendering in passage.renderings.values()]
    return frozenset(address for rendering in renderings for address in emails(rendering.text))


def named(case: Case) -> str:
    return case.text[:60]


@pytest.mark.parametrize("case", personal(), ids=named)
def test_personal_data_is_gone_and_the_rest_stays(case: Case) -> None:
    masked = mask(case.text, KEEP)
    assert [secret for secret in case.gone if secret.casefold() in masked.text.casefold()] == []
    assert [words for words in case.stay if words not in masked.text] == []
    assert list(masked.kinds) == case.kinds
    assert all(Kind(kind).placeholder in masked.text for kind in case.kinds)


@pytest.mark.parametrize("case", innocent(), ids=named)
def test_what_only_looks_personal_is_left_alone(case: Case) -> None:
    assert mask(case.text, KEEP).text == case.text


def test_there_are_enough_cases_of_both_sorts() -> None:
    assert len(personal()) >= 150
    assert len(innocent()) >= 60
    assert {kind for case in personal() for kind in case.kinds} == set(Kind) - {Kind.NUMBER}


@pytest.mark.parametrize("case", personal(), ids=named)
def test_a_masked_message_stays_as_it_is(case: Case) -> None:
    once = mask(case.text, KEEP)
    assert mask(once.text, KEEP).text == once.text
    assert mask(once.text, KEEP).kinds == ()


@pytest.mark.parametrize("case", personal(), ids=named)
def test_neither_decomposed_letters_nor_marks_nor_wide_digits_hide_anything(case: Case) -> None:
    wide = case.text.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    marked = "".join(f"{char}\u0332" if char.isdigit() else char for char in case.text)
    for disguised in (unicodedata.normalize("NFD", case.text), wide, marked):
        plain = unicodedata.normalize("NFKC", mask(disguised, KEEP).text.replace("\u0332", ""))
        left = [secret for secret in case.gone if unicodedata.normalize("NFKC", secret) in plain]
        assert (disguised, left) == (disguised, [])


def questions() -> Iterator[str]:
    """Every question and situation of the evaluation, and every banked question."""
    for path in [*CASES, *CASES[0].parent.glob("eligibility-*.yaml")]:
        for entry in read_yaml(path):
            yield from [*entry.get("messages", []), *entry.get("before", []), entry.get("question", "")]
    for path in sorted(CORPUS_FOLDER.glob("documents/*/questions.yaml")):
        for bank in read_yaml(path).values():
            yield from [question for asked in bank.values() for question in asked]


def test_hardly_any_of_the_project_s_own_questions_is_changed(printed: frozenset[str]) -> None:
    asked = [question for question in questions() if question]
    changed = [question for question in asked if mask(question, printed).kinds]
    assert len(asked) > 10_000
    assert len(changed) <= FALSE_MASKS * len(asked)


def test_those_that_are_hold_a_name_an_address_or_a_file_number_indeed(printed: frozenset[str]) -> None:
    kinds = {kind for question in questions() if question for kind in mask(question, printed).kinds}
    assert kinds == {"NAME", "EMAIL", "FILE_NUMBER"}


def test_no_passage_of_the_documents_is_changed(corpus: Corpus, printed: frozenset[str]) -> None:
    texts = [rendering.text for passage in corpus.passages for rendering in passage.renderings.values()]
    assert [text for text in texts if mask(text, printed).text != text] == []


@pytest.mark.parametrize(
    ("masked", "question"),
    [
        ("my name is [NAME], when do I get paid?", "when do I get paid?"),
        ("Hi, I'm [NAME], when do I get paid?", "Hi, when do I get paid?"),
        ("Bonjour, mon NAS est [SIN]", "Bonjour"),
        ("mon NAS est [SIN] et mon courriel [EMAIL]; suis-je admissible?", "suis-je admissible?"),
        ("Mon tél est le [PHONE] et j'habite au [ADDRESS], [POSTAL_CODE]. Suis-je payé?", "Suis-je payé?"),
        ("je suis [NAME], citoyenne canadienne, à l'UQAM", "je suis citoyenne canadienne, à l'UQAM"),
        ("my boss, [NAME], is my uncle", "my boss, is my uncle"),
        ("Qui me paie?\nCordialement,\n[NAME]\nÉtudiante, UQAM\n[PHONE]", "Qui me paie?"),
        ("Qui me paie?\nMerci,\n[NAME]\nP.-S. Je suis RP.", "Qui me paie?\nMerci,\n \nP.-S. Je suis RP."),
        ("[SIN]", ""),
        ("who pays [sic] me?", "who pays [sic] me?"),
    ],
)
def test_the_question_is_read_without_placeholders_and_what_announced_them(masked: str, question: str) -> None:
    assert question_in(masked) == question


def test_without_placeholders_the_announcement_still_tells_its_language() -> None:
    assert without_placeholders("je m'appelle [NAME], bonjour") == "je m'appelle, bonjour"


@pytest.mark.parametrize("case", innocent(), ids=named)
def test_a_message_without_placeholders_is_its_own_question(case: Case) -> None:
    assert question_in(case.text) == case.text


def test_the_cases_are_all_different() -> None:
    texts = [case.text for case in cases()]
    assert len(set(texts)) == len(texts)


HOSTILE = (
    "a@",
    "1 ",
    "my name is ",
    "né le ",
    "12 Aa ",
    "Cordialement,\n",
    "[NAME], ",
    "et ",
    "dot at ",
    "(",
    "\u0332",
    "ﷺ",
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_long_hostile_message_is_read_to_its_end(unit: str) -> None:
    filler = unit * (7_900 // len(unit))
    assert "lea@exemple.ca" not in mask(f"{filler} lea@exemple.ca").text
