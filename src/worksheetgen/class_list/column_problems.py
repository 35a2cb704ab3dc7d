"""What is asked about the columns of a list: headings that stand twice or are nearly known, columns that may matter.

No pupil's arrangement is to be passed over for a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from worksheetgen.class_list.arrangements import is_other, reads_like_arrangement, speaks_of_other
from worksheetgen.class_list.cells import is_no, is_yes, tidy
from worksheetgen.class_list.columns import (
    NAMES,
    REPEATABLE,
    ListColumn,
    ListColumns,
    known_form,
    known_headings,
)
from worksheetgen.class_list.vocabulary import folded, squeezed, vocabulary
from worksheetgen.english import clipped
from worksheetgen.errors import Place, Problem
from worksheetgen.tables.table import ListCell, ListRow, ListTable

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


def column_problems(columns: ListColumns, table: ListTable, file: str) -> Iterator[Problem]:
    """Headings that stand twice, that are nearly known, and columns that are not used but read like arrangements."""
    yield from _twice(columns, table, file)
    if columns.of("row") and not columns.of("place") and not columns.of("seat"):
        cell = columns.of("row")[0].cell
        what = "The column “row” says in which row a pupil sits, but no column says at which place."
        remedy = "Add a column “place”, or take this one out if it is something else."
        yield Problem(Place(file, cell.line, cell.column), what, remedy)
    yield from _second_headings(columns, table, file)
    # Where no heading is known, nobody can say in which row they stand, and what is no heading.
    known = any(column.use for column in columns.columns)
    for column in columns.columns:
        place = Place(file, column.cell.line, column.cell.column)
        if _gives_minutes(column):
            what = (
                f"The column “{_short(column.heading)}” gives extra time in minutes; it is needed in percent."
            )
            yield Problem(place, what, "Head it “extra time”, and write 25 for a quarter more.")
        elif not column.use and column.heading and (meant := _meant(column.heading, columns)):
            what = f"The column “{_short(column.heading)}” is not known. Did you mean “{meant}”?"
            yield Problem(place, what, f"Head it “{meant}”, or take the column out if it is something else.")
        elif known and column.use in ("", "unneeded", "class"):
            yield from _unused_arrangements(column, table.rows[columns.at + 1 :], file)


def _twice(columns: ListColumns, table: ListTable, file: str) -> Iterator[Problem]:
    """Two columns of the same heading may hold different things, and there is no telling which is meant."""
    rows, seen, beside = table.rows[columns.at + 1 :], dict[str, ListColumn](), 0
    for column in columns.columns:
        if column.use in REPEATABLE or not column.use or column.use.startswith("empty"):
            continue
        first = seen.setdefault(known_form(column.cell.text), column)
        if beside and column.index > beside:
            continue
        if first is column or all(
            _same(row.cell(first.index), row.cell(column.index)) for row in rows if not row.blank
        ):
            continue
        place = Place(file, column.cell.line, column.cell.column)
        if any(merged.holds(column.cell.line, column.cell.column) for merged in table.merged):
            what = f"The heading “{_short(column.heading)}” stands over several columns."
            remedy = "Unmerge it and head each column by itself, such as “surname” and “forename”."
        elif column.use in NAMES:
            beside = column.index
            what = f"With this second “{_short(column.heading)}” another list begins beside the first."
            remedy = "Move it below the first, one pupil to a line, or take it out."
        else:
            what = f"Another column is headed “{_short(column.heading)}” too."
            remedy = "Give one of them another heading."
        yield Problem(place, what, remedy)


def _second_headings(columns: ListColumns, table: ListTable, file: str) -> Iterator[Problem]:
    """A row of other headings among the pupils: a second list stands below the first."""
    own = {known_form(column.cell.text) for column in columns.columns}
    for row in table.rows[columns.at + 1 :]:
        if not known_headings([cell.text for cell in row.cells]).intersection(NAMES):
            continue
        filled = {known_form(cell.text) for cell in row.cells if cell.text.strip()}
        others = known_headings(
            [row.cell(each.index).text for each in columns.columns if each.use not in NAMES]
        )
        # “Aa” and “Name” may be the halves of a name.
        if others - set(NAMES) and not filled <= own:
            what = "Another list begins here, with headings of its own."
            remedy = "Copy what it says into columns of the first list, or save it as a list of its own."
            yield Problem(Place(file, row.line, row.cells[0].column), what, remedy)


def _same(one: ListCell, other: ListCell) -> bool:
    return tidy(one.text) == tidy(other.text)


_MINUTES = frozenset(
    {"min", "mins", "minute", "minutes", "minuten", "minutos", "munud", "munudau", "hour", "hours"}
)


def _gives_minutes(column: ListColumn) -> bool:
    words = folded(column.heading).split()
    speaks = column.use == "extra time" or ("time" in words and ("extra" in words or "additional" in words))
    return speaks and bool(_MINUTES & set(words))


def _flagged(column: ListColumn, cells: Sequence[ListCell]) -> str:
    """How to head a column of yes and no that is headed with a tier, a print or a percentage; "" for any other."""
    if not any(is_yes(cell.text) for cell in cells) or not all(
        is_yes(c.text) or is_no(c.text) for c in cells
    ):
        return ""
    heading = folded(column.heading)
    if re.fullmatch(r"\+?\s*\d+\s*%", column.heading):
        return f"Head it “{column.heading} extra time” if that is meant, or take the column out."
    if heading in vocabulary().prints or re.search(r"\ba3\b", heading):
        return "Head it “print” and write 18, 24, 36 or dyslexia for these pupils, or take the column out."
    if speaks_of_other(column.heading):
        return "Head it by the arrangement alone, such as “Reader”, or take the column out."
    if heading in vocabulary().tiers:
        return f"Head one column “tier” and write {column.heading} into it, or take the column out."
    return ""


def _unused_arrangements(column: ListColumn, rows: Sequence[ListRow], file: str) -> Iterator[Problem]:
    """The first cell of an unused column that reads like an access arrangement, or a whole column of tiers."""
    cells = [cell for row in rows if (cell := row.cell(column.index)).text.strip()]
    remedy = "Head the column “access arrangements” to have it done, or take the column out."
    for cell in cells:
        if reads_like_arrangement(cell.text) or (not column.use and is_other(cell.text)):
            what = f"The column “{_short(column.heading)}” is not used, but this reads like an access arrangement."
            yield Problem(Place(file, cell.line, cell.column), what, remedy)
            return
        if not column.use and re.fullmatch(r"\+\s*\d{1,3}\s*%", tidy(cell.text)):
            what = f"The column “{_short(column.heading)}” is not used, but this reads like extra time."
            remedy = "Head the column “extra time” to have it done, or take the column out."
            yield Problem(Place(file, cell.line, cell.column), what, remedy)
            return
    if not column.use and (how := _flagged(column, cells)):
        what = f"The column “{_short(column.heading)}” is not used, but pupils are ticked in it."
        yield Problem(Place(file, column.cell.line, column.cell.column), what, how)
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
    return clipped(text, 40)
