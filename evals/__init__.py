"""How good are the answers: cases, scoring, report. This is the room's door."""

from evals.bench import Bench, bench, serve_command
from evals.cases import CASES, Case, read_cases
from evals.run import run, write_run
from evals.scoring import Figures, Score, by_group

__all__ = [
    "CASES",
    "Bench",
    "Case",
    "Figures",
    "Score",
    "bench",
    "by_group",
    "read_cases",
    "run",
    "serve_command",
    "write_run",
]
