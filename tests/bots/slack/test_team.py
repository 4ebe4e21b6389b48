"""The team's channel: notices from other channels, each once, and the weekly digest without personal data."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from assistant import Assistant, Feedback, Matter, Message, Notice
from bots.slack import Bot, digest, digest_post, make_bot, post_notices
from corpus import Language
from tests.bots.slack.reading import buttons, said
from tests.bots.slack.standin import REVIEW, Fault, Slack


def notice(key: str, language: Language, matter: Matter = "pay", turn: str | None = None) -> Notice:
    text = "Mon employeur ne m'a pas payé <!channel>, 514 555-0199"
    return Notice(key, "web", matter, language, text, ("pay",), turn)


@pytest.mark.parametrize(("language", "word"), [(Language.FRENCH, "salaire non versé"), (Language.ENGLISH, "unpaid")])
def test_a_notice_is_posted_once_with_the_evidence(
    bot: Bot, slack: Slack, service: Assistant, language: Language, word: str
) -> None:
    asked = {Language.FRENCH: "Mon employeur ne me paie pas", Language.ENGLISH: "My employer has not paid me"}[language]
    turn = service.reply(Message(asked)).turn_id
    service.notify(notice("a", language, turn=turn))
    assert [post_notices(bot), post_notices(bot)] == [1, 0]
    (post,) = slack.of("chat.postMessage")
    shown = said(post)
    assert post.args["channel"] == REVIEW and word in shown and "container" in shown
    assert "[PHONE]" in shown and "555" not in shown and "<!channel" not in shown
    assert set(buttons(post)) == {"wil_resolved", "wil_why"} and slack.refusals == []


@pytest.mark.parametrize("matter", ["pay", "safety", "leaving", "review"])
def test_every_matter_has_its_words(bot: Bot, slack: Slack, service: Assistant, matter: Matter) -> None:
    service.notify(notice("a", Language.ENGLISH, matter))
    assert post_notices(bot) == 1 and slack.refusals == []


def test_two_processes_post_each_notice_once(bot: Bot, slack: Slack, service: Assistant) -> None:
    for number in range(12):
        service.notify(notice(f"n{number}", Language.FRENCH))
    other = make_bot(service)
    with ThreadPoolExecutor(2) as both:
        counts = list(both.map(post_notices, (bot, other)))
    other.close()
    assert sum(counts) == 12 == len(slack.of("chat.postMessage")) and service.store.outbox.waiting() == 0


def test_a_notice_that_slack_refuses_waits_for_the_next_time(bot: Bot, slack: Slack, service: Assistant) -> None:
    service.notify(notice("a", Language.FRENCH))
    slack.fail("chat.postMessage", Fault(error="is_archived"))
    assert post_notices(bot) == 0 and service.store.outbox.waiting() == 1
    assert post_notices(bot) == 1


@pytest.mark.parametrize("changes", [{"review_channel": ""}])
def test_without_a_channel_notices_wait(bot: Bot, slack: Slack, service: Assistant) -> None:
    service.notify(notice("a", Language.FRENCH))
    assert post_notices(bot) == 0 and service.store.outbox.waiting() == 1


@pytest.fixture
def week(service: Assistant) -> Assistant:
    """A week of questions."""
    good = service.reply(Message("Combien l'employeur peut-il recevoir?"))
    bad = service.reply(Message("How much can the employer receive?"))
    service.reply(Message("My employer has not paid me"))
    for question in ("What is the deadline to apply?", "what's the deadline to apply", "Quelle est la date limite?"):
        service.reply(Message(question))
    service.reply(Message("What is the deadline to apply? Write to me at lea@exemple.ca"))
    service.feedback(Feedback(good.turn_id, "up"))
    service.feedback(Feedback(bad.turn_id, "down", "incomplete", "Ask Léa"))
    return service


def test_the_digest_counts_the_week(week: Assistant) -> None:
    found = digest(week, 7)
    assert (found.questions, found.languages) == (7, {"fr": 2, "en": 5})
    assert (found.up, found.down, found.reasons) == (1, 1, {"incomplete": 1})
    assert found.urgent == {"pay": 1} and found.topics["pay"] == 3
    assert [count for _, count in found.unanswered][0] == 2


@pytest.mark.parametrize("language", list(Language))
def test_the_digest_holds_no_personal_data(week: Assistant, language: Language) -> None:
    found = digest(week, 7)
    shown = str(digest_post(found, language))
    assert "deadline" in shown
    assert [word for word in ("EMAIL", "exemple", "Léa") if word in shown] == []
    assert found.hidden == 1


def test_the_digest_of_another_week_is_empty(week: Assistant) -> None:
    found = digest(week, 7, datetime.now(UTC) + timedelta(days=30))
    assert (found.questions, found.unanswered, found.up) == (0, (), 0)
    assert digest_post(found, Language.ENGLISH).blocks
