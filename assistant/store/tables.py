"""The tables; a change here needs a migration in `migrations/versions/` (a test compares the two)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, DateTime, ForeignKey, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The base of all tables."""


class ConversationRow(Base):
    """A conversation: its channel and its language."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    language: Mapped[str | None] = mapped_column(String(2))
    language_chosen: Mapped[bool] = mapped_column(Boolean)
    screening: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class TurnRow(Base):
    """One message and its answer; the message is masked before it comes here."""

    __tablename__ = "turns"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    message: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(16))
    topics: Mapped[list[str]] = mapped_column(JSON)
    urgent: Mapped[str | None] = mapped_column(String(8))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    hits: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    versions: Mapped[dict[str, str]] = mapped_column(JSON)
    context: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class ModelUsageRow(Base):
    """The tokens that the language model took on a day, for all processes together."""

    __tablename__ = "model_usage"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    tokens: Mapped[int] = mapped_column(BigInteger)


class FeedbackRow(Base):
    """What somebody said of a turn's answer; the comment is masked before it comes here."""

    __tablename__ = "feedback"

    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True)
    rating: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(String(32))
    comment: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class NoticeRow(Base):
    """A notice for the team: it waits until a channel has posted it; its text is masked."""

    __tablename__ = "notices"

    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    matter: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    topics: Mapped[list[str]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text)
    turn_id: Mapped[str | None] = mapped_column(String(32))
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    claimed_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    posted: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reference: Mapped[str | None] = mapped_column(String(128))


class SlackEventRow(Base):
    """Something that Slack has sent, by its keys: what was seen once is not answered again."""

    __tablename__ = "slack_events"

    key: Mapped[str] = mapped_column(String(192), primary_key=True)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class SlackThreadRow(Base):
    """Which conversation a Slack thread is."""

    __tablename__ = "slack_threads"

    thread: Mapped[str] = mapped_column(String(96), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(32))
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class SlackReplyRow(Base):
    """The messages that answer a Slack message, to change them with it or take them away."""

    __tablename__ = "slack_replies"

    message: Mapped[str] = mapped_column(String(96), primary_key=True)
    replies: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class ProposalRow(Base):
    """Staff's own wording of an answer, with the question and the passages; question and wording are masked."""

    __tablename__ = "proposals"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    turn_id: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(2))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    wording: Mapped[str] = mapped_column(Text)
    passages: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
