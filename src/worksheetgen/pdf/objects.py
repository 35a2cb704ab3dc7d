"""PDF objects as bytes and a file around them: object streams, a cross-reference stream, no clock.

Objects without a stream of their own are collected and put into object streams (ISO 32000-1, 7.5.7). A
cross-reference stream (7.5.8) at the file's end says of each object, in a row of seven bytes, where it is: at which
offset of the file, or in which object stream and as which one there. Each row is written as what it is more than the
one before it (PNG's predictor Up, RFC 2083, 6.4): that is the same for all objects of a stream.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from struct import Struct, pack

from worksheetgen.pdf.deflating import QUICK, packed

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_AT = Struct(">xBIH")
"""A row: a byte for the predictor, the type, four for the offset or the holder's number, two for the place there."""
_ROW = _AT.size
_FREE = _AT.pack(0, 0, 0xFFFF)


class PdfFile:
    """Collects objects and writes the file; numbers are given out in the order of asking.

    Streams are written at once, all other objects together at the end. `_rows` are the cross-reference rows, one or
    more in one piece, by the number of the first object.
    """

    def __init__(self) -> None:
        """Begin a file whose first object is number 1."""
        self._parts = [_HEADER]
        self._length = len(_HEADER)
        self._rows = {0: _FREE}
        self._plain: dict[int, bytes] = {}
        self._next = 1

    def again(self) -> PdfFile:
        """Another file that begins as this one, of which all has been written."""
        file = PdfFile()
        file._parts, file._length = [*self._parts], self._length
        file._rows, file._next = dict(self._rows), self._next
        return file

    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers for objects that are still to come."""
        number = self._next
        self._next += count
        return number

    @property
    def last(self) -> int:
        """The last number that was given out."""
        return self._next - 1

    def block(self, size: int, digits: int) -> int:
        """As `reserve`, but beginning at a multiple of 10**`digits`: the numbers differ in so many digits alone."""
        self._next = -(-self._next // 10**digits) * 10**digits
        return self.reserve(size)

    def put(self, body: str | bytes, number: int | None = None) -> int:
        """An object without a stream, under a number that was reserved or else the next one. Its number is returned."""
        number = self.reserve() if number is None else number
        self._plain[number] = body.encode("latin-1") if isinstance(body, str) else body
        return number

    def packed_stream(self, data: bytes, entries: str = "") -> int:
        """A stream that is deflated already. Its number is returned."""
        return self.plain_stream(data, f"{entries}/Filter/FlateDecode")

    def plain_stream(self, data: bytes, entries: str) -> int:
        """A stream as it is: metadata, which tools read without inflating, and pictures, which are packed already."""
        number = self.reserve()
        head = f"{number} 0 obj\n<<{entries}/Length {len(data)}>>\nstream\n".encode()
        self._stand(number, b"%b%b\nendstream\nendobj\n" % (head, data))
        return number

    def object_stream(self, data: bytes, first: int, count: int, offset: int) -> None:
        """A deflated object stream: `count` objects numbered from `first`, the first at `offset` of the plain bytes."""
        self._rows[first] = self._held(data, count, offset)

    def flush(self) -> None:
        """Write what has been put so far."""
        numbers = sorted(self._plain)
        bodies = [self._plain[number] for number in numbers]
        head = pairs(numbers, [len(body) + 1 for body in bodies])
        plain = head + b"\n".join(bodies)
        rows = self._held(packed(plain, QUICK), len(numbers), len(head))
        for index, number in enumerate(numbers):
            self._rows[number] = rows[_ROW * index : _ROW * (index + 1)]
        self._plain.clear()

    def write(self, root: int, info: int) -> bytes:
        """The file's bytes; its id is a digest of its content.

        `root` and `info` are the numbers of its catalogue and of its document information.
        """
        self.flush()
        number = self.reserve()
        start = self._length
        self._put_row(number, start)
        sections, rows = self._sections()
        data = packed(_predicted(rows), QUICK)
        content = b"".join(self._parts)
        digest = sha256(content).hexdigest()[:32]
        head = (
            f"{number} 0 obj\n<</Type/XRef/Size {number + 1}/Index[{sections}]/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{digest}><{digest}>]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {_ROW - 1}>>"
            f"/Length {len(data)}>>\nstream\n"
        )
        foot = f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"
        return b"".join((content, head.encode(), data, foot.encode()))

    def _stand(self, number: int, content: bytes) -> None:
        """Write an object here and now."""
        self._put_row(number, self._length)
        self._parts.append(content)
        self._length += len(content)

    def _put_row(self, number: int, offset: int) -> None:
        """Say that an object stands at that offset of the file."""
        self._rows[number] = _AT.pack(1, offset, 0)

    def _sections(self) -> tuple[str, bytes]:
        """The numbers that were given out, as pairs of a first one and how many follow each other, and all rows."""
        sections: list[int] = []
        past = -1
        ordered = sorted(self._rows.items())
        for number, rows in ordered:
            if number != past:
                sections += (number, 0)
            sections[-1] += len(rows) // _ROW
            past = number + len(rows) // _ROW
        return " ".join(map(str, sections)), b"".join([rows for _, rows in ordered])

    def _held(self, data: bytes, count: int, offset: int) -> bytes:
        """Write a deflated object stream of so many objects, as `object_stream` does. The rows of its objects."""
        holder = self.packed_stream(data, f"/Type/ObjStm/N {count}/First {offset}")
        rows = bytearray(_AT.pack(2, holder, 0) * count)
        indices = pack(f">{count}H", *range(count))
        rows[_ROW - 2 :: _ROW], rows[_ROW - 1 :: _ROW] = indices[::2], indices[1::2]
        return bytes(rows)


def _predicted(rows: bytes) -> bytes:
    """Each row as what it is more than the one above, byte by byte, after the byte that says so: 2 for Up.

    All bytes are subtracted at once, as one number: the highest bit of each keeps it from borrowing of the next.
    """
    count = len(rows) // _ROW
    highest = int.from_bytes(b"\x80" * len(rows))
    here = int.from_bytes(rows)
    above = here >> 8 * _ROW
    more = ((here | highest) - (above & ~highest)) ^ ((here ^ above ^ highest) & highest)
    return (more | int.from_bytes(b"\2".ljust(_ROW, b"\0") * count)).to_bytes(len(rows))


def pairs(numbers: Sequence[int], lengths: Sequence[int]) -> bytes:
    """The head of an object stream: each object's number, and where it begins after the ones before it."""
    flat: list[int] = []
    offset = 0
    for number, length in zip(numbers, lengths, strict=True):
        flat += (number, offset)
        offset += length
    return (b"%d %d " * len(numbers)) % tuple(flat) + b"\n"
