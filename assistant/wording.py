"""The fixed sentences and word lists in `texts/`, read once; a missing text or placeholder is an error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from corpus import CorpusError, Language, StrictModel, fold, read_yaml, validated

TEXTS = Path(__file__).parent / "texts"


class Sentence(StrictModel):
    """One fixed sentence in both languages."""

    fr: str
    en: str


class Programme(StrictModel):
    """What the service knows of the documents by name."""

    guide: str
    contact: str
    contact_passage: str
    reserve_passage: str
    unpaid_passages: list[str]
    leaving_passage: str
    rights_passages: list[str]
    criteria: list[str]
    said_first: list[str]
    first_suggestions: list[str]


class ByLanguage(StrictModel):
    """A word list for each language."""

    fr: list[str]
    en: list[str]

    @cached_property
    def _folded(self) -> dict[Language, frozenset[str]]:
        return {Language.FRENCH: folded(self.fr), Language.ENGLISH: folded(self.en)}

    def words(self, language: Language) -> frozenset[str]:
        """The list in that language, folded."""
        return self._folded[language]


class Vocabulary(StrictModel):
    """Words that the service reads messages by."""

    function_words: ByLanguage
    greeting: list[str]
    thanks: list[str]
    goodbye: list[str]
    filler: list[str]
    programme_names: list[str]
    programme: list[str]
    reports: list[str]
    attribution: list[str]
    attribution_frames: list[str]
    first_person: ByLanguage
    asking_phrases: list[str]
    interrogative: ByLanguage
    auxiliaries: ByLanguage
    subjects: ByLanguage
    small_openers: ByLanguage
    announcing: list[str]
    own_names: ByLanguage
    asking_anywhere: ByLanguage
    connectors: ByLanguage
    counts: ByLanguage
    announcements: list[str]
    prepositions: ByLanguage
    before_subjects: list[str]
    only_asking_first: list[str]
    tags: list[str]
    follow_openers: ByLanguage
    anaphora: ByLanguage
    substitutes: ByLanguage
    wages: list[str]
    owed: list[str]
    supposing: list[str]


def folded(words: Sequence[str]) -> frozenset[str]:
    """Words as they are compared; kept, since every message asks for the same few lists."""
    return _folded(tuple(words))


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


@dataclass(frozen=True)
class Replies:
    """The fixed sentences by key."""

    sentences: Mapping[str, Sentence]

    def say(self, key: str, language: Language, **values: str) -> str:
        """The sentence with its placeholders filled; raises KeyError for an unknown key or an unfilled placeholder."""
        sentence = self.sentences[key]
        return (sentence.fr if language is Language.FRENCH else sentence.en).format(**values)


@lru_cache(maxsize=1)
def replies() -> Replies:
    """The sentences of `replies.yaml`; raises CorpusError when the file is broken."""
    path = TEXTS / "replies.yaml"
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise CorpusError(path, "the file must map each key to its sentence in both languages")
    return Replies({key: validated(path, value, Sentence, key) for key, value in data.items()})


@lru_cache(maxsize=1)
def programme() -> Programme:
    """What `programme.yaml` says."""
    path = TEXTS / "programme.yaml"
    return validated(path, read_yaml(path), Programme)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The word lists of `vocabulary.yaml`."""
    path = TEXTS / "vocabulary.yaml"
    return validated(path, read_yaml(path), Vocabulary)


def contact_address() -> str:
    """The address of the team that people can turn to."""
    return programme().contact
