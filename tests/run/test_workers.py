"""Processes that print papers end with the process that started them, and when it is stopped."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from multiprocessing import parent_process
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from tests.commands import until
from worksheetgen.run.workers import Workers

pytestmark = pytest.mark.slow

DRIVER = """
import os, sys, time
from pathlib import Path
from worksheetgen.run.workers import Workers

def work(seconds):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(seconds)

if __name__ == "__main__":
    try:
        list(Workers(jobs=2).run(work, [3600] * 9))
    except KeyboardInterrupt:
        print("stopped")
"""


@pytest.mark.parametrize(("sign", "said"), [(signal.SIGKILL, ""), (signal.SIGINT, "stopped\n")])
def test_workers_end_with_their_driver(tmp_path: Path, sign: signal.Signals, said: str) -> None:
    """Killed or stopped, it leaves no process behind: the pipe that all hold is closed long before their work is done.

    Of nine pieces of work no third one is begun.
    """
    script, started = tmp_path / "driver.py", tmp_path / "started"
    script.write_text(DRIVER, encoding="utf-8")
    started.mkdir()
    command = [sys.executable, str(script), str(started)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    driver = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    )
    until(lambda: len(list(started.iterdir())) == 2, driver)
    driver.send_signal(sign)
    out, err = driver.communicate(timeout=120)  # of the hour that their work takes
    assert (out, "Traceback" in err) == (said, False)
    assert len(list(started.iterdir())) == 2


class Garbage:
    """Refers to itself, so that only who looks for garbage finds it: then it leaves a file."""

    def __init__(self, found: Path) -> None:
        self.found, self.itself = found, self

    def __del__(self) -> None:
        self.found.touch()


def litter(found: Path) -> tuple[int, bool]:
    """Make garbage, slowly enough that the other process has some to make; who did, and whether it looks for any."""
    Garbage(found)
    time.sleep(0.2)
    return os.getpid(), gc.isenabled()


def who(seconds: float) -> int:
    """The process that does that, slowly enough that each has its share."""
    time.sleep(seconds)
    return os.getpid()


@pytest.mark.parametrize(("jobs", "chunks", "processes"), [(2, 1, 1), (2, 2, 2), (3, 3, 3), (9, 2, 2)])
def test_the_driver_works_however_few_chunks_there_are(jobs: int, chunks: int, processes: int) -> None:
    """It does not give all of them away and wait; one alone it does by itself, and no process starts for nothing."""
    done = Counter(Workers(jobs=jobs).run(who, [0.2] * chunks))
    assert done[os.getpid()] >= 1
    assert len(done) <= processes
    assert done.total() == chunks


def meanwhile(made: Path) -> None:
    """Another process leaves a file; the driver takes until there are three of them."""
    if parent_process():
        NamedTemporaryFile(dir=made, delete=False).close()
    else:
        before = time.monotonic()
        while len(list(made.iterdir())) < 3:
            assert time.monotonic() < before + 60
            time.sleep(0.01)


def test_the_other_has_enough_to_do_while_the_driver_works(tmp_path: Path) -> None:
    """It makes three while the driver makes one, which gives out no more meanwhile."""
    assert len(list(Workers(jobs=2).run(meanwhile, [tmp_path] * 8))) == 8


def test_nobody_works_where_there_is_nothing_to_do() -> None:
    """No chunk, no result."""
    assert list(Workers(jobs=2).run(who, [])) == []


def test_workers_look_for_no_garbage(tmp_path: Path) -> None:
    """Not as they work, nor as they end, which the whole run would wait for; the driver works, as it is, with them."""
    found = [tmp_path / str(number) for number in range(12)]
    gc.disable()  # else this process might find its own
    try:
        done = dict(Workers(jobs=2).run(litter, found))
        done[os.getpid()]  # it had its share
        assert list(done.values()) == [False, False]
        assert not any(path.exists() for path in found)
    finally:
        gc.enable()
