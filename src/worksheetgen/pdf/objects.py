"""PDF objects as bytes and a file around them: object streams, a cross-reference stream, no clock.

ISO 32000-1, 7.5.7 (object streams) and 7.5.8 (cross-reference streams).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import blake2b

LEVEL = 6
"""Deflate's level: 9 is twice as slow for one part in a hundred."""
IN_A_STREAM = 200
"""Objects in one object stream."""


def string(text: str) -> str:
    """A text string: UTF-16 with its byte-order mark, in hexadecimal."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def real(value: float) -> str:
    """A number to a thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def packed(data: bytes) -> bytes:
    """The data deflated."""
    return zlib.compress(data, LEVEL)


class File:
    """Collects objects and writes the file; numbers are given out in the order of asking."""

    def __init__(self) -> None:
        """Begin with object 1."""
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        self._next = 1

    def reserve(self) -> int:
        """A number for an object that is still to come."""
        number = self._next
        self._next += 1
        return number

    def put(self, body: str, number: int | None = None) -> int:
        """An object without a stream."""
        number = self.reserve() if number is None else number
        self._plain[number] = body.encode("latin-1")
        return number

    def stream(self, data: bytes, entries: str = "", number: int | None = None) -> int:
        """A deflated stream with further dictionary entries."""
        return self.packed_stream(packed(data), entries, number)

    def packed_stream(self, data: bytes, entries: str, number: int | None = None) -> int:
        """A stream that is deflated already."""
        number = self.reserve() if number is None else number
        head = f"<<{entries} /Filter /FlateDecode /Length {len(data)}>>\nstream\n".encode()
        self._streams[number] = head + data + b"\nendstream"
        return number

    def plain_stream(self, data: bytes, entries: str) -> int:
        """A stream as it is: the metadata, which tools must read without inflating, and pictures, which are packed."""
        number = self.reserve()
        head = f"<<{entries} /Length {len(data)}>>\nstream\n".encode()
        self._streams[number] = head + data + b"\nendstream"
        return number

    def write(self, root: int, info: int) -> bytes:
        """The file; its id is a digest of its content."""
        places: dict[int, tuple[int, int]] = {}
        numbers = sorted(self._plain)
        for start in range(0, len(numbers), IN_A_STREAM):
            chunk = numbers[start : start + IN_A_STREAM]
            holder = self._object_stream(chunk)
            places |= {number: (holder, index) for index, number in enumerate(chunk)}
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets: dict[int, int] = {}
        for number in sorted(self._streams):
            offsets[number] = len(out)
            out += b"%d 0 obj\n" % number + self._streams[number] + b"\nendobj\n"
        return bytes(out + self._cross_reference(places, offsets, len(out), bytes(out), root, info))

    def _object_stream(self, chunk: Sequence[int]) -> int:
        heads, bodies, offset = [], [], 0
        for number in chunk:
            heads.append(f"{number} {offset}")
            bodies.append(self._plain[number])
            offset += len(self._plain[number]) + 1
        first = (" ".join(heads) + "\n").encode()
        return self.stream(first + b"\n".join(bodies), f"/Type /ObjStm /N {len(chunk)} /First {len(first)}")

    def _cross_reference(
        self,
        places: dict[int, tuple[int, int]],
        offsets: dict[int, int],
        start: int,
        written: bytes,
        root: int,
        info: int,
    ) -> bytes:
        number = self.reserve()
        offsets[number] = start
        rows = bytearray((0).to_bytes(1, "big") + (0).to_bytes(4, "big") + (0xFFFF).to_bytes(2, "big"))
        for index in range(1, number + 1):
            kind, second, third = (2, *places[index]) if index in places else (1, offsets[index], 0)
            rows += kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
        packed = zlib.compress(bytes(rows), LEVEL)
        digest = blake2b(written, digest_size=16).hexdigest()
        head = (
            f"{number} 0 obj\n<</Type /XRef /Size {number + 1} /W [1 4 2] /Root {root} 0 R /Info {info} 0 R "
            f"/ID [<{digest}> <{digest}>] /Filter /FlateDecode /Length {len(packed)}>>\nstream\n"
        )
        return head.encode() + packed + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode()
