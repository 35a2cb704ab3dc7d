"""What somebody wrote on a markbook's sheets that nobody types into, of topics and of what a mark counts on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from worksheetgen.markbook.layout import BY_QUESTION, TAGS, TOPICS, QuestionRows

_FIRST = 2
"""The first row of both sheets with numbers in it, and the first column of topics."""


def remarks(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[tuple[str, int, int, Any]]:
    """Each cell that is no heading, formula or number of these sheets: its sheet, row and column, and what it says.

    A sheet that was pasted as values has numbers, names and ids in place of its formulas. One that is gone has nothing.
    """
    tags, topics, questions = sheets.get(TAGS, ()), sheets.get(TOPICS, ()), sheets[BY_QUESTION]
    names = {_at(row, 0) for row in tags[_FIRST:] if any(map(_is_number, row))}
    pupils = {QuestionRows.AVERAGE, *(value for row in questions for value in row[:2])}
    for number, row in enumerate(topics):
        for column, value in enumerate(row):
            if column < _FIRST:
                printed = number < _FIRST or value in pupils
            else:
                printed = _at(topics[0], column) in names and (number == 0 or _is_number(value))
            if not printed:
                yield from _remark(TOPICS, number, column, value)
    asked = set(questions[QuestionRows.HEADING]) - {None}
    for number, row in enumerate(tags[1:], 1):
        for column, value in enumerate(row):
            weighs = number == 1 or _is_number(value)
            if not (value in names if column == 0 else _at(tags[1], column) in asked and weighs):
                yield from _remark(TAGS, number, column, value)


def _remark(sheet: str, row: int, column: int, value: Any) -> Iterator[tuple[str, int, int, Any]]:
    if value not in (None, "") and not str(value).startswith("="):
        yield sheet, row, column, value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _at(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else None
