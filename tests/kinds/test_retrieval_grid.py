"""A retrieval grid: the order of its cells, their numbers, and its rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples import example
from tests.kinds.test_judging import complaints, edited, scheme
from tests.tiny_bank import write_bank
from worksheetgen.kinds import Kind
from worksheetgen.kinds.retrieval_grid import RetrievalGrid, StudentRetrievalGrid
from worksheetgen.model.blocks import Table
from worksheetgen.model.text import plain
from worksheetgen.model.tier import Tier
from worksheetgen.streams import Stream


def grids(pupils: int) -> list[StudentRetrievalGrid]:
    """The example as so many pupils have it."""
    asked = example(Kind.RETRIEVAL_GRID).parts[0]
    printing = asked.body.printing(asked.answers)
    orders = (printing(0, lambda name=name: Stream("seed", str(name))) for name in range(pupils))  # type: ignore[misc]  # bound on purpose
    found = [asked.body.for_student(asked.answers, order, Tier.CORE) for order in orders]
    return [grid for grid in found if isinstance(grid, StudentRetrievalGrid)]


def test_every_pupil_has_a_column_s_cells_in_some_order() -> None:
    """All have the same questions under the same heads; orders differ, and no cell leaves its column."""
    found = grids(12)
    columns = [
        [frozenset(cell.label for cell in column) for column in zip(*grid.rows, strict=True)]
        for grid in found
    ]
    assert columns == [[{"1", "2"}, {"3", "4"}]] * 12
    assert len({grid.rows for grid in found}) > 1
    assert {grid.heads for grid in found} == {(("Last lesson", 1), ("Last week", 2))}


def test_a_cell_keeps_its_number() -> None:
    """Wherever a question stands, its number is that of the mark scheme."""
    numbered = {(cell.label, cell.text) for grid in grids(12) for row in grid.rows for cell in row}
    assert len(numbered) == 4
    (table,) = [
        block
        for block in scheme(example(Kind.RETRIEVAL_GRID))
        if isinstance(block, Table) and len(block.rows[0]) == 4
    ]
    rows = [[plain(cell.text) for cell in row] for row in table.rows[1:]]
    assert {tuple(row[0].split(" ", 1)) for row in rows} == numbered
    assert [row[2] for row in rows] == ["1", "1", "2", "2"]


def test_the_answer_of_a_paper_goes_by_numbers() -> None:
    """It is the same on every paper, as the numbers are."""
    asked = example(Kind.RETRIEVAL_GRID).parts[0]
    assert isinstance(asked.body, RetrievalGrid)
    assert asked.body.answer(asked.answers, ()).startswith(
        "1 Its answer · 2 The second answer · 3 One thing; Another"
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("marks: 6", "marks: 5"), "The cells have 6 marks, but the question has 5. Write marks: 6, or change the "
         "marks of a column."),
        ((", {text: Another thing}", ""), "The points reach 1 mark, but the cell has 2. Add points, or lower the marks "
         "of the column."),
        (("- {stem: A fourth question?", "- {stem: A fifth?, points: [{text: x, marks: 2}]}\n          "
          "- {stem: A fourth question?"),
         "The column has 3 cells, the first one 2. Give each column as many."),
    ],
)  # fmt: skip
def test_a_grid_that_does_not_add_up_is_told(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    """Marks that are not those of the cells, points that do not reach them, columns of different lengths."""
    assert says in complaints(edited(write_bank(tmp_path), Kind.RETRIEVAL_GRID, change))
