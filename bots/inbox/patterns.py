"""The patterns of `patterns.yaml`, compiled once."""

import re
from functools import cached_property, lru_cache
from pathlib import Path

from corpus import StrictModel, read_yaml, validated

_FILE = Path(__file__).with_name("patterns.yaml")


class Patterns(StrictModel):
    """What mail programs and people write around the words that count; see `patterns.yaml`."""

    separators: list[str]
    forwards: list[str]
    attributions: list[str]
    header_first: str
    header_other: str
    signature_marks: list[str]
    devices: list[str]
    closings: list[str]
    disclaimers: list[str]
    automatic_senders: str
    automatic_subjects: str
    automatic_texts: str
    bounce_subjects: str
    newsletter_texts: str
    spam_strong: list[str]
    spam_weak: list[str]
    ours: str
    ours_surely: str
    not_only_thanks: str
    acknowledgements: str

    @cached_property
    def compiled(self) -> dict[str, re.Pattern[str]]:
        """Each pattern or list of patterns as one, by name."""
        return {name: re.compile(_joined(value)) for name, value in self.model_dump().items()}


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "|".join(f"(?:{pattern})" for pattern in value)


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The patterns; raises CorpusError when the file is broken."""
    return validated(_FILE, read_yaml(_FILE), Patterns)


def said(name: str, folded: str) -> bool:
    """Whether a folded text holds one of those patterns; raises KeyError for an unknown name."""
    return patterns().compiled[name].search(folded) is not None


def count(names: str, folded: str) -> int:
    """How many of a list's patterns a folded text holds."""
    listed: list[str] = getattr(patterns(), names)
    return sum(re.search(pattern, folded) is not None for pattern in listed)


def kinds(name: str, folded: str) -> int:
    """How many different words of that pattern a folded text holds."""
    return len(set(patterns().compiled[name].findall(folded)))
