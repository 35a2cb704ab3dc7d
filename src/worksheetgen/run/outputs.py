"""The one table of the files that a run has: each with its name, for whom it is, and what makes it.

Writing a run, its record, the summary on screen, `verify` and what `--force` protects all read it: a further file is
one entry here and the function that it names. README has the table too, and a test compares the two.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property, partial
from hashlib import file_digest
from itertools import accumulate, chain
from pathlib import Path, PurePosixPath

from worksheetgen.blueprint import to_data
from worksheetgen.composition import (
    compose_answer_keys,
    compose_mark_scheme,
    compose_seating,
    scheme_numbers,
)
from worksheetgen.manifest import (
    MANIFEST_FILE,
    RecordedFile,
    RecordedStudent,
    record_run,
    student_of,
    to_json,
)
from worksheetgen.markbook import MARKBOOK_FILE, MarkbookContents, MarksRecord, inert, markbook
from worksheetgen.model.blueprint import Draw
from worksheetgen.model.laid_out import LaidOutDocument, PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Print, Student
from worksheetgen.pdf import sides_two_up, write_pdf, write_two_up
from worksheetgen.run.booklets import Booklets
from worksheetgen.run.names import named_for_teachers
from worksheetgen.run.papers import RunPapers
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import RunRequest
from worksheetgen.run.sheets import is_two_up
from worksheetgen.run.values import LARGEST_PACK, PackRecord

# ---- what outputs are made from ------------------------------------------------------------------


@dataclass(frozen=True)
class PackPrints:
    """A pack whose papers are typeset: what its files are made from.

    `forms` are an unnamed paper of every form, those of single students too; `laid_out` are the pages of each of the
    `papers`.
    """

    request: RunRequest
    forms: Sequence[Paper]
    papers: Sequence[Paper]
    laid_out: Sequence[LaidOutDocument]
    renderer: Renderer

    @cached_property
    def booklets(self) -> Booklets:
        """The source booklets that lie beside its papers."""
        return Booklets(self.request, self.forms, self.renderer)

    def with_booklet(self, index: int) -> list[LaidOutDocument]:
        """What is bound of the paper of that index: the paper, and the source booklet behind it where it has one."""
        paper = self.papers[index]
        booklet = self.booklets.of(paper.form, paper.student.print)
        return [self.laid_out[index], *([booklet] if booklet else [])]

    @cached_property
    def bound(self) -> Mapping[str, Sequence[int]]:
        """The indices of the papers that are bound together, by the pack's file: a printer has one paper at a time."""
        found: dict[str, list[int]] = {}
        for index, (paper, laid_out) in enumerate(zip(self.papers, self.laid_out, strict=True)):
            pack = _pack(paper.student.print, laid_out.paper_size, self.request.two_up)
            found.setdefault(pack.file, []).append(index)
        return found

    @property
    def starts(self) -> Sequence[int]:
        """On which page, from 1, each paper starts in the pack that it is bound in."""
        found: dict[int, int] = {}
        for file, numbers in self.bound.items():
            if file == TWO_UP_PACK.file:
                lengths = [len(self.laid_out[number].pages) for number in numbers]
                sides = sides_two_up(self.laid_out[numbers[0]].paper_size, lengths)
                for at, side in enumerate(sides, 1):
                    found |= {numbers[one]: at for one, page in filter(None, side) if page == 0}
            else:
                lengths = [sum(len(one.pages) for one in self.with_booklet(number)) for number in numbers]
                found |= zip(numbers, accumulate(lengths, initial=1), strict=False)
        return [found[number] for number in range(len(self.papers))]


@dataclass(frozen=True)
class RunPrints:
    """A run whose packs are being made: what the files of the whole run are made from.

    `marks` is the record of the marks that its papers have already. `folder` is where these files are written; `packs`
    says how many packs there are, `records` gives their records once all of them are finished, one after another.
    """

    request: RunRequest
    draw: Draw
    marks: MarksRecord
    folder: Path
    packs: int
    renderer: Renderer
    records: Callable[[], Iterable[PackRecord]]

    @cached_property
    def forms(self) -> Sequence[Paper]:
        """An unnamed paper of every form, those of single students too."""
        return RunPapers(self.request).of_each_form(self.draw.all_forms)

    @cached_property
    def booklets(self) -> Booklets:
        """The source booklets of its forms."""
        return Booklets(self.request, self.forms, self.renderer)


AddPack = Callable[[PackRecord], None]
"""Takes the packs' records one after another, in the packs' order, as they are finished."""


@dataclass(frozen=True)
class PackOutput:
    """A file that every pack has.

    `file` is its path within the pack's folder, with ID where a student's id stands; `audience` says in README's words
    for whom it is. `make` gives each such file of a pack, its path and its content.
    """

    file: str
    audience: str
    make: Callable[[PackPrints], Iterator[tuple[str, bytes]]] = field(repr=False)

    @property
    def pattern(self) -> str:
        """What matches its names within the pack's folder."""
        return self.file.replace("ID", "*")


@dataclass(frozen=True)
class RunOutput:
    """A file that a run has once, or once for each form and print.

    `file` is its path within the run's folder; where there are several, words are added to its stem. `audience` says in
    README's words for whom it is. `make` is a context manager: it yields a function that is called with each pack's
    record, in the packs' order, as they are finished; what it can write only at the end it writes on leaving. So a
    class list of any length needs no more memory than one pack.
    """

    file: str
    audience: str
    make: Callable[[RunPrints], AbstractContextManager[AddPack]] = field(repr=False)

    def named(self, *words: str) -> str:
        """The path of the one that these words tell from the others: `source-booklet-form-A-18.pdf`."""
        stem, dot, suffix = self.file.rpartition(".")
        return "-".join((stem, *words)) + dot + suffix

    @property
    def pattern(self) -> str:
        """What matches its names within the run's folder."""
        stem, dot, suffix = self.file.rpartition(".")
        return f"{stem}*{dot}{suffix}"


Output = PackOutput | RunOutput

# ---- one function an output of a pack ------------------------------------------------------------


def paper_file(paper: Paper) -> str:
    """The path of a student's paper within its pack."""
    return PAPERS.file.replace("ID", paper.student.id)


def class_pack_of(student: RecordedStudent, *, two_up: bool) -> str:
    """The path, relative to the run, of the class pack that the student's paper is bound in."""
    pack = _pack(student.print, student.paper_size, two_up)
    return (PurePosixPath(student.file).parent.parent / pack.file).as_posix()


def _pack(print: Print, size: PaperSize, two_up: bool) -> PackOutput:
    return TWO_UP_PACK if is_two_up(print, two_up) else CLASS_PACKS[size]


def _papers(prints: PackPrints) -> Iterator[tuple[str, bytes]]:
    for paper, laid_out in zip(prints.papers, prints.laid_out, strict=True):
        yield paper_file(paper), write_pdf([laid_out], laid_out.title)


def _class_pack(size: PaperSize, prints: PackPrints) -> Iterator[tuple[str, bytes]]:
    """The papers of one size, where there are any, each with its source booklet behind it."""
    if bound := prints.bound.get(CLASS_PACKS[size].file):
        title = f"{prints.request.blueprint.title}: class pack, {size}"
        documents = [*chain.from_iterable(map(prints.with_booklet, bound))]
        yield CLASS_PACKS[size].file, write_pdf(documents, title)


def booklet_file(paper: Paper, booklets: Booklets) -> str:
    """The path of the source booklet that lies beside a paper, relative to the run; "" for none."""
    form, print = paper.form, paper.student.print
    return BOOKLET.named(*booklets.words(form, print)) if booklets.of(form, print) else ""


def _two_up_pack(prints: PackPrints) -> Iterator[tuple[str, bytes]]:
    """The papers in standard print two pages a side, where that is asked for; one to be copied stands twice."""
    if bound := prints.bound.get(TWO_UP_PACK.file):
        documents = [prints.laid_out[index] for index in bound]
        copied = len(bound) == 1 and prints.papers[bound[0]].student.spare
        title = f"{prints.request.blueprint.title}: class pack, two pages a side"
        yield TWO_UP_PACK.file, write_two_up(documents * (2 if copied else 1), title)


def _answer_keys(prints: PackPrints) -> Iterator[tuple[str, bytes]]:
    papers = [_named_for_teachers(paper) for paper in prints.papers]
    yield ANSWER_KEYS.file, prints.renderer.pdf(partial(compose_answer_keys, prints.forms, papers))


def _named_for_teachers(paper: Paper) -> Paper:
    student = named_for_teachers(paper.student)
    return paper if student is paper.student else replace(paper, student=student)


def _mark_scheme(prints: PackPrints) -> Iterator[tuple[str, bytes]]:
    compose = partial(compose_mark_scheme, prints.forms, prints.papers, prints.request.unit)
    yield MARK_SCHEME.file, prints.renderer.pdf(compose)


# ---- one function an output of the run -----------------------------------------------------------


@contextmanager
def _booklets(run: RunPrints) -> Iterator[AddPack]:
    """Each form's source booklet, once for every print that has one; class packs have a copy behind each paper."""
    needed: dict[str, tuple[str, Print]] = {}

    def add(pack: PackRecord) -> None:
        needed.update((one.booklet, (one.form, one.print)) for one in pack.students if one.booklet)

    yield add
    for name, (form, print) in sorted(needed.items()):
        if booklet := run.booklets.of(form, print):
            (run.folder / name).write_bytes(write_pdf([booklet], booklet.title))


@contextmanager
def _markbook(run: RunPrints) -> Iterator[AddPack]:
    """Written row by row while packs are made."""
    forms = {paper.form: [section.questions for section in paper.sections] for paper in run.forms}
    entries: dict[str, list[int]] = {}
    for (_, id), number in scheme_numbers(run.forms).items():
        entries.setdefault(id, []).append(number)
    contents = MarkbookContents(run.request.run_id, run.request.unit, forms, entries, run.marks)
    with markbook(run.folder / MARKBOOK.file, contents) as add_row:

        def add(pack: PackRecord) -> None:
            for student in pack.students:
                add_row(student)

        yield add


@contextmanager
def _seating(run: RunPrints) -> Iterator[AddPack]:
    """Where the class list has seats."""
    sitting: list[tuple[Student, str]] = []

    def add(pack: PackRecord) -> None:
        sitting.extend((named_for_teachers(student_of(one)), one.form) for one in pack.students)

    yield add
    if any(student.seat for student, _ in sitting):
        request = run.request
        compose = partial(compose_seating, request.blueprint, request.class_list.name, sitting)
        (run.folder / SEATING.file).write_bytes(run.renderer.pdf(compose))


@contextmanager
def _index(run: RunPrints) -> Iterator[AddPack]:
    """Where there are several packs."""
    if run.packs == 1:
        yield lambda _: None
        return
    with (run.folder / INDEX.file).open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "name", "pack", "page", "pages", "file"))

        def add(pack: PackRecord) -> None:
            rows.writerows(
                (
                    one.id,
                    inert(one.name),
                    class_pack_of(one, two_up=run.request.two_up),
                    start,
                    one.pages,
                    one.file,
                )
                for one, start in zip(pack.students, pack.starts, strict=True)
            )

        yield add


@contextmanager
def _manifest(run: RunPrints) -> Iterator[AddPack]:
    """Closed after all others, so that it has the digests of their files."""
    yield lambda _: None
    request = run.request
    head = record_run(
        to_data(request.blueprint),
        request.class_list.name,
        run=request.run_id,
        draw=run.draw,
        seed=request.seed,
        digests=request.digests,
        two_up=request.two_up,
    )
    students: Iterator[RecordedStudent] = chain.from_iterable(one.students for one in run.records())
    of_packs = chain.from_iterable(one.files for one in run.records())
    of_run = list(_written(run.folder))
    with (run.folder / MANIFEST.file).open("wb") as file:
        file.writelines(to_json(head, students, chain(of_packs, of_run)))


def _written(folder: Path) -> Iterator[RecordedFile]:
    """The files below a folder with their digests, by their paths from it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            yield RecordedFile(path.relative_to(folder).as_posix(), digest)


# ---- the table -----------------------------------------------------------------------------------

PAPERS = PackOutput("papers/ID.pdf", "one student each", _papers)
CLASS_PACKS = {
    size: PackOutput(file, f"the printer: {audience}", partial(_class_pack, size))
    for size, file, audience in (
        (
            PaperSize.A4,
            "class-pack.pdf",
            "papers of A4, each with its source booklet if it has one, double-sided at actual size (100 %)",
        ),
        (PaperSize.A3, "class-pack-A3.pdf", "those of A3, such as 36 pt print, where there are any"),
        (
            PaperSize.A5,
            "class-pack-A5.pdf",
            "those of A5, where there are any, on A5 paper; on A4 print each of papers/ID.pdf by your printer’s "
            "“Booklet”, or all at once with `--two-up`",
        ),
        (
            PaperSize.LETTER,
            "class-pack-Letter.pdf",
            "those of Letter, where there are any, double-sided at actual size (100 %)",
        ),
        (
            PaperSize.TABLOID,
            "class-pack-Tabloid.pdf",
            "those of Tabloid (11 × 17 inches), such as 36 pt print beside Letter, where there are any",
        ),
    )
}
TWO_UP_PACK = PackOutput(
    "class-pack-two-up.pdf",
    "the printer, with `--two-up`: two pages a side, flipped on the short edge; cut in the middle and lay the left "
    "pile on the right one, or fold what is A5",
    _two_up_pack,
)
MARK_SCHEME = PackOutput(
    "mark-scheme.pdf", "the marker: what earns marks, and where it stands on whose paper", _mark_scheme
)
ANSWER_KEYS = PackOutput(
    "answer-keys.pdf",
    "the marker: a grid of all answers with a box for each mark, and a strip for each paper",
    _answer_keys,
)
BOOKLET = RunOutput(
    "source-booklet.pdf",
    "whoever needs another copy of the booklet behind the papers, one file for each print (`booklet` in the blueprint)",
    _booklets,
)
MARKBOOK = RunOutput(
    MARKBOOK_FILE, "you: to type marks into, which are added up by question, topic and objective", _markbook
)
SEATING = RunOutput(
    "seating.pdf",
    "you and the invigilator, where the class list has seats: who sits where, and with which arrangements",
    _seating,
)
INDEX = RunOutput(
    "index.csv",
    f"you, from {LARGEST_PACK + 1} papers on: in which class pack and on which page each paper is",
    _index,
)
MANIFEST = RunOutput(MANIFEST_FILE, "the program: the record of the run", _manifest)

PACK_OUTPUTS = (PAPERS, *CLASS_PACKS.values(), TWO_UP_PACK, MARK_SCHEME, ANSWER_KEYS)
RUN_OUTPUTS = (BOOKLET, MARKBOOK, SEATING, INDEX)
"""Beside the manifest, which is written last because it has the digests of all others."""
OUTPUTS: tuple[Output, ...] = (*PACK_OUTPUTS, *RUN_OUTPUTS, MANIFEST)


def output_of(file: str) -> Output | None:
    """The output that a file of a run is, by its path relative to the run; None for what no run writes."""
    within = file.split("/", 1)[1] if file.startswith("pack-") and "/" in file else file
    for output in PACK_OUTPUTS:
        if fnmatchcase(within, output.pattern):
            return output
    return next((output for output in (*RUN_OUTPUTS, MANIFEST) if fnmatchcase(file, output.pattern)), None)
