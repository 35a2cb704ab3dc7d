"""The workbook in which a run's marks are typed, and the record into which they are taken."""

from worksheetgen.markbook.harvest import MARKBOOK_FILE, Asked, Harvest, harvest, mark_of, unplaced
from worksheetgen.markbook.layout import MarkbookContents
from worksheetgen.markbook.reading import (
    MarkbookReading,
    NotAMarkbook,
    OversizedMarkbook,
    RenamedSheets,
    printed_cells_changed,
    read_markbook,
    rows_shown,
)
from worksheetgen.markbook.writing import markbook

__all__ = [
    "MARKBOOK_FILE",
    "Asked",
    "Harvest",
    "MarkbookContents",
    "MarkbookReading",
    "NotAMarkbook",
    "OversizedMarkbook",
    "RenamedSheets",
    "harvest",
    "mark_of",
    "markbook",
    "printed_cells_changed",
    "read_markbook",
    "rows_shown",
    "unplaced",
]
