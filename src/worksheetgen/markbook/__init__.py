"""The workbook in which a run's marks are typed, and the record into which they are taken."""

from worksheetgen.markbook.asked import Asked, mark_of
from worksheetgen.markbook.harvest import MARKBOOK_FILE, Harvest, harvest
from worksheetgen.markbook.layout import MarkbookContents
from worksheetgen.markbook.reading import (
    NotAMarkbook,
    OversizedMarkbook,
    RenamedSheets,
    printed_cells_changed,
    read_markbook,
    rows_shown,
)
from worksheetgen.markbook.typed_cells import MarkbookReading
from worksheetgen.markbook.unplaced import unplaced
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
