"""The steps that this process takes on the disk, one by one: to be counted, stopped at, refused or judged.

A step creates, renames, exchanges, links, flushes or deletes something. Python tells of each before it is taken, but of
flushes and exchanges: those two functions are replaced by ones that tell and then do the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from worksheetgen.system.disk import exchange

PLACES: dict[str, tuple[int, ...]] = {
    "open": (),
    "os.mkdir": (2,),
    "os.rename": (2, 3),
    "os.remove": (1,),
    "os.rmdir": (1,),
    "os.link": (2, 3),
    "os.symlink": (2,),
}
"""The events of Python that are steps, each with where among its arguments the folders stand that paths begin at."""
NOT_EXCHANGED = "no exchange"
MOVES = {"os.rename", "exchange", "os.link"}
HIDDEN = ".worksheetgen-"
EXCHANGE = "worksheetgen.delivery.placing.exchange"
"""The function as it is called by."""


@dataclass(frozen=True)
class Step:
    """What is about to be done to which path; `other` is the second path of what has two, else the same."""

    event: str
    path: Path
    other: Path


Taken = Callable[[Step], None]
"""Called before each step; whatever it raises, the step is not taken and raises that."""

_watching: list[tuple[Path, Taken]] = []
_hooked: list[bool] = []


@contextmanager
def watched(root: Path, *taken: Taken, exchanging: bool = True) -> Iterator[None]:
    """Call each of `taken` before every step that this process takes below `root` inside the context.

    Without `exchanging` the disk answers that it cannot exchange two names, as many network drives do.
    """
    if not _hooked:
        sys.addaudithook(_hook)  # it can never be taken away again
        _hooked.append(True)
    root = Path(os.path.realpath(root))
    added = [(root, one) for one in taken]
    fsync = os.fsync

    def flushed(descriptor: int) -> None:
        _told("fsync", *[_path_of(descriptor)] * 2)
        fsync(descriptor)

    def exchanged(one: Path, other: Path) -> bool:
        _told("exchange" if exchanging else NOT_EXCHANGED, one, other)
        return exchanging and exchange(one, other)

    with mock.patch.object(os, "fsync", flushed), mock.patch(EXCHANGE, exchanged):
        _watching.extend(added)
        try:
            yield
        finally:
            for one in added:
                _watching.remove(one)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or event not in PLACES:
        return
    if event == "open" and (isinstance(arguments[0], int) or not arguments[2] & os.O_CREAT):
        return
    several = 2 if event in {"os.rename", "os.link"} else 1
    folders = [arguments[at] if len(arguments) > at else -1 for at in PLACES[event]]
    paths = [
        _absolute(path, folder) for path, folder in zip(arguments[:several], [*folders, -1, -1], strict=False)
    ]
    _told(event, paths[0], paths[-1])


def _told(event: str, path: Path, other: Path) -> None:
    for root, taken in tuple(_watching):
        if path.is_relative_to(root) or other.is_relative_to(root):
            taken(Step(event, path, other))


def _absolute(path: Any, folder: int) -> Path:
    """The path without links in its folders: what is renamed may be a link itself."""
    plain = Path(os.fsdecode(path))
    if folder is not None and folder >= 0:
        plain = _path_of(folder) / plain
    return Path(os.path.realpath(plain.parent), plain.name)


def _path_of(descriptor: int) -> Path:
    """The path of an open file."""
    if sys.platform == "darwin":
        import fcntl

        return Path(os.fsdecode(fcntl.fcntl(descriptor, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")))
    return Path(f"/proc/self/fd/{descriptor}").readlink()


# ---- what is done before a step ------------------------------------------------------------------


@dataclass
class Counted:
    """Counts steps, and calls `strike` before the one of a number, from 1."""

    number: int = 0
    strike: Callable[[], None] = lambda: None
    seen: int = 0
    exchanged: int = 0
    """The number of the first step that exchanges two names or would, 0 for none."""

    def __call__(self, step: Step) -> None:
        """Before each step."""
        self.seen += 1
        if step.event in {"exchange", NOT_EXCHANGED}:
            self.exchanged = self.exchanged or self.seen
        if self.seen == self.number:
            self.strike()


@dataclass
class PowerCut:
    """What a cut of power could take away although it stands in its place, in words: `early` and `late`.

    A thing may take a visible name only when it and all that is in it has been flushed since it was last changed, and
    nothing is written under its visible name, but below `replaceable`: else it is too early. The step after that must
    flush the folder in which it got the name, and whatever folder is made must be in a flushed one at the end: else
    that is too late. `end` has both.
    """

    replaceable: tuple[Path, ...] = ()
    sure: dict[int, int] = field(default_factory=dict)
    early: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    owed: Path | None = None
    made: list[Path] = field(default_factory=list)

    def __call__(self, step: Step) -> None:
        """Before each step."""
        if step.event in {"os.remove", "os.rmdir"} and not step.path.exists():
            return  # what is tried on what may be there
        if self.owed and (step.event, step.path) != ("fsync", self.owed):
            self.late.append(f"{self.owed} is not flushed before {step.event} of {step.path}")
        self.owed = None
        if step.event == "fsync":
            self.sure[step.path.stat().st_ino] = step.path.stat().st_mtime_ns
            self.made = [one for one in self.made if one.parent != step.path]
        if _is_hidden(step.other) or any(step.other.is_relative_to(one) for one in self.replaceable):
            return
        if step.event in MOVES:
            self.early += [
                f"{path} takes its place as {step.other} and is not flushed"
                for path in _all(step.path)
                if self.sure.get(path.stat().st_ino) != path.stat().st_mtime_ns
            ]
            self.owed = step.other.parent
        elif step.event == "open":
            self.early.append(f"{step.path} is written where it stands")
        elif step.event == "os.mkdir" and not step.path.exists():
            self.made.append(step.path)

    def end(self) -> list[str]:
        """All that was wrong, once everything is done."""
        owed = [f"{self.owed} is not flushed at the end"] if self.owed else []
        made = [f"{one} has a name that is not flushed" for one in self.made if one.exists()]
        return self.early + self.late + owed + made


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(HIDDEN) for part in path.parts)


def _all(path: Path) -> list[Path]:
    """The path and all that is below it, but links, which are names alone."""
    return [one for one in (path, *path.rglob("*")) if not one.is_symlink()]
