"""French and English words for searching: elisions cut, accents folded, then Snowball stems.

Accents go before stemming, on both sides: Snowball stems « financière » and « financiere » differently.
"""

import re
from functools import lru_cache

import Stemmer

from corpus import Language, fold

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_ELISION = re.compile(r"^(?:[ldnsjmtc]|qu|jusqu|lorsqu|puisqu)'(?=[a-z])")
_FEMININE = re.compile(r"ee(s?)$")  # « payée » without its accent: Snowball would keep it apart from « payé »
_NAMES = {Language.FRENCH: "french", Language.ENGLISH: "english"}


@lru_cache(maxsize=2)
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_NAMES[language])


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_ELISION.sub("", token).replace("'", "") for token in _TOKEN.findall(fold(text)))


def tokens(text: str) -> list[str]:
    """The folded words of a text, elisions cut and apostrophes dropped.

    >>> tokens("L'employeur n’a pas payé; I don't know")
    ['employeur', 'a', 'pas', 'paye', 'i', 'dont', 'know']
    """
    return list(_tokens(text))  # kept a while: each search takes the same text apart several times


def stems(text: str, language: Language) -> list[str]:
    """The stems of a text's words in that language.

    >>> stems("Les évaluations finales", Language.FRENCH)
    ['le', 'evalu', 'final']
    >>> stems("payé, payée, payées", Language.FRENCH)
    ['pay', 'pay', 'pay']
    """
    words = tokens(text)
    if language is Language.FRENCH:
        words = [_FEMININE.sub(r"e\1", word) for word in words]
    return list(_stemmer(language).stemWords(words))


def character_grams(text: str, shortest: int = 3, longest: int = 5) -> list[str]:
    """The 3- to 5-letter pieces of each word, word boundaries marked: they forgive typing errors.

    >>> character_grams("pay")
    ['_pa', 'pay', 'ay_', '_pay', 'pay_', '_pay_']
    """
    grams: list[str] = []
    for token in tokens(text):
        padded = f"_{token}_"
        for size in range(shortest, longest + 1):
            grams.extend(padded[start : start + size] for start in range(len(padded) - size + 1))
    return grams
