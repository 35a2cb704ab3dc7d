"""Whole runs by the command line, from the class list to all files: what they cost, beside peers’ papers alone."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter

from tests.commands import cluster
from worksheetgen.class_list import sample_class, to_csv
from worksheetgen.model.students import ClassList, Print
from worksheetgen.value import replace

CLASSES = (30, 300, 3000, 10_000)
MEASURED_BY = 300
"""The class whose memory that of larger ones is compared with."""
SCALED = 10_000
"""Students of the runs by several processes."""

_MEASURED = """
import atexit, pathlib, re, sys
from worksheetgen.cli import main
peak, sys.argv = pathlib.Path(sys.argv[1]), ["worksheetgen", *sys.argv[2:]]
status = pathlib.Path("/proc/self/status")
atexit.register(lambda: peak.write_text(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]))
main()
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, seconds of CPU with its processes, its own process's peak memory in MiB (Linux)."""

    seconds: float
    cpu: float
    peak: int


def classmates(count: int, prints: Sequence[Print] = (Print.STANDARD,)) -> ClassList:
    """A class without seats, whose prints are these in turn: of one alone, every maker sets the same."""
    found = sample_class(count, "bench", "9B")
    students = zip(found.students, cycle(prints), strict=False)
    return ClassList("9B", tuple(replace(one, seat=None, print=print) for one, print in students))


def command(folder: Path, *arguments: str | Path) -> Cost:
    """What the command costs in a folder; SystemExit where it fails."""
    peak, before, start = folder / "peak", _children(), perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, peak, *arguments],
        cwd=folder,
        # compiled code is kept, as it is for a user
        env=os.environ
        | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "", "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return Cost(perf_counter() - start, _children() - before, int(peak.read_text()) // 1024)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rows(folder: Path, platypus: float, typst: float) -> Iterator[str]:
    """The table of runs of every size. `platypus` and `typst` are the makers' seconds for one paper.

    Ratios are those of a second run to the maker's time for as many papers, which has no packs, keys or markbook.
    """
    yield (
        "| whole run | CPU s, nothing cached | CPU s, again | seconds | CPU ms a student | to Platypus | to Typst "
        f"| peak MiB | above {MEASURED_BY} students’ |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    least = 0
    for what, count, run, again in _runs(folder):
        shutil.rmtree(folder / "cache", ignore_errors=True)
        first = run()
        found = run() if again else first
        least = found.peak if count == MEASURED_BY else least
        yield (
            f"| {what} | {first.cpu:.2f} | {f'{found.cpu:.2f}' if again else ''} | {found.seconds:.1f} "
            f"| {1000 * found.cpu / count:.1f} | {count * platypus / found.seconds:.1f}x "
            f"| {count * typst / found.seconds:.1f}x | {found.peak} | {f'{found.peak - least:+}' if least else ''} |"
        )


def _runs(folder: Path) -> Iterator[tuple[str, int, Callable[[], Cost], bool]]:
    """What, how many students, the run, and whether it is worth doing twice."""
    for count in CLASSES:
        path = folder / f"class{count}.csv"
        path.write_text(to_csv(classmates(count)), encoding="utf-8")
        alone = partial(_run, folder, path, "--jobs", "1")
        yield f"{count:,} students, 1 process", count, alone, count < SCALED
    path = folder / f"class{SCALED}.csv"
    yield f"{SCALED:,} students twice, side by side", 2 * SCALED, partial(_twice, folder, path), False
    yield f"{SCALED:,} students, 2 processes", SCALED, partial(_run, folder, path, "--jobs", "2"), False
    with cluster(folder) as address:
        by_dask = partial(_run, folder, path, "--dask", address)
        yield f"{SCALED:,} students, Dask, 2 workers", SCALED, by_dask, False


def _run(folder: Path, class_list: Path, *how: str) -> Cost:
    into = folder / "run"
    shutil.rmtree(into, ignore_errors=True)
    return command(folder, "exam", "unit-test", "--class", class_list, "--output", into, *how)


def _twice(folder: Path, class_list: Path) -> Cost:
    """Two runs at a time that share nothing but the machine, each by one process."""
    folders, before = [folder / "one", folder / "other"], _children()
    for one in folders:
        one.mkdir()
    with ThreadPoolExecutor() as both:
        costs = list(both.map(lambda one: _run(one, class_list, "--jobs", "1"), folders))
    for one in folders:
        shutil.rmtree(one)
    return Cost(max(cost.seconds for cost in costs), _children() - before, max(cost.peak for cost in costs))
