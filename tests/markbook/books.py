"""Small markbooks of real papers, and cells typed into them as a spreadsheet program leaves them."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from tests.samples import blueprint, choice, question, section, selection, student, unit, varied, written
from worksheetgen.composition import numbers_by_question, scheme_numbers
from worksheetgen.manifest import RecordedStudent, record_student
from worksheetgen.markbook import MarkbookContents, markbook
from worksheetgen.marks_record import MarksRecord
from worksheetgen.model.bank import Unit
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Print, Student
from worksheetgen.value import replace

RUN = "K7M2XD"
FORMULA = '=HYPERLINK("http://x.example","me")'
IDS = ("kirov-01", "kirov-02", "kirov-03", "gulag-01", "gulag-02")
BANK = unit(
    *(question(id) for id in IDS[:3]),
    question("gulag-01", written(4), choice(), topics=("gulag",)),
    question("gulag-02", written(6, code="AO1"), written(6, code="AO2", stem="How far?"), topics=("gulag",)),
)
PEOPLE = (
    replace(student("017", extra_time=25), name="Siân O'Brien", print=Print.LARGE_18),
    replace(student("018"), name=FORMULA),
    replace(student("spare-1"), name="", spare=True),
)
DRAWN = ("kirov-01 kirov-02 kirov-03", "gulag-01 gulag-02")
NOTHING = MarksRecord()


def papers(
    *drawn: str, people: tuple[Student, ...] = PEOPLE, spag: int = 0, bank: Unit = BANK
) -> list[Paper]:
    """A paper for everybody, of what was drawn; the last section may have marks for SPaG at each question."""
    paper = blueprint(*(section(spag=spag if part is drawn[-1] else 0) for part in drawn))
    return [varied(selection(*drawn), paper, bank, person, "9B", "seed", RUN) for person in people]


def recorded(papers: list[Paper]) -> list[RecordedStudent]:
    """Their records; papers that ask the same are of one form."""
    return [
        dataclasses.replace(record_student(paper, "", 2, PaperSize.A4, ""), form=form_of(paper))
        for paper in papers
    ]


def form_of(paper: Paper) -> str:
    """A name for what the paper asks."""
    return ",".join(sorted(f"{one.question.id}+{one.spag}" for one in paper.questions))


def book(
    papers: list[Paper], record: MarksRecord = NOTHING, bank: Unit = BANK, *, lettered: bool = True
) -> bytes:
    """The markbook of the papers, whose sections may be `lettered`, with the marks of a record."""
    of_forms = {form_of(paper): paper for paper in papers}
    entries = numbers_by_question(scheme_numbers([replace(one, form=form) for form, one in of_forms.items()]))
    forms = {form: [part.questions for part in paper.sections] for form, paper in of_forms.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "markbook.xlsx"
        with markbook(path, MarkbookContents(RUN, bank, forms, entries, record, lettered)) as add:
            for row in recorded(papers):
                add(row)
        return path.read_bytes()


def typed(content: bytes, cells: Mapping[str, Any]) -> bytes:
    """The workbook with values typed into cells ("Marks!F3"), as a spreadsheet program saves it."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    for cell, value in cells.items():
        sheet, _, name = cell.partition("!")
        workbook[sheet][name] = value
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def sheet(content: bytes, name: str) -> Any:
    """A sheet as openpyxl reads it."""
    return openpyxl.load_workbook(BytesIO(content))[name]


def row(sheet: Any, number: int) -> list[Any]:
    """The values of a row."""
    return [cell.value for cell in sheet[number]]
