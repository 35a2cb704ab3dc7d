"""Workbooks and Word documents are zip archives: this alone opens them, and none that unpacks to too much."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from worksheetgen.value import Value

# What the libraries that read office files, and those under them, raise on a file that is damaged or something else
# altogether. They do not document it; the tests damage files in every part to see that nothing else comes.
NO_OFFICE_FILE = (
    BadZipFile,
    zlib.error,
    SyntaxError,  # XML that does not parse
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,  # a password, an unknown compression, XML nested without end
    AssertionError,
)


class OversizedFile(ValueError):
    """The file unpacks to more than any of its sort, by what its own table says."""


class ZipLimits(Value):
    """The most that a sort of file unpacks to: how many `parts`, and how many bytes all of them have.

    Of the parts whose whole name is `read_whole`, each has at most `each` bytes, and they have `together`.
    """

    parts: int
    all_bytes: int
    read_whole: re.Pattern[str]
    each: int
    together: int

    def allow(self, archive: ZipFile) -> bool:
        """Whether the archive keeps to the limits."""
        parts = archive.infolist()
        whole = [part.file_size for part in parts if self.read_whole.fullmatch(part.filename)]
        return (
            len(parts) <= self.parts
            and sum(part.file_size for part in parts) <= self.all_bytes
            and max(whole, default=0) <= self.each
            and sum(whole) <= self.together
        )


@contextmanager
def opened_zip(content: bytes, limits: ZipLimits) -> Iterator[ZipFile]:
    """The archive that a file's content is. Opening it and reading from it raise OversizedFile or of NO_OFFICE_FILE."""
    with ZipFile(BytesIO(content)) as archive:
        if not limits.allow(archive):
            raise OversizedFile
        yield archive
