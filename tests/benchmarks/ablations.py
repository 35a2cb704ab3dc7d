"""What each optimisation buys: whole runs with one of them switched off, beside runs with all of them, as a table.

    python -m tests.benchmarks.ablations [parts]

A process that has imported everything and read the bank forks a child for each run, which switches one mechanism off,
or with `parts` each part of one by itself, and does what the command does; seconds are those of CPU. For 3,000 students
a child makes two packs more of a run of which the first twenty are made: what a large class has made long before does
not have to be made anew.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from traceback import print_exc

import click
from pypdfium2 import PdfDocument

from tests.benchmarks.switches import MECHANISMS, check, memories_made, switch_off
from tests.benchmarks.whole_runs import classmates, command
from worksheetgen.bank import load_bank
from worksheetgen.class_list import to_csv
from worksheetgen.cli import main as worksheetgen
from worksheetgen.delivery.workroom import open_workroom
from worksheetgen.model.bank import Bank
from worksheetgen.model.students import Print
from worksheetgen.page.desk import PageDesk
from worksheetgen.protection import NO_PASSWORD, Password, protected, unlocked
from worksheetgen.run.drafts import Choices, keep_draft, new_draft
from worksheetgen.run.marks import take_in
from worksheetgen.run.packs import keep_task, make_pack
from worksheetgen.run.plan_facts import drawn_facts
from worksheetgen.run.planning import plan_run
from worksheetgen.run.printing import _Printing
from worksheetgen.run.request import load_blueprint
from worksheetgen.run.values import LARGEST_PACK, Pack, task_of

FEW, SOME, MANY = 30, 300, 3000
MADE, MORE = 20, 2
"""Packs of a run of many that are made before anything is measured, and those whose making is measured."""
CHANGES = 24
"""So often a plan is changed and looked at on the page; every third time all is drawn again."""
ROUNDS = 2
"""How often each thing is switched off; the least that a run takes counts."""
EVERY = 3
"""So many things are switched off after a run with everything on, which they are compared with."""
PASSWORD = Password("a password of the bench", "-")


@dataclass(frozen=True)
class Job:
    """A command for a class of so many, whose prints are these in turn; `name` heads its column."""

    name: str
    words: str
    count: int
    prints: tuple[Print, ...] = (Print.STANDARD,)


EXAM = "exam unit-test"
CLASS = Job(f"{FEW}", EXAM, FEW)
LARGER = Job(f"{SOME}", EXAM, SOME)
OTHERS = (
    Job("homework, half in 18 pt", "worksheet --activity cloze --questions 4", FEW, (*Print,)[:2]),
    Job("exam, all prints", EXAM, FEW, (*Print,)),
    Job("one pupil", EXAM, 1),
)
LARGEST, PAGE = f"{MANY:,}", "on the page"


def seconds(work: Callable[[], object]) -> float:
    """What the work costs in a forked process, in seconds of CPU. Raises ChildProcessError where it fails."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        status = 1
        try:
            work()
            status = 0
        finally:
            if status:
                print_exc()
            os._exit(status)  # a child must never come back into its parent's work
    _, status, used = os.wait4(child, 0)
    if status:
        raise ChildProcessError("a run with something switched off failed")
    return used.ru_utime + used.ru_stime


# ---- runs ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Runs:
    """Runs in a folder, each in a process of its own, with what has a name switched off; "" for nothing.

    `made` are the memories that there were in any of them.
    """

    folder: Path
    bank: Bank
    made: set[str] = field(default_factory=set)

    def whole(self, job: Job, off: str) -> float:
        """The command, in seconds of CPU; nothing is imported any more."""
        shutil.rmtree(self.folder / "run", ignore_errors=True)
        path = self.folder / "class.csv"
        path.write_text(to_csv(classmates(job.count, job.prints)), encoding="utf-8")
        words = (*job.words.split(), "--class", path, "--output", self.folder / "run", "--seed", "s")
        return self._seconds(lambda: _command(*words, "--jobs", "1"), off)

    def _seconds(self, work: Callable[[], object], off: str) -> float:
        def done() -> None:
            switch_off(off)
            work()
            (self.folder / "memories").write_text("\n".join(memories_made()))

        taken = seconds(done)
        self.made.update((self.folder / "memories").read_text().split())
        return taken

    def sizes(self) -> tuple[float, float]:
        """Bytes of a paper, and of a class pack for each of its papers, in the run that was made last."""
        papers, packs = (
            [path.stat().st_size for path in (self.folder / "run").rglob(name)]
            for name in ("papers/*.pdf", "class-pack*.pdf")
        )
        return sum(papers) / len(papers), sum(packs) / len(papers)

    def files(self) -> dict[str, bytes]:
        """The PDFs of the run that was made last, by their paths."""
        folder = self.folder / "run"
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.pdf")}

    @contextmanager
    def large(self) -> Iterator[Callable[[str], float]]:
        """Seconds of CPU for one student more, by what is off, of a run that has gone on for long."""
        students = classmates((MADE + MORE) * LARGEST_PACK)
        blueprint = load_blueprint("unit-test", self.bank)
        plan = plan_run(blueprint, self.bank, students, self.folder / "large", seed="s")
        with open_workroom(plan.folder, plan.identity, resume=False) as workroom:
            printing = _Printing(
                plan, workroom, lambda *_: None, take_in(plan.folder, NO_PASSWORD), NO_PASSWORD
            )
            keep_task(workroom.path, task_of(plan.identity, plan.request, plan.draw))
            _make(printing.packs[:MADE])
            more = printing.packs[MADE:]

            def each(off: str) -> float:
                taken = self._seconds(lambda: _make(more), off)
                for place in printing.places[MADE:]:
                    shutil.rmtree(place)
                return taken / sum(len(pack.students) for pack in more)

            yield each

    @contextmanager
    def looking(self) -> Iterator[Callable[[str], float]]:
        """Seconds of CPU of changes to a plan on the page, by what is off, and of looks at a protected run's marks."""
        run, secret = self.folder / "protected", self.folder / "password"
        secret.write_text(PASSWORD.text)
        words = (
            *EXAM.split(),
            "--class",
            self.folder / "class.csv",
            "--output",
            run,
            "--password-file",
            secret,
        )
        seconds(lambda: _command(*words))
        # one that is not as it was printed any more, as after a mark was typed
        book = run / "markbook.xlsx"
        book.write_bytes(protected(unlocked(book.read_bytes(), "", PASSWORD), PASSWORD))
        yield lambda off: self._seconds(lambda: self._look(run), off)

    def _look(self, run: Path) -> None:
        desk = PageDesk(self.bank, b"secret", PASSWORD)
        os.chdir(tempfile.mkdtemp(dir=self.folder))
        draft = new_draft("bench", Choices(blueprint="unit-test"))
        for number in range(CHANGES):
            paper = desk.paper(draft)
            assert paper.plan
            if number % 3 == 2:
                take_in(run, PASSWORD)
                choices = paper.choices.drawn_again(str(number))
            else:
                ids = sorted(paper.plan.draw.ids)
                old = next(id for id in (*ids[number % len(ids) :], *ids) if paper.plan.alternatives(id))
                choices = desk.swapped(draft, old, paper.plan.most_alike(old))
            draft = draft.then("", choices)
            keep_draft(draft)
            plan = desk.paper(draft).plan
            assert plan
            drawn_facts(plan)
            for leaf in desk.leaves(plan, plan.students[0])[:2]:
                desk.picture(leaf.key)


def _command(*words: object) -> None:
    sys.argv = ["worksheetgen", *map(str, words)]
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        try:
            worksheetgen()
        except SystemExit as done:
            if done.code:
                raise


def _make(packs: Sequence[Pack]) -> None:
    for pack in packs:
        make_pack(pack)


# ---- the table -----------------------------------------------------------------------------------


class Measured:
    """The least that each run took, and the sizes of its files, by what is off; "" is with everything on.

    `beside` is the least of the runs with everything on right before: a machine has fast and slow minutes, and of more
    runs the least is less.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.seconds: dict[str, dict[str, float]] = defaultdict(dict)
        self.beside: dict[str, dict[str, float]] = defaultdict(dict)
        self.sizes: dict[str, tuple[float, float]] = {}

    def rounds(self, job: str, run: Callable[[str], float]) -> None:
        """Switch off one after another."""
        for _ in range(ROUNDS):
            for index, name in enumerate(self.names):
                if index % EVERY == 0:
                    on = run("")
                    _least(self.seconds[""], job, on)
                _least(self.beside[name], job, on)
                _least(self.seconds[name], job, run(name))

    def rows(self, fixed: float) -> Iterator[str]:
        """The table; `fixed` are the seconds of a command before anything is measured here."""
        heads = (*(job.name for job in (CLASS, LARGER)), LARGEST, *(job.name for job in OTHERS), PAGE)
        yield f"| off | {' | '.join(heads)} | bytes a paper | in a pack |"
        yield f"|---{'|---' * len(heads)}|---|---|"
        every, paper, pack = _wholes(self.seconds[""], fixed), *self.sizes[""]
        found = []
        for name in self.names:
            off, on = _wholes(self.seconds[name], fixed), _wholes(self.beside[name], fixed)
            costs = [off[head] / on[head] - 1 for head in heads]
            own_paper, own_pack = self.sizes[name]
            cells = [f"{cost:+.0%}" for cost in costs]
            cells += [f"{own_paper - paper:+,.0f}", f"{own_pack - pack:+,.0f}"]
            found.append((max(costs), f"| {name} | {' | '.join(cells)} |"))
        yield from (row for _, row in sorted(found, reverse=True))
        yield f"| nothing | {' | '.join(f'{every[head]:.1f} s' for head in heads)} | {paper:,.0f} | {pack:,.0f} |"


def _least(seconds: dict[str, float], job: str, taken: float) -> None:
    seconds[job] = min(taken, seconds.get(job, taken))


def _wholes(seconds: Mapping[str, float], fixed: float) -> dict[str, float]:
    """Seconds of whole runs; that of `MANY` is told from what one student more takes. The page stands open already."""
    found = {job: taken + fixed for job, taken in seconds.items()}
    large = found[LARGER.name] + (MANY - SOME) * seconds[LARGEST]
    return found | {LARGEST: large, PAGE: seconds[PAGE]}


def _compare(off: str, files: Mapping[str, bytes], others: Mapping[str, bytes]) -> None:
    """Raise ValueError where a run without something has other words or pages than the one with everything."""
    for path in files.keys() | others.keys():
        if files[path] != others[path] and _words(files[path]) != _words(others[path]):
            raise ValueError(f"without “{off}” there are other words in {path}")


def _words(content: bytes) -> list[str]:
    """What stands on each page of a PDF."""
    with PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def main(names: Sequence[str]) -> None:
    """Measure what each of the names buys, and print the table's rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs, measured = Runs(folder, load_bank()), Measured(names)
        runs.whole(CLASS, "")
        files = runs.files()
        for off in ("", *names):
            runs.whole(CLASS, off)
            measured.sizes[off] = runs.sizes()
            _compare(off, files, runs.files())
        with runs.looking() as look:
            measured.rounds(PAGE, look)
        for job in (CLASS, LARGER, *OTHERS):
            measured.rounds(job.name, partial(runs.whole, job))
        with runs.large() as each:
            measured.rounds(LARGEST, each)
        check(runs.made)
        path = folder / "class.csv"
        path.write_text(to_csv(classmates(FEW)), encoding="utf-8")
        words: tuple[str | Path, ...] = (*EXAM.split(), "--class", path, "--output", "whole", "--force")
        _, whole = (
            command(folder, *words) for _ in range(2)
        )  # the second time the bank has been read before
        click.echo("\n".join(measured.rows(whole.cpu - measured.seconds[""][CLASS.name])))


if __name__ == "__main__":
    parts = [part for every in MECHANISMS.values() for part in every]
    main(parts if sys.argv[1:] == ["parts"] else list(MECHANISMS))
