"""Table completion: a pupil fills in the blank cells of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, Fact, Printing, StudentBody
from worksheetgen.kinds.shared import WordedBody, facts_of_points, nothing_moves, the_points
from worksheetgen.model.answers import Points
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

if TYPE_CHECKING:
    from worksheetgen.kinds.table.entry import TableEntry


class StudentTable(StudentBody):
    """A table; "" is a cell for the pupil to fill in."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class TableCompletion(WordedBody):
    """A table with a header row; a blank cell (to be filled in by the pupil) is "".

    Its answers are points, one for each blank cell in reading order.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    answered_with = "what goes into the empty cells, row by row, with ; between"

    @classmethod
    def entry(cls) -> type[TableEntry]:
        """The table, with what is to be filled in as [[ ]]."""
        from worksheetgen.kinds.table.entry import TableEntry

        return TableEntry

    def searched(self) -> Iterator[str]:
        """Every cell."""
        yield from (*self.columns, *(cell for row in self.rows for cell in row))

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem, and every row with the heads of its columns, without which it says nothing."""
        yield stem
        yield from (f"{' '.join(row)} ({' '.join(self.columns)})" for row in self.rows)

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """The blank cells; the rest of the row asks for each, with the head of its column."""
        wordings = (fact.wordings for fact in facts_of_points(stem, answers))
        for row in self.rows:
            for head, cell in zip(self.columns, row, strict=True):
                if not cell:
                    yield Fact(f"{' '.join(row)} ({head})", next(wordings))

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """The blank cells."""
        yield from the_points(answers)

    def printing(self, answers: Answers) -> Printing:
        """Every paper has the same table."""
        return nothing_moves

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentTable:
        """The table with its blank cells."""
        return StudentTable(self.columns, self.rows)

    def credited(self, points: Points) -> Points:
        """The answers, each after the first cell of its row, which may be a question."""
        names = [row[0] for row in self.rows for cell in row if not cell]
        leads = [f"{name} " if name.endswith("?") else f"{name}: " if name else "" for name in names]
        led = zip(leads, points.points, strict=True)
        return replace(points, points=tuple(replace(one, text=lead + one.text) for lead, one in led))

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """Nothing: every paper has the same."""
        return []
