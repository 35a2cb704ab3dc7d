"""`feedback` prints what the marks of a run say, beside the run, and loses nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.markbook.books import typed
from tests.markbook.recalculated import cells_of
from tests.tiny_bank import write_bank, write_class
from worksheetgen.marks_record import MarkKey

pytestmark = pytest.mark.slow

CLASS = "id,name,print\n001,Ann Lee,\n002,Bo Ray,18\n003,Cy Orr,36\n004,Di Fox,\n"
OUT = ("--output", "out/run", "--bank", "bank", "--seed", "s")
RECORD = "out/marks/run/marks.csv"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank, a class and a run of it, to be copied."""
    desk = tmp_path_factory.mktemp("printed")
    write_bank(desk)
    write_class(desk, CLASS)
    ran = worksheetgen("exam", "test", "--class", "9B.csv", *OUT, cwd=desk)
    assert ran.code == 0, ran.err
    return desk


@pytest.fixture
def desk(printed: Path, tmp_path: Path) -> Path:
    """A folder with the bank, the class and the run."""
    return shutil.copytree(printed, tmp_path / "desk")


def feedback(desk: Path, *more: str) -> Ran:
    """Print the feedback on the run."""
    return worksheetgen("feedback", "out/run", "--bank", "bank", *more, cwd=desk)


def type_marks(desk: Path, marks: dict[MarkKey, object]) -> None:
    """Type marks into the sheet of marks."""
    book = desk / "out/run/markbook.xlsx"
    cells = cells_of(book.read_bytes())
    book.write_bytes(typed(book.read_bytes(), {cells[key][0]: value for key, value in marks.items()}))


def papers(desk: Path) -> dict[str, dict[str, int]]:
    """The questions of each paper of the class, with the most marks that can be had."""
    manifest = json.loads((desk / "out/run/manifest.json").read_text(encoding="utf-8"))
    return {
        student["id"]: {question["id"]: question["marks"] for question in student["questions"]}
        for student in manifest["students"]
        if not student["spare"]
    }


def marked(desk: Path, lost: int = 1) -> None:
    """Give 001 and 003 all marks but `lost` of each question, 002 none; 004 is not marked."""
    asked = papers(desk)
    marks: dict[MarkKey, object] = {
        (id, question): max(0, most - lost) for id in ("001", "003") for question, most in asked[id].items()
    }
    type_marks(desk, marks | {("002", question): 0 for question in asked["002"]})


def text_of(path: Path) -> str:
    """The words of a PDF on one line."""
    pages = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_slips_tell_the_marks_that_were_typed(desk: Path) -> None:
    """What stands in the markbook is taken first; each slip has its own pupil's total, and the report the average."""
    marked(desk)
    ran = feedback(desk)
    assert (ran.code, "marks taken from out/run/markbook.xlsx" in ran.err) == (0, True), ran.err
    asked = papers(desk)
    total = sum(asked["001"].values())
    got = total - sum(1 for most in asked["001"].values() if most)
    slips = desk / "out/feedback/run/slips"
    assert sorted(path.name for path in slips.iterdir()) == ["001.pdf", "002.pdf", "003.pdf"]
    assert f"Marks {got} of {total}" in text_of(slips / "001.pdf")
    assert f"Marks 0 of {total}" in text_of(slips / "002.pdf")
    report = text_of(desk / "out/feedback/run/class-report.pdf")
    assert f"{round(2 * got / 3, 1):g} of {total}" in report
    assert "Not marked yet: Di Fox." in report
    assert "Not marked yet, so without a slip: 004 Di Fox." in ran.out


def test_a_slip_is_of_one_pupil(desk: Path) -> None:
    """No other name is on it, nor the key of the question to practise, which is not on the paper; the set has all."""
    marked(desk)
    assert feedback(desk).code == 0
    folder = desk / "out/feedback/run"
    names = {"001": "Ann Lee", "002": "Bo Ray", "003": "Cy Orr"}
    for id, name in names.items():
        said = text_of(folder / f"slips/{id}.pdf")
        assert name in said
        assert not any(other in said for other in names.values() if other != name)
        assert "TEACHERNOTE" not in said
    assert [one in text_of(folder / "slips.pdf") for one in names.values()] == [True, True, False]
    assert "Cy Orr" in text_of(folder / "slips-A3.pdf")  # in 36 pt, as this pupil's paper


def test_feedback_is_printed_again_from_other_marks(desk: Path) -> None:
    """Slips change with the marks; who has none any more has no slip; a file of the teacher's own stays."""
    marked(desk)
    assert feedback(desk).code == 0
    folder = desk / "out/feedback/run"
    (folder / "notes.txt").write_text("mine")
    first = files_of(folder)
    assert feedback(desk).code == 0
    assert files_of(folder) == first
    type_marks(
        desk, {("001", "essay-01"): 0} | {("002", question): "absent" for question in papers(desk)["002"]}
    )
    ran = feedback(desk)
    assert "Absent, so without a slip: 002 Bo Ray." in ran.out
    again = files_of(folder)
    assert "slips/002.pdf" not in again
    assert again["notes.txt"] == b"mine"
    assert again["slips/001.pdf"] != first["slips/001.pdf"]
    assert again["slips/003.pdf"] == first["slips/003.pdf"]


def test_a_slip_that_was_written_into_is_never_replaced(desk: Path) -> None:
    """It is named, and nothing is printed until it is moved away."""
    marked(desk)
    assert feedback(desk).code == 0
    mine = desk / "out/feedback/run/slips/001.pdf"
    mine.write_bytes(mine.read_bytes() + b"% a remark")
    before = files_of(desk / "out/feedback")
    ran = feedback(desk)
    assert (ran.code, "slips/001.pdf: This file is not as it was printed." in ran.err) == (6, True)
    assert files_of(desk / "out/feedback") == before


def test_feedback_outlives_the_run(desk: Path) -> None:
    """Neither `verify` nor another printing minds it; no run goes where feedback lies."""
    marked(desk)
    assert feedback(desk).code == 0
    before = files_of(desk / "out/feedback")
    assert worksheetgen("verify", "out/run", "--bank", "bank", cwd=desk).code == 0
    assert worksheetgen("exam", "test", "--class", "9B.csv", *OUT, "--force", cwd=desk).code == 0
    assert files_of(desk / "out/feedback") == before
    ran = worksheetgen("exam", "test", "--bank", "bank", "--output", "out/feedback", cwd=desk)
    assert (ran.code, "holds the feedback of the runs beside it" in ran.err) == (6, True)


def test_without_marks_there_is_nothing_to_tell(desk: Path) -> None:
    """The markbook is named, and nothing is written."""
    ran = feedback(desk)
    assert (ran.code, ran.out) == (3, "")
    assert "This run has no marks yet. Type them into out/run/markbook.xlsx" in ran.err
    assert not (desk / "out/feedback").exists()


@pytest.mark.parametrize("cell", ["7 of 8", 99])
def test_what_is_no_mark_is_named_and_nothing_is_printed(desk: Path, cell: object) -> None:
    """A slip must not leave out what a teacher typed."""
    marked(desk)
    type_marks(desk, {("001", "essay-01"): cell})
    ran = feedback(desk)
    assert (ran.code, "markbook.xlsx" in ran.err) == (6, True)
    assert not (desk / "out/feedback").exists()


def test_a_mark_without_a_place_is_named(desk: Path) -> None:
    """A row of the record for a question that the paper does not have stops the slips, as it would be missing there."""
    marked(desk)
    assert feedback(desk).code == 0
    run = json.loads((desk / "out/run/manifest.json").read_text(encoding="utf-8"))["run"]
    with (desk / RECORD).open("a", encoding="utf-8") as record:
        record.write(f"{run},001,gone-01,1,me,today\r\n")
    ran = feedback(desk)
    assert (ran.code, "gone-01" in ran.err) == (6, True)


def test_a_bank_that_changed_is_refused(desk: Path) -> None:
    """What earns marks must be what the papers asked; a run that is not there is told so."""
    marked(desk)
    unit = next((desk / "bank").rglob("unit.yaml"))
    unit.write_text(
        unit.read_text(encoding="utf-8").replace("A small unit", "Another unit"), encoding="utf-8"
    )
    ran = feedback(desk)
    assert (ran.code, "The bank is not the one that this run was printed from." in ran.err) == (3, True)
    assert worksheetgen("feedback", "nowhere", cwd=desk).code == 3


def test_a_pupil_is_never_given_a_question_of_an_earlier_run(desk: Path) -> None:
    """The question to practise changes once the pupil has had it in another run that lies beside this one."""
    marked(desk)
    assert feedback(desk).code == 0
    report = desk / "out/feedback/run/class-report.pdf"
    tail = text_of(report).partition("The next questions, and their keys")[2]
    given, *_ = re.findall(r"kirov-\d\d", tail)
    ran = worksheetgen(
        "worksheet", "--topic", "kirov", "--questions", "3", "--keep", given, "--class", "9B.csv",
        "--output", "out/other", "--bank", "bank", "--seed", "s", cwd=desk,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert feedback(desk).code == 0
    assert given not in text_of(report).partition("The next questions, and their keys")[2]
