"""The verbs that print a run: demo, exam, worksheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.bank import load_bank
from worksheetgen.blueprint import worksheet_blueprint
from worksheetgen.class_list import load_class, load_seating
from worksheetgen.cli.options import RunOptions, run_options
from worksheetgen.cli.report import confirm_changes, progress, report_run, tell_if_restored
from worksheetgen.delivery.workroom import can_resume
from worksheetgen.model.bank import Bank, Tier
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.students import ClassList
from worksheetgen.run.demo import Demo
from worksheetgen.run.planning import Plan, plan_run
from worksheetgen.run.printing import check_folder, print_run
from worksheetgen.run.request import OUTPUT, default_folder, load_blueprint, one_copy
from worksheetgen.run.workers import Workers


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=OUTPUT,
    show_default=True,
    help="Where the two runs and the class list go.",
)
@click.option("--force", is_flag=True, help="Replace the demo that is there.")
def demo(output: Path, force: bool) -> None:
    """Print a made-up class of 28 its exam and its homework, from the bundled bank.

    The class list is written beside the two runs, so that you can change it and print again; one that is there stays
    as it is.
    """
    found = Demo(output, load_bank())
    for _, folder in found.runs:
        tell_if_restored(folder)
    found.check(force=force)
    for blueprint, folder in found.runs:
        with progress() as tell:
            report_run(found.print(blueprint, folder, force=force, progress=tell))
    _tell_of_class_list(found)


def _tell_of_class_list(found: Demo) -> None:
    """Write the demo's class list unless one is there, and say which it is and what to do next."""
    path = found.class_path
    if not found.keep_class_list():
        click.echo(f"{path} was there already and stays as it is; the demo’s class is made up.")
    click.echo(f"Next: put your own class into {path}, then: worksheetgen exam unit-test --class {path}")


@click.command()
@click.argument("blueprint")
@click.option(
    "--class",
    "class_path",
    required=True,
    type=click.Path(path_type=Path),
    help="The class list: .csv or .xlsx with columns id and name, and if you like tier, print, extra time, seat.",
)
@run_options
def exam(blueprint: str, class_path: Path, read_bank: Callable[[], Bank], options: RunOptions) -> None:
    """Print an exam for a class.

    BLUEPRINT is a file, or the name of one in your bank; the bundled bank has unit-test.
    """
    bank = read_bank()
    _print(load_blueprint(blueprint, bank), bank, _class_list(class_path, options), options)


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
@run_options
def worksheet(
    blueprint: str | None,
    topics: tuple[str, ...],
    questions: int | None,
    marks: int | None,
    tier: str | None,
    class_path: Path | None,
    read_bank: Callable[[], Bank],
    options: RunOptions,
) -> None:
    """Print a homework worksheet.

    From a BLUEPRINT (a file, or the name of one in your bank; the bundled bank has homework), or without one:
    choose topics, and how many questions or marks.
    """
    chosen_by_hand = topics or questions or marks
    if bool(blueprint) == bool(chosen_by_hand):
        raise click.UsageError(
            "Give either a BLUEPRINT or what the worksheet is made of, such as --topic kirov."
        )
    if questions and marks:
        raise click.UsageError("Give --questions or --marks, not both.")
    if tier and blueprint and class_path:
        raise click.UsageError(
            "The BLUEPRINT says what is drawn, the class list who has which tier: leave out --tier."
        )
    if options.seating and not class_path:
        raise click.UsageError("--seating says where a class sits: give the --class too.")
    bank = read_bank()
    wanted = Tier(tier) if tier else None
    if blueprint:
        chosen = load_blueprint(blueprint, bank)
    else:
        chosen = worksheet_blueprint(bank.unit_on(topics), topics, questions or 0, marks or 0, wanted)
    class_list = _class_list(class_path, options) if class_path else one_copy(wanted or Tier.CORE)
    _print(chosen, bank, class_list, options)


def _class_list(path: Path, options: RunOptions) -> ClassList:
    """The class list at `path`, with the seats of --seating in place of its own where that is given."""
    class_list = load_class(path)
    return load_seating(options.seating, class_list) if options.seating else class_list


def _print(blueprint: Blueprint, bank: Bank, class_list: ClassList, options: RunOptions) -> None:
    """Plan a run, ask where something is doubtful, print it into its folder, and say what there is and what to do next.

    Where it is stopped by Ctrl-C and can be resumed, that is said too.
    """
    folder = options.output or default_folder(blueprint, class_list, retake=bool(options.unlike))
    for run in (folder, *options.unlike):
        tell_if_restored(run)
    check_folder(folder, force=options.force)
    plan = plan_run(
        blueprint,
        bank,
        class_list,
        folder,
        seed=options.seed or "",
        own_questions=options.own_questions,
        theme=options.theme,
        unlike=options.unlike,
        history=options.history or OUTPUT,
    )
    confirm_changes(plan, options.yes)
    print_plan(plan, options)


def print_plan(plan: Plan, options: RunOptions) -> None:
    """Print what was planned and say what there is; where it is stopped, how it is finished."""
    try:
        with progress() as tell:
            printed = print_run(
                plan,
                force=options.force,
                resume=options.resume,
                workers=Workers(options.jobs or 0, options.dask or ""),
                progress=tell,
            )
    except KeyboardInterrupt:
        if can_resume(plan.folder):
            click.echo("What is finished is kept: the same command with --resume prints the rest.", err=True)
        raise
    report_run(printed)


COMMANDS = {"demo": demo, "exam": exam, "worksheet": worksheet}
