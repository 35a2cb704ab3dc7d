"""Printed worksheets and exams from a tagged question bank: varied per student, with keys that agree.

From a program:

    from worksheetgen import load_bank, load_blueprint, load_class, plan_run, print_run, verify

`load_bank(*folders)` reads units (the bundled bank without a folder), `load_blueprint(name_or_path, bank)` and
`load_class(path)` a blueprint and a class list, `plan_run(blueprint, bank, class_list, folder)` draws the questions,
and `print_run(plan)` prints everything, which `verify(folder, bank)` reads back.
What people gave wrongly is raised as a `WorksheetgenError` with every problem found (`worksheetgen.errors`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

__all__ = ["load_bank", "load_blueprint", "load_class", "plan_run", "print_run", "verify"]

if TYPE_CHECKING:
    from worksheetgen.bank import load_bank
    from worksheetgen.class_list import load_class
    from worksheetgen.run.planning import plan_run
    from worksheetgen.run.printing import print_run
    from worksheetgen.run.record import verify
    from worksheetgen.run.request import load_blueprint

_MODULES = {
    "load_bank": "worksheetgen.bank",
    "load_blueprint": "worksheetgen.run.request",
    "load_class": "worksheetgen.class_list",
    "plan_run": "worksheetgen.run.planning",
    "print_run": "worksheetgen.run.printing",
    "verify": "worksheetgen.run.record",
}


def __getattr__(name: str) -> Any:
    """Import a function when it is first asked for, so that `worksheetgen --help` comes at once (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
