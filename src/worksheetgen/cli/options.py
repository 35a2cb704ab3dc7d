"""Options that several verbs share, and the values that they become: a bank, who gets a paper, how it is printed."""

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
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.protection import NO_PASSWORD, Password, checked_password, password_in
from worksheetgen.resources import question_bank
from worksheetgen.value import Value, field_names

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


def _read_bank(_: click.Context, __: click.Parameter, folders: tuple[Path, ...]) -> Callable[[], Bank]:
    """What a verb is given for --bank: a function that reads these folders, or else the bundled bank.

    So a verb can first check what else was typed, as reading a bank takes a while.
    """
    return lambda: load_bank(*folders)


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


# ---- who gets it, and which questions -------------------------------------------------------------


class PlanOptions(Value):
    """What was typed for the options of a verb that plans a run; None or () where an option was left out.

    The names are those of the options in `_PLAN_OPTIONS`, whose help says what each does. `unlike` and `history` are
    folders of earlier runs.
    """

    class_path: Path | None
    seating: Path | None
    students: tuple[str, ...]
    tiers: tuple[str, ...]
    prints: tuple[str, ...]
    spares: int | None
    keep: tuple[str, ...]
    out: tuple[str, ...]
    instead: tuple[tuple[str, str], ...]
    again: str | None
    nearest: bool
    seed: str | None
    own_questions: bool
    unlike: tuple[Path, ...]
    history: Path | None
    two_up: bool
    output: Path | None
    preview: Path | None
    class_name: str
    encoding: str
    theme: Path | None
    password: Password


def _pair(_: click.Context, __: click.Parameter, pairs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`A=B` as the pair of A and B."""
    split = [pair.partition("=") for pair in pairs]
    for (old, equals, new), pair in zip(split, pairs, strict=True):
        if not (old and equals and new):
            raise click.BadParameter(
                f"{pair!r} names no two questions: write OLD=NEW, such as gulag-04=nkvd-10."
            )
    return tuple((old, new) for old, _, new in split)


_PLAN_OPTIONS = (
    click.option(
        "--class",
        "class_path",
        type=click.Path(path_type=Path),
        help="The class list: .csv or .xlsx, as your school exports it.  [default: one unnamed paper of each form]",
    ),
    click.option(
        "--seating",
        type=click.Path(path_type=Path),
        help="Who sits where, instead of the class list's seats: a file with columns id and seat, "
        "or id, row and place.",
    ),
    click.option(
        "--student",
        "students",
        multiple=True,
        help="Only this student's paper, by id, as it is in the whole class; may be given several times.",
    ),
    click.option(
        "--tier",
        "tiers",
        multiple=True,
        type=click.Choice([tier.value for tier in Tier]),
        help="The tier of papers without a name; may be given several times. Without a blueprint, also draw questions "
        "that suit it.  [default: core]",
    ),
    click.option(
        "--print",
        "prints",
        multiple=True,
        type=click.Choice([print.value for print in Print]),
        help="The print of papers without a name; may be given several times.  [default: standard]",
    ),
    click.option(
        "--spares",
        type=click.IntRange(0, 1000),
        help="How many papers without a name, of each --tier and --print.  [default: one in twenty, two at least]",
    ),
    click.option("--keep", multiple=True, help="A question that must be on the paper."),
    click.option("--out", multiple=True, help="A question that must not; the others stay if they can."),
    click.option(
        "--instead", multiple=True, callback=_pair, metavar="OLD=NEW", help="Put one question for another."
    ),
    click.option(
        "--again",
        metavar="WORD",
        help="Draw all but the --keep questions again; each word gives another draw.",
    ),
    click.option(
        "--nearest",
        is_flag=True,
        help="Where no paper meets what is asked, take the nearest one and say what it misses.",
    ),
    click.option(
        "--seed",
        help="What the draw starts from: the same seed gives the same papers on any computer; `random` takes a fresh "
        "one.  [default: one that only you can work out, from what the blueprint demands]",
    ),
    click.option(
        "--own-questions",
        is_flag=True,
        help="Draw questions for this class alone; else every class of yours sits the same ones.",
    ),
    click.option(
        "--unlike",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        help="An earlier run's folder, for a retake: no question of it, but as many marks and as hard; "
        "may be given several times.",
    ),
    click.option(
        "--history",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Where earlier runs lie, for a blueprint with ‘unused_since’.  [default: output]",
    ),
    click.option(
        "--two-up",
        is_flag=True,
        help="Print the papers in standard print half-size, two pages on each side of a landscape sheet, in an order "
        "that one cut puts right; A5 papers at full size, to fold. Each paper's own file stays as it is.",
    ),
    click.option(
        "--output",
        type=click.Path(path_type=Path),
        help="The run's folder.  [default: output/PAPER-CLASS]",
    ),
    click.option(
        "--preview",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="Also write pictures there: the pages of one paper of each print and tier, and all on one sheet.",
    ),
    class_name_option,
    encoding_option,
    theme_option,
    password_option(fresh=True),
)


# ---- how a run is printed -------------------------------------------------------------------------


class PrintOptions(Value):
    """What was typed for the options of a verb that prints a run; None where an option was left out.

    The names are those of the options in `_PRINT_OPTIONS`, whose help says what each does. `dask` is the address of
    a scheduler.
    """

    force: bool
    yes: bool
    resume: bool
    jobs: int | None
    dask: str | None
    word: bool


_PRINT_OPTIONS = (
    click.option(
        "--force",
        is_flag=True,
        help="Print the run that is in the folder again: papers that stand stay as they are, and marks are kept.",
    ),
    click.option("--yes", is_flag=True, help="Do not ask where papers of the run in the folder would go."),
    click.option(
        "--resume", is_flag=True, help="Go on with a large run that was stopped: print what is missing."
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        help="How many processes print.  [default: every core where a run has four packs or more]",
    ),
    click.option(
        "--dask", metavar="ADDRESS", help="Print on the Dask cluster with the scheduler of that address."
    ),
    click.option(
        "--word",
        is_flag=True,
        help="Also make copies in Word to change, beside the run, as `worksheetgen word` does.",
    ),
)


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


plan_options = collected("planning", PlanOptions, _PLAN_OPTIONS)
"""Adds the options of `PlanOptions`; the verb is given them as `planning`."""
print_options = collected("printing", PrintOptions, _PRINT_OPTIONS)
"""Adds the options of `PrintOptions`; the verb is given them as `printing`."""
