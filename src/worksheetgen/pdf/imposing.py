"""Documents to landscape sheets with two pages a side, in an order that a guillotine or a fold puts right.

Sheets are turned on their short edge, so what is at the left of a front has its back at the right.

Papers are cut apart. The first half of the pile stands at the left of the fronts and the second half at the right,
leaf by leaf: cut the printed stack in the middle, lay the left pile on the right one, and all papers lie in order, each
with its leaves one after another. A paper that is alone, and nobody's, stands on both halves.

A5 pages are folded: each document is a booklet of its own, at its full size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from worksheetgen.model.laid_out import MM, LaidOutDocument, PaperSize
from worksheetgen.pdf.fragments import CODE
from worksheetgen.pdf_syntax import number

SECOND_CODE = b"/Code2 Do"
"""What draws the QR code of the second page of a side."""
MARK = (6 * MM, 9 * MM)
"""Where the short lines that say where to cut or fold begin and end, from the sheet's edge: printers reach so far."""

PageIndex = tuple[int, int]
"""A page by the indices of its document and of the page in it."""


class Half(NamedTuple):
    """A page on a side of a sheet: its lower left corner at (x, y) in points, `scale` times its size.

    `second` are pages of documents whose marks are counted after another's, `code` draws the page's QR code.
    """

    document: int
    page: int
    x: float
    y: float
    scale: float
    second: bool
    code: bytes

    @property
    def moving(self) -> bytes:
        """The operators that put what follows into its place, up to a Q."""
        scale = f"{self.scale:.5f}"
        return f"q {scale} 0 0 {scale} {number(self.x)} {number(self.y)} cm\n".encode()


class SheetSide(NamedTuple):
    """One side of a sheet, `width` by `height` points, with one page or two."""

    width: float
    height: float
    halves: tuple[Half, ...]


def imposed(documents: Sequence[LaidOutDocument]) -> list[SheetSide]:
    """The sides of the sheets with all pages of the documents, which are of one size; fronts and backs in turn."""
    size = documents[0].paper_size
    lengths = [len(laid_out.pages) for laid_out in documents]
    first = len(documents) if size.folded else _first_pile(lengths)
    tall, wide = size.sheet.points
    return [
        SheetSide(
            wide,
            tall,
            tuple(
                _half(size, leaf, wide / 2 * index, second=leaf[0] >= first, right=index == 1)
                for index, leaf in enumerate(pair)
                if leaf
            ),
        )
        for pair in sides_two_up(size, lengths)
    ]


def sheets_two_up(size: PaperSize, lengths: Sequence[int]) -> int:
    """How many sheets documents of that size and of so many pages take."""
    return len(sides_two_up(size, lengths)) // 2


def sides_two_up(size: PaperSize, lengths: Sequence[int]) -> list[tuple[PageIndex | None, PageIndex | None]]:
    """What stands at the left and at the right of each side, None where nothing does; fronts and backs in turn."""
    return list(_pairs(size, lengths))


def shrunk(size: PaperSize) -> float:
    """The size of a page beside another one on a landscape sheet, relative to its own."""
    (tall, wide), (page_wide, page_tall) = size.sheet.points, size.points
    return min(1, wide / 2 / page_wide, tall / page_tall)


def middle_marks(side: SheetSide) -> bytes:
    """Short lines at the head and the foot of a side, by which it is cut or folded in the middle."""
    x, (outer, inner) = number(side.width / 2), map(number, MARK)
    above = [number(side.height - end) for end in MARK]
    lines = f"{x} {outer} m {x} {inner} l {x} {above[0]} m {x} {above[1]} l S"
    return f"/Artifact BMC\nq 0.5 w {lines} Q\nEMC\n".encode()


def _half(size: PaperSize, leaf: PageIndex, x: float, *, second: bool, right: bool) -> Half:
    """The page in the middle of its half of the sheet, which begins at x."""
    (tall, wide), (page_wide, page_tall), scale = size.sheet.points, size.points, shrunk(size)
    at = (x + (wide / 2 - scale * page_wide) / 2, (tall - scale * page_tall) / 2)
    code = SECOND_CODE if second or (size.folded and right) else CODE
    return Half(*leaf, *at, scale, second, code)


def _pairs(size: PaperSize, lengths: Sequence[int]) -> Iterator[tuple[PageIndex | None, PageIndex | None]]:
    documents = [[(index, page) for page in range(count)] for index, count in enumerate(lengths)]
    if size.folded:
        for pages in documents:
            for outer in range(0, len(pages) // 2, 2):
                yield pages[-1 - outer], pages[outer]
                yield pages[outer + 1], pages[-2 - outer]
        return
    first = _first_pile(lengths)
    left, right = (list(chain.from_iterable(pile)) for pile in (documents[:first], documents[first:]))
    for at in range(0, max(len(left), len(right)), 2):
        yield _at(left, at), _at(right, at)
        yield _at(right, at + 1), _at(left, at + 1)


def _first_pile(lengths: Sequence[int]) -> int:
    """How many documents are in the left pile, so that the higher pile is as low as can be."""
    before = list(accumulate(lengths))
    return 1 + min(range(len(before)), key=lambda last: max(before[last], before[-1] - before[last]))


def _at(pile: Sequence[PageIndex], index: int) -> PageIndex | None:
    return pile[index] if index < len(pile) else None
