"""The verb that begins a teacher's own folder: init."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen.cli.screen import command
from worksheetgen.english import counted, first_few
from worksheetgen.run.beginning import SUBJECT, OwnFolder, begin_folder, begin_with_example

NAMED = 6
"""So many terms of a glossary are named; more are counted."""


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    help="Your own text, from which a unit is made: .docx, .pdf, .txt or .md.",
)
@click.option(
    "--title", default="", help="The unit's title.  [default: the text's own, or the folder's name]"
)
@click.option("--subject", default="", help="The subject, such as Biology: it stands on covers.")
@click.option(
    "--encoding", default="", help="Of a text file that is neither UTF-8 nor UTF-16, such as cp1252."
)
@click.option(
    "--example", is_flag=True, help="Begin with the bundled history unit and its questions, to be changed."
)
def init(folder: Path, text: Path | None, title: str, subject: str, encoding: str, example: bool) -> None:
    r"""Begin a FOLDER of your own: a bank with a unit, blueprints, a class list and a theme to change.

    \b
      worksheetgen init plants --text handout.docx --subject Biology

    Of a text the unit gets numbered paragraphs, a proposed glossary, a timeline of the dates found, and homework that
    can be printed at once. Questions come after, from a spreadsheet: `worksheetgen bank sheet`.
    """
    if example and (text or title or subject):
        raise click.UsageError("--example is a unit of its own: leave --text, --title and --subject out.")
    if example:
        own = begin_with_example(folder)
    else:
        own = begin_folder(folder, text=text, title=title, subject=subject, encoding=encoding)
    click.echo(f"{own.class_list}    a made-up class: put your own into it")
    if example:
        click.echo(
            f"{own.bank}    questions, sources and blueprints to change; its README.md has every field"
        )
    else:
        _say_unit(own)
    click.echo(f"{own.theme}    sizes and spaces of your own")
    given = ("--class", own.class_list, "--bank", own.bank, "--theme", own.theme)
    # A folder of its own: the same class and blueprint, of the bundled bank, may have been printed into output.
    if example:
        click.echo(f"Next: {command('exam', 'unit-test', *given, '--output', folder / 'unit-test')}")
        return
    sheet = folder / "questions.xlsx"
    if own.homework:
        click.echo(f"Next: {command('worksheet', 'homework', *given, '--output', folder / 'homework')}")
    click.echo(f"{'Then' if own.homework else 'Next'}: {command('bank', 'sheet', own.unit, '-o', sheet)}")


def _say_unit(own: OwnFolder) -> None:
    """What the new unit has, and what of the document it has not."""
    unit = own.begun
    if unit is None:
        return
    click.echo(
        f"{own.unit}    {unit.title}: {counted(len(unit.text), 'paragraph') if unit.text else 'no text yet'}"
    )
    if unit.terms:
        click.echo(f"  glossary.yaml: {first_few(unit.terms, NAMED)}, their meanings still to be written")
    if unit.topics:
        click.echo(f"  topics, from its headings: {', '.join(unit.topics)}")
    if unit.tables:
        click.echo(f"  sources/tables.yaml: {counted(len(unit.tables), 'table')} as sources for questions")
    if own.events:
        click.echo(f"  sources/timeline.yaml: {counted(own.events, 'event')} that the text dates")
    if unit.subject == SUBJECT:
        click.echo(
            f"  unit.yaml: “{SUBJECT}” will stand on the papers; write there what it is (or --subject)"
        )
    for one in own.left_out:
        click.echo(f"  Left out: {one}")


COMMANDS = {"init": init}
