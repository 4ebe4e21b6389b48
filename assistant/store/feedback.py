"""What people say of answers, kept beside the turns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.store.tables import FeedbackRow, TurnRow

Rating = Literal["up", "down"]
Reason = Literal["wrong", "incomplete", "unclear", "not_my_situation"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True)
class Feedback:
    """What somebody says of an answer; a later word on the same turn replaces an earlier one."""

    turn_id: str
    rating: Rating
    reason: Reason | None = None
    comment: str = ""


class FeedbackBook:
    """Feedback by turn; safe to share between threads."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def keep(self, feedback: Feedback) -> bool:
        """Keep it; False when there is no such turn."""
        with Session(self._engine) as session, session.begin():
            if session.get(TurnRow, feedback.turn_id) is None:
                return False
            session.merge(
                FeedbackRow(
                    turn_id=feedback.turn_id,
                    rating=feedback.rating,
                    reason=feedback.reason,
                    comment=feedback.comment,
                    created=self._now(),
                )
            )
        return True

    def since(self, moment: datetime) -> list[Feedback]:
        """What was said since a moment, oldest first."""
        with Session(self._engine) as session:
            rows = session.scalars(
                select(FeedbackRow).where(FeedbackRow.created >= moment).order_by(FeedbackRow.created)
            )
            return [Feedback(row.turn_id, _rating(row.rating), _reason(row.reason), row.comment) for row in rows]


def _rating(kept: str) -> Rating:
    return "up" if kept == "up" else "down"


def _reason(kept: str | None) -> Reason | None:
    return next((reason for reason in REASONS if reason == kept), None)
