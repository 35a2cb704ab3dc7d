"""What a person changed in a run or added to it is found by the digests of what was printed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.delivery.runs import OLD, recorded, without_rights, write
from worksheetgen.delivery.changes import MOST_OF_A_FILE, Change, ChangeKind, added, changes, digests, losses

FILES = {**OLD, "markbook.xlsx": b"empty", "pack-01/answer-keys.pdf": b"keys"}
RECORD = recorded(FILES)


@pytest.fixture
def run(folder: Path) -> Path:
    """A run as it was printed."""
    write(folder, FILES)
    return folder


def found(run: Path) -> dict[str, str]:
    """What became of which files."""
    return {change.file: change.kind.value for change in changes(run, RECORD)}


def test_a_run_as_printed_has_no_changes(run: Path) -> None:
    """Nothing is said of a run in which nobody did anything, and its digests are its record."""
    assert changes(run, RECORD) == ()
    assert digests(run) == RECORD


def test_every_kind_of_change_is_found(run: Path) -> None:
    """Changed, added and missing files are told apart, in any folder, in the order of their names."""
    write(run, {"markbook.xlsx": b"marks", "pack-01/notes.txt": b"mine", "a/b/c.txt": b""})
    (run / "papers/001.pdf").unlink()
    assert changes(run, RECORD) == (
        Change("a/b/c.txt", ChangeKind.ADDED),
        Change("markbook.xlsx", ChangeKind.CHANGED),
        Change("pack-01/notes.txt", ChangeKind.ADDED),
        Change("papers/001.pdf", ChangeKind.MISSING),
    )


def test_a_change_that_keeps_size_and_time_is_found(run: Path) -> None:
    """Bytes are compared, not what the disk says of them."""
    before = (run / "markbook.xlsx").stat()
    (run / "markbook.xlsx").write_bytes(b"EMPTY")
    os.utime(run / "markbook.xlsx", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert found(run) == {"markbook.xlsx": "changed"}


def test_a_giant_is_known_without_being_read(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than any of a run is changed, and none of it is read, however large it is."""
    os.truncate(run / "markbook.xlsx", MOST_OF_A_FILE + 1)
    monkeypatch.setattr("hashlib.file_digest", lambda file, _: pytest.fail(file.name))
    assert changes(run, {"markbook.xlsx": RECORD["markbook.xlsx"]})[0] == Change(
        "markbook.xlsx", ChangeKind.CHANGED
    )


def test_the_record_itself_is_left_out_but_no_other_of_its_name(run: Path) -> None:
    """The manifest cannot hold its own digest; one in a folder of the run is somebody's file."""
    write(run, {"manifest.json": b"another", "papers/manifest.json": b"mine"})
    assert found(run) == {"papers/manifest.json": "added"}
    (run / "manifest.json").unlink()
    assert found(run) == {"papers/manifest.json": "added"}


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "desktop.ini", "~$markbook.xlsx", ".~lock.markbook.xlsx#"]
)
def test_what_nobody_made_is_left_out(run: Path, name: str) -> None:
    """What the system leaves in a folder, and an office program beside an open file, are no person's work."""
    write(run, {name: b"", f"papers/{name}": b""})
    assert changes(run, RECORD) == ()


@pytest.mark.parametrize("name", ["DS_Store", "~markbook.xlsx", ".~lock.markbook.xlsx", "lock#", ".hidden"])
def test_what_only_looks_like_it_is_somebodys(run: Path, name: str) -> None:
    """Any other hidden or odd name is a person's file."""
    write(run, {name: b""})
    assert found(run) == {name: "added"}


def test_links_and_pipes_are_not_followed(run: Path, tmp_path: Path) -> None:
    """A link is a file that a person added, or put in a printed one's place; what it leads to is not read."""
    write(tmp_path / "elsewhere", {"papers/001.pdf": OLD["papers/001.pdf"]})
    (run / "papers/001.pdf").unlink()
    (run / "papers/001.pdf").symlink_to(tmp_path / "elsewhere/papers/001.pdf")
    (run / "shared").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (run / "broken").symlink_to("nowhere")
    os.mkfifo(run / "pipe")
    assert found(run) == {"papers/001.pdf": "changed", "shared": "added", "broken": "added", "pipe": "added"}


def test_a_folder_that_cannot_be_read_does_not_pass_for_empty(open_to_all: Path) -> None:
    """What might be in a closed folder stops the comparison."""
    said = without_rights(
        "from worksheetgen.delivery.changes import changes\n"
        "run = Path(sys.argv[1]) / 'run'; (run / 'closed').mkdir(parents=True); (run / 'closed').chmod(0)\n"
        "try: print(changes(run, {}))\n"
        "except PermissionError as error: print('not read:', error.filename)\n"
        "(run / 'closed').chmod(0o755)",
        open_to_all,
    )
    assert said == f"not read: {open_to_all}/run/closed\n"


# ---- what would be lost --------------------------------------------------------------------------


def said(run: Path, record: dict[str, str] | None = RECORD) -> list[str]:
    """The problems of replacing a run, as printed for a teacher who typed `output/9B`."""
    return [str(problem) for problem in losses(run, record, Path("output/9B"))]


def test_a_markbook_with_marks_would_be_lost(run: Path) -> None:
    """Typing into the markbook is a change; a file that is gone is no loss."""
    write(run, {"markbook.xlsx": b"marks"})
    (run / "old.pdf").unlink()
    assert said(run) == [
        "output/9B/markbook.xlsx: This file was changed after it was printed: marks may stand in it. "
        "Save and close it and give the command again, or move it out of the folder to keep it."
    ]


def test_of_many_files_ten_are_named_with_workbooks_first(tmp_path: Path) -> None:
    """The whole number is said, and the ten are those that would be missed most."""
    printed = {f"notes-{number:02}.txt": b"" for number in range(40)} | {"z/marks.xlsx": b""}
    write(tmp_path, printed)
    record = digests(tmp_path)
    write(tmp_path, dict.fromkeys(printed, b"typed"))
    problems = said(tmp_path, record)
    assert len(problems) == 11
    assert problems[0] == (
        "output/9B: 41 files in it are not as they were printed; 10 of them are named here. "
        "Move them out of it to keep them, or choose another --output."
    )
    assert problems[1].startswith("output/9B/z/marks.xlsx: This file was changed after it was printed: marks")
    write(tmp_path, {f"notes-{number:02}.txt": b"" for number in range(31)})
    assert len(said(tmp_path, record)) == 10


def test_an_added_file_is_no_loss_but_a_pipe_would_be(run: Path) -> None:
    """Files and links are kept with the next run; a pipe cannot be."""
    write(run, {"notes/mine.txt": b"mine"})
    (run / "link").symlink_to("nowhere")
    assert said(run) == []
    (run / "old.pdf").write_bytes(b"changed, not added")
    assert added(run, RECORD) == ("link", "notes/mine.txt")
    assert added(run, None) == ()
    (run / "old.pdf").write_bytes(OLD["old.pdf"])
    os.mkfifo(run / "pipe")
    (only,) = said(run)
    assert only.startswith("output/9B/pipe: This is not of the run, and no file that could be kept.")


def test_without_a_record_anything_could_be_lost(run: Path) -> None:
    """Of a run whose record does not tell how its files were printed none is replaced, and that is said once."""
    (only,) = said(run, None)
    assert only.startswith(
        "output/9B: Whether somebody typed into this run or added to it is not known: its record is"
    )
    assert only.endswith("Move the folder away to keep what is in it, or choose another --output.")
