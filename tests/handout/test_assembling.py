"""What of a document is kept in paragraphs: every word of a table that is none to study."""

from __future__ import annotations

from worksheetgen.handout.assembling import handout_of
from worksheetgen.handout.blocks import BlockKind, DocumentBlock


def test_a_table_under_a_title_loses_no_word() -> None:
    """A row with one cell above the head is a sentence; rows that are longer than their head keep all their cells."""
    rows = (("Kinds of load", "", ""), ("Load", "Size", "How"), ("bedload", "large", "rolls"))
    (title, row) = handout_of([DocumentBlock(BlockKind.TABLE, rows=rows)]).paragraphs
    assert (title, row) == ("Kinds of load.", "Load: bedload; Size: large; How: rolls.")
    short = (("Kinds of load",), ("Load", "Size", "How"), ("bedload", "large", "rolls"))
    assert handout_of([DocumentBlock(BlockKind.TABLE, rows=short)]).paragraphs == (title, row)


def test_a_table_that_compares_stays_one() -> None:
    """A table whose first head is empty, above the names of its rows, is a table; one with other gaps is told."""
    rows = (("", "Aerobic", "Anaerobic"), ("Oxygen", "needed", "not needed"))
    (table,) = handout_of([DocumentBlock(BlockKind.TABLE, rows=rows)]).tables
    assert (table.columns, table.rows) == (("–", "Aerobic", "Anaerobic"), rows[1:])
    gap = (*rows, ("Energy", "much", ""))
    assert handout_of([DocumentBlock(BlockKind.TABLE, rows=gap)]).tables == ()
