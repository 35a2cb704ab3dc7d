"""CSV files and Excel workbooks, whoever saved them, to tables of cells that know where they stand.

Class lists, seating plans, colleagues' answers and sheets of questions are all read here. What such a file is called in
messages, how else one comes by it, and which headings are known in it, is its `TableSort`.
"""

from __future__ import annotations

from pathlib import Path

from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.system.files import NoFile, read_file, remedy_for
from worksheetgen.tables.csv_file import read_csv
from worksheetgen.tables.other_kinds import ZIP_MARK, other_kind
from worksheetgen.tables.sort import SAVE_AGAIN, TableSort
from worksheetgen.tables.table import ListTable
from worksheetgen.value import Value

__all__ = ["TableSort", "TablesFile", "open_tables", "read_content"]

TEXT_FILES = frozenset({".csv", ".tsv", ".txt", ".tab"})
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx"})
LARGEST_FILE = 64 * 2**20
"""The most bytes of a file: of a text with many photographs, or a workbook."""


class TablesFile(Value):
    """A file's name as messages show it, and its tables, none of which is empty."""

    name: str
    tables: tuple[ListTable, ...]


def open_tables(path: Path, sort: TableSort, encoding: str = "") -> TablesFile:
    """The tables of a file, which its name says to be a text file or a workbook; none for an empty file.

    What is something else by its first bytes is told as that, whatever its name says.

    `encoding` is that of a text file, or "". Raises InvalidInput where it cannot be opened, or is neither.
    """
    file, content = read_content(path, sort)
    suffix = path.suffix.casefold()
    if not content.strip():
        return TablesFile(file, ())
    if other := other_kind(content, sort):
        raise InvalidInput([Problem(Place(file), *other)])
    if suffix in TEXT_FILES and not content.startswith(ZIP_MARK):
        table = read_csv(file, content, sort, encoding)
        return TablesFile(file, (table,) if table.rows or table.problems else ())
    if suffix in WORKBOOKS:
        from worksheetgen.tables.workbook import read_workbook

        return TablesFile(file, read_workbook(file, content, sort))
    what = f"A {sort.noun} is a CSV file or an Excel workbook (.xlsx), and this is neither."
    remedy = SAVE_AGAIN
    if suffix in TEXT_FILES:
        what = "This is a workbook, although its name ends like that of a text file."
        remedy = "Let its name end in .xlsx, or open it in a spreadsheet and save it as “CSV UTF-8”."
    raise InvalidInput([Problem(Place(file), what, remedy)])


def read_content(path: Path, sort: TableSort) -> tuple[str, bytes]:
    """The file's name as messages show it, and its content. Raises InvalidInput where it cannot be opened."""
    file = shown(path)
    try:
        content = read_file(path, LARGEST_FILE)
    except NoFile as error:
        what = f"The {sort.noun} cannot be opened ({error.strerror})."
        remedy = f"Give the file of the {sort.short} itself."
        raise InvalidInput([Problem(Place(file), what, remedy)]) from error
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        reason = getattr(error, "strerror", None) or "its name cannot be one"
        what = f"The {sort.noun} cannot be opened ({reason})."
        remedy = remedy_for(error, "Check the file’s name and folder.")
        raise InvalidInput([Problem(Place(file), what, remedy)]) from error
    if len(content) > LARGEST_FILE:
        what = f"The file has more than {LARGEST_FILE // 2**20} megabytes: it is no {sort.noun}."
        raise InvalidInput([Problem(Place(file), what, "Check the file’s name and folder.")])
    return file, content
