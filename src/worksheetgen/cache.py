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
from worksheetgen.system.files import read_file

T = TypeVar("T")

_MOST_OF_A_FILE = 64 * 2**20
"""So many bytes of a file count for what is made from it; no file that is read has more."""


def cached(
    kind: str, made_from: str, make: Callable[[], bytes], read: Callable[[bytes], T], *, most: int
) -> T:
    """What `read` gives of the bytes that `make` makes, or made earlier from the same things.

    `kind` begins the file's name; of each kind so many stay, the `most`, and those that were not made last go.
    `made_from` says everything that the bytes depend on besides this program, whose own source always counts. `read`
    raises ValueError for bytes that `make` cannot have made; they are made anew. So a cache folder that cannot be read
    or written, or a damaged file in it, costs time and nothing else. Raises what `make` raises.
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
        (folder / name).touch(mode=0o600)  # what an exam asks is nobody else's business
        (folder / name).write_bytes(sealed(made))  # half of it, too, is known by its checksum
        _tidy(folder, kind, most)
    return read(made)


def content_digest(path: Path) -> str:
    """What tells a file's content from any other, for what is made from it; "" for a file that cannot be read."""
    try:
        return blake2b(read_file(path, _MOST_OF_A_FILE)).hexdigest()
    except OSError:  # whoever reads it tells why
        return ""


@remembered(most=1)
def program() -> str:
    """What the program is made of, in hexadecimal digits: its version, and its files by size and time.

    So Python, too, tells whether its bytecode is stale. The version besides, as what was installed may have one time
    on all files.
    """
    return made_of(Path(__file__).parent, __version__)


def made_of(package: Path, version: str = "") -> str:
    """What the package in a folder is made of: its Python files by size and time, and the `version` that is given."""
    hasher = blake2b(version.encode(), digest_size=16)
    for entry in sorted(_modules(str(package)), key=attrgetter("path")):
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


def _tidy(folder: Path, kind: str, most: int) -> None:
    kept = folder.glob(f"{kind}-*")
    for path in sorted(kept, key=lambda path: path.stat().st_mtime, reverse=True)[most:]:
        path.unlink(missing_ok=True)
