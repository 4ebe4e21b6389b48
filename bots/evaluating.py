"""The `wil eval` command: ask or hold what was kept apart; show the figures, keep them, mind the floors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console

from assistant import Assistant
from bots.labels import labels
from bots.progress import bars
from bots.reports import show_attacks, show_mails, show_scores, show_situations
from corpus import Language, load_corpus
from evals import (
    RECORD,
    Results,
    Rung,
    check_floors,
    climb,
    made_with,
    read_attacks,
    read_cases,
    read_record,
    read_situations,
    record_of,
    require_tools,
    results_of,
    run,
    run_attacks,
    run_mails,
    run_situations,
    words,
    write_attacks,
    write_readme,
    write_record,
    write_run,
    write_situations,
)

Scores = TypeVar("Scores")


@dataclass(frozen=True)
class Wanted:
    """What to measure and what to do with it: `full` climbs the ladder, `record` keeps it, `gate` minds the floors."""

    cases: Sequence[Path]
    runs: Path
    quiet: bool = False
    full: bool = False
    record: bool = False
    gate: bool = False


def evaluate_questions(assistant: Assistant, wanted: Wanted) -> None:
    """Ask the questions, show and keep the figures.

    Raises ToolMissing, NoRecord, and FigureFell (after all is shown and kept) where a figure is below its floor.
    """
    require_tools(ladder=wanted.full)
    floors = read_record() if wanted.gate else None
    console, language = Console(), assistant.settings.default_language
    results = _results(assistant, wanted, language)
    show_scores(console, results, language, wanted.quiet)
    console.print(str(write_run(assistant, results, wanted.runs)))
    if wanted.record:
        record = record_of(results)
        write_record(record)
        write_readme(record)
        console.print(words("recorded").say(language, path=RECORD))
    if floors is not None:
        check_floors(results.figures, floors, language)
        console.print(words("gate_kept").say(language))


def evaluate_situations(assistant: Assistant, cases: Sequence[Path], runs: Path, quiet: bool) -> None:
    """Hold the conversations on eligibility, show and keep the figures."""
    console, language = Console(), assistant.settings.default_language
    scores = _with_a_bar(language, lambda told: run_situations(assistant, read_situations(cases), told))
    show_situations(console, scores, language, quiet)
    console.print(str(write_situations(assistant, scores, runs)))


def evaluate_attacks(assistant: Assistant, cases: Sequence[Path], runs: Path, quiet: bool) -> None:
    """Say the attacks and their ordinary look-alikes, show and keep the figures."""
    console, language = Console(), assistant.settings.default_language
    scores = _with_a_bar(language, lambda told: run_attacks(assistant, read_attacks(cases), told))
    show_attacks(console, scores, language, quiet)
    console.print(str(write_attacks(assistant, scores, runs)))


def evaluate_mails(
    reply_of: Callable[[bytes], Mapping[str, Any]], cases: Sequence[Path], language: Language, quiet: bool
) -> None:
    """Give the held-out raw mails to the inbox, and show the figures."""
    scores = _with_a_bar(language, lambda told: run_mails(reply_of, cases, told))
    show_mails(Console(), scores, language, quiet)


def _with_a_bar(language: Language, work: Callable[[Callable[[int, int], None]], Scores]) -> Scores:
    """What the work comes to; it tells how much is done and how much there is."""
    with bars() as progress:
        name = labels("command")["evaluating"].say(language)
        return work(lambda done, total: progress(name, done, total))


def _results(assistant: Assistant, wanted: Wanted, language: Language) -> Results:
    cases = read_cases(wanted.cases)
    scores = _with_a_bar(language, lambda told: run(assistant, cases, told))
    with bars() as progress:
        ladder: Sequence[Rung] = ()
        if wanted.full:
            ladder = climb(
                assistant,
                load_corpus(),
                cases,
                lambda step, done, total: progress(words(f"rung_{step}").say(language), done, total),
            )
    return results_of(scores, ladder, made_with(assistant))
