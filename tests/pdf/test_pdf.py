"""The written PDF: sound, tagged, readable in order, the same bytes each time; and judges that see defects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zlib import compress

import page as judge
import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.faces import ONE_BYTE
from worksheetgen.model.blocks import (
    Align,
    Box,
    Boxes,
    Bullets,
    Card,
    Cards,
    Cell,
    Chart,
    ChartBar,
    Columns,
    Compared,
    FactLine,
    Facts,
    Frame,
    GridCell,
    GridColumn,
    Heading,
    KeyStrip,
    KeyStrips,
    Labelled,
    Lines,
    MarkingGrid,
    Option,
    Options,
    Paragraph,
    Passage,
    Picture,
    Side,
    Stem,
    Table,
    Ticks,
    Timeline,
    WordBank,
)
from worksheetgen.model.document import Document
from worksheetgen.model.image import Image
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.students import Print
from worksheetgen.model.text import Gap, Run
from worksheetgen.pdf import write_pdf
from worksheetgen.typesetting.fonts import font
from worksheetgen.value import replace

OPERATORS = {*"jnqQgGwdJmlfS", "B*", "T*", "Do", "cm", "BT", "ET", "Tf", "TL", "Td", "Tm", "Tj"}
OPERATORS |= {"rg", "RG", "re", "BDC", "BMC", "EMC"}


def everything() -> Document:
    """One document with every block."""
    cells = tuple(
        (Cell(run(f"row {number}"), Align.LEFT, 12, False), Cell(run("7–9"), Align.CENTRE, 0, True))
        for number in range(30)
    )
    header = (Cell(run("Descriptor"), Align.LEFT, 0, False), Cell(run("Marks"), Align.CENTRE, 0, False))
    return document(
        Heading("Section A", (), run("10 marks"), 1, "heading", True),
        Labelled(
            "1",
            (
                Stem(run("Which city?"), "[1 mark]"),
                Options((Option("A", run("Kiev")), Option("B", run("Łódź")))),
            ),
            "number",
            level=2,
        ),
        Labelled(
            "2",
            (Stem(run("It was new."), "[2 marks]"), Ticks(("True", "False")), Lines(2, "Reason", 0)),
            "number",
        ),
        Labelled(
            "3",
            (
                Frame((WordBank(("popular", "Leningrad")),), False, False, 0),
                Paragraph(
                    (Run("He was ", False), Gap("gap 1"), Run(" for " + "long " * 40, False), Gap("gap 2")),
                    "cloze",
                    Align.LEFT,
                ),
            ),
            "number",
            level=2,
        ),
        Side(
            (Bullets((run("one"), run("two")), "body"),),
            (Table((1.0, 1.0), True, False, (header, cells[0]), "cell"),),
            0.5,
        ),
        Passage((("5", run("A paragraph to read. " * 30)),), (("term", run("meaning")),), True),
        Table((3.0, 1.0), True, True, (header, *cells), "cell"),
        MarkingGrid(
            "Student",
            (GridColumn("A", "1", "/1"), GridColumn("", "2", "")),
            (
                ("017 Zoë", (GridCell("B", "", False), GridCell("", "→7 /4", False))),
                ("018 Ngô", (GridCell("D", "", False), GridCell("", "", True))),
            ),
        ),
        KeyStrips((KeyStrip("Paper 017", "Zoë", (("1", "B"), ("2", "D"))),)),
        Chart("Prisoners (millions)", (ChartBar("1932", 2.0), ChartBar("1938", 8.0)), across=False),
        Chart("Questions", (ChartBar("Łódź", 3.0), ChartBar("show trials", 12.0)), across=True),
        Picture(Image(2, 1, "FlateDecode", "DeviceGray", compress(b"\x60\xff")), "Two greys"),
        Timeline((("1921", run("A ban.")), ("1934", run("A murder that is told at some length. " * 4)))),
        Frame((Paragraph(run("A note."), "body", Align.LEFT),), False, True, 0),
        Boxes(
            (Box("1", run("Why?"), (Paragraph(run("So."), "fact", Align.LEFT),)), Box("", run("What?"), ()))
        ),
        Columns(
            (
                Heading("Terms", (), (), 2, "fact-head", True),
                Facts(
                    (FactLine("purge", run("to remove")), FactLine("camp", ()), FactLine("", ())), "fact", 2
                ),
                Compared(
                    "Prisoners", ("the text", "the archive"), (("1937", (6.0, 1.2)), ("Łódź", (0.0, 2e6)))
                ),
            )
        ),
        Cards(
            (Card("Term", "1", run("purge"), run("to remove")), Card("", "", run("All"), (), head=True)),
            "F",
            "B",
        ),
    )


@cache
def sheet(print: Print = Print.STANDARD) -> LaidOutDocument:
    """Every block, set."""
    return typesetter(print).set(everything())


def written(folder: Path, *sheets: LaidOutDocument) -> Path:
    """The sheets as a file."""
    path = folder / "print.pdf"
    path.write_bytes(write_pdf(sheets or (sheet(),), "A test"))
    return path


def failures(path: Path) -> str:
    """What the validator says where it finds a failure, "" where it finds none."""
    said = str(judge.validate_pdf(str(path), profile="ua1"))
    return "" if re.search(r"Checks: 0 failed", said) else said


def test_the_same_sheets_are_the_same_bytes() -> None:
    """Writing twice gives one file."""
    assert write_pdf([sheet()], "A test") == write_pdf([sheet()], "A test")


@pytest.mark.parametrize("print", list(Print))
def test_every_print_passes_pdf_ua(tmp_path: Path, print: Print) -> None:
    """The validator finds no failure of PDF/UA-1 in any print."""
    assert failures(written(tmp_path, sheet(print))) == ""


def test_a_pack_passes_pdf_ua(tmp_path: Path) -> None:
    """Three sheets in one file are as sound as one."""
    assert failures(written(tmp_path, sheet(), sheet(Print.LARGE_18), sheet())) == ""


def test_the_file_is_sound(tmp_path: Path) -> None:
    """Qpdf finds nothing wrong; every operator is known and every q has its Q."""
    with pikepdf.open(written(tmp_path)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for number, sheet_page in enumerate(pdf.pages):
            found = [str(step.operator) for step in pikepdf.parse_content_stream(sheet_page)]
            assert set(found) <= OPERATORS, number
            assert found.count("q") == found.count("Q")


def test_nothing_but_title_and_producer_is_in_the_metadata(tmp_path: Path) -> None:
    """No author, no date, no path."""
    with pikepdf.open(written(tmp_path)) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}
        assert str(pdf.docinfo["/Title"]) == "A test"
        assert pdf.Root.Lang == "en-GB"


def test_a_viewer_offers_actual_size_and_both_sides(tmp_path: Path) -> None:
    """A paper and a pack ask the printer for their own size, double-sided, turned over at the long edge."""
    for sheets in ([sheet()], [sheet(), sheet()]):
        with pikepdf.open(written(tmp_path, *sheets)) as pdf:
            asked = pdf.Root.ViewerPreferences
            assert asked.PrintScaling == pikepdf.Name("/None")
            assert asked.Duplex == pikepdf.Name("/DuplexFlipLongEdge")


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40))
@example(")>> endobj 9 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj")
@example("<feff0041> ]]> </rdf:li><script>&amp;&lt;")
@example("\\( \\) \\\\ %EOF stream endstream 🙂")
def test_no_words_become_part_of_the_file(words: str) -> None:
    """Whatever a title or a picture's words say, they are read back as they are, in as many objects as ever."""
    picture = Picture(Image(1, 1, "FlateDecode", "DeviceGray", compress(b"\x60")), words)
    plain = replace(picture, alt="Some words")
    file, as_ever = (
        pikepdf.open(BytesIO(write_pdf([typesetter(Print.STANDARD).set(document(one))], title)))
        for one, title in ((picture, words), (plain, "A title"))
    )
    with file as pdf, as_ever as other:
        assert len(pdf.objects) == len(other.objects)
        dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        assert not [one for one in dictionaries for key in ("/JS", "/AA", "/OpenAction") if key in one]
        assert str(pdf.docinfo["/Title"]) == words
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == words
        (figure,) = elements(pdf, "Figure")
        assert str(figure.Alt) == words


def test_the_outline_has_the_headings(tmp_path: Path) -> None:
    """A reader finds sections by bookmark; in a pack, below each paper's."""
    with pikepdf.open(written(tmp_path)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Section A"]
    with pikepdf.open(written(tmp_path, sheet(), sheet())) as pdf, pdf.open_outline() as outline:
        assert [(item.title, [kid.title for kid in item.children]) for item in outline.root] == [
            ("Test", ["Section A"]),
            ("Test", ["Section A"]),
        ]


def test_the_outline_counts_its_entries(tmp_path: Path) -> None:
    """An outline and each of its entries say how many are to be seen below, at all levels (ISO 32000-1, 12.3.3)."""
    heads = [
        Heading(title, (), (), level, "heading", False) for title, level in (("A", 1), ("B", 2), ("C", 1))
    ]
    for count, expected in ((1, {"": 1}), (2, {"": 2, "A": 1}), (3, {"": 3, "A": 1})):
        found = typesetter(Print.STANDARD).set(document(*heads[:count]))
        with pikepdf.open(written(tmp_path, found)) as pdf:
            assert dict(counts(pdf.Root.Outlines)) == expected
    with pikepdf.open(written(tmp_path, found, found)) as pdf:
        assert [*counts(pdf.Root.Outlines)] == [("", 8), *[("Test", 3), ("A", 1)] * 2]


def counts(entry: pikepdf.Object) -> Iterator[tuple[str, int]]:
    """The titles of an outline's entries that have some below them, and how many they say."""
    if "/Count" in entry:
        yield str(entry.get("/Title", "")), int(entry.Count)
    kid = entry.get("/First")
    while kid is not None:
        yield from counts(kid)
        kid = kid.get("/Next")


def test_what_differs_within_is_not_drawn_by_one_stream(tmp_path: Path) -> None:
    """Pages of a pack share what is wholly the same alone: blocks that begin and end alike are both there."""
    begin, end = "Whatever stands before it is the same. " * 12, " And whatever stands after it, too." * 12
    for before, after in (("", ""), (begin, end)):
        words = [f"{before}The key is {letter}.{after}" for letter in "ABBA"]
        sheets = [
            typesetter(Print.STANDARD).set(document(Paragraph(run(each), "body", Align.LEFT)))
            for each in words
        ]
        pdf = pypdfium2.PdfDocument(written(tmp_path, *sheets))
        texts = [pdf[number].get_textpage().get_text_range() for number in range(0, len(pdf), 2)]
        assert [re.findall("The key is (.)", text) for text in texts] == [["A"], ["B"], ["B"], ["A"]]


# ---- the structure -------------------------------------------------------------------------------


def spoken(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What a screen reader says, element by element in the tree's order."""
    texts = [marked_text(page) for page in pdf.pages]
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def walk(element: pikepdf.Object) -> Iterator[str]:
        for kid in element.K:
            if isinstance(kid, int):
                yield texts[numbers[element.Pg.objgen]][kid]
            elif kid.get("/Type") == "/MCR":
                yield texts[numbers[kid.Pg.objgen]][int(kid.MCID)]
            elif kid.S != "/Figure":  # a figure is told by its alternative text
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot)


def marked_text(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked-content id of a page, through the fonts' encodings and ToUnicode maps."""
    fonts = dict(page.Resources.Font.items())
    found: dict[int, str] = {}
    mark, inner, font = -1, False, ""
    for step in pikepdf.parse_content_stream(page):
        assert isinstance(step, pikepdf.ContentStreamInstruction)
        operands = list(step.operands)
        match str(step.operator):
            case "BDC" if "/ActualText" in operands[1]:
                found[mark] += str(operands[1].ActualText)
                inner = True
            case "BDC":
                mark = int(operands[1].MCID)
                assert mark not in found
                found[mark] = ""
            case "EMC" if inner:
                inner = False
            case "EMC":
                mark = -1
            case "Tf":
                font = str(operands[0])
            case "Tj" if mark >= 0 and not inner:
                found[mark] += shown(fonts[font], bytes(operands[0]))
    return found


def shown(font: pikepdf.Object, codes: bytes) -> str:
    """The characters of the codes in a font."""
    if font.Encoding == pikepdf.Name.WinAnsiEncoding:
        return codes.decode("cp1252")
    characters = unicode_map(font)
    return "".join(characters[codes[at : at + 2]] for at in range(0, len(codes), 2))


def unicode_map(font: pikepdf.Object) -> dict[bytes, str]:
    """A font's characters by code."""
    lines = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes())
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in lines
    }


def test_the_tree_reads_as_the_page(tmp_path: Path) -> None:
    """Walking the structure gives the words that a text extractor finds, none lost and none added."""
    path = written(tmp_path)
    with pikepdf.open(path) as pdf:
        said = " ".join(spoken(pdf)).split()
    extracted = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)).split()
    missing = Counter(said) - Counter(extracted)
    assert not missing
    assert said[:3] == ["Section", "A", "10"]
    assert said.index("Kiev") < said.index("Łódź") < said.index("True") < said.index("popular")


def elements(pdf: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    """The structure's elements with that tag, in order."""

    def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        for kid in element.K:
            if not isinstance(kid, int) and kid.get("/Type") != "/MCR":
                yield kid
                yield from walk(kid)

    return [one for one in walk(pdf.Root.StructTreeRoot) if f"/{tag}" == one.S]


def test_a_pupil_hears_of_numbers_boxes_and_gaps(tmp_path: Path) -> None:
    """A question's number is a heading; a box says whose it is, and is a field to fill in; a gap has its number."""
    with pikepdf.open(written(tmp_path)) as pdf:
        said = " ".join(" ".join(spoken(pdf)).split())
        assert len(elements(pdf, "H2")) == 5  # of two questions, two boxes and a list
        boxes = elements(pdf, "Form")
        assert [str(box.Alt) for box in boxes] == ["box A", "box B", "box", "box"]
        assert {(str(box.A.Role), str(box.A.checked)) for box in boxes} == {("/cb", "/off")}
        assert [str(box.P.S) for box in boxes] == ["/LBody", "/LBody", "/P", "/P"]
    assert "He was gap 1 for long" in said
    assert said.count("gap 2") == 1


def test_cells_head_the_columns_below_them_or_the_row_beside(tmp_path: Path) -> None:
    """A row of heads alone heads columns, without being shaded as a table's header is; a head among cells its row."""
    head, cell = (Cell(run(word), Align.LEFT, 0, word == "A") for word in ("A", "8"))
    table = Table((1.0, 1.0), False, False, ((head, head), (head, cell)), "cell")
    with pikepdf.open(written(tmp_path, typesetter(Print.STANDARD).set(document(table)))) as pdf:
        assert [str(one.A.Scope) for one in elements(pdf, "TH")] == ["/Column", "/Column", "/Row"]


def test_every_letter_is_read_back(tmp_path: Path) -> None:
    """Letters with a code of one byte and letters without, brackets and backslashes: a reader finds what was said."""
    drawable = "".join(character for character in ONE_BYTE if font("FiraSans-Regular").has(character))
    said = f"{drawable} Łódź (a\\b) ((\\)) Żółć{drawable}Ω".replace(" ", "_")
    path = written(
        tmp_path, typesetter(Print.STANDARD).set(document(Paragraph(run(said), "body", Align.LEFT)))
    )
    page = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert len(drawable) > 200
    assert "".join(page.split()).startswith(said)
    with pikepdf.open(path) as pdf:
        heard = "".join(spoken(pdf))
    assert "".join(heard.split()).startswith(said)


def hold_marks(pdf: pikepdf.Pdf) -> None:
    """Every mark of every page is held by one element on that page, and the parent tree has that element for it."""
    root = pdf.Root.StructTreeRoot
    parents = {
        int(root.ParentTree.Nums[at]): root.ParentTree.Nums[at + 1]
        for at in range(0, len(root.ParentTree.Nums), 2)
    }
    numbers = {page.obj.objgen: int(page.StructParents) for page in pdf.pages}
    held: dict[tuple[int, int], list[int]] = {page.obj.objgen: [] for page in pdf.pages}

    def mark(page: pikepdf.Object, number: int, element: pikepdf.Object) -> None:
        assert parents[numbers[page.objgen]][number].objgen == element.objgen
        held[page.objgen].append(number)

    def walk(element: pikepdf.Object) -> None:
        for kid in element.K:
            if isinstance(kid, int):
                mark(element.Pg, kid, element)
            elif kid.get("/Type") == "/MCR":
                mark(kid.Pg, int(kid.MCID), element)
            else:
                assert kid.P.objgen == element.objgen
                walk(kid)

    walk(root.K[0])
    for page in pdf.pages:
        assert sorted(held[page.obj.objgen]) == sorted(marked_text(page))


def test_the_parent_tree_agrees_with_the_tree(tmp_path: Path) -> None:
    """Every mark's entry in the parent tree is the element that holds it."""
    with pikepdf.open(written(tmp_path, sheet(), sheet())) as pdf:
        hold_marks(pdf)


def test_papers_with_the_same_items_on_other_pages_are_right_each(tmp_path: Path) -> None:
    """What was made of one paper is used for another only where everything stands on the same pages."""
    renderer = typesetter(Print.STANDARD)
    plain = document(*(Paragraph(run(f"Paragraph {number}."), "body", Align.LEFT) for number in range(4)))
    for fresh in (1, 2, 3, 1):
        items = tuple(
            replace(item, page_break_before=index == fresh) for index, item in enumerate(plain.items)
        )
        alike = renderer.set(replace(plain, items=items, canonical_order=(0, 1, 2, 3)))
        assert alike.shares_items
        for sheets in ((alike,), (alike, alike)):
            with pikepdf.open(written(tmp_path, *sheets)) as pdf:
                hold_marks(pdf)


def test_a_bookmark_leads_to_its_heading(tmp_path: Path) -> None:
    """It leads to the heading's page, and there to just above its words."""
    above = tuple(Paragraph(run(f"Paragraph {number}."), "body", Align.LEFT) for number in range(5))
    head = Heading("Section B", (), (), 1, "heading", False)
    path = written(tmp_path, typesetter(Print.STANDARD).set(document(*above, head, above[0])))
    pdf = pypdfium2.PdfDocument(path)
    (entry,) = pdf.get_toc()
    page, (_, y, *_) = entry.get_dest().get_index(), entry.get_dest().get_view()[1]
    assert page == 0
    text = pdf[page].get_textpage()
    found = text.search("Section B").get_next()
    assert found is not None
    *_, top = text.get_charbox(found[0])
    assert 0 < y - top < 12


# ---- the judges ----------------------------------------------------------------------------------


def tagged(pdf: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    """The first element with the tag."""
    return next(
        element
        for element in pdf.objects
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == pikepdf.Name(tag)
    )


def composite(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The fonts of glyph numbers."""
    return [
        font
        for font in pdf.pages[0].Resources.Font.values()
        if isinstance(font, pikepdf.Dictionary) and font.Subtype == pikepdf.Name.Type0
    ]


def damaged(path: Path, damage: str) -> Path:
    """The file with one defect of a family planted."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        match damage:
            case "untagged content":
                pdf.pages[0].contents_add(b"BT /F0 12 Tf 50 50 Td (a) Tj ET")
            case "no language":
                del pdf.Root.Lang
            case "no title shown":
                del pdf.Root.ViewerPreferences
            case "not marked":
                del pdf.Root.MarkInfo
            case "no ToUnicode":
                for font in composite(pdf):
                    del font.ToUnicode
            case "no alternative text":
                del tagged(pdf, "/Figure").Alt
            case "no scope of a header":
                del tagged(pdf, "/TH").A
            case "a heading's level left out":
                tagged(pdf, "/H1").S = pikepdf.Name.H4
            case "an element of no standard type":
                tagged(pdf, "/BlockQuote").S = pikepdf.Name.Quotation
            case "a list without items":
                tagged(pdf, "/LI").S = pikepdf.Name.P
            case "a row without a table":
                tagged(pdf, "/Table").S = pikepdf.Name.Div
            case "a note that is not tagged":
                note = pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[50, 50, 60, 60]
                )
                pdf.pages[0].obj.Annots = [pdf.make_indirect(note)]
            case "no structure":
                del pdf.Root.StructTreeRoot
            case "a font that is not embedded":
                del pdf.pages[0].Resources.Font.F0.FontDescriptor.FontFile2
            case "a font of glyph numbers that is not embedded":
                for font in composite(pdf):
                    del font.DescendantFonts[0].FontDescriptor.FontFile2
            case "a wrong width":
                pdf.pages[0].Resources.Font.F0.Widths[-1] = 7
            case "no identifier":
                stream = pdf.Root.Metadata
                stream.write(stream.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))
        pdf.save(path)
    return path


DAMAGES = (
    *("untagged content", "no language", "no title shown", "not marked", "no ToUnicode", "no identifier"),
    *("no alternative text", "no scope of a header", "a heading's level left out", "no structure"),
    *("an element of no standard type", "a list without items", "a row without a table"),
    *("a note that is not tagged", "a font that is not embedded", "a wrong width"),
    "a font of glyph numbers that is not embedded",
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_judge_sees_a_planted_defect(tmp_path: Path, damage: str) -> None:
    """The validator that finds nothing wrong with ours does find each planted defect."""
    assert failures(damaged(written(tmp_path), damage)) != ""
