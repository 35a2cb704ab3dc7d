"""Word search: words that clues ask for are hidden in a grid of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, StudentBody
from worksheetgen.kinds.clued import (
    CluedBody,
    NumberedClue,
    PrintedSquare,
    SolvedGrid,
    answer_on,
    grid_name,
    own_grid,
)
from worksheetgen.kinds.lettered_terms import in_capitals, in_squares
from worksheetgen.kinds.shared import the_key
from worksheetgen.kinds.word_search.layout import Letters
from worksheetgen.model.tier import Tier

if TYPE_CHECKING:
    from worksheetgen.kinds.word_search.entry import WordSearchEntry

_TIERS = tuple(Tier)
"""In the order in which a grid has its letters for each."""


class StudentWordSearch(StudentBody):
    """Rows of letters under the grid's name, numbered clues, and for support the words in alphabetical order."""

    name: str
    rows: tuple[str, ...]
    clues: tuple[NumberedClue, ...]
    words: tuple[str, ...]


class WordSearch(CluedBody):
    """Clues, and grids, each with letters for every tier in the order of _TIERS: words go in ever more directions."""

    grids: tuple[tuple[Letters, ...], ...]

    answered_with = (
        "the words after the numbers of their clues, with ; between them, such as 1 purge; 2 exile"
    )
    typed_piece = re.compile(r"(\d+)()[\s.:)]*(.+)")

    @classmethod
    def entry(cls) -> type[WordSearchEntry]:
        """Words with their clues."""
        from worksheetgen.kinds.word_search.entry import WordSearchEntry

        return WordSearchEntry

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem, and each clue with its word, as a pupil finds that in the grid."""
        yield stem
        for clue, term in zip(self.clues, the_key(answers).answers, strict=True):
            yield f"{clue.text}: {term}"

    def labels(self, printed: Sequence[str]) -> tuple[str, ...]:
        """The numbers of the clues, the same on every paper."""
        return tuple(str(number) for number, _ in enumerate(self.clues, 1))

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentWordSearch:
        """The tier's letters, and the clues; with support the words that they ask for as well."""
        grid = own_grid(printed)
        numbered = zip(self.labels(printed), self.clues, strict=True)
        clues = tuple(NumberedClue(label, clue.text, clue.lengths) for label, clue in numbered)
        words = self._word_bank(answers) if tier is Tier.SUPPORT else ()
        return StudentWordSearch(grid_name(grid), self.grids[grid][_TIERS.index(tier)], clues, words)

    def solved(self, answers: Answers) -> tuple[SolvedGrid, ...]:
        """Every grid for every tier, without the letters that belong to no word."""
        words = tuple(map(in_squares, the_key(answers).answers))
        return tuple(
            SolvedGrid(f"{grid_name(grid)} · {tier}", _solved(rows, words))
            for grid, letters in enumerate(self.grids)
            for tier, rows in zip(_TIERS, letters, strict=True)
        )

    def answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The grid's name, and the words after the numbers of their clues: `B: 1 PURGE; 2 EXILE`."""
        words = zip(self.labels(printed), the_key(answers).answers, strict=True)
        return answer_on(own_grid(printed), words)

    def by_tier(self, answers: Answers, printed: Sequence[str], tier: Tier) -> list[tuple[str, str]]:
        """The rows of the grid, letter by letter, after the words of a print with support."""
        rows = self.grids[own_grid(printed)][_TIERS.index(tier)]
        words = self._word_bank(answers) if tier is Tier.SUPPORT else ()
        return [("", text) for text in (*words, *map(" ".join, rows))]

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """The clues, each after its number."""
        numbered = zip(self.labels(printed), self.clues, strict=True)
        return [(label, f"{clue.text} ({clue.lengths})") for label, clue in numbered]

    def expected_answer(self, answers: Answers, printed: Sequence[str]) -> str:
        """The words that are found once in each of the grid's letters; one that is not has its count instead."""
        grid = own_grid(printed)
        found = []
        for number, term in enumerate(the_key(answers).answers, 1):
            counts = {len(_found(in_squares(term), rows)) for rows in self.grids[grid]}
            found.append(f"{number} {in_capitals(term) if counts == {1} else sorted(counts)}")
        return f"{grid_name(grid)}: {'; '.join(found)}"

    def _word_bank(self, answers: Answers) -> tuple[str, ...]:
        return tuple(sorted(the_key(answers).answers, key=str.casefold))


def _found(word: str, rows: Letters) -> set[frozenset[tuple[int, int]]]:
    """The squares of the word wherever it can be read in a grid, in all eight directions."""
    letters = {(row, column): letter for row, line in enumerate(rows) for column, letter in enumerate(line)}
    directions = [step for step in product((-1, 0, 1), repeat=2) if any(step)]
    found = set()
    for (row, column), (down, right) in product(letters, directions):
        squares = [(row + at * down, column + at * right) for at in range(len(word))]
        if all(letters.get(square) == letter for square, letter in zip(squares, word, strict=True)):
            found.add(frozenset(squares))
    return found


def _solved(rows: Letters, words: Sequence[str]) -> tuple[tuple[PrintedSquare, ...], ...]:
    """The rows with the letters of these words alone."""
    there = {square for word in words for squares in _found(word, rows) for square in squares}
    return tuple(
        tuple(
            PrintedSquare("", letter if (row, column) in there else "") for column, letter in enumerate(line)
        )
        for row, line in enumerate(rows)
    )
