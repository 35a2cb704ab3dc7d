"""The forms of a paper, drawn one after another or all together, each to the optimum of random weights."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from worksheetgen.assembly.checking import violations
from worksheetgen.assembly.programme import Programme, programme_of
from worksheetgen.assembly.shortlist import may_suffice, shortlist
from worksheetgen.assembly.solving import NODES, Constraint, Exhausted, maximise
from worksheetgen.assembly.together import all_forms
from worksheetgen.errors import Problem, UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.model.question import is_made
from worksheetgen.streams import Stream
from worksheetgen.value import replace

SHORTLIST = 1500
"""Questions that a form is drawn from; more where these cannot make it, fewer where they take too long."""
LEAST = 100
"""A form is drawn from no fewer: where these prove nothing, it is told that nothing is known."""
ATTEMPTS = 8
"""First forms that are tried before parallel ones are called impossible."""
TOGETHER = 1200
"""Columns of all forms together, beyond which they are only drawn one after another."""
TOGETHER_NODES = 100
_WEIGHT_BITS = 24


class BrokenSelection(Exception):
    """The checker disagrees with the programme about a selection: a bug in one of them."""


def drawn_forms(
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
            steps.append(
                f"nothing goes as form {next_form(forms)} with this form A; another form A was drawn"
            )
        forms = []
        while len(forms) < blueprint.forms and (drawn := drawing.form(next_form(forms), forms, attempt)):
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


def next_form(forms: Sequence[Selection]) -> str:
    """The name of the form after these."""
    return form_names(len(forms) + 1)[-1]


def form_names(count: int) -> tuple[str, ...]:
    """A, B, C; after Z come AA, AB."""
    letters = ascii_uppercase
    return tuple(
        (letters[number // 26 - 1] if number >= 26 else "") + letters[number % 26] for number in range(count)
    )


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


def _unsettled(blueprint: Blueprint, form: str, size: int) -> UnmetBlueprint:
    """The solver's nodes proved nothing, however few questions it drew from."""
    what = f"Whether form {form} can be drawn was not settled, not even from {size} questions."
    return UnmetBlueprint(
        (), Problem(blueprint.place, what, "Take a bound out, or ask for fewer forms."), None
    )
