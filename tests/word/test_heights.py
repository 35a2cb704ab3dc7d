"""How high pieces are, and that nothing is kept together that no page holds."""

from __future__ import annotations

from worksheetgen.model.students import Print
from worksheetgen.resources import templates
from worksheetgen.typesetting import load_theme
from worksheetgen.value import replace
from worksheetgen.word.heights import height, on_pages
from worksheetgen.word.markup import run
from worksheetgen.word.pieces import Par, Piece, TableCell, TableRow, Tbl, TextRoom
from worksheetgen.word.styles import Styles, twips
from worksheetgen.word.word_style import NORMAL

STYLES = Styles(load_theme([templates() / "board"], Print.STANDARD), "body")
ROOM = TextRoom(STYLES.full)
PAGE = twips(STYLES.height)


def kept(pieces: list[Piece]) -> list[bool]:
    """Which pieces are kept with the next after all."""
    return [
        bool(one.keep_next if isinstance(one, Par) else one.rows[-1].keep_next)
        for one in on_pages(pieces, STYLES)
    ]


def table(high: int, *, keep_next: bool = True, rows: int = 1) -> Tbl:
    """A table of so many rows, so high each, its last row kept with the next."""
    row = TableRow((TableCell((), ROOM.width),), high)
    return Tbl((ROOM.width,), (*[row] * (rows - 1), replace(row, keep_next=keep_next)), ROOM, 0)


def test_what_fits_onto_a_page_stays_together() -> None:
    """Pieces that are kept with the next and fit onto one page stay so."""
    assert kept([table(PAGE // 4), table(PAGE // 4), table(PAGE // 4, keep_next=False)]) == [
        True,
        True,
        False,
    ]


def test_what_no_page_holds_is_parted_before_what_is_too_much() -> None:
    """The piece with which a page would be too full begins another one, and what follows counts from there."""
    assert kept([table(PAGE // 2) for _ in range(4)]) == [True, False, True, True]
    assert kept([table(PAGE // 2), table(2 * PAGE // 3), table(PAGE // 4)]) == [False, True, True]


def test_a_heading_stays_with_the_next_in_any_case() -> None:
    """A heading is never left behind, whatever comes below it."""
    style = STYLES.heading(2, "heading")
    (head, _) = on_pages([Par(style, run("Section A"), ROOM, keep_next=True), table(2 * PAGE)], STYLES)
    assert isinstance(head, Par)
    assert head.keep_next is None
    assert STYLES.of(style).keep_next


def test_of_a_long_table_only_its_ends_count() -> None:
    """A table that a page may cut is kept with what is above it by its first row, with what is below it by its last."""
    assert kept([table(PAGE // 2), table(PAGE // 3, rows=9), table(PAGE // 2)]) == [True, True, True]


def test_of_a_paragraph_that_may_be_cut_only_some_lines_count() -> None:
    """It is kept with what is above it by its first lines, and with what is below it only where it is short."""
    long = Par(NORMAL, run("Read this again. " * 300), ROOM, keep_next=True)
    assert height(long, STYLES) > PAGE // 2
    assert kept([table(PAGE // 2), long, table(PAGE // 2)]) == [True, False, True]
    assert kept([table(PAGE // 2), replace(long, whole=True), table(PAGE // 2)]) == [False, False, True]
    short = Par(NORMAL, run("Read this again. " * 9), ROOM, keep_next=True)
    assert kept([table(PAGE // 2), short, table(PAGE // 3)]) == [True, True, True]
