"""Notices for the team, each posted once: a channel takes one for a while, posts it, and says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import Engine, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.store.tables import NoticeRow
from corpus import Language

Matter = Literal["pay", "safety", "leaving", "review"]
_MATTERS: tuple[Matter, ...] = get_args(Matter)


@dataclass(frozen=True)
class Notice:
    """What the team should see soon. `key` makes it one: a second notice with the same key is the same notice."""

    key: str
    channel: str
    matter: Matter
    language: Language
    text: str
    topics: tuple[str, ...] = ()
    turn_id: str | None = None


class Outbox:
    """Notices that wait; safe to share between threads and processes."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def put(self, notice: Notice) -> bool:
        """Let a notice wait; False when one with its key was put before."""
        row = NoticeRow(
            key=notice.key,
            channel=notice.channel,
            matter=notice.matter,
            language=notice.language.value,
            topics=list(notice.topics),
            text=notice.text,
            turn_id=notice.turn_id,
            created=self._now(),
        )
        try:
            with Session(self._engine) as session, session.begin():
                session.add(row)
        except IntegrityError:
            return False
        return True

    def take(self, limit: int = 20, hold: timedelta = timedelta(minutes=2)) -> list[Notice]:
        """The oldest notices that wait, held for the caller: nobody else is given them until the hold runs out."""
        now = self._now()
        free = (NoticeRow.posted.is_(None), or_(NoticeRow.claimed_until.is_(None), NoticeRow.claimed_until < now))
        taken: list[Notice] = []
        with Session(self._engine) as session:
            keys = session.scalars(select(NoticeRow.key).where(*free).order_by(NoticeRow.created).limit(limit)).all()
        for key in keys:
            # The same condition again: of two that chose the same notice, one changes the row.
            with Session(self._engine) as session, session.begin():
                claim = update(NoticeRow).where(NoticeRow.key == key, *free).values(claimed_until=now + hold)
                if session.connection().execute(claim).rowcount:
                    taken.append(_notice(session.get_one(NoticeRow, key)))
        return taken

    def posted(self, key: str, reference: str) -> None:
        """Say that a notice was posted, and where (a channel's own reference)."""
        self._set(key, posted=self._now(), reference=reference)

    def release(self, key: str) -> None:
        """Give a notice back that could not be posted."""
        self._set(key, claimed_until=None)

    def waiting(self) -> int:
        """How many notices are not posted yet."""
        with Session(self._engine) as session:
            return len(session.scalars(select(NoticeRow.key).where(NoticeRow.posted.is_(None))).all())

    def _set(self, key: str, **values: object) -> None:
        with Session(self._engine) as session, session.begin():
            session.execute(update(NoticeRow).where(NoticeRow.key == key).values(**values))


def _notice(row: NoticeRow) -> Notice:
    matter = next(matter for matter in _MATTERS if matter == row.matter)
    return Notice(row.key, row.channel, matter, Language(row.language), row.text, tuple(row.topics), row.turn_id)


def utc_now() -> datetime:
    """The moment, in UTC: what every table keeps."""
    return datetime.now(UTC)
