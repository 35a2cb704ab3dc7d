"""A unit's questions to a spreadsheet and back: for teachers who type into cells rather than into YAML.

`cells` has cells and rows, `columns` the columns, `option_columns` those of other programs’ quizzes, `notation` what a
cell may hold; `bodies` has the cells of each kind, from `choice_cells`, `assembled_cells` and `written_cells`.
`question_rows` writes a question into rows and `reading_rows` reads it, with `reading_whole` for what is said of it as
a whole and `fillers` for what is filled in, as a `sheet_question`; `workbook` is the file that is written,
`sheet_tables` the tables of one that is read, `other_quizzes` what is none. `in_the_bank` finds its questions in the
unit, `importing` says what it changes there and `changed_files` makes the files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from worksheetgen.bank.parsing import parse_unit
from worksheetgen.bank.sheet.importing import SheetImport, read_sheet

__all__ = ["SheetImport", "read_sheet", "unit_sheet"]


def unit_sheet(folder: Path, wanted: Callable[[str], bool] = lambda _: True) -> bytes:
    """The workbook of the unit in a folder, with the questions whose ids are wanted.

    Raises InvalidInput with all that is wrong with the files of the unit, each for itself.
    """
    from worksheetgen.bank.sheet.workbook import sheet_of
    from worksheetgen.errors import InvalidInput

    draft = parse_unit(folder)
    if draft.problems:
        raise InvalidInput(draft.problems)
    return sheet_of(draft, wanted)
