"""The verbs that keep a bank good: check, schema."""

from __future__ import annotations

from collections.abc import Callable

import click

from worksheetgen.bank.item_writing import review
from worksheetgen.bank.schema import schema as bank_schema
from worksheetgen.cli.options import bank_option
from worksheetgen.cli.screen import say_json
from worksheetgen.english import counted
from worksheetgen.model.bank import Bank


@click.command()
@bank_option
def check(read_bank: Callable[[], Bank]) -> None:
    r"""Read every file of the bank: report every problem, then advice.

    A problem stops every run until it is mended. Advice stops nothing: it says where an item breaks a rule of item
    writing, such as a key that stands out. Where a question may break a rule, write why under its `accepted`:

    \b
        accepted: {key-does-not-echo-the-stem: The name cannot be avoided.}
    """
    for unit in read_bank().units:
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


@click.command()
def schema() -> None:
    """Print the JSON Schema of a questions file, for an editor."""
    say_json(bank_schema())


COMMANDS = {"check": check, "schema": schema}
