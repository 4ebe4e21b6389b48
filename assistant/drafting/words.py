"""The words and patterns of letters, read once from the YAML files beside this one."""

import re
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.wording import replies
from corpus import Label, Language, ListedModel, StrictModel, read_labels, read_yaml, validated

_FOLDER = Path(__file__).parent


class Entry(ListedModel):
    """A matter that only the team can settle: how people put it, the gap it leaves, what the guide says besides."""

    patterns: list[str]
    unless: str | None = None
    gap: Label
    says: Label
    passages: list[str] = []

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self.patterns)

    def holds(self, folded: str) -> bool:
        """Whether a folded sentence puts this matter."""
        if self.unless and re.search(self.unless, folded):
            return False
        return any(pattern.search(folded) for pattern in self._compiled)


class Matters(StrictModel):
    """How people put things in a letter; see `matters.yaml`."""

    salutations: list[str]
    no_names: list[str]
    adding: list[str]
    courtesy: list[str]
    asks: list[str]
    supposes: str
    file: list[Entry]
    pressing: list[Entry]

    @cached_property
    def salutation(self) -> re.Pattern[str]:
        """The salutation at the start of a line, the name greeted included."""
        names = rf"(?:\s+(?!(?:{_any(self.no_names)})\b)[^\s,!.?:]+){{0,5}}?"
        return re.compile(rf"\s*(?:{_any(self.salutations)})\b{names}\s*(?:[,!.:–-]+\s*|$)", re.IGNORECASE)

    @cached_property
    def additions(self) -> re.Pattern[str]:
        """What at the start of a sentence only says that something more is asked."""
        return re.compile(rf"^(?:{_any(self.adding)})\s*[,:–-]+\s*", re.IGNORECASE)

    @cached_property
    def courtesies(self) -> re.Pattern[str]:
        """A whole segment of a sentence that is courtesy."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.courtesy))

    @cached_property
    def asking(self) -> re.Pattern[str]:
        """Words that ask without a question mark."""
        return re.compile("|".join(self.asks))


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)


class Voice(StrictModel):
    """What the chat says and how the team's letter says it; see `voice.yaml`."""

    phrases: dict[str, Label]
    passages: dict[str, Label]


@lru_cache(maxsize=1)
def letters() -> dict[str, Label]:
    """The fixed words of a letter by key; raises CorpusError when the file is broken."""
    return dict(read_labels(_FOLDER / "letters.yaml"))


@lru_cache(maxsize=1)
def matters() -> Matters:
    """The patterns of `matters.yaml`; raises CorpusError when the file is broken."""
    path = _FOLDER / "matters.yaml"
    return validated(path, read_yaml(path), Matters)


@lru_cache(maxsize=1)
def voice() -> Voice:
    """The words of `voice.yaml`; raises CorpusError when the file is broken."""
    path = _FOLDER / "voice.yaml"
    return validated(path, read_yaml(path), Voice)


def say(key: str, language: Language, **values: object) -> str:
    """A fixed sentence of a letter; raises KeyError for an unknown key or an unfilled placeholder."""
    return letters()[key].say(language, **values)


@lru_cache(maxsize=128)
def chat_pattern(key: str, language: Language) -> re.Pattern[str]:
    """What a fixed sentence of the chat looks like once filled, its placeholders as groups; raises KeyError."""
    sentence = replies().sentences[key]
    template = sentence.fr if language is Language.FRENCH else sentence.en
    pieces = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(f"(?P<{piece}>.*)" if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)), re.DOTALL
    )
