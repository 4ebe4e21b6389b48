"""The service: from a message to an answer. This is the room's door."""

from assistant.answer import Answer, Citation, Contact, Eligibility, FactQuestion, Outcome, Statement, StatementKind
from assistant.assembly import build_assistant, open_index, purge, rebuild_index
from assistant.conversation import CONVERSATION_LIMIT, MESSAGE_LIMIT, Message
from assistant.drafting import Asked, Draft, Evidence, Letter, Review, presses
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
from assistant.events import Event, Said, Step
from assistant.explaining import Explanation
from assistant.given import day_given, facts_given, printable
from assistant.inbox_settings import InboxSettings
from assistant.replaying import Replay
from assistant.service import COMMENT_LIMIT, Assistant
from assistant.settings import KNOWN as KNOWN_SETTINGS
from assistant.settings import Settings, environment, read_settings
from assistant.situation import Subject
from assistant.slack_settings import SlackSettings
from assistant.store import (
    REASONS,
    Feedback,
    MailEntry,
    MailLedger,
    Matter,
    Notice,
    Proposal,
    Rating,
    Reason,
    StoredTurn,
    StoreError,
)
from assistant.twins import Twins
from assistant.wording import contact_address

__all__ = [
    "COMMENT_LIMIT",
    "CONVERSATION_LIMIT",
    "KNOWN_SETTINGS",
    "MESSAGE_LIMIT",
    "REASONS",
    "Answer",
    "Asked",
    "Assistant",
    "AssistantError",
    "Citation",
    "Conflict",
    "Contact",
    "ConversationBusy",
    "ConversationNotFound",
    "Draft",
    "Eligibility",
    "Event",
    "Evidence",
    "Explanation",
    "Fact",
    "FactEntry",
    "FactQuestion",
    "Facts",
    "FactsRefused",
    "Feedback",
    "InboxSettings",
    "Letter",
    "MailEntry",
    "MailLedger",
    "Matter",
    "Message",
    "MessageRefused",
    "Notice",
    "Outcome",
    "Proposal",
    "Rating",
    "Reason",
    "Replay",
    "Review",
    "RuleBook",
    "Said",
    "Settings",
    "SettingsError",
    "SlackSettings",
    "Statement",
    "StatementKind",
    "Step",
    "StoreError",
    "StoredTurn",
    "Subject",
    "TooManyMessages",
    "Truth",
    "TurnNotFound",
    "Twins",
    "Words",
    "build_assistant",
    "contact_address",
    "day_given",
    "environment",
    "facts_given",
    "json_of",
    "open_index",
    "presses",
    "printable",
    "purge",
    "read_settings",
    "rebuild_index",
    "rulebook",
    "truth_of",
]
