"""The verb that begins a teacher's own folder: init."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen.cli.screen import command
from worksheetgen.run.beginning import begin_folder


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Begin a FOLDER of your own: a bank, blueprints, a class list and a theme to change."""
    own = begin_folder(folder)
    click.echo(f"{own.class_list}    a made-up class: put your own into it")
    click.echo(f"{own.bank}    questions, sources and blueprints to change; its README.md has every field")
    click.echo(f"{own.theme}    sizes and spaces of your own")
    given = ("--class", own.class_list, "--bank", own.bank, "--theme", own.theme)
    # A folder of its own: the same class and blueprint, of the bundled bank, may have been printed into output.
    click.echo(f"Next: {command('exam', 'unit-test', *given, '--output', folder / 'unit-test')}")


COMMANDS = {"init": init}
