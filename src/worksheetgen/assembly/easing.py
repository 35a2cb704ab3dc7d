"""A blueprint and what a paper has to the blueprint that this paper meets: how the nearest paper becomes a plan."""

from __future__ import annotations

from collections.abc import Callable

from worksheetgen.assembly.admission import CHECKING_FROM, CHECKING_MINUTES
from worksheetgen.assembly.demands import Ease
from worksheetgen.model.blueprint import Activity, Blueprint, Bound, Section
from worksheetgen.value import replace

PAPER = -1
"""In place of a section's number: the whole paper."""


def without_required(id: str) -> Ease:
    """Require the question no more."""
    return lambda blueprint, _: replace(
        blueprint, require=tuple(other for other in blueprint.require if other != id)
    )


def marks_eased(number: int) -> Ease:
    """Give the section of that number as many marks as the paper has there."""
    return lambda blueprint, amount: _with_section(
        blueprint, number, lambda section: replace(section, marks=amount)
    )


def count_eased(number: int) -> Ease:
    """Widen the number of questions of the section to what the paper has there."""

    def ease(blueprint: Blueprint, amount: int) -> Blueprint:
        return _with_section(
            blueprint,
            number,
            lambda section: replace(
                section,
                questions_low=min(section.questions_low, amount),
                questions_high=max(section.questions_high, amount),
            ),
        )

    return ease


def without_activity(number: int, activity: Activity) -> Ease:
    """Take the activity out of the section of that number."""

    def change(section: Section) -> Section:
        others = tuple(other for other in section.activities if other != activity)
        return replace(section, activities=others, questions_low=len(others), questions_high=len(others))

    return lambda blueprint, _: _with_section(blueprint, number, change)


def bound_eased(bound: Bound, number: int) -> Ease:
    """Widen the bound, of the section of that number or of the `PAPER`, to the amount."""

    def ease(blueprint: Blueprint, amount: int) -> Blueprint:
        wider = replace(bound, at_least=min(bound.at_least, amount), at_most=max(bound.at_most, amount))

        def widened(bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
            return tuple(wider if one == bound else one for one in bounds)

        if number == PAPER:
            return replace(blueprint, bounds=widened(blueprint.bounds))
        return _with_section(
            blueprint, number, lambda section: replace(section, bounds=widened(section.bounds))
        )

    return ease


def minutes_eased(blueprint: Blueprint, needed: int) -> Blueprint:
    """Allow so many minutes that the questions, which need `needed`, fit in."""
    kept = CHECKING_MINUTES if max(blueprint.minutes, needed) >= CHECKING_FROM else 0
    return replace(blueprint, minutes=needed + kept)


def unchanged(blueprint: Blueprint, _: int) -> Blueprint:
    """For what a blueprint has no field of its own for, such as the marks of another form."""
    return blueprint


def _with_section(blueprint: Blueprint, number: int, change: Callable[[Section], Section]) -> Blueprint:
    sections = blueprint.sections
    return replace(
        blueprint, sections=(*sections[:number], change(sections[number]), *sections[number + 1 :])
    )
