"""Reading files that may be anything: a pipe that nobody writes into, a device without end, gigabytes of nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

OPENS_TOO_MANY = (
    "Close other programs, or type it in a new terminal: this one lets a program open too few files at once."
)


class NoFile(OSError):
    """What stands under a file's name is a folder, or a pipe or device, which would be waited for without end."""


def remedy_for(error: OSError | ValueError, otherwise: str) -> str:
    """What to do where a file could not be opened: `otherwise`, but where the fault is the terminal’s and no file’s."""
    too_many = isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE)
    return OPENS_TOO_MANY if too_many else otherwise


def is_file(path: Path | str) -> bool:
    """Whether a file has this name; none has one that is too long, for which `Path.is_file` raises OSError."""
    return os.path.isfile(path)  # noqa: PTH113  # it raises nothing


def read_file(path: Path, most: int) -> bytes:
    """The content of a file; of one with more than `most` bytes these and one more, by which it is known.

    Raises OSError, and NoFile, one of these, where it is no file.
    """
    found = path.stat()
    if not S_ISREG(found.st_mode):
        kind = "it is a folder" if S_ISDIR(found.st_mode) else "it is a pipe or a device"
        raise NoFile(errno.EINVAL, kind)
    with path.open("rb") as file:
        content = file.read(min(found.st_size, most) + 1)  # Python makes room for as much as it is asked for
        if len(content) <= found.st_size:
            return content
        return content + file.read(most + 1 - len(content))  # it grew meanwhile, or its disk tells no sizes
