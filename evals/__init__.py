"""How good are the answers: cases, scoring, report. This is the room's door."""

from evals.bench import Bench, bench, serve_command
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

__all__ = [
    "CASES",
    "SITUATIONS",
    "Bench",
    "Case",
    "Figures",
    "Score",
    "SituationCase",
    "SituationFigures",
    "SituationScore",
    "bench",
    "by_group",
    "by_situation",
    "read_cases",
    "read_situations",
    "run",
    "run_situations",
    "serve_command",
    "write_run",
    "write_situations",
]
