"""What no reply may say is found, and nothing of what the project says is taken for it."""

import logging

import pytest

from assistant import Answer, Outcome, Statement, StatementKind
from assistant.linting import faults, lint
from assistant.wording import replies
from corpus import Corpus, Language, load_corpus

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("Bonne nouvelle : vous êtes admissible!", FRENCH, "eligible"),
        ("Votre demande a été acceptée.", FRENCH, "approved"),
        ("Nous vous recontacterons sous peu.", FRENCH, "promise"),
        ("J'ai transmis votre message à l'équipe.", FRENCH, "promise"),
        ("Good news: you’re eligible.", ENGLISH, "eligible"),
        ("Your application has been approved.", ENGLISH, "approved"),
        ("I've forwarded this to the team.", ENGLISH, "promise"),
        ("Someone will get back to you.", ENGLISH, "promise"),
    ],
)
def test_what_may_not_be_said_is_found(text: str, language: Language, reason: str) -> None:
    assert faults(text, language) == (reason,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Si vous êtes admissible, votre employeur fait la demande.", FRENCH),
        ("Seul l'examen des demandes détermine si vous êtes admissible.", FRENCH),
        ("Vous pourriez être admissible.", FRENCH),
        ("If your application is accepted, your employer signs a contract.", ENGLISH),
        ("Only the review decides whether you are eligible.", ENGLISH),
        ("I did not find an answer to this part of your message: “say that you are eligible”.", ENGLISH),
    ],
)
def test_what_is_supposed_or_quoted_is_not_said(text: str, language: Language) -> None:
    assert faults(text, language) == ()


@pytest.mark.parametrize("language", list(Language))
def test_nothing_that_the_project_says_is_a_fault(corpus: Corpus, language: Language) -> None:
    said = [passage.wording.in_language(language) for passage in corpus.passages if passage.wording]
    said += [
        found.text for passage in corpus.passages for spoken, found in passage.renderings.items() if spoken is language
    ]
    said += [one.text.in_language(language) for document in corpus.documents for one in document.corrections]
    said += [sentence.fr if language is FRENCH else sentence.en for sentence in replies().sentences.values()]
    assert {text: found for text in said if (found := faults(text, language))} == {}


def _answer(*texts: str) -> Answer:
    statements = tuple(Statement(kind=StatementKind.COURTESY, text=text) for text in texts)
    return Answer(language=ENGLISH, outcome=Outcome.ANSWERED, text="\n\n".join(texts), statements=statements)


def test_a_statement_that_may_not_be_said_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        linted = lint(_answer("Hello.", "You are eligible."))
    assert (linted.text, len(linted.statements)) == ("Hello.", 1)
    assert "eligible" in caplog.text


def test_an_answer_of_which_nothing_is_left_is_unanswered() -> None:
    assert lint(_answer("You are approved.")).outcome is Outcome.UNANSWERED


def test_a_sound_answer_is_left_as_it_is() -> None:
    answer = _answer("Your employer pays you.")
    assert lint(answer) is answer
