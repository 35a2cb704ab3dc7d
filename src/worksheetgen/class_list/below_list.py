"""Which rows stand below the list and are no pupils: “Cover work in room 3”, “Printed 12/11/2026 by J Smith”."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median_low

from worksheetgen.class_list.cells import tidy
from worksheetgen.class_list.columns import ListColumns
from worksheetgen.tables.table import ListRow

SENTENCE = re.compile(r".*[\d:].*|[A-Z]\S*(?: \S+)+ [a-z]\S* [a-z]\S*")
"""A text with a figure or a colon in it, or of four words that ends in two in small letters: no name by its form."""
_PUPIL = ({"surname", "forename"}, {"id", "name"}, {"id", "surname first"})
"""Columns that only a pupil's row has filled together."""


def below_the_list(rows: Sequence[ListRow], columns: ListColumns, others: Collection[int]) -> set[int]:
    """The indices of the rows at the end that stand after a blank line and have much less in them than pupils' rows.

    `others` are the indices of rows that are no pupils for another reason. What pupils' rows have in them is told by
    those above the first blank line. A row with both halves of a name, with a name and an id, or with a pupil's row
    below it, is a pupil's.
    """
    starts = [at for at, (above, row) in enumerate(pairwise(rows), 1) if row.line > above.last_line + 1]
    if not starts:
        return set()
    pupil = next((index for index in range(len(rows)) if index not in others), len(rows))
    first = next((at for at in starts if at > pupil), len(rows))
    filled = [_filled(row) for row in rows]
    pupils = [len(filled[index]) for index in range(first) if index not in others]
    if not pupils:
        return set()
    usual = median_low(pupils)
    end = len(rows)
    while end > first and (end - 1 in others or _is_sparse(rows[end - 1], filled[end - 1], usual, columns)):
        end -= 1
    begins = next((at for at in starts if at >= end), len(rows))
    return set(range(begins, len(rows))) - set(others)


def _filled(row: ListRow) -> set[str]:
    return {text for cell in row.cells if (text := tidy(cell.text))}


def _is_sparse(row: ListRow, filled: set[str], usual: int, columns: ListColumns) -> bool:
    """Whether a row has one text where pupils have several, or a third of theirs.

    Where pupils have little more than a name, such as extra time that few of them have, one that is no name.
    """
    filled_uses = {column.use for column in columns.columns if row.cell(column.index).text.strip()}
    if any(pair <= filled_uses for pair in _PUPIL):
        return False
    if usual <= 2:
        return len(filled) == 1 and all(map(SENTENCE.fullmatch, filled))
    return len(filled) == 1 or len(filled) * 3 <= usual
