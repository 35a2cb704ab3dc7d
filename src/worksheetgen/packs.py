"""A pack, the papers that are printed and marked together: the part of a run that one worker makes.

A pack is made under another name and renamed when it is whole, so that it can be made twice, by whomever, and is
there once.
"""

from __future__ import annotations

import gc
import pickle
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from pathlib import Path
from secrets import token_hex

from worksheetgen import __version__
from worksheetgen.composition import compose_answer_keys
from worksheetgen.delivery import flush
from worksheetgen.errors import Place, Problem, Unprintable, WorkersLost
from worksheetgen.manifest import RecordedStudent, record_student
from worksheetgen.memory import remembered
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.blueprint import Draw
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Print, Student
from worksheetgen.order import RunRequest
from worksheetgen.pdf import write_pdf
from worksheetgen.press import GlyphSets, Renderer
from worksheetgen.typesetting import theme_digest
from worksheetgen.variation import plan

LARGEST = 60
"""Papers in a pack: a class; what a marker takes home, a print shop binds, and a worker makes in half a second."""
RECORD = "record"
FILES = "files"


@dataclass(frozen=True)
class Task:
    """What every pack of a run needs; kept as a file where all workers can read it."""

    identity: str
    order: RunRequest
    draw: Draw


@dataclass(frozen=True)
class Pack:
    """A pack to be made: where, of which run and program, and whose papers.

    `folder` is its name in the run, "" for the only one; `arrangements` are those planned already, of all students
    or of none.
    """

    work: Path
    identity: str
    version: str
    number: int
    folder: str
    students: tuple[Student, ...]
    arrangements: Mapping[str, Arrangement]


@dataclass(frozen=True)
class PackRecord:
    """A pack that was made: its students in order, and on which page of the class pack each one's paper starts."""

    folder: str
    students: tuple[RecordedStudent, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True)
class Made:
    """What a worker says of a pack: how many papers it made, or what cannot be printed."""

    papers: int
    problems: tuple[Problem, ...]


def split(students: Sequence[Student]) -> list[tuple[str, tuple[Student, ...]]]:
    """Folders and students of as few packs of nearly equal size as there must be; the only pack has no folder."""
    count = ceil(len(students) / LARGEST)
    ends = [len(students) * number // count for number in range(count + 1)]
    digits = max(2, len(str(count)))
    return [
        (f"pack-{number:0{digits}}" if count > 1 else "", tuple(students[start:end]))
        for number, (start, end) in enumerate(pairwise(ends), 1)
    ]


def keep_task(work: Path, task: Task) -> None:
    """Put the task where the workers find it."""
    (work / "task").write_bytes(pickle.dumps(task))


def make_pack(pack: Pack) -> Made:
    """Make the pack, unless it is there.

    Raises InvalidInput (templates), WorkersLost where this worker is not fit to; OSError where it cannot write.
    """
    place = pack_place(pack.work, pack.number)
    if not place.exists():
        draft = pack.work / f"draft-{pack.number}-{token_hex(4)}"
        gc.disable()  # a pack's values refer to nothing that refers back: looking for garbage would find none
        try:
            _make(pack, draft)
        except Unprintable as error:
            shutil.rmtree(draft)
            return Made(0, error.problems)
        finally:
            gc.enable()
        try:
            draft.rename(place)
        except OSError:
            if not place.exists():  # another worker was faster
                raise
            shutil.rmtree(draft)
    return Made(len(pack.students), ())


def pack_place(work: Path, number: int) -> Path:
    """Where a finished pack lies until the run is whole."""
    return work / "packs" / f"{number:05}"


def load_record(place: Path) -> PackRecord:
    """What was made of a finished pack."""
    found: PackRecord = pickle.loads((place / RECORD).read_bytes())
    return found


def _make(pack: Pack, draft: Path) -> None:
    task, press, repertoires = _prepared(pack.work, pack.identity, pack.version)
    order, forms = task.order, task.draw.forms
    (draft / FILES / "papers").mkdir(parents=True)
    arrangements = pack.arrangements or plan(forms, order.unit, pack.students, order.seed, order.standing)
    papers = [order.paper(arrangements[student.id], student) for student in pack.students]
    sheets = press.papers(papers)
    for paper, sheet in zip(papers, sheets, strict=True):
        content = write_pdf([sheet], sheet.title, repertoires.of([paper.student.print]))
        (draft / FILES / _file(paper)).write_bytes(content)
    title = order.blueprint.title
    bound = sorted(range(len(sheets)), key=lambda number: sheets[number].pages[0].height)
    fonts = repertoires.of(paper.student.print for paper in papers)
    whole = write_pdf([sheets[number] for number in bound], f"{title}: class pack", fonts)
    (draft / FILES / "class-pack.pdf").write_bytes(whole)
    keys = press.sheet(lambda stage: compose_answer_keys(order.of_each(forms), papers, stage))
    for_marker = write_pdf([keys], keys.title, repertoires.of([Print.STANDARD]))
    (draft / FILES / "answer-keys.pdf").write_bytes(for_marker)
    (draft / RECORD).write_bytes(pickle.dumps(_record(pack.folder, papers, sheets, bound)))
    flush(draft)


def _file(paper: Paper) -> str:
    return f"papers/{paper.student.id}.pdf"


def _record(
    folder: str, papers: Sequence[Paper], sheets: Sequence[LaidOutDocument], bound: Iterable[int]
) -> PackRecord:
    """`bound` are the papers' indices in the class pack's order: those on larger paper after all others."""
    order = list(bound)
    firsts = accumulate((len(sheets[number].pages) for number in order), initial=1)
    starts = dict(zip(order, firsts, strict=False))
    inside = f"{folder}/" if folder else ""
    students = tuple(
        record_student(paper, inside + _file(paper), len(sheet.pages))
        for paper, sheet in zip(papers, sheets, strict=True)
    )
    return PackRecord(folder, students, tuple(starts[number] for number in range(len(papers))))


@remembered(most=1)
def _prepared(work: Path, _identity: str, version: str) -> tuple[Task, Renderer, GlyphSets]:
    """The task with what its packs share, once for each run in each process."""
    if version != __version__:
        raise _unfit(
            f"A worker has worksheetgen {__version__}, the run is printed by {version}.",
            "Install the same version for every worker.",
        )
    try:
        task: Task = pickle.loads((work / "task").read_bytes())
    except FileNotFoundError as error:
        raise _unfit(
            f"A worker does not find {work}.",
            "Choose an --output on a disk that every worker has under the same path.",
        ) from error
    if theme_digest(task.order.themes) != task.order.digests.theme:
        raise _unfit(
            "A worker has another theme than the one that the run is printed in.",
            "Give every worker the same theme folder under the same path.",
        )
    press = Renderer(task.order.unit, task.order.themes)
    return task, press, GlyphSets(lambda print: task.order.unnamed(task.draw.forms, print), press)


def _unfit(what: str, remedy: str) -> WorkersLost:
    return WorkersLost([Problem(Place("workers"), what, remedy)])
