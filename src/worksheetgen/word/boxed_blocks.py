"""Blocks around blocks in Word: frames, columns side by side, a question under its number."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.blocks import (
    Block,
    Frame,
    Heading,
    Labelled,
    Lines,
    Paragraph,
    Side,
    Stem,
    Table,
    WordBank,
)
from worksheetgen.model.laid_out import MM
from worksheetgen.value import replace
from worksheetgen.word.markup import DASHED, EMPTY, NO_LINE, SINGLE, TAB, joined, run
from worksheetgen.word.pieces import (
    Par,
    Piece,
    TableCell,
    Tbl,
    TextBox,
    TextRoom,
    boxed,
    side_by_side,
    to_the_end,
    with_next,
)
from worksheetgen.word.renderer import WordRenderer
from worksheetgen.word.styles import PART, QUESTION, STEM, STRONG, WRITING, twips
from worksheetgen.word.table_blocks import SIDES, least_widths, shared
from worksheetgen.word.word_style import NORMAL

FLOWING = (Paragraph, Heading, Stem, WordBank)
"""Blocks whose lines all begin at one edge: a border around such paragraphs is one box, which flows over pages."""
GUTTER_TWIPS = twips(7 * MM)
"""The white between columns side by side."""
_LETTER = 0.5
"""About how wide a letter is, in sizes of itself."""


def write_frame(renderer: WordRenderer, block: Frame, room: TextRoom) -> list[Piece]:
    """Blocks in a box, the border of paragraphs, or a table of one cell around all else, and where it has a height."""
    if block.bare:
        return renderer.together(renderer.stack(block.blocks, room))
    line = NO_LINE if block.shaded else DASHED if block.dashed else SINGLE
    box = renderer.box(line, renderer.fill() if block.shaded else "")
    match block.blocks:
        case (Side() as halves,) if not block.height and _in_columns(renderer, halves):
            return [_halved(renderer, halves, box, room)]
    if block.height or not all(isinstance(inner, FLOWING) for inner in block.blocks):
        return [renderer.celled(block.blocks, box, room, twips(block.height * MM))]
    pieces = renderer.stack(block.blocks, room)
    return renderer.together([replace(one, box=box) for one in pieces if isinstance(one, Par)])


def write_side(renderer: WordRenderer, block: Side, room: TextRoom) -> list[Piece]:
    """Two columns as a table without rules; one below the other in a print without columns, or where one is empty."""
    if not _in_columns(renderer, block):
        return renderer.together(renderer.stack((*block.left, *block.right), room))
    return [side_by_side(_columns(renderer, block, room.width), GUTTER_TWIPS, room)]


def _in_columns(renderer: WordRenderer, block: Side) -> bool:
    return bool(renderer.theme.columns and block.left and block.right)


def _columns(renderer: WordRenderer, block: Side, whole: int) -> list[tuple[int, list[Piece]]]:
    """Both columns in so wide a room, each as (its width, its pieces), with white between them."""
    width = whole - GUTTER_TWIPS
    asked = [width * block.share, width * (1 - block.share)]
    widths = shared(asked, [_least(renderer, half) for half in (block.left, block.right)])
    return [
        (wide, renderer.stack(half, TextRoom(wide)))
        for wide, half in zip(widths, (block.left, block.right), strict=True)
    ]


def _halved(renderer: WordRenderer, block: Side, box: TextBox, room: TextRoom) -> Tbl:
    """Two columns in a box: a row of two cells, as one table within another is easily torn from what it is about."""
    pad = 20 * box.pad
    (left, first), (_, second) = _columns(renderer, block, room.width - 2 * pad)
    between = max(0, GUTTER_TWIPS - pad)
    widths = (pad + left + between, room.width - pad - left - between)
    cells = (
        TableCell(to_the_end(first), widths[0], box.fill, bare=("right",), right=between),
        TableCell(to_the_end(second), widths[1], box.fill, bare=("left",)),
    )
    return boxed(widths, cells, box, room)


def _least(renderer: WordRenderer, blocks: Sequence[Block]) -> int:
    """How wide a column must be for the words of its tables, and for what stands before its ruled lines."""
    least = 0
    for block in blocks:
        match block:
            case Table():
                needed = sum(least_widths(renderer, block, twips(SIDES * renderer.theme.padding)))
            case Lines():
                needed = twips(_LETTER * renderer.theme.style("body").size * len(block.label))
            case Side():
                needed = GUTTER_TWIPS + sum(_least(renderer, half) for half in (block.left, block.right))
            case _:
                needed = 0
        least = max(least, needed)
    return least


def write_labelled(renderer: WordRenderer, block: Labelled, room: TextRoom) -> list[Piece]:
    """Blocks with their label hanging at the left: a question's number in the margin of the page, a part's within it.

    What is asked stays with the beginning of where it is answered, but no part with the next. In a print without
    columns a part's letter hangs in the margin too, below the number.
    """
    return _labelled(renderer, block, room, QUESTION)


def _labelled(renderer: WordRenderer, block: Labelled, room: TextRoom, style: str) -> list[Piece]:
    columns = renderer.theme.columns
    pieces: list[Piece] = []
    for at, inner in enumerate(block.blocks):
        if not (isinstance(inner, Labelled) and isinstance(block.blocks[at - 1], Labelled)):
            pieces = [*map(_with_answer, pieces)]
        if isinstance(inner, Labelled):
            within = room.narrower(renderer.styles.column) if columns else room
            pieces += _labelled(renderer, inner, within, PART)
        else:
            pieces += renderer.block(inner, room)
    if not block.label:
        return pieces
    parts = bool(block.blocks) and isinstance(block.blocks[0], Labelled)
    return _with_label(renderer, block, pieces, room, style, alone=parts and not columns)


def _with_answer(piece: Piece) -> Piece:
    """What stands before an answer stays with it; ruled lines may be cut."""
    return piece if isinstance(piece, Par) and piece.style == WRITING else with_next(piece)


def _with_label(
    renderer: WordRenderer,
    block: Labelled,
    pieces: Sequence[Piece],
    room: TextRoom,
    own: str,
    *,
    alone: bool,
) -> list[Piece]:
    """The pieces with the label before the first, in the style `own`; `alone` on a line of its own.

    So it stands before what is no paragraph, too.
    """
    label = run(block.label, STRONG)
    first = pieces[0] if pieces else None
    if alone or not isinstance(first, Par) or first.box:
        head = Par(own, label, room, level=block.level, keep_next=bool(pieces))
        return [head, *pieces]
    plain = first.style in (NORMAL, STEM)
    style = own if plain else first.style
    before = renderer.styles.of(own).before
    lead = 0 if plain else first.lead + renderer.styles.column
    content = joined(label, TAB if first.content else EMPTY, first.content)
    labelled = replace(first, style=style, content=content, before=before, lead=lead, level=block.level)
    return [replace(labelled, before=None) if plain else labelled, *pieces[1:]]
