"""The words that situations are read by: `vocabulary.yaml`, checked and compiled once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from assistant.eligibility import Truth
from corpus import CorpusError, StrictModel, read_yaml, validated

_FOLDER = Path(__file__).parent
_NOTHING = re.compile(r"(?!)")


class _Claim(StrictModel):
    atom: str
    value: bool | Literal["unclear", "nothing"]
    denied: bool | Literal["unclear", "nothing"] | None = None
    patterns: list[str]
    unless: list[str] = []
    only_with: list[str] = []
    only_positive_with: list[str] = []


class _Replies(StrictModel):
    yes: list[str]
    no: list[str]
    unknown: list[str]
    beside: list[str]
    by_fact: dict[str, dict[Literal["true", "false"], list[str]]]


class _Words(StrictModel):
    short_forms: dict[str, str]
    mended: list[str]
    left_alone: list[str]
    elided: list[str]
    persons: dict[str, list[str]]
    hire_frames: list[str]
    candidate_frames: list[str]
    self_frames: list[str]
    relatives: dict[str, list[str]]
    negation: list[str]
    no_negation: list[str]
    denial_frames: list[str]
    restrictive: list[str]
    hypothetical: list[str]
    hypothetical_ends: list[str]
    not_hypothetical: list[str]
    uncertain: list[str]
    past: list[str]
    future: list[str]
    asking: list[str]
    correction: list[str]
    plain_intent: list[str]
    eligibility_intent: list[str]
    studies: list[str]
    period: list[str]
    beside_criteria: dict[Literal["age", "grades", "province", "field", "online"], list[str]]
    claims: list[_Claim]
    short_replies: _Replies


class _Institutions(StrictModel):
    accredited: list[str]
    needs_school_word: list[str]
    unclear: list[str]
    foreign: list[str]
    foreign_places: list[str]
    canadian_places: list[str] = Field(default=[])


@dataclass(frozen=True)
class Claim:
    """One thing that words may claim of a person: a detail, its value, and the value of its denial (None: nothing)."""

    atom: str
    value: Truth | None
    denied: Truth | None
    pattern: re.Pattern[str]
    unless: re.Pattern[str]
    only_with: re.Pattern[str] | None
    only_positive_with: re.Pattern[str] | None


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern for whole words; the longest alternatives are tried first."""
    if not patterns:
        return _NOTHING
    ordered = sorted(patterns, key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(ordered)})(?![a-z0-9])")


def _truth(value: bool | str) -> Truth | None:
    if value == "nothing":
        return None
    if value == "unclear":
        return Truth.UNCLEAR
    return Truth.TRUE if value else Truth.FALSE


def _claim(entry: _Claim) -> Claim:
    value = _truth(entry.value)
    if entry.denied is None:
        denied = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(value) if value else None
    else:
        denied = _truth(entry.denied)
    return Claim(
        entry.atom,
        value,
        denied,
        any_of(entry.patterns),
        any_of(entry.unless),
        any_of(entry.only_with) if entry.only_with else None,
        any_of(entry.only_positive_with) if entry.only_positive_with else None,
    )


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Everything compiled."""

    words: _Words
    institutions: _Institutions
    claims: tuple[Claim, ...]

    @lru_cache(maxsize=256)  # noqa: B019 - one vocabulary lives as long as the process
    def pattern(self, name: str) -> re.Pattern[str]:
        """The pattern of a word list by its name; `relatives.host` is the list `host` of `relatives`."""
        head, _, tail = name.partition(".")
        found = getattr(self.words, head)
        return any_of(found[tail] if tail else found)

    def alternatives(self, name: str) -> str:
        """The same as an alternation to build a longer pattern with."""
        head, _, tail = name.partition(".")
        found = getattr(self.words, head)
        return "|".join(sorted(found[tail] if tail else found, key=len, reverse=True))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary; raises CorpusError for a file that is broken or a pattern that is none."""
    path = _FOLDER / "vocabulary.yaml"
    words = validated(path, read_yaml(path), _Words)
    schools = _FOLDER / "institutions.yaml"
    institutions = validated(schools, read_yaml(schools), _Institutions)
    try:
        claims = tuple(_claim(entry) for entry in words.claims)
    except re.error as error:
        raise CorpusError(path, f"a pattern under 'claims' is no regular expression ({error})") from None
    return Vocabulary(words, institutions, claims)
