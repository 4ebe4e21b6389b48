"""Buttons and dialogs under an answer: feedback, a person, a correction, and why."""

from datetime import UTC, datetime

import pytest

from assistant import Assistant
from tests.bots.slack.people import Person, mention
from tests.bots.slack.reading import buttons, kinds, said, thumbs
from tests.bots.slack.standin import CHANNEL, REVIEW, Call, Slack

QUESTIONS = {"fr": "Combien l'employeur peut-il recevoir?", "en": "How much can the employer receive?"}
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
both = pytest.mark.parametrize("language", ["fr", "en"])


def answered(person: Person, slack: Slack, language: str) -> Call:
    person.send(mention(QUESTIONS[language]))
    return slack.next("chat.postMessage")[0]


@both
def test_a_raised_thumb_is_kept_and_thanked_for(
    person: Person, slack: Slack, service: Assistant, language: str
) -> None:
    good = thumbs(answered(person, slack, language))["positive_button"]["value"]
    person.press("wil_feedback", good)
    (thanks,) = slack.next("response.pressed")
    assert {"fr": "Merci", "en": "Thank you"}[language] in thanks.args["text"]
    assert [(kept.rating, kept.reason) for kept in service.store.feedback.since(LONG_AGO)] == [("up", None)]


@both
def test_a_lowered_thumb_asks_for_the_reason_and_keeps_it(
    person: Person, slack: Slack, service: Assistant, language: str
) -> None:
    bad = thumbs(answered(person, slack, language))["negative_button"]["value"]
    person.press("wil_feedback", bad)
    (opened,) = slack.next("views.open")
    assert {"fr": "Il manque quelque chose", "en": "Something is missing"}[language] in said(opened)
    slack.wait(lambda: service.store.feedback.since(LONG_AGO))
    status, told = person.submit(
        opened.args["view"],
        reason={"selected_option": {"value": "incomplete"}},
        comment={"value": "Mon NAS est 046 454 286"},
    )
    assert status == 200 and told["response_action"] == "update"
    (kept,) = service.store.feedback.since(LONG_AGO)
    assert (kept.rating, kept.reason, kept.comment) == ("down", "incomplete", "Mon NAS est [SIN]")


def test_feedback_on_an_answer_that_is_gone_says_so(person: Person, slack: Slack) -> None:
    slack.locale("U1", "en-CA")
    person.press("wil_feedback", "up 0123")
    (told,) = slack.next("response.pressed")
    assert "cannot be found or was deleted" in told.args["text"]


@both
def test_a_person_should_look_is_posted_once_with_the_evidence_and_resolved_there(
    person: Person, slack: Slack, language: str
) -> None:
    turn = buttons(answered(person, slack, language))["wil_person"]["value"]
    person.press("wil_person", turn)
    (_, post) = slack.next("chat.postMessage", count=2)
    assert post.args["channel"] == REVIEW and "<@U1>" in said(post) and "container" in kinds(post)
    assert QUESTIONS[language] in said(post)
    person.press("wil_person", turn, name="again")
    (again,) = slack.next("response.again")
    assert {"fr": "déjà", "en": "already"}[language] in again.args["text"]
    assert len(slack.of("chat.postMessage")) == 2

    ts = max(slack.messages)
    resolve = buttons(post)["wil_resolved"]["value"]
    person.press("wil_resolved", resolve, channel=REVIEW, message={"ts": ts, **post.args})
    (update,) = slack.next("chat.update")
    assert update.args["ts"] == ts and "actions" not in kinds(update)
    assert {"fr": "Réglé par <@U1>", "en": "Resolved by <@U1>"}[language] in said(update)


@pytest.mark.parametrize("changes", [{"review_channel": ""}])
def test_without_a_channel_for_it_the_setting_is_named(person: Person, slack: Slack) -> None:
    turn = buttons(answered(person, slack, "en"))["wil_person"]["value"]
    person.press("wil_person", turn)
    (told,) = slack.next("response.pressed")
    assert "WIL_SLACK_REVIEW_CHANNEL" in told.args["text"]


@both
def test_a_correction_is_kept_as_a_proposal_masked(
    person: Person, slack: Slack, service: Assistant, language: str
) -> None:
    turn = buttons(answered(person, slack, language))["wil_correct"]["value"]
    person.press("wil_correct", turn)
    (opened,) = slack.next("views.open")
    fields = [block for block in opened.args["view"]["blocks"] if block["type"] == "input"]
    assert "5" in fields[0]["element"]["initial_value"]
    _, told = person.submit(opened.args["view"], wording={"value": "Écrivez à lea@exemple.ca"})
    assert told["view"]["blocks"]
    (kept,) = service.store.proposals.all()
    assert (kept.question, kept.wording) == (QUESTIONS[language], "Écrivez à [EMAIL]")
    assert kept.passages and kept.turn_id == turn


@both
def test_why_lays_the_answer_open(person: Person, slack: Slack, language: str) -> None:
    turn = buttons(answered(person, slack, language))["wil_why"]["value"]
    person.press("wil_why", turn)
    (update,) = slack.next("views.update")
    shown = said(update)
    assert [part in shown for part in ("student-guide/", "corpus", "rules", "index")] == [True] * 4
    assert QUESTIONS[language] in shown and slack.refusals == []


def test_why_shows_the_rules_of_a_verdict(person: Person, slack: Slack) -> None:
    person.send(mention("I hold a work permit, am I eligible?"))
    (post,) = slack.next("chat.postMessage")
    person.press("wil_why", buttons(post)["wil_why"]["value"])
    (update,) = slack.next("views.update")
    assert "work_permit = True" in said(update) and "*E1*" in said(update)


@pytest.mark.parametrize("action", ["wil_person", "wil_correct", "wil_why", "wil_share"])
def test_a_button_under_an_answer_that_is_gone_says_so(person: Person, slack: Slack, action: str) -> None:
    slack.locale("U1", "en-CA")
    person.press(action, "0123")
    (told,) = slack.next("response.pressed", "views.open")
    assert "has been deleted since" in said(told)


@pytest.mark.parametrize("changes", [{"channels": frozenset({"COTHER"})}])
def test_a_button_in_a_channel_that_is_not_allowed_is_refused(person: Person, slack: Slack) -> None:
    slack.locale("U1", "en-CA")
    person.press("wil_why", "0123", channel=CHANNEL)
    (told,) = slack.next("response.pressed")
    assert "not allowed to answer" in told.args["text"]


def test_one_press_counts_once(person: Person, slack: Slack, service: Assistant) -> None:
    good = thumbs(answered(person, slack, "en"))["positive_button"]["value"]
    action = {"type": "feedback_buttons", "action_id": "wil_feedback", "block_id": "b", "value": good}
    press = {
        "type": "block_actions",
        "trigger_id": "the-same",
        "container": {"type": "message", "channel_id": CHANNEL},
        "channel": {"id": CHANNEL},
        "response_url": f"{slack.address}/response/pressed",
        "actions": [action],
    }
    assert [person.interact(press)[0] for _ in range(3)] == [200] * 3
    slack.next("response.pressed")
    assert len(slack.of("response.pressed")) == 1
