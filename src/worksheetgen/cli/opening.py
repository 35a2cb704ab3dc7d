"""The verb that opens the page: open."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.cli.options import bank_option, password_option
from worksheetgen.model.bank import Bank
from worksheetgen.page.server import open_page
from worksheetgen.protection import Password
from worksheetgen.value import replace


@click.command("open")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port on this machine.  [default: any free one]",
)
@click.option("--no-browser", is_flag=True, help="Open no browser; say which file opens the page.")
@bank_option
@password_option(fresh=True)
def open_verb(
    folder: Path, port: int, no_browser: bool, read_bank: Callable[[], Bank], password: Password
) -> None:
    """Open a page in your browser on which papers are made, printed and marked.

    It works in FOLDER, where all other commands find what it keeps, and on this machine alone.
    """
    bank = read_bank()
    # Read from here, it is asked for its blueprints from there.
    bank = replace(bank, folders=tuple(path.absolute() for path in bank.folders))
    os.chdir(folder)
    open_page(bank, port, not no_browser, lambda sentence: click.echo(sentence, err=True), password)


COMMANDS = {"open": open_verb}
