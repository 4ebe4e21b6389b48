"""Whether a message is in a language other than French and English, and which: by its alphabet, then by its words.

Short messages fool every language identifier tried, and French and English ones most; so a language written in Latin
letters is taken to be another only where its own short words outnumber those of French and of English.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from functools import cached_property, lru_cache

from pydantic import Field

from assistant.wording import TEXTS, vocabulary
from corpus import Language, ListedModel, fold, read_list

_WORD = re.compile(r"[^\W\d_]+")
_MOSTLY = 0.5  # share of the letters that are of another alphabet
_FEWEST = 2  # short words of another language that tell it
_SHORT = 3  # words of a message in which one is enough


class OtherLanguage(ListedModel):
    """A language that people write in: what it is told, its alphabet, its short words."""

    notice: str
    script: str = "LATIN"
    words: list[str] = Field(default=[])

    @cached_property
    def short_words(self) -> frozenset[str]:
        """Its short words, folded."""
        return frozenset(fold(word) for word in self.words)


UNKNOWN = OtherLanguage(id="", notice="")


@lru_cache(maxsize=1)
def other_languages() -> tuple[OtherLanguage, ...]:
    """The languages of `languages.yaml`; raises CorpusError when the file is broken."""
    return read_list(TEXTS / "languages.yaml", OtherLanguage)


def foreign_language(text: str, known: Collection[str] = ()) -> OtherLanguage | None:
    """The other language that a message is in, or None for French, English and what cannot be told.

    `known` are words of the documents: they are no other language's. One whose alphabet is not listed has no notice.

    >>> foreign_language("¿Cuándo me pagan por el trabajo?").id, foreign_language("Quand suis-je payé?")
    ('es', None)
    """
    script = _script(text)
    words = set(_WORD.findall(fold(text)))
    among = [language for language in other_languages() if language.script == script]
    if script != "LATIN":
        plain = next((language for language in among if not language.words), UNKNOWN)
        told = [language for language in among if words & language.short_words]
        return max(told, key=lambda language: len(words & language.short_words), default=plain)
    ours = max(len(words & vocabulary().function_words.words(language)) for language in Language)
    theirs = max(among, key=lambda language: len(words & language.short_words))
    votes = len(words & theirs.short_words)
    documents = sum(word in known for word in words)
    enough = votes >= _FEWEST or votes and len(words) <= _SHORT
    return theirs if enough and votes > ours and 2 * votes > documents else None


def _script(text: str) -> str:
    """The alphabet of most letters, by its name in Unicode; kana tells Japanese from Chinese."""
    counts = Counter(unicodedata.name(char, "").split(" ")[0].split("-")[0] for char in text if char.isalpha())
    total = counts.total()
    if counts["HIRAGANA"] + counts["KATAKANA"] and counts["LATIN"] < total * _MOSTLY:
        return "HIRAGANA"
    script, count = counts.most_common(1)[0] if counts else ("LATIN", 0)
    return script if count > total * _MOSTLY else "LATIN"
