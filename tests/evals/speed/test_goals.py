from dataclasses import replace

import pytest

from evals.speed.goals import Goal, scaling_goals, speed_goals
from evals.speed.load import Load
from evals.speed.measuring import Speed
from evals.speed.scaling import Built, Scaling, Searched, Size, slope
from evals.speed.timing import Timing, timing

BARE = Timing(10.0, 20.0)
SPEED = Speed(
    alone={"reply": Timing(25.0, 60.0), "bare": BARE, "onnx": BARE, "plain": BARE},
    http=(Load(1, 30.0, BARE), Load(8, 90.0, BARE)),
    bare=(Load(1, 100.0, BARE), Load(8, 100.0, BARE)),
    ready=1.5,
    memory=None,
    building=None,
)


def size(passages: int, p95: float = 10.0) -> Size:
    few = Timing(5.0, 6.0)
    return Size(passages, Built(passages, 1.0, 2.0, 3.0), Searched(1.0, 1.0, Timing(5.0, p95), few, few, 1.0))


def test_the_service_s_goals_are_ratios_to_the_bare_embedder() -> None:
    found = {(goal.kind, goal.number): (goal.found, goal.met) for goal in speed_goals(SPEED)}
    assert found == {
        ("ready", 0): (1.5, True),
        ("reply", 0): (2.5, True),
        ("throughput", 1): (0.3, False),
        ("throughput", 8): (0.9, True),
    }


@pytest.mark.parametrize(("ready", "median", "met"), [(2.0, 30.0, True), (2.1, 30.0, False), (2.0, 30.1, False)])
def test_a_goal_is_met_at_its_limit_and_not_beyond(ready: float, median: float, met: bool) -> None:
    slow = replace(SPEED, ready=ready, alone={**SPEED.alone, "reply": Timing(median, 60.0)})
    assert all(goal.met for goal in speed_goals(slow)[:2]) is met


def test_a_ratio_is_what_was_found_against_the_limit() -> None:
    assert Goal("search", 1, 30.0, 15.0).ratio == 2.0
    assert Goal("throughput", 1, 0.5, 0.5, least=True).met


@pytest.mark.parametrize(
    ("p95", "time", "memory", "met"), [(15.0, 1.1, 1.0, [True] * 3), (16.0, 1.2, 1.3, [False] * 3)]
)
def test_a_search_of_the_largest_corpus_and_linear_growth_are_goals(
    p95: float, time: float, memory: float, met: list[bool]
) -> None:
    goals = scaling_goals(Scaling((size(1_000), size(100_000, p95)), time, memory))
    assert [goal.kind for goal in goals] == ["search", "build_time", "build_memory"]
    assert [goal.met for goal in goals] == met


def test_what_was_not_measured_is_no_goal() -> None:
    assert [goal.kind for goal in scaling_goals(Scaling((size(1_000),), 1.0, None))] == ["build_time"]


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0])
def test_the_slope_is_the_exponent(exponent: float) -> None:
    sizes = [1_000, 10_000, 100_000]
    assert slope(sizes, [3 * size**exponent for size in sizes]) == pytest.approx(exponent)


def test_a_timing_is_the_median_and_the_95th_percentile() -> None:
    assert timing([float(value) for value in range(101)]) == Timing(50.0, 95.0)
