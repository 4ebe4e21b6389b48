"""How good are the answers: cases, scoring, figures, report. This is the room's door."""

from evals.attacks import (
    ATTACKS,
    AttackCase,
    AttackFigures,
    AttackScore,
    by_attack,
    read_attacks,
    run_attacks,
)
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
from evals.folder import write_attacks, write_run, write_situations
from evals.gate import check_floors
from evals.ladder import Rung, climb
from evals.readme_table import write_readme
from evals.record import RECORD, read_record, record_of, write_record
from evals.report_sections import shown_tables
from evals.report_tables import Table as ShownTable
from evals.results import Results, made_with, results_of
from evals.run import run
from evals.scoring import Score
from evals.speed.folder import write_bench
from evals.speed.goals import Goal, scaling_goals, speed_goals
from evals.speed.load import Load
from evals.speed.measuring import Speed, measure
from evals.speed.memory import Memory
from evals.speed.plot import scaling_plot
from evals.speed.scaling import SIZES, Scaling, Size, scale
from evals.speed.timing import Timing
from evals.tools import require_bench_tools, require_tools
from evals.typography import number, percent
from evals.wording import words

__all__ = [
    "ATTACKS",
    "CASES",
    "RECORD",
    "SITUATIONS",
    "SIZES",
    "AttackCase",
    "AttackFigures",
    "AttackScore",
    "Case",
    "EvalsError",
    "Goal",
    "Load",
    "Memory",
    "Results",
    "Rung",
    "Scaling",
    "Score",
    "ShownTable",
    "SituationCase",
    "SituationFigures",
    "SituationScore",
    "Size",
    "Speed",
    "Timing",
    "by_attack",
    "by_situation",
    "check_floors",
    "climb",
    "made_with",
    "measure",
    "number",
    "percent",
    "read_attacks",
    "read_cases",
    "read_record",
    "read_situations",
    "record_of",
    "require_bench_tools",
    "require_tools",
    "results_of",
    "run",
    "run_attacks",
    "run_situations",
    "scale",
    "scaling_goals",
    "scaling_plot",
    "shown_tables",
    "speed_goals",
    "words",
    "write_attacks",
    "write_bench",
    "write_readme",
    "write_record",
    "write_run",
    "write_situations",
]
