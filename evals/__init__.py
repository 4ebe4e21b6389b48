"""How good are the answers: cases, scoring, figures, report. This is the room's door."""

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
from evals.errors import EvalsError
from evals.folder import write_run, write_situations
from evals.gate import check_floors
from evals.ladder import Rung, climb
from evals.readme_table import write_readme
from evals.record import RECORD, read_record, record_of, write_record
from evals.report_sections import shown_tables
from evals.report_tables import Table as ShownTable
from evals.results import Results, made_with, results_of
from evals.run import run
from evals.scoring import Score
from evals.tools import require_tools
from evals.wording import words

__all__ = [
    "CASES",
    "RECORD",
    "SITUATIONS",
    "Bench",
    "Case",
    "EvalsError",
    "Results",
    "Rung",
    "ShownTable",
    "Score",
    "SituationCase",
    "SituationFigures",
    "SituationScore",
    "bench",
    "by_situation",
    "check_floors",
    "climb",
    "made_with",
    "read_cases",
    "read_record",
    "read_situations",
    "record_of",
    "require_tools",
    "results_of",
    "run",
    "run_situations",
    "serve_command",
    "shown_tables",
    "words",
    "write_readme",
    "write_record",
    "write_run",
    "write_situations",
]
