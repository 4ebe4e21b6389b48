"""The report's tables, as rows of text; pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import Language
from evals.bootstrap import Estimate
from evals.calibration import Calibration
from evals.figure_text import Bounded, figure_text, interval_text, share_text
from evals.ladder import RULES, Rung
from evals.measuring import ALL, METRICS, Figures, kind_group
from evals.typography import number, percent
from evals.wording import kind_name, say

CODES = ("fr", "en")
GROUPS = (ALL, *CODES)


@dataclass(frozen=True)
class Cell:
    """A figure, and what stands under it in small: its interval, or over how many cases it is."""

    text: str
    under: str = ""


@dataclass(frozen=True)
class Row:
    """A row's header and its cells."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A caption, the columns' headers (the first is the rows' own), and the rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def figures_table(figures: Figures, language: Language) -> Table:
    """Every figure, of all questions and of each language."""
    rows = []
    for name in METRICS:
        found = [figures[group].get(name) for group in GROUPS if group in figures]
        if any(found):
            rows.append(Row(say(f"figure_{name}", language), tuple(_cell(name, one, language) for one in found)))
    columns = [say(f"short_{group}", language) for group in GROUPS if group in figures]
    return Table(say("figures_caption", language), (say("readme_figure", language), *columns), tuple(rows))


def gaps_table(gaps: Mapping[str, Estimate], language: Language) -> Table:
    """French less English, in points, over what is asked in both."""
    rows = [
        Row(
            say(f"figure_{name}", language),
            (
                Cell(_points(found.value, language)),
                Cell(say("interval", language, low=_points(found.low, language), high=_points(found.high, language))),
                Cell(number(found.cases, language, 0)),
            ),
        )
        for name, found in gaps.items()
    ]
    columns = [say(key, language) for key in ("readme_figure", "gap", "interval_column", "pairs")]
    return Table(say("gaps_caption", language), tuple(columns), tuple(rows))


def ladder_table(ladder: Sequence[Rung], language: Language) -> Table:
    """Each way to search: the right text first, among three and among five, by language."""
    columns = [say("rung", language)]
    columns += [
        say("column", language, rule=say(f"rule_{rule}", language), group=say(f"short_{group}", language))
        for rule in RULES
        for group in CODES
    ]
    rows = [
        Row(
            say(f"rung_{rung.name}", language),
            tuple(_cell(rule, rung.figures[group].get(rule), language) for rule in RULES for group in CODES),
        )
        for rung in ladder
    ]
    return Table(say("ladder_caption", language), tuple(columns), tuple(rows))


def kinds_table(figures: Figures, kinds: Sequence[str], language: Language) -> Table:
    """Of the guide, of the reports and of each kind of question: the share answered right, and of how many."""
    rows = [
        _by_language(say(f"part_{part}", language), figures, {code: f"{code} {part}" for code in CODES}, language)
        for part in ("guide", "reports")
    ]
    rows += [
        _by_language(kind_name(kind, language), figures, {code: kind_group(code, kind) for code in CODES}, language)
        for kind in kinds
    ]
    columns = (say("kind", language), say("short_fr", language), say("short_en", language))
    return Table(say("kinds_caption", language), columns, tuple(rows))


def _by_language(label: str, figures: Figures, groups: Mapping[str, str], language: Language) -> Row:
    found = [figures.get(groups[code], {}).get("right") for code in CODES]
    return Row(label, tuple(_counted(one, language) for one in found))


def calibration_table(found: Calibration, language: Language) -> Table:
    """Of each tenth of the probability: its mean, and the share of the questions that have an answer."""
    rows = [
        Row(
            say("interval", language, low=percent(part.start, language, 0), high=percent(part.end, language, 0)),
            (
                Cell(share_text(part.mean, language)),
                Cell(share_text(part.answered.value, language), interval_text("right", part.answered, language)),
                Cell(number(part.answered.cases, language, 0)),
            ),
        )
        for part in found.bins
    ]
    columns = [say(key, language) for key in ("probability", "probability_mean", "has_answer", "questions")]
    return Table(say("calibration_caption", language), tuple(columns), tuple(rows))


def times_table(figures: Figures, language: Language) -> Table:
    """The median and the slow end of the replies' times, by language."""
    rows = [
        Row(
            say(f"figure_{name}", language),
            tuple(_cell(name, figures[group].get(name), language) for group in GROUPS if group in figures),
        )
        for name in ("time_median", "time_p95")
    ]
    columns = [say(f"short_{group}", language) for group in GROUPS if group in figures]
    return Table(say("times_caption", language), (say("readme_figure", language), *columns), tuple(rows))


def _cell(name: str, found: Bounded | None, language: Language) -> Cell:
    return Cell(figure_text(name, found, language), interval_text(name, found, language)) if found else Cell("–")


def _counted(found: Estimate | None, language: Language) -> Cell:
    if found is None:
        return Cell("–")
    return Cell(share_text(found.value, language), say("count", language, count=number(found.cases, language, 0)))


def _points(value: float, language: Language) -> str:
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return f"{sign}{number(abs(100 * value), language)}"
