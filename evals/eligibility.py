"""The held-out conversations on eligibility: what the rules must conclude, and how often they did."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from assistant import Answer, Assistant, Fact, Message, StatementKind
from corpus import CorpusError, ListedModel, read_lists

SITUATIONS = tuple(sorted((Path(__file__).parent / "cases").glob("eligibility-*.yaml")))

Verdict = Literal["criterion_not_met", "ask_the_team", "more_information_needed", "no_obstacle_found", "none"]
Told = bool | Literal["unclear"]


class SituationCase(ListedModel):
    """One conversation, and what must stand after its last message.

    `verdict` is "none" where the rules have nothing to conclude; `subject` is null there. `facts` are those stated.
    """

    id: Annotated[str, StringConstraints(pattern=r"-[0-9]+$")]
    language: Literal["fr", "en"]
    messages: Annotated[list[str], Field(min_length=1)]
    verdict: Verdict
    subject: Literal["speaker", "candidate"] | None
    facts: dict[Annotated[Fact, BeforeValidator(Fact)], Told]
    why: str

    @property
    def half(self) -> Literal["odd", "even"]:
        """By the id's number: the reader is improved on the odd half, the even one tells how well that carries."""
        return "odd" if int(self.id.rpartition("-")[2]) % 2 else "even"


@dataclass(frozen=True)
class SituationScore:
    """What one conversation came to.

    `subject` and `facts` are None where no verdict is expected, `reserve` where the rules did not run. `wrong_facts`
    holds each stated fact that was understood otherwise: what was told, what was understood (None for nothing).
    """

    case: SituationCase
    verdict: Verdict
    subject: bool | None
    wrong_facts: Mapping[str, tuple[Told, Told | None]]
    reserve: bool | None
    conversation: str
    text: str

    @property
    def exact(self) -> bool:
        """Whether the verdict is the expected one."""
        return self.verdict == self.case.verdict

    @property
    def facts(self) -> bool | None:
        """Whether every stated fact was understood."""
        return None if self.case.verdict == "none" else not self.wrong_facts and self.verdict != "none"

    @property
    def false_hope(self) -> bool:
        """Whether no obstacle was found where there is one, or where it cannot be known."""
        return self.verdict == "no_obstacle_found" and not self.exact

    @property
    def false_bar(self) -> bool:
        """Whether a criterion was said not to be met where that does not follow."""
        return self.verdict == "criterion_not_met" and not self.exact

    @property
    def right(self) -> bool:
        """Whether everything was: verdict, subject, facts, reserve."""
        return self.exact and not any(part is False for part in (self.subject, self.facts, self.reserve))


@dataclass(frozen=True)
class SituationFigures:
    """Shares between 0 and 1 over some cases, each over those it can be judged on; false hopes and bars are counted."""

    cases: int
    exact: float
    subject: float
    facts: float
    reserve: float
    right: float
    false_hopes: int
    false_bars: int


def read_situations(paths: Sequence[Path] = SITUATIONS) -> tuple[SituationCase, ...]:
    """The cases of all files; raises CorpusError for an unknown key or fact, or an id that stands twice."""
    found: list[SituationCase] = []
    for path, case in read_lists(paths, SituationCase):
        if (case.subject is None) != (case.verdict == "none"):
            raise CorpusError(path, f"'{case.id}': the subject is null where the verdict is none, and only there")
        found.append(case)
    return tuple(found)


def run_situations(
    assistant: Assistant, cases: Sequence[SituationCase], progress: Callable[[int, int], None]
) -> list[SituationScore]:
    """The score of each case; each is a conversation of its own, said turn by turn, in no stated language."""
    scores = []
    for number, case in enumerate(cases, start=1):
        conversation = None
        for text in case.messages:
            answer = assistant.reply(Message(text, conversation, channel="eval"))
            conversation = answer.conversation_id
        scores.append(score_situation(case, answer))
        progress(number, len(cases))
    return scores


def score_situation(case: SituationCase, answer: Answer) -> SituationScore:
    """The last answer of a conversation against its case."""
    found, expected = answer.eligibility, case.verdict != "none"
    understood = found.facts if found else {}
    wrong = {fact.value: (told, understood.get(fact)) for fact, told in case.facts.items()}
    return SituationScore(
        case=case,
        verdict=found.verdict if found else "none",
        subject=(found is not None and found.subject == case.subject) if expected else None,
        wrong_facts={fact: pair for fact, pair in wrong.items() if pair[0] != pair[1]} if expected else {},
        reserve=any(said.kind is StatementKind.RESERVE for said in answer.statements) if found else None,
        conversation=answer.conversation_id,
        text=answer.text,
    )


def situation_figures(scores: Sequence[SituationScore]) -> SituationFigures:
    """The shares over scores; a share over no case is 1."""
    return SituationFigures(
        cases=len(scores),
        exact=_share([found.exact for found in scores]),
        subject=_share([found.subject for found in scores if found.subject is not None]),
        facts=_share([found.facts for found in scores if found.facts is not None]),
        reserve=_share([found.reserve for found in scores if found.reserve is not None]),
        right=_share([found.right for found in scores]),
        false_hopes=sum(found.false_hope for found in scores),
        false_bars=sum(found.false_bar for found in scores),
    )


def by_situation(scores: Sequence[SituationScore]) -> Mapping[str, SituationFigures]:
    """The figures of each language, of its two halves, and of each verdict expected in it."""
    groups: dict[str, list[SituationScore]] = {}
    for found in scores:
        for name in _groups(found.case):
            groups.setdefault(name, []).append(found)
    return {name: situation_figures(groups[name]) for name in sorted(groups)}


def _groups(case: SituationCase) -> Iterator[str]:
    yield case.language
    yield f"{case.language} {case.half}"
    yield f"{case.language}: {case.verdict}"


def _share(values: Sequence[bool]) -> float:
    """The part of them that holds; 1 for none at all."""
    return sum(values) / len(values) if values else 1.0
