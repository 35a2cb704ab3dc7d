"""The demo: a made-up class, and what is printed for it from the bundled bank."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from worksheetgen.class_list import sample_class, to_csv
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.students import ClassList
from worksheetgen.protection import Password
from worksheetgen.run.planning import plan_run
from worksheetgen.run.printing import PrintedRun, Progress, check_folder, print_run
from worksheetgen.run.request import load_blueprint
from worksheetgen.value import Value

CLASS, SIZE, SEED = "9B", 28, "demo"
BLUEPRINTS = ("unit-test", "homework")


class Demo(Value):
    """The demo's class and papers, to be printed into folders of `output`."""

    output: Path
    bank: Bank

    @cached_property
    def class_list(self) -> ClassList:
        """A made-up class, the same every time."""
        return sample_class(SIZE, SEED, CLASS)

    @property
    def class_path(self) -> Path:
        """Where its class list is kept, for a teacher to change."""
        return self.output / f"{CLASS}.csv"

    @property
    def runs(self) -> tuple[tuple[Blueprint, Path], ...]:
        """The blueprints that are printed, each with its run's folder."""
        return tuple((load_blueprint(name, self.bank), self.output / f"demo-{name}") for name in BLUEPRINTS)

    def check(self, *, force: bool, password: Password) -> None:
        """Say before anything is printed that one of the runs cannot go into its folder. Raises as `print_run` does."""
        for _, folder in self.runs:
            check_folder(folder, force=force, password=password)

    def print(
        self, blueprint: Blueprint, folder: Path, *, force: bool, progress: Progress, password: Password
    ) -> PrintedRun:
        """Print one of the runs. Raises as `print_run` does."""
        plan = plan_run(blueprint, self.bank, self.class_list, folder, seed=SEED)
        return print_run(plan, force=force, progress=progress, password=password)

    def keep_class_list(self) -> bool:
        """Write the class list unless there is one, into which a teacher may have typed; say whether it was written."""
        try:
            with self.class_path.open("x", encoding="utf-8", newline="") as file:
                file.write(to_csv(self.class_list))
        except FileExistsError:
            return False
        return True
