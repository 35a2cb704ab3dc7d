"""What is answered: the key of an objective part, points that earn marks, levels of response."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """The one right answer of an objective question.

    `answers`: the key option's id (choice); "true" or "false"; right ids in the order of the left ones
    (matching); event ids in their right order (ordering); the words in the order of the gaps (gap fill).
    `misconceptions` pairs a distractor's id with what a pupil who chooses it believes.
    """

    answers: tuple[str, ...]
    explanation: str
    misconceptions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Point:
    """A creditworthy point: what earns `marks`, what else to accept, what to reject, what earns nothing."""

    text: str
    marks: int
    accept: tuple[str, ...]
    reject: tuple[str, ...]
    no_credit: tuple[str, ...]


@dataclass(frozen=True)
class Points:
    """Marks by points, up to the part's marks; points may offer more than can be earned.

    `explanation` says where a table's answers come from; "" where the points speak for themselves. `weak` is what a
    common weak answer looks like, "" where the answer is too short for one.
    """

    points: tuple[Point, ...]
    explanation: str
    weak: str


@dataclass(frozen=True)
class Level:
    """One level of response: its number, the marks from `low` to `high`, and its descriptor."""

    number: int
    low: int
    high: int
    descriptor: str


@dataclass(frozen=True)
class Indicative:
    """Indicative content under one heading ("For", "Other causes")."""

    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Levels:
    """Marks by levels of response, highest first, with indicative content and the common weak answer."""

    levels: tuple[Level, ...]
    indicative: tuple[Indicative, ...]
    weak: str


Answer = Key | Points | Levels
