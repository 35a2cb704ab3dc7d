"""Set pages, over random documents and every print: nothing overlaps, nothing is outside, nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import floor

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from worksheetgen.errors import Place, Unprintable
from worksheetgen.model.blocks import (
    Align,
    Block,
    Bullets,
    Cell,
    Chart,
    ChartBar,
    Field,
    Fields,
    Frame,
    GridHead,
    Heading,
    Labelled,
    Lines,
    Option,
    Options,
    Paragraph,
    Passage,
    QuestionGrid,
    Scale,
    Side,
    Stem,
    Table,
    Ticks,
    Timeline,
    WordBank,
)
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.laid_out import LaidOutDocument, Leaf, Node, Page, PlacedBlock, PlacedBox
from worksheetgen.model.students import Print
from worksheetgen.model.text import Break, Run
from worksheetgen.pdf import write_pdf
from worksheetgen.resources import templates
from worksheetgen.typesetting import Typesetter, load_theme, theme_folders
from worksheetgen.typesetting.answer_blocks import lines as ruled_lines
from worksheetgen.typesetting.block_renderer import BlockRenderer
from worksheetgen.typesetting.glue import FRONT, NATURAL
from worksheetgen.typesetting.weights import LONE_LINE, TIED
from worksheetgen.value import replace

HERE = Place("here.yaml", 1, 1)
FURNITURE = Furniture(
    "WG-1 · 9B · 001 · A",
    "ABCDEF0123456789AB",
    "Turn over",
    True,
    "Left blank.",
    short_identity="WG-1 · 001 · A",
)


@cache
def typesetter(print: Print) -> Typesetter:
    """The board theme's typesetter of one print."""
    return Typesetter(load_theme(theme_folders(None, "board", templates(), HERE), print))


def document(*blocks: Block, keep: bool = False) -> Document:
    """A document of these blocks."""
    return Document("Test", "en-GB", FURNITURE, tuple(Item(block, keep, False, HERE) for block in blocks))


def run(words: str) -> tuple[Run, ...]:
    """Plain text."""
    return (Run(words, False),)


words = st.lists(st.text("abcdeéłŵ’–", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join)
texts = words.map(run)
leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, texts, st.sampled_from(["body", "small"]), st.sampled_from(list(Align))),
    st.builds(Stem, texts, st.sampled_from(["", "[1 mark]", "[12 marks]"])),
    st.builds(Bullets, st.lists(texts, min_size=1, max_size=4).map(tuple), st.just("body")),
    st.builds(
        Options,
        st.lists(texts, min_size=3, max_size=4).map(lambda options: tuple(map(Option, "ABCD", options))),
    ),
    st.builds(Ticks, st.just(("True", "False"))),
    st.builds(
        Scale, st.lists(words.map(lambda text: text[:20]), min_size=2, max_size=3).map(tuple), st.just("line")
    ),
    st.builds(
        lambda text, columns, rows: QuestionGrid(
            (GridHead("Last week", "2 marks each", "/ 2", 2),) * columns,
            ((("1", text),) * columns,) * rows,
            ("Score", "/ 9"),
        ),
        texts,
        st.integers(1, 4),
        st.integers(1, 5),
    ),
    st.builds(
        Chart,
        words.map(lambda text: text[:30]),
        st.lists(
            st.builds(ChartBar, st.text("abcł", max_size=8), st.integers(0, 10**12).map(lambda n: n / 1000)),
            min_size=1,
            max_size=8,
        ).map(tuple),
        st.booleans(),
    ),
    st.builds(
        Timeline,
        st.lists(st.tuples(st.sampled_from(["1934", "after 1917"]), texts), min_size=1, max_size=4).map(
            tuple
        ),
    ),
    st.builds(
        Lines, st.integers(0, 40), st.sampled_from(["", "1", "Reason"]), st.sampled_from([0, 0, 0.5, 1])
    ),
    st.builds(
        WordBank, st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=9).map(tuple)
    ),
    st.builds(
        Passage,
        st.lists(st.tuples(st.sampled_from(["", "5"]), texts), min_size=1, max_size=3).map(tuple),
        st.lists(st.tuples(st.just("term"), texts), max_size=2).map(tuple),
        st.booleans(),
    ),
    st.builds(
        lambda a, b, parted: Table(
            (2.0, 1.0),
            True,
            parted,
            tuple((Cell(run(one), Align.LEFT, 9, False), Cell(run(b), Align.CENTRE, 0, False)) for one in a),
            "cell",
        ),
        st.lists(words, min_size=2, max_size=5),
        st.just("1934"),
        st.booleans(),
    ),
    st.builds(
        Fields,
        st.builds(Field, st.just("Name"), st.text("abc łé’", max_size=60), st.just(1.0)).map(lambda f: (f,)),
    ),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    leaves,
    st.builds(
        Labelled,
        st.sampled_from(["1", "17"]),
        st.lists(leaves, min_size=1, max_size=4).map(tuple),
        st.just("number"),
    ),
    st.builds(
        Frame,
        st.lists(leaves, max_size=2).map(tuple),
        st.booleans(),
        st.booleans(),
        st.sampled_from([0.0, 40.0]),
    ),
    st.builds(
        lambda a, b: Side((a,), (b,), 0.5),
        st.builds(Paragraph, texts, st.just("body"), st.just(Align.LEFT)),
        st.builds(Bullets, st.lists(texts, min_size=1, max_size=2).map(tuple), st.just("body")),
    ),
    st.builds(
        Heading,
        st.sampled_from(["", "Section A"]),
        words.map(lambda text: run(text[:40])),
        st.just(run("8 marks")),
        st.just(2),
        st.just("heading"),
        st.booleans(),
    ),
)
documents = st.lists(blocks, min_size=1, max_size=6).map(lambda found: document(*found))


def columns(page: Page, theme_top: float, theme_bottom: float) -> list[PlacedBox]:
    """What stands in the text column of a page, without the foot."""
    return [placed for placed in page.placed if theme_top - 0.01 <= placed.y < theme_bottom]


def leaves_of(nodes: tuple[Node | Leaf, ...]) -> list[Leaf]:
    """The leaves of a recording's structure in reading order."""
    found: list[Leaf] = []
    for node in nodes:
        found += [node] if isinstance(node, Leaf) else leaves_of(node.kids)
    return found


def spot(block: PlacedBlock, leaf: Leaf) -> tuple[int, int]:
    """The page of a leaf of the structure, and its marked-content id there."""
    page, found = next((page, found) for page, found in block.slices if leaf.where < found.past)
    before = sum(box.mcid_count for box in block.recording.boxes[found.first : leaf.where])
    return page, found.mark + before + leaf.mark


def marks_of(structure: Sequence[PlacedBlock]) -> list[tuple[int, int]]:
    """The pages and ids of a document's marked content in reading order."""
    return [spot(block, leaf) for block in structure for leaf in leaves_of(block.recording.nodes)]


@settings(max_examples=60)
@given(documents, st.sampled_from(list(Print)))
def test_pages_hold_everything_once_and_in_place(found: Document, print: Print) -> None:
    """Pieces follow each other without overlap, inside the margins; every mark has one leaf, in order."""
    renderer = typesetter(print)
    theme = renderer.theme
    try:
        sheet = renderer.set(found)
    except Unprintable:
        return
    marks: list[tuple[int, int]] = []
    for number, page in enumerate(sheet.pages):
        placed = columns(page, theme.top, theme.page[1] - theme.bottom)
        for upper, lower in pairwise(placed):
            assert lower.y >= upper.y + upper.box.height - 0.01
        for one in placed:
            assert one.y + one.box.height <= theme.page[1] - theme.bottom + 0.02
            assert one.x == (theme.inner if number % 2 == 0 else theme.outer)
        for one in page.placed:
            marks += [(number, one.first_mark + mark) for mark in range(one.box.mcid_count)]
    assert Counter(marks_of(sheet.structure)) == Counter(marks)
    assert max(Counter(marks).values(), default=1) == 1
    assert len(sheet.pages) % 2 == 0


@settings(max_examples=25)
@given(documents, st.sampled_from([Print.LARGE_18, Print.LARGE_24, Print.LARGE_36]))
def test_large_print_has_no_smaller_letter(found: Document, print: Print) -> None:
    """No text of a large print is set below its size."""
    try:
        sheet = typesetter(print).set(found)
    except Unprintable:
        return
    assert min(sizes(sheet), default=1000) >= float(print.value)


def sizes(sheet: LaidOutDocument) -> list[float]:
    """Every text size on the sheet."""
    drawn = b"".join(
        part
        for page in sheet.pages
        for placed in page.placed
        for part in placed.box.operators
        if isinstance(part, bytes)
    )
    return [float(size) for size in re.findall(rb"/[FG]\d ([\d.]+) Tf", drawn)]


def test_an_item_is_set_once() -> None:
    """The very same item is one recording, whatever document it stands in."""
    renderer = typesetter(Print.STANDARD)
    one = document(Stem(run("What happened?"), "[1 mark]"))
    other = replace(one, items=(*document(Lines(2, "", 0)).items, *one.items))
    first, second = renderer.set(one), renderer.set(other)
    assert first.structure[0].recording is second.structure[1].recording


@pytest.mark.parametrize("count", [8, 34, 70])
def test_ruled_lines_keep_together(count: int) -> None:
    """Eight lines stand on one page; of more, at least six on each side of a page turn, wherever they begin."""
    renderer = typesetter(Print.STANDARD)
    for above in range(0, 30, 2):
        filler = [Paragraph(run("word"), "body", Align.LEFT)] * above
        sheet = renderer.set(document(*filler, Lines(count, "", 0)))
        ruled = [sum(is_line(renderer, placed) for placed in page.placed) for page in sheet.pages]
        ruled = [lines for lines in ruled if lines]
        assert count <= sum(ruled) <= count + count // 4
        assert len(ruled) == 1 if count <= 8 else min(ruled) >= 6


def lines_on(renderer: Typesetter, found: Document) -> list[int]:
    """How many ruled lines stand on each page."""
    return [sum(is_line(renderer, placed) for placed in page.placed) for page in renderer.set(found).pages]


def test_the_last_answer_takes_what_is_left_but_no_more_than_a_quarter() -> None:
    """Where room is left, the last ruled lines of a print grow by a quarter at the most; all others never do."""
    renderer = typesetter(Print.STANDARD)
    pitch = renderer.theme.line_pitch
    free = floor(renderer.theme.height / pitch)
    roomy = document(Lines(4, "", 0), Paragraph(run("word"), "body", Align.LEFT), Lines(8, "", 0))
    assert lines_on(renderer, roomy)[0] == 4 + 8 + 2
    tight = document(Lines(free - 1, "", 0))
    assert lines_on(renderer, tight)[0] in (free - 1, free)
    after = document(Lines(12, "", 0), Paragraph(run("END"), "body", Align.CENTRE))
    sheet = renderer.set(after)
    (end,) = (placed.y for placed in sheet.pages[0].placed if placed.box.mcid_count)
    ruled = [placed.y for placed in sheet.pages[0].placed if is_line(renderer, placed)]
    assert len(ruled) == 15
    assert max(ruled) + pitch <= end + 0.01


def test_large_print_has_no_fewer_lines() -> None:
    """Large handwriting gets more lines, not fewer."""
    for print, more in ((Print.LARGE_18, 1.25), (Print.LARGE_24, 1.5), (Print.DYSLEXIA, 1)):
        sheet = typesetter(print).set(document(Lines(8, "", 0)))
        drawn = sum(is_line(typesetter(print), placed) for page in sheet.pages for placed in page.placed)
        assert 8 * more <= drawn <= 8 * more * 1.25


@pytest.mark.parametrize(("wide", "drawn"), [(60, 2), (40, 1)])
def test_no_stub_of_a_line_stands_behind_its_label(wide: float, drawn: int) -> None:
    """Where a label leaves no room to write a word beside it, the lines begin below it."""
    renderer = BlockRenderer(typesetter(Print.STANDARD).theme, {})
    boxes = ruled_lines(renderer, Lines(2, "I am least sure of:", 0), wide * mm).boxes
    drawing = b"".join(part for box in boxes for part in box.operators if isinstance(part, bytes))
    ruled = [float(x1) - float(x0) for x0, x1 in re.findall(rb"([\d.]+) \S+ m ([\d.]+) \S+ l", drawing)]
    assert len(ruled) == drawn
    assert min(ruled) > 12 * mm


def is_line(renderer: Typesetter, placed: PlacedBox) -> bool:
    """Whether a piece is one ruled line."""
    return abs(placed.box.height - renderer.theme.line_pitch) < 0.01 and not placed.box.mcid_count


@pytest.mark.parametrize(("words_before", "same_line"), [(4, True), (10, False)])
def test_marks_stand_at_the_right_of_the_last_line_or_below_it(words_before: int, same_line: bool) -> None:
    """Marks share the stem's last line where they fit with air, else they have the next one."""
    renderer = typesetter(Print.STANDARD)
    stem = Stem(run("wording " * words_before), "[4 marks]")
    bare = Stem(stem.text, "")
    with_marks, without = (renderer.set(document(block)).pages[0].placed[0].box for block in (stem, bare))
    assert (with_marks.height == without.height) is same_line


def test_a_character_in_no_font_and_a_block_too_tall_are_told_together() -> None:
    """All problems of a document come at once, each at its place."""
    tall = Options(tuple(Option(letter, run("word " * 900)) for letter in "ABCD"))
    with pytest.raises(Unprintable) as caught:
        typesetter(Print.STANDARD).set(document(Paragraph(run("山 and ☃"), "body", Align.LEFT), tall))
    told = "\n".join(map(str, caught.value.problems))
    assert "“山” (CJK UNIFIED IDEOGRAPH-5C71)" in told
    assert "“☃” (SNOWMAN)" in told
    assert "mm high" in told
    assert all(problem.place == HERE for problem in caught.value.problems)


@pytest.mark.parametrize(
    "block",
    [
        Stem(run("Say 山."), "[1 mark]"),
        Options(tuple(Option(letter, run("山")) for letter in "ABC")),
        Paragraph(run("山"), "body", Align.LEFT),
    ],
)
def test_the_same_words_are_told_of_wherever_they_stand(block: Block) -> None:
    """Two items that say the same, one of them a second time: each is told of at its place, and never printed."""
    renderer = Typesetter(load_theme([templates() / "board"], Print.STANDARD))
    first, second = (Item(block, False, False, Place("bank.yaml", line, 1)) for line in (3, 5))
    for items in ((first, second), (second,)):
        with pytest.raises(Unprintable) as caught:
            renderer.set(Document("Test", "en-GB", FURNITURE, items))
        assert [problem.place for problem in caught.value.problems] == [item.place for item in items]


def test_a_letter_that_the_face_lacks_is_lent() -> None:
    """The dyslexia print shows a Polish name: Fira Sans lends what Atkinson Hyperlegible lacks."""
    sheet = typesetter(Print.DYSLEXIA).set(document(Paragraph(run("Łukasz Σ"), "body", Align.LEFT)))
    faces = {face for placed in sheet.pages[0].placed for face, _ in placed.box.glyphs}
    assert faces >= {"AtkinsonHyperlegible-Regular", "FiraSans-Regular"}


def test_a_table_cut_by_a_page_repeats_its_header() -> None:
    """Rows on a second page stand under the header, which a screen reader hears once."""
    rows = tuple((Cell(run(f"row {number}"), Align.LEFT, 20, False),) for number in range(30))
    header = (Cell(run("Heading"), Align.LEFT, 0, False),)
    sheet = typesetter(Print.STANDARD).set(document(Table((1.0,), True, True, (header, *rows), "cell")))
    assert len(sheet.pages) > 2
    second = sheet.pages[1].placed[0]
    assert second.box.mcid_count == 0
    assert ("FiraSans-Bold", "".join(sorted(set("Heading ")))) in second.box.glyphs


@pytest.mark.parametrize("before", range(0, 26, 3))
def test_no_row_of_a_table_that_is_cut_stands_alone(before: int) -> None:
    """A page turns neither below its header and first row nor before its last row."""
    rows = tuple((Cell(run(f"row {number}"), Align.LEFT, 20, False),) for number in range(13))
    header = (Cell(run("Heading"), Align.LEFT, 0, False),)
    table = Table((1.0,), True, True, (header, *rows), "cell")
    sheet = typesetter(Print.STANDARD).set(document(Lines(before, "", 0), table))
    cut = [len(column_slice.boxes) for _, column_slice in sheet.structure[1].slices]
    assert cut[0] > 1
    assert cut[-1] > 1


def test_notes_stand_in_two_columns_where_that_takes_less_room() -> None:
    """Short ones do beside each other, in their order; long ones and those of large print one below the other."""
    short = tuple((f"term {n}", run("means this")) for n in range(5))
    long = tuple((f"term {n}", run("means a great deal more, " * 3)) for n in range(5))
    for print, notes, rows in (
        (Print.STANDARD, short, 3),
        (Print.DYSLEXIA, short, 3),
        (Print.STANDARD, long, 5),
        (Print.LARGE_18, short, 5),
    ):
        sheet = typesetter(print).set(document(Passage((("1", run("A text.")),), notes, True)))
        assert len(sheet.structure[0].recording.boxes) == 1 + 1 + rows  # the text, and a rule
        said = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0].get_textpage().get_text_range()
        assert re.findall(r"term \d", said) == [term for term, _ in notes]


def test_a_cover_is_drawn_together_onto_one_page() -> None:
    """Where what follows it begins a page, it is not on two: a sheet is saved there as at the end of the paper."""
    theme = typesetter(Print.STANDARD).theme
    word = Item(Paragraph(run("A word."), "body", Align.LEFT), False, False, HERE)
    count = floor(theme.height / (theme.style("body").leading + theme.question_space)) + 2
    section = replace(word, page_break_before=True)
    sheet = typesetter(Print.STANDARD).set(Document("Test", "en-GB", FURNITURE, (*[word] * count, section)))
    assert sheet.structure[count].slices[0][0] == 1


def test_what_is_optional_on_a_cover_costs_no_page_and_no_white() -> None:
    """It is left out where it would only fit with the white drawn together; the cover's last page stays the same."""
    theme = typesetter(Print.STANDARD).theme
    word = Item(Paragraph(run("A word."), "body", Align.LEFT), False, False, HERE)
    optional, section = replace(word, optional=True), replace(word, page_break_before=True)
    least = floor(
        (theme.height + theme.question_space) / (theme.style("body").leading + theme.question_space)
    )
    for count in range(1, 2 * least):
        bare = Document("Test", "en-GB", FURNITURE, (*[word] * count, section))
        filled = replace(bare, items=(*[word] * count, optional, section))
        plain, sheet = (typesetter(Print.STANDARD).set(one) for one in (bare, filled))
        assert plain.structure[-1].slices[0][0] == sheet.structure[-1].slices[0][0]
        stands = sheet.structure[count].slices
        assert stands or count >= least
        assert all(one.glue >= NATURAL or plain.structure[0].slices[0][1].glue < NATURAL for _, one in stands)


@pytest.mark.parametrize("count", [2, 4, 12, 20])
def test_the_white_of_a_cover_is_spread(count: int) -> None:
    """Until it fills the page, but no further than legible: elsewhere white is spread a little alone."""
    theme = typesetter(Print.STANDARD).theme
    word = Item(Paragraph(run("A word."), "body", Align.LEFT), False, False, HERE)
    section = replace(word, page_break_before=True)
    for turns in (True, False):
        furniture = FURNITURE if turns else replace(FURNITURE, turn_over="")
        sheet = typesetter(Print.STANDARD).set(
            Document("Test", "en-GB", furniture, (*[word] * count, section))
        )
        glue = sheet.pages[0].slices[0].glue
        assert glue <= (FRONT if turns else theme.loosest)
        ends = (
            sum(one.height for one in sheet.pages[0].slices[:-1]) + sheet.pages[0].slices[-1].boxes[-1].height
        )
        assert ends <= theme.height + 0.01
        assert not turns or glue == FRONT or ends >= 0.9 * theme.height


def test_a_source_that_fits_a_page_is_not_cut() -> None:
    """A boxed passage stands on one page, however full the page before it is."""
    source = Passage((("", run("A long extract of a trial. " * 60)),), (), True)
    for above in range(12):
        filler = [Paragraph(run("word " * 60), "body", Align.LEFT)] * above
        sheet = typesetter(Print.STANDARD).set(document(*filler, source))
        quotes = [
            one
            for one in sheet.structure
            if one.recording.nodes and one.recording.nodes[0].tag == "BlockQuote"
        ]
        assert len({page for page, _ in marks_of(quotes)}) == 1


@pytest.mark.parametrize("words", [1, 5, 11, 12, 13, 40])
def test_what_stands_on_a_line_of_its_own_stays_with_the_two_lines_before(words: int) -> None:
    """A text may end a line itself, wherever that falls: no page turns there, or before the line that is so ended."""
    note = run("Note: a line that is so long that it takes two lines of the print.")
    text = Passage((("1", (*run("word " * words), Break(), *note)),), (), False)
    page, *_ = typesetter(Print.LARGE_24).set(document(text)).pages
    *lines, _ = [placed.box.penalty for placed in page.placed if placed.box.mcid_count]
    assert lines[-3:] == [LONE_LINE] * min(3, len(lines))


def test_a_section_begins_with_its_heading() -> None:
    """What page breaks take for the beginning of a section is the first box of a heading, and no other box."""
    head = Heading("Section A", run("A section"), (), 2, "heading", ruled=True)
    found = document(Paragraph(run("Before."), "body", Align.LEFT), head, Lines(2, "", 1))
    page, *_ = typesetter(Print.STANDARD).set(found).pages
    before, *after = [placed.box.opens_section for placed in page.placed]
    assert (before, after.index(True), after.count(True)) == (False, 0, 1)


def test_a_text_to_read_fills_its_page() -> None:
    """Paragraphs without a box run on where a page ends, two lines at least on each side of the turn."""
    renderer = typesetter(Print.LARGE_24)
    text = Passage((("1", run("word " * 70)), ("2", run("word " * 70))), (), False)
    for above in range(3, 9):
        filler = [Paragraph(run("word"), "body", Align.LEFT)] * above
        sheet = renderer.set(document(*filler, text, keep=True))
        leading = renderer.theme.style("passage").leading
        (first, *_) = sheet.pages
        lowest = max(placed.y + placed.box.height for placed in first.placed if placed.box.mcid_count)
        assert renderer.theme.top + renderer.theme.height - lowest < 2.5 * leading


def test_no_part_turns_away_from_its_question() -> None:
    """Part (b) stands on the page of part (a) or faces it: nobody turns over for the stem that they share."""
    renderer = typesetter(Print.STANDARD)
    parts = tuple(
        Labelled(f"({letter})", (Stem(run("Why?"), ""), Lines(12, "", 0)), "label") for letter in "ab"
    )
    question = Labelled("1", (Paragraph(run("A stem for both."), "stem", Align.LEFT), *parts), "number")
    for above in range(0, 60, 3):
        filler = [Paragraph(run("word"), "body", Align.LEFT)] * above
        sheet = renderer.set(document(*filler, question))
        spots = [page for page, _ in marks_of(sheet.structure[above : above + 1])]
        assert (min(spots) + 1) // 2 == (max(spots) + 1) // 2


def test_the_spaces_of_an_answer_begin_below_each_other() -> None:
    """The lines of space 1 and space 2 are indented alike, however wide their numbers are."""
    renderer = typesetter(Print.DYSLEXIA)
    starts = set()
    for label in ("1", "2"):
        (first, *_) = renderer.set(document(Lines(2, label, 0))).pages
        drawn = b"".join(
            part for one in first.placed for part in one.box.operators if isinstance(part, bytes)
        )
        starts |= set(re.findall(rb"([\d.]+) -25.512 m", drawn))
    assert len(starts) == 1


def test_halves_below_each_other_are_not_cut_where_a_page_turns() -> None:
    """In large print a page turns between two halves sooner than within a table."""
    renderer = typesetter(Print.LARGE_24)
    rows = tuple((Cell(run(f"row {number}"), Align.LEFT, 9, False),) for number in range(6))
    left = Bullets(tuple(run(f"a point {number}") for number in range(14)), "body")
    sheet = renderer.set(document(Side((left,), (Table((1.0,), True, False, rows, "cell"),), 0.5)))
    pages = [
        {spot(one, leaf)[0] for leaf in leaves_of((node,))}
        for one in sheet.structure[:1]
        for node in one.recording.nodes
    ]
    assert pages == [{0}, {1}]


@pytest.mark.parametrize(("words", "beside"), [(3, True), (700, False)])
def test_halves_stand_below_each_other_where_that_is_lower(words: int, *, beside: bool) -> None:
    """A short half beside one that would fill more than a page in its column stands above it."""
    short, long = (Paragraph(run(said), "body", Align.LEFT) for said in ("short", "word " * words))
    parts = typesetter(Print.STANDARD).set(document(Side((short,), (long,), 0.5))).structure[0].recording
    assert (len(parts.boxes) == 1) is beside


def test_two_columns_without_anything_in_them_take_no_room() -> None:
    """A theme's template may put nothing into either half, as a cover does for which there is nothing to say."""
    nothing = typesetter(Print.STANDARD).set(document(Side((), (), 0.5))).structure[0].recording
    assert [box.height for box in nothing.boxes] == [0]


def test_room_to_write_grows_with_the_print() -> None:
    """A cell of 9 mm in the standard print has more room in proportion to the lines' pitch in a larger one."""
    cell = (Cell((), Align.LEFT, 9, False),)
    for print, tall in ((Print.STANDARD, 9), (Print.LARGE_18, 13.5), (Print.LARGE_36, 21.375)):
        sheet = typesetter(print).set(document(Table((1.0,), False, False, (cell,), "cell")))
        assert abs(sheet.pages[0].placed[0].box.height - tall * mm) < 0.01


def test_a_name_too_wide_for_its_cell_goes_on_after_its_hyphen() -> None:
    """A double surname in a narrow cell is cut at its hyphen and nowhere else; a name that fits is not cut."""
    for name, lines in (("Butterworth-Birkenshaw", ["Butterworth-", "Birkenshaw"]), ("Lee-Fox", ["Lee-Fox"])):
        cells = (Cell(run(name), Align.LEFT, 0, False), Cell(run("a"), Align.LEFT, 0, False))
        sheet = typesetter(Print.STANDARD).set(document(Table((1.0, 5.0), False, False, (cells,), "cell")))
        page = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0]
        said = page.get_textpage().get_text_range().replace("\ufffe", "- ").split()
        assert said[: len(lines)] == lines


def test_boxes_with_long_words_stand_one_a_line() -> None:
    """Two short ones share a line; sentences to tick have a line each, and none is outside the column."""
    renderer = typesetter(Print.STANDARD)
    one = renderer.set(document(Ticks(("True", "False")))).pages[0].placed
    long = tuple(f"I have read all my answers through once more, for the {n}. time." for n in (1, 2, 3))
    three = renderer.set(document(Ticks(long))).pages[0].placed
    heights = [max(placed.box.height for placed in page if placed.box.mcid_count) for page in (one, three)]
    assert heights[1] >= 3 * renderer.theme.box > 2 * heights[0]


def test_fields_have_one_size() -> None:
    """Where one value needs a smaller style, all in that row have it."""
    row = Fields((Field("Class", "9B", 1.0), Field("Paper", "a-very-long-number-of-a-paper-for-this", 1.0)))
    sheet = typesetter(Print.STANDARD).set(document(row))
    label, value, *others = sizes(sheet)
    assert others[:2] == [label, value]
    assert value == typesetter(Print.STANDARD).theme.style("small").size


def test_notes_of_a_text_to_read_stay_together() -> None:
    """Below a text without a box its notes go overleaf all together where they do not fit."""
    renderer = typesetter(Print.LARGE_24)
    notes = tuple((f"term {n}", run("means this")) for n in range(20))
    for count in (10, 70, 100):
        sheet = renderer.set(document(Passage((("1", run("word " * count)),), notes, False)))
        pages = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))
        said = [page.get_textpage().get_text_range().count("means this") for page in pages]
        assert sorted(said, reverse=True)[:2] in ([20], [20, 0])


def test_fields_beside_each_other_are_equally_tall() -> None:
    """A filled box and an empty one have their edges in one line."""
    three = Fields((Field("Name", "Zoë", 2.6), Field("Class", "9B", 1.0), Field("Due", "", 1.0)))
    shallow = replace(typesetter(Print.DYSLEXIA).theme, field=20.0)
    sheet = Typesetter(shallow).set(document(three))
    drawn = b"".join(
        part for one in sheet.pages[0].placed for part in one.box.operators if isinstance(part, bytes)
    )
    heights = re.findall(rb"w [\d.]+ (-[\d.]+) [\d.]+ [\d.]+ re S", drawn)
    assert len(heights) >= 3
    assert len(set(heights)) == 1


def test_a_number_beside_nothing_is_still_printed() -> None:
    """An answer space without lines leaves a label alone on its line."""
    sheet = typesetter(Print.STANDARD).set(document(Labelled("1", (Lines(0, "", 0),), "number")))
    assert marks_of(sheet.structure)[0] == (0, 0)


def test_lengths_are_points() -> None:
    """The theme's millimetres are points: an answer line of the board theme is 8 mm."""
    assert abs(typesetter(Print.STANDARD).theme.line_pitch - 8 * mm) < 1e-9


def test_fields_stand_below_each_other_where_one_is_too_narrow() -> None:
    """A value is never broken by its neighbours: in large print, or with a long name, the first has its own line."""
    three = Fields((Field("Name", "Zoë", 2.6), Field("Class", "9B", 1.0), Field("Due", "", 1.0)))
    for print, rows in ((Print.STANDARD, 1), (Print.LARGE_24, 2)):
        sheet = typesetter(print).set(document(three))
        boxes = [placed for placed in sheet.pages[0].placed if placed.box.mcid_count]
        assert len(boxes) == rows
        gaps = {round(box.box.space, 2) for box in boxes[:-1]}
        assert gaps <= {round(typesetter(print).theme.block_space, 2)}  # as to the fields of the next row


@pytest.mark.slow
@pytest.mark.parametrize("print", list(Print))
def test_no_page_turns_around_marks_without_words(print: Print) -> None:
    """They stand below the stem's own marks, and what is to be written on follows on the same page."""
    stems = (Stem(run("Why?"), "[8 marks]"), Stem((), "[SPaG: 4 marks]"))
    question = Labelled("1", (*stems, Paragraph(run("Then"), "body", Align.LEFT)), "number", "")
    for above in range(10, 60):
        lines = (Paragraph(run("x"), "body", Align.LEFT),) * above
        sheet = typesetter(print).set(document(*lines, question))
        pages = [page.get_textpage() for page in pypdfium2.PdfDocument(write_pdf([sheet], "A test"))]
        texts = [" ".join(page.get_text_range().split()) for page in pages]
        assert sum("Why? [8 marks] [SPaG: 4 marks] Then" in text for text in texts) == 1
    ruled = typesetter(print).set(document(Labelled("1", (*stems, Lines(2, "", 0)), "number", "")))
    assert [placed.box.penalty for placed in ruled.pages[0].placed[:2]] == [TIED, TIED]


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize("words", ["Section A B C D E Total", "marker A B C D E F G SPaG Total"])
def test_no_word_of_a_table_is_broken(print: Print, words: str) -> None:
    """A column is as wide as its longest word, in every print, and the table as wide as before.

    Where all columns need more than there is, the white beside the words gives way.
    """
    heads = tuple(words.split())
    rows = (
        tuple(Cell(run(word), Align.LEFT, 0, True) for word in heads),
        tuple(Cell(run(str(10 + n)), Align.LEFT, 0, False) for n, _ in enumerate(heads)),
    )
    sheet = typesetter(print).set(document(Table((1.0,) * len(heads), False, False, rows, "cell")))
    page = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0]
    assert page.get_textpage().get_text_range().split()[: len(heads)] == list(heads)
    edges = [
        (float(x), float(x) + float(wide))
        for box in sheet.pages[0].placed
        for x, wide in re.findall(rb"(\S+) \S+ (\S+) \S+ re", b"".join(map(bytes, box.box.operators)))
    ]
    theme = typesetter(print).theme
    assert min(left for left, _ in edges) >= -0.01
    assert abs(max(right for _, right in edges) - theme.width) < theme.rule


def test_a_paper_of_more_pages_than_its_code_counts_is_refused() -> None:
    """1,022 pages can be told apart by their codes; with one more nothing is printed, and no page has a wrong code."""
    page = Item(Lines(1, "", 0), False, True, HERE)
    for pages in (1022, 1023):
        long = Document("Test", "en-GB", FURNITURE, (page,) * pages)
        if pages == 1022:
            assert len({one.code for one in typesetter(Print.STANDARD).set(long).pages}) == 1022
            continue
        with pytest.raises(
            Unprintable, match="The standard print has 1023 pages; the code at a page's foot counts to 1022"
        ):
            typesetter(Print.STANDARD).set(long)
        uncoded = replace(long, furniture=replace(FURNITURE, qr_text=""))
        assert len(typesetter(Print.STANDARD).set(uncoded).pages) == 1024


def test_the_halves_of_a_head_stay_together_in_large_print() -> None:
    """Where they stand below each other, no page turns between them; those of other blocks may part."""
    side = Side(
        (Paragraph(run("Left"), "body", Align.LEFT),),
        (Paragraph(run("Right"), "body", Align.LEFT),),
        0.5,
        close=True,
    )
    set_by = typesetter(Print.LARGE_24)
    head, other = (set_by.set(document(side, side, keep=keep)) for keep in (True, False))
    assert [len(sheet.structure[0].recording.boxes) for sheet in (head, other)] == [1, 2]


def test_whose_a_paper_is_stands_on_one_page_with_its_head_in_large_print() -> None:
    """Where name, class and date stand below each other, a page turns between them no sooner than after a heading."""
    fields = Fields((Field("Name", "Ann", 3.0), Field("Class", "9B", 1.0), Field("Due", "", 1.0)))
    *rows, _ = typesetter(Print.LARGE_36).set(document(fields)).structure[0].recording.boxes
    assert rows
    assert min(box.penalty for box in rows) >= TIED
