"""Words shown to people, read from YAML: French and English side by side, neither ever missing."""

from collections.abc import Mapping
from pathlib import Path

from corpus.document import CorpusError
from corpus.language import Language
from corpus.strict import StrictModel, read_yaml, validated


class Label(StrictModel):
    """The same words in both languages."""

    fr: str
    en: str

    def say(self, language: Language, /, **values: object) -> str:
        """The words in that language, placeholders filled."""
        return (self.fr if language is Language.FRENCH else self.en).format(**values)

    @property
    def both(self) -> str:
        """The words in English and in French: for what is said before any language is known."""
        return f"{self.en} / {self.fr}"


def read_labels(path: Path) -> Mapping[str, Label]:
    """The labels of a file by key; raises CorpusError when it is broken or lacks a language."""
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise CorpusError(path, "the file must map each key to its words in both languages")
    return {key: validated(path, value, Label, key) for key, value in data.items()}
