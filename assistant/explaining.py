"""Why a search found what it found: what was searched, and how much each signal weighed (for staff)."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.query import read_query
from assistant.routing import Scope
from assistant.searching import search
from corpus import Language
from index import Concepts, Hit, Logistic, SearchIndex, SearchResult


@dataclass(frozen=True)
class Weighed:
    """A hit, and what each signal adds to the logarithm of its odds, the largest first."""

    hit: Hit
    parts: Mapping[str, float]


@dataclass(frozen=True)
class Explanation:
    """A search laid open.

    `asked` is the question with its slips mended, `concepts` the glossary's terms in it, `documents` those that may
    answer. `gate` is what each signal adds to the logarithm of the odds that the documents answer, `gate_bias` and
    `rank_bias` where they start from.
    """

    asked: str
    language: Language
    scope: Scope
    documents: tuple[str, ...]
    concepts: tuple[str, ...]
    result: SearchResult
    hits: tuple[Weighed, ...]
    rank_bias: float
    gate: Mapping[str, float]
    gate_bias: float


def explain_search(index: SearchIndex, question: str, language: Language, limit: int) -> Explanation:
    """The search for one question, with the weight of each signal."""
    query = read_query(index, question, language)
    result = search(index, query, limit)
    rank, gate = index.fusion.rank, index.fusion.gate
    return Explanation(
        asked=query.text,
        language=language,
        scope=query.scope,
        documents=tuple(query.documents),
        concepts=tuple(Concepts(index.corpus.glossary).find(query.text)),
        result=result,
        hits=tuple(Weighed(hit, _parts(rank, hit.found)) for hit in result.hits),
        rank_bias=rank.bias,
        gate=_parts(gate, result.gate),
        gate_bias=gate.bias,
    )


def _parts(model: Logistic, signals: Mapping[str, float]) -> dict[str, float]:
    """Each signal times its weight, the largest first."""
    parts = {name: weight * signals[name] for name, weight in model.weights.items() if name in signals}
    return dict(sorted(parts.items(), key=lambda part: -abs(part[1])))
