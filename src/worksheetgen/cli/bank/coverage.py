"""The verb that counts what a bank has, and shows where it has nothing: stats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from worksheetgen.cli.options import bank_option, json_option
from worksheetgen.cli.screen import say_json, say_table
from worksheetgen.coverage import CountTable, questions_by_topic, tables_of, unconfirmed
from worksheetgen.english import counted
from worksheetgen.model.bank import Bank
from worksheetgen.model.tier import Tier

SHOWN = 5
"""So many questions are named in a line; of more the number is told."""
HOLE = "–"
"""What stands in place of a count of 0."""


@click.command()
@bank_option
@json_option
def stats(read_bank: Callable[[], Bank], as_json: bool) -> None:
    """Count the questions: topics by objective and tier, kinds and sources by difficulty; a hole is marked –."""
    found = read_bank().units
    if as_json:
        say_json(
            {
                unit.id: {
                    "coverage": questions_by_topic(unit),
                    **tables_of(unit),
                    "unconfirmed": unconfirmed(unit),
                }
                for unit in found
            }
        )
        return
    for unit in found:
        click.echo(f"{unit.title} ({unit.id}): {counted(len(unit.questions), 'question')}")
        if ids := unconfirmed(unit):
            more = f" and {counted(len(ids) - SHOWN, 'other')}" if len(ids) > SHOWN else ""
            click.echo(f"  {len(ids)} imported and not confirmed yet: {', '.join(ids[:SHOWN])}{more}")
        _say_coverage(questions_by_topic(unit))
        for title, cells in tables_of(unit).items():
            click.echo(f"\n{title.capitalize()}")
            _say_cells(cells)


def _say_coverage(coverage: Mapping[str, CountTable]) -> None:
    """Print the table of topics, each cell with the counts for support, core and challenge, then the holes.

    `coverage` has a table for each topic id, as of `questions_by_topic`.
    """
    codes = list(next(iter(coverage.values()), {}))
    click.echo(f"\nQuestions by topic and objective: {' · '.join(Tier)}")
    rows = [
        (topic, *(" · ".join(str(count or HOLE) for count in cells[code].values()) for code in codes))
        for topic, cells in coverage.items()
    ]
    say_table(("", *codes), rows, right=codes)
    for topic, cells in coverage.items():
        holes = [
            f"{code} {tier}" for code, tiers in cells.items() for tier, count in tiers.items() if not count
        ]
        if holes:
            click.echo(f"  {HOLE} {topic}: no question for {', '.join(holes)}")


def _say_cells(cells: CountTable) -> None:
    """Print a table of counts."""
    columns = list(dict.fromkeys(column for row in cells.values() for column in row))
    rows = [(row, *(values[column] or HOLE for column in columns)) for row, values in cells.items()]
    say_table(("", *columns), rows, right=columns)


COMMANDS = {"stats": stats}
