"""A class as the commands take it: checked as far as printing goes, and what no font can write stands aside."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.commands import worksheetgen
from tests.tiny_bank import write_bank
from worksheetgen.errors import InvalidInput
from worksheetgen.run.classes import open_class
from worksheetgen.run.names import name_on_paper
from worksheetgen.typesetting import lacking_characters

pytestmark = pytest.mark.slow

UNWRITTEN = "山田太郎"
CLASS = f"id,name,seat\n001,Ann Lee,A1\n002,{UNWRITTEN},A2\n003,محمد علي,A3\n004,Ben 🙂 Lee,A4\n005,Łucja Ŵan,B1\n"


def text_of(path: Path, page: int = 0) -> str:
    """The words on a page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    text: str = document[page].get_textpage().get_text_range()
    document.close()
    return text


def test_a_name_that_no_font_writes_stops_no_class(tmp_path: Path) -> None:
    """Check and exam say the same of it; the paper has an empty line, keys and plan the id, the records the name."""
    write_bank(tmp_path)
    (tmp_path / "9B.csv").write_text(CLASS, encoding="utf-8")
    checked = worksheetgen("class", "check", "9B.csv", cwd=tmp_path)
    ran = worksheetgen("exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "run", cwd=tmp_path)
    assert (checked.code, ran.code) == (0, 0), checked.err + ran.err
    told = [line for line in checked.out.splitlines() if "cannot be printed" in line]
    assert [line.split(" ")[0] for line in told] == [f"“{UNWRITTEN}”", "“محمد", "“Ben"]
    assert ran.err.splitlines() == [f"Class list: {line}" for line in told]
    assert checked.out.splitlines()[-1].endswith("Nothing is wrong: the class can be printed.")
    first, second = (text_of(tmp_path / "run/papers" / f"{id}.pdf") for id in ("001", "002"))
    assert "Name Ann Lee" in " ".join(first.split())
    assert "Name Class 9B Paper 002" in " ".join(second.split())
    assert "Paper 002 see class list" in " ".join(text_of(tmp_path / "run/answer-keys.pdf").split())
    assert text_of(tmp_path / "run/seating.pdf").count("002") == 2
    manifest = json.loads((tmp_path / "run/manifest.json").read_text(encoding="utf-8"))
    assert manifest["students"][1]["name"] == UNWRITTEN
    book = openpyxl.load_workbook(tmp_path / "run/markbook.xlsx", read_only=True)
    assert UNWRITTEN in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    book.close()
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    "name", ["Ann Lee", "Łucja Żółć", "Siân Ŵan", "Ἀθηνᾶ", "Ольга", "Nguyễn Thị Hà", "Ağca İpek"]
)
def test_names_that_are_written(name: str) -> None:
    """Latin with every accent, Greek and Cyrillic can be printed in every theme."""
    assert name_on_paper(name) == name
    assert not lacking_characters(name)


def test_a_class_whose_name_no_font_writes_is_asked_for_another(tmp_path: Path) -> None:
    """The class's name stands on every page: what cannot be printed is a problem, with what to type."""
    path = tmp_path / "list.csv"
    path.write_text("name,class\nAnn Lee,三年二班\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="No font can write “") as caught:
        open_class(path)
    assert "--class-name" in caught.value.problems[0].remedy
    assert open_class(path, class_name="9B").class_list.name == "9B"


def test_seats_of_a_plan_by_names(tmp_path: Path) -> None:
    """A list without ids is seated by a plan with names, however they are written; two of one name by their ids."""
    path, plan = tmp_path / "9B.csv", tmp_path / "room.csv"
    path.write_text("name,form\nAnn Lee,9A\nBen Carr,9A\nBEN CARR,9C\n", encoding="utf-8")
    plan.write_text('Student,Seat\n"LEE, Ann",B3\n', encoding="utf-8")
    seated = open_class(path, seating=plan).class_list.students
    assert [str(student.seat or "") for student in seated] == ["B3", "", ""]
    plan.write_text("Student,Seat\nBen Carr,B3\nCy Ade,B4\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        open_class(path, seating=plan)
    assert [problem.what for problem in caught.value.problems] == [
        "The class list has 2 students “Ben Carr”.",
        "The class list has no student “Cy Ade”.",
    ]
    plan.write_text(f"id,seat\n{seated[2].id},C1\n", encoding="utf-8")
    assert str(open_class(path, seating=plan).class_list.students[2].seat) == "C1"


def test_class_check_shows_how_the_list_was_read(tmp_path: Path) -> None:
    """Every column with its use, what is left for the teacher, one student in the singular; JSON has the same."""
    (tmp_path / "export (3).csv").write_text(
        'Surname,Forename,DOB,Access arrangements\nLee,Ann,1/2/2012,"25% extra time, reader"\n',
        encoding="utf-8",
    )
    ran = worksheetgen("class", "check", "export (3).csv", "--class-name", "9B", cwd=tmp_path)
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert ran.code == 0, ran.err
    assert "DOB never printed or stored; it only tells two pupils of one name apart" in lines
    assert "B4MH Ann Lee: reader" in lines
    assert lines[-1] == "9B: 1 student (1 core). Nothing is wrong: the class can be printed."
    assert "2012" not in ran.out
    data = json.loads(worksheetgen("class", "check", "export (3).csv", "--json", cwd=tmp_path).out)
    assert data["class"] == "class"
    assert data["students"] == [
        {
            "id": "B4MH",
            "name": "Ann Lee",
            "tier": "core",
            "print": "standard",
            "extra time": "25%",
            "seat": "",
        }
    ]
    assert data["for you to arrange"] == [{"id": "B4MH", "name": "Ann Lee", "arrangements": ["reader"]}]


def test_what_no_printer_can_do_is_left_to_the_teacher(tmp_path: Path) -> None:
    """Whoever prints is told of each pupil whose arrangements are more than a paper."""
    write_bank(tmp_path)
    (tmp_path / "9B.csv").write_text("id,name,access arrangements\n001,Ann Lee,25% extra time / reader\n")
    ran = worksheetgen("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "For you to arrange:\n  001 Ann Lee: reader\n" in ran.err


def test_the_encoding_is_asked_for_and_taken(tmp_path: Path) -> None:
    """Without --encoding the names are shown in several readings, with exit code 3; with it the list is read."""
    (tmp_path / "9B.csv").write_bytes("name\nSiân Müller\nBen Carr\n".encode("cp1252"))
    asked = worksheetgen("class", "check", "9B.csv", cwd=tmp_path)
    assert asked.code == 3
    assert "“Siân Müller” as cp1252" in asked.err
    assert worksheetgen("class", "check", "9B.csv", "--encoding", "cp1252", cwd=tmp_path).code == 0
    unknown = worksheetgen("class", "check", "9B.csv", "--encoding", "ansi-ish", cwd=tmp_path)
    assert unknown.code == 3
    assert unknown.err.startswith("--encoding: There is no text encoding “ansi-ish”.")


def test_a_group_with_a_slash_has_one_folder(tmp_path: Path) -> None:
    """A teaching group such as 9x/Hi2 is printed under its name, into one folder."""
    write_bank(tmp_path)
    (tmp_path / "list.csv").write_text("name,group\nAnn Lee,9x/Hi2\n", encoding="utf-8")
    ran = worksheetgen("exam", "test", "--bank", "bank", "--class", "list.csv", cwd=tmp_path)
    assert ran.code == 0, ran.err
    (folder,) = (tmp_path / "output").iterdir()
    assert folder.name == "test-9x-Hi2"
    assert (folder / "manifest.json").is_file()
