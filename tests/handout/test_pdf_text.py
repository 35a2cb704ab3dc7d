"""PDFs of text: paragraphs over lines, columns and pages, without what stands at every head and foot."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from worksheetgen.errors import InvalidInput
from worksheetgen.handout import read_handout

LONG = "The harbour was founded by merchants who needed shelter, and it grew into a"


def pdf(pages: Sequence[Sequence[tuple[float, float, str]]], folder: Path, *, heading: str = "") -> Path:
    """A PDF of lines in 11 point, each at its place in points from the left and the top."""
    content = BytesIO()
    canvas = Canvas(content, (595, 842))
    for number, lines in enumerate(pages, 1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 20, f"Saltmere – page {number} of {len(pages)}")
        canvas.drawString(500, 820, str(number))
        if heading and number == 1:
            canvas.setFont("Helvetica-Bold", 20)
            canvas.drawString(72, 790, heading)
        canvas.setFont("Helvetica", 11)
        for left, top, text in lines:
            canvas.drawString(left, 842 - top, text)
        canvas.showPage()
    canvas.save()
    path = folder / "a.pdf"
    path.write_bytes(content.getvalue())
    return path


def test_lines_are_joined_and_edges_dropped(tmp_path: Path) -> None:
    """A paragraph goes on overleaf; page numbers and what every page repeats are no text; large print is a heading."""
    first = [(72, 100, LONG), (72, 114, "town of its own."), (72, 140, f"{LONG} port-")]
    second = [(72, 100, "side quarter of note."), (72, 126, "Ships came. They brought salt and iron.")]
    found = read_handout(pdf([first, second], tmp_path, heading="A town"))
    assert found.title == "A town"
    assert found.paragraphs == (
        f"{LONG} town of its own.",
        f"{LONG} portside quarter of note.",
        "Ships came. They brought salt and iron.",
    )


def test_a_heading_close_to_its_text_is_one(tmp_path: Path) -> None:
    """A line in larger letters is no part of the paragraph below it, however near; figures alone are no topic."""
    content = BytesIO()
    canvas = Canvas(content, (595, 842))
    for top, size, text in (
        (60, 20, "Votes for women"),
        (90, 11, f"{LONG} town."),
        (120, 14, "Emily Davison"),
        (134, 11, f"{LONG} city"),
        (148, 11, "in the north."),
        (200, 11, "1906 60"),
    ):
        canvas.setFont("Helvetica", size)
        canvas.drawString(72, 842 - top, text)
    canvas.save()
    path = tmp_path / "a.pdf"
    path.write_bytes(content.getvalue())
    found = read_handout(path)
    assert (found.title, found.topics) == ("Votes for women", ("Emily Davison",))
    assert found.paragraphs == (f"{LONG} town.", f"{LONG} city in the north.", "1906 60")


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Lines beside each other in two columns do not run into each other."""
    left = [(72, 100 + 14 * n, f"left line {n} of the first column") for n in range(3)]
    right = [(320, 100 + 14 * n, f"right line {n} of the second one") for n in range(3)]
    found = read_handout(pdf([[*left, *right]], tmp_path))
    words = " ".join(found.paragraphs)
    assert words.index("left line 2") < words.index("right line 0")
    assert "left line 0 of the first column left line 1" in words


def test_a_scan_is_told(tmp_path: Path) -> None:
    """A PDF of pictures alone says that it needs its text recognised."""
    content = BytesIO()
    canvas = Canvas(content)
    canvas.rect(100, 100, 100, 100, fill=1)
    canvas.save()
    (tmp_path / "a.pdf").write_bytes(content.getvalue())
    with pytest.raises(InvalidInput, match="has no text"):
        read_handout(tmp_path / "a.pdf")
    (tmp_path / "a.pdf").write_bytes(content.getvalue()[:300])
    with pytest.raises(InvalidInput, match="no PDF that can be read"):
        read_handout(tmp_path / "a.pdf")


FULL = [(72, 100, LONG * 300)]
IN_PIECES = [(20 + 18 * (number % 31), 60 + 7 * (number // 31), "ab") for number in range(3200)]


@pytest.mark.parametrize("lines", [FULL, IN_PIECES], ids=["letters", "pieces"])
def test_a_page_with_more_text_than_it_has_room_for_is_told(
    lines: Sequence[tuple[float, float, str]], tmp_path: Path
) -> None:
    """PDFium would look through all of it for each of its pieces."""
    with pytest.raises(InvalidInput, match="Page 2 of the PDF has more text than a page has room for"):
        read_handout(pdf([[(72, 100, LONG)], lines], tmp_path))


def drawn(pieces: Sequence[tuple[float, float, float, str]], folder: Path) -> Path:
    """A PDF of pieces of lines, each at its place in points from the left and the top, in its size."""
    content = BytesIO()
    canvas = Canvas(content, (595, 842))
    for left, top, size, text in pieces:
        canvas.setFont("Helvetica", size)
        canvas.drawString(left, 842 - top, text)
    canvas.save()
    path = folder / "a.pdf"
    path.write_bytes(content.getvalue())
    return path


def test_small_figures_stay_raised_and_lowered(tmp_path: Path) -> None:
    """Neither is lost at the end of a page, as a page number would be, nor a full-sized figure of the text."""
    pieces, left = [], 72.0
    for text, lift in (
        ("The harbour gives off CO", 0),
        ("2", 3),
        (" and has 10 km", 0),
        ("2", -4),
        (" of land in 1908", 0),
    ):
        size = 7 if lift else 11
        pieces.append((left, 100.0 + lift, size, text))
        left += stringWidth(text, "Helvetica", size)
    said = "The harbour gives off CO₂ and has 10 km² of land in 1908"
    assert read_handout(drawn(pieces, tmp_path)).paragraphs == (said,)


def test_rows_of_figures_are_a_table(tmp_path: Path) -> None:
    """What stands in columns is a table with its head, and no list of topics; the text goes on below it."""
    rows = (
        ("Country", "Dead", "Wounded"),
        ("France", "1.4 million", "4.2 million"),
        ("Britain", "0.9 million", "–"),
    )
    cells = [
        (72 + 130 * column, 140 + 16 * row, 11, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    lines = [(72, 100, 11, f"{LONG} town."), *cells, (72, 220, 11, f"{LONG} city.")]
    found = read_handout(drawn(lines, tmp_path))
    assert (found.paragraphs, found.topics) == ((f"{LONG} town.", f"{LONG} city."), ())
    (table,) = found.tables
    assert (table.columns, table.rows, table.after) == (rows[0], rows[1:], 1)


@pytest.mark.parametrize("signs", ["•••", ("1.", "2.", "3."), ("(a)", "(b)", "(c)")])
def test_a_list_is_no_table(tmp_path: Path, signs: Sequence[str]) -> None:
    """However far a bullet or number stands from its entry, entries are one paragraph."""
    entries = ("Bread for all", "Peace now", "Land to the peasants")
    pieces = [
        (left, 130 + 14 * row, 11, text)
        for row, both in enumerate(zip(signs, entries, strict=True))
        for left, text in zip((90, 115), both, strict=True)
    ]
    found = read_handout(drawn([(72, 100, 11, f"{LONG} town."), *pieces], tmp_path))
    assert (found.tables, found.paragraphs[1:]) == ((), ("; ".join(entries) + ".",))


def test_numbers_of_lines_are_no_text(tmp_path: Path) -> None:
    """Figures in the margin, left or right, are left out; those of the text stay."""
    lines = [(72, 100 + 14 * number, 11, f"{LONG} town of {number}") for number in range(1, 7)]
    margin = [(50, 170, 11, "5"), (560, 184, 11, "6")]
    (said,) = read_handout(drawn([*lines, *margin], tmp_path)).paragraphs
    assert said == " ".join(text for *_, text in lines)


def test_years_beside_a_text_stay(tmp_path: Path) -> None:
    """Early years in the margin are no numbers of lines: these go up by the same step."""
    years = [(40, 100 + 40 * number, 11, year) for number, year in enumerate(("43", "60", "122"))]
    lines = [(72, 100 + 40 * number, 11, f"{LONG} town") for number in range(3)]
    pieces = [one for both in zip(years, lines, strict=True) for one in both]
    said = " ".join(read_handout(drawn(pieces, tmp_path)).paragraphs)
    assert all(year in said for _, _, _, year in years)


def test_a_page_that_was_scanned_is_told(tmp_path: Path) -> None:
    """Among pages of text one that is a picture is named as having none."""
    content = BytesIO()
    canvas = Canvas(content, (595, 842))
    canvas.drawString(72, 700, f"{LONG} town.")
    canvas.showPage()
    canvas.drawInlineImage(Image.new("RGB", (60, 80), "red"), 0, 0, 595, 842)
    canvas.save()
    path = tmp_path / "a.pdf"
    path.write_bytes(content.getvalue())
    assert read_handout(path).left_out == ("1 picture: on page 2, which has no text",)
