"""What is kept: conversations, turns, feedback, notices and proposals, in SQLite or PostgreSQL."""

from assistant.store.feedback import Feedback, Rating, Reason
from assistant.store.outbox import Matter, Notice
from assistant.store.proposals import Proposal
from assistant.store.store import Store, StoredTurn, StoreError, new_id

__all__ = [
    "Feedback",
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
