"""Rendering blocks whose label hangs in the margin, such as a question with its number."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.blocks import Block, Labelled, Lines, Puzzle, Side, Stem, Table
from worksheetgen.model.laid_out import LayoutBox, Leaf, Recording
from worksheetgen.model.text import Run
from worksheetgen.typesetting.answer_blocks import LEFT_ON_EACH_SIDE
from worksheetgen.typesetting.beginnings import begun
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.continued import again, under
from worksheetgen.typesetting.recording import (
    followed,
    grouped,
    height_of,
    indented,
    overlaid,
    relabelled,
    stacked,
)
from worksheetgen.typesetting.weights import (
    ANSWER,
    BEFORE_SPREAD,
    FACING,
    FEW_LINES,
    KEEP,
    LONE_CLUE,
    ON_SPREAD,
    TIED,
    TURN,
    WHOLE,
    WRITING,
)
from worksheetgen.value import replace

LONGER = {ANSWER: WRITING, FEW_LINES: WRITING}
"""What turns within ruled lines cost instead where the answer goes on behind them."""


def labelled(renderer: BlockRenderer, block: Labelled, width: float) -> Recording:
    """Blocks with their label hanging in the margin column; in a print without columns, labels within it too.

    In a print without spreads they are cut only where they are higher than a page; then, and where a page has no room
    for them below their section's head, their help may stand behind the first of their answer.
    """
    recording = _labelled(renderer, block, width)
    if renderer.theme.spreads:
        return recording
    if (renderer.on.later or height_of(recording) > renderer.on.room) and (
        parted := _begun(renderer, block, width)
    ):
        return parted
    recording = _opening_a_spread(recording)
    if height_of(recording) > renderer.theme.height:
        return recording
    *inner, last = recording.boxes
    boxes = (*(replace(box, penalty=_dearer(box.penalty)) for box in inner), last)
    return Recording(boxes, recording.nodes)


def _opening_a_spread(recording: Recording) -> Recording:
    """A question of which parts are read side by side: these may begin a page of their own, away from their stem."""
    first, *others = recording.boxes
    if any(box.penalty == ON_SPREAD for box in others[:-1]):
        first = replace(first, penalty=min(first.penalty, BEFORE_SPREAD))
    return Recording((first, *others), recording.nodes)


def _begun(renderer: BlockRenderer, block: Labelled, width: float) -> Recording | None:
    """A question with its help behind the first of its answer, the lines of which a page may cut; None for no such."""
    theme = renderer.theme

    def height(blocks: tuple[Block, ...]) -> float:
        return height_of(renderer.stack(blocks, width - theme.number_column))

    question = begun(block, renderer.on, theme.height, height, theme.more_lines, LEFT_ON_EACH_SIDE)
    if not question:
        return None
    recording = _labelled(renderer, question, width)
    if sum(isinstance(one, Lines) for one in block.blocks) > 1:
        return recording
    boxes = recording.boxes
    # as many lines as a page holds stand before the help; those behind it are of an answer longer than a page
    behind = 1 + next(at for at, box in enumerate(boxes) if box.penalty == TURN)
    answer = boxes[behind:-LEFT_ON_EACH_SIDE]
    longer = [replace(box, penalty=LONGER.get(box.penalty, box.penalty)) for box in answer]
    return Recording((*boxes[:behind], *longer, *boxes[-LEFT_ON_EACH_SIDE:]), recording.nodes)


def _dearer(penalty: int) -> int:
    """The penalty of a break within what a page could hold: between parts and clues, then in lines, then elsewhere."""
    if penalty in (FACING, ON_SPREAD, LONE_CLUE):
        return WHOLE
    if penalty == BEFORE_SPREAD or penalty >= WHOLE:  # the stem may stand alone rather than the parts be cut
        return penalty
    return WHOLE + penalty


def _labelled(renderer: BlockRenderer, block: Labelled, width: float) -> Recording:
    theme = renderer.theme
    column = theme.number_column
    over = again(renderer, block.continued, width)
    tag = f"H{block.level}" if block.level else "P"
    label = renderer.line(block.label, theme.style(block.style), column, tag=tag)
    body = renderer.stack(block.blocks, width - column, hang=0 if theme.columns else column)
    if not theme.columns and label.boxes and block.blocks and isinstance(block.blocks[0], Labelled):
        return grouped(under(over, stacked([followed(label, 0, TIED), indented(body, column)])), "Sect")
    if not (label.boxes and body.boxes):
        return grouped(indented(body, column) if body.boxes else label, "Sect")
    first, *rest = body.boxes
    head = overlaid([(0, 0, label.boxes[0]), (column, 0, first)], max(first.height, label.boxes[0].height))
    nodes = relabelled(body.nodes, lambda leaf: Leaf(0, leaf.mark + 1) if leaf.where == 0 else leaf)
    others = indented(Recording(tuple(rest), ()), column).boxes
    boxes = (replace(head, space=first.space, penalty=first.penalty, above=first.above), *others)
    recording = grouped(under(over, Recording(boxes, (*label.nodes, *nodes))), "Sect")
    if asked := _asked_again(renderer, block, recording.boxes[1:], width):
        head, answer, *more = recording.boxes
        answer = replace(answer, above=(asked, *rest[0].above))
        return Recording((head, answer, *more), recording.nodes)
    return recording


def _asked_again(
    renderer: BlockRenderer, block: Labelled, answer: Sequence[LayoutBox], width: float
) -> LayoutBox | None:
    """What is asked, to stand over the question's table or puzzle where that begins a page; None where it has no room.

    These are whole even where that takes them overleaf from their stem, in a print without columns; `answer` are their
    boxes, of which the first page holds those up to where it may turn. A screen reader, which has no pages, passes over
    the words.
    """
    if renderer.theme.columns:
        return None
    match block.blocks:
        case (Stem(asked), Table() | Side((Table(),))) | (Stem(asked), *_, Puzzle()):
            words = (Run(f"{block.continued}: ", True), *asked)
            stem = renderer.quiet(words, renderer.theme.style("stem"), width)
            stem = replace(stem, height=stem.height + renderer.theme.block_space)
            turns = next((at for at, box in enumerate(answer) if box.penalty < KEEP), len(answer) - 1)
            whole = height_of(Recording((*answer[: turns + 1],), ()))
            return stem if stem.height + whole <= renderer.theme.height else None
    return None
