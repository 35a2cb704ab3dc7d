"""What is learned by heart in Word: facts beside their labels, boxes beside each other, cards to cut out and fold."""

from __future__ import annotations

from worksheetgen.model.blocks import Align, Box, Boxes, Card, Cards, Columns, FactLine, Facts
from worksheetgen.model.laid_out import MM
from worksheetgen.model.text import Run, heavy, regular
from worksheetgen.value import replace
from worksheetgen.word.markup import DASHED, EMPTY, NO_LINE, TAB, joined, run
from worksheetgen.word.pieces import Par, Piece, TableCell, TableRow, Tbl, TextRoom, with_next
from worksheetgen.word.renderer import WordRenderer
from worksheetgen.word.styles import STEM, WRITING, twips

_LABELS_SHARE = 0.36
"""How much of the width the labels of facts take, as at the most in print."""
_CARD = 60 * MM
"""How high a card is at the least."""
_CARD_LINES = 3


def write_facts(renderer: WordRenderer, block: Facts, room: TextRoom) -> list[Piece]:
    """Labels in bold, facts beside them in a table without rules; in a print without columns below them."""
    if not renderer.theme.columns:
        return [
            piece
            for fact in block.facts
            for piece in (
                *map(with_next, _label(renderer, block, fact, room)),
                *_said(renderer, block, fact, room),
            )
        ]
    left = round(_LABELS_SHARE * room.width)
    right = room.width - left
    rows = tuple(
        TableRow(
            (
                TableCell(tuple(_label(renderer, block, fact, TextRoom(left))), left, right=twips(3 * MM)),
                TableCell(tuple(_said(renderer, block, fact, TextRoom(right))), right),
            )
        )
        for fact in block.facts
    )
    return [Tbl((left, right), rows, room, 0, bare=True)]


def _label(renderer: WordRenderer, block: Facts, fact: FactLine, room: TextRoom) -> list[Piece]:
    """A label, or a line where the term is the pupil's own as well."""
    if fact.label:
        return [renderer.paragraph((Run(fact.label, True),), block.style, room)]
    return [] if fact.text else [Par(WRITING, EMPTY, room)]


def _said(renderer: WordRenderer, block: Facts, fact: FactLine, room: TextRoom) -> list[Piece]:
    """What is to be known, or lines to write it on."""
    if fact.text:
        return [renderer.paragraph(fact.text, block.style, room)]
    return [Par(WRITING, EMPTY, room)] * block.lines


def write_boxes(renderer: WordRenderer, block: Boxes, room: TextRoom) -> list[Piece]:
    """Boxes as the cells of a row; in a print without columns as rows."""
    across = len(block.boxes) if renderer.theme.columns else 1
    width = room.width // across
    pad = twips(0.6 * renderer.theme.padding)
    cells = [_box(renderer, box, width, pad) for box in block.boxes]
    rows = tuple(TableRow(tuple(cells[at : at + across])) for at in range(0, len(cells), across))
    return [Tbl((width,) * across, rows, room, pad, pad, weight=renderer.styles.eighths(renderer.theme.rule))]


def _box(renderer: WordRenderer, box: Box, width: int, pad: int) -> TableCell:
    """A box's number and its head on a shade, over its blocks."""
    room = TextRoom(width - 2 * pad)
    head = renderer.paragraph(box.head, "box-head", room)
    number = joined(run(box.label, renderer.styles.words("box-number")), run("  ")) if box.label else EMPTY
    shaded = renderer.box(NO_LINE, renderer.fill())
    named = replace(head, content=joined(number, head.content), box=shaded, keep_next=True)
    return TableCell((named, *renderer.stack(box.blocks, room)), width)


def write_columns(renderer: WordRenderer, block: Columns, room: TextRoom) -> list[Piece]:
    """The blocks one below the other: Word parts columns by sections of pages only."""
    return renderer.stack(block.blocks, room)


# ---- cards ---------------------------------------------------------------------------------------


def write_cards(renderer: WordRenderer, block: Cards, room: TextRoom) -> list[Piece]:
    """Cards to cut out: fronts in the cells of a table; where any has a back, each beside it, to fold it behind.

    No printer lays the two sides of an edited sheet on each other for certain.
    """
    width = room.width // 2
    sided = any(card.back or card.written for card in block.cards)
    cells: list[TableCell] = []
    for card in block.cards:
        cells.append(_front(renderer, card, width))
        if sided:
            cells.append(_back(renderer, card, width))
    cells += [TableCell((), width)] * (len(cells) % 2)
    rows = [TableRow(tuple(cells[at : at + 2]), twips(_CARD)) for at in range(0, len(cells), 2)]
    over = (block.fronts, block.backs) if sided else (block.fronts,)
    told = [renderer.paragraph(regular(words), "small", room) for words in over if words]
    weight = renderer.styles.eighths(renderer.theme.rule)
    pad = twips(3 * MM)
    return [
        *map(with_next, told),
        Tbl((width, width), tuple(rows), room, pad, pad, line=DASHED, weight=weight),
    ]


def _front(renderer: WordRenderer, card: Card, width: int) -> TableCell:
    """Kind and number over the words in bold, on a shade where the card names a group."""
    room = TextRoom(width - 2 * twips(3 * MM))
    named = Par(STEM, joined(run(card.kind), TAB, run(card.number)), room)
    words = replace(renderer.paragraph(heavy(card.front), "card-3", room), align=Align.CENTRE)
    return TableCell((named, words), width, renderer.fill() if card.head else "")


def _back(renderer: WordRenderer, card: Card, width: int) -> TableCell:
    """The words of a back, or lines to write them on."""
    room = TextRoom(width)
    if card.back:
        words = replace(renderer.paragraph(card.back, "card-4", room), align=Align.CENTRE)
        return TableCell((words,), width, middle=True)
    lines = [Par(WRITING, EMPTY, room)] * (_CARD_LINES if card.written else 0)
    return TableCell(tuple(lines), width)
