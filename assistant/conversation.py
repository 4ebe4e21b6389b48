"""A message as it comes in, and what is known of the conversation it belongs to."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.characters import seen
from assistant.eligibility import Fact, Truth
from assistant.errors import MessageRefused
from assistant.wording import replies
from corpus import Language

MESSAGE_LIMIT = 8_000
"""Characters; a long e-mail fits, a novel does not."""
CONVERSATION_LIMIT = 200
"""Messages of one conversation."""


@dataclass(frozen=True)
class Message:
    """What a person sent.

    `language` is their explicit choice, `accepted` the languages their client prefers, `facts` what buttons and removed
    chips say (UNKNOWN forgets a fact).
    """

    text: str
    conversation_id: str | None = None
    language: Language | None = None
    accepted: Sequence[Language] = ()
    channel: str = "cli"
    facts: Mapping[Fact, Truth] | None = None


@dataclass(frozen=True)
class Conversation:
    """A conversation as it is kept: its language, whether the person chose it, how far the screening has come."""

    id: str
    language: Language | None = None
    chosen: bool = False
    screening: Mapping[str, Any] | None = None


def normalise(text: str, language: Language) -> str:
    """The text as it is worked on: as a person sees it (see `characters.py`), in NFC, with single spaces.

    Raises MessageRefused when it is empty, longer than MESSAGE_LIMIT, or holds no letter or digit.
    """
    if len(text) > MESSAGE_LIMIT:
        length, limit = (printed_count(number, language) for number in (len(text), MESSAGE_LIMIT))
        raise _refused("error_too_long", language, length=length, limit=limit)
    kept = "".join(
        char if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs", "Co") else " " for char in text
    )
    kept = unicodedata.normalize("NFC", seen(kept))
    kept = re.sub(r"[^\S\n]+", " ", kept).strip()
    if not kept:
        raise _refused("error_empty" if not text.strip() else "error_not_text", language)
    if not any(char.isalnum() for char in kept):
        raise _refused("error_not_text", language)
    return kept


def _refused(key: str, language: Language, **values: str) -> MessageRefused:
    return MessageRefused(language, replies().say(key, language, **values))


def printed_count(number: int, language: Language) -> str:
    """A number as Canadians write it: 8 000 in French, 8,000 in English."""
    return f"{number:,}".replace(",", "\u00a0") if language is Language.FRENCH else f"{number:,}"
