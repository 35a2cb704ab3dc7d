"""A grid of short questions in every print: how many cells stand side by side, and that none is cut."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.lib.units import mm

from tests.typesetting.test_large_print import under_a_head
from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.model.blocks import (
    Align,
    Frame,
    GridHead,
    Labelled,
    Lines,
    Paragraph,
    QuestionGrid,
    Scale,
    Side,
    Stem,
)
from worksheetgen.model.laid_out import LaidOutDocument, Node
from worksheetgen.model.students import Print
from worksheetgen.pdf_syntax import text_string
from worksheetgen.typesetting import Typesetter, recorder
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.value import replace

HEADS = tuple(
    GridHead(name, f"{marks} marks each", f"/ {marks}", 2)
    for marks, name in enumerate(("Last lesson", "Last week", "Last month", "Long ago"), 1)
)
SCORE = ("Score", "/ 40")
QUESTION = run("What were most of the top officers in the Red Army accused of?")


def grid(rows: int = 4) -> QuestionGrid:
    """So many rows of four cells, numbered."""
    numbers = iter(range(1, 4 * rows + 1))
    return QuestionGrid(
        HEADS, tuple(tuple((str(next(numbers)), QUESTION) for _ in HEADS) for _ in range(rows)), SCORE
    )


def tags_in(node: Node, tag: str) -> list[Node]:
    """The element and every one in it with that tag."""
    inner = [one for kid in node.kids if isinstance(kid, Node) for one in tags_in(kid, tag)]
    return [node, *inner] if node.tag == tag else inner


def tags(sheet: LaidOutDocument, tag: str) -> list[Node]:
    """Every structure element of the first block with that tag."""
    return [one for node in sheet.structure[0].recording.nodes for one in tags_in(node, tag)]


def printed(print: Print, *blocks: QuestionGrid | Scale | Side) -> LaidOutDocument:
    """The blocks on pages."""
    return typesetter(print).set(document(*blocks))


@pytest.mark.parametrize(
    ("print", "across"),
    [(Print.STANDARD, 4), (Print.DYSLEXIA, 2), (Print.LARGE_18, 2), (Print.LARGE_24, 1), (Print.LARGE_36, 1)],
)
def test_fewer_cells_stand_side_by_side_in_larger_print(print: Print, across: int) -> None:
    """Four columns in the standard print; in others tables of two or of one: words and handwriting have room."""
    sheet = printed(print, grid())
    tables = tags(sheet, "Table")
    assert [len(tags_in(table, "TH")) for table in tables] == [across] * (4 // across)
    assert [len(tags_in(table, "TR")) for table in tables] == [5] * (4 // across)


@pytest.mark.parametrize("print", list(Print))
def test_a_screen_reader_hears_the_heads_of_columns_once(print: Print) -> None:
    """They head their columns, as many as there are; each cell is heard with its mark."""
    sheet = printed(print, grid())
    assert len(tags(sheet, "TH")) == 4
    assert [len(node.kids) for node in tags(sheet, "TD")] == [2] * 16


@pytest.mark.parametrize("print", [Print.DYSLEXIA, Print.LARGE_18])
def test_four_by_four_fill_no_more_than_two_pages_in_half_columns(print: Print) -> None:
    """As every column says once what it is."""
    assert len(printed(print, grid()).pages) == 2


def test_the_heads_stand_again_on_a_further_page() -> None:
    """A grid longer than a page goes on under its heads, which a screen reader does not hear twice."""
    sheet = printed(Print.STANDARD, grid(9))
    assert len(sheet.pages) > 1
    assert len(tags(sheet, "TH")) == 4
    assert all(box.mcid_count == 0 and box.operators for page in sheet.pages[1:2] for box in page.over)
    assert sheet.pages[1].over


def test_the_score_stands_below_the_last_row() -> None:
    """However long a grid is, no page has nothing of it but the score."""
    pages = set()
    for words in range(1, 120, 4):
        long = (("1", run("word " * words)), *(("1", run("Who?")) for _ in HEADS[1:]))
        sheet = printed(Print.STANDARD, QuestionGrid(HEADS, (*grid(6).rows, long), SCORE))
        *_, (_, last) = slices = sheet.structure[0].slices
        assert last.past - last.first > 1
        pages.add(len(slices))
    assert pages == {1, 2}


def test_lines_stand_closer_where_a_page_then_holds_the_grid_with_its_head() -> None:
    """Not closer than in a narrow exercise book, and as far apart as ever where that is not enough."""
    asked = Labelled("1", (Stem(run("Answer them."), "[40 marks]"), grid(5)), "number")
    seen = []
    for lines in range(1, 40):
        sheet = typesetter(Print.STANDARD).set(under_a_head(lines, asked))
        placed = sheet.structure[1]
        seen.append((len(placed.slices), sum(box.height for box in placed.recording.boxes)))
    tall = seen[0][1]
    assert {high < tall for pages, high in seen if pages == 1} == {True, False}
    assert {high for pages, high in seen if pages > 1} == {tall}
    least = 6.8 / 8  # of the distance of lines, 8 mm
    assert min(high for _, high in seen) > least * tall


def test_grids_that_lines_stand_closer_in_are_drawn_by_the_same_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pupils have a grid of their own: what draws refers to itself, and no worker looks for garbage."""
    made = []

    class Counted(BlockRenderer):
        def __init__(self, *how: Any) -> None:
            super().__init__(*how)
            made.append(self)

    monkeypatch.setattr(recorder, "BlockRenderer", Counted)
    setter, counts = Typesetter(typesetter(Print.STANDARD).theme), []
    for pupil in range(3):
        asked = Labelled("1", (Stem(run(f"Answer them, {pupil}."), "[40 marks]"), grid(5)), "number")
        for lines in range(1, 40):
            setter.set(under_a_head(lines, asked))
        counts.append(len(made))
    assert counts[0] > 1
    assert counts == [counts[0]] * 3


def test_rows_are_as_high_as_each_other_s_longest_question() -> None:
    """A cell beside a long question has more lines, and a row is one box that no page cuts."""
    short, long = (
        QuestionGrid(HEADS[:2], ((("1", run("Who?")), ("2", text)),), SCORE)
        for text in (run("Who?"), QUESTION * 3)
    )
    rows = [printed(Print.STANDARD, block).structure[0].recording.boxes[1:-1] for block in (short, long)]
    assert [len(boxes) for boxes in rows] == [1, 1]
    assert rows[0][0].height < rows[1][0].height


# ---- lines to cross, boxes side by side ------------------------------------------------------------


def test_a_line_to_cross_is_a_field_that_says_its_ends() -> None:
    """A screen reader hears what the line is for, and each label once."""
    (field,) = tags(printed(Print.STANDARD, Scale(("no", "half", "yes"), "A line from no to yes")), "Form")
    assert dict(field.attributes)["Alt"] == text_string("A line from no to yes")
    assert len(tags(printed(Print.STANDARD, Scale(("no", "half", "yes"), "A line")), "P")) == 1 + 3


def test_a_label_too_wide_for_its_third_leaves_the_ends() -> None:
    """In 36 pt a long word between the ends would run into them: they alone are printed."""
    scale = Scale(("strongly disagree", "indistinguishably", "strongly agree"), "A line")
    assert len(tags(printed(Print.STANDARD, scale), "P")) == 1 + 3
    assert len(tags(printed(Print.LARGE_36, scale), "P")) == 1 + 2


def drawing(left: Frame, right: Frame) -> tuple[float, bytes]:
    """How high two boxes side by side are, in mm, and what is drawn."""
    (box,) = printed(Print.STANDARD, Side((left,), (right,), 0.5)).structure[0].recording.boxes
    return box.height / mm, b"".join(part for part in box.operators if isinstance(part, bytes))


def boxes(words: str, count: int = 5) -> Frame:
    """A box of ruled lines under these words."""
    return Frame((Paragraph(run(words), "body", Align.LEFT), Lines(count, "", 0)), False, False, 0)


def test_boxes_side_by_side_are_equally_high() -> None:
    """One whose words take two lines does not reach below the other: both end there."""
    long, short = boxes("Against it all " * 6), boxes("For")
    tall, drawn = drawing(long, short)
    assert tall > drawing(short, short)[0]
    assert drawn == drawing(long, replace(short, height=tall))[1]


def test_boxes_below_each_other_have_fewer_lines_as_they_are_longer() -> None:
    """Five lines of half the column are three of all of it, times what large print has more."""
    sheet = printed(Print.LARGE_18, Side((boxes("For"),), (boxes("Against"),), 0.5))
    drawn = sheet.structure[0].recording.boxes
    assert sum(not box.mcid_count for box in drawn) == 2 * 4
