"""Running the real command line in a folder of its own: in this process, or in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from worksheetgen.cli import main

LEAVE = 5
"""Seconds that a cluster's process has to end by itself."""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


def worksheetgen(*arguments: str | Path, cwd: Path) -> Ran:
    """Run `worksheetgen` with the arguments in a folder, in this process, where everything is imported already.

    An exception that is a bug goes through. What only a process shows (its start, signals, its workers, that nothing
    depends on its hash seed) needs `own_process`.
    """
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    typed_here, sys.argv = sys.argv, ["worksheetgen", *map(str, arguments)]
    interrupted = signal.getsignal(signal.SIGINT)
    try:
        with chdir(cwd), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
            main()
    finally:
        sys.argv = typed_here
        signal.signal(signal.SIGINT, interrupted)  # a command that was stopped ignores it from then on
    assert isinstance(left.value.code, int)
    return Ran(left.value.code, _said(out), _said(err))


def _said(stream: TextIOWrapper) -> str:
    """What was written, its lines ending as in a pipe that is read as text."""
    stream.seek(0)
    return TextIOWrapper(stream.detach(), encoding="utf-8").read()


def own_process(*arguments: str | Path, cwd: Path, hash_seed: str = "0") -> Ran:
    """Run `worksheetgen` with the arguments in a folder, as a user starts it."""
    done = subprocess.run(
        [sys.executable, "-m", "worksheetgen", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def signed(record: object) -> str:
    """A run's record as text with its digest made anew, as somebody would who edits it and knows how."""
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    before, mark, after = text.rpartition(',\n  "digest": "')
    return before + mark + sha256(before.encode()).hexdigest() + after[64:]


def until(holds: Callable[[], object], process: subprocess.Popen[str]) -> None:
    """Wait until something holds, while the process lives."""
    while not holds():
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.005)


@contextmanager
def cluster(desk: Path, *options: str) -> Iterator[str]:
    """The address of a Dask scheduler with two worker processes, as a school's technician starts them.

    The workers have the `options`, and in their environment the number of the scheduler's process as SCHEDULER.
    """
    address = desk / "scheduler.json"
    address.unlink(missing_ok=True)
    python = [sys.executable, "-W", "ignore", "-m"]
    file = ["--no-dashboard", "--scheduler-file", str(address)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "text": True, "cwd": desk}
    scheduler: subprocess.Popen[str] = subprocess.Popen(
        [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *file],
        **quiet,  # type: ignore[call-overload]  # its values are of several types
    )
    until(lambda: address.exists() and address.read_text(), scheduler)  # it is there before it is written
    worker: subprocess.Popen[str] = subprocess.Popen(
        [*python, "distributed.cli.dask_worker", "--nthreads", "1", "--nworkers", "2", *options, *file],
        env={**os.environ, "SCHEDULER": str(scheduler.pid)},
        **quiet,  # type: ignore[call-overload]  # its values are of several types
    )
    try:
        yield json.loads(address.read_text())["address"]
    finally:
        for process in (worker, scheduler):
            process.terminate()
            try:
                process.wait(LEAVE)
            except subprocess.TimeoutExpired:  # workers whose scheduler died may wait for it for good
                process.kill()
                process.wait()
