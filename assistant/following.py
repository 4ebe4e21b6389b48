"""Step: a follow-up (« et pour la finale? », "and who fills it in?") is read with the question before it."""

from collections.abc import Sequence

from assistant.finding import Finding, find, find_behind
from assistant.leaning import BARE, follows_on, points_back, says_nothing_itself, words_of
from assistant.routing import Scope, scope
from assistant.wording import programme
from corpus import Language
from index import SearchIndex

_SURE = 0.8  # a turn to what is not found in its context is answered by what it finds so surely alone
_BEYOND_DOUBT = 0.9  # a passage found so surely is what a message asks, whatever came before


def find_in_context(
    index: SearchIndex, text: str, language: Language, earlier: Sequence[str], said: Sequence[str]
) -> Finding:
    """What the documents hold on a message, read with the question before it where it is a follow-up.

    `earlier` are the conversation's messages, latest last; `said` the passages of the latest answer. A message that
    finds its passage by itself is a question of its own: the subject has changed.
    """
    words = words_of(text)
    bare = says_nothing_itself(words, language)
    if not earlier:
        # « et ça? » leans on nothing
        return Finding.nothing() if bare and len(words) <= BARE else find(index, text, language)
    follows = follows_on(text, language)
    within = _guide_of(said) if follows else None
    alone = find(index, text, language, within)
    before = _since_it_stood_alone(earlier, language)
    in_report = follows and scope(before, index.corpus)[0] is Scope.NAMED
    if alone.promise >= _BEYOND_DOUBT and not in_report and not alone.several:
        return alone
    behind = find_behind(index, before, text, language, bare, within)
    leans = follows or behind.promise >= alone.promise
    stays = in_report and alone.promise < _BEYOND_DOUBT  # « et la province? »: in the report that was spoken of
    turns = follows and not bare and not points_back(text, language)  # « et la date limite? »
    return behind if leans and behind.answered or stays or turns and alone.promise < _SURE else alone


def _guide_of(said: Sequence[str]) -> list[str] | None:
    """The guide, where the latest answer stood on it first: a follow-up stays there unless it names a report."""
    guide = programme().guide
    return [guide] if said and said[0].startswith(f"{guide}/") else None


def _since_it_stood_alone(earlier: Sequence[str], language: Language) -> str:
    """The latest message that stood alone, and the follow-ups since then."""
    roots = [place for place, text in enumerate(earlier) if not follows_on(text, language)]
    return " ".join(earlier[roots[-1] if roots else 0 :])
