"""Pages to fragments of their content streams; what stands of a block on a page is made once for all that have it.

A fragment is what stands of one block on the page, or what is above and around the text. For that no fragment may know
where on the page it stands: the page's first one moves the origin to the head of the text column, and every box moves
it down by its own height after it is drawn, so each draws as if the page began there. What a fragment does depend on,
its marked-content ids, is the same on most papers, as they are counted in an order that all papers share.

A block's fragment is derived from its recording, and lives as long. Without:
+12% (docs/performance.md, “fragments of pages kept with their recording”, 3,000).
"""

from __future__ import annotations

from collections.abc import Iterator

from worksheetgen.memory import derived
from worksheetgen.model.laid_out import ColumnSlice, LayoutBox, Page, Recording
from worksheetgen.pdf_syntax import number

_END_OF_COLUMN = b"Q\n"
CODE = b"/Code Do"
"""What draws a page's QR code."""


def of_page(page: Page, marks: int = 0, code: bytes = CODE) -> Iterator[bytes]:
    """The fragments that a page draws, in the order of painting.

    So many `marks` come before its own on the sheet that it shares with another page, where its code is called `code`.
    """
    yield _head(page)
    for one in page.slices:
        yield _slice(one.recording, one.first, one.past, one.mark + marks, one.more, one.glue)
    for fragment in _around_text(page):
        yield fragment if code is CODE else fragment.replace(CODE, code)


def _around_text(page: Page) -> Iterator[bytes]:
    """The end of the text column, and what stands around it."""
    if not page.around:
        yield _END_OF_COLUMN
    for index, (x, y, box, first_mark) in enumerate(page.around):
        before = _END_OF_COLUMN if index == 0 else b""
        yield before + _drawn(box, x, page.height - y, first_mark)


def _head(page: Page) -> bytes:
    """The page's ground, the origin moved to the head of the text column, and what stands over its first slice."""
    ground = b"".join([_drawn(box, 0, page.height, 0) for box in page.under])
    moved = f"q 1 0 0 1 {number(page.left)} {number(page.height - page.top)} cm\n".encode()
    return ground + moved + b"".join([_step(box, 0, box.height) for box in page.over])


@derived
def _slice(recording: Recording, first: int, past: int, mark: int, more: int, glue: float) -> bytes:
    """The slice with these values, drawn from the origin downwards."""
    steps = []
    for box in ColumnSlice(recording, first, past, mark, more, glue).boxes:
        steps.append(_step(box, mark, box.height + box.white(glue)))
        mark += box.mcid_count
    return b"".join(steps)


def _step(box: LayoutBox, mark: int, down: float) -> bytes:
    """The box drawn, and the origin moved down by so many points, to what comes below it."""
    drawing = b"q\n%bQ\n" % _operators(box, mark) if box.operators else b""
    return drawing + f"1 0 0 1 0 {number(-down)} cm\n".encode()


def _drawn(box: LayoutBox, x: float, up: float, mark: int) -> bytes:
    """The box with its top-left corner so many points to the right of the page's lower left corner, and up."""
    return f"q 1 0 0 1 {number(x)} {number(up)} cm\n".encode() + _operators(box, mark) + b"Q\n"


def _operators(box: LayoutBox, mark: int) -> bytes:
    """The box's operators, its marked-content ids counted from `mark`."""
    return b"".join([b"%d" % (part + mark) if isinstance(part, int) else part for part in box.operators])
