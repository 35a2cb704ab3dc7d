"""The verbs that print what a bank holds: preview, guide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.cli.bank.listing import the_question
from worksheetgen.cli.options import bank_option, theme_option, unit_of
from worksheetgen.cli.pdf_file import pdf_file, pdf_option
from worksheetgen.delivery import deliver_file
from worksheetgen.model.bank import Bank
from worksheetgen.run.single import print_guide, print_preview


@click.command()
@click.argument("id")
@bank_option
@theme_option
@pdf_option
def preview(id: str, read_bank: Callable[[], Bank], theme: Path | None, output: Path | None) -> None:
    """Print the question ID, as on a paper, and its mark scheme.

    Core print first, then the support and challenge prints where they differ. On a paper, the last answer has up to
    a quarter more lines where room is left.
    """
    unit, question = the_question(read_bank().units, id)
    path = pdf_file(output, f"preview-{id}")
    deliver_file(path, print_preview(unit, question, theme))
    click.echo(f"{path}    {question.place} has the question")


@click.command()
@click.argument("unit", required=False)
@bank_option
@theme_option
@pdf_option
def guide(unit: str | None, read_bank: Callable[[], Bank], theme: Path | None, output: Path | None) -> None:
    """Print the guide to UNIT for teachers: counts, text, contested claims, sources, glossary.

    UNIT may be left out where the bank has one.
    """
    chosen = unit_of(read_bank(), unit)
    path = pdf_file(output, f"guide-{chosen.id}")
    deliver_file(path, print_guide(chosen, theme))
    click.echo(f"{path}    for teachers only: it has the contested claims and the teacher's notes")


COMMANDS = {"preview": preview, "guide": guide}
