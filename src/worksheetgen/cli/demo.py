"""The verb that shows what worksheetgen prints: demo."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen.bank import load_bank
from worksheetgen.cli.options import password_option
from worksheetgen.cli.report import look_after, progress, report_run
from worksheetgen.cli.screen import command
from worksheetgen.memory import made_to_stay
from worksheetgen.protection import Password
from worksheetgen.run.demo import Demo
from worksheetgen.run.request import OUTPUT


@click.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=OUTPUT,
    show_default=True,
    help="Where the two runs and the class list go.",
)
@click.option("--force", is_flag=True, help="Replace the demo that is there.")
@password_option(fresh=True)
def demo(output: Path, force: bool, password: Password) -> None:
    """Print a made-up class of 28 its exam and its homework, from the bundled bank.

    The class list is written beside the two runs, so that you can change it and print again; one that is there stays
    as it is.
    """
    with made_to_stay():
        found = Demo(output, load_bank())
    for _, folder in found.runs:
        look_after(folder, password)
    found.check(force=force, password=password)
    for blueprint, folder in found.runs:
        with progress() as tell:
            printed = found.print(blueprint, folder, force=force, progress=tell, password=password)
        report_run(printed, found.bank, password)
    _tell_of_class_list(found)


def _tell_of_class_list(found: Demo) -> None:
    """Write the demo's class list unless one is there, and say which it is and what to do next."""
    path = found.class_path
    if not found.keep_class_list():
        click.echo(f"{path} was there already and stays as it is; the demo’s class is made up.")
    click.echo(f"Next: put your own class into {path}, then: {command('exam', 'unit-test', '--class', path)}")


COMMANDS = {"demo": demo}
