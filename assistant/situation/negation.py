"""Whether the words before a place in a clause deny it; two denials affirm."""

import re

from assistant.situation.vocabulary import vocabulary

# « gestionnaire nulle part », "manages nobody": the denial follows what it denies.
_NOWHERE = re.compile(
    r" (?:\w+ ){0,4}(?:nulle part|nowhere|d aucune?)(?![a-z0-9])"
    r"| (?:\w+ )?(?:de rien|of nothing|nothing|rien|personne|no ?one|nobody|zero|aucune?)(?![a-z0-9])"
)


def denied_at(text: str, place: int, end: int | None = None) -> bool:
    """Whether what stands from `place` to `end` in a clause is denied by what stands before it, or right after it.

    >>> denied_at("i am not a citizen", 11), denied_at("it is not true that i am not a citizen", 31)
    (True, False)
    """
    readable = _readable(text)
    before = readable[:place]
    if end is not None and _NOWHERE.match(readable[end:]):
        return True
    denials = len(vocabulary().pattern("denial_frames").findall(before))
    rest = vocabulary().pattern("denial_frames").sub(lambda match: " " * len(match[0]), before)
    return bool(vocabulary().pattern("negation").search(rest)) != bool(denials % 2)


def denies(text: str) -> bool:
    """Whether a clause holds a denial at all."""
    return denied_at(text, len(text))


def _readable(text: str) -> str:
    """The clause with words that only look like a negation blanked, every place kept."""
    for name in ("no_negation", "restrictive"):
        text = _blank(vocabulary().pattern(name), text)
    return text


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)
