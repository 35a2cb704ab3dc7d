"""Options that several verbs share, and how their values become units and themes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from worksheetgen import resources
from worksheetgen.bank import digest, load_units
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.bank import Unit

Command = Callable[..., Any]

EXISTING = click.Path(exists=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

bank_option = click.option(
    "--bank",
    "banks",
    multiple=True,
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


def bank_roots(banks: Sequence[Path]) -> tuple[Path, ...]:
    """The folders asked for, or the bundled bank."""
    return tuple(banks) or (resources.question_bank(),)


def units(banks: Sequence[Path]) -> tuple[Unit, ...]:
    """Every unit of the banks."""
    return load_units(bank_roots(banks))


def bank_digest(banks: Sequence[Path]) -> str:
    """What the banks hold, in hexadecimal digits."""
    return digest(bank_roots(banks))


def the_unit(found: Sequence[Unit], id: str) -> Unit:
    """The unit of that id."""
    for unit in found:
        if unit.id == id:
            return unit
    names = ", ".join(unit.id for unit in found)
    raise InvalidInput([Problem(Place(id), "No bank has a unit of this name.", f"There are: {names}.")])
