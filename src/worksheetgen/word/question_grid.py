"""A grid of short questions in Word: a table with room to type in every cell, and a box for the score below it."""

from __future__ import annotations

from worksheetgen.model.blocks import Align, GridHead, QuestionGrid
from worksheetgen.model.text import Run, Text, regular
from worksheetgen.value import replace
from worksheetgen.word.markup import EMPTY, NO_LINE, TAB, joined, run
from worksheetgen.word.pieces import Par, Piece, TableCell, TableRow, TextRoom
from worksheetgen.word.renderer import WordRenderer
from worksheetgen.word.styles import STEM, STRONG, WRITING, twips
from worksheetgen.word.table_blocks import SIDES, ruled

STYLE = "cell-small"
_LEAST_WIDTH = 10.5
"""The least width of a cell beside others, in sizes of its letters, as in print."""


def write_question_grid(renderer: WordRenderer, block: QuestionGrid, room: TextRoom) -> list[Piece]:
    """The grid under its heads, which stand again on every page; where its columns would be too narrow, fewer of them.

    Then the head of its column stands in each cell.
    """
    count = len(block.heads)
    least = twips(_LEAST_WIDTH * renderer.theme.style(STYLE).size)
    across = next(
        few for few in range(count, 0, -1) if few == 1 or (not count % few and room.width >= few * least)
    )
    width = room.width // across
    listed = across < count
    rows = [
        TableRow(
            tuple(
                _cell(renderer, head, cell, width, listed=listed)
                for head, cell in zip(block.heads[at : at + across], row[at : at + across], strict=True)
            )
        )
        for row in block.rows
        for at in range(0, count, across)
    ]
    rows[-1] = replace(rows[-1], keep_next=True)
    if not listed:
        rows.insert(0, TableRow(tuple(_head(renderer, head, width) for head in block.heads), head=True))
    return [
        ruled(
            renderer,
            (width,) * across,
            [*rows, _score(renderer, block.score, width, across)],
            room,
            whole=False,
        )
    ]


def _head(renderer: WordRenderer, head: GridHead, width: int) -> TableCell:
    """The head of a column, and below it what each of its cells is worth."""
    room = TextRoom(width)
    named = ((head.text, "table-head"), (head.aside, "cell-tiny"))
    said = [
        replace(renderer.paragraph(regular(words), style, room), after=0) for words, style in named if words
    ]
    return TableCell(tuple(said), width, renderer.fill())


def _cell(
    renderer: WordRenderer, head: GridHead, cell: tuple[str, Text], width: int, *, listed: bool
) -> TableCell:
    """A question over lines to type on, and at the right of the last what it is out of."""
    number, text = cell
    room = TextRoom(width)
    named = renderer.paragraph(regular(head.text), "table-head", room)
    over = [replace(named, box=renderer.box(NO_LINE, renderer.fill()))] if listed else []
    asked = replace(renderer.paragraph((Run(f"{number} ", True), *text), STYLE, room), after=0)
    lines = [Par(WRITING, EMPTY, room, after=0)] * head.lines
    mark = replace(renderer.paragraph(regular(head.mark), STYLE, room), align=Align.RIGHT, after=0)
    return TableCell((*over, asked, *lines, *([mark] if head.mark else [])), width)


def _score(renderer: WordRenderer, score: tuple[str, str], width: int, across: int) -> TableRow:
    """The last row: a box for the score under the last column, nothing under the others."""
    word, out_of = score
    room = TextRoom(width - 2 * twips(SIDES * renderer.theme.padding))
    said = Par(STEM, joined(run(word), TAB, run(out_of, STRONG)), room, after=0)
    nothing = TableCell((), width, bare=("left", "bottom", "right"))
    return TableRow(
        (*[nothing] * (across - 1), TableCell((said,), width, ruled=("left",), middle=True)),
        twips(renderer.theme.field),
    )
