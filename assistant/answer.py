"""What every channel receives: an answer made of statements, each with the citations that support it."""

import re
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from corpus import Language, Tier

_ITEM = re.compile(r"- |\d+\. ")


class Outcome(StrEnum):
    """What became of a message; every channel reads this and none guesses from the text."""

    ANSWERED = "answered"
    VERDICT = "verdict"
    CLARIFICATION = "clarification"
    UNANSWERED = "unanswered"
    DECLINED = "declined"
    GREETING = "greeting"


class StatementKind(StrEnum):
    """What a sentence of a reply does."""

    FACT = "fact"
    RESERVE = "reserve"
    QUESTION = "question"
    NEXT_STEP = "next_step"
    GAP = "gap"
    COURTESY = "courtesy"
    SAFETY = "safety"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Statement(_Frozen):
    """One sentence (or list item) of a reply; `citations` are positions in the answer's citations."""

    kind: StatementKind
    text: str
    citations: tuple[int, ...] = ()


class Citation(_Frozen):
    """A passage that supports a statement; `quote` is in the document's own words."""

    document: str
    title: str
    tier: Tier
    section: tuple[str, ...]
    passage: str
    quote: str
    quote_language: Language
    translation: str | None = None
    url: str


class Contact(_Frozen):
    """The way to a person, and why it is given."""

    email: str
    reason: str


class Answer(_Frozen):
    """A reply, whole. `text` is exactly the statements, joined, in light Markdown."""

    conversation_id: str = ""
    turn_id: str = ""
    language: Language
    outcome: Outcome
    topics: tuple[str, ...] = ()
    urgent: Literal["pay", "safety"] | None = None
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...] = ()
    eligibility: None = None
    suggestions: tuple[str, ...] = ()
    contact: Contact | None = None

    @model_validator(mode="after")
    def _nothing_without_a_source(self) -> "Answer":
        for statement in self.statements:
            if statement.kind is StatementKind.FACT and not statement.citations:
                raise ValueError(f"a fact without a citation: {statement.text[:80]}")
            if any(not 0 <= number < len(self.citations) for number in statement.citations):
                raise ValueError(f"a citation that does not exist: {statement.text[:80]}")
        return self


def join_statements(statements: tuple[Statement, ...]) -> str:
    """The text of a reply: statements as paragraphs, list items on lines of their own."""
    text = ""
    for statement in statements:
        if text:
            text += "\n" if _ITEM.match(statement.text) else "\n\n"
        text += statement.text
    return text
