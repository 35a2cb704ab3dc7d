"""Puzzles on the page: squares that a pupil can write in, grids that are never cut, clues that are all there."""

from __future__ import annotations

import re

import pytest
from reportlab.lib.units import mm

from tests.typesetting.test_large_print import under_a_head
from tests.typesetting.test_layout import document, run, typesetter
from tests.typesetting.test_prints import pages as words_of_pages
from worksheetgen.model.blocks import (
    ClueList,
    Frame,
    GridSquare,
    Labelled,
    LetterGrid,
    Lines,
    Puzzle,
    Stem,
    WordBank,
)
from worksheetgen.model.laid_out import LaidOutDocument, Leaf, Node
from worksheetgen.model.students import Print

SQUARE = GridSquare("", "")


def puzzle(
    columns: int, rows: int, clues: int, words: str = "somebody who betrays their country (7)"
) -> Puzzle:
    """A full grid of so many squares, and so many clues across and down."""
    grid = LetterGrid(((SQUARE,) * columns,) * rows, "Grid A", "A grid")
    lists = tuple(
        ClueList(head, tuple((str(number), run(words)) for number in range(1, clues + 1)))
        for head in ("Across", "Down")
    )
    return Puzzle((grid,), lists, 7.2, ruled=True)


def boxes(sheet: LaidOutDocument) -> list[tuple[float, str]]:
    """The height of every box with what it draws."""
    return [
        (box.height, b"".join(part for part in box.operators if isinstance(part, bytes)).decode("latin-1"))
        for page in sheet.pages
        for column_slice in page.slices
        for box in column_slice.boxes
    ]


def squares(drawn: str) -> list[tuple[float, float]]:
    """Width and height of each square in what is drawn, in points."""
    words = drawn.split()
    return [(float(words[at - 2]), float(words[at - 1])) for at, word in enumerate(words) if word == "re"]


def tags(nodes: tuple[Node, ...]) -> list[Node]:
    """All elements of a structure, in reading order."""
    found: list[Node] = []
    for node in nodes:
        found += [node, *tags(tuple(kid for kid in node.kids if isinstance(kid, Node)))]
    return found


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize(("columns", "rows"), [(15, 17), (9, 9), (15, 10)])
def test_squares_are_large_enough_to_write_in(print: Print, columns: int, rows: int) -> None:
    """They are 7 mm at least, larger in larger prints; the grid stands whole on one page, within the column."""
    theme = typesetter(print).theme
    drawn = [squares(drawn) for _, drawn in boxes(typesetter(print).set(document(puzzle(columns, rows, 7))))]
    (grid,) = (found for found in drawn if found)
    assert len(grid) == columns * rows
    for wide, tall in grid:
        assert wide == tall
        assert (
            wide
            >= {
                Print.STANDARD: 7,
                Print.DYSLEXIA: 7,
                Print.LARGE_18: 10,
                Print.LARGE_24: 10,
                Print.LARGE_36: 15,
            }[print]
            * mm
        )
    assert columns * grid[0][0] <= theme.width + 0.01
    assert rows * grid[0][1] <= theme.height


def test_squares_give_way_to_clues_but_not_below_seven_millimetres() -> None:
    """Beside a wide grid there is room for clues as its squares are smaller; beside a wider one there is none."""
    widths = {
        columns: squares(drawn)[0][0]
        for columns in (10, 17, 22)
        for _, drawn in boxes(typesetter(Print.STANDARD).set(document(puzzle(columns, 9, 7))))
        if squares(drawn)
    }
    assert widths[10] == pytest.approx(7.2 * mm, abs=0.01)
    assert widths[17] < widths[10]
    assert widths[22] == pytest.approx(7 * mm, abs=0.01)


@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize(("columns", "clues"), [(15, 3), (15, 12), (9, 4), (20, 6)])
def test_every_clue_is_there_once_and_in_order(print: Print, columns: int, clues: int) -> None:
    """A list is one list with an item for each clue, however the clues stand in columns, and the grid comes first."""
    made = typesetter(print).set(document(puzzle(columns, 12, clues)))
    found = [node.tag for placed in made.structure for node in tags(placed.recording.nodes)]
    one = ["P", "L", *["LI", "Lbl", "LBody"] * clues]
    assert found[found.index("Figure") :][: 1 + 2 * len(one)] == ["Figure", *one, *one]


@pytest.mark.parametrize("clues", range(7, 14))
def test_a_list_that_goes_on_below_its_grid_is_headed_there_again(clues: int) -> None:
    """Whoever looks for clues below a grid sees whether they are across or down; a screen reader hears it once."""
    made = typesetter(Print.STANDARD).set(document(puzzle(14, 17, clues)))
    _, (_, below), *_ = boxes(made)
    first = re.search(r"\((\w+) ?\)", below)
    assert first is not None
    assert first[1] in ("Across", "Down")
    found = [node.tag for placed in made.structure for node in tags(placed.recording.nodes)]
    assert found.count("L") == 2
    assert found.count("LI") == 2 * clues


def test_a_list_that_goes_on_overleaf_is_headed_there_again() -> None:
    """In large print, too: over every clue but the first of a list stands its head where it begins a page."""
    made = typesetter(Print.LARGE_24).set(document(puzzle(9, 4, 20)))
    begun = [page.slices[0].boxes[0] for page in made.pages[1:] if page.slices]
    assert all(
        re.search(
            rb"\((Across|Down) ?\)",
            b"".join(one for one in box.above[-1].operators if isinstance(one, bytes)),
        )
        for box in begun
        if box.above
    )
    assert any(box.above for box in begun)


def test_a_head_is_never_the_last_on_a_page() -> None:
    """In large print, where clues go on overleaf, the first clue stands below its head, however many come before."""
    for clues in range(1, 14):
        made = typesetter(Print.LARGE_24).set(document(puzzle(12, 9, clues)))
        (placed, *_) = made.structure
        figure, *others = placed.recording.nodes[-5:]
        assert figure.tag == "Figure"
        heads = [
            kid.where for node in others if node.tag == "P" for kid in node.kids if isinstance(kid, Leaf)
        ]
        assert len(heads) == 2
        pages = [range(one.first, one.past) for _, one in placed.slices]
        assert all(any(head in page and head + 1 in page for page in pages) for head in heads)


def test_no_clue_stands_alone_on_a_page() -> None:
    """In large print two clues of a list at least stand on each side of a turn, however many come before."""
    turned = set()
    for rows in range(5, 11):
        for clues in range(4, 9):
            made = typesetter(Print.LARGE_24).set(document(puzzle(12, rows, clues)))
            (placed, *_) = made.structure
            for begins in (2, 3 + clues):  # behind the grid, and the heads of the lists
                items = range(begins, begins + clues)
                held = [len({*items} & {*range(one.first, one.past)}) for _, one in placed.slices]
                assert 1 not in held, (rows, clues)
                turned.add(len([count for count in held if count]))
    assert turned == {1, 2}


@pytest.mark.parametrize("print", [Print.LARGE_18, Print.LARGE_24, Print.LARGE_36])
def test_in_large_print_clues_face_their_grid(print: Print) -> None:
    """A puzzle longer than a page begins on the left of a spread, where the page before it may be left half full."""
    lines = Lines(1, "", 0.5)
    made = typesetter(print).set(document(lines, puzzle(9, 4, 15 if print is Print.LARGE_18 else 10)))
    _, placed, *_ = made.structure
    assert [page for page, _ in placed.slices] == [1, 2]


@pytest.mark.parametrize("print", [Print.LARGE_24, Print.LARGE_36])
def test_the_words_to_find_stand_on_the_page_of_their_grid(print: Print) -> None:
    """What is asked may be left on the page before; words that stay with it would be overleaf from the grid."""
    words = Frame((WordBank(("confession", "hysteria", "officer corps", "warrant")),), False, False, 0)
    asked = Labelled("1", (Stem(run("Find each word."), ""), words, puzzle(12, 11, 4)), "number")
    for lines in range(1, 24):
        made = typesetter(print).set(under_a_head(lines, asked))
        _, placed, *_ = made.structure
        pages = [page for page, one in placed.slices for _ in range(one.first, one.past)]
        with_stem, with_words, with_grid, *_ = pages
        assert with_words == with_grid
        if with_stem < with_words:
            break
    assert with_stem < with_words


@pytest.mark.parametrize("print", list(Print))
def test_clues_are_never_overleaf_from_their_grid(print: Print) -> None:
    """They stand on its page or on the one that faces it, whatever comes before; rather what is asked stands alone."""
    theme = typesetter(print).theme
    asked = Labelled("1", (Stem(run("Complete the crossword."), ""), puzzle(12, 11, 4)), "number")
    for lines in range(1, int(0.8 * theme.height / theme.style("body").leading / 2)):
        made = typesetter(print).set(under_a_head(lines, asked))
        _, placed, *_ = made.structure
        _, with_grid, *with_clues = [page for page, one in placed.slices for _ in range(one.first, one.past)]
        faced = with_grid + 1 if with_grid % 2 else with_grid
        assert {with_grid, faced} >= {*with_clues}


@pytest.mark.parametrize("print", [Print.LARGE_18, Print.LARGE_24, Print.LARGE_36])
def test_a_grid_away_from_its_stem_says_again_what_is_asked(print: Print) -> None:
    """So nobody turns back to read it; not on the page of the stem, nor on that of the clues."""
    words = Frame((WordBank(("confession", "warrant")),), False, False, 0)
    for help in ((), (words,)):
        stem = Stem(run("Complete the grid."), "[8 marks]")
        asked = Labelled("1", (stem, *help, puzzle(12, 9, 4)), "number", "Question 1 continued")
        for lines in range(1, 24):
            sheet = typesetter(print).set(under_a_head(lines, asked))
            _, placed, *_ = sheet.structure
            pages = [page for page, one in placed.slices for _ in range(one.first, one.past)]
            said = [page.count("Complete the grid.") for page in words_of_pages(sheet)]
            assert said == [int(page in pages[:2]) for page in range(len(said))]
            if pages[0] < pages[1]:
                break
        assert pages[0] < pages[1]


@pytest.mark.parametrize("print", [Print.STANDARD, Print.DYSLEXIA])
def test_a_grid_that_is_made_smaller_for_its_clues_has_some_beside_it(print: Print) -> None:
    """So it takes less height than a wider one of as many rows, beside which there is no room."""

    def height(columns: int) -> float:
        return sum(height for height, _ in boxes(typesetter(print).set(document(puzzle(columns, 12, 5)))))

    assert all(height(columns) < height(22) for columns in range(12, 17))


def test_grids_without_clues_stand_side_by_side() -> None:
    """Four small grids take no more height than two rows of them."""
    grid = LetterGrid(((SQUARE,) * 15,) * 10, "Grid A", "A grid")
    made = typesetter(Print.STANDARD).set(document(Puzzle((grid,) * 4, (), 3.3, ruled=True)))
    drawn = [height for height, drawn in boxes(made) if squares(drawn)]
    assert len(drawn) == 2
    assert sum(drawn) <= 2 * (10 * 3.3 + 7) * mm


def test_squares_are_smaller_where_a_page_then_holds_the_puzzle_with_its_head() -> None:
    """In the dyslexia print, whose squares are large.

    Not smaller than a pupil can write in, and as large as ever where that is not enough.
    """
    task = Labelled("1", (Stem(run("Complete the crossword."), ""), puzzle(12, 14, 4)), "number")
    seen = []
    for lines in range(1, 30):
        sheet = typesetter(Print.DYSLEXIA).set(under_a_head(lines, task))
        sides = {side for _, drawn in boxes(sheet) for side in squares(drawn)}
        ((wide, _),) = sides
        seen.append((len(sheet.structure[1].slices), wide))
    largest = seen[0][1]
    assert {wide < largest for pages, wide in seen if pages == 1} == {True, False}
    assert {wide for pages, wide in seen if pages > 1} == {largest}
    assert min(wide for _, wide in seen) >= 7 * mm - 0.01
