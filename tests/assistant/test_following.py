"""Follow-ups are read with what came before; a new subject stands alone."""

import pytest

from assistant import Assistant, Message, Outcome
from assistant.leaning import follows_on
from corpus import Language

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


def said(assistant: Assistant, *messages: str) -> list[str]:
    """The passages cited by the answer to the last of the messages, told in one conversation."""
    conversation = None
    for text in messages:
        answer = assistant.reply(Message(text, conversation))
        conversation = answer.conversation_id
    return [citation.passage.removeprefix("student-guide/") for citation in answer.citations]


@pytest.mark.parametrize(
    ("messages", "passage"),
    [
        (["Quand dois-je remplir l'évaluation de mi-parcours?", "et pour la finale?"], "final-evaluation"),
        (["who does the midpoint evaluation?", "is it shared with my boss?"], "midpoint-evaluation"),
        (["who does the midpoint evaluation?", "what about the final one?"], "final-evaluation"),
        (["can part-time students take part?", "what about international students?"], "exclusion-international"),
        (["what proof of enrolment do you accept?", "does a screenshot work?"], "proof-screenshot"),
        (
            ["Quelles sont les responsabilités de mon employeur?", "et s'il ne les respecte pas, j'écris à qui?"],
            "employer-fails-duties",
        ),
        (["une cousine, c'est de la famille immédiate?", "pis si c'est mon oncle?"], "immediate-family"),
        (
            ["combien mon employeur peut-il recevoir?", "mon mot de passe marche plus, je fais quoi?"],
            "forgotten-password",
        ),
    ],
)
def test_a_follow_up_is_read_with_the_question_before_it(
    assistant: Assistant, messages: list[str], passage: str
) -> None:
    assert said(assistant, *messages)[0] == passage


def test_a_follow_up_stays_with_the_report_that_was_named(assistant: Assistant) -> None:
    found = said(assistant, "Selon l'étude de cas Red River, qui est le collaborateur?", "et la province?")
    assert found[0] == "rrc-case-study/province"


def test_a_follow_up_on_a_report_does_not_leave_it_for_the_guide(assistant: Assistant) -> None:
    asked = "In the RRC Polytech case study, how long are the usual industry projects?"
    assert said(assistant, asked, "and the part-time ones?")[0].startswith("rrc-case-study/")


def test_what_nothing_answers_is_not_answered_by_what_was_said_before(assistant: Assistant) -> None:
    first = assistant.reply(Message("what proof of enrolment do you accept?"))
    answer = assistant.reply(Message("and the deadline?", first.conversation_id))
    assert answer.outcome is Outcome.UNANSWERED


def test_a_message_of_another_subject_is_not_read_with_the_one_before(assistant: Assistant) -> None:
    found = said(assistant, "Dans l'étude de cas Red River, qui est le collaborateur?", "j'ai oublié mon mot de passe")
    assert found[0] == "forgotten-password"


def test_without_a_conversation_nothing_is_read_into_a_message(assistant: Assistant) -> None:
    assert assistant.reply(Message("et ça?")).outcome is Outcome.UNANSWERED


@pytest.mark.parametrize(
    ("text", "language", "follows"),
    [
        ("pourquoi?", FRENCH, True),
        ("et celle de la fin?", FRENCH, True),
        ("who fills it in?", ENGLISH, True),
        ("how do I fill out the student recommendation form?", ENGLISH, False),
        ("Quel pourcentage de ma paye le programme rembourse à la compagnie?", FRENCH, False),
        ("", ENGLISH, False),
    ],
)
def test_what_leans_on_the_message_before(text: str, language: Language, follows: bool) -> None:
    assert follows_on(text, language) is follows
