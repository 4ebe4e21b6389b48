"""Whether a message leans on what was said before it (« et pour la finale? », "who fills it in?")."""

import re
from collections.abc import Sequence

from assistant.wording import folded, vocabulary
from corpus import Language, fold

_SHORT = 12  # words; a longer message says for itself what it asks
BARE = 3
"""Words; « pourquoi? », "how long?"."""


def follows_on(text: str, language: Language) -> bool:
    """Whether a message leans on the one before it: it is short, and opens or points as a follow-up does.

    >>> follows_on("et pour la finale?", Language.FRENCH), follows_on("who fills it in?", Language.ENGLISH)
    (True, True)
    >>> follows_on("How much does the employer receive for each student?", Language.ENGLISH)
    False
    """
    words = words_of(text)
    if not words or len(words) > _SHORT:
        return False
    return len(words) <= BARE or _opens(words, language) or _points(words, language) or _substitutes(words, language)


def points_back(text: str, language: Language) -> bool:
    """Whether a text speaks of what was spoken of, or of another of the same kind: « elle est partagée? »."""
    words = words_of(text)
    return _points(words, language) or _substitutes(words, language) or says_nothing_itself(words, language)


def asks_of_another(text: str, language: Language) -> bool:
    """Whether a text asks the same of something else: « et celle de la fin? », "same deal for the last one?"."""
    return _substitutes(words_of(text), language)


def _opens(words: Sequence[str], language: Language) -> bool:
    said = " ".join(words) + " "
    return any(said.startswith(f"{opener} ") for opener in vocabulary().follow_openers.words(language))


def _points(words: Sequence[str], language: Language) -> bool:
    """Whether a message points to what was spoken of: « c'est partagé? », "who fills it in?"."""
    return bool(vocabulary().anaphora.words(language) & set(words))


def _substitutes(words: Sequence[str], language: Language) -> bool:
    """Whether it speaks of another of the same kind: « et celle de la fin? »."""
    return bool(vocabulary().substitutes.words(language) & set(words))


def says_nothing_itself(words: Sequence[str], language: Language) -> bool:
    """Whether a message has no word of its own to be found by: only function words and words of asking."""
    known = vocabulary()
    empty = known.function_words.words(language) | known.interrogative.words(language) | folded(known.filler)
    empty |= known.asking_anywhere.words(language) | known.substitutes.words(language)
    return not [word for word in words if word not in empty and len(word) > 1]


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", fold(text))
