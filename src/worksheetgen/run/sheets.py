"""Printed pages to the sheets of paper that they take, double-sided, by the paper's size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from worksheetgen.english import counted
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.pdf import sheets_two_up
from worksheetgen.value import Value

Length = tuple[PaperSize, int]
"""A document's size of page, and how many pages it has."""


class SheetCount(Value):
    """How many sheets of each size the papers of each print take, double-sided, and the source booklets behind them.

    It is exact if every paper was laid out.
    """

    by_print: Mapping[Print, Mapping[PaperSize, int]]
    booklets: Mapping[PaperSize, int]
    exact: bool = True

    @property
    def in_words(self) -> str:
        """`140 sheets of A4, 13 of A3`, after `about` where it is not exact."""
        total = sum(map(Counter, self.by_print.values()), Counter(self.booklets))
        return ("" if self.exact else "about ") + _in_words(total)

    @property
    def apart(self) -> tuple[str, ...]:
        """The sheets of each print and of the booklets, `18 pt print: 8 sheets of A4`; () for one print alone."""
        parts = {f"{print.called} print": self.by_print[print] for print in Print if print in self.by_print}
        if self.booklets:
            parts["source booklets"] = self.booklets
        return tuple(f"{part}: {_in_words(taken)}" for part, taken in parts.items()) if len(parts) > 1 else ()


def sheets(lengths: Iterable[Length]) -> Counter[PaperSize]:
    """How many sheets of each size print documents of these sizes and numbers of pages.

    Two pages stand on a sheet, four A5 pages on one of A4 that is folded; every document begins on a sheet of its own.
    """
    found: Counter[PaperSize] = Counter()
    for size, pages in lengths:
        found[size.sheet] += -(-pages // size.pages_of_sheet)
    return found


def sheets_of_print(print: Print, lengths: Sequence[Length], *, two_up: bool) -> Counter[PaperSize]:
    """How many sheets of each size a pack's papers in one print take, two pages a side where that is asked for."""
    if not (lengths and is_two_up(print, two_up)):
        return sheets(lengths)
    size, _ = lengths[0]  # the same for all of them
    return Counter({size.sheet: sheets_two_up(size, [pages for _, pages in lengths])})


def is_two_up(print: Print, two_up: bool) -> bool:
    """Whether a paper in that print is among those two pages a side, where such are asked for.

    The other prints are somebody's arrangement: half as large they would be none.
    """
    return two_up and print is Print.STANDARD


def _in_words(taken: Mapping[PaperSize, int]) -> str:
    """`140 sheets of A4, 13 of A3`, the smaller size first."""
    (first, *others) = [(size, number) for size in PaperSize if (number := taken.get(size, 0))] or [
        (PaperSize.A4, 0)
    ]
    return ", ".join(
        (f"{counted(first[1], 'sheet')} of {first[0]}", *(f"{number} of {size}" for size, number in others))
    )
