"""The held-out questions are sound, kept apart from the bank, and scored as they say."""

from pathlib import Path

import pytest

from assistant import Answer, Outcome, Statement, StatementKind
from corpus import Corpus, CorpusError, Language, load_corpus
from evals import read_cases
from evals.cases import Case
from evals.scoring import Seen, gold_passages, score, states
from tests.evals.apart import nearly_taught


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def case(**values: object) -> Case:
    given = {
        "id": "x",
        "language": "en",
        "kind": "direct",
        "question": "How much?",
        "document": "student-guide",
        "gold": ["jusqu’à concurrence de 5 000 $"],
        "must": [["5,000", "5000"]],
        "must_not": ["7,000"],
        "outcome": "answered",
    }
    return Case.model_validate({**given, **values})


def answer(text: str, outcome: Outcome = Outcome.UNANSWERED, language: Language = Language.ENGLISH) -> Answer:
    said = Statement(kind=StatementKind.GAP, text=text)
    return Answer(language=language, outcome=outcome, text=text, statements=(said,))


def test_there_are_enough_cases_in_both_languages() -> None:
    cases = read_cases()
    for language in ("fr", "en"):
        assert sum(found.language == language for found in cases) >= 75
        assert sum(found.language == language and found.outcome == "unanswered" for found in cases) >= 20


def test_every_gold_span_stands_in_a_passage(corpus: Corpus) -> None:
    for found in read_cases():
        assert bool(gold_passages(found, corpus)) == (found.outcome == "answered"), found.id


def test_no_case_is_nearly_equal_to_a_banked_question(corpus: Corpus) -> None:
    banked = [question for passage in corpus.passages for found in passage.questions.values() for question in found]
    banked += [question for theme in corpus.outside for _, question in theme.pairs()]
    cases = [found.question for found in read_cases() if not found.before]
    shared = nearly_taught(cases, banked)
    assert len(shared) <= len(cases) // 40, shared  # "am I eligible" has few other wordings


def test_a_gold_span_that_stands_nowhere_is_refused(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="case x.*stand in no passage"):
        gold_passages(case(gold=["7 000 $"]), corpus)


@pytest.mark.parametrize(
    ("text", "facts"),
    [("up to $5,000", True), ("up to 5000 dollars", True), ("up to $5,000, not $7,000", False), ("half", False)],
)
def test_facts_are_what_must_and_must_not_be_said(text: str, facts: bool) -> None:
    assert score(case(), answer(text), Seen(), frozenset()).facts is facts


def test_a_refusal_is_right_where_nothing_answers_and_wrong_elsewhere() -> None:
    outside = case(outcome="unanswered", gold=[], must=[], must_not=[], document=None)
    right = score(outside, answer("no"), Seen(), frozenset())
    wrong = score(case(), answer("no"), Seen(), frozenset({"student-guide/subsidy-amount"}))
    assert (right.right, wrong.right) == (True, False)
    assert (right.refused, wrong.refused) == (True, True)


def test_the_wrong_language_is_not_right() -> None:
    outside = case(outcome="unanswered", gold=[], must=[], must_not=[], document=None)
    assert score(outside, answer("non", language=Language.FRENCH), Seen(), frozenset()).right is False


def test_statements_are_compared_without_case_accents_and_spaces() -> None:
    assert states("jusqu'à 5\u00a0000\u00a0$ PAR Stage", [["5 000 $"], ["par stage"]])


def test_a_broken_file_of_cases_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("- {id: a, langage: fr}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="unknown key 'entry 1.langage'|'entry 1.language' is missing"):
        read_cases([file])
