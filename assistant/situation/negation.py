"""Whether the words around a place in a clause deny it; two denials affirm."""

import re
from functools import lru_cache

from assistant.situation.vocabulary import vocabulary, whole_words


def denied_at(text: str, place: int, end: int | None = None) -> bool:
    """Whether what stands from `place` to `end` in a clause is denied by what stands before it, or right after it.

    >>> denied_at("i am not a citizen", 11), denied_at("it is not true that i am not a citizen", 31)
    (True, False)
    >>> denied_at("je suis gestionnaire nulle part", 8, 20)
    True
    """
    readable = _readable(text)
    if end is not None and _denied_after().match(readable[end:]):
        return True
    before = readable[:place]
    frames = vocabulary().pattern("denial_frames")
    denials = len(frames.findall(before))
    return bool(vocabulary().pattern("negation").search(_blank(frames, before))) != bool(denials % 2)


def denies(text: str) -> bool:
    """Whether a clause holds a denial at all."""
    return denied_at(text, len(text))


@lru_cache(maxsize=1)
def _denied_after() -> re.Pattern[str]:
    return re.compile(" " + whole_words(vocabulary().alternatives("frames.denied_after")).pattern)


def _readable(text: str) -> str:
    """The clause with words that only look like a negation blanked, every place kept."""
    for name in ("no_negation", "restrictive"):
        text = _blank(vocabulary().pattern(name), text)
    return text


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)
