"""Options that several verbs share, and how their words become a bank and a run's options."""

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
    """Reads the bank when a verb asks for it: after its own words are known to be right."""
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
    """The words of a verb that prints a run, as `run_options` collects them."""

    force: bool
    resume: bool
    dask: str | None
    jobs: int | None
    output: Path | None
    seed: str | None
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
        help="What the draw starts from: the same seed gives the same papers; `random` takes a fresh one.  "
        "[default: from blueprint and class name]",
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
        "--seating",
        type=click.Path(path_type=Path),
        help="Who sits where, instead of the class list's seats: a file with columns id and seat, "
        "or id, row and place.",
    ),
    theme_option,
)


def run_options(command: Command) -> Command:
    """Add the options of a run to a verb, which is given all of them as `options`, and the bank's."""

    @wraps(command)
    def collected(**given: Any) -> Any:
        own = {field.name: given.pop(field.name) for field in fields(RunOptions)}
        if own["jobs"] and own["dask"]:
            raise click.UsageError("Give --jobs or --dask, not both.")
        return command(options=RunOptions(**own), **given)

    found: Command = collected
    for option in (*_RUN_OPTIONS, bank_option):
        found = option(found)
    return found
