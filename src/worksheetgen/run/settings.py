"""Files in the user's settings that nobody else can read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from platformdirs import user_config_path

from worksheetgen.delivery import revise
from worksheetgen.errors import OutputExists, Place, Problem


def settings_file(name: str) -> Path:
    """Where the file of that name is or will be."""
    return user_config_path("worksheetgen") / name


def private_file(name: str, revised: Callable[[bytes], bytes], remedy: str) -> Path:
    """The file of that name, once it holds what `revised` makes of what it held (b"" where there was none).

    Raises OutputExists with the `remedy` where it cannot be written.
    """
    path = settings_file(name)
    try:
        revise(path, revised, private=True)
    except OutputExists as error:
        raise OutputExists(Problem(Place(str(path)), one.what, remedy) for one in error.problems) from error
    return path
