"""A pack, the papers that are printed and marked together: the part of a run that one worker makes.

A pack is made under a name of its own and renamed when it is whole. Two workers may make the same pack: the first to
rename its draft wins, and the other's is thrown away.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import chain, pairwise
from math import ceil
from pathlib import Path
from secrets import token_hex

from worksheetgen import __version__
from worksheetgen.delivery.disk import flush
from worksheetgen.errors import InvalidInput, Place, Problem, Unprintable, WorkersLost
from worksheetgen.manifest import RecordedFile, record_student
from worksheetgen.memory import no_garbage, remembered
from worksheetgen.model.students import Student
from worksheetgen.pdf import draw_document
from worksheetgen.run.class_packs import starts
from worksheetgen.run.outputs import PACK_OUTPUTS, booklet_file, paper_file
from worksheetgen.run.papers import arranged
from worksheetgen.run.press import Press
from worksheetgen.run.prints import PackPrints
from worksheetgen.run.values import LARGEST_PACK, Made, Pack, PackRecord, Task
from worksheetgen.stored import Damaged, decode, encode, sealed, unsealed
from worksheetgen.system.names import leads_out
from worksheetgen.typesetting import theme_digest
from worksheetgen.value import Value

RECORD_FILE = "record"
PACK_FILES = "files"
TASK_FILE = "task"


def split_into_packs(students: Sequence[Student]) -> list[tuple[str, tuple[Student, ...]]]:
    """Folders and students of as few packs of nearly equal size as there must be; the only pack has no folder."""
    count = ceil(len(students) / LARGEST_PACK)
    ends = [len(students) * number // count for number in range(count + 1)]
    digits = max(2, len(str(count)))
    return [
        (f"pack-{number:0{digits}}" if count > 1 else "", tuple(students[start:end]))
        for number, (start, end) in enumerate(pairwise(ends), 1)
    ]


def keep_task(workroom: Path, task: Task) -> None:
    """Put the task where the workers find it."""
    (workroom / TASK_FILE).write_bytes(encode(task))


def make_pack(pack: Pack) -> Made:
    """Make the pack, unless it is there.

    Raises InvalidInput (templates), WorkersLost where this worker is not fit to; OSError where it cannot write.
    """
    place = pack_place(pack.workroom, pack.number)
    if not place.exists():
        draft = pack.workroom / f"draft-{pack.number}-{token_hex(4)}"
        try:
            # A pack's values refer to nothing that refers back. Searched for garbage, with their records (`printing`):
            # +46% (docs/performance.md, “no search for garbage”, 3,000).
            with no_garbage():
                _make(pack, draft)
        except Unprintable as error:
            shutil.rmtree(draft)
            return Made(0, error.problems)
        try:
            draft.rename(place)
        except OSError:
            if not place.exists():  # another worker was faster
                raise
            shutil.rmtree(draft)
    return Made(len(pack.students), ())


def pack_place(workroom: Path, number: int) -> Path:
    """Where a finished pack lies until the run is whole."""
    return workroom / "packs" / f"{number:05}"


def load_record(place: Path) -> PackRecord:
    """What was made of a finished pack.

    Raises InvalidInput where its record cannot be read or is damaged: it may have waited long for `--resume`.
    """
    path = place / RECORD_FILE
    try:
        record = decode(unsealed(path.read_bytes()), PackRecord)
    except (OSError, Damaged) as error:
        raise _damaged(path) from error
    if not _is_sound(record):
        raise _damaged(path)
    return record


def _is_sound(record: PackRecord) -> bool:
    """Whether everybody has questions and a start, and no file leads out of the run, as in a crafted record."""
    files = chain.from_iterable((one.file, one.booklet) for one in record.students)
    return (
        len(record.starts) == len(record.students)
        and all(one.questions for one in record.students)
        and not any(map(leads_out, chain(files, (one.file for one in record.files))))
    )


def _damaged(path: Path) -> InvalidInput:
    what = "The record of a finished pack is damaged or cannot be read."
    return InvalidInput([Problem(Place(str(path)), what, "Leave out --resume to start anew.")])


def _make(pack: Pack, draft: Path) -> None:
    """Write the pack's files and its record into a folder of its own."""
    ready = prepared(pack.workroom, pack.identity, pack.version)
    draft.mkdir()  # not its parents: where the workroom is gone, nobody waits for the pack
    (draft / PACK_FILES).mkdir()
    prints = _prints(pack, ready)
    written = tuple(_written(prints, pack.folder, draft / PACK_FILES))
    (draft / RECORD_FILE).write_bytes(sealed(encode(_record(pack.folder, prints, written))))
    flush(draft)


def _prints(pack: Pack, ready: Prepared) -> PackPrints:
    """Everybody's paper, arranged and typeset."""
    request, forms = ready.task.request, ready.task.draw.all_forms
    papers, renderer = ready.press.papers, ready.press.renderer
    arrangements = pack.arrangements or arranged(request, forms, pack.students)
    everybodys = [papers.paper(arrangements[student.id], student) for student in pack.students]
    return PackPrints(
        request,
        papers.of_each_form(forms),
        everybodys,
        [draw_document(one) for one in renderer.papers(everybodys)],
        renderer,
    )


def _written(prints: PackPrints, folder: str, files: Path) -> Iterator[RecordedFile]:
    """Write every output of the pack, one after another, and say what was written."""
    for output in PACK_OUTPUTS:
        (files / output.file).parent.mkdir(exist_ok=True)
        for name, content in output.make(prints):
            (files / name).write_bytes(content)
            yield RecordedFile(_inside(folder, name), sha256(content).hexdigest())


def _inside(folder: str, name: str) -> str:
    """A file's path relative to the run."""
    return f"{folder}/{name}" if folder else name


def _record(folder: str, prints: PackPrints, files: tuple[RecordedFile, ...]) -> PackRecord:
    students = tuple(
        record_student(
            paper,
            _inside(folder, paper_file(paper)),
            len(drawing.pages),
            drawing.laid_out.paper_size,
            booklet_file(paper, prints.booklets),
        )
        for paper, drawing in zip(prints.papers, prints.drawings, strict=True)
    )
    return PackRecord(students, starts(prints), files)


class Prepared(Value):
    """The task of a run with what its packs have in common: numbered questions, rendered blocks, fonts."""

    task: Task
    press: Press


@remembered(most=1)
def prepared(workroom: Path, _identity: str, version: str) -> Prepared:
    """Read the task once for each run in each process; kept until a pack of another run is made there.

    Raises WorkersLost where this worker has another version or theme than the run, or does not find its task.
    """
    if version != __version__:
        raise _unfit(
            f"A worker has worksheetgen {__version__}, the run is printed by {version}.",
            "Install the same version for every worker.",
        )
    try:
        task = decode((workroom / TASK_FILE).read_bytes(), Task)
    except FileNotFoundError as error:
        raise _unfit(
            f"A worker does not find {workroom}.",
            "Choose an --output on a disk that every worker has under the same path.",
        ) from error
    except Damaged as error:
        raise _unfit(
            f"What the workers are to print, {workroom / TASK_FILE}, is damaged.",
            "Give the same command again: it is written anew. With --resume, finished packs are kept.",
        ) from error
    request = task.request
    if theme_digest(request.themes) != request.digests.theme:
        raise _unfit(
            "A worker has another theme than the one that the run is printed in.",
            "Give every worker the same theme folder under the same path.",
        )
    return Prepared(task, Press(request, task.ids))


def _unfit(what: str, remedy: str) -> WorkersLost:
    return WorkersLost([Problem(Place("workers"), what, remedy)])
