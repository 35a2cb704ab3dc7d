"""Items to recordings: each drawn once, some once more for the page that they begin on or for the paper's end.

All are kept with their item. Drawn anew for each paper:
+131% (docs/performance.md, “recordings kept with their item”, 3,000).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from operator import attrgetter
from typing import cast

from reportlab.lib.units import mm

from worksheetgen.errors import Problem, Unprintable
from worksheetgen.memory import derived, remembered
from worksheetgen.model import blocks as said
from worksheetgen.model.blocks import Frame, Heading, Labelled, Passage, Side, Space
from worksheetgen.model.document import Item
from worksheetgen.model.laid_out import Recording
from worksheetgen.typesetting import (
    answer_blocks,
    boxed_blocks,
    card_blocks,
    fact_blocks,
    figure_blocks,
    key_blocks,
    labelled_blocks,
    passage_blocks,
    puzzle_blocks,
    question_grid,
    strip_blocks,
    table_blocks,
    text_blocks,
)
from worksheetgen.typesetting.beginnings import Beginning
from worksheetgen.typesetting.block_renderer import BlockRenderer, RenderBlock
from worksheetgen.typesetting.endings import cut_for_end
from worksheetgen.typesetting.recording import height_of, height_with_white, in_flow, joined_box, turning
from worksheetgen.typesetting.sparing import NOTHING
from worksheetgen.typesetting.theme import Theme
from worksheetgen.typesetting.weights import BEFORE_END, BEFORE_TASKS, BEFORE_TOTAL, FACING, FREE, TIED
from worksheetgen.value import replace

SHARES = 25
"""Grids become smaller by such shares of what they are."""


def _chart(renderer: BlockRenderer, block: said.Chart, width: float) -> Recording:
    """A bar chart. What draws it is imported here: ReportLab's graphics, which most runs need not wait for."""
    from worksheetgen.typesetting.chart_blocks import chart

    return chart(renderer, block, width)


def _compared(renderer: BlockRenderer, block: said.Compared, width: float) -> Recording:
    """A chart of two sets of figures, likewise."""
    from worksheetgen.typesetting.compared_blocks import compared

    return compared(renderer, block, width)


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
        said.Chart: _chart,
        said.Compared: _compared,
        said.Picture: figure_blocks.picture,
        said.Letterhead: figure_blocks.letterhead,
        said.QuestionGrid: question_grid.question_grid,
        said.Timeline: figure_blocks.timeline,
        said.Facts: fact_blocks.facts,
        said.Boxes: fact_blocks.boxes,
        said.Columns: fact_blocks.columns,
        said.Cards: card_blocks.cards,
        said.Side: boxed_blocks.side,
        said.Labelled: labelled_blocks.labelled,
    },
)
"""Which function renders which type of block: a new type is one line here and one function."""


class Recorder:
    """Draws items in one theme. What it draws of an item is derived from the item, and lives as long."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.renderer = BlockRenderer(theme, KINDS)
        self._closer = remembered(most=SHARES)(self._new_closer)
        self._forget()

    def _forget(self) -> None:
        self._recording = derived(self._record)
        self._begun_on = derived(self._record_on)
        self._fitted = derived(self._record_fitted)

    def recordings(self, items: Sequence[Item]) -> list[Recording]:
        """The items' recordings; Unprintable with what is wrong with all of them."""
        recordings = [self._recording(item) for item in items]
        if self.renderer.problems:
            found, self.renderer.problems = self.renderer.problems, set()
            self._forget()  # a paper that has the same item cannot be printed either
            raise Unprintable(found)
        if self.theme.spreads:
            return self._with_grids(items, recordings)
        return self._with_end(items, self._with_heads(items, recordings))

    def _with_grids(self, items: Sequence[Item], recordings: list[Recording]) -> list[Recording]:
        """The recordings, puzzles and grids of questions made as large as a page holds them below their section's head.

        With the paper's end, where that follows, if the page then has room for all.
        """
        for at in range(1, len(items)):
            if items[at - 1].keep_with_next and self._least_share(items[at]) < 1:
                for room in self._rooms(items, recordings, at):
                    found = (
                        recordings[at] if height_of(recordings[at]) <= room else self._fitted(items[at], room)
                    )
                    if height_of(found) <= room:
                        recordings[at] = found
                        break
        return recordings

    def _rooms(self, items: Sequence[Item], recordings: Sequence[Recording], at: int) -> Iterator[float]:
        """What a page has for the item of that index, in points: with the paper's end, where that follows, without."""
        room = self._room(items, recordings, at)
        if not any(isinstance(item.block, Labelled) for item in items[at + 1 :]):
            yield room - (height_of(*recordings[at:]) - height_of(recordings[at]))
        yield room

    def _least_share(self, item: Item) -> float:
        """How much smaller what is written in may become, in an item that is such a grid; 1 for others."""
        squares = puzzle_blocks.smallest_squares(self.renderer, item.block)
        return min(squares, question_grid.closest_lines(self.renderer, item.block))

    def _record_fitted(self, item: Item, room: float) -> Recording:
        """The item's recording with its grid as large as fits into `room` points; as small as may be if none does."""
        least = self._least_share(item)
        for step in range(1, SHARES):
            share = max(least, 1 - step / SHARES)
            found = self._in_flow(item, self._closer(share))
            if share == least or height_of(found) <= room:
                break
        return found

    def _new_closer(self, share: float) -> BlockRenderer:
        """What draws with that share of the distance between lines.

        It refers to itself and is gone only once somebody looks for garbage, as no worker does: so all pupils have the
        same few.
        """
        pitch = share * self.theme.line_pitch
        return BlockRenderer(replace(self.theme, line_pitch=pitch), KINDS)

    def _with_heads(self, items: Sequence[Item], recordings: Sequence[Recording]) -> list[Recording]:
        """The recordings, those of questions that a page does not hold below their section's head made for what it has.

        Problems are those of the questions as they were recorded first.
        """
        found = [*recordings]
        for at, item in enumerate(items):
            if isinstance(item.block, Labelled):
                room = self._room(items, recordings, at)
                if room < self.theme.height and height_with_white(recordings[at]) > room:
                    found[at] = self._begun_on(item, Beginning(room, later=False))
        return found

    def begun_early(
        self, items: Sequence[Item], recordings: Sequence[Recording], at: int
    ) -> Iterator[list[Recording]]:
        """The recordings with the help of the question of that index behind the first of its answer, as soon as may be.

        First where the page has no room for it, then where it has what its head leaves.
        """
        for room in (0.0, self._room(items, recordings, at)):
            early = self._begun_on(items[at], Beginning(room, later=True))
            yield self._with_end(items, [*recordings[:at], early, *recordings[at + 1 :]])

    def _room(self, items: Sequence[Item], recordings: Sequence[Recording], at: int) -> float:
        """What a page has for the item of that index, in points, below what stays with it from above."""
        head = [box for one in self._head(items, recordings, at) for box in one.boxes]
        return self.theme.height - sum(box.height + box.space for box in head)

    def _head(self, items: Sequence[Item], recordings: Sequence[Recording], at: int) -> Sequence[Recording]:
        """What stays with the item of that index from above."""
        kept = len([*takewhile(attrgetter("keep_with_next"), reversed(items[:at]))])
        return recordings[at - kept : at]

    def _record_on(self, item: Item, on: Beginning) -> Recording:
        """The item's recording for a page that it begins on; sections have few heads."""
        return self._in_flow(item, self.renderer, on)

    def _with_end(self, items: Sequence[Item], recordings: Sequence[Recording]) -> list[Recording]:
        """The recordings, the last question's such that the paper's end does not stand on a page by itself.

        It may with tasks for those who finish early, which have a heading. Where a page cannot hold both, with the
        section's head above it, what is optional in the end is left out; where that is not enough, the question is cut
        within its lines.
        """
        asked = (at for at, item in enumerate(items) if isinstance(item.block, Labelled))
        last = max(asked, default=len(items))
        past = last + 1 + len([*takewhile(attrgetter("keep_with_next"), items[last:-1])])
        end = recordings[last + 1 : past]
        if not end or items[past - 1].optional:
            return [*recordings]
        headed = next((at for at in range(last + 1, past) if isinstance(items[at].block, Heading)), 0)
        if headed:
            return [
                *recordings[: headed - 1],
                turning(recordings[headed - 1], BEFORE_TASKS),
                *recordings[headed:],
            ]
        above, question = self._head(items, recordings, last), turning(recordings[last], BEFORE_END)
        if self._tall([*above, question, *end]) > self.theme.height:
            shorter = [
                NOTHING if item.optional else one for item, one in zip(items[last + 1 :], end, strict=False)
            ]
            if self._tall([*above, question, *shorter]) <= self.theme.height:
                end = shorter
            else:
                question = cut_for_end(question)
        return [*recordings[:last], question, *end, *recordings[past:]]

    def _tall(self, recordings: Sequence[Recording]) -> float:
        """How high they are on one page, in points, with their white drawn together as far as may be."""
        boxes, tightest = [box for one in recordings for box in one.boxes], self.theme.tightest
        return sum(box.height + box.white(tightest) for box in boxes) - boxes[-1].white(tightest)

    def without_margin(self, item: Item) -> Recording:
        """The recording of a text to read without its margin for notes."""
        return self._in_flow(item, BlockRenderer(replace(self.theme, notes=0), KINDS))

    def _record(self, item: Item) -> Recording:
        """The item's recording, with the white and the penalty of a break after its last box."""
        recording = self._in_flow(item, self.renderer)
        if self.renderer.problems:
            self.renderer.forget()  # another item with the same words has the same problem, at a place of its own
        return recording

    def _in_flow(self, item: Item, renderer: BlockRenderer, on: Beginning | None = None) -> Recording:
        renderer.place, renderer.on = item.place, on or Beginning(self.theme.height, later=False)
        recording = renderer.block(item.block, self.theme.width)
        if not recording.boxes:
            return recording
        if item.keep_with_next and isinstance(item.block, Side) and item.block.close:
            # a head's two halves, below each other where there are no columns
            recording = joined_box(recording)
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
        opens = isinstance(item.block, Heading)
        boxes = in_flow(recording.boxes, apart, penalty, spread=item.avoid_overleaf, opens=opens)
        return Recording(boxes, recording.nodes)

    def _check_height(self, item: Item, recording: Recording) -> None:
        tallest = max(box.height + sum(over.height for over in box.above) for box in recording.boxes)
        if tallest > self.theme.height + 0.01:
            self.renderer.problems.add(
                Problem(
                    item.place,
                    f"A part of this that must not be cut is {tallest / mm:.0f} mm high, but a page holds "
                    f"{self.theme.height / mm:.0f} mm in the {self.theme.print.called} print.",
                    "Shorten it or split it into parts, or make ‘size’ smaller where your theme sets it.",
                )
            )
