"""Figures in the terminal: how good the answers are."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from bots.labels import labels
from corpus import Language
from evals import Score, SituationScore, by_group, by_situation

_COLUMNS = ("first", "three", "answered", "right", "refused")
_SITUATION_COLUMNS = ("exact", "subject", "facts", "reserve", "right", "false_hopes", "false_bars")


def show_scores(console: Console, scores: Sequence[Score], language: Language, quiet: bool) -> None:
    """A table of shares by group, then the cases that were missed unless `quiet`."""
    _show_figures(console, "eval_title", by_group(scores), _COLUMNS, language)
    for score in () if quiet else [score for score in scores if not score.right]:
        case = score.case
        flags = f"first={score.first} facts={score.facts} language={score.language} outcome={score.outcome.value}"
        console.print(f"{case.id} ({case.kind}) {case.question}", style="bold", markup=False)
        console.print(f"  {flags} {', '.join(score.found)}\n  {score.text[:300]}", markup=False)


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
