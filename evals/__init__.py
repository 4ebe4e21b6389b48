"""How good are the answers: cases, scoring, report. This is the room's door."""

from evals.cases import CASES, Case, read_cases
from evals.eligibility import (
    SITUATIONS,
    SituationCase,
    SituationFigures,
    SituationScore,
    by_situation,
    read_situations,
    run_situations,
)
from evals.run import run, write_run, write_situations
from evals.scoring import Figures, Score, by_group
from evals.speed.errors import BenchError, require_bench_tools
from evals.speed.folder import write_bench
from evals.speed.goals import Goal, scaling_goals, speed_goals
from evals.speed.load import Load
from evals.speed.measuring import Speed, measure
from evals.speed.memory import Memory
from evals.speed.plot import scaling_plot
from evals.speed.scaling import SIZES, Scaling, Size, scale
from evals.speed.timing import Timing

__all__ = [
    "CASES",
    "SITUATIONS",
    "SIZES",
    "BenchError",
    "Case",
    "Figures",
    "Goal",
    "Load",
    "Memory",
    "Scaling",
    "Score",
    "SituationCase",
    "SituationFigures",
    "SituationScore",
    "Size",
    "Speed",
    "Timing",
    "by_group",
    "by_situation",
    "measure",
    "read_cases",
    "read_situations",
    "require_bench_tools",
    "run",
    "run_situations",
    "scale",
    "scaling_goals",
    "scaling_plot",
    "speed_goals",
    "write_bench",
    "write_run",
    "write_situations",
]
