"""A document with a block of every kind, and its Word file in a print of the bundled theme."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence

from worksheetgen.errors import Place
from worksheetgen.model import blocks as said
from worksheetgen.model.blocks import Align, Block, Cell
from worksheetgen.model.document import Document, ExtraSpace, Furniture, Item
from worksheetgen.model.image import Image
from worksheetgen.model.students import Print
from worksheetgen.model.text import Break, Gap, Run, Text
from worksheetgen.pictures import picture_file
from worksheetgen.resources import templates
from worksheetgen.typesetting import load_theme
from worksheetgen.word import Drawing, word_file

HERE = Place("here")
BLACK = Image(1, 1, "FlateDecode", "DeviceGray", b64decode("eJxjAAAAAQAB"))
"""A black dot."""


def text(words: str, *, bold: bool = False) -> Text:
    """Running text of these words."""
    return (Run(words, bold),)


def cells(*words: str, head: bool = False) -> tuple[Cell, ...]:
    """A row of a table."""
    return tuple(Cell(text(one) if one else (), Align.LEFT, 0, head) for one in words)


def paragraph(words: str, style: str = "body", align: Align = Align.LEFT) -> said.Paragraph:
    """A paragraph."""
    return said.Paragraph(text(words), style, align)


def squares(*rows: str) -> tuple[tuple[said.GridSquare | None, ...], ...]:
    """A puzzle's grid: `1a` is a number and a letter, `1` or `a` one of them, `.` an empty square, `-` none."""
    return tuple(
        tuple(
            None
            if one == "-"
            else said.GridSquare(
                "".join(filter(str.isdigit, one)), "".join(sign for sign in one if sign.isalpha())
            )
            for one in row.split()
        )
        for row in rows
    )


GRID = said.LetterGrid(squares("1K . 2", "- - .", "3 . ."), "Grid A", "a grid of three rows")
CLUES = (
    said.ClueList("Across", (("1", text("Shot in Leningrad (3)")), ("3", text("A camp (3)")))),
    said.ClueList("Down", (("2", text("A trial (3)")),)),
)
CROSSWORD = said.Puzzle((GRID,), CLUES, 7.2, True)
GRID_OF_QUESTIONS = said.QuestionGrid(
    (said.GridHead("Last week", "1 mark each", "/ 1", 2), said.GridHead("Long ago", "", "", 3)),
    ((("1", text("Who?")), ("2", text("When?"))), (("3", text("Where?")), ("4", text("Why?")))),
    ("Score", "/ 4"),
)
SCALE = said.Scale(("strongly disagree", "half and half", "strongly agree"), "a line to put a cross on")
OPTIONS = said.Options((said.Option("A", text("one")), said.Option("B", text("two"))))
GAPPED = (Run("Stalin ", False), Gap("gap 1"), Run(" Kirov", True), Break(), Run(".", False))
EVERY_BLOCK: tuple[Block, ...] = (
    said.Letterhead(BLACK, "the crest", 10, (paragraph("The school", "field"),)),
    said.Rule(2),
    said.Heading("", text("The title"), (), 1, "title", False),
    said.Heading("Section A", text("What happened"), text("3 marks"), 2, "heading", True),
    said.Heading("Read", text("and note"), text("10 minutes"), 2, "heading", False, bar=True),
    said.Heading("", text("Source A"), (), 3, "subheading", False),
    said.Fields((said.Field("Name", "", 2), said.Field("Class", "9B", 1))),
    said.Space(5),
    paragraph("in the middle", "strong", Align.CENTRE),
    said.Bullets((text("first item"), text("second item")), "body"),
    said.Side((paragraph("left"),), (said.Bullets((text("right"),), "support"),), 0.5),
    said.Passage(
        (("1", text("Read this.")), ("2", text("And this."))), (("purge", text("a removal")),), True
    ),
    said.Passage(
        (("1", text("Read and note.")), ("2", text("Go on."))),
        (("kulak", text("a farmer")),),
        True,
        "",
        "Notes",
    ),
    said.Passage((("", text("Unboxed & <plain>.")),), (("gulag", text("a camp")),), False),
    said.Labelled("1", (said.Stem(text("Which?"), "[1 mark]"), OPTIONS), "number", level=3),
    said.Labelled(
        "2",
        (
            said.Labelled(
                "(a)", (said.Stem(text("True?"), "[1 mark]"), said.Ticks(("True", "False"))), "label"
            ),
            said.Labelled("(b)", (said.Stem(text("Why?"), "[2 marks]"), said.Lines(3, "", 0)), "label"),
        ),
        "number",
    ),
    said.Labelled("3", (said.WordBank(("camp", "show trial")), said.Stem((), "[SPaG: 4 marks]")), "number"),
    said.Paragraph(GAPPED, "cloze", Align.LEFT),
    said.Lines(0, "", 0.5),
    said.Lines(2, "Reason", 0),
    said.Frame((paragraph("Plan"),), dashed=True, shaded=False, height=40),
    said.Frame((paragraph("framed"), said.WordBank(("a", "b"))), dashed=False, shaded=False, height=0),
    said.Frame((paragraph("another"),), dashed=False, shaded=False, height=0),
    said.Frame((paragraph("grey"),), dashed=False, shaded=True, height=0),
    said.Frame(
        (said.Picture(BLACK, "a dot"), paragraph("note", "note")), dashed=False, shaded=False, height=0
    ),
    said.Frame((said.Bullets((text("listed"),), "support"),), dashed=False, shaded=True, height=0),
    said.Table((2, 1), True, True, (cells("Event", "Order"), cells("The murder of Kirov", "")), "cell"),
    said.Table((1, 1), False, False, (cells("x", "y", head=True),), "cell-small"),
    said.Chart("Prisoners (millions)", (said.ChartBar("1937", 6e6), said.ChartBar("Topic", 7, 11)), False),
    said.Timeline(
        (("1934", text("Kirov is murdered.")), ("1936", text("A show trial."))), near=frozenset({1})
    ),
    said.MarkingGrid(
        "Name", (said.GridColumn("A", "1", "1 mark"),), (("Ann Lee", (said.GridCell("B", "kirov", False),)),)
    ),
    SCALE,
    GRID_OF_QUESTIONS,
    CROSSWORD,
    said.Puzzle((said.LetterGrid(squares("G U", "L A"), "", "letters"),), CLUES[:1], 6.6, False),
    said.Puzzle((GRID, GRID, GRID), (), 3.3, True),
    said.Compared("Arrests", ("1937", "1938"), (("Moscow", (1.0, 2.0)), ("Leningrad", (3.0, 4.0)))),
    said.Facts((said.FactLine("purge", text("a removal")), said.FactLine("gulag", ())), "fact", 2),
    said.Facts((said.FactLine("", ()),), "fact", 1),
    said.Boxes(
        (
            said.Box("1", text("Why?"), (paragraph("Fear."),)),
            said.Box("", text("Who?"), (said.Lines(2, "", 0),)),
        )
    ),
    said.Columns((paragraph("above"), paragraph("below"))),
    said.Cards(
        (
            said.Card("term", "1", text("purge"), text("a removal")),
            said.Card("group", "2", text("People"), (), head=True, written=True),
        ),
        "fronts",
        "backs",
    ),
    said.Cards((said.Card("event", "1", text("A trial"), ()),), "cut along the lines", ""),
    said.KeyStrips((said.KeyStrip("Paper 001", "Ann Lee", (("1", "A"), ("2", "C"))),)),
)
"""Every kind of block but a page of ruled lines, which stands among the extra pages."""


def document(*blocks: Block) -> Document:
    """A document of these blocks, or of one of every kind, with a page for more room to write."""
    items = tuple(map(_item, blocks or EVERY_BLOCK))
    extra = (_item(said.Ruling("Question number")),)
    furniture = Furniture("HS1 · S1", qr_text="CODE", turn_over="Turn over", even=True, blank="Left blank.")
    return Document("A paper", "en-GB", furniture, items, extra_space=ExtraSpace(extra, 1, 1))


def _item(block: Block) -> Item:
    return Item(block, keep_with_next=False, page_break_before=False, place=HERE)


def drawn(_: said.Chart | said.Compared) -> Sequence[Drawing]:
    """A chart as a dot."""
    return [Drawing(picture_file(BLACK), 400, 200)]


def in_word(
    document: Document, print: Print = Print.STANDARD, theme: str = "board", running: str = "body"
) -> bytes:
    """The Word file of a document."""
    folders = [templates() / name for name in dict.fromkeys((theme, "board"))]
    return word_file(document, load_theme(folders, print), drawn, running)
