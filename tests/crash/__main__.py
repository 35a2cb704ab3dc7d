"""Every command killed, cut short and crossed: `python -m tests.crash [KIND…] [--case WORD] [--sample]`.

Kinds are those of KINDS. Wrong ones are told one by one; figures stand in docs/reliability.md.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash import trials
from tests.crash.desks import CASES, Case
from tests.crash.forked import import_all
from tests.crash.trials import Bench, Figures

MOST_TOLD = 20
SOME = 12
"""So many steps of each case are tried where not every one is."""
SAMPLE, SAMPLED = 4, ("exam", "feedback, names not exchanged", "new", "page: a mark")


def for_each(
    kind: Callable[[Bench, Case, int, Figures], None],
    most: int,
    bench: Bench,
    cases: list[Case],
    figures: Figures,
) -> None:
    """The kind of trial for each case."""
    for case in cases:
        kind(bench, case, most, figures)
        sys.stderr.write(f"    {case.name}: {figures}\n")


def once(
    kind: Callable[[Bench, int, Figures], None],
    count: int,
    bench: Bench,
    _cases: list[Case],
    figures: Figures,
) -> None:
    """A kind of trial that chooses its cases itself."""
    kind(bench, count, figures)


KINDS: dict[str, tuple[str, Callable[[Bench, list[Case], Figures], None]]] = {
    "steps": ("killed before every step on the disk", partial(for_each, trials.killed_at_steps, 0)),
    "random": ("killed at random moments", partial(once, trials.killed_at_random, 200)),
    "interrupts": ("Ctrl-C twice", partial(for_each, trials.interrupted_at_steps, SOME)),
    "refused": ("no further name on the disk", partial(for_each, trials.refused_at_steps, SOME)),
    "unflushed": ("a drive that cannot flush", partial(for_each, trials.without_flushes, 0)),
    "pairs": ("two at once into one folder", partial(once, trials.two_at_once, 12)),
    "workers": ("the first of several processes killed", partial(once, trials.killed_with_workers, 10)),
    "full": ("a full disk", partial(once, trials.full_disks, 50)),
    "read-only": ("a read-only disk", partial(for_each, trials.read_only, 0)),
    "elsewhere": ("TMPDIR and cache on other disks", partial(for_each, trials.temporary_elsewhere, 0)),
}
MOUNTED = {"full", "read-only", "elsewhere"}


def main() -> None:
    """Put the cases through the kinds of trial that are named, or all. SystemExit where anything was wrong."""
    parser = ArgumentParser(prog="python -m tests.crash")
    parser.add_argument("kind", nargs="*", choices=[[], *KINDS])
    parser.add_argument("--case", default="", help="only cases with this in their name")
    parser.add_argument("--sample", action="store_true", help="some steps of some cases, in seconds")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="worksheetgen-crash-") as folder:
        wrong = tried(Path(folder), asked.kind or list(KINDS), asked.case, sample=asked.sample)
    if wrong:
        sys.exit(f"{wrong} wrong.")


def tried(folder: Path, kinds: list[str], word: str, *, sample: bool) -> int:
    """Do it, say what came of it, and return how much was wrong."""
    import_all()
    bench, wrong = Bench(folder), 0
    cases = [case for case in CASES if word in case.name]
    if sample:
        figures, begun = Figures(), time.monotonic()
        for_each(
            trials.killed_at_steps, SAMPLE, bench, [case for case in CASES if case.name in SAMPLED], figures
        )
        return said("sample", figures, time.monotonic() - begun)
    mounting = trials.can_mount(folder / "disk")
    for name in kinds:
        what, kind = KINDS[name]
        if name in MOUNTED and not mounting:
            sys.stdout.write(f"{what}: left out, as nobody may mount a disk here\n")
            continue
        figures, begun = Figures(), time.monotonic()
        kind(bench, cases, figures)
        wrong += said(what, figures, time.monotonic() - begun)
    return wrong


def said(what: str, figures: Figures, seconds: float) -> int:
    """Say what came of a kind of trial, and return how much was wrong."""
    told = "".join(f"    {one}\n" for one in figures.wrong[:MOST_TOLD])
    sys.stdout.write(f"{what}: {figures} ({seconds:.0f} s)\n{told}")
    sys.stdout.flush()
    return len(figures.wrong) + figures.strays + figures.lost


def in_own_namespace() -> None:
    """Begin again where this user may mount disks that nobody else sees, if the system lets them."""
    unshare = shutil.which("unshare")
    if not unshare or "WORKSHEETGEN_CRASH" in os.environ:
        return
    environment = {**os.environ, "WORKSHEETGEN_CRASH": "1"}
    command = [unshare, "--map-root-user", "--mount", sys.executable, "-m", "tests.crash", *sys.argv[1:]]
    if os.spawnve(os.P_WAIT, unshare, [*command[:3], "true"], environment) == 0:
        os.execve(unshare, command, environment)


if __name__ == "__main__":
    in_own_namespace()
    main()
