"""Staff's own wordings of answers, kept until somebody has dealt with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.store.tables import ProposalRow
from corpus import Language


@dataclass(frozen=True)
class Proposal:
    """A wording that staff would rather see, with the question, the answer that was given and its passages."""

    id: str
    turn_id: str
    language: Language
    question: str
    answer: str
    wording: str
    passages: tuple[str, ...]
    created: datetime | None = None


class ProposalBook:
    """Proposals, oldest first; safe to share between threads and processes."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def keep(self, proposal: Proposal) -> None:
        """Keep a proposal; its moment is now."""
        row = ProposalRow(
            id=proposal.id,
            turn_id=proposal.turn_id,
            language=proposal.language.value,
            question=proposal.question,
            answer=proposal.answer,
            wording=proposal.wording,
            passages=list(proposal.passages),
            created=self._now(),
        )
        with Session(self._engine) as session, session.begin():
            session.add(row)

    def all(self) -> list[Proposal]:
        """Every proposal that waits."""
        with Session(self._engine) as session:
            rows = session.scalars(select(ProposalRow).order_by(ProposalRow.created, ProposalRow.id))
            return [_proposal(row) for row in rows]

    def done(self, id: str) -> bool:
        """Let go of a proposal that was dealt with; False when there is none with that id."""
        with Session(self._engine) as session, session.begin():
            row = session.get(ProposalRow, id)
            if row is None:
                return False
            session.delete(row)
        return True


def _proposal(row: ProposalRow) -> Proposal:
    created = row.created if row.created.tzinfo else row.created.replace(tzinfo=UTC)
    language, passages = Language(row.language), tuple(row.passages)
    return Proposal(row.id, row.turn_id, language, row.question, row.answer, row.wording, passages, created)
