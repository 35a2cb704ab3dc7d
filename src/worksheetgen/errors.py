"""What can go wrong, as values: a problem has a place, a sentence and a remedy; an exception ends a stage."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from enum import IntEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from worksheetgen.value import Value

if TYPE_CHECKING:
    from worksheetgen.model.blueprint import Blueprint

T = TypeVar("T")


class ExitCode(IntEnum):
    """The exit codes of the command line, one for each class of outcome; 1 is a bug, with a traceback."""

    DONE = 0
    BUG = 1
    USAGE = 2
    INVALID_INPUT = 3
    UNMET_BLUEPRINT = 4
    UNPRINTABLE = 5
    OUTPUT_EXISTS = 6
    DISAGREES = 7
    WORKERS_LOST = 8
    INTERRUPTED = 130


class Place(Value, order=True):
    """A spot in a file that a person can open; line and column count from 1, and line 0 is the whole file.

    Where no file is at fault, `file` is what else is: an option ("--topic"), an id. `sheet` is the name of a workbook's
    sheet, whose rows and columns are counted then, and "" in a text file.
    """

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        """`file:line:column`, or `file, sheet, cell B3` in a workbook; the file alone when the whole of it is meant."""
        if self.sheet:
            cell = f", cell {column_letters(self.column)}{self.line}" if self.line else ""
            return f"{self.file}, sheet {self.sheet}{cell}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def shown(path: Path) -> str:
    """The path as messages show it: relative where it lies below the current folder, else as it was given.

    Bytes of its name that are no UTF-8 are spelt out, so that it can be printed and kept.
    """
    with suppress(ValueError):
        path = path.absolute().relative_to(Path.cwd())
    return str(path).encode("utf-8", "backslashreplace").decode()


def column_letters(number: int) -> str:
    """What spreadsheets call a column that is counted from 1: B for 2, AA for 27."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Problem(Value, order=True):
    """One thing that is wrong with what a person gave us, where, and what to do about it.

    `what` and `remedy` are whole sentences.
    """

    place: Place
    what: str
    remedy: str

    def __str__(self) -> str:
        """Give `file:line:column: what is wrong. What to do.`."""
        return f"{self.place}: {self.what} {self.remedy}"


def too_large(place: Place, what: str, largest: int) -> Problem:
    """What is said of a file, or of several, with more than `largest` bytes."""
    said = f"{what} has more than {largest / 1_000_000:g} MB, more than anybody writes."
    return Problem(place, said, "See whether it is the right one.")


TOLD_AT_ONCE = 1000
"""So many mistakes are told at once; nobody reads more."""


class Told(list[T]):
    """What is found wrong, one after another: the first TOLD_AT_ONCE of it, whatever is added.

    Where it is `full`, whoever looks for mistakes may stop.
    """

    def __init__(self, found: Iterable[T] = ()) -> None:
        """`found` is looked through only as far as there is room."""
        super().__init__(islice(found, TOLD_AT_ONCE))

    @property
    def full(self) -> bool:
        """Whether no more is taken."""
        return len(self) >= TOLD_AT_ONCE

    def append(self, one: T) -> None:
        """Take one more, if there is room."""
        if not self.full:
            super().append(one)

    def __iadd__(self, more: Iterable[T]) -> Self:  # type: ignore[misc, override]  # a sum of two is a plain list
        self.extend(islice(more, TOLD_AT_ONCE - len(self)))
        return self


class WorksheetgenError(Exception):
    """Ends a stage, with every problem found in it and the exit code for problems of their class."""

    exit_code: ExitCode = ExitCode.BUG

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places, each once."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class WrongUsage(WorksheetgenError):
    """What was typed on the command line cannot be read."""

    exit_code = ExitCode.USAGE


class InvalidInput(WorksheetgenError):
    """A bank, blueprint, class list, template, theme or manifest does not say what it must."""

    exit_code = ExitCode.INVALID_INPUT


class UnmetBlueprint(WorksheetgenError):
    """The bank cannot give the paper that the blueprint asks for.

    `nearest` is the blueprint of the paper that comes nearest to it, to be drawn instead; None where there is none.
    `size` is how much that paper has, in words ("34 marks in 11 questions").
    """

    exit_code = ExitCode.UNMET_BLUEPRINT

    def __init__(
        self, problems: Iterable[Problem], last: Problem, nearest: Blueprint | None, size: str = ""
    ) -> None:
        """`last` says what the nearest paper has; it is told last, whatever its place."""
        super().__init__(problems)
        self.problems += (last,)
        self.nearest, self.size = nearest, size
        self.args = ("\n".join(map(str, self.problems)),)


class Unprintable(WorksheetgenError):
    """A block cannot be printed: it is taller than a page, or has a character that the faces lack."""

    exit_code = ExitCode.UNPRINTABLE


class OutputExists(WorksheetgenError):
    """The run's folder is already there, or cannot be written."""

    exit_code = ExitCode.OUTPUT_EXISTS


class Disagreement(WorksheetgenError):
    """A printed paper does not agree with its key or the bank, or a run's file is not as it was printed."""

    exit_code = ExitCode.DISAGREES


class WorkersLost(WorksheetgenError):
    """The processes or machines that print a run are gone, or are not fit to; what they finished is kept."""

    exit_code = ExitCode.WORKERS_LOST
