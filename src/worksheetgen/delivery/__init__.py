"""The files of a run to its folder: all of them or none, whenever the program is stopped.

Everything is written into a hidden folder beside the run's and renamed when it is complete. A run that is
replaced is moved to "NAME (previous)" for the moment between the two renames, and put back if that moment
was the last.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from worksheetgen.errors import OutputExists, Place, Problem

try:
    import fcntl
except ImportError:  # Windows has no lock on folders: two runs at once into one parent are not kept apart
    fcntl = None  # type: ignore[assignment]

MANIFEST = "manifest.json"
PARTIAL = ".worksheetgen-partial"
DISCARDED = ".worksheetgen-discarded"
PROBE = ".worksheetgen-probe"
PDF_MARK = b"%PDF-"
OWN_MARK = b'"program": "worksheetgen '  # stands in the first lines of every manifest of ours

ELSEWHERE = "Choose a folder elsewhere."
# What the system says, and what a teacher can do about it.
REMEDIES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("The disk is full.", "Free some space, or choose a folder on another disk."),
    errno.EDQUOT: (
        "Your share of the disk is used up.",
        "Delete something, or choose a folder on another disk.",
    ),
    errno.EFBIG: ("A file would be larger than this disk or account allows.", ELSEWHERE),
    errno.EACCES: (
        "The folder cannot be written: permission is denied.",
        "Close files of it that are open in another program, or choose a folder of your own.",
    ),
    errno.EPERM: ("The folder cannot be written: permission is denied.", "Choose a folder of your own."),
    errno.EROFS: ("The folder cannot be written: the disk is read-only.", ELSEWHERE),
    errno.ENAMETOOLONG: (
        "The folder’s name, or that of a file in it, is too long.",
        "Choose a shorter name.",
    ),
    errno.ENOTDIR: ("The folder would have to lie inside a file.", ELSEWHERE),
    errno.EEXIST: ("Something else was written there at the same time.", "Try again."),
    errno.ENOTEMPTY: ("Something else was written there at the same time.", "Try again."),
}


def check_target(folder: Path, *, force: bool) -> None:
    """Say before the work starts what `deliver` would say after it; OutputExists if it could not deliver.

    Puts back the run that a process killed between its two renames has left aside.
    """
    real = real_path(folder)
    with telling(folder):
        standing = _standing(real.parent)
        with lock(standing, wait=True):
            _put_back(real)
            _check(folder, real, force)
            probe = standing / PROBE
            probe.mkdir(exist_ok=True)  # only trying tells, on every system
            probe.rmdir()


def deliver(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Make `folder` hold exactly these files, named by relative POSIX paths; OutputExists if it cannot.

    A folder that is there is replaced only with `force`, and only if it is a run of ours or empty.
    Ctrl-C takes effect between two files, or after the new run is complete.
    """
    for name in files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise ValueError(f"{name} leads out of the run's folder")
    real = real_path(folder)
    with (
        telling(folder),
        parents(real.parent),
        lock(real.parent, wait=True),
        _interrupts_held() as let_interrupt,
    ):
        _put_back(real)
        remove(real.parent / PARTIAL, real.parent / DISCARDED)
        _check(folder, real, force)
        try:
            _write(real.parent / PARTIAL, files, let_interrupt)
            flush(real.parent / PARTIAL, let_interrupt)
            _swap(real.parent / PARTIAL, real)
        finally:
            remove(real.parent / PARTIAL, real.parent / DISCARDED)


def bring_in(folder: Path, prepared: Path, *, force: bool) -> None:
    """Make `folder` be what was prepared on the same disk; OutputExists if it cannot, as with `deliver`."""
    real = real_path(folder)
    with telling(folder), lock(real.parent, wait=True), _interrupts_held() as let_interrupt:
        _put_back(real)
        remove(real.parent / DISCARDED)
        _check(folder, real, force)
        flush(prepared, let_interrupt)
        try:
            _swap(prepared, real)
        finally:
            remove(real.parent / DISCARDED)


# ---- what is there -------------------------------------------------------------------------------


def deliver_file(path: Path, content: bytes) -> None:
    """Make `path` hold the content, all of it or what it held before; OutputExists if it cannot.

    For PDFs that can be made at will: one of that name is replaced, a file of another sort never.
    """
    with telling(path), parents(path.parent):
        if path.exists() and not path.read_bytes().startswith(PDF_MARK):
            raise refusal(path, "There is a file of this name that is no PDF.", "Choose another name.")
        partial = path.with_name(f"{PARTIAL}-{path.name}")
        try:
            partial.write_bytes(content)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def real_path(folder: Path) -> Path:
    """Where the folder truly is: a link to a run is followed, so that the run is replaced and not the link."""
    return Path(os.path.realpath(folder))


def _previous(real: Path) -> Path:
    return real.with_name(f"{real.name} (previous)")


def _standing(folder: Path) -> Path:
    """The nearest folder upwards that exists."""
    standing = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    if not standing.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    return standing


def _is_ours(path: Path) -> bool:
    """Whether a folder is a run of ours, or empty: then nothing of anybody else's is lost with it."""
    if not path.is_dir():
        return False
    if not any(path.iterdir()):
        return True
    with suppress(OSError), (path / MANIFEST).open("rb") as manifest:
        return OWN_MARK in manifest.read(200)
    return False


def _check(folder: Path, real: Path, force: bool) -> None:
    """OutputExists if something stands where the run would go and may not be replaced."""
    previous = _previous(real)
    aside = os.path.lexists(previous)  # also tells early whether that name is too long
    if not os.path.lexists(real):
        return
    if not _is_ours(real):
        what = "This is something else than a run of worksheetgen, and is never replaced."
        raise refusal(folder, what, "Choose another folder.")
    if not force:
        what = "The folder is already there."
        raise refusal(folder, what, "Add --force to replace it, or choose another folder.")
    if aside and not _is_ours(previous):
        what = "This stands where the old run must go for a moment, and is not a run of worksheetgen."
        raise refusal(previous, what, "Give it another name.")


def refusal(path: Path, what: str, remedy: str) -> OutputExists:
    """The one problem of a folder or file that cannot be written."""
    return OutputExists([Problem(Place(str(path)), what, remedy)])


@contextmanager
def telling(folder: Path) -> Iterator[None]:
    """What the system cannot do, in a teacher's words."""
    try:
        yield
    except OSError as error:
        unknown = (f"The folder cannot be written ({error.strerror}).", ELSEWHERE)
        raise refusal(folder, *REMEDIES.get(error.errno or 0, unknown)) from error


# ---- what is done --------------------------------------------------------------------------------


def _put_back(real: Path) -> None:
    """Undo the first of the two renames if the second was never reached."""
    if not os.path.lexists(real) and _is_ours(_previous(real)):
        _previous(real).rename(real)


def _write(partial: Path, files: Mapping[str, bytes], let_interrupt: Callable[[], None]) -> None:
    partial.mkdir()
    for name in files:
        let_interrupt()
        path = partial / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])


def flush(folder: Path, let_interrupt: Callable[[], None] = lambda: None) -> None:
    """All that was written to the disk, and only now: the system writes it back in one go."""
    for path in sorted(folder.rglob("*")):
        let_interrupt()
        _to_disk(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    _to_disk(folder, os.O_RDONLY)
    let_interrupt()


def _to_disk(path: Path, flags: int) -> None:
    """Wait until the file or folder would outlive a power cut; Windows cannot say it of folders."""
    if path.is_dir() and fcntl is None:
        return
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(partial: Path, real: Path) -> None:
    """The new run in the place of the old one, if there is one; the old one back if that fails."""
    if os.path.lexists(real):
        _discard(_previous(real))
        real.rename(_previous(real))
    try:
        partial.rename(real)
    except OSError:
        _put_back(real)
        raise
    _to_disk(real.parent, os.O_RDONLY)
    _discard(_previous(real))


def _discard(run: Path) -> None:
    """Delete a run under a hidden name, so that no half of it is ever seen under its own."""
    if os.path.lexists(run):
        run.rename(run.with_name(DISCARDED))
        remove(run.with_name(DISCARDED))


def remove(*folders: Path) -> None:
    """Delete what is ours; what cannot be deleted now is hidden, and deleted by the next run."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


# ---- undisturbed ---------------------------------------------------------------------------------


@contextmanager
def parents(parent: Path) -> Iterator[None]:
    """The folders above the run's; those made here are taken away again if it fails."""
    standing = _standing(parent)
    missing = [
        path for path in (parent, *parent.parents) if path.is_relative_to(standing) and path != standing
    ]
    try:
        parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def lock(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Whether this folder is ours alone until the end: nobody else's work in progress is found half-done in it."""
    if fcntl is None:
        yield True
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = True
        except BlockingIOError:
            held = False
        except OSError:  # some network drives have no locks
            held = True
        yield held
    finally:
        os.close(descriptor)


@contextmanager
def _interrupts_held() -> Iterator[Callable[[], None]]:
    """Keep Ctrl-C until it can do no harm: at each call of the function given, or at the end."""
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield lambda: None  # no KeyboardInterrupt is raised here
        return
    held: list[int] = []

    def let_interrupt() -> None:
        if held:
            held.clear()
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield let_interrupt
    finally:
        signal.signal(signal.SIGINT, before)
    let_interrupt()
