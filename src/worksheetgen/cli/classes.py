"""The class verbs: check a class list, make one up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from worksheetgen.class_list import ClassReading, sample_class, to_csv
from worksheetgen.cli.options import class_name_option, encoding_option, json_option
from worksheetgen.cli.report import lines_left
from worksheetgen.cli.screen import say_data, say_json, say_table
from worksheetgen.english import counted
from worksheetgen.run.classes import open_class

STUDENT_COLUMNS = ("id", "name", "tier", "print", "extra time", "seat")


@click.group("class")
def class_group() -> None:
    """Check a class list, or make one up to try things out."""


@class_group.command()
@click.argument("path", type=click.Path(path_type=Path))
@class_name_option
@encoding_option
@json_option
def check(path: Path, class_name: str, encoding: str, as_json: bool) -> None:
    """Show how the class list at PATH is read, column by column."""
    reading = open_class(path, encoding=encoding, class_name=class_name)
    if as_json:
        say_json(_as_data(reading))
        return
    say_table(STUDENT_COLUMNS, _rows(reading), right=("extra time",))
    click.echo()
    say_table(
        ("Column", "Used as"), [(column.heading or "(no heading)", column.use) for column in reading.columns]
    )
    click.echo()
    for note in reading.notes:
        click.echo(note)
    if reading.left:
        click.echo("For you to arrange, as no printer can:")
        for line in lines_left(reading):
            click.echo(f"  {line}")
    class_list = reading.class_list
    tiers = Counter(student.tier.value for student in class_list.students)
    counts = ", ".join(f"{count} {tier}" for tier, count in sorted(tiers.items()))
    size = counted(len(class_list.students), "student")
    click.echo(f"{class_list.name}: {size} ({counts}). Nothing is wrong: the class can be printed.")


def _rows(reading: ClassReading) -> list[tuple[str, ...]]:
    """A row for every student, under STUDENT_COLUMNS."""
    return [
        (
            student.id,
            student.name,
            student.tier.value,
            student.print.value,
            f"{student.extra_time}%",
            str(student.seat or ""),
        )
        for student in reading.class_list.students
    ]


def _as_data(reading: ClassReading) -> dict[str, object]:
    """The reading as plain data."""
    return {
        "class": reading.class_list.name,
        "students": [dict(zip(STUDENT_COLUMNS, row, strict=True)) for row in _rows(reading)],
        "columns": [{"heading": column.heading, "use": column.use} for column in reading.columns],
        "notes": list(reading.notes),
        "for you to arrange": [
            {"id": one.id, "name": one.name, "arrangements": list(one.arrangements)} for one in reading.left
        ],
    }


@class_group.command()
@click.option("--students", type=click.IntRange(1, 100_000), default=30, show_default=True)
@click.option("--seed", default="1", show_default=True, help="The same seed makes up the same class.")
@click.option("--name", default="9B", show_default=True, help="The class's name.")
def sample(students: int, seed: str, name: str) -> None:
    """Make up a class list: worksheetgen class sample > 9B.csv."""
    say_data(to_csv(sample_class(students, seed, name)))


COMMANDS = {"class": class_group}
