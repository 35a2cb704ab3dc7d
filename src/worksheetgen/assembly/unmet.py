"""A blueprint of which no further form can be drawn to why, and to the nearest paper as a blueprint that can be."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.assembly.conflicts import eased_plan, nearest_paper
from worksheetgen.assembly.drawing import drawn_forms, next_form
from worksheetgen.assembly.explaining import (
    MESSAGE_LENGTH,
    NEAREST,
    described,
    explained,
    nearest_size,
    stand_against,
    within,
)
from worksheetgen.assembly.programme import programme_of
from worksheetgen.assembly.solving import Exhausted
from worksheetgen.assembly.wording import number_of
from worksheetgen.errors import Problem, UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Selection
from worksheetgen.value import replace


def why_unmet(
    blueprint: Blueprint, unit: Unit, seed: str, forms: Sequence[Selection], why: str
) -> UnmetBlueprint:
    """Why no further form can be drawn, and the nearest paper as a blueprint that can be."""
    programme = programme_of(blueprint, unit, forms, unit.by_id)
    try:
        nearest = nearest_paper(programme)
    except Exhausted:
        what = "No paper meets the blueprint; which one comes nearest was not settled."
        last = Problem(blueprint.place, what, "Ask for fewer marks or questions, or take bounds out.")
        return UnmetBlueprint((), last, None)
    plan: Blueprint | None
    problems: tuple[Problem, ...]
    if forms:
        against = stand_against(nearest, programme)
        problems = (_starved(blueprint, f"{why} Form {next_form(forms)} stood against: {against}"),)
        plan, has = _with_other_forms(blueprint, unit, seed, forms)
    else:
        problems = explained(nearest, programme, blueprint)
        plan, has = eased_plan(nearest, programme, blueprint), described(nearest, programme, blueprint)
        if plan and plan.forms > 1 and len(found := _found(plan, unit, seed)) < plan.forms:
            plan, of_forms = _with_other_forms(plan, unit, seed, found)
            has = f"{has} {of_forms}"
    remedy = "Add --nearest to print it." if plan else "Ask for something else, or add questions."
    last = Problem(blueprint.place, has, remedy)
    size = nearest_size(nearest, programme)
    return UnmetBlueprint(within(MESSAGE_LENGTH, problems, last), last, plan, size)


def _with_other_forms(
    blueprint: Blueprint, unit: Unit, seed: str, found: Sequence[Selection]
) -> tuple[Blueprint, str]:
    """The blueprint with as many parallel forms that share more questions, or else with those found alone.

    Forms that have all questions in common are none. Beside the blueprint: what is said of it.
    """
    shared, most = blueprint.shared, len(found[0].ids) - 1 if found else 0
    while shared < most:
        shared = min(2 * shared + 1, most)
        more = replace(blueprint, shared=shared)
        if len(_found(more, unit, seed)) == more.forms:
            return more, f"{NEAREST} forms share up to {number_of(shared, 'question')}."
    fewer = max(1, len(found))
    return replace(blueprint, forms=fewer), f"{NEAREST} has {number_of(fewer, 'form')}."


def _found(blueprint: Blueprint, unit: Unit, seed: str) -> Sequence[Selection]:
    """The forms that are drawn, as many as there are."""
    try:
        forms, _ = drawn_forms(blueprint, unit, seed, None, [])
    except UnmetBlueprint:
        return ()
    return forms


def _starved(blueprint: Blueprint, why: str) -> Problem:
    """The first forms can be drawn, and none of those tried leaves another one."""
    what = f"{blueprint.forms} parallel forms {why}."
    return Problem(blueprint.place, what, "Allow ‘shared’ questions or ask for fewer forms.")
