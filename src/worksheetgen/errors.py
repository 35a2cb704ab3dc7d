"""What can go wrong, as values: a problem has a place, a sentence and a remedy; an exception ends a stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell sees; one code for each class of outcome."""

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


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file that a person can open; line and column count from 1; 0 is the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, or the file alone when the whole of it is meant."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with what a person gave us, and what that person can do about it.

    `what` and `remedy` are whole sentences.
    """

    place: Place
    what: str
    remedy: str

    def __str__(self) -> str:
        """Give `file:line:column: what is wrong. What to do.`."""
        return f"{self.place}: {self.what} {self.remedy}"


class WorksheetgenError(Exception):
    """Ends a stage; carries every problem found in it and the exit code of their class."""

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
    """The bank cannot give the paper that the blueprint asks for; the nearest paper that it can comes last."""

    exit_code = ExitCode.UNMET_BLUEPRINT

    def __init__(self, problems: Iterable[Problem], nearest: Problem) -> None:
        super().__init__(problems)
        self.problems += (nearest,)
        self.args = ("\n".join(map(str, self.problems)),)


class Unprintable(WorksheetgenError):
    """A block cannot be set: taller than a page, or a character that no font of the theme has."""

    exit_code = ExitCode.UNPRINTABLE


class OutputExists(WorksheetgenError):
    """The run's folder is already there, or cannot be written."""

    exit_code = ExitCode.OUTPUT_EXISTS


class Disagreement(WorksheetgenError):
    """A printed paper and its key do not say the same."""

    exit_code = ExitCode.DISAGREES


class WorkersLost(WorksheetgenError):
    """The processes or machines that print a run are gone, or are not fit to; what they finished is kept."""

    exit_code = ExitCode.WORKERS_LOST
