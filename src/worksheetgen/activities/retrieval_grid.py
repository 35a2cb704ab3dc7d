"""Retrieval grid: short questions from memory in four columns, by how long ago the class had their topics.

Where the bank has no question of a column's marks, two shorter ones share a cell, or a cell asks what terms mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from worksheetgen.activities.material import Material
from worksheetgen.activities.retrieval_cells import (
    TERM,
    RecallCell,
    question_cells,
    sharing_a_cell,
    term_cell,
    terms_on,
)
from worksheetgen.english import counted
from worksheetgen.kinds import Kind
from worksheetgen.kinds.retrieval_grid import of_columns
from worksheetgen.model.blueprint import LESSONS
from worksheetgen.model.question import Part, Question
from worksheetgen.streams import Stream
from worksheetgen.value import replace

ROWS = 4
"""So many cells has a column."""
TRIES = 8
"""So many grids are drawn, of which the one with most marks is taken: enemies stand in each other's way."""
LONGEST_PAIR = 120
"""Two questions of more characters together do not fit a cell."""
MARKS_A_MINUTE = 2
STEM = "Answer as many as you can from memory, then check with another colour."

Terms = list[tuple[str, str]]


def retrieval_grid(material: Material, id: str, seed: str) -> Question:
    """Four columns of four cells, worth 1, 2, 3 and 4 marks each, or less where the unit has too little to ask.

    `material.lessons` are the topics of each column. Raises InvalidInput where one has too few questions and terms.
    """
    best = _best(material, id, seed)
    for (name, _), topics, cells in zip(LESSONS, material.lessons, best, strict=True):
        if len(cells) < ROWS:
            found, where = counted(len(cells), "short question"), ", ".join(topics)
            what = f"retrieval-grid finds {found} for {name.lower()} ({where})."
            remedy = f"Name more topics under ‘lessons’: it needs {ROWS} that do not answer each other."
            raise material.lacking(what, remedy)
    body, answers = of_columns(
        (name, cells[0].marks, [(cell.stem, cell.points) for cell in cells])
        for (name, _), cells in zip(LESSONS, best, strict=True)
    )
    cells = list(chain.from_iterable(best))
    marks = sum(cell.marks for cell in cells)
    part = Part(Kind.RETRIEVAL_GRID, STEM, marks, material.knowledge(marks), body, answers)
    difficulty = round(sum(cell.difficulty for cell in cells) / len(cells))
    made = material.question(id, [part], difficulty=difficulty, minutes=-(-marks // MARKS_A_MINUTE))
    enemies = material.unit.enemies
    asked = {id for cell in cells for id in cell.ids if id in enemies}
    topics = tuple(dict.fromkeys(chain.from_iterable(material.lessons)))
    return replace(made, topics=topics, enemies=tuple(sorted(asked.union(*(enemies[id] for id in asked)))))


def _best(material: Material, id: str, seed: str) -> list[list[RecallCell]]:
    """The best of the grids that are drawn: with fewest cells lacking, with most marks, with fewest terms."""
    drawing = _Drawing(material)
    drawn = (drawing.grid(Stream(seed, "activity", id, str(number))) for number in range(TRIES))

    def worth(grid: list[list[RecallCell]]) -> tuple[int, int, int]:
        cells = list(chain.from_iterable(grid))
        terms = sum(one.startswith(TERM) for cell in cells for one in cell.ids)
        return len(cells), sum(cell.marks for cell in cells), -terms

    return max(drawn, key=worth)


class _Drawing:
    """What each column can be drawn from, and which of it does not go together."""

    def __init__(self, material: Material) -> None:
        self.questions = [question_cells(material.unit, topics) for topics in material.lessons]
        self.terms = [terms_on(material, topics) for topics in material.lessons]
        self.enemies = material.unit.enemies

    def grid(self, stream: Stream) -> list[list[RecallCell]]:
        """A grid, column by column; those with least to choose from choose first.

        A column is worth less than its place says only where four cells of that many marks are not to be had.
        """
        columns = range(len(self.questions))
        found: list[list[RecallCell]] = [[] for _ in columns]
        for place in sorted(columns, key=lambda place: (len(self.questions[place]), place)):
            own = stream.shuffled(self.questions[place]), list(stream.shuffled(self.terms[place]))
            standing = list(chain.from_iterable(found))
            tried = (self._column(*own, marks, standing) for marks in range(place + 1, 0, -1))
            found[place] = next((cells for cells in tried if len(cells) == ROWS), [])
        return found

    def _column(
        self, questions: Sequence[RecallCell], terms: Terms, marks: int, standing: Sequence[RecallCell]
    ) -> list[RecallCell]:
        """Four cells of so many marks that go with those that are standing, or as many as there are."""
        chosen: list[RecallCell] = []
        for cell in self._offered(questions, marks):
            if len(chosen) < ROWS and self._fits(cell, [*standing, *chosen]):
                chosen.append(cell)
        while len(chosen) < ROWS and (asking := self._of_terms(terms, marks, [*standing, *chosen])):
            chosen.append(asking)
        return chosen

    def _offered(self, questions: Sequence[RecallCell], marks: int) -> Iterator[RecallCell]:
        """Questions of the very marks, then pairs of shorter ones; those that do not speak of the text first."""
        apart = sorted(questions, key=lambda cell: cell.on_text)
        yield from (cell for cell in apart if cell.marks == marks)
        for pair in combinations(apart, 2):
            first, second = sorted(pair, key=lambda cell: -cell.marks)
            short = len(first.stem) + len(second.stem) <= LONGEST_PAIR
            if short and first.marks + second.marks == marks and self._fits(first, [second]):
                yield sharing_a_cell(first, second)

    def _of_terms(self, terms: Terms, marks: int, standing: Sequence[RecallCell]) -> RecallCell | None:
        """A cell on so many terms that go with what is standing; None where there are too few."""
        fitting: Terms = []
        for term in terms:
            if len(fitting) < marks and self._fits(term_cell([*fitting, term]), standing):
                fitting.append(term)
        return term_cell(fitting) if len(fitting) == marks else None

    def _fits(self, cell: RecallCell, standing: Sequence[RecallCell]) -> bool:
        """Whether it may stand beside all of these: none of them is its enemy, asks the same, or gives it away."""
        own = frozenset(cell.ids)
        against = own.union(*(self.enemies.get(id, frozenset()) for id in own))
        return not any(
            not against.isdisjoint(other.ids) or cell.gives_away(other) or other.gives_away(cell)
            for other in standing
        )
