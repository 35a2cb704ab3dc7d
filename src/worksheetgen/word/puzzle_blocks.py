"""Puzzles in Word: a grid is a table of square cells to type letters in; clues hang after their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.blocks import Align, ClueList, GridSquare, LetterGrid, Puzzle
from worksheetgen.model.text import Run, regular
from worksheetgen.value import replace
from worksheetgen.word.boxed_blocks import GUTTER_TWIPS
from worksheetgen.word.markup import EMPTY, TAB, joined, run
from worksheetgen.word.pieces import (
    SIDES,
    Par,
    Piece,
    TableCell,
    TableRow,
    Tbl,
    TextRoom,
    side_by_side,
    with_next,
)
from worksheetgen.word.renderer import WordRenderer
from worksheetgen.word.styles import STRONG, twips

_OF_A_PAGE = 0.88
"""No grid is higher than this share of a page, as in print."""
_LETTER, _NUMBER = 0.54, 0.36
"""The most that the sizes of a letter and of a number are of their square's side."""
_LETTER_LINE, _NUMBER_LINE = 0.6, 0.34
"""How high their lines are, of the same; together they leave room for the borders."""
_CLUE = 1.9
"""How far clues hang, in sizes of their letters."""


def write_puzzle(renderer: WordRenderer, block: Puzzle, room: TextRoom) -> list[Piece]:
    """Grids side by side as far as they fit, and below them the clues, in a print with columns in two."""
    pieces = _in_rows([_grid(renderer, grid, block, room) for grid in block.grids], room)
    if not block.lists:
        return pieces
    half = TextRoom((room.width - GUTTER_TWIPS) // 2)
    if not renderer.theme.columns:
        clues: list[Piece] = [piece for one in block.lists for piece in _clues(renderer, one, room)]
        return [*map(with_next, pieces), *clues]
    first, *others = [_clues(renderer, one, half) for one in block.lists]
    if not others:
        middle = (len(first) + 1) // 2
        first, others = first[:middle], [first[middle:]]
    second = [piece for one in others for piece in one]
    return [
        *map(with_next, pieces),
        side_by_side([(half.width, first), (half.width, second)], GUTTER_TWIPS, room),
    ]


def _clues(renderer: WordRenderer, clues: ClueList, room: TextRoom) -> list[Piece]:
    """A list under its head, which stays with the first clue."""
    style = renderer.styles.paragraph("clue")
    hanging = twips(_CLUE * renderer.styles.points("clue"))
    named = renderer.paragraph((Run(clues.head, True),), "clue", room)
    head = [replace(named, before=renderer.styles.block_space, keep_next=True)] if clues.head else []
    return [
        *head,
        *(
            Par(
                style,
                joined(run(label, STRONG), TAB, renderer.text(text, style)),
                room.narrower(hanging),
                after=renderer.styles.block_space // 3,
                lead=hanging,
            )
            for label, text in clues.clues
        ),
    ]


# ---- grids ---------------------------------------------------------------------------------------


def _grid(renderer: WordRenderer, grid: LetterGrid, block: Puzzle, room: TextRoom) -> tuple[int, list[Piece]]:
    """How wide a grid is, and the grid under its caption."""
    rows, columns = len(grid.rows), max(map(len, grid.rows))
    tallest = twips(_OF_A_PAGE * renderer.theme.height)
    side = min(renderer.writing_height(block.side), room.width // columns, tallest // rows)
    table = Tbl(
        (side,) * columns,
        tuple(
            TableRow(
                tuple(
                    _square(renderer, square, side, _ruled(grid, row, column) if not block.ruled else SIDES)
                    for column, square in enumerate(squares)
                ),
                side,
                exact=True,
            )
            for row, squares in enumerate(grid.rows)
        ),
        room,
        0,
        bare=True,
        whole=True,
        weight=renderer.styles.eighths(renderer.theme.rule),
        alt=grid.alt,
    )
    if not grid.caption:
        return columns * side, [table]
    caption = with_next(renderer.paragraph(regular(grid.caption), "tiny", room))
    return columns * side, [caption, table]


def _ruled(grid: LetterGrid, row: int, column: int) -> tuple[str, ...]:
    """The sides of a square that are at the edge of its grid."""
    last = len(grid.rows) - 1, len(grid.rows[row]) - 1
    at_edge = {"top": row == 0, "left": column == 0, "bottom": row == last[0], "right": column == last[1]}
    return tuple(side for side in SIDES if at_edge[side])


def _square(
    renderer: WordRenderer, square: GridSquare | None, side: int, ruled: tuple[str, ...]
) -> TableCell:
    """A square with its number in its corner above its letter, or above the place to type one; none has no border."""
    room, theme = TextRoom(side), renderer.theme
    letter = renderer.styles.in_grid("Grid letter", round(_LETTER * side), round(_LETTER_LINE * side))
    pieces = [Par(letter, run(square.letter) if square else EMPTY, room, Align.CENTRE)]
    if square and square.number:
        small = round(min(_NUMBER * side, twips(theme.style("tiny").size)))
        number = renderer.styles.in_grid("Grid number", small, round(_NUMBER_LINE * side))
        pieces.insert(0, Par(number, run(square.number), room))
    return TableCell(tuple(pieces), side, ruled=ruled if square else (), middle=True)


def _in_rows(grids: Sequence[tuple[int, list[Piece]]], room: TextRoom) -> list[Piece]:
    """Grids of these widths, as many beside each other as fit."""
    widest = max(wide for wide, _ in grids)
    across = (room.width + GUTTER_TWIPS) // (widest + GUTTER_TWIPS)
    if across < 2 or len(grids) < 2:
        return [piece for _, pieces in grids for piece in pieces]
    return [side_by_side(grids[at : at + across], GUTTER_TWIPS, room) for at in range(0, len(grids), across)]
