"""Blueprint and Unit to Draw: which questions each form of a paper has, drawn to a proven optimum."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from worksheetgen.assembly.admission import expected
from worksheetgen.assembly.by_form import drawn_by_form
from worksheetgen.assembly.checking import mismatches, violations
from worksheetgen.assembly.conflicts import eased_plan, nearest_paper
from worksheetgen.assembly.explaining import (
    MESSAGE_LENGTH,
    NEAREST,
    described,
    explained,
    nearest_size,
    stand_against,
    within,
)
from worksheetgen.assembly.keeping import alternatives, fit_together, own_forms, stands, swapped
from worksheetgen.assembly.met import MetDemand, met_demands
from worksheetgen.assembly.programme import Programme, programme_of
from worksheetgen.assembly.shortlist import may_suffice, shortlist
from worksheetgen.assembly.solving import NODES, Constraint, Exhausted, maximise, solver
from worksheetgen.assembly.together import all_forms
from worksheetgen.assembly.wording import number_of
from worksheetgen.english import counted
from worksheetgen.errors import Problem, UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Draw, Selection
from worksheetgen.model.question import is_made
from worksheetgen.streams import Stream
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
    "stands",
    "swapped",
]

SHORTLIST = 1500
"""Questions that a form is drawn from; more where these cannot make it, fewer where they take too long."""
LEAST = 100
ATTEMPTS = 8
"""First forms that are tried before parallel ones are called impossible."""
TOGETHER = 1200
"""Columns of all forms together, beyond which they are only drawn one after another."""
TOGETHER_NODES = 100
_WEIGHT_BITS = 24


class BrokenSelection(Exception):
    """The checker disagrees with the programme about a selection: a bug in one of them."""


def assemble(blueprint: Blueprint, unit: Unit, seed: str, standing: Draw | None = None) -> Draw:
    """Draw the questions of every form of a paper, near-uniformly among all that meet the blueprint.

    A pure function: the optimum of random integer weights, the same on every machine. A draw that is `standing`, of
    an earlier print of the paper, stays as it is where it meets the blueprint; else as many of its questions stay as
    can, in their forms, before weights decide about the rest. A worksheet that cannot fit its sheets is drawn longer,
    and a retake that cannot be parallel to the earlier paper without; the steps say so. Forms with demands of their own
    are drawn each for itself.

    Raises UnmetBlueprint with every demand that fails by itself, or else with those that cannot hold together, and with
    the nearest paper that there is.
    """
    if blueprint.by_form:
        return drawn_by_form(blueprint, unit, standing, lambda own, before: assemble(own, unit, seed, before))
    if standing and stands(blueprint, unit, standing.forms):
        return replace(standing, own=own_forms(blueprint, unit, standing, standing.forms))
    steps: list[str] = []
    forms, why = _forms(blueprint, unit, seed, standing, steps)
    if len(forms) < blueprint.forms and blueprint.sheets:
        steps.append(f"no such paper fits about {counted(blueprint.sheets, 'sheet')}; a longer one was drawn")
        blueprint = replace(blueprint, sheets=0)
        forms, why = _forms(blueprint, unit, seed, standing, steps)
    if len(forms) < blueprint.forms and blueprint.like:
        steps.append("no paper is as hard as the earlier one and has its marks; one that need not was drawn")
        blueprint = replace(blueprint, like=())
        forms, why = _forms(blueprint, unit, seed, standing, steps)
    if len(forms) < blueprint.forms:
        raise _unmet(blueprint, unit, seed, forms, why)
    if broken := mismatches(blueprint, unit, forms):
        raise BrokenSelection("; ".join(broken))
    own = own_forms(blueprint, unit, standing, forms) if standing else ()
    return Draw(tuple(forms), solver(), tuple(steps), own)


def _forms(
    blueprint: Blueprint, unit: Unit, seed: str, standing: Draw | None, steps: list[str]
) -> tuple[Sequence[Selection], str]:
    """All forms; or those of the last attempt before one that cannot be drawn, and why there are no more.

    Forms are drawn one after another; where the others cannot be made parallel to the first, another first form
    is drawn, and at last all together. What was tried joins the steps.
    """
    drawing = _Drawing(blueprint, unit, seed, standing, steps)
    forms: list[Selection] = []
    for attempt in range(ATTEMPTS):
        if forms:
            steps.append(f"nothing goes as form {_next(forms)} with this form A; another form A was drawn")
        forms = []
        while len(forms) < blueprint.forms and (drawn := drawing.form(_next(forms), forms, attempt)):
            forms.append(drawn)
        if len(forms) == blueprint.forms:
            return forms, ""
        if not forms:
            return (), ""
    try:
        together = drawing.together()
    except Exhausted:
        return forms, f"were not found: none beside {ATTEMPTS} different first ones."
    if not together:
        return forms, "do not exist: no choice of all together has them."
    steps.append("all forms were drawn together")
    return together, ""


def _next(forms: Sequence[Selection]) -> str:
    """The name of the form after these."""
    return form_names(len(forms) + 1)[-1]


def _unmet(
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
        problems = (_starved(blueprint, f"{why} Form {_next(forms)} stood against: {against}"),)
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
        forms, _ = _forms(blueprint, unit, seed, None, [])
    except UnmetBlueprint:
        return ()
    return forms


def _unsettled(blueprint: Blueprint, form: str, size: int) -> UnmetBlueprint:
    """The solver's nodes proved nothing, however few questions it drew from."""
    what = f"Whether form {form} can be drawn was not settled, not even from {size} questions."
    return UnmetBlueprint(
        (), Problem(blueprint.place, what, "Take a bound out, or ask for fewer forms."), None
    )


def _starved(blueprint: Blueprint, why: str) -> Problem:
    """The first forms can be drawn, and none of those tried leaves another one."""
    what = f"{blueprint.forms} parallel forms {why}."
    return Problem(blueprint.place, what, "Allow ‘shared’ questions or ask for fewer forms.")


def form_names(count: int) -> tuple[str, ...]:
    """A, B, C; after Z come AA, AB."""
    letters = ascii_uppercase
    return tuple(
        (letters[number // 26 - 1] if number >= 26 else "") + letters[number % 26] for number in range(count)
    )


def _drawn(
    weights: Sequence[int],
    kept: Sequence[int],
    uppers: Sequence[int],
    constraints: Sequence[Constraint],
    nodes: int,
) -> tuple[int, ...] | None:
    """The columns that keep most of what stands and, of these choices, have the most weight; None for no choice.

    `kept` is what each column is worth as one that stands, all 0 where nothing does. Two programmes, one after the
    other, as a single one would need costs of more digits than a solver's numbers have.
    """
    if any(kept):
        most = maximise(kept, uppers, constraints, nodes)
        if most is None:
            return None
        worth = sum(each * taken for each, taken in zip(kept, most, strict=True))
        terms = tuple((column, each) for column, each in enumerate(kept) if each)
        constraints = (*constraints, Constraint(terms, worth, sum(kept)))
    return maximise(weights, uppers, constraints, nodes)


class _Drawing:
    """The draws of one run, and the steps that they took."""

    def __init__(
        self, blueprint: Blueprint, unit: Unit, seed: str, standing: Draw | None, steps: list[str]
    ) -> None:
        self.blueprint, self.unit, self.seed, self.steps = blueprint, unit, seed, steps
        self.standing = {form.form: form for form in standing.forms} if standing else {}

    def form(self, form: str, earlier: Sequence[Selection], attempt: int) -> Selection | None:
        """One form beside the earlier ones; None where there is none.

        From a shortlist, which doubles until it makes the form or is the whole bank, and halves where no
        optimum is proven within the solver's nodes. Raises UnmetBlueprint where the least proves nothing.
        """
        size, shrinking = SHORTLIST, False
        while True:
            among = shortlist(self.blueprint, self.unit, self.seed, form, size) | self._standing_ids(form)
            programme = programme_of(self.blueprint, self.unit, earlier, among)
            constraints = (*programme.structure, *(demand.constraint for demand in programme.demands))
            weights, kept = self._weights(programme, form, attempt), self._kept(programme, form)
            try:
                drawn = _drawn(weights, kept, [1] * programme.width, constraints, NODES)
            except Exhausted:
                drawn, shrinking = None, True
            if drawn is not None:
                return self._selection(programme, drawn, form)
            if shrinking:
                size = min(size, len(among)) // 2
                if size < LEAST:
                    raise _unsettled(self.blueprint, form, len(among))
            elif len(among) == len(self.unit.questions) or not may_suffice(self.blueprint, self.unit):
                return None
            else:
                size = min(2 * size, len(self.unit.questions))
            self.steps.append(f"form {form}: drawn from {size} questions instead")

    def together(self) -> tuple[Selection, ...]:
        """All forms at once, () where there are none. Raises Exhausted where that is too large or too hard to tell.

        Forms that share nothing are looked for first: they serve too, and are found more easily.
        """
        if self.blueprint.shared:
            try:
                if apart := self._together(replace(self.blueprint, shared=0)):
                    return apart
            except Exhausted:
                self.steps.append("whether forms can share nothing was not settled")
        return self._together(self.blueprint)

    def _together(self, blueprint: Blueprint) -> tuple[Selection, ...]:
        programme = programme_of(blueprint, self.unit, (), self.unit.by_id)
        width, names = programme.width, form_names(blueprint.forms)
        if width * len(names) > TOGETHER:
            raise Exhausted
        uppers, constraints = all_forms(blueprint, programme)
        costs = [weight for form in names for weight in self._weights(programme, form, 0)]
        kept = [worth for form in names for worth in self._kept(programme, form)]
        rest = [0] * (len(uppers) - len(costs))
        drawn = _drawn(costs + rest, kept + rest, uppers, constraints, TOGETHER_NODES)
        if drawn is None:
            return ()
        return tuple(
            self._selection(programme, drawn[number * width : (number + 1) * width], form)
            for number, form in enumerate(names)
        )

    def _weights(self, programme: Programme, form: str, attempt: int) -> list[int]:
        """Centred integers, as positive ones would fill every paper with as many small questions as it takes.

        One for each section from the question's own stream: a question in one of two sections is two draws. What was
        made for the run (`cloze:5-6:v1`) has that of its version, as those of one version keep apart what they ask.
        """
        again = (str(attempt),) if attempt else ()
        sections = range(len(self.blueprint.sections))
        half = 1 << _WEIGHT_BITS - 1
        by_id = {}
        for id in sorted({question.id for question, _ in programme.pairs}):
            stream = Stream(self.seed, "draw", form, id.rpartition(":")[2], *again)
            own = [stream.below(2 * half) - half for _ in sections]
            by_id[id] = [own[0]] * len(own) if is_made(id) else own
        weights = [by_id[question.id][number] for question, number in programme.pairs]
        return weights + [0] * (programme.width - len(weights))

    def _standing_ids(self, form: str) -> frozenset[str]:
        """The ids of the questions that stand in that form, of those that the unit still has."""
        return self.standing[form].ids & self.unit.by_id.keys() if form in self.standing else frozenset()

    def _kept(self, programme: Programme, form: str) -> list[int]:
        """What it is worth to keep each column: that a question stands, and one more that it stands in that section.

        All that a draw has in their sections are worth less than one more question that stands.
        """
        standing, staying = self._standing_ids(form), 1 + sum(len(one.ids) for one in self.standing.values())
        sections = self.standing[form].sections if form in self.standing else ()
        worth = [
            staying + (number < len(sections) and question.id in sections[number])
            if question.id in standing
            else 0
            for question, number in programme.pairs
        ]
        return worth + [0] * (programme.width - len(worth))

    def _selection(self, programme: Programme, drawn: tuple[int, ...], form: str) -> Selection:
        """The chosen columns as ids by section, checked afresh; columns are sorted by id."""
        chosen = [pair for pair, taken in zip(programme.pairs, drawn, strict=False) if taken]
        sections = range(len(self.blueprint.sections))
        selection = Selection(
            form, tuple(tuple(q.id for q, number in chosen if number == n) for n in sections)
        )
        if broken := violations(self.blueprint, self.unit, selection):
            raise BrokenSelection("; ".join(broken))
        return selection
