"""The interface's words, read from `texts/*.yaml`: French and English side by side."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corpus import CorpusError, Language, StrictModel, read_yaml, validated

_FOLDER = Path(__file__).parent / "texts"


class Label(StrictModel):
    """The same words in both languages."""

    fr: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """The words in that language, placeholders filled."""
        return (self.fr if language is Language.FRENCH else self.en).format(**values)

    @property
    def both(self) -> str:
        """The words in English and in French: for help texts, which come before any language is known."""
        return f"{self.en} / {self.fr}"


@lru_cache
def labels(name: str) -> Mapping[str, Label]:
    """The labels of `texts/<name>.yaml`; raises CorpusError when the file is broken."""
    path = _FOLDER / f"{name}.yaml"
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise CorpusError(path, "the file must map each key to its words in both languages")
    return {key: validated(path, value, Label, key) for key, value in data.items()}
