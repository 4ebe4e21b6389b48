"""The report's sections: words, a plot and a table each."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from corpus import Language
from evals.calibration import Calibration
from evals.figure_text import share_text
from evals.measuring import kind_group
from evals.plots import PlotRow, calibration_plot, shares_plot, times_plot
from evals.report_tables import (
    Table,
    calibration_table,
    figures_table,
    gaps_table,
    kinds_table,
    ladder_table,
    times_table,
)
from evals.results import Results
from evals.wording import kind_name, say


def shown_tables(results: Results, language: Language) -> list[Table]:
    """The tables without the plots: for the terminal."""
    kinds = kinds_of(results)
    made = [figures_table(results.figures, language), kinds_table(results.figures, kinds, language)]
    made += [gaps_table(results.gaps, language)] if results.gaps else []
    return made + ([ladder_table(results.ladder, language)] if results.ladder else [])


def kinds_of(results: Results) -> list[str]:
    """The kinds of question that were asked."""
    return sorted({found.case.kind for found in results.scores})


@dataclass(frozen=True)
class Section:
    """A heading, what it shows in words, its plot where it has one, its table."""

    id: str
    title: str
    text: str
    plot: Markup | None
    table: Table


def sections(results: Results, language: Language) -> list[Section]:
    """The sections that the run has figures for."""
    return list(_sections(results, language))


def _sections(results: Results, language: Language) -> Iterator[Section]:
    if results.gaps:
        yield _section("gaps", None, gaps_table(results.gaps, language), language)
    if results.ladder:
        yield _section("ladder", _ladder_plot(results, language), ladder_table(results.ladder, language), language)
    kinds = kinds_of(results)
    rows = [
        PlotRow(
            kind_name(kind, language),
            tuple(results.figures.get(kind_group(code, kind), {}).get("right") for code in ("fr", "en")),
        )
        for kind in kinds
    ]
    plot = shares_plot(rows, _series(language), say("kinds_plot", language), language)
    yield _section("kinds", plot, kinds_table(results.figures, kinds, language), language)
    if results.calibration:
        yield _calibration(results.calibration, language)
    axes = (say("milliseconds", language), say("replies", language))
    times = [found.seen.milliseconds for found in results.scores]
    plot = times_plot(times, axes, say("times_plot", language), language)
    yield _section("times", plot, times_table(results.figures, language), language)


def _ladder_plot(results: Results, language: Language) -> str:
    rows = [
        PlotRow(
            say(f"rung_{rung.name}", language), tuple(rung.figures[code].get("search_first") for code in ("fr", "en"))
        )
        for rung in results.ladder
    ]
    return shares_plot(rows, _series(language), say("ladder_plot", language), language)


def _calibration(found: Calibration, language: Language) -> Section:
    axes = (say("probability", language), say("has_answer", language))
    plot = calibration_plot(found, axes, say("floor", language), say("calibration_plot", language), language)
    values = {
        "floor": share_text(found.floor, language),
        "precision": share_text(found.precision.value, language) if found.precision else "–",
        "recall": share_text(found.recall.value, language) if found.recall else "–",
    }
    return _section("calibration", plot, calibration_table(found, language), language, **values)


def _section(name: str, plot: str | None, table: Table, language: Language, **values: object) -> Section:
    # Ours alone: a plot holds no word of a case.
    drawn = Markup(plot) if plot else None  # noqa: S704
    return Section(name, say(f"{name}_title", language), say(f"{name}_text", language, **values), drawn, table)


def _series(language: Language) -> tuple[str, str]:
    return say("of_fr", language), say("of_en", language)
