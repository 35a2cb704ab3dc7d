"""The order of the mark scheme, which is decided when a run is planned, and the numbers that follow from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from worksheetgen.composition import (
    SchemeNumbers,
    choices_first,
    in_table,
    numbers_by_question,
    scheme_numbers,
)
from worksheetgen.english import counted
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.run.papers import RunPapers
from worksheetgen.run.request import RunRequest
from worksheetgen.value import replace
from worksheetgen.variation import arrange

RENUMBERED = 10
"""So many questions are named whose numbers are others now; the rest are counted."""


def numbers_of(request: RunRequest, draw: Draw) -> SchemeNumbers:
    """The numbers of what was drawn, or of what the record of a run says that was printed."""
    return scheme_numbers(RunPapers(request, ()).of_each_form(draw.all_forms))


def ordered_draw(request: RunRequest, draw: Draw) -> Draw:
    """The draw with its questions in the order of a mark scheme, those that its table of choices has first.

    Where a run stands, what stays keeps its place, and what came has the place of what went. Else it is the order in
    which the first paper without a name asks, whichever class sits it: one that is copied for all has the scheme's
    order, and classes that sit the same questions have the same scheme.
    """
    run = request.standing
    standing = {form.form: form for form in run.draw.all_forms} if run else {}
    seed = replace(request, class_list=replace(request.class_list, name="")).order_seed

    def ordered(number: int, form: Selection) -> Selection:
        before = standing.get(form.form)
        if before and 2 * len(before.ids & form.ids) >= len(form.ids):
            places = zip(form.sections, (*before.sections, *[()] * len(form.sections)), strict=False)
            return replace(form, sections=tuple(tuple(_placed(ids, stood)) for ids, stood in places))
        by_task = request.blueprint.by_task
        asked = arrange(form, request.unit, str(number), seed, by_task=by_task).sections
        return replace(form, sections=tuple(tuple(one.id for one in section) for section in asked))

    forms = tuple(ordered(number, form) for number, form in enumerate(draw.forms, 1))
    own = tuple(ordered(number, form) for number, form in enumerate(draw.own, len(forms) + 1))
    return with_choices_first(request, replace(draw, forms=forms, own=own))


def with_choices_first(request: RunRequest, draw: Draw) -> Draw:
    """The draw with the questions of the scheme's table of choices first in each section, all others as they stand."""
    forms, own = (
        tuple(choices_first(form, request.blueprint, request.unit) for form in forms)
        for forms in (draw.forms, draw.own)
    )
    return replace(draw, forms=forms, own=own)


def stand_alike(request: RunRequest, ids: Collection[str]) -> bool:
    """Whether the questions with these ids stand all in the scheme’s tables of choices, or all below them.

    Then one that takes another's place moves none, and swaps one by one come to what they do all at once.
    """
    return len({in_table(request.unit.by_id[id], 0) for id in ids}) < 2


def _placed(ids: Sequence[str], stood: Sequence[str]) -> Iterator[str]:
    """The ids of a section in the order in which they stood, new ones in the places of gone ones, then at the end."""
    new = iter([id for id in ids if id not in stood])
    for id in stood:
        if id in ids:
            yield id
        elif came := next(new, ""):
            yield came
    yield from new


def renumbered(request: RunRequest, numbers: SchemeNumbers) -> str:
    """A sentence on the questions whose numbers are not those of the run that stands, "" where there are none."""
    run, unit, blueprint = request.standing, request.unit, request.blueprint
    if (
        run is None
        or not run.draw.ids <= unit.by_id.keys()
        or any(
            len(form.sections) != len(blueprint.of_form(form.letter).sections) for form in run.draw.all_forms
        )
    ):
        return ""  # what stands is another paper altogether
    before, now = map(numbers_by_question, (numbers_of(request, run.draw), numbers))
    moved = sorted((before[id], now[id]) for id in before.keys() & now.keys() if before[id] != now[id])
    if not moved:
        return ""
    said = [" is now ".join(", ".join(map(str, each)) for each in pair) for pair in moved[:RENUMBERED]]
    more = f"; and {len(moved) - RENUMBERED} more" if len(moved) > RENUMBERED else ""
    return f"Other numbers in the mark scheme ({counted(len(moved), 'question')}): {'; '.join(said)}{more}."
