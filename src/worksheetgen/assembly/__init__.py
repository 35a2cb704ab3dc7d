"""Blueprint and Unit to Draw: which questions each form of a paper has, drawn to a proven optimum."""

from __future__ import annotations

from worksheetgen.assembly.admission import expected
from worksheetgen.assembly.by_form import drawn_by_form
from worksheetgen.assembly.checking import mismatches
from worksheetgen.assembly.drawing import BrokenSelection, drawn_forms, form_names
from worksheetgen.assembly.explaining import NEAREST
from worksheetgen.assembly.keeping import alternatives, fit_together, own_forms, stands, swapped
from worksheetgen.assembly.met import MetDemand, met_demands
from worksheetgen.assembly.solving import solver
from worksheetgen.assembly.unmet import why_unmet
from worksheetgen.english import counted
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Draw
from worksheetgen.value import replace

__all__ = [
    "NEAREST",
    "BrokenSelection",
    "MetDemand",
    "alternatives",
    "assemble",
    "expected",
    "fit_together",
    "form_names",
    "met_demands",
    "solver",
    "swapped",
]


def assemble(blueprint: Blueprint, unit: Unit, seed: str, standing: Draw | None = None) -> Draw:
    """Draw the questions of every form of a paper, near-uniformly among all that meet the blueprint.

    A pure function: the optimum of random integer weights, the same on every machine. A draw that is `standing`, of
    an earlier print of the paper, stays as it is where it meets the blueprint; else as many of its questions stay as
    can, in their forms, before weights decide about the rest. A worksheet that cannot fit its sheets is drawn longer,
    and a retake that cannot be parallel to the earlier paper without; the steps say so. Forms with demands of their own
    are drawn each for itself.

    Raises UnmetBlueprint with every demand that fails by itself, or else with those that cannot hold together, and with
    the nearest paper that there is; BrokenSelection for a bug.
    """
    if blueprint.by_form:
        return drawn_by_form(blueprint, unit, standing, lambda own, before: assemble(own, unit, seed, before))
    if standing and stands(blueprint, unit, standing.forms):
        return replace(standing, own=own_forms(blueprint, unit, standing, standing.forms))
    steps: list[str] = []
    forms, why = drawn_forms(blueprint, unit, seed, standing, steps)
    if len(forms) < blueprint.forms and blueprint.sheets:
        steps.append(f"no such paper fits about {counted(blueprint.sheets, 'sheet')}; a longer one was drawn")
        blueprint = replace(blueprint, sheets=0)
        forms, why = drawn_forms(blueprint, unit, seed, standing, steps)
    if len(forms) < blueprint.forms and blueprint.like:
        steps.append("no paper is as hard as the earlier one and has its marks; one that need not was drawn")
        blueprint = replace(blueprint, like=())
        forms, why = drawn_forms(blueprint, unit, seed, standing, steps)
    if len(forms) < blueprint.forms:
        raise why_unmet(blueprint, unit, seed, forms, why)
    if broken := mismatches(blueprint, unit, forms):
        raise BrokenSelection("; ".join(broken))
    own = own_forms(blueprint, unit, standing, forms) if standing else ()
    return Draw(tuple(forms), solver(), tuple(steps), own)
