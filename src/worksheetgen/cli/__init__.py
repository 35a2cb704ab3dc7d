"""The command line: the only place that prints, and where every problem becomes an exit code."""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path

import click

from worksheetgen import __version__
from worksheetgen.cli.lazy import LazyGroup
from worksheetgen.cli.standard_streams import check_said, forgive
from worksheetgen.errors import ExitCode, OutputExists, Place, Problem, WorksheetgenError
from worksheetgen.system.interrupts import ignore_interrupts, interrupts_kept

HERE = "worksheetgen.cli."
_GARBAGE = 200_000
"""So many new objects at a time are looked through for garbage. With the 700 that Python begins with, all that a
process makes and keeps, classes and a bank, is looked through again and again: a tenth of a whole run for a class of
30 with nothing cached; with 20,000 a twentieth."""

_NO_MEMORY = Problem(
    Place("memory"),
    "This computer has no memory left for this.",
    "Close other programs, and give the command again.",
)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    verbs={
        "open": (HERE + "opening", "Open a page in your browser: make, print and mark papers there."),
        "demo": (HERE + "demo", "Print a made-up class set from the bundled bank."),
        "exam": (HERE + "printing", "Print an exam from a blueprint, for a class or to copy."),
        "worksheet": (HERE + "printing", "Print a homework worksheet, with or without a blueprint."),
        "plan": (HERE + "printing", "Show what would be printed: questions, demands, paper."),
        "swap": (HERE + "swapping", "Put another question in the place of one, in a run that is printed."),
        "reprint": (HERE + "runs", "Print one student's paper of a run again, byte for byte."),
        "key": (HERE + "runs", "Show the answers of a run on screen."),
        "feedback": (HERE + "runs", "Print what the marks of a run say: slips for pupils, a class report."),
        "word": (HERE + "runs", "Copy a run's papers and mark scheme into Word, to change them."),
        "forget": (
            HERE + "forgetting",
            "Delete pupils’ names and marks from a run; its papers keep ids and keys.",
        ),
        "verify": (HERE + "runs", "Read a run's PDFs back and compare papers, keys and bank."),
        "organiser": (
            HERE + "learning",
            "Print a unit's knowledge organiser: what there is to learn, on one page.",
        ),
        "cards": (HERE + "learning", "Print a unit's flash cards, or cards to sort."),
        "bank": (HERE + "bank", "Find, read, count, check, write and print questions."),
        "init": (HERE + "beginning", "Begin a folder of your own: bank, blueprints, class list, theme."),
        "class": (HERE + "classes", "Check a class list, or make one up."),
    },
)
@click.version_option(__version__, prog_name="worksheetgen")
def cli() -> None:
    """Worksheets and exams from a tagged question bank, varied per student, with keys that agree.

    Start with `worksheetgen demo`: it prints a made-up class set into output/.
    """


def _check_folder() -> None:
    """Raise OutputExists where the folder that one works in is gone: nothing can be read or written from there."""
    try:
        Path.cwd()
    except OSError as error:
        what = "The folder in which this was typed is not there any more."
        raise OutputExists([Problem(Place("command line"), what, "Go to another one with cd.")]) from error


def main() -> None:
    """Run the command line and leave with its exit code (see `ExitCode`).

    Every problem of a WorksheetgenError goes to stderr, one a line; mistakes in what was typed are told by
    click. Any other exception is a bug, and keeps its traceback; but for memory that is used up, which is none.
    """
    gc.set_threshold(_GARBAGE)
    # All that was made goes with the process. Otherwise Python looks through it for garbage as it ends, which takes a
    # class of 30 a twelfth of the whole run.
    atexit.register(gc.freeze)
    forgive()
    try:
        _check_folder()
        with interrupts_kept():
            code = cli.main(prog_name="worksheetgen", standalone_mode=False)
        check_said()
    except WorksheetgenError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except MemoryError:
        click.echo(str(_NO_MEMORY), err=True)
        sys.exit(ExitCode.WORKERS_LOST)
    except (KeyboardInterrupt, click.Abort):
        ignore_interrupts()  # a second one would end this message, or the exit code
        click.echo("Stopped. No run is left half-written.", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    sys.exit(code or ExitCode.DONE)
