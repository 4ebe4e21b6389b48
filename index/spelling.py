"""Slips of spelling and short forms in a question, mended towards the searched texts' own words before it is searched.

A word is mended only where no dictionary of either language has it and one of those words is near enough; a word with
a capital letter may be a name and is left alone.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus import CorpusError, Language, StrictModel, fold, read_yaml, validated
from index.tokenising import tokens
from index.units import Origin, Unit

_WORD = re.compile(r"\[[^\]]*\]|\S*[@/]\S*|[^\W\d_]+(?:['’.-][^\W_]+)*|\$+")  # masks, addresses and links stay whole
_ELIDED = re.compile(r"(?P<letter>[cdjlmnst]|qu)(?P<rest>[aeiouyh][a-z]{3,})")
_SHORT_FORMS = Path(__file__).parent / "short_forms.yaml"
_FILE = "words.json"
_SHORTEST = 3  # letters; a shorter word has too many neighbours
_TWO_SLIPS_FROM = 8  # letters from which two slips are forgiven
_SPOKEN = 12  # a banked word seen this often is no slip, whether or not a dictionary has it (« jai », "dont")


class ShortForms(StrictModel):
    """Short forms of messages and what they stand for, by language."""

    fr: dict[str, str]
    en: dict[str, str]


@dataclass(frozen=True)
class Words:
    """Words of the searched texts by language: how often each rightly spelled one stands there, and the spoken ones."""

    counts: Mapping[str, Mapping[str, int]]
    spoken: frozenset[str]

    @classmethod
    def of(cls, units: Iterable[Unit], terms: Iterable[str]) -> "Words":
        """The words of the searched texts; `terms` are the glossary's, which nobody misspelled either.

        Banked questions are worded as people write: of their words only those in a dictionary are right for sure.
        """
        counts: dict[str, Counter[str]] = {language.value: Counter() for language in Language}
        seen: Counter[str] = Counter()
        for unit in units:
            found = [word for word in tokens(unit.text) if word.isalpha()]
            seen.update(found)
            sure = unit.origin in (Origin.TEXT, Origin.WORDING)
            counts[unit.language.value].update(word for word in found if sure or word in dictionary(unit.language))
        spoken = {word for word, count in seen.items() if count >= _SPOKEN}
        spoken |= {word for term in terms for word in tokens(term)}
        return cls({language: dict(sorted(found.items())) for language, found in counts.items()}, frozenset(spoken))

    def save(self, folder: Path) -> None:
        """Write `words.json`."""
        data = {**asdict(self), "spoken": sorted(self.spoken)}
        (folder / _FILE).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Words":
        """The words that were saved there; raises OSError, KeyError or ValueError when the file is damaged."""
        data = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(data["counts"], frozenset(data["spoken"]))


class Speller:
    """Mends questions towards the searched texts' words."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._names = {
            language: [word for word in counts if len(word) >= _SHORTEST] for language, counts in words.counts.items()
        }

    def mend(self, text: str, language: Language) -> str:
        """The text with its slips and short forms mended; all else stays as it was written.

        >>> words = Words({"fr": {}, "en": {"much": 9, "employer": 9}}, frozenset())
        >>> Speller(words).mend("Hwo mcuh 4 an emploier plz?", Language.ENGLISH)
        'Hwo much 4 an employer please?'
        """
        return _WORD.sub(lambda match: self._mended(match.group(), language), text)

    def _mended(self, written: str, language: Language) -> str:
        if written != written.lower():
            return written
        head, apostrophe, rest = written.partition("'" if "'" in written else "’")
        if apostrophe and language is Language.FRENCH and rest:
            return head + apostrophe + self._mended(rest, language)
        word = fold(written)
        long = short_forms(language).get(word)
        if long is not None:
            return long
        if not word.isalpha() or len(word) < _SHORTEST or self._is_known(word):
            return written
        return self._parted(word, language) or self._nearest(word, language) or written

    def _is_known(self, word: str) -> bool:
        own = word in self._words.spoken or any(word in found for found in self._words.counts.values())
        return own or any(word in dictionary(language) for language in Language)

    def _parted(self, word: str, language: Language) -> str | None:
        """An elision written without its apostrophe (« lemployeur »)."""
        found = _ELIDED.fullmatch(word) if language is Language.FRENCH else None
        rest = found["rest"] if found else ""
        return f"{found['letter']}'{rest}" if found and self._is_known(rest) else None

    def _nearest(self, word: str, language: Language) -> str | None:
        slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        names, counts = self._names[language.value], self._words.counts[language.value]
        found = process.extract(word, names, scorer=OSA.distance, score_cutoff=slips, limit=12)
        near = [(name, distance) for name, distance, _ in found if len(word) > _SHORTEST or _swapped(word, name)]
        if not near:
            return None
        return min(near, key=lambda pair: (pair[1], not _swapped(word, pair[0]), -counts[pair[0]]))[0]


def _swapped(word: str, other: str) -> bool:
    """Whether two words have the same letters: of a word of three, all that is forgiven is their order."""
    return sorted(word) == sorted(other)


@lru_cache(maxsize=2)
def short_forms(language: Language) -> Mapping[str, str]:
    """Short forms in that language (« cb », "u") and what they stand for; raises CorpusError for a broken file."""
    found = validated(_SHORT_FORMS, read_yaml(_SHORT_FORMS), ShortForms)
    forms = found.fr if language is Language.FRENCH else found.en
    if any(key != fold(key) for key in forms):
        raise CorpusError(_SHORT_FORMS, "short forms are written in lower case, without accents")
    return forms


@lru_cache(maxsize=2)
def dictionary(language: Language) -> frozenset[str]:
    """The words of a language as its dictionary has them, folded: none of them is taken for a slip."""
    from spellchecker import SpellChecker  # its lists take a moment; only a question with an odd word needs them

    return frozenset(fold(word) for word in SpellChecker(language=language.value).word_frequency.dictionary)
