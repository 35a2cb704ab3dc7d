"""The markbook as a spreadsheet program finds it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.samples import blueprint, choice, question, section, selection, student, unit, varied, written
from worksheetgen.errors import Place
from worksheetgen.manifest import record_student
from worksheetgen.markbook import markbook
from worksheetgen.markbook.writing import _runs
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Print, Student

FORMULA = '=HYPERLINK("http://x.example","me")'
IDS = ("kirov-01", "kirov-02", "kirov-03", "gulag-01", "gulag-02")
BANK = unit(
    *(question(id) for id in IDS[:3]),
    question("gulag-01", written(4), choice()),
    question("gulag-02", written(12)),
)
PEOPLE = (
    replace(student("017", extra_time=25), name="Siân O'Brien", print=Print.LARGE_18),
    replace(student("018"), name=FORMULA),
    replace(student("spare-1"), name="", spare=True),
)
DRAWN = ("kirov-01 kirov-02 kirov-03", "gulag-01 gulag-02")


def papers(*drawn: str, people: tuple[Student, ...] = PEOPLE) -> list[Paper]:
    """A paper for everybody, of what was drawn."""
    paper = blueprint(*(section() for _ in drawn))
    return [varied(selection(*drawn), paper, BANK, person, "9B", "seed", "k7m2xd") for person in people]


def book(papers: list[Paper]) -> bytes:
    """The markbook of the papers; papers that ask the same are of one form."""
    form = {id(paper): ",".join(sorted(asked.question.id for asked in paper.questions)) for paper in papers}
    forms = {form[id(paper)]: [section.questions for section in paper.sections] for paper in papers}
    rows = [replace(record_student(paper, "", 2, PaperSize.A4), form=form[id(paper)]) for paper in papers]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "markbook.xlsx"
        with markbook(path, forms) as add:
            for row in rows:
                add(row)
        return path.read_bytes()


def sheets(content: bytes) -> tuple[Any, Any]:
    """The two sheets as openpyxl reads them."""
    read = openpyxl.load_workbook(BytesIO(content))
    assert read.sheetnames == ["Marks", "Numbers"]
    return read["Marks"], read["Numbers"]


def row(sheet: Any, number: int) -> list[Any]:
    """The values of a row."""
    return [cell.value for cell in sheet[number]]


# ---- what stands where ---------------------------------------------------------------------------


def test_columns_are_questions_of_the_bank() -> None:
    """Both sheets have a column per question in the bank's order, with its maximum, whatever its number."""
    for sheet in sheets(book(papers(*DRAWN))):
        assert row(sheet, 1)[:10] == ["ID", "Name", "Tier", "Extra time", "Print", *IDS]
        assert row(sheet, 2)[:10] == ["Maximum", None, None, None, None, 1, 1, 1, 5, 12]


def test_the_banks_order_is_that_of_its_files() -> None:
    """Within a section questions stand by file and line, and where the bank lies makes no difference."""

    def moved(one: str, two: str) -> bytes:
        places = {
            "kirov-01": Place(f"{one}/b.yaml", 10, 1),
            "kirov-02": Place(f"{two}/a.yaml", 30, 1),
            "kirov-03": Place(f"{two}/a.yaml", 20, 1),
        }
        questions = (replace(q, place=places.get(q.id, q.place)) for q in BANK.questions)
        paper = blueprint(section())
        return book([varied(selection(DRAWN[0]), paper, unit(*questions), PEOPLE[0], "9B", "s", "r")])

    assert row(sheets(moved("/home/x", "/home/y"))[0], 1)[5:8] == ["kirov-03", "kirov-02", "kirov-01"]
    assert moved("/home/x", "/home/y") == moved("/home/y", "/home/x")


def test_rows_are_students() -> None:
    """Each student has a row with id, name, tier, extra time and print, in the order of the papers."""
    for sheet in sheets(book(papers(*DRAWN))):
        assert row(sheet, 3)[:5] == ["017", "Siân O'Brien", "core", "25%", "18"]
        assert row(sheet, 4)[:5] == ["018", FORMULA, "core", None, "standard"]
        assert row(sheet, 5)[:5] == ["spare-1", None, "core", None, "standard"]


def test_text_stays_text() -> None:
    """A name that looks like a formula is stored as text, and no formula in the file comes from it."""
    content = book(papers(*DRAWN))
    for sheet in sheets(content):
        assert (sheet["B4"].value, sheet["B4"].data_type) == (FORMULA, "s")
        assert sheet["A3"].data_type == "s"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not any(b"<f>HYPERLINK" in archive.read(name) for name in archive.namelist())


def test_numbers_are_those_of_each_paper() -> None:
    """The second sheet says for every student and question the number printed on that student's paper."""
    made = papers(*DRAWN)
    _, numbers = sheets(book(made))
    by_id = {cells[0]: cells[5:10] for cells in (row(numbers, n) for n in (3, 4, 5))}
    for paper in made:
        printed = {asked.question.id: asked.number for asked in paper.questions}
        assert by_id[paper.student.id] == [printed[id] for id in IDS]


def test_marks_are_checked_as_they_are_typed() -> None:
    """Every cell for a mark takes a whole number from 0 to the maximum in its column's head."""
    marks, _ = sheets(book(papers(*DRAWN)))
    rules = {str(rule.sqref): rule for rule in marks.data_validations.dataValidation}
    assert sorted(rules) == ["F3:F5", "G3:G5", "H3:H5", "I3:I5", "J3:J5"]
    for letter in "FGHIJ":
        rule = rules[f"{letter}3:{letter}5"]
        assert (rule.type, rule.operator or "between") == ("whole", "between")
        assert (rule.formula1, rule.formula2) == ("0", f"{letter}$2")


def test_formulas_add_up_sections_papers_and_columns() -> None:
    """There are totals per section and paper, a percentage and averages, all empty until marks are typed."""
    marks, _ = sheets(book(papers(*DRAWN)))
    assert row(marks, 1)[10:] == ["Section A", "Section B", "Total", "Per cent"]
    assert row(marks, 2)[10:] == ["=SUM(F2:H2)", "=SUM(I2:J2)", "=SUM(F2:J2)", None]
    assert row(marks, 3)[10:] == [
        '=IF(COUNT(F3:H3)=0,"",SUM(F3:H3))',
        '=IF(COUNT(I3:J3)=0,"",SUM(I3:J3))',
        '=IF(COUNT(F3:J3)=0,"",SUM(F3:J3))',
        '=IF(COUNT(F3:J3)=0,"",SUM(F3:J3)/SUM(F$2:J$2))',
    ]
    assert row(marks, 6)[0] == "Average"
    assert row(marks, 6)[5] == '=IF(COUNT(F3:F5)=0,"",AVERAGE(F3:F5))'
    assert row(marks, 6)[13] == '=IF(COUNT(N3:N5)=0,"",AVERAGE(N3:N5))'
    assert marks["N3"].number_format == "0%"


def test_sums_of_maxima_stand_for_readers_that_do_not_add() -> None:
    """A reader that takes the stored values finds the papers' totals at the head of the sums."""
    read = openpyxl.load_workbook(BytesIO(book(papers(*DRAWN))), data_only=True)
    assert row(read["Marks"], 2)[10:13] == [3, 17, 20]
    assert papers(*DRAWN)[0].marks == 20


def test_marks_for_spelling_have_columns_of_their_own() -> None:
    """They follow all questions and are summed apart, so that every sum is the one on the paper's cover."""
    plan = blueprint(section(), section(spag=4))
    made = [varied(selection(*DRAWN), plan, BANK, one, "9B", "seed", "k7m2xd") for one in PEOPLE]
    content = book(made)
    marks, numbers = sheets(content)
    assert row(marks, 1)[8:] == [
        *("gulag-01", "gulag-02", "gulag-01 SPaG", "gulag-02 SPaG"),
        *("Section A", "Section B", "SPaG", "Total", "Per cent"),
    ]
    most = row(openpyxl.load_workbook(BytesIO(content), data_only=True)["Marks"], 2)
    assert most[10:12] == [4, 4]
    assert most[12:16] == [*(part.marks for part in made[0].sections), made[0].spag, made[0].marks]
    assert row(marks, 3)[14] == '=IF(COUNT(K3:L3)=0,"",SUM(K3:L3))'
    assert row(numbers, 3)[8:10] == row(numbers, 3)[10:12]


def test_marks_for_spelling_on_some_forms_alone_count_there() -> None:
    """A paper without them takes none in their column, though it asks the same question."""
    plan = blueprint(section(spag=3))
    one, two = PEOPLE[:2]
    made = [varied(selection("gulag-02"), plan, BANK, one, "9B", "seed", "r")]
    made += papers("gulag-01 gulag-02", people=(two,))
    marks, _ = sheets(book(made))
    assert row(marks, 1)[5:8] == ["gulag-01", "gulag-02", "gulag-02 SPaG"]
    rules = {str(rule.sqref): rule.type for rule in marks.data_validations.dataValidation}
    assert (rules["H3"], rules["H4"]) == ("whole", "custom")
    assert row(marks, 3)[11].endswith("SUM(G$2:H$2))")


def test_sections_are_summed_before_spelling_however_many_there_are() -> None:
    """A section whose letter comes after the S of SPaG still stands with the others."""
    bank = unit(*(question(f"q-{n:02}", written(8)) for n in range(20)))
    plan = blueprint(*(section(spag=4 * (n == 3)) for n in range(20)))
    drawn = selection(*(one.id for one in bank.questions))
    marks, _ = sheets(book([varied(drawn, plan, bank, PEOPLE[0], "9B", "s", "r")]))
    assert row(marks, 1)[24:26] == ["q-19", "q-03 SPaG"]
    assert row(marks, 1)[45:48] == ["Section T", "SPaG", "Total"]


def test_one_section_needs_no_total_of_its_own() -> None:
    """A paper of one section has the total only."""
    marks, _ = sheets(book(papers(DRAWN[0])))
    assert row(marks, 1)[8:] == ["Total", "Per cent"]


def test_different_questions_for_different_students() -> None:
    """A question that is not on a paper takes no mark there and does not count in the percentage."""
    one, two = PEOPLE[:2]
    made = papers("kirov-01 kirov-02", people=(one,)) + papers("kirov-02 kirov-03", people=(two,))
    marks, numbers = sheets(book(made))
    assert row(marks, 2)[5:9] == [1, 1, 1, 2]
    rules = {str(rule.sqref): rule.type for rule in marks.data_validations.dataValidation}
    assert rules == {"F3": "whole", "F4": "custom", "G3:G4": "whole", "H4": "whole", "H3": "custom"}
    assert row(marks, 3)[9].endswith("SUM(F$2:G$2))")
    assert row(marks, 4)[9].endswith("SUM(G$2:H$2))")
    assert [cell is None for cell in row(numbers, 3)[5:8]] == [False, False, True]
    assert marks["H3"].fill.fgColor.rgb == "FFD9D9D9"


def test_unequal_papers_have_no_common_maximum() -> None:
    """Where students' totals differ no number pretends to be everybody's."""
    one, two = PEOPLE[:2]
    made = papers("kirov-01", people=(one,)) + papers("gulag-02", people=(two,))
    assert row(sheets(book(made))[0], 2)[7] is None


def test_heads_and_names_stay_in_sight() -> None:
    """Both sheets keep the two heading rows and the columns with id and name in sight."""
    for sheet in sheets(book(papers(*DRAWN))):
        assert sheet.freeze_panes == "C3"
        assert sheet.column_dimensions["B"].width > 20


# ---- the same bytes ------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_same_papers_give_the_same_bytes() -> None:
    """Neither the clock nor the process nor the order of sets shows in the workbook."""
    code = (
        "import sys; from tests.test_markbook import DRAWN, book, papers;"
        "sys.stdout.buffer.write(book(papers(*DRAWN)))"
    )
    first = book(papers(*DRAWN))
    time.sleep(2.1)  # longer than the steps in which zip files keep time
    assert book(papers(*DRAWN)) == first
    for hash_seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo"},
            capture_output=True,
        )
        assert ran.stdout == first, ran.stderr


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [([], []), ([3], [(3, 3)]), ([5, 1, 2, 7, 6], [(1, 2), (5, 7)]), ([1, 3], [(1, 1), (3, 3)])],
)
def test_runs(numbers: list[int], runs: list[tuple[int, int]]) -> None:
    """Neighbouring numbers are joined, others stay apart."""
    assert _runs(numbers) == runs
