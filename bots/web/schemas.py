"""What the API takes and gives, beside the service's own `Answer`."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant import Fact
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
