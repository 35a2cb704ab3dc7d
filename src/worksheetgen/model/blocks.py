"""What is said on pages, block by block: each kind of block is a type; none knows on which page it will stand."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from worksheetgen.model.image import Image
from worksheetgen.model.text import APART, Run, Text, plain
from worksheetgen.value import Value


class Align(StrEnum):
    """Where a line of text stands in its column."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Paragraph(Value):
    """Running text; `style` is the name of one of the theme's styles, as in all blocks that have one."""

    text: Text
    style: str
    align: Align


class Heading(Value):
    """A heading of `level` 1 to 3, with `aside`, words at the right edge of its line.

    Its `label` ("Section A", "" for none) is bold, before the text or, where both are too long for a line, above it.
    With `ruled` a rule is drawn under it. With `bar` the label is white in a black bar, to be found at a glance.
    """

    label: str
    text: Text
    aside: Text
    level: int
    style: str
    ruled: bool
    bar: bool = False

    @property
    def words(self) -> Text:
        """Label and text, as they stand on one line."""
        apart = (Run(APART, False),) if self.label and self.text else ()
        return (*((Run(self.label, True),) if self.label else ()), *apart, *self.text)

    @cached_property
    def title(self) -> str:
        """Label and text without their weights, for a bookmark."""
        return plain(self.words)


class Stem(Value):
    """What a question asks, its marks at the right edge of the last line ("" for none)."""

    text: Text
    marks: str


class Bullets(Value):
    """A list, each item after a drawn disc."""

    items: tuple[Text, ...]
    style: str


class Option(Value):
    """An option; `label` is its letter."""

    label: str
    text: Text


class Options(Value):
    """Lettered options, each with a box to mark; no page break parts them.

    A screen reader says `box` and the letter at each box.
    """

    options: tuple[Option, ...]
    box: str = "box"


class Ticks(Value):
    """Boxes to mark, side by side, each with a label: True and False; a screen reader says `box` before it.

    `close` ones stand as near to each other as on a line of text.
    """

    labels: tuple[str, ...]
    box: str = "box"
    style: str = "option"
    close: bool = False


class Scale(Value):
    """A line to put a cross on, with `labels` under it from its left end to its right; a screen reader says `words`."""

    labels: tuple[str, ...]
    words: str


class Lines(Value):
    """Ruled lines to write on, under a `label` ("1", "Reason", "" for none).

    There are `count` of them in the standard print and more in prints whose theme says so; or, where `pages`
    is not 0, as many as fill that share of a page (0.5, 1).
    """

    count: int
    label: str
    pages: float


class Frame(Value):
    """Blocks in a drawn box, at least `height` mm high in the standard print.

    The box has a `dashed` border, a plain one, or none where it is `shaded`, or `bare`: then it only keeps its blocks
    together, as a source that has borders of its own. `continued` are the words over the blocks on each further page,
    "" for none.
    """

    blocks: tuple[Block, ...]
    dashed: bool
    shaded: bool
    height: float
    continued: str = ""
    bare: bool = False


class WordBank(Value):
    """A word bank: words to choose from, in rows with white between them."""

    words: tuple[str, ...]


class Cell(Value):
    """A table cell, at least `height` mm high in the standard print; `head` makes it its row's header."""

    text: Text
    align: Align
    height: float
    head: bool


class Table(Value):
    """Rows of cells, each with a cell for every column; `widths` of the columns are relative to each other.

    With `header` the first row is a header, shaded. Only a `parted` table may be cut by a page turn, between
    rows; its header row is then repeated.
    """

    widths: tuple[float, ...]
    header: bool
    parted: bool
    rows: tuple[tuple[Cell, ...], ...]
    style: str


class GridHead(Value):
    """The head of a question grid's column, and `aside`, what each of its cells is worth.

    These have a box with `mark` in it, "" for none, and so many ruled `lines` at least.
    """

    text: str
    aside: str
    mark: str
    lines: int


class QuestionGrid(Value):
    """Rows of short questions, each as (its number, text), in columns under their heads, with room to write.

    Where the columns would be too narrow, fewer stand side by side, in several tables. Below the last is a box for the
    `score`, as (the word before it, what it is out of).
    """

    heads: tuple[GridHead, ...]
    rows: tuple[tuple[tuple[str, Text], ...], ...]
    score: tuple[str, str]


class Field(Value):
    """A box for one fact: label, and value or "" where a pupil writes it; `weight` is its relative width."""

    label: str
    value: str
    weight: float


class Fields(Value):
    """Boxes side by side."""

    fields: tuple[Field, ...]


class Side(Value):
    """Two columns of blocks, the left one with `share` (0 to 1) of the width; no page break parts them.

    In a print without columns the right one stands below the left one. In `close` columns blocks stand as close to each
    other as in a frame.
    """

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: float
    close: bool = False


class FactLine(Value):
    """Something to know: its label (a term, a date, "" where a pupil writes it), and the text, () for room to write."""

    label: str
    text: Text


class Facts(Value):
    """Facts, one below the other; those without a text have so many ruled `lines`."""

    facts: tuple[FactLine, ...]
    style: str
    lines: int


class Box(Value):
    """Blocks under a `head`, words on a shade, with a number or letter before it ("" for none)."""

    label: str
    head: Text
    blocks: tuple[Block, ...]


class Boxes(Value):
    """Boxes beside each other, or below each other in a print without columns."""

    boxes: tuple[Box, ...]


class Columns(Value):
    """Blocks that fill two columns evenly, the left one first; in a print without columns one below the other."""

    blocks: tuple[Block, ...]


class Labelled(Value):
    """Blocks with a label hanging in the margin column: a question and its number, a part and its letter.

    `style` is the label's, a heading of that `level` for a screen reader, 0 for none. `continued` are the words
    over the blocks on each further page, "" for none.
    """

    label: str
    blocks: tuple[Block, ...]
    style: str
    continued: str = ""
    level: int = 0


class Passage(Value):
    """Paragraphs to read, each as (its number or "", text), and `notes` below them, each as (term, meaning).

    With `boxed` they stand in a frame, as a source does. `continued` are the words over them on each further
    page, "" for none.

    With words for the `margin` the paragraphs have a margin to write notes in, under these words, in prints that have
    room for it; then they are no source, and a page may turn within them, and the notes stand in a shaded panel.
    """

    paragraphs: tuple[tuple[str, Text], ...]
    notes: tuple[tuple[str, Text], ...]
    boxed: bool
    continued: str = ""
    margin: str = ""


class GridColumn(Value):
    """The head of a marking grid's column: the question's number, and what stands `over` and `under` it."""

    over: str
    number: str
    under: str


class GridCell(Value):
    """A cell of a marking grid: an answer and a `note` beside it, each "" for none, and a box for the mark.

    A `void` cell has no box: that paper has no such question.
    """

    answer: str
    note: str
    void: bool


class MarkingGrid(Value):
    """A class's answers: a line for each paper, as (whose, its cells, one a column), with a box for every mark.

    `head` stands over the names. Columns that are too many for the page go on in a further grid with the same lines.
    """

    head: str
    columns: tuple[GridColumn, ...]
    lines: tuple[tuple[str, tuple[GridCell, ...]], ...]


class GridSquare(Value):
    """A square of a puzzle's grid: a number in its corner and a letter, each "" for none."""

    number: str
    letter: str


class LetterGrid(Value):
    """Rows of squares, all equally long, None where there is none, with a `caption` over them, "" for none.

    `alt` says what a screen reader tells instead of the squares.
    """

    rows: tuple[tuple[GridSquare | None, ...], ...]
    caption: str
    alt: str


class ClueList(Value):
    """Clues, each as (its number, text), under a bold head, "" for none."""

    head: str
    clues: tuple[tuple[str, Text], ...]


class Puzzle(Value):
    """Grids, no page break in any of them, and lists of clues.

    Squares are `side` mm wide in the standard print and larger in prints with more room to write, unless the grid would
    be too wide. Where they are not `ruled` only the whole grid has a border.
    """

    grids: tuple[LetterGrid, ...]
    lists: tuple[ClueList, ...]
    side: float
    ruled: bool


class KeyStrip(Value):
    """One paper's answers, to lay beside it: which paper, whose, and cells as (label, answer below it)."""

    label: str
    name: str
    cells: tuple[tuple[str, str], ...]


class KeyStrips(Value):
    """Strips one below the other, or side by side where they are short."""

    strips: tuple[KeyStrip, ...]


class ChartBar(Value):
    """A bar of a chart: its label, and its value in what the chart counts.

    `most` is what the value could be at most, as marks have it; 0 for none.
    """

    label: str
    value: float
    most: float = 0.0


class Chart(Value):
    """A bar chart over an axis that counts `measure`: bars upright or `across` the column, each with its value.

    Bars that have a most are always across, each in the outline of what could be had: `7 of 11`.
    """

    measure: str
    bars: tuple[ChartBar, ...]
    across: bool


class Compared(Value):
    """A bar chart of two `sets` of figures: what it counts, and bars as (label, a value in each set)."""

    measure: str
    sets: tuple[str, ...]
    bars: tuple[tuple[str, tuple[float, ...]], ...]


class Picture(Value):
    """A picture, as wide as the column or as high as the print allows; `alt` says what it shows."""

    image: Image
    alt: str


class Letterhead(Value):
    """A picture `tall` mm high, a crest or logo, with blocks to its right in every print; `alt` says what it shows."""

    image: Image
    alt: str
    tall: float
    blocks: tuple[Block, ...]


class Timeline(Value):
    """Events down a drawn line, each as (its date, text); those whose places are `near` stand out.

    With `across` they stand side by side over the whole column, at distances that go by the years, in prints that have
    room for it. One that is `parted` may be cut by a page turn, as a list is; else it is whole where a page holds it.
    """

    events: tuple[tuple[str, Text], ...]
    style: str = "passage"
    near: frozenset[int] = frozenset()
    across: bool = False
    parted: bool = False


class Card(Value):
    """A card to cut out: a small `kind` and number at its head, on both sides, and words on either.

    A `head` card names a group, on a shade. A back without text is empty, or has ruled lines where it is `written` on.
    """

    kind: str
    number: str
    front: Text
    back: Text
    head: bool = False
    written: bool = False


class Cards(Value):
    """Sheets of cards with cut lines: fronts, and overleaf their backs where any card has one.

    `fronts` are the words over each sheet of fronts, `backs` over each sheet of backs.
    """

    cards: tuple[Card, ...]
    fronts: str
    backs: str


class Space(Value):
    """White of `height` mm in all between what stands above it and below; it vanishes at the foot of a page."""

    height: float


class Rule(Value):
    """A rule across the column, `weight` pt thick."""

    weight: float


class Ruling(Value):
    """A page of ruled lines with a narrow column for question numbers under `label`."""

    label: str


Block = (
    Paragraph
    | Heading
    | Stem
    | Bullets
    | Options
    | Ticks
    | Scale
    | Lines
    | Frame
    | WordBank
    | Table
    | QuestionGrid
    | Fields
    | Side
    | Labelled
    | Passage
    | MarkingGrid
    | Puzzle
    | KeyStrips
    | Chart
    | Picture
    | Letterhead
    | Compared
    | Facts
    | Boxes
    | Columns
    | Cards
    | Timeline
    | Space
    | Rule
    | Ruling
)
