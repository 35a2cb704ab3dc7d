"""What the system could not do, as problems in a teacher's words."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from worksheetgen.errors import OutputExists, Place, Problem
from worksheetgen.system.files import remedy_for

ELSEWHERE = "Choose a folder elsewhere."
# What the system says, and what a teacher can do about it.
REMEDIES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("The disk is full.", "Free some space, or choose a folder on another disk."),
    errno.EDQUOT: (
        "Your share of the disk is used up.",
        "Delete something, or choose a folder on another disk.",
    ),
    errno.EFBIG: ("A file would be larger than this disk or account allows.", ELSEWHERE),
    errno.EACCES: (
        "The folder cannot be written: permission is denied.",
        "Close files of it that are open in another program, or choose a folder of your own.",
    ),
    errno.EPERM: ("The folder cannot be written: permission is denied.", "Choose a folder of your own."),
    errno.EROFS: ("The folder cannot be written: the disk is read-only.", ELSEWHERE),
    errno.ENAMETOOLONG: (
        "The folder’s name, or that of a file in it, is too long.",
        "Choose a shorter name.",
    ),
    errno.ENOTDIR: ("The folder would have to lie inside a file.", ELSEWHERE),
    errno.EEXIST: ("Something else was written there at the same time.", "Try again."),
    errno.ENOTEMPTY: ("Something else was written there at the same time.", "Try again."),
}


def refusal(path: Path, what: str, remedy: str) -> OutputExists:
    """Return the exception for a folder or file that cannot be written, with this one problem."""
    return OutputExists([Problem(Place(str(path)), what, remedy)])


@contextmanager
def reporting(path: Path) -> Iterator[None]:
    """Turn every OSError raised inside into an OutputExists at `path`, in a teacher's words."""
    try:
        yield
    except OSError as error:
        unknown = (f"The folder cannot be written ({error.strerror}).", remedy_for(error, ELSEWHERE))
        raise refusal(path, *REMEDIES.get(error.errno or 0, unknown)) from error
