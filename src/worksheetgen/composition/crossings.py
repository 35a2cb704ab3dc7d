"""A section's questions to the instructions that stand among them: where boxes are to be crossed, once for a run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from worksheetgen.model.student_paper import StudentQuestion, StudentSource
from worksheetgen.value import Value


class Crossing(Value):
    """A run of neighbouring questions, or parts of them, that are all answered by crossing as many boxes.

    `boxes` are how many are to be crossed in each. `first` and `last` are their printed numbers ("3", "4(b)"), `count`
    is how many there are, and `whole` says that they are all of their section. It is `sourced` where the first question
    rests on a source that the paper prints.
    """

    boxes: int
    first: str
    last: str
    count: int
    whole: bool
    sourced: bool


Crossings = dict[int, list[Crossing]]
"""Runs by the number of the question before which their instruction stands."""


def crossings(items: Sequence[StudentSource | StudentQuestion]) -> Crossings:
    """The runs of a section.

    A source between two questions ends no run: a pupil goes on to do the same.
    """
    questions = [item for item in items if isinstance(item, StudentQuestion)]
    parts = [(question, part) for question in questions for part in question.parts]
    found: Crossings = {}
    for boxes, run in groupby(parts, lambda each: each[1].body.crossed):
        if not boxes:
            continue
        run_parts = list(run)
        first, last = (f"{question.number}{part.label}" for question, part in (run_parts[0], run_parts[-1]))
        beginning = run_parts[0][0]
        whole = len(run_parts) == len(parts)
        crossing = Crossing(boxes, first, last, len(run_parts), whole, beginning.sourced)
        found.setdefault(beginning.number, []).append(crossing)
    return found
