"""What a person sees of a run: its progress while it prints, and what was printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from worksheetgen.pipeline import Progress as Tell
from worksheetgen.pipeline import Result


@contextmanager
def progress() -> Iterator[Tell]:
    """A bar for each kind of work while it runs; nothing where nobody watches."""
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
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


def report_run(folder: Path, result: Result) -> None:
    """What was printed, where it is, and what to do next."""
    papers = result.papers
    named = [paper for paper in papers if not paper.student.spare]
    spare = len(papers) - len(named)
    first = papers[0]
    what = f"{len(named)} papers" if named else ""
    spares = f"{spare} unnamed" if spare else ""
    minutes = f", {first.blueprint.minutes} minutes" if first.blueprint.minutes else ""
    click.echo(
        f"{first.blueprint.title}: {' and '.join(filter(None, (what, spares)))}, {result.pages} pages, "
        f"{len(first.questions)} questions, {first.marks} marks{minutes} (seed {result.manifest.seed})"
    )
    click.echo(f"  {folder / 'class-pack.pdf'}    print it double-sided at actual size (100 %)")
    click.echo(f"  {folder / 'mark-scheme.pdf'}, answer-keys.pdf, markbook.xlsx    for you alone")
    click.echo(f"  {folder / 'papers'}    one PDF for each student; manifest.json records the run")
    click.echo(f"  worksheetgen verify {folder}    reads the PDFs back and checks every key")
