"""What is kept: conversations, turns, feedback, notices, proposals, what became of mails; SQLite or PostgreSQL."""

from assistant.store.feedback import REASONS, Feedback, Rating, Reason
from assistant.store.mail_ledger import MailEntry, MailLedger
from assistant.store.outbox import Matter, Notice
from assistant.store.proposals import Proposal
from assistant.store.store import Store, StoredTurn, StoreError, new_id

__all__ = [
    "REASONS",
    "Feedback",
    "MailLedger",
    "MailEntry",
    "Matter",
    "Notice",
    "Proposal",
    "Rating",
    "Reason",
    "Store",
    "StoreError",
    "StoredTurn",
    "new_id",
]
