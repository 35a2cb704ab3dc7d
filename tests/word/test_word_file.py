"""A document as a Word file: sound for Word, whole, in styles, and the same whenever it is made."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from PIL import Image as Pillow

from tests.samples import ENGLISH
from tests.word.documents import (
    CROSSWORD,
    EVERY_BLOCK,
    GRID_OF_QUESTIONS,
    OPTIONS,
    SCALE,
    cells,
    document,
    in_word,
    paragraph,
    text,
)
from tests.word.words import part, parts, sizes, words_said, words_shown, wrong_in
from worksheetgen.model import blocks as said
from worksheetgen.model.blocks import Block
from worksheetgen.model.image import Image
from worksheetgen.model.students import Print
from worksheetgen.value import replace

pytestmark = pytest.mark.slow  # files are written in every print


def style_of(paragraph: Paragraph) -> ParagraphStyle:
    """The style of a paragraph."""
    assert paragraph.style
    return paragraph.style


@pytest.mark.parametrize("print", Print)
def test_every_block_is_as_the_schema_has_it(print: Print, tmp_path: Path) -> None:
    """A file with every kind of block breaks no rule of the format, in any print."""
    assert wrong_in(in_word(document(), print), tmp_path) == []


def test_elements_in_the_wrong_order_are_found(tmp_path: Path) -> None:
    """The guard sees a table's width before its style, which Word refuses and LibreOffice forgives."""
    good = in_word(document(said.Table((1,), True, False, (cells("x"),), "cell")))
    style, width = b'<w:tblStyle w:val="TableGrid"/>', b'<w:tblW w:w="9298" w:type="dxa"/>'
    bad = BytesIO()
    with ZipFile(BytesIO(good)) as old, ZipFile(bad, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(style + width, width + style))
    assert wrong_in(bad.getvalue(), tmp_path)


def test_there_is_a_block_of_every_kind() -> None:
    """No kind of block is left out of what is tried here."""
    met: set[type] = {said.Ruling}

    def meet(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            met.add(type(block))
            meet((*getattr(block, "blocks", ()), *getattr(block, "left", ()), *getattr(block, "right", ())))

    meet(EVERY_BLOCK)
    assert met == set(Block.__args__)


@pytest.mark.parametrize("print", [Print.STANDARD, Print.LARGE_24])
def test_every_word_stands_once_and_in_order(print: Print) -> None:
    """The file has the document's words and no others."""
    expected = words_said(document(), ENGLISH, large=print is Print.LARGE_24)
    assert words_shown(in_word(document(), print)) == expected


def test_the_same_document_is_the_same_file() -> None:
    """Two files of one document have the same bytes: no clock, no chance."""
    assert in_word(document()) == in_word(document())


@pytest.mark.parametrize("seconds", [0, 5e9])
def test_a_clock_may_say_any_year(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """The dates of a zip file begin in 1980 and end in 2107; a computer without a battery says 1970."""
    before = in_word(document())
    monkeypatch.setattr("time.time", lambda: seconds)
    assert in_word(document()) == before


def test_nothing_is_told_of_who_made_it() -> None:
    """Title and language are all that the file says of itself: no author, no date, no program, no path."""
    content = in_word(document())
    about = docx.Document(BytesIO(content)).core_properties
    assert (about.title, about.language) == ("A paper", "en-GB")
    assert (about.author, about.last_modified_by, about.created, about.comments) == ("", "", None, "")
    assert not [name for name in parts(content) if "thumbnail" in name or "app.xml" in name]
    with ZipFile(BytesIO(content)) as file:
        assert {one.date_time[0] for one in file.infolist()} == {1980}


def test_what_word_cannot_hold_is_left_out() -> None:
    """A copy has no code, no “Turn over” and no blank page; its foot says that it is one."""
    foot = part(in_word(document()), "word/footer1.xml").decode()
    assert "HS1 · S1 · Word copy" in foot
    assert " PAGE " in foot
    assert " NUMPAGES " in foot
    everything = b"".join(parts(in_word(document())).values())
    assert not [words for words in (b"CODE", b"Turn over", b"Left blank") if words in everything]


OWN_SIZES = {"Heading 1", "Footer", "Box", "Box number words", "Grid letter", "Grid number"}
"""Styles that keep their size where Normal is given another one, as the manual has it, and a number for facts."""
OWN_IN_BOLD = {"Strong", "Heading 2", "Heading 3", "Field", "Field words", "Card 3", "Card 4"}


@pytest.mark.parametrize("print", Print)
def test_one_size_makes_nearly_all_larger(print: Print) -> None:
    """Where Normal is given a size, all words have it but for title, foot, boxes and puzzles.

    A print that is bold throughout tells headings and bold words by size, so these keep theirs too.
    """
    found = sizes(in_word(document(), print), 30)
    assert found.pop("Normal") == {30}
    own = {re.sub(r" \d+ pt$", "", name) for name in found}
    assert own <= OWN_SIZES | (OWN_IN_BOLD if print.is_large else set())


def test_headings_are_headings() -> None:
    """A heading has Word's own style of its level, or one based on it, and a question its place in the outline."""
    opened = docx.Document(BytesIO(in_word(document())))
    styles = {one.text.split("\t")[0]: style_of(one) for one in opened.paragraphs}
    assert styles["The title"].name == "Heading 1"
    assert styles["Section A   What happened".replace("   ", 3 * "\N{NO-BREAK SPACE}")].name == "Heading 2"
    assert styles["Source A"].name == "Heading 3"
    (question,) = [one for one in opened.paragraphs if one.text.startswith("1\tWhich?")]
    assert question._p.xpath("w:pPr/w:outlineLvl/@w:val") == ["2"]


def test_marks_stand_at_the_right_edge() -> None:
    """A stem ends with a tab to the style's stop at the right, and no line ends within its marks."""
    opened = docx.Document(BytesIO(in_word(document(said.Stem(text("Why?"), "[2 marks]")))))
    assert opened.paragraphs[0].text == "Why?\t" + 2 * "\N{NO-BREAK SPACE}" + "[2\N{NO-BREAK SPACE}marks]"
    (stop,) = style_of(opened.paragraphs[0]).paragraph_format.tab_stops
    assert stop.alignment == WD_TAB_ALIGNMENT.RIGHT


def test_boxes_can_be_crossed() -> None:
    """Each box to cross is a check-box control of its own, told by its letter."""
    xml = part(in_word(document(OPTIONS, OPTIONS)), "word/document.xml").decode()
    assert xml.count("<w14:checkbox>") == 4
    assert xml.count('<w:alias w:val="box A"/>') == 2
    numbers = [one.split('"')[0] for one in xml.split('<w:id w:val="')[1:]]
    assert len(set(numbers)) == 4


def test_lines_can_be_typed_on() -> None:
    """Ruled lines are empty paragraphs of one style, whose rules stand below each and between them."""
    opened = docx.Document(BytesIO(in_word(document(said.Lines(3, "1", 0)))))
    lines = [one for one in opened.paragraphs if style_of(one).name == "Answer line"]
    assert [one.text.strip() for one in lines] == ["1", "", ""]
    borders = opened.styles["Answer line"].element.xpath("w:pPr/w:pBdr/*")
    assert [border.tag.split("}")[1] for border in borders] == ["bottom", "between"]


def test_no_line_to_write_on_stands_alone() -> None:
    """Where a page ends among ruled lines, at least two are on either side of it, and more with what they answer."""
    opened = docx.Document(BytesIO(in_word(document(said.Lines(6, "1", 0)))))
    lines = [one for one in opened.paragraphs if style_of(one).name == "Answer line"]
    kept = [bool(one.paragraph_format.keep_with_next) for one in lines]
    assert kept == [True, True, False, False, True, False]


def test_no_word_is_cut_in_a_narrow_cell() -> None:
    """Fields and columns give way to one whose words need more room, also where it stands in the narrower half."""
    table = said.Table((1, 1), True, False, (cells("Find / 6", "Explain / 4"),), "cell-small")
    lines = said.Lines(2, "From my teacher:", 0)
    fields = said.Fields((said.Field("Name", "", 8), said.Field("Class", "9B", 1)))
    opened = docx.Document(BytesIO(in_word(document(fields, said.Side((lines,), (table,), 0.95)))))
    narrow = opened.tables[0].rows[0].cells[1].width
    inner = opened.tables[1].rows[0].cells[1].tables[0].rows[0].cells
    assert narrow is not None
    assert narrow.pt > 50
    widths = [cell.width.pt if cell.width else 0 for cell in inner]
    assert widths[0] > 28
    assert widths[1] > 44


@pytest.mark.parametrize("print", Print)
def test_figures_of_a_column_stand_under_each_other(print: Print, tmp_path: Path) -> None:
    """They are set right, with more white behind fewer decimals; the head and other columns are as before."""
    rows = (cells("Metal", "Density"), cells("Iron", "7.87"), cells("Lead", "11.3"), cells("Gold", "19"))
    made = in_word(document(said.Table((1, 1), True, False, rows, "cell")), print)
    assert wrong_in(made, tmp_path) == []
    shown = docx.Document(BytesIO(made)).tables[0].rows
    right = [[cell.paragraphs[0].alignment for cell in row.cells] for row in shown]
    assert right == [[None, None], *[[None, WD_ALIGN_PARAGRAPH.RIGHT]] * 3]
    white = [
        int(w) for w in re.findall(r'<w:tcMar><w:right w:w="(\d+)"', part(made, "word/document.xml").decode())
    ]
    assert white[0] < white[1] < white[2]


def test_a_figure_in_a_narrow_column_is_not_cut() -> None:
    """Where a column holds a figure and no more, the decimals of others below it are not kept free behind it."""
    rows = (cells("Name", *"abcd"), cells("Iron", *4 * ["123,456"]), cells("Lead", *4 * ["5.1256"]))
    made = in_word(document(said.Table((1,) * 5, True, False, rows, "cell")), Print.LARGE_24)
    margins = [
        int(w) for w in re.findall(r'<w:tcMar><w:right w:w="(\d+)"', part(made, "word/document.xml").decode())
    ]
    assert len({*margins}) == 1


def test_the_parts_of_a_question_may_stand_on_several_pages() -> None:
    """A part's stem stays with what answers it, and no part with the next."""
    parts = tuple(said.Labelled(label, (said.Stem(text("Why?"), ""), OPTIONS), "label") for label in "ab")
    lead = said.Labelled("1", (said.Stem(text("Read."), ""), *parts), "number")
    opened = docx.Document(BytesIO(in_word(document(lead))))
    kept = [bool(one.paragraph_format.keep_with_next) for one in opened.paragraphs[:7]]
    assert kept == [True, True, True, False, True, True, False]


def test_a_long_table_is_cut_though_it_stays_with_what_follows() -> None:
    """A table that may be cut has no row but its last kept with the next; one that may not has all but its last so."""

    def kept(*, parted: bool, with_stem: bool) -> list[bool]:
        table = said.Table((1,), False, parted, (cells("x"),) * 3, "cell")
        blocks = (table, said.Stem(text("Why?"), "")) if with_stem else (table,)
        (made,) = docx.Document(BytesIO(in_word(document(said.Labelled("", blocks, "number"))))).tables[:1]
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in made.rows]

    assert kept(parted=True, with_stem=True) == [False, False, True]
    assert kept(parted=False, with_stem=True) == [True, True, True]
    assert kept(parted=False, with_stem=False) == [True, True, False]


def keeps(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Whether each paragraph is kept with the next."""
    return [bool(one.paragraph_format.keep_with_next) for one in paragraphs]


HELP = said.Frame(
    (said.Side((paragraph("Ways to begin"),), (said.Bullets((text("I think …"),), "support"),), 0.3),),
    dashed=False,
    shaded=False,
    height=0,
)


def test_help_stays_between_its_question_and_the_lines() -> None:
    """A box of help in two columns is one table, kept with the first lines as the stem is with it.

    Its last row is as low as can be: LibreOffice keeps no table of one uncut row with what follows.
    """
    asked = said.Labelled("1", (said.Stem(text("Why?"), "[4 marks]"), HELP, said.Lines(6, "", 0)), "number")
    opened = docx.Document(BytesIO(in_word(document(asked))))
    (box,) = opened.tables[:1]
    assert keeps(opened.paragraphs[:5]) == [True, True, True, False, False]
    assert not box._tbl.xpath(".//w:tc//w:tbl")
    assert [row._tr.xpath("w:trPr/w:trHeight/@w:hRule") for row in box.rows] == [[], ["exact"]]
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in box.rows)
    assert all(all(keeps(cell.paragraphs)) for row in box.rows for cell in row.cells)


def test_a_row_is_kept_as_a_whole_or_not_at_all() -> None:
    """No paragraph of a row that is not kept with the next says that it is, as its heading’s style would."""
    heading = said.Heading("", text("Instructions"), (), 2, "subheading", False)
    opened = docx.Document(BytesIO(in_word(document(said.Side((heading,), (said.Lines(3, "", 0),), 0.5)))))
    assert [one.paragraph_format.keep_with_next for one in opened.tables[0]._cells[0].paragraphs] == [False]
    assert not any(keeps(opened.tables[0]._cells[1].paragraphs))


def test_halves_of_a_large_print_stay_together() -> None:
    """What stands side by side in print stands below each other in a large print, all on one page."""
    side = said.Side((paragraph("For"), paragraph("it")), (paragraph("Against"),), 0.5)
    opened = docx.Document(BytesIO(in_word(document(side), Print.LARGE_18)))
    assert keeps(opened.paragraphs[:3]) == [True, True, False]


def test_a_source_stays_with_the_meanings_of_its_words() -> None:
    """All of a source is on one page; of a long one, and of a text to read, the last paragraph and the notes.

    That paragraph is not kept with them where it is itself too long to be moved to another page.
    """

    def kept(passage: said.Passage) -> tuple[list[bool], list[bool]]:
        paragraphs = docx.Document(BytesIO(in_word(document(passage)))).paragraphs
        count = len(passage.paragraphs) + len(passage.notes)
        whole = [bool(one.paragraph_format.keep_together) for one in paragraphs[:count]]
        return keeps(paragraphs[:count]), whole

    notes = (("purge", text("a removal")), ("gulag", text("a camp")))
    short = (("1", text("Read this.")), ("2", text("And this.")))
    assert kept(said.Passage(short, notes, True)) == ([True, True, True, False], [True] * 4)
    long = tuple((str(n), text("Read this. " * 50)) for n in range(20))
    for one in (said.Passage(long, notes, True), said.Passage(long, notes, False)):
        assert kept(one) == ([*[False] * 19, True, True, False], [False] * 22)
    very_long = (("", text("Read this. " * 500)),)
    assert kept(said.Passage(very_long, notes, True)) == ([False, True, False], [False] * 3)


def test_neighbouring_boxes_stay_two() -> None:
    """Something stands between two boxes, and between two tables, which Word would join."""
    frame = said.Frame((paragraph("framed"),), dashed=False, shaded=False, height=0)
    table = said.Table((1,), False, False, (cells("x"),), "cell")
    boxes = docx.Document(BytesIO(in_word(document(frame, frame))))
    assert [one.text for one in boxes.paragraphs[:3]] == ["framed", "", "framed"]
    kinds = [
        one.tag.split("}")[1] for one in docx.Document(BytesIO(in_word(document(table, table)))).element.body
    ]
    assert kinds[:3] == ["tbl", "p", "tbl"]


def test_the_head_of_a_table_stands_again_on_every_page() -> None:
    """The first row of a table with a header repeats; no row is cut."""
    table = said.Table((1,), True, True, (cells("head"), cells("x")), "cell")
    first, second = docx.Document(BytesIO(in_word(document(table)))).tables[0].rows
    assert first._tr.xpath("w:trPr/w:tblHeader")
    assert not second._tr.xpath("w:trPr/w:tblHeader")
    assert second._tr.xpath("w:trPr/w:cantSplit")


def test_pictures_are_told_in_words() -> None:
    """Every picture says what it shows; a chart's numbers stand in a table below it."""
    chart = said.Chart("Arrests", (said.ChartBar("1937", 5),), False)
    content = in_word(document(said.Picture(_grey(2, 3), "a poster"), chart))
    opened = docx.Document(BytesIO(content))
    assert opened.element.xpath("//wp:docPr/@descr") == ["a poster", "Bar chart. Arrests."]
    assert [[cell.text for cell in row.cells] for row in opened.tables[0].rows] == [
        ["", "Arrests"],
        ["1937", "5"],
    ]
    assert len([name for name in parts(content) if name.startswith("word/media/")]) == 2


def test_a_picture_needs_no_header_of_its_makers(tmp_path: Path) -> None:
    """A JPEG without the header of JFIF or of a camera, as some programs save it, stands in the file as it is."""
    saved = BytesIO()
    Pillow.new("L", (8, 8)).save(saved, "JPEG")
    bare = saved.getvalue()[:2] + saved.getvalue()[20:]
    content = in_word(document(said.Picture(Image(8, 8, "DCTDecode", "DeviceGray", bare), "grey")))
    assert part(content, "word/media/image1.jpg") == bare
    assert wrong_in(content, tmp_path) == []


def _grey(width: int, height: int) -> Image:
    return Image(width, height, "FlateDecode", "DeviceGray", zlib.compress(bytes(width * height)))


def test_a_text_has_its_margin_in_a_column_beside_it(tmp_path: Path) -> None:
    """A text to write notes beside is a table of its paragraphs and room at their right; its notes stand below it."""
    (passage,) = [one for one in EVERY_BLOCK if isinstance(one, said.Passage) and one.margin]
    content = in_word(document(passage), theme="worksheet")
    opened = docx.Document(BytesIO(content))
    assert [[cell.text for cell in row.cells] for row in opened.tables[0].rows] == [
        ["1\tRead and note.", "Notes"],
        ["2\tGo on.", ""],
    ]
    assert opened.paragraphs[0].text == "kulak: a farmer"
    assert wrong_in(content, tmp_path) == []


def test_a_puzzle_is_a_table_of_squares() -> None:
    """A grid's squares are square cells with borders; where there is none there is no border; words tell what it is."""
    opened = docx.Document(BytesIO(in_word(document(CROSSWORD))))
    grid = opened.tables[0]._tbl
    assert grid.xpath("w:tblPr/w:tblDescription/@w:val") == ["a grid of three rows"]
    (side,) = set(grid.xpath("w:tblGrid/w:gridCol/@w:w"))
    assert {(one.get(one.keys()[0]), one.get(one.keys()[1])) for one in grid.xpath(".//w:trHeight")} == {
        (side, "exact")
    }
    bordered = [[len(cell.xpath("w:tcPr/w:tcBorders/*")) for cell in row.tc_lst] for row in grid.tr_lst]
    assert bordered == [[4, 4, 4], [0, 0, 4], [4, 4, 4]]


def test_a_grid_of_questions_has_its_heads_on_every_page() -> None:
    """Its heads repeat, and where its columns would be too narrow each cell begins with its own."""
    wide, narrow = (
        docx.Document(BytesIO(in_word(document(GRID_OF_QUESTIONS), print))).tables[0]
        for print in (Print.STANDARD, Print.LARGE_36)
    )
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in wide.rows] == [True, False, False, False]
    assert [[cell.text.split("\n")[0] for cell in row.cells] for row in wide.rows[1:3]] == [
        ["1 Who?", "2 When?"],
        ["3 Where?", "4 Why?"],
    ]
    assert [row.cells[0].text.split("\n")[:2] for row in narrow.rows[:2]] == [
        ["Last week", "1 Who?"],
        ["Long ago", "2 When?"],
    ]


def test_a_line_to_put_a_cross_on_can_be_typed_on() -> None:
    """A scale has empty cells over its line, two between neighbouring labels, and every label in its place below."""
    line, labels = docx.Document(BytesIO(in_word(document(SCALE)))).tables[:2]
    assert [[cell.text for cell in row.cells] for row in line.rows] == [[""] * 4] * 2
    assert [cell.text for cell in labels.rows[0].cells] == [*SCALE.labels]


def test_a_list_is_a_list_of_words_own() -> None:
    """The style of a list’s items has a number of the document’s numbering, which is a bullet: none is typed."""
    opened = docx.Document(BytesIO(in_word(document(said.Bullets((text("first"), text("second")), "body")))))
    styles = {style_of(one).style_id for one in opened.paragraphs[:2]}
    assert [one.text for one in opened.paragraphs[:2]] == ["first", "second"]
    (style,) = [opened.styles.element.xpath(f"w:style[@w:styleId='{id}']")[0] for id in styles]
    (number,) = style.xpath("w:pPr/w:numPr/w:numId/@w:val")
    numbering = opened.part.numbering_part.element
    (kind,) = numbering.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    assert numbering.xpath(f"w:abstractNum[@w:abstractNumId='{kind}']/w:lvl/w:numFmt/@w:val") == ["bullet"]


def test_the_language_is_that_of_the_document() -> None:
    """Defaults and settings say in which language words are, so that they are spelled and read aloud in it."""
    content = in_word(replace(document(), language="cy-GB"))
    opened = docx.Document(BytesIO(content))
    assert opened.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["cy-GB"]
    assert opened.settings.element.xpath("w:themeFontLang/@w:val") == ["cy-GB"]


def test_every_font_is_named_and_comes_with_word() -> None:
    """No style leaves its font to a theme: running text is in one that every computer with Word has, as boxes are."""
    for print, font in ((Print.STANDARD, "Arial"), (Print.DYSLEXIA, "Tahoma")):
        content = in_word(document(), print)
        named = set(re.findall(rb'w:(?:ascii|hAnsi|cs)="([^"]+)"', part(content, "word/styles.xml")))
        boxes = set(re.findall(rb'w:(?:ascii|hAnsi)="([^"]+)"', part(content, "word/document.xml")))
        assert (named, boxes) == ({font.encode()}, {b"MS Gothic"})
        assert b"Theme=" not in part(content, "word/styles.xml") + part(content, "word/document.xml")


def test_word_takes_it_for_a_file_of_its_own_of_today() -> None:
    """The compatibility mode is that of Word since 2013, so that tables stand and lines break as they do there."""
    opened = docx.Document(BytesIO(in_word(document())))
    modes = opened.settings.element.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert modes == ["15"]


def test_a_file_does_not_end_with_a_table() -> None:
    """A line as low as can be follows a table at the end, as Word would add one that may need a page."""
    *_, last, _ = docx.Document(BytesIO(in_word(document()))).element.body
    assert last.tag.endswith("}p")
    assert last.xpath("w:pPr/w:pStyle/@w:val") == ["Rule"]


def test_marks_never_touch_what_is_asked() -> None:
    """Between words and what stands at the right are two spaces at least; too long an aside begins a line."""
    long = said.Heading(
        "A", text("part"), text("a hundred marks · about an hour and a half or two"), 2, "heading", True
    )
    short = replace(long, aside=text("3 marks"))
    opened = docx.Document(BytesIO(in_word(document(long, short), Print.LARGE_36)))
    assert opened.paragraphs[0].text.endswith("part\na hundred marks · about an hour and a half or two")
    assert opened.paragraphs[1].text.endswith(
        "part\t" + 2 * "\N{NO-BREAK SPACE}" + "3\N{NO-BREAK SPACE}marks"
    )


def test_cells_give_up_white_before_words_are_cut() -> None:
    """Where the longest words of a table leave little room, its cells have less white at their sides."""

    def white(*words: str) -> int:
        opened = docx.Document(
            BytesIO(in_word(document(said.Table((1,) * len(words), False, False, (cells(*words),), "cell"))))
        )
        return int(opened.tables[0]._tbl.xpath("w:tblPr/w:tblCellMar/w:left/@w:w")[0])

    assert white("one", "two") > 80
    assert 20 <= white(*["communists"] * 6) < 80


def test_a_mark_scheme_is_set_as_small_as_in_print() -> None:
    """The style of most words is Normal: it has its size, and no other style has it again."""
    opened = docx.Document(BytesIO(in_word(document(paragraph("small", "small")), running="small")))
    (size,) = opened.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
    assert size == "19"
    assert style_of(opened.paragraphs[0]).name == "Normal"


def test_extra_pages_begin_pages() -> None:
    """A page for more room to write begins a page: its heading or its table's first line says so."""
    xml = part(in_word(document(paragraph("last"))), "word/document.xml").decode()
    assert xml.index("last") < xml.index("<w:pageBreakBefore/>") < xml.index("Question")
