"""A kept turn shown again: what it was made with, and whether today's answer differs."""

import pytest

from assistant import Assistant, Fact, Message, Truth, TurnNotFound
from assistant.model import Desk
from assistant.service import Assistant as Service
from tests.assistant.model.scripted import ScriptedModel, worded


def conversation(assistant: Assistant) -> list[str]:
    first = assistant.reply(Message("suis-je admissible? mon courriel : lea@exemple.ca"))
    id = first.conversation_id
    turns = [
        first,
        assistant.reply(Message("Oui", id, facts={Fact.CITIZEN_OR_PR: Truth.TRUE})),
        assistant.reply(Message("oui, à temps plein", id)),
        assistant.reply(Message("qui voit mon évaluation de mi-parcours?", id)),
        assistant.reply(Message("et pour la finale?", id)),
        assistant.reply(Message("merci!", id)),
    ]
    return [answer.turn_id for answer in turns]


def test_every_turn_of_a_conversation_replays_as_it_was(assistant: Assistant) -> None:
    for turn_id in conversation(assistant):
        replay = assistant.replay(turn_id)
        assert (replay.turn.id, replay.differs) == (turn_id, ())
        assert replay.answer.text == replay.turn.answer["text"]


def test_a_replay_keeps_nothing(assistant: Assistant) -> None:
    turn_id = conversation(assistant)[-1]
    turn = assistant.store.turn(turn_id)
    assert turn is not None
    before = len(assistant.store.turns(turn.conversation_id))
    assistant.replay(turn_id)
    assert len(assistant.store.turns(turn.conversation_id)) == before


def test_versions_then_and_now_are_both_shown(assistant: Assistant) -> None:
    good = "An employer can receive up to half of the student's wages, at most $5,000."
    desk = Desk(ScriptedModel(worded((good, [1]))), 5)
    with_model = Service(assistant.settings, assistant.index, assistant.store, desk)
    answer = with_model.reply(Message("How much can my employer receive for a student?"))
    replay = assistant.replay(answer.turn_id)
    assert set(replay.versions) == {"corpus", "index", "rules", "prompts", "model", "model_work"}
    assert (replay.turn.versions["model"], replay.versions["model"]) == ("scripted:tiny", "")
    assert replay.turn.versions["model_work"] == "word"
    assert replay.differs == ("statements",)
    assert replay.turn.answer["text"] == good != replay.answer.text


@pytest.mark.parametrize("turn_id", ["", "0" * 32, "'; drop table turns; --", "\x1b[31m" + "x" * 500])
def test_an_unknown_turn_is_told_in_one_sentence(turn_id: str, assistant: Assistant) -> None:
    with pytest.raises(TurnNotFound, match="introuvable") as told:
        assistant.replay(turn_id)
    assert "\n" not in str(told.value) and len(str(told.value)) < 250 and "\x1b" not in str(told.value)
