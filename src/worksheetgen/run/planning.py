"""What is asked to a Plan: the questions are drawn, or those that stand are kept, and changed as a person wants.

On a page a plan is looked at again with every change: what it was drawn from, and what could stand in a question's
place, is kept with it. Without:
+26% (docs/performance.md, “what a plan was drawn from kept”, on the page).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from worksheetgen.assembly import NEAREST, assemble, solver
from worksheetgen.cache import cached
from worksheetgen.english import counted
from worksheetgen.errors import InvalidInput, Place, Problem, UnmetBlueprint
from worksheetgen.memory import derived
from worksheetgen.model.bank import Bank, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Draw
from worksheetgen.model.students import ClassList
from worksheetgen.run.changes import Changes
from worksheetgen.run.numbering import ordered_draw
from worksheetgen.run.plan import Plan
from worksheetgen.run.request import (
    AS_USUAL,
    OUTPUT,
    RunRequest,
    UnnamedPapers,
    default_folder,
    request_run,
)
from worksheetgen.run.standing import ClassChanges, draw_that_stands
from worksheetgen.stored import Damaged, decode, encode
from worksheetgen.value import replace

AS_DRAWN = Changes()
MOST_IN_A_NAME = 3
"""So many students are named in the folder of their papers alone; more are counted."""


def plan_run(
    blueprint: Blueprint,
    bank: Bank,
    class_list: ClassList | None = None,
    folder: Path | str | None = None,
    *,
    changes: Changes = AS_DRAWN,
    spares: UnnamedPapers = AS_USUAL,
    only: Sequence[str] = (),
    seed: str = "",
    own_questions: bool = False,
    theme: Path | None = None,
    unlike: Sequence[Path] = (),
    history: Path = OUTPUT,
    nearest: bool = False,
    two_up: bool = False,
) -> Plan:
    """Plan a run, for `print_run` to print as it was seen, into its folder (`output/PAPER-CLASS` unless one is named).

    Without a `class_list` it is unnamed papers alone. With ids in `only` it is these students' papers as they are in
    the run of the whole class, which stands in its usual folder or will. The draw is a function of what the blueprint
    demands, the seed and the draw of the run that stands in the folder, of which as much stays as can. Where no paper
    meets what is asked, `nearest` plans the one that comes nearest to it, and the draw's steps say what it misses. All
    other arguments are as in `request_run`. Raises as it does, UnmetBlueprint where no paper meets the blueprint, and
    InvalidInput where a question to be changed, or a student, is not there.
    """
    whole = default_folder(blueprint, class_list, retake=bool(unlike))
    some = only if len(only) <= MOST_IN_A_NAME else (counted(len(only), "student").replace(" ", "-"),)
    target = Path(folder) if folder else whole.with_name("-".join((whole.name, *some)))
    request_for = partial(
        request_run,
        bank=bank,
        class_list=class_list,
        folder=whole if only else target,
        spares=spares,
        seed=seed,
        own_questions=own_questions,
        theme=theme,
        unlike=unlike,
        history=history,
        two_up=two_up,
    )
    request, class_changes, draw = _drawn(request_for, blueprint, changes, nearest=nearest)
    plan = Plan(target, request, ordered_draw(request, draw), class_changes, history)
    for id in changes.drawn_with:
        if id not in plan.draw.ids:  # of several forms none need have it
            plan = plan.with_question(id, changes.drawn_with)
    plan = plan.with_swaps(changes.instead)
    return plan.only(only) if only else plan


def _drawn(
    request_for: Callable[[Blueprint], tuple[RunRequest, ClassChanges]],
    blueprint: Blueprint,
    changes: Changes,
    *,
    nearest: bool,
) -> tuple[RunRequest, ClassChanges, Draw]:
    """What is drawn for the blueprint, or for the one nearest to it, with the request that this makes.

    A seed that is worked out from the blueprint is another one for the nearest: where no forms come of that, those
    nearest to it are drawn in turn.
    """
    missed: list[str] = []
    while True:
        request, class_changes = request_for(blueprint)
        run, unchanged = request.standing, None
        try:
            stands = draw_that_stands(run, request.blueprint) if run else None
            unchanged = _unchanged(
                request.unit, request.blueprint, request.seed, stands, request.digests.bank
            )
            draw = _changed(request, unchanged, changes)
        except UnmetBlueprint as error:
            if not nearest or error.nearest is None:
                raise
            blueprint = error.nearest
            missed.append(error.problems[-1].what)
            if unchanged:  # then it was sought with the changes, and has what it can have of them
                changes = replace(changes, keep=(), kept_then=(), out=())
        else:
            # A draw that stands says what it missed of what was asked then.
            steps = (step for step in draw.steps if not step.startswith(NEAREST))
            return request, class_changes, replace(draw, steps=(*missed, *steps))


@derived
def _unchanged(unit: Unit, blueprint: Blueprint, seed: str, stands: Draw | None, bank: str) -> Draw:
    """What is drawn before anything is changed: on a page it is asked for again with every change.

    What was drawn with nothing standing is kept, as by default the next class, and who prints what was planned, draws
    the same: to draw the bundled unit test takes a tenth of the whole run for a class of 30 on average, four forms of
    it a fifth. `bank` is the digest of the bank that the unit comes from. Another version of the solver draws anew, so
    that a seed gives the same paper whatever was printed before.
    """
    if stands:
        return assemble(blueprint, unit, seed, stands)

    def read(found: bytes) -> Draw:
        draw = decode(found, Draw)
        if not draw.ids <= unit.by_id.keys():
            raise Damaged("a draw of questions that the unit does not have")
        return draw

    made_from = encode((bank, solver(), blueprint, seed)).decode()
    return cached("draw", made_from, lambda: encode(assemble(blueprint, unit, seed)), read, most=64)


def _changed(request: RunRequest, draw: Draw, changes: Changes) -> Draw:
    """The draw with what is to be kept and without what is to be left out; all others as they were, or drawn again."""
    blueprint, unit = request.blueprint, request.unit
    unknown = [id for id in (*changes.drawn_with, *changes.out) if id not in unit.by_id]
    if unknown:
        what, remedy = "The unit has no such question.", "Look it up with: worksheetgen bank search WORDS."
        raise InvalidInput(Problem(Place(id), what, remedy) for id in unknown)
    if both := changes.contradictions:
        what, remedy = "This question is both to be on the paper and not to be.", "Ask for one of the two."
        raise InvalidInput(Problem(Place(id), what, remedy) for id in both)
    if not (changes.drawn_with or changes.out or changes.again):
        return draw
    # What is required is on every parallel form; of several of these a question is to be on one.
    keep = changes.drawn_with if blueprint.forms == 1 or blueprint.by_form else ()
    asked = replace(
        blueprint,
        exclude=tuple(sorted({*blueprint.exclude, *changes.out})),
        require=tuple(sorted({*blueprint.require, *keep})),
    )
    if changes.again:
        return assemble(asked, unit, changes.again, draw.among(changes.drawn_with))
    return assemble(asked, unit, request.seed, draw)
