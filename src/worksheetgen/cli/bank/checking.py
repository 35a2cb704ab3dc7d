"""The verb that keeps a bank good: check."""

from __future__ import annotations

from collections.abc import Callable

import click

from worksheetgen.bank.item_writing import review
from worksheetgen.cli.options import bank_option
from worksheetgen.cli.screen import command
from worksheetgen.english import counted
from worksheetgen.errors import InvalidInput
from worksheetgen.model.bank import Bank
from worksheetgen.run.schemas import stale_schemas
from worksheetgen.run.unprintable import unprintable


@click.command()
@bank_option
def check(read_bank: Callable[[], Bank]) -> None:
    r"""Read every file of the bank: report every problem, then advice.

    A problem stops every run until it is mended. Advice stops nothing: it says where an item breaks a rule of item
    writing, such as a key that stands out. Where a question may break a rule, write why under its `accepted`:

    \b
        accepted: {key-does-not-echo-the-stem: The name cannot be avoided.}
    """
    bank = read_bank()
    if problems := [*unprintable(bank)]:
        raise InvalidInput(problems)
    for unit in bank.units:
        advice = review(unit)
        for one in advice:
            click.echo(str(one))
        accepted = sum(len(question.accepted) for question in unit.questions) + len(unit.accepted)
        click.echo(
            f"{unit.title} ({unit.id}): {counted(len(unit.questions), 'question')}, "
            f"{counted(len(unit.sources), 'source')}, {counted(len(unit.glossary), 'glossary term')}. "
            f"Nothing is wrong; {counted(len(advice), 'piece') if advice else 'no pieces'} of advice, "
            f"{accepted or 'none'} accepted with a reason."
        )

    for folder, schemas in stale_schemas(bank).items():
        made_anew = command("bank", "schema", "--bank", folder)
        click.echo(f"{schemas} is of another version: your editor may be wrong. Next: {made_anew}")


COMMANDS = {"check": check}
