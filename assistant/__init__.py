"""The service: from a message to an answer. This is the room's door."""

from assistant.answer import Answer, Citation, Contact, Eligibility, Outcome, Statement, StatementKind
from assistant.assembly import build_assistant, open_index, rebuild_index
from assistant.conversation import MESSAGE_LIMIT, Message
from assistant.eligibility import Fact, Truth, truth_of
from assistant.errors import AssistantError, ConversationBusy, ConversationNotFound, MessageRefused, SettingsError
from assistant.service import Assistant, Event, Said, Step
from assistant.settings import KNOWN as KNOWN_SETTINGS
from assistant.settings import Settings, read_settings
from assistant.store import StoreError

__all__ = [
    "KNOWN_SETTINGS",
    "MESSAGE_LIMIT",
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "Contact",
    "ConversationBusy",
    "ConversationNotFound",
    "Eligibility",
    "Event",
    "Fact",
    "Message",
    "MessageRefused",
    "Outcome",
    "Said",
    "Settings",
    "SettingsError",
    "Statement",
    "StatementKind",
    "Step",
    "StoreError",
    "Truth",
    "build_assistant",
    "open_index",
    "read_settings",
    "rebuild_index",
    "truth_of",
]
