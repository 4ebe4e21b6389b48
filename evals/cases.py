"""The held-out questions: written by someone who has read the documents and not the question bank."""

from pathlib import Path
from typing import Literal

from corpus import CorpusError, Language, StrictModel, read_yaml, validated

CASES = Path(__file__).parent / "cases" / "questions.yaml"


class Case(StrictModel):
    """One question and what a right answer is.

    `gold`: words of the original, each inside an acceptable passage. `must`: facts the answer states, each as a list
    of wordings of which one must stand in it. `must_not`: words that a right answer does not hold.
    """

    id: str
    language: Literal["fr", "en"]
    kind: str
    question: str
    document: str | None
    gold: list[str]
    must: list[list[str]]
    must_not: list[str]
    outcome: Literal["answered", "unanswered", "greeting"]

    @property
    def spoken(self) -> Language:
        """The question's language."""
        return Language(self.language)


def read_cases(path: Path = CASES) -> list[Case]:
    """The cases of a file; raises CorpusError for an unknown key or an id that stands twice."""
    data = read_yaml(path)
    if not isinstance(data, list):
        raise CorpusError(path, "the file must be a list of cases")
    cases = [validated(path, entry, Case, f"case {number}") for number, entry in enumerate(data, start=1)]
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise CorpusError(path, f"the id '{case.id}' stands twice; give each case its own")
        seen.add(case.id)
    return cases
