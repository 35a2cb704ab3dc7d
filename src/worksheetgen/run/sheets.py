"""Printed pages to the sheets of paper that they take, double-sided, by the paper's size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from worksheetgen.english import counted
from worksheetgen.model.laid_out import PaperSize


def sheets(lengths: Iterable[tuple[PaperSize, int]]) -> Counter[PaperSize]:
    """How many sheets of each size print documents of these sizes and numbers of pages.

    Two pages stand on a sheet, and every document begins on a sheet of its own.
    """
    found: Counter[PaperSize] = Counter()
    for size, pages in lengths:
        found[size] += -(-pages // 2)
    return found


def in_words(taken: Mapping[PaperSize, int]) -> str:
    """`140 sheets of A4, 13 of A3`, the smaller size first."""
    (first, *others) = [(size, number) for size in PaperSize if (number := taken.get(size, 0))] or [
        (PaperSize.A4, 0)
    ]
    return ", ".join(
        (f"{counted(first[1], 'sheet')} of {first[0]}", *(f"{number} of {size}" for size, number in others))
    )
