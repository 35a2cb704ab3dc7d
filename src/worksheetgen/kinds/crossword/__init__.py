"""Crossword: words go into the squares of a grid, across and down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, StudentBody
from worksheetgen.kinds.clued import (
    CluedBody,
    NumberedClue,
    PrintedSquare,
    SolvedGrid,
    Squares,
    answer_on,
    grid_name,
    own_grid,
)
from worksheetgen.kinds.crossword.layout import Entry
from worksheetgen.kinds.lettered_terms import in_capitals, in_squares
from worksheetgen.kinds.shared import the_key
from worksheetgen.model.tier import Tier

if TYPE_CHECKING:
    from worksheetgen.kinds.crossword.entry import CrosswordEntry


class StudentCrossword(StudentBody):
    """A grid under its name, its squares row by row (None for white), and its clues across and down."""

    name: str
    squares: Squares
    across: tuple[NumberedClue, ...]
    down: tuple[NumberedClue, ...]


class Crossword(CluedBody):
    """Clues, and grids that have the place of the word of each."""

    grids: tuple[tuple[Entry, ...], ...]

    answered_with = "the words after their numbers, with ; between them, such as 1A purge; 2D exile"
    typed_piece = re.compile(r"(\d+)\s*([ad])(?:cross|own)?\b[\s.:)]*(.+)", re.IGNORECASE)

    @classmethod
    def entry(cls) -> type[CrosswordEntry]:
        """Words with their clues."""
        from worksheetgen.kinds.crossword.entry import CrosswordEntry

        return CrosswordEntry

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem and the clues: their words are not printed."""
        yield stem
        yield from self.searched()

    def labels(self, printed: Sequence[str]) -> tuple[str, ...]:
        """The number of each word with A for across and D for down."""
        entries = self.grids[own_grid(printed)]
        numbers = _numbers(entries)
        return tuple(f"{numbers[entry.start]}{'A' if entry.across else 'D'}" for entry in entries)

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentCrossword:
        """The grid, with support the first letter of each word in it, and the clues under their numbers."""
        grid = own_grid(printed)
        given = {
            entry.start: in_squares(term)[0]
            for entry, term in zip(self.grids[grid], the_key(answers).answers, strict=True)
            if tier is Tier.SUPPORT
        }
        squares = self._squares(grid, answers, given)
        across, down = (self._numbered(grid, across=across) for across in (True, False))
        return StudentCrossword(grid_name(grid), squares, across, down)

    def solved(self, answers: Answers) -> tuple[SolvedGrid, ...]:
        """Every grid with all letters."""
        return tuple(
            SolvedGrid(grid_name(grid), self._squares(grid, answers, self._letters(grid, answers)))
            for grid in range(len(self.grids))
        )

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The grid's name, and its words after their numbers, those across first: `B: 1A PURGE; 2D EXILE`."""
        words = zip(self.labels(printed), the_key(answers).answers, strict=True)
        return answer_on(own_grid(printed), iter(sorted(words, key=_place_in_key)))

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """The clues, those across first, each after its number."""
        grid = own_grid(printed)
        clues = (*self._numbered(grid, across=True), *self._numbered(grid, across=False))
        return [(clue.label, f"{clue.text} ({clue.lengths})") for clue in clues]

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The words as they can be read in the grid: a run of squares is one, numbered where it begins."""
        grid = own_grid(printed)
        letters = self._letters(grid, answers)
        words = {in_squares(term): in_capitals(term) for term in the_key(answers).answers}
        read: dict[str, list[str]] = {"A": [], "D": []}
        number = 0
        for row, column in sorted(letters):
            begins = False
            for direction, down, right in (("A", 0, 1), ("D", 1, 0)):
                run, at = "", (row, column)
                while (row - down, column - right) not in letters and at in letters:
                    run, at = run + letters[at], (at[0] + down, at[1] + right)
                if len(run) > 1:
                    number += not begins
                    begins = True
                    read[direction].append(f"{number}{direction} {words.get(run, run)}")
        return f"{grid_name(grid)}: {'; '.join(read['A'] + read['D'])}"

    def _letters(self, grid: int, answers: Answers) -> dict[tuple[int, int], str]:
        """The letters of all words of a grid, by their squares."""
        letters: dict[tuple[int, int], str] = {}
        for entry, term in zip(self.grids[grid], the_key(answers).answers, strict=True):
            word = in_squares(term)
            letters.update(zip(entry.squares(len(word)), word, strict=True))
        return letters

    def _squares(self, grid: int, answers: Answers, printed: dict[tuple[int, int], str]) -> Squares:
        """The squares of a grid under their numbers, with these letters printed in them."""
        there = self._letters(grid, answers)
        numbers = _numbers(self.grids[grid])
        rows, columns = (1 + max(square[side] for square in there) for side in (0, 1))
        return tuple(
            tuple(
                PrintedSquare(str(numbers.get(at, "")), printed.get(at, ""))
                if (at := (row, column)) in there
                else None
                for column in range(columns)
            )
            for row in range(rows)
        )

    def _numbered(self, grid: int, *, across: bool) -> tuple[NumberedClue, ...]:
        """The clues of the words in one direction, in the order of their numbers."""
        entries = self.grids[grid]
        numbers = _numbers(entries)
        found = [
            (numbers[entry.start], clue)
            for entry, clue in zip(entries, self.clues, strict=True)
            if entry.across is across
        ]
        return tuple(
            NumberedClue(str(number), clue.text, clue.lengths)
            for number, clue in sorted(found, key=lambda pair: pair[0])
        )


def _numbers(entries: Sequence[Entry]) -> dict[tuple[int, int], int]:
    """The numbers of the squares in which words begin, row by row from the top."""
    return {start: number for number, start in enumerate(sorted({entry.start for entry in entries}), 1)}


def _place_in_key(word: tuple[str, str]) -> tuple[str, int]:
    """Across before down, then by number."""
    label, _ = word
    return label[-1], int(label[:-1])
