"""The verbs that print a run: demo, exam, worksheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import click

from worksheetgen import resources
from worksheetgen.blueprint import load_blueprint, to_data, worksheet_blueprint
from worksheetgen.class_list import load_class, load_seating, sample_class, to_csv
from worksheetgen.cli.options import (
    bank_digest,
    bank_option,
    bank_roots,
    the_unit,
    theme_option,
    units,
)
from worksheetgen.cli.records import printed_digests, restored, standing, unlike, unused
from worksheetgen.cli.report import progress, report_run
from worksheetgen.cli.theming import themes
from worksheetgen.delivery import bring_in, check_target
from worksheetgen.delivery.workroom import can_resume, open_workroom
from worksheetgen.execution import Workers
from worksheetgen.manifest import Digests
from worksheetgen.model.bank import Tier, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.students import ClassList
from worksheetgen.order import RunRequest, unnamed
from worksheetgen.pipeline import print_run
from worksheetgen.typesetting import theme_digest

DEMO_SEED = "demo"
DEMO_CLASS = "9B"
DEMO_SIZE = 28
DEMO_PAPERS = ("unit-test", "homework")
WITHOUT_CLASS = "copies"
RETAKE = "retake"
ANYBODY = Workers()


def _run_options(command: click.decorators.FC) -> click.decorators.FC:
    """What every verb that prints a run takes."""
    for option in (
        click.option("--force", is_flag=True, help="Replace the run that is in the folder."),
        click.option(
            "--resume", is_flag=True, help="Go on with a large run that was stopped: print what is missing."
        ),
        click.option(
            "--dask", metavar="ADDRESS", help="Print on the Dask cluster with the scheduler of that address."
        ),
        click.option(
            "--jobs",
            type=click.IntRange(1, 256),
            help="How many processes print.  [default: every core where a run has four packs or more]",
        ),
        click.option(
            "--output",
            type=click.Path(path_type=Path),
            help="The run's folder.  [default: output/PAPER-CLASS]",
        ),
        click.option(
            "--seed",
            help="What the draw starts from: the same seed gives the same papers; `random` takes a fresh one.  "
            "[default: from blueprint and class name]",
        ),
        click.option(
            "--unlike",
            "earlier",
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
            "--seating",
            type=click.Path(path_type=Path),
            help="Who sits where, instead of the class list's seats: a file with columns id and seat, "
            "or id, row and place.",
        ),
        theme_option,
        bank_option,
    ):
        command = option(command)
    return command


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Where the two runs and the class list go.",
)
@click.option("--force", is_flag=True, help="Replace the demo that is there.")
def demo(output: Path, force: bool) -> None:
    """Print a made-up class of 28 its exam and its homework, from the bundled bank.

    The class list is written beside the two runs, so that you can change it and print again.
    """
    class_list = sample_class(DEMO_SIZE, DEMO_SEED, DEMO_CLASS)
    class_file = to_csv(class_list).encode()
    found = units(())
    folders = {name: output / f"demo-{name}" for name in DEMO_PAPERS}
    for folder in folders.values():
        check_target(restored(folder), force=force, digests_of=printed_digests)
    for name, folder in folders.items():
        plan = load_blueprint(resources.blueprint_path(name, bank_roots(())), found)
        _print(
            plan,
            the_unit(found, plan.unit),
            class_list,
            class_file=class_file,
            seed=DEMO_SEED,
            output=folder,
            force=force,
        )
    list_path = output / f"{DEMO_CLASS}.csv"
    list_path.write_bytes(class_file)
    click.echo(
        f"Next: put your own class into {list_path}, then: worksheetgen exam {DEMO_PAPERS[0]} --class {list_path}"
    )


@click.command()
@click.argument("blueprint")
@click.option(
    "--class",
    "class_path",
    required=True,
    type=click.Path(path_type=Path),
    help="The class list: .csv or .xlsx with columns id and name, and if you like tier, print, extra time, seat.",
)
@_run_options
def exam(
    blueprint: str,
    class_path: Path,
    banks: tuple[Path, ...],
    theme: Path | None,
    earlier: tuple[Path, ...],
    history: Path | None,
    seating: Path | None,
    seed: str | None,
    output: Path | None,
    jobs: int | None,
    dask: str | None,
    resume: bool,
    force: bool,
) -> None:
    """Print an exam for a class.

    BLUEPRINT is a file, or the name of one in your bank; the bundled bank has unit-test.
    """
    path = resources.blueprint_path(blueprint, bank_roots(banks))
    found = units(banks)
    plan = load_blueprint(path, found)
    class_list = _seated(load_class(class_path), seating)
    _print(
        plan,
        the_unit(found, plan.unit),
        class_list,
        banks=banks,
        theme=theme,
        earlier=earlier,
        history=history,
        seed=seed,
        output=output,
        workers=_workers(jobs, dask),
        resume=resume,
        force=force,
        class_file=class_path.read_bytes(),
    )


@click.command()
@click.argument("blueprint", required=False)
@click.option("--topic", "topics", multiple=True, help="A topic of the bank; may be given several times.")
@click.option("--questions", type=click.IntRange(1, 100), help="How many questions.  [default: 3 to 5]")
@click.option("--marks", type=click.IntRange(1, 200), help="How many marks, instead of how many questions.")
@click.option(
    "--tier",
    type=click.Choice([tier.value for tier in Tier]),
    help="Draw questions that suit this tier; without a class list, print its support.",
)
@click.option(
    "--class",
    "class_path",
    type=click.Path(path_type=Path),
    help="The class list; without one, one unnamed worksheet to copy.",
)
@_run_options
def worksheet(
    blueprint: str | None,
    topics: tuple[str, ...],
    questions: int | None,
    marks: int | None,
    tier: str | None,
    class_path: Path | None,
    banks: tuple[Path, ...],
    theme: Path | None,
    earlier: tuple[Path, ...],
    history: Path | None,
    seating: Path | None,
    seed: str | None,
    output: Path | None,
    jobs: int | None,
    dask: str | None,
    resume: bool,
    force: bool,
) -> None:
    """Print a homework worksheet.

    From a BLUEPRINT (a file, or the name of one in your bank; the bundled bank has homework), or without one:
    choose topics, and how many questions or marks.
    """
    asked = topics or questions or marks
    if bool(blueprint) == bool(asked):
        raise click.UsageError(
            "Give either a BLUEPRINT or what the worksheet is made of, such as --topic kirov."
        )
    if questions and marks:
        raise click.UsageError("Give --questions or --marks, not both.")
    found = units(banks)
    wanted = Tier(tier) if tier else None
    if blueprint:
        plan = load_blueprint(resources.blueprint_path(blueprint, bank_roots(banks)), found)
        unit = the_unit(found, plan.unit)
    else:
        unit = _unit_with(found, topics)
        plan = worksheet_blueprint(unit, topics, questions or 0, marks or 0, wanted)
    if seating and not class_path:
        raise click.UsageError("--seating says where a class sits: give the --class too.")
    class_list = _seated(load_class(class_path), seating) if class_path else _one_copy(wanted or Tier.CORE)
    _print(
        plan,
        unit,
        class_list,
        banks=banks,
        theme=theme,
        earlier=earlier,
        history=history,
        seed=seed,
        output=output,
        workers=_workers(jobs, dask),
        resume=resume,
        force=force,
        class_file=class_path.read_bytes() if class_path else b"",
    )


def _workers(jobs: int | None, dask: str | None) -> Workers:
    if jobs and dask:
        raise click.UsageError("Give --jobs or --dask, not both.")
    return Workers(jobs or 0, dask or "")


def _unit_with(found: Sequence[Unit], topics: Sequence[str]) -> Unit:
    """The unit that has all the topics; a usage error names the topics there are."""
    for unit in found:
        if {topic.id for topic in unit.topics} >= set(topics):
            return unit
    known = ", ".join(sorted({topic.id for unit in found for topic in unit.topics}))
    raise click.UsageError(f"No unit has the topics {', '.join(topics)}. There are: {known}.")


def _seated(class_list: ClassList, seating: Path | None) -> ClassList:
    return load_seating(seating, class_list) if seating else class_list


def _one_copy(tier: Tier) -> ClassList:
    return ClassList("", (unnamed("1", tier),))


def _print(
    blueprint: Blueprint,
    unit: Unit,
    class_list: ClassList,
    *,
    class_file: bytes,
    banks: tuple[Path, ...] = (),
    theme: Path | None = None,
    earlier: tuple[Path, ...] = (),
    history: Path | None = None,
    seed: str | None = None,
    output: Path | None = None,
    force: bool = False,
    workers: Workers = ANYBODY,
    resume: bool = False,
) -> None:
    """Print a run into its folder and say what there is and what to do next."""
    name = "-".join((blueprint.name, class_list.name or WITHOUT_CLASS, *((RETAKE,) if earlier else ())))
    folder = restored(output or Path("output") / name)
    blueprint = unused(unlike(blueprint, unit, earlier), unit.id, history or Path("output"), folder)
    check_target(folder, force=force, digests_of=printed_digests)
    folders = themes(theme, blueprint.theme, blueprint.place)
    digests = Digests(
        bank=bank_digest(banks),
        blueprint=sha256(repr(sorted(to_data(blueprint).items())).encode()).hexdigest(),
        class_list=sha256(class_file).hexdigest(),
        theme=theme_digest(folders),
    )
    order = RunRequest(
        unit=unit,
        blueprint=blueprint,
        class_list=class_list,
        seed=_seed(seed, digests, class_list),
        themes=folders,
        digests=digests,
        standing={},
    )
    order = replace(order, standing=standing(folder, order.run))
    try:
        with open_workroom(folder, order.identity, resume=resume) as workroom, progress() as tell:
            result = print_run(order, workroom, workers, tell)
            bring_in(folder, workroom.run, force=force, digests_of=printed_digests)
    except KeyboardInterrupt:
        if can_resume(folder):
            click.echo("What is finished is kept: the same command with --resume prints the rest.", err=True)
        raise
    report_run(folder, order, result)


def _seed(asked: str | None, digests: Digests, class_list: ClassList) -> str:
    """The seed asked for, a fresh one for `random`, else one from the blueprint and the class's name.

    Not from the class's members: a newcomer must not change anybody else's paper.
    """
    if asked == "random":
        return token_hex(4)
    return asked or sha256(f"{digests.blueprint}\0{class_list.name}".encode()).hexdigest()[:8]


COMMANDS = {"demo": demo, "exam": exam, "worksheet": worksheet}
