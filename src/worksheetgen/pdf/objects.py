"""PDF objects as bytes and a file around them: object streams, a cross-reference stream, no clock.

ISO 32000-1, 7.5.7 (object streams) and 7.5.8 (cross-reference streams).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

LEVEL = 6
"""Deflate's level for what many files or pages share: 9 is twice as slow for one part in a hundred."""
QUICK = 1
"""Deflate's level for what stands in one file alone: a sixth larger, in a third of the time."""
IN_A_STREAM = 200
"""Objects in one object stream, where they are collected one by one."""
_FREE = (0).to_bytes(5, "big") + (0xFFFF).to_bytes(2, "big")


def string(text: str) -> str:
    """A text string: UTF-16 with its byte-order mark, in hexadecimal."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def real(value: float) -> str:
    """A number to a thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def packed(data: bytes, level: int = LEVEL) -> bytes:
    """The data deflated."""
    return zlib.compress(data, level)


class File:
    """Collects objects and writes the file; numbers are given out in the order of asking.

    Streams are written at once, all other objects together at the end.
    """

    def __init__(self) -> None:
        """Begin with object 1."""
        self._parts: list[bytes] = []
        self._length = 0
        self._digest = blake2b(digest_size=16)
        self._rows: dict[int, bytes] = {0: _FREE}
        self._plain: dict[int, bytes] = {}
        self._next = 1
        self._append(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def copy(self) -> File:
        """A file that begins with what this one has so far."""
        other = File()
        other._parts, other._length, other._next = list(self._parts), self._length, self._next
        other._rows, other._plain, other._digest = dict(self._rows), dict(self._plain), self._digest.copy()
        return other

    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers for objects that are still to come."""
        number = self._next
        self._next += count
        return number

    def put(self, body: str | bytes, number: int | None = None) -> int:
        """An object without a stream."""
        number = self.reserve() if number is None else number
        self._plain[number] = body.encode("latin-1") if isinstance(body, str) else body
        return number

    def stream(self, data: bytes, entries: str = "") -> int:
        """A stream to deflate, with further dictionary entries."""
        return self.packed_stream(packed(data), entries)

    def packed_stream(self, data: bytes, entries: str = "") -> int:
        """A stream that is deflated already."""
        return self.plain_stream(data, f"{entries} /Filter /FlateDecode")

    def plain_stream(self, data: bytes, entries: str) -> int:
        """A stream as it is: the metadata, which tools must read without inflating, and pictures, which are packed."""
        number = self.reserve()
        head = f"{number} 0 obj\n<<{entries} /Length {len(data)}>>\nstream\n".encode()
        self._rows[number] = b"\x01" + self._length.to_bytes(4, "big") + b"\0\0"
        self._append(b"".join((head, data, b"\nendstream\nendobj\n")))
        return number

    def _append(self, part: bytes) -> None:
        self._parts.append(part)
        self._length += len(part)
        self._digest.update(part)

    def object_stream(self, data: bytes, first: int, count: int, offset: int) -> None:
        """Objects numbered from `first` in a deflated stream, which has them from `offset` on."""
        holder = self.packed_stream(data, f"/Type /ObjStm /N {count} /First {offset}")
        self._rows[first] = rows(holder, count)

    def flush(self) -> None:
        """Write what has been put so far."""
        numbers = sorted(self._plain)
        for start in range(0, len(numbers), IN_A_STREAM):
            chunk = numbers[start : start + IN_A_STREAM]
            head = pairs(chunk, [len(self._plain[number]) + 1 for number in chunk])
            body = b"\n".join([self._plain[number] for number in chunk])
            entries = f"/Type /ObjStm /N {len(chunk)} /First {len(head)}"
            holder = self.packed_stream(packed(head + body, QUICK), entries).to_bytes(4, "big")
            for index, number in enumerate(chunk):
                self._rows[number] = b"\x02" + holder + index.to_bytes(2, "big")
        self._plain.clear()

    def write(self, root: int, info: int) -> bytes:
        """The file; its id is a digest of its content."""
        self.flush()
        number = self.reserve()
        start = self._length
        self._rows[number] = b"\x01" + start.to_bytes(4, "big") + b"\0\0"
        data = packed(b"".join([self._rows[first] for first in sorted(self._rows)]), QUICK)
        digest = self._digest.hexdigest()
        head = (
            f"{number} 0 obj\n<</Type /XRef /Size {number + 1} /W [1 4 2] /Root {root} 0 R /Info {info} 0 R "
            f"/ID [<{digest}> <{digest}>] /Filter /FlateDecode /Length {len(data)}>>\nstream\n"
        )
        foot = f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"
        return b"".join((*self._parts, head.encode(), data, foot.encode()))


def pairs(numbers: Sequence[int], lengths: Sequence[int]) -> bytes:
    """The head of an object stream: each object's number, and where it begins after the ones before it."""
    flat: list[int] = []
    offset = 0
    for number, length in zip(numbers, lengths, strict=True):
        flat += (number, offset)
        offset += length
    return (b"%d %d " * len(numbers)) % tuple(flat) + b"\n"


@lru_cache(maxsize=256)
def rows(holder: int, count: int) -> bytes:
    """The cross-reference entries of an object stream's objects."""
    start = b"\x02" + holder.to_bytes(4, "big")
    return b"".join([start + index.to_bytes(2, "big") for index in range(count)])
