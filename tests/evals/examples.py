"""Hand-made cases and scores, that tests of the measuring share."""

from dataclasses import replace

from assistant import Outcome
from evals import Case, Results, Score, results_of
from evals.bootstrap import Estimate
from evals.ladder import RUNGS, Rung
from evals.results import Made
from evals.scoring import Seen

MADE = Made(day="2026-11-21", corpus="abc123", index="2026-11-21T10:00:00+00:00", embedder="tiny")
GOLD = frozenset({"guide/pay"})


def a_case(**values: object) -> Case:
    """A question with an answer in the tiny guide; `values` replace its own."""
    given = {
        "id": "x-en-1",
        "language": "en",
        "kind": "direct",
        "question": "How often am I paid?",
        "document": "guide",
        "gold": ["toutes les deux semaines"],
        "must": [["two weeks"]],
        "must_not": [],
        "outcome": "answered",
    }
    return Case.model_validate({**given, **values})


def outside_case(**values: object) -> Case:
    """A question that no document answers."""
    given: dict[str, object] = {
        "gold": [],
        "must": [],
        "document": None,
        "outcome": "unanswered",
        "kind": "unanswerable",
    }
    return a_case(**{**given, **values})


def a_score(case: Case | None = None, **values: object) -> Score:
    """A right answer to it; `values` replace the score's own."""
    asked = case or a_case()
    wanted = asked.outcome == "answered"
    right = Score(
        case=asked,
        outcome=Outcome(asked.outcome),
        first=True if wanted else None,
        three=True if wanted else None,
        facts=True,
        part=wanted,
        language=True,
        text="Your employer pays you every two weeks.",
        seen=Seen(("guide/pay", "guide/permit"), 0.9 if wanted else 0.1, 0.5, 12.0),
        gold=GOLD if wanted else frozenset(),
    )
    return replace(right, **values)  # type: ignore[arg-type]


def some_scores() -> list[Score]:
    """Right and wrong, inside and outside, in both languages."""
    found = []
    for language in ("fr", "en"):
        asked = {"language": language}
        found += [
            a_score(a_case(id=f"a-{language}", **asked)),
            a_score(a_case(id=f"b-{language}", **asked), first=False, facts=False),
            a_score(
                a_case(id=f"c-{language}", **asked), outcome=Outcome.UNANSWERED, first=False, facts=False, part=False
            ),
            a_score(outside_case(id=f"d-{language}", **asked)),
            a_score(outside_case(id=f"e-{language}", **asked), outcome=Outcome.ANSWERED),
        ]
    return found


def some_results(scores: list[Score] | None = None) -> Results:
    """A full run over them, with a ladder of made-up figures."""
    figure = Estimate(0.5, 0.4, 0.6, 5)
    rules = {"search_first": figure, "search_three": figure, "search_five": figure}
    ladder = [Rung(name, {"all": rules, "fr": rules, "en": rules}) for name in RUNGS]
    return results_of(scores or some_scores(), ladder, MADE)
