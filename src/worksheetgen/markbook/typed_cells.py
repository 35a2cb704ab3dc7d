"""What stands in a markbook, as values: the cells that were typed into, and those in which nothing should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worksheetgen.english import clipped
from worksheetgen.marks_record import MarkKey
from worksheetgen.value import Value


class TypedCell(Value):
    """A cell with what was typed: a number, text, or None for an empty one; `cell` is its name ("Marks!F3")."""

    value: Any
    cell: str

    @property
    def text(self) -> str:
        """The value as text, a whole number without a point; "" for an empty cell."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    @property
    def shown(self) -> str:
        """The value for a message."""
        return quoted_value(self.value)


class SumCell(Value):
    """A cell of a paper's row in which something stands in place of a formula; `heading` is what it would work out."""

    paper: str
    heading: str
    cell: TypedCell


class MarkbookReading(Value):
    """What stands in a markbook.

    `run` is its run's id, `shown` how many rows the record of marks had when it was printed. `asked` are the questions
    of each paper, by its id, as `asked_of` says them, `told` what it says of each student. `marks` are the cells that
    are typed into; `over` those by question with something else in them than the formula. `grades` are the boundaries,
    each with its cell. `labels` are by paper the cells beside its marks that name it and its student; `twice` has the
    cell where a paper stands in a further row. `maxima` are the cells beneath marks. `sums` are those in which
    something stands in place of a total, percentage or grade. `headings` are those that stand over marks and are of no
    question, where such of questions (`headless`) are gone. `strays` are other cells, comments and sheets, in which
    something stands that has no place there.
    """

    run: str
    shown: int
    asked: Mapping[str, str]
    told: frozenset[tuple[str, ...]]
    marks: Mapping[MarkKey, TypedCell]
    over: Mapping[MarkKey, TypedCell]
    grades: tuple[tuple[TypedCell, TypedCell], ...]
    labels: Mapping[str, tuple[TypedCell, ...]]
    twice: Mapping[str, TypedCell]
    maxima: Mapping[MarkKey, TypedCell]
    sums: tuple[SumCell, ...]
    headings: tuple[TypedCell, ...]
    headless: tuple[str, ...]
    strays: tuple[TypedCell, ...]


def quoted_value(value: object) -> str:
    """A value between quotation marks, cut where it is long, what cannot be seen spelt out; a number as it is."""
    text = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in str(value))
    return text if text.isdecimal() and len(text) <= 40 else f"‘{clipped(text, 40)}’"
