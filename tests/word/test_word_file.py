"""A document as a Word file: sound for Word, whole, in styles, and the same whenever it is made."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from openxml_audit import OpenXmlValidator
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
from tests.word.words import part, parts, sizes, words_said, words_shown
from worksheetgen.model import blocks as said
from worksheetgen.model.blocks import Block
from worksheetgen.model.image import Image
from worksheetgen.model.students import Print


def wrong_in(content: bytes, folder: Path) -> list[str]:
    """What a validator of Office's own schemas finds wrong with a Word file."""
    path = folder / "checked.docx"
    path.write_bytes(content)
    return [error.description for error in OpenXmlValidator().validate(path).errors]


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


def test_extra_pages_begin_pages() -> None:
    """A page for more room to write begins a page: its heading or its table's first line says so."""
    xml = part(in_word(document(paragraph("last"))), "word/document.xml").decode()
    assert xml.index("last") < xml.index("<w:pageBreakBefore/>") < xml.index("Question")
