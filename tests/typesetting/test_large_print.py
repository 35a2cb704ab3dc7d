"""What large print does for its reader: headings that stand out, pages that are read by themselves, a short cover."""

from __future__ import annotations

from math import ceil

import pytest

from tests.samples import blueprint, question, section, selection, student, unit, varied, written
from tests.typesetting.test_layout import FURNITURE, HERE, document, run, typesetter
from tests.typesetting.test_prints import pages as words_of_pages
from worksheetgen.model.blocks import (
    Align,
    Block,
    Bullets,
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
)
from worksheetgen.model.document import Document, Item
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.students import Print
from worksheetgen.model.text import Break, Gap, Run, Text
from worksheetgen.resources import templates
from worksheetgen.run.rendering import Renderer
from worksheetgen.typesetting import Theme, fonts, theme_folders
from worksheetgen.value import replace

pytestmark = pytest.mark.slow  # most are set in every large print

LARGE = [print for print in Print if print.is_large]


def on_pages(sheet: LaidOutDocument) -> list[list[int]]:
    """For each item that stands on the sheet the indices of its pages."""
    return [[page for page, _ in placed.slices] for placed in sheet.structure]


@pytest.mark.parametrize("print", LARGE)
def test_headings_stand_out_as_much_at_every_size(print: Print) -> None:
    """A heading is a third larger than running text, a smaller one a fifth, from 18 to 36 pt."""
    theme = typesetter(print).theme
    body = theme.style("body").size
    ratios = [theme.style(name).size / body for name in ("title", "heading", "subheading")]
    assert ratios == pytest.approx([1.5, 1.35, 1.2])
    assert min(style.size for _, style in theme.styles) == body


def asked(letter: str, *blocks: Block) -> Labelled:
    """A question."""
    return Labelled(letter, (Stem(run("Why was that so?"), "[4 marks]"), *blocks), "number", "continued")


@pytest.mark.parametrize("print", LARGE)
def test_a_question_that_fits_a_page_stands_on_one(print: Print) -> None:
    """No part of it stands on another page; in the standard print, whose pages face each other, one may."""
    cut = {}
    for one, lines in ((print, 3), (Print.STANDARD, 8)):
        parts = [
            Labelled(f"({letter})", (Stem(run("Why?"), ""), Lines(lines, "", 0)), "label") for letter in "ab"
        ]
        sheet = typesetter(one).set(document(*(asked(str(number), *parts) for number in range(8))))
        cut[one] = [placed for placed in on_pages(sheet)[:8] if len(placed) > 1]
    assert not cut[print]
    assert cut[Print.STANDARD]


def ruled(sheet: LaidOutDocument, theme: Theme) -> list[int]:
    """How many ruled lines stand on each page that is not left blank."""
    return [
        sum(
            not box.mcid_count and box.height == pytest.approx(theme.line_pitch, abs=0.01)
            for column_slice in page.slices
            for box in column_slice.boxes
        )
        for page in sheet.pages
        if page.top == theme.top  # the note of a page left blank stands lower
    ]


@pytest.mark.parametrize("print", LARGE)
def test_an_answer_is_cut_only_where_six_lines_stand_on_each_side(print: Print) -> None:
    """Where a question is longer than a page with its help; else its lines stand whole on the next page."""
    theme = typesetter(print).theme
    count = ceil(13 / theme.more_lines)
    sides = []
    for steps in range(1, 30):
        help = Frame((Bullets((run("This is a step."),) * steps, "body"),), False, False, 0)
        found = ruled(typesetter(print).set(document(asked("1", help, Lines(count, "", 0)))), theme)
        sides += [found] if len(found) > 1 else []
    assert all(sum(found) == ceil(count * theme.more_lines) for found in sides if found[0])
    assert {found[0] == 0 or min(found) >= 6 for found in sides} == {True}
    assert {found[0] == 0 for found in sides} == {True, False}


@pytest.mark.parametrize("print", LARGE)
def test_six_lines_at_least_of_a_long_answer_stand_on_its_last_page(print: Print) -> None:
    """However long it is."""
    theme = typesetter(print).theme
    for count in range(24, 44):
        found = ruled(typesetter(print).set(document(asked("1", Lines(count, "", 0)))), theme)
        assert len(found) > 1
        assert found[-1] >= 6


TOTAL = Paragraph(run("Total for Section A: 4 marks"), "strong", Align.RIGHT)
"""What an end may begin with: it is optional."""


def ended(question: Labelled, *end: Block) -> Document:
    """A paper of that question and an end that belongs to it."""
    items = [Item(block, True, False, HERE, optional=block is TOTAL) for block in (question, *end)]
    return Document("Test", "en-GB", FURNITURE, (*items[:-1], replace(items[-1], keep_with_next=False)))


@pytest.mark.parametrize("print", LARGE)
def test_the_end_of_a_paper_stands_below_the_last_lines(print: Print) -> None:
    """Where a page holds the last question but not the end too, six lines at least come along with the end."""
    theme = typesetter(print).theme
    count = int((theme.height - 3 * theme.style("body").leading) / theme.line_pitch / theme.more_lines)
    question = asked("1", Lines(count, "", 0))
    assert len(ruled(typesetter(print).set(document(question)), theme)) == 1
    end = Paragraph(run("The end of it. " * 8), "strong", Align.LEFT)
    for ends in ((end,), (TOTAL, end)):
        found = ruled(typesetter(print).set(ended(question, *ends)), theme)
        assert len(found) == 2
        assert found[1] >= 6
        assert sum(found) == ceil(count * theme.more_lines)  # an answer that is cut does not grow


@pytest.mark.parametrize("print", LARGE)
def test_no_answer_is_cut_for_an_end_that_has_tasks(print: Print) -> None:
    """What those do who finish early stands below a heading, and may stand on a page with nothing else."""
    theme = typesetter(print).theme
    count = int((theme.height - 3 * theme.style("body").leading) / theme.line_pitch / theme.more_lines)
    task = Paragraph(run("Think of another reason."), "body", Align.LEFT)
    ends = (Heading("", run("If you finish early"), (), 2, "subheading", False), task)
    for end in (ends, (TOTAL, *ends)):
        found = ruled(typesetter(print).set(ended(asked("1", Lines(count, "", 0)), *end)), theme)
        assert found[0] >= ceil(count * theme.more_lines)
        assert not any(found[1:])


@pytest.mark.parametrize("print", LARGE)
def test_the_last_question_comes_along_to_the_tasks(print: Print) -> None:
    """Where a page has no room for what those do who finish early, it holds a short last question besides."""
    theme = typesetter(print).theme
    count = ceil(0.3 * theme.height / theme.line_pitch / theme.more_lines)
    head = Heading("", run("If you finish early"), (), 2, "subheading", False)
    first = Item(asked("1", Lines(count, "", 0)), False, False, HERE)
    seen = set()
    for tall in range(1, int(0.4 * theme.height / theme.style("body").leading)):
        lines: Text = (Run("Think.", False), Break()) * tall
        end = ended(asked("2", Lines(count, "", 0)), head, Paragraph(lines[:-1], "body", Align.LEFT))
        sheet = typesetter(print).set(replace(end, items=(first, *end.items)))
        seen.add(str(on_pages(sheet)[:4]))
    assert seen == {"[[0], [0], [0], [0]]", "[[0], [1], [1], [1]]"}


@pytest.mark.parametrize("print", list(Print))
def test_words_beside_a_title_stand_below_it_where_it_would_wrap(print: Print) -> None:
    """The title has its line to itself, and what stood beside it the next one."""
    theme = typesetter(print).theme
    style, words = theme.style("title"), "It was"
    while fonts.width(f"{words} so", style.face, style.size) < theme.width:
        words += " so"
    heights = []
    for title in ("It", words):
        block = Heading("", run(title), run("History"), 1, "title", False)
        heights.append(typesetter(print).set(document(block)).structure[0].recording.boxes[0].height)
    assert heights == pytest.approx([style.leading, style.leading + theme.style("aside").leading])


@pytest.mark.parametrize("print", LARGE)
def test_the_last_total_makes_room_for_the_end(print: Print) -> None:
    """Where a page holds the last question and the end, but not what is optional between them too, that is left out."""
    theme = typesetter(print).theme
    end = Paragraph(run("END OF QUESTIONS"), "end", Align.CENTRE)
    most = int(theme.height / theme.style("body").leading)
    seen = set()
    for count in range(most - 12, most):
        lines: Text = (Run("A line.", False), Break()) * count
        paper = ended(asked("1", Paragraph(lines[:-1], "body", Align.LEFT)), TOTAL, end)
        pages = words_of_pages(typesetter(print).set(paper))
        if "END OF QUESTIONS" in pages[0]:
            seen.add("Total" in pages[0])
    assert seen == {True, False}


@pytest.mark.parametrize("print", LARGE)
def test_notes_stand_below_the_end_of_their_text(print: Print) -> None:
    """The last paragraph comes along to the page of its notes, where a page could hold both."""
    theme = typesetter(print).theme
    count = int(0.9 * theme.height / theme.style("passage").leading)
    first: Text = (Run("A line.", False), Break()) * (count - 8)
    last: Text = (Run("Another.", False), Break()) * 4
    notes = tuple((f"word{index}", run("what it means")) for index in range(8))
    text = Passage((("1", first[:-1]), ("2", last[:-1])), notes, False)
    sheet = typesetter(print).set(document(text))
    with_notes = sheet.pages[1].slices[0].boxes
    assert len(with_notes) > len(notes) + 1  # a thin rule stands above the notes, and text above that


@pytest.mark.parametrize("print", LARGE)
def test_an_essay_begins_on_the_page_of_its_stem(print: Print) -> None:
    """Stem, prompts, the box to plan in and the first lines stand on one page, though its lines take several."""
    prompts = (Paragraph(run("You may use:"), "body", Align.LEFT), Bullets((run("one"), run("two")), "body"))
    plan = Frame((Paragraph(run("Plan"), "small", Align.LEFT),), True, False, 42)
    stem = Stem(run("Far more than that he feared his rivals. How far do you agree? " * 2), "[12 marks]")
    essay = Labelled("1", (stem, *prompts, plan, Lines(34, "", 0)), "number", "continued")
    sheet = typesetter(print).set(document(essay))
    first = sheet.pages[0].slices[0].boxes
    assert (
        sum(box.height == pytest.approx(typesetter(print).theme.line_pitch, abs=0.01) for box in first) >= 2
    )
    assert len(on_pages(sheet)[0]) > 2


@pytest.mark.parametrize("print", LARGE)
def test_an_essay_begins_there_with_any_help(print: Print) -> None:
    """Help that leaves no room for the first lines heads the next page; a line more may be ruled for that."""
    plan = Frame((Paragraph(run("Plan"), "small", Align.LEFT),), True, False, 42)
    theme = typesetter(print).theme
    places = set()
    for steps in range(1, {18: 24, 24: 17, 36: 17}[int(print)]):
        help = Frame((Bullets((run("Another step."),) * steps, "body"),), False, False, 0)
        sheet = typesetter(print).set(document(asked("1", help, plan, Lines(34, "", 0))))
        found, said = ruled(sheet, theme), words_of_pages(sheet)
        assert found[0] >= 2
        assert 0 <= sum(found) - ceil(34 * theme.more_lines) <= 1
        assert "Plan" in said[0]
        (place,) = {number for number, words in enumerate(said) if "Another step." in words}
        places.add(place)
    assert places == {0, 1}


@pytest.mark.parametrize("print", LARGE)
def test_help_that_comes_later_heads_its_page(print: Print) -> None:
    """The lines before it stand with what is asked, whatever stands above that."""
    theme = typesetter(print).theme
    helps = Frame((Bullets((run("Another step."),) * 8, "body"),), False, False, 0)
    essay = asked(
        "1", helps, Frame((Paragraph(run("Plan"), "small", Align.LEFT),), True, False, 42), Lines(34, "", 0)
    )
    for above in range(12):
        head = [Paragraph(run("Read this. " * 3), "body", Align.LEFT)] * above
        items = [*(Item(block, True, False, HERE) for block in head), Item(essay, False, False, HERE)]
        sheet = typesetter(print).set(Document("Test", "en-GB", FURNITURE, tuple(items)))
        (on,) = {number for number, words in enumerate(words_of_pages(sheet)) if "Another step." in words}
        boxes = sheet.pages[on].slices[-1].boxes
        assert on == 0 or boxes[0].height != pytest.approx(theme.line_pitch, abs=0.01)


@pytest.mark.parametrize("print", LARGE)
def test_two_answers_beside_much_help_take_two_pages(print: Print) -> None:
    """What is asked and the first answer stand on one page, the help and the second on the next; neither is cut."""
    theme = typesetter(print).theme
    said = run("Study the source, then answer the question.")
    head = Item(Paragraph(said, "body", Align.LEFT), True, False, HERE)
    count = int(0.68 * theme.height / theme.line_pitch / theme.more_lines)
    places = set()
    for steps in range(1, 8 if print is Print.LARGE_18 else 6):
        help = Frame((Bullets((run("A way to begin is this one."),) * steps, "body"),), False, False, 0)
        question = asked("1", help, Lines(count, "1", 0), Lines(count, "2", 0))
        items = (head, Item(question, False, False, HERE))
        sheet = typesetter(print).set(Document("Test", "en-GB", FURNITURE, items))
        pages = words_of_pages(sheet)
        assert len(pages) == 2
        assert len(set(ruled(sheet, theme))) == 1
        assert "Why was that so?" in pages[0]
        (place,) = {number for number, words in enumerate(pages) if "A way to begin" in words}
        places.add(place)
    assert places == {0, 1}


def events(count: int) -> Table:
    """A table of events to be put in order."""
    cells = (Cell(run("It happened."), Align.LEFT, 9, False),)
    return Table((1.0,), True, False, (cells,) * count, "cell")


@pytest.mark.parametrize("print", list(Print))
def test_a_table_to_work_in_is_whole_where_it_fits_a_page(print: Print) -> None:
    """Even where its question is longer than a page: then it is the stem that stands on the page before."""
    rows = 3
    while True:
        sheet = typesetter(print).set(document(events(rows + 1)))
        if len(on_pages(sheet)[0]) > 1:
            break
        rows += 1
    assert rows > 4
    stem = Stem(run("Put these events in order. " * 24), "[4 marks]")
    sheet = typesetter(print).set(document(Labelled("1", (stem, events(rows - 2)), "number")))
    (_, before), *others = sheet.structure[0].slices
    assert len(others) == 1
    assert len(before.boxes) == 1


def under_a_head(lines: int, task: Labelled) -> Document:
    """A paper with a task, and over it some lines that belong to it."""
    head = Paragraph(run("Whose paper it is. " * 3 * lines), "body", Align.LEFT)
    items = (Item(head, True, False, HERE), Item(task, False, False, HERE))
    return Document("Test", "en-GB", FURNITURE, items)


@pytest.mark.parametrize("print", LARGE)
def test_a_table_overleaf_from_its_stem_says_again_what_is_asked(print: Print) -> None:
    """So nobody turns back to read what to write into it; on the page of its stem, and to a screen reader, it is said
    once.
    """
    stem = Stem(run("Put these in order."), "[5 marks]")
    task = Labelled("1", (stem, events(8)), "number", "Question 1 continued")
    for lines in range(1, 24):
        sheet = typesetter(print).set(under_a_head(lines, task))
        said = [page.count("Put these in order.") for page in words_of_pages(sheet)]
        pages = on_pages(sheet)[1]
        assert [said[page] for page in pages] == [1] * len(pages)
        if len(pages) > 1:
            break
    assert len(pages) == 2


@pytest.mark.parametrize("print", LARGE)
def test_no_line_of_a_text_with_gaps_is_left_alone(print: Print) -> None:
    """Where it is longer than a page, two lines at least stand on each side of a turn."""
    sentence: Text = (*run("Most of the top officers were accused of spying for "), Gap("gap"), *run(". "))
    task = Labelled("1", (Paragraph(sentence * 20, "cloze", Align.LEFT),), "number")
    for lines in range(1, 12):
        sheet = typesetter(print).set(under_a_head(lines, task))
        _, placed, *_ = sheet.structure
        counts = [one.past - one.first for _, one in placed.slices]
        assert min(counts) > 1


@pytest.mark.parametrize("print", LARGE)
def test_a_cover_takes_two_pages_even_where_its_fields_wrap(print: Print) -> None:
    """A long name, class and number, a school in two lines: the first question is on the third page at the latest."""
    bank = unit(question("q", written(4)), question("r", written(4)))
    plan = replace(
        blueprint(section(), section(spag=4)),
        title="Stalin’s Terror",
        subtitle="Unit test: the purges and their impact on the USSR",
        school="St Bartholomew’s Church of England High School",
        materials=("a black pen", "a ruler"),
        minutes=50,
    )
    sitter = replace(
        student(),
        id="a.long-id_of.two-and-thirty.chars"[:32],
        name="Wilhelmina-Alexandra Featherstonehaugh-Cholmondeley",
        print=print,
    )
    paper = varied(
        selection("q", "r"), plan, bank, sitter, "10A/Hi1 History set 2 with Mr Braithwaite", "s", "RUN000"
    )
    (sheet,) = Renderer(bank, theme_folders(None, "board", templates(), plan.place)).papers([paper])
    begins = next(mark.page for mark in sheet.outline if mark.title.startswith("Section A"))
    assert begins <= 2


def test_what_is_optional_is_left_out_where_it_would_begin_a_page() -> None:
    """A section's total that its last question leaves no room for is not printed, whatever follows it there."""
    renderer = typesetter(Print.LARGE_24)
    full = Labelled("1", (Stem(run("Why? " * 10), ""), Lines(10, "", 0)), "number")  # as high as a page
    last = Item(full, True, False, HERE)
    total = Paragraph(run("Total: 4 marks"), "strong", Align.RIGHT)
    for following, pages in ((full, 3), (Stem(run("Why?"), ""), 2)):
        for optional in (True, False):
            after = Item(following, False, False, HERE)
            items = (last, Item(total, False, False, HERE, optional=optional), after)
            sheet = renderer.set(Document("Test", "en-GB", FURNITURE, items))
            filled = [page for page in sheet.pages if page.top == renderer.theme.top]
            assert len(filled) == pages - (optional and following is full)
            assert bool(sheet.structure[1].slices) != optional


@pytest.mark.parametrize("print", LARGE)
def test_a_source_longer_than_a_page_lies_open_in_its_booklet(print: Print) -> None:
    """Its two pages face each other, if need be after one that is left blank, as none is on a paper."""
    words = "A long extract. " * (130 if print is Print.LARGE_18 else 85)
    long = Item(Passage((("", run(words)),), (), True), False, False, HERE)
    page = Item(Ruling("Question"), False, False, HERE)
    for loose, pages in ((True, [3, 4]), (False, [2, 3])):
        furniture = replace(FURNITURE, loose=loose)
        sheet = typesetter(print).set(Document("Test", "en-GB", furniture, (page, page, long)))
        assert on_pages(sheet)[2] == pages
