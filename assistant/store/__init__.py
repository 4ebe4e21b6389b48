"""What is kept: conversations, turns, feedback and notices, in SQLite or PostgreSQL."""

from assistant.store.feedback import Feedback, Rating, Reason
from assistant.store.outbox import Matter, Notice
from assistant.store.store import Store, StoredTurn, StoreError, new_id

__all__ = [
    "Feedback",
    "Matter",
    "Notice",
    "Rating",
    "Reason",
    "Store",
    "StoreError",
    "StoredTurn",
    "new_id",
]
