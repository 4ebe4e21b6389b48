"""What the API takes and gives, beside the service's own `Answer`."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant import COMMENT_LIMIT, Answer, Fact, Rating, Reason, Subject
from corpus import Language


class ChatRequest(BaseModel):
    """A message; `language` is the person's explicit choice, null to have it detected."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"message": "Combien l'employeur peut-il recevoir?", "conversation_id": None, "language": None},
                {"message": "Is the midpoint evaluation shared with my boss?", "language": "en"},
            ]
        },
    )

    message: str = Field(description="The question, in French or English.")
    conversation_id: str | None = Field(
        default=None, max_length=64, description="As the last reply gave it; null at first."
    )
    language: Language | None = None
    facts: dict[Fact, bool | Literal["unclear"] | None] | None = Field(
        default=None, description="What buttons and removed chips say: true, false, or null to forget a fact."
    )


class DocumentSummary(BaseModel):
    """A document's catalogue entry, in both languages."""

    id: str
    title: dict[Language, str]
    own_titles: list[Language] = Field(description="Languages in which the title is the project's own.")
    publisher: dict[Language, str]
    date: dict[Language, str]
    date_printed: bool = Field(description="False where the document prints none.")
    language: Language
    languages: list[Language] = Field(description="Languages the document can be read in here.")
    tier: str
    programme: str
    address: str
    passages: int
    url: str


class Health(BaseModel):
    """Whether the server runs, or can answer."""

    status: str


class EligibilityRequest(BaseModel):
    """A situation as facts; what is left out is unknown."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"facts": {"citizen_or_pr": True, "enrolled_for_work_period": True}, "language": "fr"},
                {"facts": {"international_student": True}, "language": "en", "subject": "candidate"},
            ]
        },
    )

    facts: dict[str, Any] = Field(
        description='Each fact as true, false, "unclear" (told, but the guide does not settle it) or null (unknown).',
        json_schema_extra={
            "propertyNames": {"enum": [fact.value for fact in Fact]},
            "additionalProperties": {"enum": [True, False, "unclear", "unknown", None]},
        },
    )
    language: Language | None = Field(default=None, description="Null: the client's Accept-Language, else the default.")
    subject: Subject = Field(default="speaker", description="Who is to be placed: the speaker, or whom they describe.")
    on: str | None = Field(
        default=None,
        description="The day whose rules decide, as YYYY-MM-DD; null: today.",
        json_schema_extra={"examples": ["2026-09-01"]},
    )


Truthful = bool | Literal["unclear"] | None
"""A fact's value in JSON; null is unknown."""

Both = dict[Language, str]
"""The same words in both languages."""


class ChoiceSummary(BaseModel):
    """One answer to a question, and what it makes of the fact."""

    label: Both
    value: Truthful


class QuestionSummary(BaseModel):
    """A question to the person to be placed, and the same about that person."""

    speaker: Both
    candidate: Both


class FactSummary(BaseModel):
    """A fact: how it is named and asked. The order is the order worth asking."""

    id: Fact
    label: Both
    question: QuestionSummary
    choices: list[ChoiceSummary]


class Reasons(BaseModel):
    """Why a rule has its status."""

    met: Both
    not_met: Both
    unknown: Both
    unclear: Both


class RuleSummary(BaseModel):
    """One criterion of the guide, with the guide's sentence and where it stands."""

    id: str
    kind: Literal["condition", "exclusion"]
    needs: Literal["any", "all"] = Field(description="Whether one of the facts is enough, or all are needed.")
    facts: list[Fact]
    since: date = Field(alias="from")
    until: date | None = Field(description="Its last day; null while it has none.")
    sentence: Both
    reasons: Reasons
    passage: str
    also: list[str] = Field(description="Further passages it stands on.")
    url: str


class Setting(BaseModel):
    """A fact and its value."""

    fact: Fact
    value: Truthful


class InferenceSummary(BaseModel):
    """What one fact says of another that was not told."""

    when: Setting
    then: Setting
    reason: Both


class UnclearSummary(BaseModel):
    """Facts on which the guide is at odds with itself: the rule becomes unclear."""

    rule: str
    when: list[Setting]
    unless: list[Setting]
    reason: Both


class ConflictSummary(BaseModel):
    """Two statuses that cannot both be current: the question asks which is.

    The answer is `fact`'s value; where it is true, `against` is to be left out from then on.
    """

    rule: str
    fact: Fact
    against: Fact
    reason: Both
    question: QuestionSummary
    choices: list[ChoiceSummary]


class RulesSummary(BaseModel):
    """The eligibility rules, whole; no verdict says that someone is eligible, the review of applications does."""

    version: str
    rules: list[RuleSummary]
    facts: list[FactSummary]
    inferences: list[InferenceSummary]
    unclear: list[UnclearSummary]
    conflicts: list[ConflictSummary]


class VisitorToken(BaseModel):
    """A token to send in the header X-WIL-Visitor."""

    token: str
    expires_in: int = Field(description="Seconds.")


class TurnView(BaseModel):
    """A message, with personal data masked, and its answer."""

    message: str
    answer: Answer


class ConversationView(BaseModel):
    """The turns of a conversation that are kept, oldest first."""

    conversation_id: str
    turns: Sequence[TurnView]


class FeedbackRequest(BaseModel):
    """What somebody says of an answer."""

    model_config = ConfigDict(extra="forbid")

    turn_id: str = Field(max_length=64)
    rating: Rating
    reason: Reason | None = None
    comment: str = Field(default="", max_length=COMMENT_LIMIT)
