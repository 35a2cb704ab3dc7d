"""Options that several verbs share, and the values that they become: a bank, the options of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Any

import click

from worksheetgen.bank import load_bank
from worksheetgen.model.bank import Bank

Command = Callable[..., Any]


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
theme_option = click.option(
    "--theme",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Your own theme's folder; it overrides only what it contains.",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for a script instead of a table."
)


# ---- what every verb that prints a run takes -----------------------------------------------------


@dataclass(frozen=True)
class RunOptions:
    """What was typed for the options of a verb that prints a run; None where an option was left out.

    The names are those of the options in `_RUN_OPTIONS`, whose help says what each does. `dask` is the
    address of a scheduler; `unlike` and `history` are folders of earlier runs.
    """

    force: bool
    resume: bool
    dask: str | None
    jobs: int | None
    output: Path | None
    seed: str | None
    own_questions: bool
    yes: bool
    unlike: tuple[Path, ...]
    history: Path | None
    seating: Path | None
    theme: Path | None


_RUN_OPTIONS = (
    click.option("--force", is_flag=True, help="Replace the run that is in the folder."),
    click.option(
        "--resume", is_flag=True, help="Go on with a large run that was stopped: print what is missing."
    ),
    click.option(
        "--dask", metavar="ADDRESS", help="Print on the Dask cluster with the scheduler of that address."
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        help="How many processes print.  [default: every core where a run has four packs or more]",
    ),
    click.option(
        "--output",
        type=click.Path(path_type=Path),
        help="The run's folder.  [default: output/PAPER-CLASS]",
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
    click.option("--yes", is_flag=True, help="Do not ask where papers of the run in the folder would go."),
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
        "--seating",
        type=click.Path(path_type=Path),
        help="Who sits where, instead of the class list's seats: a file with columns id and seat, "
        "or id, row and place.",
    ),
    theme_option,
)


def run_options(command: Command) -> Command:
    """A decorator for a verb that prints a run: it adds the options of `RunOptions`, and --bank.

    Click gives a command one argument for each option. The verb is given `read_bank` and, in place of all the
    others, one argument `options`, a RunOptions. UsageError is raised where --jobs and --dask are both given.
    """

    @wraps(command)
    def collected(**given: Any) -> Any:
        own = {field.name: given.pop(field.name) for field in fields(RunOptions)}
        if own["jobs"] and own["dask"]:
            raise click.UsageError("Give --jobs or --dask, not both.")
        return command(options=RunOptions(**own), **given)

    found: Command = collected
    # Decorators that are applied later stand higher up in the help.
    for option in (*_RUN_OPTIONS, bank_option):
        found = option(found)
    return found
