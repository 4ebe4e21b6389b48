"""Progress in the terminal: a bar for each step of long work, on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

_COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


@contextmanager
def bars(described: Callable[[str], str] = str) -> Iterator[Callable[[str, int, int], None]]:
    """What to call with a step's name, how much of it is done and how much there is; its bar begins when first told.

    `described` gives a step's words by its name.
    """
    with Progress(*_COLUMNS, console=Console(stderr=True)) as shown:
        tasks: dict[str, TaskID] = {}

        def progress(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = shown.add_task(described(name), total=total)
            shown.update(tasks[name], completed=done, total=total)

        yield progress
