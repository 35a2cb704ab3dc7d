"""YAML files to units: read, checked as a whole, every problem of every file reported at once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from pathlib import Path

from worksheetgen.bank.files import digest, unit_files, unit_folders
from worksheetgen.cache import cached
from worksheetgen.model.bank import Unit
from worksheetgen.stored import decode, encode

__all__ = ["digest", "load_units", "unit_files", "unit_folders"]


def load_units(roots: Iterable[Path]) -> tuple[Unit, ...]:
    """Every unit of the roots, each of them a unit's folder or a folder of such, sorted by id.

    Raises InvalidInput with every problem of every file. Files that were read once without a problem are not read
    again: their units come from the cache.
    """
    roots = tuple(roots)
    return cached("units", _made_from(roots), lambda: _read(roots), _restored)


def _read(roots: Sequence[Path]) -> bytes:
    """The units as they are kept, read from their files and checked. Raises InvalidInput."""
    from worksheetgen.bank.loading import read_units  # YAML and its checks are needed only for what is new

    return encode(read_units(roots), tuple[Unit, ...])


def _restored(content: bytes) -> tuple[Unit, ...]:
    """The units as they were kept. Raises Damaged."""
    gc.disable()  # nothing in it is garbage, and looking for some takes three times as long as reading it
    try:
        units = decode(content, tuple[Unit, ...])
        gc.freeze()  # nor is it looked through later, while something else is done
    finally:
        gc.enable()
    return units


def _made_from(roots: Sequence[Path]) -> str:
    """What the units depend on: their files, what lies beside these, and where all of it lies."""
    beside = (str(path) for root in roots for path in sorted(root.rglob("*")))
    return "\0".join((str(Path.cwd()), *map(str, roots), *beside, digest(roots)))
