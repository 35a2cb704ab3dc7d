"""Words to be typed stand in the quotes of this system’s shell; no more processes work than it can wait for."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from types import SimpleNamespace

import pytest

from worksheetgen.system import processes
from worksheetgen.system.processes import MOST_PROCESSES, cores, typed

WORDS = (
    "worksheetgen",
    "exam",
    "my test.yaml",
    "marks:>4",
    r"C:\Users\Ann Lee\9B.csv",
    "Żółć",
    "plain-1_2.csv",
)


def test_a_shell_reads_the_words_as_they_are() -> None:
    """Quoted for the shell of Linux and macOS, they are the same words again."""
    assert shlex.split(typed(WORDS)) == list(WORDS)


def test_windows_takes_double_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cmd or PowerShell would part or take for a sign of their own stands in double quotes, and nothing else."""
    monkeypatch.setattr(processes, "sys", SimpleNamespace(platform="win32"))
    assert typed(WORDS) == (
        r'worksheetgen exam "my test.yaml" "marks:>4" "C:\Users\Ann Lee\9B.csv" Żółć plain-1_2.csv'
    )


def test_cores_are_counted_where_the_system_tells_only_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere than on Linux all cores count, up to the most processes that can be waited for; one at least."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    for told, counted in ((None, 1), (4, 4), (5000, MOST_PROCESSES)):
        monkeypatch.setattr(os, "cpu_count", lambda told=told: told)
        assert cores() == counted


def test_no_more_processes_work_than_windows_can_wait_for() -> None:
    """On Windows, Python refuses to work with 62 processes, however many cores there are."""
    script = (
        "import sys; sys.platform = 'win32'; import os; del os.sched_getaffinity; os.cpu_count = lambda: 128\n"
        "from worksheetgen.system.processes import cores; print(cores())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "61"
