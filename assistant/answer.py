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


class Choice(_Frozen):
    """A reply to a question, as a button has it."""

    label: str
    value: bool | Literal["unclear"]


class FactQuestion(_Frozen):
    """The one thing to ask next."""

    fact: str
    text: str
    choices: tuple[Choice, ...]


class RuleStatus(_Frozen):
    """What one rule says of the situation; `citation` is its place in the answer's citations."""

    id: str
    status: Literal["met", "not_met", "unknown", "unclear"]
    reason: str
    citation: int


class Eligibility(_Frozen):
    """What the rules conclude and from what; `facts` holds what was told or follows from it, null where unknown."""

    verdict: Literal["criterion_not_met", "no_obstacle_found", "more_information_needed", "ask_the_team"]
    subject: Literal["speaker", "candidate"]
    facts: dict[str, bool | Literal["unclear"] | None]
    missing: tuple[str, ...] = ()
    question: FactQuestion | None = None
    rules: tuple[RuleStatus, ...]


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
    eligibility: Eligibility | None = None
    suggestions: tuple[str, ...] = ()
    contact: Contact | None = None

    @model_validator(mode="after")
    def _nothing_without_a_source(self) -> "Answer":
        for statement in self.statements:
            if statement.kind is StatementKind.FACT and not statement.citations:
                raise ValueError(f"a fact without a citation: {statement.text[:80]}")
            if any(not 0 <= number < len(self.citations) for number in statement.citations):
                raise ValueError(f"a citation that does not exist: {statement.text[:80]}")
        for rule in self.eligibility.rules if self.eligibility else ():
            if not 0 <= rule.citation < len(self.citations):
                raise ValueError(f"a rule without its citation: {rule.id}")
        return self


def join_statements(statements: tuple[Statement, ...]) -> str:
    """The text of a reply: statements as paragraphs, list items on lines of their own."""
    text = ""
    for statement in statements:
        if text:
            text += "\n" if _ITEM.match(statement.text) else "\n\n"
        text += statement.text
    return text
