"""The markbook as a spreadsheet program finds it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.markbook.books import BANK, DRAWN, FORMULA, IDS, NOTHING, PEOPLE, RUN, book, papers, row, sheet
from tests.samples import blueprint, question, section, selection, unit, varied, written
from worksheetgen.errors import Place
from worksheetgen.markbook import MarkbookContents, markbook
from worksheetgen.markbook.layout import SHEETS
from worksheetgen.marks_record import MarkEntry, MarksRecord
from worksheetgen.value import replace


def rules(sheet: Any) -> dict[str, str]:
    """The formula of each validation rule by the cells that it holds for."""
    return {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}


# ---- the sheet that is typed into ----------------------------------------------------------------


def test_each_paper_is_typed_in_its_own_order() -> None:
    """Every student has a row whose cells are numbered as on that paper, and beneath each stands its maximum."""
    made = papers(*DRAWN)
    marks = sheet(book(made), "Marks")
    assert row(marks, 2)[:10] == ["ID", "Name", "Total", "Per cent", "Grade", "1", "2", "3", "4", "5"]
    assert len({tuple(one.question.id for one in paper.questions) for paper in made}) > 1
    for line, paper in zip((3, 5, 7), made, strict=True):
        assert row(marks, line)[:2] == [paper.student.id, paper.student.name or None]
        assert row(marks, line)[5:10] == [None] * 5
        assert row(marks, line + 1)[1:3] == ["out of", 20]
        assert row(marks, line + 1)[5:10] == [one.question.marks for one in paper.questions]


def test_one_rule_a_column_says_what_may_be_typed() -> None:
    """A cell takes a whole number up to the maximum beneath it, or absent: by one rule for all papers of a column.

    Where a letter is crossed on some paper, it takes a letter too.
    """
    found = rules(sheet(book(papers(*DRAWN)), "Marks"))
    assert sorted(found) == [f"{letter}3:{letter}8" for letter in "FGHIJ"]
    letter = 'OR(F3="absent",AND(LEN(F3)=1,UPPER(F3)>="A",UPPER(F3)<="Z"))'
    assert found["F3:F8"] == f"IF(ISNUMBER(F3),AND(F3>=0,F3<=F4,F3=INT(F3)),{letter})"
    assert found["J3:J8"] == 'IF(ISNUMBER(J3),AND(J3>=0,J3<=J4,J3=INT(J3)),J3="absent")'


def test_only_cells_for_marks_can_be_typed_into() -> None:
    """What is printed is protected, without a password, so that the tabulator goes from mark to mark."""
    content = book(papers("kirov-01 kirov-02", people=PEOPLE[:1]) + papers("kirov-03", people=PEOPLE[1:2]))
    for name, cells, locked in (
        ("Marks", ("F3", "G3", "F5"), ("G5", "F4", "C3", "A3")),
        ("By question", ("F5", "G5", "H6"), ("H5", "F6", "I5", "B5")),
    ):
        made = sheet(content, name)
        assert made.protection.sheet
        assert not made.protection.password
        assert [made[cell].protection.locked for cell in cells] == [False] * len(cells), name
        assert [made[cell].protection.locked for cell in locked] == [True] * len(locked), name


def test_marks_for_spelling_stand_right_after_their_question() -> None:
    """Both are numbered as on the paper, each with its own maximum."""
    marks = sheet(book(papers(*DRAWN, spag=4)), "Marks")
    assert row(marks, 2)[5:12] == ["1", "2", "3", "4", "4 SPaG", "5", "5 SPaG"]
    assert [row(marks, 4)[column] for column in (9, 11)] == [4, 4]
    assert row(marks, 4)[2] == 28


def test_what_a_paper_does_not_ask_is_grey() -> None:
    """A paper with fewer questions has no cells for more."""
    made = papers("kirov-01 kirov-02", people=PEOPLE[:1]) + papers("kirov-03", people=PEOPLE[1:2])
    marks = sheet(book(made), "Marks")
    assert marks["G3"].fill.fgColor.rgb != "FFD9D9D9"
    assert marks["G5"].fill.fgColor.rgb == "FFD9D9D9"


def test_marks_that_are_there_already_are_shown() -> None:
    """A number stands as a number, absent as that, in the cell of that paper's number and in the sheet by question."""
    made = papers(*DRAWN)
    (number,) = (one.number for one in made[0].questions if one.question.id == "gulag-02")
    entries = (
        MarkEntry(RUN, "017", "gulag-02", "7", "", ""),
        MarkEntry(RUN, "018", "kirov-01", "absent", "", ""),
    )
    content = book(made, MarksRecord(entries))
    assert row(sheet(content, "Marks"), 3)[4 + number] == 7
    assert "absent" in row(sheet(content, "Marks"), 5)
    stored = openpyxl.load_workbook(BytesIO(content), data_only=True)["By question"]
    assert row(stored, 5)[9] == 7


# ---- by question ---------------------------------------------------------------------------------


def test_columns_are_questions_of_the_bank() -> None:
    """Whatever its number, a question has a column: its entry in the mark scheme, its words, id and maximum."""
    by_question = sheet(book(papers(*DRAWN)), "By question")
    assert row(by_question, 1)[:10] == ["No. in the mark scheme", *[None] * 4, "1", "2", "3", "4", "5"]
    assert row(by_question, 2)[5:10] == ["Which?", "Which?", "Which?", "Why?", "Why?"]
    assert row(by_question, 3)[:10] == ["ID", "Name", "Tier", "Extra time", "Print", *IDS]
    assert row(by_question, 4)[:10] == ["Maximum", None, None, None, None, 1, 1, 1, 5, 12]


def test_each_mark_comes_from_the_cell_that_is_typed_into() -> None:
    """The formula leads to the number that the question has on that student's paper."""
    made = papers(*DRAWN)
    by_question = sheet(book(made), "By question")
    for line, paper in enumerate(made):
        asked = {one.question.id: one for one in paper.questions}
        cells = [f"Marks!${'FGHIJ'[asked[id].number - 1]}${3 + 2 * line}" for id in IDS]
        taken = [
            f'IF(OR(ISNUMBER({cell}),{cell}="absent"),{cell},IF(UPPER({cell})="{asked[id].parts[0].answer}",1,0))'
            if id.startswith("kirov")
            else cell
            for id, cell in zip(IDS, cells, strict=True)
        ]
        found = [f'=IF({cell}="","",{one})' for cell, one in zip(cells, taken, strict=True)]
        assert row(by_question, 5 + line)[5:10] == found


def test_a_letter_is_worth_what_the_paper_s_key_says() -> None:
    """It stands in its cell as it was typed; by question stands the mark, and beneath the letters that there are."""
    made = papers(*DRAWN, people=PEOPLE[:1])
    (printed,) = (one for one in made[0].questions if one.question.id == "kirov-02")
    key = printed.parts[0].answer
    wrong = "A" if key != "A" else "B"
    column = "FGHIJ"[printed.number - 1]
    for letter, mark in ((key, 1), (wrong, 0)):
        entry = MarkEntry(RUN, "017", "kirov-02", letter, "me", "")
        content = book(made, MarksRecord((entry,)))
        marks = sheet(content, "Marks")
        assert marks[f"{column}3"].value == letter
        assert marks[f"{column}4"].number_format == '0" · A–D"'
        worked_out = openpyxl.load_workbook(BytesIO(content), data_only=True)
        assert worked_out["By question"]["G5"].value == mark
        assert f'(UPPER({column}3)="{key}")*1' in marks["C3"].value


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

    found = row(sheet(moved("/home/x", "/home/y"), "By question"), 3)
    assert found[5:8] == ["kirov-03", "kirov-02", "kirov-01"]
    assert moved("/home/x", "/home/y") == moved("/home/y", "/home/x")


def test_rows_are_students() -> None:
    """Each student has a row with id, name, tier, extra time and print, in the order of the papers."""
    by_question = sheet(book(papers(*DRAWN)), "By question")
    assert row(by_question, 5)[:5] == ["017", "Siân O'Brien", "core", "25%", "18"]
    assert row(by_question, 6)[:5] == ["018", FORMULA, "core", None, "standard"]
    assert row(by_question, 7)[:5] == ["spare-1", None, "core", None, "standard"]


def test_text_stays_text() -> None:
    """A name that looks like a formula is stored as text, and no formula in the file comes from it."""
    content = book(papers(*DRAWN))
    for name, cell in (("Marks", "B5"), ("By question", "B6")):
        found = sheet(content, name)[cell]
        assert (found.value, found.data_type) == (FORMULA, "s")
    assert sheet(content, "Marks")["A3"].data_type == "s"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not any(b"<f>HYPERLINK" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    ("name", "told"), [(" <b>&amp;", " <b>&amp;"), ("Ann ", "Ann "), ("\x01", "_x0001_")]
)
def test_text_is_as_it_was(name: str, told: str) -> None:
    """With the signs that XML has for itself and white space at its ends; what XML cannot hold is a number."""
    made = papers(*DRAWN, people=(replace(PEOPLE[1], name=name),))
    assert sheet(book(made), "Marks")["B3"].value == told


def test_sums_are_those_on_the_papers_cover() -> None:
    """There are sums per section, of SPaG and of the paper, a percentage and averages."""
    by_question = sheet(book(papers(*DRAWN, spag=4)), "By question")
    assert row(by_question, 3)[10:] == [
        *("gulag-01 SPaG", "gulag-02 SPaG"),
        *("Section A", "Section B", "SPaG", "Total", "Per cent", "Grade"),
    ]
    assert row(by_question, 4)[12:16] == [3, 17, 8, 28]
    sums = '=IF(COUNT({0})=0,IF(COUNTIF({0},"absent")=0,"","absent"),SUM({0}))'
    assert row(by_question, 5)[12:16] == [
        sums.format(cells) for cells in ("F5:H5", "I5:J5", "K5:L5", "F5:L5")
    ]
    assert row(by_question, 5)[16] == '=IF(ISNUMBER(P5),P5/SUM(F$4:L$4),"")'


def test_a_worksheet_has_no_sums_of_sections() -> None:
    """Nothing that its sheets print names them; SPaG and the paper are added up as ever."""
    for spag, sums in ((4, ("SPaG", "Total")), (0, ("Total",))):
        by_question = sheet(book(papers(*DRAWN, spag=spag), lettered=False), "By question")
        headings = row(by_question, 3)
        assert [one for one in headings if "Section" in str(one)] == []
        assert headings[-len(sums) - 2 :] == [*sums, "Per cent", "Grade"]
        assert row(by_question, 4)[len(headings) - 3] == 20 + 2 * spag
    assert row(by_question, 8)[0] == "Average"
    assert row(by_question, 8)[5] == '=IF(COUNT(F5:F7)=0,"",AVERAGE(F5:F7))'


def test_one_section_needs_no_total_of_its_own() -> None:
    """A paper of one section has the total only."""
    assert row(sheet(book(papers(DRAWN[0])), "By question"), 3)[8:] == ["Total", "Per cent", "Grade"]


def test_sections_are_summed_before_spelling_however_many_there_are() -> None:
    """A section whose letter comes after the S of SPaG still stands with the others."""
    bank = unit(*(question(f"q-{n:02}", written(8)) for n in range(20)))
    plan = blueprint(*(section(spag=4 * (n == 3)) for n in range(20)))
    drawn = selection(*(one.id for one in bank.questions))
    found = sheet(book([varied(drawn, plan, bank, PEOPLE[0], "9B", "s", "r")]), "By question")
    assert row(found, 3)[24:26] == ["q-19", "q-03 SPaG"]
    assert row(found, 3)[45:48] == ["Section T", "SPaG", "Total"]


def test_different_questions_for_different_students() -> None:
    """A question that is not on a paper takes no mark there and does not count in the percentage."""
    one, two = PEOPLE[:2]
    made = papers("kirov-01 kirov-02", people=(one,)) + papers("kirov-02 kirov-03", people=(two,))
    found = sheet(book(made), "By question")
    assert row(found, 4)[5:9] == [1, 1, 1, 2]
    assert row(found, 5)[9].endswith('SUM(F$4:G$4),"")')
    assert row(found, 6)[9].endswith('SUM(G$4:H$4),"")')
    assert [cell is None for cell in row(found, 5)[5:8]] == [False, False, True]
    assert found["H5"].fill.fgColor.rgb == "FFD9D9D9"


def test_a_question_in_other_sections_of_other_forms_counts_in_each() -> None:
    """It has a column in both sections, of which a paper's own takes its mark, so that the sums are right."""
    one, two = PEOPLE[:2]
    made = papers("kirov-01 kirov-02", "gulag-01", people=(one,))
    made += papers("kirov-03", "kirov-02", people=(two,))
    found = sheet(book(made), "By question")
    assert row(found, 3)[5:10] == ["kirov-01", "kirov-02", "kirov-03", "gulag-01", "kirov-02"]
    assert [cell is None for cell in row(found, 5)[5:10]] == [False, False, True, False, True]
    assert [cell is None for cell in row(found, 6)[5:10]] == [True, True, False, True, False]


def test_unequal_papers_have_no_common_maximum() -> None:
    """Where students' totals differ no number pretends to be everybody's."""
    one, two = PEOPLE[:2]
    made = papers("kirov-01", people=(one,)) + papers("gulag-02", people=(two,))
    assert row(sheet(book(made), "By question"), 4)[7] is None


# ---- topics, objectives, grades ------------------------------------------------------------------


def test_marks_are_added_up_by_topic_and_objective() -> None:
    """A question counts on its topic, and on its objectives in the proportion of its marks for each."""
    content = book(papers(*DRAWN))
    topics, tags = sheet(content, "Topics"), sheet(content, "Tags")
    assert row(topics, 1) == ["ID", "Name", "Kirov", "The Gulag", "GCSE AO1", "GCSE AO2"]
    assert row(topics, 2) == ["Maximum", None, 3, 17, 14, 6]
    cells = "'By question'!F5:J5"
    assert row(topics, 3)[2] == f'=IF(COUNT({cells})=0,"",SUMPRODUCT({cells},Tags!F$3:J$3))'
    assert row(topics, 3)[5].endswith("Tags!F$6:J$6))")
    assert row(tags, 3)[5:] == [1, 1, 1, 0, 0]
    assert row(tags, 6)[5:] == [0, 0, 0, 0, 0.5]


def test_boundaries_stand_in_order() -> None:
    """Grades that are known are written from the highest down, with rows for more, and papers look them up."""
    grades = [MarkEntry(RUN, "", name, mark, "", "") for name, mark in (("4", "9"), ("=U", "0"), ("9", "18"))]
    content = book(papers(*DRAWN), MarksRecord(tuple(grades)))
    found = sheet(content, "Grades")
    assert [row(found, line)[:2] for line in (3, 4, 5, 6)] == [["9", 18], ["4", 9], ["=U", 0], [None, None]]
    assert found["A5"].data_type == "s"
    assert row(sheet(content, "Marks"), 3)[4].startswith("=IF(ISNUMBER(C3),IFERROR(INDEX(GradeNames,")


def test_a_note_makes_no_sheet_wider_than_a_page() -> None:
    """What the sheets tell stands over their columns, so that no page is printed with its last words alone."""
    content = book(papers(*DRAWN))
    assert [str(one) for one in sheet(content, "Grades").merged_cells.ranges] == ["A1:E1"]
    assert [one.min_row for one in sheet(content, "Marks").merged_cells.ranges] == [1]


def test_upright_headings_have_room() -> None:
    """The row of the questions' ids is as high as the longest of them is long."""
    long = "a-question-with-a-very-long-name-in-the-bank"
    bank = unit(question(long), question("kirov-02"))
    content = book(papers(f"{long} kirov-02", bank=bank), bank=bank)
    for name, at, words in (("By question", 3, long), ("Tags", 2, long)):
        assert sheet(content, name).row_dimensions[at].height >= 7 * len(words)


def test_long_names_are_set_smaller_to_fit_their_cells() -> None:
    """So that none is cut off on paper, or runs into the cell beside it."""
    content = book(papers(*DRAWN))
    assert sheet(content, "Marks")["B3"].alignment.shrink_to_fit
    assert sheet(content, "By question")["B5"].alignment.shrink_to_fit
    assert sheet(content, "Topics")["B3"].alignment.shrink_to_fit


# ---- the file ------------------------------------------------------------------------------------


def test_heads_and_names_stay_in_sight() -> None:
    """The sheets keep their heading rows and the columns with id and name in sight."""
    content = book(papers(*DRAWN))
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == list(SHEETS)
    assert [sheet(content, name).freeze_panes for name in SHEETS[:3]] == ["F3", "C5", "C3"]
    assert sheet(content, "Marks").column_dimensions["B"].width > 20


@pytest.mark.slow
def test_the_same_papers_give_the_same_bytes() -> None:
    """Neither the clock nor the process nor the order of sets shows in the workbook."""
    code = (
        "import sys; from tests.markbook.books import DRAWN, book, papers;"
        "sys.stdout.buffer.write(book(papers(*DRAWN, spag=4)))"
    )
    first, begun = book(papers(*DRAWN, spag=4)), time.monotonic()
    for hash_seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo"},
            capture_output=True,
        )
        assert ran.stdout == first, ran.stderr
    # longer than the steps in which zip files keep time
    time.sleep(max(0.0, 2.1 + begun - time.monotonic()))
    assert book(papers(*DRAWN, spag=4)) == first


def test_what_it_is_put_together_from_lies_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it goes with the folder in which a run is made, wherever the program is killed: it has pupils' names."""
    temporary, beside = tmp_path / "temporary", tmp_path / "run"
    for folder in (temporary, beside):
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    contents = MarkbookContents(RUN, BANK, {}, {}, NOTHING)
    with markbook(beside / "markbook.xlsx", contents):
        assert list(beside.iterdir())
        assert not list(temporary.iterdir())
    assert [path.name for path in beside.iterdir()] == ["markbook.xlsx"]


def test_a_markbook_that_cannot_be_written_is_no_bug(tmp_path: Path) -> None:
    """What the disk answers is raised as it is, also where the spreadsheet library has wrapped it."""
    contents = MarkbookContents(RUN, BANK, {}, {}, NOTHING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the library leaves its own files open then
        with pytest.raises(IsADirectoryError), markbook(tmp_path / "markbook.xlsx", contents):
            (tmp_path / "markbook.xlsx").mkdir()
        gc.collect()
