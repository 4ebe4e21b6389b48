"""Step: which passages answer a message, one selection for each question in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.routing import Scope, in_first_person, question_parts, scope, sentences, without_attribution
from assistant.wording import programme
from corpus import Language, Passage, PassageKind, Tier
from index import Hit, SearchIndex, SearchResult

_LIMIT = 8
_SURE = 0.5  # above this the best passage was asked for, not the list that holds it
_CLOSE = 0.6  # a second passage this near to the first is said too
_LIKELY = 0.2  # below this the guide's best passage is a guess
_FAMILY = 3  # this many of the best hits from one list: the list as a whole was asked for
_ENOUGH = 4  # words that a question needs beside the report's name
_LONG = 30  # words; a longer message is searched by its sentences too


@dataclass(frozen=True)
class Finding:
    """What was found for a message: passages to say, in order; parts left without an answer; hits, best first."""

    passages: tuple[Passage, ...]
    unanswered_parts: tuple[str, ...]
    hits: tuple[Hit, ...]
    scope: Scope

    @classmethod
    def nothing(cls) -> "Finding":
        """For a message that asks nothing."""
        return cls((), (), (), Scope.ANY)

    @property
    def answered(self) -> bool:
        """Whether anything was found."""
        return bool(self.passages)


def find(index: SearchIndex, text: str, language: Language) -> Finding:
    """The passages that answer a message.

    The message is searched whole. Where it holds several questions each is searched too: those that find other
    passages add them, and one that finds nothing is named. A long tale is searched by its sentences, best first.
    """
    where, documents = scope(text, index.corpus)
    whole = _search(index, text, language, where, documents)
    parts = question_parts(text, language)
    if len(parts) > 1:
        return _find_parts(index, parts, language, whole, where)
    candidates = [whole]
    if len(text.split()) > _LONG:
        candidates += [_search(index, part, language, where, documents) for part in parts or sentences(text)]
    best = max(candidates, key=lambda found: found.answerable * (found.hits[0].score if found.hits else 0.0))
    return Finding(tuple(_select(index, best)), (), best.hits, where)


def find_likely(index: SearchIndex, text: str, language: Language, likely: float) -> Finding:
    """The passage that answers with that probability at least, whatever the gate says: for what follows a question."""
    where, documents = scope(text, index.corpus)
    found = _search(index, text, language, where, documents)
    enough = bool(found.hits) and found.hits[0].score >= likely
    return Finding((found.hits[0].passage,) if enough else (), (), found.hits, where)


def find_other(index: SearchIndex, text: str, language: Language, said: Sequence[str]) -> Finding:
    """The same, without the passages that were said already: for « et pour la finale? » after the midpoint's."""
    where, documents = scope(text, index.corpus)
    found = _search(index, text, language, where, documents)
    hits = tuple(hit for hit in found.hits if hit.passage.id not in said)
    other = SearchResult(hits, found.answerable, found.floor)
    return Finding(tuple(_select(index, other, alone=True)), (), hits, where)


def search_in_scope(index: SearchIndex, text: str, language: Language, limit: int = _LIMIT) -> SearchResult:
    """The passages for one question, from the documents that may answer it."""
    where, documents = scope(text, index.corpus)
    return _search(index, text, language, where, documents, limit)


def _search(
    index: SearchIndex, text: str, language: Language, where: Scope, documents: Sequence[str], limit: int = _LIMIT
) -> SearchResult:
    if where is Scope.NAMED:
        return _search_named(index, text, language, documents, limit)
    found = index.search(text, language, limit, None if where is Scope.ANY else documents)
    if where is not Scope.ANY or not found.hits or not in_first_person(text, language):
        return found
    if _tier(index, found.hits[0]) is Tier.PROGRAMME:
        return found
    # The speaker's own situation is the program's business: a report must not answer it in the guide's place.
    guides = [document.id for document in index.corpus.documents if document.tier is Tier.PROGRAMME]
    return index.search(text, language, limit, guides)


def _search_named(
    index: SearchIndex, text: str, language: Language, documents: Sequence[str], limit: int
) -> SearchResult:
    """The passages of the reports that a question names, found by its other words where there are enough."""
    asked = without_attribution(text)
    found = index.search(asked if len(asked.split()) >= _ENOUGH else text, language, limit, documents)
    named = found if found.confident else index.search(text, language, limit, documents)
    return named if named.confident else index.search(text, language, limit)  # else the name was said in passing


def _find_parts(
    index: SearchIndex, parts: Sequence[str], language: Language, whole: SearchResult, where: Scope
) -> Finding:
    found = [_search_part(index, parts, place, language) for place in range(len(parts))]
    confident = [result for result in found if result.confident]
    chosen: list[Passage] = []
    for result in confident:
        chosen.extend(passage for passage in _select(index, result, alone=True) if passage not in chosen)
    if len(chosen) < 2 and whole.confident:
        # The parts ask for the same thing: the message as a whole says it best.
        return Finding(tuple(_select(index, whole)), (), whole.hits, where)
    missing = [part for part, result in zip(parts, found, strict=True) if not result.confident] if confident else []
    hits = [hit for result in confident or [whole] for hit in result.hits[:3]]
    return Finding(tuple(chosen), tuple(missing), tuple(hits), where)


def _search_part(index: SearchIndex, parts: Sequence[str], place: int, language: Language) -> SearchResult:
    """A part's passages; one that finds nothing alone ("and when is it due?") is read with the part before it."""
    found = search_in_scope(index, parts[place], language)
    if found.confident or place == 0:
        return found
    return search_in_scope(index, f"{parts[place - 1]} {parts[place]}", language)


def _select(index: SearchIndex, found: SearchResult, alone: bool = False) -> list[Passage]:
    """The passages to say of one search: none below the floor; the list when its items crowd the top."""
    first = found.hits[0] if found.hits else None
    if first is None or not found.confident or _guesses(index, first):
        return []
    family = _crowding_list(index, found.hits)
    chosen = [family or first.passage]
    if alone or family or len(found.hits) < 2:
        return chosen
    second = found.hits[1]
    if second.score >= _CLOSE * first.score and not _related(chosen[0], second.passage):
        chosen.append(second.passage)
    return sorted(chosen, key=lambda passage: passage.parent not in programme().said_first)


def _crowding_list(index: SearchIndex, hits: Sequence[Hit]) -> Passage | None:
    first = hits[0].passage
    whole = first.slug if first.kind is PassageKind.LIST else first.parent
    if whole is None or hits[0].score >= _SURE:
        return None
    crowd = [hit for hit in hits[:5] if whole in (hit.passage.slug, hit.passage.parent)]
    document = index.corpus.document(first.document)
    return document.passage(whole) if document and len(crowd) >= _FAMILY else None


def _related(first: Passage, second: Passage) -> bool:
    """Whether saying one says the other already."""
    return second.slug in (first.parent, *first.children, *first.completed_by) or first.slug in second.children


def _guesses(index: SearchIndex, first: Hit) -> bool:
    """Whether even the best of the guide's passages is unlikely; a report's may be one of several that say the same."""
    return first.score < _LIKELY and _tier(index, first) is Tier.PROGRAMME


def _tier(index: SearchIndex, hit: Hit) -> Tier:
    document = index.corpus.document(hit.passage.document)
    return document.tier if document else Tier.REPORT
