"""What names a mail for good, wherever it is moved: hashes, so that the store holds no address and no id."""

import hashlib
from email.parser import BytesHeaderParser

from bots.inbox.headers import header, message_ids

_HEADERS = 200_000  # bytes in which a mail's headers end


def key_of(raw: bytes) -> str:
    """The key of a mail: its message id with what a forger of it would also have to know; its content without an id."""
    message = BytesHeaderParser().parsebytes(raw[:_HEADERS])
    ids = message_ids(message, "Message-ID")
    if not ids:
        return hashlib.sha256(raw).hexdigest()
    parts = (ids[0], header(message, "From"), header(message, "Date"), header(message, "Subject"))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def thread_of(message_id: str | None) -> str:
    """The hash under which the replies to a mail are found; empty for a mail without an id."""
    return hashlib.sha256(message_id.encode("utf-8", "surrogateescape")).hexdigest() if message_id else ""
