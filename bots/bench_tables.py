"""The bench's figures in the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bots.labels import labels
from corpus import Language
from evals import Goal, Scaling, Size, Speed, number

_NONE = "—"
_ALONE = ("reply", "bare", "onnx", "plain")


def show_speed(console: Console, speed: Speed, language: Language) -> None:
    """Start-up, memory and building; replies beside plainer programs; users at once."""
    words = labels("command")
    lines = [words["bench_ready"].say(language, ready=number(speed.ready, language, 2))]
    if speed.memory:
        now, peak = (number(value, language, 0) for value in (speed.memory.now, speed.memory.peak))
        lines.append(words["bench_memory"].say(language, memory=now, peak=peak))
    if speed.building is not None:
        lines.append(words["bench_building"].say(language, seconds=number(speed.building, language, 0)))
    for line in lines:
        console.print(line, markup=False)
    console.print(_replies(speed, language))
    console.print(_users(speed, language))


def _replies(speed: Speed, language: Language) -> Table:
    table = _table("bench_replies_title", ("bench_what", "bench_median", "bench_p95", "bench_times"), language)
    bare = speed.alone["bare"].median
    rows = [(name, speed.alone[name]) for name in _ALONE]
    for name, found in [*rows[:1], ("http", speed.http[0].timing), *rows[1:]]:
        figures = (number(value, language, 1) for value in (found.median, found.p95, found.median / bare))
        table.add_row(labels("command")[f"bench_{name}"].say(language), *figures)
    return table


def _users(speed: Speed, language: Language) -> Table:
    columns = ("bench_users", "bench_per_second", "bench_median", "bench_p95", "bench_bare_per_second", "bench_share")
    table = _table("bench_users_title", columns, language)
    for ours, bare in zip(speed.http, speed.bare, strict=True):
        figures = (ours.per_second, ours.timing.median, ours.timing.p95, bare.per_second)
        share = number(ours.per_second / bare.per_second, language, 2)
        table.add_row(str(ours.users), *(number(value, language, 1) for value in figures), share)
    return table


def show_scaling(console: Console, scaling: Scaling, language: Language) -> None:
    """A row for each size, then how time and memory grow."""
    columns = (
        "bench_passages",
        "bench_texts",
        "bench_build",
        "bench_build_memory",
        "bench_disk",
        "bench_open",
        "bench_open_memory",
        "bench_search",
        "bench_within",
        "bench_embed",
        "bench_recall",
    )
    table = _table("bench_scaling_title", columns, language)
    for size in scaling.sizes:
        table.add_row(*_size(size, language))
    console.print(table)
    memory = _NONE if scaling.memory_slope is None else number(scaling.memory_slope, language, 2)
    time = number(scaling.time_slope, language, 2)
    console.print(labels("command")["bench_slopes"].say(language, time=time, memory=memory), markup=False)


def _size(size: Size, language: Language) -> list[str]:
    built, searched = size.built, size.searched
    wholes = [size.passages, built.texts, built.seconds, built.memory, built.disk]
    timings = [searched.search, searched.within, searched.embed]
    return [
        *(_whole(value, language) for value in wholes),
        number(searched.opened, language, 1),
        _whole(searched.memory, language),
        *(f"{number(found.median, language, 1)} / {number(found.p95, language, 1)}" for found in timings),
        number(searched.recall, language, 2),
    ]


def _whole(value: float | None, language: Language) -> str:
    return _NONE if value is None else number(value, language, 0)


def show_goals(console: Console, goals: Sequence[Goal], language: Language) -> None:
    """A row for each goal: what was found, what it is to be, and whether it is met."""
    words = labels("command")
    columns = ("bench_goal", "bench_found", "bench_limit", "bench_ratio", "bench_met")
    table = _table("bench_goals_title", columns, language)
    for goal in goals:
        name = words[f"goal_{goal.kind}"].say(language, number=number(goal.number, language, 0))
        sign = "≥" if goal.least else "≤"
        met = words["goal_met" if goal.met else "goal_not_met"].say(language)
        found, limit, ratio = number(goal.found, language, 2), number(goal.limit, language), goal.ratio
        style = "green" if goal.met else "red"
        table.add_row(name, found, f"{sign} {limit}", number(ratio, language, 2), met, style=style)
    console.print(table)


def _table(title: str, columns: Sequence[str], language: Language) -> Table:
    words = labels("command")
    table = Table(title=words[title].say(language))
    table.add_column(words[columns[0]].say(language))
    for name in columns[1:]:
        table.add_column(words[name].say(language), justify="right")
    return table
