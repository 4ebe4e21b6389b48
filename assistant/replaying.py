"""How a kept turn came about, and whether today's answer differs from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.eligibility import Fact, Truth
from assistant.masking import Masked
from assistant.screening import Screening
from assistant.store import StoredTurn
from assistant.understanding import Incoming


@dataclass(frozen=True)
class Replay:
    """A turn as it was kept, today's versions and answer, and what differs between the two answers.

    `differs` names parts of the answer: outcome, statements, citations, eligibility.
    """

    turn: StoredTurn
    versions: Mapping[str, str]
    answer: Answer
    differs: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "turn": {
                "id": self.turn.id,
                "conversation_id": self.turn.conversation_id,
                "channel": self.turn.channel,
                "language": self.turn.language.value,
                "message": self.turn.message,
                "hits": list(self.turn.hits),
                "answer": self.turn.answer,
                "versions": dict(self.turn.versions),
            },
            "versions": dict(self.versions),
            "answer": self.answer.model_dump(mode="json"),
            "differs": list(self.differs),
        }


def taken_up(turn: StoredTurn, latest: Sequence[StoredTurn]) -> Incoming:
    """A kept turn's message as it came in, with the turns before it."""
    context = turn.context or {}
    facts = {Fact(name): Truth(value) for name, value in context.get("facts", {}).items()}
    masked = Masked(turn.message, tuple(context.get("masked", ())))
    return Incoming(masked, turn.language, Screening.of(context.get("screening")), facts or None, latest)


def compared(turn: StoredTurn, today: Answer, versions: Mapping[str, str]) -> Replay:
    """The turn beside today's answer."""
    same_turn = today.model_copy(update={"conversation_id": turn.conversation_id, "turn_id": turn.id})
    then, now = turn.answer, same_turn.model_dump(mode="json")
    differs = tuple(
        name for name in ("outcome", "statements", "citations", "eligibility") if then.get(name) != now[name]
    )
    return Replay(turn, versions, same_turn, differs)
