"""Which of the two languages a message is in: function words, then the documents' own words, then py3langid.

Every detector tried takes English around a French proper name for French; function words outvote it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.wording import vocabulary
from corpus import Corpus, Language
from index import tokens

_SURE = 0.65  # py3langid's probability above which a message without a known word is taken to be in that language
_WORD = 4  # letters; a shorter word alone is an abbreviation (« PR »), used in either language
_FUNCTION_VOTES = 2  # a function word tells more than a word that one language's texts happen to hold


@dataclass(frozen=True)
class Lexicon:
    """Words that stand in the documents in one language only."""

    french: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, corpus: Corpus) -> "Lexicon":
        """The words of the renderings, wordings and glossary, less those that both languages have."""
        french, english = (frozenset(_words(corpus, language)) for language in (Language.FRENCH, Language.ENGLISH))
        own = vocabulary().own_names
        own_french, own_english = own.words(Language.FRENCH), own.words(Language.ENGLISH)
        return cls(french - english | own_french, english - french | own_english, french | english)


def _words(corpus: Corpus, language: Language) -> Iterable[str]:
    for passage in corpus.passages:
        if language in passage.renderings:
            yield from tokens(passage.renderings[language].text)
        if passage.wording:
            yield from tokens(passage.wording.in_language(language))
    for entry in corpus.glossary:
        for term in entry.terms(language):
            yield from tokens(term)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["fr", "en"])
    return identifier


def detect_language(text: str, lexicon: Lexicon | None = None) -> Language | None:
    """French or English, or None when the words do not tell (« PR », "ok", an address).

    >>> detect_language("chu tu obligé"), detect_language("where is the Ministère office"), detect_language("12345")
    (<Language.FRENCH: 'fr'>, <Language.ENGLISH: 'en'>, None)
    """
    words, known = tokens(text), lexicon or Lexicon()
    if len(words) == 1 and len(words[0]) < _WORD:
        known = Lexicon()
    function_words = vocabulary().function_words
    french = _votes(words, function_words.words(Language.FRENCH), known.french)
    english = _votes(words, function_words.words(Language.ENGLISH), known.english)
    if french != english:
        return Language.FRENCH if french > english else Language.ENGLISH
    if any(char in text.lower() for char in "éèêàçùœîôû"):
        return Language.FRENCH
    if not any(len(word) > 3 and word.isalpha() for word in words):
        return None
    code, probability = _identifier().classify(text)
    return Language(code) if probability >= _SURE else None


def _votes(words: list[str], function_words: frozenset[str], content: frozenset[str]) -> int:
    return sum(_FUNCTION_VOTES * (word in function_words) + (word in content) for word in words)
