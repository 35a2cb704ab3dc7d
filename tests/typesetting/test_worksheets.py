"""What a worksheet's pages have that an exam's have not: bars, margins, a strip, questions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import pytest

from tests.typesetting.test_layout import FURNITURE, HERE, document, run
from worksheetgen.model.blocks import (
    Align,
    Frame,
    Heading,
    Labelled,
    Lines,
    Option,
    Options,
    Paragraph,
    Passage,
    Stem,
    Timeline,
)
from worksheetgen.model.document import Document, Item
from worksheetgen.model.laid_out import LaidOutDocument, LayoutBox
from worksheetgen.model.students import Print
from worksheetgen.model.text import Break, Run, Text
from worksheetgen.resources import templates
from worksheetgen.typesetting import Typesetter, load_theme, theme_folders
from worksheetgen.value import replace

EVENTS = tuple((str(year), run("Something happened.")) for year in (1921, 1928, 1930, 1934, 1936, 1938))
STRIP = Item(Timeline(EVENTS, near=frozenset({3}), across=True), False, False, HERE, spare=True)
TEXT = Item(
    Passage(
        (("5", run("A line to read. " * 40)), ("6", run("And more. " * 40))),
        (("camp", run("a prison")), ("purge", run("a cleaning out"))),
        True,
        margin="My notes",
    ),
    *(False, False, HERE),
    spare=True,
)


@cache
def typesetter(print: Print = Print.STANDARD) -> Typesetter:
    """The worksheet theme's typesetter of one print."""
    return Typesetter(load_theme(theme_folders(None, "worksheet", templates(), HERE), print))


def laid_out(*items: Item, print: Print = Print.STANDARD) -> LaidOutDocument:
    """The items on their pages."""
    return typesetter(print).set(Document("Test", "en-GB", FURNITURE, items))


def drawn(box: LayoutBox) -> str:
    """What it draws, as PDF source."""
    return b"".join(part for part in box.operators if isinstance(part, bytes)).decode("latin-1")


def lines(count: int) -> Item:
    """So many ruled lines."""
    return Item(Lines(count, "", 0), False, False, HERE)


def choice(number: int, option: str) -> Item:
    """A question with four such options, which may stand beside another."""
    options = Options(tuple(Option(letter, run(option)) for letter in "ABCD"))
    block = Labelled(str(number), (Stem(run("Which?"), "[1 mark]"), options), "number")
    return Item(block, False, False, HERE, beside=True)


def tops(sheet: LaidOutDocument) -> list[float]:
    """Where on the first page each item begins, in points."""
    placed = [column_slice for _, column_slice in (one.slices[0] for one in sheet.structure)]
    found, y = [], 0.0
    for one in placed:
        found.append(y)
        y += one.height
    return found


@pytest.mark.parametrize("print", list(Print))
def test_a_bar_is_white_on_black_and_one_heading(print: Print) -> None:
    """In every print its words are drawn in white on a filled bar, and read with what stands beside them."""
    heading = Heading("Explain", run("in sentences"), run("4 marks"), 2, "task", True, True)
    placed, *_ = laid_out(Item(heading, False, False, HERE), print=print).structure
    (box,) = placed.recording.boxes
    assert "q 0 g 0 G 1 j" in drawn(box)
    assert "q 1 g" in drawn(box)
    (node,) = placed.recording.nodes
    assert node.tag == "H2"
    assert box.mcid_count == 3


def test_words_go_before_marks_beside_a_bar() -> None:
    """Where both are too long for its line, “Find the answers” stands together and the marks below the rule."""
    heading = Heading("Find", run("the answers"), run("39 marks · about 39 minutes"), 2, "task", True, True)
    placed, *_ = laid_out(Item(heading, False, False, HERE), print=Print.LARGE_24).structure
    (box,) = placed.recording.boxes
    before, rule, after = drawn(box).partition(" l S Q")  # the rule
    assert rule
    assert "(the answers )" in before
    assert "(39 marks" in after


@pytest.mark.parametrize(
    ("print", "option", "beside"),
    [
        (Print.STANDARD, "Stalin", True),
        (Print.STANDARD, "A long clause that takes a line " * 3, False),
        (Print.LARGE_18, "Stalin", False),
        (Print.DYSLEXIA, "Stalin", False),
    ],
)
def test_short_questions_stand_side_by_side(print: Print, option: str, *, beside: bool) -> None:
    """Two by two where that takes less room, an odd one by itself; large print and the dyslexia print list them."""
    sheet = laid_out(*(choice(number, option) for number in range(1, 6)), print=print)
    flat = [sum(box.height for box in one.recording.boxes) == 0 for one in sheet.structure[:5]]
    assert flat == ([False, True, False, True, False] if beside else [False] * 5)


def test_a_pair_is_as_high_as_its_higher_half() -> None:
    """What follows stands clear of both, and a screen reader has the left one first."""
    sheet = laid_out(choice(1, "Stalin"), choice(2, "Stalin and the men of the Party around him"), lines(2))
    left, right, *_ = sheet.structure
    assert [len(one.recording.nodes) for one in (left, right)] == [1, 1]
    (high,) = (box.height for box in left.recording.boxes)
    narrow = laid_out(choice(1, "Stalin"), choice(2, "Stalin")).structure[0].recording.boxes[0].height
    assert high > narrow
    assert tops(sheet)[1] == pytest.approx(high)


@pytest.mark.parametrize("before", range(18, 28))
def test_no_page_turns_between_a_pair(before: int) -> None:
    """Both are on one page, although what must not be parted from the right one begins the next."""
    kept = Item(Options(tuple(Option(letter, run("Stalin")) for letter in "ABCDEFGH")), False, False, HERE)
    pair = choice(1, "Stalin"), replace(choice(2, "Lenin"), keep_with_next=True)
    sheet = laid_out(lines(before), *pair, kept)
    left, right, after = ({page for page, _ in one.slices} for one in sheet.structure[1:4])
    assert left == right == after


def spared(*items: Item) -> tuple[bool, bool, int]:
    """Whether the margin and the strip are there, and how many sheets the items take after strip and text."""
    sheet = laid_out(STRIP, TEXT, *items)
    strip, text, *_ = sheet.structure
    margin = any("[1 2] 0 d" in drawn(box) for box in text.recording.boxes)
    return margin, bool(strip.slices), (len(sheet.pages) + 1) // 2


def test_what_is_spare_gives_way_to_a_sheet_of_paper() -> None:
    """First the margin for notes, then the timeline, and neither where that saves no sheet."""
    found = [spared(*[lines(1)] * count) for count in range(0, 70, 2)]
    ways = list(dict.fromkeys(one for one in found))
    assert ways[:3] == [(True, True, 1), (False, True, 1), (False, False, 1)]
    assert ways[3] == (True, True, 2)
    assert all(one[2] <= other[2] for one, other in pairwise(found))


@pytest.mark.parametrize("print", list(Print))
def test_the_box_for_feedback_stands_alone_on_no_page(print: Print) -> None:
    """It is left out where it would, but where not even the words on the sources have room below the last question."""
    theme = typesetter(print).theme
    most = int(theme.height / theme.style("body").leading)
    box = Frame((Lines(1, "", 0),), False, False, 0)
    credit = Paragraph(run("Where it is from. " * 4), "small", Align.LEFT)
    seen = []
    for count in range(most // 2, most + 1):
        text: Text = (Run("A line.", False), Break()) * count
        asked = Labelled("1", (Paragraph(text[:-1], "body", Align.LEFT),), "number")
        question, last = Item(asked, True, False, HERE), Item(credit, False, False, HERE)
        sheet = laid_out(question, Item(box, True, False, HERE, spare=True), last, print=print)
        seen.append([[page for page, _ in one.slices] for one in sheet.structure[:3]])
    assert [*dict.fromkeys(map(str, seen))] == ["[[0], [0], [0]]", "[[0], [], [0]]", "[[0], [1], [1]]"]


def distances(values: Sequence[float]) -> list[float]:
    """The gaps between them, relative to their sum."""
    gaps = [other - one for one, other in pairwise(values)]
    return [gap / sum(gaps) for gap in gaps]


def test_a_strip_is_to_scale() -> None:
    """Its dots are as far from each other as the years; large print lists the events, the near one in bold."""
    (box,) = laid_out(STRIP, lines(1)).structure[0].recording.boxes
    found = sorted(
        {float(line.split()[-8]) for line in drawn(box).splitlines() if line.startswith("q 1 J 0 G")}
    )
    assert distances(found) == pytest.approx(distances([float(when) for when, _ in EVENTS]), abs=0.001)
    assert len(laid_out(STRIP, lines(1), print=Print.LARGE_18).structure[0].recording.boxes) == len(EVENTS)


def test_a_page_may_turn_between_two_passages_with_gaps() -> None:
    """Each is filled by itself, so the first stands where there is room; parts of other questions stay together."""
    pages = {}
    for style in ("cloze", "body"):
        passage = Paragraph(run("Words of a paragraph that has gaps in it. " * 27), style, Align.LEFT)
        parts = tuple(
            Labelled(f"({letter})", (Stem(run("Paragraph"), ""), passage), "label") for letter in "abc"
        )
        asked = Labelled("1", (Stem(run("Complete these paragraphs."), ""), *parts), "number")
        sheet = typesetter(Print.STANDARD).set(document(Lines(16, "", 0), asked))
        pages[style] = [page for page, _ in sheet.structure[1].slices]
    assert pages == {"cloze": [0, 1], "body": [1]}
