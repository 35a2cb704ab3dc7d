"""The verbs that take questions to a spreadsheet and back: sheet, import, export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from worksheetgen.bank import load_bank
from worksheetgen.bank.sheet import SheetImport
from worksheetgen.cli.bank.searching import QueryCommand, read_words
from worksheetgen.cli.screen import command, is_terminal
from worksheetgen.delivery import check_file, rewrite
from worksheetgen.english import counted, first_few
from worksheetgen.errors import ExitCode
from worksheetgen.resources import BLUEPRINT_FOLDER
from worksheetgen.run.question_sheet import (
    sheet_import,
    sheet_with,
    sheet_without_questions,
    unit_folder,
    write_import,
)
from worksheetgen.search import search

UNIT = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
output_option = click.option("-o", "--output", type=FILE, help="The workbook.  [default: standard output]")
force_option = click.option("--force", is_flag=True, help="Replace a file of that name.")
TEST = "test"
"""The blueprint that `init` begins a unit with, to be tried with its first questions."""
SHOWN = 12
"""So many ids are named; more are counted."""


@click.command()
@click.argument("unit", type=UNIT)
@output_option
@force_option
def sheet(unit: Path, output: Path | None, force: bool) -> None:
    r"""Write a workbook for new questions of UNIT, with lists to choose from, examples and help.

    \b
      worksheetgen bank sheet my-unit > questions.xlsx

    Two columns are enough: question and answer. What its glossary still lacks is asked for on a sheet of its own.
    """
    _give(sheet_without_questions(unit), output, unit, force=force)


@click.command(cls=QueryCommand)
@click.argument("unit", type=UNIT)
@click.argument("query", nargs=-1)
@click.option(
    "--to",
    type=click.Choice(["xlsx"]),
    default="xlsx",
    expose_value=False,
    show_default=True,
    help="The kind of file.",
)
@output_option
@force_option
def export(unit: Path, query: tuple[str, ...], output: Path | None, force: bool) -> None:
    r"""Write the questions of UNIT into a workbook, to be changed there and imported again.

    QUERY says which, as for `bank search`; without one, all. The sheet knows what each question was, so that what a
    colleague has changed in the bank meanwhile is not overwritten.

    \b
      worksheetgen bank export my-unit > questions.xlsx
      worksheetgen bank export my-unit kind:multiple-choice topic:cells -o choices.xlsx
    """
    wanted = read_words(query)
    folder = unit_folder(unit)
    bank = load_bank(folder)
    ids = {question.id for question in search(bank.units, bank.digest, wanted)}
    if not ids:
        raise click.UsageError("The unit has no such question.")
    _give(sheet_with(folder, ids), output, unit, force=force)


def _give(content: bytes, output: Path | None, unit: Path, *, force: bool) -> None:
    """Write a workbook into a file, or to standard output where that is no screen."""
    if output:
        check_file(output, force=force)
        rewrite(output, content)
        click.echo(f"{output}    Next: fill it in, then: {command('bank', 'import', output, '--into', unit)}")
    elif is_terminal(sys.stdout):
        raise click.UsageError("A workbook cannot be shown. Add for example: -o questions.xlsx")
    else:
        click.echo(content, nl=False)


@click.command("import")
@click.argument("path", metavar="SHEET", type=FILE)
@click.option("--into", "unit", type=UNIT, required=True, help="Your unit's folder, or a bank of one unit.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with code 3 where something was filled in or left out; write nothing.",
)
@click.option(
    "--encoding", default="", help="Of a CSV file that is neither UTF-8 nor UTF-16, such as cp1252."
)
def import_(path: Path, unit: Path, dry_run: bool, strict: bool, encoding: str) -> int:
    r"""Take the questions of SHEET, a workbook or a CSV file, into a unit.

    \b
      worksheetgen bank import questions.xlsx --into my-unit

    Columns `question` and `answer` are enough. Import a sheet again whenever you like: a question is found again by its
    id or by its words, and changed where the sheet says another thing. Nothing is written until every cell is right.
    """
    found = sheet_import(path, unit, encoding=encoding)
    doubtful = strict and bool(found.fillers or found.unread or found.unconfirmed)
    written = not dry_run and not doubtful
    if written:
        write_import(found)
    _report(found, unit, written=written)
    return ExitCode.INVALID_INPUT if doubtful else ExitCode.DONE


def _report(found: SheetImport, unit: Path, *, written: bool) -> None:
    """Counts first, then each thing that was filled in once, then what to do."""
    counts = (
        (len(found.added), "new"),
        (len(found.changed), "changed"),
        (len(found.same), "as they were"),
        (len(found.kept), "changed in the bank since, and kept"),
    )
    told = ", ".join(f"{number} {words}" for number, words in counts if number) or "none"
    click.echo(f"Questions: {told}.{'' if written else ' Nothing is written.'}")
    for words, ids in (("New", found.added), ("Changed", found.changed), ("Kept", found.kept)):
        if ids:
            click.echo(f"  {words}: {first_few(ids, SHOWN)}")
    if found.terms:
        click.echo(f"Glossary: {counted(found.terms, 'term')} new or with a new meaning.")
    for title in found.new_topics:
        click.echo(f"New topic: {title}")
    for words, number, place in found.fillers:
        click.echo(f"Filled in for {counted(number, 'question')}: {words} (first at {place})")
    for cell in found.unread:
        click.echo(f"Not read: the column ‘{cell.text}’ ({cell.place})")
    if found.unconfirmed:
        click.echo(
            f"To look through: {counted(found.unconfirmed, 'question')} of this sheet. What may be lacking:"
        )
        click.echo(f"  {command('bank', 'check', '--bank', unit)}")
    if written:
        folder = unit_folder(unit)
        planned = (
            ("plan", TEST) if (folder / BLUEPRINT_FOLDER / f"{TEST}.yaml").is_file() else ("bank", "list")
        )
        click.echo(f"Next: {command(*planned, '--bank', folder.parent)}")


COMMANDS = {"sheet": sheet, "import": import_, "export": export}
