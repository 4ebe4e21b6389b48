"""How the index grows, drawn: three panels on logarithmic axes, as SVG."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from evals.speed.goals import SEARCH
from evals.speed.scaling import Scaling

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "scaling",  # the same ids each time
    "font.size": 10,
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}
_COLOURS = ("#0b4f8a", "#a3400a")  # each at least 5:1 on white
_MARKS = ("o", "s")  # colour is never alone to tell


@dataclass(frozen=True)
class _Line:
    label: str
    values: Sequence[float]


def scaling_plot(scaling: Scaling, words: Mapping[str, str], number: Callable[[float], str]) -> str:
    """The plot as SVG. `words`: title, passages, search, within, goal, seconds, build_time, open_time, memory, of build
    and of search; `number` writes a figure as the language does."""
    import matplotlib  # a development dependency: the service runs without it
    from matplotlib.figure import Figure

    sizes = [size.passages for size in scaling.sizes]
    searched = [size.searched for size in scaling.sizes]
    built = [size.built for size in scaling.sizes]
    panels = {
        "milliseconds": (
            _Line(words["search"], [found.search.p95 for found in searched]),
            _Line(words["within"], [found.within.p95 for found in searched]),
        ),
        "seconds": (
            _Line(words["build_time"], [found.seconds for found in built]),
            _Line(words["open_time"], [found.opened for found in searched]),
        ),
        "mebibytes": (
            _Line(words["build_memory"], [found.memory or 0.0 for found in built]),
            _Line(words["search_memory"], [found.memory or 0.0 for found in searched]),
        ),
    }
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(11, 4), layout="constrained")
        figure.suptitle(words["title"])
        for axes, (unit, lines) in zip(figure.subplots(1, len(panels)), panels.items(), strict=True):
            _draw(axes, sizes, lines, number)
            axes.set(xlabel=words["passages"], ylabel=words[unit])
            if unit == "milliseconds":
                axes.axhline(SEARCH, color="#3b3b3b", linestyle="--", linewidth=1, label=words["goal"])
            axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False)
        written = StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Title": words["title"]})
    return written.getvalue()


def _draw(axes: "Axes", sizes: Sequence[int], lines: Sequence[_Line], number: Callable[[float], str]) -> None:
    axes.set(xscale="log", yscale="log")
    for line, colour, mark in zip(lines, _COLOURS, _MARKS, strict=True):
        kept = [(size, value) for size, value in zip(sizes, line.values, strict=True) if value > 0]
        axes.plot(*zip(*kept, strict=True), marker=mark, color=colour, label=line.label) if kept else None
    axes.set_xticks(sizes, [number(size) for size in sizes])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda value, _: number(value))
    axes.grid(color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)
