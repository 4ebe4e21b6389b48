"""Step: which passages answer a message, one selection for each question in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asking import question_parts, sentences
from assistant.query import Query, read_query
from assistant.routing import Scope
from assistant.searching import LIMIT, MANY, SURE, blended, search
from assistant.selecting import select, select_several
from corpus import Correction, Language, Passage
from index import Hit, SearchIndex, SearchResult

_AGREED = 0.4  # a passage that two searches put first so likely answers, though neither is sure that any does
_NOT_OUTSIDE = 0.03  # below this no document answers a message, whatever one of its sentences finds
_FIRST = 3  # hits of the whole message among which a part's counts as its own


@dataclass(frozen=True)
class Finding:
    """What was found for a message: passages to say, in order; parts left without an answer; hits, best first.

    `correction`: what the guide says to something false that the message takes for granted.
    """

    passages: tuple[Passage, ...]
    unanswered_parts: tuple[str, ...]
    hits: tuple[Hit, ...]
    scope: Scope
    correction: Correction | None = None

    @classmethod
    def nothing(cls) -> "Finding":
        """For a message that asks nothing."""
        return cls((), (), (), Scope.ANY)

    @property
    def answered(self) -> bool:
        """Whether anything was found."""
        return bool(self.passages)

    @property
    def promise(self) -> float:
        """How likely the best hit answers; 0 where nothing was found."""
        return self.hits[0].score if self.answered and self.hits else 0.0


def find(index: SearchIndex, text: str, language: Language, within: Sequence[str] | None = None) -> Finding:
    """The passages that answer a message, from the documents `within` where it names none itself.

    The message is searched whole. Where it holds several questions each is searched too: those that find other
    passages add them, and one that finds nothing is named. A tale is searched by its sentences too, best first.
    """
    query = read_query(index, text, language).within(within)
    whole = search(index, query, MANY)
    parts = [query.part(index.corpus, part) for part in question_parts(query.text, language)]
    if len(parts) > 1:
        return _find_parts(index, parts, whole, query.scope)
    best = _with_sentences(index, query, whole)
    return Finding(tuple(select(index, best)), (), best.hits[:LIMIT], query.scope)


def find_likely(
    index: SearchIndex, text: str, language: Language, likely: float, within: Sequence[str] | None = None
) -> Finding:
    """The passage that answers with that probability at least, whatever the gate says: for what follows a question."""
    query = read_query(index, text, language).within(within)
    hits = search(index, query).hits
    enough = bool(hits) and hits[0].score >= likely
    return Finding((hits[0].passage,) if enough else (), (), hits, query.scope)


def find_behind(
    index: SearchIndex,
    earlier: str,
    text: str,
    language: Language,
    said: Sequence[str],
    within: Sequence[str] | None = None,
) -> Finding:
    """What answers a message that leans on an earlier one: both read together, and the message for itself.

    `said` are passages, by their ids, that are not to be said again (« et pour la finale? » after the midpoint's).
    """
    query = read_query(index, f"{earlier} {text}", language).within(within)
    alone = search(index, query.part(index.corpus, text).kept(), MANY)
    if alone.answerable < _NOT_OUTSIDE:
        return Finding((), (), alone.hits, query.scope)  # « et la date limite? » turns to what no document holds
    return _without(index, blended(search(index, query, MANY), alone), said, query.scope)


def find_together(
    index: SearchIndex, earlier: str, text: str, language: Language, within: Sequence[str] | None = None
) -> Finding:
    """What answers a message that only points to an earlier one (« c'est quand? »): both read as one question."""
    query = read_query(index, f"{earlier} {text}", language).within(within)
    return _without(index, search(index, query), (), query.scope)


def agreed(index: SearchIndex, findings: Sequence[Finding]) -> Finding:
    """What searches that are each too unsure to answer put first all of them; nothing where they differ."""
    best = [finding.hits[0] for finding in findings if finding.hits]
    same = len({hit.passage.id for hit in best}) == 1 and len(best) == len(findings)
    if not same or min(hit.score for hit in best) < _AGREED:
        return Finding.nothing()
    return replace(findings[0], passages=(best[0].passage,))


def _without(index: SearchIndex, found: SearchResult, said: Sequence[str], where: Scope) -> Finding:
    hits = tuple(hit for hit in found.hits if hit.passage.id not in said)
    left = SearchResult(hits, found.answerable, found.floor)
    return Finding(tuple(select(index, left, alone=True)), (), hits, where)


def _promise(found: SearchResult) -> float:
    """How far a search may be trusted to have found what was asked."""
    return found.answerable * (found.hits[0].score if found.hits else 0.0)


def _with_sentences(index: SearchIndex, query: Query, whole: SearchResult) -> SearchResult:
    """The search of a message; where it is not sure of an answer, the best of those of its sentences.

    Those that ask come first: the others say who asks, at what hour and what the neighbour said.
    """
    said = sentences(query.text)
    if whole.confident or len(said) < 2:
        return whole
    asking = [sentence for sentence in said if sentence.endswith("?")]
    found = [search(index, query.part(index.corpus, sentence), MANY) for sentence in asking or said]
    best = max(found, key=_promise)
    heard = best.confident and whole.answerable >= _NOT_OUTSIDE
    return max([whole, best], key=_promise) if heard else whole


def _find_parts(index: SearchIndex, parts: Sequence[Query], whole: SearchResult, where: Scope) -> Finding:
    found = _beside_whole([_search_part(index, parts, place) for place in range(len(parts))], whole)
    confident = [result for result in found if result.confident]
    leads = whole.confident and all(result.hits[0].score < whole.hits[0].score for result in confident)
    # Where no part is found as surely as the message, it asks one thing in two breaths: the whole says it first.
    chosen = select(index, whole, alone=True) if leads else []
    for result in (result for result in confident if _holds_alone(result, whole)):
        if not leads or result.hits[0].score >= SURE:
            chosen.extend(passage for passage in select(index, result, alone=True) if passage not in chosen)
    if len(chosen) < 2 and whole.confident:
        # The parts ask for the same thing, or lean on each other: the message as a whole says it best.
        return Finding(tuple(select_several(index, whole, len(parts), chosen)), (), whole.hits[:LIMIT], where)
    missing = [part.text for part, result in zip(parts, found, strict=True) if not result.confident]
    hits = [hit for result in confident or [whole] for hit in result.hits[:3]]
    return Finding(tuple(chosen), tuple(missing) if chosen else (), tuple(hits), where)


def _beside_whole(found: Sequence[SearchResult], whole: SearchResult) -> list[SearchResult]:
    """Each part's hits in the order of both searches: the whole message says what a part leaves unsaid.

    What another part finds first is that part's, so that the whole's word for it does not count.
    """
    firsts = [result.hits[0].passage.id if result.hits else "" for result in found]
    ordered = []
    for place, result in enumerate(found):
        others = {id for other, id in enumerate(firsts) if other != place and id != firsts[place]}
        beside = {hit.passage.id: hit.score for hit in whole.hits if hit.passage.id not in others}
        hits = sorted(result.hits, key=lambda hit: -hit.score - beside.get(hit.passage.id, 0.0))
        ordered.append(replace(result, hits=tuple(hits)))
    return ordered


def _holds_alone(part: SearchResult, whole: SearchResult) -> bool:
    """Whether what a part finds answers it: surely, or among the best of the whole message too.

    A part that only leads to the question (« je fais déjà le stage, pourquoi … ») finds something, but not surely.
    """
    best = part.hits[0]
    return best.score >= SURE or not whole.confident or best.passage in [hit.passage for hit in whole.hits[:_FIRST]]


def _search_part(index: SearchIndex, parts: Sequence[Query], place: int) -> SearchResult:
    """A part's passages; one that finds nothing alone ("and when is it due?") is read with the part before it."""
    found = search(index, parts[place])
    if found.confident or place == 0:
        return found
    return search(index, parts[place].after(parts[place - 1]))
