"""Held-out texts are kept apart from those that teach."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from corpus import fold

_NEAR = 92  # per cent of the letters in common


def nearly_taught(held_out: Sequence[str], taught: Sequence[str]) -> list[str]:
    """The held-out texts that are nearly equal to a taught one, capitals, accents and marks apart."""
    plainly = [_plain(text) for text in taught]
    nearest = process.cdist([_plain(text) for text in held_out], plainly, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return [text for text, row in zip(held_out, nearest, strict=True) if row.max() >= _NEAR]


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())
