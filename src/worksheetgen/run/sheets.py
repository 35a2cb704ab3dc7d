"""Printed pages to the sheets of paper that they take, double-sided, by the paper's size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from worksheetgen.english import counted
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.pdf import sheets_two_up

Length = tuple[PaperSize, int]
"""A document's size of page, and how many pages it has."""


def sheets(lengths: Iterable[Length]) -> Counter[PaperSize]:
    """How many sheets of each size print documents of these sizes and numbers of pages.

    Two pages stand on a sheet, four A5 pages on one of A4 that is folded; every document begins on a sheet of its own.
    """
    found: Counter[PaperSize] = Counter()
    for size, pages in lengths:
        found[size.sheet] += -(-pages // size.pages_of_sheet)
    return found


def sheets_of_pack(papers: Sequence[tuple[Print, Length]], *, two_up: bool) -> Counter[PaperSize]:
    """How many sheets of each size print the papers of a pack, those that are to be `two_up` as such."""
    halved = [length for print, length in papers if is_two_up(print, two_up)]
    found = sheets(length for print, length in papers if not is_two_up(print, two_up))
    for size in {size for size, _ in halved}:
        found[size.sheet] += sheets_two_up(size, [pages for of, pages in halved if of is size])
    return found


def is_two_up(print: Print, two_up: bool) -> bool:
    """Whether a paper in that print is among those two pages a side, where such are asked for.

    The other prints are somebody's arrangement: half as large they would be none.
    """
    return two_up and print is Print.STANDARD


def in_words(taken: Mapping[PaperSize, int]) -> str:
    """`140 sheets of A4, 13 of A3`, the smaller size first."""
    (first, *others) = [(size, number) for size in PaperSize if (number := taken.get(size, 0))] or [
        (PaperSize.A4, 0)
    ]
    return ", ".join(
        (f"{counted(first[1], 'sheet')} of {first[0]}", *(f"{number} of {size}" for size, number in others))
    )
