"""What a person sees of a run: its progress while it prints, and what was printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from worksheetgen.cli.screen import say_table
from worksheetgen.coverage import Coverage
from worksheetgen.run.history import restore_run
from worksheetgen.run.printing import PrintedRun
from worksheetgen.run.printing import Progress as Tell
from worksheetgen.run.summary import summarise


class _Rate(ProgressColumn):
    """How many are done in a second."""

    def render(self, task: Task) -> Text:
        """The rate so far."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.0f}/s" if speed else "")


@contextmanager
def progress() -> Iterator[Tell]:
    """A bar for each kind of work while it runs; nothing where nobody watches."""
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    tasks: dict[str, Any] = {}

    def tell(doing: str, done: int, of: int) -> None:
        if doing not in tasks:
            tasks[doing] = bars.add_task(doing, total=of)
        bars.update(tasks[doing], completed=done)

    with bars:
        yield tell


def tell_if_restored(run: Path) -> None:
    """Bring a run back that a killed program had put aside, and say so."""
    if said := restore_run(run):
        click.echo(said, err=True)


def report_run(printed: PrintedRun) -> None:
    """What was printed and how fair it is, where it lies, and what to do next."""
    summary = summarise(printed)
    click.echo(summary.headline)
    _report_coverage(summary.coverage)
    for sentence in summary.sentences:
        click.echo(sentence)
    width = max(len(str(line.path)) for line in summary.files)
    for line in summary.files:
        click.echo(f"  {line.path!s:{width}}    {line.audience}")
    click.echo(f"  worksheetgen verify {printed.folder}    reads the PDFs back and checks every key")


def _report_coverage(asked: Coverage) -> None:
    """Marks by topic and objective and questions drawn, over all forms, and what the bank has left."""
    rows = [
        (topic.title, *(each or "·" for each in (*marks, sum(marks), topic.drawn)), topic.left)
        for topic in asked.topics
        for marks in (topic.marks_of_all_forms,)
    ]
    heads = ("Marks by topic", *asked.objectives, "All", "Drawn", "Left")
    say_table(heads, rows, right=heads[1:])
