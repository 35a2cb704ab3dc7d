"""A path to the tables of the file there, and the one that is meant; which sheet, where several hold a class."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from worksheetgen.class_list.cells import tidy
from worksheetgen.class_list.columns import find_columns
from worksheetgen.class_list.csv_file import read_csv
from worksheetgen.class_list.encodings import SAVE_AGAIN
from worksheetgen.class_list.other_kinds import ZIP_MARK, other_kind
from worksheetgen.class_list.table import ListTable
from worksheetgen.errors import InvalidInput, Place, Problem

TEXT_FILES = frozenset({".csv", ".tsv", ".txt", ".tab"})
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx"})
LARGEST_FILE = 64 * 2**20
"""The most bytes of a class list; a hundred thousand pupils take some ten million."""


@dataclass(frozen=True)
class ListFile:
    """A file of a class list: its name as messages show it, and its tables, none of which is empty."""

    name: str
    tables: tuple[ListTable, ...]

    def chosen(self, class_name: str) -> ListTable | None:
        """The table that holds the class; None where there is none.

        Of several sheets that hold one, the one with the name of the class that was asked for. Raises InvalidInput
        where that does not decide.
        """
        holding = [table for table in self.tables if _holds_class(table)]
        asked = [table for table in holding if tidy(table.name).casefold() == tidy(class_name).casefold()]
        if len(holding) > 1 and not asked:
            sheets = ", ".join(f"“{table.name}”" for table in holding)
            remedy = (
                f"Say which with --class-name, for example --class-name {_typed(holding[0].name)}, or hide the sheets "
                "that are not meant."
            )
            raise InvalidInput([Problem(Place(self.name), f"Several sheets hold a class: {sheets}.", remedy)])
        return next(iter((*asked, *holding, *self.tables)), None)


def _holds_class(table: ListTable) -> bool:
    """Whether a table has a heading for names, and a row below."""
    if not table.rows:
        return False
    columns = find_columns(table)
    return columns.named and columns.at + 1 < len(table.rows)


def _typed(name: str) -> str:
    return f'"{name}"' if " " in name else name


def open_list(path: Path, encoding: str) -> ListFile:
    """The tables of a file, which its name says to be a text file or a workbook; none for an empty file.

    What is something else by its first bytes is told as that, whatever its name says.

    `encoding` is that of a text file, or "". Raises InvalidInput where it cannot be opened, or is neither.
    """
    file = shown_path(path)
    content = _content(path, file)
    suffix = path.suffix.casefold()
    if not content.strip():
        return ListFile(file, ())
    if other := other_kind(content):
        raise InvalidInput([Problem(Place(file), other.what, other.remedy)])
    if suffix in TEXT_FILES and not content.startswith(ZIP_MARK):
        table = read_csv(file, content, encoding)
        return ListFile(file, (table,) if table.rows or table.problems else ())
    if suffix in WORKBOOKS:
        from worksheetgen.class_list.workbook import read_workbook

        return ListFile(file, read_workbook(file, content))
    what = "A class list is a CSV file or an Excel workbook (.xlsx), and this is neither."
    remedy = SAVE_AGAIN
    if suffix in TEXT_FILES:
        what = "This is a workbook, although its name ends like that of a text file."
        remedy = "Let its name end in .xlsx, or open it in a spreadsheet and save it as “CSV UTF-8”."
    raise InvalidInput([Problem(Place(file), what, remedy)])


def shown_path(path: Path) -> str:
    """The path as text that can be printed: bytes of its name that are no UTF-8 are spelt out."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _content(path: Path, file: str) -> bytes:
    try:
        mode = path.stat().st_mode
        if not S_ISREG(mode):  # a pipe would be waited for without end
            kind = "a folder" if S_ISDIR(mode) else "a pipe or a device"
            what = f"The class list cannot be opened (it is {kind})."
            raise InvalidInput([Problem(Place(file), what, "Give the file of the list itself.")])
        with path.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a zero character in the name
        reason = getattr(error, "strerror", None) or "its name cannot be one"
        what = f"The class list cannot be opened ({reason})."
        raise InvalidInput([Problem(Place(file), what, "Check the file’s name and folder.")]) from error
    if len(content) > LARGEST_FILE:
        what = f"The file has more than {LARGEST_FILE // 2**20} megabytes: it is no class list."
        raise InvalidInput([Problem(Place(file), what, "Check the file’s name and folder.")])
    return content
