"""A run arrives whole or not at all, whatever happens to the program, the disk or the folder."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from worksheetgen.delivery import check_target, deliver
from worksheetgen.errors import ExitCode, OutputExists

MARK = '{\n  "version": 1,\n  "program": "worksheetgen 0.1.0",\n  "class": '
OLD = {"manifest.json": f'{MARK}"old"}}'.encode(), "papers/001.pdf": b"old paper", "old.pdf": b"old"}
NEW = {"manifest.json": f'{MARK}"new"}}'.encode(), "papers/001.pdf": b"new paper", "papers/002.pdf": b"two"}

# A process that delivers NEW over what is there and is struck by a signal at its nth step on the disk:
# Python reports every step to an audit hook, so nothing of the delivery itself is replaced.
STRUCK = """
import ast, os, signal, sys
from pathlib import Path
from worksheetgen.delivery import deliver
STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}
folder, number, strike, seen = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), 0
def hook(event, arguments):
    global seen
    if event in STEPS and (event != "open" or str(folder.parent) in str(arguments[0])):
        seen += 1
        if seen == number:
            print(event, file=sys.stderr)
            os.kill(os.getpid(), strike)
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it in the background
sys.addaudithook(hook)
deliver(folder, ast.literal_eval(sys.argv[4]), force=True)
"""


def contents(folder: Path) -> dict[str, bytes]:
    """All files under a folder by their relative names."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def beside(folder: Path) -> list[str]:
    """What stands beside a folder, hidden or not."""
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def refusal(folder: Path, files: dict[str, bytes] = NEW, *, force: bool = False) -> str:
    """What `deliver` says when it cannot."""
    with pytest.raises(OutputExists) as caught:
        deliver(folder, files, force=force)
    assert caught.value.exit_code == ExitCode.OUTPUT_EXISTS
    (problem,) = caught.value.problems
    assert problem.what.endswith(".")
    assert problem.remedy.endswith(".")
    return f"{problem.what} {problem.remedy}"


def early(folder: Path, *, force: bool = False) -> str:
    """What `check_target` says before the work starts."""
    with pytest.raises(OutputExists) as caught:
        check_target(folder, force=force)
    (problem,) = caught.value.problems
    return f"{problem.what} {problem.remedy}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the run shall go; nothing is there yet."""
    return tmp_path / "run"


@pytest.fixture
def old(folder: Path) -> Path:
    """Where the run shall go; an older run is there."""
    deliver(folder, OLD, force=False)
    return folder


# ---- the ordinary way ----------------------------------------------------------------------------


def test_a_run_arrives_whole(folder: Path) -> None:
    """A new run holds exactly its files, and nothing stands beside it."""
    check_target(folder, force=False)
    deliver(folder, NEW, force=False)
    assert contents(folder) == NEW
    assert beside(folder) == []


def test_folders_above_are_made(tmp_path: Path) -> None:
    """Folders that are missing above the run are made."""
    check_target(tmp_path / "a" / "b" / "run", force=False)
    assert beside(tmp_path / "x") == []
    deliver(tmp_path / "a" / "b" / "run", NEW, force=False)
    assert contents(tmp_path / "a" / "b" / "run") == NEW


def test_a_run_is_kept_without_force(old: Path) -> None:
    """A run that is there stays as it is, early and late, and the remedy names --force."""
    assert "--force" in early(old)
    assert "--force" in refusal(old)
    assert contents(old) == OLD
    assert beside(old) == []


def test_a_run_is_replaced_with_force(old: Path) -> None:
    """With force the new run takes the old one's place, with no file of the old one."""
    check_target(old, force=True)
    deliver(old, NEW, force=True)
    assert contents(old) == NEW
    assert beside(old) == []


def test_an_empty_folder_is_replaced_with_force(folder: Path) -> None:
    """An empty folder needs force and then gives way."""
    folder.mkdir()
    refusal(folder)
    deliver(folder, NEW, force=True)
    assert contents(folder) == NEW


def test_a_link_to_a_run_stays_a_link(old: Path, tmp_path: Path) -> None:
    """Through a link the run itself is replaced."""
    link = tmp_path / "latest"
    link.symlink_to(old, target_is_directory=True)
    deliver(link, NEW, force=True)
    assert link.is_symlink()
    assert contents(old) == NEW


@pytest.mark.parametrize("name", ["../outside.pdf", "/outside.pdf", "papers/../../outside.pdf"])
def test_names_stay_inside(folder: Path, name: str) -> None:
    """A file that would lie outside the run is a bug, found before anything is written."""
    with pytest.raises(ValueError, match="leads out"):
        deliver(folder, {name: b""}, force=False)
    assert beside(folder) == []


# ---- what is never deleted -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "theirs",
    [
        {"holiday.jpg": b"photo"},
        {"manifest.json": b'{"name": "a web page", "icons": []}'},
        {"papers/001.pdf": b"paper"},
    ],
)
def test_what_is_no_run_is_never_deleted(folder: Path, theirs: dict[str, bytes]) -> None:
    """A folder without a manifest of ours stays, even with force, and force is not proposed."""
    for name, content in theirs.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for force in (False, True):
        for said in (early(folder, force=force), refusal(folder, force=force)):
            assert "is never replaced" in said
            assert "--force" not in said
    assert contents(folder) == theirs
    assert beside(folder) == []


def test_a_file_is_never_deleted(folder: Path) -> None:
    """A file where the run would go stays, even with force."""
    folder.write_text("mine")
    assert "is never replaced" in refusal(folder, force=True)
    assert folder.read_text() == "mine"


def test_a_previous_folder_of_somebody_else_is_never_deleted(old: Path) -> None:
    """A folder "run (previous)" that is no run stops a replacement, early and late."""
    theirs = old.with_name("run (previous)")
    theirs.mkdir()
    (theirs / "holiday.jpg").write_text("photo")
    assert "Give it another name." in early(old, force=True)
    assert "Give it another name." in refusal(old, force=True)
    assert (theirs / "holiday.jpg").read_text() == "photo"
    assert contents(old) == OLD


# ---- what cannot be written ----------------------------------------------------------------------


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    """A run cannot lie in a file, and is told so."""
    (tmp_path / "file").write_text("text")
    for target in (tmp_path / "file" / "run", tmp_path / "file" / "deep" / "run"):
        assert "inside a file" in early(target)
        assert "inside a file" in refusal(target)
    assert beside(tmp_path / "file") == []


@pytest.mark.parametrize("length", [250, 300])
def test_a_name_that_is_too_long(tmp_path: Path, length: int) -> None:
    """A name too long for the run or for its previous one is told early and late, and nothing is left."""
    assert "too long" in early(tmp_path / ("x" * length))
    assert "too long" in refusal(tmp_path / ("x" * length))
    assert list(tmp_path.iterdir()) == []


def test_a_file_name_that_is_too_long(old: Path) -> None:
    """A file whose name is too long stops the run, and the old run stays."""
    assert "too long" in refusal(old, {**NEW, "x" * 300: b""}, force=True)
    assert contents(old) == OLD
    assert beside(old) == []


@pytest.fixture
def unwritable() -> Iterator[Path]:
    """A folder that a user without rights may look into and not write to."""
    with tempfile.TemporaryDirectory() as name:
        outer = Path(name)
        inner = outer / "closed"
        inner.mkdir()
        outer.chmod(0o755)
        inner.chmod(0o555)
        yield inner
        inner.chmod(0o755)


def without_rights(code: str, *arguments: str) -> str:
    """What a process prints that runs the code as nobody if we are root, and as us if not."""
    begin = "import os, sys; from tests.test_delivery import *; os.getuid() or os.setuid(65534)\n"
    command = [sys.executable, "-c", begin + code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("say", ["early", "refusal"])
def test_a_folder_without_permission(unwritable: Path, say: str) -> None:
    """Where the user may not write, the run is refused early and late with a remedy."""
    said = without_rights(f"print({say}(Path(sys.argv[1])))", str(unwritable / "run"))
    assert "permission is denied. Close files of it that are open" in said
    assert list(unwritable.iterdir()) == []


def test_files_larger_than_the_account_allows(old: Path) -> None:
    """When a file cannot be written to its end, the old run stays and nothing of the new one is left."""
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "print(refusal(Path(sys.argv[1]), {**NEW, 'large.pdf': bytes(10_000)}, force=True))"
    )
    begin = "import sys; from tests.test_delivery import *\n"
    ran = subprocess.run([sys.executable, "-c", begin + code, str(old)], capture_output=True, text=True)
    assert "A file would be larger than this disk or account allows." in ran.stdout, ran.stderr
    assert contents(old) == OLD
    assert beside(old) == []


def test_a_full_disk(tmp_path: Path) -> None:
    """On a disk that fills up the old run stays, nothing of the new one is left, and the disk is named."""
    mount = f"mount -t tmpfs -o size=64k none '{tmp_path}'"
    if subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small disk of their own")
    code = (
        "import sys; from tests.test_delivery import *; run = Path(sys.argv[1])\n"
        "deliver(run, OLD, force=False)\n"
        "print(refusal(run, {**NEW, 'large.pdf': bytes(100_000)}, force=True))\n"
        "assert contents(run) == OLD and beside(run) == []\n"
    )
    inside = f'{mount} && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", inside, "sh", sys.executable, "-c", code, str(tmp_path / "run")]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "The disk is full. Free some space" in ran.stdout


def test_folders_made_above_a_failed_run_are_taken_away(tmp_path: Path) -> None:
    """When the run fails, the folders that were made for it go too."""
    refusal(tmp_path / "a" / "b" / "run", {"x" * 300: b""})
    assert list(tmp_path.iterdir()) == []


# ---- stopped in the middle -----------------------------------------------------------------------


def struck(folder: Path, number: int, strike: signal.Signals) -> subprocess.CompletedProcess[str]:
    """A delivery of NEW with force that is struck at its nth step on the disk, if it has so many."""
    command = [sys.executable, "-c", STRUCK, str(folder), str(number), str(int(strike)), repr(NEW)]
    return subprocess.run(command, capture_output=True, text=True)


def test_killed_at_any_step(tmp_path: Path) -> None:
    """Killed at any step, there is the old run or the new one, if need be after being put back by the next."""
    outcomes = []
    for number in range(1, 200):
        folder = tmp_path / str(number) / "run"
        deliver(folder, OLD, force=False)
        ran = struck(folder, number, signal.SIGKILL)
        if ran.returncode == 0:
            break
        missing = not folder.exists()
        assert "--force" in early(folder)
        outcomes.append((missing, contents(folder) == NEW))
        assert contents(folder) in (OLD, NEW)
        deliver(folder, NEW, force=True)
        assert contents(folder) == NEW
        assert beside(folder) == []
    assert ran.returncode == 0
    assert set(outcomes) == {(False, False), (True, False), (False, True)}


def test_killed_between_the_renames_and_run_without_force(old: Path) -> None:
    """A run put aside by a killed process is back before the next one looks, so that it is not written over."""
    old.rename(old.with_name("run (previous)"))
    assert "--force" in refusal(old)
    assert contents(old) == OLD
    assert beside(old) == []


def test_interrupted_at_any_step(tmp_path: Path) -> None:
    """Ctrl-C at any step leaves the old run or the new one whole, nothing beside it, and is not swallowed."""
    outcomes = []
    for number in range(1, 200):
        folder = tmp_path / str(number) / "run"
        deliver(folder, OLD, force=False)
        ran = struck(folder, number, signal.SIGINT)
        if ran.returncode == 0:
            break
        assert "KeyboardInterrupt" in ran.stderr
        outcomes.append(contents(folder) == NEW)
        assert contents(folder) in (OLD, NEW)
        assert beside(folder) == []
    assert ran.returncode == 0
    assert set(outcomes) == {True, False}


def test_a_second_rename_that_fails(old: Path) -> None:
    """When the system refuses the second rename, the old run is back in its place."""
    code = (
        "import sys; from tests.test_delivery import *\n"
        "def hook(event, arguments):\n"
        "    if event == 'os.rename' and 'partial' in str(arguments[0]): raise OSError(5, 'Input/output error')\n"
        "sys.addaudithook(hook)\n"
        "print(refusal(Path(sys.argv[1]), force=True))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(old)], capture_output=True, text=True)
    assert "The folder cannot be written (Input/output error)." in ran.stdout, ran.stderr
    assert contents(old) == OLD
    assert beside(old) == []


def test_ctrl_c_that_is_ignored_stays_ignored(folder: Path) -> None:
    """In a process that ignores Ctrl-C, as a shell's background jobs do, a delivery goes on through it."""
    code = (
        "import os, signal, sys; from pathlib import Path; from worksheetgen.delivery import deliver\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "sys.addaudithook(lambda event, _: event == 'os.rename' and os.kill(os.getpid(), signal.SIGINT))\n"
        f"deliver(Path(sys.argv[1]), {NEW!r}, force=False)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
    assert contents(folder) == NEW


def test_what_a_killed_process_left_is_cleaned(folder: Path) -> None:
    """Half-written and half-deleted folders of killed processes are gone after the next run."""
    for name in (".worksheetgen-partial", ".worksheetgen-discarded"):
        (folder.with_name(name) / "papers").mkdir(parents=True)
        (folder.with_name(name) / "papers" / "099.pdf").write_text("half")
    deliver(folder, NEW, force=False)
    assert contents(folder) == NEW
    assert beside(folder) == []


def test_two_runs_at_once(tmp_path: Path) -> None:
    """Of many processes delivering to the same folder at once, each wins whole or says why not."""
    code = (
        "import sys; from tests.test_delivery import *\n"
        "files = {**NEW, **{f'papers/{i}.pdf': sys.argv[2].encode() for i in range(200)}}\n"
        "for _ in range(5): deliver(Path(sys.argv[1]), files, force=True)"
    )
    folder = tmp_path / "run"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), name], stderr=subprocess.PIPE)
        for name in "abcd"
    ]
    errors = [process.communicate()[1] for process in running]
    assert errors == [b""] * 4
    papers = {content for name, content in contents(folder).items() if name.startswith("papers/1")}
    assert len(papers) == 1
    assert beside(folder) == []


def test_delivery_outside_the_main_thread(folder: Path) -> None:
    """A run may be delivered by a thread, where Python handles no signals."""
    thread = threading.Thread(target=deliver, args=(folder, NEW), kwargs={"force": False})
    thread.start()
    thread.join()
    assert contents(folder) == NEW


@pytest.mark.parametrize("handler", ["default_int_handler", "SIG_IGN"])
def test_ctrl_c_means_what_it_meant(folder: Path, handler: str) -> None:
    """After a delivery Ctrl-C does what it did before it, be that nothing."""
    code = (
        f"import signal, sys; from pathlib import Path; from worksheetgen.delivery import deliver\n"
        f"signal.signal(signal.SIGINT, signal.{handler})\n"
        f"deliver(Path(sys.argv[1]), {NEW!r}, force=False)\n"
        f"assert signal.getsignal(signal.SIGINT) is signal.{handler}"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
