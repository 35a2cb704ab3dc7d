"""What crosswords and word searches have in common: words that are asked for by clues, in one of several grids."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from string import ascii_lowercase, ascii_uppercase
from typing import Any, ClassVar

from worksheetgen.kinds.base import Answers, Body, Fact, KeyRow, Printing
from worksheetgen.kinds.lettered_terms import in_capitals, in_squares
from worksheetgen.kinds.shared import in_pieces, the_key
from worksheetgen.model.signs import same_words
from worksheetgen.streams import Stream
from worksheetgen.value import Value


class WordClue(Value):
    """What asks for a word, and how long that is, as crosswords print it: `5,5`."""

    text: str
    lengths: str


class NumberedClue(Value):
    """A clue under its number on a student's paper."""

    label: str
    text: str
    lengths: str


class PrintedSquare(Value):
    """A square of a grid: its number, "" for none, and the letter that is printed in it, "" where one is written."""

    number: str
    letter: str


Squares = tuple[tuple[PrintedSquare | None, ...], ...]
"""The rows of a grid; None where there is no square."""


class SolvedGrid(Value):
    """A grid with the letters of its words, as the mark scheme prints it under its name."""

    name: str
    squares: Squares


class CluedBody(Body):
    """Words that are asked for by `clues`; the key has them in the order of these.

    It has several `grids`, so that neighbours seldom have the same. `printed` has the ids of all of them, the
    student's own first.
    """

    clues: tuple[WordClue, ...]
    grids: tuple[Any, ...]

    typed_piece: ClassVar[re.Pattern[str]]
    """A word as a colleague types it: groups for its number, what follows that, and the word."""

    @abstractmethod
    def labels(self, printed: Sequence[str]) -> tuple[str, ...]:
        """What stands before each word in that student's key: `6A`, in the order of the clues."""

    @abstractmethod
    def solved(self, answers: Answers) -> tuple[SolvedGrid, ...]:
        """Every grid with the letters of its words."""

    def searched(self) -> Iterator[str]:
        """The clues."""
        yield from (clue.text for clue in self.clues)

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """The word of each clue."""
        for clue, term in zip(self.clues, the_key(answers).answers, strict=True):
            yield Fact(clue.text, (term,))

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """The words."""
        yield from the_key(answers).answers

    def printing(self, answers: Answers) -> Printing:
        """The grids in a drawn order."""
        ids = tuple(f"grid-{letter}" for letter in ascii_lowercase[: len(self.grids)])

        def drawn(_: int, stream: Callable[[], Stream]) -> tuple[str, ...]:
            return stream().shuffled(ids)

        return drawn

    def key_rows(self, answers: Answers) -> tuple[KeyRow, ...]:
        """The words, in one row."""
        return (KeyRow("; ".join(the_key(answers).answers), True, ""),)

    def meant(self, answers: Answers, typed: str, printed: Sequence[str]) -> tuple[str, ...]:
        """A word for each clue, in the clues' order; one with the right letters is the right word however spelt."""
        pieces = [self.typed_piece.fullmatch(piece) for piece in in_pieces(_WITHOUT_NAME.sub("", typed))]
        words = {(found[1] + found[2]).upper(): found[3] for found in pieces if found}
        labels = self.labels(printed)
        if len(words) != len(pieces) or set(words) != set(labels):
            raise ValueError(typed)
        right = zip((words[label] for label in labels), the_key(answers).answers, strict=True)
        return tuple(term if in_squares(term) == in_squares(word) else word for word, term in right)

    def order_of(self, answers: Answers, choices: Sequence[str]) -> tuple[str, ...] | None:
        """The first grid whose clues stand so under their numbers, before the other grids."""
        ids = self.printing(answers)(0, lambda: Stream("", "any order"))
        for id in sorted(ids):
            clues = [f"{label}. {text}" for label, text in self.on_paper((id,))]
            if len(clues) == len(choices) and all(map(same_words, clues, choices)):
                return (id, *(other for other in ids if other != id))
        return None


_WITHOUT_NAME = re.compile(r"^\s*[A-Za-z]:")


def own_grid(printed: Sequence[str]) -> int:
    """The index of the student's own grid."""
    return ascii_lowercase.index(printed[0][-1])


def grid_name(grid: int) -> str:
    """What the grid of that index is called on paper and in the key: `B`."""
    return ascii_uppercase[grid]


def answer_on(grid: int, words: Iterator[tuple[str, str]]) -> str:
    """The answer of a paper with that grid, from (label, word): `B: 1A PURGE; 2D EXILE`."""
    return f"{grid_name(grid)}: {'; '.join(f'{label} {in_capitals(word)}' for label, word in words)}"
