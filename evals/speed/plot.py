"""How the index grows, drawn: a panel each for searching, building and memory, as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from corpus import Language
from evals.plot_style import COLOURS, MARKS, STYLE
from evals.speed.goals import SEARCH
from evals.speed.scaling import Scaling
from evals.typography import number
from evals.wording import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STYLE: dict[Any, Any] = {**STYLE, "svg.hashsalt": "scaling", "font.size": 10}  # the same ids each time


@dataclass(frozen=True)
class _Line:
    label: str
    values: Sequence[float]


def scaling_plot(scaling: Scaling, language: Language) -> str:
    """The plot as SVG, in the language."""
    import matplotlib  # a development dependency: the service runs without it
    from matplotlib.figure import Figure
    from matplotlib.ticker import LogLocator

    title = say("growth_title", language)
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(11, 4.4), layout="constrained")
        figure.suptitle(title)
        panels = _panels(scaling, language)
        for axes, (unit, lines) in zip(figure.subplots(1, len(panels)), panels.items(), strict=True):
            _draw(axes, [size.passages for size in scaling.sizes], lines, language)
            axes.set(xlabel=say("growth_passages", language), ylabel=unit)
        searches, *growing = figure.axes  # memory has no panel where the system does not tell it
        searches.set_ylim(bottom=0)
        searches.axhline(SEARCH, color="#3b3b3b", linestyle="--", linewidth=1, label=say("growth_goal", language))
        for axes in growing:
            axes.set_yscale("log", subs=[])
            axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            axes.yaxis.set_major_formatter(lambda value, _: number(value, language, 0 if value >= 1 else 1))
        for axes in figure.axes:
            axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False)
        written = StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Title": title})
    return written.getvalue()


def _panels(scaling: Scaling, language: Language) -> dict[str, tuple[_Line, ...]]:
    """The lines of each panel, by its unit."""
    searched = [size.searched for size in scaling.sizes]
    built = [size.built for size in scaling.sizes]
    panels = {
        say("growth_milliseconds", language): (
            _Line(say("growth_search", language), [found.search.p95 for found in searched]),
            _Line(say("growth_within", language), [found.within.p95 for found in searched]),
            _Line(say("growth_embed", language), [found.embed.p95 for found in searched]),
        ),
        say("growth_seconds", language): (
            _Line(say("growth_build_time", language), [found.seconds for found in built]),
            _Line(say("growth_open_time", language), [found.opened for found in searched]),
        ),
        say("growth_mebibytes", language): (
            _Line(say("growth_build_memory", language), [found.memory or 0.0 for found in built]),
            _Line(say("growth_search_memory", language), [found.memory or 0.0 for found in searched]),
        ),
    }
    return {unit: lines for unit, lines in panels.items() if any(any(line.values) for line in lines)}


def _draw(axes: "Axes", sizes: Sequence[int], lines: Sequence[_Line], language: Language) -> None:
    axes.set_xscale("log")
    for line, colour, mark in zip(lines, COLOURS, MARKS, strict=False):
        axes.plot(sizes, line.values, marker=mark, color=colour, label=line.label)
    axes.set_xticks(sizes, [number(size, language, 0) for size in sizes])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda value, _: number(value, language, 0))
    axes.grid(color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)
