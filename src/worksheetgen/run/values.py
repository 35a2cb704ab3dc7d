"""What passes between the steps of a run: its task, its packs, and what was made of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from worksheetgen.errors import Problem
from worksheetgen.manifest import RecordedFile, RecordedStudent
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.draw import Draw
from worksheetgen.model.students import Student
from worksheetgen.run.request import RunRequest
from worksheetgen.value import Value, replace

LARGEST_PACK = 60
"""Papers in a pack: a class; what a marker takes home, a print shop binds, and a worker makes in half a second."""


class Task(Value):
    """What every pack of a run needs, kept as a file where all workers can read it.

    `identity` is that of the plan: a worker remembers the task that it has prepared by it. The `request` is without
    students, who come with the packs; `ids` are those of all papers of the run.
    """

    identity: str
    request: RunRequest
    draw: Draw
    ids: tuple[str, ...]


def task_of(identity: str, request: RunRequest, draw: Draw) -> Task:
    """The task of printing what was drawn for the request."""
    nobody = replace(request.class_list, students=())
    return Task(identity, replace(request, class_list=nobody), draw, request.paper_ids)


class Pack(Value):
    """A pack to be made: where, of which run, by which version of the program, and whose papers.

    `workroom` is the folder in which the run is made, `folder` the pack's name in the run ("" for the only one), and
    `number` counts from 1. `arrangements` are those planned already, by student id: of all students or of none.
    """

    workroom: Path
    identity: str
    version: str
    number: int
    folder: str
    students: tuple[Student, ...]
    arrangements: Mapping[str, Arrangement]


class PackRecord(Value):
    """A pack that was made: its students in order, and on which page each one's paper starts in the pack of its size.

    `files` are all that it printed, by paths relative to the run.
    """

    students: tuple[RecordedStudent, ...]
    starts: tuple[int, ...]
    files: tuple[RecordedFile, ...]


class Made(Value):
    """What a worker says of a pack: how many papers it made, or what cannot be printed."""

    papers: int
    problems: tuple[Problem, ...]
