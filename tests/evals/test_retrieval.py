"""The measures of ranking, against figures worked out by hand."""

import math

import pytest

from evals.retrieval import MEASURES, retrieval_scores


def test_two_right_passages_first_and_third() -> None:
    found = retrieval_scores({"q": ["a", "x", "b"]}, {"q": frozenset({"a", "b"})})["q"]
    ideal = 1 + 1 / math.log2(3)
    assert found == {
        "search_first": 1.0,
        "search_three": 1.0,
        "search_five": 1.0,
        "recall_three": 1.0,
        "recall_five": 1.0,
        "ndcg_ten": pytest.approx((1 + 1 / math.log2(4)) / ideal),
    }


def test_one_of_two_right_passages_fourth() -> None:
    found = retrieval_scores({"q": ["x", "y", "z", "a"]}, {"q": frozenset({"a", "b"})})["q"]
    assert (found["search_first"], found["search_three"], found["search_five"]) == (0.0, 0.0, 1.0)
    assert (found["recall_three"], found["recall_five"]) == (0.0, 0.5)
    assert found["ndcg_ten"] == pytest.approx((1 / math.log2(5)) / (1 + 1 / math.log2(3)))


@pytest.mark.parametrize(("ranked", "gold"), [([], {"a"}), (["a"], set()), ([], set())])
def test_nothing_found_or_nothing_to_find_is_nought(ranked: list[str], gold: set[str]) -> None:
    found = retrieval_scores({"q": ranked, "other": ["a"]}, {"q": frozenset(gold), "other": frozenset({"a"})})
    assert found["q"] == dict.fromkeys(MEASURES, 0.0)
    assert found["other"] == dict.fromkeys(MEASURES, 1.0)


def test_the_order_given_is_the_order_judged() -> None:
    """Keys that sort otherwise than they are ranked: a tool that broke ties by key would judge another order."""
    found = retrieval_scores({"q": ["z", "m", "a"]}, {"q": frozenset({"z"})})["q"]
    assert found["search_first"] == 1.0
