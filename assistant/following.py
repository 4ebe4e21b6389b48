"""Step: a follow-up (« et pour la finale? », "and who fills it in?") is read with the question before it."""

import re
from collections.abc import Sequence

from assistant.finding import Finding, find, find_behind
from assistant.routing import Scope, scope
from assistant.wording import folded, programme, vocabulary
from corpus import Language, fold
from index import SearchIndex

_SHORT = 12  # words; a longer message says for itself what it asks
_BARE = 3  # words; « pourquoi? », "how long?"
_BEYOND_DOUBT = 0.9  # a passage found so surely is what a message asks, whatever came before


def follows_on(text: str, language: Language) -> bool:
    """Whether a message leans on the one before it: it is short, and opens or points as a follow-up does.

    >>> follows_on("et pour la finale?", Language.FRENCH), follows_on("who fills it in?", Language.ENGLISH)
    (True, True)
    >>> follows_on("How much does the employer receive for each student?", Language.ENGLISH)
    False
    """
    words = _words(text)
    if not words or len(words) > _SHORT:
        return False
    return len(words) <= _BARE or _opens(words, language) or _points(words, language) or _substitutes(words, language)


def find_in_context(
    index: SearchIndex, text: str, language: Language, earlier: Sequence[str], said: Sequence[str]
) -> Finding:
    """What the documents hold on a message, read with the question before it where it is a follow-up.

    `earlier` are the conversation's messages, latest last; `said` the passages of the latest answer. A message that
    finds its passage by itself is a question of its own: the subject has changed.
    """
    words = _words(text)
    bare = _says_nothing_itself(words, language)
    if not earlier:
        # « et ça? » leans on nothing
        return Finding.nothing() if bare and len(words) <= _BARE else find(index, text, language)
    follows = follows_on(text, language)
    within = _guide_of(said) if follows else None
    alone = find(index, text, language, within)
    before = _since_it_stood_alone(earlier, language)
    in_report = follows and scope(before, index.corpus)[0] is Scope.NAMED
    if alone.promise >= _BEYOND_DOUBT and not in_report or len(alone.passages) > 1 and not follows:
        return alone
    behind = find_behind(index, before, text, language, bare, within)
    leans = follows or behind.promise >= alone.promise
    return behind if leans and behind.answered else alone


def _guide_of(said: Sequence[str]) -> list[str] | None:
    """The guide, where the latest answer stood on it first: a follow-up stays there unless it names a report."""
    guide = programme().guide
    return [guide] if said and said[0].startswith(f"{guide}/") else None


def _since_it_stood_alone(earlier: Sequence[str], language: Language) -> str:
    """The latest message that stood alone, and the follow-ups since then."""
    roots = [place for place, text in enumerate(earlier) if not follows_on(text, language)]
    return " ".join(earlier[roots[-1] if roots else 0 :])


def _opens(words: Sequence[str], language: Language) -> bool:
    said = " ".join(words) + " "
    return any(said.startswith(f"{opener} ") for opener in vocabulary().follow_openers.words(language))


def _points(words: Sequence[str], language: Language) -> bool:
    """Whether a message points to what was spoken of: « c'est partagé? », "who fills it in?"."""
    return bool(vocabulary().anaphora.words(language) & set(words))


def _substitutes(words: Sequence[str], language: Language) -> bool:
    """Whether it speaks of another of the same kind: « et celle de la fin? »."""
    return bool(vocabulary().substitutes.words(language) & set(words))


def _says_nothing_itself(words: Sequence[str], language: Language) -> bool:
    """Whether a message has no word of its own to be found by: only function words and words of asking."""
    known = vocabulary()
    empty = known.function_words.words(language) | known.interrogative.words(language) | folded(known.filler)
    empty |= known.asking_anywhere.words(language) | known.substitutes.words(language)
    return not [word for word in words if word not in empty and len(word) > 1]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", fold(text))
