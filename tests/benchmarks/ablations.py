"""What each optimisation buys: whole runs with one of them switched off, beside runs with all of them, as a table.

    python -m tests.benchmarks.ablations

A process that has imported everything and read the bank forks a child for each run, which switches one thing off and
does what the command does; seconds are those of CPU. For 3,000 students a child makes two packs more of a run of which
the first twenty are made: what a large class has made long before does not have to be made anew.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import click
from pypdfium2 import PdfDocument

from tests.benchmarks.switches import SWITCHES, memories_of_papers, switch_off
from tests.benchmarks.whole_runs import classmates, command
from worksheetgen.bank import load_bank
from worksheetgen.class_list import to_csv
from worksheetgen.cli import main as worksheetgen
from worksheetgen.delivery.workroom import open_workroom
from worksheetgen.model.bank import Bank
from worksheetgen.protection import NO_PASSWORD
from worksheetgen.run.marks import take_in
from worksheetgen.run.packs import keep_task, make_pack
from worksheetgen.run.planning import plan_run
from worksheetgen.run.printing import _Printing
from worksheetgen.run.request import load_blueprint
from worksheetgen.run.values import LARGEST_PACK, Pack, Task

FEW, SOME, MANY = 30, 300, 3000
MADE, MORE = 20, 2
"""Packs of a run of many that are made before anything is measured, and those whose making is measured."""
ROUNDS = 2
"""How often each thing is switched off; the least that a run takes counts."""
EVERY = 3
"""So many things are switched off after a run with everything on, which they are compared with."""


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
            os._exit(status)  # a child must never come back into its parent's work
    _, status, used = os.wait4(child, 0)
    if status:
        raise ChildProcessError("a run with something switched off failed")
    return used.ru_utime + used.ru_stime


# ---- runs ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Runs:
    """Runs of the bundled exam in a folder, each in a process of its own, with the switch of that name off."""

    folder: Path
    bank: Bank

    def whole(self, switch: str, count: int) -> float:
        """The command for so many students, in seconds of CPU; nothing is imported any more."""
        shutil.rmtree(self.folder / "run", ignore_errors=True)
        path = self.folder / f"class{count}.csv"
        path.write_text(to_csv(classmates(count)), encoding="utf-8")
        return seconds(lambda: self._command(switch, path))

    def _command(self, switch: str, path: Path) -> None:
        switch_off(switch)
        arguments = ("exam", "unit-test", "--class", path, "--output", self.folder / "run", "--seed", "s")
        sys.argv = ["worksheetgen", *map(str, arguments), "--jobs", "1"]
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            try:
                worksheetgen()
            except SystemExit as done:
                if done.code:
                    raise
        (self.folder / "memories").write_text("\n".join(memories_of_papers()))

    def names(self) -> list[str]:
        """All that can be switched off; a run tells which memories there are."""
        self.whole("", FEW)
        return [*SWITCHES, *(self.folder / "memories").read_text().splitlines()]

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
        """Seconds of CPU for one student more, by switch, of a run that has gone on for long."""
        students = classmates((MADE + MORE) * LARGEST_PACK)
        blueprint = load_blueprint("unit-test", self.bank)
        plan = plan_run(blueprint, self.bank, students, self.folder / "large", seed="s")
        with open_workroom(plan.folder, plan.identity, resume=False) as workroom:
            printing = _Printing(
                plan, workroom, lambda *_: None, take_in(plan.folder, NO_PASSWORD), NO_PASSWORD
            )
            keep_task(workroom.path, Task(plan.identity, plan.request, plan.draw))
            _make("", printing.packs[:MADE])
            more = printing.packs[MADE:]

            def each(switch: str) -> float:
                taken = seconds(lambda: _make(switch, more))
                for place in printing.places[MADE:]:
                    shutil.rmtree(place)
                return taken / sum(len(pack.students) for pack in more)

            yield each


def _make(switch: str, packs: Sequence[Pack]) -> None:
    switch_off(switch)
    for pack in packs:
        make_pack(pack)


# ---- the table -----------------------------------------------------------------------------------


class Measured:
    """The least that each run took, and the sizes of its files, by switch; "" is with everything on.

    `beside` is the least of the runs with everything on right before: a machine has fast and slow minutes, and of more
    runs the least is less.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.seconds: dict[str, dict[int, float]] = defaultdict(dict)
        self.beside: dict[str, dict[int, float]] = defaultdict(dict)
        self.sizes: dict[str, tuple[float, float]] = {}

    def rounds(self, count: int, run: Callable[[str], float]) -> None:
        """Switch off one after another."""
        for _ in range(ROUNDS):
            for index, name in enumerate(self.names):
                if index % EVERY == 0:
                    on = run("")
                    _least(self.seconds[""], count, on)
                _least(self.beside[name], count, on)
                _least(self.seconds[name], count, run(name))

    def rows(self, fixed: float) -> Iterator[str]:
        """The table; `fixed` are the seconds of a run before anything is measured here."""
        yield f"| off | {FEW} | {SOME} | {MANY:,} | bytes a paper | in a pack |"
        yield "|---|---|---|---|---|---|"
        every, paper, pack = _wholes(self.seconds[""], fixed), *self.sizes[""]
        found = []
        for name in self.names:
            wholes = zip(_wholes(self.seconds[name], fixed), _wholes(self.beside[name], fixed), strict=True)
            costs = [off / on - 1 for off, on in wholes]
            own_paper, own_pack = self.sizes[name]
            cells = [f"{cost:+.0%}" for cost in costs]
            cells += [f"{own_paper - paper:+,.0f}", f"{own_pack - pack:+,.0f}"]
            shown = name if name in SWITCHES else f"`{name}`"
            found.append((max(costs), f"| {shown} | {' | '.join(cells)} |"))
        yield from (row for _, row in sorted(found, reverse=True))
        yield f"| nothing | {' | '.join(f'{one:.1f} s' for one in every)} | {paper:,.0f} | {pack:,.0f} |"


def _least(seconds: dict[int, float], count: int, taken: float) -> None:
    seconds[count] = min(taken, seconds.get(count, taken))


def _wholes(seconds: Mapping[int, float], fixed: float) -> list[float]:
    """Seconds of whole runs of each size; those of `MANY` are what one student more takes."""
    few, some, more = (seconds[count] for count in (FEW, SOME, MANY))
    return [fixed + few, fixed + some, fixed + some + (MANY - SOME) * more]


def _compare(switch: str, files: Mapping[str, bytes], others: Mapping[str, bytes]) -> None:
    """Raise ValueError where a run without something has other words or pages than the one with everything."""
    for path in files.keys() | others.keys():
        if files[path] != others[path] and _words(files[path]) != _words(others[path]):
            raise ValueError(f"without “{switch}” there are other words in {path}")


def _words(content: bytes) -> list[str]:
    """What stands on each page of a PDF."""
    with PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def main() -> None:
    """Measure, and print the table's rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = Runs(folder, load_bank())
        measured, files = Measured(runs.names()), runs.files()
        for switch in ("", *measured.names):
            runs.whole(switch, FEW)
            measured.sizes[switch] = runs.sizes()
            _compare(switch, files, runs.files())
        measured.rounds(FEW, lambda switch: runs.whole(switch, FEW))
        measured.rounds(SOME, lambda switch: runs.whole(switch, SOME))
        with runs.large() as each:
            measured.rounds(MANY, each)
        whole = command(
            folder, "exam", "unit-test", "--class", folder / f"class{FEW}.csv", "--output", "whole"
        )
        click.echo("\n".join(measured.rows(whole.cpu - measured.seconds[""][FEW])))


if __name__ == "__main__":
    main()
