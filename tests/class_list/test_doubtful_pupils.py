"""Pupils who may have left, or who stand in the list twice, are told; those whose names are struck through left out."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from worksheetgen.class_list import ClassReading, read_class
from worksheetgen.errors import InvalidInput


def _read(tmp_path: Path, text: str) -> ClassReading:
    path = tmp_path / "9B.csv"
    path.write_text(text)
    return read_class(path)


def _names(found: ClassReading) -> list[str]:
    return [student.name for student in found.class_list.students]


@pytest.mark.parametrize(
    ("heading", "here", "gone"),
    [
        ("Status", "Current", "Left"),
        ("Enrolment status", "Single registration", "Leaver"),
        ("Notes", "", "left in October"),
        ("Notes", "", "moved to 9C"),
        ("Notes", "", "Left 12/11 (see office)"),
        ("What", "", "OFF ROLL 12/11"),
        ("On roll", "Yes", "No"),
        ("Active", "TRUE", "FALSE"),
        ("Leaving date", "", "12/11/2026"),
        ("Left", "", "x"),
    ],
)
def test_a_pupil_who_may_have_left_is_told(tmp_path: Path, heading: str, here: str, gone: str) -> None:
    """The paper is printed, as a word in some column is not certain to mean it, and the teacher is told."""
    found = _read(tmp_path, f"id,name,{heading}\n1,Ann Lee,{here}\n2,Bob Ray,{gone}\n3,Cy Fox,{here}\n")
    assert _names(found) == ["Ann Lee", "Bob Ray", "Cy Fox"]
    (note,) = [note for note in found.notes if "may have left" in note]
    assert note.startswith(f"Bob Ray (line 3, “{gone}” under “{heading}”): may have left")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Hand", ("left", "right", "")),
        ("Notes", ("left-handed", "sits on the left", "leaving early is fine")),
        ("What", ("left-handed 25%", "", "")),
        ("Notes", ("Leavers’ Ball 12/7", "left eye 18 pt", "moved seat to row 2")),
        ("Active", ("FALSE", "FALSE", "FALSE")),
        ("Leaving date", ("16/07/2027", "16/07/2027", "16/07/2027")),
        ("Seat", ("A1", "A2", "A3")),
        ("Status", ("Current", "Guest", "")),
    ],
)
def test_other_words_say_nothing_of_leaving(tmp_path: Path, heading: str, cells: tuple[str, ...]) -> None:
    """Hands, and dates on which everybody leaves, are no news."""
    rows = "".join(f"{i},{name},{cell}\n" for i, (name, cell) in enumerate(zip("ABC", cells, strict=True)))
    assert not any("may have left" in note for note in _read(tmp_path, f"id,name,{heading}\n{rows}").notes)


@pytest.mark.parametrize("heading", ["Leavers", "Left:", "Off roll"])
def test_pupils_below_leavers_are_told(tmp_path: Path, heading: str) -> None:
    """A heading among the pupils is none of them, and is said of those below it."""
    found = _read(tmp_path, f"id,name\n1,Ann Lee\n,{heading}\n2,Bob Ray\n")
    assert _names(found) == ["Ann Lee", "Bob Ray"]
    assert any(note.startswith(f"Bob Ray (line 4, below “{heading}”): may have left") for note in found.notes)


def test_a_pupil_who_may_stand_there_twice_is_told(tmp_path: Path) -> None:
    """Of one name, or of one number outside the school; two pupils may share a name, so both get papers."""
    found = _read(tmp_path, 'id,name\n1,Ann Lee\n2,Bob Ray\n7,"Lee, Ann"\n')
    assert "Ann Lee (lines 2 and 4): may be one pupil who stands there twice. If so, take a line out." in (
        found.notes
    )
    found = _read(
        tmp_path,
        "id,name,UPN\n1,Ann Lee,A823432113001\n2,Bob Ray,A823432113002\n7,Ann Lee-Ray,A823432113001\n",
    )
    assert any(note.startswith("Ann Lee (lines 2 and 4, one UPN): may be one pupil") for note in found.notes)
    assert "A823432113001" not in str(found.notes)


def test_ids_that_differ_in_zeros_alone_are_refused(tmp_path: Path) -> None:
    """A spreadsheet takes the zeros away, and the marks of one pupil would be another's."""
    with pytest.raises(InvalidInput, match=r"The id “01” stands in line 2 too, as “1”\."):
        _read(tmp_path, "id,name\n1,Ann Lee\n01,Bob Ray\n")
    assert (
        len(_read(tmp_path, "id,name\n1,Ann Lee\n10,Bob Ray\n100,Cy Fox\nA1,Di Poe\nA01,Eve May\n").notes)
        == 0
    )


def _workbook(tmp_path: Path, *struck: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("id", "name", "tier", "what"), (1, "Ann Lee", "H", "a"), (2, "Bob Ray", "F", "b")):
        sheet.append(row)
    for cell in struck:
        sheet[cell].font = Font(strike=True)
    book.save(tmp_path / "9B.xlsx")
    return tmp_path / "9B.xlsx"


def test_a_pupil_who_is_struck_through_is_left_out(tmp_path: Path) -> None:
    """Whether the whole row is struck through or the name alone."""
    for struck in (("A3", "B3", "C3", "D3"), ("B3",)):
        found = read_class(_workbook(tmp_path, *struck))
        assert _names(found) == ["Ann Lee"]
        assert "Left out, as struck through in the spreadsheet: line 3 (“Bob Ray”)." in found.notes


def test_a_cell_that_is_struck_through_is_asked_about(tmp_path: Path) -> None:
    """What is struck through is not meant any more; in a column that is not used it matters to nobody."""
    with pytest.raises(InvalidInput, match=r"9B\.xlsx:3:3: The cell is struck through\."):
        read_class(_workbook(tmp_path, "C3"))
    assert _names(read_class(_workbook(tmp_path, "D3"))) == ["Ann Lee", "Bob Ray"]


def test_nobody_is_below_a_pupil_who_is_hidden_or_struck_through(tmp_path: Path) -> None:
    """“Left” in the first column of such a row says who has left, and nothing of those below it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Status", "name"), ("Left", "Ann Lee"), ("", "Bob Ray"), ("Left", "Cy Fox"), ("", "Di Poe")):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet["A4"].font = sheet["B4"].font = Font(strike=True)
    book.save(tmp_path / "9B.xlsx")
    found = read_class(tmp_path / "9B.xlsx")
    assert _names(found) == ["Bob Ray", "Di Poe"]
    assert not any("may have left" in note for note in found.notes)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("UPN", ("A823432113001", "A823432113002")), ("Date of birth", ("01/02/2012", "03/04/2012"))],
)
def test_two_pupils_of_one_name_are_no_news(tmp_path: Path, heading: str, cells: tuple[str, str]) -> None:
    """Whoever has a number or a birth date of their own stands there once; “n/a” is no number."""
    found = _read(tmp_path, f"id,name,{heading}\n1,Ann Lee,{cells[0]}\n2,Ann Lee,{cells[1]}\n")
    assert not any("stands there twice" in note for note in found.notes)
    found = _read(tmp_path, "id,name,UPN\n1,Ann Lee,n/a\n2,Bob Ray,n/a\n")
    assert not any("stands there twice" in note for note in found.notes)
