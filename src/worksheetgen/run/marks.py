"""The marks of a run: kept beside it in `marks/RUN/marks.csv`, taken from its markbook by every command that names it.

The record outlives whatever becomes of the run's folder. The markbook is a view of it, in which a teacher types. The
last one that was opened is remembered, as to open a protected one takes a tenth of a second, at every look on the page:
+48% (docs/performance.md, “a markbook opened and read once”, on the page).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from worksheetgen.clock import Clock, local_time
from worksheetgen.delivery import revise
from worksheetgen.english import counted
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import MANIFEST_FILE, Manifest, digests_of_files, load_manifest
from worksheetgen.markbook import (
    MARKBOOK_FILE,
    MarkbookReading,
    NotAMarkbook,
    OversizedMarkbook,
    RenamedSheets,
    harvest,
    mark_of,
    read_markbook,
    rows_shown,
)
from worksheetgen.marks_record import (
    LARGEST_RECORD,
    MarkEntry,
    MarkKey,
    MarksRecord,
    record_from_csv,
    record_to_csv,
)
from worksheetgen.memory import remembered
from worksheetgen.protection import NotOpened, Password, needs_password, unlocked
from worksheetgen.run.asked import asked_in_run
from worksheetgen.run.beside import marks_file, shown_marks_file
from worksheetgen.system.files import read_file, remedy_for
from worksheetgen.value import Value, replace

OPEN_AS = (f"~${MARKBOOK_FILE}", f".~lock.{MARKBOOK_FILE}#")
"""Files that Excel and LibreOffice leave beside a workbook as long as it is open."""
OTHER_FORMATS = (".csv", ".ods", ".xls", ".xlsm")
"""What a markbook may have been saved as beside itself, with all that was typed."""
_CLOSE = "Save and close it in the spreadsheet program, and give the command again."
_UNREADABLE = (
    "The markbook cannot be read: it is open in another program, half saved, saved in another format, damaged, of an "
    "earlier version, or the last column of its marks is gone.",
    "Save and close it as an Excel workbook (.xlsx) in the spreadsheet program, and give the command again; or move it "
    "away: marks that were taken from it before are kept.",
)
_OVERSIZED = (
    "A sheet of the markbook has far more rows than there are papers: empty ones, such as with a colour or a height.",
    "Select the empty rows below the last paper in the spreadsheet program, delete them, save and close it, and give "
    "the command again.",
)


LARGEST_MARKBOOK = 256 * 2**20
"""The most bytes of a markbook's file; that of ten thousand pupils takes a fifth."""


@remembered(most=1)
def _unlocked(content: bytes, file: str, password: Password) -> bytes:
    """As `unlocked`, but that NotAMarkbook is raised for what is damaged."""
    try:
        return unlocked(content, file, password)
    except NotOpened as error:
        raise NotAMarkbook from error


_read = remembered(most=1)(read_markbook)


def read_markbook_of(folder: Path, password: Password) -> MarkbookReading:
    """What stands in the markbook of the run in a folder.

    Raises NotAMarkbook, OSError, and InvalidInput where it is protected by another password.
    """
    file = folder / MARKBOOK_FILE
    return _read(_unlocked(read_file(file, LARGEST_MARKBOOK), str(file), password))


def check_password(folder: Path, password: Password) -> None:
    """Say before anything is made of a protected run that it needs its password.

    A run stays protected, by the password that its markbook has. Where that is gone, any password can be given: the
    files are made anew. Raises InvalidInput.
    """
    try:
        manifest = load_manifest(folder / MANIFEST_FILE)
    except InvalidInput:  # no run, or one of which nothing is known
        return
    if manifest.protected and not password:
        raise InvalidInput([needs_password(str(folder))])
    file = folder / MARKBOOK_FILE
    with suppress(NotAMarkbook, OSError):  # told by whoever needs what stands in it
        _unlocked(read_file(file, LARGEST_MARKBOOK), str(file), password)


class TakenMarks(Value):
    """The record of a run's marks, with what was in its markbook.

    `new` is how many marks were taken in, `emptied` how many taken away, `kept` how many another copy brought whose
    cells are empty in this one. `problems` are what could not be taken, and why; `digest` is that of the markbook that
    was looked at, "" where there is none.
    """

    folder: Path
    record: MarksRecord
    new: int = 0
    emptied: int = 0
    kept: int = 0
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    @property
    def sentence(self) -> str:
        """What was done, "" where nothing was."""
        if not (self.new or self.emptied or self.kept):
            return ""
        emptied = f", {counted(self.emptied, 'mark')} taken away" if self.emptied else ""
        file = shown_marks_file(self.folder)
        kept = (
            f" {counted(self.kept, 'mark')} of another copy stay there, though their cells are empty in this one: "
            "print again with --force to have all in one markbook. To give them up, empty their cells in that one."
            if self.kept
            else ""
        )
        return f"{counted(self.new, 'mark')} taken from {self.folder / MARKBOOK_FILE} into {file}{emptied}.{kept}"

    def digests_of(self, folder: Path) -> Mapping[str, str] | None:
        """The digests of a run's files as printed, but that of the markbook as it was looked at."""
        printed = digests_of_files(folder)
        return printed if printed is None or not self.digest else {**printed, MARKBOOK_FILE: self.digest}


def no_marks(folder: Path) -> InvalidInput:
    """What is raised where the run in a folder has no mark of which anything could be printed."""
    remedy = f"Type them into {folder / MARKBOOK_FILE}, save it, and give the command again."
    copies = sorted(
        one.name for ending in OTHER_FORMATS if (one := (folder / MARKBOOK_FILE).with_suffix(ending)).exists()
    )
    unread = f" What stands in {' and '.join(copies)} is not read." if copies else ""
    return InvalidInput([Problem(Place(str(folder)), f"This run has no marks yet.{unread}", remedy)])


def take_in(
    folder: Path, password: Password, *, replacing: bool = False, clock: Clock = local_time
) -> TakenMarks:
    """Take what was typed into a run's markbook into the record, and say what is in the record then.

    Nothing is raised for what a person typed wrongly: that is among the problems, and what is right is taken. With
    `replacing` the markbook is about to go, so that it must not be open elsewhere, and what only it has is taken even
    where nobody typed. Raises OutputExists where the record cannot be written.
    """
    try:
        manifest = load_manifest(folder / MANIFEST_FILE)
    except InvalidInput:  # no run, or one of which nothing is known: what is in it is never replaced
        return _recorded(folder)
    try:
        content = read_file(folder / MARKBOOK_FILE, LARGEST_MARKBOOK)
    except FileNotFoundError:
        return _recorded(folder)
    except OSError:
        return _unreadable(folder, "", NotAMarkbook())
    digest = sha256(content).hexdigest()
    problems = tuple(_open_elsewhere(folder)) if replacing else ()
    printed = {one.file: one.sha256 for one in manifest.files}.get(MARKBOOK_FILE)
    if printed == digest and (marks_file(folder).exists() or not replacing):
        return _recorded(folder, problems, digest)
    try:
        content = _unlocked(content, str(folder / MARKBOOK_FILE), password)
        if printed == digest and not rows_shown(content):
            return _recorded(folder, problems, digest)
        reading = _read(content)
    except NotAMarkbook as error:
        return _unreadable(folder, digest, error)
    except InvalidInput as error:
        return _recorded(folder, (*problems, *error.problems), digest)
    if reading.run != manifest.run:
        what = f"This is the markbook of another run, {reading.run}; the run here is {manifest.run}."
        wrong = Problem(Place(str(folder / MARKBOOK_FILE)), what, "Move it to where it belongs.")
        return _recorded(folder, (wrong,), digest)
    recorded = _recorded(folder, problems, digest)
    # Where the record itself cannot be read nothing is written into it.
    return recorded if recorded.problems != problems else _harvested(recorded, manifest, reading, clock)


def mark_typed(manifest: Manifest, key: MarkKey, typed: str) -> str | None:
    """A mark that was typed elsewhere than in the markbook, as the record has it; None for what is no mark of that."""
    asked = asked_in_run(manifest)
    return mark_of(typed.strip(), asked.most[key], asked.letters(key)) if key in asked.most else None


def enter_mark(
    folder: Path, manifest: Manifest, key: MarkKey, typed: str, *, by: str, clock: Clock = local_time
) -> str | None:
    """Keep one mark that was typed elsewhere than in the markbook, and return it as the record has it.

    `by` says where it was typed. None, and nothing is kept, where this can be no mark of that question of that paper.
    Raises OutputExists where the record cannot be written, InvalidInput where it cannot be read.
    """
    if (mark := mark_typed(manifest, key, typed)) is None:
        return None
    entry = MarkEntry(manifest.run, *key, mark, by, clock())

    def revised(before: bytes) -> bytes:
        record = record_from_csv(before, str(shown_marks_file(folder)))
        stands = record.marks.get(key, "") == mark
        return before if stands else record_to_csv(record.and_([entry]))

    revise(marks_file(folder), revised)
    return mark


def _harvested(
    recorded: TakenMarks, manifest: Manifest, reading: MarkbookReading, clock: Clock
) -> TakenMarks:
    """What is in the record once all that is new in a markbook is written into it."""
    folder, asked = recorded.folder, asked_in_run(manifest)
    record, file = recorded.record, str(folder / MARKBOOK_FILE)
    found = harvest(reading, record, asked, file, clock())

    def revised(before: bytes) -> bytes:
        nonlocal record, found
        record = record_from_csv(before, str(shown_marks_file(folder)))
        found = harvest(reading, record, asked, file, clock())
        record = record.and_(found.entries)
        return record_to_csv(record)

    if found.entries:
        revise(marks_file(folder), revised)
    new = len({entry.key for entry in found.entries if entry.mark})  # the same may be typed into both sheets
    problems = (*recorded.problems, *found.problems)
    emptied = len({entry.key for entry in found.entries}) - new
    return replace(recorded, record=record, new=new, emptied=emptied, kept=found.kept, problems=problems)


def _recorded(folder: Path, problems: tuple[Problem, ...] = (), digest: str = "") -> TakenMarks:
    """What is in the record, where there is nothing to take in."""
    try:
        content = read_file(marks_file(folder), LARGEST_RECORD)
    except FileNotFoundError:
        return TakenMarks(folder, MarksRecord(), problems=problems, digest=digest)
    except OSError as error:
        what = f"The record of the marks cannot be read ({error.strerror})."
        remedy = remedy_for(error, "Close it elsewhere, or mend its permissions.")
        closed = Problem(Place(str(shown_marks_file(folder))), what, remedy)
        return TakenMarks(folder, MarksRecord(), problems=(*problems, closed), digest=digest)
    try:
        record = record_from_csv(content, str(shown_marks_file(folder)))
    except InvalidInput as error:
        return TakenMarks(folder, MarksRecord(), problems=(*problems, *error.problems), digest=digest)
    return TakenMarks(folder, record, problems=problems, digest=digest)


def _unreadable(folder: Path, digest: str, error: NotAMarkbook) -> TakenMarks:
    match error:
        case OversizedMarkbook():
            what, remedy = _OVERSIZED
        case RenamedSheets():
            what = f"The markbook has no sheet {_quoted(error.missing)}, but {_quoted(error.others) or 'fewer sheets'}."
            remedy = "Give the sheet its name again, save and close it, and give the command again."
        case _:
            what, remedy = _UNREADABLE
    return _recorded(folder, (Problem(Place(str(folder / MARKBOOK_FILE)), what, remedy),), digest)


def _quoted(names: Sequence[str]) -> str:
    return " and ".join(f"‘{name}’" for name in names)


def _open_elsewhere(folder: Path) -> Iterator[Problem]:
    """A problem where a spreadsheet program has the markbook open: what is not saved yet would be lost."""
    for name in OPEN_AS:
        if (folder / name).exists():
            what = "The markbook is open in a spreadsheet program."
            remedy = f"{_CLOSE} If it is not open, delete {folder / name}."
            yield Problem(Place(str(folder / MARKBOOK_FILE)), what, remedy)
