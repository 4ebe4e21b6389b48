"""Rate limits, and the bound of a conversation."""

from pathlib import Path

import pytest

from assistant import (
    CONVERSATION_LIMIT,
    Assistant,
    Message,
    MessageRefused,
    Settings,
    SettingsError,
    TooManyMessages,
    build_assistant,
    read_settings,
)
from assistant.limiting import Limit
from assistant.store import StoredTurn, new_id
from corpus import Language


def test_one_message_too_many_is_refused_in_a_sentence_that_says_when_to_try_again() -> None:
    limit = Limit(2)
    limit.admit("a", Language.ENGLISH)
    limit.admit("a", Language.ENGLISH)
    with pytest.raises(TooManyMessages, match=r"the limit \(2 a minute\)\. Try again in \d+ s") as refused:
        limit.admit("a", Language.ENGLISH)
    assert 1 <= refused.value.seconds <= 60


def test_each_key_has_its_own_limit_and_zero_lifts_it() -> None:
    limit, lifted = Limit(1), Limit(0)
    limit.admit("a", Language.FRENCH)
    limit.admit("b", Language.FRENCH)
    for _ in range(100):
        lifted.admit("a", Language.FRENCH)


@pytest.fixture
def limited(real_settings: Settings, tmp_path: Path) -> Assistant:
    data = {"WIL_DATA": str(real_settings.data), "WIL_DATABASE_URL": f"sqlite:///{tmp_path / 'wil.sqlite3'}"}
    return build_assistant(read_settings({**data, "WIL_LIMIT_CONVERSATION": "2", "WIL_LIMIT_CLIENT": "1"}))


def test_a_conversation_is_limited_and_a_new_one_is_not(limited: Assistant) -> None:
    id = limited.reply(Message("Bonjour")).conversation_id
    limited.reply(Message("merci", id))
    limited.reply(Message("merci", id))
    with pytest.raises(TooManyMessages, match="plus de messages que la limite"):
        limited.reply(Message("Qui paie les étudiants?", id))
    assert limited.reply(Message("Bonjour")).conversation_id != id


def test_a_client_is_limited_on_its_own(limited: Assistant) -> None:
    limited.admit("visitor", Language.ENGLISH)
    with pytest.raises(TooManyMessages):
        limited.admit("visitor", Language.ENGLISH)
    limited.admit("another", Language.ENGLISH)


def test_a_conversation_that_is_full_says_so(assistant: Assistant) -> None:
    conversation = assistant.store.start("test")
    for _ in range(CONVERSATION_LIMIT):
        turn = StoredTurn(
            new_id(), conversation.id, "test", Language.ENGLISH, "hi", "greeting", (), None, {"citations": []}, (), {}
        )
        assistant.store.keep(turn, language_chosen=False)
    with pytest.raises(MessageRefused, match="has 200 messages, the most it can hold"):
        assistant.reply(Message("who pays me?", conversation.id))


@pytest.mark.parametrize("name", ["WIL_LIMIT_CLIENT", "WIL_LIMIT_CONVERSATION"])
@pytest.mark.parametrize("value", ["-1", "many", "1.5"])
def test_a_limit_that_is_no_count_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"The setting {name} is '{value}'; it must be a whole number"):
        read_settings({name: value})
