"""The text of a mail and the names of what is attached, whatever its MIME looks like."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message

from bots.inbox.charsets import decoded
from bots.inbox.headers import decoded_words
from bots.inbox.html_text import text_of_html

_LONGEST = 400_000  # characters of one body; the rest is no question
_MOST_PARTS = 200
_BOUNDARY = re.compile(r"^--([^\s-][^\r\n]{0,200}?)\s*\r?\n(?=Content-)", re.MULTILINE | re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(r"=(?:C3=[89AB][0-9A-F]|E2=80=|E[0-9A-F](?=[a-z ])|20\r?\n)")
_UNUSED_PLAIN = 40  # characters of a plain version that only says to read the other


@dataclass(frozen=True)
class Body:
    """A mail's text, and the names of its attachments."""

    text: str
    attachments: tuple[str, ...]


def body_of(message: Message) -> Body:
    """The text to read: the plain version where there is a real one, else the HTML as text."""
    plain: list[str] = []
    html: list[str] = []
    attached: list[str] = []
    for number, part in enumerate(_leaves(message)):
        if number >= _MOST_PARTS:
            break
        name = _file_name(part)
        kind = part.get_content_type()
        if name or part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            attached.append(name or kind)
        elif kind == "text/plain":
            plain.append(_text(part))
        else:
            html.append(text_of_html(_text(part)))
    return Body(_best("\n".join(plain), "\n".join(html)), tuple(dict.fromkeys(attached)))


def _best(plain: str, html: str) -> str:
    plain, html = plain.strip(), html.strip()
    if "<html" in plain[:500].lower() or "<body" in plain[:500].lower():
        plain = text_of_html(plain).strip()
    stub = len(plain) < _UNUSED_PLAIN and len(html) > 2 * len(plain)
    return (html if stub else plain or html)[:_LONGEST]


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; a mail that is attached to this one is named, never read."""
    if message.get_content_maintype() == "multipart":
        parts = message.get_payload()
        if isinstance(parts, str):
            message = _with_boundary(message, parts)
            parts = message.get_payload()
        if isinstance(parts, list):
            for part in parts:
                if isinstance(part, Message):
                    yield from _leaves(part)
            return
        message.set_type("text/plain")
    yield message


def _with_boundary(message: Message, body: str) -> Message:
    """A multipart mail whose declared boundary is missing or wrong, read by the one that it uses."""
    found = _BOUNDARY.search(body)
    if found is None:
        return message
    boundary = found[1].strip().removesuffix("--")
    mended = f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n{body}'
    again = message_from_string(mended)
    return again if isinstance(again.get_payload(), list) else message


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    text = decoded(data, part.get_content_charset())
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding not in ("quoted-printable", "base64") and _QUOTED_PRINTABLE.search(text):
        text = decoded(quopri.decodestring(data), part.get_content_charset())
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename()
    except (ValueError, TypeError, LookupError):
        return "?"
    return decoded_words(str(name))[:120] if name else ""


def parsed(raw: bytes) -> Message:
    """A raw mail as parts; line ends of any kind."""
    return message_from_bytes(raw)
