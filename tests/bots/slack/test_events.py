"""What Slack sends: signed or not, twice, by machines, edited, deleted, from where it may not answer, all at once."""

import json
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from assistant import Assistant
from bots.slack.web_events import BODY_LIMIT
from tests.bots.slack.people import Person, deleted, direct, edited, event, mention, new_ts
from tests.bots.slack.reading import buttons, said
from tests.bots.slack.standin import CHANNEL, DIRECT, Slack

QUESTION = "How much can the employer receive?"


def settled(person: Person, slack: Slack) -> None:
    """Everything that was sent before has had its turn: a command sent now is answered after it."""
    person.command("thanks", name="last")
    slack.next("response.last")


def test_slack_s_challenge_is_answered(person: Person) -> None:
    status, body = person.send({"type": "url_verification", "challenge": "abc"})
    assert status == 200 and json.loads(body)["challenge"] == "abc"


@pytest.mark.parametrize(("secret", "seconds"), [("other", 0), (None, -600), (None, 600)])
def test_a_wrong_or_stale_signature_is_refused(person: Person, slack: Slack, secret: str | None, seconds: int) -> None:
    wrong = {"secret": secret} if secret else {"at": int(time.time()) + seconds}
    status, _ = person.raw(json.dumps(mention(QUESTION)), "application/json", **wrong)
    settled(person, slack)
    assert status == 401 and slack.of("chat.postMessage") == []


@pytest.mark.parametrize("raw", ["{", '"', "payload={", "\x00"])
def test_what_is_no_request_of_slack_s_is_refused(person: Person, raw: str) -> None:
    status, _ = person.raw(raw, "application/json", at=0)
    assert status in (400, 401)


def test_a_body_over_the_limit_is_refused_before_it_is_read(person: Person) -> None:
    connection = HTTPConnection(person.application.removeprefix("http://"), timeout=20)
    connection.putrequest("POST", "/slack/events")
    connection.putheader("Content-Length", str(BODY_LIMIT + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_retried_event_is_answered_once(person: Person, slack: Slack) -> None:
    asked = mention(QUESTION)
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert person.send(asked)[0] == 200
    assert [person.raw(json.dumps(asked), "application/json", None, **retry)[0] for _ in range(3)] == [200] * 3
    settled(person, slack)
    assert len(slack.next("chat.postMessage")) == 1


def test_one_message_that_comes_as_two_events_is_answered_once(person: Person, slack: Slack) -> None:
    first = direct(QUESTION)
    person.send(first)
    person.send(event(first["event"]))
    settled(person, slack)
    assert len(slack.next("chat.stopStream")) == 1


@pytest.mark.parametrize(
    "inner",
    [
        {"type": "message", "channel_type": "im", "channel": DIRECT, "bot_id": "B1", "user": "UBOT", "text": QUESTION},
        {"type": "message", "channel_type": "im", "channel": DIRECT, "subtype": "bot_message", "text": QUESTION},
        {"type": "message", "channel_type": "im", "channel": DIRECT, "user": "USLACKBOT", "text": QUESTION},
        {"type": "message", "channel_type": "channel", "channel": CHANNEL, "user": "U1", "text": QUESTION},
        {"type": "app_mention", "channel": CHANNEL, "user": "U9", "bot_id": "B9", "text": f"<@UBOT> {QUESTION}"},
    ],
)
def test_machines_and_what_is_not_addressed_to_it_get_no_answer(
    person: Person, slack: Slack, inner: dict[str, str]
) -> None:
    assert person.send(event({**inner, "ts": new_ts()}))[0] == 200
    settled(person, slack)
    assert [call.method for call in slack.calls if call.method.startswith("chat.")] == []


def test_an_edited_question_is_answered_anew_in_the_same_message(person: Person, slack: Slack) -> None:
    asked = direct(QUESTION)
    person.send(asked)
    slack.next("chat.stopStream")
    person.send(edited(asked, "Who fills in the final evaluation?"))
    (update,) = slack.next("chat.update")
    assert update.args["ts"] in slack.streams and "evaluation" in update.args["text"]
    assert slack.of("chat.postMessage") == []


def test_a_change_that_leaves_the_words_alone_is_no_question(person: Person, slack: Slack) -> None:
    asked = direct(QUESTION)
    person.send(asked)
    slack.next("chat.stopStream")
    person.send(edited(asked, QUESTION))
    settled(person, slack)
    assert slack.of("chat.update") == []


def test_a_deleted_question_takes_its_answer_away(person: Person, slack: Slack) -> None:
    asked = direct(QUESTION)
    person.send(asked)
    slack.next("chat.stopStream")
    person.send(deleted(asked))
    slack.next("chat.delete")
    assert slack.messages == {}


@pytest.mark.parametrize(
    "changes", [{"channels": frozenset({"COTHER"})}, {"workspaces": frozenset({"TOTHER"})}], ids=["channel", "team"]
)
def test_where_it_is_not_allowed_it_says_so_to_the_person_alone(person: Person, slack: Slack) -> None:
    slack.locale("U1", "en-CA")
    person.send(mention(QUESTION))
    (whisper,) = slack.next("chat.postEphemeral")
    person.command(QUESTION)
    (told,) = slack.next("response.one")
    assert "not allowed to answer" in whisper.args["text"] and "not allowed to answer" in told.args["text"]
    assert slack.of("chat.postMessage") == []


@pytest.mark.parametrize("changes", [{"channels": frozenset({"COTHER"})}])
def test_a_list_of_channels_leaves_direct_messages_open(person: Person, slack: Slack) -> None:
    person.send(direct(QUESTION))
    assert slack.next("chat.stopStream")


def test_somebody_from_another_workspace_is_refused_where_workspaces_are_listed(
    person: Person, slack: Slack, service: Assistant
) -> None:
    asked = mention(QUESTION, user_team="TFOREIGN")
    object.__setattr__(service.settings.slack, "workspaces", frozenset({"T0001"}))
    person.send(asked)
    assert slack.next("chat.postEphemeral")
    assert slack.of("chat.postMessage") == []


@pytest.mark.parametrize("hostile", ["<!channel>", "<!here|here>", "<@U999>", "<#C1|general>", "<https://x.ca|Click>"])
def test_markup_in_a_question_is_never_echoed(person: Person, slack: Slack, hostile: str) -> None:
    person.send(mention(f"{QUESTION} {hostile} &lt;!channel&gt; What colour is the &lt;@U999&gt; spaceship?"))
    (post,) = slack.next("chat.postMessage")
    person.press("wil_person", buttons(post)["wil_person"]["value"])
    (_, review) = slack.next("chat.postMessage", count=2)
    assert "&lt;!channel&gt; What colour is the &lt;@U999&gt; spaceship?" in said(review)
    shown = said(post) + said(review)
    assert [mark for mark in ("<!channel", "<!here", "<@U999", "<#C1", "<https://x.ca") if mark in shown] == []


def test_a_hundred_events_at_once_are_each_answered_once(person: Person, slack: Slack) -> None:
    events = [mention(QUESTION, user=f"U{number}") for number in range(100)]
    with ThreadPoolExecutor(20) as crowd:
        statuses = list(crowd.map(lambda sent: person.send(sent)[0], [*events, *events[::3]]))
    assert set(statuses) == {200}
    slack.wait(lambda: len(slack.of("chat.postMessage")) >= 100, "a hundred answers", timeout=60)
    settled(person, slack)
    threads = [call.args["thread_ts"] for call in slack.of("chat.postMessage")]
    assert sorted(threads) == sorted(sent["event"]["ts"] for sent in events)


def test_a_button_under_a_message_of_the_largest_size_is_taken(person: Person, slack: Slack) -> None:
    person.press("wil_correct", "0123", message={"text": "é" * 40_000})
    assert slack.next("views.open")


def test_the_web_application_beside_it_is_left_as_it_is(person: Person) -> None:
    with urllib.request.urlopen(f"{person.application}/health", timeout=10) as answer:  # noqa: S310
        assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError) as get:
        urllib.request.urlopen(f"{person.application}/slack/events", timeout=10)  # noqa: S310
    with get.value as error:
        assert error.code == 405
