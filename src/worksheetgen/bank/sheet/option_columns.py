"""A row with a column for each option, and one that names the right ones, to the row that a sheet would have.

So Kahoot, Blooket and Wayground have their questions, and teachers who type A, B, C and D above four columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import ascii_lowercase

from worksheetgen.bank.sheet.cells import SheetCell
from worksheetgen.bank.sheet.notation import unlettered
from worksheetgen.english import all_of
from worksheetgen.errors import Problem

MOST_OPTIONS = 10
EACH_OPTION = tuple(f"option {number}" for number in range(1, MOST_OPTIONS + 1))
"""The columns of options, in their order; no sheet of ours has them."""
ALL_OPTIONS = "options"
"""A column that has all of them in a cell: a line each, or semicolons or strokes between them."""
_HEADING = re.compile(
    r"(?:(?:option|answer|choice|alternative) ?)?\(?([a-j])\)?|(?:option|answer|choice) ?(\d{1,2})"
)
_NAMED = re.compile(r"(?:(?:option|answer|choice) ?)?\(?(?:([a-j])|(\d{1,2})(?:\.0+)?)\)?\.?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;&/\n]|\band\b)\s*")
_APART = ("\n", ";", "|")
"""What stands between options in one cell: the first of these that is in it, as any other may stand within them."""
_STATEMENT = {"true", "false"}


def option_column(heading: str) -> str:
    """The column of an option that a heading in small letters means: `b`, `answer 2`, `option b`; "" for none."""
    found = _HEADING.fullmatch(heading)
    number = _number(found[1], found[2]) if found else 0
    return EACH_OPTION[number - 1] if 0 < number <= MOST_OPTIONS else ""


def _number(letter: str | None, digits: str | None) -> int:
    return ascii_lowercase.index(letter.casefold()) + 1 if letter else int(digits or 0)


def options_apart(
    cells: Mapping[str, SheetCell], wrong: Sequence[str]
) -> tuple[dict[str, SheetCell], Problem | None]:
    """The cells of a row with its right options under `answer` and the others under the columns `wrong`.

    What names the right ones is a letter, a number, several of them, or the words of an option. Where that is not
    clear, the problem says so.
    """
    options = {number: cells[column] for number, column in enumerate(EACH_OPTION, 1) if column in cells}
    others = {column: cell for column, cell in cells.items() if column not in (*EACH_OPTION, ALL_OPTIONS)}
    if not options and ALL_OPTIONS in cells:
        text, place = cells[ALL_OPTIONS].text, cells[ALL_OPTIONS].place
        between = next((sign for sign in _APART if sign in text), "\n")
        apart = unlettered([one for each in text.split(between) if (one := each.strip(" ;"))])
        if not 1 < len(apart) <= MOST_OPTIONS:
            what = f"These are no two to {MOST_OPTIONS} options."
            remedy = "Write each on a line of its own in the cell, or into columns headed A, B, C and so on."
            return others, Problem(place, what, remedy)
        options = {number: SheetCell(one, place) for number, one in enumerate(apart, 1)}
    if not options:
        return others, None
    said = others.get("answer")
    right, problem = _right(said, options) if said else ([], None)
    texts = {cell.text.casefold() for cell in options.values()}
    if said:
        lines = [" ".join(options[number].text.split()) for number in right]
        others["answer"] = SheetCell("\n".join(lines), said.place)
    if not (right and texts == _STATEMENT):
        left = (cell for number, cell in options.items() if number not in right)
        others |= dict(zip((column for column in wrong if column not in others), left, strict=False))
    return others, problem


def _right(said: SheetCell, options: Mapping[int, SheetCell]) -> tuple[list[int], Problem | None]:
    """The numbers of the right options; where what names them is wrong, of one, so that nothing else seems wrong."""
    by_words = [number for number, cell in options.items() if cell.text.casefold() == said.text.casefold()]
    names = [_NAMED.fullmatch(name) for name in _BETWEEN.split(said.text.strip(", \n"))]
    by_name = [_number(name[1], name[2]) if name else 0 for name in names]
    if not all(number in options for number in by_name):
        by_name = []
    if by_words and by_name and by_words != by_name:
        what = f"‘{said.text}’ may be the option of these words or that of this number."
        return [*by_words], Problem(said.place, what, "Write its letter: A for the first one.")
    if right := by_words or sorted(set(by_name)):
        return right, None
    given = all_of([f"‘{cell.text}’" for cell in options.values()])
    return [*options][:1], Problem(
        said.place, f"‘{said.text}’ is none of the options {given}.", "Write its number or letter."
    )
