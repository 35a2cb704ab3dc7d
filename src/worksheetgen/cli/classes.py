"""The class verbs: check a class list, make one up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from worksheetgen.class_list import load_class, sample_class, to_csv
from worksheetgen.cli.options import json_option
from worksheetgen.cli.screen import say_json, say_table
from worksheetgen.english import counted


@click.group("class")
def class_group() -> None:
    """Check a class list, or make one up to try things out."""


@class_group.command()
@click.argument("path", type=click.Path(path_type=Path))
@json_option
def check(path: Path, as_json: bool) -> None:
    """Read the class list at PATH as a run would, and show what was understood."""
    class_list = load_class(path)
    columns = ("id", "name", "tier", "print", "extra time", "seat")
    rows = [
        (
            student.id,
            student.name,
            student.tier,
            student.print,
            f"{student.extra_time} %",
            str(student.seat or ""),
        )
        for student in class_list.students
    ]
    if as_json:
        say_json([dict(zip(columns, map(str, row), strict=True)) for row in rows])
        return
    say_table(columns, rows, right=("extra time",))
    tiers = Counter(student.tier.value for student in class_list.students)
    counts = ", ".join(f"{count} {tier}" for tier, count in sorted(tiers.items()))
    click.echo(
        f"{class_list.name}: {counted(len(class_list.students), 'student')} ({counts}). Nothing is wrong."
    )


@class_group.command()
@click.option("--students", type=click.IntRange(1, 100_000), default=30, show_default=True)
@click.option("--seed", default="1", show_default=True, help="The same seed makes up the same class.")
@click.option("--name", default="9B", show_default=True, help="The class's name.")
def sample(students: int, seed: str, name: str) -> None:
    """Make up a class list: worksheetgen class sample --students 30 --seed 7 > 9B.csv."""
    click.echo(to_csv(sample_class(students, seed, name)), nl=False)


COMMANDS = {"class": class_group}
