"""Figures in the terminal: how good and how fast."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bots.labels import labels
from corpus import Language
from evals import Bench, Score, by_group

_COLUMNS = ("first", "three", "answered", "right", "refused")


def show_scores(console: Console, scores: Sequence[Score], language: Language, quiet: bool) -> None:
    """A table of shares by group, then the cases that were missed unless `quiet`."""
    words = labels("command")
    table = Table(title=words["eval_title"].say(language))
    table.add_column(words["eval_group"].say(language))
    for name in ("cases", *_COLUMNS):
        table.add_column(words[f"eval_{name}"].say(language), justify="right")
    for name, found in by_group(scores).items():
        table.add_row(name, str(found.cases), *(f"{100 * getattr(found, column):.1f}" for column in _COLUMNS))
    console.print(table)
    for score in () if quiet else [score for score in scores if not score.right]:
        case = score.case
        flags = f"first={score.first} facts={score.facts} language={score.language} outcome={score.outcome.value}"
        console.print(f"{case.id} ({case.kind}) {case.question}", style="bold", markup=False)
        console.print(f"  {flags} {', '.join(score.found)}\n  {score.text[:300]}", markup=False)


def show_bench(console: Console, found: Bench, language: Language) -> None:
    """Times and memory, one line each."""
    words = labels("command")

    def number(value: float, digits: int = 1) -> str:
        text = f"{value:.{digits}f}"
        return text.replace(".", ",") if language is Language.FRENCH else text

    lines = [
        words["bench_reply"].say(language, median=number(found.reply.median), p95=number(found.reply.p95)),
        words["bench_embed"].say(
            language, median=number(found.embed.median), ratio=number(found.reply.median / found.embed.median)
        ),
        words["bench_memory"].say(language, memory=number(found.memory, 0), peak=number(found.peak, 0)),
    ]
    if found.ready is not None:
        lines.append(words["bench_ready"].say(language, ready=number(found.ready)))
    for line in lines:
        console.print(line, markup=False)
