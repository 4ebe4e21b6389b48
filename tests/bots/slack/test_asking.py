"""Questions by direct message, mention and command, in both languages, as people see them answered."""

import json

import pytest

from assistant import Assistant, Message
from tests.bots.slack.people import Person, direct, mention, pane
from tests.bots.slack.reading import buttons, said
from tests.bots.slack.standin import CHANNEL, DIRECT, Slack

ASKED = [
    ("fr", "Combien l'employeur peut-il recevoir?", "5\u00a0000\u00a0$", "Utile", "Références (1)"),
    ("en", "How much can the employer receive?", "$5,000", "Helpful", "References (1)"),
]


@pytest.mark.parametrize(("language", "question", "sum", "helpful", "references"), ASKED)
def test_a_mention_is_answered_in_its_thread(
    person: Person, slack: Slack, language: str, question: str, sum: str, helpful: str, references: str
) -> None:
    asked = mention(question)
    assert person.send(asked)[0] == 200
    (post,) = slack.next("chat.postMessage")
    assert post.args["channel"] == CHANNEL and post.args["thread_ts"] == asked["event"]["ts"]
    assert sum in post.args["text"]
    assert [word in said(post) for word in (helpful, references, "[1]")] == [True, True, True]
    assert slack.refusals == []


@pytest.mark.parametrize(("language", "question", "sum", "helpful", "references"), ASKED)
def test_a_direct_message_is_answered_as_a_stream_with_a_status_and_a_title(
    person: Person, slack: Slack, language: str, question: str, sum: str, helpful: str, references: str
) -> None:
    asked = direct(question)
    assert person.send(asked)[0] == 200
    (stop,) = slack.next("chat.stopStream")
    written = str(slack.of("chat.startStream", "chat.appendStream", "chat.stopStream"))
    assert sum in written.replace("\\xa0", "\u00a0")
    assert [word in said(stop) for word in (helpful, references)] == [True, True]
    (status,) = slack.of("assistant.threads.setStatus")
    assert len(status.args["loading_messages"]) == 3
    (title,) = slack.next("assistant.threads.setTitle")
    assert title.args["title"] == question and title.args["channel_id"] == DIRECT
    assert slack.of("chat.postMessage") == [] and slack.refusals == []


@pytest.mark.parametrize(("language", "question", "sum", "helpful", "references"), ASKED)
def test_a_command_is_answered_to_the_person_alone_and_can_be_shared(
    person: Person, slack: Slack, language: str, question: str, sum: str, helpful: str, references: str
) -> None:
    assert person.command(question) == (200, "")
    (answer,) = slack.next("response.one")
    assert answer.args["response_type"] == "ephemeral" and sum in answer.args["text"]
    assert {"fr": "Partager ici", "en": "Share here"}[language] in said(answer)
    assert slack.of("chat.postMessage") == []


@pytest.mark.parametrize(("language", "question", "sum", "helpful", "references"), ASKED)
@pytest.mark.parametrize("changes", [{"mention": "ephemeral"}])
def test_a_mention_can_be_answered_to_the_person_alone_and_shared_in_its_thread(
    person: Person, slack: Slack, language: str, question: str, sum: str, helpful: str, references: str
) -> None:
    asked = mention(question)
    person.send(asked)
    (whisper,) = slack.next("chat.postEphemeral")
    assert whisper.args["user"] == "U1" and sum in whisper.args["text"]
    person.press("wil_share", buttons(whisper)["wil_share"]["value"], alone=True)
    (post,) = slack.next("chat.postMessage")
    assert post.args["thread_ts"] == asked["event"]["ts"] and "<@U1>" in said(post) and sum in said(post)
    assert "wil_share" not in buttons(post)
    (replaced,) = slack.next("response.pressed")
    assert replaced.args["replace_original"] is True


def test_what_is_shared_from_a_command_begins_a_thread_that_goes_on(
    person: Person, slack: Slack, service: Assistant
) -> None:
    person.command("Is the midterm evaluation shared with my boss?")
    (answer,) = slack.next("response.one")
    value = buttons(answer)["wil_share"]["value"]
    person.press("wil_share", value, alone=True)
    person.press("wil_share", value, alone=True)
    slack.next("response.pressed")
    (post,) = slack.next("chat.postMessage")
    assert post.args["channel"] == CHANNEL and "thread_ts" not in post.args
    ts = next(iter(slack.messages))
    turn = service.store.turn(value.split()[0])
    assert turn is not None and service.store.slack.conversation(f"{CHANNEL}:{ts}") == turn.conversation_id


def test_a_suggestion_asks_on_in_the_same_conversation(person: Person, slack: Slack, service: Assistant) -> None:
    person.send(mention("Combien l'employeur peut-il recevoir?"))
    (post,) = slack.next("chat.postMessage")
    suggested = buttons(post)["wil_ask_0"]
    person.press("wil_ask_0", suggested["value"])
    (_, second) = slack.next("chat.postMessage", count=2)
    asked = json.loads(suggested["value"])
    turn = service.store.turn(asked["turn"])
    assert turn is not None and len(service.store.turns(turn.conversation_id)) == 2
    assert second.args["thread_ts"] == "1700000000.000001" and f"› {asked['text']}" in said(second)


@pytest.mark.parametrize(("locale", "title"), [("fr-CA", "Admissibilité"), ("en-US", "Eligibility")])
def test_the_pane_proposes_a_question_on_each_topic_and_each_is_answered(
    person: Person, slack: Slack, service: Assistant, locale: str, title: str
) -> None:
    slack.locale("U1", locale)
    person.send(pane())
    (proposed,) = slack.next("assistant.threads.setSuggestedPrompts")
    prompts = proposed.args["prompts"]
    assert len(prompts) == 4 and prompts[0]["title"] == title
    answers = [service.reply(Message(prompt["message"])) for prompt in prompts]
    assert [answer.outcome.value for answer in answers if answer.outcome not in ("answered", "clarification")] == []
    assert {answer.language.value for answer in answers} == {locale[:2]}


def test_a_follow_up_in_the_thread_is_the_same_conversation(person: Person, slack: Slack, service: Assistant) -> None:
    first = mention("Is the midterm evaluation shared with my boss?")
    person.send(first)
    slack.next("chat.postMessage")
    person.send(mention("and the final one?", thread_ts=first["event"]["ts"]))
    slack.next("chat.postMessage", count=2)
    conversation = service.store.slack.conversation(f"{CHANNEL}:{first['event']['ts']}")
    assert conversation is not None
    assert [turn.message for turn in service.store.turns(conversation)] == [
        "Is the midterm evaluation shared with my boss?",
        "and the final one?",
    ]


@pytest.mark.parametrize("command", ["", "   "])
def test_a_command_without_a_question_says_how_to_ask(person: Person, slack: Slack, command: str) -> None:
    slack.locale("U1", "en-CA")
    person.command(command)
    (answer,) = slack.next("response.one")
    assert "Write your question after the command" in answer.args["text"]


def test_a_situation_is_told_by_rules_and_asked_on_by_buttons(person: Person, slack: Slack, service: Assistant) -> None:
    person.command("Am I eligible?")
    (first,) = slack.next("response.one")
    assert "one more thing is needed" in said(first)
    choices = [block for block in first.args["blocks"] if block["type"] == "actions"][0]["elements"]
    assert [choice["text"]["text"] for choice in choices] == ["Yes", "No"]
    person.press("wil_fact_1", choices[1]["value"], name="two", alone=True)
    (second,) = slack.next("response.two")
    assert service.store.turn(json.loads(choices[1]["value"])["turn"]) is not None
    assert "› No" in said(second)


def test_a_verdict_is_shown_rule_by_rule(person: Person, slack: Slack) -> None:
    person.send(mention("J'ai un permis d'études et un permis de travail, suis-je admissible?"))
    (post,) = slack.next("chat.postMessage")
    table = next(block for block in post.args["blocks"] if block["type"] == "table")
    assert len(table["rows"]) > 5
    assert "❌ ne semble pas respectée" in json.dumps(table, ensure_ascii=False)
    assert "comparaison avec les règles du guide" in said(post)


def test_a_thread_whose_conversation_has_expired_begins_a_new_one(
    person: Person, slack: Slack, service: Assistant
) -> None:
    asked = mention("How much can the employer receive?")
    key = f"{CHANNEL}:{asked['event']['ts']}"
    service.store.slack.bind(key, "0" * 32)
    person.send(asked)
    assert "$5,000" in slack.next("chat.postMessage")[0].args["text"]
    assert service.store.slack.conversation(key) not in (None, "0" * 32)
