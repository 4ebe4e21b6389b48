"""Socket Mode with slack_sdk's own client: acknowledged, answered, cut off and restored, and ended with a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest

from bots.slack import Bot, SlackError, run
from tests.bots.slack.people import direct, mention
from tests.bots.slack.standin import APP_TOKEN, BOT_TOKEN, CHANNEL, DIRECT, Fault, Slack

QUESTION = "How much can the employer receive?"


def envelope(id: str, payload: dict[str, Any], kind: str = "events_api") -> dict[str, Any]:
    return {"envelope_id": id, "type": kind, "accepts_response_payload": kind != "events_api", "payload": payload}


@contextmanager
def listening(bot: Bot, slack: Slack) -> Iterator[list[BaseException]]:
    """The channel at work over a socket; what it ended with, if anything."""
    stopped, ended = Event(), list[BaseException]()

    def work() -> None:
        try:
            run(bot, stopped)
        except SlackError as error:
            ended.append(error)

    thread = Thread(target=work)
    thread.start()
    slack.wait(lambda: slack.sockets or ended, "the socket")
    yield ended
    stopped.set()
    thread.join(60)
    assert not thread.is_alive()


def test_every_way_in_is_acknowledged_and_answered(bot: Bot, slack: Slack) -> None:
    command = {
        "command": "/wil",
        "text": QUESTION,
        "team_id": "T0001",
        "channel_id": CHANNEL,
        "user_id": "U1",
        "trigger_id": "t1",
        "response_url": f"{slack.address}/response/socket",
    }
    with listening(bot, slack):
        slack.send(envelope("e1", mention(QUESTION)))
        slack.send(envelope("e2", direct(QUESTION)))
        slack.send(envelope("e3", command, "slash_commands"))
        for method in ("chat.postMessage", "chat.stopStream", "response.socket"):
            slack.next(method)
        assert {ack["envelope_id"] for ack in slack.acks} == {"e1", "e2", "e3"}


def test_an_envelope_that_slack_sends_again_is_answered_once(bot: Bot, slack: Slack) -> None:
    asked = mention(QUESTION)
    with listening(bot, slack):
        for id in ("e1", "e2", "e3"):
            slack.send(envelope(id, asked))
        slack.wait(lambda: len(slack.acks) == 3)
        slack.send(envelope("e4", direct(QUESTION)))
        slack.next("chat.stopStream")
    assert len(slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize("how", ["cut", "asked"])
def test_a_socket_that_is_lost_is_opened_again_and_nothing_is_lost(bot: Bot, slack: Slack, how: str) -> None:
    with listening(bot, slack):
        slack.send(envelope("e1", mention(QUESTION)))
        slack.next("chat.postMessage")
        if how == "cut":
            slack.drop()
        else:
            slack.send({"type": "disconnect", "reason": "refresh_requested"})
        slack.wait(lambda: len(slack.sockets) > 1, "a second socket", timeout=60)
        slack.send(envelope("e2", mention("Who fills in the final evaluation?")))
        slack.next("chat.postMessage", count=2)


def test_what_was_taken_on_is_finished_when_it_is_stopped(bot: Bot, slack: Slack) -> None:
    slack.fail("chat.postMessage", Fault(delay=0.5))
    with listening(bot, slack):
        slack.send(envelope("e1", mention(QUESTION)))
        slack.wait(lambda: slack.acks)
    assert len(slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize("code", ["revoked event", "revoked call"])
def test_a_token_that_is_taken_back_ends_it_with_a_sentence(bot: Bot, slack: Slack, code: str) -> None:
    with listening(bot, slack) as ended:
        if code == "revoked event":
            revoked = {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}
            slack.send(envelope("e1", {**direct(""), "event": revoked}))
        else:
            slack.tokens.discard(BOT_TOKEN)
            slack.send(envelope("e1", {**direct(QUESTION), "event": {**direct(QUESTION)["event"], "channel": DIRECT}}))
        slack.wait(lambda: ended, "the end", timeout=60)
    assert "WIL_SLACK_BOT_TOKEN" in str(ended[0])


def test_a_socket_that_stays_away_because_its_token_was_taken_back_ends_it_with_a_sentence(
    bot: Bot, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.slack.socket_mode._PATIENCE", 0.1)
    with listening(bot, slack) as ended:
        slack.tokens.discard(APP_TOKEN)
        slack.drop()
        slack.wait(lambda: ended, "the end", timeout=60)
    assert "WIL_SLACK_APP_TOKEN" in str(ended[0])


def test_a_socket_that_cannot_be_opened_is_said(bot: Bot, slack: Slack) -> None:
    slack.tokens.discard(APP_TOKEN)
    with pytest.raises(SlackError, match="WIL_SLACK_APP_TOKEN.*invalid_auth"):
        run(bot, Event())
