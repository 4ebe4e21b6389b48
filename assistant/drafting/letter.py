"""A letter that came in, and the draft of a reply to it."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.answer import Answer, Citation, RuleStatus
from corpus import Language

Urgency = Literal["pay", "safety"]


@dataclass(frozen=True)
class Letter:
    """What is replied to. `text` is the new text only; `context` what the same person wrote before it in the thread.

    `language` is an explicit choice; `sender_name` the name that came with the letter, used in the greeting alone.
    """

    text: str
    subject: str = ""
    sender_name: str | None = None
    context: str = ""
    language: Language | None = None
    channel: str = "inbox"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Asked(_Frozen):
    """A question found in the letter, masked, and whether the draft answers it; if not, the draft leaves a gap."""

    question: str
    answered: bool


class Evidence(_Frozen):
    """A sentence of the draft and the passages it stands on, by their places in the draft's citations."""

    sentence: str
    citations: tuple[int, ...]


class Review(_Frozen):
    """What a reviewer wants to know of a draft. `to_verify` is in the draft's language."""

    questions: tuple[Asked, ...]
    evidence: tuple[Evidence, ...]
    rules: tuple[RuleStatus, ...]
    to_verify: tuple[str, ...]
    masked: tuple[str, ...]
    urgent: Urgency | None


class Draft(_Frozen):
    """A reply for a person to read, complete and send. `body` runs from the greeting to the signature, `html` alike.

    `pressing`: it should be read first (unpaid wages, safety, somebody leaving). Gaps for the team stand in brackets.
    """

    language: Literal["fr", "en", "both"]
    urgent: Urgency | None
    pressing: bool
    topics: tuple[str, ...]
    subject: str
    body: str
    html: str
    citations: tuple[Citation, ...]
    answers: tuple[Answer, ...]
    review: Review
