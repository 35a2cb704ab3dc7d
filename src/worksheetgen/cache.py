"""What takes long to make and can always be made again, kept in the user's own cache folder by its content's name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

from worksheetgen import __version__
from worksheetgen.memory import remembered
from worksheetgen.stored import sealed, unsealed

T = TypeVar("T")

KEPT = 16
"""So many files stay in the folder; the ones that were not made last go."""


def cached(kind: str, made_from: str, make: Callable[[], bytes], read: Callable[[bytes], T]) -> T:
    """What `read` gives of the bytes that `make` makes, or made earlier from the same things.

    `kind` begins the file's name; `made_from` says everything that the bytes depend on besides this program, whose
    own source always counts. `read` raises ValueError for bytes that `make` cannot have made; they are made anew.
    So a cache folder that cannot be read or written, or a damaged file in it, costs time and nothing else. Raises
    what `make` raises.
    """
    folder = user_cache_path("worksheetgen")
    # surrogateescape: it may name folders whose names are not UTF-8
    depends_on = f"{program()} {made_from}".encode(errors="surrogateescape")
    name = f"{kind}-{blake2b(depends_on, digest_size=16).hexdigest()}"
    with suppress(OSError, ValueError):
        return read(unsealed((folder / name).read_bytes()))
    made = make()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(sealed(made))  # half of it, too, is known by its checksum
        _tidy(folder)
    return read(made)


@remembered(most=1)
def program() -> str:
    """What the program is made of, in hexadecimal digits: its version, and its files by size and time.

    So Python, too, tells whether its bytecode is stale. The version besides, as what was installed may have one time
    on all files.
    """
    hasher = blake2b(__version__.encode(), digest_size=16)
    for entry in sorted(_modules(str(Path(__file__).parent)), key=attrgetter("path")):
        found = entry.stat()
        hasher.update(
            f"{entry.path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode(errors="surrogateescape")
        )
    return hasher.hexdigest()


def _modules(folder: str) -> Iterator[os.DirEntry[str]]:
    """All Python files in a package's folder. `Path` takes three times as long over the four hundred that there are."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)


def _tidy(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        path.unlink(missing_ok=True)
