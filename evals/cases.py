"""The held-out questions: written by someone who has read the documents and not the question bank."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from corpus import Language, ListedModel, read_lists

_FOLDER = Path(__file__).parent / "cases"
_OTHER = ("attacks", "eligibility-", "mails", "never-said")  # how the files of other kinds of cases begin
CASES = tuple(path for path in sorted(_FOLDER.glob("*.yaml")) if not path.name.startswith(_OTHER))


class Case(ListedModel):
    """One question and what a right answer is.

    `gold`: words of the original, each inside an acceptable passage. `must`: facts the answer states, each as a list
    of wordings of which one must stand in it. `must_not`: words that a right answer does not hold. `before`: what was
    asked before it in the same conversation.
    """

    language: Literal["fr", "en"]
    kind: str
    before: list[str] = []
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


def read_cases(paths: Sequence[Path] = CASES) -> tuple[Case, ...]:
    """The cases of the files; raises CorpusError for an unknown key or an id that stands twice, in one or in two."""
    return tuple(case for _, case in read_lists(paths, Case))
