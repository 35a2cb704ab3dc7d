"""What a command is put through, and what must hold then: the old state or the new one, and nothing beside it."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands import Ran
from tests.crash.desks import (
    BANK,
    CASES,
    DESK,
    FIRST_TYPED,
    HOME,
    LAST_TYPED,
    TEMPORARY,
    Case,
    Tree,
    in_whole,
    new_desk,
    recorded_marks,
    strays,
    surroundings,
    tree,
)
from tests.crash.forked import forked
from tests.crash.steps import Counted, PowerCut, Step, Taken

REFUSED, STOPPED = 6, 130
"""The exit codes where something cannot be written, and after Ctrl-C."""
TYPED = tuple(case for case in CASES if case.typed and case.exchanging)
EXAM = CASES[0]
RUN = "desk/out/run"
VERIFY = (
    Case("verify", f"verify out/run --bank ../{BANK}"),
    Case("verify", f"verify out/hidden --bank ../{BANK} --password-file words.txt"),
)
RANDOM_NAME = re.compile(r"(?<=-)[0-9a-f]{8,16}(?=/|$)")
WORKERS_END = 10
"""Seconds within which every process of a killed command must be gone."""


@dataclass
class Figures:
    """What came of a kind of trial: whether the old state stood after it or the new one, and what was wrong.

    `left` counts trials that left something hidden for the next run to take away; `strays` and `lost` are files that
    were there still after that next run, and marks that were not.
    """

    trials: int = 0
    old: int = 0
    new: int = 0
    left: int = 0
    strays: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.trials}: {self.old} old, {self.new} new; {self.left} left something hidden; after the next run "
            f"{self.strays} stray files, {self.lost} marks lost; {len(self.wrong)} wrong"
        )


class Bench:
    """A desk to be copied, and what each case makes of it when nothing goes wrong."""

    def __init__(self, folder: Path) -> None:
        """Everything is made below `folder`."""
        self.folder = folder
        self.start = folder / "start"
        self.known: dict[str, Known] = {}
        new_desk(self.start, self._ran)

    @staticmethod
    def _ran(root: Path, typed: str) -> None:
        ran = forked(root, Case(typed, typed))
        assert ran.code == 0, ran.err

    def copy(self, name: str = "trial") -> Path:
        """A fresh copy of the desk, under a name below the folder."""
        root = self.folder / name
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.start, root, symlinks=True, dirs_exist_ok=True)
        return root

    def of(self, case: Case) -> Known:
        """What the case makes of the desk."""
        if case.name not in self.known:
            self.known[case.name] = Known(self, case)
        return self.known[case.name]


class Known:
    """What a case makes of the desk when nothing goes wrong, once and twice in a row; how many steps it takes."""

    def __init__(self, bench: Bench, case: Case) -> None:
        """Do the case twice, and have the run verified before and afterwards."""
        self.bench, self.case = bench, case
        root = bench.copy("known")
        counted, cut = Counted(), PowerCut((root / HOME / "cache",))
        before = tree(root)
        self.marks_before = recorded_marks(root)

        def told() -> str:
            """What was counted, as the process says it at its end."""
            return "\n".join(("", str(counted.seen), str(counted.exchanged), "\0".join(cut.end())))

        ran = forked(root, case, counted, cut, at_end=told)
        assert ran.code == 0, ran.err
        _, steps, exchanged, cuts = ran.out.rsplit("\n", 3)
        self.steps = int(steps)
        # What is done before two names cannot be exchanged is what another case does where they can be.
        self.first = 1 if case.exchanging else int(exchanged)
        self.cuts = [one.replace(str(root), "") for one in cuts.split("\0") if one]
        self.once, self.marks = tree(root), recorded_marks(root)
        assert not strays(self.once), strays(self.once)
        self.old, self.new = in_whole(before), in_whole(self.once)
        changed = [name for name in {**self.old, **self.new} if self.old.get(name) != self.new.get(name)]
        self.main = max(changed, key=lambda name: (len(self.new.get(name, ())), name))
        if case.marks and self.main == RUN:
            assert len(self.marks) == 1 + len((FIRST_TYPED, LAST_TYPED)), (
                "a line for each mark that was typed"
            )
        again = forked(root, case)
        self.again_code, self.twice = again.code, tree(root)
        self.judged: set[str] = set()
        for kept in (bench.copy("known"), root):
            for verified in (forked(kept, case) for case in VERIFY):
                assert verified.code == 0, verified.err

    def state(self, found: Mapping[str, Tree], name: str) -> str:
        """Whether what must change as a whole is the old one, the new one, or neither."""
        now, old, new = found.get(name), self.old.get(name), self.new.get(name)
        return "same" if now == old == new else "old" if now == old else "new" if now == new else "neither"


def judge(known: Known, root: Path, figures: Figures, what: str) -> None:
    """Look at what a trial left below the root, have the case done again, and count it all.

    A run that is byte for byte the old one or the new one needs no `verify` of its own: both passed. What was left and
    looked at before, byte for byte, is not done again.
    """
    case, wrong = known.case, list[str]()
    left = tree(root)
    seen = repr(sorted((RANDOM_NAME.sub("", name), digest) for name, digest in left.items()))
    figures.trials += 1
    figures.left += bool(strays(left))
    found = in_whole(left)
    if not case.exchanging and RUN in known.old and RUN not in found:
        forked(root, Case("key", "key out/run"))  # any command that names the run brings it back
        found = {**found, RUN: in_whole(tree(root)).get(RUN, {})}
    states = {name: known.state(found, name) for name in {**known.old, **known.new, **found}}
    aside = not case.exchanging and known.main not in found and known.main in known.old
    wrong += [
        f"neither old nor new: {name}" for name, one in states.items() if one == "neither" and not aside
    ]
    figures.old += states[known.main] == "old" or aside
    figures.new += states[known.main] == "new"
    if states.get(RUN) == "new" and case.marks:
        figures.lost += len(known.marks - recorded_marks(root))
    elif case.marks:
        figures.lost += len(known.marks_before - recorded_marks(root))
    if seen not in known.judged:
        known.judged.add(seen)
        wrong += _done_again(known, root, figures)
    figures.wrong += [f"{case.name}, {what}: {one}" for one in wrong]


def _done_again(known: Known, root: Path, figures: Figures) -> list[str]:
    """The case once more, as nobody knows that something happened; what is wrong afterwards."""
    again, end = forked(root, known.case), tree(root)
    figures.strays += len(strays(end))
    figures.lost += len(known.marks - recorded_marks(root)) if known.case.marks else 0
    if (again.code, end) in ((0, known.once), (known.again_code, known.twice)):
        return []
    names = [name for name in {**end, **known.once} if end.get(name) != known.once.get(name)]
    return [f"done again: code {again.code}, other than should be: {names[:5]} {again.err[-300:]}"]


# ---- at every step -------------------------------------------------------------------------------


def some(first: int, steps: int, most: int) -> Iterator[int]:
    """At most so many of the numbers from `first` to `steps` + 1, the end, evenly spread; all for 0."""
    numbers = range(first, steps + 2)
    if not most or len(numbers) <= most:
        yield from numbers
    else:
        yield from (numbers[round(at * (len(numbers) - 1) / (most - 1))] for at in range(most))


def killed_at_steps(bench: Bench, case: Case, most: int, figures: Figures) -> None:
    """Killed before every step, and after the last one; and what a power cut could take away."""
    figures.wrong += [f"{case.name}, power cut: {one}" for one in bench.of(case).cuts]
    for number, root in _trials(bench, case, most):
        ran = forked(root, case, Counted(number, lambda: os.kill(os.getpid(), signal.SIGKILL)))
        _expect(ran, (0, -signal.SIGKILL), case, f"killed at {number}", figures)
        judge(bench.of(case), root, figures, f"killed at step {number}")


def interrupted_at_steps(bench: Bench, case: Case, most: int, figures: Figures) -> None:
    """Ctrl-C before a step, and once more three steps later."""
    for number, root in _trials(bench, case, most):
        strikes = [Counted(one, lambda: os.kill(os.getpid(), signal.SIGINT)) for one in (number, number + 3)]
        ran = forked(root, case, *strikes)
        _expect(ran, (0, STOPPED), case, f"Ctrl-C at {number}", figures)
        judge(bench.of(case), root, figures, f"Ctrl-C at step {number}")


def refused_at_steps(bench: Bench, case: Case, most: int, figures: Figures) -> None:
    """From a step on, the disk takes no further name."""
    for number, root in _trials(bench, case, most):
        ran = forked(root, case, refusing(number, errno.ENOSPC, {"open", "os.mkdir"}))
        _expect(ran, (0, REFUSED), case, f"full at {number}", figures)
        if found := strays(tree(root)):
            figures.wrong.append(f"{case.name}, full at {number}: left {found}")
        judge(bench.of(case), root, figures, f"full from step {number}")


def without_flushes(bench: Bench, case: Case, _most: int, figures: Figures) -> None:
    """On a drive that answers that it cannot flush."""
    root = bench.copy()
    ran = forked(root, case, refusing(1, errno.EINVAL, {"fsync"}))
    _expect(ran, (0,), case, "without flushes", figures)
    judge(bench.of(case), root, figures, "without flushes")


def _trials(bench: Bench, case: Case, most: int) -> Iterator[tuple[int, Path]]:
    for number in some(bench.of(case).first, bench.of(case).steps, most):
        yield number, bench.copy()


def _expect(ran: Ran, codes: tuple[int, ...], case: Case, what: str, figures: Figures) -> None:
    """Nothing else than these exit codes."""
    if ran.code not in codes:
        told = ran.err.strip().splitlines()
        figures.wrong.append(f"{case.name}, {what}: code {ran.code} {' | '.join(told[-2:])[-400:]}")


def refusing(number: int, code: int, events: set[str]) -> Taken:
    """Steps of these events fail with the error of that code from a number on."""
    seen = 0

    def refuse(step: Step) -> None:
        nonlocal seen
        seen += 1
        if seen >= number and step.event in events:
            raise OSError(code, os.strerror(code), str(step.path))

    return refuse


# ---- processes as a user starts them ---------------------------------------------------------------


def started(root: Path, typed: str) -> subprocess.Popen[str]:
    """The command, in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "worksheetgen", *typed.split()],
        cwd=root / DESK,
        env={**os.environ, **surroundings(root)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def killed_at_random(bench: Bench, count: int, figures: Figures, seed: str = "crash") -> None:
    """Each typed command in turn, killed at a moment between its start and its end."""
    lasts: dict[str, float] = {}
    chance = random.Random(seed)
    for number in range(count):
        case = TYPED[number % len(TYPED)]
        known = bench.of(case)
        root = bench.copy()
        if case.name not in lasts:
            begun = time.monotonic()
            started(root, case.typed).communicate()
            lasts[case.name] = time.monotonic() - begun
            root = bench.copy()
        process = started(root, case.typed)
        moment = chance.uniform(0, lasts[case.name])
        time.sleep(moment)
        process.kill()
        process.communicate()
        judge(known, root, figures, f"killed after {moment:.2f} s")


def two_at_once(bench: Bench, count: int, figures: Figures) -> None:
    """Two processes print into the same folder, the second somewhat later: each wins whole or says why not."""
    for number in range(count):
        root = bench.copy()
        one = started(root, EXAM.typed)
        time.sleep(number * 0.1)
        both = (one, started(root, EXAM.typed))
        said = [process.communicate()[1] for process in both]
        codes = sorted(process.returncode for process in both)
        if codes[0] != 0 or codes[1] not in (0, REFUSED) or "Traceback" in "".join(said):
            figures.wrong.append(f"two at once: codes {codes}: {said}")
        if found := strays(tree(root)):
            figures.wrong.append(f"two at once left {found}")
        judge(bench.of(EXAM), root, figures, f"two at once, {number}")


def killed_with_workers(bench: Bench, count: int, figures: Figures, seed: str = "workers") -> None:
    """A large class printed by several processes, of which the first is killed: the others end, and nothing is lost."""
    case = Case("exam by two processes", f"{EXAM.typed.replace('9B.csv', 'year.csv')} --jobs 2", marks=False)
    known = bench.of(case)
    chance = random.Random(seed)
    root = bench.copy()
    begun = time.monotonic()
    started(root, case.typed).communicate()
    lasts = time.monotonic() - begun
    for _ in range(count):
        root = bench.copy()
        process = started(root, case.typed)
        moment = chance.uniform(0.3 * lasts, lasts)
        time.sleep(moment)
        process.kill()
        process.wait()
        end = time.monotonic() + WORKERS_END
        while (alive := _of_session(process.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        if alive:
            figures.wrong.append(f"processes live on {WORKERS_END} s after their first was killed: {alive}")
        process.communicate()
        judge(known, root, figures, f"killed after {moment:.2f} s")


def _of_session(session: int) -> list[int]:
    """The processes of a session that are alive."""
    found = subprocess.run(
        ["ps", "-eo", "pid=,sess=,stat="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split() for line in found.splitlines()]
    return [int(pid) for pid, of, state in rows if int(of) == session and not state.startswith("Z")]


# ---- other disks ---------------------------------------------------------------------------------


def can_mount(folder: Path) -> bool:
    """Whether this process may mount disks."""
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False)
    if mounted.returncode == 0:
        _unmount(folder)
    return mounted.returncode == 0


def _mount(folder: Path, options: str) -> None:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", folder], check=True)


def _again(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)


def full_disks(bench: Bench, count: int, figures: Figures) -> None:
    """The exam on disks of as many sizes, from full to large enough."""
    used = sum(path.stat().st_size // 4096 + 1 for path in bench.start.rglob("*"))
    disk = bench.folder / "disk"
    for number in range(count):
        _mount(disk, "size=64m")
        try:
            root = bench.copy("disk/trial")
            free = number * (used // count + 1)
            at = os.statvfs(disk)
            _again(disk, f"size={(at.f_blocks - at.f_bfree + free) * at.f_frsize}")
            ran = forked(root, EXAM, said=bench.folder)
            _expect(ran, (0, REFUSED), EXAM, f"with {free} free blocks", figures)
            if found := strays(tree(root)):
                figures.wrong.append(f"with {free} free blocks: left {found}")
            _again(disk, "size=64m")
            judge(bench.of(EXAM), root, figures, f"with {free} free blocks")
        finally:
            _unmount(disk)


def read_only(bench: Bench, case: Case, _most: int, figures: Figures) -> None:
    """On a disk that cannot be written."""
    disk = bench.folder / "disk"
    _mount(disk, "size=64m")
    try:
        root = bench.copy("disk/trial")
        _again(disk, "ro")
        ran = forked(root, case, said=bench.folder)
        _expect(ran, (REFUSED,), case, "on a read-only disk", figures)
        _again(disk, "rw")
        judge(bench.of(case), root, figures, "on a read-only disk")
    finally:
        _unmount(disk)


def temporary_elsewhere(bench: Bench, case: Case, _most: int, figures: Figures) -> None:
    """TMPDIR and the cache on other disks, the first of which is full."""
    root = bench.copy()
    others = {root / TEMPORARY: "size=4k", root / HOME / "cache": "size=16m"}
    for folder, options in others.items():
        _mount(folder, options)
    try:
        (root / TEMPORARY / "full").write_bytes(bytes(4096))
        ran = forked(root, case)
        _expect(ran, (0,), case, "TMPDIR elsewhere", figures)
        (root / TEMPORARY / "full").unlink()
        judge(bench.of(case), root, figures, "TMPDIR elsewhere")
    finally:
        for folder in others:
            _unmount(folder)
