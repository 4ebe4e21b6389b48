"""What can go wrong with an index; each message says what was found and what to do."""

from pathlib import Path


class IndexRoomError(Exception):
    """The family of this room's errors."""


class IndexNotReady(IndexRoomError):
    """There is no usable index; `reason` says why."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"The index in '{folder}' cannot be used: {reason} Run `wil index build`.")


class EmbedderError(IndexRoomError):
    """The embedding model cannot be used."""
