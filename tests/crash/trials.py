"""What a command is put through, and what must hold then: the old state or the new one, and nothing else."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.crash.desks import (
    BANK,
    DESK,
    HOME,
    Case,
    Tree,
    in_whole,
    new_desk,
    recorded_marks,
    strays,
    tree,
)
from tests.crash.forked import forked
from tests.crash.steps import Counted, PowerCut, Step

FULL = 6
"""The exit code where something cannot be written."""
STOPPED = 130


@dataclass
class Figures:
    """What came of a kind of trial: how often the old state stood afterwards, or the new one, and what was wrong.

    `between` counts trials after which parts of a command that changes several things were old and others new;
    `left` those after which there was something hidden, for the next run to take away.
    """

    trials: int = 0
    old: int = 0
    new: int = 0
    between: int = 0
    left: int = 0
    strays: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.trials} trials: {self.old} old, {self.new} new, {self.between} part by part; {self.left} left "
            f"something hidden; after the next run {self.strays} stray files, {self.lost} marks lost, "
            f"{len(self.wrong)} wrong"
        )


class Bench:
    """A desk to be copied, and what each case makes of it when nothing goes wrong."""

    def __init__(self, folder: Path) -> None:
        """Everything is made below `folder`."""
        self.folder = folder
        self.start = folder / "start"
        new_desk(self.start, self._ran)
        self.known: dict[str, Known] = {}

    @staticmethod
    def _ran(root: Path, typed: str) -> None:
        ran = forked(root, Case(typed, typed))
        assert ran.code == 0, ran.err

    def copy(self, name: str) -> Path:
        """A fresh copy of the desk, under a name below the folder."""
        root = self.folder / name
        shutil.rmtree(root, ignore_errors=True)
        return shutil.copytree(self.start, root, symlinks=True)

    def of(self, case: Case) -> Known:
        """What the case makes of the desk."""
        if case.name not in self.known:
            self.known[case.name] = Known(self, case)
        return self.known[case.name]


class Known:
    """What a case makes of the desk when nothing goes wrong, once and twice in a row; how many steps it takes."""

    def __init__(self, bench: Bench, case: Case) -> None:
        self.bench, self.case = bench, case
        root = bench.copy("known")
        counted, cut = Counted(), PowerCut((root / HOME / "cache",))
        self.before = tree(root)
        told = lambda: f"\n{counted.seen}\n" + "\0".join(cut.end())  # noqa: E731
        ran = forked(root, case, counted, cut, at_end=told)
        assert ran.code == 0, ran.err
        _, steps, cuts = ran.out.rsplit("\n", 2)
        self.steps = int(steps)
        self.cuts = [one.replace(str(root), "") for one in cuts.split("\0") if one]
        self.once, self.marks = tree(root), recorded_marks(root)
        again = forked(root, case)
        self.again_code, self.twice = again.code, tree(root)
        assert not strays(self.once), strays(self.once)

    @cached_property
    def old(self) -> Mapping[str, Tree]:
        """What must change as a whole, before."""
        return in_whole(self.before)

    @cached_property
    def new(self) -> Mapping[str, Tree]:
        """The same afterwards."""
        return in_whole(self.once)


VERIFY = Case("verify", f"verify out/run --bank ../{BANK}")


def judge(known: Known, root: Path, figures: Figures, what: str) -> None:
    """Look at what a trial left below the root, have the case done again, and count it all."""
    case = known.case
    figures.trials += 1
    wrong: list[str] = []
    figures.left += bool(strays(tree(root)))
    if (root / DESK / "out/run").exists() or not case.exchanging:
        verified = forked(root, VERIFY)
        if verified.code:
            wrong.append(f"verify: {verified.code} {verified.err[-300:]}")
    found = in_whole(tree(root))
    states = {
        name: _state(found.get(name), known.old.get(name), known.new.get(name))
        for name in {**known.old, **known.new, **found}
    }
    halves = [name for name, state in states.items() if state == "half"]
    wrong += [f"neither old nor new: {name}" for name in halves]
    kinds = set(states.values()) - {"same", "half"}
    figures.old += kinds <= {"old"}
    figures.new += kinds == {"new"}
    figures.between += len(kinds) > 1
    if case.marks and states.get("desk/out/run") == "new":
        figures.lost += len(known.marks - recorded_marks(root))
    again = forked(root, case)
    end = tree(root)
    if (again.code, end) not in ((0, known.once), (known.again_code, known.twice)):
        differ = [
            name
            for name, digest in {**end, **known.once}.items()
            if known.once.get(name) != end.get(name) or digest != end.get(name)
        ]
        wrong.append(f"done again: code {again.code}, differ {differ[:5]} {again.err[-300:]}")
    figures.strays += len(strays(end))
    if case.marks:
        figures.lost += len(known.marks - recorded_marks(root))
    figures.wrong += [f"{case.name}, {what}: {one}" for one in wrong]


def _state(found: Tree | None, old: Tree | None, new: Tree | None) -> str:
    if found == old == new:
        return "same"
    return "old" if found == old else "new" if found == new else "half"


# ---- the kinds of trial --------------------------------------------------------------------------


def some(steps: int, most: int) -> Iterator[int]:
    """At most so many of the numbers from 1 to `steps` + 1, evenly spread; 0 for all. The last one is the end."""
    numbers = range(1, steps + 2)
    yield from (
        numbers
        if not most or len(numbers) <= most
        else (numbers[round(at * steps / (most - 1))] for at in range(most))
    )


def killed_at_steps(bench: Bench, case: Case, most: int, figures: Figures) -> None:
    """Killed before every step, and after the last one."""
    known = bench.of(case)
    figures.wrong += [f"{case.name}, power cut: {one}" for one in known.cuts]
    for number in some(known.steps, most):
        root = bench.copy("trial")
        ran = forked(root, case, Counted(number, lambda: os.kill(os.getpid(), signal.SIGKILL)))
        if ran.code not in (-signal.SIGKILL, 0):
            figures.wrong.append(f"{case.name}, killed at {number}: code {ran.code} {ran.err[-300:]}")
        judge(known, root, figures, f"killed at step {number} of {known.steps}")


def interrupted_at_steps(bench: Bench, case: Case, most: int, figures: Figures) -> None:
    """Ctrl-C before every step, and once more three steps later."""
    known = bench.of(case)
    for number in some(known.steps, most):
        root = bench.copy("trial")
        strike = lambda: os.kill(os.getpid(), signal.SIGINT)  # noqa: E731
        ran = forked(root, case, Counted(number, strike), Counted(number + 3, strike))
        if ran.code not in (0, STOPPED) and not case.action:
            figures.wrong.append(f"{case.name}, Ctrl-C at {number}: code {ran.code} {ran.err[-600:]}")
        judge(known, root, figures, f"Ctrl-C at step {number} of {known.steps}")


def full_at_steps(bench: Bench, case: Case, most: int, figures: Figures) -> None:
    """From every step on, the disk takes nothing more."""
    refused_at_steps(bench, case, most, figures, errno.ENOSPC, {"open", "os.mkdir"})


def refused_at_steps(
    bench: Bench, case: Case, most: int, figures: Figures, code: int, events: set[str]
) -> None:
    """From every step on, such steps fail with the error of that number."""
    known = bench.of(case)
    for number in some(known.steps, most):
        root = bench.copy("trial")
        ran = forked(root, case, refusing(number, code, events, root))
        if ran.code not in (0, FULL) and not case.action:
            figures.wrong.append(f"{case.name}, full at {number}: code {ran.code} {ran.err[-1500:]}")
        if found := strays(tree(root)):
            figures.wrong.append(f"{case.name}, full at {number}: left {found}")
        judge(known, root, figures, f"error {code} from step {number} of {known.steps}")


def refusing(number: int, code: int, events: set[str], root: Path) -> Callable[[Step], None]:
    """Steps of these events fail from that number on."""
    seen = 0

    def refuse(step: Step) -> None:
        nonlocal seen
        seen += 1
        if seen >= number and step.event in events:
            raise OSError(code, os.strerror(code), str(step.path))

    return refuse
