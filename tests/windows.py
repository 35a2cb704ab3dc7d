"""A process made to feel like Windows, as far as that goes elsewhere: what it refuses there is refused here.

`pretend` is called by a `sitecustomize.py` (see `environment`), so that every process which a command starts pretends
too. Below one folder names differ by more than their case, and may not be those of devices; folders cannot be opened;
what is open cannot be moved or deleted; nothing is renamed over what is there; lines of text end in CR LF; nothing is
a link. The program's `system` finds itself on Windows: without locks, without an exchange of names.
"""

from __future__ import annotations

import builtins
import errno
import importlib.machinery
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.abc import Loader, MetaPathFinder
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

ROOT = "PRETENDED_WINDOWS"
"""The environment variable that names the folder below which a disk of Windows is pretended."""
DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}
MOST = 180
"""The most characters of a path below the folder: Windows takes 259, and a teacher's own folders need the others."""
LOOKING = ["stat", "lstat", "access", "listdir", "scandir", "utime", "chmod", "readlink"]
KEPT = SimpleNamespace(
    **{name: getattr(os, name) for name in (*LOOKING, "scandir", "open", "mkdir", "rename", "replace")}
)


def environment(desk: Path, helpers: Path) -> dict[str, str]:
    """What a process needs in its environment to pretend that `desk` is on Windows; `helpers` is an empty folder."""
    (helpers / "sitecustomize.py").write_text(
        "from tests.windows import pretend\npretend()\n", encoding="utf-8"
    )
    source, here = Path(__file__).parents[1] / "src", Path(__file__).parents[1]
    return {
        ROOT: str(desk.resolve()),
        "PYTHONPATH": os.pathsep.join(map(str, (helpers, source, here))),
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "cp1252",
    }


def pretend() -> None:
    """Make this process feel like Windows from now on."""
    sys.meta_path.insert(0, _OnWindows())
    shutil._use_fd_functions = False  # type: ignore[attr-defined]  # shutil’s own
    if hasattr(shutil, "_rmtree_impl"):  # Python 3.14 decides once, when the module is loaded
        shutil._rmtree_impl = shutil._rmtree_unsafe  # type: ignore[attr-defined]  # shutil’s own
    if hasattr(os, "sched_getaffinity"):
        del os.sched_getaffinity
    for name in LOOKING:
        setattr(os, name, _looking(getattr(os, name)))
    os.scandir = _scanned  # type: ignore[assignment]  # a class in its place
    os.open, os.mkdir = _opened, _made
    os.rename, os.replace = _moving(os.rename, over=False), _moving(os.replace, over=True)
    os.unlink = os.remove = _removing(os.unlink)
    os.rmdir = _removing(os.rmdir)
    os.symlink = os.link = _no_link  # type: ignore[assignment]  # it only raises
    io.open = builtins.open = _text_opened(io.open)


class _OnWindows(MetaPathFinder):
    """Imports the program's `system` as on Windows."""

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> Any:
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if name.startswith("worksheetgen.system.") and spec and spec.loader:
            spec.loader = _WindowsLoader(spec.loader)
            return spec
        return None


class _WindowsLoader(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: Any) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        platform, known = sys.platform, sys.modules.get("fcntl")
        sys.platform, sys.modules["fcntl"] = "win32", None  # type: ignore[assignment]  # so that it cannot be imported
        try:
            self._loader.exec_module(module)
        finally:
            sys.platform = platform
            del sys.modules["fcntl"]
            if known:
                sys.modules["fcntl"] = known
        if hasattr(module, "sys"):
            module.sys = SimpleNamespace(platform="win32")  # type: ignore[attr-defined]  # of any module


# ---- names -----------------------------------------------------------------------------------------


def _within(path: Any) -> str | None:
    """The part of a path below the pretended disk; None for a descriptor or a path elsewhere."""
    if isinstance(path, int):
        return None
    whole, root = os.path.abspath(os.fsdecode(path)), os.environ[ROOT]  # noqa: PTH100  # Path.absolute() keeps ".."
    return whole[len(root) + 1 :] if whole.startswith(root + os.sep) else None


def _found(path: Any) -> Any:
    """The path with every name as it stands on the disk, in whichever case it was written."""
    below = _within(path)
    if below is None:
        return path
    at = os.environ[ROOT]
    for part in below.split("/"):
        try:
            names = KEPT.listdir(at)
        except OSError:
            names = []
        same = (
            part if part in names else next((one for one in names if one.casefold() == part.casefold()), part)
        )
        at = f"{at}/{same}"
    return at if Path(os.fsdecode(path)).is_absolute() else os.path.relpath(at)


def _check(path: Any) -> None:
    """Raise OSError for a path that cannot be made on Windows."""
    below = _within(path) or ""
    for part in filter(None, below.split("/")):
        wrong = any(sign in '<>:"|?*\\' or ord(sign) < 32 for sign in part) or part[-1] in ". "
        if wrong or part.partition(".")[0].rstrip().casefold() in DEVICES:
            raise OSError(errno.EINVAL, "Windows has no file of this name", below)
    if len(below) > MOST:
        raise OSError(errno.ENAMETOOLONG, "The path would be too long for Windows", below)


def _check_closed(path: str) -> None:
    """Raise PermissionError where a file of that name, or one below it, is open in this process or one beside it."""
    group = os.getpgid(0)
    for process in filter(str.isdigit, KEPT.listdir("/proc")):
        opened = False
        with suppress(OSError):  # a process that has ended meanwhile
            opened = os.getpgid(int(process)) == group and any(_opened_by(process, path))
        if opened:
            raise PermissionError(errno.EACCES, "The file is open", path)


def _opened_by(process: str, path: str) -> Iterator[bool]:
    """For each file that a process has open whether it is the one of that path, or below it."""
    for one in KEPT.listdir(f"/proc/{process}/fd"):
        with suppress(FileNotFoundError):  # the folder's own, closed since
            yield f"{KEPT.readlink(f'/proc/{process}/fd/{one}')}/".startswith(f"{path}/")


# ---- what is done ----------------------------------------------------------------------------------


def _exists(path: Any) -> bool:
    try:
        KEPT.lstat(path)
    except OSError:
        return False
    return True


def _is_folder(path: Any) -> bool:
    return _exists(path) and (KEPT.stat(path).st_mode & 0o170000) == 0o040000


def _looking(real: Callable[..., Any]) -> Callable[..., Any]:
    def look(path: Any = ".", *rest: Any, **named: Any) -> Any:
        return real(_found(path), *rest, **named)

    return look


class _Entry:
    """What lies in a folder, its path spelt as that of the folder was."""

    def __init__(self, entry: os.DirEntry[str], folder: str) -> None:
        self._entry, self.path = entry, os.path.join(folder, entry.name)  # noqa: PTH118  # a string, as scandir has it

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entry, name)

    def __fspath__(self) -> str:
        return self.path


class _scanned:  # noqa: N801  # in the place of a function
    """The entries of a folder: an iterator that is closed, by whoever asks for it, or a context that closes it."""

    def __init__(self, path: Any = ".") -> None:
        self._entries = KEPT.scandir(_found(path))
        self._folder = None if _within(path) is None else os.fsdecode(path)

    def __iter__(self) -> _scanned:
        return self

    def __next__(self) -> Any:
        entry = next(self._entries)
        return entry if self._folder is None else _Entry(entry, self._folder)

    def __enter__(self) -> _scanned:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._entries.close()


def _opened(path: Any, flags: int, *rest: Any, **named: Any) -> int:
    if _within(path) is not None:
        if _is_folder(_found(path)):
            raise PermissionError(errno.EACCES, "A folder cannot be opened", path)
        if flags & os.O_CREAT:
            _check(path)
    return KEPT.open(_found(path), flags, *rest, **named)  # type: ignore[no-any-return]  # a namespace has no types


def _made(path: Any, *rest: Any, **named: Any) -> None:
    _check(path)
    KEPT.mkdir(_found(path), *rest, **named)


def _moving(real: Callable[..., None], *, over: bool) -> Callable[..., None]:
    def move(source: Any, target: Any, **named: Any) -> None:
        if _within(source) is None and _within(target) is None:
            return real(source, target, **named)
        _check(target)
        old, new = _found(source), _found(target)
        if old != new and _exists(new) and (not over or _is_folder(new)):
            raise FileExistsError(errno.EEXIST, "Something is there already", target)
        _check_closed(os.path.abspath(old))  # noqa: PTH100  # as `_within` has it
        _check_closed(os.path.abspath(new))  # noqa: PTH100  # as `_within` has it
        if _exists(new) and old != new:
            return real(old, new, **named)
        return real(old, f"{Path(new).parent}/{Path(os.fsdecode(target)).name}", **named)

    return move


def _removing(real: Callable[..., None]) -> Callable[..., None]:
    def remove(path: Any, **named: Any) -> None:
        if _within(path) is not None:
            _check_closed(os.path.abspath(_found(path)))  # noqa: PTH100  # as `_within` has it
        real(_found(path), **named)

    return remove


def _no_link(source: Any, target: Any, *rest: Any, **named: Any) -> None:
    raise OSError(errno.EPERM, "A required privilege is not held by the client", target)


def _text_opened(real: Callable[..., Any]) -> Callable[..., Any]:
    def opened(
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        *rest: Any,
        **named: Any,
    ) -> Any:
        if _within(file) is None:
            return real(file, mode, buffering, encoding, errors, newline, *rest, **named)
        if set(mode) & set("wxa"):
            _check(file)
            if "b" not in mode and newline is None:
                newline = "\r\n"
        if "b" not in mode and encoding in (None, "locale"):
            raise AssertionError(f"{file} is opened as text of no known encoding")
        if _is_folder(_found(file)):
            raise PermissionError(errno.EACCES, "A folder cannot be opened", file)
        return real(_found(file), mode, buffering, encoding, errors, newline, *rest, **named)

    return opened
