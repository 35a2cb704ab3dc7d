"""Options that several verbs share, and the values that they become: a bank, a unit, a password."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from worksheetgen.bank import load_bank
from worksheetgen.cli.screen import is_terminal
from worksheetgen.errors import Place
from worksheetgen.memory import made_to_stay
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.protection import NO_PASSWORD, Password, checked_password, password_in
from worksheetgen.resources import question_bank
from worksheetgen.value import field_names

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


def collected(name: str, made: type[Any], options: Sequence[Decorator]) -> Decorator:
    """A decorator that adds the `options` and gives the verb one argument `name`, made of them, in place of them all.

    `made` is a class of values with a field for each option, as click gives a command an argument for each.
    """

    def decorator(command: Command) -> Command:
        @wraps(command)
        def collected(**given: Any) -> Any:
            own = {name: given.pop(name) for name in field_names(made)}
            return command(**{name: made(**own)}, **given)

        found: Command = collected
        for option in reversed(options):  # the one that is applied last stands first in the help
            found = option(found)
        return found

    return decorator


def _read_bank(_: click.Context, __: click.Parameter, folders: tuple[Path, ...]) -> Callable[[], Bank]:
    """What a verb is given for --bank: a function that reads these folders, or else the bundled bank.

    So a verb can first check what else was typed, as reading a bank takes a while.
    """

    def read_bank() -> Bank:
        with made_to_stay():
            return load_bank(*folders)

    return read_bank


bank_option = click.option(
    "--bank",
    "read_bank",
    multiple=True,
    callback=_read_bank,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of units, or one unit's folder; may be given several times.  [default: the bundled bank]",
)


def bank_words(bank: Bank) -> tuple[str, ...]:
    """What was typed for --bank, to be put into a command that a person copies; nothing for the bundled bank."""
    if bank.folders == (question_bank(),):
        return ()
    return tuple(word for folder in bank.folders for word in ("--bank", str(folder)))


def unit_of(bank: Bank, name: str | None) -> Unit:
    """The unit of that name, or the only one where none was typed. Raises what `Bank.unit` does, click's UsageError."""
    if name is None and len(bank.units) != 1:
        raise click.UsageError(f"Name one of the units: {', '.join(one.id for one in bank.units)}.")
    return bank.unit(name) if name else bank.units[0]


class_name_option = click.option(
    "--class-name", default="", help="The class's name.  [default: from the list, or its file's name]"
)
encoding_option = click.option(
    "--encoding", default="", help="Of a class list that is neither UTF-8 nor UTF-16, such as cp1252."
)
theme_option = click.option(
    "--theme",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Your own theme's folder; it overrides only what it contains.",
)


def password_option(*, fresh: bool) -> Decorator:
    """The option for the password of a run; a `fresh` one is asked for twice. The verb is given a Password."""

    def read(_: click.Context, __: click.Parameter, file: Path | None) -> Password:
        if file is None:
            return NO_PASSWORD
        if str(file) != "-":
            return password_in(file)
        if is_terminal(sys.stdin):
            typed = click.prompt("Password", hide_input=True, confirmation_prompt=fresh, err=True)
        else:
            typed = sys.stdin.readline()
        return checked_password(typed, "-", Place("--password-file"))

    purpose = (
        "Have answer keys, mark scheme, markbook, seating plan and all made of marks open with a password alone: the "
        "first line of this file; - asks for it. A run that has one needs it again."
    )
    return click.option(
        "--password-file",
        "password",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=read,
        help=purpose
        if fresh
        else "The password of the run, if it has one: the first line of this file; - asks for it.",
    )


def password_words(password: Password) -> tuple[str, ...]:
    """What was typed for --password-file, to be put into a command that a person copies; nothing for no password."""
    return ("--password-file", password.source) if password else ()


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for a script instead of a table."
)
