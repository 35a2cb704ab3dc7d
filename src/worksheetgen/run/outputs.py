"""The one table of the files that a run has: each with its name, for whom it is, and what makes it.

Writing a run, its record, the summary on screen, `verify` and what `--force` protects all read it: a further file is
one entry here and the function that it names. `make reference` makes the manual's table of files from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from hashlib import file_digest
from itertools import chain
from pathlib import Path

from worksheetgen.blueprint import to_data
from worksheetgen.composition import (
    compose_answer_keys,
    compose_mark_scheme,
    compose_seating,
    numbers_by_question,
    scheme_numbers,
)
from worksheetgen.csv_rows import csv_lines, csv_of
from worksheetgen.manifest import (
    MANIFEST_FILE,
    ManifestParts,
    RecordedFile,
    file_to_json,
    record_run,
    student_of,
)
from worksheetgen.markbook import MARKBOOK_FILE, MarkbookContents, markbook
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import PaperSort, Student
from worksheetgen.pdf import bind
from worksheetgen.run.booklets import Booklets
from worksheetgen.run.class_packs import CLASS_PACKS, TWO_UP_PACK, class_pack_of
from worksheetgen.run.names import named_for_teachers
from worksheetgen.run.prints import AddPack, Output, PackOutput, PackPrints, RunOutput, RunPrints
from worksheetgen.run.rendering import pdf_of
from worksheetgen.run.values import LARGEST_PACK, PackRecord
from worksheetgen.value import replace

# ---- one function an output of a pack ------------------------------------------------------------


def paper_file(paper: Paper) -> str:
    """The path of a student's paper within its pack."""
    return PAPERS.file.replace("ID", paper.student.id)


def _papers(prints: PackPrints) -> Iterator[tuple[str, bytes]]:
    for paper, drawing in zip(prints.papers, prints.drawings, strict=True):
        yield paper_file(paper), bind([drawing], drawing.laid_out.title)


def booklet_file(paper: Paper, booklets: Booklets) -> str:
    """The path of the source booklet that lies beside a paper, relative to the run; "" for none."""
    return BOOKLET.named(*booklets.words(paper.sort)) if booklets.composing(paper.sort) else ""


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
    needed: dict[str, PaperSort] = {}

    def add(pack: PackRecord) -> None:
        needed.update((one.booklet, one.sort) for one in pack.students if one.booklet)

    yield add
    for name, sort in sorted(needed.items()):
        if booklet := run.booklets.of(sort):
            (run.folder / name).write_bytes(pdf_of(booklet))


@contextmanager
def _markbook(run: RunPrints) -> Iterator[AddPack]:
    """Written row by row while packs are made."""
    forms = {paper.form: [section.questions for section in paper.sections] for paper in run.forms}
    entries = numbers_by_question(scheme_numbers(run.forms))
    lettered = run.request.blueprint.lettered
    contents = MarkbookContents(run.request.run_id, run.request.unit, forms, entries, run.marks, lettered)
    with markbook(run.folder / MARKBOOK.file, contents) as add_row:

        def add(pack: PackRecord) -> None:
            for student in pack.students:
                add_row(student)

        yield add


@contextmanager
def _seating(run: RunPrints) -> Iterator[AddPack]:
    """For an exam whose class list has seats: homework is done wherever a pupil sits."""
    request = run.request
    if request.blueprint.type is not PaperType.EXAM or not any(
        one.seat for one in request.class_list.students
    ):
        yield lambda _: None
        return
    sitting: list[tuple[Student, str]] = []  # where only some papers are printed, maybe none with a seat

    def add(pack: PackRecord) -> None:
        sitting.extend((named_for_teachers(student_of(one)), one.form) for one in pack.students)

    yield add
    if any(student.seat for student, _ in sitting):
        compose = partial(compose_seating, request.blueprint, request.class_list.name, sitting)
        (run.folder / SEATING.file).write_bytes(run.renderer.pdf_of_several(compose))


@contextmanager
def _index(run: RunPrints) -> Iterator[AddPack]:
    """Where there are several packs."""
    if run.packs == 1:
        yield lambda _: None
        return
    with (run.folder / INDEX.file).open("wb") as file:

        def add(pack: PackRecord) -> None:
            rows = (
                (one.id, one.name, class_pack_of(one, two_up=run.request.two_up), start, one.pages, one.file)
                for one, start in zip(pack.students, pack.starts, strict=True)
            )
            file.write(csv_lines(rows))

        file.write(csv_of([("id", "name", "pack", "page", "pages", "file")]))
        yield add


@contextmanager
def _manifest(run: RunPrints) -> Iterator[AddPack]:
    """Closed after all others, so that it has the digests of their files."""
    request = run.request
    parts = ManifestParts(
        record_run(
            to_data(request.blueprint),
            request.class_list.name,
            run=request.run_id,
            draw=run.draw,
            seed=request.seed,
            digests=request.digests,
            two_up=request.two_up,
            protected=run.protected,
        )
    )
    # Those to be protected by their names alone, as what is recorded is what lies in the folder at last; all others as
    # JSON, as thousands of values would take more memory.
    of_packs: list[str | bytes] = []
    with (run.folder / MANIFEST.file).open("wb") as file:

        def add(pack: PackRecord) -> None:
            file.writelines(parts.students(pack.students))
            of_packs.extend(
                one.file if run.protected and is_confidential(one.file) else file_to_json(one)
                for one in pack.files
            )

        file.write(parts.head())
        yield add
        told = (file_to_json(_recorded(run.folder, one)) if isinstance(one, str) else one for one in of_packs)
        file.writelines(parts.foot(chain(told, map(file_to_json, _of_run(run.folder)))))


def _of_run(folder: Path) -> Iterator[RecordedFile]:
    """The files of the whole run in its folder."""
    for path in sorted(folder.iterdir()):
        if isinstance(output_of(path.name), RunOutput) and path.name != MANIFEST.file:
            yield _recorded(folder, path.name)


def _recorded(folder: Path, name: str) -> RecordedFile:
    with (folder / name).open("rb") as file:
        return RecordedFile(name, file_digest(file, "sha256").hexdigest())


# ---- the table -----------------------------------------------------------------------------------

PAPERS = PackOutput("papers/ID.pdf", "one student each", _papers)
MARK_SCHEME = PackOutput(
    "mark-scheme.pdf",
    "the marker: what earns marks, and where it stands on whose paper",
    _mark_scheme,
    confidential=True,
)
ANSWER_KEYS = PackOutput(
    "answer-keys.pdf",
    "the marker: a grid of all answers with a box for each mark, and a strip for each paper",
    _answer_keys,
    confidential=True,
)
BOOKLET = RunOutput(
    "source-booklet.pdf",
    "whoever needs another copy of the booklet behind the papers, one file for each print (`booklet` in the blueprint)",
    _booklets,
)
MARKBOOK = RunOutput(
    MARKBOOK_FILE,
    "you: to type marks into, which are added up by question, topic and objective",
    _markbook,
    confidential=True,
)
SEATING = RunOutput(
    "seating.pdf",
    "you and the invigilator, for an exam whose class list has seats: who sits where, and with which arrangements",
    _seating,
    confidential=True,
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


def is_confidential(file: str) -> bool:
    """Whether a file of a run, by its path relative to the run, is one that a password protects."""
    output = output_of(file)
    return output is not None and output.confidential


def output_of(file: str) -> Output | None:
    """The output that a file of a run is, by its path relative to the run; None for what no run writes."""
    within = file.split("/", 1)[1] if file.startswith("pack-") and "/" in file else file
    for output in PACK_OUTPUTS:
        if fnmatchcase(within, output.pattern):
            return output
    return next((output for output in (*RUN_OUTPUTS, MANIFEST) if fnmatchcase(file, output.pattern)), None)
