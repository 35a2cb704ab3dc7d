"""Every command that names a run keeps the marks that were typed into its markbook, or stops and says which and why."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.crash.steps import PowerCut, watched
from tests.markbook.books import typed
from tests.markbook.oversized import LAST_ROW, with_rows
from tests.markbook.recalculated import cells_of
from tests.tiny_bank import write_bank, write_class
from worksheetgen import load_bank, load_blueprint, plan_run, print_run
from worksheetgen.class_list import load_class
from worksheetgen.errors import ExitCode, OutputExists
from worksheetgen.marks_record import MarkKey
from worksheetgen.protection import NO_PASSWORD
from worksheetgen.run.beside import marks_file
from worksheetgen.run.marks import take_in

pytestmark = pytest.mark.slow

CLASS = "id,name\n001,Ann Lee\n002,Bo Ray\n003,Cy Orr\n"
ESSAY: MarkKey = ("001", "essay-01")
KIROV: MarkKey = ("002", "kirov-20")
OUT = ("--output", "out/run", "--bank", "bank", "--seed", "s")


def exam(desk: Path, *more: str) -> Ran:
    """Print the small test for the small class."""
    return worksheetgen("exam", "test", "--class", "9B.csv", *OUT, *more, cwd=desk)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank, a class and a run of it, to be copied."""
    desk = tmp_path_factory.mktemp("printed")
    write_bank(desk)
    write_class(desk, CLASS)
    ran = exam(desk)
    assert ran.code == 0, ran.err
    assert not (desk / "out/marks").exists()
    return desk


@pytest.fixture
def desk(printed: Path, tmp_path: Path) -> Path:
    """A folder with the bank, the class and the run."""
    return shutil.copytree(printed, tmp_path / "desk")


def type_marks(desk: Path, marks: dict[MarkKey, object], sheet: int = 0) -> dict[MarkKey, str]:
    """Type marks into the sheet of marks (0) or the one by question (1); into which cells."""
    book = desk / "out/run/markbook.xlsx"
    cells = {key: places[sheet] for key, places in cells_of(book.read_bytes()).items()}
    book.write_bytes(typed(book.read_bytes(), {cells[key]: value for key, value in marks.items()}))
    return cells


def kept(desk: Path) -> list[tuple[str, str, str]]:
    """The rows of the record, each with its paper, question and mark."""
    with (desk / "out/marks/run/marks.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["paper"], row["question"], row["mark"]) for row in csv.DictReader(file)]


def shown(desk: Path) -> Iterator[tuple[MarkKey, object]]:
    """What the markbook shows in the sheet of marks."""
    book = desk / "out/run/markbook.xlsx"
    sheets = openpyxl.load_workbook(book)
    for key, (cell, _) in cells_of(book.read_bytes()).items():
        if (value := sheets["Marks"][cell.partition("!")[2]].value) is not None:
            yield key, value


@pytest.mark.parametrize(
    "command",
    [
        "key out/run",
        "key out/run/manifest.json",
        "verify out/run --bank bank",
        "reprint out/run --student 001 --bank bank",
        "swap out/run kirov-01 --bank bank",
        "plan test --class 9B.csv --output out/run --bank bank",
        "exam test --class 9B.csv --output out/other --bank bank --unlike out/run",
        "exam test --class 9B.csv --output out/run --bank bank",
        "exam test --class 9B.csv --output out/run --bank bank --force",
    ],
)
@pytest.mark.parametrize("sheet", [0, 1])
def test_every_command_takes_marks_into_the_record(desk: Path, command: str, sheet: int) -> None:
    """Whatever else a command does with the run, even where it refuses to, what was typed is kept and that is said."""
    type_marks(desk, {ESSAY: 11, KIROV: "absent"}, sheet)
    ran = worksheetgen(*command.split(), cwd=desk)
    assert ran.code in (0, 4, 6), ran.err
    assert sorted(kept(desk)) == [("001", "essay-01", "11"), ("002", "kirov-20", "absent")]
    assert "2 marks taken from out/run/markbook.xlsx into out/marks/run/marks.csv." in ran.err


def test_printed_again_the_markbook_shows_the_marks(desk: Path) -> None:
    """A pupil more, and a markbook that was deleted: the marks stand where they belong, and go on being typed."""
    type_marks(desk, {ESSAY: 11})
    (desk / "9B.csv").write_text(CLASS + "004,Di Ash\n", encoding="utf-8")
    assert exam(desk, "--force").code == 0
    assert dict(shown(desk)) == {ESSAY: 11}
    type_marks(desk, {KIROV: 2, ("004", "essay-01"): 0}, 1)
    assert worksheetgen("key", "out/run", cwd=desk).code == 0
    (desk / "out/run/markbook.xlsx").unlink()
    assert exam(desk, "--force").code == 0
    assert dict(shown(desk)) == {ESSAY: 11, KIROV: 2, ("004", "essay-01"): 0}
    assert worksheetgen("verify", "out/run", "--bank", "bank", cwd=desk).code == 0


def test_a_run_that_was_deleted_gets_its_marks_back(desk: Path) -> None:
    """The record lies beside the run: the same papers printed anew show them."""
    type_marks(desk, {ESSAY: 11})
    worksheetgen("key", "out/run", cwd=desk)
    shutil.rmtree(desk / "out/run")
    assert exam(desk).code == 0
    assert dict(shown(desk)) == {ESSAY: 11}


def test_marks_that_only_the_markbook_has_are_taken_from_it(desk: Path) -> None:
    """Where the record was lost, a markbook that nobody typed into since it was printed gives it back."""
    type_marks(desk, {ESSAY: 11})
    assert exam(desk, "--force").code == 0
    shutil.rmtree(desk / "out/marks")
    assert exam(desk, "--force").code == 0
    assert dict(shown(desk)) == {ESSAY: 11}


def test_the_same_marks_give_the_same_run(desk: Path) -> None:
    """No time is in the run's own files: printed again with the same marks, every byte is as it was."""
    type_marks(desk, {ESSAY: 11})
    assert exam(desk, "--force").code == 0
    before = files_of(desk / "out/run")
    assert exam(desk, "--force").code == 0
    assert files_of(desk / "out/run") == before


@pytest.mark.parametrize("sheet", [0, 1])
def test_a_mark_that_loses_its_place_stops_the_command(desk: Path, sheet: int) -> None:
    """A pupil who left: the first cell is named with what to do, and nothing is changed."""
    cells = type_marks(desk, {ESSAY: 11, KIROV: 1}, sheet)
    (desk / "9B.csv").write_text("id,name\n003,Cy Orr\n", encoding="utf-8")
    before = files_of(desk / "out/run")
    ran = exam(desk, "--force", "--yes")
    assert (ran.code, files_of(desk / "out/run")) == (6, before)
    for key, name in ((ESSAY, "Ann Lee"), (KIROV, "Bo Ray")):
        assert (
            f"out/run/markbook.xlsx: {cells[key]}: {key[0]} {name} has 1 mark, but no paper any more. "
            f"Empty the cells of {key[0]} to give them up, or leave the pupil in the list."
        ) in ran.err
    assert len(kept(desk)) == 2


def test_a_question_with_marks_is_not_swapped_away(desk: Path) -> None:
    """Until its cells are emptied, which is kept in the record too."""
    plan = worksheetgen("key", "out/run", "--student", "003", cwd=desk).out
    swapped = next(id for id in (f"kirov-{n:02}" for n in range(1, 11)) if id in plan)
    other = next(id for id in (f"kirov-{n:02}" for n in range(1, 11)) if id not in plan)
    cells = type_marks(desk, {("003", swapped): 1})
    ran = worksheetgen("swap", "out/run", swapped, "--for", other, "--bank", "bank", cwd=desk)
    assert ran.code == 6
    assert (
        f"{cells['003', swapped]}: Question {swapped} of 003 Cy Orr has 1, but that paper would not"
        in ran.err
    )
    type_marks(desk, {("003", swapped): None})
    ran = worksheetgen("swap", "out/run", swapped, "--for", other, "--bank", "bank", cwd=desk)
    assert ran.code == 0, ran.err
    assert kept(desk) == [("003", swapped, "1"), ("003", swapped, "")]


def test_marks_of_another_run_are_not_shown(desk: Path) -> None:
    """Papers of another draw are not marked by marks for these, though they ask some of the same questions."""
    type_marks(desk, {ESSAY: 11})
    ran = exam(desk, "--seed", "other", "--force")
    assert ran.code == 6
    assert "markbook.xlsx: Marks!V3: This is a mark of another run" in ran.err


def test_what_is_no_mark_stops_printing_and_is_told_by_others(desk: Path) -> None:
    """All at once, each with its cell; what is right is kept already."""
    cells = type_marks(desk, {ESSAY: 13, KIROV: "two", ("003", "essay-01"): 5})
    ran = worksheetgen("key", "out/run", cwd=desk)
    assert ran.code == 0
    for key in (ESSAY, KIROV):
        assert f"out/run/markbook.xlsx: {cells[key]}: Question {key[1]} of {key[0]} " in ran.err
    before = files_of(desk / "out/run")
    ran = exam(desk, "--force")
    assert (ran.code, files_of(desk / "out/run")) == (6, before)
    assert ran.err.count("cannot have") == 2
    assert kept(desk) == [("003", "essay-01", "5")]


@pytest.mark.parametrize("name", ["~$markbook.xlsx", ".~lock.markbook.xlsx#"])
def test_an_open_markbook_stops_printing(desk: Path, name: str) -> None:
    """What is not saved yet would be lost; other commands take what is saved."""
    type_marks(desk, {ESSAY: 11})
    (desk / "out/run" / name).write_text("somebody")
    ran = exam(desk, "--force")
    assert ran.code == 6
    assert "The markbook is open in a spreadsheet program. Save and close it" in ran.err
    assert worksheetgen("key", "out/run", cwd=desk).code == 0
    assert kept(desk) == [("001", "essay-01", "11")]


def test_a_half_saved_markbook_is_told_without_a_traceback(desk: Path) -> None:
    """Commands that replace nothing go on; `verify` says that the file is not as it was printed."""
    (desk / "out/run/markbook.xlsx").write_bytes(b"PK\3\4")
    for command, code in (
        ("key out/run", 0),
        ("verify out/run --bank bank", 7),
        ("plan test --output out/run", 0),
    ):
        ran = worksheetgen(*command.split(), *(("--bank", "bank") if "plan" in command else ()), cwd=desk)
        assert ran.code == code, ran.err
        assert "Traceback" not in ran.err
    assert "The markbook cannot be read" in worksheetgen("key", "out/run", cwd=desk).err


def test_the_markbook_of_another_run_is_not_taken(desk: Path) -> None:
    """Copied over this one, it is told, and no mark of it comes into this run."""
    assert worksheetgen(
        "exam", "test", "--class", "9B.csv", *OUT[2:], "--output", "out/two", "--seed", "t", cwd=desk
    )
    shutil.copy(desk / "out/two/markbook.xlsx", desk / "out/run/markbook.xlsx")
    type_marks(desk, {ESSAY: 11})
    ran = worksheetgen("key", "out/run", cwd=desk)
    assert "This is the markbook of another run" in ran.err
    assert not (desk / "out/marks").exists()


def test_a_record_that_cannot_be_read_is_never_written_over(desk: Path) -> None:
    """A row that somebody spoilt is told with its line, and marks wait in the markbook until it is mended."""
    type_marks(desk, {ESSAY: 11})
    worksheetgen("key", "out/run", cwd=desk)
    path = desk / "out/marks/run/marks.csv"
    spoilt = path.read_bytes().replace(b",11,", b",eleven,")
    path.write_bytes(spoilt)
    ran = exam(desk, "--force")
    assert (ran.code, path.read_bytes()) == (6, spoilt)
    assert "out/marks/run/marks.csv:2:1: This row has no mark" in ran.err


def test_a_run_cannot_be_called_marks(desk: Path) -> None:
    """The folder of that name holds the marks of the runs beside it."""
    ran = worksheetgen("exam", "test", *OUT[2:], "--output", "out/marks", cwd=desk)
    assert ran.code == 6
    assert "out/marks: A folder of this name holds the marks of the runs beside it." in ran.err


def test_marks_are_dated_by_the_clock_that_is_given(desk: Path) -> None:
    """And bear the cell from which they come."""
    (cell,) = {places for key, places in type_marks(desk, {ESSAY: 11}).items() if key == ESSAY}
    taken = take_in(desk / "out/run", NO_PASSWORD, clock=lambda: "2026-11-27T18:00:00+00:00")
    (entry,) = taken.record.entries
    assert (entry.by, entry.when) == (f"markbook.xlsx/0 {cell}", "2026-11-27T18:00:00+00:00")


def test_the_record_is_flushed_before_the_run_is_exchanged(desk: Path) -> None:
    """After a power cut there are the marks in one of the two: the record lies on the disk before the run goes."""
    type_marks(desk, {ESSAY: 11})
    cut = PowerCut()
    with watched(desk, cut):
        take_in(desk / "out/run", NO_PASSWORD)
    assert marks_file(desk / "out/run").exists()
    assert cut.end() == []


def test_what_is_typed_while_files_are_flushed_stops_the_exchange(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing everything out takes a while; the markbook is looked at once more after it."""
    bank = load_bank(desk / "bank")
    run = desk / "out/run"
    plan = plan_run(load_blueprint("test", bank), bank, load_class(desk / "9B.csv"), run, history=desk)
    fsync = os.fsync

    def somebody_types(descriptor: int) -> None:
        flushed = os.fstat(descriptor).st_ino
        made = (desk / "out").glob(".worksheetgen-work-*/run/manifest.json")
        if any(flushed == path.stat().st_ino for path in made):
            type_marks(desk, {ESSAY: 11})
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", somebody_types)
    with pytest.raises(OutputExists, match="Save and close it and give the command again"):
        print_run(plan, force=True)
    assert dict(shown(desk)) == {ESSAY: 11}


def test_what_is_typed_while_papers_are_printed_stops_the_exchange(desk: Path) -> None:
    """The old run stays, and the next command takes the mark."""
    bank = load_bank(desk / "bank")
    run = desk / "out/run"
    plan = plan_run(load_blueprint("test", bank), bank, load_class(desk / "9B.csv"), run, history=desk)

    def somebody_types(step: str, done: int, total: int) -> None:
        if step == "Binding" and not dict(shown(desk)):
            type_marks(desk, {ESSAY: 11})

    with pytest.raises(OutputExists, match="Save and close it and give the command again"):
        print_run(plan, force=True, progress=somebody_types)
    assert dict(shown(desk)) == {ESSAY: 11}
    print_run(plan, force=True)
    assert dict(shown(desk)) == {ESSAY: 11}


def test_a_letter_whose_option_would_move_stops_the_printing(desk: Path) -> None:
    """Options that the bank has changed come to stand in another order, and the cell is named; else nothing is said."""
    cells = cells_of((desk / "out/run/markbook.xlsx").read_bytes())
    key = next(key for key in cells if key[0] == "001" and key[1].startswith(("kirov-0", "kirov-10")))
    cell = type_marks(desk, {key: "B"})[key]
    assert exam(desk, "--force").code == 0
    assert dict(shown(desk)) == {key: "B"}
    choices = desk / "bank/small/questions/choices.yaml"
    before, _, rest = choices.read_text(encoding="utf-8").partition(f"id: {key[1]}\n")
    choices.write_text(f"{before}id: {key[1]}\n{rest.replace('id: left', 'id: lefty', 1)}", encoding="utf-8")
    ran = exam(desk, "--force")
    assert ran.code == 6
    assert (
        f"markbook.xlsx: {cell}: Question {key[1]} of 001 Ann Lee has the letter B, which stands" in ran.err
    )
    assert dict(shown(desk)) == {key: "B"}


def test_a_markbook_of_a_million_rows_stops_printing(desk: Path) -> None:
    """It is told what to delete, and nothing of it is replaced; other commands do their work."""
    book = desk / "out/run/markbook.xlsx"
    book.write_bytes(with_rows(book.read_bytes(), '<row r="{}" ht="15"/>', 100, LAST_ROW))
    before = files_of(desk / "out")
    ran = exam(desk, "--force")
    assert ran.code == ExitCode.OUTPUT_EXISTS
    assert "out/run/markbook.xlsx: A sheet of the markbook has far more rows than there are papers" in ran.err
    assert "Select the empty rows below the last paper" in ran.err
    assert files_of(desk / "out") == before
    assert worksheetgen("key", "out/run", cwd=desk).code == 0
