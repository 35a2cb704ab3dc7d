"""Pages to fragments: what is drawn, deflated once wherever it stands; a page is put together from what is there.

Strips move the origin down by their own height, so no fragment knows where on a page it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from worksheetgen.model.sheet import Page, Piece, Placed, Strip
from worksheetgen.pdf.deflating import Fragment, fragment
from worksheetgen.pdf.objects import real


def of_page(page: Page) -> Iterator[Fragment]:
    """What a page draws, in the order of painting."""
    yield _head(page)
    yield from map(_strip, page.strips)
    yield from _foot(page)


def apart(page: Page) -> Iterator[tuple[Fragment, ...]]:
    """The same in smaller parts, which more pages have in common, and which come together in tuples."""
    yield (_head(page),)
    yield from map(_apart, page.strips)
    yield from zip(_foot(page))


def _foot(page: Page) -> Iterator[Fragment]:
    """The end of the text column, and what stands around it."""
    close = b"Q\n"
    for placed in page.around:
        yield _around(placed, page.height, close)
        close = b""
    if close:
        yield fragment(close)


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


def _column(x: float, y: float) -> bytes:
    """The origin moved to the head of the text column."""
    return f"q 1 0 0 1 {real(x)} {real(y)} cm\n".encode()


def _under(page: Page) -> bytes:
    return b"".join(_drawn(Placed(0, 0, piece, 0), page.height) for piece in page.under)


def _over(page: Page) -> bytes:
    return b"".join(_step(piece, 0, piece.height) for piece in page.over)


def _strip(strip: Strip) -> Fragment:
    memory, asked = strip.recording.memory, strip[1:]
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


def _around(placed: Placed, height: float, close: bytes) -> Fragment:
    """The piece at its place; `close` ends what came before."""
    memory = placed.piece.memory
    asked = (placed.x, placed.y, close)
    found: Fragment | None = memory.get(asked)
    if found is None:
        found = memory[asked] = fragment(close + _drawn(placed, height))
    return found


def _drawn(placed: Placed, height: float) -> bytes:
    """The piece at its place on a page of that height."""
    at = f"q 1 0 0 1 {real(placed.x)} {real(height - placed.y)} cm\n"
    return at.encode() + _operators(placed.piece, placed.first_mark) + b"Q\n"


def _operators(piece: Piece, mark: int) -> bytes:
    """The piece's operators, its local ids counted from `mark`."""
    return b"".join(b"%d" % (part + mark) if isinstance(part, int) else part for part in piece.operators)
