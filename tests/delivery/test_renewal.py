"""A folder that is printed anew as often as one likes loses nothing that a person put there."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.delivery.runs import NEW, OLD, RENEWED, beside, contents, python, write
from worksheetgen.delivery.hidden import aside_path
from worksheetgen.delivery.renewal import PRINTED, renewed
from worksheetgen.errors import OutputExists

MINE = {"papers/notes.txt": b"mine"}
NO_SWAP = "from worksheetgen.delivery import placing\nplacing.exchange = lambda one, other: False\n"


def renew(folder: Path, files: dict[str, bytes]) -> None:
    """Print these files into the folder."""
    with renewed(folder) as filled:
        for name, content in files.items():
            (filled / name).parent.mkdir(parents=True, exist_ok=True)
            (filled / name).write_bytes(content)


def printed(folder: Path) -> dict[str, bytes]:
    """All that is in the folder but its list."""
    return {name: content for name, content in contents(folder).items() if name != PRINTED}


def test_a_renewal_takes_the_place_of_the_last(folder: Path) -> None:
    """New files come, old ones go with folders that are empty then, and what is the same stays."""
    renew(folder, {"slips/1.pdf": b"one", "report.pdf": b"report"})
    renew(folder, {"report.pdf": b"new", "slips.pdf": b"all"})
    assert printed(folder) == {"report.pdf": b"new", "slips.pdf": b"all"}
    assert not (folder / "slips").exists()
    assert beside(folder) == []


def test_what_a_person_put_there_stays(folder: Path) -> None:
    """A file of another name is nobody's business, wherever it lies."""
    renew(folder, {"slips/1.pdf": b"one"})
    (folder / "slips/notes.txt").write_bytes(b"mine")
    renew(folder, {"report.pdf": b"report"})
    assert printed(folder) == {"slips/notes.txt": b"mine", "report.pdf": b"report"}


@pytest.mark.parametrize("files", [{"slips/1.pdf": b"new"}, {"report.pdf": b"report"}])
def test_a_changed_file_is_named_and_nothing_is_replaced(folder: Path, files: dict[str, bytes]) -> None:
    """A slip that somebody wrote a remark into stays, whether it would be replaced or go."""
    renew(folder, {"slips/1.pdf": b"one", "slips/2.pdf": b"two"})
    (folder / "slips/1.pdf").write_bytes(b"one, with a remark")
    before = contents(folder)
    with pytest.raises(OutputExists) as caught:
        renew(folder, files)
    assert str(caught.value).startswith(f"{folder / 'slips/1.pdf'}: This file is not as it was printed.")
    assert contents(folder) == before
    assert beside(folder) == []


@pytest.mark.parametrize(("own", "named"), [("b.pdf/mine.txt", "b.pdf"), ("c", "c")])
def test_what_has_the_name_of_a_file_or_folder_is_named(folder: Path, own: str, named: str) -> None:
    """Where a person’s folder or file stands in the way, it is named and nothing at all is replaced."""
    renew(folder, {"a.pdf": b"one"})
    (folder / own).parent.mkdir(exist_ok=True)
    (folder / own).write_bytes(b"mine")
    before = contents(folder)
    with pytest.raises(OutputExists) as caught:
        renew(folder, {"a.pdf": b"new", "b.pdf": b"new", "c/1.pdf": b"new"})
    assert str(caught.value) == (
        f"{folder / named}: This has the name of something that is printed here. "
        "Move it out of the folder to keep it, or delete it, and give the command again."
    )
    assert contents(folder) == before


def test_without_its_list_nothing_is_replaced(folder: Path) -> None:
    """Whose files there are is not known then; the very same ones are no loss."""
    renew(folder, {"1.pdf": b"one"})
    (folder / PRINTED).unlink()
    with pytest.raises(OutputExists):
        renew(folder, {"1.pdf": b"new"})
    renew(folder, {"1.pdf": b"one"})
    assert printed(folder) == {"1.pdf": b"one"}


def test_a_name_with_spaces_is_known_again(folder: Path) -> None:
    """What is printed under it is replaced, and goes where it is not printed any more."""
    renew(folder, {"Ada  Lovelace.pdf": b"one"})
    renew(folder, {"Ada  Lovelace.pdf": b"new"})
    renew(folder, {"1.pdf": b"one"})
    assert printed(folder) == {"1.pdf": b"one"}


def test_a_list_that_is_no_text_stops_nothing(folder: Path) -> None:
    """Of a damaged list what can be read counts: the files in it are replaced, any other is somebody's and stays."""
    renew(folder, {"1.pdf": b"one", "Prüfung.pdf": b"two"})
    (folder / PRINTED).write_bytes((folder / PRINTED).read_bytes() + b"\xff\xfe  2.pdf\n")
    (folder / "2.pdf").write_bytes(b"mine")
    with pytest.raises(OutputExists, match=r"2\.pdf: This file is not as it was printed\. Move it out"):
        renew(folder, {"1.pdf": b"new"})
    (folder / "2.pdf").unlink()
    renew(folder, {"1.pdf": b"new"})
    assert printed(folder) == {"1.pdf": b"new"}


def test_a_list_that_leads_out_of_the_folder_deletes_nothing(folder: Path) -> None:
    """A crafted list cannot have a file beside the folder deleted."""
    renew(folder, {"1.pdf": b"one"})
    (folder.parent / "mine.txt").write_bytes(b"mine")
    with (folder / PRINTED).open("a") as file:
        file.write("00  ../mine.txt\n")
    renew(folder, {"1.pdf": b"new"})
    assert (folder.parent / "mine.txt").read_bytes() == b"mine"


def test_nothing_is_replaced_where_the_printing_fails(folder: Path) -> None:
    """An exception in the middle leaves what was there."""
    renew(folder, {"1.pdf": b"one"})
    with pytest.raises(TypeError):
        renew(folder, {"1.pdf": b"half", "2.pdf": None})  # type: ignore[dict-item]  # which fails
    assert printed(folder) == {"1.pdf": b"one"}
    assert beside(folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("exchanging", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_killed_at_any_step(tmp_path: Path, exchanging: bool) -> None:
    """Killed at any step, there are the old files or the new ones, and what a person put there; the next cleans up."""
    outcomes = set()
    for number in range(1, 200):
        folder = tmp_path / str(number) / "run"
        renew(folder, OLD)
        (folder / "papers/notes.txt").write_bytes(b"mine")
        ran = python(RENEWED, folder, number, signal.SIGKILL, exchanging)
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL, ran.stderr
        # Between two renames, where names cannot be exchanged, the old ones are aside.
        there = folder if folder.exists() else aside_path(folder)
        outcomes.add((there == folder, printed(there)["manifest.json"] == OLD["manifest.json"]))
        assert printed(there) in ({**OLD, **MINE}, {**NEW, **MINE})
        renew(folder, NEW)
        assert printed(folder) == {**NEW, **MINE}
        assert beside(folder) == []
    assert ran.returncode == 0, ran.stderr
    assert outcomes == {(True, True), (True, False), *([] if exchanging else [(False, True)])}


def test_a_folder_of_a_persons_own_is_brought_back_too(folder: Path) -> None:
    """Without anything printed there so far: it is known again where it was put aside, with all that is in it."""
    write(folder, {"notes.txt": b"mine"})
    ran = python(
        NO_SWAP + "import os, signal\nfrom worksheetgen.delivery.renewal import renewed\n"
        "def hook(event, arguments):\n"
        "    if event == 'os.rename' and str(arguments[1]) == sys.argv[1]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.addaudithook(hook)\nwith renewed(Path(sys.argv[1])) as filled: write(filled, NEW)",
        folder,
    )
    assert ran.returncode == -signal.SIGKILL
    assert not folder.exists()
    renew(folder, {"1.pdf": b"one"})
    assert printed(folder) == {"1.pdf": b"one", "notes.txt": b"mine"}
    assert beside(folder) == []
