"""Tables in Word: rows of ruled cells, a head that stands again on every page; cover fields, grids of answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from worksheetgen.model.blocks import Align, Cell, Field, Fields, KeyStrips, MarkingGrid, Table
from worksheetgen.model.figures import figures
from worksheetgen.model.text import Run, Text, heavy, plain, regular
from worksheetgen.value import replace
from worksheetgen.word.markup import joined, run
from worksheetgen.word.pieces import Par, Piece, TableCell, TableRow, Tbl, TextRoom, with_next
from worksheetgen.word.renderer import WordRenderer
from worksheetgen.word.styles import twips
from worksheetgen.word.word_style import NORMAL

SIDES, AIR = 0.45, 0.2
"""White at the sides of a cell's words, and above and below, in the theme's padding."""
_LEAST_PAD = 20
"""The least white at the sides of a cell's words, in twips."""
_WIDE = 0.66
"""How wide a letter of a long word is at the most as a rule, in sizes of itself."""
_FIGURE_WIDE = 0.53
"""How wide a digit is on average, likewise."""


def write_table(renderer: WordRenderer, block: Table, room: TextRoom) -> list[Piece]:
    """Rows of ruled cells; no page parts them but where the block says so."""
    pad = _pad(renderer, block, room.width)
    widths = _widths(renderer, block, room.width, pad)
    behind = [*zip(*_behind(renderer, block, widths, pad), strict=True)]
    rows = [
        TableRow(
            tuple(
                _cell(renderer, cell, block.style, width, right, head=block.header and not index)
                for cell, width, right in zip(cells, widths, behind[index], strict=True)
            ),
            max(renderer.writing_height(cell.height) for cell in cells),
            head=block.header and not index,
        )
        for index, cells in enumerate(block.rows)
    ]
    return [replace(ruled(renderer, widths, rows, room, whole=not block.parted), pad=pad)]


def ruled(
    renderer: WordRenderer,
    widths: Sequence[int],
    rows: Sequence[TableRow],
    room: TextRoom,
    *,
    whole: bool = True,
) -> Tbl:
    """A table with rules around every cell."""
    pad = renderer.theme.padding
    weight = renderer.styles.eighths(renderer.theme.rule)
    return Tbl(
        tuple(widths), tuple(rows), room, twips(SIDES * pad), twips(AIR * pad), whole=whole, weight=weight
    )


def _behind(
    renderer: WordRenderer, block: Table, widths: Sequence[int], pad: int
) -> Iterator[list[int | None]]:
    """For each column, the white at the right of its figures, in twips; None in a column that has none.

    As in print, figures end where their head does, or stand in the middle, as their column is aligned. One that would
    be cut in two has no more white than it leaves.
    """
    letter = twips((_FIGURE_WIDE + renderer.theme.letter_space) * renderer.styles.points(block.style))
    for decimals, column, width in zip(figures(block), zip(*block.rows, strict=True), widths, strict=True):
        if decimals is None:
            yield [None] * len(column)
            continue
        head, *cells = [len(plain(cell.text)) for cell in column]
        most = max(map(len, decimals))
        longest = max(cell - len(tail) for cell, tail in zip(cells, decimals, strict=True))
        needed = letter * (longest + most + 1)  # a letter more, as some are wider
        inner = width - 2 * pad
        end = {
            Align.LEFT: max(needed, letter * head),
            Align.CENTRE: (inner + needed) // 2,
            Align.RIGHT: inner,
        }[column[1].align]
        white = pad + max(0, inner - end)
        yield [
            None,
            *(
                min(white + letter * (most - len(tail)), pad + max(0, inner - letter * (cell + 1)))
                for cell, tail in zip(cells, decimals, strict=True)
            ),
        ]


def _cell(
    renderer: WordRenderer, cell: Cell, name: str, width: int, right: int | None, *, head: bool
) -> TableCell:
    """A cell; the words of a header are bold, where not all are, and those of a table's head on grey.

    A figure has so much white at its `right`, in twips.
    """
    heads = (head or cell.head) and not renderer.styles.bold_throughout
    text = heavy(cell.text) if heads else cell.text
    align = cell.align if right is None else Align.RIGHT
    words = replace(renderer.paragraph(text, name, TextRoom(width)), align=align, after=0)
    fill = renderer.fill() if head else ""
    return TableCell((words,), width, fill, middle=bool(cell.height), right=right or 0)


def _pad(renderer: WordRenderer, block: Table, width: int) -> int:
    """The white at the sides of cells: as much as the longest words of the columns leave, where that is less."""
    words = least_widths(renderer, block, 0)
    return max(
        _LEAST_PAD, min(twips(SIDES * renderer.theme.padding), (width - sum(words)) // (2 * len(words)))
    )


def _widths(renderer: WordRenderer, block: Table, width: int, pad: int) -> list[int]:
    """How wide the columns are: shares of the whole, but none narrower than its longest word, where all can be so."""
    asked = [part * width / sum(block.widths) for part in block.widths]
    return shared(asked, least_widths(renderer, block, pad))


def least_widths(renderer: WordRenderer, block: Table, pad: int) -> list[int]:
    """How wide each column must be for its longest word with so much white at its sides."""
    return [
        2 * pad
        + _for_word(renderer, block.style, max(len(word) for cell in column for word in _words(cell.text)))
        for column in zip(*block.rows, strict=True)
    ]


def _for_word(renderer: WordRenderer, name: str, letters: int) -> int:
    """How wide a word of so many letters is at the most in the theme's style of that name."""
    letter = (_WIDE + renderer.theme.letter_space) * renderer.styles.points(name)
    return twips(letter * (letters + 0.5))


def shared(asked: Sequence[float], least: Sequence[int]) -> list[int]:
    """The widths that are asked for, but none below its least: the others give way, where they can; else all do."""
    spare = [wide - need for wide, need in zip(asked, least, strict=True)]
    lacking, free = -sum(min(0, one) for one in spare), sum(max(0, one) for one in spare)
    if not lacking:
        return [round(wide) for wide in asked]
    if free <= lacking:
        return [round(need * sum(asked) / sum(least)) for need in least]
    return [
        round(wide - (one if one < 0 else one * lacking / free))
        for wide, one in zip(asked, spare, strict=True)
    ]


def _words(text: Text) -> list[str]:
    return re.split(r"[\s-]", plain(text)) or [""]


def write_fields(renderer: WordRenderer, block: Fields, room: TextRoom) -> list[Piece]:
    """Boxes side by side, each with its label; what a pupil writes is typed behind it."""
    total = sum(field.weight for field in block.fields)
    asked = [room.width * field.weight / total for field in block.fields]
    least = [
        2 * twips(SIDES * renderer.theme.padding)
        + _for_word(renderer, "field" if field.value else "field-label", len(f"{field.label}  {field.value}"))
        for field in block.fields
    ]
    widths = shared(asked, least)
    cells = tuple(_field(renderer, field, width) for field, width in zip(block.fields, widths, strict=True))
    row = TableRow(cells, twips(renderer.theme.field))
    return [ruled(renderer, widths, [row], room)]


def _field(renderer: WordRenderer, field: Field, width: int) -> TableCell:
    label, value = renderer.styles.words("field-label"), renderer.styles.words("field")
    content = joined(
        run(field.label, label), run("\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"), run(field.value, value)
    )
    return TableCell((Par(NORMAL, content, TextRoom(width), after=0),), width, middle=True)


# ---- answers of a class --------------------------------------------------------------------------


def write_marking_grid(renderer: WordRenderer, block: MarkingGrid, room: TextRoom) -> list[Piece]:
    """A row for each paper under the questions' numbers, with room for every mark."""
    heads = [" ".join(filter(None, (one.over, one.number, one.under))) for one in block.columns]
    rows = [
        (block.head, *heads),
        *(
            (whose, *(" ".join(filter(None, (one.answer, one.note))) for one in cells))
            for whose, cells in block.lines
        ),
    ]
    widths = (3.0, *(1.0 for _ in heads))
    return write_table(renderer, of_words(widths, rows, parted=True), room)


def write_key_strips(renderer: WordRenderer, block: KeyStrips, room: TextRoom) -> list[Piece]:
    """One paper's answers below the other's: whose they are, and a table of labels over answers."""
    pieces: list[Piece] = []
    for strip in block.strips:
        named = (Run(strip.label, True), *regular(f" {strip.name}" if strip.name else ""))
        pieces.append(with_next(renderer.paragraph(named, "body", room)))
        if strip.cells:
            rows = [*zip(*strip.cells, strict=True)]
            pieces += write_table(renderer, of_words([1.0] * len(strip.cells), rows, parted=True), room)
    return pieces


def of_words(widths: Sequence[float], rows: Sequence[Sequence[str]], *, parted: bool) -> Table:
    """A table of plain words, the first row its header, and with `parted` one that pages may cut."""
    cells = tuple(tuple(Cell(regular(words), Align.LEFT, 0, False) for words in row) for row in rows)
    return Table(tuple(widths), True, parted, cells, "cell-small")
