"""What is kept: conversations and turns, in SQLite or PostgreSQL."""

from assistant.store.store import Store, StoredTurn, StoreError, new_id

__all__ = ["Store", "StoreError", "StoredTurn", "new_id"]
