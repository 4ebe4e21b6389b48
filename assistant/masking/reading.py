"""A message as patterns read it: in plain characters, with what was found struck out.

Full-width digits, dashes of all kinds, non-breaking spaces, accents and marks must not hide anything: each character
is read as its plainest form, and every place in the plain text knows where it stands in the message.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.masking.placeholders import Kind

STRUCK = "\x00"
"""Stands for each character of what was found; no message holds it, and no pattern reads across it."""

_LONGEST = 3  # letters that one character may stand for (« ﬁ », « œ »); a longer one is an ornament
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u2032"
_DASHES = "\u2212\u2043\u00ad"
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss"}


@dataclass(frozen=True)
class Span:
    """A place in the plain text that holds personal data of that kind; None: it is to be left as it is."""

    start: int
    end: int
    kind: Kind | None


Detector = Callable[[str], Iterable[Span]]


class Reading:
    """A message in plain characters, read by one detector after the other."""

    def __init__(self, message: str) -> None:
        self._message = message
        plain = [_plain(char) for char in message]
        self._places = [place for place, chars in enumerate(plain) for _ in chars]
        self._plain = "".join(plain)
        self._found: list[Span] = []

    def strike(self, detector: Detector) -> None:
        """Strike out what a detector finds."""
        spans = list(detector(self._plain))
        if not spans:
            return
        self._found.extend(span for span in spans if span.kind is not None)
        chars = list(self._plain)
        for span in spans:
            chars[span.start : span.end] = STRUCK * (span.end - span.start)
        self._plain = "".join(chars)

    def masked(self) -> tuple[str, tuple[str, ...]]:
        """The message with a placeholder for each thing found, and the kinds in their order there."""
        pieces, kinds, done = [], [], 0
        for span in sorted(self._found, key=lambda span: span.start):
            start, end = self._places[span.start], self._after(span.end)
            if span.kind is None or end <= done:
                continue
            pieces += [self._message[done:start], span.kind.placeholder]
            kinds.append(span.kind.value)
            done = end
        return "".join([*pieces, self._message[done:]]), tuple(dict.fromkeys(kinds))

    def _after(self, end: int) -> int:
        """Where the message goes on behind a place; marks that hang on the last character go with it."""
        return self._places[end] if end < len(self._places) else len(self._message)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """The plainest form of a character; nothing for a mark that hangs on the one before."""
    if char.isascii():
        return char if char.isprintable() or char == "\n" else " "
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(char)
    if category == "Pd" or char in _DASHES:
        return "-"
    if category[0] == "Z":
        return " " if category == "Zs" else "\n"
    return "'" if char in _APOSTROPHES else _letters(char, category)


def _letters(char: str, category: str) -> str:
    if category in ("Mn", "Me", "Cf", "Cc"):
        return ""
    if char in _LIGATURES:
        return _LIGATURES[char]
    found = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    return found if 0 < len(found) <= _LONGEST else char
