"""Figures in Word: pictures with alternative text, a chart and its numbers in a table, timelines, letterheads."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.model.blocks import Align, Chart, Compared, Letterhead, Picture, Timeline
from worksheetgen.model.image import Image
from worksheetgen.model.laid_out import MM
from worksheetgen.model.text import Run, heavy
from worksheetgen.pictures import picture_file
from worksheetgen.value import replace
from worksheetgen.word.pieces import Par, Piece, TableCell, TableRow, Tbl, TextRoom
from worksheetgen.word.renderer import Drawing, WordRenderer
from worksheetgen.word.styles import twips
from worksheetgen.word.table_blocks import of_words, write_table
from worksheetgen.word.word_style import NORMAL

_MOST_OF_A_PAGE, _MOST_IN_LARGE_PRINT = 0.4, 0.6
"""The most of a page's height that a picture takes, as in print."""
_CREST_SHARE = 0.34
"""The most of the width that a crest takes."""
_CREST_APART = 5 * MM
_DATES_SHARE = 0.3
"""The most of the width that a timeline's dates take."""
_WIDE = 0.7
"""How wide a bold letter or digit is at the most as a rule, in sizes of itself."""


def write_picture(renderer: WordRenderer, block: Picture, room: TextRoom) -> list[Piece]:
    """A picture as wide as its room, or as high as a page's share allows."""
    share = _MOST_OF_A_PAGE if renderer.theme.columns else _MOST_IN_LARGE_PRINT
    drawing = _fitted(block.image, room.width / 20, share * renderer.theme.height)
    return [Par(NORMAL, renderer.picture(drawing, block.alt, room), room, Align.CENTRE)]


def _fitted(image: Image, widest: float, tallest: float) -> Drawing:
    """The picture as large as fits into these, in points."""
    tall = min(widest * image.height / image.width, tallest)
    return Drawing(picture_file(image), tall * image.width / image.height, tall)


def write_chart(renderer: WordRenderer, block: Chart, room: TextRoom) -> list[Piece]:
    """The chart as a picture, and below it its numbers in a table: they can be read, heard and changed."""
    words = renderer.theme.words
    rows = [("", block.measure), *((bar.label, words.bar(bar.value, bar.most)) for bar in block.bars)]
    return _drawn(renderer, block, rows, room)


def write_compared(renderer: WordRenderer, block: Compared, room: TextRoom) -> list[Piece]:
    """As `write_chart`, for two sets of figures: the table has a column for each."""
    amount = renderer.theme.words.amount
    rows = [(block.measure, *block.sets), *((label, *map(amount, values)) for label, values in block.bars)]
    return _drawn(renderer, block, rows, room)


def _drawn(
    renderer: WordRenderer, block: Chart | Compared, rows: Sequence[tuple[str, ...]], room: TextRoom
) -> list[Piece]:
    alt = f"{renderer.theme.words.bar_chart}. {block.measure}."
    drawings = [renderer.picture(one, alt, room) for one in renderer.draw(block)]
    table = of_words((1.0,) * len(rows[0]), rows, parted=False)
    return [
        *(Par(NORMAL, one, room, keep_next=True) for one in drawings),
        *write_table(renderer, table, room),
    ]


def write_letterhead(renderer: WordRenderer, block: Letterhead, room: TextRoom) -> list[Piece]:
    """The picture, and the blocks at its right halfway down."""
    drawing = _fitted(block.image, _CREST_SHARE * room.width / 20, block.tall * MM)
    left = twips(drawing.wide + _CREST_APART)
    crest = Par(NORMAL, renderer.picture(drawing, block.alt, TextRoom(left)), TextRoom(left), after=0)
    right = room.width - left
    words = renderer.stack(block.blocks, TextRoom(right))
    cells = (TableCell((crest,), left), TableCell(tuple(words), right, middle=True))
    return [Tbl((left, right), (TableRow(cells),), room, 0, bare=True)]


def write_timeline(renderer: WordRenderer, block: Timeline, room: TextRoom) -> list[Piece]:
    """Dates at the left of a line, events at its right: a table whose one rule is that line."""
    size, pad = renderer.theme.style("passage").size, twips(renderer.theme.style("passage").size * 0.8)
    longest = max(len(when) for when, _ in block.events)
    letter = renderer.styles.growth * (_WIDE + renderer.theme.letter_space) * size
    dates = min(twips(letter * longest) + 2 * pad, round(_DATES_SHARE * room.width))
    widths = (dates, room.width - dates)
    after = round(0.4 * renderer.styles.block_space)
    rows = []
    for index, (when, event) in enumerate(block.events):
        text = heavy(event) if index in block.near else event
        date = replace(renderer.paragraph((Run(when, True),), "passage", TextRoom(dates)), after=after)
        told = replace(renderer.paragraph(text, "passage", TextRoom(widths[1])), after=after)
        cells = (
            TableCell((replace(date, align=Align.RIGHT),), dates, bare=("top", "left", "bottom")),
            TableCell((told,), widths[1], bare=("top", "bottom", "right")),
        )
        rows.append(TableRow(cells))
    weight = renderer.styles.eighths(3 * renderer.theme.rule)
    return [Tbl(widths, tuple(rows), room, pad, weight=weight)]
