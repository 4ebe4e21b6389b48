"""Relatives as words name them, and which of them the guide's list holds."""

import re
from functools import lru_cache

from assistant.eligibility import Truth
from assistant.situation.vocabulary import vocabulary, whole_words


@lru_cache(maxsize=1)
def kin_pattern() -> re.Pattern[str]:
    """A relative with what ties it to somebody: « ma petite cousine », "her dad", « le chum de ma soeur »."""
    words = vocabulary()
    nouns = kin_nouns()
    single = (
        rf"(?:{words.alternatives('relatives.possessors')} (?:{words.alternatives('relatives.adjectives')} )*{nouns}"
        rf"|{words.alternatives('relatives.bare')})"
    )
    of_another = (
        rf"(?:(?:le|la|l|un|une) {nouns} (?:de |du |d |a ){single}|(?:the |a )?{nouns} of {single}"
        rf"|{single} s {nouns}(?: s {nouns})?)"
    )
    return whole_words(f"(?:{of_another}|{single})")


def kin_nouns() -> str:
    """The kin's words alone, unlisted kin first (« beau-frère » before « frère »)."""
    words = vocabulary()
    return f"(?:{words.alternatives('relatives.unlisted')}|{words.alternatives('relatives.listed')})"


@lru_cache(maxsize=1)
def kin_noun_pattern() -> re.Pattern[str]:
    """The kin's words alone, where they stand as words of their own."""
    return whole_words(kin_nouns())


def last_kin(sentence: str) -> str:
    """The relative named last in a sentence, to whom the next sentence's « elle » or "he" may refer."""
    found = [match[0] for match in kin_pattern().finditer(sentence)]
    return found[-1] if found else ""


def with_possessors(words: str) -> str:
    """« Cousin is the manager there »: kin without a possessor is the speaker's."""
    verbs = "is|works?|owns?|runs?|est|travaille|bosse|possede|dirige"
    return re.sub(rf"(^|[,.:;!?(] )({kin_nouns()} (?:{verbs}))\b", r"\1my \2", words)


def is_listed(kin: str) -> bool:
    """Whether the guide's list names that kin; of another's kin only those that make a step- or in-law parent or child.

    >>> is_listed("my dad"), is_listed("my wife s father"), is_listed("my sister s boyfriend")
    (True, True, False)
    """
    if vocabulary().pattern("relatives.unlisted").search(kin):
        return False
    return bool(_listed_compound().search(kin)) if _OF_ANOTHER.search(kin) else True


def kin_truth(kin: str) -> Truth:
    """What a tie to that kin says of an immediate family tie: true for listed kin; others are for the team."""
    return Truth.TRUE if is_listed(kin) else Truth.UNCLEAR


_OF_ANOTHER = re.compile(r" s \w+| of |^(?:le|la|l|un|une) [\w ]+ (?:de|du|d|a) ")


@lru_cache(maxsize=1)
def _listed_compound() -> re.Pattern[str]:
    pattern = vocabulary().alternatives("listed_compounds")
    for part in ("spouse", "parent", "child"):
        pattern = pattern.replace(f"<{part}>", vocabulary().alternatives(f"compound_parts.{part}"))
    return re.compile(pattern + "$")
