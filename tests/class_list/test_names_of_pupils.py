"""Names in one column or two, surname first or last, legal and preferred, and rows that are no pupils."""

from __future__ import annotations

from pathlib import Path

import pytest

from worksheetgen.class_list import ClassReading, read_class
from worksheetgen.class_list.class_name import without_noise
from worksheetgen.errors import InvalidInput


def read(folder: Path, text: str, name: str = "9B.csv", **asked: str) -> ClassReading:
    """The reading of a list of that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_class(path, **asked)


@pytest.mark.parametrize(
    ("heading", "row", "name"),
    [
        ("Name", '"Brontë, Emily Jane"', "Emily Jane Brontë"),
        ("Name", '"Ann Lee, Jr."', "Ann Lee, Jr."),
        ("Surname;Forename", "Lee;Ann", "Ann Lee"),
        ("Surname;Forename;Preferred Surname", "Lee;Ann;Lee-Ito", "Ann Lee-Ito"),
        ("Legal Surname;Legal Forename;Known as", "Lee;Roberta;Bobbie", "Bobbie Lee"),
        ("Student;Preferred name", '"Lee, Roberta";Bobbie Lee', "Bobbie Lee"),
        ("Student;Preferred name", '"Lee, Roberta";Bobbie', "Bobbie Lee"),
        ("Student;Preferred name", "Roberta Lee;Bobbie", "Bobbie Lee"),
        ("Student;Preferred name", "Roberta Lee;", "Roberta Lee"),
        ("Name;Vorname", "Weiß;Jonas", "Jonas Weiß"),
        ("Name;Rufname;Vorname", "Weiß;Joni;Jonas", "Joni Weiß"),
        ("Nombre;Apellidos", "Lucía;Goñi Ruiz", "Lucía Goñi Ruiz"),
        ("Name;Forename", "Ann Lee;Ann", "Ann Lee"),
        ("Nom et prénom", "LE GOFF Yann", "Yann Le Goff"),
        ("NOM Prénom", "MARTIN-DURAND Léa", "Léa Martin-Durand"),
        ("Élève", "DUPONT Jean", "Jean Dupont"),
        ("Élève", "d’ARC Jeanne", "d’ARC Jeanne"),
        ("Name", "McKAY Ann", "Ann McKay"),
        ("Name", "O’BRIEN Mary Jane", "Mary Jane O’Brien"),
        ("Name", "AJ Lee", "AJ Lee"),
        ("Name", "ANN LEE", "ANN LEE"),
        ("Name", "Ann LEE", "Ann LEE"),
        ("Schüler", "WEIß Jonas", "Jonas Weiß"),
        ("Nombre;Primer apellido;Segundo apellido", "Lucía;Goñi;Ruiz", "Lucía Goñi Ruiz"),
        ("Primer apellido;Segundo apellido;Nombre", "Goñi;;Lucía", "Lucía Goñi"),
        ("Surname Forename", "Lee Ann", "Ann Lee"),
        ("Surname Forename", "van der Berg Jan", "van der Berg Jan"),
        ("FullName", "Ann Lee", "Ann Lee"),
        ("Enw Cyntaf;Cyfenw", "Siân;Ap Rhys", "Siân Ap Rhys"),
    ],
)
def test_names_are_printed_with_the_forename_first(tmp_path: Path, heading: str, row: str, name: str) -> None:
    """However a list has them, and preferred names before legal ones."""
    (student,) = read(tmp_path, f"{heading}\n{row}\n").class_list.students
    assert student.name == name


def test_surnames_in_capitals_are_told(tmp_path: Path) -> None:
    """Where most names begin with a surname in capitals, these are turned, which is said; other lines stay."""
    reading = read(
        tmp_path,
        "Name\nSMITH Ann\nLE GALL Bo\nDIAZ Di\nCy Fox\nTotal: 3\n\nSeat plan on wall\nPrinted 12/11/2026\n",
    )
    assert [student.name for student in reading.class_list.students] == [
        "Ann Smith",
        "Bo Le Gall",
        "Di Diaz",
        "Cy Fox",
    ]
    assert "Ann Smith, Bo Le Gall, Di Diaz: printed with the forename first." in reading.notes
    mixed = read(tmp_path, "Name\nSMITH Ann\nBob RAY\nCY Fox\n")
    assert [student.name for student in mixed.class_list.students] == ["SMITH Ann", "Bob RAY", "CY Fox"]


@pytest.mark.parametrize(
    "row",
    [
        "Total: 28,",
        "28 pupils,",
        "Page 1 of 2,",
        "Printed on 23/11/2026,",
        "Date,2026-11-02",
        "Points,20",
        "Average,12",
        "Name,Marks",
        "Mr J Smith,",
        "Teacher: Mr Smith,",
        "Year 9,",
        "Boys,",
    ],
)
def test_rows_that_are_no_pupils(tmp_path: Path, row: str) -> None:
    """Totals, dates, titles and grown-ups are left out, and are named with their line."""
    reading = read(tmp_path, f"Name,Marks\nAnn Lee,3\n{row}\nMax,5\nPrachi Date,4\n")
    assert [student.name for student in reading.class_list.students] == ["Ann Lee", "Max", "Prachi Date"]
    assert any(note.startswith("Left out, as ") and "line 3 (“" in note for note in reading.notes)


@pytest.mark.parametrize("header", ["name,tier,notes", "name"])
@pytest.mark.parametrize(
    "line", ["Cover work in room 3", "Seat plan on wall", "Printed 12/11/2026 by J Smith", "Total: 2"]
)
def test_lines_below_the_list_are_no_pupils(tmp_path: Path, header: str, line: str) -> None:
    """After a blank line, a line with little in it is left out and told, with those that follow it."""
    pupils = "Ann Lee,core,\nBob Ray,core,\n" if "," in header else "Ann Lee\nBob Ray\n"
    reading = read(tmp_path, f"{header}\n{pupils}\n{line}\nKey: 1\nset work until 9:30\n")
    assert [student.name for student in reading.class_list.students] == ["Ann Lee", "Bob Ray"]
    told = [note for note in reading.notes if note.startswith("Left out")]
    assert any(f"line 5 (“{line}”)" in note for note in told)
    assert any("line 7 (“set work until 9:30”)" in note for note in told)


@pytest.mark.parametrize(
    "text",
    [
        "name,tier,notes\nAnn Lee,core,\n\nBob Ray,,\nCy Fox,core,\n",
        "name,tier,notes\nAnn Lee,,\n\nBob Ray,,\nCy Fox,,\n",
        "surname,forename,tier,print,seat,notes\nLee,Ann,core,18,A1,reader\nFox,Cy,core,18,A2,reader\n\nRay,Bob,,,,\n",
        "id,name,tier,print,seat,notes\n1,Ann Lee,core,18,A1,reader\n2,Cy Fox,core,18,A2,reader\n\n3,Bob Ray,,,,\n",
        'name,notes\n"Ann\nLee",reader\nCy Fox,"a\nreader"\nBob Ray,\n',
    ],
)
def test_pupils_after_a_blank_line(tmp_path: Path, text: str) -> None:
    """Groups parted by blank lines, and pupils with an id or both halves of a name, are not taken for notes."""
    names = {student.name for student in read(tmp_path, text).class_list.students}
    assert names == {"Ann Lee", "Bob Ray", "Cy Fox"}


@pytest.mark.parametrize(
    "name", ["Zo?", "£ukasz", "SiÃ¢n", "MÃ¼ller", "Jos© Ruiz", "GroÃŸ", "#N/A", "Si√¢n", "¿aneta"]
)
def test_damaged_names(tmp_path: Path, name: str) -> None:
    """A sign where a letter should be is noticed."""
    with pytest.raises(InvalidInput):
        read(tmp_path, f"name\n{name}\n")


@pytest.mark.parametrize(
    "name",
    [
        "João",
        "Ñž Aa",
        "O’Hara",
        "Robert “Bob” Lee",
        "Núria Col·lell",
        "Mª Carmen",
        "D´Souza",
        "Ann (Annie) Lee",
    ],
)
def test_names_that_are_sound(tmp_path: Path, name: str) -> None:
    """Letters of every language, apostrophes, nicknames and brackets are no damage."""
    assert read(tmp_path, f"name\n{name}\n").class_list.students[0].name == name


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("StudentExport_2026-11-23 (3)", ""),
        ("9B", "9B"),
        ("9B (2)", "9B"),
        ("9B Class List", "9B"),
        ("Copy of 9B class list v2", "9B v2"),
        ("9x_Hi2 students 2026-27", "9x Hi2"),
        ("Year 9 History", "Year 9 History"),
        ("report", ""),
        ("google-classroom-9B", "9B"),
        ("20261123_ClassList_9B", "9B"),
        ("Klassenliste 9b", "9b"),
        ("export(1)", ""),
        ("9B & 9C", "9B & 9C"),
        ("9B & 9C - Export", "9B & 9C"),
    ],
)
def test_a_downloads_name_is_cleaned(file: str, name: str) -> None:
    """What programs put into a file's name is no class's name."""
    assert without_noise(file) == name


def test_where_the_classs_name_comes_from(tmp_path: Path) -> None:
    """What was asked for, a column in which all have one, a title, the file's name: in this order."""
    asked = read(tmp_path, "name,class\nAnn,9A\n", class_name="9Z")
    column = read(tmp_path, "Group: 9T\nname,class\nAnn,9A\nBen,9A\n")
    title = read(tmp_path, "Group: 9T\nname,class\nAnn,9A\nBen,9C\n")
    file = read(tmp_path, "name,class\nAnn,9A\nBen,9C\n")
    nothing = read(tmp_path, "name\nAnn\n", "export.csv")
    names = [reading.class_list.name for reading in (asked, column, title, file, nothing)]
    assert names == ["9Z", "9A", "9T", "9B", "class"]
    assert "The class is called “9T”, from the title above the headings." in title.notes
    with pytest.raises(InvalidInput, match="31 characters long"):
        read(tmp_path, "name\nAnn\n", class_name="x" * 31)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Class List for 10A/Hi1", "10A/Hi1"),
        ("Class: 9B", "9B"),
        ("Class 9C", "9C"),
        ("Registration group 9C", "9C"),
        ("Seating plan: class 9C (autumn)", "9C"),
        ("Classe : 3eB", "3eB"),
        ("Liste de la classe 3eB", "3eB"),
        ("Klasse 9b", "9b"),
        ("Klassenliste der Klasse 9b", "9b"),
        ("Class list 2026/27", "9X"),
        ("Class list 3rd November", "9X"),
        ("Class list 12-Nov-2026", "9X"),
        ("Class list for Mr Smith", "9X"),
        ("Brook School", "9X"),
    ],
)
def test_a_title_above_the_headings_names_the_class(tmp_path: Path, title: str, name: str) -> None:
    """A title that has a class's name gives it, which is said; a date or a teacher's name does not."""
    reading = read(tmp_path, f"{title}\nname,tier\nAnn Lee,core\n", "9X.csv")
    assert reading.class_list.name == name
    said = f"The class is called “{name}”, from the title above the headings."
    assert (said in reading.notes) == (name != "9X")


@pytest.mark.parametrize(
    ("said", "name"),
    [("Year 10 History GCSE (Edexcel), set one", "Year 10 History GCSE"), ("x" * 31, "x" * 30)],
)
def test_a_long_class_is_shortened(tmp_path: Path, said: str, name: str) -> None:
    """A class's name in the list that is too long for a page does not refuse the list, and what was done is told."""
    reading = read(tmp_path, f'name,Class\nAnn Lee,"{said}"\n')
    assert reading.class_list.name == name
    source = "the column “Class” (shortened; --class-name gives another)"
    assert f"The class is called “{name}”, from {source}." in reading.notes
