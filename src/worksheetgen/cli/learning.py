"""The verbs that print what is learned of a unit: organiser, cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.cli.options import bank_option, bank_words, theme_option, unit_of
from worksheetgen.cli.pdf_file import pdf_file, pdf_option
from worksheetgen.cli.screen import command
from worksheetgen.delivery import deliver_file
from worksheetgen.english import counted, shortened
from worksheetgen.model.bank import Bank
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.references import spoken
from worksheetgen.model.students import Print
from worksheetgen.run.cards import FLASH, flash_deck, print_cards, sort_deck, sorts_of
from worksheetgen.run.organiser import print_organiser

NAME = 40
"""The most characters by which the screen names what an organiser leaves out."""

print_option = click.option(
    "--print",
    "print",
    type=click.Choice([print.value for print in Print]),
    default=Print.STANDARD.value,
    show_default=True,
    help="The print.",
)
paper_option = click.option(
    "--paper",
    type=click.Choice([size.value for size in PaperSize if not size.folded]),
    help="The paper.  [default: the theme's]",
)


@click.command()
@click.argument("unit", required=False)
@bank_option
@print_option
@paper_option
@theme_option
@pdf_option
def organiser(
    unit: str | None,
    read_bank: Callable[[], Bank],
    print: str,
    paper: str | None,
    theme: Path | None,
    output: Path | None,
) -> None:
    """Print the knowledge organiser of UNIT: what there is to learn, on one page.

    Big questions, key dates, people and terms, figures, what historians now say: as far as the unit has them, with room
    to write what it has not. What the page has no room for is named. Other prints have the same on more pages. UNIT may
    be left out where the bank has one.
    """
    chosen = unit_of(read_bank(), unit)
    made = print_organiser(chosen, Print(print), PaperSize(paper) if paper else None, theme)
    path = _file(output, f"organiser-{chosen.id}", Print(print))
    deliver_file(path, made.pdf)
    click.echo(f"{path}    {counted(made.pages, 'page')}")
    for part, names in made.left_out.items():
        said = ", ".join(shortened(spoken(name), NAME) for name in names)
        click.echo(f"The page is full. Left out of {part} ({len(names)}): {said}.")


@click.command()
@click.argument("unit", required=False)
@click.option(
    "--flash", is_flag=True, help="Flash cards: a question or word, its answer on the back. The default."
)
@click.option(
    "--sort",
    metavar="WHAT",
    help="Cards to sort instead: dates (put in order), terms (find the pairs), or one of the unit’s own sortings.",
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(list(FLASH)),
    help="Only flash cards of these; may be given several times.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 200),
    help="At most so many of each, terms and people that the text uses most first.  [default: all; 15 pairs]",
)
@bank_option
@print_option
@paper_option
@theme_option
@pdf_option
def cards(
    unit: str | None,
    flash: bool,
    sort: str | None,
    only: tuple[str, ...],
    most: int | None,
    read_bank: Callable[[], Bank],
    print: str,
    paper: str | None,
    theme: Path | None,
    output: Path | None,
) -> None:
    r"""Print cards of UNIT to cut out: flash cards, or cards to sort.

    \b
      worksheetgen cards --only terms --most 30
      worksheetgen cards --sort dates

    Answers are on the backs: print on both sides, flip on the long edge. Pages with odd numbers alone are cards without
    answers. Cards are as large as their words need, larger in large print. UNIT may be left out where the bank has one.
    """
    if sort and (flash or only):
        raise click.UsageError(
            "--sort prints cards to sort, --flash and --only flash cards: give one of them."
        )
    bank = read_bank()
    chosen = unit_of(bank, unit)
    deck = sort_deck(chosen, sort, most or 0) if sort else flash_deck(chosen, only, most or 0)
    made = print_cards(deck, chosen, Print(print), PaperSize(paper) if paper else None, theme)
    path = _file(output, f"cards-{chosen.id}{f'-{sort}' if sort else ''}", Print(print))
    deliver_file(path, made.pdf)
    click.echo(
        f"{path}    {counted(made.cards, 'card')} on {counted(made.pages, 'page')}: "
        "print on both sides, flip on the long edge"
    )
    if others := [one for one in sorts_of(chosen) if one != sort]:
        other = command("cards", chosen.id, "--sort", others[0], *bank_words(bank))
        also = f" (or {', '.join(others[1:])})" if others[1:] else ""
        click.echo(f"Cards to sort: {other}{also}")


def _file(output: Path | None, name: str, print: Print) -> Path:
    """Where a PDF goes, named after its print too, where that is not the standard one."""
    return pdf_file(output, f"{name}{'' if print is Print.STANDARD else f'-{print}'}")


COMMANDS = {"organiser": organiser, "cards": cards}
