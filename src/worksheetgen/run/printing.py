"""Print a run: from a plan to a folder with every file of it, all or none."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from filecmp import cmp
from pathlib import Path

from worksheetgen import __version__
from worksheetgen.delivery import bring_in, check_target
from worksheetgen.delivery.disk import all_within
from worksheetgen.delivery.problems import refusal
from worksheetgen.delivery.workroom import Workroom, open_workroom
from worksheetgen.errors import OutputExists, Problem, Unprintable
from worksheetgen.memory import no_garbage
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import PaperSort, Print, Student
from worksheetgen.protection import NO_PASSWORD, Password, protected, same_inside
from worksheetgen.run.beside import FEEDBACK_FOLDER, MARKS_FOLDER, WORD_FOLDER
from worksheetgen.run.booklets import Booklets
from worksheetgen.run.history import restore_run
from worksheetgen.run.marks import TakenMarks, check_password, take_in
from worksheetgen.run.marks_in_place import check_marks
from worksheetgen.run.outputs import (
    ANSWER_KEYS,
    MANIFEST,
    MARK_SCHEME,
    PAPERS,
    RUN_OUTPUTS,
    is_confidential,
    output_of,
)
from worksheetgen.run.packs import (
    PACK_FILES,
    keep_task,
    load_record,
    make_pack,
    pack_place,
    prepared,
    split_into_packs,
)
from worksheetgen.run.plan import Plan
from worksheetgen.run.prints import RunPrints
from worksheetgen.run.sheets import Length, SheetCount, sheets, sheets_of_print
from worksheetgen.run.values import Pack, PackRecord, task_of
from worksheetgen.run.workers import Workers
from worksheetgen.system.interrupts import interrupts_kept
from worksheetgen.value import Value
from worksheetgen.variation import Sharing, sharing

Progress = Callable[[str, int, int], None]
"""Called with (step, done, total) as a run is printed, so that a progress bar can be drawn."""


class PrintedRun(Value):
    """A run that was printed as planned, and what there is.

    `papers` counts all papers, `spares` the unnamed ones among them, `pages` those of all papers. `sheets` are what
    they take of paper. `packs` are the packs' folders, none where there is one pack alone. `files` are all files, by
    paths relative to the plan's folder. `first_questions` counts what named students meet first, by question id;
    `sharing` is what neighbours share, None for a class without seats. `renewed` are the files of papers, keys and mark
    schemes that are other than those of the run that stood in the folder, None where none did. `protected` says whether
    it has a password.
    """

    plan: Plan
    papers: int
    spares: int
    pages: int
    sheets: SheetCount
    packs: tuple[str, ...]
    files: tuple[str, ...]
    first_questions: Mapping[str, int]
    sharing: Sharing | None
    renewed: tuple[str, ...] | None
    protected: bool


def print_run(
    plan: Plan,
    *,
    force: bool = False,
    resume: bool = False,
    workers: Workers | None = None,
    progress: Progress = lambda _step, _done, _total: None,
    password: Password = NO_PASSWORD,
) -> PrintedRun:
    """Vary, typeset and write what was planned into the plan's folder.

    `force` replaces a run that is in the folder, but nothing that a person typed into it, and keeps what a person
    added; `resume` goes on with a run that was stopped. With a `password`, confidential files open with it alone.

    Raises InvalidInput (a template has mistakes, the run is protected by another password), Unprintable, OutputExists,
    WorkersLost, WrongUsage (a cluster without Dask), each with every problem found. The folder is left as it was then;
    after WorkersLost what is finished waits, hidden beside it, for `resume`.
    """
    marks = check_plan(plan, force=force, password=password)
    with open_workroom(plan.folder, plan.identity, resume=resume) as workroom:
        printed = print_into(workroom, plan, marks, password, workers, progress)
        # Packs are made to last, and nothing is done to their papers since.
        papers = {(workroom.run / pack / PAPERS.file).parent for pack in printed.packs or ("",)}
        bring_in(plan.folder, workroom.run, force=force, digests_of=marks.digests_of, lasting=papers)
    return printed


def print_into(
    workroom: Workroom,
    plan: Plan,
    marks: TakenMarks,
    password: Password,
    workers: Workers | None = None,
    progress: Progress = lambda _step, _done, _total: None,
) -> PrintedRun:
    """Print what was planned into the `run` folder of a workroom, its markbook with these marks. Raises Unprintable."""
    return _Printing(plan, workroom, progress, marks, password).run(workers or Workers())


def check_plan(plan: Plan, *, force: bool, password: Password) -> TakenMarks:
    """Say before anything is printed that a plan cannot be; else the marks that its papers have already.

    Raises as `print_run` does, and OutputExists where a mark has no place on the papers that are planned.
    """
    marks = check_folder(plan.folder, force=force, password=password)
    check_marks(plan, marks, password)
    return marks


def check_folder(folder: Path, *, force: bool, password: Password) -> TakenMarks:
    """Say before anything is planned that no run can be printed into the folder. Raises as `print_run` does.

    What was typed into the markbook of the run that stands there is taken into its record.
    """
    if folder.name in (MARKS_FOLDER, FEEDBACK_FOLDER, WORD_FOLDER):
        held = "Word copies" if folder.name == WORD_FOLDER else folder.name
        what = f"A folder of this name holds the {held} of the runs beside it."
        raise refusal(folder, what, "Choose another --output.")
    restore_run(folder)
    check_password(folder, password)
    marks = take_in(folder, password, replacing=True)
    check_target(folder, force=force, digests_of=marks.digests_of)
    if marks.problems:
        raise OutputExists(marks.problems)
    return marks


class _Printing:
    """Prints one run into the `run` folder of its workroom."""

    def __init__(
        self, plan: Plan, workroom: Workroom, progress: Progress, marks: TakenMarks, password: Password
    ) -> None:
        self.plan, self.request, self.workroom, self.progress = plan, plan.request, workroom, progress
        self.marks, self.password = marks.record, password
        piles = split_into_packs(plan.students)
        self.packs = [self._pack(number, *pile) for number, pile in enumerate(piles, 1)]
        self.places = [pack_place(workroom.path, pack.number) for pack in self.packs]

    def _pack(self, number: int, folder: str, students: tuple[Student, ...]) -> Pack:
        """A pack with its arrangements where neighbours must be kept apart; else it can plan its own."""
        planned = {one.id: self.plan.arrangements[one.id] for one in students} if self.plan.seated else {}
        return Pack(self.workroom.path, self.plan.identity, __version__, number, folder, students, planned)

    def run(self, workers: Workers) -> PrintedRun:
        """Everything of the run, and what was printed."""
        keep_task(self.workroom.path, task_of(self.plan.identity, self.request, self.plan.draw))
        counted = self._write(workers)
        run = self.workroom.run
        files = tuple(
            [Path(entry.path).relative_to(run).as_posix() for entry in all_within(run) if entry.is_file()]
        )
        return PrintedRun(
            plan=self.plan,
            papers=len(self.plan.students),
            spares=sum(student.spare for student in self.plan.students),
            pages=counted.pages,
            sheets=SheetCount(counted.sheets, counted.booklet_sheets),
            packs=tuple(pack.folder for pack in self.packs if pack.folder),
            files=files,
            first_questions=counted.first_questions,
            sharing=self._sharing(),
            renewed=self._renewed(files),
            protected=bool(self.password),
        )

    def _write(self, workers: Workers) -> _Counted:
        """Have all packs made, and pass each finished pack's record, in order, to every file of the run.

        What there is in all packs is counted. The problems of all packs are raised together.
        """
        ready = prepared(self.workroom.path, self.plan.identity, __version__)
        prints = RunPrints(
            self.request,
            self.plan.draw,
            self.marks,
            self.workroom.run,
            len(self.packs),
            ready.press.papers,
            ready.press.renderer,
            bool(self.password),
        )
        counted = _Counted(self.request.two_up)
        # Closed last: the manifest has the digests of all other files as they are handed over.
        # Records refer to nothing that refers back either, as packs' values do (`make_pack`).
        with interrupts_kept() as raise_lost, no_garbage(), MANIFEST.make(prints) as record:
            with ExitStack() as opened:
                outputs = [record, *(opened.enter_context(output.make(prints)) for output in RUN_OUTPUTS)]
                waiting = deque(self.places)
                for _ in self._made(workers):
                    raise_lost()
                    while waiting and waiting[0].exists():
                        pack = load_record(waiting.popleft())
                        for add in (*outputs, counted.add):
                            add(pack)
                self.progress("Binding", 0, 1)
            self._move_packs()
            self._protect()
            raise_lost()
        counted.add_booklets(prints.booklets)
        return counted

    def _made(self, workers: Workers) -> Iterator[None]:
        """Have all packs made, and pause whenever one is finished. Raises Unprintable at the end if any cannot be."""
        problems: set[Problem] = set()
        done = 0
        for made in workers.run(make_pack, self.packs):
            problems |= set(made.problems)
            done += made.papers
            self.progress("Printing papers", done, len(self.plan.students))
            yield
        if problems:
            raise Unprintable(problems)

    def _move_packs(self) -> None:
        """The packs' files to where they belong: each pack to its folder, the only one to the run's own."""
        for place, pack in zip(self.places, self.packs, strict=True):
            folder = self.workroom.run / pack.folder
            folder.mkdir(exist_ok=True)
            # No finished pack any more: if this is where the program is killed, `--resume` makes it again.
            taken = place.rename(place.parents[1] / f"taken-{place.name}")
            for path in (taken / PACK_FILES).iterdir():
                path.rename(folder / path.name)

    def _protect(self) -> None:
        """Encrypt what is confidential: here and in no worker, so that the password is sent and kept nowhere."""
        if not self.password:
            return
        run = self.workroom.run
        paths = [path for path in sorted(run.rglob("*")) if is_confidential(path.relative_to(run).as_posix())]
        for done, path in enumerate(paths):
            self.progress("Protecting", done, len(paths))
            path.write_bytes(protected(path.read_bytes(), self.password))

    def _renewed(self, files: Sequence[str]) -> tuple[str, ...] | None:
        """Those papers, keys and schemes that are no copy of one of the run that still stands; None where none does."""
        # By name, as a class that has grown has its papers in other packs.
        papers = {path.name: path for path in self.plan.folder.rglob("papers/*.pdf")}
        if not papers:
            return None
        standing = {
            file: papers.get(Path(file).name) if output_of(file) is PAPERS else self.plan.folder / file
            for file in files
            if output_of(file) in (PAPERS, MARK_SCHEME, ANSWER_KEYS)
        }
        return tuple(
            file
            for file, before in standing.items()
            if not (before and before.is_file() and self._same(file, before))
        )

    def _same(self, file: str, before: Path) -> bool:
        """Whether that file of this run is a copy of another one; under a password no bytes are the same twice."""
        now = self.workroom.run / file
        if self.password and is_confidential(file):
            return same_inside(now, before, self.password)
        return cmp(before, now, shallow=False)

    def _sharing(self) -> Sharing | None:
        plan, request = self.plan, self.request
        if not plan.seated:
            return None
        return sharing(
            plan.arrangements,
            plan.draw.all_forms,
            request.unit,
            plan.students,
            request.order_seed,
            by_task=request.blueprint.by_task,
        )


class _Counted:
    """What is told of a run's papers, counted while their packs are finished."""

    def __init__(self, two_up: bool) -> None:
        self.two_up = two_up
        self.pages = 0
        self.sheets: defaultdict[Print, Counter[PaperSize]] = defaultdict(Counter)
        self.booklet_sheets: Counter[PaperSize] = Counter()
        self.papers: Counter[PaperSort] = Counter()
        self.first_questions: Counter[str] = Counter()

    def add(self, pack: PackRecord) -> None:
        """Count a pack's papers."""
        lengths: defaultdict[Print, list[Length]] = defaultdict(list)
        for student in pack.students:
            self.pages += student.pages
            lengths[student.print].append((student.paper_size, student.pages))
            self.papers[student.sort] += 1
            self.first_questions.update([student.questions[0].id] if not student.spare else [])
        for print, of_print in lengths.items():
            self.sheets[print] += sheets_of_print(print, of_print, two_up=self.two_up)

    def add_booklets(self, booklets: Booklets) -> None:
        """Count the sheets of a booklet for each paper that has one."""
        for sort, copies in self.papers.items():
            if found := booklets.of(sort):
                self.booklet_sheets += sheets([(found.paper_size, len(found.pages))] * copies)
