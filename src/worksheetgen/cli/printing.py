"""The verbs that plan and print a run: exam, worksheet, plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.cli.options import bank_option, json_option
from worksheetgen.cli.report import (
    confirm_changes,
    look_after,
    progress,
    report_plan,
    report_run,
    report_stale_word,
    report_word,
)
from worksheetgen.cli.run_options import PlanOptions, PrintOptions, plan_options, print_options
from worksheetgen.cli.screen import say_json
from worksheetgen.cli.wanted import Wanted, named_blueprint, wanted_of
from worksheetgen.cli.wishes import WishOptions, wish_options
from worksheetgen.delivery import deliver_pictures
from worksheetgen.delivery.disk import real_path
from worksheetgen.delivery.workroom import can_resume
from worksheetgen.model.bank import Bank
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.protection import Password
from worksheetgen.run.changes import Changes
from worksheetgen.run.looking import CONTACT_SHEET, PREVIEWS, PlannedPages
from worksheetgen.run.plan import Plan
from worksheetgen.run.plan_facts import facts_of
from worksheetgen.run.planning import plan_run
from worksheetgen.run.printing import check_plan, print_run
from worksheetgen.run.request import OUTPUT, RANDOM_SEED, UnnamedPapers, default_folder
from worksheetgen.run.workers import Workers


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
    _print(named_blueprint(blueprint, planning, read_bank), planning, printing)


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
    _print(wanted_of(blueprint, wish, planning, read_bank), planning, printing)


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
    plan = _planned(wanted_of(blueprint, wish, planning, read_bank), planning)
    if planning.preview:
        _preview(plan, planning.preview)
    if as_json:
        say_json(facts_of(plan))
    else:
        report_plan(plan)
        if planning.seed == RANDOM_SEED:
            click.echo(f"To print this very draw, give --seed {plan.request.seed} instead of {RANDOM_SEED}.")


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
