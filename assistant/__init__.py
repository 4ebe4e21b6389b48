"""The service: from a message to an answer. This is the room's door."""

from assistant.answer import Answer, Citation, Contact, Eligibility, FactQuestion, Outcome, Statement, StatementKind
from assistant.assembly import build_assistant, open_index, purge, rebuild_index
from assistant.conversation import CONVERSATION_LIMIT, MESSAGE_LIMIT, Message
from assistant.eligibility import Conflict, Fact, FactEntry, Facts, RuleBook, Truth, Words, json_of, rulebook, truth_of
from assistant.errors import (
    AssistantError,
    ConversationBusy,
    ConversationNotFound,
    FactsRefused,
    MessageRefused,
    SettingsError,
    TooManyMessages,
    TurnNotFound,
)
from assistant.explaining import Explanation
from assistant.given import day_given, facts_given, printable
from assistant.service import COMMENT_LIMIT, Assistant, Event, Said, Step
from assistant.settings import KNOWN as KNOWN_SETTINGS
from assistant.settings import Settings, environment, read_settings
from assistant.situation import Subject
from assistant.store import Feedback, Matter, Notice, Rating, Reason, StoredTurn, StoreError

__all__ = [
    "COMMENT_LIMIT",
    "KNOWN_SETTINGS",
    "CONVERSATION_LIMIT",
    "MESSAGE_LIMIT",
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "Conflict",
    "Contact",
    "ConversationBusy",
    "ConversationNotFound",
    "Eligibility",
    "Event",
    "Explanation",
    "Fact",
    "FactEntry",
    "FactQuestion",
    "Facts",
    "FactsRefused",
    "Feedback",
    "Matter",
    "Message",
    "MessageRefused",
    "Notice",
    "Outcome",
    "Rating",
    "Reason",
    "RuleBook",
    "Said",
    "Settings",
    "SettingsError",
    "Statement",
    "StatementKind",
    "Step",
    "StoreError",
    "StoredTurn",
    "Subject",
    "Truth",
    "TooManyMessages",
    "TurnNotFound",
    "Words",
    "build_assistant",
    "day_given",
    "environment",
    "facts_given",
    "json_of",
    "open_index",
    "printable",
    "purge",
    "read_settings",
    "rebuild_index",
    "rulebook",
    "truth_of",
]
