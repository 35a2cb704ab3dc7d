"""Class list files as schools export them, those with mistakes, and the made-up class."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from faker.generator import random as shared
from hypothesis import given
from hypothesis import strategies as st

from tests.markbook.oversized import LAST_ROW, with_rows
from worksheetgen.class_list import load_class, load_seating, sample_class, to_csv
from worksheetgen.class_list.files import CLASS_LIST
from worksheetgen.class_list.names import FAMOUS, UNFIT_SURNAMES
from worksheetgen.errors import ExitCode, InvalidInput, Place
from worksheetgen.model.room import Seat
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.tables import open_tables
from worksheetgen.tables.csv_file import read_csv
from worksheetgen.tables.encodings import LARGEST_TEXT
from worksheetgen.tables.table import LONGEST_CELL, MOST_CELLS, MOST_ROWS
from worksheetgen.typesetting.fonts import covered
from worksheetgen.value import replace

TWO = "id,name\n017,Siân Müller\n018,Ned Carr\n"


def saved(folder: Path, content: str | bytes, name: str = "9B.csv") -> Path:
    """The content as a file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(
    folder: Path, *rows: tuple[str | float | date | None, ...], formats: dict[str, str] | None = None
) -> Path:
    """A workbook of these rows, with the number formats of some cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    book.save(folder / "9B.xlsx")
    return folder / "9B.xlsx"


def problems(path: Path) -> list[str]:
    """What is said about the file, without the folder it lies in."""
    with pytest.raises(InvalidInput) as caught:
        load_class(path)
    assert caught.value.exit_code == ExitCode.INVALID_INPUT
    assert all(
        problem.what.endswith(".") and problem.remedy.endswith(".") for problem in caught.value.problems
    )
    return [str(problem).removeprefix(f"{path.parent}/") for problem in caught.value.problems]


def names(class_list: ClassList) -> list[str]:
    """The students' names in order."""
    return [student.name for student in class_list.students]


# ---- what schools export -------------------------------------------------------------------------


def test_every_column_is_read(tmp_path: Path) -> None:
    """A line gives every field of a student, whose place is the cell with the name."""
    path = saved(tmp_path, "id,name,tier,print,extra time,seat\n017,Ann Lee,Support,24,25%,B3\n")
    expected = Student(
        "017", "Ann Lee", Tier.SUPPORT, Print.LARGE_24, 25, Seat(2, 3), False, Place(str(path), 2, 5)
    )
    assert load_class(path) == ClassList("9B", (expected,))


def test_what_is_left_empty_is_ordinary(tmp_path: Path) -> None:
    """Without tier, print, extra time and seat a student is core, with the standard print and time."""
    (first, _) = load_class(saved(tmp_path, TWO)).students
    assert (first.tier, first.print, first.extra_time, first.seat) == (Tier.CORE, Print.STANDARD, 0, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(
    tmp_path: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    """A list reads the same however a spreadsheet saved it, with the same places."""
    text = TWO.replace(",", delimiter).replace("\n", line_end)
    path = saved(tmp_path, text.encode(encoding))
    assert names(load_class(path)) == ["Siân Müller", "Ned Carr"]
    assert load_class(path).students[1].place == Place(str(path), 3, 5)


def test_big_endian_utf_16(tmp_path: Path) -> None:
    """UTF-16 is read in the byte order that its mark says."""
    path = saved(tmp_path, b"\xfe\xff" + TWO.encode("utf-16-be"))
    assert names(load_class(path)) == ["Siân Müller", "Ned Carr"]


@pytest.mark.parametrize(
    ("header", "line", "name"),
    [
        ("Adno,Reg,Surname,Forename", "017,9B,O'Hara,Zoë", "Zoë O'Hara"),
        ("UPN,Legal Forename,Family Name", "A123456789012,Zoë,O'Hara", "Zoë O'Hara"),
        ("First name;Last name;Student ID", "Zoë;O'Hara;017", "Zoë O'Hara"),
        ("PUPIL NAME,Admission_Number", '"O\'Hara, Zoë",017', "Zoë O'Hara"),
        ("Candidate No.,Full Name", "0017,Zoë O'Hara", "Zoë O'Hara"),
        ("Student,id,Surname,Forename", "Zoë,017,O'Hara,Zoe", "Zoë"),
    ],
)
def test_headings_of_school_systems(tmp_path: Path, header: str, line: str, name: str) -> None:
    """The columns are found under the headings that school systems write, wherever they stand."""
    assert names(load_class(saved(tmp_path, f"{header}\n{line}\n"))) == [name]


def test_a_upn_is_taken_only_where_there_is_no_other_id(tmp_path: Path) -> None:
    """Where the file has a UPN and an admission number, the number is the id: a UPN is not for printing."""
    path = saved(tmp_path, "UPN,Admission number,Name\nA123456789012,17,Ann Lee\n")
    assert load_class(path).students[0].id == "17"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Print.STANDARD),
        ("Standard", Print.STANDARD),
        ("18", Print.LARGE_18),
        ("18pt", Print.LARGE_18),
        ("A4 18pt", Print.LARGE_18),
        ("Modified large print 18 pt bold", Print.LARGE_18),
        ("large print 18", Print.LARGE_18),
        ("24 point", Print.LARGE_24),
        ("A3 36pt", Print.LARGE_36),
        ("Dyslexia", Print.DYSLEXIA),
    ],
)
def test_prints(tmp_path: Path, text: str, expected: Print) -> None:
    """A print is known by its size or name as boards and teachers write it."""
    assert (
        load_class(saved(tmp_path, f"id,name,Modified Paper\n1,Ann,{text}\n")).students[0].print == expected
    )


@pytest.mark.parametrize(("text", "percent"), [("", 0), ("0", 0), ("25", 25), ("25%", 25), (" 100 % ", 100)])
def test_extra_time(tmp_path: Path, text: str, percent: int) -> None:
    """Extra time is a whole percentage with or without its sign."""
    path = saved(tmp_path, f"id,name,Extra_Time\n1,Ann,{text}\n")
    assert load_class(path).students[0].extra_time == percent


def test_blank_lines_and_trailing_delimiters_are_nobody(tmp_path: Path) -> None:
    """Lines without text and empty cells behind the header's last are what spreadsheets leave behind."""
    path = saved(tmp_path, "\n,,\nid,name\n\n1,Ann,,\n,,,\n2,Ben\n , \n")
    assert names(load_class(path)) == ["Ann", "Ben"]
    assert load_class(path).students[1].place.line == 7


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x.example","me")', "../../etc", "@SUM(A1)", "Ann; Lee"])
def test_odd_names_stand_as_they_are(tmp_path: Path, name: str) -> None:
    """A name means nothing to the program: formulas and paths are text, here and when written again."""
    quoted = name.replace('"', '""')
    first = load_class(saved(tmp_path, f'id,name\n1,"{quoted}"\n'))
    assert names(first) == [name]
    assert names(load_class(saved(tmp_path, to_csv(first)))) == [name]


def test_names_are_tidied(tmp_path: Path) -> None:
    """Spaces of every kind become single ones and letters are composed, also in the name of the class."""
    path = saved(tmp_path, 'id,name\n1,"  Zoe\u0308 \u00a0 \n Carr\t"\n2,Ben\n', "9e\u0301.csv")
    assert load_class(path).name == "9é"
    assert names(load_class(path)) == ["Zoë Carr", "Ben"]
    assert load_class(path).students[1].place.line == 4


# ---- workbooks -----------------------------------------------------------------------------------


def test_a_workbook_is_read_as_it_shows(tmp_path: Path) -> None:
    """Numbers read as their cells show them: 007 by its format, 25 % by its format, 18 without a point."""
    path = workbook(
        tmp_path,
        ("Student ID", "Name", "Print", "Extra time", "Seat"),
        (7, "Zoë Carr", 18.0, 0.25, None),
        (None, None, None, None, None),
        (8.0, "Ned Lee", None, 25, "A2", None, "a note beside the table"),
        formats={"A2": "000", "D2": "0%"},
    )
    one, two = load_class(path).students
    assert one == Student(
        "007", "Zoë Carr", Tier.CORE, Print.LARGE_18, 25, None, False, Place(str(path), 2, 2)
    )
    assert (two.id, two.extra_time, two.seat, two.place) == ("8", 25, Seat(1, 2), Place(str(path), 4, 2))


def test_a_workbook_names_line_and_column(tmp_path: Path) -> None:
    """A problem in a workbook is told by the number of its row and of its column."""
    path = workbook(
        tmp_path, ("id", "name", "tier"), (1, "Ann", "suport"), (2, None, True), (3, date(2020, 1, 2))
    )
    said = problems(path)
    assert [text.split(" ")[0] for text in said] == [
        "9B.xlsx:2:3:",
        "9B.xlsx:3:2:",
        "9B.xlsx:3:3:",
        "9B.xlsx:4:2:",
    ]


def test_a_workbook_whose_stated_size_is_wrong_is_read_to_its_end(tmp_path: Path) -> None:
    """A sheet that calls itself one cell large, as some systems write it, loses no student."""
    path = workbook(tmp_path, ("id", "name"), (1, "Ann"), (2, "Ben"))
    shrunk = tmp_path / "8C.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(shrunk, "w") as new:
        for item in old.namelist():
            new.writestr(item, old.read(item).replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:A1"'))
    assert names(load_class(shrunk)) == ["Ann", "Ben"]


# ---- mistakes ------------------------------------------------------------------------------------


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """One reading tells every mistake of a list, each at its line and column with what to do."""
    lines = (
        "id,name,tier,print,extra time",
        "1,Ann,suport,19,lots",
        "../../etc,Ben,,,101",
        "1,,core,A3 24,-1",
        ",Cy\u200bd,,dyslexja,",
        f"2,{'x' * 81},,,12.5",
        "3,Dee,,,,,more",
        '4,"Eve,,,',
        "5,Fl\ufffd,,,",
    )
    said = problems(saved(tmp_path, "\n".join(lines)))
    assert said == [
        "9B.csv:2:7: There is no tier “suport”. Did you mean support? "
        "Write support, core or challenge, or leave the cell empty for core.",
        "9B.csv:2:14: There is no print “19”. "
        "Write standard, 18, 24 (both on A4), 36 (on A3) or dyslexia, or leave the cell empty for standard.",
        "9B.csv:2:17: The extra time “lots” is not a percentage. "
        "Write a whole number from 0 to 100, for example 25, or leave the cell empty for none.",
        "9B.csv:3:1: The id “../../etc” cannot be used. "
        "Use 1 to 32 plain letters, digits, dots, dashes and underscores, a letter or digit first.",
        "9B.csv:3:17: The extra time “101” is not a percentage. "
        "Write a whole number from 0 to 100, for example 25, or leave the cell empty for none.",
        "9B.csv:4:1: The id “1” stands in line 2 too. Give every student an id of their own.",
        "9B.csv:4:3: The student has no name. Write the name as it should be printed.",
        "9B.csv:4:9: There is no print “A3 24”. "
        "Write standard, 18, 24 (both on A4), 36 (on A3) or dyslexia, or leave the cell empty for standard.",
        "9B.csv:4:15: The extra time “-1” is not a percentage. "
        "Write a whole number from 0 to 100, for example 25, or leave the cell empty for none.",
        "9B.csv:5:1: The student has no id. Give every student an id, for example 017.",
        "9B.csv:5:2: The name holds a character that cannot be seen (U+200B). "
        "Type the name again instead of pasting it.",
        "9B.csv:5:8: There is no print “dyslexja”. Did you mean dyslexia? "
        "Write standard, 18, 24 (both on A4), 36 (on A3) or dyslexia, or leave the cell empty for standard.",
        "9B.csv:6:3: The name is 81 characters long. Shorten it to 80 characters, so that it fits the cover.",
        "9B.csv:6:87: The extra time “12.5” is not a percentage. "
        "Write a whole number from 0 to 100, for example 25, or leave the cell empty for none.",
        "9B.csv:7:11: The line has more cells (7) than the header (5). "
        'Put quotation marks around a cell with a comma in it, such as “"Brontë, Anne"”.',
        "9B.csv:8:3: The cell begins with a quotation mark but does not end with one. "
        "Put quotation marks around the whole cell or around none of it, and double those inside it.",
        "9B.csv:9:3: A letter of the name was lost when the list was saved (\ufffd). "
        "Type the name again, or export the list as “CSV UTF-8”.",
    ]


@pytest.mark.parametrize("content", ["", " \n\r\n"])
@pytest.mark.parametrize("name", ["9B.csv", "9B.xlsx"])
def test_an_empty_file(tmp_path: Path, content: str, name: str) -> None:
    """An empty file is called that, and what a list needs is said."""
    (said,) = problems(saved(tmp_path, content, name))
    assert said.startswith(f"{name}: The class list is empty. Write a header and one student to a line.")


def test_a_header_without_students(tmp_path: Path) -> None:
    """A list that ends after its header has no students to print for."""
    assert problems(saved(tmp_path, "id,name\n")) == [
        "9B.csv:1:1: No students follow the header. Write one student to a line below it."
    ]


def test_missing_columns_do_not_hide_other_problems(tmp_path: Path) -> None:
    """A list with half of the names' columns has that told, and the bad tier too."""
    said = problems(saved(tmp_path, "surname,tier\nLee,gold\n"))
    assert [text.partition(" ")[2].partition(".")[0] for text in said] == [
        "Of the pupils’ names only the half under “surname” is known",
        "There is no tier “gold”",
    ]


def test_a_list_without_a_header(tmp_path: Path) -> None:
    """A list that begins with a student is told to have a header."""
    assert any(
        "“name”, or two “forename” and “surname”, right above the first pupil." in text
        for text in problems(saved(tmp_path, "1,Ann\n"))
    )


@pytest.mark.parametrize(("half", "other"), [("First name", "surname"), ("Surname", "forename")])
def test_half_of_the_names_is_no_list(tmp_path: Path, half: str, other: str) -> None:
    """Who has first names alone is told how to say that these are all."""
    (said,) = problems(saved(tmp_path, f"Tier,{half}\ncore,Sam\n"))
    assert said == (
        f"9B.csv:1:6: Of the pupils’ names only the half under “{half}” is known. "
        f"Head the other half “{other}”; if this is all there is, head it “name”."
    )


def test_a_title_taken_for_headings_is_not_asked_about(tmp_path: Path) -> None:
    """Where no heading is known, what stands below the first row says nothing of a column, as “Lp.” does not."""
    (said,) = problems(saved(tmp_path, "Szkoła nr 5,,\nLp.,Nazwisko,Imię\n1,Kowalski,Jan\n"))
    assert "No column holds the students’ names." in said


def test_two_columns_of_one_heading(tmp_path: Path) -> None:
    """Two columns of the same heading are not guessed between."""
    (said,) = problems(saved(tmp_path, "id,name,Tier,tier\n1,Ann,core,support\n"))
    assert said.startswith("9B.csv:1:14: Another column is headed “tier” too.")
    both = load_class(saved(tmp_path, "id,name,Tier,tier,Name\n1,Ann,,,Ann\n2,Ben,support,support,Ben\n"))
    assert [student.tier for student in both.students] == [Tier.CORE, Tier.SUPPORT]


def test_places_are_where_a_person_finds_the_cell(tmp_path: Path) -> None:
    """Neither the file's mark nor spaces before a cell nor a name over two lines shifts a place."""
    text = '\ufeffid,name,Tier,tier\n1, "Ann\nLee", gold,core\n2,Ben, gold,\n'
    said = [text.split(" ")[0] for text in problems(saved(tmp_path, text.encode()))]
    assert said == ["9B.csv:1:14:", "9B.csv:3:7:", "9B.csv:4:8:"]


def test_ids_that_differ_by_capitals_only(tmp_path: Path) -> None:
    """Ids a1 and A1 would be one file on many systems, so they are told apart now."""
    (said,) = problems(saved(tmp_path, "name,id\nAnn,a1\nBen,A1\n"))
    assert said.startswith("9B.csv:3:5: The id “A1” stands in line 2 too, as “a1”.")


@pytest.mark.parametrize(
    "id", ["CON", "nul", "com1", "Aux.x", ".", "..", "a/b", "a b", "é", "x" * 33, "-rf", "1\u200b"]
)
def test_ids_that_cannot_be_file_names(tmp_path: Path, id: str) -> None:
    """An id that would leave the folder, hide in it or read as an option is refused."""
    (said,) = problems(saved(tmp_path, f"id,name\n{id},Ann\n"))
    assert said.startswith("9B.csv:2:1: The id")


def test_a_name_twice_is_no_mistake(tmp_path: Path) -> None:
    """Two students may have one name."""
    assert names(load_class(saved(tmp_path, "id,name\n1,Ann Lee\n2,Ann Lee\n"))) == ["Ann Lee"] * 2


@pytest.mark.parametrize("character", ["\x07", "\x1c", "\u202e", "\ufeff", "\ue000"])
def test_characters_that_cannot_be_seen(tmp_path: Path, character: str) -> None:
    """A character without a shape, which no font could print, is named by its number."""
    (said,) = problems(saved(tmp_path, f"id,name,seat\n1,An{character}n,\n"))
    assert f"U+{ord(character):04X}" in said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("9B.csv", TWO.encode().replace(b"N", b"\0"), "9B.csv:3:1: The text is in an encoding that cannot"),
        ("9B.csv", b"\xff\xfei\x00d\x00x", "9B.csv:1:1: The text is in an encoding that cannot be read."),
        (
            "9B.csv",
            b"PK\x03\x04rest",
            "9B.csv: This is a workbook, although its name ends like that of a text",
        ),
        ("9B.xlsx", TWO.encode(), "9B.xlsx: This is not an Excel workbook that can be read"),
        ("9B.xlsx", b"PK\x03\x04rest", "9B.xlsx: This is not an Excel workbook that can be read"),
        ("9B.doc", TWO.encode(), "9B.doc: A class list is a CSV file or an Excel workbook"),
        (
            "9B.xls",
            b"\xd0\xcf\x11\xe0",
            "9B.xls: This is an old Excel workbook (.xls), and no class list. Open it",
        ),
        (
            "9B.xlsx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "9B.xlsx: This is a workbook with a password",
        ),
        ("9B.csv", b"%PDF-1.7\n\xe2\xe3", "9B.csv: This is a PDF, and no class list. Export the list"),
        ("9B.xlsx", b"\x89PNG\r\n\x1a\n", "9B.xlsx: This is a picture (PNG)"),
        ("9B.csv", b"\xff\xd8\xff\xe0", "9B.csv: This is a picture (JPEG)"),
        (
            "9B.xls",
            b"<HTML><table>",
            "9B.xls: This is a web page, and no class list. Open it in a spreadsheet",
        ),
    ],
)
def test_files_of_another_kind(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """What is no class list is told what it is, and what to save it as."""
    (only,) = problems(saved(tmp_path, content, name))
    assert only.startswith(said)


@pytest.mark.parametrize(
    ("found", "damage"),
    [
        (b'<row r="2"', b'<row r="99999999999999"'),  # more rows than anybody can wait for
        (b"<v>18</v>", b"<v>" + b"9" * 400 + b"</v>"),  # shown as a percentage: too large to reckon with
        (b"<v>18</v>", b"<v>x</v>"),
        (b' r="B2"', b' r="2"'),
    ],
)
def test_a_workbook_of_wrong_numbers(tmp_path: Path, found: bytes, damage: bytes) -> None:
    """Rows and numbers beyond all bounds are problems of the file, told at once."""
    path = workbook(tmp_path, ("id", "name", "extra time"), (1, "Ann", 18), formats={"C2": "0%"})
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "8C.xlsx", "w") as new:
        assert any(found in old.read(name) for name in old.namelist())
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(found, damage))
    assert problems(tmp_path / "8C.xlsx")


@pytest.mark.parametrize("damage", [b"", b"<broken", b"<other/>", None])
def test_a_workbook_of_wrong_parts(tmp_path: Path, damage: bytes | None) -> None:
    """A workbook of which any part is missing or is not what it should be is never a bug of ours."""
    path = workbook(tmp_path, ("id", "name"), (1, "Ann"))
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    refused = 0
    for broken in parts:
        with zipfile.ZipFile(tmp_path / "8C.xlsx", "w") as new:
            for name, content in parts.items():
                if name != broken or damage is not None:
                    new.writestr(name, content if name != broken or damage is None else damage)
        try:
            load_class(tmp_path / "8C.xlsx")
        except InvalidInput:
            refused += 1
    assert refused >= 3


def test_a_damaged_workbook(tmp_path: Path) -> None:
    """A workbook that was cut or overwritten anywhere is a problem of the file, never a bug of ours."""
    whole = workbook(tmp_path, ("id", "name"), (1, "Ann")).read_bytes()
    for at in range(0, len(whole), 97):
        for damaged in (whole[:at], whole[:at] + b"\0\0\0\0\0\0\0\0" + whole[at + 8 :]):
            with suppress(InvalidInput):
                load_class(saved(tmp_path, damaged, "9B.xlsx"))


@pytest.mark.parametrize("name", ["9B.csv", "9B.xlsx", "9B"])
@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
        ("word/document.xml", "", "a Word document (.docx)"),
        ("Index/Tables/DataList.iwa", "", "a Numbers or Pages document"),
        ("xl/workbook.bin", "", "a binary workbook (.xlsb)"),
    ],
)
def test_documents_that_are_zip_archives(
    tmp_path: Path, name: str, part: str, content: str, said: str
) -> None:
    """A document is told by its parts, whatever its name ends in, and no encoding is asked for."""
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr(part, content)
    (only,) = problems(tmp_path / name)
    assert only.startswith(f"{name}: This is {said}, and no class list.")
    assert "CSV" in only
    assert "--encoding" not in only


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / "9B.csv")
    (said,) = problems(tmp_path / "9B.csv")
    assert said.startswith("9B.csv: The class list cannot be opened (it is a pipe or a device).")


@pytest.mark.parametrize("name", ["missing.csv", "folder.csv"])
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    """A missing file and a folder are problems of the file's name."""
    (tmp_path / "folder.csv").mkdir()
    (said,) = problems(tmp_path / name)
    assert said.startswith(f"{name}: The class list cannot be opened (")


@given(
    st.lists(st.lists(st.text(st.sampled_from('ab ",;\t\n\ré')), min_size=1, max_size=4), min_size=1),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_cells_are_cut_as_the_standard_library_cuts_them(
    table: list[list[str]], quoting: Literal[0, 1]
) -> None:
    """Whatever the csv module writes reads back as it wrote it, each cell standing at its column."""
    text = StringIO()
    csv.writer(text, quoting=quoting).writerows([["id", "name"], *table])
    content = text.getvalue()
    read = read_csv("x.csv", content.encode(), CLASS_LIST)
    lines = content.split("\n")
    assert not read.problems
    assert [[cell.text for cell in row.cells] for row in read.rows[1:]] == [
        row for row in table if any(cell.strip() for cell in row)
    ]
    if not any("\r" in cell for row in table for cell in row) and quoting == csv.QUOTE_ALL:
        assert all(lines[row.line - 1][row.cells[0].column - 1] == '"' for row in read.rows)


# ---- the made-up class ---------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [str(seed) for seed in range(10)])
def test_a_made_up_class_has_everything_that_is_hard_to_print(seed: str) -> None:
    """A class of thirty has accents, an apostrophe, a long double name, all tiers, prints and extra time."""
    students = sample_class(30, seed, "9B").students
    everyone = names(ClassList("9B", students))
    assert any(
        "\N{COMBINING GRAVE ACCENT}" <= c <= "\u036f" for c in unicodedata.normalize("NFD", "".join(everyone))
    )
    assert any("'" in name for name in everyone)
    assert any("-" in name and len(name.split("-")[1]) >= 8 for name in everyone)
    assert len(set(everyone)) == 30
    assert Counter(s.tier for s in students) == {Tier.CORE: 16, Tier.SUPPORT: 8, Tier.CHALLENGE: 6}
    prints = Counter(s.print for s in students)
    assert prints == {Print.STANDARD: 27, Print.LARGE_18: 1, Print.LARGE_24: 1, Print.DYSLEXIA: 1}
    slow = [s for s in students if s.extra_time]
    assert [s.extra_time for s in slow] == [25, 25, 25]
    assert sum(s.print in (Print.LARGE_18, Print.LARGE_24) for s in slow) == 1
    assert [s.id for s in students] == [f"{n:03d}" for n in range(1, 31)]
    assert [str(s.seat) for s in students] == [f"{row}{place}" for row in "ABCDE" for place in range(1, 7)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 12, 19, 20, 35])
def test_a_made_up_class_of_any_size(count: int) -> None:
    """A class has as many students as asked for, and from twelve and twenty on its arrangements."""
    students = sample_class(count, "7", "9B").students
    assert len(students) == count
    assert len({s.tier for s in students}) == min(3, count) or count < 3
    assert sum(s.print in (Print.LARGE_18, Print.LARGE_24) for s in students) == (2 if count >= 12 else 0)
    assert sum(s.print == Print.DYSLEXIA for s in students) == (count >= 20)
    assert sum(s.extra_time == 25 for s in students) == (3 if count >= 12 else 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_made_up_students_are_nobody_in_particular(seed: str) -> None:
    """In a whole year group no two students share a name, and none has a famous person's."""
    everyone = names(sample_class(300, seed, "9"))
    assert len(set(everyone)) == 300
    many = names(sample_class(4000, seed, "9"))
    assert not FAMOUS.intersection(many)
    assert not UNFIT_SURNAMES.intersection(name.rpartition(" ")[2] for name in many)


def test_a_made_up_class_is_sorted_as_a_register() -> None:
    """Students stand in the order of their surnames, letters with marks beside those without."""
    last = [name.rpartition(" ")[2] for name in names(sample_class(3000, "1", "9B"))]
    plain = [
        unicodedata.normalize("NFKD", n).translate(str.maketrans("łŁıİ", "lLiI")).casefold() for n in last
    ]
    letters = ["".join(c for c in name if c.isalpha()) for name in plain]
    assert letters == sorted(letters)


@pytest.mark.slow
def test_a_made_up_class_is_the_same_in_another_process() -> None:
    """The same seed gives the same class wherever and whenever it is made; another seed another one."""
    code = (
        "import sys; from worksheetgen.class_list import sample_class, to_csv;"
        "sys.stdout.buffer.write(to_csv(sample_class(40, '7', 'x')).encode())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for hash_seed in ("1", "2")
    }
    assert runs == {to_csv(sample_class(40, "7", "x"))}
    assert to_csv(sample_class(40, "8", "x")) not in runs


def test_making_up_a_class_leaves_faker_alone() -> None:
    """Nobody else's Faker, nor Python's own random numbers, notice that a class was made up."""
    before = (random.getstate(), shared.getstate())
    sample_class(20, "7", "9B")
    assert (random.getstate(), shared.getstate()) == before


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_a_made_up_class_survives_its_file(tmp_path: Path, seed: str) -> None:
    """A class written as CSV reads back as it was, each name at the place that it was given."""
    made = sample_class(60, seed, "9B")
    path = saved(tmp_path, to_csv(made))
    read = load_class(path)
    assert replace(read, students=()) == ClassList("9B", ())
    assert [replace(s, place=replace(s.place, file="9B.csv")) for s in read.students] == list(made.students)


def test_made_up_names_can_be_printed() -> None:
    """The default font has every character of every name that a very large class is made of."""
    assert covered("FiraSans-Regular").issuperset("".join(names(sample_class(5000, "1", "x"))))


def test_rows_of_seats_go_on_after_z() -> None:
    """The seat after the last of row Z is the first of row AA."""
    students = sample_class(27 * 6, "1", "x").students
    assert tuple(str(students[at].seat) for at in (155, 156, 161)) == ("Z6", "AA1", "AA6")


def test_two_students_on_one_seat_are_told(tmp_path: Path) -> None:
    """A seat that is given twice is a slip; students without a seat are none."""
    path = tmp_path / "9B.csv"
    path.write_text("id,name,seat\n1,Ada,B3\n2,Bo,\n3,Cy,b3\n4,Di,\n", encoding="utf-8")
    (said,) = problems(path)
    assert said.startswith("9B.csv:4:6: The seat “")
    assert said.endswith("” stands in line 2 too. Give every student a seat of their own, or none.")


@pytest.mark.parametrize("head", ["id,name,row,place", "id,name,Row,Column", "id,name,row,desk"])
def test_a_seat_may_be_a_row_and_a_place(tmp_path: Path, head: str) -> None:
    """Two columns make a seat, in numbers or with a letter for the row; both empty is no seat."""
    path = saved(tmp_path, f"{head}\n1,Ada,2,3\n2,Bo,C,1\n3,Cy,,\n")
    assert [student.seat for student in load_class(path).students] == [Seat(2, 3), Seat(3, 1), None]


def test_a_seat_that_cannot_be_found_is_told(tmp_path: Path) -> None:
    """A place in words, and a row without a place, each with what to write."""
    said = [*problems(saved(tmp_path, "id,name,seat\n1,Ada,window\n"))]
    said += problems(saved(tmp_path, "id,name,row,place\n1,Ada,2,\n"))
    assert [line.partition(" ")[0] for line in said] == ["9B.csv:2:7:", "9B.csv:2:7:"]
    assert all(
        "cannot be found in a room. Write its row and its place, for example B3 or R2C3" in line
        for line in said
    )


def test_a_seating_plan_takes_the_place_of_the_lists_seats(tmp_path: Path) -> None:
    """Who is in the plan sits there, whoever is not has no seat; ids match in any letters."""
    listed = load_class(saved(tmp_path, "id,name,seat\na1,Ada,A1\nb2,Bo,A2\n"))
    plan = tmp_path / "room.csv"
    plan.write_text("seat,id\nC4,A1\n", encoding="utf-8")
    assert [student.seat for student in load_seating(plan, listed).students] == [Seat(3, 4), None]


def test_all_that_is_wrong_with_a_seating_plan_is_told_at_once(tmp_path: Path) -> None:
    """An unknown id, a seat given twice, an id given twice and no seat at all, each at its place."""
    listed = load_class(saved(tmp_path, "id,name\n1,Ada\n2,Bo\n3,Cy\n"))
    plan = tmp_path / "room.csv"
    plan.write_text("id,seat\n1,A1\n9,A2\n2,A1\n1,A3\n3,there\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        load_seating(plan, listed)
    said = [str(problem).replace(f"{tmp_path}/", "") for problem in raised.value.problems]
    assert [line.split(" ")[0] for line in said] == [
        "room.csv:3:1:",
        "room.csv:4:3:",
        "room.csv:5:1:",
        "room.csv:6:3:",
    ]
    plan.write_text("id,name\n1,Ada\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="one with their seats"):
        load_seating(plan, listed)
    plan.write_text("", encoding="utf-8")
    with pytest.raises(InvalidInput, match="The seating plan is empty"):
        load_seating(plan, listed)
    with pytest.raises(InvalidInput, match="The seating plan cannot be opened"):
        load_seating(tmp_path / "hall.csv", listed)


@pytest.mark.slow
@pytest.mark.parametrize("row", ['<row r="{}" ht="15"/>', '<row r="{}"><c r="A{}" s="1"/></row>'])
def test_a_million_empty_rows_below_a_list_are_nothing(tmp_path: Path, row: str) -> None:
    """Some systems format a whole sheet: the list ends where its pupils do."""
    path = workbook(tmp_path, ("id", "name"), ("001", "Ada Li"), ("002", "Bo Ek"))
    path.write_bytes(with_rows(path.read_bytes(), row, 4, LAST_ROW + 1))
    assert [one.name for one in load_class(path).students] == ["Ada Li", "Bo Ek"]


def test_a_cell_in_the_last_corner_of_a_list_is_nothing(tmp_path: Path) -> None:
    """Nor does it matter how large a sheet says that it is."""
    path = workbook(tmp_path, ("id", "name"), ("001", "Ada Li"))
    corner = '<row r="{}"><c r="XFD{}"><v>7</v></c></row>'
    path.write_bytes(with_rows(path.read_bytes(), corner, LAST_ROW, LAST_ROW + 1))
    assert [one.name for one in load_class(path).students] == ["Ada Li"]


def test_a_list_of_more_text_than_any_class_is_told(tmp_path: Path) -> None:
    """It is not cut into cells: that would take minutes."""
    (only,) = problems(saved(tmp_path, b"id,name\n" + bytes(LARGEST_TEXT)))
    assert (
        only
        == "9B.csv: The file has more than 10 MB of text: it is no class list. Check the file’s name and folder."
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name\n" + "Ann Lee\n" * MOST_ROWS, "9B.csv: There are more than 10,100 rows"),
        ("name" + ",x" * MOST_CELLS + "\n", "9B.csv: There are more than 250,000 cells"),
        (
            "id,name\n1," + "Ann " * LONGEST_CELL + "\n",
            "9B.csv:2:3: The cell has more than 32,767 characters",
        ),
        ('name,tier\n"Ann\nLee",' + "x" * (LONGEST_CELL + 1), "9B.csv:3:6: The cell has more"),
    ],
    ids=["rows", "cells", "letters", "second-line"],
)
def test_a_list_of_more_than_any_class_is_told(tmp_path: Path, content: str, told: str) -> None:
    """It is given up as soon as there is more, and nobody waits."""
    (only,) = problems(saved(tmp_path, content))
    assert only.startswith(told)


def test_a_workbook_of_more_pupils_than_any_school_is_told(tmp_path: Path) -> None:
    """By its sheet: others may hold the class."""
    (only,) = problems(workbook(tmp_path, ("name",), *[("Ann Lee",)] * MOST_ROWS))
    assert only.startswith("9B.xlsx, sheet Sheet: There are more than 10,100 rows with something in them")


def test_a_list_of_ten_thousand_pupils_is_none_too_many(tmp_path: Path) -> None:
    """With the line of its heads it has ten thousand and one rows."""
    rows = "".join(f"{number},Ann Lee\n" for number in range(10_000))
    (table,) = open_tables(saved(tmp_path, f"id,name\n{rows}"), CLASS_LIST).tables
    assert len(table.rows) == 10_001


@pytest.mark.parametrize("blank", ["\n", ",,\r\n", " , \n"])
def test_a_million_blank_lines_are_nothing(tmp_path: Path, blank: str) -> None:
    """Lines are counted all the same: what stands below them is found in an editor."""
    path = saved(tmp_path, "id,name,tier\n001,Ada Li,\n" + blank * 1_000_000 + "002,Bo Ek,\n")
    assert [one.place.line for one in load_class(path).students] == [2, 1_000_003]


def test_brackets_without_end_are_read_once(tmp_path: Path) -> None:
    """A cell of nothing else is no heading, and that is known after one look at each."""
    path = saved(tmp_path, "id,name,notes\n001,Ada Li," + "(" * LONGEST_CELL + "\n")
    assert [one.name for one in load_class(path).students] == ["Ada Li"]
