"""How good one answer is; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant import Answer, Outcome
from corpus import Corpus, CorpusError, fold
from evals.cases import Case


class Grade(StrEnum):
    """What an answer is worth.

    Right: outcome, first cited passage, facts and language all are. Partial: not right, but an answer was wanted and
    given, in the right language, nothing forbidden is said, and a part of what was asked is there: an acceptable
    passage among those cited, or one of the facts. Wrong: all the rest.
    """

    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"


class Cause(StrEnum):
    """Why an answer is not right; the first that holds."""

    LANGUAGE = "language"
    REFUSED = "refused"  # what the documents hold
    INVENTED = "invented"  # answered what they do not hold
    PASSAGE = "passage"
    FACTS = "facts"
    OUTCOME = "outcome"  # any other, such as a greeting taken for a question


@dataclass(frozen=True)
class Seen:
    """What is seen beside the answer.

    `ranked` are the passages found, best first; `answerable` is the gate's probability, and `floor` the least it
    answers at (None for a follow-up, where the question alone tells nothing); `milliseconds` is the reply's time.
    """

    ranked: tuple[str, ...] = ()
    answerable: float | None = None
    floor: float | None = None
    milliseconds: float = 0.0


@dataclass(frozen=True)
class Score:
    """What one answer got right.

    `first` (the first passage cited is acceptable) and `three` (one of three cited or found is) are None where nothing
    should be found. `part`: an acceptable passage is cited or a fact stated, and nothing forbidden is said.
    """

    case: Case
    outcome: Outcome
    first: bool | None
    three: bool | None
    facts: bool
    part: bool
    language: bool
    text: str
    seen: Seen
    gold: frozenset[str]

    @property
    def outcome_right(self) -> bool:
        """Whether it was answered, refused or greeted as it should; the rules' verdict is an answer too."""
        by_rules = self.outcome in (Outcome.VERDICT, Outcome.CLARIFICATION) and self.case.outcome == "answered"
        declined = self.outcome is Outcome.DECLINED and self.case.outcome == "unanswered"  # off topic: refused too
        return by_rules or declined or self.outcome.value == self.case.outcome

    @property
    def refused(self) -> bool:
        """Whether it says that it does not answer."""
        return self.outcome in (Outcome.UNANSWERED, Outcome.DECLINED)

    @property
    def right(self) -> bool:
        """Whether everything was: outcome, passage, facts, language."""
        return self.outcome_right and self.first is not False and self.facts and self.language

    @property
    def grade(self) -> Grade:
        """Right, partial or wrong."""
        if self.right:
            return Grade.RIGHT
        wanted = self.case.outcome == "answered"
        return Grade.PARTIAL if wanted and self.outcome_right and self.language and self.part else Grade.WRONG

    @property
    def cause(self) -> Cause | None:
        """Why it is not right; None where it is."""
        if self.right:
            return None
        if not self.language:
            return Cause.LANGUAGE
        if not self.outcome_right:
            return self._wrong_outcome()
        return Cause.PASSAGE if self.first is False else Cause.FACTS

    def _wrong_outcome(self) -> Cause:
        if self.case.outcome == "answered" and self.refused:
            return Cause.REFUSED
        return Cause.INVENTED if self.case.outcome == "unanswered" else Cause.OUTCOME

    @property
    def words(self) -> int:
        """How long the answer is."""
        return len(self.text.split())


def gold_passages(case: Case, corpus: Corpus) -> frozenset[str]:
    """The ids of the passages that hold one of the case's gold spans; raises CorpusError when a span is nowhere."""
    found: set[str] = set()
    for span in case.gold:
        wanted = letters(span)
        holding = {
            passage.id
            for passage in corpus.passages
            if passage.document == case.document
            for document in [corpus.document(passage.document)]
            if document and wanted in letters(passage.renderings[document.language].text)
        }
        if not holding:
            raise CorpusError(f"case {case.id}", f"the gold words « {span[:60]} » stand in no passage")
        found |= holding
    return frozenset(found)


def score(case: Case, answer: Answer, seen: Seen, gold: frozenset[str]) -> Score:
    """One answer against its case; `gold` are the acceptable passages."""
    cited = [citation.passage for citation in answer.citations]
    expected = case.outcome == "answered"
    forbidden = any(_holds(answer.text, words) for words in case.must_not)
    stated = [states(answer.text, [wordings]) for wordings in case.must]
    return Score(
        case=case,
        outcome=answer.outcome,
        first=bool(cited) and cited[0] in gold if expected else None,
        three=bool(gold & {*cited[:3], *seen.ranked[:3]}) if expected else None,
        facts=all(stated) and not forbidden,
        part=not forbidden and (bool(gold.intersection(cited)) or any(stated)),
        language=answer.language is case.spoken,
        text=answer.text,
        seen=seen,
        gold=gold,
    )


def states(text: str, must: Sequence[Sequence[str]]) -> bool:
    """Whether a text holds one wording of each fact, without regard to case, accents and spaces.

    >>> states("jusqu'à 5 000 $", [["5000 $", "5,000"]])
    True
    """
    return all(any(_holds(text, wording) for wording in wordings) for wordings in must)


@lru_cache(maxsize=4096)  # every case compares its spans with the same passages
def letters(text: str) -> str:
    """A text's letters and digits, folded: what spans are compared by.

    >>> letters("L’été : 5 000 $")
    'lete5000'
    """
    return "".join(char for char in fold(text) if char.isalnum())


def _holds(text: str, words: str) -> bool:
    return "".join(fold(words).split()) in "".join(fold(text).split())
