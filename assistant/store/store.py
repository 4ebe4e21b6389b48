"""Read and write conversations and turns. The schema is brought up to date by Alembic when the store is opened."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, delete, event, func, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.conversation import Conversation
from assistant.store.feedback import FeedbackBook
from assistant.store.ledger import TokenLedger
from assistant.store.outbox import Outbox, utc_now
from assistant.store.proposals import ProposalBook
from assistant.store.slack import SlackBook
from assistant.store.tables import (
    ConversationRow,
    FeedbackRow,
    ModelUsageRow,
    NoticeRow,
    SlackEventRow,
    SlackReplyRow,
    SlackThreadRow,
    TurnRow,
)
from corpus import Language

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_TIMEOUT = 15_000  # milliseconds: web, Slack and inbox write together


class StoreError(Exception):
    """The database cannot be used; the message says which and what to do, never its password."""


@dataclass(frozen=True)
class StoredTurn:
    """One message and its answer, as kept.

    `context` is what it was answered from beside the message: the screening before it and the facts of its buttons.
    """

    id: str
    conversation_id: str
    channel: str
    language: Language
    message: str
    outcome: str
    topics: tuple[str, ...]
    urgent: str | None
    answer: dict[str, Any]
    hits: tuple[dict[str, Any], ...]
    versions: dict[str, str]
    context: dict[str, Any] | None = None


def new_id() -> str:
    """128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


class Store:
    """Conversations and turns, what is said of them, and the notices for the team; safe to share between threads."""

    def __init__(
        self, engine: Engine, conversation_days: int, retention_days: int, now: Callable[[], datetime]
    ) -> None:
        self._engine, self._now = engine, now
        self._conversation_life = timedelta(days=conversation_days)
        self._retention = timedelta(days=retention_days)
        self.feedback, self.outbox = FeedbackBook(engine, now), Outbox(engine, now)
        self.slack, self.proposals = SlackBook(engine, now), ProposalBook(engine, now)

    @classmethod
    def open(
        cls, url: str, conversation_days: int = 30, retention_days: int = 90, now: Callable[[], datetime] = utc_now
    ) -> "Store":
        """Connect, and bring the schema up to date; raises StoreError."""
        try:
            address = make_url(url)
            if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
                Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(address)
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _tune_sqlite)
            _migrate(engine)
        except (ArgumentError, SQLAlchemyError, OSError, ModuleNotFoundError) as error:
            shown = _without_password(url)
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise StoreError(
                f"The database '{shown}' cannot be opened ({reason}). Check WIL_DATABASE_URL and that the server runs."
            ) from None
        return cls(engine, conversation_days, retention_days, now)

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def start(self, channel: str) -> Conversation:
        """Begin a conversation."""
        id, now = new_id(), self._now()
        with Session(self._engine) as session, session.begin():
            session.add(
                ConversationRow(id=id, channel=channel, language=None, language_chosen=False, created=now, updated=now)
            )
        return Conversation(id)

    def find(self, id: str) -> Conversation | None:
        """The conversation with that id, or None when there is none or it was last used too long ago."""
        with Session(self._engine) as session:
            row = session.get(ConversationRow, id)
            if row is None or self._aware(row.updated) < self._now() - self._conversation_life:
                return None
            language = Language(row.language) if row.language else None
            return Conversation(row.id, language, row.language_chosen, row.screening)

    def keep(self, turn: StoredTurn, language_chosen: bool, screening: dict[str, Any] | None = None) -> None:
        """Keep a turn, and on its conversation the language and what the screening for eligibility has come to."""
        now = self._now()
        with Session(self._engine) as session, session.begin():
            conversation = session.get(ConversationRow, turn.conversation_id)
            if conversation is not None:
                conversation.language, conversation.language_chosen = turn.language.value, language_chosen
                conversation.updated, conversation.screening = now, screening
            session.add(
                TurnRow(
                    id=turn.id,
                    conversation_id=turn.conversation_id,
                    channel=turn.channel,
                    language=turn.language.value,
                    created=now,
                    message=turn.message,
                    outcome=turn.outcome,
                    topics=list(turn.topics),
                    urgent=turn.urgent,
                    answer=turn.answer,
                    hits=list(turn.hits),
                    versions=turn.versions,
                    context=turn.context,
                )
            )

    def turns(self, conversation_id: str) -> list[StoredTurn]:
        """The turns of a conversation, oldest first."""
        with Session(self._engine) as session:
            rows = session.scalars(
                select(TurnRow).where(TurnRow.conversation_id == conversation_id).order_by(TurnRow.created, TurnRow.id)
            )
            return [_stored(row) for row in rows]

    def turn(self, id: str) -> StoredTurn | None:
        """The turn with that id; None when there is none, or it was forgotten."""
        with Session(self._engine) as session:
            row = session.get(TurnRow, id)
            return _stored(row) if row else None

    def ledger(self, limit: int) -> TokenLedger:
        """The count of the language model's tokens, with so many a day."""
        return TokenLedger(self._engine, limit, lambda: self._now().date())

    def count(self, conversation_id: str) -> int:
        """How many turns a conversation has."""
        with Session(self._engine) as session:
            found = select(func.count()).where(TurnRow.conversation_id == conversation_id)
            return session.scalar(found) or 0

    def latest(self, conversation_id: str, limit: int) -> list[StoredTurn]:
        """The latest turns of a conversation, at most so many, oldest first."""
        with Session(self._engine) as session:
            rows = session.scalars(
                select(TurnRow)
                .where(TurnRow.conversation_id == conversation_id)
                .order_by(TurnRow.created.desc(), TurnRow.id.desc())
                .limit(limit)
            )
            return [_stored(row) for row in reversed(rows.all())]

    def turns_since(self, moment: datetime) -> list[StoredTurn]:
        """The turns of every conversation since a moment, oldest first."""
        with Session(self._engine) as session:
            rows = session.scalars(select(TurnRow).where(TurnRow.created >= moment).order_by(TurnRow.created))
            return [_stored(row) for row in rows]

    def purge(self) -> int:
        """Forget turns older than the retention, with what hangs on them; how many turns went."""
        before = self._now() - self._retention
        with Session(self._engine) as session, session.begin():
            gone = len(session.scalars(select(TurnRow.id).where(TurnRow.created < before)).all())
            session.execute(delete(FeedbackRow).where(FeedbackRow.created < before))
            session.execute(delete(NoticeRow).where(NoticeRow.created < before))
            for row in (SlackEventRow, SlackReplyRow, SlackThreadRow):
                session.execute(delete(row).where(row.created < before))
            session.execute(delete(TurnRow).where(TurnRow.created < before))
            session.execute(delete(ModelUsageRow).where(ModelUsageRow.day < before.date()))
            session.execute(delete(ConversationRow).where(ConversationRow.updated < before))
        return gone

    def _aware(self, moment: datetime) -> datetime:
        """SQLite forgets the time zone; all moments are kept in UTC."""
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stored(row: TurnRow) -> StoredTurn:
    return StoredTurn(
        id=row.id,
        conversation_id=row.conversation_id,
        channel=row.channel,
        language=Language(row.language),
        message=row.message,
        outcome=row.outcome,
        topics=tuple(row.topics),
        urgent=row.urgent,
        answer=row.answer,
        hits=tuple(row.hits),
        versions=row.versions,
        context=row.context,
    )


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # With WAL a power cut can then undo the last turns, never damage the file; and no reply waits for the disk.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _migrate(engine: Engine) -> None:
    """Bring the schema up to the newest migration; where it is there, Alembic (slow to import) is left alone."""
    newest = max(path.name.split("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*_*.py"))
    with engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            if connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == newest:
                return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return url.split("@")[-1]
