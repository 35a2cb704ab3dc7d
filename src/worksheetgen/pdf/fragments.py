"""Pages to fragments: what is drawn, deflated once wherever it stands; a page is put together from what is there.

A fragment is a whole number of deflate blocks that refer to nothing before them (RFC 1951), so fragments can be put one
after another into one stream (RFC 1950), and each alone is a stream as well. Strips move the origin down by their own
height, so no fragment knows where on a page it stands.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from struct import Struct

from worksheetgen.model.sheet import Page, Piece, Placed, Strip
from worksheetgen.pdf.objects import LEVEL, real

_BEGIN = b"\x78\x9c"
_END = b"\x03\x00"
_STORED = Struct("<BHH")  # a block as it is: its kind, its length, and that again inverted
_FEW = 256
_ADLER = 65521


@dataclass(frozen=True, eq=False)
class Fragment:
    """Some bytes deflated: how many they were and their Adler-32; so few that this saves nothing are only `stored`."""

    deflated: bytes
    length: int
    check: int
    stored: bool

    @property
    def plain(self) -> bytes:
        """The bytes as they were."""
        return zlib.decompress(self.deflated + _END, -15)


def fragment(plain: bytes) -> Fragment:
    """The bytes, deflated so that anything may come before them and after; a few are stored as they are."""
    length, check = len(plain), zlib.adler32(plain)
    if length <= _FEW:
        return Fragment(_STORED.pack(0, length, length ^ 0xFFFF) + plain, length, check, True)
    deflating = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    return Fragment(deflating.compress(plain) + deflating.flush(zlib.Z_FULL_FLUSH), length, check, False)


def joined(fragments: Iterable[Fragment]) -> bytes:
    """The zlib stream of the fragments one after another; its check follows from theirs (RFC 1950, 8.2)."""
    low, high = 1, 0
    parts = [_BEGIN]
    for one in fragments:
        high = (high + (one.check >> 16) + one.length * (low - 1)) % _ADLER
        low = (low + (one.check & 0xFFFF) - 1) % _ADLER
        parts.append(one.deflated)
    parts += (_END, (high << 16 | low).to_bytes(4, "big"))
    return b"".join(parts)


# ---- pages ---------------------------------------------------------------------------------------


def of_page(page: Page, *, apart: bool = False) -> Iterator[Fragment]:
    """What a page draws, in the order of painting; `apart` in smaller parts, which more pages have in common."""
    yield _head(page)
    for strip in page.strips:
        if apart:
            yield from _apart(strip)
        else:
            yield _strip(strip)
    yield _close()
    for placed in page.around:
        yield _around(placed, page.height)


def _head(page: Page) -> Fragment:
    """The page's ground, the origin at the head of the text column, and what stands over it."""
    above = (*page.over, *page.under)
    if not above:
        return _begin(page.left, page.height - page.top)
    first, *others = above
    asked = ("head", page.left, page.top, page.height, *others)
    found: Fragment | None = first.memory.get(asked)
    if found is None:
        column = _column(page.left, page.height - page.top)
        found = first.memory[asked] = fragment(_under(page) + column + _over(page))
    return found


@lru_cache(maxsize=256)
def _begin(x: float, y: float) -> Fragment:
    return fragment(_column(x, y))


@lru_cache(maxsize=1)
def _close() -> Fragment:
    return fragment(b"Q\n")


def _column(x: float, y: float) -> bytes:
    """The origin moved to the head of the text column."""
    return f"q 1 0 0 1 {real(x)} {real(y)} cm\n".encode()


def _under(page: Page) -> bytes:
    return b"".join(_drawn(Placed(0, 0, piece, 0), page.height) for piece in page.under)


def _over(page: Page) -> bytes:
    return b"".join(_step(piece, 0, piece.height) for piece in page.over)


def _strip(strip: Strip) -> Fragment:
    memory = strip.recording.memory
    asked = (strip.first, strip.past, strip.mark, strip.more)
    found: Fragment | None = memory.get(asked)
    if found is None:
        steps = []
        mark = strip.mark
        for piece in strip.pieces:
            steps.append(_step(piece, mark, piece.height + piece.space))
            mark += piece.marks
        found = memory[asked] = fragment(b"".join(steps))
    return found


def _apart(strip: Strip) -> tuple[Fragment, ...]:
    """The strip in parts: an option's line is the same whatever stands around it."""
    memory = strip.recording.memory
    asked = ("apart", strip.first, strip.past, strip.mark, strip.more)
    found: tuple[Fragment, ...] | None = memory.get(asked)
    if found is None:
        found = memory[asked] = tuple(map(_strip, _parts(strip)))
    return found


def _parts(strip: Strip) -> Iterator[Strip]:
    """The strip cut before every piece that has marks."""
    pieces, starts = strip.recording.pieces, strip.recording.starts
    edges = [at for at in range(strip.first + 1, strip.past) if pieces[at].marks]
    growing = max((at for at in range(strip.first, strip.past) if pieces[at].grows), default=-1)
    for first, past in zip((strip.first, *edges), (*edges, strip.past), strict=True):
        more = strip.more if first <= growing < past else 0
        yield Strip(strip.recording, first, past, strip.mark + starts[first] - starts[strip.first], more)


def _step(piece: Piece, mark: int, down: float) -> bytes:
    """The piece drawn, and the origin moved down to what comes below it."""
    drawing = b"q\n%bQ\n" % _operators(piece, mark) if piece.operators else b""
    return drawing + f"1 0 0 1 0 {real(-down)} cm\n".encode()


def _around(placed: Placed, height: float) -> Fragment:
    memory = placed.piece.memory
    found: Fragment | None = memory.get((placed.x, placed.y))
    if found is None:
        found = memory[placed.x, placed.y] = fragment(_drawn(placed, height))
    return found


def _drawn(placed: Placed, height: float) -> bytes:
    """The piece at its place on a page of that height."""
    at = f"q 1 0 0 1 {real(placed.x)} {real(height - placed.y)} cm\n"
    return at.encode() + _operators(placed.piece, placed.first_mark) + b"Q\n"


def _operators(piece: Piece, mark: int) -> bytes:
    """The piece's operators, its local ids counted from `mark`."""
    return b"".join(b"%d" % (part + mark) if isinstance(part, int) else part for part in piece.operators)
