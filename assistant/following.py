"""Step: a follow-up (« et pour la finale? », "and who fills it in?") is read with the question before it."""

import re
from collections.abc import Sequence

from assistant.finding import Finding, agreed, find, find_behind, find_likely, find_together
from assistant.routing import Scope, scope
from assistant.wording import folded, programme, vocabulary
from corpus import Language, fold
from index import SearchIndex

_SHORT = 12  # words; a longer message says for itself what it asks
_BARE = 3  # words; « pourquoi? », "how long?"
_FRAGMENT = 8  # words of a message that may lean on what came before without showing it
_LIKELY = 0.35  # another than the passage just said is what a message asks that points to it
_SURE = 0.6  # a passage found so surely is what a turn to another matter asks
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
    if not earlier and len(words) <= _BARE and _says_nothing_itself(words, language):
        return Finding.nothing()  # « et ça? » leans on nothing
    follows = follows_on(text, language)
    within = _guide_of(said) if follows else None
    alone = find(index, text, language, within)
    if not earlier or not follows and len(words) > _FRAGMENT:
        return alone
    root = _root(earlier, language)
    in_report = follows and scope(root, index.corpus)[0] is Scope.NAMED
    if alone.answered and alone.hits[0].score >= _BEYOND_DOUBT and not in_report:
        return alone
    if not _turns_to_another(words, language):
        return _of_the_same(index, root, text, language, alone, said, within)
    own = alone if alone.answered else find_likely(index, text, language, _SURE, within)
    if own.answered and own.hits[0].score >= _SURE and not in_report:
        return own
    other = find_behind(index, root, text, language, _not_again(index, said), within)
    return next((found for found in (other, alone, agreed(index, (alone, other))) if found.answered), alone)


def _of_the_same(
    index: SearchIndex,
    root: str,
    text: str,
    language: Language,
    alone: Finding,
    said: Sequence[str],
    within: Sequence[str] | None,
) -> Finding:
    """What answers a message that points to what was spoken of: more of it, or what it points past.

    « Et la productivité, elle? » is not answered by the passage just said once another is likely.
    """
    other = find_behind(index, root, text, language, _not_again(index, said), within)
    if other.promise >= _LIKELY:
        return other
    joined = find_together(index, root, text, language, within)
    return next((found for found in (joined, alone, agreed(index, (alone, joined))) if found.answered), alone)


def _not_again(index: SearchIndex, said: Sequence[str]) -> list[str]:
    """What a turn to another matter does not ask for again: what was said, but a list's items one by one."""
    passages = [passage for passage in index.corpus.passages if passage.id in said]
    lists = {passage.slug for passage in passages if passage.children}
    return [passage.id for passage in passages if passage.parent not in lists]


def _guide_of(said: Sequence[str]) -> list[str] | None:
    """The guide, where the latest answer stood on it first: a follow-up stays there unless it names a report."""
    guide = programme().guide
    return [guide] if said and said[0].startswith(f"{guide}/") else None


def _turns_to_another(words: Sequence[str], language: Language) -> bool:
    """Whether a follow-up turns to something else (« et pour la finale? »), and does not point to what was said."""
    if _points(words, language) or _says_nothing_itself(words, language):
        return False
    return _opens(words, language) or _substitutes(words, language)


def _root(earlier: Sequence[str], language: Language) -> str:
    """The latest message that stood alone; the follow-ups since then say less than it does."""
    return next((text for text in reversed(earlier) if not follows_on(text, language)), earlier[-1])


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
