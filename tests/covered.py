"""The lines that were run, as a table by package: `make coverage` prints it, and fails where they are too few.

The floor stands in pyproject.toml; `coverage html` shows the lines themselves.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from coverage import Coverage

import worksheetgen

SOURCE = Path(worksheetgen.__file__).parent


@dataclass(frozen=True)
class Lines:
    """How many lines there are to run, and how many of them were."""

    all: int
    run: int

    @property
    def percent(self) -> float:
        """The part that was run; what has no lines is run wholly."""
        return 100 * self.run / self.all if self.all else 100.0


def total(lines: Mapping[str, Lines]) -> Lines:
    """The sum of several."""
    return Lines(sum(each.all for each in lines.values()), sum(each.run for each in lines.values()))


def counted(measured: Coverage) -> dict[str, Lines]:
    """The lines of each module that was measured, by its path in the program."""
    found = {}
    for file in measured.get_data().measured_files():
        _, every, _, missing, _ = measured.analysis2(file)
        found[Path(file).relative_to(SOURCE).as_posix()] = Lines(len(every), len(every) - len(missing))
    return found


def table(modules: Mapping[str, Lines]) -> Iterator[str]:
    """A line for each package, its lines, those that were not run and the percentage that was; then their sum."""
    yield f"{'':24}{'lines':>8}{'not run':>9}{'%':>7}"
    by_package = {
        package: total({path: modules[path] for path in paths})
        for package, paths in groupby(
            sorted(modules), key=lambda path: path.split("/")[0].removesuffix(".py")
        )
    }
    for name, lines in [*by_package.items(), ("all", total(modules))]:
        yield f"{name:24}{lines.all:8,}{lines.all - lines.run:9,}{lines.percent:7.1f}"


def main() -> int:
    """Print the table and what is asked; 1 where that is not reached."""
    measured = Coverage()
    measured.load()
    modules = counted(measured)
    floor = float(str(measured.get_option("report:fail_under")))
    sys.stdout.write("\n".join([*table(modules), ""]))
    if total(modules).percent >= floor:
        return 0
    sys.stdout.write(f"At least {floor:g} % of the lines must be run; `coverage html` shows which are not.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
