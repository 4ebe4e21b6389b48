"""A guided interview on eligibility: one question at a time, until nothing is left that is worth asking."""

from dataclasses import dataclass, field
from datetime import date

from rich.console import Console

from assistant import Answer, Assistant, Fact, FactQuestion, Subject, Truth, rulebook, truth_of
from bots.labels import labels
from corpus import Language, fold

_YES = frozenset(("oui", "o", "yes", "y"))
_NO = frozenset(("non", "n", "no"))
_UNKNOWN = frozenset(("", "?", "je ne sais pas", "i don't know"))


@dataclass
class _Told:
    """What the person answered so far, and what they did not know."""

    facts: dict[Fact, Truth] = field(default_factory=dict)
    not_known: set[Fact] = field(default_factory=set)


def interview(
    console: Console, assistant: Assistant, language: Language, subject: Subject, on: date | None = None
) -> Answer:
    """Ask, then the verdict on what was told; the end of the input ends the questions.

    Raises FactsRefused when no rule is in force that day.
    """
    words, told = labels("command"), _Told()
    answer = assistant.decide(told.facts, language, subject, on)
    console.print(words["interview_welcome"].say(language))
    try:
        while (question := _next(answer, told)) is not None:
            fact, value = Fact(question.fact), _ask(console, question, language)
            if value is Truth.UNKNOWN:
                told.not_known.add(fact)
            else:
                told.facts = rulebook().settled(told.facts, fact, value)
            answer = assistant.decide(told.facts, language, subject, on, told.not_known)
    except (EOFError, KeyboardInterrupt):
        console.print("\n" + words["interview_ended"].say(language))
    console.print()
    return assistant.decide(told.facts, language, subject, on, asked=tuple(Fact))


def _next(answer: Answer, told: _Told) -> FactQuestion | None:
    """The question to ask; none where one comes back that the person did not know (which status is current)."""
    question = answer.eligibility.question if answer.eligibility else None
    return None if question is None or Fact(question.fact) in told.not_known else question


def _ask(console: Console, question: FactQuestion, language: Language) -> Truth:
    """The truth that the person's answer makes; asked again until it can be read."""
    words = labels("command")
    console.print(f"\n{question.text}", style="bold", markup=False)
    for number, choice in enumerate(question.choices, start=1):
        console.print(f"  {number}. {choice.label}", markup=False)
    while True:
        said = console.input("> ")
        found = _read(said, question)
        if found is not None:
            return found
        console.print(words["interview_unread"].say(language, count=len(question.choices)), markup=False)


def _read(said: str, question: FactQuestion) -> Truth | None:
    """What an answer means: a number, a choice's words, yes or no where the question takes them; None if unreadable."""
    text = fold(said).strip(" .!")
    if text in _UNKNOWN:
        return Truth.UNKNOWN
    for number, choice in enumerate(question.choices, start=1):
        label = fold(choice.label)
        same = next((group for group in (_YES, _NO) if label in group), frozenset((label,)))
        if text == str(number) or text in same:
            return truth_of(choice.value)
    return None
