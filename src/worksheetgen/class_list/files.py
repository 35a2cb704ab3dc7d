"""A path to the tables of the class list there, and the one that is meant; which sheet, where several hold a class."""

from __future__ import annotations

from pathlib import Path

from worksheetgen.class_list.cells import tidy
from worksheetgen.class_list.columns import find_columns, known_headings
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.tables import TablesFile, TableSort, open_tables
from worksheetgen.tables.table import ListTable
from worksheetgen.value import replace

CLASS_LIST = TableSort(
    "class list",
    "list",
    "Export the list from the school’s system, or type it into a spreadsheet,",
    lambda cells: len(known_headings(cells)),
)


SEATING_PLAN = replace(CLASS_LIST, noun="seating plan", short="plan", otherwise="Type it into a spreadsheet,")


class ListFile(TablesFile):
    """A file of a class list."""

    def chosen(self, class_name: str) -> ListTable | None:
        """The table that holds the class; None where there is none.

        Of several sheets that hold one, the one with the name of the class that was asked for. Raises InvalidInput
        where that does not decide.
        """
        several = self.tables if len(self.tables) > 1 else ()
        holding = [table for table in several if _holds_class(table)]
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


def open_list(
    path: Path, encoding: str, class_name: str, how: str, sort: TableSort = CLASS_LIST
) -> tuple[ListFile, ListTable]:
    """A class list or a seating plan as `open_tables` reads it, and its table that holds the class.

    That table has rows. Raises InvalidInput where none has, with `how` to write one, and where it is not plain which
    table is meant.
    """
    found = open_tables(path, sort, encoding)
    file = ListFile(found.name, found.tables)
    table = file.chosen(class_name)
    if table is None:
        raise InvalidInput([Problem(Place(file.name), f"The {sort.noun} is empty.", how)])
    if not table.rows:
        raise InvalidInput(table.problems)
    return file, table
