"""What every kind of block needs to become a piece of a Word document: the theme, its styles, blocks inside blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from worksheetgen.docx_file import PICTURE_RELATION
from worksheetgen.model.blocks import Block, Chart, Compared
from worksheetgen.model.text import Text
from worksheetgen.model.theme import Theme
from worksheetgen.value import Value
from worksheetgen.word.markup import UNDERSCORE, Xml, drawing, runs
from worksheetgen.word.pieces import (
    Par,
    Piece,
    TableCell,
    Tbl,
    TextBox,
    TextRoom,
    boxed,
    to_the_end,
    with_next,
)
from worksheetgen.word.styles import STRONG, Styles, twips


class Drawing(Value):
    """A picture's file, JPEG or PNG, to be shown `wide` by `tall` points."""

    content: bytes
    wide: float
    tall: float


_STANDARD_PITCH = 8
"""The distance of ruled lines in the standard print, in mm."""
DrawChart = Callable[[Chart | Compared], Sequence[Drawing]]
"""Draws a chart as it is printed: a long one in several pictures."""
RenderWord = Callable[["WordRenderer", Block, TextRoom], list[Piece]]


class WordRenderer:
    """Renders the blocks of one document; `pictures` are those that its markup names, in order."""

    def __init__(self, theme: Theme, draw: DrawChart, render: RenderWord, running: str) -> None:
        self.theme, self.draw, self._render = theme, draw, render
        self.styles = Styles(theme, running)
        self.pictures: list[bytes] = []
        self._numbers = count(1)

    def block(self, block: Block, room: TextRoom) -> list[Piece]:
        """The pieces of a block."""
        return self._render(self, block, room)

    def stack(self, blocks: Sequence[Block], room: TextRoom) -> list[Piece]:
        """The pieces of blocks one below the other."""
        return [piece for block in blocks for piece in self.block(block, room)]

    def together(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces, all on one page."""
        return [*map(with_next, pieces[:-1]), *pieces[-1:]]

    def text(self, text: Text, style: str) -> Xml:
        """Running text in a paragraph of that style (its id)."""
        gap = round(self.theme.gap / (UNDERSCORE * self.theme.style("body").size))
        return runs(text, "" if self.styles.is_bold(style) else STRONG, gap)

    def paragraph(self, text: Text, name: str, room: TextRoom) -> Par:
        """A paragraph in the theme's style of that name."""
        style = self.styles.paragraph(name)
        return Par(style, self.text(text, style), room)

    def number(self) -> int:
        """A number that nothing else in the document has."""
        return next(self._numbers)

    def picture(self, shown: Drawing, alt: str, room: TextRoom) -> Xml:
        """A picture, made smaller where it is wider than its room."""
        share = min(1.0, room.width / twips(shown.wide))
        self.pictures.append(shown.content)
        relation = PICTURE_RELATION.format(len(self.pictures) - 1)
        size = twips(share * shown.wide), twips(share * shown.tall)
        return drawing(relation, self.number(), alt, *size)

    def fill(self) -> str:
        """The grey of shaded boxes and header rows; the pages of a copy are white."""
        return 3 * f"{round(255 * self.theme.tint):02X}"

    def writing_height(self, millimetres: float) -> int:
        """Room to write in, as high in the standard print: it grows with the distance of ruled lines, as in print."""
        return twips(millimetres / _STANDARD_PITCH * self.theme.line_pitch)

    def box(self, line: str, fill: str = "") -> TextBox:
        """A new box around paragraphs."""
        pad = round(min(31, 0.7 * self.theme.padding))
        return TextBox(self.number(), line, self.styles.eighths(self.theme.rule), pad, fill)

    def celled(self, blocks: Sequence[Block], box: TextBox, room: TextRoom, height: int) -> Tbl:
        """Blocks in a table of one cell, at least `height` high."""
        pad = 20 * box.pad
        pieces = self.stack(blocks, TextRoom(room.width - 2 * pad))
        cell = TableCell(to_the_end(pieces), room.width, box.fill)
        return boxed((room.width,), (cell,), box, room, height)
