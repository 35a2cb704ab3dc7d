"""Stopped, killed or run beside others at any step, there is the old run or the new one."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.delivery.marks import can_forbid_exchange
from tests.delivery.runs import (
    BROUGHT_IN,
    NEW,
    NO_EXCHANGE,
    OLD,
    beside,
    bring,
    can_exchange,
    contents,
    early,
    python,
    refusal,
    write,
)
from worksheetgen.delivery import deliver, restore
from worksheetgen.delivery.disk import AT_ONCE
from worksheetgen.delivery.hidden import aside_path, work_path
from worksheetgen.delivery.workroom import Workroom
from worksheetgen.errors import OutputExists
from worksheetgen.system.disk import lock

BOTH_WAYS = pytest.mark.parametrize(
    "first", ["", pytest.param(NO_EXCHANGE, marks=(can_forbid_exchange, pytest.mark.soak))]
)


def struck(folder: Path, number: int, strike: signal.Signals, first: str) -> subprocess.CompletedProcess[str]:
    """NEW brought in with force by a process that is struck at its nth step on the disk, if it has so many."""
    return python(first + BROUGHT_IN, folder, number, int(strike))


# ---- killed --------------------------------------------------------------------------------------


@pytest.mark.slow
@BOTH_WAYS
def test_killed_at_any_step(tmp_path: Path, first: str) -> None:
    """Killed at any step, there is the old run or the new one; without an exchange, once the next command is run."""
    outcomes = []
    for number in range(1, 200):
        folder = tmp_path / str(number) / "run"
        bring(folder, OLD)
        ran = struck(folder, number, signal.SIGKILL, first)
        if ran.returncode == 0:
            break
        missing = not folder.exists()
        assert bool(restore(folder)) == missing
        assert "--force" in early(folder)
        outcomes.append((missing, contents(folder) == NEW))
        assert contents(folder) in (OLD, NEW)
        bring(folder, force=True)
        assert contents(folder) == NEW
        assert beside(folder) == []
    assert ran.returncode == 0, ran.stderr
    assert set(outcomes) == {
        (False, False),
        (False, True),
        *([(True, False)] if first or not can_exchange(tmp_path) else []),
    }


def test_what_was_put_aside_is_brought_back_and_that_is_said(old: Path) -> None:
    """The next command has the old run in its place again, and a sentence that says so, once."""
    old.rename(aside_path(old))
    assert restore(old) == (
        f"{old}: The program was stopped while it replaced this run; the run as it was is back in its place. "
        "Print it again with --force if it is still to be replaced."
    )
    assert contents(old) == OLD
    assert beside(old) == []
    assert restore(old) is None


def test_what_was_replaced_already_is_thrown_away(old: Path) -> None:
    """Killed after both renames: the old run is still aside, the new one is in its place and stays, unsaid."""
    old.rename(aside_path(old))
    write(old, NEW)
    assert restore(old) is None
    assert contents(old) == NEW
    assert beside(old) == []


def never_renamed(path: Path, target: Path) -> Path:
    """What a disk answers that has failed."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_run_that_cannot_be_brought_back_stays_aside(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is named, and the run is where it was."""
    old.rename(aside_path(old))
    with monkeypatch.context() as failing:
        failing.setattr(Path, "rename", never_renamed)
        with pytest.raises(OutputExists, match=os.strerror(errno.EIO)) as caught:
            restore(old)
    assert str(caught.value).startswith(f"{old}: ")
    assert contents(aside_path(old)) == OLD
    assert restore(old)
    assert contents(old) == OLD


def test_what_was_replaced_and_cannot_be_thrown_away_is_in_nobodys_way(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes with the first command after that for which the disk allows it."""
    old.rename(aside_path(old))
    write(old, NEW)
    with monkeypatch.context() as failing:
        failing.setattr(Path, "rename", never_renamed)
        assert restore(old) is None
    assert contents(old) == NEW
    assert restore(old) is None
    assert beside(old) == []


def test_a_workroom_without_its_run_is_thrown_away(old: Path) -> None:
    """Killed when the new run was in its place: what is left of its workroom goes with the next command."""
    workroom = Workroom(work_path(old))
    write(workroom.packs, {"00001/record": b"", "00002/record": b""})
    assert restore(old) is None
    assert contents(old) == OLD
    assert beside(old) == []


def test_a_workroom_to_resume_stays(old: Path) -> None:
    """Neither what waits to be resumed is touched, nor where another one is at work, be its run out of it already."""
    workroom = Workroom(work_path(old))
    write(workroom.packs, {"00001/record": b"", "00002/record": b""})
    workroom.run.mkdir()
    assert restore(old) is None
    assert workroom.finished() == 2
    workroom.run.rmdir()
    with lock(workroom.path, wait=False):
        assert restore(old) is None
        assert workroom.finished() == 2


def test_a_run_put_aside_is_not_written_over(old: Path) -> None:
    """Whoever prints into the folder without having called `restore` meets the run that was put aside."""
    old.rename(aside_path(old))
    assert "--force" in refusal(old)
    assert contents(old) == OLD
    old.rename(aside_path(old))
    assert "--force" in early(old)
    assert contents(old) == OLD
    assert beside(old) == []


def test_a_run_put_aside_takes_the_place_of_an_empty_folder(old: Path) -> None:
    """A folder that somebody has made anew, with nothing in it, does not keep the run away."""
    old.rename(aside_path(old))
    old.mkdir()
    assert restore(old)
    assert contents(old) == OLD


def test_a_run_put_aside_stays_where_others_have_taken_its_place(old: Path) -> None:
    """Where a person has put files of their own since, neither those nor the old run are touched."""
    old.rename(aside_path(old))
    write(old, {"notes.txt": b"mine"})
    assert restore(old) is None
    assert "is never replaced" in refusal(old, force=True)
    assert contents(old) == {"notes.txt": b"mine"}
    assert contents(aside_path(old)) == OLD


@pytest.mark.parametrize("theirs", ["run (previous)", ".worksheetgen-aside-0123", "run~"])
def test_nothing_is_brought_back_that_was_not_put_aside(folder: Path, theirs: str) -> None:
    """A run beside the folder, that a person put there, stays where it is."""
    write(folder.with_name(theirs), OLD)
    assert restore(folder) is None
    bring(folder)
    assert contents(folder.with_name(theirs)) == OLD


def test_what_is_no_run_is_not_brought_back(folder: Path) -> None:
    """Even under the name that a run has while it is aside, only a run of ours is moved."""
    write(aside_path(folder), {"holiday.jpg": b"photo"})
    assert restore(folder) is None
    bring(folder)
    assert contents(folder) == NEW
    assert contents(aside_path(folder)) == {"holiday.jpg": b"photo"}


def test_what_a_killed_process_left_is_cleaned(folder: Path) -> None:
    """Half-written and half-deleted folders of killed processes are gone after the next run."""
    for name in (".worksheetgen-partial-01", ".worksheetgen-discarded-01"):
        write(folder.with_name(name), {"papers/099.pdf": b"half"})
    folder.with_name(".worksheetgen-partial-02").write_bytes(b"half")
    bring(folder)
    assert contents(folder) == NEW
    assert beside(folder) == []


@pytest.mark.slow
@can_forbid_exchange
def test_a_second_rename_that_fails(old: Path) -> None:
    """When the system refuses the second rename, the old run is back in its place."""
    ran = python(
        NO_EXCHANGE + "def hook(event, arguments):\n"
        "    if event == 'os.rename' and str(arguments[1]) == sys.argv[1] and 'aside' not in str(arguments[0]):\n"
        "        raise OSError(5, 'Input/output error')\n"
        "sys.addaudithook(hook)\n"
        "print(refusal(Path(sys.argv[1]), force=True))",
        old,
    )
    assert "The folder cannot be written (Input/output error)." in ran.stdout, ran.stderr
    assert contents(old) == OLD
    assert beside(old) == []


@pytest.mark.slow
@can_forbid_exchange
def test_an_empty_folder_is_replaced_without_an_exchange(folder: Path) -> None:
    """Two steps replace an empty folder too."""
    folder.mkdir()
    ran = python(NO_EXCHANGE + "bring(Path(sys.argv[1]), force=True)", folder)
    assert ran.returncode == 0, ran.stderr
    assert contents(folder) == NEW
    assert beside(folder) == []


# ---- Ctrl-C --------------------------------------------------------------------------------------


@pytest.mark.soak
@BOTH_WAYS
def test_interrupted_at_any_step(tmp_path: Path, first: str) -> None:
    """Ctrl-C at any step leaves the old run or the new one whole, nothing beside it, and is not swallowed."""
    outcomes = []
    for number in range(1, 200):
        folder = tmp_path / str(number) / "run"
        bring(folder, OLD)
        ran = struck(folder, number, signal.SIGINT, first)
        if ran.returncode == 0:
            break
        assert "KeyboardInterrupt" in ran.stderr
        outcomes.append(contents(folder) == NEW)
        assert contents(folder) in (OLD, NEW)
        assert beside(folder) == []
    assert ran.returncode == 0, ran.stderr
    assert set(outcomes) == {True, False}


@pytest.mark.parametrize("way", [bring, deliver])
def test_ctrl_c_is_not_kept_waiting_until_all_is_flushed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Path, Mapping[str, bytes]], None]
) -> None:
    """While a large run goes to a slow disk it takes effect before the next few files, and nothing is left."""
    flushed = []
    fsync = os.fsync

    def interrupted(descriptor: int) -> None:
        fsync(descriptor)
        flushed.append(descriptor)
        signal.raise_signal(signal.SIGINT)  # in this thread, whichever others there are

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(os, "fsync", interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            way(folder, {**NEW, **{f"papers/{number}.pdf": b"" for number in range(20)}})
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(flushed) <= AT_ONCE
    assert not folder.exists()
    assert beside(folder) == []


@pytest.mark.slow
def test_ctrl_c_that_is_ignored_stays_ignored(folder: Path) -> None:
    """In a process that ignores Ctrl-C, as a shell's background jobs do, a delivery goes on through it."""
    ran = python(
        "import os, signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "sys.addaudithook(lambda event, _: event == 'os.rename' and os.kill(os.getpid(), signal.SIGINT))\n"
        "bring(Path(sys.argv[1]), NEW)",
        folder,
    )
    assert ran.returncode == 0, ran.stderr
    assert contents(folder) == NEW


@pytest.mark.slow
@pytest.mark.parametrize("handler", ["default_int_handler", "SIG_IGN"])
def test_ctrl_c_means_what_it_meant(folder: Path, handler: str) -> None:
    """After a delivery Ctrl-C does what it did before it, be that nothing."""
    ran = python(
        f"import signal; signal.signal(signal.SIGINT, signal.{handler})\n"
        "bring(Path(sys.argv[1]), NEW)\n"
        f"assert signal.getsignal(signal.SIGINT) is signal.{handler}",
        folder,
    )
    assert ran.returncode == 0, ran.stderr


# ---- beside others -------------------------------------------------------------------------------


@pytest.mark.soak
@BOTH_WAYS
def test_two_runs_at_once(tmp_path: Path, first: str) -> None:
    """Of many processes that bring in the same folder at once, each wins whole or says why not."""
    code = first + (
        "from worksheetgen.delivery.changes import digests\n"
        "folder, name = Path(sys.argv[1]), sys.argv[2]\n"
        "prepared = folder.with_name(f'prepared-{name}')\n"
        "for _ in range(5):\n"
        "    write(prepared, {**NEW, **{f'papers/{i}.pdf': name.encode() for i in range(200)}})\n"
        "    bring_in(folder, prepared, force=True, digests_of=digests)"
    )
    folder = tmp_path / "run"
    command = [sys.executable, "-c", f"from tests.delivery.runs import *\n{code}", str(folder)]
    running = [subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in "abcd"]
    errors = [process.communicate()[1] for process in running]
    assert errors == [b""] * 4
    papers = {content for name, content in contents(folder).items() if name.startswith("papers/1")}
    assert len(papers) == 1
    assert beside(folder) == []


def test_outside_the_main_thread(folder: Path) -> None:
    """A run may be brought in by a thread, where Python handles no signals."""
    thread = threading.Thread(target=bring, args=(folder,))
    thread.start()
    thread.join()
    assert contents(folder) == NEW
