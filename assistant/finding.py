"""Step: which passages answer a message, one selection for each question in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asking import question_parts, sentences
from assistant.query import Query, read_query
from assistant.routing import Scope, without_attribution
from assistant.wording import programme
from corpus import Correction, Language, Passage, PassageKind, Tier
from index import Hit, SearchIndex, SearchResult

_LIMIT = 8
_SURE = 0.5  # above this the best passage was asked for, not the list that holds it
_CLOSE = 0.6  # a second passage this near to the first is said too
_LIKELY = 0.2  # below this the guide's best passage is a guess
_HARDLY = 0.12  # below this it is one even where the documents surely answer
_SURELY_ANSWERED = 0.85  # the gate's probability from which they do
_AGREED = 0.4  # a passage that two searches put first so likely answers, though neither is sure that any does
_NOT_OUTSIDE = 0.03  # below this no document answers a message, whatever one of its sentences finds
_NEAR = 0.15  # of several questions, the second's passage comes at least this near to the first's
_LEAST_WEIGHT = 0.01  # of a search that finds no answer likely, beside another
_MANY = 20  # hits of two searches that are weighed together
_FAMILY = 3  # this many of the best hits from one list: the list as a whole was asked for
_ENOUGH = 4  # words that a question needs beside the report's name


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
    whole = search(index, query, _MANY)
    parts = [query.part(index.corpus, part) for part in question_parts(query.text, language)]
    if len(parts) > 1:
        return _find_parts(index, parts, whole, query.scope)
    best = _with_sentences(index, query, whole)
    return Finding(tuple(_select(index, best)), (), best.hits[:_LIMIT], query.scope)


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
    alone = search(index, query.part(index.corpus, text).kept(), _MANY)
    if alone.answerable < _NOT_OUTSIDE:
        return Finding((), (), alone.hits, query.scope)  # « et la date limite? » turns to what no document holds
    return _without(index, _blended(search(index, query, _MANY), alone), said, query.scope)


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
    return Finding(tuple(_select(index, left, alone=True)), (), hits, where)


def search_in_scope(index: SearchIndex, text: str, language: Language, limit: int = _LIMIT) -> SearchResult:
    """The passages for one question, from the documents that may answer it."""
    return search(index, read_query(index, text, language), limit)


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
    found = [search(index, query.part(index.corpus, sentence), _MANY) for sentence in asking or said]
    best = max(found, key=_promise)
    heard = best.confident and whole.answerable >= _NOT_OUTSIDE
    return max([whole, best], key=_promise) if heard else whole


def _blended(whole: SearchResult, part: SearchResult) -> SearchResult:
    """The hits of both, each with the mean of its two scores; the search that is surer of an answer weighs more."""
    hits = {hit.passage.id: hit for hit in (*part.hits, *whole.hits)}
    weights = [(found, max(found.answerable, _LEAST_WEIGHT)) for found in (whole, part)]
    total = sum(weight for _, weight in weights)
    scores = {
        id: sum(weight * hit.score for found, weight in weights for hit in found.hits if hit.passage.id == id) / total
        for id in hits
    }
    ranked = sorted((replace(hit, score=scores[id]) for id, hit in hits.items()), key=lambda hit: -hit.score)
    surer = max(whole, part, key=lambda found: found.answerable)
    return SearchResult(tuple(ranked[:_LIMIT]), surer.answerable, whole.floor, surer.gate)


def search(index: SearchIndex, query: Query, limit: int = _LIMIT) -> SearchResult:
    """The passages for one question, from the documents that may answer it, best first."""
    if query.scope is Scope.NAMED:
        return _search_named(index, query, limit)
    anywhere = query.scope is Scope.ANY
    found = index.search(query.text, query.language, limit, None if anywhere else query.documents)
    if not anywhere or not query.personal or not found.hits or _tier(index, found.hits[0]) is Tier.PROGRAMME:
        return found
    # The speaker's own situation is the program's business: a report must not answer it in the guide's place.
    guides = [document.id for document in index.corpus.documents if document.tier is Tier.PROGRAMME]
    own = index.search(query.text, query.language, limit, guides)
    report_alone = found.hits[0].score >= _SURE and own.hits[0].score < _HARDLY
    return found if report_alone else own


def _search_named(index: SearchIndex, query: Query, limit: int) -> SearchResult:
    """The passages of the reports that a question names, found by its other words where there are enough."""
    found = [index.search(query.text, query.language, _MANY, query.documents)]
    asked = without_attribution(query.text)
    if len(asked.split()) >= _ENOUGH:
        found.append(index.search(asked, query.language, _MANY, query.documents))
    best = _blended(*found) if len(found) > 1 else found[0]
    if best.confident:
        return best
    return index.search(query.text, query.language, limit)  # else the name was said in passing


def _find_parts(index: SearchIndex, parts: Sequence[Query], whole: SearchResult, where: Scope) -> Finding:
    found = _beside_whole([_search_part(index, parts, place) for place in range(len(parts))], whole)
    confident = [result for result in found if result.confident]
    leads = whole.confident and all(result.hits[0].score < whole.hits[0].score for result in confident)
    # Where no part is found as surely as the message, it asks one thing in two breaths: the whole says it first.
    chosen = _select(index, whole, alone=True) if leads else []
    for result in (result for result in confident if _holds_alone(result, whole)):
        if not leads or result.hits[0].score >= _SURE:
            chosen.extend(passage for passage in _select(index, result, alone=True) if passage not in chosen)
    if len(chosen) < 2 and whole.confident:
        # The parts ask for the same thing, or lean on each other: the message as a whole says it best.
        return Finding(tuple(_select_several(index, whole, len(parts), chosen)), (), whole.hits[:_LIMIT], where)
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
    return best.score >= _SURE or not whole.confident or best.passage in [hit.passage for hit in whole.hits[:_FAMILY]]


def _search_part(index: SearchIndex, parts: Sequence[Query], place: int) -> SearchResult:
    """A part's passages; one that finds nothing alone ("and when is it due?") is read with the part before it."""
    found = search(index, parts[place])
    if found.confident or place == 0:
        return found
    return search(index, parts[place].after(parts[place - 1]))


def _select(index: SearchIndex, found: SearchResult, alone: bool = False) -> list[Passage]:
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


def _select_several(index: SearchIndex, whole: SearchResult, count: int, chosen: Sequence[Passage]) -> list[Passage]:
    """The passages to say for several questions, of one search: as many as there are questions, if they are near."""
    several = [*chosen, *(passage for passage in _select(index, whole) if passage not in chosen)]
    for hit in whole.hits[:_FAMILY]:
        if len(several) >= count or hit.score < max(_HARDLY, _NEAR * whole.hits[0].score):
            break
        if hit.passage not in several and not any(_related(said, hit.passage) for said in several):
            several.append(hit.passage)
    return several


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


def _guesses(index: SearchIndex, found: SearchResult) -> bool:
    """Whether even the best passage is unlikely; a report's may be one of several that say the same."""
    surely = found.answerable >= _SURELY_ANSWERED
    if surely and _tier(index, found.hits[0]) is not Tier.PROGRAMME:
        return False
    return found.hits[0].score < (_HARDLY if surely else _LIKELY)


def _tier(index: SearchIndex, hit: Hit) -> Tier:
    document = index.corpus.document(hit.passage.document)
    return document.tier if document else Tier.REPORT
