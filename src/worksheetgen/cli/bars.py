"""Bars that show how far a run is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from worksheetgen.run.printing import Progress as Tell


class _Rate(ProgressColumn):
    """A column of the progress bar: how many papers or files are done in a second."""

    def render(self, task: Task) -> Text:
        """The rate so far ("43/s"), nothing before anything is done."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.0f}/s" if speed else "")


@contextmanager
def bars() -> Iterator[Tell]:
    """Show a bar on stderr for each step. As a context it gives the function to be called with (step, done, total)."""
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    tasks: dict[str, TaskID] = {}

    def tell(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = shown.add_task(step, total=total)
        shown.update(tasks[step], completed=done)

    with shown:
        yield tell
