"""What became of each mail, so that one mail gets one draft whatever happens: claimed, appending, then settled."""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Engine, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.store.tables import MailRow

State = Literal["claimed", "appending", "drafted", "skipped", "failed"]
Claim = Literal["new", "again", "unsure"]
_SETTLED = ("drafted", "skipped")
HOLD = timedelta(minutes=5)
"""How long a claim holds: a mail takes a fraction of a second, a slow server a minute."""

_TRIES = 5  # of a mail that fails, after which a person must look


@dataclass(frozen=True)
class MailEntry:
    """What is kept of a drafted or skipped mail: nothing of its text. `thread` is a hash of its message id.

    `body` is the draft's, without its greeting, kept to measure how much of it was sent.
    """

    reason: str
    language: str | None = None
    urgent: bool = False
    topics: tuple[str, ...] = ()
    thread: str = ""
    body: str = ""


@dataclass(frozen=True)
class MailCounts:
    """How many mails were met, and what became of them."""

    received: int
    drafted: int
    urgent: int
    waiting: int
    skipped: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Survival:
    """How much of the drafts on a topic was sent as it stood: the mean share, and of how many drafts."""

    topic: str
    drafts: int
    share: float


class MailLedger:
    """The mails met; safe to share between threads and processes."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._owner = secrets.token_hex(8)  # tells this process's claims from another's

    def settled_uids(self, folder: str, validity: int) -> set[int]:
        """The mails of a folder, by their uids, for which nothing is left to do."""
        wanted = (MailRow.folder == folder, MailRow.validity == validity)
        done = or_(MailRow.state.in_(_SETTLED), MailRow.tries >= _TRIES)
        with Session(self._engine) as session:
            return set(session.scalars(select(MailRow.uid).where(*wanted, done)))

    def claim(self, key: str, place: tuple[str, int, int], hold: timedelta = HOLD) -> Claim | None:
        """Take a mail for oneself; None when it is settled, or somebody else's for now.

        "unsure": a draft may have been appended before; look before appending one. `place`: folder, validity, uid.
        """
        now = self._now()
        row = MailRow(key=key, state="claimed", reason="", urgent=False, topics=[], thread="", body="", tries=0)
        row.folder, row.validity, row.uid = place
        row.created = row.updated = now
        row.claimed_until, row.owner = now + hold, self._owner
        try:
            with Session(self._engine) as session, session.begin():
                session.add(row)
            return "new"
        except IntegrityError:
            return self._take_over(key, place, now, hold)

    def _take_over(self, key: str, place: tuple[str, int, int], now: datetime, hold: timedelta) -> Claim | None:
        with Session(self._engine) as session, session.begin():
            state = session.scalar(select(MailRow.state).where(MailRow.key == key))
            if state in _SETTLED:  # the mail was moved, or its folder made anew
                values = {"folder": place[0], "validity": place[1], "uid": place[2]}
                session.execute(update(MailRow).where(MailRow.key == key).values(**values))
                return None
            free = (MailRow.key == key, MailRow.claimed_until < now, MailRow.tries < _TRIES, MailRow.state == state)
            taken = session.connection().execute(
                update(MailRow).where(*free).values(claimed_until=now + hold, updated=now, owner=self._owner)
            )
            if not taken.rowcount:
                return None
        return "again" if state == "claimed" else "unsure"

    def appending(self, key: str, hold: timedelta = HOLD) -> bool:
        """Say that the draft is about to be appended: from here on it may be there. False: the claim has run out."""
        now = self._now()
        mine = (MailRow.key == key, MailRow.owner == self._owner, MailRow.claimed_until > now)
        with Session(self._engine) as session, session.begin():
            changed = session.connection().execute(
                update(MailRow).where(*mine).values(state="appending", claimed_until=now + hold, updated=now)
            )
            return bool(changed.rowcount)

    def settle(self, key: str, state: Literal["drafted", "skipped"], entry: MailEntry) -> None:
        """Say what became of a mail, for good."""
        self._set(
            key,
            state=state,
            reason=entry.reason,
            language=entry.language,
            urgent=entry.urgent,
            topics=list(entry.topics),
            thread=entry.thread,
            body=entry.body,
        )

    def fail(self, key: str, reason: str, retry: timedelta = timedelta(0), own_fault: bool = True) -> None:
        """Say that nothing came of it this time, and after how long it may be tried again.

        `own_fault`: the mail itself may be why, so that it is not tried for ever.
        """
        with Session(self._engine) as session, session.begin():
            row = session.get_one(MailRow, key)
            row.reason, row.tries, row.updated = reason, row.tries + own_fault, self._now()
            row.claimed_until = self._now() + retry
            if row.state == "claimed":
                row.state = "failed"

    def release(self, key: str) -> None:
        """Give a mail back untouched: the connection was lost, and that is no fault of the mail."""
        self._set(key, claimed_until=self._now())

    def counts(self) -> MailCounts:
        """What became of all mails."""
        columns = (MailRow.state, MailRow.reason, MailRow.urgent)
        with Session(self._engine) as session:
            rows = session.execute(select(*columns, func.count()).group_by(*columns)).all()
        totals: Counter[str] = Counter()
        skipped: Counter[str] = Counter()
        failed: Counter[str] = Counter()
        for state, reason, urgent, count in rows:
            totals[state] += count
            totals["urgent"] += count * bool(urgent)
            if state == "skipped":
                skipped[reason] += count
            elif reason and state != "drafted":
                failed[reason] += count
        waiting = totals["claimed"] + totals["appending"] + totals["failed"]
        received = waiting + totals["drafted"] + totals["skipped"]
        return MailCounts(received, totals["drafted"], totals["urgent"], waiting, dict(skipped), dict(failed))

    def unmeasured(self, limit: int = 500) -> dict[str, str]:
        """The bodies of drafts not yet found among what was sent, by the hash of the message id they answer."""
        wanted = (MailRow.state == "drafted", MailRow.survived.is_(None), MailRow.thread != "", MailRow.body != "")
        with Session(self._engine) as session:
            rows = session.execute(select(MailRow.thread, MailRow.body).where(*wanted).limit(limit)).all()
        return {thread: body for thread, body in rows}

    def measured(self, thread: str, share: float) -> None:
        """Keep how much of a draft was sent as it stood, from 0 to 1; its body is forgotten."""
        with Session(self._engine) as session, session.begin():
            session.execute(update(MailRow).where(MailRow.thread == thread).values(survived=share, body=""))

    def survival(self) -> list[Survival]:
        """How much of the drafts was sent, topic by topic, the least first: what to improve next."""
        with Session(self._engine) as session:
            rows = session.execute(select(MailRow.topics, MailRow.survived).where(MailRow.survived.is_not(None))).all()
        shares: dict[str, list[float]] = {}
        for topics, share in rows:
            for topic in topics or ["-"]:
                shares.setdefault(topic, []).append(float(share or 0))
        found = [Survival(topic, len(values), sum(values) / len(values)) for topic, values in shares.items()]
        return sorted(found, key=lambda one: one.share)

    def _set(self, key: str, **values: object) -> None:
        with Session(self._engine) as session, session.begin():
            session.execute(update(MailRow).where(MailRow.key == key).values(updated=self._now(), **values))
