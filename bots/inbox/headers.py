"""Headers of a mail as people's programs really write them: encoded words, raw bytes, broken addresses."""

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from bots.inbox.charsets import decoded

_ADDRESS = re.compile(r"[^\s<>,;:\"'()@]+@[^\s<>,;:\"'()@]+")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")
_LONGEST = 10_000  # characters of one header
_MOST = 100  # addresses of one header


@dataclass(frozen=True)
class Address:
    """Somebody's address, in lower case, and the name beside it."""

    email: str
    name: str = ""


def header(message: Message, name: str) -> str:
    """A header's value, decoded and on one line; empty where there is none."""
    return decoded_words(_raw(message, name))


def decoded_words(raw: str) -> str:
    """A header's text with its encoded words decoded; one that cannot be is kept as it stands.

    >>> decoded_words("=?utf-8?q?R=C3=A9ponse?= : =?iso-8859-1?Q?=E9t=E9?=")
    'Réponse : été'
    """
    raw = _unescaped(raw[:_LONGEST])
    # A program that writes encoded words in quotation marks, or side by side, means them to be read all the same.
    raw = re.sub(r'"(=\?[^"]*\?=)"', r"\1", raw)
    raw = re.sub(r"\?==\?", "?= =?", raw)
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return " ".join(raw.split())
    text = "".join(piece if isinstance(piece, str) else decoded(piece, charset) for piece, charset in pieces)
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def addresses(message: Message, *names: str) -> tuple[Address, ...]:
    """The addresses of some headers, each once, in order."""
    found: dict[str, Address] = {}
    for name in names:
        for raw in [_unescaped(str(value)[:_LONGEST]) for value in message.get_all(name, [])]:
            for address in _parsed(raw):
                found.setdefault(address.email, address)
    return tuple(found.values())[:_MOST]


def message_ids(message: Message, name: str) -> tuple[str, ...]:
    """The message ids in a header, in order, each once."""
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(_raw(message, name))))


def _parsed(raw: str) -> list[Address]:
    """Names are decoded after the addresses are told apart: a decoded comma parts nobody."""
    pairs = getaddresses([" ".join(raw.split())])
    parsed = [Address(email.lower(), decoded_words(name)) for name, email in pairs if _ADDRESS.fullmatch(email)]
    return parsed or [Address(email.lower()) for email in _ADDRESS.findall(raw)]


def _raw(message: Message, name: str) -> str:
    value = message.get(name)
    return _unescaped(str(value)[:_LONGEST]) if value is not None else ""


def _unescaped(text: str) -> str:
    """Bytes that a program wrote unencoded, decoded."""
    if not any("\udc80" <= char <= "\udcff" for char in text):
        return text
    return decoded(text.encode("utf-8", "surrogateescape"), None)
