"""What is asked of a language model, whoever makes it; and how it can fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from pydantic import SecretStr

PROVIDERS: Mapping[str, str] = {
    "openai": "langchain-openai",
    "anthropic": "langchain-anthropic",
    "ollama": "langchain-ollama",
}
"""The providers that may be named, and the package of each."""

LONGEST = 2_000
"""Tokens of a reply at most."""


@dataclass(frozen=True)
class ModelSettings:
    """Which model words answers, and its bounds; `timeout` in seconds for all of a reply, `budget` in tokens a day.

    `name` is `provider:model`, empty for none; a budget of 0 is no bound.
    """

    name: str = ""
    base_url: str = ""
    key: SecretStr = field(default=SecretStr(""))
    timeout: float = 8.0
    budget: int = 0

    @property
    def provider(self) -> str:
        """What stands before the colon of the name."""
        return self.name.partition(":")[0]


class Trouble(StrEnum):
    """Why a model gave nothing that can be used; each is one word of the log."""

    TIMEOUT = "timeout"
    RATE_LIMIT = "rate_limit"
    CONNECTION = "connection"
    REFUSED = "refused"
    PROVIDER = "provider"
    MALFORMED = "malformed"
    EMPTY = "empty"
    BUDGET = "budget"
    RESTING = "resting"
    BUSY = "busy"
    UNSUPPORTED = "unsupported"
    INCOMPLETE = "incomplete"


class ModelFailed(Exception):
    """The model gave nothing that can be used; `detail` names no person and no key."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble} ({detail})" if detail else str(trouble))
        self.trouble = trouble


class ModelSettingsError(Exception):
    """The model that the settings name cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Request:
    """One thing to do: instructions, material to treat as data, and the JSON schema of what to give back."""

    name: str
    instructions: str
    material: str
    schema: Mapping[str, Any]
    longest: int = LONGEST
    """Tokens of the reply at most."""


@dataclass(frozen=True)
class Completion:
    """What a model wrote, and the tokens that it counted (None where it did not say)."""

    text: str
    tokens: int | None = None


class ChatModel(Protocol):
    """A language model as this room needs it: one request in, text out."""

    @property
    def name(self) -> str:
        """Provider and model, as the settings name them."""
        ...

    def prepare(self) -> None:
        """Make ready what takes time, so that no reply waits for it."""
        ...

    def complete(self, request: Request, seconds: float) -> Completion:
        """What the model writes within so many seconds; raises ModelFailed."""
        ...


class Budget(Protocol):
    """Tokens that may be spent in a day, counted for all processes together."""

    def reserve(self, tokens: int) -> bool:
        """Set tokens aside; False where the day's budget does not hold them."""
        ...

    def correct(self, tokens: int) -> None:
        """Add to what was set aside (a negative number gives back)."""
        ...
