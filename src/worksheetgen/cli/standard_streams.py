"""Standard output and error that never stop a command half-way: closed, full, or without a letter."""

from __future__ import annotations

import sys
from io import BufferedWriter, FileIO, TextIOWrapper, UnsupportedOperation
from typing import TYPE_CHECKING, TextIO

from worksheetgen.errors import OutputExists, Place, Problem
from worksheetgen.system.processes import READER_LEFT

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Forgiving(FileIO):
    """A file descriptor that takes whatever is written, also when that can go nowhere.

    `failed` is the first error but for that of a reader who has seen enough, as `head` has.
    """

    failed: OSError | None = None

    def write(self, data: ReadableBuffer) -> int:
        """Write the bytes; where they cannot be written, they count as written."""
        try:
            return super().write(data)
        except OSError as error:
            if error.errno not in READER_LEFT:
                self.failed = self.failed or error
            return memoryview(data).nbytes


def forgive() -> None:
    """Let a command go on to its end where standard output or error is closed or full, or lacks a letter.

    A stream of Python's own, without a file descriptor, stays as it is.
    """
    sys.stdout = _forgiving(sys.stdout, "replace")
    sys.stderr = _forgiving(sys.stderr, "backslashreplace")


def _forgiving(stream: TextIO, errors: str) -> TextIO:
    try:
        raw = _Forgiving(stream.fileno(), "w", closefd=False)
    except (AttributeError, OSError, UnsupportedOperation):  # None, as the shell closed it, or no file
        return stream
    return TextIOWrapper(BufferedWriter(raw), stream.encoding, errors, line_buffering=stream.isatty())


def check_said() -> None:
    """Raise OutputExists where something that was to be said could not be written, though somebody would read it."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    if isinstance(raw, _Forgiving):
        sys.stdout.flush()
        if raw.failed:
            what = f"Not all of what was to be shown could be written: {raw.failed.strerror}."
            raise OutputExists([Problem(Place("standard output"), what, "Write it to another place.")])
