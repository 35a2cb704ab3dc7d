"""Where a run is made before it is brought in: a hidden folder beside the run's own, on the same disk.

Finished packs of a run that was stopped wait in it for `--resume`; whatever else is left there is of no use.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from worksheetgen.delivery.disk import parents, real_path
from worksheetgen.delivery.hidden import discard, remove, work_path
from worksheetgen.delivery.problems import refusal, reporting
from worksheetgen.errors import WorkersLost, WorksheetgenError
from worksheetgen.system.disk import HAS_LOCKS, lock
from worksheetgen.system.interrupts import interrupts_held
from worksheetgen.value import Value

WORTH_KEEPING = 2
"""Finished packs for which a run that was stopped can be resumed; one is printed again as fast."""


class Workroom(Value):
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
    def identity_file(self) -> Path:
        """The file that says which run is made here."""
        return self.path / "identity"

    def finished(self) -> int:
        """How many packs are finished."""
        return len(list(self.packs.glob("*")))


def _workroom_of(folder: Path) -> Workroom:
    return Workroom(work_path(real_path(folder)))


def can_resume(folder: Path) -> bool:
    """Whether a run that would have been `folder` was stopped and can be resumed."""
    return _workroom_of(folder).identity_file.is_file()


def clear_workroom(folder: Path) -> None:
    """Delete the workroom of a run that was brought in, if the program was killed before it did so itself.

    Without locks it may be one that another program is just furnishing, and stays.
    """
    workroom = _workroom_of(folder)
    if HAS_LOCKS and workroom.path.is_dir() and not workroom.run.exists():
        with lock(workroom.path, wait=False) as held:
            if held and not workroom.run.exists():
                remove(workroom.path)


@contextmanager
def open_workroom(folder: Path, identity: str, *, resume: bool) -> Iterator[Workroom]:
    """Make the workroom of the run that will be `folder`, and delete it when the run is done.

    It is kept if the run was stopped late enough to resume. `identity` says what the run is made from. Raises
    OutputExists where the folder cannot be written, where another process is making it, or where there is nothing
    of that identity to resume.
    """
    workroom = _workroom_of(folder)
    with reporting(folder), parents(workroom.path.parent), interrupts_held() as interrupts:
        if resume and not can_resume(folder):
            raise refusal(folder, "There is no run here that was stopped.", "Leave out --resume.")
        workroom.path.mkdir(exist_ok=True)
        with lock(workroom.path, wait=False) as held:
            if not held:
                what = "Another run is being printed into this folder."
                raise refusal(folder, what, "Wait until it is done, or choose another folder.")
            if resume and workroom.identity_file.read_text(encoding="utf-8") != identity:
                what = "The run that was stopped here was of another class, blueprint, bank, theme or seed."
                raise refusal(folder, what, "Give that command again, or leave out --resume to start anew.")
            try:
                _furnish(workroom, identity, resume)
                with interrupts.let():
                    yield workroom
            except WorkersLost:
                _leave(workroom)
                raise
            except (WorksheetgenError, OSError):
                remove(workroom.path)
                raise
            except BaseException:
                _leave(workroom)
                raise
            remove(workroom.path)


def _furnish(workroom: Workroom, identity: str, resume: bool) -> None:
    """Empty it of all folders but that of the finished packs, if those are resumed, and make its own.

    What is emptied is moved out first: what cannot be deleted must not pass for this run's.
    """
    for path in workroom.path.iterdir():
        if path.is_dir() and not (resume and path == workroom.packs):
            discard(path, workroom.path.parent)
    workroom.packs.mkdir(exist_ok=True)
    workroom.run.mkdir()
    workroom.identity_file.write_text(identity, encoding="utf-8", newline="\n")


def _leave(workroom: Workroom) -> None:
    """Keep what is worth resuming."""
    if workroom.finished() < WORTH_KEEPING:
        remove(workroom.path)
