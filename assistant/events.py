"""What a reply tells while it is made: each step, each statement, then the answer whole."""

from dataclasses import dataclass

from assistant.answer import Answer, Statement
from assistant.wording import replies
from corpus import Language


@dataclass(frozen=True)
class Step:
    """A step has begun; `text` names it for the person who waits, in their language."""

    name: str
    text: str
    language: Language

    @classmethod
    def of(cls, name: str, language: Language) -> "Step":
        """The step of that name; raises KeyError for one that has no words."""
        return cls(name, replies().say(f"step_{name}", language), language)


@dataclass(frozen=True)
class Said:
    """A statement of the answer, and its position."""

    index: int
    statement: Statement


Event = Step | Said | Answer
