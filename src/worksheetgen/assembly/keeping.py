"""What stands of an earlier draw, and what can stand in one question's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from worksheetgen.assembly.checking import mismatches, violations
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.draw import Draw, Selection
from worksheetgen.model.question import Question
from worksheetgen.value import replace


def stands(blueprint: Blueprint, unit: Unit, forms: Sequence[Selection]) -> bool:
    """Whether these are the forms of a paper that meets the blueprint, of questions that the unit still has."""
    return (
        len(forms) == blueprint.forms
        and all(_holds(blueprint, unit, form) for form in forms)
        and not mismatches(blueprint, unit, forms)
    )


def own_forms(
    blueprint: Blueprint, unit: Unit, standing: Draw, forms: Sequence[Selection]
) -> tuple[Selection, ...]:
    """The forms of single students, with their swaps made again in the class's `forms` of now.

    One is left out where a question that was swapped is no longer in its place, or the paper that comes of it does
    not meet the blueprint any more: that student sits the class's form again.
    """
    before = {form.form: form for form in standing.forms}
    now = {form.form: form for form in forms}
    made = (
        now[own.letter].with_swaps(swaps, own.student)
        for own in standing.own
        if own.letter in now
        for swaps in [dict(_swaps(before[own.letter], own))]
        if swaps.keys() <= now[own.letter].ids
    )
    return _apart(forms, (form for form in made if _holds(blueprint, unit, form)))


def _apart(forms: Sequence[Selection], own: Iterable[Selection]) -> tuple[Selection, ...]:
    """The forms of single students that are not one of the class's `forms` again, after everything was swapped back."""
    ids = {form.form: form.ids for form in forms}
    return tuple(form for form in own if form.ids != ids[form.letter])


def _swaps(form: Selection, own: Selection) -> Iterator[tuple[str, str]]:
    """Which question of the class's form has which other one in its place on the student's own."""
    for ids, others in zip(form.sections, own.sections, strict=True):
        yield from zip(sorted({*ids} - {*others}), sorted({*others} - {*ids}), strict=False)


def _holds(blueprint: Blueprint, unit: Unit, form: Selection) -> bool:
    return form.ids <= unit.by_id.keys() and not violations(blueprint, unit, form)


# ---- one question for another --------------------------------------------------------------------


def swapped(draw: Draw, swaps: Mapping[str, str], student: str = "", form: str = "") -> Draw:
    """The draw with other questions, all at once, by the ids of those that they replace.

    They come on everybody's paper, or on that of one student alone: `form` is the name of the form that the `student`
    sits; both are "" for everybody.
    """
    if not student:
        forms = tuple(one.with_swaps(swaps) for one in draw.forms)
        return replace(draw, forms=forms, own=_apart(forms, (one.with_swaps(swaps) for one in draw.own)))
    (sat,) = (one for one in draw.all_forms if one.form == form)
    others = (one for one in draw.own if one.student != student)
    return replace(draw, own=_apart(draw.forms, (*others, sat.with_swaps(swaps, student))))


def alternatives(
    blueprint: Blueprint, unit: Unit, draw: Draw, question: str, student: str = "", form: str = ""
) -> tuple[Question, ...]:
    """The questions that could stand in the place of one, the most alike first; () where there are none.

    Each leaves everything that the blueprint asks met, parallel forms parallel, and the marks of the paper as they
    are. `student` and `form` are as in `swapped`. Questions are alike by sources, kinds, first topic, objectives,
    difficulty and minutes, in this order.
    """
    old, taken = unit.by_id[question], _taken(draw, question, form, parallel=not blueprint.by_form)
    candidates = sorted(
        (one for one in unit.questions if one.id not in taken and one.marks == old.marks),
        key=lambda one: (*_unlikeness(old, one), one.id),
    )
    return tuple(
        one
        for one in candidates
        if _fits(blueprint, unit, draw, swapped(draw, {question: one.id}, student, form))
    )


def fit_together(blueprint: Blueprint, unit: Unit, draw: Draw, swaps: Mapping[str, str]) -> bool:
    """Whether other questions can come on everybody's paper all at once, by the ids of those that they replace.

    Each has the marks of the one that goes; together they leave met what `alternatives` says, even if some of them
    would not by themselves.
    """
    return (
        swaps.keys() <= draw.ids
        and unit.by_id.keys() >= set(swaps.values())
        and all(unit.by_id[old].marks == unit.by_id[new].marks for old, new in swaps.items())
        and _fits(blueprint, unit, draw, swapped(draw, swaps))
    )


def _taken(draw: Draw, question: str, form: str, *, parallel: bool) -> frozenset[str]:
    """The ids of questions that cannot come: those on the papers that a swap changes.

    Those on the class's other forms too where forms are `parallel`. So a student can have back what the class has, and
    the class can have what one student has already.
    """
    if not form:
        papers = [one for one in draw.all_forms if question in one.ids or (parallel and not one.student)]
    else:
        (sat,) = (one for one in draw.all_forms if one.form == form)
        papers = [sat, *(one for one in draw.forms if parallel and one.form != sat.letter)]
    return frozenset[str]().union(*(one.ids for one in papers))


def _fits(blueprint: Blueprint, unit: Unit, before: Draw, after: Draw) -> bool:
    """Whether the forms that a swap changed still meet the blueprint, and parallel ones are parallel."""
    changed = [form for form in after.all_forms if form not in before.all_forms]
    if any(violations(blueprint, unit, form) for form in changed):
        return False
    return after.forms == before.forms or not mismatches(blueprint, unit, after.forms)


def _unlikeness(one: Question, other: Question) -> tuple[bool | int, ...]:
    """How unlike two questions are: less is more alike, the first number before the second."""
    return (
        one.sources != other.sources,
        one.kinds != other.kinds,
        one.topic != other.topic,
        one.objectives != other.objectives,
        abs(one.difficulty - other.difficulty),
        abs(one.minutes - other.minutes),
    )
