"""The cache saves time and is never trusted further than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.cache import cached, content_digest
from worksheetgen.errors import InvalidInput


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "worksheetgen"


def as_it_is(content: bytes) -> bytes:
    """Read what was kept as bytes."""
    return content


def test_what_was_made_once_is_not_made_again(folder: Path) -> None:
    """The second asking gives the same bytes without making them; something else is made anew."""
    made: list[str] = []

    def make(what: str) -> bytes:
        made.append(what)
        return what.encode()

    for _ in range(2):
        assert cached("kind", "a", lambda: make("a"), bytes.decode, most=9) == "a"
    assert cached("kind", "b", lambda: make("b"), bytes.decode, most=9) == "b"
    assert made == ["a", "b"]


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_damaged_file_is_made_again(folder: Path, damage: bytes) -> None:
    """A file that was cut short or changed is not read."""
    cached("kind", "a", lambda: b"right", as_it_is, most=9)
    (path,) = folder.iterdir()
    path.write_bytes(damage)
    assert cached("kind", "a", lambda: b"right", as_it_is, most=9) == b"right"
    assert cached("kind", "a", lambda: b"wrong", as_it_is, most=9) == b"right"


def test_a_file_that_cannot_be_read_is_made_again(folder: Path) -> None:
    """Bytes with the right checksum that are not what the reader takes are replaced."""
    assert cached("kind", "a", lambda: b"\xff", as_it_is, most=9) == b"\xff"
    for _ in range(2):
        assert cached("kind", "a", lambda: b"right", bytes.decode, most=9) == "right"


def test_folders_whose_names_are_no_utf_8_have_files_too(folder: Path) -> None:
    """What a file is made from may name any folder of the system."""
    for _ in range(2):
        assert cached("kind", "/b\udcff", lambda: b"made", as_it_is, most=9) == b"made"
    assert len(list(folder.iterdir())) == 1


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file stands in the folder's way, everything is made each time."""
    (tmp_path / "cache").write_text("a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert [cached("kind", "a", lambda: b"made", as_it_is, most=9) for _ in range(2)] == [b"made"] * 2


def test_old_files_go(folder: Path) -> None:
    """Of each kind so many files stay as its maker says, and many of one kind drive out none of another."""
    cached("theme", "board", lambda: b"made", as_it_is, most=1)
    for number in range(8):
        cached("units", str(number), lambda: b"made", as_it_is, most=3)
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir()) == ["theme"] + ["units"] * 3


def test_nobody_else_can_read_what_is_kept(folder: Path) -> None:
    """A draw says what an exam asks."""
    cached("draw", "a", lambda: b"made", as_it_is, most=9)
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_read_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    """What was kept of a file without a word in it is not what a file says that nobody can read."""
    (tmp_path / "empty").touch()
    assert content_digest(tmp_path / "empty") != content_digest(tmp_path / "none") == ""


def test_units_from_the_cache_are_the_units(folder: Path, tmp_path: Path) -> None:
    """A bank read twice is equal, and an edit of any file is seen at once."""
    root = write_bank(tmp_path)
    first = load_bank(root).units
    assert list(folder.iterdir())
    assert load_bank(root).units == first
    path = root / "small/questions/choices.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("difficulty: 1", "difficulty: 2", 1), encoding="utf-8"
    )
    assert load_bank(root).units != first


def test_units_are_the_same_in_every_folder_from_which_their_places_are(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bank that lies elsewhere is read once for all folders; below the current one, places begin there."""
    root = write_bank(tmp_path / "elsewhere")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        (unit,) = load_bank(root).units
        assert unit.place.file == str(root / "small/unit.yaml")
    assert len(list(folder.iterdir())) == 1
    for inside, place in ((tmp_path, "elsewhere/bank/small/unit.yaml"), (root / "small", "unit.yaml")):
        monkeypatch.chdir(inside)
        (unit,) = load_bank(root).units
        assert unit.place.file == place


def test_a_mistake_beside_known_files_is_not_passed_over(folder: Path, tmp_path: Path) -> None:
    """A folder without a unit.yaml and a file that is not read are told, although every read file is known."""
    root = write_bank(tmp_path)
    load_bank(root)
    (root / "small/questions/more.yml").write_text("questions: []\n")
    with pytest.raises(InvalidInput, match=r"Files that end in \.yml are not read"):
        load_bank(root)
    (root / "small/questions/more.yml").unlink()
    (root / "other/questions").mkdir(parents=True)
    with pytest.raises(InvalidInput, match="looks like a unit"):
        load_bank(root)


def test_problems_are_never_kept(folder: Path, tmp_path: Path) -> None:
    """A bank with a mistake is told it each time."""
    root = write_bank(tmp_path)
    (root / "small/text.md").unlink()
    for _ in range(2):
        with pytest.raises(InvalidInput):
            load_bank(root)
