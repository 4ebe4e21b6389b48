"""Step: one question searched in the documents that may answer it."""

from dataclasses import replace

from assistant.query import Query, read_query
from assistant.routing import Scope, without_attribution
from corpus import Language, Tier
from index import Hit, SearchIndex, SearchResult

LIMIT = 8
"""Hits of a search that are kept."""

MANY = 20
"""Hits of two searches that are weighed together."""

SURE = 0.5
"""A passage found with this probability was asked for."""

HARDLY = 0.12
"""Below this the best passage is a guess, even where the documents surely answer."""

_LEAST_WEIGHT = 0.01  # of a search that finds no answer likely, beside another
_ENOUGH = 4  # words that a question needs beside the report's name


def search_in_scope(index: SearchIndex, text: str, language: Language, limit: int = LIMIT) -> SearchResult:
    """The passages for one question, from the documents that may answer it."""
    return search(index, read_query(index, text, language), limit)


def search(index: SearchIndex, query: Query, limit: int = LIMIT) -> SearchResult:
    """The passages for one question, from the documents that may answer it, best first."""
    if query.scope is Scope.NAMED:
        return _search_named(index, query, limit)
    anywhere = query.scope is Scope.ANY
    found = index.search(query.text, query.language, limit, None if anywhere else query.documents)
    if not anywhere or not query.personal or not found.hits or tier_of(index, found.hits[0]) is Tier.PROGRAMME:
        return found
    # The speaker's own situation is the program's business: a report must not answer it in the guide's place.
    theirs = [hit.score for hit in found.hits if tier_of(index, hit) is Tier.PROGRAMME]
    if found.hits[0].score >= SURE and max(theirs, default=0.0) < HARDLY:
        return found  # … unless the guide says nothing of it
    guides = [document.id for document in index.corpus.documents if document.tier is Tier.PROGRAMME]
    return index.search(query.text, query.language, limit, guides)


def _search_named(index: SearchIndex, query: Query, limit: int) -> SearchResult:
    """The passages of the reports that a question names, found by its other words where there are enough."""
    found = [index.search(query.text, query.language, MANY, query.documents)]
    asked = without_attribution(query.text)
    if len(asked.split()) >= _ENOUGH:
        found.append(index.search(asked, query.language, MANY, query.documents))
    best = blended(*found) if len(found) > 1 else found[0]
    if best.confident:
        return best
    return index.search(query.text, query.language, limit)  # else the name was said in passing


def blended(whole: SearchResult, part: SearchResult) -> SearchResult:
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
    return SearchResult(tuple(ranked[:LIMIT]), surer.answerable, whole.floor, surer.gate)


def tier_of(index: SearchIndex, hit: Hit) -> Tier:
    """The tier of the document that a hit is of."""
    document = index.corpus.document(hit.passage.document)
    return document.tier if document else Tier.REPORT
