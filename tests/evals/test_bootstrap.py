"""Intervals: the same for the same cases, around the figure, and honest where there is nothing to resample."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.bootstrap import estimate, quantile, share, share_of

MIXED = [True] * 70 + [False] * 30


def test_the_same_cases_give_the_same_interval() -> None:
    assert share(MIXED) == share(MIXED)


def test_the_interval_of_a_share_is_about_that_of_the_binomial() -> None:
    found = share(MIXED)
    assert found is not None
    spread = 1.96 * np.sqrt(0.7 * 0.3 / 100)
    assert (found.value, found.cases) == (0.7, 100)
    assert found.low == pytest.approx(0.7 - spread, abs=0.02)
    assert found.high == pytest.approx(0.7 + spread, abs=0.02)


def test_more_cases_make_it_narrower() -> None:
    few, many = share(MIXED), share(MIXED * 9)
    assert few and many
    assert (many.high - many.low) * 2 < few.high - few.low


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_the_interval_holds_the_figure(values: list[float]) -> None:
    for found in (share(values), quantile(values, 0.5), quantile(values, 0.95)):
        assert found is not None and found.low <= found.value <= found.high


def test_no_case_gives_no_figure() -> None:
    assert share([]) is None
    assert quantile([], 0.5) is None
    assert share_of([], []) is None
    assert share_of([True, True], [False, False]) is None
    assert estimate(np.zeros((0, 1)), lambda rows: rows[:, :, 0].mean(axis=1)) is None


def test_where_all_agree_the_exact_bound_stands_in() -> None:
    all_right, none_right, one = share([True] * 59), share([False] * 59), share([True])
    assert all_right and none_right and one
    assert (all_right.value, all_right.high) == (1.0, 1.0)
    assert all_right.low == pytest.approx(0.025 ** (1 / 59))
    assert none_right.low == 0.0
    assert none_right.high == pytest.approx(1 - all_right.low)
    assert one.low == pytest.approx(0.025)


def test_a_share_of_some_counts_those_and_resamples_all() -> None:
    part, whole = [True, True, False, True, False], [True, True, True, False, False]
    found = share_of(part, whole)
    assert found is not None
    assert found.cases == 3
    assert found.value == pytest.approx(2 / 3)
    assert found.low < 2 / 3 < found.high


def test_a_share_of_some_where_all_agree_is_bounded_by_those() -> None:
    found = share_of([True] * 20 + [False] * 5, [True] * 20 + [False] * 5)
    assert found is not None and found.low == pytest.approx(0.025 ** (1 / 20))


def test_quantiles_of_times() -> None:
    median, slow = quantile([float(n) for n in range(101)], 0.5), quantile([float(n) for n in range(101)], 0.95)
    assert median and slow
    assert (median.value, slow.value) == (50.0, 95.0)
    assert 35 < median.low < 50 < median.high < 65
