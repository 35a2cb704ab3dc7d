"""What is learned by heart: facts with room to write, boxes of one height, columns that are even, figures compared."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.typesetting.test_cards import FURNITURE, page_of
from tests.typesetting.test_layout import HERE, run, typesetter
from worksheetgen.model.blocks import (
    Align,
    Block,
    Box,
    Boxes,
    Columns,
    Compared,
    FactLine,
    Facts,
    Heading,
    Paragraph,
)
from worksheetgen.model.document import Document, Item
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf


def document(block: Block) -> Document:
    """A print of one block alone."""
    return Document("Facts", "en-GB", FURNITURE, (Item(block, False, False, HERE),))


def heading(words: str) -> Heading:
    """The head of a list."""
    return Heading("", run(words), (), 2, "fact-head", True)


def test_columns_are_even_and_a_heading_stays_with_its_list() -> None:
    """Twenty facts fill both columns to about one height; a heading is never the last of the left one."""
    facts = tuple(FactLine(f"term{at:02}x", run("what it means")) for at in range(20))
    lists = [
        item
        for at in range(0, 20, 5)
        for item in (heading(f"List{at}x"), Facts(facts[at : at + 5], "fact", 1))
    ]
    made = typesetter(Print.STANDARD).set(document(Columns(tuple(lists))))
    assert len(made.pages) == 1
    boxes = [page_of(made, f"term{at:02}x")[1] for at in range(20)]
    lefts = [round(box[0]) for box in boxes]
    assert len(set(lefts)) == 2
    assert lefts == sorted(lefts)
    assert 8 <= lefts.count(lefts[0]) <= 12
    for at in range(0, 20, 5):
        left, bottom, _, _ = page_of(made, f"List{at}x")[1]
        assert abs(left - boxes[at][0]) < 2
        assert bottom > boxes[at][1]


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(1, 60), min_size=1, max_size=30), st.sampled_from(list(Print)))
def test_columns_lose_nothing(lengths: list[int], print: Print) -> None:
    """Every fact is on a page, each once, in the order of reading, also where columns are higher than a page."""
    facts = tuple(FactLine(f"t{at}x", run("word " * length)) for at, length in enumerate(lengths))
    made = typesetter(print).set(document(Columns((heading("All"), Facts(facts, "fact", 1)))))
    text = " ".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write_pdf([made], "T"))
    )
    places = [text.index(f"t{at}x") for at in range(len(lengths))]
    assert all(before < after for before, after in pairwise(places))
    assert text.count("word") == sum(lengths)


def test_boxes_are_of_one_height() -> None:
    """Boxes beside each other begin on one line; in large print they stand below each other."""
    boxes = Boxes(
        tuple(
            Box(str(at), run(f"Why{at}x?"), (Paragraph(run("So it was. " * at * 5), "fact", Align.LEFT),))
            for at in (1, 2, 3)
        )
    )
    tops = [page_of(typesetter(Print.STANDARD).set(document(boxes)), f"Why{at}x")[1] for at in (1, 2, 3)]
    assert len({round(box[3]) for box in tops}) == 1
    assert tops[0][0] < tops[1][0] < tops[2][0]
    large = typesetter(Print.LARGE_18).set(document(boxes))
    lefts = [page_of(large, f"Why{at}x")[1][0] for at in (1, 2, 3)]
    assert max(lefts) - min(lefts) < 5


def test_every_value_of_two_sets_is_printed_and_told() -> None:
    """A chart of two sets shows each value, and a screen reader is told of which set it is."""
    block = Compared(
        "Prisoners (millions)", ("the text", "the archive"), (("1937", (6, 1.2)), ("1938", (8, 0)))
    )
    made = typesetter(Print.STANDARD).set(document(block))
    content = write_pdf([made], "T")
    (page,) = pypdfium2.PdfDocument(content)
    printed = page.get_textpage().get_text_range().split()
    assert {"1937", "6", "1.2", "1938", "8", "0"} <= set(printed)
    with pikepdf.open(BytesIO(content)) as pdf:
        told = [
            str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert told == [
        "Bar chart. Prisoners (millions). 1937: the text 6, the archive 1.2; 1938: the text 8, the archive 0."
    ]
