"""Processes that print papers end with the process that started them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

DRIVER = """
import os, sys, time
from pathlib import Path
from worksheetgen.run.workers import Workers

def work(seconds):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(seconds)

if __name__ == "__main__":
    list(Workers(jobs=2).run(work, [60, 60]))
"""


def within(seconds: float, folder: Path, held: int) -> bool:
    """Whether the folder has so many names before the time is over."""
    end = time.monotonic() + seconds
    while len(list(folder.iterdir())) != held and time.monotonic() < end:
        time.sleep(0.02)
    return len(list(folder.iterdir())) == held


def test_workers_end_with_a_driver_that_is_killed(tmp_path: Path) -> None:
    """Killed, it leaves no process behind: the pipe that all of them hold is closed long before their work is done."""
    script, started = tmp_path / "driver.py", tmp_path / "started"
    script.write_text(DRIVER, encoding="utf-8")
    started.mkdir()
    command = [sys.executable, str(script), str(started)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    driver = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert within(30, started, 2)
    driver.kill()
    out, _ = driver.communicate(timeout=20)
    assert out == b""
