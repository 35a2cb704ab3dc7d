"""What a print does for its reader: one edge for all labels, words that stand out, pages that say where they go on."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from reportlab.lib.units import mm

from tests.typesetting.test_layout import FURNITURE, HERE, document, is_line, lines_on, run, typesetter
from worksheetgen.model.blocks import (
    Align,
    Block,
    Cell,
    Frame,
    Heading,
    Labelled,
    Lines,
    Paragraph,
    Passage,
    Ruling,
    Stem,
    Table,
    Timeline,
)
from worksheetgen.model.document import Document, ExtraSpace, Item
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.students import Print
from worksheetgen.model.text import Run
from worksheetgen.pdf import write_pdf
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.value import replace

LARGE = [Print.LARGE_18, Print.LARGE_24, Print.LARGE_36]


def pages(sheet: LaidOutDocument) -> list[str]:
    """What each page says, its white space single."""
    found = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in found]


def starts(sheet: LaidOutDocument, words: str) -> float:
    """How far from the column's left edge the words begin, in points."""
    text = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage()
    left: float = text.get_charbox(text.get_text_range().index(words))[0]
    return left - sheet.pages[0].left


@pytest.mark.parametrize("print", list(Print))
def test_labels_of_parts_hang_one_step_or_at_the_one_edge(print: Print) -> None:
    """In large print the letter of a part stands under its question's number; otherwise one step to the right."""
    part = Labelled("(a)", (Stem(run("Name it."), ""),), "label")
    for lead in ((Stem(run("Look at this."), ""),), ()):
        sheet = typesetter(print).set(document(Labelled("7", (*lead, part), "number")))
        column = typesetter(print).theme.number_column
        step = 0 if print in LARGE else column
        assert abs(starts(sheet, "(a)") - step) < 0.3 * column
        assert abs(starts(sheet, "Name it.") - step - column) < 0.1 * column
        text = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage()
        number, letter = (text.get_charbox(text.get_text_range().index(words)) for words in ("7", "(a)"))
        assert number[2] <= letter[0] or number[1] >= letter[3]


@pytest.mark.parametrize("print", list(Print))
def test_bold_words_stand_out_by_their_size_where_all_is_bold(print: Print) -> None:
    """In large print a bold word among others is larger than they are; what is bold as a whole is not."""
    mixed = Paragraph((Run("Give ", False), Run("two", True), Run(" reasons.", False)), "body", Align.LEFT)
    whole = Paragraph((Run("Total " * 40, True),), "body", Align.LEFT)
    size = typesetter(print).theme.style("body").size
    for block, most in ((mixed, 1.12 if print in LARGE else 1), (whole, 1)):
        box = typesetter(print).set(document(block)).pages[0].placed[0].box
        drawn = b"".join(part for part in box.operators if isinstance(part, bytes))
        sizes = [float(found) for found in re.findall(rb"/\S+ ([\d.]+) Tf", drawn)]
        assert abs(max(sizes) - most * size) < 0.01
        assert abs(min(sizes) - size) < 0.01


@pytest.mark.parametrize("print", LARGE)
def test_a_larger_word_does_not_move_its_line(print: Print) -> None:
    """Marks, numbers and the lines below stand where they would beside words of one size."""
    for others in ("", " more words" * 30):
        heights = []
        for bold in (False, True):
            words = (Run("Give ", False), Run("two", bold), Run(f" reasons.{others}", False))
            question = Labelled("8", (Stem(words, "[4 marks]"),), "number")
            text = pypdfium2.PdfDocument(write_pdf([typesetter(print).set(document(question))], "A test"))[
                0
            ].get_textpage()
            said = text.get_text_range()
            heights.append([text.get_charbox(said.index(word))[1] for word in ("8", "Give", "reasons", "[4")])
        assert heights[0] == pytest.approx(heights[1], abs=0.1)


@pytest.mark.parametrize("print", list(Print))
def test_a_heading_too_long_for_its_line_has_its_label_above(print: Print) -> None:
    """The title of a section goes on below its letter, never around it."""
    for title, lines in (("Sources", 1), ("Knowledge and understanding of the purges", 2)):
        heading = Heading("Section B", run(title), run("10 marks"), 1, "heading", False)
        box = typesetter(print).set(document(heading)).pages[0].placed[0].box
        drawn = b"".join(part for part in box.operators if isinstance(part, bytes))
        style = typesetter(print).theme.style("heading")
        assert round(box.height / style.leading) >= (lines if print in LARGE else 1)
        if print in LARGE and lines == 2:
            assert abs(starts(typesetter(print).set(document(heading)), "Knowledge")) < 0.1 * style.size
        assert drawn


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize("words", ["What happened", "The people of Germany and of the U"])
def test_the_title_of_a_heading_is_broken_only_where_it_must(print: Print, words: str) -> None:
    """Whatever its length: one that fits a line of its own has it, where it does not fit beside the label."""
    style, width = typesetter(print).theme.style("heading"), typesetter(print).theme.width
    for more in range(0, 40):
        title = words + more * "i"
        if BlockRenderer(typesetter(print).theme, {}).width(title, style) > width:
            break
        heading = Heading("Section A", run(title), run("10 marks"), 1, "heading", False)
        first = pypdfium2.PdfDocument(write_pdf([typesetter(print).set(document(heading))], "A test"))[0]
        assert title in first.get_textpage().get_text_range()


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize("title", ["Judging", "Why the purges began, and how we may judge their ending"])
def test_the_rule_below_a_heading_touches_no_letter(print: Print, title: str) -> None:
    """From 2 to 3 mm are white below its descenders, on one line and on two."""
    heading = Heading("Section D", run(title), run("10 marks"), 1, "heading", True)
    page = pypdfium2.PdfDocument(write_pdf([typesetter(print).set(document(heading))], "A test"))[0]
    paths = [path.get_bounds() for path in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    theme = typesetter(print).theme
    apart = theme.rule  # bounds are around a line half as thick again as it is
    (rule,) = (top - apart for left, _, right, top in paths if abs(right - left - theme.width) < 5 * apart)
    text = page.get_textpage()
    last = text.get_text_range().rindex("ng")
    assert 2 * mm <= text.get_charbox(last + 1)[1] - rule <= 3 * mm


@pytest.mark.parametrize("print", list(Print))
def test_a_box_to_plan_in_has_dashes_as_its_rule_is_thick(print: Print) -> None:
    """In every print they are five times as long as the rule is thick: seen as dashes, not as dots."""
    plan = Frame((Paragraph(run("Plan"), "small", Align.LEFT),), True, False, 42)
    box = typesetter(print).set(document(plan)).pages[0].placed[0].box
    drawn = b"".join(part for part in box.operators if isinstance(part, bytes))
    (found,) = re.findall(rb"([\d.]+) w \[([\d.]+) ([\d.]+)\] 0 d", drawn)
    weight, dash, gap = map(float, found)
    assert dash / weight == pytest.approx(5, abs=0.01)
    assert gap / weight == pytest.approx(10 / 3, abs=0.01)


def test_what_goes_on_says_so() -> None:
    """At the head of a page stands which question goes on there, and a screen reader skips it."""
    question = Labelled(
        "9", (Stem(run("Explain why."), "[16 marks]"), Lines(90, "", 0)), "number", "Question 9 continued"
    )
    sheet = typesetter(Print.STANDARD).set(document(question))
    first, second, third, *_ = pages(sheet)
    assert "continued" not in first
    assert second.startswith("Question 9 continued")
    assert third.startswith("Question 9 continued")
    assert all(not box.mcid_count for page in sheet.pages for box in page.over)


def test_a_source_that_goes_on_says_so() -> None:
    """At the head of a page on which a boxed source goes on stands which source that is."""
    text = (("", run("A long extract of a trial. " * 260)),)
    timeline = Timeline(tuple((str(1340 + number), run("This was what happened.")) for number in range(60)))
    says = "Source A continued"
    blocks: tuple[Block, ...] = (Passage(text, (), True, says), Frame((timeline,), False, False, 0, says))
    for block in blocks:
        sheet = typesetter(Print.STANDARD).set(document(block))
        first, *others = (words for words in pages(sheet) if "Left blank." not in words)
        assert "continued" not in first
        assert others
        assert all(words.startswith("Source A continued") for words in others)


@pytest.mark.parametrize("print", list(Print))
def test_a_page_of_lines_fits_below_its_heading(print: Print) -> None:
    """A ruled page takes one page with the heading above it."""
    heading = Heading("", run("Extra space"), (), 2, "subheading", False)
    sheet = typesetter(print).set(document(heading, Ruling("Question number"), keep=True))
    assert len(sheet.pages) == 2  # the second is left blank, for an even number


@pytest.mark.parametrize(
    ("pages_before", "least", "most", "extra"),
    [
        (1, 0, 1, 1),
        (2, 0, 1, 0),
        (1, 1, 2, 1),
        (2, 1, 2, 2),
        (1, 0, 0, 0),
        (2, 2, 2, 2),
        (1, 2, 2, 2),
        (2, 1, 1, 1),
    ],
)
def test_extra_space_fills_the_last_sheet(pages_before: int, least: int, most: int, extra: int) -> None:
    """Pages of lines stand behind the others, as many as leave none of the sheet blank, within their limits."""
    said = document(*[Lines(0, "", 1)] * pages_before)
    lines = Item(Ruling("Question number"), False, True, HERE)
    heading = Item(Heading("", run("Extra space"), (), 2, "subheading", False), True, False, HERE)
    with_space = replace(said, extra_space=ExtraSpace((heading, lines), least, most))
    for canonical_order in ((), tuple(reversed(range(pages_before)))):
        found = typesetter(Print.STANDARD).set(replace(with_space, canonical_order=canonical_order))
        shown = pages(found)
        assert ["Extra space" in page for page in shown[: pages_before + extra]] == (
            [False] * pages_before + [True] * extra
        )
        assert len(shown) == pages_before + extra + (pages_before + extra) % 2
        assert ["Left blank." in page for page in shown].count(True) == (pages_before + extra) % 2


def test_a_cut_answer_and_one_of_several_spaces_do_not_grow() -> None:
    """What is left over goes to a whole answer: not to one that goes on overleaf, not to the last of several spaces."""
    renderer = typesetter(Print.STANDARD)
    cut = document(Lines(50, "", 0))
    assert sum(lines_on(renderer, cut)) == 50
    spaces = document(Lines(8, "1", 0), Lines(8, "2", 0))
    assert sum(lines_on(renderer, spaces)) == 14  # and the two with a label


@pytest.mark.parametrize("print", list(Print))
def test_the_first_line_is_a_pitch_below_its_stem(print: Print) -> None:
    """No white but the room to write on it is between a stem and its first ruled line."""
    renderer = typesetter(print)
    question = Labelled("1", (Stem(run("Explain."), ""), Lines(4, "", 0)), "number")
    stem, *others = renderer.set(document(question)).pages[0].placed
    first = next(placed for placed in others if is_line(renderer, placed))
    assert abs(first.y - stem.y - stem.box.height) < 0.01


def test_a_page_left_blank_says_so_and_turns_nobody_over() -> None:
    """Blank pages carry their note; the page before the last one does not say "Turn over", one in between does."""
    renderer = typesetter(Print.STANDARD)
    tall = Lines(28, "", 0)
    source = Passage((("", run("A long extract of a trial. " * 165)),), (), True)
    items = [Item(block, False, False, HERE) for block in (tall, tall)]
    items += [Item(source, True, False, HERE), Item(tall, False, False, HERE)]
    sheet = renderer.set(Document("Test", "en-GB", FURNITURE, tuple(items)))
    said = pages(sheet)
    blanks = [number for number, words in enumerate(said) if "Left blank." in words]
    assert blanks == [2, 5]
    assert ["Turn over" in words for words in said] == [True, False, True, False, False, False]
    assert len(sheet.structure) == len(items) + 2


def test_what_cannot_be_noted_is_not_left_blank() -> None:
    """A document without words for a blank page, such as a mark scheme, has none."""
    renderer = typesetter(Print.STANDARD)
    source = Passage((("", run("A long extract of a trial. " * 165)),), (), True)
    tall = Lines(28, "", 0)
    blocks: tuple[tuple[Block, bool], ...] = ((tall, False), (tall, False), (source, True), (tall, False))
    furniture = replace(FURNITURE, blank="", even=False, turn_over="")
    items = tuple(Item(block, keep, False, HERE) for block, keep in blocks)
    found = renderer.set(Document("Test", "en-GB", furniture, items))
    assert [column_slice.boxes != () for page in found.pages for column_slice in page.slices[:1]] == [
        True
    ] * len(found.pages)


def test_the_staple_has_no_corner_mark() -> None:
    """A paper's pages have three corner marks, none at the top on the stapled side; a mark scheme has none."""
    renderer = typesetter(Print.STANDARD)
    found = renderer.set(document(Lines(40, "", 0)))
    width, height = renderer.theme.page
    for number, side in ((0, 0.0), (1, width)):
        drawn = b"".join(
            part
            for placed in found.pages[number].around
            for part in placed.box.operators
            if isinstance(part, bytes)
        )
        marks = [(float(x), -float(y)) for x, y in re.findall(rb"(-?[\d.]+) (-?[\d.]+) m ", drawn)]
        corners = {
            (x, y)
            for x in (0.0, width)
            for y in (0.0, height)
            if any(abs(x - at) < 11 * mm and abs(y - up) < 11 * mm for at, up in marks)
        }
        assert corners == {(0.0, 0.0), (0.0, height), (width, 0.0), (width, height)} - {(side, 0.0)}
    scheme = renderer.set(
        Document("Test", "en-GB", replace(FURNITURE, qr_text=""), document(Lines(4, "", 0)).items)
    )
    assert not any(
        b" m " in part
        for one in scheme.pages[0].around
        for part in one.box.operators
        if isinstance(part, bytes)
    )


@pytest.mark.parametrize("print", list(Print))
def test_a_table_in_a_box_repeats_its_header_between_the_sides(print: Print) -> None:
    """A source that is a long table is cut under its box's sides, and its heads stand again on the next page."""
    header = (Cell(run("Year"), Align.LEFT, 0, False), Cell(run("Wages"), Align.LEFT, 0, False))
    rows = tuple(
        (Cell(run(str(1300 + n)), Align.LEFT, 12, False), Cell(run("2d"), Align.LEFT, 0, False))
        for n in range(40)
    )
    box = Frame((Table((1.0, 1.0), True, True, (header, *rows), "cell"),), False, False, 0)
    sheet = typesetter(print).set(document(box))
    for words in pages(sheet)[: len(sheet.pages) - 1]:
        assert words.startswith("Year Wages") or "Left blank" in words


def test_notes_are_not_parted_from_what_they_explain() -> None:
    """Where a boxed timeline is longer than a page, its last event and its notes go over together."""
    renderer = typesetter(Print.LARGE_24)
    notes = Passage((), (("statute", run("a law made by Parliament")),), False)
    for count in range(12, 24):
        events = tuple((str(1340 + number), run("This was what happened.")) for number in range(count))
        box = Frame((Timeline(events), notes), False, False, 0)
        for words in pages(renderer.set(document(box))):
            assert ("statute" in words) <= ("This was what happened." in words)
