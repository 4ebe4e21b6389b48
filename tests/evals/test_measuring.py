"""Figures over scores: what each counts, over which cases; the gap of pairs; the gate's calibration."""

import pytest

from assistant import Outcome
from evals.calibration import bins, calibrate
from evals.measuring import METRICS, figures_of, judge, kind_group, measure
from evals.pairs import Pair, gaps, pairs_of
from evals.scoring import Seen
from tests.evals.examples import a_case, a_score, outside_case, some_scores


def test_the_grades_share_out_the_cases() -> None:
    figures = measure(judge(some_scores()))["all"]
    assert [figures[name].value for name in ("right", "partial", "wrong")] == [0.4, 0.2, 0.4]
    assert figures["right"].cases == 10


def test_refusals_are_judged_by_precision_and_recall() -> None:
    figures = measure(judge(some_scores()))["fr"]
    assert (figures["refusal_precision"].value, figures["refusal_precision"].cases) == (0.5, 2)
    assert (figures["refusal_recall"].value, figures["refusal_recall"].cases) == (0.5, 2)


def test_cases_are_grouped_by_language_document_and_kind() -> None:
    guide = a_score(a_case(id="g", document="student-guide"))
    report = a_score(a_case(id="r", document="bher-sme", language="fr"))
    assert set(measure(judge([guide, report]))) == {
        "all",
        "en",
        "fr",
        "en guide",
        "fr reports",
        kind_group("en", "direct"),
        kind_group("fr", "direct"),
    }


def test_a_follow_up_is_judged_by_its_answer_and_not_by_the_search() -> None:
    follow = a_score(a_case(id="f", before=["Who pays me?"]), seen=Seen(("guide/permit",)))
    alone = a_score(a_case(id="a"))
    figures = figures_of(judge([follow, alone]))
    assert (figures["cited_first"].cases, figures["search_first"].cases) == (2, 1)
    assert figures["search_first"].value == 1.0


def test_where_nothing_should_be_found_there_is_no_figure_of_the_search() -> None:
    figures = figures_of(judge([a_score(outside_case())]))
    assert "search_first" not in figures and "cited_first" not in figures and "words" not in figures
    assert figures["refusal_recall"].value == 1.0
    assert set(figures) < set(METRICS)


def test_the_length_is_that_of_answers_and_the_time_that_of_all() -> None:
    slow = a_score(outside_case(), text="no", seen=Seen(milliseconds=100.0))
    figures = figures_of(judge([a_score(), slow]))
    assert figures["words"].value == 7
    assert figures["time_median"].value == pytest.approx(56.0)


def test_a_pair_is_the_same_passages_and_the_same_kind() -> None:
    french = {"language": "fr"}
    scores = [
        a_score(a_case(id="1", **french), first=False),
        a_score(a_case(id="2", **french)),
        a_score(a_case(id="3")),
        a_score(a_case(id="4", kind="sms")),  # in English only
        a_score(a_case(id="5", kind="typo", **french)),  # in French only
    ]
    assert pairs_of(judge(scores), "cited_first") == [Pair(french=0.5, english=1.0)]


def test_the_gap_is_french_less_english_over_the_pairs() -> None:
    scores = [a_score(a_case(id=f"{n}-en", kind=f"k{n}")) for n in range(4)]
    scores += [a_score(a_case(id=f"{n}-fr", kind=f"k{n}", language="fr"), first=n > 0) for n in range(4)]
    found = gaps(judge(scores))
    assert (found["cited_first"].value, found["cited_first"].cases) == (-0.25, 4)
    assert found["cited_first"].low < -0.25 < found["cited_first"].high
    assert found["search_first"].value == 0.0
    assert gaps(judge([a_score()])) == {}


def test_bins_are_tenths_and_only_those_with_cases() -> None:
    found = bins([0.05, 0.05, 0.95, 1.0], [False, True, True, True])
    assert [(part.start, part.end, part.answered.value, part.answered.cases) for part in found] == [
        (0.0, 0.1, 0.5, 2),
        (0.9, 1.0, 1.0, 2),
    ]
    assert found[1].mean == pytest.approx(0.975)


def test_the_floor_is_judged_by_what_it_keeps_out() -> None:
    scores = [
        a_score(a_case(id="a"), seen=Seen(answerable=0.9, floor=0.3)),
        a_score(a_case(id="b"), seen=Seen(answerable=0.2, floor=0.3)),
        a_score(outside_case(id="c"), seen=Seen(answerable=0.1, floor=0.3)),
        a_score(outside_case(id="d"), seen=Seen(answerable=0.4, floor=0.3)),
        a_score(a_case(id="follow-up"), seen=Seen()),
        a_score(outside_case(id="hello", outcome="greeting"), outcome=Outcome.GREETING),
    ]
    found = calibrate(scores)
    assert found is not None and found.precision and found.recall
    assert (found.floor, found.precision.value, found.recall.value) == (0.3, 0.5, 0.5)
    assert sum(part.answered.cases for part in found.bins) == 4
    assert calibrate([a_score(seen=Seen())]) is None
