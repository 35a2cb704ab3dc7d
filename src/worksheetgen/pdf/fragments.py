"""Pages to fragments: what is drawn, deflated once wherever it stands; a page is put together from what is there.

Strips move the origin down by their own height, so no fragment knows where on a page it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from worksheetgen.model.laid_out import ColumnSlice, LayoutBox, Page, PlacedBox
from worksheetgen.pdf.deflating import Fragment, fragment
from worksheetgen.pdf.objects import real


def of_page(page: Page) -> Iterator[Fragment]:
    """What a page draws, in the order of painting."""
    yield _head(page)
    yield from map(_column_slice, page.slices)
    yield from _foot(page)


def apart(page: Page) -> Iterator[tuple[Fragment, ...]]:
    """The same in smaller parts, which more pages have in common, and which come together in tuples."""
    yield (_head(page),)
    yield from map(_apart, page.slices)
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
    return b"".join(_drawn(PlacedBox(0, 0, box, 0), page.height) for box in page.under)


def _over(page: Page) -> bytes:
    return b"".join(_step(box, 0, box.height) for box in page.over)


def _column_slice(column_slice: ColumnSlice) -> Fragment:
    memory, asked = column_slice.recording.memory, column_slice[1:]
    found: Fragment | None = memory.get(asked)
    if found is None:
        steps = []
        mark = column_slice.mark
        for box in column_slice.boxes:
            steps.append(_step(box, mark, box.height + box.space))
            mark += box.mcid_count
        found = memory[asked] = fragment(b"".join(steps))
    return found


def _apart(column_slice: ColumnSlice) -> tuple[Fragment, ...]:
    """The strip in parts: an option's line is the same whatever stands around it."""
    memory = column_slice.recording.memory
    asked = ("apart", column_slice.first, column_slice.past, column_slice.mark, column_slice.more)
    found: tuple[Fragment, ...] | None = memory.get(asked)
    if found is None:
        found = memory[asked] = tuple(map(_column_slice, _parts(column_slice)))
    return found


def _parts(column_slice: ColumnSlice) -> Iterator[ColumnSlice]:
    """The strip cut before every piece that has marks."""
    boxes, starts = column_slice.recording.boxes, column_slice.recording.starts
    edges = [at for at in range(column_slice.first + 1, column_slice.past) if boxes[at].mcid_count]
    growing = max((at for at in range(column_slice.first, column_slice.past) if boxes[at].grows), default=-1)
    for first, past in zip((column_slice.first, *edges), (*edges, column_slice.past), strict=True):
        more = column_slice.more if first <= growing < past else 0
        yield ColumnSlice(
            column_slice.recording,
            first,
            past,
            column_slice.mark + starts[first] - starts[column_slice.first],
            more,
        )


def _step(box: LayoutBox, mark: int, down: float) -> bytes:
    """The piece drawn, and the origin moved down to what comes below it."""
    drawing = b"q\n%bQ\n" % _operators(box, mark) if box.operators else b""
    return drawing + f"1 0 0 1 0 {real(-down)} cm\n".encode()


def _around(placed: PlacedBox, height: float, close: bytes) -> Fragment:
    """The piece at its place; `close` ends what came before."""
    memory = placed.box.memory
    asked = (placed.x, placed.y, close)
    found: Fragment | None = memory.get(asked)
    if found is None:
        found = memory[asked] = fragment(close + _drawn(placed, height))
    return found


def _drawn(placed: PlacedBox, height: float) -> bytes:
    """The piece at its place on a page of that height."""
    at = f"q 1 0 0 1 {real(placed.x)} {real(height - placed.y)} cm\n"
    return at.encode() + _operators(placed.box, placed.first_mark) + b"Q\n"


def _operators(box: LayoutBox, mark: int) -> bytes:
    """The piece's operators, its local ids counted from `mark`."""
    return b"".join(b"%d" % (part + mark) if isinstance(part, int) else part for part in box.operators)
