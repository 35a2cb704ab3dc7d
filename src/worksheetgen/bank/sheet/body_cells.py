"""How the fields of a kind's body stand in cells, and what the cells of several kinds have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from worksheetgen.bank.sheet.cells import SheetRow
from worksheetgen.bank.sheet.columns import WHY_WRONG, WRONG
from worksheetgen.bank.sheet.notation import PlainFields, aside_lines, asides_in
from worksheetgen.value import Value

Cells = dict[str, str]
"""The text of a row's cells by their columns."""


class SheetBody(Value):
    """How the fields of a kind's body stand in cells.

    `fields` are those that it takes care of. `write` gives the cells of a part that has them; `read` gives the fields
    that a row's cells say, each with the column that says it.
    """

    fields: tuple[str, ...]
    write: Callable[[Mapping[str, Any]], Cells]
    read: Callable[[SheetRow], dict[str, tuple[Any, str]]]


def cells_that_say(cells: Mapping[str, str]) -> Cells:
    """The cells that are not empty."""
    return {column: text for column, text in cells.items() if text}


def wrong_texts(row: SheetRow) -> list[tuple[int, str, str]]:
    """The wrong options of a row: the number of the column, from 0, the text, and why it is wrong."""
    return [
        (number, row.text(wrong), row.text(why))
        for number, (wrong, why) in enumerate(zip(WRONG, WHY_WRONG, strict=True))
        if row.text(wrong)
    ]


def in_columns(texts: Sequence[str], columns: Sequence[str]) -> Cells:
    """Texts by the columns that they stand in, in order."""
    return dict(zip(columns, texts, strict=False))


def asides(entries: Sequence[Mapping[str, Any]]) -> Cells:
    """What points reject, and what is not enough for them, in the columns for it."""
    return {"reject": aside_lines(entries, "reject"), "no credit": aside_lines(entries, "no_credit")}


def with_asides(row: SheetRow, entries: list[PlainFields]) -> list[PlainFields]:
    """The points, or halves of pairs one after the other, with what the row says under `reject` and `no credit`."""
    for field, column in (("reject", "reject"), ("no_credit", "no credit")):
        for entry, said in zip(entries, asides_in(row.text(column), len(entries)), strict=True):
            entry |= {field: said} if said else {}
    return entries
