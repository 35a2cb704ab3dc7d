"""A laid-out document: pages of recorded boxes, and the structure that a screen reader walks.

A box is a part of a block that no page break may cut. It is drawn once and kept as the operators of a PDF content
stream, so that placing it again is arithmetic. Lengths are in points; y grows downwards from the top of a box and of
a page.

Real content stands between marks (BDC with a marked-content id, EMC), by which the structure refers to it. In a box
the ids count from 0; on a page a number is added to all of them.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from worksheetgen.model.image import Image
from worksheetgen.value import Value, replace

MM = 72 / 25.4
"""A millimetre in points."""

Operators = tuple[bytes | int, ...]
"""Content-stream bytes, cut where a marked-content id stands: an int is such an id, counted within its box."""


class LayoutBox(Value, eq=False):
    """A part of a block that no page break may cut: what it draws below its top-left corner, and what follows it.

    `height` is in points. `operators` are its drawing, with `mcid_count` marked-content ids; `glyphs` are the
    characters that it shows, as (face, characters) pairs, and `images` its pictures. `space` is the natural white in
    points that follows unless a page ends there, `penalty` what it costs to end a page there (typesetting/weights.py).

    `above` is drawn over it where it begins a page: the header row of a table that a page break cuts. `grows` is how
    often the box may be repeated where room is left: the last ruled line of an answer. `avoid_overleaf` asks for the
    same spread as the box before it, `opens_section` says that a heading begins here.
    """

    height: float
    operators: Operators
    mcid_count: int
    glyphs: frozenset[tuple[str, str]]
    space: float
    penalty: int
    above: tuple[LayoutBox, ...] = ()
    grows: int = 0
    images: tuple[Image, ...] = ()
    avoid_overleaf: bool = False
    opens_section: bool = False

    def white(self, glue: float) -> float:
        """The white after it in points where all white of a paper is `glue` times what is natural."""
        return glued(self.space, glue)


def glued(space: float, glue: float) -> float:
    """`glue` times a natural white, in points.

    It is rounded to the thousandths in which the PDF has it, so that what pages add up is what is drawn.
    """
    return space if glue == 1 else round(space * glue, 3)


class Leaf(Value, order=True):
    """Marked content of a recording: the index of its box, and the marked-content id within that box."""

    where: int
    mark: int


class Node(Value):
    """A structure element: its PDF tag, its attributes as (key, PDF source), and its kids in reading order."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    kids: tuple[Node | Leaf, ...]


class Recording(Value, eq=False):
    """A block drawn once for one theme and width: its boxes from top to bottom, and its structure.

    Compared by identity, as everything derived from it (fragments, templates of structure) is.
    """

    boxes: tuple[LayoutBox, ...]
    nodes: tuple[Node, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """How many marked-content ids the boxes before each one have, and at the end how many all have."""
        return tuple(accumulate((box.mcid_count for box in self.boxes), initial=0))


class ColumnSlice(Value):
    """What stands of a recording on one page: its boxes from index `first` to before `past`.

    Their marked-content ids count from `mark`; `more` is how often the last box that grows stands again. The white
    after each box is `glue` times what is natural.
    """

    recording: Recording
    first: int
    past: int
    mark: int
    more: int
    glue: float

    @property
    def boxes(self) -> tuple[LayoutBox, ...]:
        """What it draws from top to bottom, the box that grows as often as it stands there."""
        own = self.recording.boxes[self.first : self.past]
        if not self.more:
            return own
        last = max(at for at, box in enumerate(own) if box.grows)
        again = replace(own[last], space=0)
        return (*own[:last], *(again,) * self.more, *own[last:])

    @property
    def height(self) -> float:
        """How far below its top the next slice begins, in points."""
        return sum([box.height + glued(box.space, self.glue) for box in self.boxes])


class PlacedBox(NamedTuple):
    """A box on a page, its top-left corner at (x, y); its marked-content ids count from `first_mark`."""

    x: float
    y: float
    box: LayoutBox
    first_mark: int


class QrCode(NamedTuple):
    """A square code: a bit for each of `modules` by `modules` squares, 0 for black, rows filled up to whole bytes."""

    modules: int
    samples: bytes


class Page(NamedTuple):
    """One side of paper, `width` by `height` points: slices from (left, top) downwards, and what stands around them.

    `under` is drawn before the slices (a coloured ground), `over` stands above the first of them (the header row of
    a table that goes on), `around` is drawn last: the page's foot. Where a box says /Code Do, the page's `code` is
    drawn.
    """

    width: float
    height: float
    left: float
    top: float
    under: tuple[LayoutBox, ...]
    over: tuple[LayoutBox, ...]
    slices: tuple[ColumnSlice, ...]
    around: tuple[PlacedBox, ...]
    code: QrCode | None

    @property
    def placed(self) -> tuple[PlacedBox, ...]:
        """Every box where it stands, in the order of painting."""
        found = [PlacedBox(0, 0, box, 0) for box in self.under]
        y = self.top
        for box in self.over:
            found.append(PlacedBox(self.left, y, box, 0))
            y += box.height
        for column_slice in self.slices:
            mark = column_slice.mark
            for box in column_slice.boxes:
                found.append(PlacedBox(self.left, y, box, mark))
                y += box.height + box.white(column_slice.glue)
                mark += box.mcid_count
        return (*found, *self.around)


class PaperSize(StrEnum):
    """How large a page is, the smaller ones first."""

    A5 = "A5"
    A4 = "A4"
    LETTER = "Letter"
    A3 = "A3"
    TABLOID = "Tabloid"

    @property
    def points(self) -> tuple[float, float]:
        """Width and height of a page, in points."""
        wide, tall = _SIZES[self]
        return wide * MM, tall * MM

    @property
    def sheet(self) -> PaperSize:
        """What a printer is loaded with: A5 pages are two halves of a sheet of A4, folded to a booklet."""
        return PaperSize.A4 if self is PaperSize.A5 else self

    @property
    def folded(self) -> bool:
        """Whether sheets are folded to such pages."""
        return self.sheet is not self

    @property
    def pages_of_sheet(self) -> int:
        """How many pages a sheet has, both sides together."""
        return 4 if self.folded else 2


_SIZES = {
    PaperSize.A5: (148, 210),
    PaperSize.A4: (210, 297),
    PaperSize.LETTER: (215.9, 279.4),
    PaperSize.A3: (297, 420),
    PaperSize.TABLOID: (279.4, 431.8),
}
"""Width and height in mm."""


class PlacedBlock(Value):
    """A recording in a laid-out document: its slices in order, each with the index of its page."""

    recording: Recording
    slices: tuple[tuple[int, ColumnSlice], ...]


class Bookmark(NamedTuple):
    """An entry of the outline: a heading's words, its level, the index of its page, and y of its top on that page."""

    title: str
    level: int
    page: int
    y: float


class LaidOutDocument(Value):
    """A print with everything in its place: pages, structure in reading order, outline.

    `canonical_order`, indices into `structure`, is the order in which the PDF numbers structure elements and
    marked-content ids. Papers with the same questions share it, in whatever order they print them: so a question's
    PDF objects are the same bytes in all of their files, and are made once. `shares_items` says that there are such
    papers, so that remembering what is made of this one pays.
    """

    title: str
    language: str
    pages: tuple[Page, ...]
    structure: tuple[PlacedBlock, ...]
    canonical_order: tuple[int, ...]
    shares_items: bool
    outline: tuple[Bookmark, ...]

    @property
    def paper_size(self) -> PaperSize:
        """The size of its pages, all of which are alike; ValueError where it is none that printers know."""
        first = self.pages[0]
        for size in PaperSize:
            if size.points == (first.width, first.height):
                return size
        raise ValueError(f"no paper is {first.width} by {first.height} points")
