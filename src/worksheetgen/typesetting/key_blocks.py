"""Rendering the answer keys' marking grid: a line for each paper, a box for every mark.

Columns are as wide as their longest answer, so that none is ever on two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from reportlab.lib.units import mm

from worksheetgen.model.blocks import Align, GridCell, GridColumn, MarkingGrid
from worksheetgen.model.laid_out import LayoutBox, Leaf, Node, Recording
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.recording import (
    artifact,
    cell_rules,
    fill_rectangle,
    grouped,
    overlaid,
    rules,
    stacked,
)
from worksheetgen.typesetting.table_blocks import headed
from worksheetgen.typesetting.theme import Style
from worksheetgen.typesetting.weights import FREE, TURN
from worksheetgen.value import Value, replace

PAD = 0.6 * mm
"""The white at each side of the words of a cell."""
LEAST_NAMES = 20 * mm
"""How wide the grid's column of names is at least; it is wider where the other columns leave room for longer names."""
BOX, WIDEST_BOX = 4.1 * mm, 9 * mm
"""The box for a mark: wide enough for a written digit, wider where there is room."""
EVEN_TRIES = 16
"""So many widths between the narrowest and the widest are tried for grids that share the columns."""
NAME_LEADING = 1.04
"""The distance of a long name's lines, in sizes of its letters: two of them are no higher than a line of the grid."""
OFF_THE_RULE = 0.12
"""How much higher two lines of a name stand than in the middle, in sizes of their letters: so that descenders are clear
of the rule below."""
LINE = 6.6 * mm
"""How high a line of the grid is: a class of thirty and its spare papers stand on one page."""
GROUP = 5
"""After so many lines stands a heavier rule, which leads the eye across the page."""
HEAVY = 2
"""How much heavier, relative to the theme's rule."""
_OF_ROW, _OF_COLUMN = ((("A", f"<</O /Table /Scope /{what}>>"),) for what in ("Row", "Column"))


def in_lines(renderer: BlockRenderer, name: str, style: Style, width: float) -> list[str]:
    """A name as the lines that it takes in that width."""
    if renderer.width(name.strip(), style) <= width:
        return [name.strip()]
    lines = [""]
    for part in _PARTS.findall(name):
        whole = renderer.width(part.rstrip(), style) <= width
        for piece in (part,) if whole else part:
            if lines[-1] and renderer.width(f"{lines[-1]}{piece}".rstrip(), style) > width:
                lines.append("")
            lines[-1] += piece
    return [line.strip() for line in lines]


def names_style(renderer: BlockRenderer, names: Iterable[str], width: float) -> Style:
    """The style of all names: a smaller one where not all of them fit on one line."""
    small = renderer.theme.style("small")
    fit = all(renderer.width(name, small) <= width for name in names)
    return small if fit else renderer.theme.style("cell-tiny")


def stacked_lines(
    renderer: BlockRenderer, lines: Sequence[str], style: Style, x: float, y: float
) -> list[tuple[float, float, LayoutBox]]:
    """The lines of a name one below the other from (x, y)."""
    width = renderer.theme.width
    return [
        (x, y + index * NAME_LEADING * style.size, renderer.line(line, style, width).boxes[0])
        for index, line in enumerate(lines)
    ]


def _high(lines: Sequence[str], style: Style) -> float:
    """How high the lines of a name are."""
    return (len(lines) - 1) * NAME_LEADING * style.size + 1.2 * style.size


_PARTS = re.compile(r"[^\s-]*-+|[^\s-]+\s*")
"""The parts of a name between which a line may end: after a space or a hyphen."""


# ---- the grid ------------------------------------------------------------------------------------


class _Column(Value):
    """A column with the room, in points, that its answers take (0 where there are none) and that it needs at least."""

    head: GridColumn
    cells: tuple[GridCell, ...]
    answers: float
    least: float


def marking_grid(renderer: BlockRenderer, block: MarkingGrid, width: float) -> Recording:
    """A row for each paper; where the columns are too wide for the page, further grids of the rest stand below."""
    if not block.lines:
        return Recording((), ())
    columns = [
        _measured(renderer, column, tuple(cells[index] for _, cells in block.lines))
        for index, column in enumerate(block.columns)
    ]
    style = renderer.theme.style("small")
    longest = max(renderer.width(name, style) for name, _ in block.lines) + 2 * PAD + 0.1
    bands = [
        _band(renderer, block, band, longest, width)
        for band in _bands(columns, width - min(longest, LEAST_NAMES))
    ]
    return stacked(bands, renderer.theme.question_space, FREE)


def _measured(renderer: BlockRenderer, head: GridColumn, cells: tuple[GridCell, ...]) -> _Column:
    strip, label = renderer.theme.style("strip"), renderer.theme.style("strip-label")
    grey = max(
        (
            sum(
                renderer.width(words, style) + PAD
                for words, style in ((answer, strip), (note, label))
                if words
            )
            for answer, note in {(cell.answer, cell.note) for cell in cells}
        ),
        default=0.0,
    )
    words = max(renderer.width(word, strip) for word in (head.over, head.number) if word)
    under = max((renderer.width(word, label) for word in head.under.split()), default=0.0)
    answers = grey + PAD if grey else 0.0
    return _Column(head, cells, answers, max(answers + BOX, max(words, under) + 2 * PAD + 0.1))


def _bands(columns: Sequence[_Column], room: float) -> list[list[_Column]]:
    """The columns in as few groups as fit beside the names, of these the most even ones."""
    fewest = len(_within(columns, room))
    share = sum(column.least for column in columns) / fewest
    limits = (share + step * (room - share) / EVEN_TRIES for step in range(EVEN_TRIES))
    return next(
        (bands for limit in limits if len(bands := _within(columns, limit)) == fewest), _within(columns, room)
    )


def _within(columns: Sequence[_Column], limit: float) -> list[list[_Column]]:
    """The columns in groups, each as many as are no wider than the limit."""
    bands: list[list[_Column]] = [[]]
    wide = 0.0
    for column in columns:
        if bands[-1] and wide + column.least > limit:
            bands.append([])
            wide = 0.0
        bands[-1].append(column)
        wide += column.least
    return bands


def _band(
    renderer: BlockRenderer, block: MarkingGrid, columns: Sequence[_Column], longest: float, width: float
) -> Recording:
    """One grid: what is left of the width goes to long names first, then to the boxes for marks."""
    least = sum(column.least for column in columns)
    names = min(longest, max(LEAST_NAMES, width - least))
    more = min((width - names - least) / len(columns), WIDEST_BOX - BOX)
    widths = [names, *(column.least + max(0.0, more) for column in columns)]
    head = _head(renderer, block.head, columns, widths)
    boxes, nodes = zip(
        head, *_lines(renderer, [name for name, _ in block.lines], columns, widths), strict=True
    )
    return headed(grouped(Recording(boxes, nodes), "Table"))


def _head(
    renderer: BlockRenderer, names: str, columns: Sequence[_Column], widths: Sequence[float]
) -> tuple[LayoutBox, Node]:
    """The header row."""
    style, bold = (
        renderer.theme.style("strip-label"),
        replace(renderer.theme.style("strip-label"), face=renderer.theme.bold),
    )
    tallest = max(2 + len(column.head.under.split()) for column in columns)
    tall = tallest * style.leading + 2 * PAD
    starts = list(accumulate(widths, initial=0.0))
    ground = fill_rectangle(0, 0, starts[-1], tall, renderer.theme.shade)
    placed = [(0.0, 0.0, artifact(ground + cell_rules(starts, tall, renderer.theme.rule), tall))]
    nodes, mark = [], 0
    heads = [("", names, ""), *((one.head.over, one.head.number, one.head.under) for one in columns)]
    for x, wide, (over, number, under) in zip(starts, widths, heads, strict=False):
        kids = []
        for line, words in enumerate((over, number, *under.split())):
            if words:
                face = style if line > 1 else bold
                (box,) = renderer.line(words, face, wide - 2 * PAD, Align.CENTRE).boxes
                placed.append((x + PAD, PAD + line * style.leading, box))
                kids.append(Leaf(0, mark))
                mark += 1
        nodes.append(Node("TH", _OF_COLUMN, tuple(kids)))
    return overlaid(placed, tall), Node("TR", (), tuple(nodes))


def _lines(
    renderer: BlockRenderer, names: Sequence[str], columns: Sequence[_Column], widths: Sequence[float]
) -> Iterator[tuple[LayoutBox, Node]]:
    """A line for each paper, the boxes of index 1 and on: whose it is, and its cells, ruled.

    A cell has one of a few answers, and most lines are ruled alike: each of these is drawn once.
    """
    style = names_style(renderer, names, widths[0] - 2 * PAD)
    named = [in_lines(renderer, name, style, widths[0] - 2 * PAD) for name in names]
    heights = [max(LINE, _high(lines, style)) for lines in named]
    starts = list(accumulate(widths, initial=0.0))
    drawn = {
        tall: [
            {cell: _cell(renderer, cell, column, x, tall) for cell in {*column.cells}}
            for column, x in zip(columns, starts[1:], strict=False)
        ]
        for tall in {*heights}
    }
    cells = [*zip(*(column.cells for column in columns), strict=True)]
    looks = [
        (tall, where % GROUP == 0, tuple([cell.void for cell in of_line]))
        for where, (tall, of_line) in enumerate(zip(heights, cells, strict=True), 1)
    ]
    ruled = {look: _ruled(renderer, columns, widths, *look) for look in {*looks}}
    for where, (lines, tall, look, of_line) in enumerate(zip(named, heights, looks, cells, strict=True), 1):
        y = (tall - _high(lines, style)) / 2 - (OFF_THE_RULE * style.size if len(lines) > 1 else 0)
        placed = [(0.0, 0.0, ruled[look]), *stacked_lines(renderer, lines, style, PAD, y)]
        mark = len(lines)
        nodes = [Node("TH", _OF_ROW, tuple([Leaf(where, one) for one in range(mark)]))]
        for of_column, cell in zip(drawn[tall], of_line, strict=True):
            box = of_column[cell]
            placed.append((0.0, 0.0, box))
            kids = [Leaf(where, mark + one) for one in range(box.mcid_count)]
            nodes.append(Node("TD", (), tuple(kids)))
            mark += len(kids)
        yield replace(overlaid(placed, tall), penalty=TURN), Node("TR", (), tuple(nodes))


def _cell(renderer: BlockRenderer, cell: GridCell, column: _Column, x: float, tall: float) -> LayoutBox:
    """What stands in a cell of a line `tall` points high, whose column begins at x: the answer and its note."""
    strip, label = renderer.theme.style("strip"), renderer.theme.style("strip-label")
    room = column.answers - 2 * PAD + 0.1
    placed = [
        (x + PAD, (tall - style.leading) / 2, box)
        for words, style, align in ((cell.answer, strip, Align.LEFT), (cell.note, label, Align.RIGHT))
        for box in renderer.line(words, style, room, align).boxes
    ]
    return overlaid(placed, tall)


def _ruled(
    renderer: BlockRenderer,
    columns: Sequence[_Column],
    widths: Sequence[float],
    tall: float,
    last: bool,
    void: Sequence[bool],
) -> LayoutBox:
    """The rules of a line, grey under its answers and where there is no question; white are the boxes for marks.

    `last` says that the line ends a group; `void` are the columns that ask it nothing.
    """
    theme = renderer.theme
    starts = list(accumulate(widths, initial=0.0))
    ground = b"".join(
        fill_rectangle(x, 0, wide if none else column.answers, tall, theme.shade)
        for column, x, wide, none in zip(columns, starts[1:], widths[1:], void, strict=False)
        if none or column.answers
    )
    borders = cell_rules(starts, tall, theme.rule)
    if last:
        borders += rules((0, tall, starts[-1], tall), weight=HEAVY * theme.rule)
    return artifact(ground + borders, tall)
