"""YAML files to units: read, checked as a whole, every problem of every file reported at once."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from worksheetgen import resources
from worksheetgen.bank.files import digest_of, unit_files, unit_folders
from worksheetgen.cache import cached
from worksheetgen.memory import no_garbage
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.stored import decode, encode

__all__ = ["digest_of", "load_bank", "unit_files", "unit_folders"]


def load_bank(*folders: Path | str) -> Bank:
    """Every unit of the folders, each of them a unit's folder or a folder of such, sorted by id.

    Without a folder the bundled bank. Raises InvalidInput with every problem of every file. Files that were read once
    without a problem are not read again: their units come from the cache.
    """
    roots = tuple(map(Path, folders)) or (resources.question_bank(),)
    digest = digest_of(roots)
    units = cached("units", _made_from(roots, digest), lambda: _read(roots), _restored)
    return Bank(roots, digest, units)


def _read(roots: Sequence[Path]) -> bytes:
    """The units as they are kept, read from their files and checked. Raises InvalidInput."""
    from worksheetgen.bank.loading import read_units  # YAML and its checks are needed only for what is new

    return encode(read_units(roots), tuple[Unit, ...])


def _restored(content: bytes) -> tuple[Unit, ...]:
    """The units as they were kept. Raises Damaged."""
    with no_garbage():  # looking for some takes three times as long as reading it
        units = decode(content, tuple[Unit, ...])
        gc.freeze()  # nor is it looked through later, while something else is done
    return units


def _made_from(roots: Sequence[Path], digest: str) -> str:
    """What the units depend on: their files, what lies beside these, and where all of it lies."""
    beside = (str(path) for root in roots for path in sorted(root.rglob("*")))
    return "\0".join((str(Path.cwd()), *map(str, roots), *beside, digest))
