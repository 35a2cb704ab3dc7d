"""Document to LaidOutDocument: blocks recorded by ReportLab, pages broken by their heights, everything placed.

A block is recorded once for all documents that have it, whatever page it will stand on; then a document costs little
more than to choose its page breaks. Recorded anew each time, a class of 3,000 takes four and a half times as long; with
a breaker of its own for each document, nearly twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from operator import attrgetter, is_not
from typing import cast

from worksheetgen.typesetting import plain_reportlab as plain_reportlab

# isort: split
from reportlab.lib.units import mm

from worksheetgen.errors import Problem, Unprintable
from worksheetgen.memory import derived, remembered
from worksheetgen.model import blocks as said
from worksheetgen.model.blocks import Align, Frame, Heading, Labelled, Passage, Side, Space
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
from worksheetgen.typesetting import (
    answer_blocks,
    boxed_blocks,
    card_blocks,
    chart_blocks,
    compared_blocks,
    fact_blocks,
    figure_blocks,
    key_blocks,
    passage_blocks,
    puzzle_blocks,
    question_grid,
    strip_blocks,
    table_blocks,
    text_blocks,
)
from worksheetgen.typesetting.beginnings import Beginning
from worksheetgen.typesetting.block_renderer import BlockRenderer, RenderBlock
from worksheetgen.typesetting.captions import captions_facing
from worksheetgen.typesetting.endings import cut_for_end, ending, optional_heads
from worksheetgen.typesetting.folders import theme_digest, theme_folders
from worksheetgen.typesetting.fonts import lacking_characters
from worksheetgen.typesetting.foot import MOST_PAGES, Foot
from worksheetgen.typesetting.glue import NATURAL, GluedBreaker, filled_cover, glue_steps
from worksheetgen.typesetting.laying import PageRange, lay
from worksheetgen.typesetting.recording import artifact, in_flow, joined_box
from worksheetgen.typesetting.side_by_side import SideBySide
from worksheetgen.typesetting.sparing import NOTHING, Sparing
from worksheetgen.typesetting.theme import Theme, load_theme, theme_styles, theme_words
from worksheetgen.typesetting.weights import (
    BEFORE_TOTAL,
    FACING,
    FREE,
    SHEET,
    TIED,
)

__all__ = [
    "Theme",
    "Typesetter",
    "lacking_characters",
    "load_theme",
    "theme_digest",
    "theme_folders",
    "theme_styles",
    "theme_words",
]

WHITE_PAPER = (1.0, 1.0, 1.0)


KINDS: Mapping[type, RenderBlock] = cast(
    "Mapping[type, RenderBlock]",
    {
        said.Paragraph: text_blocks.paragraph,
        said.Heading: text_blocks.heading,
        said.Stem: text_blocks.stem,
        said.Bullets: text_blocks.bullets,
        said.WordBank: text_blocks.word_bank,
        said.Space: text_blocks.space,
        said.Rule: text_blocks.rule,
        said.Options: answer_blocks.options,
        said.Ticks: answer_blocks.ticks,
        said.Scale: answer_blocks.scale,
        said.Lines: answer_blocks.lines,
        said.Ruling: answer_blocks.ruling,
        said.Frame: boxed_blocks.frame,
        said.Fields: boxed_blocks.fields,
        said.Passage: passage_blocks.passage,
        said.Table: table_blocks.table,
        said.Puzzle: puzzle_blocks.puzzle,
        said.MarkingGrid: key_blocks.marking_grid,
        said.KeyStrips: strip_blocks.key_strips,
        said.Chart: chart_blocks.chart,
        said.Compared: compared_blocks.compared,
        said.Picture: figure_blocks.picture,
        said.Letterhead: figure_blocks.letterhead,
        said.QuestionGrid: question_grid.question_grid,
        said.Timeline: figure_blocks.timeline,
        said.Facts: fact_blocks.facts,
        said.Boxes: fact_blocks.boxes,
        said.Columns: fact_blocks.columns,
        said.Cards: card_blocks.cards,
        said.Side: boxed_blocks.side,
        said.Labelled: boxed_blocks.labelled,
    },
)
"""Which function renders which type of block: a new type is one line here and one function."""


def _front(document: Document) -> int:
    """How many items stand on the cover of a paper, which turns over; 0 where it has none."""
    begins = (at for at, item in enumerate(document.items) if item.page_break_before and at)
    return next(begins, 0) if document.furniture.turn_over else 0


class Typesetter:
    """Lays out documents in one theme. What it draws of an item is derived from the item, and lives as long."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._renderer = BlockRenderer(theme, KINDS)
        self._recording = derived(self._record)
        self._below_head = derived(self._recording_on)
        self._sparing = Sparing(theme, SideBySide(theme, self._renderer), self._record_without_margin)
        self._under = self._ground()
        self._foot = Foot(theme, self._renderer)
        self._breaker = remembered(most=4)(self._new_breaker)
        self._shorter = remembered(most=4)(self._new_shorter)

    def set(self, document: Document) -> LaidOutDocument:
        """The document's pages.

        Raises Unprintable with every block that is taller than a page and every character that no font has, and
        where the pages are more than their codes can count.
        """
        if lack := self._foot.lack(document.furniture):
            return self._shorter(lack).set(document)
        items, recordings = document.items, self._recordings(document.items)
        if document.furniture.loose:
            recordings = captions_facing(items, recordings, self.theme.height, self.theme.tightest)
        recordings = self._with_room_in_front(document, recordings)
        recordings, ranges = self._sparing.fewest_sheets(items, recordings, partial(self._pages, document))
        if not self.theme.spreads:
            recordings, ranges = self._begun_early(document, recordings, ranges)
        while begins := optional_heads(document.items, recordings, ranges):
            recordings = [NOTHING if index in begins else one for index, one in enumerate(recordings)]
            ranges = self._pages(document, recordings)
        if extra := document.extra_space.pages(len(ranges), self.theme.paper.pages_of_sheet):
            document, added = document.with_extra_space(extra), self._recordings(document.extra_space.items)
            for _ in range(extra):
                recordings += added
                ranges.append(PageRange(ranges[-1].past, sum(len(one.boxes) for one in recordings), NATURAL))
        if document.furniture.qr_text and len(ranges) > MOST_PAGES:
            what = (
                f"The {self.theme.print.called} print has {len(ranges)} pages; "
                f"the code at a page's foot counts to {MOST_PAGES}."
            )
            raise Unprintable([Problem(document.items[0].place, what, "Ask for fewer questions.")])
        return self._laid_out(document, recordings, ranges)

    def _new_shorter(self, lack: int) -> Typesetter:
        """One whose text column ends so many points higher: for a foot without codes, or with more than one line."""
        return Typesetter(replace(self.theme, bottom=self.theme.bottom + lack))

    def _recordings(self, items: Sequence[Item]) -> list[Recording]:
        """The items' recordings; Unprintable with what is wrong with all of them."""
        recordings = [self._recording(item) for item in items]
        if self._renderer.problems:
            found, self._renderer.problems = self._renderer.problems, set()
            raise Unprintable(found)
        if self.theme.spreads:
            return recordings
        return self._with_end(items, self._with_heads(items, recordings))

    def _with_heads(self, items: Sequence[Item], recordings: Sequence[Recording]) -> list[Recording]:
        """The recordings, those of questions that a page does not hold below their section's head made for what it has.

        Problems are those of the questions as they were recorded first.
        """
        found = [*recordings]
        for at, item in enumerate(items):
            if isinstance(item.block, Labelled):
                room = self._room(items, recordings, at)
                if (
                    room < self.theme.height
                    and sum(box.height + box.space for box in recordings[at].boxes) > room
                ):
                    found[at] = self._below_head(item)(Beginning(room, later=False))
        return found

    def _begun_early(
        self, document: Document, recordings: list[Recording], ranges: list[PageRange]
    ) -> tuple[list[Recording], list[PageRange]]:
        """The recordings and their pages, with help behind the first of answers wherever that saves a page."""
        for at, item in enumerate(document.items):
            if isinstance(item.block, Labelled):
                for room in (0.0, self._room(document.items, recordings, at)):
                    early = self._below_head(item)(Beginning(room, later=True))
                    other = self._with_end(document.items, [*recordings[:at], early, *recordings[at + 1 :]])
                    pages = self._pages(document, other)
                    if len(pages) < len(ranges):
                        recordings, ranges = other, pages
        return recordings, ranges

    def _room(self, items: Sequence[Item], recordings: Sequence[Recording], at: int) -> float:
        """What a page has for the item of that index, in points, below what stays with it from above."""
        return self.theme.height - sum(box.height + box.space for box in self._head(items, recordings, at))

    def _head(self, items: Sequence[Item], recordings: Sequence[Recording], at: int) -> list[LayoutBox]:
        """The boxes of what stays with the item of that index from above."""
        kept = len([*takewhile(attrgetter("keep_with_next"), reversed(items[:at]))])
        return [box for one in recordings[at - kept : at] for box in one.boxes]

    def _recording_on(self, item: Item) -> Callable[[Beginning], Recording]:
        """Records the item for a page that it begins on; sections have few heads."""
        return remembered(most=4)(partial(self._in_flow, item, self._renderer))

    def _with_end(self, items: Sequence[Item], recordings: Sequence[Recording]) -> list[Recording]:
        """The recordings, the last question's such that the paper's end does not stand on a page by itself.

        Where a page cannot hold both, with the section's head above it, the question is cut within its lines.
        """
        asked = (at for at, item in enumerate(items) if isinstance(item.block, Labelled))
        last = max(asked, default=len(items))
        kept = len([*takewhile(attrgetter("keep_with_next"), items[last:])])
        if not kept or items[last + 1].optional:
            return [*recordings]
        boxes = self._head(items, recordings, last)
        boxes += [box for one in recordings[last : last + kept + 1] for box in one.boxes]
        tall = sum(box.height + box.space for box in boxes) - boxes[-1].space
        question = ending(recordings[last])
        if tall > self.theme.height:
            question = cut_for_end(question)
        return [*recordings[:last], question, *recordings[last + 1 :]]

    def _record_without_margin(self, item: Item) -> Recording:
        """The recording of a text to read without its margin for notes."""
        return self._in_flow(item, BlockRenderer(replace(self.theme, notes=0), KINDS))

    def _record(self, item: Item) -> Recording:
        """The item's recording, with the white and the penalty of a break after its last box."""
        return self._in_flow(item, self._renderer)

    def _in_flow(self, item: Item, renderer: BlockRenderer, on: Beginning | None = None) -> Recording:
        renderer.place, renderer.on = item.place, on or Beginning(self.theme.height, later=False)
        recording = renderer.block(item.block, self.theme.width)
        if not recording.boxes:
            return recording
        if item.keep_with_next and isinstance(item.block, Side) and item.block.close:
            recording = joined_box(
                recording
            )  # a head's two halves, below each other where there are no columns
        self._check_height(item, recording)
        tied = item.keep_with_next and not isinstance(item.block, Passage | Frame)
        apart = self.theme.block_space if tied else self.theme.question_space
        last = recording.boxes[-1]
        penalty = (TIED if tied else FACING) if item.keep_with_next else FREE
        if tied and isinstance(item.block, Labelled) and not self.theme.spreads:
            penalty = BEFORE_TOTAL  # nothing but the end of a section follows a question that keeps with it
        if isinstance(item.block, Space):
            apart = 0.0  # the white before it counts
        apart, penalty = max(apart, last.space), max(penalty, last.penalty) if item.keep_with_next else FREE
        boxes = in_flow(recording.boxes, apart, penalty, spread=item.avoid_overleaf)
        return Recording(boxes, recording.nodes)

    def _check_height(self, item: Item, recording: Recording) -> None:
        tallest = max(box.height + sum(over.height for over in box.above) for box in recording.boxes)
        if tallest > self.theme.height + 0.01:
            self._renderer.problems.add(
                Problem(
                    item.place,
                    f"A part of this that must not be cut is {tallest / mm:.0f} mm high, but a page holds "
                    f"{self.theme.height / mm:.0f} mm in the {self.theme.print.called} print.",
                    "Shorten it or split it into parts, or make ‘size’ smaller where your theme sets it.",
                )
            )

    # ---- pages ----

    def _pages(self, document: Document, recordings: Sequence[Recording]) -> list[PageRange]:
        """The pages over all boxes, items up to a forced break broken by themselves."""
        items, furniture, extra = document.items, document.furniture, document.extra_space
        forced = [index for index, item in enumerate(items) if item.page_break_before and index]
        pages: list[PageRange] = []
        begun = 0
        for first, past in zip([0, *forced], [*forced, len(items)], strict=True):
            # what a page begins anew takes one at least: a cover ends on a sheet's front, if it can
            following = extra.least if past == len(items) else 1
            broken = self._broken(furniture, recordings[first:past], len(pages), following)
            if past == _front(document) and len(broken) == 1:
                boxes = [box for one in recordings[:past] for box in one.boxes]
                broken = [filled_cover(broken[0], boxes, self.theme.height - self.theme.question_space)]
            pages += [PageRange(begun + start, begun + end, glue) for start, end, glue in broken]
            begun = pages[-1].past if pages else 0
        return pages

    def _broken(
        self, furniture: Furniture, recordings: Sequence[Recording], first: int, following: int
    ) -> list[PageRange]:
        """The pages over the boxes of recordings none of which begins one; the others are as of `Breaker`."""
        noted = bool(furniture.blank)
        blanks = noted and (self.theme.spreads or furniture.loose)
        alone = not self.theme.spreads and not furniture.loose
        breaker = self._breaker(alone=alone, blanks=blanks, together=noted, both_sides=furniture.even)
        return breaker.break_pages(recordings, first, following)

    def _with_room_in_front(self, document: Document, recordings: Sequence[Recording]) -> list[Recording]:
        """The recordings, of the optional ones on a paper's cover only those that cost no page and no white of it."""
        past = _front(document)
        optional = [at for at, item in enumerate(document.items[:past]) if item.optional]
        found = [NOTHING if at in optional else one for at, one in enumerate(recordings)]
        least = self._broken(document.furniture, found[:past], 0, 1) if optional else []
        for at in optional:
            more = [*found[:at], recordings[at], *found[at + 1 :]]
            pages = self._broken(document.furniture, more[:past], 0, 1)
            if len(pages) == len(least) and pages[-1].glue >= min(NATURAL, least[-1].glue):
                found = more
        return found

    def _new_breaker(self, *, alone: bool, blanks: bool, together: bool, both_sides: bool) -> GluedBreaker:
        """How pages are read, where some may be left blank, and whether sheets have two sides.

        Where they have, they cost, and white may give.
        """
        height = self.theme.height
        if not both_sides:
            return GluedBreaker(height, (NATURAL,), alone=alone, blanks=blanks, together=together, sheet=0)
        glues = glue_steps(self.theme.tightest, self.theme.loosest)
        sheet = SHEET * self.theme.paper.pages_of_sheet // 2  # a page more may open a folded one, of four
        return GluedBreaker(height, glues, alone=alone, blanks=blanks, together=together, sheet=sheet)

    def _laid_out(
        self, document: Document, recordings: Sequence[Recording], ranges: Sequence[PageRange]
    ) -> LaidOutDocument:
        """The document on its pages, which are `ranges`."""
        laid = lay(document, recordings, ranges, self.theme.height)
        structure, marks, furniture = laid.structure, laid.marks, document.furniture
        lacking = -len(ranges) % self.theme.paper.pages_of_sheet
        sides = [*laid.pages, *[()] * (furniture.even and lacking)]
        lefts = (self.theme.inner, self.theme.outer)  # the stapled side of right-hand pages is the left one
        around = self._foot.around(furniture, lefts, len(ranges) - 1, len(sides))
        width, height = self.theme.page
        pages = []
        for index, slices in enumerate(sides):
            top, over = self.theme.top, slices[0].boxes[0].above if slices else ()
            if not slices:
                note = ColumnSlice(self._blank(furniture), 0, 1, marks, 0, NATURAL)
                top, slices = self.theme.page[1] * 0.4, (note,)
                marks += 1  # of the words that say so
                structure = (*structure, PlacedBlock(note.recording, ((index, note),)))
            code = self._foot.qr_code(furniture, index)
            left = lefts[index % 2]
            pages.append(Page(width, height, left, top, self._under, over, slices, around[index], code))
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
        colour = " ".join(f"{share:.3f}" for share in self.theme.ground)
        width, height = self.theme.page
        return (artifact(f"q {colour} rg 0 {-height:.3f} {width:.3f} {height:.3f} re f Q".encode(), 0),)

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
