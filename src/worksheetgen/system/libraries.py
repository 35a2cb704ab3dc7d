"""Libraries of C functions that a Python package brings along."""

from __future__ import annotations

from ctypes import CDLL
from pathlib import Path

_PLACES = ("lib/lib{}.so", "lib/lib{}.dylib", "bin/{}.dll")
"""Where a library lies below the folder that it was built into: on Linux, on macOS, on Windows."""


def opened_library(folder: Path, name: str) -> CDLL:
    """The library of that name, as it was built for this system. Raises OSError where there is none, or none fits."""
    places = [folder / place.format(name) for place in _PLACES]
    return CDLL(str(next(filter(Path.is_file, places), places[0])))
