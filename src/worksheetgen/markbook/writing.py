"""The papers of a run to a workbook for their marks: typed in each paper's own order, added up by question.

`layout.py` says what stands where. The workbook is written row by row, by way of files beside it: a long list needs no
more memory, and what a killed program leaves of them goes with the folder in which a run is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter import theme, workbook, worksheet, xmlwriter
from xlsxwriter.exceptions import FileCreateError

from worksheetgen.manifest import RecordedStudent
from worksheetgen.markbook.cells import STYLES, PlainSheet
from worksheetgen.markbook.grade_sheet import GradeSheet
from worksheetgen.markbook.layout import SHEETS, MarkbookContents, MarksRows
from worksheetgen.markbook.marks_sheet import MarksSheet
from worksheetgen.markbook.question_sheet import QuestionSheet
from worksheetgen.markbook.topic_sheet import TopicSheet
from worksheetgen.marks_record import letters_of

for _module in (theme, worksheet, xmlwriter):  # the same bytes on Windows, which would end lines otherwise
    _module.open = partial(open, newline="\n")
workbook.ZipFile = partial(ZipFile, compresslevel=5)  # as small as by the usual 6, in half the time
MADE = datetime(2000, 1, 1)  # in every workbook, so that equal runs have equal bytes


@contextmanager
def markbook(path: Path, contents: MarkbookContents) -> Iterator[Callable[[RecordedStudent], None]]:
    """Write the markbook to `path`, an .xlsx with the sheets of `SHEETS`.

    As a context it gives a function that adds one paper, to be called for each in the order in which they are to
    stand; the file is complete when the context ends. The same papers and marks give the same bytes. Raises OSError
    where something cannot be written.
    """
    try:
        with _workbook(path, contents) as add:
            yield add
    except FileCreateError as error:
        (cause,) = error.args
        raise cause from error


@contextmanager
def _workbook(path: Path, contents: MarkbookContents) -> Iterator[Callable[[RecordedStudent], None]]:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)}) as book:
        book.set_properties({"created": MADE})
        styles = {name: book.add_format(style) for name, style in STYLES.items()}
        added = [book.add_worksheet(name, PlainSheet) for name in SHEETS]
        marks = MarksSheet(added[0], styles, contents)
        questions = QuestionSheet(added[1], styles, contents)
        topics = TopicSheet(added[2], added[4], styles, questions)
        grades = GradeSheet(book, added[3], styles, contents)
        for sheet in (marks, questions, topics):
            sheet.head()

        def add(student: RecordedStudent) -> None:
            lettered = {one.id: one for one in student.questions if letters_of(one)}
            placed = marks.student(student, lettered)
            topics.student()
            questions.student(student, lettered, placed)

        yield add
        for sheet in (marks, questions, topics):
            sheet.foot()
        grades.write(f"{SHEETS[0]}!$E${MarksRows.FIRST + 1}:$E${max(marks.row, MarksRows.FIRST + 1)}")
