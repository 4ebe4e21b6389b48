"""The words of the measuring, read from `texts/evals.yaml`: French and English side by side."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corpus import Label, Language, read_labels

TEXTS = Path(__file__).parent / "texts" / "evals.yaml"


@lru_cache
def all_words() -> Mapping[str, Label]:
    """Every label; raises CorpusError when the file is broken."""
    return read_labels(TEXTS)


def words(key: str) -> Label:
    """One label; raises KeyError for a key that the file does not have."""
    return all_words()[key]


def kind_name(kind: str, language: Language) -> str:
    """What a kind of case is called; one that has no label goes by its own name."""
    label = all_words().get(f"kind_{kind}")
    return label.say(language) if label else kind


def say(key: str, language: Language, /, **values: object) -> str:
    """One label's words in a language, placeholders filled; raises KeyError for an unknown key or a missing value."""
    return words(key).say(language, **values)
