"""What is typed into a markbook, in whatever sheet and order, comes into the record once; what cannot is named."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.markbook.books import DRAWN, NOTHING, PEOPLE, RUN, book, papers, recorded, typed
from tests.markbook.oversized import LAST_ROW, with_rows
from tests.markbook.recalculated import cells_of
from worksheetgen.markbook import (
    Asked,
    Harvest,
    NotAMarkbook,
    OversizedMarkbook,
    RenamedSheets,
    harvest,
    printed_cells_changed,
    read_markbook,
    unplaced,
)
from worksheetgen.marks_record import (
    MarkEntry,
    MarkKey,
    MarksRecord,
    keys_of,
    letters_of,
    options_of,
    record_from_csv,
    record_to_csv,
    worth,
)
from worksheetgen.value import replace

MADE = papers(*DRAWN, spag=4)
STUDENTS = recorded(MADE)
ASKED = Asked(
    {key: most for one in STUDENTS for key, most in keys_of(one)},
    {one.id: one.name for one in STUDENTS},
    {key: options for one in STUDENTS for key, options in options_of(one)},
    {
        (one.id, question.id): question
        for one in STUDENTS
        for question in one.questions
        if letters_of(question)
    },
)
BOOK = book(MADE)
CELLS = cells_of(BOOK)
KIROV: MarkKey = ("017", "kirov-01")
ESSAY: MarkKey = ("017", "gulag-02")


def marks_cell(key: MarkKey) -> str:
    """The cell of a mark in the sheet that is typed into."""
    return CELLS[key][0]


def over_cell(key: MarkKey) -> str:
    """Its cell in the sheet by question."""
    return CELLS[key][1]


def taken(content: bytes, record: MarksRecord = NOTHING, asked: Asked = ASKED) -> Harvest:
    """What is new in a workbook."""
    return harvest(read_markbook(content), record, asked, "run/markbook.xlsx", "now")


def after(content: bytes, record: MarksRecord = NOTHING) -> MarksRecord:
    """The record with that, where nothing was wrong; and nothing more comes of it the next time."""
    found = taken(content, record)
    assert not found.problems
    record = record.and_(found.entries)
    assert not taken(content, record).entries
    return record


def test_an_untouched_markbook_has_nothing_new() -> None:
    """Neither where it is empty nor where it shows marks."""
    assert after(BOOK) == NOTHING
    shown = MarksRecord((MarkEntry(RUN, *ESSAY, "7", "me", ""),))
    assert after(book(MADE, shown), shown) == shown


@pytest.mark.parametrize("cell", [marks_cell(ESSAY), over_cell(ESSAY)])
def test_a_mark_is_taken_from_either_sheet(cell: str) -> None:
    """The row says from which cell, and when; the mark for SPaG is another one."""
    record = after(typed(BOOK, {cell: 7, marks_cell(("017", "gulag-02 SPaG")): 3.0}))
    assert record.marks == {ESSAY: "7", ("017", "gulag-02 SPaG"): "3"}
    assert any(one.by == f"markbook.xlsx/0 {cell}" and one.when == "now" for one in record.entries)


@pytest.mark.parametrize("word", ["absent", "Absent", " ABSENT "])
def test_absent_is_a_mark(word: str) -> None:
    """In whatever case."""
    assert after(typed(BOOK, {marks_cell(ESSAY): word})).marks == {ESSAY: "absent"}


def test_marks_are_changed_and_taken_away() -> None:
    """A cell typed over, or emptied, counts; what was there before stays in the rows."""
    record = after(typed(BOOK, {marks_cell(ESSAY): 7, marks_cell(KIROV): 1}))
    record = after(typed(BOOK, {marks_cell(ESSAY): 8}), record)
    assert record.marks == {ESSAY: "8"}
    assert [one.mark for one in record.entries if one.key == ESSAY] == ["7", "8"]


def test_a_mark_that_is_shown_can_be_typed_over_in_either_sheet() -> None:
    """Typed over by question it counts, although the sheet of marks shows the old one."""
    shown = MarksRecord((MarkEntry(RUN, *ESSAY, "7", "me", ""),))
    for cell in (marks_cell(ESSAY), over_cell(ESSAY)):
        assert after(typed(book(MADE, shown), {cell: 9}), shown).marks == {ESSAY: "9"}
    assert after(typed(book(MADE, shown), {marks_cell(ESSAY): None}), shown).marks == {}


def test_the_sheet_that_was_typed_into_last_counts() -> None:
    """After a formula was typed over, the sheet of marks still takes a mark; the older one does not come back."""
    over = {over_cell(ESSAY): 4}
    record = after(typed(BOOK, over))
    record = after(typed(BOOK, {**over, marks_cell(ESSAY): 5}), record)
    assert record.marks == {ESSAY: "5"}
    record = after(typed(BOOK, {over_cell(ESSAY): 6, marks_cell(ESSAY): 5}), record)
    assert record.marks == {ESSAY: "6"}
    # The formula again: what stands in the sheet of marks counts.
    assert after(typed(BOOK, {marks_cell(ESSAY): 5}), record).marks == {ESSAY: "5"}


def test_two_marks_at_once_are_told() -> None:
    """Where both sheets are typed into and differ nobody knows which is meant."""
    found = taken(typed(BOOK, {marks_cell(ESSAY): 4, over_cell(ESSAY): 5}))
    assert not found.entries
    assert [str(problem) for problem in found.problems] == [
        f"run/markbook.xlsx: {marks_cell(ESSAY)}: Question gulag-02 of 017 Siân O'Brien has 4 here and 5 in "
        f"{over_cell(ESSAY)}. Type the same in both, or empty one of them."
    ]
    assert after(typed(BOOK, {marks_cell(ESSAY): 5, over_cell(ESSAY): 5})).marks == {ESSAY: "5"}


def test_a_later_entry_is_not_undone_by_a_markbook_that_says_what_it_said() -> None:
    """A row added to the record by hand counts, until somebody types again."""
    book_with_seven = typed(BOOK, {marks_cell(ESSAY): 7})
    record = after(book_with_seven).and_([MarkEntry(RUN, *ESSAY, "9", "Ms Lee", "")])
    assert after(book_with_seven, record).marks == {ESSAY: "9"}
    assert after(BOOK, record).marks == {ESSAY: "9"}, "emptied, but that mark counts no more"
    assert after(typed(BOOK, {marks_cell(ESSAY): 8}), record).marks == {ESSAY: "8"}


def test_a_copy_of_an_earlier_printing_brings_its_marks_and_no_old_ones() -> None:
    """Its cells are compared with what they said themselves, and lead to its own questions."""
    old = typed(BOOK, {marks_cell(ESSAY): 7})
    record = after(old)
    new = typed(book(MADE, record), {marks_cell(ESSAY): 9})
    record = after(new, record)
    assert after(old, record).marks == {ESSAY: "9"}
    assert after(typed(old, {marks_cell(KIROV): 1}), record).marks == {ESSAY: "9", KIROV: "1"}


def test_a_formula_that_a_teacher_typed_is_its_value() -> None:
    """As the spreadsheet program worked it out; one that nobody worked out is told."""
    (problem,) = taken(typed(BOOK, {marks_cell(ESSAY): "=3+4"})).problems
    assert "cannot have ‘=3+4’" in problem.what


@pytest.mark.parametrize("value", [13, -1, 2.5, "7/12", "six", True, "9" * 5000])
@pytest.mark.parametrize("cell", [marks_cell(ESSAY), over_cell(ESSAY)])
def test_what_is_no_mark_is_told_with_its_cell(value: object, cell: str) -> None:
    """Above the maximum, negative, a half, words: the cell, the pupil and the question are named, and what to type."""
    found = taken(typed(BOOK, {cell: value, marks_cell(KIROV): 1}))
    (problem,) = found.problems
    assert str(problem.place) == f"run/markbook.xlsx: {cell}"
    assert "gulag-02 of 017 Siân O'Brien" in problem.what
    assert problem.remedy == "Type a whole number from 0 to 12, or absent, or empty the cell."
    assert [one.key for one in found.entries] == [KIROV], "what is right is taken"


@pytest.mark.parametrize(
    "cell", ["Marks!Z3", "Marks!F40", "Marks!A9", "By question!F60", "By question!ZZ5", "By question!Q5"]
)
def test_what_stands_where_no_mark_does_is_told(cell: str) -> None:
    """It would go with the workbook: a remark, a total typed over, a row below."""
    (problem,) = taken(typed(BOOK, {cell: "see me"})).problems
    assert str(problem.place) == f"run/markbook.xlsx: {cell}"
    assert "‘see me’" in problem.what


@pytest.mark.parametrize("cell", ["Marks!C3", "Marks!D5", "Marks!E3"])
def test_a_sum_that_was_typed_over_is_told(cell: str) -> None:
    """A total without marks, or “absent” in its place, would be lost; an emptied one is nothing."""
    found = taken(typed(BOOK, {cell: "absent", marks_cell(ESSAY): 7}))
    assert [entry.key for entry in found.entries] == [ESSAY]
    (problem,) = found.problems
    assert str(problem.place) == f"run/markbook.xlsx: {cell}"
    assert problem.remedy.startswith("Type marks, or absent, under the questions’ numbers")
    assert not taken(typed(BOOK, {cell: None})).problems


def test_all_sums_that_were_typed_over_are_told_at_once() -> None:
    """A sheet pasted as values has one for every pupil."""
    (problem,) = taken(typed(BOOK, {"Marks!C3": 7, "Marks!C5": 9, "Marks!D5": 0.5})).problems
    assert problem.what.startswith("7 stands here, and the like in 2 more cells,")


def pasted(content: bytes, marks: Mapping[MarkKey, str]) -> bytes:
    """The workbook with those marks typed, and both sheets of marks pasted as values: no formula is left in them."""
    of = {one.id: one for one in STUDENTS}
    values: dict[str, object] = {}
    for key, mark in marks.items():
        question = next(one for one in of[key[0]].questions if one.id == key[1])
        values[marks_cell(key)] = int(mark) if mark.isdecimal() else mark
        values[over_cell(key)] = int(worth(mark, question))
    workbook = openpyxl.load_workbook(BytesIO(typed(content, values)))
    of_row: dict[str, list[int]] = {}
    for (paper, id), mark in marks.items():
        question = next(one for one in of[paper].questions if one.id == id)
        of_row.setdefault(paper, []).append(int(worth(mark, question)))
    for name, heading_row in (("Marks", 2), ("By question", 3)):
        heads = {cell.column: cell.value for cell in workbook[name][heading_row]}
        for row in workbook[name].iter_rows(min_row=heading_row + 1):
            total = sum(of_row.get(str(row[0].value), [])) or ""
            for cell in row:
                if cell.data_type == "f":
                    most = sum(most for key, most in ASKED.most.items() if key[0] == row[0].value)
                    share = int(total) / most if total else ""
                    sums = {"Total": total, "Section B": total, "Per cent": share}
                    cell.value = sums.get(str(heads[cell.column]), "") if row[0].value != "Average" else 1.5
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


CHOICE = next(key for key in ASKED.lettered if key[0] == "018")


def test_a_sheet_that_was_pasted_as_values_is_taken() -> None:
    """Totals, percentages and averages that say what the marks come to are no loss, nor what letters were worth."""
    content = pasted(BOOK, {ESSAY: "7", CHOICE: ASKED.lettered[CHOICE].answer or ""})
    assert after(content).marks == {ESSAY: "7", CHOICE: ASKED.lettered[CHOICE].answer}


def test_a_total_that_its_marks_do_not_come_to_is_told() -> None:
    """Also in a sheet that was pasted as values: it may be all that there is of a pupil's marks."""
    content = pasted(BOOK, {ESSAY: "7"})
    workbook = openpyxl.load_workbook(BytesIO(content))
    heads = [cell.value for cell in workbook["By question"][3]]
    total = workbook["By question"].cell(6, heads.index("Total") + 1).coordinate
    found = taken(typed(content, {"Marks!C5": 9, f"By question!{total}": 9}))
    assert [entry.key for entry in found.entries if entry.mark] == [ESSAY, ESSAY]
    (problem,) = found.problems
    assert str(problem.place) == "run/markbook.xlsx: Marks!C5"
    assert problem.what.startswith("9 stands here, and the like in 1 more cell,")


@pytest.mark.parametrize("cell", ["Grades!C4", "Grades!D4", "Grades!E9"])
def test_a_remark_beside_the_grades_is_told(cell: str) -> None:
    """It would go with the workbook; a number of pupils pasted as a value is none."""
    (problem,) = taken(typed(BOOK, {cell: "moderated"})).problems
    assert str(problem.place) == f"run/markbook.xlsx: {cell}"
    assert not taken(typed(BOOK, {"Grades!C4": 3, "Grades!A5": "", "Grades!B5": ""})).problems


def beneath(cell: str) -> str:
    """The name of the cell beneath another one of the same sheet."""
    sheet, _, name = cell.partition("!")
    letters = name.rstrip("0123456789")
    return f"{sheet}!{letters}{int(name.removeprefix(letters)) + 1}"


def test_marks_in_the_row_of_the_maxima_are_told() -> None:
    """Once for a paper, with the row into which they belong; the maximum itself, or nothing, is no mark."""
    below = {beneath(marks_cell(ESSAY)): 7, beneath(marks_cell(("018", "gulag-02"))): 3}
    found = taken(typed(BOOK, below))
    assert not found.entries
    assert [str(problem.place) for problem in found.problems] == [
        f"run/markbook.xlsx: {cell}" for cell in below
    ]
    assert "beneath the marks of 017 Siân O'Brien" in found.problems[0].what
    assert "the row above" in found.problems[0].remedy
    assert not taken(typed(BOOK, {beneath(marks_cell(ESSAY)): None})).problems


@pytest.mark.parametrize("cell", ["Marks!A4", "Marks!B4", "Marks!C4", "Marks!E4"])
def test_a_remark_beneath_a_paper_is_told(cell: str) -> None:
    """It would go with the workbook like any other."""
    (problem,) = taken(typed(BOOK, {cell: "see me"})).problems
    assert str(problem.place) == f"run/markbook.xlsx: {cell}"


def sorted_by(content: bytes, column: int, width: int) -> bytes:
    """The workbook with all rows of marks sorted by a column, as far as so many columns."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    marks = workbook["Marks"]
    rows = [[cell.value for cell in row] for row in marks.iter_rows(min_row=3, max_col=width)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[column] or "")), 3):
        for at, value in enumerate(row, 1):
            marks.cell(number, at).value = value
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def test_sorted_rows_keep_their_marks() -> None:
    """Though the maxima are apart from their papers then, nothing is told."""
    width = openpyxl.load_workbook(BytesIO(BOOK))["Marks"].max_column
    content = typed(BOOK, {marks_cell(ESSAY): 7, marks_cell(KIROV): 1})
    assert after(sorted_by(content, 1, width)).marks == {ESSAY: "7", KIROV: "1"}


def test_maxima_are_no_marks_where_rows_were_sorted_in_part() -> None:
    """A sort that left out the hidden column put maxima beside papers: none of them is taken for a mark."""
    width = openpyxl.load_workbook(BytesIO(BOOK))["Marks"].max_column
    found = taken(sorted_by(typed(BOOK, {marks_cell(ESSAY): 7}), 1, width - 1))
    assert not found.entries
    assert any("‘out of’ stands beside the marks of" in problem.what for problem in found.problems)


def test_a_paper_in_two_rows_is_told() -> None:
    """A row that was pasted over another pupil's, or below: nobody knows which marks are meant, and none are taken."""
    content = typed(BOOK, {marks_cell(ESSAY): 7, marks_cell(("spare-1", "gulag-01")): 2})
    for row in (5, 20):
        workbook = openpyxl.load_workbook(BytesIO(content))
        marks = workbook["Marks"]
        for at, cell in enumerate(marks[3], 1):
            marks.cell(row, at).value = cell.value
        marks[marks_cell(ESSAY).partition("!")[2].replace("3", str(row))] = 9
        saved = BytesIO()
        workbook.save(saved)
        found = taken(saved.getvalue())
        assert [entry.key for entry in found.entries] == [("spare-1", "gulag-01")]
        (problem,) = found.problems
        assert str(problem.place) == f"run/markbook.xlsx: Marks!A{row}"
        assert problem.remedy.startswith("Delete the rows that are not meant.")


def test_two_columns_of_one_number_are_told() -> None:
    """Whose marks are those of question 2 nobody knows; all others are taken."""
    first, second = (
        marks_cell(("017", STUDENTS[0].questions[0].id)),
        marks_cell(("017", STUDENTS[0].questions[1].id)),
    )
    head = re.sub(r"\d+$", "2", first)
    found = taken(typed(BOOK, {head: "2", first: 1, second: 0, marks_cell(ESSAY): 7}))
    assert [entry.key for entry in found.entries] == [ESSAY]
    (problem,) = found.problems
    assert str(problem.place) == f"run/markbook.xlsx: {head}"
    assert problem.remedy == "Write the numbers there again; those that are gone: 1."


@pytest.mark.parametrize(("column", "many"), [(1, 1), (2, 1), (3, 1), (3, 3)])
def test_columns_that_no_mark_stands_in_may_be_deleted(column: int, many: int) -> None:
    """Without ids, names or totals the marks are where their numbers stand, also those of the first questions."""
    marks = {key: 1 for key in ASKED.most if key[0] == "017"}
    workbook = openpyxl.load_workbook(
        BytesIO(typed(BOOK, {marks_cell(key): mark for key, mark in marks.items()}))
    )
    workbook["Marks"].delete_cols(column, many)
    saved = BytesIO()
    workbook.save(saved)
    found = taken(saved.getvalue())
    assert {entry.key for entry in found.entries} == marks.keys()
    assert not found.problems


def test_what_cannot_be_seen_in_a_mark_is_spelt_out() -> None:
    """‘7’ alone would be no answer to why it is not taken."""
    (problem,) = taken(typed(BOOK, {marks_cell(ESSAY): "\u200b7"})).problems
    assert "cannot have ‘\\u200b7’" in problem.what


def test_absent_beside_a_name_is_told() -> None:
    """It is where a teacher looks for the pupil; a name spelt otherwise is nothing."""
    (problem,) = taken(typed(BOOK, {"Marks!B3": "Siân O'Brien (absent)"})).problems
    assert str(problem.place) == "run/markbook.xlsx: Marks!B3"
    assert problem.remedy == "Type absent where a mark of that pupil would stand."


def test_a_row_below_the_papers_is_told_once() -> None:
    """A pupil who joined, with all marks: one problem, which says how such a pupil has a place."""
    row = {"Marks!A9": "99", "Marks!B9": "Petr Novak", "Marks!F9": 1, "Marks!G9": 0}
    (problem,) = taken(typed(BOOK, row)).problems
    assert "‘Petr Novak’" in problem.what or "99 and 3 more cells of this row" in problem.what
    assert "once the class list has a line for that pupil" in problem.remedy


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_above_the_headings_do_no_harm(rows: int) -> None:
    """A title above the sheet of marks moves all of it down."""
    workbook = openpyxl.load_workbook(BytesIO(typed(BOOK, {marks_cell(ESSAY): 7})))
    workbook["Marks"].insert_rows(1, rows)
    saved = BytesIO()
    workbook.save(saved)
    found = taken(saved.getvalue())
    assert [entry.mark for entry in found.entries] == ["7"]
    assert not found.problems


def test_a_comment_on_a_cell_is_told() -> None:
    """It is a remark, and would go with the workbook."""
    workbook = openpyxl.load_workbook(BytesIO(BOOK))
    workbook["Marks"]["F3"].comment = Comment("see me", "T")
    saved = BytesIO()
    workbook.save(saved)
    (problem,) = taken(saved.getvalue()).problems
    assert str(problem.place) == "run/markbook.xlsx: Marks!F3"
    assert "‘a comment’" in problem.what


@pytest.mark.parametrize("value", [datetime(2026, 8, 5), time(5, 8), datetime(1900, 1, 3)])
def test_a_date_that_a_spreadsheet_made_of_a_mark_is_told_as_one(value: object) -> None:
    """Of 5/8 it makes a date, and of every number typed into that cell again."""
    (problem,) = taken(typed(BOOK, {marks_cell(ESSAY): value})).problems
    assert problem.what == "Question gulag-02 of 017 Siân O'Brien cannot have a date or time."
    assert problem.remedy.startswith("Give the cell the format of a number")


def test_a_sheet_with_another_name_is_told_by_both() -> None:
    """So that its old name can be given to it again."""
    workbook = openpyxl.load_workbook(BytesIO(BOOK))
    workbook["Marks"].title = "Noten"
    saved = BytesIO()
    workbook.save(saved)
    with pytest.raises(RenamedSheets) as raised:
        read_markbook(saved.getvalue())
    assert (raised.value.missing, raised.value.others) == (("Marks",), ("Noten",))


def test_another_markers_copy_takes_no_mark_away() -> None:
    """Each copy of one printing has its own marker's cells: what is empty in one stays as the other has it."""
    mine = {("017", "kirov-01"): 1, ("018", "kirov-02"): 0, ("spare-1", "kirov-03"): 1}
    theirs = {(paper, "gulag-01"): 2 for paper, _ in mine} | {("018", "gulag-02"): 5}
    ours = [typed(BOOK, {marks_cell(key): mark for key, mark in one.items()}) for one in (mine, theirs)]
    record = after(ours[0])
    second = taken(ours[1], record)
    assert second.kept == len(mine)
    record = after(ours[1], record)
    assert record.marks == {key: str(mark) for key, mark in (mine | theirs).items()}
    assert after(book(MADE, record), record) == record
    again = typed(book(MADE, record), dict.fromkeys(map(marks_cell, mine)))
    assert not {key for key in mine if key in after(again, record).marks}, (
        "what the markbook showed is emptied"
    )


def test_another_markers_copy_of_few_questions_takes_no_mark_away() -> None:
    """The first marker may have done two questions alone; whoever empties some of several takes those away."""
    mine = {(paper, id): 1 for paper in ("017", "018", "spare-1") for id in ("kirov-01", "kirov-02")}
    theirs = {(paper, "gulag-02"): 5 for paper, _ in mine}
    record = after(typed(BOOK, {marks_cell(key): mark for key, mark in mine.items()}))
    corrected = record.and_([MarkEntry(RUN, "017", "kirov-01", "0", "page", "later")])
    for before in (record, corrected):
        found = taken(typed(BOOK, {marks_cell(key): mark for key, mark in theirs.items()}), before)
        assert {entry.key for entry in found.entries} == theirs.keys()
        assert found.kept == len([key for key in mine if before.marks[key] == "1"])
    both = after(typed(BOOK, {marks_cell(key): mark for key, mark in (mine | theirs).items()}))
    left = after(typed(BOOK, {marks_cell(key): mark for key, mark in theirs.items()}), both)
    assert left.marks.keys() == theirs.keys(), "this is the copy from which they were taken"
    cleared = after(BOOK, record)
    assert not cleared.marks, "nothing else was typed"


@pytest.mark.parametrize("column", ["A", "B"])
def test_marks_beside_another_paper_are_not_taken(column: str) -> None:
    """Ids or names sorted without their marks: nobody could say whose these are. A name spelt otherwise is no other."""
    at = f"Marks!{column}{marks_cell(KIROV)[len('Marks!F') :]}"
    found = taken(typed(BOOK, {at: "018", marks_cell(KIROV): 1}))
    assert not found.entries
    (problem,) = found.problems
    assert str(problem.place) == f"run/markbook.xlsx: {at}"
    assert problem.what.startswith("018 stands beside the marks of 017 Siân O'Brien")
    assert not taken(typed(BOOK, {at: "Shaun", marks_cell(KIROV): 1})).problems


def test_marks_without_their_headings_are_told_once() -> None:
    """Not cell by cell; the numbers that are gone are named, and what is under the others is taken."""
    cell = marks_cell(KIROV).removeprefix("Marks!")
    number = openpyxl.load_workbook(BytesIO(BOOK))["Marks"][f"{cell[0]}2"].value
    marks = {marks_cell(KIROV): 1, marks_cell(ESSAY): 7}
    found = taken(typed(BOOK, {f"Marks!{cell[0]}2": "Q", **marks}))
    assert [entry.key for entry in found.entries] == [ESSAY]
    (problem,) = found.problems
    assert str(problem.place) == f"run/markbook.xlsx: Marks!{cell[0]}2"
    assert "‘Q’" in problem.what
    assert problem.remedy == f"Write the numbers there again; those that are gone: {number}."


def test_a_further_sheet_is_told() -> None:
    """A teacher's own sheet would go with the workbook."""
    workbook = openpyxl.load_workbook(BytesIO(BOOK))
    workbook.create_sheet("Remarks")
    saved = BytesIO()
    workbook.save(saved)
    (problem,) = taken(saved.getvalue()).problems
    assert str(problem.place) == "run/markbook.xlsx: Remarks"


def test_boundaries_are_kept_like_marks() -> None:
    """Typed, changed, taken away; half of one is told."""
    record = after(typed(BOOK, {"Grades!A3": 9, "Grades!B3": 18, "Grades!A4": "=U", "Grades!B4": 0}))
    assert record.marks == {("", "9"): "18", ("", "=U"): "0"}
    shown = book(MADE, record)
    record = after(typed(shown, {"Grades!B3": 17, "Grades!A4": None, "Grades!B4": None}), record)
    assert record.marks == {("", "9"): "17"}
    (problem,) = taken(typed(BOOK, {"Grades!A3": "9"})).problems
    assert str(problem.place) == "run/markbook.xlsx: Grades!B3"


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (
            {"Grades!A3": "A*", "Grades!B3": 90},
            "Grade A* is given from 90 marks, and no paper has more than 28.",
        ),
        (
            {"Grades!A3": "A", "Grades!B3": 20, "Grades!A4": "B", "Grades!B4": 20},
            "Grade B is given from 20 marks, as is another grade.",
        ),
    ],
)
def test_a_boundary_that_nobody_or_another_grade_reaches_is_told(cells: dict[str, object], what: str) -> None:
    """Per cent instead of marks gave nobody the grade, and of two grades from one mark one is never given."""
    (problem,) = taken(typed(BOOK, cells)).problems
    assert problem.what == what


@pytest.mark.parametrize(
    "cell",
    ["Topics!C4", "Topics!Z1", "Topics!Z3", "Topics!B30", "Tags!C4", "Tags!Z2", "Tags!A30", "Tags!Z30"],
)
def test_a_remark_on_topics_or_tags_is_told(cell: str) -> None:
    """It goes with the workbook when the papers are printed again; formulas and their values are none."""
    (problem,) = taken(typed(BOOK, {cell: "see me"})).problems
    assert str(problem.place) == f"run/markbook.xlsx: {cell}"
    assert not taken(typed(BOOK, {"Topics!C4": 3, "Tags!F3": 0.5})).problems


def test_a_row_of_nothing_but_a_is_asked_about() -> None:
    """A teacher’s A for absent would be the letter A in every question; beside other marks it is that letter."""
    keys = [key for key in ASKED.options if key[0] == "017"]
    cells: dict[str, object] = {marks_cell(key): "a" for key in keys[:3]}
    found = taken(typed(BOOK, cells))
    (problem,) = found.problems
    assert (problem.what.partition(",")[0], found.entries) == ("Each mark of 017 Siân O'Brien is A", ())
    assert len(taken(typed(BOOK, cells | {marks_cell(ESSAY): 2})).entries) == 4
    assert len(taken(typed(BOOK, cells | {marks_cell(keys[2]): "B"})).entries) == 3


def test_names_beside_papers_without_one_are_told_together() -> None:
    """Nobody would know whose paper it was once the markbook is made anew."""
    spare = next(id for id, name in ASKED.names.items() if not name)
    cell, also = (marks_cell(next(key for key in ASKED.most if key[0] == id)) for id in (spare, "017"))
    name, other = ("Marks!B" + re.sub(r"\D", "", one) for one in (cell, also))
    found = taken(typed(BOOK, {name: "New Boy", cell: 1}))
    (problem,) = found.problems
    assert (str(problem.place), len(found.entries)) == (f"run/markbook.xlsx: {name}", 1)
    assert problem.what == "‘New Boy’ stands here beside a paper that has no name, and is not kept."
    two = replace(ASKED, names={**ASKED.names, "017": ""})
    (problem,) = taken(typed(BOOK, {name: "New Boy", other: "Another"}), asked=two).problems
    assert "stands here, and the like in 1 more cell, beside a paper" in problem.what


@pytest.mark.parametrize("typed_in", [10_000, "9" * 5000, "²", "-1", 1e300, 2.5])
def test_a_boundary_that_the_record_cannot_hold_is_told(typed_in: object) -> None:
    """It was written into the record, which could not be read any more then."""
    found = taken(typed(BOOK, {"Grades!A3": "9", "Grades!B3": typed_in}))
    (problem,) = found.problems
    assert str(problem.place) == "run/markbook.xlsx: Grades!B3"
    assert found.entries == ()


@pytest.mark.parametrize("typed_in", ["٣", "28", 28.0])
def test_what_is_taken_from_a_markbook_can_be_read_in_the_record(typed_in: object) -> None:
    """However a number of marks is written."""
    record = after(typed(BOOK, {"Grades!A3": "9", "Grades!B3": typed_in}))
    assert record_from_csv(record_to_csv(record), "marks.csv") == record
    assert record.marks["", "9"] in ("3", "28")


def test_a_mark_without_a_place_is_told_with_its_cell() -> None:
    """Its question left that paper, or the question is worth less now; a pupil who left is told once for all marks."""
    entries = [MarkEntry(RUN, *key, mark, "", "") for key, mark in ((KIROV, "1"), (ESSAY, "7"))]
    entries += [MarkEntry(RUN, "018", id, "absent", "", "") for id in ("kirov-01", "gulag-02")]
    entries += [MarkEntry("OTHER1", "spare-1", id, "1", "", "") for id in ("kirov-01", "kirov-02")]
    now = Asked({ESSAY: 6}, {"017": "Siân O'Brien", "spare-1": ""})
    cells = {KIROV: "run/markbook.xlsx: Marks!F3"}
    found = sorted(
        map(str, unplaced(MarksRecord(tuple(entries)), RUN, now, ASKED, cells, "marks/run/marks.csv"))
    )
    assert found == [
        "marks/run/marks.csv:3:1: Question gulag-02 of 017 Siân O'Brien has 7, but the question has 6 marks now. "
        "Type a lower mark, or give the question its marks back in the bank.",
        'marks/run/marks.csv:4:1: 018 =HYPERLINK("http://x.example","me") has 2 marks, but no paper any more. '
        "Take the rows of 018 out to give them up, or leave the pupil in the list.",
        "marks/run/marks.csv:6:1: This is a mark of another run, OTHER1 (1 more mark too); the papers to be printed "
        "are of run K7M2XD. Print into another --output, or move the folder of the marks away.",
        "run/markbook.xlsx: Marks!F3: Question kirov-01 of 017 Siân O'Brien has 1, but that paper would not ask it any "
        "more. Empty the cell to give the mark up, or leave the question on the paper.",
    ]


def test_a_letter_is_taken_for_the_mark_of_a_choice() -> None:
    """As it was typed, large or small; typed again in the next printing it is no news, and a mark takes its place."""
    record = after(typed(BOOK, {marks_cell(KIROV): "b"}))
    assert record.marks == {KIROV: "B"}
    shown = book(MADE, record)
    assert after(shown, record) == record
    assert after(typed(shown, {marks_cell(KIROV): 1}), record).marks == {KIROV: "1"}


@pytest.mark.parametrize(("typed_in", "taken_as"), [("b, D", "BD"), ("DB", "BD"), ("a b d", "ABD")])
def test_several_letters_are_taken_as_one_entry(typed_in: str, taken_as: str) -> None:
    """In whatever order and however they are kept apart."""
    assert after(typed(BOOK, {marks_cell(KIROV): typed_in})).marks == {KIROV: taken_as}


@pytest.mark.parametrize(
    ("cell", "value", "remedy"),
    [
        (marks_cell(KIROV), "BB", "or the letter that was crossed, A to D, or empty"),
        (marks_cell(KIROV), "E", "from 0 to 1, or absent, or the letter that was crossed, A to D, or empty"),
        (marks_cell(ESSAY), "B", "from 0 to 12, or absent, or empty the cell."),
        (over_cell(KIROV), "B", "from 0 to 1, or absent, or the letter into the sheet Marks, or empty"),
    ],
)
def test_a_letter_that_nobody_can_cross_is_told(cell: str, value: str, remedy: str) -> None:
    """One that the paper does not have, one for an essay, or one over a formula, whose sums know numbers alone."""
    (problem,) = taken(typed(BOOK, {cell: value})).problems
    assert str(problem.place) == f"run/markbook.xlsx: {cell}"
    assert remedy in problem.remedy


def test_a_letter_whose_option_moves_is_told() -> None:
    """Where the options of a question come to stand in another order the letter would mean another one."""
    record = MarksRecord((MarkEntry(RUN, *KIROV, "B", "", ""),))
    assert not [*unplaced(record, RUN, ASKED, ASKED, {}, "marks.csv")]
    for moved in (ASKED.options[KIROV][::-1], ASKED.options[KIROV][:1]):
        now = replace(ASKED, options={**ASKED.options, KIROV: moved})
        (problem,) = unplaced(record, RUN, now, ASKED, {}, "marks.csv")
        assert "has the letter B, which stands for another option now" in problem.what
        assert problem.remedy == "Take the row out to give the mark up, or type a mark."


def test_a_markbook_is_known_by_its_papers() -> None:
    """Marks and another order of rows change nothing; another run, student or order of questions does."""
    reading = read_markbook(typed(BOOK, {marks_cell(ESSAY): 7}))
    assert not printed_cells_changed(reading, RUN, STUDENTS)
    assert not printed_cells_changed(reading, RUN, STUDENTS[::-1])
    assert printed_cells_changed(reading, "OTHER1", STUDENTS)
    assert printed_cells_changed(reading, RUN, STUDENTS[1:])
    assert printed_cells_changed(
        reading, RUN, [dataclasses.replace(STUDENTS[0], extra_time=0), *STUDENTS[1:]]
    )
    others = recorded(papers(*DRAWN, people=(replace(PEOPLE[0], id="99"),)))
    assert printed_cells_changed(reading, RUN, others)


@pytest.mark.parametrize("content", [b"", b"PK", BOOK[: len(BOOK) // 2], b"id,name\n"])
def test_what_is_no_markbook_is_known(content: bytes) -> None:
    """Half saved, damaged, or something else altogether: no traceback."""
    with pytest.raises(NotAMarkbook):
        read_markbook(content)


@pytest.mark.slow
@pytest.mark.parametrize(
    "row", ['<row r="{}" ht="15"/>', '<row r="{}"><c r="A{}" s="1"/><c r="B{}" s="1"/></row>']
)
def test_a_million_empty_rows_are_told(row: str) -> None:
    """They are counted and not read, which would take minutes and a gigabyte."""
    with pytest.raises(OversizedMarkbook):
        read_markbook(with_rows(BOOK, row, 100, LAST_ROW + 1))


def test_some_thousand_empty_rows_are_nothing() -> None:
    """A pasted format does no harm: what is typed is taken."""
    content = typed(BOOK, {marks_cell(ESSAY): 7})
    empty = '<row r="{}"><c r="A{}" s="1"/><c r="B{}" s="1"/></row>'
    assert after(with_rows(content, empty, 100, 3000)).marks == {ESSAY: "7"}


def test_a_number_in_the_last_corner_is_told_with_its_cell() -> None:
    """However large the sheet says that it is: what was typed by mistake is told, and every mark is taken."""
    content = typed(BOOK, {marks_cell(ESSAY): 7})
    corner = '<row r="{}"><c r="XFD{}"><v>7</v></c></row>'
    found = taken(with_rows(content, corner, LAST_ROW, LAST_ROW + 1))
    assert [entry.mark for entry in found.entries] == ["7"]
    (problem,) = found.problems
    assert "Marks!XFD1048576" in str(problem)
