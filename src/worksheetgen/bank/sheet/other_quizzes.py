"""A file of questions that another program wrote for itself, to what it is: it is no table, and is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from worksheetgen.bank.sheet.columns import QUESTION_SHEET
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.tables import read_content
from worksheetgen.tables.other_kinds import ZIP_MARK

_QUIZZES = (
    (re.compile(rb"<quiz\b.*<question\b", re.DOTALL), "a quiz in Moodle’s XML"),
    (
        re.compile(rb"<(?:\w+:)?(?:questestinterop|assessmentItem|assessmentTest|assessment)\b"),
        "a quiz in QTI",
    ),
    (re.compile(rb"(?m)^ANSWER:[ \t]*[A-Za-z]\s*$"), "a quiz in Aiken format"),
    (
        re.compile(rb"(?m)(?:^::[^\n]*::|^\$CATEGORY:|\{\s*(?:[=~]|T\b|F\b|TRUE|FALSE|#)[^{}]*\})"),
        "a quiz in GIFT",
    ),
)
"""What stands in such a file, and what it is."""
_LOOKED_THROUGH = 200_000
"""So many bytes are looked through."""


def no_sheet(path: Path, problems: Sequence[Problem]) -> InvalidInput:
    """The error of a file that is no sheet: what it is, if another program wrote it, or else the problems."""
    quiz = _other_quiz(*read_content(path, QUESTION_SHEET))
    return InvalidInput([quiz] if quiz else problems)


def _other_quiz(file: str, content: bytes) -> Problem | None:
    start = content[:_LOOKED_THROUGH]
    zipped = content.startswith(ZIP_MARK) and b"imsmanifest.xml" in content
    kind = "a quiz in QTI" if zipped else next((name for found, name in _QUIZZES if found.search(start)), "")
    if not kind:
        return None
    what = f"This is {kind}, which is not read."
    remedy = "Copy its questions into the sheet that `worksheetgen bank sheet` makes: two columns are enough."
    return Problem(Place(file), what, remedy)
