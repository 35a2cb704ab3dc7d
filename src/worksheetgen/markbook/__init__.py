"""The workbook in which a run's marks are typed, and the record into which they are taken."""

from worksheetgen.markbook.harvest import MARKBOOK_FILE, Asked, Harvest, harvest, unplaced
from worksheetgen.markbook.layout import MarkbookContents
from worksheetgen.markbook.reading import (
    MarkbookReading,
    NotAMarkbook,
    printed_cells_changed,
    read_markbook,
    rows_shown,
)
from worksheetgen.markbook.record import (
    MARKS_FILE,
    SPAG_MARKS,
    MarkKey,
    MarksRecord,
    inert,
    keys_of,
    record_from_csv,
    record_to_csv,
)
from worksheetgen.markbook.writing import markbook

__all__ = [
    "MARKBOOK_FILE",
    "MARKS_FILE",
    "SPAG_MARKS",
    "Asked",
    "Harvest",
    "MarkKey",
    "MarkbookContents",
    "MarkbookReading",
    "MarksRecord",
    "NotAMarkbook",
    "harvest",
    "inert",
    "keys_of",
    "markbook",
    "printed_cells_changed",
    "read_markbook",
    "record_from_csv",
    "record_to_csv",
    "rows_shown",
    "unplaced",
]
