"""What a table is of: a class list, a sheet of questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from worksheetgen.value import Value

SAVE_AGAIN = "Open it in a spreadsheet and save it as “CSV UTF-8” or as an Excel workbook (.xlsx)."


class TableSort(Value):
    """What files of one sort are called in messages, and how they are known.

    `noun` (“class list”) and the `short` word for it (“list”); `otherwise` says how else one comes by such a file, as a
    clause to which “and save it as …” is added. `known` tells how many of a row's cells are headings of this sort, by
    which the delimiter of a text file is found out. `save_again` is what to do with one in an encoding that cannot be
    read. With `printed` what its cells say is printed, dates in words.
    """

    noun: str
    short: str
    otherwise: str
    known: Callable[[Sequence[str]], int]
    save_again: str = SAVE_AGAIN
    printed: bool = False
