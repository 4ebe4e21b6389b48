"""When Slack refuses, waits, fails or takes the token back, and when the assistant cannot answer: it is always said."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event as Signal
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import Assistant, Message, Said, Statement, StatementKind
from assistant import Event as Told
from bots.slack import Bot
from bots.slack.working import Workers
from index import IndexNotReady
from tests.bots.slack.limits import faults
from tests.bots.slack.people import Person, direct, mention
from tests.bots.slack.reading import buttons, kinds, said
from tests.bots.slack.standin import BOT_TOKEN, CHANNEL, Fault, Slack

QUESTION = "How much can the employer receive?"


class Changed:
    """A service that answers through another, with something changed."""

    def __init__(self, real: Assistant) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class Long(Changed):
    """Every answer is of 40,000 characters."""

    def stream(self, message: Message) -> Iterator[Told]:
        words = "A sentence of the answer & its <end>. " * 27  # some 1,000 characters
        said = tuple(Statement(kind=StatementKind.NEXT_STEP, text=words.strip()) for _ in range(40))
        answer = self._real.reply(message)
        long = answer.model_copy(update={"statements": said, "text": "\n\n".join(one.text for one in said)})
        yield from (Said(place, statement) for place, statement in enumerate(long.statements))
        yield long


class Slow(Changed):
    """Answers once it is let go."""

    def __init__(self, real: Assistant) -> None:
        super().__init__(real)
        self.go = Signal()

    def stream(self, message: Message) -> Iterator[Told]:
        assert self.go.wait(30)
        yield from self._real.stream(message)


class Broken(Changed):
    """Something inside fails, with words in it that nobody must see."""

    def stream(self, message: Message) -> Iterator[Told]:
        raise KeyError("046 454 286")
        yield


class Interrupted(Changed):
    """The answer breaks off after its first statements."""

    def stream(self, message: Message) -> Iterator[Told]:
        for event in self._real.stream(message):
            if isinstance(event, Said):
                yield Said(event.index, event.statement.model_copy(update={"text": "Begun. " * 50}))
                raise RuntimeError
            yield event


class NotReady(Changed):
    """The index is being built."""

    def stream(self, message: Message) -> Iterator[Told]:
        raise IndexNotReady(Path("."), "It is not there.")
        yield


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client was asked to wait; it does not wait here."""
    seconds: list[float] = []
    clock = SimpleNamespace(sleep=seconds.append)
    monkeypatch.setattr("slack_sdk.http_retry.builtin_handlers.time", clock)
    monkeypatch.setattr("slack_sdk.http_retry.handler.time", clock)
    return seconds


def put(bot: Bot, changed: Changed) -> None:
    bot.assistant = changed  # type: ignore[assignment]


def test_a_rate_limit_is_waited_for_as_long_as_slack_asks(person: Person, slack: Slack, waited: list[float]) -> None:
    slack.fail("chat.postMessage", *[Fault(429, headers={"Retry-After": "7"})] * 2)
    person.send(mention(QUESTION))
    slack.next("chat.postMessage")
    assert len(waited) == 2 and min(waited) >= 7
    assert len(slack.of("chat.postMessage")) == 1


def test_a_rate_limit_that_does_not_end_is_said(person: Person, slack: Slack, waited: list[float]) -> None:
    slack.locale("U1", "en-CA")
    slack.fail("chat.postMessage", *[Fault(429, headers={"Retry-After": "7"})] * 6)
    person.send(mention(QUESTION))
    (whisper,) = slack.next("chat.postEphemeral")
    assert "Slack asks to wait" in whisper.args["text"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_failure_of_slack_s_is_tried_again(person: Person, slack: Slack, waited: list[float], status: int) -> None:
    slack.fail("chat.postMessage", Fault(status))
    person.send(mention(QUESTION))
    assert "$5,000" in slack.next("chat.postMessage")[0].args["text"]


def test_a_failure_that_lasts_is_said(person: Person, slack: Slack, waited: list[float]) -> None:
    slack.locale("U1", "en-CA")
    slack.fail("chat.postMessage", *[Fault(500)] * 3)
    person.send(mention(QUESTION))
    (whisper,) = slack.next("chat.postEphemeral")
    assert "Slack did not answer (HTTP 500)" in whisper.args["text"] and whisper.args["user"] == "U1"


@pytest.mark.parametrize(
    ("locale", "sentence"), [("en-CA", "invite it with /invite"), ("fr-CA", "invitez-le avec /invite")]
)
def test_a_channel_it_is_not_in_is_said_with_what_to_do(
    person: Person, slack: Slack, locale: str, sentence: str
) -> None:
    slack.locale("U1", locale)
    slack.absent.add(CHANNEL)
    person.send(mention(QUESTION))
    (whisper,) = slack.next("chat.postEphemeral")
    assert sentence in whisper.args["text"]


def test_a_missing_scope_is_named(person: Person, slack: Slack) -> None:
    slack.locale("U1", "en-CA")
    slack.scopes = ("users:read",)
    person.command(QUESTION)
    (answer,) = slack.next("response.one")
    person.press("wil_share", buttons(answer)["wil_share"]["value"], alone=True)
    (told,) = slack.next("response.pressed")
    assert "lacks the scope chat:write" in told.args["text"]


def test_without_the_scope_for_the_pane_the_answer_still_comes(person: Person, slack: Slack) -> None:
    slack.scopes = ("chat:write", "users:read")
    person.send(direct(QUESTION))
    assert slack.next("chat.stopStream")


def test_without_the_scope_for_people_the_default_language_holds(person: Person, slack: Slack) -> None:
    slack.scopes = ("chat:write", "assistant:write")
    person.command("")
    assert "Écrivez votre question" in slack.next("response.one")[0].args["text"]


def test_a_revoked_token_ends_the_channel_with_a_sentence(person: Person, slack: Slack, bot: Bot) -> None:
    slack.tokens.discard(BOT_TOKEN)
    person.send(mention(QUESTION))
    assert bot.lost.wait(20)
    assert "WIL_SLACK_BOT_TOKEN" in bot.why and "xoxb" not in bot.why


def test_where_slack_does_not_stream_the_answer_is_posted(person: Person, slack: Slack) -> None:
    slack.fail("chat.startStream", Fault(error="channel_type_not_supported"))
    person.send(direct(QUESTION))
    (post,) = slack.next("chat.postMessage")
    assert "$5,000" in post.args["text"] and "context_actions" in kinds(post)


def test_a_stream_that_expires_leaves_the_answer_whole_in_its_message(person: Person, slack: Slack) -> None:
    slack.expire_after = 0
    person.send(direct("What are my responsibilities?"))
    (update,) = slack.next("chat.update")
    assert update.args["ts"] in slack.streams
    assert "learning plan" in update.args["text"] and "context_actions" in kinds(update)
    assert slack.of("chat.postMessage") == []


def test_a_stream_that_can_be_neither_ended_nor_changed_is_followed_by_the_answer(person: Person, slack: Slack) -> None:
    slack.expire_after = 0
    slack.fail("chat.update", Fault(error="message_not_found"))
    person.send(direct("What are my responsibilities?"))
    (post,) = slack.next("chat.postMessage")
    assert "learning plan" in post.args["text"]


@pytest.mark.parametrize("ask", [mention, direct], ids=["mention", "direct"])
def test_where_the_newer_blocks_are_refused_older_ones_are_sent(person: Person, slack: Slack, ask: Any) -> None:
    slack.newer = False
    person.send(ask("I hold a work permit, am I eligible?"))
    (call,) = slack.next("chat.postMessage", "chat.stopStream")
    assert set(kinds(call)) == {"section", "context", "actions"} and "Why this answer" in said(call)
    person.command(QUESTION)
    (answer,) = slack.next("response.one")
    assert set(kinds(answer)) == {"section", "context", "actions"}
    assert len(slack.refusals) == 1  # asked once, remembered


def test_work_comes_after_the_acknowledgement(person: Person, slack: Slack, bot: Bot) -> None:
    slow = Slow(bot.assistant)
    put(bot, slow)
    assert [person.send(mention(QUESTION))[0], person.send(direct(QUESTION))[0]] == [200, 200]
    assert person.command(QUESTION) == (200, "")
    assert slack.of("chat.postMessage", "response.one", "chat.stopStream") == []
    slow.go.set()
    for method in ("chat.postMessage", "response.one", "chat.stopStream"):
        slack.next(method)


@pytest.mark.parametrize(("locale", "word"), [("fr-CA", "se prépare"), ("en-CA", "getting ready")])
def test_while_the_index_is_not_ready_it_says_so(
    person: Person, slack: Slack, bot: Bot, locale: str, word: str
) -> None:
    slack.locale("U1", locale)
    put(bot, NotReady(bot.assistant))
    person.send(mention(QUESTION))
    person.send(direct(QUESTION))
    person.command(QUESTION)
    for method in ("chat.postEphemeral", "chat.postMessage", "response.one"):
        assert word in slack.next(method)[0].args["text"]


@pytest.mark.parametrize("changes", [{"limit_client": 1}])
def test_too_many_questions_of_one_person_are_refused_in_a_sentence(person: Person, slack: Slack) -> None:
    for user in ("U1", "U1", "U2"):
        slack.locale(user, "en-CA")
        person.send(mention(QUESTION, user=user))
    (whisper,) = slack.next("chat.postEphemeral")
    assert len(slack.next("chat.postMessage", count=2)) == 2
    assert whisper.args["user"] == "U1" and "minute" in whisper.args["text"]


@pytest.mark.parametrize(("locale", "word"), [("fr-CA", "n'a pas pu répondre"), ("en-CA", "could not answer")])
def test_a_fault_of_our_own_is_said_and_logged_without_what_was_written(
    person: Person, slack: Slack, bot: Bot, caplog: pytest.LogCaptureFixture, locale: str, word: str
) -> None:
    slack.locale("U1", locale)
    put(bot, Broken(bot.assistant))
    person.send(mention(QUESTION))
    (whisper,) = slack.next("chat.postEphemeral")
    assert word in whisper.args["text"]
    assert "KeyError" in caplog.text and "test_failures.py:" in caplog.text and "046" not in caplog.text


def test_an_answer_that_breaks_off_is_ended_and_followed_by_the_reason(person: Person, slack: Slack, bot: Bot) -> None:
    slack.locale("U1", "en-CA")
    put(bot, Interrupted(bot.assistant))
    asked = direct(QUESTION)
    person.send(asked)
    (post,) = slack.next("chat.postMessage")
    assert "could not answer" in post.args["text"] and post.args["thread_ts"] == asked["event"]["ts"]
    assert list(slack.streams.values()) == [False]


def test_personal_data_is_masked_wherever_it_is_kept_or_shown_again(
    person: Person, slack: Slack, service: Assistant, tmp_path: Path
) -> None:
    person.send(direct("Mon NAS est 046 454 286, combien l'employeur peut-il recevoir?"))
    (stop,) = slack.next("chat.stopStream")
    person.press("wil_person", buttons(stop)["wil_person"]["value"])
    slack.next("chat.postMessage")
    assert "[SIN]" in slack.next("assistant.threads.setTitle")[0].args["title"]
    assert [call.method for call in slack.calls if "454" in str(call.args)] == []
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("slack.sqlite3*"))
    assert b"[SIN]" in kept and b"454" not in kept


def test_a_message_that_is_too_long_is_refused_in_a_sentence(person: Person, slack: Slack) -> None:
    person.send(mention("long " * 3_000))
    (whisper,) = slack.next("chat.postEphemeral")
    assert "8,000" in whisper.args["text"]


def test_when_too_much_waits_it_says_so(person: Person, slack: Slack, bot: Bot) -> None:
    slack.locale("U1", "en-CA")
    bot.workers.close()
    bot.workers = Workers(threads=1, waiting=1)
    slow = Slow(bot.assistant)
    put(bot, slow)
    person.send(mention(QUESTION))
    person.command(QUESTION)
    assert "Too many questions" in slack.next("response.one")[0].args["text"]
    slow.go.set()
    slack.next("chat.postMessage")


@pytest.mark.parametrize("ask", ["mention", "direct", "command"])
def test_an_answer_of_forty_thousand_characters_arrives_whole_within_the_limits(
    person: Person, slack: Slack, bot: Bot, ask: str
) -> None:
    put(bot, Long(bot.assistant))
    person.send({"mention": mention, "direct": direct}[ask](QUESTION)) if ask != "command" else person.command(QUESTION)
    slack.wait(lambda: any("wil_why" in said(call) for call in shown(slack)), "the last message")
    calls = shown(slack)
    sections = [block["text"]["text"] for call in calls for block in call.args["blocks"] if block["type"] == "section"]
    assert " ".join(sections).count("A sentence of the answer &amp; its &lt;end&gt;.") == 27 * 40
    assert slack.refusals == [] and [faults(call.args["blocks"]) for call in calls] == [[]] * len(calls)


def shown(slack: Slack) -> list[Any]:
    return slack.of("chat.postMessage", "chat.update", "response.one")
