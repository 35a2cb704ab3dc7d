"""PDFs of text: paragraphs over lines, columns and pages, without what stands at every head and foot."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
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
