"""Where everything stands: pages of recorded pieces, and the structure that a screen reader walks.

A piece is a slice of a block that no page break may cut. It is drawn once by ReportLab and kept as its
content operators, so that placing it again is arithmetic. Lengths are in points; y grows downwards from
the top of a piece and of a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from worksheetgen.model.image import Image

Operators = tuple[bytes | int, ...]
"""Content-stream bytes, cut where a marked-content id stands: an int is an id local to its piece."""


@dataclass(frozen=True)
class Piece:
    """One unbreakable slice: what it draws below its top-left corner, and what follows it.

    `marks` counts its marked-content ids, `glyphs` holds (font, characters) pairs, `space` is the white that
    follows unless a page ends there, `penalty` what breaking the page after it costs; `above` is drawn over
    it where it starts a page (the header row of a table that a page turn cuts); `grows` is how often it may be
    repeated where room is left (a ruled line at the end of an answer); `images` are the pictures that it shows.
    """

    height: float
    operators: Operators
    marks: int
    glyphs: frozenset[tuple[str, str]]
    space: float
    penalty: int
    above: tuple[Piece, ...] = ()
    grows: int = 0
    images: tuple[Image, ...] = ()


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


@dataclass(frozen=True)
class Recording:
    """A block drawn once for one style and width: its pieces from top to bottom and its structure."""

    pieces: tuple[Piece, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Standing:
    """A recording's structure in a sheet: each piece's page, and where its local ids begin there."""

    nodes: tuple[Node, ...]
    spots: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Placed:
    """A piece on a page, its top-left corner at (x, y); its local ids count from `first_mark`."""

    x: float
    y: float
    piece: Piece
    first_mark: int


@dataclass(frozen=True)
class Page:
    """One side of paper, `width` by `height` points."""

    width: float
    height: float
    placed: tuple[Placed, ...]


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: a heading's words, its level, and where it stands."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True)
class Sheet:
    """A print, set: pages, structure in reading order, outline."""

    title: str
    language: str
    pages: tuple[Page, ...]
    structure: tuple[Standing, ...]
    outline: tuple[Bookmark, ...]

    @property
    def glyphs(self) -> dict[str, frozenset[str]]:
        """The characters that each face shows on its pages."""
        shown: dict[str, set[str]] = {}
        for each in {each for page in self.pages for placed in page.placed for each in placed.piece.glyphs}:
            shown.setdefault(each[0], set()).update(each[1])
        return {face: frozenset(characters) for face, characters in shown.items()}
