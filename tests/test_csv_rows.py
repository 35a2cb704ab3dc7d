"""Cells of CSV files: no text is a formula in a spreadsheet, whichever sign divides its cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from worksheetgen.csv_rows import csv_lines, csv_of, text_of

HOSTILE = ["=1+1", "@SUM(A1)", "a;=1+1", "a;'=1+1", "a\n=1+1", "a\t-1", "';+1", "''=1", "a;;=1"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula(name: str, delimiter: str) -> None:
    """Wherever a spreadsheet divides the line, no cell begins as a formula does."""
    written = csv_of([("1", name, "papers/1.pdf")]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@")), cell


@given(st.text(alphabet="a'=+-@;\t\n, ").map(str.strip))
@example("a;'=1")
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    """What is written for no formula to begin is taken away again when it is read."""
    (row,) = csv.reader(io.StringIO(csv_of([(text, "x")]).decode("utf-8-sig"), newline=""))
    assert text_of(row[0]) == text


def test_what_is_no_formula_stays() -> None:
    """A dash within a text or a semicolon alone changes nothing."""
    assert (
        csv_of([("Lee-Adams; Ann", "3 - 4", "'t Hooft")]).decode("utf-8-sig")
        == "Lee-Adams; Ann,3 - 4,'t Hooft\r\n"
    )


def test_a_file_grows_by_lines() -> None:
    """The mark of its encoding stands at the head alone."""
    rows = [("1", "Zoë"), ("2", "=1+1")]
    assert csv_of(rows[:1]) + csv_lines(rows[1:]) == csv_of(rows)
