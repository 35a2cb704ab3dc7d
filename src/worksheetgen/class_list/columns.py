"""The row of headings in a table, and what each column is used for; every column is accounted for.

Headings are known in five languages (vocabulary.yaml). One that is nearly a known one, or whose cells read like an
arrangement, is asked about, so that no pupil's arrangement is passed over for a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from worksheetgen.class_list.arrangements import heading_is_arrangement, is_other, reads_like_arrangement
from worksheetgen.class_list.cells import tidy
from worksheetgen.class_list.table import ListCell, ListRow, ListTable
from worksheetgen.class_list.vocabulary import folded, squeezed, vocabulary
from worksheetgen.errors import Place, Problem

HEADINGS_WITHIN = 15
"""The heading row is looked for among so many rows: titles, dates and a school's name may stand above it."""
YES_OR_NO = "arrangement"
"""The use of a column whose heading is itself an arrangement (“Reader”, “25% extra time”), over yes and no."""
HIDDEN = "hidden"
PRIVATE = ("upn", "email", "birth date")
"""Never printed or stored."""
NAMES = (
    "name",
    "surname first",
    "surname",
    "forename",
    "preferred name",
    "preferred surname",
    "preferred forename",
)
REPEATABLE = frozenset({"arrangements", "notes", "unneeded", "class", YES_OR_NO, HIDDEN, *PRIVATE})
"""Uses that several columns of the same heading may have."""
_ASKED_ABOUT = (
    "tier",
    "print",
    "extra time",
    "seat",
    "row",
    "arrangements",
    "id",
    "surname",
    "forename",
    "name",
)
_UPN = re.compile(r"[A-Z]\d{11}[A-Z0-9]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

USED_AS = {
    "class": "to name the class, and to tell pupils of one name apart",
    "surname first": "the name, surname first",
    "role": "to leave out who is no pupil",
    "notes": "read for access arrangements",
    "arrangements": "access arrangements",
    YES_OR_NO: "an access arrangement",
    HIDDEN: "hidden in the spreadsheet, so not read",
    "unneeded": "not needed",
    "": "not used",
} | dict.fromkeys(PRIVATE, "left out on purpose: at most it tells pupils of one name apart")


@dataclass(frozen=True)
class ListColumn:
    """A column by its index from 0, the cell of its heading, and its use: a name in vocabulary.yaml, "" for none."""

    index: int
    cell: ListCell
    use: str

    @property
    def heading(self) -> str:
        """The heading as it stands, on one line; "" for a column without one."""
        return tidy(self.cell.text)


@dataclass(frozen=True)
class ListColumns:
    """All columns that have anything in them; `at` is the index of the heading row among the table's rows."""

    at: int
    line: int
    columns: tuple[ListColumn, ...]

    def of(self, use: str) -> list[ListColumn]:
        """The columns of that use, the most telling heading first, then from left to right."""
        order = vocabulary().headings.get(use, ())

        def telling(column: ListColumn) -> int:
            name = _known_form(column.cell.text)
            return order.index(name) if name in order else len(order)

        return sorted((column for column in self.columns if column.use == use), key=telling)

    @property
    def named(self) -> bool:
        """Whether any column holds names."""
        return any(column.use in NAMES for column in self.columns)


def known_headings(headings: Sequence[str]) -> set[str]:
    """The uses of the headings that are known and needed."""
    use_of = vocabulary().use_of
    return {use_of.get(_known_form(heading), "") for heading in headings} - {"", "unneeded"}


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


def _known_form(heading: str) -> str:
    """The heading squeezed, without what stands in brackets where it is known only so: “Tier (F/H)”."""
    whole = squeezed(heading)
    return (
        whole if whole in vocabulary().use_of else squeezed(re.sub(r"[(\[].*?[)\]]", " ", heading)) or whole
    )


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
            if not cell.text.strip() and _known_form(over.text) in use_of
            else cell
            for cell, over in pairs
        ),
        row.hidden,
    )


def _column(index: int, cell: ListCell, table: ListTable) -> ListColumn:
    if cell.column in table.hidden_columns:
        return ListColumn(index, cell, HIDDEN)
    use = vocabulary().use_of.get(_known_form(cell.text), "")
    if not use and heading_is_arrangement(cell.text):
        use = YES_OR_NO
    return ListColumn(index, cell, use)


def _by_content(columns: ListColumns, table: ListTable) -> ListColumns:
    """The columns with uses that their cells belie put right.

    Ids that are UPNs or e-mail addresses are private. A column that is empty is not used, but for the names' and seats'
    halves; one without a heading counts where it has a cell of its own, and not only a piece of merged ones.
    """
    rows = table.rows[columns.at + 1 :]

    def merged(cell: ListCell) -> bool:
        return any(cells.holds(cell.line, cell.column) for cells in table.merged)

    def use(column: ListColumn) -> str:
        cells = (row.cell(column.index) for row in rows)
        texts = [text for cell in cells if (text := tidy(cell.text)) and (column.heading or not merged(cell))]
        if not texts and column.use not in (*NAMES, HIDDEN, "row", "place"):
            return "unneeded" if column.use in ("", "unneeded") else f"empty {column.use}"
        for pattern, private in ((_UPN, "upn"), (_EMAIL, "email")) if column.use == "id" else ():
            if sum(bool(pattern.fullmatch(text)) for text in texts) * 2 > len(texts):
                return private
        return column.use

    used = (replace(each, use=use(each)) for each in columns.columns)
    return replace(columns, columns=tuple(each for each in used if each.heading or each.use == ""))


# ---- what is asked about -------------------------------------------------------------------------


def column_problems(columns: ListColumns, table: ListTable, file: str) -> Iterator[Problem]:
    """Headings that stand twice, that are nearly known, and columns that are not used but read like arrangements."""
    yield from _twice(columns, table, file)
    if columns.of("row") and not columns.of("place"):
        cell = columns.of("row")[0].cell
        what = "The column “row” says in which row a pupil sits, but no column says at which place."
        remedy = "Add a column “place”, or take this one out if it is something else."
        yield Problem(Place(file, cell.line, cell.column), what, remedy)
    for column in columns.columns:
        place = Place(file, column.cell.line, column.cell.column)
        if not column.use and column.heading and (meant := _meant(column.heading, columns)):
            what = f"The column “{_short(column.heading)}” is not known. Did you mean “{meant}”?"
            yield Problem(place, what, f"Head it “{meant}”, or take the column out if it is something else.")
        elif column.use in ("", "unneeded", "class"):
            yield from _unused_arrangements(column, table.rows[columns.at + 1 :], file)


def _twice(columns: ListColumns, table: ListTable, file: str) -> Iterator[Problem]:
    """Two columns of the same heading may hold different things, and there is no telling which is meant."""
    rows, seen = table.rows[columns.at + 1 :], dict[str, ListColumn]()
    for column in columns.columns:
        if column.use in REPEATABLE or not column.use or column.use.startswith("empty"):
            continue
        first = seen.setdefault(_known_form(column.cell.text), column)
        if first is column or all(
            _same(row.cell(first.index), row.cell(column.index)) for row in rows if not row.blank
        ):
            continue
        place = Place(file, column.cell.line, column.cell.column)
        if any(merged.holds(column.cell.line, column.cell.column) for merged in table.merged):
            what = f"The heading “{_short(column.heading)}” stands over several columns."
            remedy = "Unmerge it and head each column by itself, such as “surname” and “forename”."
        else:
            what = f"Another column is headed “{_short(column.heading)}” too."
            remedy = "Give one of them another heading."
        yield Problem(place, what, remedy)


def _same(one: ListCell, other: ListCell) -> bool:
    return tidy(one.text) == tidy(other.text)


def _unused_arrangements(column: ListColumn, rows: Sequence[ListRow], file: str) -> Iterator[Problem]:
    """The first cell of an unused column that reads like an access arrangement, or a whole column of tiers."""
    cells = [cell for row in rows if (cell := row.cell(column.index)).text.strip()]
    remedy = "Head the column “access arrangements” to have it done, or take the column out."
    for cell in cells:
        if reads_like_arrangement(cell.text) or (not column.use and is_other(cell.text)):
            what = f"The column “{_short(column.heading)}” is not used, but this reads like an access arrangement."
            yield Problem(Place(file, cell.line, cell.column), what, remedy)
            return
    tiers = {folded(cell.text) for cell in cells}
    if column.use == "" and len(tiers) > 1 and all(len(t) > 3 and t in vocabulary().tiers for t in tiers):
        what = f"The column “{_short(column.heading)}” is not used, but it reads like the pupils’ tiers."
        yield Problem(
            Place(file, column.cell.line, column.cell.column), what, "Head it “tier”, or take the column out."
        )


def _meant(heading: str, columns: ListColumns) -> str:
    """The known heading that an unknown one nearly is or speaks of; "" for none."""
    typed, words = squeezed(heading), folded(heading).split()
    for use in _ASKED_ABOUT:
        if use in ("surname", "forename", "name") and columns.named:
            continue
        shortest = 6 if use == "id" else 4
        for known in vocabulary().headings[use]:
            slips = 1 if len(known) < 8 else 2
            if len(known) >= shortest and 1 <= edits(typed, known, slips) <= slips:
                return use if use != "arrangements" else "access arrangements"
    spoken = {
        "tier": "tier",
        "print": "print",
        "seat": "seat",
        "seating": "seat",
        "tiers": "tier",
        "seats": "seat",
    }
    joined = f" {' '.join(words)} "
    if " extra time " in joined:
        return "extra time"
    if " arrangements " in joined or " arrangement " in joined:
        return "access arrangements"
    return next((spoken[word] for word in words if word in spoken), "")


def edits(one: str, other: str, most: int) -> int:
    """How many letters must be typed, left out, changed or swapped with the next to make one word the other.

    Where it is more than `most`, it is some number above that.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
