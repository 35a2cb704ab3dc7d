"""Columns of figures are found from their cells."""

from __future__ import annotations

import pytest

from worksheetgen.model.blocks import Align, Cell, Table
from worksheetgen.model.figures import figures
from worksheetgen.model.text import regular


def column(*words: str, header: bool = True) -> Table:
    """A table of one column, the first of its cells its head."""
    rows = tuple((Cell(regular(said), Align.LEFT, 0, False),) for said in words)
    return Table((1.0,), header, False, rows, "cell")


@pytest.mark.parametrize(
    ("cells", "decimals"),
    [
        (("2,056", "353,074"), ("", "")),
        (("about 30,000", "around 2 million", "6 million"), ("", "", "")),
        (("7.87", "11.3", "19", "–"), (".87", ".3", "", "")),
        (("5%", "12.5%", "100%"), ("", ".5", "")),
        (("1,5 km", "12 km"), (",5", "")),
        (("3.5 million", "400"), ("", "")),
        (("£3.50", "−12.00"), (".50", ".00")),
        (("c. 1,200 men", "more than 90 men"), ("", "")),
        (("1934", "2,056"), ("", "")),
    ],
)
def test_a_column_of_figures_is_known(cells: tuple[str, ...], decimals: tuple[str, ...]) -> None:
    """Words about a figure and its unit belong to it; its decimals are told where all have one unit."""
    assert figures(column("Head", *cells)) == (decimals,)


@pytest.mark.parametrize(
    "cells",
    [
        ("1934", "1937"),
        ("1934", "–"),
        ("about 2", ""),
        ("5–6", "0"),
        ("3 of 12", "4 of 12"),
        ("Chapter 5", "Chapter 12"),
        ("1 May", "12 June"),
        ("30 January 1933", "27 February 1933"),
        ("4", "camps"),
        ("–", "–"),
        ("12 men who were shot", "3 men who fled"),
        (),
    ],
)
def test_what_only_has_figures_in_it_is_none(cells: tuple[str, ...]) -> None:
    """Years, dates, ranges and names are words, and so is a column with a cell to write in."""
    assert figures(column("Head", *cells)) == (None,)


def test_a_table_without_a_header_has_no_columns_of_figures() -> None:
    """What to match stands beside its numbers."""
    assert figures(column("1", "2", "10", header=False)) == (None,)
