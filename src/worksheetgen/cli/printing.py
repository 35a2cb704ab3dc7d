"""The verbs that plan and print a run: exam, worksheet, plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.blueprint import from_data, school_folders, with_activity_section, with_school
from worksheetgen.cli.options import bank_option, json_option
from worksheetgen.cli.report import (
    confirm_changes,
    look_after,
    progress,
    report_plan,
    report_reading,
    report_run,
    report_stale_word,
    report_word,
)
from worksheetgen.cli.run_options import PlanOptions, PrintOptions, plan_options, print_options
from worksheetgen.cli.screen import say_json
from worksheetgen.cli.wishes import WishOptions, wish_options
from worksheetgen.delivery import deliver_pictures
from worksheetgen.delivery.disk import real_path
from worksheetgen.delivery.workroom import can_resume
from worksheetgen.errors import OutputExists
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.students import ClassList, Print
from worksheetgen.model.tier import Tier
from worksheetgen.protection import Password
from worksheetgen.run.classes import open_class
from worksheetgen.run.history import read_run
from worksheetgen.run.looking import CONTACT_SHEET, PREVIEWS, PlannedPages
from worksheetgen.run.plan import Changes, Plan
from worksheetgen.run.plan_facts import facts_of
from worksheetgen.run.planning import plan_run
from worksheetgen.run.printing import check_plan, print_run
from worksheetgen.run.request import (
    OUTPUT,
    RANDOM_SEED,
    UnnamedPapers,
    default_folder,
    load_blueprint,
    unit_of,
    wished_blueprint,
)
from worksheetgen.run.workers import Workers
from worksheetgen.value import Value


@click.command()
@click.argument("blueprint")
@plan_options
@print_options
@bank_option
def exam(
    blueprint: str, read_bank: Callable[[], Bank], planning: PlanOptions, printing: PrintOptions
) -> None:
    """Print an exam for a class, or unnamed papers to copy.

    BLUEPRINT is a file, or the name of one in your bank; the bundled bank has unit-test.
    """
    _print(_named(blueprint, planning, read_bank), planning, printing)


@click.command()
@click.argument("blueprint", required=False)
@wish_options
@plan_options
@print_options
@bank_option
def worksheet(
    blueprint: str | None,
    read_bank: Callable[[], Bank],
    wish: WishOptions,
    planning: PlanOptions,
    printing: PrintOptions,
) -> None:
    """Print a homework worksheet.

    From a BLUEPRINT (a file, or the name of one in your bank; the bundled bank has homework), or without one:
    choose topics, and how many questions or marks; or activities made from the text; or have a sheet for each pupil, on
    what they lost in an earlier run.
    """
    _print(_wished(blueprint, wish, planning, read_bank), planning, printing)


@click.command("plan")
@click.argument("blueprint", required=False)
@wish_options
@plan_options
@bank_option
@json_option
def plan_verb(
    blueprint: str | None,
    read_bank: Callable[[], Bank],
    wish: WishOptions,
    planning: PlanOptions,
    as_json: bool,
) -> None:
    """Show what `exam` or `worksheet` would print, and print nothing.

    With the same BLUEPRINT or wishes and the same options: which questions, what the blueprint asks for and gets,
    how much paper it takes. --keep, --out and --instead change it, here and there alike.
    """
    plan = _planned(_wished(blueprint, wish, planning, read_bank), planning)
    if planning.preview:
        _preview(plan, planning.preview)
    if as_json:
        say_json(facts_of(plan))
    else:
        report_plan(plan)
        if planning.seed == RANDOM_SEED:
            click.echo(f"To print this very draw, give --seed {plan.request.seed} instead of {RANDOM_SEED}.")


class Wanted(Value):
    """What is to be drawn from which bank, and for whom: the class, or None for unnamed papers alone.

    `spares` are the unnamed papers beside a class, None for as many as usual.
    """

    blueprint: Blueprint
    bank: Bank
    class_list: ClassList | None
    spares: int | None


def _wished(
    name: str | None, wish: WishOptions, planning: PlanOptions, read_bank: Callable[[], Bank]
) -> Wanted:
    """The blueprint of that name, or one made from what was wished. UsageError for both or neither."""
    if bool(name) == wish.anything:
        raise click.UsageError(
            "Give either a BLUEPRINT or what the worksheet is made of, such as --topic kirov or --activity cloze."
        )
    if name:
        return _named(name, planning, read_bank)
    if wish.questions and wish.marks:
        raise click.UsageError("Give --questions or --marks, not both.")
    if wish.paragraphs and not wish.activities:
        raise click.UsageError("--paragraphs says what activities are made from: give --activity too.")
    if wish.activities and wish.for_weak:
        raise click.UsageError(
            "A follow-up has questions for each pupil: give --activity without --for-weak."
        )
    _check_usage(planning, wished=True, classed=bool(planning.class_path or wish.for_weak))
    bank = read_bank()
    if wish.for_weak:
        return _for_weak(wish.for_weak, wish, planning, bank)
    tiers = tuple(map(Tier, planning.tiers))
    found = wished_blueprint(bank, wish.topics, wish.questions or 0, wish.marks or 0, tiers)
    if wish.activities:
        found = with_activity_section(
            found,
            bank.unit_on(wish.topics),
            wish.activities,
            wish.paragraphs,
            alone=not wish.of_bank,
            lesson=wish.topics,
        )
    return Wanted(found, bank, _class_list(planning), planning.spares)


def _named(name: str, planning: PlanOptions, read_bank: Callable[[], Bank]) -> Wanted:
    """The blueprint of that name."""
    _check_usage(planning, wished=False, classed=bool(planning.class_path))
    bank = read_bank()
    return Wanted(load_blueprint(name, bank), bank, _class_list(planning), planning.spares)


def _for_weak(folder: Path, wish: WishOptions, planning: PlanOptions, bank: Bank) -> Wanted:
    """The follow-up of the run in a folder; says who gets no sheet. A sheet is somebody's: no spare ones as a rule."""
    from worksheetgen.run.follow_up import Wishes, follow_up  # most runs follow up none

    (run, manifest), taken = read_run(folder), look_after(folder, planning.password)
    if taken.problems:  # what was typed there would count for nothing
        raise OutputExists(taken.problems)
    unit = unit_of(bank, from_data(manifest.blueprint), manifest.seed)
    if unknown := [topic for topic in wish.topics if topic not in {one.id for one in unit.topics}]:
        known = ", ".join(sorted(topic.id for topic in unit.topics))
        raise click.UsageError(f"{unit.title} has no topic {' or '.join(unknown)}. There are: {known}.")
    wishes = Wishes(wish.topics, wish.questions or 0, wish.marks or 0, tuple(map(Tier, planning.tiers)))
    found = follow_up(run, manifest, taken.record, unit, _class_list(planning), wishes)
    for sentence in found.sentences:
        click.echo(sentence, err=True)
    blueprint = with_school(found.blueprint, school_folders(bank.folders, unit.id))
    return Wanted(blueprint, bank, found.class_list, planning.spares or 0)


def _check_usage(planning: PlanOptions, *, wished: bool, classed: bool) -> None:
    """UsageError for options that say nothing together.

    `wished` says whether --tier says what is drawn, `classed` whether there is a class.
    """
    if planning.seating and not planning.class_path:
        raise click.UsageError("--seating says where a class sits: give the --class too.")
    unnamed = planning.spares is not None or not classed
    if not unnamed and (planning.prints or (planning.tiers and not wished)):
        raise click.UsageError(
            "The class list says who has which tier and print. For spare papers in another one, give --spares too."
        )
    if planning.spares == 0 and not classed:
        raise click.UsageError("Without a class, --spares 0 leaves nothing to print: ask for 1 or more.")
    if planning.students and not classed:
        raise click.UsageError("--student is somebody of a class: give the --class too.")


def _planned(wanted: Wanted, planning: PlanOptions) -> Plan:
    """The plan of what is asked, as the options have it."""
    blueprint, class_list = wanted.blueprint, wanted.class_list
    unnamed = planning.spares is not None or class_list is None
    folder = planning.output or default_folder(blueprint, class_list, retake=bool(planning.unlike))
    for run in (folder, *planning.unlike):
        look_after(run, planning.password)
    return plan_run(
        blueprint,
        wanted.bank,
        class_list,
        planning.output,
        changes=Changes(planning.keep, planning.out, planning.instead, planning.again or ""),
        spares=UnnamedPapers(
            tuple(map(Tier, planning.tiers if unnamed else ())) or (Tier.CORE,),
            tuple(map(Print, planning.prints)) or (Print.STANDARD,),
            wanted.spares,
        ),
        only=planning.students,
        seed=planning.seed or "",
        own_questions=planning.own_questions,
        theme=planning.theme,
        unlike=planning.unlike,
        history=planning.history or OUTPUT,
        nearest=planning.nearest,
        two_up=planning.two_up,
    )


def _class_list(planning: PlanOptions) -> ClassList | None:
    """The class list that was named, in the seats of --seating; None where none was. Tells what is not plain in it."""
    if not planning.class_path:
        return None
    reading = open_class(
        planning.class_path,
        encoding=planning.encoding,
        class_name=planning.class_name,
        seating=planning.seating,
    )
    report_reading(reading)
    return reading.class_list


def _print(wanted: Wanted, planning: PlanOptions, printing: PrintOptions) -> None:
    """Plan a run, ask where something is doubtful, print it, and say what there is and what to do next."""
    plan = _planned(wanted, planning)
    check_plan(plan, force=printing.force, password=planning.password)
    if planning.preview:
        _preview(plan, planning.preview)
    confirm_changes(plan, yes=printing.yes)
    print_plan(plan, wanted.bank, printing, planning.password)


def _preview(plan: Plan, folder: Path) -> None:
    """Write pictures of the plan's pages, and say where. UsageError in the run's folder, which is the run's alone."""
    if real_path(folder).is_relative_to(real_path(plan.folder)):
        raise click.UsageError(f"{plan.folder} is for the run itself: give --preview another folder.")
    deliver_pictures(folder, PREVIEWS, list(PlannedPages(plan).pictures()))
    click.echo(f"Pictures of the pages: {folder / CONTACT_SHEET}", err=True)


def print_plan(plan: Plan, bank: Bank, printing: PrintOptions, password: Password) -> None:
    """Print what was planned from `bank` and say what there is; where it is stopped by Ctrl-C, how it is finished."""
    if printing.jobs and printing.dask:
        raise click.UsageError("Give --jobs or --dask, not both.")
    try:
        with progress() as tell:
            printed = print_run(
                plan,
                force=printing.force,
                resume=printing.resume,
                workers=Workers(printing.jobs or 0, printing.dask or ""),
                progress=tell,
                password=password,
            )
    except KeyboardInterrupt:
        if can_resume(plan.folder):
            click.echo("What is finished is kept: the same command with --resume prints the rest.", err=True)
        raise
    report_run(printed, bank, password)
    if printing.word:
        # Most runs are printed without.
        from worksheetgen.run.record import open_run
        from worksheetgen.run.word_copies import make_word_copies

        report_word(make_word_copies(open_run(plan.folder), plan.request, password))
    elif printed.renewed:
        report_stale_word(plan.folder, bank, password)


COMMANDS = {"exam": exam, "worksheet": worksheet, "plan": plan_verb}
