"""Step: which passages to say of a search."""

from collections.abc import Sequence

from assistant.searching import HARDLY, SURE, tier_of
from assistant.wording import programme
from corpus import Passage, PassageKind, Tier
from index import Hit, SearchIndex, SearchResult

_CLOSE = 0.6  # a second passage this near to the first is said too
_LIKELY = 0.2  # below this the best passage is a guess
_SURELY_ANSWERED = 0.85  # the gate's probability from which the documents surely answer
_NEAR = 0.15  # of several questions, the second's passage comes at least this near to the first's
_FAMILY = 3  # this many of the best hits from one list: the list as a whole was asked for


def select(index: SearchIndex, found: SearchResult, alone: bool = False) -> list[Passage]:
    """The passages to say of one search: none below the floor; the list when its items crowd the top."""
    first = found.hits[0] if found.hits else None
    if first is None or not found.confident or _guesses(index, found):
        return []
    family = _crowding_list(index, found.hits)
    chosen = [family or first.passage]
    if alone or family or len(found.hits) < 2:
        return chosen
    second = found.hits[1]
    if second.score >= _CLOSE * first.score and not _related(chosen[0], second.passage):
        chosen.append(second.passage)
    return sorted(chosen, key=lambda passage: passage.parent not in programme().said_first)


def select_several(index: SearchIndex, whole: SearchResult, count: int, chosen: Sequence[Passage]) -> list[Passage]:
    """The passages to say for several questions, of one search: as many as there are questions, if they are near."""
    several = [*chosen, *(passage for passage in select(index, whole) if passage not in chosen)]
    for hit in whole.hits[:_FAMILY]:
        if len(several) >= count or hit.score < max(HARDLY, _NEAR * whole.hits[0].score):
            break
        if hit.passage not in several and not any(_related(said, hit.passage) for said in several):
            several.append(hit.passage)
    return several


def _crowding_list(index: SearchIndex, hits: Sequence[Hit]) -> Passage | None:
    first = hits[0].passage
    whole = first.slug if first.kind is PassageKind.LIST else first.parent
    if whole is None or hits[0].score >= SURE:
        return None
    crowd = [hit for hit in hits[:5] if whole in (hit.passage.slug, hit.passage.parent)]
    document = index.corpus.document(first.document)
    return document.passage(whole) if document and len(crowd) >= _FAMILY else None


def _related(first: Passage, second: Passage) -> bool:
    """Whether saying one says the other already."""
    return second.slug in (first.parent, *first.children, *first.completed_by) or first.slug in second.children


def _guesses(index: SearchIndex, found: SearchResult) -> bool:
    """Whether even the best passage is unlikely; a report's may be one of several that say the same."""
    surely = found.answerable >= _SURELY_ANSWERED
    if surely and tier_of(index, found.hits[0]) is not Tier.PROGRAMME:
        return False
    return found.hits[0].score < (HARDLY if surely else _LIKELY)
