"""Document to Sheet: blocks recorded once by ReportLab, pages broken over their heights, everything placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from math import floor
from typing import cast

from reportlab.lib.units import mm

from worksheetgen.errors import Problem, Unprintable
from worksheetgen.model import document as said
from worksheetgen.model.document import Align, Document, Frame, Furniture, Heading, Item, Passage, plain
from worksheetgen.model.sheet import Bookmark, Leaf, Node, Page, Piece, Placed, Recording, Sheet, Standing
from worksheetgen.typesetting import answer_blocks, boxed_blocks, figure_blocks, passage_blocks, text_blocks
from worksheetgen.typesetting.breaking import break_pages
from worksheetgen.typesetting.code import code
from worksheetgen.typesetting.recording import FACING, FREE, TIED, artifact, followed, overlaid, rules
from worksheetgen.typesetting.setter import BlockSetter, Setter
from worksheetgen.typesetting.theme import Theme, load_theme, theme_digest, theme_folders

__all__ = ["Theme", "Typesetter", "load_theme", "theme_digest", "theme_folders"]

WHITE_PAPER = (1.0, 1.0, 1.0)
CORNER_INSET = 7 * mm
"""How far corner marks stand from the edges: beyond what a copier leaves out, within every margin."""
CORNER = 4 * mm

FRAME_APART = 3 * mm
"""The white between the text column and the rules at its sides."""

KINDS: Mapping[type, BlockSetter] = cast(
    "Mapping[type, BlockSetter]",
    {
        said.Paragraph: text_blocks.paragraph,
        said.Heading: text_blocks.heading,
        said.Stem: text_blocks.stem,
        said.Bullets: text_blocks.bullets,
        said.Words: text_blocks.words,
        said.Space: text_blocks.space,
        said.Rule: text_blocks.rule,
        said.Options: answer_blocks.options,
        said.Ticks: answer_blocks.ticks,
        said.Lines: answer_blocks.lines,
        said.Ruling: answer_blocks.ruling,
        said.Frame: boxed_blocks.frame,
        said.Fields: boxed_blocks.fields,
        said.Passage: passage_blocks.passage,
        said.Table: boxed_blocks.table,
        said.Grid: boxed_blocks.grid,
        said.Chart: figure_blocks.chart,
        said.Picture: figure_blocks.picture,
        said.Timeline: figure_blocks.timeline,
        said.Side: boxed_blocks.side,
        said.Labelled: boxed_blocks.labelled,
    },
)
"""Which function sets which type of block: a new type is one line here and one function."""


class Typesetter:
    """Sets documents in one theme; blocks that many documents share are set once."""

    def __init__(self, theme: Theme) -> None:
        """Start with nothing set."""
        self.theme = theme
        self._setter = Setter(theme, KINDS)
        self._items: dict[int, tuple[Item, Recording]] = {}

    def set(self, document: Document) -> Sheet:
        """The document's pages.

        Raises Unprintable with every block that is taller than a page and every character that no font has.
        """
        recordings = [self._item(item) for item in document.items]
        problems = {
            problem
            for item, recording in zip(document.items, recordings, strict=True)
            for problem in self._too_tall(item, recording)
        }
        if problems or self._setter.problems:
            found = problems | self._setter.problems
            self._setter.problems = set()
            raise Unprintable(found)
        pages = self._pages(document.items, recordings)
        return self._sheet(document, recordings, pages)

    def _item(self, item: Item) -> Recording:
        """The item's recording; one that is asked for again, the very same item, is not even looked at."""
        found = self._items.get(id(item))
        if found is None:
            found = self._items[id(item)] = (item, self._set_item(item))
        return found[1]

    def _set_item(self, item: Item) -> Recording:
        self._setter.place = item.place
        recording = self._setter.set(item.block, self.theme.width)
        if not recording.pieces:
            return recording
        tied = item.keep and not isinstance(item.block, Passage | Frame)
        apart = self.theme.block_space if tied else self.theme.question_space
        last = recording.pieces[-1]
        penalty = (TIED if tied else FACING) if item.keep else FREE
        return followed(recording, max(apart, last.space), max(penalty, last.penalty) if item.keep else FREE)

    def _too_tall(self, item: Item, recording: Recording) -> list[Problem]:
        tallest = max((piece.height for piece in recording.pieces), default=0)
        if tallest <= self.theme.height + 0.01:
            return []
        return [
            Problem(
                item.place,
                f"A part of this that must not be cut is {tallest / mm:.0f} mm high, but a page holds "
                f"{self.theme.height / mm:.0f} mm in this print.",
                "Shorten it, or split it into parts.",
            )
        ]

    # ---- pages ----

    def _pages(self, items: Sequence[Item], recordings: Sequence[Recording]) -> list[tuple[int, int]]:
        """The pages as ranges over all pieces, each run of items up to a forced break broken by itself."""
        starts = list(accumulate((len(recording.pieces) for recording in recordings), initial=0))
        pieces = [piece for recording in recordings for piece in recording.pieces]
        fresh = [starts[index] for index, item in enumerate(items) if item.fresh and index]
        pages: list[tuple[int, int]] = []
        for first, past in zip([0, *fresh], [*fresh, len(pieces)], strict=True):
            for start, end in break_pages(pieces[first:past], self.theme.height, len(pages)):
                pages.append((first + start, first + end))
        return pages

    def _sheet(
        self, document: Document, recordings: Sequence[Recording], ranges: Sequence[tuple[int, int]]
    ) -> Sheet:
        pieces = [piece for recording in recordings for piece in recording.pieces]
        total = len(ranges) + (document.furniture.even and len(ranges) % 2)
        pages: list[Page] = []
        spots: dict[int, tuple[int, Placed]] = {}
        growing = max((at for at, piece in enumerate(pieces) if piece.grows), default=-1)
        for index, (start, end) in enumerate(ranges):
            placed = self._placed(pieces[start:end], index, growing - start)
            spots |= {start + at: (index, one) for at, one in enumerate(placed)}
            placed[growing - start + 1 : growing - start + 1] = self._more(
                pieces[start:end], placed, growing - start
            )
            above = self._above(pieces[start], index)
            furniture = self._furniture(document.furniture, index, total)
            pages.append(Page(*self.theme.page, (*self._ground(), *above, *placed, *furniture)))
        if total > len(ranges):
            blank = self._blank(document.furniture, total - 1)
            furniture = self._furniture(document.furniture, total - 1, total)
            pages.append(Page(*self.theme.page, (*self._ground(), *blank, *furniture)))
        structure, outline = self._structure(document.items, recordings, spots)
        if total > len(ranges):
            structure = (*structure, Standing((Node("P", (), (Leaf(0, 0),)),), ((total - 1, 0),)))
        return Sheet(document.title, document.language, tuple(pages), structure, outline)

    def _ground(self) -> list[Placed]:
        """The page's colour under everything, where it is not white."""
        if self.theme.ground == WHITE_PAPER:
            return []
        colour = " ".join(f"{share:.3f}" for share in self.theme.ground)
        width, height = self.theme.page
        return [
            Placed(
                0,
                0,
                artifact(f"q {colour} rg 0 {-height:.3f} {width:.3f} {height:.3f} re f Q".encode(), 0),
                0,
            )
        ]

    def _left(self, page: int) -> float:
        """Where the text column begins: the inner margin is on the left of right-hand (odd) pages."""
        return self.theme.inner if page % 2 == 0 else self.theme.outer

    def _above(self, first: Piece, page: int) -> list[Placed]:
        return [Placed(self._left(page), self.theme.top, piece, 0) for piece in first.above]

    def _placed(self, pieces: Sequence[Piece], page: int, growing: int) -> list[Placed]:
        """The pieces of a page below each other, room left for repeating the one that grows."""
        y = self.theme.top + sum(piece.height for piece in pieces[0].above)
        mark, placed = 0, []
        for at, piece in enumerate(pieces):
            placed.append(Placed(self._left(page), y, piece, mark))
            y += piece.height + piece.space
            if at == growing:
                y += self._repeats(pieces, growing) * piece.height
            mark += piece.marks
        return placed

    def _more(self, pieces: Sequence[Piece], placed: Sequence[Placed], growing: int) -> list[Placed]:
        """The repeats of the piece that grows, where it stands on this page."""
        if not 0 <= growing < len(pieces):
            return []
        one = placed[growing]
        return [
            replace(one, y=one.y + number * one.piece.height)
            for number in range(1, self._repeats(pieces, growing) + 1)
        ]

    def _repeats(self, pieces: Sequence[Piece], growing: int) -> int:
        """How often the piece that grows can be repeated with what the page leaves white."""
        used = sum(piece.height + piece.space for piece in pieces) - pieces[-1].space
        used += sum(above.height for above in pieces[0].above)
        return max(0, min(pieces[growing].grows, floor((self.theme.height - used) / pieces[growing].height)))

    def _furniture(self, furniture: Furniture, page: int, total: int) -> list[Placed]:
        """The foot: identity beside its code on the left, "Turn over" on the right, the number between them."""
        theme, setter = self.theme, self._setter
        small, bold = theme.style("foot"), theme.style("foot-bold")
        left, top = self._left(page), theme.page[1] - theme.foot
        placed = [Placed(0, 0, _corners(*theme.page), 0)] if theme.corners else []
        if theme.outside and furniture.code and page:
            placed.append(Placed(left, theme.top - FRAME_APART, self._frame(), 0))
        identity = left
        if furniture.code:
            square = code(f"{furniture.code}-{page + 1:02d}", theme.qr)
            placed.append(Placed(left, top - theme.qr, square, 0))
            identity += theme.qr + 2 * mm
        turn = furniture.turn_over if page % 2 == 0 and page + 1 < total else ""
        number = f"{page + 1} of {total}"
        free = identity + setter.width(furniture.identity, small)
        end = left + theme.width - setter.width(furniture.turn_over, bold)
        middle = left + theme.width / 2
        if middle < free + setter.width(number, bold):
            middle = (free + end) / 2
        for words, style, x in (
            (furniture.identity, small, identity),
            (number, bold, middle - setter.width(number, bold) / 2),
            (turn, bold, left + theme.width - setter.width(turn, bold)),
        ):
            if words:
                piece = setter.silent(words, style, theme.width)
                placed.append(Placed(x, top - piece.height, piece, 0))
        return placed

    def _frame(self) -> Piece:
        """Rules at both sides of the column, and upright beside the right one that nobody writes beyond them."""
        theme, style = self.theme, self.theme.style("foot")
        tall, right = theme.height + 1.5 * FRAME_APART, theme.width + FRAME_APART
        words = self._setter.silent(theme.outside, style, tall)
        upright = f"q 0 1 -1 0 {right + 0.2 * style.size:.3f} {-tall:.3f} cm\n".encode()
        turned = replace(words, operators=(upright, *words.operators, b"Q\n"))
        sides = rules((-FRAME_APART, 0, -FRAME_APART, tall), (right, 0, right, tall), weight=theme.rule)
        return overlaid([(0, 0, artifact(sides, tall)), (0, 0, turned)], tall)

    def _blank(self, furniture: Furniture, page: int) -> list[Placed]:
        note = self._setter.line(furniture.blank, self.theme.style("body"), self.theme.width, Align.CENTRE)
        return [Placed(self._left(page), self.theme.page[1] * 0.4, note.pieces[0], 0)]

    # ---- structure ----

    def _structure(
        self,
        items: Sequence[Item],
        recordings: Sequence[Recording],
        spots: Mapping[int, tuple[int, Placed]],
    ) -> tuple[tuple[Standing, ...], tuple[Bookmark, ...]]:
        """The structure with the spots of its pieces, and the outline from the headings."""
        standing = []
        outline = []
        start = 0
        for item, recording in zip(items, recordings, strict=True):
            past = start + len(recording.pieces)
            places = [spots[at] for at in range(start, past)]
            standing.append(
                Standing(recording.nodes, tuple((page, placed.first_mark) for page, placed in places))
            )
            if isinstance(item.block, Heading):
                page, placed = places[0]
                outline.append(Bookmark(plain(item.block.text), item.block.level, page, placed.y))
            start = past
        return tuple(standing), tuple(outline)


def _corners(width: float, height: float) -> Piece:
    """An L in each corner of the page, by which a scanner sets it straight."""
    ends = [(x, y, dx, dy) for x, dx in ((0.0, 1), (width, -1)) for y, dy in ((0.0, 1), (height, -1))]
    segments = []
    for x, y, dx, dy in ends:
        at = (x + dx * CORNER_INSET, y + dy * CORNER_INSET)
        segments += [(*at, at[0] + dx * CORNER, at[1]), (*at, at[0], at[1] + dy * CORNER)]
    return artifact(rules(*segments, weight=0.75), 0)
