"""Figures in the terminal: how good the answers are."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from bots.labels import labels
from corpus import Language
from evals import AttackScore, Results, ShownTable, SituationScore, by_attack, by_situation, shown_tables

_ROOMY = 4  # columns; in more, a terminal has no room for what stands in small
_ATTACK_COLUMNS = ("right", "outcome", "harmful", "missed", "refused")
_SITUATION_COLUMNS = ("exact", "subject", "facts", "reserve", "right", "false_hopes", "false_bars")


def show_scores(console: Console, results: Results, language: Language, quiet: bool) -> None:
    """The report's tables, then the cases that were missed unless `quiet`."""
    for table in shown_tables(results, language):
        _show_table(console, table)
    for score in () if quiet else [score for score in results.scores if not score.right]:
        case = score.case
        flags = f"{score.grade} ({score.cause}) first={score.first} facts={score.facts} outcome={score.outcome.value}"
        console.print(f"{case.id} ({case.kind}) {case.question}", style="bold", markup=False)
        console.print(f"  {flags} {', '.join(score.seen.ranked[:3])}\n  {score.text[:300]}", markup=False)


def _show_table(console: Console, shown: ShownTable) -> None:
    table = Table(title=shown.caption)
    for place, column in enumerate(shown.columns):
        table.add_column(column, justify="right" if place else "left")
    roomy = len(shown.columns) <= _ROOMY
    for row in shown.rows:
        cells = [f"{cell.text} ({cell.under})" if cell.under and roomy else cell.text for cell in row.cells]
        table.add_row(row.label, *cells)
    console.print(table)


def show_situations(console: Console, scores: Sequence[SituationScore], language: Language, quiet: bool) -> None:
    """The same for conversations on eligibility; of the even half no more is shown than what came of each."""
    _show_figures(console, "situations_title", by_situation(scores), _SITUATION_COLUMNS, language)
    words = labels("command")
    for score in () if quiet else [score for score in scores if not score.right]:
        case = score.case
        line = words["situations_missed"].say(language, id=case.id, expected=case.verdict, got=score.verdict)
        console.print(line, style="bold", markup=False)
        if case.half == "even":
            continue
        wrong = [f"{fact}: {told} → {understood}" for fact, (told, understood) in score.wrong_facts.items()]
        console.print(f"  subject={score.subject} reserve={score.reserve} {'; '.join(wrong)}", markup=False)


def show_attacks(console: Console, scores: Sequence[AttackScore], language: Language, quiet: bool) -> None:
    """The same for attacks and their look-alikes."""
    _show_figures(console, "attacks_title", by_attack(scores), _ATTACK_COLUMNS, language)
    words = labels("command")
    for score in () if quiet else [score for score in scores if not score.right]:
        expected = "/".join(score.case.expect)
        line = words["situations_missed"].say(language, id=score.case.id, expected=expected, got=score.outcome.value)
        console.print(line, style="bold", markup=False)
        wrong = "; ".join((*score.harm, *score.missed))
        console.print(f"  {score.case.kind} refused={score.refused} {wrong}", markup=False)


def _show_figures(
    console: Console, title: str, groups: Mapping[str, object], columns: Sequence[str], language: Language
) -> None:
    """A table with a row for each group: how many cases, then shares in percent, and counts as they are."""
    words = labels("command")
    table = Table(title=words[title].say(language))
    table.add_column(words["eval_group"].say(language))
    for name in ("cases", *columns):
        table.add_column(words[f"eval_{name}"].say(language), justify="right")
    for name, found in groups.items():
        table.add_row(name, *(_figure(getattr(found, column)) for column in ("cases", *columns)))
    console.print(table)


def _figure(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{100 * value:.1f}"
