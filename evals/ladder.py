"""The ladder: the same questions put to plainer searches, to ours less one part, and to ours whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import Assistant
from corpus import Corpus
from evals.ablations import ABLATIONS, rebuilt
from evals.baselines import Finder, dense_alone, keywords_alone, plain_rag
from evals.bootstrap import Estimate, share
from evals.cases import Case
from evals.measuring import ALL
from evals.retrieval import DEPTH, retrieval_scores
from evals.scoring import gold_passages
from index import Progress

RULES = ("search_first", "search_three", "search_five")
RUNGS = ("plain_rag", "keywords_alone", "dense_alone", *ABLATIONS, "without_scope", "whole")


@dataclass(frozen=True)
class Rung:
    """One way to search: of all questions and of each language, how often the right text is first, among 3, among 5."""

    name: str
    figures: Mapping[str, Mapping[str, Estimate]]


def climb(assistant: Assistant, corpus: Corpus, cases: Sequence[Case], progress: Progress) -> tuple[Rung, ...]:
    """Every rung of the ladder, plainest first, on the cases that have an answer and need no context.

    `corpus` is the whole one, with its question bank, which an index does not keep. Each search is told the question's
    language. `progress` is called with the rung's name, questions done and how many there are.
    """
    asked = [case for case in cases if case.outcome == "answered" and not case.before]
    gold = {case.id: gold_passages(case, corpus) for case in asked}
    return tuple(
        rung(name, finder, asked, progress) for name, finder in _finders(assistant, corpus, gold, asked, progress)
    )


def rung(name: str, finder: Finder, cases: Sequence[Case], progress: Progress) -> Rung:
    """The figures of one way to search."""
    ranked: dict[str, Sequence[str]] = {}
    for done, case in enumerate(cases, start=1):
        ranked[case.id] = finder.find(case)
        progress(name, done, len(cases))
    values = retrieval_scores(ranked, {case.id: finder.right(case) for case in cases})
    return Rung(name, {group: _shares(values, cases, group) for group in (ALL, "fr", "en")})


def _shares(values: Mapping[str, Mapping[str, float]], cases: Sequence[Case], group: str) -> Mapping[str, Estimate]:
    inside = [values[case.id] for case in cases if group in (ALL, case.language)]
    return {rule: found for rule in RULES if (found := share([value[rule] for value in inside])) is not None}


def _finders(
    assistant: Assistant,
    corpus: Corpus,
    gold: Mapping[str, frozenset[str]],
    cases: Sequence[Case],
    progress: Progress,
) -> Iterator[tuple[str, Finder]]:
    """Each way to search, made when its turn comes, so that one index at a time is held."""
    index = assistant.index.get()

    def right(case: Case) -> frozenset[str]:
        return gold[case.id]

    def embedded(done: int, total: int) -> None:
        progress("chunks", done, total)

    def searched(case: Case) -> list[str]:
        return [hit.passage.id for hit in index.search(case.question, case.spoken, DEPTH).hits]

    yield "plain_rag", plain_rag(corpus, index.embeddings, embedded)
    yield "keywords_alone", keywords_alone(corpus, right)
    yield "dense_alone", dense_alone(index, right)
    for name, change in ABLATIONS.items():
        with TemporaryDirectory() as aside:
            less = rebuilt(assistant, change(corpus), Path(aside) / "index", _building(name, cases, progress))
            yield name, Finder(_as_product(less), right)
    yield "without_scope", Finder(searched, right)
    yield "whole", Finder(_as_product(assistant), right)


def _as_product(assistant: Assistant) -> Callable[[Case], list[str]]:
    """The search as a reply makes it: from the documents that may answer."""
    return lambda case: [hit.passage.id for hit in assistant.search(case.question, case.spoken, DEPTH).hits]


def _building(name: str, cases: Sequence[Case], progress: Progress) -> Progress:
    """A build shows as its rung, begun: what it learns takes longer than its questions."""
    return lambda step, done, total: progress(name, 0, len(cases))
