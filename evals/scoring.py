"""How good one answer is, and how good all of them are; pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant import Answer, Outcome
from corpus import Corpus, CorpusError, Language, fold
from evals.cases import Case


@dataclass(frozen=True)
class Score:
    """What one answer got right; `first` and `three` are None where nothing should be found."""

    case: Case
    outcome: Outcome
    first: bool | None
    three: bool | None
    facts: bool
    language: bool
    found: tuple[str, ...]
    text: str

    @property
    def outcome_right(self) -> bool:
        """Whether it was answered, refused or greeted as it should; the rules' verdict is an answer too."""
        by_rules = self.outcome in (Outcome.VERDICT, Outcome.CLARIFICATION) and self.case.outcome == "answered"
        return by_rules or self.outcome.value == self.case.outcome

    @property
    def right(self) -> bool:
        """Whether everything was: outcome, passage, facts, language."""
        return self.outcome_right and self.first is not False and self.facts and self.language


@dataclass(frozen=True)
class Figures:
    """Shares between 0 and 1 over some cases; `cases` says over how many."""

    cases: int
    first: float
    three: float
    answered: float
    right: float
    refused: float


def gold_passages(case: Case, corpus: Corpus) -> frozenset[str]:
    """The ids of the passages that hold one of the case's gold spans; raises CorpusError when a span is nowhere."""
    found: set[str] = set()
    for span in case.gold:
        wanted = _letters(span)
        holding = {
            passage.id
            for passage in corpus.passages
            if passage.document == case.document
            for document in [corpus.document(passage.document)]
            if document and wanted in _letters(passage.renderings[document.language].text)
        }
        if not holding:
            raise CorpusError(f"case {case.id}", f"the gold words « {span[:60]} » stand in no passage")
        found |= holding
    return frozenset(found)


def score(case: Case, answer: Answer, hits: Sequence[str], gold: frozenset[str]) -> Score:
    """One answer against its case; `hits` are the passages that the search put first, in order."""
    cited = [citation.passage for citation in answer.citations]
    expected = case.outcome == "answered"
    return Score(
        case=case,
        outcome=answer.outcome,
        first=bool(cited) and cited[0] in gold if expected else None,
        three=bool(gold & {*cited[:3], *hits[:3]}) if expected else None,
        facts=states(answer.text, case.must) and not any(_holds(answer.text, words) for words in case.must_not),
        language=answer.language is case.spoken,
        found=tuple(hits[:3]),
        text=answer.text,
    )


def states(text: str, must: Sequence[Sequence[str]]) -> bool:
    """Whether a text holds one wording of each fact, without regard to case, accents and spaces.

    >>> states("jusqu'à 5 000 $", [["5000 $", "5,000"]])
    True
    """
    return all(any(_holds(text, wording) for wording in wordings) for wordings in must)


def figures(scores: Sequence[Score]) -> Figures:
    """The shares over scores; a share over no case is 1."""
    asked = [found for found in scores if found.case.outcome == "answered"]
    outside = [found for found in scores if found.case.outcome == "unanswered"]
    return Figures(
        cases=len(scores),
        first=share([bool(found.first) for found in asked]),
        three=share([bool(found.three) for found in asked]),
        answered=share([found.outcome is Outcome.ANSWERED for found in asked]),
        right=share([found.right for found in scores]),
        refused=share([found.outcome_right for found in outside]),
    )


def by_group(scores: Sequence[Score]) -> Mapping[str, Figures]:
    """The figures of each language, of the guide and the reports in each, and of each kind of question."""
    groups: dict[str, list[Score]] = {}
    for found in scores:
        language = Language(found.case.language).value
        groups.setdefault(language, []).append(found)
        if found.case.document:
            part = "guide" if found.case.document == "student-guide" else "reports"
            groups.setdefault(f"{language} {part}", []).append(found)
        groups.setdefault(f"kind: {found.case.kind}", []).append(found)
    return {name: figures(groups[name]) for name in sorted(groups)}


def share(values: Sequence[bool]) -> float:
    """The part of them that holds; 1 for none at all."""
    return sum(values) / len(values) if values else 1.0


def _holds(text: str, words: str) -> bool:
    return "".join(fold(words).split()) in "".join(fold(text).split())


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
