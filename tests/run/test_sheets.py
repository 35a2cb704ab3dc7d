"""Sheets of paper: two pages on each, counted by size."""

from __future__ import annotations

import pytest

from worksheetgen.model.laid_out import PaperSize
from worksheetgen.run.sheets import SheetCount, sheets

A4, A3 = PaperSize.A4, PaperSize.A3


def test_every_document_begins_on_a_sheet_of_its_own() -> None:
    """An odd page takes a sheet, and the next document's first page is not on its back."""
    assert sheets([(A4, 10), (A4, 3), (A4, 1), (A3, 26)]) == {A4: 8, A3: 13}
    assert sheets([]) == {}


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ({A4: 140, A3: 13}, "140 sheets of A4, 13 of A3"),
        ({A3: 13, A4: 1}, "1 sheet of A4, 13 of A3"),
        ({A3: 1}, "1 sheet of A3"),
        ({A4: 2, A3: 0}, "2 sheets of A4"),
        ({}, "0 sheets of A4"),
    ],
)
def test_sheets_are_told_by_size(taken: dict[PaperSize, int], words: str) -> None:
    """A printer is loaded with one size after another, and a size that nobody needs is not named."""
    assert SheetCount({}, taken).in_words == words
