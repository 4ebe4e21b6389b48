"""The `wil bench` command: measure, show the figures and the goals, keep them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant import Settings
from bots.bench_tables import show_goals, show_scaling, show_speed
from bots.labels import labels
from bots.progress import bars
from corpus import Language
from evals import (
    SIZES,
    Case,
    Scaling,
    Speed,
    measure,
    read_cases,
    require_bench_tools,
    scale,
    scaling_goals,
    scaling_plot,
    speed_goals,
    write_bench,
)

_QUESTIONS = 60  # for replies; each is asked several times
_SEARCHES = 300


@dataclass(frozen=True)
class Wanted:
    """What to measure beside the service itself: a build from nothing, synthetic corpora of some sizes (none: ())."""

    runs: Path
    build: bool = False
    sizes: Sequence[int] = ()


def wanted(runs: Path, build: bool, scaling: bool, full: bool) -> Wanted:
    """What the options of the command ask for."""
    return Wanted(runs, build or full, SIZES if scaling or full else ())


def run_bench(settings: Settings, asked: Wanted) -> None:
    """Measure the service of those settings, whose index must be built; show and keep the figures.

    Raises ToolMissing, ServerFailed, EmbedderError or IndexNotReady.
    """
    require_bench_tools()
    console, language, cases = Console(), settings.default_language, _answered()
    with bars(lambda name: labels("command")[f"step_{name}"].say(language)) as step:
        speed = measure(settings, [case.question for case in cases[:_QUESTIONS]], step, asked.build)
        scaling = _scaling(settings, cases, asked.sizes, step)
    goals = (*speed_goals(speed), *(scaling_goals(scaling) if scaling else ()))
    _show(console, speed, scaling, language)
    show_goals(console, goals, language)
    plot = scaling_plot(scaling, language) if scaling else None
    console.print(str(write_bench(speed, scaling, goals, plot, asked.runs)), soft_wrap=True)


def _answered() -> list[Case]:
    return [case for case in read_cases() if case.outcome == "answered" and not case.before]


def _scaling(
    settings: Settings, cases: Sequence[Case], sizes: Sequence[int], step: Callable[[str, int, int], None]
) -> Scaling | None:
    if not sizes:
        return None
    questions = [(case.question, case.spoken) for case in cases[:_SEARCHES]]
    return scale(settings, questions, lambda done, total: step("scaling", done, total), sizes)


def _show(console: Console, speed: Speed, scaling: Scaling | None, language: Language) -> None:
    show_speed(console, speed, language)
    if scaling:
        show_scaling(console, scaling, language)
