"""Recordings on their pages: with the ground under them, the foot around them, and an outline of their headings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import takewhile
from operator import is_not

from worksheetgen.model.blocks import Align, Heading
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.laid_out import (
    Bookmark,
    ColumnSlice,
    LaidOutDocument,
    LayoutBox,
    Page,
    PlacedBlock,
    Recording,
)
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.foot import Foot, Identity
from worksheetgen.typesetting.glue import NATURAL
from worksheetgen.typesetting.laying import PageRange, lay
from worksheetgen.typesetting.recording import artifact, fill_rectangle
from worksheetgen.typesetting.theme import Theme

WHITE_PAPER = (1.0, 1.0, 1.0)


class Placer:
    """Puts recordings on pages of one theme, which its `renderer` draws and whose `foot` it has."""

    def __init__(self, theme: Theme, renderer: BlockRenderer, foot: Foot) -> None:
        self.theme, self._renderer, self._foot = theme, renderer, foot
        self._under = self._ground()

    def laid_out(
        self,
        document: Document,
        recordings: Sequence[Recording],
        ranges: Sequence[PageRange],
        identity: Identity,
    ) -> LaidOutDocument:
        """The document on its pages, which are `ranges`, with its identity at their foot."""
        laid = lay(document, recordings, ranges, self.theme.height)
        structure, marks, furniture = laid.structure, laid.marks, document.furniture
        lacking = -len(ranges) % self.theme.paper.pages_of_sheet
        sides = [*laid.pages, *[()] * (furniture.even and lacking)]
        lefts = (self.theme.inner, self.theme.outer)  # the stapled side of right-hand pages is the left one
        around = self._foot.around(furniture, identity, lefts, len(ranges) - 1, len(sides))
        codes = self._foot.qr_codes(furniture, len(sides))
        width, height = self.theme.page
        pages = []
        for index, slices in enumerate(sides):
            top, over = self.theme.top, slices[0].boxes[0].above if slices else ()
            if not slices:
                note = ColumnSlice(self._blank(furniture), 0, 1, marks, 0, NATURAL)
                top, slices = self.theme.page[1] * 0.4, (note,)
                marks += 1  # of the words that say so
                structure = (*structure, PlacedBlock(note.recording, ((index, note),)))
            left = lefts[index % 2]
            pages.append(
                Page(width, height, left, top, self._under, over, slices, around[index], codes[index])
            )
        outline = self._outline(document.items, structure, pages)
        canonical = (
            *(document.canonical_order or range(len(recordings))),
            *range(len(recordings), len(structure)),
        )
        return LaidOutDocument(
            document.title,
            document.language,
            tuple(pages),
            structure,
            canonical,
            bool(document.canonical_order),
            outline,
        )

    def _blank(self, furniture: Furniture) -> Recording:
        """The words on a page that is left blank."""
        return self._renderer.line(furniture.blank, self.theme.style("body"), self.theme.width, Align.CENTRE)

    def _ground(self) -> tuple[LayoutBox, ...]:
        """The page's colour under everything, as a box; none where it is white."""
        if self.theme.ground == WHITE_PAPER:
            return ()
        return (artifact(fill_rectangle(0, 0, *self.theme.page, self.theme.ground), 0),)

    def _outline(
        self, items: Sequence[Item], structure: Sequence[PlacedBlock], pages: Sequence[Page]
    ) -> tuple[Bookmark, ...]:
        """A bookmark for each heading."""
        found = []
        for item, placed in zip(items, structure, strict=False):
            if isinstance(item.block, Heading):
                page, column_slice = placed.slices[0]
                above = takewhile(partial(is_not, column_slice), pages[page].slices)
                y = pages[page].top + sum([other.height for other in above])
                found.append(Bookmark(item.block.title, item.block.level, page, y))
        return tuple(found)
