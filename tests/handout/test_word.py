"""Word documents as teachers have them: headings, lists, tables, text boxes, pictures, words that were changed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from worksheetgen.docx_file import document_bytes, new_document
from worksheetgen.errors import InvalidInput
from worksheetgen.handout import Handout, HandoutTable, read_handout


def read(document: Any, folder: Path) -> Handout:
    """The document as it is read from a file."""
    path = folder / "handout.docx"
    path.write_bytes(document_bytes(document))
    return read_handout(path)


def picture() -> BytesIO:
    """A small picture."""
    content = BytesIO()
    Image.new("RGB", (90, 60), "red").save(content, "PNG")
    content.seek(0)
    return content


def test_headings_are_title_and_topics(tmp_path: Path) -> None:
    """The first heading is the title, others topics, those in plain bold too; header and footer are not read."""
    document = new_document()
    document.sections[0].header.paragraphs[0].text = "Year 9"
    document.add_heading("How plants make food", 0)
    document.add_paragraph("Plants make  their own\nfood.")
    document.add_heading("Leaves", 1)
    document.add_paragraph("A leaf is thin.")
    document.add_paragraph().add_run("Roots").bold = True
    document.add_paragraph().add_run("Roots are important.").bold = True
    found = read(document, tmp_path)
    assert (found.title, found.topics) == ("How plants make food", ("Leaves", "Roots"))
    assert found.paragraphs == ("Plants make their own food.", "A leaf is thin.", "Roots are important.")


def test_a_list_is_one_paragraph(tmp_path: Path) -> None:
    """Items follow the words that announce them; items that are sentences stay sentences."""
    document = new_document()
    document.add_paragraph("A leaf has:")
    for item in ("a cuticle;", "• stomata", "veins"):
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph("Then this happens.")
    for item in ("Water goes in.", "Air goes out"):
        document.add_paragraph(item, style="List Number")
    assert read(document, tmp_path).paragraphs == (
        "A leaf has: a cuticle; stomata; veins.",
        "Then this happens.",
        "Water goes in. Air goes out.",
    )


def test_tables_are_kept_or_told(tmp_path: Path) -> None:
    """A whole table of a few columns stays one; one with empty cells is told row by row; a frame is only opened."""
    document = new_document()
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "Framed words are words."
    for rows in ((("Year", "Level"), ("1998", "4.2")), (("Layer", "Depth", ""), ("Crust", "", "thin"))):
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    found = read(document, tmp_path)
    assert found.tables == (HandoutTable(("Year", "Level"), (("1998", "4.2"),), 1),)
    assert found.paragraphs == ("Framed words are words.", "Layer: Crust; thin.")


def test_pictures_are_named_as_left_out(tmp_path: Path) -> None:
    """Each picture is told with its place and what the document says of it."""
    document = new_document()
    document.add_paragraph("A river.")
    document.add_picture(picture())
    document.paragraphs[-1]._p.xpath(".//wp:docPr")[0].set("descr", "A bend")
    document.add_picture(picture())
    found = read(document, tmp_path)
    assert found.left_out == ("2 pictures: after paragraph 1 (“A bend”); after paragraph 1",)


def test_a_caption_is_said_of_its_picture(tmp_path: Path) -> None:
    """What stands below a picture is told with it and is no paragraph; another caption is told too."""
    document = new_document()
    document.add_paragraph("A river.")
    document.add_picture(picture())
    for words in ("Figure 1: a valley", "Table 1: floods"):
        document.add_paragraph(words, style="Caption")
    found = read(document, tmp_path)
    assert found.paragraphs == ("A river.",)
    assert found.left_out == (
        "1 picture: after paragraph 1 (“Figure 1: a valley”)",
        "1 caption: “Table 1: floods”",
    )


def test_inserted_words_count_and_deleted_ones_do_not(tmp_path: Path) -> None:
    """With changes tracked, the text is as it would be printed; words of a text box are read once."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = new_document()
    body = document.add_paragraph("Plants ")._p
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    for inner in (
        "<w:ins><w:r><w:t>need</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>hate</w:delText></w:r></w:del>",
        "<w:r><w:t xml:space='preserve'> light.</w:t></w:r>",
        f"<w:r {mc}><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    ):
        body.append(
            parse_xml(
                inner.replace(" ", f" {nsdecls('w')} ", 1)
                if inner[2:].split(">")[0].count(" ")
                else inner.replace(">", f" {nsdecls('w')}>", 1)
            )
        )
    assert read(document, tmp_path).paragraphs == ("Plants need light.", "In a box.")


def test_raised_and_lowered_figures_stay_so(tmp_path: Path) -> None:
    """Subscripts and superscripts of figures are characters; of words they are as they stand."""
    document = new_document()
    paragraph = document.add_paragraph("H")
    for text, script in (("2", "subscript"), ("O and 10", ""), ("-3", "superscript"), (" th", "superscript")):
        run = paragraph.add_run(text)
        setattr(run.font, script or "bold", True)
    assert read(document, tmp_path).paragraphs == ("H₂O and 10⁻³ th",)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf1 a}"])
def test_what_is_no_document_is_told(damage: bytes, tmp_path: Path) -> None:
    """An empty, damaged or old file ends in a message that says what to give instead."""
    (tmp_path / "a.docx").write_bytes(damage)
    with pytest.raises(InvalidInput) as raised:
        read_handout(tmp_path / "a.docx")
    assert ".docx" in raised.value.problems[0].remedy


def test_a_document_with_a_text_that_unpacks_to_more_than_any_is_told(tmp_path: Path) -> None:
    """A part in XML of seventeen megabytes packs to a few kilobytes: its size is asked before it is read."""
    document = new_document()
    document.add_paragraph("Plants need light.")
    packed = BytesIO(document_bytes(document))
    with ZipFile(packed) as whole, ZipFile(tmp_path / "a.docx", "w", ZIP_DEFLATED) as large:
        for name in whole.namelist():
            part = whole.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:body>", b"<w:body>" + 17 * (b"<!--" + b"a" * 2**20 + b"-->"), 1)
            large.writestr(name, part)
    with pytest.raises(InvalidInput, match="This is no Word document that can be read"):
        read_handout(tmp_path / "a.docx")


def marked(kind: str, inner: str) -> Any:
    """An element of Word's markup, as of a change or a sign."""
    return parse_xml(f"<w:{kind} {nsdecls('w', 'm')}>{inner}</w:{kind}>")


def test_what_is_not_printed_is_not_read(tmp_path: Path) -> None:
    """Words moved elsewhere are read where they stand now; hidden ones, as of answers, are not read."""
    document = new_document()
    document.add_heading("A treaty", 0)
    paragraph = document.add_paragraph("It ended the war.")
    for change, words in (("moveFrom", " There."), ("moveTo", " Here.")):
        paragraph._p.append(
            parse_xml(f'<w:{change} {nsdecls("w")} w:id="1"><w:r><w:t>{words}</w:t></w:r></w:{change}>')
        )
    paragraph.add_run(" Answer: 1919.").font.hidden = True
    shown = paragraph.add_run(" It was long.")
    shown.font.hidden = False
    assert read(document, tmp_path).paragraphs == ("It ended the war. Here. It was long.",)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<m:f><m:num><m:r><m:t>s</m:t></m:r></m:num><m:den><m:r><m:t>t</m:t></m:r></m:den></m:f>", "s/t"),
        (
            "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>",
            "(a+b)/2",
        ),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "x²"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>n</m:t></m:r></m:sup></m:sSup>", "x^n"),
        ("<m:sSub><m:e><m:r><m:t>v</m:t></m:r></m:e><m:sub><m:r><m:t>0</m:t></m:r></m:sub></m:sSub>", "v₀"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:rad>", "√(a+b)"),
        ("<m:d><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:d>", "(a+b)"),
        (
            '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d>',
            "[a]",
        ),
        (
            '<m:d><m:e><m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e>'
            "</m:d><m:r><m:t>+b</m:t></m:r></m:e></m:d>",
            "([a]+b)",
        ),
        (
            "<m:sPre><m:sub><m:r><m:t>6</m:t></m:r></m:sub><m:sup><m:r><m:t>14</m:t></m:r></m:sup>"
            "<m:e><m:r><m:t>C</m:t></m:r></m:e></m:sPre>",
            "¹⁴₆C",
        ),
    ],
)
def test_a_formula_keeps_its_meaning(tmp_path: Path, inner: str, said: str) -> None:
    """What stands below a line, above another letter or under a root does so on one line, too."""
    document = new_document()
    document.add_heading("Motion", 0)
    paragraph = document.add_paragraph("It is ")
    paragraph._p.append(parse_xml(f"<m:oMath {nsdecls('w', 'm')}>{inner}</m:oMath>"))
    paragraph.add_run(" as we know.")
    assert read(document, tmp_path).paragraphs == (f"It is {said} as we know.",)


@pytest.mark.parametrize(
    ("font", "code", "said"),
    [
        ("Wingdings", "F0E0", "→"),
        ("Symbol", "F061", "α"),
        ("Symbol", "F0B0", "°"),
        ("Arial", "2192", "→"),
        ("Webdings", "F061", "□"),
    ],
)
def test_signs_of_picture_fonts_are_characters(tmp_path: Path, font: str, code: str, said: str) -> None:
    """The arrow that Word makes of -->, Greek letters and degrees stay; a picture leaves its place."""
    document = new_document()
    document.add_heading("War", 0)
    paragraph = document.add_paragraph("One ")
    paragraph._p.append(marked("r", f'<w:sym w:font="{font}" w:char="{code}"/>'))
    paragraph.add_run(" two.")
    assert read(document, tmp_path).paragraphs == (f"One {said} two.",)


def test_merged_cells_count_in_every_column_and_row(tmp_path: Path) -> None:
    """No cell beside a merged one slips under another column's name, and no row loses what it belongs to."""
    document = new_document()
    document.add_heading("Battles", 0)
    document.add_paragraph("These were they.")
    table = document.add_table(4, 3)
    cells = (
        ("Front", "Front", "Dead"),
        ("West", "Verdun", "700"),
        ("", "Somme", "1000"),
        ("East", "Tannenberg", ""),
    )
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Front"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "West"
    (found,) = read(document, tmp_path).tables
    assert found.columns == ("Front", "Front", "Dead")
    assert found.rows == (("West", "Verdun", "700"), ("West", "Somme", "1000"), ("East", "Tannenberg", "–"))


def test_a_row_that_says_the_same_in_every_column_keeps_it(tmp_path: Path) -> None:
    """Only one cell over all columns is a title whose words stand once."""
    document = new_document()
    document.add_heading("Alliances", 0)
    document.add_paragraph("These were they.")
    table = document.add_table(5, 3)
    same = ("yes", "yes", "yes")
    for row, texts in enumerate((("Country", "1914", "1918"), same, same, same, ("", "", ""))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(4, 0).merge(table.cell(4, 2)).text = "all of them"
    (found,) = read(document, tmp_path).tables
    assert found.rows == (same, same, same, ("all of them", "–", "–"))


@pytest.mark.parametrize("place", ["paragraph", "list", "cell"])
def test_footnotes_are_told(tmp_path: Path, place: str) -> None:
    """A footnote is no part of the text, and its words are named as left out; a list or table goes on behind it."""
    document = new_document()
    document.add_heading("War", 0)
    paragraph = document.add_paragraph("He died in 1918.")
    items = [document.add_paragraph(text, style="List Bullet") for text in ("bread", "peace")]
    table = document.add_table(2, 2)
    for row, texts in enumerate((("Year", "War"), ("1914", "begins"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    at = {"paragraph": paragraph, "list": items[0], "cell": table.cell(1, 0).paragraphs[0]}[place]
    at._p.append(marked("r", '<w:footnoteReference w:id="2"/>'))
    note = '<w:footnote w:id="2"><w:p><w:r><w:t> A week before.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    found = read(document, tmp_path)
    assert (found.paragraphs, found.left_out) == (
        ("He died in 1918.", "bread; peace."),
        ("1 footnote: “A week before.”",),
    )
    assert [table.rows for table in found.tables] == [(("1914", "begins"),)]


def test_a_heading_loses_its_number(tmp_path: Path) -> None:
    """A topic is called what it is about; a year is no number of a heading."""
    document = new_document()
    for heading in ("2. The war", "2.1 The 1. Army", "2.2) Peace", "1919 and after"):
        document.add_heading(heading, 1)
        document.add_paragraph("It went on for long.")
    found = read(document, tmp_path)
    assert (found.title, found.topics) == ("The war", ("The 1. Army", "Peace", "1919 and after"))


def test_questions_of_a_list_end_as_they_do(tmp_path: Path) -> None:
    """No semicolon stands behind a question mark."""
    document = new_document()
    document.add_heading("War", 0)
    for item in ("Who won?", "Who lost"):
        document.add_paragraph(item, style="List Number")
    assert read(document, tmp_path).paragraphs == ("Who won? Who lost.",)
