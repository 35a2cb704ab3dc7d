"""Key strips: as many side by side as fit, whose each is beside its cells, or above them where more fit so."""

from __future__ import annotations

import pypdfium2
import pytest
from reportlab.lib.units import mm

from tests.typesetting.test_layout import document, typesetter
from worksheetgen.model.blocks import KeyStrip, KeyStrips, MarkingGrid
from worksheetgen.model.laid_out import Leaf, Node
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.typesetting.strip_blocks import STRIP_PAD

NAMES = ("Zoë Lee", "Rachael Butterworth-Birkenshaw", "Ann", "Bo", "Cai")


def set_strips(*strips: KeyStrip) -> pypdfium2.PdfTextPage:
    """What stands on the page of these strips."""
    sheet = typesetter(Print.STANDARD).set(document(KeyStrips(strips)))
    return pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage()


def rows(cells: int) -> list[int]:
    """How many strips of so many cells stand beside each other, row by row."""
    strips = tuple(
        KeyStrip(f"Paper {n:03}", name, tuple((str(one), "B") for one in range(1, cells + 1)))
        for n, name in enumerate(NAMES, 1)
    )
    text = set_strips(*strips)
    said = text.get_text_range()
    tops = [round(text.get_charbox(said.index(f"Paper {n:03}"))[3]) for n in range(1, len(NAMES) + 1)]
    asked = " ".join(f"{one} B" for one in range(1, cells + 1))
    assert " ".join(said.split()).count(asked) == len(NAMES)
    return [tops.count(top) for top in sorted(set(tops), reverse=True)]


@pytest.mark.parametrize(
    ("cells", "expected"), [(4, [3, 2]), (15, [2, 2, 1]), (20, [2, 2, 1]), (26, [1, 1, 1, 1, 1])]
)
def test_strips_stand_side_by_side(cells: int, expected: list[int]) -> None:
    """Short ones three in a row, those of a whole test two; what is as wide as the page alone."""
    assert rows(cells) == expected


def test_a_strip_that_is_wider_than_the_page_goes_on_below_its_first_cell() -> None:
    """Not below the name that stands beside its cells."""
    numbers = [str(number) for number in range(101, 161)]
    text = set_strips(KeyStrip("Paper 001", "Ann", tuple((number, "B") for number in numbers)))
    said = text.get_text_range()
    boxes = [text.get_charbox(said.index(number)) for number in numbers]
    lefts = [min(box[0] for box in boxes if box[3] == top) for top in {box[3] for box in boxes}]
    assert len(lefts) > 1
    assert max(lefts) - min(lefts) < 0.01


def test_a_long_name_beside_cells_ends_above_the_next_strip() -> None:
    """However many lines it takes."""
    name = " ".join(["Featherstonehaugh"] * 7)
    text = set_strips(
        *(KeyStrip(f"Paper {n}", name, tuple((str(one), "B") for one in range(1, 27))) for n in (1, 2))
    )
    said = text.get_text_range()
    second = said.index("Paper 2")
    names = [at for at in range(second) if said.startswith("Featherstonehaugh", at)]
    assert len(names) == 7
    assert min(text.get_charbox(at)[1] for at in names) > text.get_charbox(second)[3]


@pytest.mark.parametrize("name", ["i" * 70, "Alexander Fitzgerald-Montgomery"])
def test_a_name_does_not_touch_the_cells_beside_it(name: str) -> None:
    """There is white before the rule of the first cell, wherever the name is broken."""
    text = set_strips(KeyStrip("Paper 1", name, (("8", "B"), ("9", "AC"))))
    said = text.get_text_range()
    edge = text.get_charbox(said.index("8"))[0] - STRIP_PAD
    ends = [
        text.get_charbox(at)[2] for at in range(said.index(name[0]), said.index("8")) if said[at].isalpha()
    ]
    assert max(ends) <= edge - 1.5 * mm


def test_a_strip_is_read_as_one_paragraph() -> None:
    """All its words are one marked content."""
    strips = KeyStrips(tuple(KeyStrip(f"Paper {n}", "Ann", (("1", "B"), ("2", "AC"))) for n in (1, 2)))
    placed, _ = typesetter(Print.STANDARD).set(document(strips)).structure  # behind it the foot
    assert placed.recording.nodes == tuple(Node("P", (), (Leaf(0, mark),)) for mark in (0, 1))
    assert [box.mcid_count for box in placed.recording.boxes] == [2]


def test_a_grid_without_papers_is_nothing() -> None:
    """A template may place one where no answers are put in."""
    assert (
        typesetter(Print.STANDARD).set(document(MarkingGrid("", (), ()))).structure[0].recording.boxes == ()
    )
