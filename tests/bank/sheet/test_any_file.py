"""Whatever stands in a sheet or a document, reading gives a result or problems, never anything else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheetgen.bank.sheet import read_sheet, unit_sheet
from worksheetgen.bank.sheet.columns import SHEET_COLUMNS
from worksheetgen.docx_file import document_bytes, new_document
from worksheetgen.errors import InvalidInput
from worksheetgen.handout import read_handout

UNIT = "title: A\nsubject: B\nattribution: C\ntopics: \n  - {id: a, title: A}\n"
_WRITTEN = (
    "True",
    "a = b\nc = d",
    "1. a\n2. b\n3. c",
    "[[x]]",
    "a | b\n[[c]] | d",
    "x: y = z: w",
    "–",
    "a",
    "b",
    "(2)",
)
_ODD = (
    "‹x›",
    "{source}",
    "{",
    "**",
    "[[",
    "2",
    "essay",
    "crossword",
    "gap-fill",
    "{a: [",
    "{kind: x}",
    "{points: 3}",
    "\\",
)
CELLS = st.one_of(st.sampled_from(_WRITTEN), st.sampled_from(_ODD), st.text(max_size=6))
SLOWLY = settings(max_examples=20)
THOROUGHLY = settings(SLOWLY, max_examples=3000)


def attempt(name: str, content: bytes) -> None:
    """Read the content as a sheet of that name for a small unit, and as a document."""
    with TemporaryDirectory() as folder:
        unit = Path(folder) / "unit"
        unit.mkdir()
        (unit / "unit.yaml").write_text(UNIT)
        path = Path(folder) / name
        path.write_bytes(content)
        for read in (lambda: read_sheet(path, unit), lambda: read_handout(path)):
            try:
                read()
            except InvalidInput as error:
                if not all(problem.what.strip() and problem.remedy.strip() for problem in error.problems):
                    raise AssertionError(error.problems) from error


def any_cells(columns: list[str], rows: list[list[str]]) -> None:
    """Try a CSV file of these columns and cells."""
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    attempt(
        "q.csv", "\n".join((",".join(("question", "answer", *columns)), *quoted)).encode("utf-8", "replace")
    )


TABLES = st.lists(st.sampled_from(SHEET_COLUMNS), max_size=5).flatmap(
    lambda columns: st.tuples(
        st.just(columns),
        st.lists(st.lists(CELLS, min_size=2, max_size=2 + len(columns)), min_size=1, max_size=3),
    )
)


@SLOWLY
@given(TABLES)
def test_any_cells(table: tuple[list[str], list[list[str]]]) -> None:
    """Any text in any columns is a question or a problem."""
    any_cells(*table)


@pytest.mark.soak
@THOROUGHLY
@given(TABLES)
def test_any_cells_at_length(table: tuple[list[str], list[list[str]]]) -> None:
    """The same, thousands of times."""
    any_cells(*table)


def samples() -> dict[str, bytes]:
    """A workbook, a Word document, a PDF and a text, each whole."""
    from reportlab.pdfgen.canvas import Canvas

    with TemporaryDirectory() as folder:
        (Path(folder) / "unit.yaml").write_text(UNIT)
        workbook = unit_sheet(Path(folder))
    document = new_document()
    document.add_paragraph("A leaf is green.")
    page = BytesIO()
    canvas = Canvas(page, pageCompression=0)
    canvas.drawString(72, 700, "A leaf is green.")
    canvas.save()
    return {
        "a.xlsx": workbook,
        "a.docx": document_bytes(document),
        "a.pdf": page.getvalue(),
        "a.md": b"# A\n\nB c.\n",
    }


SAMPLES = samples()
DAMAGES = st.tuples(st.sampled_from(sorted(SAMPLES)), st.integers(0, 40_000), st.binary(max_size=6))


def damaged(name: str, at: int, damage: bytes) -> None:
    """Try a file with some of its bytes changed."""
    content = SAMPLES[name]
    at %= len(content)
    attempt(name, content[:at] + damage + content[at + len(damage) :])


@SLOWLY
@given(DAMAGES)
def test_any_damage(damage: tuple[str, int, bytes]) -> None:
    """A workbook or document with some bytes changed is read or refused."""
    damaged(*damage)


@pytest.mark.soak
@THOROUGHLY
@given(DAMAGES)
def test_any_damage_at_length(damage: tuple[str, int, bytes]) -> None:
    """The same, thousands of times."""
    damaged(*damage)


@SLOWLY
@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n"]))
def test_any_bytes(content: bytes, start: bytes) -> None:
    """Bytes that are nothing at all are told, whatever the file is called."""
    for name in ("a.csv", "a.xlsx", "a.docx", "a.pdf", "a.txt"):
        attempt(name, start + content)
