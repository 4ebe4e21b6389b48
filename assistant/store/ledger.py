"""The language model's budget: tokens of a day, kept in the database and so shared by all processes."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.store.tables import ModelUsageRow


class TokenLedger:
    """At most so many tokens a day; safe to share between threads and processes."""

    def __init__(self, engine: Engine, limit: int, today: Callable[[], date]) -> None:
        self._engine, self._limit, self._today = engine, limit, today

    def reserve(self, tokens: int) -> bool:
        """Set tokens aside in one step with the comparison; False where the day's budget does not hold them."""
        self._open_day()
        row = ModelUsageRow
        fits = update(row).where(row.day == self._today(), row.tokens + tokens <= self._limit)
        with self._engine.begin() as connection:
            return connection.execute(fits.values(tokens=row.tokens + tokens)).rowcount == 1

    def correct(self, tokens: int) -> None:
        """Add to the day's tokens (a negative number gives back)."""
        self._open_day()
        row = ModelUsageRow
        with self._engine.begin() as connection:
            connection.execute(update(row).where(row.day == self._today()).values(tokens=row.tokens + tokens))

    def _open_day(self) -> None:
        """A row for today; another process may be the one that makes it."""
        today = self._today()
        try:
            with self._engine.begin() as connection:
                if connection.execute(select(ModelUsageRow.day).where(ModelUsageRow.day == today)).first() is None:
                    connection.execute(insert(ModelUsageRow).values(day=today, tokens=0))
        except IntegrityError:
            return
