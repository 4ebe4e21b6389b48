"""The new text of a mail without what surrounds it: signatures, mobile lines, companies' disclaimers."""

import re
from collections.abc import Sequence

from bots.inbox.patterns import said
from corpus import fold

_SIGNATURE_LINES = 12  # lines at most from the closing to the end of a signature
_SIGNATURE_LINE = 70  # characters
_LONGEST = 600  # characters of a paragraph that patterns are tried on
_CLOSING = 140


def trimmed(text: str) -> str:
    """The text that its writer wrote for this mail."""
    return _without_signature(_without_disclaimers(text)).strip()


def signed_by(text: str) -> str:
    """The line under the closing, most likely the writer's name; empty where there is none."""
    lines = [line.strip() for line in text.splitlines()]
    for place in range(len(lines) - 1, -1, -1):
        if _closes(lines[place]):
            return next((line for line in lines[place + 1 :] if line), "")
    return ""


def _without_disclaimers(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(paragraph for paragraph in paragraphs if not said("disclaimers", _flat(paragraph)))


def _without_signature(text: str) -> str:
    lines = [line for line in text.splitlines() if not said("devices", _flat(line))]
    for place, line in enumerate(lines):
        if place and said("signature_marks", line.strip(" ")) and not _asks(lines[place + 1 :]):
            lines = lines[:place]
            break
    for place in range(len(lines) - 1, -1, -1):
        if _closes(lines[place]) and _is_signature(lines[place + 1 :]):
            return "\n".join(lines[:place])
    return "\n".join(lines)


def _closes(line: str) -> bool:
    return len(line) <= _CLOSING and said("closings", _flat(line))


def _is_signature(lines: Sequence[str]) -> bool:
    """Whether what follows a closing is a name and addresses, and no more text."""
    filled = [line.strip() for line in lines if line.strip()]
    short = all(len(line) <= _SIGNATURE_LINE for line in filled)
    return len(filled) <= _SIGNATURE_LINES and short and not _asks(filled)


def _asks(lines: Sequence[str]) -> bool:
    return any(
        "?" in re.sub(r"https?://\S+", "", line) or fold(line).startswith(("p.s", "ps ", "ps:")) for line in lines
    )


def _flat(text: str) -> str:
    return " ".join(fold(text[:_LONGEST]).split())
