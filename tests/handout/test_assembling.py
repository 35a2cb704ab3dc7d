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
