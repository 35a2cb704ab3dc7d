"""What is answered: the key of an objective part, points or pairs of them that earn marks, levels of response."""

from __future__ import annotations

from worksheetgen.value import Value


class Key(Value, tag=True):
    """The one right answer of an objective question, in the bank's ids and not in printed letters.

    `answers`: the key option's id (choice); "true" or "false"; right ids in the order of the left ones
    (matching); event ids in their right order (ordering); the words in the order of the gaps (gap fill).
    `explanation` says why it is right, for the mark scheme. `misconceptions` pairs a distractor's id with
    what a pupil who chooses it believes.
    """

    answers: tuple[str, ...]
    explanation: str
    misconceptions: tuple[tuple[str, str], ...]


class Point(Value):
    """Something in a written answer that earns `marks`, in the bank's words.

    What is in `accept` earns them too, what is in `reject` loses them, and what is in `no_credit` earns
    nothing by itself.
    """

    text: str
    marks: int
    accept: tuple[str, ...]
    reject: tuple[str, ...]
    no_credit: tuple[str, ...]


class Points(Value, tag=True):
    """Marks by points: each point that an answer makes earns its marks, up to the marks of the part.

    The points may add up to more than that. `explanation` says where a table's answers come from; "" where
    the points speak for themselves. `weak` is what a common weak answer looks like, "" where the answer is
    too short for one.

    Where a part's points are in groups, `heading` is what a group is called ("For") and `most` the marks that it earns
    at the most; "" and 0 where they are one group, for the marks of the part.
    """

    points: tuple[Point, ...]
    explanation: str
    weak: str
    heading: str = ""
    most: int = 0


class PairedPoints(Value, tag=True):
    """Marks in pairs: 1 for the first half of a pair, 1 for the second one beside a first that it fits.

    `halves` are what the two are called ("inference", "support"). As many of the `pairs` count as half the marks of
    the part; there may be more of them. `weak` is as in Points.
    """

    halves: tuple[str, str]
    pairs: tuple[tuple[Point, Point], ...]
    weak: str


class Level(Value):
    """One level of response: what answers look like (`descriptor`) that earn from `low` to `high` marks."""

    number: int
    low: int
    high: int
    descriptor: str


class Indicative(Value):
    """Indicative content: what good answers may say, under one heading ("For", "Other causes")."""

    heading: str
    points: tuple[str, ...]


class Levels(Value, tag=True):
    """Marks by levels of response: a whole answer is placed in one of `levels`, which stand highest first.

    `indicative` is what answers may say; `weak` is what a common weak answer looks like, "" for none.
    """

    levels: tuple[Level, ...]
    indicative: tuple[Indicative, ...]
    weak: str


Answer = Key | Points | PairedPoints | Levels
