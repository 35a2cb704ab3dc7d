"""YAML files to a Bank: read, checked as a whole, every problem of every file reported at once.

`loading` reads and checks; this module keeps what was read once. `parsing` gives what each file says,
`checks` what is wrong with it as a whole, `reading` the bank's frozen values. Advice on how questions are
written is in `item_writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from worksheetgen import resources
from worksheetgen.bank.files import digest_and_lines, unit_files, unit_folders
from worksheetgen.cache import cached
from worksheetgen.errors import shown
from worksheetgen.memory import no_garbage, remembered
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.stored import decode, encode

__all__ = ["load_bank", "unit_files", "unit_folders"]


def load_bank(*folders: Path | str) -> Bank:
    """The bank of all units in the folders, sorted by id; without a folder, the bundled bank.

    Each of the `folders` is a unit's folder or a folder of such. Raises InvalidInput with every problem of
    every file. Files that were read once without a problem are not read again until one of them changes:
    their units come from the cache.
    """
    roots = tuple(map(Path, folders)) or (resources.question_bank(),)
    digest, lines = digest_and_lines(roots)
    units = cached("units", _made_from(roots, digest, lines), lambda: _read(roots), _restored, most=16)
    return Bank(roots, digest, units)


def _read(roots: Sequence[Path]) -> bytes:
    """The units read from their files and checked, as bytes for the cache. Raises InvalidInput."""
    from worksheetgen.bank.loading import read_units  # YAML and its checks are needed only for what is new

    with no_garbage():  # looking for some among all that is read takes a twentieth of a class's first run
        return encode(read_units(roots))


@remembered(most=2)
def _restored(content: bytes) -> tuple[Unit, ...]:
    """The units of which `_read` made these bytes. Raises Damaged where the bytes are not such."""
    with no_garbage():  # looking for some takes three times as long as reading the units
        return decode(content, tuple[Unit, ...])


def _made_from(roots: Sequence[Path], digest: str, lines: str) -> str:
    """Everything that the units and their problems depend on, as one text: what they are cached under.

    The files' contents are not all of it. Units have the places of their parts as they are shown from the current
    folder, and what lies beside the files can be a problem too: a folder without a unit.yaml, a file that ends in
    .yml. A question knows the line on which it stands, so the `lines` count that the digest leaves out.
    """
    # Of folders that are no units nothing further down matters: one may hold all that a computer has.
    beside = (path for root in roots for depth in ("*", "*/*") for path in (root, *sorted(root.glob(depth))))
    within = (path for folder in unit_folders(roots) for path in sorted(folder.rglob("*")))
    return "\0".join((*map(shown, (*beside, *within)), digest, lines))
