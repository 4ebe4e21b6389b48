"""The interface's words, read from `texts/*.yaml`: French and English side by side."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corpus import Label, read_labels

_FOLDER = Path(__file__).parent / "texts"


@lru_cache
def labels(name: str) -> Mapping[str, Label]:
    """The labels of `texts/<name>.yaml`; raises CorpusError when the file is broken."""
    return read_labels(_FOLDER / f"{name}.yaml")
