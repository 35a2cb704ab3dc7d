"""The folders beside a run that hold what belongs to it and outlives its own: marks, feedback, copies in Word."""

from __future__ import annotations

from pathlib import Path

from worksheetgen.delivery.disk import real_path
from worksheetgen.marks_record import MARKS_FILE

MARKS_FOLDER = "marks"
"""Holds the records of the runs beside it, each in a folder of the run's name."""
FEEDBACK_FOLDER = "feedback"
"""Holds what is printed from the marks of the runs beside it, likewise."""
WORD_FOLDER = "word"
"""Holds the copies in Word of the runs beside it, likewise."""


def beside_run(folder: Path, name: str) -> Path:
    """The run's own folder in the one of that name, such as MARKS_FOLDER, which lies beside the run's."""
    return folder.parent / name / folder.name


def marks_file(folder: Path) -> Path:
    """Where the marks of the run in a folder are kept, by whatever name or link the folder is called."""
    return beside_run(real_path(folder), MARKS_FOLDER) / MARKS_FILE


def shown_marks_file(folder: Path) -> Path:
    """The file of `marks_file`, by a path for messages: as a person would write it who wrote the run's folder so."""
    return beside_run(folder, MARKS_FOLDER) / MARKS_FILE
