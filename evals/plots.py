"""The report's plots: SVG to stand in a page, the same bytes for the same figures, its text real text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from corpus import Language
from evals.bootstrap import Estimate
from evals.calibration import Calibration
from evals.plot_style import COLOURS, MARKS, STYLE
from evals.typography import number, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH = 4.4  # inches of 72 units: narrow, so that a phone need not shrink its text much
_STYLE: dict[Any, Any] = {
    **STYLE,
    "font.size": 11,
    "text.color": "#1b1b1b",
    "axes.labelcolor": "#1b1b1b",
    "xtick.color": "#1b1b1b",
    "ytick.color": "#1b1b1b",
}


@dataclass(frozen=True)
class PlotRow:
    """A line of a plot: its words, and a figure for each series (None where it has none)."""

    label: str
    found: tuple[Estimate | None, ...]


def shares_plot(rows: Sequence[PlotRow], series: Sequence[str], described: str, language: Language) -> str:
    """A share with its interval for each series of each row, the row's words above them."""

    def draw(axes: "Axes") -> None:
        for place, row in enumerate(rows):
            axes.text(0, place - 0.42, row.label, va="center", ha="left").set_in_layout(False)
            for order, found in enumerate(row.found):
                if found is not None:
                    height = place - 0.08 + 0.24 * order
                    axes.plot([found.low, found.high], [height, height], color=COLOURS[order], linewidth=2)
                    axes.plot([found.value], [height], MARKS[order], color=COLOURS[order], markersize=7)
        axes.set(xlim=(-0.01, 1.01), ylim=(len(rows) - 0.35, -0.75), yticks=[])
        axes.spines["left"].set_visible(False)
        _percent_axis(axes, "x", language)
        _legend(axes, series)

    return _svg(draw, 0.62 * len(rows) + 1.0, described)


def calibration_plot(
    found: Calibration, axes_words: tuple[str, str], floor: str, described: str, language: Language
) -> str:
    """The share that has an answer against the gate's probability, the diagonal, and the floor."""

    def draw(axes: "Axes") -> None:
        axes.plot([0, 1], [0, 1], "--", color="#767676", linewidth=1)
        axes.axvline(found.floor, color=COLOURS[1], linewidth=1.5)
        axes.text(found.floor + 0.015, 0.02, floor, color=COLOURS[1], va="bottom")
        for part in found.bins:
            axes.plot([part.mean] * 2, [part.answered.low, part.answered.high], color=COLOURS[0], linewidth=2)
        shares = [part.answered.value for part in found.bins]
        axes.plot([part.mean for part in found.bins], shares, "o", color=COLOURS[0], markersize=7)
        axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), xlabel=axes_words[0], ylabel=axes_words[1])
        _percent_axis(axes, "x", language)
        _percent_axis(axes, "y", language)

    return _svg(draw, 4.2, described)


def times_plot(milliseconds: Sequence[float], axes_words: tuple[str, str], described: str, language: Language) -> str:
    """How many replies took how long; the slowest hundredth is counted in the last bar."""

    def draw(axes: "Axes") -> None:
        longest = sorted(milliseconds)[int(0.99 * (len(milliseconds) - 1))]
        axes.hist([min(value, longest) for value in milliseconds], bins=30, color=COLOURS[0])
        axes.set(xlabel=axes_words[0], ylabel=axes_words[1])
        axes.xaxis.set_major_formatter(lambda value, _: number(value, language, 0))
        axes.yaxis.set_major_formatter(lambda value, _: number(value, language, 0))

    return _svg(draw, 3.0, described)


def _percent_axis(axes: "Axes", which: str, language: Language) -> None:
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_ticks([0, 0.25, 0.5, 0.75, 1])
    axis.set_major_formatter(lambda value, _: percent(value, language, 0))
    axes.grid(axis="x" if which == "x" else "y", color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)


def _legend(axes: "Axes", series: Sequence[str]) -> None:
    for place, name in enumerate(series):
        axes.plot([], [], MARKS[place], color=COLOURS[place], label=name)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(series), frameon=False, handletextpad=0.2)


def _svg(draw: Callable[["Axes"], None], height: float, described: str) -> str:
    """What was drawn, as one `svg` element with its description."""
    import matplotlib  # a development dependency: the service runs without it
    from matplotlib.figure import Figure

    # The salt makes the ids: always the same for one plot, never those of another plot in the page.
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": described}):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        draw(figure.add_subplot())
        written = StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _inlined(written.getvalue(), described)


def _inlined(document: str, described: str) -> str:
    """The `svg` element alone, without rules that would reach the page around it, and without ids of groups."""
    found = document[document.index("<svg") :]
    found = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", found, count=1, flags=re.S)
    found = re.sub(r"<metadata>.*?</metadata>", "", found, flags=re.S)
    found = re.sub(r'<g id="[^"]*"', "<g", found)
    size = re.search(r'viewBox="[^"]*"', found)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size[0] if size else ""}'
    )
    style = 'style="stroke-linejoin: round; stroke-linecap: butt"'
    return re.sub(
        r"<svg[^>]*>", lambda _: f'{opening} {style} role="img" aria-label={quoteattr(described)}>', found, count=1
    )
