"""Marks from a markbook into the record, with no run printed for it: what is taken, what is told, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.markbook.books import DRAWN, NOTHING, RUN, book, papers, recorded, typed
from tests.markbook.oversized import LAST_ROW, with_rows
from tests.markbook.recalculated import cells_of
from tests.samples import blueprint, record_of, section, selection
from worksheetgen.blueprint import to_data
from worksheetgen.errors import InvalidInput
from worksheetgen.manifest import Digests, Manifest, RecordedFile, load_manifest, record_run
from worksheetgen.marks_record import (
    SPAG_MARKS,
    MarkEntry,
    MarkKey,
    MarksRecord,
    record_from_csv,
    record_to_csv,
)
from worksheetgen.model.draw import Draw
from worksheetgen.protection import NO_PASSWORD, Password, protected
from worksheetgen.run.asked import asked_in_run
from worksheetgen.run.beside import beside_run, marks_file, shown_marks_file
from worksheetgen.run.marks import TakenMarks, check_password, enter_mark, no_marks, read_markbook_of, take_in

MADE = papers(*DRAWN, spag=4)
STUDENTS = tuple(replace(one, file=f"papers/{one.id}.pdf") for one in recorded(MADE))
BOOK = book(MADE)
CELLS = cells_of(BOOK)
KIROV: MarkKey = ("017", "kirov-01")
ESSAY: MarkKey = ("017", "gulag-02")
OTHER: MarkKey = ("018", "gulag-02")
SECRET = Password("open sesame", "mine.txt")


def cell(key: MarkKey) -> str:
    """The cell of a mark in the sheet that is typed into."""
    return CELLS[key][0]


def with_marks(marks: dict[MarkKey, object], content: bytes = BOOK) -> bytes:
    """The markbook with these marks typed into it."""
    return typed(content, {cell(key): value for key, value in marks.items()})


def wrote(folder: Path, content: bytes = BOOK, *, printed: bytes = BOOK, closed: bool = False) -> Path:
    """A run's folder with its record and a markbook; `printed` is what it was when printed."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = Draw((selection(*DRAWN),), "", ())
    plan, digests = to_data(blueprint(section(), section())), Digests("bank", "blueprint", "class", "theme")
    head = record_run(plan, "9B", run=RUN, draw=draw, seed="s", digests=digests, protected=closed)
    files = [RecordedFile("markbook.xlsx", sha256(printed).hexdigest())]
    (folder / "manifest.json").write_bytes(record_of(head, STUDENTS, files))
    (folder / "markbook.xlsx").write_bytes(content)
    return folder


def manifest_of(folder: Path) -> Manifest:
    """The record of the run."""
    return load_manifest(folder / "manifest.json")


def now() -> str:
    """The time that a test's clock shows."""
    return "2026-11-27T10:00:00"


def taken(folder: Path, *, replacing: bool = False, password: Password = NO_PASSWORD) -> TakenMarks:
    """Take what was typed."""
    return take_in(folder, password, replacing=replacing, clock=now)


def kept(folder: Path) -> MarksRecord:
    """The record as it lies beside the run."""
    return record_from_csv(marks_file(folder).read_bytes(), "marks.csv")


def entry(key: MarkKey, mark: str, by: str = "me") -> MarkEntry:
    """A row of the record."""
    return MarkEntry(RUN, *key, mark, by, "")


def keep(folder: Path, *entries: MarkEntry) -> MarksRecord:
    """Write a record beside the run."""
    marks_file(folder).parent.mkdir(parents=True)
    marks_file(folder).write_bytes(record_to_csv(MarksRecord(entries)))
    return MarksRecord(entries)


def told(found: TakenMarks) -> list[str]:
    """The problems, each in a line."""
    return list(map(str, found.problems))


# ---- from the markbook ---------------------------------------------------------------------------


def test_what_was_typed_comes_into_the_record_once(tmp_path: Path) -> None:
    """With cell and time; the same again, or a mark that was emptied, is told as what it is."""
    run = wrote(tmp_path / "run", with_marks({KIROV: 1, ESSAY: 7}))
    found = taken(run)
    assert (found.folder, found.new, found.emptied, found.problems) == (run, 2, 0, ())
    assert found.record == kept(run)
    assert dict(found.record.marks) == {KIROV: "1", ESSAY: "7"}
    assert {one.when for one in found.record.entries} == {now()}
    assert [one.by for one in found.record.entries] == [
        f"markbook.xlsx/0 {cell(key)}" for key in (KIROV, ESSAY)
    ]
    assert found.digest == sha256((run / "markbook.xlsx").read_bytes()).hexdigest()
    marks = tmp_path / "marks/run/marks.csv"
    assert found.sentence == f"2 marks taken from {run / 'markbook.xlsx'} into {marks}."
    again = taken(run)
    assert (again.new, again.emptied, again.sentence, again.record) == (0, 0, "", found.record)
    (run / "markbook.xlsx").write_bytes(with_marks({ESSAY: 8}))
    emptied = taken(run)
    assert (emptied.new, emptied.emptied) == (1, 1)
    assert dict(kept(run).marks) == {ESSAY: "8"}
    assert emptied.sentence.endswith(f"into {marks}, 1 mark taken away.")
    assert emptied.sentence.startswith("1 mark taken from ")


def test_what_is_no_mark_is_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    """Nothing that is right waits for what is wrong."""
    run = wrote(tmp_path / "run", with_marks({KIROV: 9, OTHER: 7}))
    found = taken(run)
    assert (found.new, len(found.problems)) == (1, 1)
    assert told(found)[0].startswith(f"{run / 'markbook.xlsx'}: {cell(KIROV)}")
    assert dict(kept(run).marks) == {OTHER: "7"}
    (run / "markbook.xlsx").write_bytes(with_marks({KIROV: 9, OTHER: 7}))
    assert told(taken(run)) == told(found)
    alone = wrote(tmp_path / "alone", with_marks({KIROV: 9}))
    assert told(taken(alone))[0].startswith(f"{alone / 'markbook.xlsx'}: {cell(KIROV)}")
    assert not marks_file(alone).exists()


def test_where_there_is_no_run_or_no_markbook_the_record_is_all(tmp_path: Path) -> None:
    """What is in it is given, and nothing is written."""
    run = wrote(tmp_path / "run")
    record = keep(run, entry(ESSAY, "7"))
    (run / "markbook.xlsx").unlink()
    assert taken(run) == TakenMarks(run, record)
    (run / "manifest.json").unlink()
    assert taken(run) == TakenMarks(run, record)
    assert taken(tmp_path / "none") == TakenMarks(tmp_path / "none", NOTHING)


def test_an_untouched_markbook_gives_back_a_record_that_was_lost(tmp_path: Path) -> None:
    """Before it is replaced, though nobody typed; otherwise the record counts."""
    shown = book(MADE, MarksRecord((entry(ESSAY, "7"),)))
    digest = sha256(shown).hexdigest()
    run = wrote(tmp_path / "run", shown, printed=shown)
    assert taken(run) == TakenMarks(run, NOTHING, digest=digest)
    assert not marks_file(run).exists()
    found = taken(run, replacing=True)
    assert (dict(found.record.marks), found.new) == ({ESSAY: "7"}, 1)
    assert dict(kept(run).marks) == {ESSAY: "7"}
    empty = wrote(tmp_path / "empty")
    assert taken(empty, replacing=True) == TakenMarks(empty, NOTHING, digest=sha256(BOOK).hexdigest())
    assert not marks_file(empty).exists()


@pytest.mark.parametrize("name", ["~$markbook.xlsx", ".~lock.markbook.xlsx#"])
def test_a_markbook_that_is_open_is_not_replaced(tmp_path: Path, name: str) -> None:
    """It is told with what to do, also where nothing is new; what is saved is taken."""
    run = wrote(tmp_path / "run", with_marks({ESSAY: 7}))
    (run / name).write_bytes(b"")
    assert take_in(run, NO_PASSWORD).problems == ()
    closing = (
        f"{run / 'markbook.xlsx'}: The markbook is open in a spreadsheet program. Save and close it in the spreadsheet "
        f"program, and give the command again. If it is not open, delete {run / name}."
    )
    assert told(taken(run, replacing=True)) == [closing]
    (run / "markbook.xlsx").write_bytes(BOOK)
    assert dict(kept(run).marks) == {ESSAY: "7"}
    assert told(taken(run, replacing=True)) == [closing]


def test_a_markbook_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Damaged or with far too many rows: what the record has is given all the same."""
    run = wrote(tmp_path / "run", b"PK no workbook")
    record = keep(run, entry(ESSAY, "7"))
    found = taken(run)
    assert (found.record, found.new, found.digest) == (record, 0, sha256(b"PK no workbook").hexdigest())
    assert told(found) == [
        f"{run / 'markbook.xlsx'}: The markbook cannot be read: it is open in another program, half saved, saved in "
        "another format, damaged, of an earlier version, or the last column of its marks is gone. Save and close it "
        "as an Excel workbook (.xlsx) in the spreadsheet program, and give the command again; or move it away: marks "
        "that were taken from it before are kept."
    ]
    (run / "markbook.xlsx").unlink()
    (run / "markbook.xlsx").mkdir()
    assert told(taken(run)) == told(found)
    assert taken(run).digest == ""


def test_the_markbook_of_another_run_is_not_taken(tmp_path: Path) -> None:
    """It is told which run it is of, and nothing of it comes into the record."""
    run = wrote(tmp_path / "run", with_marks({ESSAY: 7}))
    text = (run / "manifest.json").read_text(encoding="utf-8")
    assert RUN in text
    head = replace(manifest_of(run), run="AAAAAA")
    files = [RecordedFile("markbook.xlsx", sha256(BOOK).hexdigest())]
    (run / "manifest.json").write_bytes(record_of(head, STUDENTS, files))
    found = taken(run)
    assert told(found) == [
        f"{run / 'markbook.xlsx'}: This is the markbook of another run, {RUN}; the run here is AAAAAA. "
        "Move it to where it belongs."
    ]
    assert (found.record, found.new) == (NOTHING, 0)
    assert found.digest == sha256((run / "markbook.xlsx").read_bytes()).hexdigest()
    assert not marks_file(run).exists()


def test_a_record_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    """It is told, and what is in the markbook stays there alone."""
    run = wrote(tmp_path / "run", with_marks({ESSAY: 7}))
    keep(run)
    marks_file(run).write_bytes(b"nonsense")
    found = taken(run)
    assert (found.folder, found.record, found.new) == (run, NOTHING, 0)
    assert found.digest == sha256((run / "markbook.xlsx").read_bytes()).hexdigest()
    assert str(shown_marks_file(run)) in told(found)[0]
    assert marks_file(run).read_bytes() == b"nonsense"
    marks_file(run).unlink()
    marks_file(run).mkdir()
    found = taken(run)
    assert found.folder == run
    assert told(found) == [
        f"{shown_marks_file(run)}: The record of the marks cannot be read (it is a folder). Close it elsewhere, or "
        "mend its permissions."
    ]
    assert (found.record, found.new, found.digest) == (
        NOTHING,
        0,
        sha256((run / "markbook.xlsx").read_bytes()).hexdigest(),
    )


# ---- passwords -----------------------------------------------------------------------------------


def test_a_protected_markbook_is_read_with_its_password(tmp_path: Path) -> None:
    """With another, or none, it is told and nothing is taken."""
    closed = protected(with_marks({ESSAY: 7}), SECRET)
    run = wrote(tmp_path / "run", closed, printed=b"", closed=True)
    other = Password("close sesame", "other.txt")
    for password, said in ((other, "other.txt"), (NO_PASSWORD, "password")):
        found = taken(run, password=password)
        assert (found.record, found.new, found.digest) == (NOTHING, 0, sha256(closed).hexdigest())
        assert said in told(found)[0]
        assert told(found)[0].startswith(f"{run / 'markbook.xlsx'}: ")
        with pytest.raises(InvalidInput, match=said) as raised:
            check_password(run, password)
        assert raised.value.problems[0].place.file == str(run / "markbook.xlsx" if password else run)
        with pytest.raises(InvalidInput, match=said) as raised:
            read_markbook_of(run, password)
        assert raised.value.problems[0].place.file == str(run / "markbook.xlsx")
    assert read_markbook_of(run, SECRET).marks[ESSAY].value == 7
    check_password(run, SECRET)
    assert dict(taken(run, password=SECRET).record.marks) == {ESSAY: "7"}
    (run / "markbook.xlsx").write_bytes(b"PK no workbook")
    check_password(run, SECRET)
    (run / "markbook.xlsx").unlink()
    check_password(run, other)
    with pytest.raises(InvalidInput, match="password"):
        check_password(run, NO_PASSWORD)
    check_password(tmp_path / "none", NO_PASSWORD)


# ---- from elsewhere ------------------------------------------------------------------------------


def test_one_mark_is_entered(tmp_path: Path) -> None:
    """As the record has it, with where it was typed; the same again adds no row, what is no mark is not kept."""
    run = wrote(tmp_path / "run")
    manifest = manifest_of(run)
    assert enter_mark(run, manifest, ESSAY, " 7 ", by="phone", clock=now) == "7"
    assert kept(run).entries == (MarkEntry(RUN, *ESSAY, "7", "phone", now()),)
    assert enter_mark(run, manifest, ESSAY, "7", by="desk", clock=now) == "7"
    assert len(kept(run).entries) == 1
    for key, typed_mark in ((ESSAY, "13"), (ESSAY, "x"), (("017", "none"), "1"), (("099", "kirov-01"), "1")):
        assert enter_mark(run, manifest, key, typed_mark, by="phone", clock=now) is None
    assert enter_mark(run, manifest, ESSAY, "", by="phone", clock=now) == ""
    assert [one.mark for one in kept(run).entries] == ["7", ""]
    assert enter_mark(run, manifest, KIROV, "", by="phone", clock=now) == ""
    assert len(kept(run).entries) == 2


def test_a_letter_is_entered_where_letters_are_crossed(tmp_path: Path) -> None:
    """Of that question alone; into a record that cannot be read nothing is entered."""
    run = wrote(tmp_path / "run")
    manifest = manifest_of(run)
    assert enter_mark(run, manifest, KIROV, "B", by="phone", clock=now) == "B"
    assert enter_mark(run, manifest, ESSAY, "B", by="phone", clock=now) is None
    marks_file(run).write_bytes(b"nonsense")
    with pytest.raises(InvalidInput) as raised:
        enter_mark(run, manifest, KIROV, "C", by="phone", clock=now)
    assert raised.value.problems[0].place.file == str(shown_marks_file(run))
    assert marks_file(run).read_bytes() == b"nonsense"


def test_papers_ask_what_their_record_says(tmp_path: Path) -> None:
    """Marks of each question, spelling among them, names, and the options of what is answered by crossing."""
    asked = asked_in_run(manifest_of(wrote(tmp_path / "run")))
    assert asked.most[ESSAY] == 12
    assert asked.most["017", "gulag-02" + SPAG_MARKS] == 4
    assert asked.names == {one.id: one.name for one in STUDENTS}
    assert set(asked.options) == {(one.id, f"kirov-0{n}") for one in STUDENTS for n in (1, 2, 3)}
    assert asked.options[KIROV] == next(one.options for one in STUDENTS[0].questions if one.id == "kirov-01")


def test_where_marks_are_kept(tmp_path: Path) -> None:
    """Beside the run, by its own name also where a link leads to it; told as a person calls it."""
    run = wrote(tmp_path / "run")
    (tmp_path / "links").mkdir()
    link = tmp_path / "links/mine"
    link.symlink_to(run)
    assert beside_run(run, "x") == tmp_path / "x/run"
    assert marks_file(link) == tmp_path / "marks/run/marks.csv"
    assert shown_marks_file(link) == tmp_path / "links/marks/mine/marks.csv"
    assert str(no_marks(run).problems[0]) == (
        f"{run}: This run has no marks yet. Type them into {run / 'markbook.xlsx'}, save it, and give the command "
        "again."
    )


def test_a_markbook_saved_as_something_else_is_told(tmp_path: Path) -> None:
    """Excel’s “Save as” leaves the marks in a file beside the markbook, where nothing reads them."""
    run = wrote(tmp_path / "run")
    (run / "markbook.csv").write_text("ID;Name\n")
    assert "This run has no marks yet. What stands in markbook.csv is not read. Type" in str(
        no_marks(run).problems[0]
    )


def test_digests_are_those_of_the_print_but_for_the_markbook(tmp_path: Path) -> None:
    """That is as it was looked at, so that what is typed after it is seen."""
    run = wrote(tmp_path / "run")
    as_printed = {"markbook.xlsx": sha256(BOOK).hexdigest()}
    assert TakenMarks(run, NOTHING).digests_of(run) == as_printed
    assert TakenMarks(run, NOTHING, digest="d").digests_of(run) == {"markbook.xlsx": "d"}
    assert TakenMarks(run, NOTHING, digest="d").digests_of(tmp_path / "none") is None


def test_a_markbook_with_a_million_rows_is_told(tmp_path: Path) -> None:
    """With which rows to delete."""
    run = wrote(tmp_path / "run", with_rows(BOOK, '<row r="{}" ht="15"/>', 100, LAST_ROW))
    (only,) = told(taken(run))
    assert only == (
        f"{run / 'markbook.xlsx'}: A sheet of the markbook has far more rows than there are papers: empty ones, such "
        "as with a colour or a height. Select the empty rows below the last paper in the spreadsheet program, delete "
        "them, save and close it, and give the command again."
    )
