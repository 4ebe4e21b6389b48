"""Step: which passages answer a message, one selection for each question in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asking import question_parts, sentences
from assistant.leaning import asks_of_another, points_back
from assistant.query import Query, read_query
from assistant.routing import Scope
from assistant.searching import LIMIT, MANY, SURE, search
from assistant.selecting import select, select_several
from corpus import Correction, Language, Passage
from index import Hit, SearchIndex, SearchResult

_UNFOUND = 0.02  # stands for the probability of a passage that a search did not find
_ITS_OWN = 0.5  # … where it turns to another matter, by a word of its own (« et la date limite? »)
_GUESSED = 0.25  # below this the best passage for a message that leans on another is a guess
_UNMISTAKABLE = 0.6  # … and from this it answers, though the message by itself looks like one that none answers
_NOT_OUTSIDE = 0.03  # below this no document answers a message, whatever a part of it or what came before finds
_FIRST = 3  # hits of the whole message among which a part's counts as its own
_NEAR = 5  # hits of a part among which what the whole message finds is of that part
_LIKELY = 0.1  # a part's own probability of what it shares with the whole message
_NEARLY = 0.8  # of its best hit's probability: a part's other hits that may be meant as well
_NOT_NEGLIGIBLE = 0.01  # the whole message's probability of what it shares with a part
_SAME_DOCUMENT = 0.25  # what it counts that a part's hit is of the document which the whole message asks
_SHARED = 4  # hits of the whole message among which that of a part which is unsure answers it


@dataclass(frozen=True)
class Finding:
    """What was found for a message: passages to say, in order; parts left without an answer; hits, best first.

    `correction`: what the guide says to something false that the message takes for granted; `several`: the message
    asks several things.
    """

    passages: tuple[Passage, ...]
    unanswered_parts: tuple[str, ...]
    hits: tuple[Hit, ...]
    scope: Scope
    correction: Correction | None = None
    several: bool = False

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
        return replace(_find_parts(index, parts, whole, query.scope), several=True)
    best = _with_sentences(index, query, whole)
    return Finding(tuple(select(index, best)), (), best.hits[:LIMIT], query.scope)


def find_behind(
    index: SearchIndex,
    earlier: str,
    text: str,
    language: Language,
    bare: bool,
    within: Sequence[str] | None = None,
) -> Finding:
    """What answers a message that leans on an earlier one (« et pour la finale? », "who fills it in?").

    `bare`: the message has no word of its own, so that nothing is to be learned from reading it alone.
    """
    query = read_query(index, f"{earlier} {text}", language).within(within)
    together = search(index, query, MANY)
    alone, before = (
        search(index, query.part(index.corpus, index.mend(part, language)).kept(), MANY) for part in (text, earlier)
    )
    hits = _beyond(together, alone, before)
    if asks_of_another(text, language):
        hits = _without_first(hits, together, before)
    best = hits[0].score if hits else 0.0
    least = 0.0 if bare else _NOT_OUTSIDE if points_back(text, language) else _ITS_OWN
    if alone.answerable < least and best < _UNMISTAKABLE or best < _GUESSED:
        return Finding((), (), hits, query.scope)  # « et la date limite? » turns to what no document holds
    found = SearchResult(hits, max(together.answerable, alone.answerable, best), together.floor)
    return Finding(tuple(select(index, found, alone=True)), (), hits, query.scope)


def _beyond(together: SearchResult, alone: SearchResult, before: SearchResult) -> tuple[Hit, ...]:
    """The hits of two messages read as one, by how much the later one says for each beyond the earlier.

    With a passage's probability for both together t, for the later alone a and for the earlier alone b, its weight is
    t · (t / b) · a: what the earlier one finds by itself was answered already, unless the later one points to it too.
    """
    held = {hit.passage.id: hit for hit in (*alone.hits, *together.hits)}
    t, a, b = ({hit.passage.id: hit.score for hit in found.hits} for found in (together, alone, before))
    weights = {
        id: (t.get(id, 0.0) + _UNFOUND) ** 2 * (a.get(id, 0.0) + _UNFOUND) / (b.get(id, 0.0) + _UNFOUND) for id in held
    }
    total = sum(weights.values())
    hits = (replace(hit, score=weights[id] / total) for id, hit in held.items())
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:LIMIT])


def _without_first(hits: Sequence[Hit], together: SearchResult, before: SearchResult) -> tuple[Hit, ...]:
    """The hits without what an earlier question found first: « et celle de la fin? » asks of another.

    It stays where the later question makes it likelier: "and the part-time ones?", of a passage that tells of both.
    """
    said = before.hits[0] if before.hits else None
    likelier = said and any(hit.passage == said.passage and hit.score > said.score for hit in together.hits)
    return tuple(hits) if said is None or likelier else tuple(hit for hit in hits if hit.passage != said.passage)


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
    alone = [search(index, part, MANY) for part in parts]
    found = _beside_whole([_behind_the_last(index, parts, alone, place) for place in range(len(parts))], whole)
    confident = [result for result in found if result.confident]
    leads = whole.confident and all(result.hits[0].score < whole.hits[0].score for result in confident)
    # Where no part is found as surely as the message, it asks one thing in two breaths: the whole says it first.
    chosen = select(index, whole, alone=True) if leads else []
    missing: list[str] = []
    outside = False
    for part, result in zip(parts, found, strict=True):
        sure = result.confident and (_holds_alone(result, whole) if not leads else result.hits[0].score >= SURE)
        said = select(index, result, alone=True) if sure else _shared(result, whole, found, chosen)
        chosen.extend(passage for passage in said if passage not in chosen)
        if not said and not result.confident:
            missing.append(part.text)
            outside = outside or result.answerable < _NOT_OUTSIDE
    if len(chosen) < 2 and whole.confident and not (chosen and outside):
        # The parts ask for the same thing, or lean on each other: the message as a whole says it best.
        near = {hit.passage.id for result in found for hit in result.hits[:_NEAR]}
        known = replace(whole, hits=tuple(hit for hit in whole.hits if hit.passage.id in near))
        several = select_several(index, known if known.confident else whole, len(parts), chosen)
        return Finding(tuple(several), (), whole.hits[:LIMIT], where)
    hits = [hit for result in confident or [whole] for hit in result.hits[:3]]
    return Finding(tuple(chosen), tuple(missing) if chosen else (), tuple(hits), where)


def _shared(
    part: SearchResult, whole: SearchResult, parts: Sequence[SearchResult], chosen: Sequence[Passage]
) -> list[Passage]:
    """What a part that is unsure by itself and the whole message both find, and no other part finds first."""
    said = {other.hits[0].passage.id for other in parts if other is not part and other.hits}
    said |= {passage.id for passage in chosen}
    likely_in_whole = [hit for hit in whole.hits[:_SHARED] if hit.score >= _NOT_NEGLIGIBLE]
    found = {hit.passage.id: hit.score for hit in likely_in_whole} if whole.confident else {}
    likely = [hit for hit in part.hits[:_FIRST] if hit.score >= _LIKELY]
    own = [hit for hit in likely if hit.passage.id in found and hit.passage.id not in said]
    best = max(own, key=lambda hit: hit.score * found[hit.passage.id], default=None)
    return [best.passage] if best else []


def _beside_whole(found: Sequence[SearchResult], whole: SearchResult) -> list[SearchResult]:
    """Each part's hits in the order of both searches: the whole message says what a part leaves unsaid.

    What another part finds first is that part's, so that the whole's word for it does not count, unless this one finds
    it nearly as well as its own (« c'est qui, et ça existe depuis quand? »).
    """
    firsts = [result.hits[0].passage.id if result.hits else "" for result in found]
    document = whole.hits[0].passage.document if whole.confident else None
    ordered = []
    for place, result in enumerate(found):
        least = _NEARLY * result.hits[0].score if result.hits else 0.0
        near = {hit.passage.id for hit in result.hits if hit.score >= least}
        others = {id for other, id in enumerate(firsts) if other != place} - near
        beside = {hit.passage.id: hit.score for hit in whole.hits if hit.passage.id not in others}
        worth = {
            hit.passage.id: hit.score
            + beside.get(hit.passage.id, 0.0)
            + _SAME_DOCUMENT * (hit.passage.document == document)
            for hit in result.hits
        }
        hits = sorted(result.hits, key=lambda hit: -worth[hit.passage.id])
        ordered.append(replace(result, hits=tuple(hits)))
    return ordered


def _holds_alone(part: SearchResult, whole: SearchResult) -> bool:
    """Whether what a part finds answers it: surely, or among the best of the whole message too.

    A part that only leads to the question (« je fais déjà le stage, pourquoi … ») finds something, but not surely.
    """
    best = part.hits[0]
    return best.score >= SURE or not whole.confident or best.passage in [hit.passage for hit in whole.hits[:_FIRST]]


def _behind_the_last(
    index: SearchIndex, parts: Sequence[Query], alone: Sequence[SearchResult], place: int
) -> SearchResult:
    """A part's passages; one that finds nothing alone, or leans on the part before it, is read behind that."""
    part, found = parts[place], alone[place]
    if place == 0 or found.confident and found.hits[0].score >= SURE:
        return found
    leans = points_back(part.text, part.language)
    if found.confident and not leans:
        return found
    together, earlier = search(index, part.after(parts[place - 1]), MANY), alone[place - 1]
    if not leans:
        again = together.hits[:1] and earlier.hits[:1] and together.hits[0].passage == earlier.hits[0].passage
        return found if again else together  # what the part before finds anyway tells nothing of this one
    hits = _beyond(together, found, earlier)
    if asks_of_another(part.text, part.language):
        hits = _without_first(hits, together, earlier)
    return SearchResult(hits, max(together.answerable, found.answerable), together.floor)
