"""`worksheetgen` as it is typed, struck by a signal when it is about to rename a path: at a moment, not after a time.

`struck` starts it. Its processes of its own read this file again, so that the strike can fall on one of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path
from signal import SIGCONT, SIGSTOP, Signals

WHERE, SIGN, TOLD = "STRUCK_WHERE", "STRUCK_SIGN", "STRUCK_TOLD"
"""Names in the environment: the pattern of `FROM TO`, the number of the signal, the file that says that it fell."""


def struck(desk: Path, where: str, sign: Signals, *typed: str) -> subprocess.Popen[str]:
    """Start a command in a folder; the signal falls on whichever of its processes is the first to rename so.

    `where` is a pattern of `FROM TO`. The file `struck` in the folder has the number of the process that it fell on.
    """
    told = desk / "struck"
    told.unlink(missing_ok=True)
    return subprocess.Popen(
        [sys.executable, "-P", __file__, *typed],  # -P: not with this folder's `page` for the library's
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1", WHERE: where, SIGN: str(int(sign)), TOLD: str(told)},
    )


@contextmanager
def paused(desk: Path, where: str, *typed: str) -> Iterator[subprocess.Popen[str]]:
    """A command that stands still where it is about to rename so, and goes on at the end."""
    process = struck(desk, where, SIGSTOP, *typed)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status), f"it ended before: {status}"
    try:
        yield process
    finally:
        process.send_signal(SIGCONT)


def _strike_once() -> None:
    """Have the signal fall on this process, unless it fell on another one."""
    where, sign, told = os.environ[WHERE], int(os.environ[SIGN]), Path(os.environ[TOLD])

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and fnmatch(f"{arguments[0]} {arguments[1]}", where):
            with suppress(FileExistsError):
                with told.open("x") as file:
                    file.write(str(os.getpid()))
                os.kill(os.getpid(), sign)

    sys.addaudithook(hook)


if __name__ in {"__main__", "__mp_main__"}:
    _strike_once()
if __name__ == "__main__":
    from worksheetgen.cli import main

    main()
