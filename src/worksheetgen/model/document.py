"""What is said on the pages of one print, as typed blocks; nothing here knows where it will stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from worksheetgen.errors import Place
from worksheetgen.model.image import Image

# ---- text ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """Words in one weight."""

    text: str
    bold: bool


@dataclass(frozen=True)
class Gap:
    """A rule to write one word on, as wide as the theme says, whatever the word."""


@dataclass(frozen=True)
class Break:
    """The line ends here."""


Text = tuple[Run | Gap | Break, ...]


APART = 3 * "\N{NO-BREAK SPACE}"
"""Between a heading's label and its text."""


def plain(text: Text) -> str:
    """The words alone, for bookmarks and messages."""
    return "".join(run.text if isinstance(run, Run) else " " for run in text).replace(APART, "  ")


# ---- blocks --------------------------------------------------------------------------------------


class Align(StrEnum):
    """Where a line of text stands in its column."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Paragraph:
    """Running text in one of the theme's styles."""

    text: Text
    style: str
    align: Align


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3 in one of the theme's styles, with words at the right edge of its line.

    Its `label` ("Section A", "" for none) is bold, before the text or, where both are too long for a line, above it.
    """

    label: str
    text: Text
    aside: Text
    level: int
    style: str
    ruled: bool

    @property
    def words(self) -> Text:
        """Label and text on one line."""
        apart = (Run(APART, False),) if self.label and self.text else ()
        return (*((Run(self.label, True),) if self.label else ()), *apart, *self.text)

    @cached_property
    def title(self) -> str:
        """The words alone, for a bookmark."""
        return plain(self.words)


@dataclass(frozen=True)
class Stem:
    """What a question asks, its marks at the right edge of the last line ("" for none)."""

    text: Text
    marks: str


@dataclass(frozen=True)
class Bullets:
    """A list with drawn bullets."""

    items: tuple[Text, ...]
    style: str


@dataclass(frozen=True)
class Option:
    """An option under its letter."""

    label: str
    text: Text


@dataclass(frozen=True)
class Options:
    """Lettered options, each with a box to mark; no page break parts them."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Ticks:
    """Labelled boxes side by side: True and False."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """Ruled lines to write on, under an optional label ("1", "Reason"): so many, or over `pages` of a page."""

    count: int
    label: str
    pages: float


@dataclass(frozen=True)
class Frame:
    """Blocks in a drawn box, at least `height` mm high; dashed for what is not marked.

    Where they go on on another page, `continued` stands over them.
    """

    blocks: tuple[Block, ...]
    dashed: bool
    shaded: bool
    height: float
    continued: str = ""


@dataclass(frozen=True)
class WordBank:
    """A word bank: words in rows, apart from each other."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A table cell, at least `height` mm high; `head` makes it a header of its row."""

    text: Text
    align: Align
    height: float
    head: bool


@dataclass(frozen=True)
class Table:
    """Rows of cells over columns of relative `widths`; a header row is shaded.

    Only a `parted` table may be cut by a page turn, between rows; its header row is then repeated.
    """

    widths: tuple[float, ...]
    header: bool
    parted: bool
    rows: tuple[tuple[Cell, ...], ...]
    style: str


@dataclass(frozen=True)
class Field:
    """A box for one fact: its label, and its value if it is printed."""

    label: str
    value: str
    weight: float


@dataclass(frozen=True)
class Fields:
    """Boxes side by side."""

    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Side:
    """Two columns of blocks, the left one with `share` of the width; never parted."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    share: float


@dataclass(frozen=True)
class Labelled:
    """Blocks with a label hanging in the margin column: a question and its number, a part and its letter.

    Where they go on on another page, `continued` stands over them.
    """

    label: str
    blocks: tuple[Block, ...]
    style: str
    continued: str = ""


@dataclass(frozen=True)
class Passage:
    """Numbered or plain paragraphs to read; `boxed` as a source, with `continued` over it where it goes on."""

    paragraphs: tuple[tuple[str, Text], ...]
    notes: tuple[tuple[str, Text], ...]
    boxed: bool
    continued: str = ""


@dataclass(frozen=True)
class Grid:
    """Small cells in rows of so many `columns`, each a label over an answer: the grid of a key."""

    cells: tuple[tuple[str, str], ...]
    columns: int


@dataclass(frozen=True)
class ChartBar:
    """A bar of a chart: its label and its length in the chart's measure."""

    label: str
    value: float


@dataclass(frozen=True)
class Chart:
    """A bar chart over an axis that counts `measure`: upright bars, or bars `across` the column.

    `values` prints each bar's value beside it; without them a reader takes it from the axis.
    """

    measure: str
    bars: tuple[ChartBar, ...]
    across: bool
    values: bool


@dataclass(frozen=True)
class Picture:
    """A picture, as wide as the column allows, and in words what is to be seen on it."""

    image: Image
    alt: str


@dataclass(frozen=True)
class Timeline:
    """Events down a drawn line, each with its date."""

    events: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Space:
    """White, in mm; it vanishes at the foot of a page."""

    height: float


@dataclass(frozen=True)
class Rule:
    """A rule across the column, in pt."""

    weight: float


@dataclass(frozen=True)
class Ruling:
    """Ruled lines down to the foot of a page, with a narrow column for question numbers; a note below them."""

    label: str
    note: Text


Block = (
    Paragraph
    | Heading
    | Stem
    | Bullets
    | Options
    | Ticks
    | Lines
    | Frame
    | WordBank
    | Table
    | Fields
    | Side
    | Labelled
    | Passage
    | Grid
    | Chart
    | Picture
    | Timeline
    | Space
    | Rule
    | Ruling
)


# ---- a whole print -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """A block in the flow of a document, with what is asked of the page turns around it.

    `keep_with_next`: no page breaks between it and the next item; `page_break_before`: it begins a page;
    `avoid_overleaf`: it should lie on the same spread as the item before it, where that costs little. `place` is
    where its words come from, for messages.

    `per_student` marks what stands on one student's paper alone, such as a cover with a name: no other item is looked
    for that has the same block, and its recording is forgotten with the paper.
    """

    block: Block
    keep_with_next: bool
    page_break_before: bool
    place: Place
    per_student: bool = False
    avoid_overleaf: bool = False


@dataclass(frozen=True)
class Furniture:
    """What every page carries: `identity` at the foot, `qr_text` in its QR code ("" for none).

    `turn_over` prints "Turn over" on right-hand pages; `even` pads to an even number of pages, the last
    of which carries `blank`.
    """

    identity: str
    qr_text: str
    turn_over: str
    even: bool
    blank: str


@dataclass(frozen=True)
class Document:
    """One print: a paper, a mark scheme, a set of keys.

    Where other documents have the same items in another order (the papers of a class), `canonical_order` has the
    items' indices in an order that is the same for all of them; else it is empty.
    """

    title: str
    language: str
    furniture: Furniture
    items: tuple[Item, ...]
    canonical_order: tuple[int, ...] = ()
