"""What a person sees of a run: its progress while it prints, and what was printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worksheetgen.class_list import ClassReading
from worksheetgen.cli.options import bank_words, password_words
from worksheetgen.cli.screen import command, is_terminal, say_table
from worksheetgen.coverage import Coverage
from worksheetgen.english import counted
from worksheetgen.errors import OutputExists, Place, Problem
from worksheetgen.model.bank import Bank
from worksheetgen.model.draw import Selection
from worksheetgen.protection import Password
from worksheetgen.run.beside import WORD_FOLDER, beside_run
from worksheetgen.run.history import folder_of_run, restore_run
from worksheetgen.run.looking import PlannedPages
from worksheetgen.run.marks import TakenMarks, take_in
from worksheetgen.run.paper_notes import notes_on_paper
from worksheetgen.run.plan import Plan
from worksheetgen.run.printing import PrintedRun
from worksheetgen.run.printing import Progress as Tell
from worksheetgen.run.summary import summarise

if TYPE_CHECKING:
    from worksheetgen.run.word_copies import WordCopies


@contextmanager
def progress() -> Iterator[Tell]:
    """Show a progress bar on stderr for each step of a run; nothing where stderr is no terminal.

    As a context it gives the function to be called with (step, done, total), as `print_run` does.
    """
    if not is_terminal(sys.stderr):
        yield lambda _step, _done, _total: None
        return
    from worksheetgen.cli.bars import bars  # which nobody sees elsewhere

    with bars() as tell:
        yield tell


def look_after(run: Path, password: Password) -> TakenMarks:
    """Do what every command does first that names the folder `run`, and say on stderr what was done.

    A run that a killed program had put aside is brought back; marks that were typed are taken into their record.
    """
    if said := restore_run(run):
        click.echo(said, err=True)
    taken = take_in(folder_of_run(run), password)
    if taken.sentence:
        click.echo(taken.sentence, err=True)
    return taken


def report_reading(reading: ClassReading) -> None:
    """Say on stderr what is to be told of how a class list was read, and what is left for the teacher to arrange."""
    for note in reading.notes:
        click.echo(f"Class list: {note}", err=True)
    if reading.left:
        click.echo("For you to arrange:", err=True)
        for line in lines_left(reading):
            click.echo(f"  {line}", err=True)


def lines_left(reading: ClassReading) -> Iterator[str]:
    """A line for every pupil whose arrangements no printer can make."""
    for one in reading.left:
        yield f"{one.id} {one.name}: {'; '.join(one.arrangements)}"


def confirm_changes(plan: Plan, *, yes: bool) -> None:
    """Say what is other than on the papers that stand, and ask where papers would go or a pupil may be another.

    Nothing is asked if `yes`. Raises OutputExists where the answer is no, or where nobody can be asked.
    """
    for sentence in plan.sentences:
        click.echo(sentence)
    if not plan.class_changes.doubtful or yes:
        return
    if is_terminal(sys.stdin) and click.confirm("Print the run again so?"):
        return
    what = "The class is not the one of the papers that stand here; nothing was printed."
    remedy = "Add --yes if what is said above is right, or print into another --output."
    raise OutputExists([Problem(Place(str(plan.folder)), what, remedy)])


def report_plan(plan: Plan) -> None:
    """Show what would be printed: every form's questions, how they begin, and the blueprint's demands."""
    for sentence in plan.sentences:
        click.echo(sentence)
    blueprint = plan.request.blueprint
    for form in plan.draw.all_forms:
        _report_form(plan, form)
    for step in plan.draw.steps:
        click.echo(f"  {step}")
    papers, taken = counted(len(plan.students), "paper"), PlannedPages(plan).sheets()
    click.echo(
        f"{blueprint.title}: {papers}, {taken.in_words}, would go into {plan.folder}; nothing was printed."
    )
    for part in taken.apart:
        click.echo(f"  {part}")
    for note in notes_on_paper(plan.request):
        click.echo(f"  {note}")


def _report_form(plan: Plan, form: Selection) -> None:
    """The questions of a form section by section, and what it has of what is demanded."""
    if heading := plan.heading(form):
        click.echo(heading)
    rows = [
        (
            one.number,
            one.words,
            "+".join(one.kinds),
            one.marks,
            one.minutes,
            f"{one.id}{' (new)' if plan.request.standing and not one.kept else ''}",
            ", ".join(one.used_in),
        )
        for section in plan.questions(form)
        for one in section
    ]
    heads = ("", "Question", "Kind", "Marks", "Minutes", "Id", "Also in")
    shown = len(heads) if any(row[-1] for row in rows) else len(heads) - 1  # questions need the room
    say_table(heads[:shown], [row[:shown] for row in rows], right=("", "Marks", "Minutes"))
    blueprint, minutes = plan.request.blueprint, sum(row[4] for row in rows)
    marks = sum(row[3] for row in rows) + blueprint.spag(form)
    of_allowed = f" of {blueprint.minutes}" if blueprint.minutes else ""
    click.echo(f"  {counted(len(rows), 'question')}, {counted(marks, 'mark')}, {minutes}{of_allowed} minutes")
    for demand in plan.demands(form):
        click.echo(f"  {'✓' if demand.met else '✗'} {demand.words}: {demand.said}")


def report_run(printed: PrintedRun, bank: Bank, password: Password) -> None:
    """Say what was printed from `bank` and how fair it is, which files there are and for whom, how to verify them."""
    summary = summarise(printed)
    click.echo(summary.headline)
    _report_coverage(summary.coverage)
    for sentence in summary.sentences:
        click.echo(sentence)
    width = max(len(str(line.path)) for line in summary.files)
    for line in summary.files:
        click.echo(f"  {line.path!s:{width}}    {line.audience}")
    verifying = command("verify", printed.plan.folder, *bank_words(bank), *password_words(password))
    click.echo(f"  {verifying}    reads the PDFs back and checks every key")


def report_word(copies: WordCopies) -> None:
    """Say which copies in Word there are, and what to know of them."""
    width = max(len(str(copies.folder / file)) for file, _ in copies.files)
    for file, what in copies.files:
        click.echo(f"  {copies.folder / file!s:{width}}    {what}")
    for sentence in copies.sentences:
        click.echo(sentence)


def report_stale_word(run: Path, bank: Bank, password: Password) -> None:
    """Say of the copies in Word of a run that was printed again, where there are any, how they are made anew."""
    if (copies := beside_run(run, WORD_FOLDER)).is_dir():
        anew = command("word", run, *bank_words(bank), *password_words(password))
        click.echo(f"The copies in {copies} are of the run as it was: {anew} makes them anew.")


def _report_coverage(coverage: Coverage) -> None:
    """Print a line for each topic: marks by objective and questions drawn, over all forms, and what is left."""
    rows = [
        (topic.title, *(each or "·" for each in (*marks, sum(marks), topic.drawn)), topic.left)
        for topic in coverage.topics
        for marks in (topic.marks_of_all_forms,)
    ]
    heads = ("Marks by topic", *coverage.objectives, "All", "Questions", "Left in the bank")
    say_table(heads, rows, right=heads[1:])
