"""What of a document is kept in paragraphs: every word of a table that is none to study."""

from __future__ import annotations

import pytest

from worksheetgen.handout.assembling import handout_of
from worksheetgen.handout.blocks import BlockKind, DocumentBlock


def test_a_table_under_a_title_loses_no_word() -> None:
    """A row with one cell above the head is a sentence; rows that are longer than their head keep all their cells."""
    rows = (("Kinds of load", "", ""), ("Load", "Size", "How"), ("bedload", "large", "rolls"))
    (title, row) = handout_of([DocumentBlock(BlockKind.TABLE, rows=rows)]).paragraphs
    assert (title, row) == ("Kinds of load.", "Load: bedload; Size: large; How: rolls.")
    short = (("Kinds of load",), ("Load", "Size", "How"), ("bedload", "large", "rolls"))
    assert handout_of([DocumentBlock(BlockKind.TABLE, rows=short)]).paragraphs == (title, row)


def test_lines_to_write_on_are_left_out() -> None:
    """A worksheet becomes a text without its ruled lines; how many they were is told, and other dots stay."""
    texts = ("Why did it stop?", "______________", "… … … …", "It stopped …")
    found = handout_of([DocumentBlock(BlockKind.PARAGRAPH, text) for text in texts])
    assert (found.paragraphs, found.left_out) == (
        ("Why did it stop?", "It stopped …"),
        ("2 lines to write on",),
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Name: ____________ Date: ________", ()),
        ("Name ........ Class ........", ()),
        ("Name: Class: Date:", ()),
        ("Name: the word for a thing.", ("Name: the word for a thing.",)),
        ("Why do rivers meander? __________", ("Why do rivers meander?",)),
        ("Chlorophyll takes in light in the ______.", ("Chlorophyll takes in light in the ______.",)),
    ],
)
def test_lines_beside_words_are_left_out(text: str, kept: tuple[str, ...]) -> None:
    """Where a pupil writes a name, or an answer behind the question; a gap within a sentence stays where it is."""
    found = handout_of([DocumentBlock(BlockKind.PARAGRAPH, one) for one in ("It began there.", text)])
    assert found.paragraphs == ("It began there.", *kept)
    assert found.left_out == (("1 line to write on",) if (text,) != kept else ())


def test_a_list_that_asks_ends_as_it_does() -> None:
    """No full stop stands behind a question mark; other short items become one sentence."""
    for items, said in (
        (("Why?",), "Why?"),
        (("a wet spring", "a late frost;"), "a wet spring; a late frost."),
    ):
        found = handout_of([DocumentBlock(BlockKind.ITEM, item) for item in items])
        assert found.paragraphs == (said,)


def test_what_a_picture_is_called_goes_with_it() -> None:
    """A paragraph right behind a picture that begins “Figure 1” is its caption, however it is set."""
    picture = DocumentBlock(BlockKind.PICTURE)
    named, text = (DocumentBlock(BlockKind.PARAGRAPH, one) for one in ("Figure 1: a meander", "It bends."))
    found = handout_of([text, picture, named])
    assert (found.paragraphs, found.left_out) == (
        ("It bends.",),
        ("1 picture: after paragraph 1 (“Figure 1: a meander”)",),
    )
    assert handout_of([picture, text, named]).paragraphs == ("It bends.", "Figure 1: a meander")


def test_what_reads_like_a_title_is_one() -> None:
    """Where nothing is marked as a heading; a text of one line, or one that begins with a sentence, has none."""
    title, text = "THE BLACK DEATH", "It came by ship."
    for texts, said in (((title, text), title), ((title,), ""), ((text, title), "")):
        found = handout_of([DocumentBlock(BlockKind.PARAGRAPH, one) for one in texts])
        assert found.title == said
        assert len(found.paragraphs) == len(texts) - bool(said)


def test_a_table_that_compares_stays_one() -> None:
    """A table whose first head is empty, above the names of its rows, is a table, and a figure may be lacking.

    One that is to be filled in is none: what it has is told.
    """
    rows = (("", "Aerobic", "Anaerobic"), ("Oxygen", "needed", "not needed"))
    (table,) = handout_of([DocumentBlock(BlockKind.TABLE, rows=rows)]).tables
    assert (table.columns, table.rows) == (("–", "Aerobic", "Anaerobic"), rows[1:])
    gap = (*rows, ("Energy", "much", "little"), ("Waste", "water", ""))
    (table,) = handout_of([DocumentBlock(BlockKind.TABLE, rows=gap)]).tables
    assert table.rows[-1] == ("Waste", "water", "–")
    for unfilled in (
        (*rows, ("Energy", "", "")),
        (*rows, ("", "much", "little")),
        (("Cause", "Effect"), ("War", "")),
    ):
        assert handout_of([DocumentBlock(BlockKind.TABLE, rows=unfilled)]).tables == ()
