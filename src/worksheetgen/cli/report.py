"""What a person sees of a run: its progress while it prints, and what was printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
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

from worksheetgen.assembly import expected
from worksheetgen.cli.screen import say_table
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Draw
from worksheetgen.order import RunRequest
from worksheetgen.pipeline import Progress as Tell
from worksheetgen.pipeline import Result
from worksheetgen.variation import Sharing


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


def report_run(folder: Path, order: RunRequest, result: Result) -> None:
    """What was printed and how fair it is, where it lies, and what to do next."""
    draw, unit, blueprint = result.draw, order.unit, order.blueprint
    named = result.papers - result.spares
    what = f"{named} papers" if named else ""
    spares = f"{result.spares} unnamed" if result.spares else ""
    minutes = f", {blueprint.minutes} minutes" if blueprint.minutes else ""
    questions = [unit.by_id[id] for id in draw.forms[0].ids]
    spag = blueprint.spag(draw.forms[0])
    marks = f"{sum(question.marks for question in questions) + spag} marks"
    click.echo(
        f"{blueprint.title}: {' and '.join(filter(None, (what, spares)))}, {result.pages} pages, "
        f"{len(questions)} questions, {marks}{f' ({spag} for SPaG)' if spag else ''}{minutes} "
        f"(seed {order.seed})"
    )
    _report_coverage(draw, unit)
    _report_forms(draw, blueprint, unit)
    _report_retake(draw, blueprint, unit)
    _report_order(result.firsts)
    _report_sharing(result.sharing)
    _report_files(folder, result)


def _report_files(folder: Path, result: Result) -> None:
    """Where everything lies."""
    also = ", seating.pdf" if result.sharing else ""
    actual = "print it double-sided at actual size (100 %)"
    if result.packs:
        first, last = result.packs[0], result.packs[-1]
        click.echo(f"  {folder / first} to {last}    each with its class-pack.pdf: {actual}")
        click.echo("    its answer-keys.pdf, for its marker; its papers, one PDF for each student")
        click.echo(f"  {folder / 'mark-scheme.pdf'}, markbook.xlsx{also}    for you alone")
        click.echo(f"  {folder / 'index.csv'}    in which pack and on which page each paper is")
    else:
        click.echo(f"  {folder / 'class-pack.pdf'}    {actual}")
        click.echo(f"  {folder / 'mark-scheme.pdf'}, answer-keys.pdf, markbook.xlsx{also}    for you alone")
        click.echo(f"  {folder / 'papers'}    one PDF for each student; manifest.json records the run")
    click.echo(f"  worksheetgen verify {folder}    reads the PDFs back and checks every key")


def _report_coverage(draw: Draw, unit: Unit) -> None:
    """Marks by topic and objective and questions drawn, each on its first topic, and what the bank has left."""
    drawn = [unit.by_id[id] for form in draw.forms for id in sorted(form.ids)]
    asked = {question.id for question in drawn}
    objectives = sorted({str(objective) for question in drawn for objective, _ in question.objectives})
    rows = []
    for topic in unit.topics:
        own = [question for question in drawn if question.topics[0] == topic.id]
        marks = [
            sum(
                marks
                for question in own
                for objective, marks in question.objectives
                if str(objective) == name
            )
            for name in objectives
        ]
        new = len({question.id for question in own})
        left = sum(topic.id in question.topics and question.id not in asked for question in unit.questions)
        rows.append((topic.title, *(each or "·" for each in (*marks, sum(marks), new)), left))
    heads = ("Marks by topic", *objectives, "All", "Drawn", "Left")
    say_table(heads, rows, right=heads[1:])
    levels = " · ".join(str(sum(question.difficulty == n for question in drawn)) for n in range(1, 6))
    needed = sum(question.minutes for question in drawn) // len(draw.forms)
    click.echo(
        f"Drawn and left are questions. By difficulty 1 to 5: {levels}. They take about {needed} minutes."
    )


def _report_forms(draw: Draw, blueprint: Blueprint, unit: Unit) -> None:
    """How closely parallel forms match, and what the draw took besides the plain one."""
    for step in draw.steps:
        click.echo(f"  {step}")
    if len(draw.forms) == 1:
        return
    scores = [expected(unit.by_id[id] for id in form.ids) for form in draw.forms]
    marks = sum(unit.by_id[id].marks for id in draw.forms[0].ids) + blueprint.spag(draw.forms[0])
    common = max(len(one.ids & other.ids) for one, other in combinations(draw.forms, 2))
    click.echo(
        f"Forms {draw.forms[0].form} to {draw.forms[-1].form}: {marks} marks each, expected scores within "
        f"{(max(scores) - min(scores)) / 1000:.2f} marks of each other, at most {common} questions in common."
    )


def _report_retake(draw: Draw, blueprint: Blueprint, unit: Unit) -> None:
    """How closely a retake matches the earlier paper."""
    if blueprint.like:
        papers = [[unit.by_id[id] for id in ids] for ids in (blueprint.like, sorted(draw.forms[0].ids))]
        before, now = (sum(question.marks for question in paper) for paper in papers)
        earned, earns = map(expected, papers)
        besides = " besides those for SPaG" if blueprint.spag(draw.forms[0]) else ""
        click.echo(
            f"Retake: {now} marks{besides} where the earlier paper had {before}, expected scores within "
            f"{abs(earns - earned) / 1000:.2f} marks of each other, no question in common."
        )


def _report_order(firsts: Mapping[str, int]) -> None:
    """What the students meet first."""
    papers = sum(firsts.values())
    if papers > 1:
        click.echo(
            f"First on the page: {len(firsts)} different questions, the commonest on {max(firsts.values())} of "
            f"{papers} papers."
        )


def _report_sharing(sharing: Sharing | None) -> None:
    """Whether neighbours can copy from each other."""
    if sharing and sharing.pairs:
        click.echo(
            f"Seating: {sharing.shared / sharing.pairs:.2f} coincidences (same question, place and letter) for each "
            f"of {sharing.pairs} pairs of neighbours, {sharing.most} at most, {sharing.free / sharing.pairs:.2f} by "
            f"questions that can move within their band; independent shuffles: {sharing.shuffled / sharing.pairs:.2f}."
        )
        for one, other, common in sharing.above:
            click.echo(
                f"  {one} and {other} share {common}: seat one of them elsewhere, or give one a spare paper."
            )
