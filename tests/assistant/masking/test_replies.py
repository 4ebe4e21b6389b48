"""Masking in a reply: what is answered is the question, kindly, and never with what was masked."""

import pytest

from assistant import Answer, Assistant, Message, Outcome, StatementKind
from assistant.wording import replies
from corpus import Language

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


def ask(assistant: Assistant, text: str, conversation: str | None = None) -> Answer:
    return assistant.reply(Message(text, conversation, channel="test"))


def said(answer: Answer) -> list[str]:
    """What an answer says beside the notice."""
    notice = replies().say("masked", answer.language)
    return [statement.text for statement in answer.statements if statement.text != notice]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("my name is Léa Tremblay, when do I get paid?", "when do I get paid?"),
        ("I'm Léa Tremblay, student number 7654321. when do I get paid?", "when do I get paid?"),
        ("when do I get paid?\n\nThanks,\nJohn Smith\nStudent, UBC\n604-555-0123", "when do I get paid?"),
        ("Je m'appelle Karim Benali, qui évalue mon stage?", "qui évalue mon stage?"),
        ("Mon NAS est le 046 454 286. Qui signe l'entente avec le CTIC?", "Qui signe l'entente avec le CTIC?"),
        ("Appelez-moi au 514 555-0199 svp. Qui dépose la demande?", "Qui dépose la demande?"),
        (
            "I'm Canadian, full-time at UBC in Computer Science, born 2001-05-03. Am I eligible?",
            "I'm Canadian, full-time at UBC in Computer Science. Am I eligible?",
        ),
    ],
)
def test_the_answer_is_that_of_the_question_alone(assistant: Assistant, told: str, asked: str) -> None:
    with_data, without = ask(assistant, told), ask(assistant, asked)
    assert without.citations
    assert (said(with_data), with_data.outcome, with_data.citations) == (
        said(without),
        without.outcome,
        without.citations,
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bonjour, mon NAS est 046 454 286", FRENCH),
        ("Hello! my phone is 514-555-0199", ENGLISH),
        ("Je m'appelle Léa Tremblay", FRENCH),
        ("my name is lea tremblay", ENGLISH),
        ("thanks, John", ENGLISH),
        ("Merci beaucoup!\nLéa Tremblay", FRENCH),
    ],
)
def test_small_talk_gets_the_notice_too(assistant: Assistant, text: str, language: Language) -> None:
    answer = ask(assistant, text)
    assert (answer.outcome, answer.language) == (Outcome.GREETING, language)
    assert answer.text.count(replies().say("masked", language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Mon NAS est 046 454 286 et mon courriel lea@exemple.ca; qui signe l'entente?",
        "my SIN is 130-692-544 and my dad Robert owns the company, I'm Canadian, can I take part?",
        "What is the capital of Peru? I'm John Smith",
    ],
)
def test_the_notice_is_said_once_and_names_no_placeholder(assistant: Assistant, text: str) -> None:
    answer = ask(assistant, text)
    assert answer.text.count(replies().say("masked", answer.language)) == 1
    assert "[" not in answer.text


def test_without_personal_data_there_is_no_notice(assistant: Assistant) -> None:
    answer = ask(assistant, "Qui signe l'entente avec le CTIC?")
    assert replies().say("masked", FRENCH) not in answer.text


def test_who_somebody_is_still_reaches_the_rules(assistant: Assistant) -> None:
    answer = ask(assistant, "I'm Léa Tremblay, a Canadian citizen, and my dad Robert owns the company. Am I eligible?")
    assert answer.outcome is Outcome.VERDICT
    assert answer.eligibility is not None and answer.eligibility.verdict == "criterion_not_met"


def test_a_part_without_answer_is_named_without_what_was_masked(assistant: Assistant) -> None:
    text = "Who signs the agreement with ICTC? And what is the capital of Mongolia, I'm Léa Tremblay, 514 555 0199?"
    gaps = [s.text for s in ask(assistant, text).statements if s.kind is StatementKind.GAP]
    assert len(gaps) == 1 and "Mongolia" in gaps[0]
    assert not [secret for secret in ("Léa", "Tremblay", "0199", "[") if secret in gaps[0]]


def test_a_follow_up_is_read_with_the_question_and_not_with_the_name(assistant: Assistant) -> None:
    first = ask(assistant, "I'm John Smith, is the midpoint evaluation shared with my employer?")
    plain = ask(assistant, "is the midpoint evaluation shared with my employer?")
    follow = "and the final one?"
    assert said(ask(assistant, follow, first.conversation_id)) == said(ask(assistant, follow, plain.conversation_id))
