"""The options of the verbs that plan and print a run, and the values that they become: who gets what, and how."""

from __future__ import annotations

from pathlib import Path

import click

from worksheetgen.cli.options import (
    class_name_option,
    collected,
    encoding_option,
    password_option,
    theme_option,
)
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.protection import Password
from worksheetgen.value import Value

# ---- who gets it, and which questions -------------------------------------------------------------


class PlanOptions(Value):
    """What was typed for the options of a verb that plans a run; None or () where an option was left out.

    The names are those of the options in `_PLAN_OPTIONS`, whose help says what each does. `unlike` and `history` are
    folders of earlier runs.
    """

    class_path: Path | None
    seating: Path | None
    students: tuple[str, ...]
    tiers: tuple[str, ...]
    prints: tuple[str, ...]
    spares: int | None
    keep: tuple[str, ...]
    out: tuple[str, ...]
    instead: tuple[tuple[str, str], ...]
    again: str | None
    nearest: bool
    seed: str | None
    own_questions: bool
    unlike: tuple[Path, ...]
    history: Path | None
    two_up: bool
    output: Path | None
    preview: Path | None
    class_name: str
    encoding: str
    theme: Path | None
    password: Password


def _pair(_: click.Context, __: click.Parameter, pairs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`A=B` as the pair of A and B."""
    split = [pair.partition("=") for pair in pairs]
    for (old, equals, new), pair in zip(split, pairs, strict=True):
        if not (old and equals and new):
            raise click.BadParameter(
                f"{pair!r} names no two questions: write OLD=NEW, such as gulag-04=nkvd-10."
            )
    return tuple((old, new) for old, _, new in split)


_PLAN_OPTIONS = (
    click.option(
        "--class",
        "class_path",
        type=click.Path(path_type=Path),
        help="The class list: .csv or .xlsx, as your school exports it.  [default: one unnamed paper of each form]",
    ),
    click.option(
        "--seating",
        type=click.Path(path_type=Path),
        help="Who sits where, instead of the class list's seats: a file with columns id and seat, "
        "or id, row and place.",
    ),
    click.option(
        "--student",
        "students",
        multiple=True,
        help="Only this student's paper, by id, as it is in the whole class; may be given several times.",
    ),
    click.option(
        "--tier",
        "tiers",
        multiple=True,
        type=click.Choice([tier.value for tier in Tier]),
        help="The tier of papers without a name; may be given several times. Without a blueprint, also draw questions "
        "that suit it.  [default: core]",
    ),
    click.option(
        "--print",
        "prints",
        multiple=True,
        type=click.Choice([print.value for print in Print]),
        help="The print of papers without a name; may be given several times.  [default: standard]",
    ),
    click.option(
        "--spares",
        type=click.IntRange(0, 1000),
        help="How many papers without a name, of each --tier and --print.  [default: one in twenty, two at least]",
    ),
    click.option("--keep", multiple=True, help="A question that must be on the paper."),
    click.option("--out", multiple=True, help="A question that must not; the others stay if they can."),
    click.option(
        "--instead", multiple=True, callback=_pair, metavar="OLD=NEW", help="Put one question for another."
    ),
    click.option(
        "--again",
        metavar="WORD",
        help="Draw all but the --keep questions again; each word gives another draw.",
    ),
    click.option(
        "--nearest",
        is_flag=True,
        help="Where no paper meets what is asked, take the nearest one and say what it misses.",
    ),
    click.option(
        "--seed",
        help="What the draw starts from: the same seed gives the same papers on any computer; `random` takes a fresh "
        "one.  [default: one that only you can work out, from what the blueprint demands]",
    ),
    click.option(
        "--own-questions",
        is_flag=True,
        help="Draw questions for this class alone; else every class of yours sits the same ones.",
    ),
    click.option(
        "--unlike",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        help="An earlier run's folder, for a retake: no question of it, but as many marks and as hard; "
        "may be given several times.",
    ),
    click.option(
        "--history",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Where earlier runs lie, for a blueprint with ‘unused_since’.  [default: output]",
    ),
    click.option(
        "--two-up",
        is_flag=True,
        help="Print the papers in standard print half-size, two pages on each side of a landscape sheet, in an order "
        "that one cut puts right; A5 papers at full size, to fold. Each paper's own file stays as it is.",
    ),
    click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path),
        help="The run's folder.  [default: output/PAPER-CLASS]",
    ),
    click.option(
        "--preview",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="Also write pictures there: the pages of one paper of each print and tier, and all on one sheet.",
    ),
    class_name_option,
    encoding_option,
    theme_option,
    password_option(fresh=True),
)


# ---- how a run is printed -------------------------------------------------------------------------


class PrintOptions(Value):
    """What was typed for the options of a verb that prints a run; None where an option was left out.

    The names are those of the options in `_PRINT_OPTIONS`, whose help says what each does. `dask` is the address of
    a scheduler.
    """

    force: bool
    yes: bool
    resume: bool
    jobs: int | None
    dask: str | None
    word: bool


_PRINT_OPTIONS = (
    click.option(
        "--force",
        is_flag=True,
        help="Print the run that is in the folder again: papers that stand stay as they are, and marks are kept.",
    ),
    click.option("--yes", is_flag=True, help="Do not ask where papers of the run in the folder would go."),
    click.option(
        "--resume", is_flag=True, help="Go on with a large run that was stopped: print what is missing."
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        help="How many processes print.  [default: every core where a run has four packs or more]",
    ),
    click.option(
        "--dask", metavar="ADDRESS", help="Print on the Dask cluster with the scheduler of that address."
    ),
    click.option(
        "--word",
        is_flag=True,
        help="Also make copies in Word to change, beside the run, as `worksheetgen word` does.",
    ),
)


plan_options = collected("planning", PlanOptions, _PLAN_OPTIONS)
"""Adds the options of `PlanOptions`; the verb is given them as `planning`."""
print_options = collected("printing", PrintOptions, _PRINT_OPTIONS)
"""Adds the options of `PrintOptions`; the verb is given them as `printing`."""
