"""What must hold on the pages of every paper, whatever its kinds, lengths and names, in every theme and print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unittest.mock import patch

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.strategies import Sitting, sittings
from tests.properties.test_papers import drawn, paper_for
from tests.samples import blueprint, question, section, selection, student, unit, varied
from tests.thoroughness import examples
from tests.typesetting.test_layout import columns, marks_of, sizes
from worksheetgen.errors import Unprintable
from worksheetgen.model.laid_out import LaidOutDocument, LayoutBox, Page, PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.model.source import ProseContent
from worksheetgen.model.student_paper import StudentSource
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.pdf import write_pdf
from worksheetgen.projection import StudentView
from worksheetgen.resources import templates
from worksheetgen.run.rendering import MOST_EXTRA, Renderer
from worksheetgen.typesetting import Theme, load_theme, paging, theme_folders
from worksheetgen.typesetting.glue import FRONT
from worksheetgen.typesetting.weights import FACING, KEEP, WHOLE
from worksheetgen.value import replace

THEMES = ("board", "worksheet")


class Printed(NamedTuple):
    """A sitting, the theme and the print of its only paper, and what the standard print is on."""

    sitting: Sitting
    theme: str
    print: Print
    size: PaperSize


slow = settings(
    max_examples=examples(12, many=100),
    derandomize=True,
)


@st.composite
def lengths(draw: st.DrawFn) -> str:
    """Nothing, a word, a sentence, or most of a page."""
    return " word" * draw(st.sampled_from([0, 0, 1, 12, 150]))


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    """A sitting whose stems and sources are short or long, its pupils' names too, on some paper in some print."""
    sitting = draw(sittings(most=4))
    questions = tuple(
        replace(one, parts=tuple(replace(part, stem=part.stem + draw(lengths())) for part in one.parts))
        for one in sitting.unit.questions
    )
    sources = tuple(
        replace(source, content=ProseContent((f"A text.{draw(lengths())}", "And more.")))
        for source in sitting.unit.sources
    )
    print = draw(st.sampled_from(list(Print)))
    name = draw(st.sampled_from(["Ng", "Żółć-Llanfair " * 4 + "Ngô", "W" * 60]))
    students = tuple(replace(one, name=name, print=print) for one in sitting.students[:1])
    bank = replace(sitting.unit, questions=questions, sources=sources)
    size = draw(st.sampled_from([PaperSize.A4, PaperSize.LETTER, PaperSize.A5]))
    return Printed(replace(sitting, unit=bank, students=students), draw(st.sampled_from(THEMES)), print, size)


def set_pages(
    sitting: Sitting, theme: str, print: Print, size: PaperSize
) -> tuple[Paper, LaidOutDocument, Theme] | None:
    """The sitting's paper, set; nothing where a part of it is taller than a page."""
    folders = theme_folders(None, theme, templates(), sitting.blueprint.place)
    (sitter,) = sitting.students
    paper = paper_for(sitting, sitter, drawn(sitting))
    try:
        (sheet,) = Renderer(sitting.unit, folders, size).papers([paper])
    except Unprintable:
        return None
    return paper, sheet, load_theme(folders, print, size)


def test_a_section_that_asks_nothing_is_not_printed() -> None:
    """Where the draw leaves a section empty, as its blueprint allows, the paper goes on without it."""
    bank = unit(question("q-1"))
    plan = blueprint(section(questions=(1, 1)), section(questions=(0, 1)))
    paper = varied(selection("q-1", ""), plan, bank, student(), "9B", "s", "RUN000")
    (sheet,) = Renderer(bank, theme_folders(None, "board", templates(), plan.place)).papers([paper])
    document = pypdfium2.PdfDocument(write_pdf([sheet], sheet.title))
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Section A" in text
    assert "Section B" not in text


def tied(one: LayoutBox, theme: Theme) -> bool:
    """Whether a page should not turn after the piece: in large print not within a question either.

    Where a question is longer than a page, one may turn between its parts, which then face each other.
    """
    return one.penalty >= (KEEP if theme.spreads else WHOLE) and one.penalty != FACING


@slow
@given(printed())
def test_every_block_stands_once_inside_the_margins_and_over_no_other(
    found: Printed,
) -> None:
    """Pieces follow each other down the column; each mark on the pages has one leaf, and no leaf lacks its mark."""
    made = set_pages(*found)
    if not made:
        return
    _, sheet, theme = made
    marks: list[tuple[int, int]] = []
    foot = theme.page[1] - theme.bottom
    for number, page in enumerate(sheet.pages):
        body = columns(page, theme.top, foot)
        for upper, lower in pairwise(body):
            assert lower.y >= upper.y + upper.box.height - 0.01
        for one in body:
            assert one.y + one.box.height <= foot + 0.02
        for one in page.placed:
            marks += [(number, one.first_mark + mark) for mark in range(one.box.mcid_count)]
    assert Counter(marks_of(sheet.structure)) == Counter(marks)
    assert max(Counter(marks).values()) == 1


@slow
@given(printed())
def test_what_belongs_together_is_cut_only_where_it_is_longer_than_a_page(
    found: Printed,
) -> None:
    """No page turns after a heading, within a stem and its options, a table or a box that a page could hold.

    In large print none does within a question, or an answer's lines, that a page could hold.
    """
    made = set_pages(*found)
    if not made:
        return
    _, sheet, theme = made
    pages = [[box for column_slice in page.slices for box in column_slice.boxes] for page in sheet.pages]
    boxes = [box for page in pages for box in page]
    past = 0
    for page in pages[:-1]:
        past += len(page)
        if not tied(boxes[past - 1], theme):
            continue
        first, last = past - 1, past
        while first and tied(boxes[first - 1], theme):
            first -= 1
        while tied(boxes[last], theme):
            last += 1
        together = boxes[first : last + 1]
        tall = sum(box.height + box.space for box in together) - together[-1].space
        assert tall > theme.height


def whites(page: Page) -> Iterator[tuple[float, float]]:
    """The white between the boxes of each slice of a page: as it stands, and the slice's share of what is natural."""
    placed = iter(columns(page, page.top, page.height))
    for column_slice in page.slices:
        boxes = [next(placed) for _ in column_slice.boxes]
        for upper, lower in pairwise(boxes):
            yield lower.y - upper.y - upper.box.height, upper.box.space * column_slice.glue


@slow
@given(printed())
def test_white_is_drawn_together_evenly_and_room_to_write_never(found: Printed) -> None:
    """All white that is not natural is the same share of that, within the theme's limits: a cover's, and all other.

    A cover of one page is filled beyond those.

    All boxes of a standard print, ruled lines among them, are those of a paper whose white may not give; in others
    totals may be left out and extra space added where pages turn elsewhere.
    """
    sitting, name, print, size = found
    without_extra = replace(sitting, blueprint=replace(sitting.blueprint, extra_pages=0))
    made = set_pages(without_extra, name, print, size)
    if not made:
        return
    paper, sheet, theme = made
    begins = next((mark.page for mark in sheet.outline if mark.title.startswith("Section")), 0)
    for part, loosest in (
        (sheet.pages[:begins], FRONT if begins == 1 else theme.loosest),
        (sheet.pages[begins:], theme.loosest),
    ):
        glues = {column_slice.glue for page in part for column_slice in page.slices} - {1}
        assert len(glues) <= 1
        assert all(theme.tightest <= glue <= loosest for glue in glues)
    for page in sheet.pages:
        for white, shared in whites(page):
            assert abs(white - shared) < 0.002
    if print is not Print.STANDARD:
        return
    with patch.object(paging, "glue_steps", lambda *_: (1.0,)):
        folders = theme_folders(None, name, templates(), sitting.blueprint.place)
        (natural,) = Renderer(sitting.unit, folders, size).papers([paper])
    assert heights(sheet, theme) == heights(natural, theme)


def heights(sheet: LaidOutDocument, theme: Theme) -> list[float]:
    """How high the boxes on its pages are in reading order, but for the words of pages left blank."""
    placed = [one.slices for one in sheet.structure if one.slices]
    said = [slices for slices in placed if sheet.pages[slices[0][0]].top == theme.top]
    return [
        box.height
        for slices in said
        for _, own in slices
        for box in own.recording.boxes[own.first : own.past]
    ]


@slow
@given(printed().filter(lambda found: found.print is not Print.STANDARD))
def test_nobody_with_a_larger_print_turns_over_for_a_source(found: Printed) -> None:
    """No source stands on the paper; its booklet has every one; 18, 24 and 36 pt have no blank page before the last."""
    made = set_pages(*found)
    if not made:
        return
    paper, sheet, theme = made
    notes = [page.top != theme.top for page in sheet.pages]  # that of a blank page stands lower
    assert not (found.print.is_large and any(notes[:-1]))
    view = StudentView(found.sitting.unit)
    seen = view.paper(paper)
    items = [item for section in seen.sections for item in section.items]
    assert not [item for item in items if isinstance(item, StudentSource)]
    named = [label for section in seen.sections for label in section.booklet]
    assert sorted(source.label for source in view.sources(paper, paper.student.tier)) == sorted(named)


def extra_pages(sheet: LaidOutDocument) -> int:
    """How many of its pages are for more room to write."""
    return sum(mark.title == "Extra space" for mark in sheet.outline)


@slow
@given(printed().filter(lambda found: found.print is not Print.STANDARD))
def test_no_tier_is_seen_by_how_thick_a_paper_is(found: Printed) -> None:
    """In a print but the standard one a tier's paper is a sheet shorter than another's at the most.

    Extra space makes up for more, of which nobody has more than four pages.
    """
    sitting, theme, print, size = found
    (sitter,) = sitting.students
    lengths = []
    for tier in Tier:
        made = set_pages(replace(sitting, students=(replace(sitter, tier=tier),)), theme, print, size)
        lengths += [(len(made[1].pages), extra_pages(made[1]))] if made else []
    longest = max((pages for pages, _ in lengths), default=0)
    for pages, extra in lengths:
        assert extra <= MOST_EXTRA
        assert pages >= longest - 2 or extra == MOST_EXTRA


@slow
@given(printed())
def test_the_printed_marks_and_numbers_are_the_papers(found: Printed) -> None:
    """The brackets on the pages add up to the paper's marks; no letter of a large print is below its size."""
    made = set_pages(*found)
    if not made:
        return
    paper, sheet, _ = made
    document = pypdfium2.PdfDocument(write_pdf([sheet], sheet.title))
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    assert sum(map(int, re.findall(r"\[(\d+) marks?\]", text))) == paper.marks
    if found.print in (Print.LARGE_18, Print.LARGE_24, Print.LARGE_36):
        assert min(sizes(sheet)) >= float(found.print.value)
