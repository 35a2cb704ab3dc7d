"""Rendering a grid of short questions: cells with room to write and a box for the marks, none cut by a page turn."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Align, Block, GridHead, Labelled, QuestionGrid
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.model.text import Run, Text
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.recording import (
    artifact,
    fill_rectangle,
    followed,
    grouped,
    overlaid,
    rules,
    stacked,
    stroke_rectangle,
)
from worksheetgen.typesetting.table_blocks import headed
from worksheetgen.typesetting.weights import KEEP, ROW, TIED, TURN

STYLE, HEAD_STYLE, ASIDE_STYLE = "cell-small", "table-head", "cell-tiny"
LEAST_WIDTH = 10.5
"""The least width of a cell beside others, in sizes of its letters: about twenty of them stand on a line."""
CELL_PAD = 0.5
"""The white beside and above a cell's words, in the theme's padding."""
ABOVE, BELOW = 0.55, 0.3
"""The white above a cell's first ruled line at the least, and below its last, in distances of lines."""
BOX = 0.8
"""The height of the box for marks, likewise; it stands in the cell's corner, and the last line ends before it."""
BEFORE_BOX = 1.5 * mm
SCORE, SCORE_SHARE = 1.5, 4
"""The room to write a score, in heights of a field at the least; its box is as wide as a column of four."""
SCORE_TALL = 0.75
"""How high that box is, in heights of a field: with it a grid of four by four fits a page."""
CLOSEST = 6.8 * mm
"""Lines stand closer in a grid that a page then holds, but not closer than this, as in an exercise book."""
DOTS = (2, 4)
"""How long the dashes of ruled lines and the gaps between them are, in their weights: lighter than a cell's border."""

Placed = list[tuple[float, float, LayoutBox]]


def question_grid(renderer: BlockRenderer, block: QuestionGrid, width: float) -> Recording:
    """The grid as a table, and below it the box for the score.

    Where its columns would be too narrow, fewer stand side by side, in several tables one below the other.
    """
    count = len(block.heads)
    across = _across(renderer, count, width)
    tables = [
        _table(
            renderer,
            block.heads[start : start + across],
            [row[start : start + across] for row in block.rows],
            width / across,
            TURN if across < count else ROW,
        )
        for start in range(0, count, across)
    ]
    grid = stacked(tables, renderer.theme.block_space, TURN)
    # rather between rows: the score does not stand alone on a page
    return stacked([grid, _score(renderer, block.score, width)], 0, ROW + KEEP)


def closest_lines(renderer: BlockRenderer, question: Block) -> float:
    """How close the lines of a grid of questions may come, of what they are; 1 for what is no such question."""
    blocks = question.blocks if isinstance(question, Labelled) else ()
    if not any(isinstance(one, QuestionGrid) for one in blocks):
        return 1.0
    share: float = CLOSEST / renderer.theme.line_pitch
    return min(1.0, share)


def _table(
    renderer: BlockRenderer,
    heads: Sequence[GridHead],
    rows: Sequence[Sequence[tuple[str, Text]]],
    wide: float,
    turn: int,
) -> Recording:
    """Columns, each `wide` points wide, under their heads, which stand again where a page turns: at that penalty."""
    cells = [
        [_Cell(renderer, head, cell, wide) for head, cell in zip(heads, row, strict=True)] for row in rows
    ]
    head = _head(renderer, heads, wide)
    lines = [_row(renderer, row, wide) for row in cells]
    rows_of_cells = stacked([followed(head, 0, TIED), stacked(lines, 0, turn)])
    return headed(grouped(rows_of_cells, "Table"))


def _across(renderer: BlockRenderer, count: int, width: float) -> int:
    """How many of so many columns stand side by side, so that as many cells stand in every row."""
    least = LEAST_WIDTH * renderer.theme.style(STYLE).size
    return next(few for few in range(count, 0, -1) if few == 1 or (count % few == 0 and width / few >= least))


# ---- cells ---------------------------------------------------------------------------------------


class _Cell:
    """A cell's words and its mark, set at its width, before it is known how high the row is."""

    def __init__(
        self,
        renderer: BlockRenderer,
        head: GridHead,
        cell: tuple[str, Text],
        width: float,
    ) -> None:
        theme = renderer.theme
        style = theme.style(STYLE)
        number, text = cell
        self.lines = head.lines
        room = width - 2 * CELL_PAD * theme.padding
        said = (Run(f"{number} ", True), *text)
        self.words = renderer.text(said, style, room).boxes
        self.box_width = renderer.width(head.mark, style) + CELL_PAD * theme.padding
        self.mark = renderer.line(head.mark, style, self.box_width, Align.CENTRE).boxes
        self.room = (head.lines - 1 + ABOVE + BELOW) * theme.line_pitch
        self.height = CELL_PAD * theme.padding + sum(box.height for box in self.words)

    def drawn(self, renderer: BlockRenderer, x: float, wide: float, tall: float) -> Placed:
        """Everything in the cell, `x` from the left of its row, in a row so high."""
        theme = renderer.theme
        pad, pitch = CELL_PAD * theme.padding, theme.line_pitch
        right, last = x + wide - pad, tall - BELOW * pitch
        count = self.lines
        while last - count * pitch >= self.height + ABOVE * pitch:  # a short question leaves room for more
            count += 1
        box = BOX * pitch if self.mark else 0.0
        before_box = x + wide - self.box_width - BEFORE_BOX if self.mark else right
        ends = [before_box if index * pitch < box else right for index in range(count)]
        weight = theme.line_weight
        ruled = rules(
            *((x + pad, last - index * pitch, end, last - index * pitch) for index, end in enumerate(ends)),
            weight=weight,
            dash=" ".join(f"{weight * part:g}" for part in DOTS),
        )
        border = stroke_rectangle(x, 0, wide, tall, theme.rule)
        if self.mark:
            border += stroke_rectangle(x + wide - self.box_width, tall - box, self.box_width, box, theme.rule)
        placed: Placed = [(0.0, 0.0, artifact(border + ruled, tall))]
        top = pad
        for words in self.words:
            placed.append((x + pad, top, words))
            top += words.height
        placed += [(x + wide - self.box_width, tall - (box + mark.height) / 2, mark) for mark in self.mark]
        return placed


def _row(renderer: BlockRenderer, cells: Sequence[_Cell], wide: float) -> Recording:
    """Cells, each `wide` points wide, as one box as high as the highest of them."""
    tall = max(cell.height + cell.room for cell in cells)
    placed: Placed = []
    nodes: list[Node] = []
    mark = 0
    for index, cell in enumerate(cells):
        placed += cell.drawn(renderer, index * wide, wide, tall)
        said = len(cell.words) + len(cell.mark)
        nodes.append(Node("TD", (), tuple(Node("P", (), (Leaf(0, at),)) for at in range(mark, mark + said))))
        mark += said
    return Recording((overlaid(placed, tall),), (Node("TR", (), tuple(nodes)),))


def _score(renderer: BlockRenderer, score: tuple[str, str], width: float) -> Recording:
    """The box for the score, under the right end of the last row: a word, room to write, what it is out of."""
    theme = renderer.theme
    style, bold = theme.style(STYLE), theme.style("strong")
    word, out_of = score
    pad = CELL_PAD * theme.padding
    room = renderer.width(word, style) + renderer.width(out_of, bold) + SCORE * theme.field
    wide = min(width, max(width / SCORE_SHARE, room + 2 * pad))
    left, tall = width - wide, SCORE_TALL * theme.field
    said = [
        renderer.line(word, style, wide).boxes,
        renderer.line(out_of, bold, wide - 2 * pad, Align.RIGHT).boxes,
    ]
    drawn: Placed = [(0.0, 0.0, artifact(stroke_rectangle(left, 0, wide, tall, theme.rule), tall))]
    drawn += [(left + pad, (tall - box.height) / 2, box) for boxes in said for box in boxes]
    marks = sum(map(len, said))
    whole = overlaid(drawn, tall)
    return Recording((whole,), tuple(Node("P", (), (Leaf(0, mark),)) for mark in range(marks)))


# ---- heads ---------------------------------------------------------------------------------------


def _head(renderer: BlockRenderer, heads: Sequence[GridHead], wide: float) -> Recording:
    """The row of heads, shaded: what its cells are worth at the right of each, or below where one is too long."""
    theme = renderer.theme
    style, small = theme.style(HEAD_STYLE), theme.style(ASIDE_STYLE)
    pad = CELL_PAD * theme.padding
    room = wide - 2 * pad
    fit = all(
        renderer.width(head.text, style) + renderer.width(head.aside, small) + pad <= room for head in heads
    )
    placed: Placed = []
    nodes = []
    mark = 0
    for index, head in enumerate(heads):
        top, said = pad / 2, 0
        aligned = Align.RIGHT if fit else Align.LEFT
        for words, face, align in ((head.text, style, Align.LEFT), (head.aside, small, aligned)):
            boxes = renderer.line(words, face, room, align).boxes
            for box in boxes:
                level = style.leading - box.height if fit else 0.0
                placed.append((index * wide + pad, top + level, box))
                top += 0.0 if fit else box.height
            said += len(boxes)
        nodes.append(_column_head(mark, said))
        mark += said
    tall = max(y + box.height for _, y, box in placed) + pad / 2
    ground = fill_rectangle(0, 0, wide * len(heads), tall, theme.shade)
    borders = b"".join(
        stroke_rectangle(index * wide, 0, wide, tall, theme.rule) for index in range(len(heads))
    )
    whole = overlaid([(0.0, 0.0, artifact(ground + borders, tall)), *placed], tall)
    return Recording((whole,), (Node("TR", (), tuple(nodes)),))


def _column_head(mark: int, said: int) -> Node:
    """The header cell of a column, of so many pieces of content from the id `mark` on."""
    leaves = tuple(Node("P", (), (Leaf(0, at),)) for at in range(mark, mark + said))
    return Node("TH", (("A", "<</O /Table /Scope /Column>>"),), leaves)
