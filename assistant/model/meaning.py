"""What a sentence claims beside its words: that it denies, binds, allows, limits, and of whom; held against its source.

A sentence is compared with the sentences of its source that it is nearest to, clause by clause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.model.check_words import by_name, function_words, number_words, plain, says
from assistant.model.quantities import quantities
from corpus import Language, denies
from index import stems, tokens

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_CLAUSE = re.compile(r"[;:–—]\s+|,\s+(?=(?:but|mais|and|et|so|car|not|non|pas|or|ou)\b)", re.IGNORECASE)
_OWNER = re.compile(r"\b\w+'s\b|\b(?:de l'|d'une? |du |des |de la |of (?:the|your|an?) )\w+")
_ENOUGH = 2  # words that carry a claim; a shorter clause says nothing alone
_NEAR = 0.12  # a source this much less near than the nearest may be the one that is meant
_HALF = 0.5  # of a clause's words stand in the one source that it is nearest to
_BOTH_WAYS = ("only", "condition")
_OF_NUMBERS = ("upper_limit", "lower_limit", "approximation")  # "about your rights" limits nothing


@dataclass(frozen=True)
class Claim:
    """A sentence or clause: the stems that carry its claim, and how it says it."""

    text: str
    words: frozenset[str]
    denies: bool
    obliges: bool
    allows: bool
    marks: frozenset[str]
    party: str

    def agrees_with(self, source: "Claim") -> bool:
        """Whether it says the same way what its source says."""
        if self.denies != source.denies or self.marks != source.marks:
            return False
        if self.obliges and not source.obliges or source.allows and not self.allows and "upper_limit" not in self.marks:
            return False
        if self.allows and source.obliges and not source.allows:
            return False
        return not self.party or not source.party or self.party == source.party


def content(text: str, language: Language) -> frozenset[str]:
    """The stems of the words that carry a claim.

    >>> sorted(content("Your employer will carry out an evaluation.", Language.ENGLISH))
    ['carri', 'employ', 'evalu']
    """
    empty = function_words(language)
    empty = empty | number_words(language)
    words = [word for word in tokens(text.replace("-", " ")) if word not in empty and not word[0].isdigit()]
    return frozenset(stems(" ".join(words), language))


def claim(text: str, language: Language) -> Claim:
    """A sentence or clause as a claim."""
    marks = (*_BOTH_WAYS, *_OF_NUMBERS) if quantities(text, language) else _BOTH_WAYS
    return Claim(
        text=text,
        words=content(text, language),
        denies=denies(text, language) or says("denials", text),
        obliges=says("obligation", text),
        allows=says("possibility", text),
        marks=frozenset(name for name in marks if says(name, text)),
        party=_first_party(text),
    )


def claims(text: str, language: Language) -> list[Claim]:
    """The clauses of a text that say something alone, sentence by sentence."""
    return [claim(part, language) for sentence in sentences(text) for part in _clauses(sentence, language)]


@lru_cache(maxsize=256)
def sources(text: str, language: Language) -> tuple[Claim, ...]:
    """What a clause may be held against: the text's sentences and their clauses; a question claims nothing."""
    found = [claim(sentence, language) for sentence in sentences(text)]
    return tuple(one for one in dict.fromkeys([*found, *claims(text, language)]) if not one.text.endswith("?"))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence.strip() for sentence in _SENTENCE.split(text) if sentence.strip()]


def supported(said: Claim, against: Sequence[Claim]) -> bool:
    """Whether one of the sources nearest to a clause holds its words and says them the same way."""
    ranked = [(_nearness(said, source), source) for source in against if source.words]
    best = max((near for near, _ in ranked), default=0.0)
    candidates = [source for near, source in ranked if near >= best - _NEAR]
    return any(
        len(said.words & source.words) >= _HALF * len(said.words) and said.agrees_with(source) for source in candidates
    )


def _nearness(said: Claim, source: Claim) -> float:
    """How much of a clause its source holds, and a little how much else the source says."""
    common = len(said.words & source.words)
    return 0.75 * common / max(len(said.words), 1) + 0.25 * common / max(len(said.words | source.words), 1)


def _clauses(sentence: str, language: Language) -> Iterator[str]:
    """A sentence's clauses; where one says nothing alone the sentence stays whole."""
    parts = [part.strip() for part in _CLAUSE.split(sentence) if part.strip()]
    if len(parts) > 1 and all(len(content(part, language)) >= _ENOUGH for part in parts):
        yield from parts
    else:
        yield sentence


def _first_party(text: str) -> str:
    """The first that is named otherwise than as an owner ("the student's wages", « le salaire de l'étudiant »)."""
    said = _OWNER.sub(" ", plain(text))
    found = [(match.start(), name) for name, pattern in by_name("parties").items() if (match := pattern.search(said))]
    return min(found)[1] if found else ""
