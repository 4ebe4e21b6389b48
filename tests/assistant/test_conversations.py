"""Conversations: their language, their life, one reply at a time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant import (
    Answer,
    Assistant,
    ConversationBusy,
    ConversationNotFound,
    Feedback,
    Message,
    MessageRefused,
    Notice,
    Said,
    Settings,
    Step,
    TurnNotFound,
    build_assistant,
)
from corpus import Language

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def test_the_conversation_keeps_its_language_where_the_message_tells_none(assistant: Assistant) -> None:
    first = assistant.reply(Message("Who signs the contract with ICTC?"))
    assert assistant.reply(Message("PR?", first.conversation_id)).language is ENGLISH


def test_a_message_in_the_other_language_is_answered_in_it(assistant: Assistant) -> None:
    first = assistant.reply(Message("Who evaluates my placement?"))
    assert assistant.reply(Message("et pour le plan d'apprentissage?", first.conversation_id)).language is FRENCH


def test_an_explicit_language_holds_until_it_is_changed(assistant: Assistant) -> None:
    first = assistant.reply(Message("Combien l'employeur peut-il recevoir?", language=ENGLISH))
    assert first.language is ENGLISH
    second = assistant.reply(Message("Qui paie les étudiants?", first.conversation_id))
    assert second.language is ENGLISH
    assert assistant.reply(Message("Who pays?", first.conversation_id, FRENCH)).language is FRENCH


def test_what_the_client_accepts_decides_where_nothing_else_does(assistant: Assistant) -> None:
    assert assistant.reply(Message("12345", accepted=[ENGLISH])).language is ENGLISH


def test_a_conversation_goes_on_after_a_restart(assistant: Assistant, real_settings: Settings) -> None:
    first = assistant.reply(Message("Who fills in the final evaluation?"))
    again = build_assistant(real_settings)
    assert again.reply(Message("thanks", first.conversation_id)).conversation_id == first.conversation_id
    assert len(again.store.turns(first.conversation_id)) == 2


def test_an_unknown_conversation_is_refused_in_the_person_s_language(assistant: Assistant) -> None:
    with pytest.raises(ConversationNotFound, match="introuvable ou a expiré"):
        assistant.reply(Message("Bonjour à tous", "0" * 32))
    with pytest.raises(ConversationNotFound, match="cannot be found or has expired"):
        assistant.reply(Message("who pays me", "nope"))


def test_a_second_message_during_a_reply_is_told_to_wait(assistant: Assistant) -> None:
    first = assistant.reply(Message("Hello"))
    events = assistant.stream(Message("Who pays me?", first.conversation_id))
    next(events)
    with pytest.raises(ConversationBusy, match="already in progress"):
        assistant.reply(Message("Who pays me?", first.conversation_id))
    assert isinstance(list(events)[-1], Answer)
    assert assistant.reply(Message("Who pays me?", first.conversation_id)).conversation_id == first.conversation_id


def test_a_stream_left_halfway_frees_its_conversation(assistant: Assistant) -> None:
    first = assistant.reply(Message("Hello"))
    events: Iterator[object] = assistant.stream(Message("Who pays me?", first.conversation_id))
    next(events)
    events.close()  # type: ignore[attr-defined]  # a generator
    assert assistant.reply(Message("Who pays me?", first.conversation_id)).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "vide"),
        ("   \n\t ", "vide"),
        ("\ud800", "lisible"),
        ("\x00\x01\x02", "lisible"),
        ("🙂🙂", "lisible"),
        ("é" * 8001, "8\u00a0001"),
    ],
)
def test_what_is_no_message_is_refused_with_one_sentence(assistant: Assistant, text: str, said: str) -> None:
    with pytest.raises(MessageRefused, match=said) as refused:
        assistant.reply(Message(text, accepted=[FRENCH]))
    assert str(refused.value).count("\n") == 0


def test_a_lone_surrogate_and_hidden_characters_beside_words_are_dropped(assistant: Assistant) -> None:
    answer = assistant.reply(Message("Who pays\u200b\u2066 me\ud800?\U000e0041"))
    assert assistant.store.turns(answer.conversation_id)[0].message == "Who pays me ?"


def test_the_stream_tells_steps_then_statements_then_the_answer(assistant: Assistant) -> None:
    events = list(assistant.stream(Message("Qui voit mon évaluation de mi-parcours?")))
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert [event.name for event in events if isinstance(event, Step)] == ["reading", "searching", "writing"]
    assert [event.statement for event in events if isinstance(event, Said)] == list(answer.statements)


def test_many_people_at_once_get_what_each_asked(assistant: Assistant) -> None:
    questions = ["Combien l'employeur peut-il recevoir?", "is the mid-term eval shared with my employer"] * 8
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda question: assistant.reply(Message(question)), questions))
    assert len({answer.turn_id for answer in answers}) == len(questions)
    assert all("5\u00a0000" in answer.text for answer in answers[::2])
    assert all("shared" in answer.text for answer in answers[1::2])


def test_nothing_personal_reaches_the_database_file(assistant: Assistant, real_settings: Settings) -> None:
    assistant.reply(Message("my card 4111 1111 1111 1111 was charged, call 514-555-0199, who pays me?"))
    path = Path(real_settings.database_url.removeprefix("sqlite:///"))
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"4111 1111" not in kept and b"555-0199" not in kept


def test_what_is_said_of_an_answer_is_kept_masked(assistant: Assistant) -> None:
    answer = assistant.reply(Message("Who fills in the final evaluation?"))
    assistant.feedback(Feedback(answer.turn_id, "down", "incomplete", "write me at lea@example.org"))
    kept = [found for found in assistant.store.feedback.since(LONG_AGO) if found.turn_id == answer.turn_id]
    assert kept == [Feedback(answer.turn_id, "down", "incomplete", "write me at [EMAIL]")]


def test_feedback_on_an_unknown_answer_is_refused_in_a_sentence(assistant: Assistant) -> None:
    with pytest.raises(TurnNotFound, match="cannot be found or was deleted"):
        assistant.feedback(Feedback("0" * 32, "up"), ENGLISH)


def test_a_notice_waits_masked_and_once(assistant: Assistant) -> None:
    notice = Notice("test-notice", "inbox", "pay", ENGLISH, "Not paid; call 514 555-0199.")
    assert assistant.notify(notice)
    assert not assistant.notify(notice)
    assert [found.text for found in assistant.store.outbox.take()] == ["Not paid; call [PHONE]."]
