"""The row of headings in a table, and what each column is used for; every column is accounted for.

Headings are known in five languages (vocabulary.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from worksheetgen.class_list.arrangements import heading_is_arrangement
from worksheetgen.class_list.cells import BIRTH_DATE, EMAIL, UPN, tidy
from worksheetgen.class_list.vocabulary import squeezed, vocabulary
from worksheetgen.tables.csv_file import HEADINGS_WITHIN
from worksheetgen.tables.table import ListCell, ListRow, ListTable
from worksheetgen.value import Value, replace

YES_OR_NO = "arrangement"
"""The use of a column whose heading is itself an arrangement (“Reader”, “25% extra time”), over yes and no."""
HIDDEN = "hidden"
PRIVATE = ("upn", "email", "birth date")
"""Never printed or stored."""
NAMES = (
    "name",
    "surname first",
    "surname",
    "second surname",
    "forename",
    "preferred name",
    "preferred surname",
    "preferred forename",
)
REPEATABLE = frozenset(
    {"arrangements", "notes", "unneeded", "class", "on roll", "left", YES_OR_NO, HIDDEN, *PRIVATE}
)
"""Uses that several columns of the same heading may have."""
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")

USED_AS = {
    "class": "to name the class, and to tell pupils of one name apart",
    "surname first": "the name, surname first",
    "role": "to leave out who is no pupil",
    "notes": "read for access arrangements",
    "arrangements": "access arrangements",
    YES_OR_NO: "an access arrangement",
    HIDDEN: "hidden in the spreadsheet, so not read",
    "on roll": "to ask about who may have left",
    "left": "to ask about who may have left",
    "unneeded": "not needed",
    "": "not used",
} | dict.fromkeys(PRIVATE, "never printed or stored; it only tells two pupils of one name apart")


class ListColumn(Value):
    """A column by its index from 0, the cell of its heading, and its use: a name in vocabulary.yaml, "" for none."""

    index: int
    cell: ListCell
    use: str

    @property
    def heading(self) -> str:
        """The heading as it stands, on one line; "" for a column without one."""
        return tidy(self.cell.text)


class ListColumns(Value):
    """All columns that have anything in them; `at` is the index of the heading row among the table's rows."""

    at: int
    line: int
    columns: tuple[ListColumn, ...]

    def of(self, use: str) -> list[ListColumn]:
        """The columns of that use, the most telling heading first, then from left to right."""
        order = vocabulary().headings.get(use, ())

        def telling(column: ListColumn) -> int:
            name = known_form(column.cell.text)
            return order.index(name) if name in order else len(order)

        return sorted((column for column in self.columns if column.use == use), key=telling)

    @property
    def named(self) -> bool:
        """Whether any column holds names."""
        return any(column.use in NAMES for column in self.columns)


def known_headings(headings: Sequence[str]) -> set[str]:
    """The uses of the headings that are known and needed."""
    use_of = vocabulary().use_of
    uses = {use_of.get(known_form(heading), "") for heading in headings if heading}
    return uses - {"", "unneeded", "on roll", "left"}


def find_columns(table: ListTable) -> ListColumns:
    """The columns of a table that has rows, by the row with the most known headings among its first ones.

    A row that has names among its headings goes before one that has none; without any known heading it is the first.
    """

    def fit(index: int) -> tuple[bool, int]:
        uses = known_headings([cell.text for cell in table.rows[index].cells])
        return any(use in NAMES for use in uses), len(uses)

    at = max(range(min(HEADINGS_WITHIN, len(table.rows))), key=fit)
    row = _with_headings_above(table, at)
    width = max(len(each.cells) for each in table.rows) if table.name else len(row.cells)
    columns = tuple(_column(index, row.cell(index), table) for index in range(width))
    found = ListColumns(at, row.line, columns)
    return _by_content(found, table)


def known_form(heading: str) -> str:
    """The heading squeezed, without what stands in brackets where it is known only so: “Tier (F/H)”."""
    whole = squeezed(heading)
    return whole if whole in vocabulary().use_of else squeezed(_BRACKETED.sub(" ", heading)) or whole


def _with_headings_above(table: ListTable, at: int) -> ListRow:
    """The heading row, its empty cells filled from the row above where that has headings too."""
    row = table.rows[at]
    if not at or not known_headings([cell.text for cell in table.rows[at - 1].cells]):
        return row
    above = table.rows[at - 1]
    width = max(len(row.cells), len(above.cells))
    pairs = [(row.cell(index), above.cell(index)) for index in range(width)]
    use_of = vocabulary().use_of
    return ListRow(
        tuple(
            replace(cell, text=over.text)
            if not cell.text.strip() and known_form(over.text) in use_of
            else cell
            for cell, over in pairs
        ),
        row.hidden,
    )


def _column(index: int, cell: ListCell, table: ListTable) -> ListColumn:
    if cell.column in table.hidden_columns:
        return ListColumn(index, cell, HIDDEN)
    use = vocabulary().use_of.get(known_form(cell.text), "")
    if not use and heading_is_arrangement(cell.text):
        use = YES_OR_NO
    return ListColumn(index, cell, use)


def _by_content(columns: ListColumns, table: ListTable) -> ListColumns:
    """The columns with uses that their cells belie put right.

    Ids that are UPNs, e-mail addresses or birth dates are private. A column that is empty is not used, but for the
    names' and seats' halves; one without a heading counts where it has a cell of its own, and not only a piece of
    merged ones.
    """
    rows = table.rows[columns.at + 1 :]

    def merged(cell: ListCell) -> bool:
        return any(cells.holds(cell.line, cell.column) for cells in table.merged)

    def use(column: ListColumn) -> str:
        cells = (row.cell(column.index) for row in rows)
        heading = column.heading
        filled = (cell.text for cell in cells if tidy(cell.text) and (heading or not merged(cell)))
        if column.use not in ("id", *NAMES, HIDDEN, "row", "place") and not any(filled):
            return "unneeded" if column.use in ("", "unneeded") else f"empty {column.use}"
        if column.use != "id":
            return column.use
        texts = list(map(tidy, filled))
        for pattern, private in ((UPN, "upn"), (EMAIL, "email"), (BIRTH_DATE, "birth date")):
            if sum(bool(pattern.fullmatch(text)) for text in texts) * 2 > len(texts):
                return private
        return column.use if texts else "empty id"

    used = (replace(each, use=use(each)) for each in columns.columns)
    return replace(columns, columns=tuple(each for each in used if each.heading or each.use == ""))
