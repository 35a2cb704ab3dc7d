"""A command in a process of its own, forked from this one, where everything is imported: a start costs nothing."""

from __future__ import annotations

import os
import pkgutil
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import worksheetgen
from tests.commands import Ran
from tests.crash.desks import Case, enter, work
from tests.crash.steps import Taken, watched


def import_all() -> None:
    """Import every module of the program, so that no process has to."""
    for module in pkgutil.walk_packages(worksheetgen.__path__, "worksheetgen."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def forked(
    root: Path,
    case: Case,
    *taken: Taken,
    at_end: Callable[[], str] = lambda: "",
    said: Path | None = None,
) -> Ran:
    """Do what the case is below the root, each of `taken` called before every step there, and wait for its end.

    The code is minus the signal that killed it. What `at_end` returns is told on its last lines. What it says goes by
    way of files in `said`, or beside the desk.
    """
    files = [(said or root) / name for name in ("stdout", "stderr")]
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if not process:
        code = 70
        try:
            for descriptor, path in enumerate(files, 1):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it in the background
            enter(root)
            code = _worked(root, case, taken)
            sys.stdout.flush()
            os.write(1, at_end().encode())
        except BaseException:  # noqa: BLE001  # the process ends here
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(code)
    _, status = os.waitpid(process, 0)
    out, err = (path.read_text(encoding="utf-8", errors="replace") for path in files)
    for path in files:
        path.unlink()
    return Ran(os.waitstatus_to_exitcode(status), out, err)


def _worked(root: Path, case: Case, taken: tuple[Taken, ...]) -> int:
    try:
        with watched(root, *taken, exchanging=case.exchanging):
            work(case)
    except SystemExit as left:
        sys.stdout.flush()
        return int(left.code or 0)
    return 0
