"""Forms that have demands of their own, each drawn for itself, to one Draw."""

from __future__ import annotations

from collections.abc import Callable

from worksheetgen.assembly.admission import misfit
from worksheetgen.assembly.explaining import MESSAGE_LENGTH, NEAREST, within
from worksheetgen.assembly.keeping import own_forms
from worksheetgen.assembly.solving import solver
from worksheetgen.english import NAMED, counted
from worksheetgen.errors import Problem, UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, FormDemands
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.value import replace

ONLY = "A"
"""The name of a form that is drawn alone. All are drawn under it, from the same weights: so forms that ask for the same
topics have many questions in common, and one mark scheme for all of them stays short."""

LISTED = 6
"""So many sheets are named whose nearest ones are told; more are counted."""

DrawOne = Callable[[Blueprint, Draw | None], Draw]
"""Draws the only form of a blueprint, from a draw that stands, if there is one; raises UnmetBlueprint."""


def drawn_by_form(blueprint: Blueprint, unit: Unit, standing: Draw | None, draw: DrawOne) -> Draw:
    """Draw every form of `by_form`; what stands of a form stays as far as it meets that form's demands.

    What the blueprint requires is on each form whose demands it does not break. Raises UnmetBlueprint with what is
    missing on any of the forms, and the blueprint with the nearest of each.
    """
    before = {form.form: form for form in standing.forms} if standing else {}
    forms: list[Selection] = []
    steps: list[str] = []
    unmet: dict[str, UnmetBlueprint] = {}
    for own in blueprint.by_form:
        stood = before.get(own.form)
        alone = Draw((replace(stood, form=ONLY),), solver(), ()) if stood else None
        try:
            drawn = _drawn(blueprint.of_form(own.form), unit, alone, draw)
        except UnmetBlueprint as error:
            unmet[own.form] = error
        else:
            forms.append(replace(drawn.forms[0], form=own.form))
            steps += (f"form {own.form}: {step}" for step in drawn.steps)
    if unmet:
        raise _unmet(blueprint, unmet)
    asked = replace(blueprint, require=())
    alone_forms = own_forms(asked, unit, standing, forms) if standing else ()
    return Draw(tuple(forms), solver(), tuple(steps), alone_forms)


def _drawn(asked: Blueprint, unit: Unit, standing: Draw | None, draw: DrawOne) -> Draw:
    """The draw of one form, with what is required if that can be there."""
    fitting = tuple(
        id
        for id in asked.require
        if id in unit.by_id and not all(misfit(section, unit.by_id[id]) for section in asked.sections)
    )
    try:
        return draw(replace(asked, require=fitting), standing)
    except UnmetBlueprint:
        if not fitting:
            raise
        return draw(replace(asked, require=()), standing)


def _unmet(blueprint: Blueprint, unmet: dict[str, UnmetBlueprint]) -> UnmetBlueprint:
    """The first thing that is wrong with each of these forms, with those for whom it is, and the nearest of all."""
    whose = {own.form: _whose(own) for own in blueprint.by_form}
    problems = [
        Problem(blueprint.place, f"For {whose[form]}: {error.problems[0].what}", error.problems[0].remedy)
        for form, error in unmet.items()
    ]
    nearest = {form: error.nearest for form, error in unmet.items() if error.nearest}
    if len(nearest) < len(unmet):
        without = "; ".join(whose[form] for form in unmet if form not in nearest)
        last = Problem(
            blueprint.place, f"No sheet comes near for {without}.", "Ask for less, or add questions."
        )
        return UnmetBlueprint(within(MESSAGE_LENGTH, problems, last), last, None)
    sizes = [f"{error.size} for {whose[form]}" for form, error in unmet.items()]
    others = [f"and so on for {len(sizes) - LISTED} more"] if len(sizes) > LISTED else []
    has = f"{NEAREST} sheets have {'; '.join([*sizes[:LISTED], *others])}."
    last = Problem(blueprint.place, has, "Add --nearest to print them.")
    return UnmetBlueprint(within(MESSAGE_LENGTH, problems, last), last, _with_nearest(blueprint, nearest))


def _with_nearest(blueprint: Blueprint, nearest: dict[str, Blueprint]) -> Blueprint:
    """The blueprint with what the nearest paper of each of these forms has."""
    by_form = (
        replace(own, sections=nearest[own.form].sections) if own.form in nearest else own
        for own in blueprint.by_form
    )
    return replace(blueprint, by_form=tuple(by_form))


def _whose(own: FormDemands) -> str:
    """`003 and 007`; of many students how many there are."""
    return " and ".join(own.students) if len(own.students) <= NAMED else counted(len(own.students), "pupil")
