"""The files of a run to its folder: all of them or none, whenever the program is stopped.

A run is complete under a hidden name beside its folder before it takes its place there. A run that is replaced
changes places with the new one in one step where the system can do that (`exchange`), so that there is the old run
or the new one at every moment. Elsewhere it is put aside for the moment between two renames, and brought back by
`restore` if the program was killed in that moment. A run is never replaced where files of it are not as whoever brings
in the new one knows them; what a person put into it is kept in the next one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from worksheetgen.delivery.changes import added, losses
from worksheetgen.delivery.disk import existing_parent, exists, flush, parents, real_path
from worksheetgen.delivery.hidden import clean, is_work_in, partial_path, remove
from worksheetgen.delivery.placing import bring_back, is_empty, keep, put_in_place
from worksheetgen.delivery.problems import refusal, reporting
from worksheetgen.delivery.workroom import clear_workroom
from worksheetgen.errors import OutputExists
from worksheetgen.manifest import MANIFEST_FILE, is_ours
from worksheetgen.system.disk import lock, sync
from worksheetgen.system.interrupts import interrupts_held
from worksheetgen.system.names import leads_out

PDF_MARK = b"%PDF-"

DigestsOf = Callable[[Path], Mapping[str, str] | None]
"""From the folder of a run to the SHA-256 of each of its files as printed, in hexadecimal digits, by POSIX path.

None where the run's manifest does not tell.
"""


def restore(folder: Path) -> str | None:
    """Bring back the run that a killed program had put aside, and return the sentence that says so.

    None if there was none to bring back, which is nearly always. Every command that names a run's folder calls this
    before it looks into it: what a killed program left there that is of no use goes, too. Raises OutputExists if the
    run cannot be moved back.
    """
    real = real_path(folder)
    if not is_work_in(real.parent):
        return None
    with reporting(folder), lock(real.parent, wait=True):
        clean(real.parent)
        clear_workroom(real)
        if not bring_back(real, _is_run):
            return None
    return (
        f"{folder}: The program was stopped while it replaced this run; the run as it was is back in its place. "
        "Print it again with --force if it is still to be replaced."
    )


def check_target(folder: Path, *, force: bool, digests_of: DigestsOf) -> None:
    """Say before the work starts what `bring_in` would say after it; OutputExists if the run cannot go there.

    With `force` a run may be replaced, unless files of it are not as `digests_of` says they are known.
    """
    real = real_path(folder)
    with reporting(folder):
        parent = existing_parent(real.parent)
        with lock(parent, wait=True):
            bring_back(real, _is_run)
            _check(folder, real, force, digests_of)
            probe = partial_path(parent)
            with interrupts_held():
                probe.mkdir()  # only trying tells, on every system
                probe.rmdir()


def bring_in(
    folder: Path, prepared: Path, *, force: bool, digests_of: DigestsOf, lasting: Collection[Path] = ()
) -> None:
    """Make `folder` be the complete run in `prepared`, on the same disk; OutputExists if it cannot be.

    `lasting` are folders in `prepared` of which all would outlive a power cut already. The rules of `check_target` hold
    again, for what is in the folder now. Files that a person put there are copied into the new run; OutputExists if it
    has one of the same name. Ctrl-C takes effect before the new run is in its place, or after everything is done.
    """
    real = real_path(folder)
    with reporting(folder), lock(real.parent, wait=True), interrupts_held() as interrupts:
        bring_back(real, _is_run)
        clean(real.parent)
        _check(folder, real, force, digests_of)
        _keep_added(folder, real, prepared, digests_of)
        flush(prepared, interrupts.raise_held, lasting=lasting)
        interrupts.raise_held()
        _check(folder, real, force, digests_of)  # flushing takes a while: somebody may have typed meanwhile
        # Out of its workroom, which is of no use from now on and says so by having none.
        ready = partial_path(real.parent)
        prepared.rename(ready)
        try:
            put_in_place(ready, real)
        finally:
            remove(ready)


def deliver(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder that holds exactly these files, named by relative POSIX paths; OutputExists if it cannot.

    Nothing is replaced but an empty folder. Ctrl-C takes effect between two files, or after everything is done. Raises
    ValueError for a name that leads out of the folder, which is a bug.
    """
    for name in files:
        if leads_out(name):
            raise ValueError(f"{name} leads out of the folder")
    real = real_path(folder)
    with (
        reporting(folder),
        parents(real.parent),
        lock(real.parent, wait=True),
        interrupts_held() as interrupts,
    ):
        clean(real.parent)
        if exists(real) and not is_empty(real):
            raise refusal(folder, "This folder is already there and has files in it.", "Choose another name.")
        partial = partial_path(real.parent)
        try:
            _write(partial, files, interrupts.raise_held)
            flush(partial, interrupts.raise_held)
            put_in_place(partial, real)
        finally:
            remove(partial)


def deliver_pictures(folder: Path, pattern: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Make the files of a folder that match the pattern be exactly these, by name; OutputExists if it cannot be.

    For pictures that can be made at will: those of that pattern that were there before go, anything else stays.
    """
    with reporting(folder), parents(folder):
        for path in folder.glob(pattern):
            path.unlink()
        for name, content in files:
            (folder / name).write_bytes(content)


def check_file(path: Path, *, force: bool) -> None:
    """Say before the work starts that a file is already there and may not be replaced; OutputExists."""
    if path.exists() and not force:
        raise refusal(path, "This file is already there.", "Add --force or choose another --output.")


def deliver_file(path: Path, content: bytes) -> None:
    """Make `path` hold the content, all of it or what it held before; OutputExists if it cannot.

    For PDFs that can be made at will: one of that name is replaced, anything else never.
    """
    with reporting(path), parents(path.parent), lock(path.parent, wait=True):
        clean(path.parent)
        if exists(path) and not _is_pdf(path):
            raise refusal(path, "There is a file of this name that is no PDF.", "Choose another name.")
        _replace(path, content, private=False)


def rewrite(path: Path, content: bytes) -> None:
    """Make a file hold the content, all of it or what it held before; OutputExists if it cannot.

    For files that a person asks to have changed; nothing is written where it holds that already.
    """
    revise(path, lambda _: content)


def revise(path: Path, revised: Callable[[bytes], bytes], *, private: bool = False) -> None:
    """Make a file hold what `revised` makes of its content (b"" where there is none), as `rewrite` does.

    Nobody else revises it meanwhile, and what is written outlives a power cut. A new file that is `private` can be read
    by this user alone.
    """
    real = real_path(path)
    with reporting(path), parents(real.parent), lock(real.parent, wait=True):
        clean(real.parent)
        before = real.read_bytes() if real.is_file() else b""
        content = revised(before)
        if before != content:
            _replace(real, content, private=private)


def _replace(path: Path, content: bytes, *, private: bool) -> None:
    """Write a file beside this one, which takes its place, and its rights, once it is whole and on the disk."""
    partial = partial_path(path.parent)
    with interrupts_held():
        try:
            partial.touch(mode=0o600 if private else 0o666)
            partial.write_bytes(content)
            if path.exists():
                shutil.copymode(path, partial)
            sync(partial)
            partial.replace(path)
            sync(path.parent)
        finally:
            remove(partial)


@contextmanager
def trial(parent: Path) -> Iterator[Path]:
    """Give an empty folder, to try in it what is to be delivered below `parent`, and delete it afterwards.

    It is hidden in the nearest folder that exists: what a killed program leaves goes with the next delivery or trial
    there. Nothing may be delivered there meanwhile. Raises OutputExists where it cannot be made.
    """
    existing = existing_parent(real_path(parent))
    with reporting(parent), lock(existing, wait=True), interrupts_held() as interrupts:
        clean(existing)
        folder = partial_path(existing)
        folder.mkdir()
        try:
            with interrupts.let():
                yield folder
        finally:
            remove(folder)


# ---- what is there -------------------------------------------------------------------------------


def _is_run(path: Path) -> bool:
    """Whether a folder is a run of ours."""
    return is_ours(path / MANIFEST_FILE)


def _is_pdf(path: Path) -> bool:
    if not path.is_file():  # a device may be read without end
        return False
    with path.open("rb") as file:
        return file.read(len(PDF_MARK)) == PDF_MARK


def _check(folder: Path, real: Path, force: bool, digests_of: DigestsOf) -> None:
    """OutputExists, naming `folder`, if something stands at `real` that may not be replaced."""
    if not exists(real):
        return
    is_run = _is_run(real)
    if not is_run and not is_empty(real):
        what = "This is something else than a run of worksheetgen, and is never replaced."
        raise refusal(folder, what, "Choose another folder.")
    if not force:
        if not is_run:
            raise refusal(
                folder, "The folder is already there.", "Add --force to use it, or choose another one."
            )
        again = "Add --force to print it again (marks are kept), or choose another --output."
        raise refusal(folder, "A run is here already.", again)
    if is_run and (lost := losses(real, digests_of(real), folder)):
        raise OutputExists(lost)


# ---- what is done --------------------------------------------------------------------------------


def _write(folder: Path, files: Mapping[str, bytes], raise_held: Callable[[], None]) -> None:
    folder.mkdir()
    for name in files:
        raise_held()
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])


def _keep_added(folder: Path, real: Path, prepared: Path, digests_of: DigestsOf) -> None:
    """Copy what a person put into the run at `real`, if there is one, into the one that replaces it."""
    for name in added(real, digests_of(real)) if _is_run(real) else ():
        if exists(prepared / name):
            what = "This file is not of the run that is here, but the new one has one of the same name."
            raise refusal(folder / name, what, "Move it out of the folder, or give it another name.")
        keep(name, real, prepared)
