"""The names of the program's own folders: known by one predicate, and in nobody's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.runs import contents, write
from worksheetgen.delivery import hidden
from worksheetgen.delivery.hidden import aside_path, clean, discard, is_hidden_work, partial_path, work_path


def test_all_of_our_folders_are_known(tmp_path: Path) -> None:
    """Each name is known by the predicate, and so is whatever lies below it."""
    run = tmp_path / "run"
    for path in (work_path(run), aside_path(run), partial_path(tmp_path)):
        assert path.parent == tmp_path
        assert is_hidden_work(path)
        assert is_hidden_work(path / "run" / "manifest.json")


@pytest.mark.parametrize(
    "name", ["run", "worksheetgen-work", ".hidden", "run/.worksheetgen", "a.worksheetgen-b"]
)
def test_others_are_not(tmp_path: Path, name: str) -> None:
    """A run may have any other name, be it hidden."""
    assert not is_hidden_work(tmp_path / name / "manifest.json")


def test_discarded_folders_are_known(tmp_path: Path) -> None:
    """What is thrown away bears a name of ours, until it is gone."""
    write(tmp_path / ".worksheetgen-discarded-01", {"papers/001.pdf": b""})
    assert is_hidden_work(tmp_path / ".worksheetgen-discarded-01")
    write(tmp_path / "run", {"papers/001.pdf": b""})
    discard(tmp_path / "run", tmp_path)
    clean(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_locks_what_is_being_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be another program's, as on Windows; what was thrown away goes."""
    monkeypatch.setattr(hidden, "HAS_LOCKS", False)
    for name in (".worksheetgen-discarded-01", ".worksheetgen-partial-01"):
        write(tmp_path / name, {"papers/001.pdf": b""})
    clean(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".worksheetgen-partial-01"]


def test_what_a_link_leads_to_is_never_thrown_away(tmp_path: Path) -> None:
    """Under a name of ours a link to a folder of somebody's may lie: neither is touched, and it is in nobody's way."""
    write(tmp_path / "theirs", {"holiday.jpg": b"photo"})
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / ".worksheetgen-discarded-01").symlink_to(tmp_path / "theirs", target_is_directory=True)
    clean(desk)
    assert contents(tmp_path / "theirs") == {"holiday.jpg": b"photo"}


def test_runs_of_different_names_have_different_folders(tmp_path: Path) -> None:
    """A run is found again by its own name only."""
    names = ["run", "Run", "run ", "run (previous)", "rün"]
    assert len({work_path(tmp_path / name) for name in names}) == len(names)
    assert len({aside_path(tmp_path / name) for name in names}) == len(names)
    assert aside_path(tmp_path / "run") == aside_path(tmp_path / "run")


def test_cleaning_touches_nothing_that_may_be_wanted(tmp_path: Path) -> None:
    """A workroom waits for `--resume`, a run that is aside for `restore`, and a person's files for the person."""
    kept = [work_path(tmp_path / "run"), aside_path(tmp_path / "run"), tmp_path / ".hidden", tmp_path / "run"]
    for path in kept:
        write(path, {"manifest.json": b""})
    clean(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(kept)
