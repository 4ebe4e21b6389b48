"""Right, partly right, wrong, and why."""

import pytest

from assistant import Answer, Citation, Outcome, Statement, StatementKind
from corpus import Language, Tier
from evals import Case
from evals.scoring import Cause, Grade, Seen, score
from tests.evals.examples import GOLD, a_case, outside_case

TWO_FACTS = [["two weeks"], ["employer"]]


def reply(text: str, cited: list[str], outcome: Outcome = Outcome.ANSWERED, language: str = "en") -> Answer:
    citations = tuple(
        Citation(
            document="guide",
            title="Guide",
            tier=Tier.PROGRAMME,
            section=(),
            passage=passage,
            quote="…",
            quote_language=Language.FRENCH,
            url="",
        )
        for passage in cited
    )
    said = Statement(
        kind=StatementKind.FACT if cited else StatementKind.GAP, text=text, citations=(0,) if cited else ()
    )
    return Answer(language=Language(language), outcome=outcome, text=text, statements=(said,), citations=citations)


@pytest.mark.parametrize(
    ("case", "answer", "grade", "cause"),
    [
        (a_case(), reply("Every two weeks.", ["guide/pay"]), Grade.RIGHT, None),
        # The right passage is cited, though not first.
        (a_case(), reply("Every month.", ["guide/permit", "guide/pay"]), Grade.PARTIAL, Cause.PASSAGE),
        # The right passage is first, the fact is not said.
        (a_case(), reply("Regularly.", ["guide/pay"]), Grade.PARTIAL, Cause.FACTS),
        # Another passage, and yet one of the facts.
        (a_case(must=TWO_FACTS), reply("Every two weeks.", ["guide/permit"]), Grade.PARTIAL, Cause.PASSAGE),
        # Neither passage nor fact.
        (a_case(must=TWO_FACTS), reply("A permit.", ["guide/permit"]), Grade.WRONG, Cause.PASSAGE),
        # What must not be said spoils the rest.
        (a_case(must_not=["month"]), reply("Two weeks, a month.", ["guide/pay"]), Grade.WRONG, Cause.FACTS),
        # In the other language.
        (a_case(), reply("Every two weeks.", ["guide/pay"], language="fr"), Grade.WRONG, Cause.LANGUAGE),
        # Refused what the documents hold.
        (a_case(), reply("I do not know.", [], Outcome.UNANSWERED), Grade.WRONG, Cause.REFUSED),
        (a_case(), reply("Hello!", [], Outcome.GREETING), Grade.WRONG, Cause.OUTCOME),
        # Nothing answers: to refuse is right, to answer is wrong, never in part.
        (outside_case(), reply("I do not know.", [], Outcome.UNANSWERED), Grade.RIGHT, None),
        (outside_case(), reply("Every two weeks.", ["guide/pay"]), Grade.WRONG, Cause.INVENTED),
        # The rules' verdict answers.
        (a_case(), reply("Two weeks.", ["guide/pay"], Outcome.VERDICT), Grade.RIGHT, None),
    ],
)
def test_the_grade_of_an_answer_and_its_cause(case: Case, answer: Answer, grade: Grade, cause: Cause | None) -> None:
    found = score(case, answer, Seen(), GOLD if case.gold else frozenset())
    assert (found.grade, found.cause) == (grade, cause)


def test_where_no_fact_must_be_said_the_passages_cited_tell_alone() -> None:
    none, second = (score(a_case(must=[]), reply("x", cited), Seen(), GOLD) for cited in (["a"], ["a", "guide/pay"]))
    assert (none.grade, second.grade) == (Grade.WRONG, Grade.PARTIAL)


def test_three_are_those_cited_or_found() -> None:
    found = score(a_case(), reply("x", ["guide/permit"]), Seen(("a", "b", "guide/pay")), GOLD)
    fourth = score(a_case(), reply("x", ["guide/permit"]), Seen(("a", "b", "c", "guide/pay")), GOLD)
    assert (found.first, found.three, fourth.three) == (False, True, False)


def test_the_length_of_an_answer_is_in_words() -> None:
    assert score(a_case(), reply("Every two\nweeks.", ["guide/pay"]), Seen(), GOLD).words == 3
