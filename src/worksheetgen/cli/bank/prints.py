"""The verbs that print what a bank holds: preview, guide."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen.cli.bank.listing import the_question
from worksheetgen.cli.options import bank_option, the_unit, theme_option, units
from worksheetgen.cli.theming import themes
from worksheetgen.delivery import deliver_file
from worksheetgen.errors import Place
from worksheetgen.pipeline import print_guide, print_preview

THEME = "board"
OUTPUT = Path("output")


PDF = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("id")
@bank_option
@theme_option
@click.option("--output", type=PDF, help="The PDF.  [default: output/preview-ID.pdf]")
def preview(id: str, banks: tuple[Path, ...], theme: Path | None, output: Path | None) -> None:
    """Print the question ID, as on a paper, and its mark scheme.

    Core print first, then the support and challenge prints where they differ. On a paper, the last answer has up to
    a quarter more lines where room is left.
    """
    unit, question = the_question(units(banks), id)
    path = output or OUTPUT / f"preview-{id}.pdf"
    deliver_file(path, print_preview(unit, question, themes(theme, THEME, Place("--theme"))))
    click.echo(f"{path}    {question.place} has the question")


@click.command()
@click.argument("unit", required=False)
@bank_option
@theme_option
@click.option("--output", type=PDF, help="The PDF.  [default: output/guide-UNIT.pdf]")
def guide(unit: str | None, banks: tuple[Path, ...], theme: Path | None, output: Path | None) -> None:
    """Print the guide to UNIT for teachers: counts, text, contested claims, sources, glossary.

    UNIT may be left out where the bank has one.
    """
    found = units(banks)
    if unit is None and len(found) != 1:
        raise click.UsageError(f"Name one of the units: {', '.join(one.id for one in found)}.")
    chosen = the_unit(found, unit) if unit else found[0]
    path = output or OUTPUT / f"guide-{chosen.id}.pdf"
    deliver_file(path, print_guide(chosen, themes(theme, THEME, Place("--theme"))))
    click.echo(f"{path}    for teachers only: it has the contested claims and the teacher's notes")


COMMANDS = {"preview": preview, "guide": guide}
