"""What is kept: conversations, turns, feedback, notices and the mailbox's ledger, in SQLite or PostgreSQL."""

from assistant.store.feedback import Feedback, Rating, Reason
from assistant.store.ledger import Ledger, LedgerEntry
from assistant.store.outbox import Matter, Notice
from assistant.store.store import Store, StoredTurn, StoreError, new_id

__all__ = [
    "Feedback",
    "Ledger",
    "LedgerEntry",
    "Matter",
    "Notice",
    "Rating",
    "Reason",
    "Store",
    "StoreError",
    "StoredTurn",
    "new_id",
]
