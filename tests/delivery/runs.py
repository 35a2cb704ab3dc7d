"""Small runs to be brought in, and processes that do so under what may happen to them.

The processes import this module; pytest, which takes longer than all the rest of it, is not imported here.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from worksheetgen.delivery import bring_in, check_target
from worksheetgen.delivery.workroom import open_workroom
from worksheetgen.errors import ExitCode, OutputExists

MARK = '{\n  "version": 1,\n  "program": "worksheetgen 0.1.0",\n  "class": '
OLD = {"manifest.json": f'{MARK}"old"}}'.encode(), "papers/001.pdf": b"old paper", "old.pdf": b"old"}
NEW = {"manifest.json": f'{MARK}"new"}}'.encode(), "papers/001.pdf": b"new paper", "papers/002.pdf": b"two"}

# A process that is struck by a signal at its nth step on the disk while it does one of these, from then on.
_STRUCK = """
import os, signal
from tests.crash.steps import Counted, watched
from worksheetgen.delivery import deliver
from worksheetgen.delivery.renewal import renewed
folder, number, strike = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it in the background
struck = Counted(number, lambda: os.kill(os.getpid(), strike))
"""
BROUGHT_IN = (
    _STRUCK
    + """
with watched(folder.parent, lambda step: begun and struck(step)):
    begun = False
    with open_workroom(folder, "test", resume=False) as workroom:
        write(workroom.run, NEW)
        begun = True
        bring_in(folder, workroom.run, force=True, digests_of=printed_digests)
"""
)
DELIVERED = f"{_STRUCK}\nwith watched(folder.parent, struck): deliver(folder, NEW)"
RENEWED = (
    _STRUCK
    + """
with watched(folder.parent, struck, exchanging=sys.argv[4] == "True"), renewed(folder) as filled:
    write(filled, NEW)
"""
)

# The kernel answers this process that its disk cannot exchange two names, as many network drives do. The numbers are
# those of <linux/seccomp.h>, <linux/bpf_common.h> and the system call renameat2.
NO_EXCHANGE = """
import ctypes, platform, struct
number = {"x86_64": 316, "aarch64": 276}[platform.machine()]
load_number, is_renameat2 = (0x20, 0, 0, 0), (0x15, 0, 3, number)
load_flags, is_exchange = (0x20, 0, 0, 48), (0x15, 0, 1, 2)
fail, allow = (6, 0, 0, 0x50016), (6, 0, 0, 0x7FFF0000)
steps = [load_number, is_renameat2, load_flags, is_exchange, fail, allow]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(code)))
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, program, 0, 0) == 0
"""


def can_exchange(folder: Path) -> bool:
    """Whether this disk can exchange two names, asked without the code that is tested."""
    names = [os.fsencode(folder / name) for name in ("one", "other")]
    for name in names:
        Path(os.fsdecode(name)).touch()
    libc = ctypes.CDLL(None)
    if sys.platform == "darwin":
        return bool(libc.renamex_np(*names, 2) == 0)
    return sys.platform == "linux" and bool(libc.renameat2(-100, names[0], -100, names[1], 2) == 0)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their relative names."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def contents(folder: Path) -> dict[str, bytes]:
    """All files under a folder by their relative names."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def beside(folder: Path) -> list[str]:
    """What stands beside a folder, hidden or not."""
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def recorded(files: Mapping[str, bytes]) -> dict[str, str]:
    """What a run's record says of its files."""
    return {name: sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"}


def printed_digests(folder: Path) -> dict[str, str]:
    """The record of the run that stands in a folder."""
    return recorded(OLD if b'"old"' in (folder / "manifest.json").read_bytes() else NEW)


def bring(folder: Path, files: Mapping[str, bytes] = NEW, *, force: bool = False) -> None:
    """Bring in a run of these files, as a command does."""
    with open_workroom(folder, "test", resume=False) as workroom:
        write(workroom.run, files)
        bring_in(folder, workroom.run, force=force, digests_of=printed_digests)


def refusal(folder: Path, files: Mapping[str, bytes] = NEW, *, force: bool = False) -> str:
    """What is said when a run cannot be brought in."""
    return _said(folder, lambda: bring(folder, files, force=force))


def early(folder: Path, *, force: bool = False) -> str:
    """What is said of it before the work starts."""
    return _said(folder, lambda: check_target(folder, force=force, digests_of=printed_digests))


def _said(folder: Path, refused: Callable[[], None]) -> str:
    """The one problem of what must be refused, which names the folder, in whole sentences."""
    said: list[OutputExists] = []
    try:
        refused()
    except OutputExists as error:
        said.append(error)
    (caught,) = said
    assert caught.exit_code == ExitCode.OUTPUT_EXISTS
    (problem,) = caught.problems
    assert problem.place.file == str(folder)
    assert problem.what.endswith(".")
    assert problem.remedy.endswith(".")
    return f"{problem.what} {problem.remedy}"


def python(code: str, *arguments: str | Path | int) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, with all of this module and the arguments from `sys.argv[1]` on."""
    command = [sys.executable, "-c", f"from tests.delivery.runs import *\n{code}", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


def without_rights(code: str, *arguments: str | Path) -> str:
    """What a process prints that runs the code as nobody if we are root, and as us if not."""
    ran = python(f"import os; os.getuid() or os.setuid(65534)\n{code}", *arguments)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
