"""“Draft a reply” on somebody's message: the draft, its evidence, copied and posted."""

from typing import Any

import pytest

from tests.bots.slack.people import Person
from tests.bots.slack.reading import said
from tests.bots.slack.standin import CHANNEL, TEAM, Call, Slack

LETTERS = {
    "fr": "Bonjour, combien mon employeur peut-il recevoir pour mon stage? Merci!",
    "en": "Hello, how much can my employer receive for my placement? Thanks!",
}


def shortcut(person: Person, text: str, **message: Any) -> int:
    status, _ = person.interact(
        {
            "type": "message_action",
            "callback_id": "wil_draft",
            "team": {"id": TEAM},
            "channel": {"id": CHANNEL, "name": "aide"},
            "message": {"type": "message", "user": "U2", "text": text, "ts": "1700.1", **message},
            "message_ts": "1700.1",
            "response_url": f"{person.slack.address}/response/shortcut",
        }
    )
    return status


def drafted(person: Person, slack: Slack, text: str) -> Call:
    assert shortcut(person, text) == 200
    return slack.next("views.update")[0]


def letters_of(text: str) -> str:
    return "".join(char for char in text.replace("&amp;", "&") if char.isalnum())


def fields(call: Call) -> dict[str, str]:
    return {
        block["block_id"]: block["element"].get("initial_value", "")
        for block in call.args["view"]["blocks"]
        if block["type"] == "input"
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_draft_is_written_in_the_writer_s_language_with_its_evidence(
    person: Person, slack: Slack, language: str
) -> None:
    update = drafted(person, slack, LETTERS[language])
    (waiting,) = slack.of("views.open")
    assert "draft0" not in said(waiting)
    assert {"fr": "5\u00a0000\u00a0$", "en": "$5,000"}[language] in fields(update)["draft0"]
    assert {"fr": "Publier dans le fil", "en": "Post in thread"}[language] in said(update)
    assert "*[1]" in said(update) and slack.refusals == []


def test_the_draft_as_edited_is_posted_in_the_thread_with_who_posts_it(person: Person, slack: Slack) -> None:
    update = drafted(person, slack, LETTERS["en"])
    status, _ = person.submit(update.args["view"], draft0={"value": "As I said: <!channel> $5,000."})
    (post,) = slack.next("chat.postMessage")
    assert status == 200
    assert (post.args["channel"], post.args["thread_ts"]) == (CHANNEL, "1700.1")
    assert "As I said: &lt;!channel&gt; $5,000." in post.args["text"] and "<@U1>" in said(post)


def test_a_draft_that_cannot_be_posted_is_told_to_its_author_in_private(person: Person, slack: Slack) -> None:
    slack.locale("U1", "en-CA")
    slack.absent.add(CHANNEL)
    update = drafted(person, slack, LETTERS["en"])
    person.submit(update.args["view"], draft0={"value": "Hello."})
    (told,) = slack.next("chat.postMessage")
    assert told.args["channel"] == "U1" and "invite it with /invite" in told.args["text"]


def test_the_draft_as_edited_is_shown_to_be_copied(person: Person, slack: Slack) -> None:
    view = drafted(person, slack, LETTERS["en"]).args["view"]
    state = {"values": {"draft0": {"draft0": {"value": "My own <words>"}}}}
    person.interact(
        {
            "type": "block_actions",
            "view": {**view, "id": "V1", "state": state},
            "container": {"type": "view", "view_id": "V1"},
            "actions": [{"type": "button", "action_id": "wil_copy", "block_id": "b", "value": "en"}],
        }
    )
    (pushed,) = slack.next("views.push")
    assert '{"type": "text", "text": "My own <words>"}' in said(pushed)


def test_a_long_draft_is_kept_whole_in_several_fields(person: Person, slack: Slack) -> None:
    questions = [LETTERS["en"], "What are my responsibilities?", "Which documents are accepted as proof of enrolment?"]
    questions += [
        "Am I eligible?",
        "What should I do if my employer has not paid me?",
        "Who fills in the final evaluation?",
    ]
    update = drafted(person, slack, " ".join(questions))
    parts = fields(update)
    assert len(parts) > 1 and all(len(part) <= 3000 for part in parts.values())
    person.submit(update.args["view"], **{name: {"value": text} for name, text in parts.items()})
    (post,) = slack.next("chat.postMessage")
    posted = "".join(block["text"]["text"] for block in post.args["blocks"] if block["type"] == "section")
    assert letters_of(posted) == letters_of("".join(parts.values())) and slack.refusals == []


def test_a_message_without_words_gets_a_sentence(person: Person, slack: Slack) -> None:
    assert shortcut(person, "") == 200
    (update,) = slack.next("views.update")
    assert "vide" in said(update) or "empty" in said(update)


@pytest.mark.parametrize("changes", [{"channels": frozenset({"COTHER"})}])
def test_no_draft_where_the_channel_is_not_allowed(person: Person, slack: Slack) -> None:
    slack.locale("U1", "en-CA")
    assert shortcut(person, LETTERS["en"]) == 200
    (update,) = slack.next("views.update")
    assert "not allowed to answer" in said(update)


def test_a_draft_can_do_without_the_writer_s_name(person: Person, slack: Slack) -> None:
    slack.scopes = ("chat:write",)
    assert "$5,000" in fields(drafted(person, slack, LETTERS["en"]))["draft0"]


def test_a_machine_s_message_can_be_replied_to(person: Person, slack: Slack) -> None:
    assert shortcut(person, LETTERS["en"], user=None, bot_id="B1") == 200
    assert "$5,000" in fields(slack.next("views.update")[0])["draft0"]
