"""Every file of tests/class_lists, and workbooks as schools keep them: understood as a person would, or refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from worksheetgen.class_list import ClassReading, read_class
from worksheetgen.errors import InvalidInput, shown
from worksheetgen.model.students import Student

LISTS = Path(__file__).parent.parent / "class_lists"

UNDERSTOOD = {
    "arbor-students.csv": """9T
        10233 Tommy Walker core standard 25 > Word Processor
        10251 Linh Nguyen core standard 0
        10260 Inés de la Cruz core 24 0 > Separate room""",
    "bromcom-register.csv": """9C
        3301 Ayesha Begum support standard 0 A1
        3302 Jamie-Lee Cole challenge standard 0 A2
        3303 Hugo ffrench-Beytagh core standard 0 B1""",
    "class-in-two-forms.csv": """9 History 2
        Q8XB-PF Priya Shah core standard 0
        Q8XB-WR Priya Shah core standard 0
        QN7K Will Todd core standard 0""",
    "classcharts-pupils.csv": """9D
        551 Kacper Wiśniewski core standard 0
        552 Seren Llwyd-Owen core standard 25 > overlay (yellow)
        553 Zoë Adams core standard 0""",
    "french-pronote.csv": """3e B
        RK28 Marie Dupont Leroy core standard 33
        RZX0 Awa N'Diaye core standard 0
        SN9M Yann Le Goff core standard 0 > Ordinateur""",
    "german-name-vorname.csv": """9b
        AKKJ Lena Müller core standard 25
        Z02Z Jonas Weiß core standard 0
        KZGH Elif Özdemir core 18 0 > Vorleser""",
    "google-classroom-gradebook.csv": """class
        TZ00 Sofia Bianchi core standard 0
        F328 Tobi Oyelaran core standard 0
        G1PW Prachi Date core standard 0""",
    "hand-made-flags.csv": """hand-made-flags
        B4MH Ann Lee core standard 25 > Reader; Rest breaks: 10 min
        XH6N Ben Carr core 18 0 > Laptop
        DD73 Cy Ade core standard 0""",
    "names-no-font-writes.csv": """no-font-writes
        1 王芳 core standard 0
        2 محمد علي core standard 0
        3 Ann 🙂 Lee core standard 0
        4 Ελένη Παπά core standard 0""",
    "repeated-headings-and-footer.csv": """9K
        17 Ann Lee core standard 0
        18 Ben Carr core standard 0
        19 Cy Ade core standard 0""",
    "sims-three-title-rows.csv": """9G
        004117 Chidera Okonkwo core standard 0
        004093 Rhodri Price core 18 25 > reader
        004201 Ally D'Souza core standard 0 > Rest breaks""",
    "sims-upn-only.csv": """9B
        B1T1-QQ Millie Ashworth core standard 0
        B1T1-VK Millie Ashworth core standard 0
        BMF0 Yusuf Idris core standard 0""",
    "spanish-nombre-apellidos.csv": """3º B
        A6G3 Lucía Fernández Peña core standard 0
        J6V6 Íñigo Goñi Ruiz core standard 25
        WJBB María José Núñez core standard 0""",
    "teams-german.tsv": """german
        ZN4C Anna Größ core standard 0
        YW3W Mehmet Yıldız core standard 0""",
    "teams-members.csv": """class
        Y0NN Aisha Rahman core standard 0
        DG4S Callum McAllister core standard 0""",
    "utf-16-excel-unicode-text.txt": """9F
        0042 Łukasz Żak core standard 0
        0043 Åsa Öberg core standard 0""",
    "welsh-dosbarth.csv": """9 Dewi
        AMP0 Siân Ap Gwilym support standard 25
        PEY1 Llŷr Ŵan challenge 18 0
        KBG3 Cerys Môn core standard 0""",
}
"""The class and a line for each pupil: id, name, tier, print, extra time, seat, and what is left for the teacher."""

REFUSED = {
    "damaged-names.csv": [
        "2:3: The name “£ukasz Nowak” has “£”",
        "3:3: The name “SiÃ¢n Müller” has “¢”",
        "4:3: The name “Zo? Adams” has “?”",
        "6:3: The name “JoÃ«lle Ã‰tienne” was damaged when the list was saved. Write “Joëlle Étienne” if",
    ],
    "hand-made-dates-for-seats.csv": [
        "4:11: The seat “03-Feb” is a date, which a spreadsheet made of 3-2 or 2-3. Write row and place as B3 or R2C3",
    ],
    "hand-made-info-column.csv": [
        "3:10: The column “Information for cover” is not used, but this reads like an access arrangement. Head",
    ],
    "hand-made-sentences.csv": [
        "9:9: “18pt only in maths” does not say for certain what is to be done. Write only what holds",
        "10:9: “extra time” does not say how much extra time. Write it as “25% extra time”",
        "11:8: “Enlarged to A3” does not say how large: on A3 there is 36 point, on A4 18 and 24 point. Write",
    ],
    "hand-made-slips-in-headings.csv": [
        "1:6: The column “teir” is not known. Did you mean “tier”? Head it “tier”",
        "1:11: The column “prnt” is not known. Did you mean “print”? Head it “print”",
        "1:16: The column “sat” is not known. Did you mean “seat”? Head it “seat”",
    ],
    "hand-made-surname-forename.csv": [
        "3:24: “yes” does not say which print. Write standard, 18, 24 (both on A4), 36 (on A3)",
    ],
    "hand-made-two-of-one-name.csv": [
        "4:1: “Ann LEE” stands in line 2 too as “Ann Lee”, and nothing tells the two apart. Add a column “id”",
    ],
    "mac-roman.csv": [
        "2:1: The list is not in UTF-8, and its letters could be read in several ways: "
        "“Siân Müller”, “Zoë Adams” as mac_roman; ",
    ],
    "semicolons-sep-line.csv": ["3:11: The extra time “12,5” is not a percentage. Write a whole number"],
    "unclosed-quotation-mark.csv": ["3:3: The cell begins with a quotation mark but does not end with one."],
    "windows-1250.csv": [
        "1:1: The list is not in UTF-8, and its letters could be read in several ways: "
        "“Imię”, “Łukasz Żak”, “Małgorzata Wójcik” as cp1250; ",
    ],
    "windows-1252.csv": [
        "2:1: The list is not in UTF-8, and its letters could be read in several ways: "
        "“Siân Müller”, “José Ibáñez” as cp1252; “Siân Müller”, “José Ibáńez” as cp1250; ",
    ],
}
"""How each problem begins, by its line and column."""


def told(reading: ClassReading) -> str:
    """The class as UNDERSTOOD has it."""
    left = {one.id: " > " + "; ".join(one.arrangements) for one in reading.left}

    def line(one: Student) -> str:
        seat = f" {one.seat}" if one.seat else ""
        return f"{one.id} {one.name} {one.tier} {one.print} {one.extra_time}{seat}{left.get(one.id, '')}"

    return "\n".join((reading.class_list.name, *map(line, reading.class_list.students)))


def refusals(path: Path, **asked: str) -> list[str]:
    """The problems of a file, without its name."""
    with pytest.raises(InvalidInput) as caught:
        read_class(path, **asked)
    return [str(problem).removeprefix(f"{shown(path)}:").strip() for problem in caught.value.problems]


def test_every_list_is_expected() -> None:
    """Each file has its expected reading here, and there are many."""
    assert UNDERSTOOD.keys() | REFUSED.keys() == {path.name for path in LISTS.iterdir()}
    assert len(UNDERSTOOD) + len(REFUSED) >= 25


@pytest.mark.parametrize("file", UNDERSTOOD)
def test_understood(file: str) -> None:
    """The list is read as a person reads it."""
    expected = "\n".join(line.strip() for line in UNDERSTOOD[file].splitlines())
    assert told(read_class(LISTS / file)) == expected


@pytest.mark.parametrize("file", REFUSED)
def test_refused(file: str) -> None:
    """The list is refused with every cell that is not certain, and what to write there."""
    said = refusals(LISTS / file)
    assert len(said) == len(REFUSED[file])
    for problem, beginning in zip(said, REFUSED[file], strict=True):
        assert problem.startswith(beginning)
        assert problem.endswith(".")


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp1250"])
def test_the_encoding_that_is_said(encoding: str) -> None:
    """With the encoding that the problem offers, the list is read."""
    file = {"cp1252": "windows-1252.csv", "mac_roman": "mac-roman.csv", "cp1250": "windows-1250.csv"}[
        encoding
    ]
    if encoding == "cp1250":  # its heading “Imię” is of a language that the vocabulary lacks
        assert all("not in UTF-8" not in one for one in told_or_refused(LISTS / file, encoding))
    else:
        assert read_class(LISTS / file, encoding=encoding).class_list.students[0].name == "Siân Müller"


def told_or_refused(path: Path, encoding: str) -> list[str]:
    """What is said of the file in that encoding."""
    try:
        return [told(read_class(path, encoding=encoding))]
    except InvalidInput as error:
        return [str(problem) for problem in error.problems]


def test_upns_addresses_and_birth_dates_are_not_kept() -> None:
    """Nothing that identifies a pupil elsewhere is in the reading, whether or not it told pupils apart."""
    for file in ("sims-upn-only.csv", "sims-three-title-rows.csv", "arbor-students.csv", "teams-members.csv"):
        kept = repr(read_class(LISTS / file))
        assert not any(secret in kept for secret in ("H8234", "2012", "2013", "school.example"))


def test_what_was_not_plain_is_said() -> None:
    """Turned and preferred names, rows left out, words read as tiers and twins are told in sentences."""

    def notes(file: str) -> str:
        return "\n".join(read_class(LISTS / file).notes)

    assert "Tommy Walker: printed with the preferred name, not the legal one." in notes("arbor-students.csv")
    assert "Inés de la Cruz: printed with the forename first." in notes("arbor-students.csv")
    assert "line 2 (“Date”), line 3 (“Points”), line 7 (“Class average”)" in notes(
        "google-classroom-gradebook.csv"
    )
    assert "by their role “Owner”: line 2 (“Mr D Hughes”), line 5 (“Ms P Shaw”)" in notes("teams-members.csv")
    assert "“Higher” was read as challenge (1 pupil)." in notes("bromcom-register.csv")
    assert "2 pupils are called Millie Ashworth: their ids are told apart by the column “UPN”." in notes(
        "sims-upn-only.csv"
    )
    assert "Nothing says what the class is called, so it is “class”" in notes("teams-members.csv")


def test_every_column_is_accounted_for() -> None:
    """The reading says of each column what it was used as."""
    uses = {one.heading: one.use for one in read_class(LISTS / "arbor-students.csv").columns}
    assert uses == {
        "Arbor Student ID": "id",
        "Student": "name",
        "Preferred Name": "preferred name",
        "Registration Form": "to name the class, and to tell pupils of one name apart",
        "Year Group": "not needed",
        "Date of Birth": "never printed or stored; it only tells two pupils of one name apart",
        "SEN Status": "read for access arrangements",
        "SEN Need": "read for access arrangements",
        "Exam Access Arrangements": "access arrangements",
        "Email": "never printed or stored; it only tells two pupils of one name apart",
    }


# ---- workbooks -----------------------------------------------------------------------------------

HEAD = ("Name", "Tier", "Seat")
PUPILS = (("Lee, Ann", "support", "A1"), ("Ben Carr", None, "A2"), ("Cy Ade", None, "A3"))
Row = tuple[str | int | float | date | None, ...]


def book(path: Path, change: Callable[[dict[str, Worksheet]], object], **sheets: tuple[Row, ...]) -> Path:
    """A workbook of these sheets, after a change to them."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    change({sheet.title: sheet for sheet in made.worksheets})
    made.save(path)
    return path


def names(reading: ClassReading) -> list[str]:
    """The pupils' names."""
    return [student.name for student in reading.class_list.students]


def test_the_class_on_the_second_sheet(tmp_path: Path) -> None:
    """A cover sheet without a list is passed over, and that is said."""
    cover: tuple[Row, ...] = (("History department",), ("Welcome",))
    path = book(tmp_path / "9B.xlsx", lambda _: None, Cover=cover, Pupils=(HEAD, *PUPILS))
    reading = read_class(path)
    assert names(reading) == ["Ann Lee", "Ben Carr", "Cy Ade"]
    assert "The sheet “Pupils” was read, and no other." in reading.notes


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    """Last year's class on a hidden first sheet is nobody's."""

    def hide(sheets: dict[str, Worksheet]) -> None:
        sheets["Old"].sheet_state = "hidden"

    path = book(tmp_path / "9B.xlsx", hide, Old=(HEAD, ("X Y", "core", None)), New=(HEAD, *PUPILS))
    assert names(read_class(path)) == ["Ann Lee", "Ben Carr", "Cy Ade"]


def test_two_classes_in_a_workbook_are_asked_about(tmp_path: Path) -> None:
    """Which of two sheets is meant is not guessed; the class's name says it."""
    sheets = {"9A": (HEAD, ("X Y", "core", None)), "9B": (HEAD, *PUPILS)}
    path = book(tmp_path / "year.xlsx", lambda _: None, **sheets)
    assert refusals(path) == [
        "Several sheets hold a class: “9A”, “9B”. Say which with --class-name, for example --class-name 9A, or hide "
        "the sheets that are not meant."
    ]
    assert names(read_class(path, class_name="9b")) == ["Ann Lee", "Ben Carr", "Cy Ade"]


def test_merged_cells_count_for_all_that_they_span(tmp_path: Path) -> None:
    """A merged tier is every row's, headings over headings are read, and a merged group heading is no pupil."""
    rows: tuple[Row, ...] = (
        ("Class list 9B",),
        ("Name", None, "Tier", "Seat"),
        ("Surname", "Forename"),
        ("Lee", "Ann", "support", "A1"),
        ("Carr", "Ben", None, "A2"),
        ("Ade", "Cy", None, "A3"),
        ("Group 2",),
        ("Fox", "Ed", "core", "B1"),
    )

    def merge(sheets: dict[str, Worksheet]) -> None:
        for cells in ("A1:D1", "A2:B2", "C2:C3", "D2:D3", "C4:C5", "A7:D7"):
            sheets["S"].merge_cells(cells)

    reading = read_class(book(tmp_path / "9B.xlsx", merge, S=rows))
    assert names(reading) == ["Ann Lee", "Ben Carr", "Cy Ade", "Ed Fox"]
    assert [student.tier.value for student in reading.class_list.students] == [
        "support",
        "support",
        "core",
        "core",
    ]
    assert "The merged cells C4:C5 give “support” to each of 2 rows." in reading.notes
    assert "Left out, as a cell across the table: line 7 (“Group 2”)." in reading.notes


def test_a_heading_merged_over_two_columns_of_names_is_asked_about(tmp_path: Path) -> None:
    """Which half of a name stands in which of two columns is not guessed."""

    def merge(sheets: dict[str, Worksheet]) -> None:
        sheets["S"].merge_cells("A1:B1")

    rows: tuple[Row, ...] = (("Name", None, "Tier"), ("Lee", "Ann", "support"), ("Carr", "Ben", None))
    (said,) = refusals(book(tmp_path / "9B.xlsx", merge, S=rows))
    assert said.startswith("1:2: The heading “Name” stands over several columns. Unmerge it")


def test_hidden_rows_and_columns_are_not_read(tmp_path: Path) -> None:
    """A filtered pupil gets no paper and a hidden tier is nobody's, as a person would read it; both are said."""

    def hide(sheets: dict[str, Worksheet]) -> None:
        sheets["S"].row_dimensions[3].hidden = True
        sheets["S"].column_dimensions["B"].hidden = True

    reading = read_class(book(tmp_path / "9B.xlsx", hide, S=(HEAD, *PUPILS)))
    assert names(reading) == ["Ann Lee", "Cy Ade"]
    assert {student.tier.value for student in reading.class_list.students} == {"core"}
    assert "Left out, as hidden in the spreadsheet: line 3 (“Ben Carr”)." in reading.notes
    assert reading.columns[1].use == "hidden in the spreadsheet, so not read"


def test_seats_that_a_spreadsheet_made_dates(tmp_path: Path) -> None:
    """What can only have been 1-1 or 1-13 is that seat; where day and month could change places it is asked."""
    rows: tuple[Row, ...] = (
        ("id", "Name", "Seat"),
        ("a", "Ann Lee", datetime(2026, 1, 1)),
        ("b", "Ben Carr", datetime(2013, 1, 1)),
        ("c", "Cy Ade", datetime(2026, 3, 3)),
    )

    def show(sheets: dict[str, Worksheet]) -> None:
        sheets["S"]["C2"].number_format = "d-mmm"
        sheets["S"]["C3"].number_format = "mmm-yy"

    reading = read_class(book(tmp_path / "9B.xlsx", show, S=rows))
    assert [str(student.seat) for student in reading.class_list.students] == ["A1", "A13", "C3"]
    (said,) = refusals(
        book(tmp_path / "8C.xlsx", lambda _: None, S=(rows[0], ("d", "Di Eze", datetime(2026, 2, 3))))
    )
    assert said.startswith(
        "2:3: The seat “2026-02-03” is a date, which a spreadsheet made of 3-2 or 2-3. Write row"
    )


def packed(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """A workbook of one pupil whose sheet's XML is changed."""
    plain = book(path.with_name("plain.xlsx"), lambda _: None, S=(("Name", "Tier"), ("Ann Lee", "core")))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            content = old.read(item)
            new.writestr(item, change(content) if item.startswith("xl/worksheets/sheet") else content)
    return path


END = b"</sheetData>"


@pytest.mark.parametrize(
    "more",
    [
        b"".join(b'<row r="%d" s="1"><c r="A%d"/></row>' % (row, row) for row in range(3, 100_000)) + END,
        END + b'<mergeCells><mergeCell ref="B2:XFD1048576"/></mergeCells>',
    ],
    ids=["formatted-rows", "everything-merged"],
)
def test_large_empty_workbooks_are_read(tmp_path: Path, more: bytes) -> None:
    """Rows and merged cells without end, in which nothing stands, take neither time nor memory."""
    path = packed(tmp_path / "9B.xlsx", lambda sheet: sheet.replace(END, more))
    assert names(read_class(path)) == ["Ann Lee"]
    assert len(read_class(path).columns) == 2


@pytest.mark.parametrize(
    "more",
    [
        b'<row r="3">' + b'<c r="A3"><v>1</v></c>' * 500_000 + b"</row>" + END,
        END + b"<mergeCells>" + b'<mergeCell ref="B2:B3"/>' * 3000 + b"</mergeCells>",
    ],
    ids=["one-row", "merged"],
)
def test_bombs_are_refused(tmp_path: Path, more: bytes) -> None:
    """A small file that unpacks to more than any class list is refused before it is read."""
    path = packed(tmp_path / "9B.xlsx", lambda sheet: sheet.replace(END, more))
    assert refusals(path) == [
        "The workbook unpacks to more than any class list holds. Copy the rows and columns of the list into a new "
        "workbook, or save the sheet as CSV."
    ]
