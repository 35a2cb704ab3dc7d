"""Which columns of a table are figures, found from their cells: such stand under each other by their units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from worksheetgen.model.blocks import Table
from worksheetgen.model.text import plain

_FIGURE = re.compile(
    r"(?:[a-z.]+ ){0,2}"  # “about”, “more than”, “c.”; what begins with a capital is a name: “Chapter 5”
    r"[-+−±~≈<>≤≥£$€¥(]*"
    r"(?P<whole>\d+(?:[,’ \u00a0\u2009\u202f]\d{3})*)"
    r"(?P<decimals>[.,]\d+)?"
    r"(?P<unit>(?! ?[A-Z][a-z]{2}) ?[^\s\d–]*(?: [^\s\d]+)?)"  # nor is the day of a month a figure
)
_NONE = {"–", "—", "-", "·"}
"""What stands in a cell of a column of figures that has none."""
_YEAR = re.compile(r"1\d{3}|20\d\d")


def figures(table: Table) -> tuple[tuple[str, ...] | None, ...]:
    """For each column of a table with a header, the decimals of each cell below it; None if not all are figures.

    They are "" where units differ: those have nothing to stand under each other by but their ends. Years are no
    figures, but the names of rows.
    """
    if not table.header:
        return (None,) * len(table.widths)
    return tuple(
        _decimals([plain(cell.text) for cell in column]) for column in zip(*table.rows[1:], strict=True)
    ) or (None,) * len(table.widths)


def _decimals(cells: Sequence[str]) -> tuple[str, ...] | None:
    found = [_FIGURE.fullmatch(cell) for cell in cells]
    said = [cell for cell in cells if cell not in _NONE]
    matched = [figure for figure in found if figure]
    if len(matched) < len(said) or all(map(_YEAR.fullmatch, said)):
        return None
    if len({figure["unit"] for figure in matched}) > 1:
        return ("",) * len(cells)
    return tuple((figure["decimals"] or "") if figure else "" for figure in found)
