"""Print a run: from what is asked to a folder with every file of it, all or none."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from worksheetgen import __version__
from worksheetgen.assembly import assemble
from worksheetgen.delivery import bring_in, check_target
from worksheetgen.delivery.workroom import Workroom, open_workroom
from worksheetgen.errors import Problem, Unprintable
from worksheetgen.manifest import digests_of_files
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Blueprint, Draw
from worksheetgen.model.students import ClassList, Student
from worksheetgen.run.outputs import MANIFEST, RUN_OUTPUTS, RunPrints
from worksheetgen.run.packs import PACK_FILES, keep_task, load_record, make_pack, pack_place, split_into_packs
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import OUTPUT, RunRequest, default_folder, request_run, with_spares
from worksheetgen.run.values import Pack, PackRecord, Task
from worksheetgen.run.workers import Workers
from worksheetgen.variation import Sharing, arrange_class, sharing

Progress = Callable[[str, int, int], None]
"""Called with (step, done, total) as a run is printed, so that a progress bar can be drawn."""


@dataclass(frozen=True)
class PrintedRun:
    """A run that was printed into `folder`: from what, what was drawn, and what there is.

    `papers` counts all papers, `spares` the unnamed ones among them, `pages` those of all papers. `packs` are the
    packs' folders, none where there is one pack alone. `files` are all files, by paths relative to the folder.
    `first_questions` counts what named students meet first, by question id; `sharing` is what neighbours share, None
    for a class without seats.
    """

    folder: Path
    request: RunRequest
    draw: Draw
    papers: int
    spares: int
    pages: int
    packs: tuple[str, ...]
    files: tuple[str, ...]
    first_questions: Mapping[str, int]
    sharing: Sharing | None


def draw(blueprint: Blueprint, bank: Bank, seed: str) -> Draw:
    """Which questions each form of a paper has: what `print_run` draws with that seed.

    Raises UnmetBlueprint where no paper meets the blueprint, InvalidInput where the bank lacks its unit.
    """
    return assemble(blueprint, bank.unit(blueprint.unit), seed)


def print_run(
    blueprint: Blueprint,
    bank: Bank,
    class_list: ClassList,
    folder: Path | str | None = None,
    *,
    seed: str = "",
    theme: Path | None = None,
    unlike: Sequence[Path] = (),
    history: Path = OUTPUT,
    force: bool = False,
    resume: bool = False,
    workers: Workers | None = None,
    progress: Progress = lambda _step, _done, _total: None,
) -> PrintedRun:
    """Draw, vary, typeset and write a run into its folder (`output/PAPER-CLASS` unless one is named).

    `seed`, `theme`, `unlike` and `history` are as in `request_run`. `force` replaces a run that is in the folder, but
    nothing that a person typed into it or added; `resume` goes on with a run that was stopped.

    Raises InvalidInput (an earlier run, the theme or a template has mistakes), UnmetBlueprint, Unprintable,
    OutputExists, WorkersLost, WrongUsage (a cluster without Dask), each with every problem found. The folder is left as
    it was then; after WorkersLost what is finished waits, hidden beside it, for `resume`.
    """
    target = Path(folder) if folder else default_folder(blueprint, class_list, retake=bool(unlike))
    check_target(target, force=force, digests_of=digests_of_files)
    request = request_run(
        blueprint, bank, class_list, target, seed=seed, theme=theme, unlike=unlike, history=history
    )
    with open_workroom(target, request.identity, resume=resume) as workroom:
        printed = _Printing(request, workroom, progress).run(target, workers or Workers())
        bring_in(target, workroom.run, force=force, digests_of=digests_of_files)
    return printed


class _Printing:
    """Prints one run into the `run` folder of its workroom."""

    def __init__(self, request: RunRequest, workroom: Workroom, progress: Progress) -> None:
        self.request, self.workroom, self.progress = request, workroom, progress
        progress("Drawing questions", 0, 1)
        self.draw = assemble(request.blueprint, request.unit, request.seed)
        self.students = with_spares(request.class_list, len(self.draw.forms)).students
        self.seated = any(student.seat for student in self.students)
        self.arrangements = self._planned()
        piles = split_into_packs(self.students)
        self.packs = [self._pack(number, *pile) for number, pile in enumerate(piles, 1)]
        self.places = [pack_place(workroom.path, pack.number) for pack in self.packs]

    def _planned(self) -> dict[str, Arrangement]:
        """Everybody's arrangement where neighbours must be kept apart; else none, as every pack can plan its own."""
        if not self.seated:
            return {}
        request = self.request
        return arrange_class(
            self.draw.forms, request.unit, self.students, request.seed, request.earlier_papers
        )

    def _pack(self, number: int, folder: str, students: tuple[Student, ...]) -> Pack:
        planned = {one.id: self.arrangements[one.id] for one in students if self.arrangements}
        return Pack(self.workroom.path, self.request.identity, __version__, number, folder, students, planned)

    def run(self, target: Path, workers: Workers) -> PrintedRun:
        """Everything of the run, and what was printed."""
        keep_task(self.workroom.path, Task(self.request.identity, self.request, self.draw))
        counted = _Counted()
        self._write(workers, counted)
        self._move_packs()
        files = sorted(path for path in self.workroom.run.rglob("*") if path.is_file())
        return PrintedRun(
            folder=target,
            request=self.request,
            draw=self.draw,
            papers=len(self.students),
            spares=sum(student.spare for student in self.students),
            pages=counted.pages,
            packs=tuple(pack.folder for pack in self.packs if pack.folder),
            files=tuple(path.relative_to(self.workroom.run).as_posix() for path in files),
            first_questions=counted.first_questions,
            sharing=self._sharing(),
        )

    def _write(self, workers: Workers, counted: _Counted) -> None:
        """Have all packs made, and pass each finished pack's record, in order, to every file of the run.

        The problems of all packs are raised together.
        """
        prints = RunPrints(
            self.request,
            self.draw,
            self.workroom.run,
            len(self.packs),
            Renderer(self.request.unit, self.request.themes),
            lambda: map(load_record, self.places),
        )
        with ExitStack() as opened:
            # Opened first and so closed last: the manifest has the digests of all other files.
            opened.enter_context(MANIFEST.make(prints))
            outputs = [opened.enter_context(output.make(prints)) for output in RUN_OUTPUTS]
            waiting = deque(self.places)
            for _ in self._made(workers):
                while waiting and waiting[0].exists():
                    pack = load_record(waiting.popleft())
                    for add in (*outputs, counted.add):
                        add(pack)
            self.progress("Binding", 0, 1)

    def _made(self, workers: Workers) -> Iterator[None]:
        """Have all packs made, and pause whenever one is finished. Raises Unprintable at the end if any cannot be."""
        problems: set[Problem] = set()
        done = 0
        for made in workers.run(make_pack, self.packs):
            problems |= set(made.problems)
            done += made.papers
            self.progress("Printing papers", done, len(self.students))
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

    def _sharing(self) -> Sharing | None:
        if not self.seated:
            return None
        request = self.request
        return sharing(self.arrangements, self.draw.forms, request.unit, self.students, request.seed)


class _Counted:
    """What is told of a run's papers, counted while their packs are finished."""

    def __init__(self) -> None:
        self.pages = 0
        self.first_questions: Counter[str] = Counter()

    def add(self, pack: PackRecord) -> None:
        """Count a pack's papers."""
        for student in pack.students:
            self.pages += student.pages
            self.first_questions.update([student.questions[0].id] if not student.spare else [])
