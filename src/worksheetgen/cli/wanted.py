"""What was typed, to what is to be drawn, from which bank and for whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from worksheetgen.blueprint import from_data, school_folders, with_activity_section, with_school
from worksheetgen.cli.report import look_after, report_reading
from worksheetgen.cli.run_options import PlanOptions
from worksheetgen.cli.wishes import WishOptions
from worksheetgen.errors import OutputExists
from worksheetgen.model.bank import Bank
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.students import ClassList
from worksheetgen.model.tier import Tier
from worksheetgen.run.classes import open_class
from worksheetgen.run.history import read_run
from worksheetgen.run.request import load_blueprint, unit_of, wished_blueprint
from worksheetgen.value import Value


class Wanted(Value):
    """What is to be drawn from which bank, and for whom: the class, or None for unnamed papers alone.

    `spares` are the unnamed papers beside a class, None for as many as usual.
    """

    blueprint: Blueprint
    bank: Bank
    class_list: ClassList | None
    spares: int | None


def wanted_of(
    name: str | None, wish: WishOptions, planning: PlanOptions, read_bank: Callable[[], Bank]
) -> Wanted:
    """The blueprint of that name, or one made from what was wished. UsageError for both or neither."""
    if bool(name) == wish.anything:
        raise click.UsageError(
            "Give either a BLUEPRINT or what the worksheet is made of, such as --topic kirov or --activity cloze."
        )
    if name:
        return named_blueprint(name, planning, read_bank)
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


def named_blueprint(name: str, planning: PlanOptions, read_bank: Callable[[], Bank]) -> Wanted:
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
