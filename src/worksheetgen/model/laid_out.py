"""Where everything stands: pages of recorded pieces, and the structure that a screen reader walks.

A piece is a slice of a block that no page break may cut. It is drawn once by ReportLab and kept as its
content operators, so that placing it again is arithmetic. Lengths are in points; y grows downwards from
the top of a piece and of a page.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from worksheetgen.model.image import Image

Operators = tuple[bytes | int, ...]
"""Content-stream bytes, cut where a marked-content id stands: an int is an id local to its piece."""


@dataclass(frozen=True, eq=False)
class LayoutBox:
    """One unbreakable slice: what it draws below its top-left corner, and what follows it.

    `mcid_count` counts its marked-content ids, `glyphs` holds (font, characters) pairs, `space` is the white that
    follows unless a page ends there, `penalty` what breaking the page after it costs; `above` is drawn over
    it where it starts a page (the header row of a table that a page turn cuts); `grows` is how often it may be
    repeated where room is left (a ruled line at the end of an answer); `images` are the pictures that it shows;
    `avoid_overleaf` asks for the same spread as the piece before it.
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

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        """What was made of it; it is forgotten with it."""
        return {}


@dataclass(frozen=True)
class Leaf:
    """Marked content of a recording: which of its pieces, and the local id there."""

    where: int
    mark: int


@dataclass(frozen=True)
class Node:
    """A structure element: its PDF tag, its attributes as PDF source, and its kids in reading order."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    kids: tuple[Node | Leaf, ...]


@dataclass(frozen=True, eq=False)
class Recording:
    """A block drawn once for one style and width: its pieces from top to bottom and its structure."""

    boxes: tuple[LayoutBox, ...]
    nodes: tuple[Node, ...]

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        """What was made of it; it is forgotten with it."""
        return {}

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """How many marks stand in the pieces before each, and at the end in all."""
        return tuple(accumulate((box.mcid_count for box in self.boxes), initial=0))

    @cached_property
    def depths(self) -> tuple[float, ...]:
        """How far below its top each piece begins where all stand on one page, and what comes after them."""
        return tuple(accumulate((box.height + box.space for box in self.boxes), initial=0.0))

    @cached_property
    def glyphs(self) -> frozenset[tuple[str, str]]:
        """The (font, characters) pairs of its pieces."""
        shown = (box for one in self.boxes for box in (one, *one.above))
        return frozenset().union(*(box.glyphs for box in shown))

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """The pictures of its pieces."""
        return tuple(image for box in self.boxes for image in box.images)


class ColumnSlice(NamedTuple):
    """Pieces of a recording below each other on one page, from `first` to before `past`.

    Its marked-content ids count from `mark`; `more` is how often the last piece that grows stands again.
    """

    recording: Recording
    first: int
    past: int
    mark: int
    more: int

    @property
    def boxes(self) -> tuple[LayoutBox, ...]:
        """What it draws from top to bottom, with what stands over its first piece where that begins a page."""
        own = self.recording.boxes[self.first : self.past]
        if not self.more:
            return own
        last = max(at for at, box in enumerate(own) if box.grows)
        again = replace(own[last], space=0)
        return (*own[:last], *(again,) * self.more, *own[last:])

    @property
    def height(self) -> float:
        """How far below its top begins what comes after it, in points."""
        if self.more:
            return sum(box.height + box.space for box in self.boxes)
        return self.recording.depths[self.past] - self.recording.depths[self.first]


class PlacedBox(NamedTuple):
    """A piece on a page, its top-left corner at (x, y); its local ids count from `first_mark`."""

    x: float
    y: float
    box: LayoutBox
    first_mark: int


class QrCode(NamedTuple):
    """A square code: a bit for each of `modules` by `modules` squares, 0 for black, rows filled up to whole bytes."""

    modules: int
    samples: bytes


class Page(NamedTuple):
    """One side of paper, `width` by `height` points: strips from (left, top) downwards, and what stands around them.

    `under` is drawn before the strips, `over` stands above the first of them (the header row of a table that goes
    on), `around` is drawn last: the page's foot. Where a piece says /Code Do, the page's `code` is drawn.
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
        """Every piece where it stands."""
        found = [PlacedBox(0, 0, box, 0) for box in self.under]
        y = self.top
        for box in self.over:
            found.append(PlacedBox(self.left, y, box, 0))
            y += box.height
        for column_slice in self.slices:
            mark = column_slice.mark
            for box in column_slice.boxes:
                found.append(PlacedBox(self.left, y, box, mark))
                y += box.height + box.space
                mark += box.mcid_count
        return (*found, *self.around)


class PlacedBlock(NamedTuple):
    """A recording in a sheet: its strips with their pages, in order."""

    recording: Recording
    slices: tuple[tuple[int, ColumnSlice], ...]

    def spot(self, leaf: Leaf) -> tuple[int, int]:
        """The page of a leaf of the structure, and its marked-content id there."""
        for page, column_slice in self.slices:
            if leaf.where < column_slice.past:
                starts = self.recording.starts
                return page, column_slice.mark + starts[leaf.where] - starts[column_slice.first] + leaf.mark
        raise IndexError(leaf)


class Bookmark(NamedTuple):
    """An entry of the outline: a heading's words, its level, and where it stands."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True)
class LaidOutDocument:
    """A print, set: pages, structure in reading order, outline.

    `canonical_order`, indices into `structure`, is the order in which structure entries and their marked-content ids
    are numbered: all prints with the same items share it, in whatever order they print them, so that each item's PDF
    objects are the same in all. `shares_items` says that there are such prints: what is made of this one is worth
    keeping for them.
    """

    title: str
    language: str
    pages: tuple[Page, ...]
    structure: tuple[PlacedBlock, ...]
    canonical_order: tuple[int, ...]
    shares_items: bool
    outline: tuple[Bookmark, ...]

    @property
    def drawn(self) -> list[Recording | LayoutBox]:
        """All that its pages show."""
        found: list[Recording | LayoutBox] = [one.recording for one in self.structure]
        for page in self.pages:
            found += page.under
            found += [placed.box for placed in page.around]
        return found
