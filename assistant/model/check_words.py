"""The words of `checks.yaml`, compiled once."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus import Language, StrictModel, fold, read_yaml, validated

_PATH = Path(__file__).parent / "checks.yaml"


class CheckWords(StrictModel):
    """The data file's shape."""

    number_words: dict[str, dict[str, int]]
    scales: dict[str, dict[str, int]]
    units: dict[str, list[str]]
    dates: dict[str, list[str]]
    denials: list[str]
    obligation: list[str]
    possibility: list[str]
    only: list[str]
    condition: list[str]
    upper_limit: list[str]
    lower_limit: list[str]
    approximation: list[str]
    parties: dict[str, list[str]]
    verdicts: list[str]
    promises: list[str]
    programme_rules: list[str]
    machinery: list[str]
    function_words: dict[str, list[str]]


@lru_cache(maxsize=1)
def check_words() -> CheckWords:
    """The words as the file has them; raises CorpusError when it is broken."""
    return validated(_PATH, read_yaml(_PATH), CheckWords)


def plain(text: str) -> str:
    """Lower case, straight apostrophes, plain spaces; accents stay."""
    return " ".join(text.replace("’", "'").lower().split())


def says(name: str, text: str) -> bool:
    """Whether a text holds one of the words or patterns of that list."""
    return bool(_pattern(name).search(plain(text)))


def matches(name: str, text: str) -> list[str]:
    """What a text holds of that list."""
    return [found[0] for found in _pattern(name).finditer(plain(text))]


@lru_cache(maxsize=32)
def _pattern(name: str) -> re.Pattern[str]:
    return any_word(getattr(check_words(), name))


def any_word(patterns: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds any of them as whole words."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?!\w)")


@lru_cache(maxsize=4)
def by_name(name: str) -> Mapping[str, re.Pattern[str]]:
    """A pattern for each entry of a table of word lists."""
    table: Mapping[str, Any] = getattr(check_words(), name)
    return {key: any_word(words) for key, words in table.items()}


@lru_cache(maxsize=2)
def number_words(language: Language) -> frozenset[str]:
    """Words of numbers and of what they count, folded: quantities are compared by themselves."""
    words = check_words()
    units = [part for names in words.units.values() for name in names for part in name.split() if part.isalpha()]
    counted = (words.number_words[language.value], words.scales[language.value], units)
    return frozenset(fold(word) for names in counted for word in names)


@lru_cache(maxsize=2)
def function_words(language: Language) -> frozenset[str]:
    """Words that carry no claim, folded."""
    return frozenset(fold(word) for word in check_words().function_words[language.value])
