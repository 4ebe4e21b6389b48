"""A message as plain words: folded, schools marked, short forms spelled out, slips of spelling mended."""

import re
from collections.abc import Collection
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.situation.institutions import mark_schools
from assistant.situation.vocabulary import vocabulary
from corpus import fold

_TOKEN = re.compile(r"[a-z0-9%$]+|[.,;:?!()\n]")
_SEPARATOR = re.compile(r"\s[/|•·*+=–—-]+\s|\s*[|•·—–]\s*|(?<=[a-z)])/(?=[a-z])|\s*->\s*|\.\.+")
_INITIALS = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z])|(?<=\bPh)\.(?=D)")
_ABBREVIATED = re.compile(r"(?<=[A-Za-z])\.(?=\s+(?:in|en|of|at|from|à|de)\s)")  # « B.Sc. in computer science »
_MISTER = re.compile(r"\bM\. (?=[A-ZÉ])")
_TITLES = re.compile(r"\b(mr|mrs|ms|mme|mlle|dr|st|ste|approx|incl)\. ?", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"j[bcdfgklmnpqrstvxz][a-z]{2,}")
_SHORTEST_ELISION = 3  # letters
_LONG_ENOUGH = 6  # letters; shorter words are too near to one another to mend
_VERY_LONG = 9  # letters; two slips are forgiven


def plain_words(text: str, spelled_right: Collection[str] = ()) -> str:
    """The message as words and marks parted by single spaces; apostrophes and hyphens part words.

    `spelled_right` are words to leave as they are, however near to one of the vocabulary.

    >>> plain_words("J'suis RP, à temps-plein!")
    'je suis rp , a temps plein !'
    """
    text = _MISTER.sub("mr ", _ABBREVIATED.sub(" ", text))
    text = _TITLES.sub(r"\1 ", _INITIALS.sub(" ", text))
    folded = _SEPARATOR.sub(" , ", fold(text).replace("%", " % ").replace("&", " and "))
    tokens = _TOKEN.findall(re.sub(r"(?<=\d)[,\u00a0 ](?=\d{3}\b)", "", folded))
    tokens = " ".join(_part_elisions(token) for token in tokens).split(" ")
    marked = mark_schools(" ".join(tokens).replace("\n", "¶")).replace("¶", "\n").split(" ")
    spelled = " ".join(_mend(token, spelled_right) for token in _spell_out(marked))
    return _lost_apostrophe().sub(r"\1 s", spelled)


def _part_elisions(token: str) -> str:
    """« jferais », « dactions », « luqam »: the words that were run together."""
    if _RUN_TOGETHER.match(token):
        return f"je {token[1:]}"
    if len(token) > _SHORTEST_ELISION and token[0] in "ldjnmts" and token[1:] in _after_elision():
        return f"{token[0]} {token[1:]}"
    return token


@lru_cache(maxsize=1)
def _after_elision() -> frozenset[str]:
    """Words that begin with a vowel and matter here, the short names of schools among them."""
    words = vocabulary()
    schools = {name for name in words.institutions.accredited if " " not in name}
    found = schools | set(words.words.mended) | set(words.words.elided)
    return frozenset(word for word in found if word[0] in "aeiouhy")


def _spell_out(tokens: list[str]) -> list[str]:
    forms = vocabulary().words.short_forms
    found: list[str] = []
    place = 0
    while place < len(tokens):
        pair = " ".join(tokens[place : place + 2])
        if pair in forms:
            found.extend(forms[pair].split())
            place += 2
        else:
            found.extend(forms.get(tokens[place], tokens[place]).split(" "))
            place += 1
    return found


def _mend(token: str, spelled_right: Collection[str]) -> str:
    if len(token) < _LONG_ENOUGH or not token.isalpha() or token in spelled_right or token.startswith("school"):
        return token
    return _nearest(token)


@lru_cache(maxsize=20_000)
def _nearest(token: str) -> str:
    words = vocabulary().words
    if token in words.mended or token in words.left_alone:
        return token
    slips = 2 if len(token) >= _VERY_LONG else 1
    candidates = [word for word in words.mended if word[0] == token[0]]
    best = process.extractOne(token, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=slips)
    return str(best[0]) if best and token.rstrip("es") != best[0].rstrip("es") else token


@lru_cache(maxsize=1)
def _lost_apostrophe() -> re.Pattern[str]:
    """ "my dads wife": whose, before what is theirs."""
    frames = vocabulary()
    return re.compile(rf"\b({frames.alternatives('frames.owners')})s(?= {frames.alternatives('frames.owned')}\b)")
