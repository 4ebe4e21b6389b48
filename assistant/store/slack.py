"""What the Slack channel must remember: what it has seen, which conversation a thread is, what it replied."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.store.tables import SlackEventRow, SlackReplyRow, SlackThreadRow


class SlackBook:
    """Events, threads and replies by their Slack ids; safe to share between threads and processes."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def first(self, keys: Sequence[str]) -> bool:
        """Remember something by its keys; False when one of them was seen before. Of two callers, one is first."""
        now = self._now()
        try:
            with Session(self._engine) as session, session.begin():
                session.add_all(SlackEventRow(key=key, created=now) for key in dict.fromkeys(keys))
        except IntegrityError:
            return False
        return True

    def conversation(self, thread: str) -> str | None:
        """The conversation that a thread is, or None when nothing was asked in it yet."""
        with Session(self._engine) as session:
            row = session.get(SlackThreadRow, thread)
            return None if row is None else row.conversation_id

    def bind(self, thread: str, conversation_id: str) -> None:
        """A thread is that conversation from now on."""
        with Session(self._engine) as session, session.begin():
            session.merge(SlackThreadRow(thread=thread, conversation_id=conversation_id, created=self._now()))

    def replies(self, message: str) -> list[str]:
        """The messages that answer a message, by their timestamps; none where it was not answered."""
        with Session(self._engine) as session:
            row = session.get(SlackReplyRow, message)
            return [] if row is None else list(row.replies)

    def replied(self, message: str, replies: Sequence[str]) -> None:
        """Those messages answer that message."""
        with Session(self._engine) as session, session.begin():
            session.merge(SlackReplyRow(message=message, replies=list(replies), created=self._now()))
