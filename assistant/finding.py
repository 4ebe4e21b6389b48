"""Step: which passages answer a message, one selection for each question in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.routing import Scope, in_first_person, question_parts, scope
from corpus import Language, Passage, PassageKind, Tier
from index import Hit, SearchIndex, SearchResult

_LIMIT = 8
_SURE = 0.55  # above this the best passage answers alone
_CLOSE = 0.6  # a second passage this near to an unsure first is said too
_PART_SURE = 0.35  # a part of a message counts as a question of its own from here
_FAMILY = 3  # this many of the best hits from one list: the list as a whole was asked for
_LONG = 30  # words; a longer message is searched by its questions first


@dataclass(frozen=True)
class Finding:
    """What was found for a message: passages to say, in order; parts left without an answer; all hits, best first."""

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

    The message is searched whole, then by its parts where it holds several questions; a part that finds another
    passage with confidence adds it, and a part that finds nothing is named.
    """
    where, documents = scope(text, index.corpus)
    whole = _search(index, text, language, where, documents)
    parts = question_parts(text, language)
    if len(parts) < 2 and len(text.split()) <= _LONG:
        return Finding(tuple(_select(index, whole)), (), whole.hits, where)
    found = [(part, _search(index, part, language, *scope_of_part(part, index, where, documents))) for part in parts]
    return _merge(index, whole, found, where)


def scope_of_part(part: str, index: SearchIndex, where: Scope, documents: list[str]) -> tuple[Scope, list[str]]:
    """A part's own scope when it names one, else the whole message's."""
    own, named = scope(part, index.corpus)
    return (own, named) if own is not Scope.ANY else (where, documents)


def _search(index: SearchIndex, text: str, language: Language, where: Scope, documents: Sequence[str]) -> SearchResult:
    found = index.search(text, language, _LIMIT, None if where is Scope.ANY else documents)
    if where is not Scope.ANY or not found.hits or not in_first_person(text, language):
        return found
    if _tier(index, found.hits[0]) is Tier.PROGRAMME:
        return found
    # The speaker's own situation is the program's business: a report must not answer it in the guide's place.
    guides = [document.id for document in index.corpus.documents if document.tier is Tier.PROGRAMME]
    return index.search(text, language, _LIMIT, guides)


def _merge(index: SearchIndex, whole: SearchResult, found: Sequence[tuple[str, SearchResult]], where: Scope) -> Finding:
    results = [(part, result) for part, result in found if result.hits]
    sure = [result for _, result in results if result.hits[0].score >= max(_PART_SURE, result.floor)]
    if len(sure) < 2:
        best = max([whole, *sure], key=lambda result: result.hits[0].score if result.hits else 0.0)
        missing = () if not sure or len(results) < 2 else _missing(results)
        return Finding(tuple(_select(index, best)), missing, best.hits, where)
    passages: list[Passage] = []
    for result in sure:
        passages.extend(passage for passage in _select(index, result, alone=True) if passage not in passages)
    hits = tuple(hit for result in sure for hit in result.hits[:3])
    return Finding(tuple(passages), _missing(results), hits, where)


def _missing(results: Sequence[tuple[str, SearchResult]]) -> tuple[str, ...]:
    return tuple(part for part, result in results if not result.confident)


def _select(index: SearchIndex, found: SearchResult, alone: bool = False) -> list[Passage]:
    """The passages to say of one search: none below the floor; the list when its items crowd the top."""
    if not found.confident:
        return []
    first = found.hits[0]
    family = _crowding_list(index, found.hits)
    chosen = [family or first.passage]
    if alone or family or first.score >= _SURE or len(found.hits) < 2:
        return chosen
    second = found.hits[1]
    if second.score >= max(found.floor, _CLOSE * first.score) and not _related(chosen[0], second.passage):
        chosen.append(second.passage)
    return chosen


def _crowding_list(index: SearchIndex, hits: Sequence[Hit]) -> Passage | None:
    first = hits[0].passage
    lists = first.slug if first.kind is PassageKind.LIST else first.parent
    if lists is None or hits[0].score >= _SURE:
        return None
    crowd = [hit for hit in hits[:5] if lists in (hit.passage.slug, hit.passage.parent)]
    document = index.corpus.document(first.document)
    return document.passage(lists) if document and len(crowd) >= _FAMILY else None


def _related(first: Passage, second: Passage) -> bool:
    """Whether saying one says the other already."""
    return second.slug in (first.parent, *first.children, *first.completed_by) or first.slug in second.children


def _tier(index: SearchIndex, hit: Hit) -> Tier:
    document = index.corpus.document(hit.passage.document)
    return document.tier if document else Tier.REPORT
