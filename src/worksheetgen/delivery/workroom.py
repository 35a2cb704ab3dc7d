"""Where a run is made before it is brought in: a hidden folder beside the run's own, on the same disk.

Finished packs of a run that was stopped wait in it for `--resume`; whatever else is left there is of no use.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from worksheetgen.delivery import lock, parents, real_path, refusal, remove, telling
from worksheetgen.errors import WorkersLost, WorksheetgenError

WORKROOM = ".worksheetgen-work"
WORTH_KEEPING = 2
"""Finished packs for which a run that was stopped can be resumed; one is printed again as fast."""


@dataclass(frozen=True)
class Workroom:
    """The folder: `packs` has the finished packs, `run` becomes the run."""

    path: Path

    @property
    def packs(self) -> Path:
        """A folder for each pack that is finished; whatever bears a pack's name is whole."""
        return self.path / "packs"

    @property
    def run(self) -> Path:
        """What will be the run's folder."""
        return self.path / "run"

    @property
    def identity(self) -> Path:
        """The file that says which run is made here."""
        return self.path / "identity"

    def finished(self) -> int:
        """How many packs are finished."""
        return len(list(self.packs.glob("*")))


def _room(folder: Path) -> Workroom:
    real = real_path(folder)
    name = blake2b(real.name.encode(), digest_size=4).hexdigest()
    return Workroom(real.parent / f"{WORKROOM}-{name}")


def can_resume(folder: Path) -> bool:
    """Whether a run that would have been `folder` was stopped and can be resumed."""
    return _room(folder).identity.is_file()


@contextmanager
def workroom(folder: Path, identity: str, *, resume: bool) -> Iterator[Workroom]:
    """The workroom of the run that will be `folder`; gone when the run is done, or was stopped too early to resume.

    `identity` says what the run is made from. Raises OutputExists where the folder cannot be written, where
    another process is making it, or where there is nothing of that identity to resume.
    """
    room = _room(folder)
    with telling(folder), parents(room.path.parent):
        if resume and not can_resume(folder):
            raise refusal(folder, "There is no run here that was stopped.", "Leave out --resume.")
        room.path.mkdir(exist_ok=True)
        with lock(room.path, wait=False) as held:
            if not held:
                what = "Another run is being printed into this folder."
                raise refusal(folder, what, "Wait until it is done, or choose another folder.")
            if resume and room.identity.read_text() != identity:
                what = "The run that was stopped here was of another class, blueprint, bank, theme or seed."
                raise refusal(folder, what, "Give that command again, or leave out --resume to start anew.")
            try:
                _furnish(room, identity, resume)
                yield room
            except WorkersLost:
                _leave(room)
                raise
            except (WorksheetgenError, OSError):
                remove(room.path)
                raise
            except BaseException:
                _leave(room)
                raise
            remove(room.path)


def _furnish(room: Workroom, identity: str, resume: bool) -> None:
    """Empty but for what is resumed: finished packs."""
    for path in room.path.iterdir():
        if path.is_dir() and not (resume and path == room.packs):
            remove(path)
    room.packs.mkdir(exist_ok=True)
    room.run.mkdir()
    room.identity.write_text(identity)


def _leave(room: Workroom) -> None:
    """Keep what is worth resuming."""
    if room.finished() < WORTH_KEEPING:
        remove(room.path)
