"""The patterns of `patterns.yaml`: words that leave no doubt, whatever was learned."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from assistant.guarding.kinds import Care
from corpus import CorpusError, read_yaml

_FILE = Path(__file__).parent / "patterns.yaml"


@lru_cache(maxsize=1)
def patterns() -> Mapping[Care, re.Pattern[str]]:
    """One pattern a kind, for folded text (lower case, no accents); raises CorpusError for a broken file."""
    data = read_yaml(_FILE)
    if not isinstance(data, dict):
        raise CorpusError(_FILE, "the file must map each kind of care to a list of patterns")
    unknown = sorted(set(data) - set(Care))
    if unknown:
        raise CorpusError(_FILE, f"unknown kind '{unknown[0]}'; known: {', '.join(Care)}")
    return {Care(kind): _compiled(kind, found) for kind, found in data.items()}


def _compiled(kind: str, found: list[str]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in found))
    except re.error as error:
        raise CorpusError(_FILE, f"a pattern of '{kind}' cannot be read: {error}") from None
