"""Step: a message that takes something false for granted, or asks whether it is so, hears the guide's "no" first."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.wording import TEXTS, programme
from corpus import Corpus, Correction, Language, ListedModel, fold, read_list


class Premise(ListedModel):
    """How people put a false belief, as patterns by language, and the patterns beside which it does not count."""

    fr: list[str]
    en: list[str]
    unless: list[str]


def correction_of(text: str, language: Language, corpus: Corpus) -> Correction | None:
    """What the guide says to the false belief that a message holds; None where it holds none that is known.

    >>> from corpus import load_corpus
    >>> found = correction_of("Since the program pays me, when is payday?", Language.ENGLISH, load_corpus())
    >>> found.id if found else None
    'pays-students'
    """
    said = " ".join(fold(text).split())
    guide = corpus.document(programme().guide)
    held = next((premise for premise in _patterns(language) if premise.holds(said)), None)
    return next((found for found in (guide.corrections if guide else ()) if held and found.id == held.id), None)


@lru_cache(maxsize=1)
def premises() -> tuple[Premise, ...]:
    """The false beliefs of `premises.yaml`, each under its correction's id; raises CorpusError for a broken file."""
    return read_list(TEXTS / "premises.yaml", Premise)


@dataclass(frozen=True)
class _Pattern:
    id: str
    said: re.Pattern[str]
    unless: re.Pattern[str] | None

    def holds(self, text: str) -> bool:
        return bool(self.said.search(text)) and not (self.unless and self.unless.search(text))


@lru_cache(maxsize=2)
def _patterns(language: Language) -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            premise.id,
            re.compile("|".join(premise.fr if language is Language.FRENCH else premise.en)),
            re.compile("|".join(premise.unless)) if premise.unless else None,
        )
        for premise in premises()
    )
