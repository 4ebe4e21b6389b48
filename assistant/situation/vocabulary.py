"""The words that situations are read by: `vocabulary.yaml` and `institutions.yaml`, checked and compiled once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from assistant.eligibility import Truth
from corpus import CorpusError, StrictModel, read_yaml, validated

_FOLDER = Path(__file__).parent
_NOTHING = re.compile(r"(?!)")
_OPPOSITE = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}


class ClaimEntry(StrictModel):
    """A claim as the file has it."""

    atom: str
    value: bool | Literal["unclear", "nothing"]
    denied: bool | Literal["unclear", "nothing"] | None = None
    patterns: list[str]
    unless: list[str] = []
    only_with: list[str] = []


class TieEntry(StrictModel):
    """A way in which a relative is tied to the host."""

    pattern: str
    of_employer: bool = False
    employer_speaks: bool = False


class ShortReplies(StrictModel):
    """Replies to the question just asked."""

    yes: list[str]
    no: list[str]
    unknown: list[str]
    beside: list[str]
    by_fact: dict[str, dict[Literal["true", "false"], list[str]]]


class Words(StrictModel):
    """What `vocabulary.yaml` holds; the file says what each list is for."""

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
    claims: list[ClaimEntry]
    ties: list[TieEntry]
    listed_compounds: list[str]
    compound_parts: dict[Literal["spouse", "parent", "child"], list[str]]
    frames: dict[str, list[str]]
    short_replies: ShortReplies


class Institutions(StrictModel):
    """The names of schools by what is known of them, in plain words."""

    accredited: list[str]
    needs_school_word: list[str]
    unclear: list[str]
    foreign: list[str]
    foreign_places: list[str]
    states: list[str]


@dataclass(frozen=True)
class Claim:
    """One thing that words may claim of a person: a detail, its value, and the value of its denial (None: nothing)."""

    atom: str
    value: Truth | None
    denied: Truth | None
    pattern: re.Pattern[str]
    unless: re.Pattern[str]
    only_with: re.Pattern[str] | None


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Everything, compiled as it is asked for."""

    words: Words
    institutions: Institutions
    claims: tuple[Claim, ...]

    @lru_cache(maxsize=256)  # noqa: B019 - one vocabulary lives as long as the process
    def pattern(self, name: str) -> re.Pattern[str]:
        """The pattern of a word list by its name; `relatives.host` is the list `host` of `relatives`."""
        return any_of(self._list(name))

    @lru_cache(maxsize=64)  # noqa: B019 - as above
    def alternatives(self, name: str) -> str:
        """The same as a group to build a longer pattern with."""
        return f"(?:{'|'.join(sorted(self._list(name), key=len, reverse=True))})"

    def _list(self, name: str) -> Sequence[str]:
        head, _, tail = name.partition(".")
        found: Any = getattr(self.words, head)
        return found[tail] if tail else found  # type: ignore[no-any-return]  # each is a list of patterns


def says(name: str, text: str) -> bool:
    """Whether plain words hold a wording of the list of that name."""
    return bool(vocabulary().pattern(name).search(text))


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern for whole words; the longest alternatives are tried first."""
    if not patterns:
        return _NOTHING
    return whole_words(f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))})")


def whole_words(pattern: str) -> re.Pattern[str]:
    """The pattern where it stands as words of its own."""
    return re.compile(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary; raises CorpusError for a file that is broken or a pattern that is none."""
    path = _FOLDER / "vocabulary.yaml"
    words = validated(path, read_yaml(path), Words)
    schools = _FOLDER / "institutions.yaml"
    institutions = validated(schools, read_yaml(schools), Institutions)
    try:
        claims = tuple(_claim(entry) for entry in words.claims)
    except re.error as error:
        raise CorpusError(path, f"a pattern under 'claims' is no regular expression ({error})") from None
    return Vocabulary(words, institutions, claims)


def _claim(entry: ClaimEntry) -> Claim:
    value = _truth(entry.value)
    denied = _truth(entry.denied) if entry.denied is not None else _OPPOSITE.get(value) if value else None
    only_with = any_of(entry.only_with) if entry.only_with else None
    return Claim(entry.atom, value, denied, any_of(entry.patterns), any_of(entry.unless), only_with)


def _truth(value: bool | str) -> Truth | None:
    if value == "nothing":
        return None
    if value == "unclear":
        return Truth.UNCLEAR
    return Truth.TRUE if value else Truth.FALSE
