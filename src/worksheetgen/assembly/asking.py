"""What a blueprint asks of a paper, as demands on the columns of an integer programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from worksheetgen.assembly.admission import (
    CHECKING_MINUTES,
    amount_towards,
    lacks_its_wording,
    minutes_allowed,
    misfit,
    sources_to_add,
)
from worksheetgen.assembly.demands import Demand, Pairs
from worksheetgen.assembly.easing import (
    PAPER,
    bound_eased,
    count_eased,
    marks_eased,
    minutes_eased,
    without_activity,
    without_required,
)
from worksheetgen.assembly.solving import Constraint
from worksheetgen.assembly.wording import (
    bound_span,
    count_of,
    measured,
    number_of,
    questions_of,
    section_name,
    some_of,
    span,
)
from worksheetgen.memory import derived
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Measure, Section
from worksheetgen.model.question import Question

# How dear it is to miss a demand by one when the nearest paper is sought. A required question was chosen by hand, so it
# is worth more than a mark or two; marks are what a paper is known by; a bound or a minute more is missed least.
_REQUIRED = 250
_MARK = 50
_QUESTION = 100
_QUESTION_BESIDE_MARKS = 20
_MINUTE = 20
_REASONS = 3
"""So many sections say why they do not take a required question."""
# A twentieth of a mark that a class is expected to earn is the least of all.
_OF_BOUND = {Measure.MARKS: 5, Measure.QUESTIONS: 15, Measure.EXPECTED_SCORE: 1}


def asked(blueprint: Blueprint, unit: Unit, pairs: Pairs) -> tuple[Demand, ...]:
    """What the blueprint itself demands of a paper, as constraints on these columns."""
    demands = [_required(blueprint, id, unit, pairs) for id in blueprint.require]
    for number, section in enumerate(blueprint.sections):
        placed = tuple((column, q) for column, (q, n) in enumerate(pairs) if n == number)
        demands += _of_section(blueprint, number, unit, placed)
        demands += [_bound(bound, blueprint, number, unit, placed) for bound in section.bounds]
    everywhere = tuple((column, q) for column, (q, _) in enumerate(pairs))
    demands += [_bound(bound, blueprint, PAPER, unit, everywhere) for bound in blueprint.bounds]
    if blueprint.minutes:
        demands.append(_timed(blueprint, everywhere))
    return tuple(demands)


def _required(blueprint: Blueprint, id: str, unit: Unit, pairs: Pairs) -> Demand:
    terms = tuple((column, 1) for column, (question, _) in enumerate(pairs) if question.id == id)
    return Demand(
        blueprint.place,
        f"{id} is required",
        "question",
        _REQUIRED,
        Constraint(terms, 1, 1),
        without_required(id),
        f"Take {id} out of ‘require’",
        "" if terms else _missing(blueprint, id, unit),
    )


def _missing(blueprint: Blueprint, id: str, unit: Unit) -> str:
    """Why a required question cannot be drawn at all."""
    if id not in unit.by_id:
        return "it is not in the bank"
    if id in blueprint.exclude:
        return "it is excluded as well"
    if lacks_its_wording(blueprint, unit.by_id[id]):
        return (
            "it asks for the text’s wording, and pupils have no text here: say ‘open_book: true’ if they do"
        )
    reasons = [
        f"{section_name(blueprint.sections, number)} {misfit(section, unit.by_id[id])}"
        for number, section in enumerate(blueprint.sections[:_REASONS])
    ]
    rest = len(blueprint.sections) - len(reasons)
    return f"it fits no section: {'; '.join((*reasons, *([f'and so on for {rest} more'] if rest else [])))}"


def _of_section(
    blueprint: Blueprint, number: int, unit: Unit, placed: tuple[tuple[int, Question], ...]
) -> Iterator[Demand]:
    """The marks and the number of questions of a section, or one of each of its activities."""
    section, name = blueprint.sections[number], section_name(blueprint.sections, number)
    for activity, wish in zip(section.activities, section.wishes, strict=True):
        yield Demand(
            section.place,
            f"{name} asks for {activity}",
            "question",
            _REQUIRED,
            Constraint(tuple((c, 1) for c, q in placed if q.activity == wish), 1, 1),
            without_activity(number, activity),
            f"Take {activity} out",
            "there is no further version of it",
        )
    if section.activities:
        return
    hint = _hint(section, blueprint, unit)
    if section.marks:
        words = f"{name} asks for {number_of(section.marks, 'mark')} from {questions_of(section)}"
        constraint = Constraint(tuple((c, q.marks) for c, q in placed), section.marks, section.marks)
        ease = marks_eased(number)
        yield Demand(section.place, words, "mark", _MARK, constraint, ease, "Ask for {amount}", hint)
    most = len(unit.questions)
    low, high = section.questions_low, section.questions_high
    count = span(low, high, "question", most) if section.marks else count_of(section, most)
    constraint = Constraint(tuple((c, 1) for c, _ in placed), low, high)
    weight = _QUESTION_BESIDE_MARKS if section.marks else _QUESTION
    yield Demand(
        section.place,
        f"{name} asks for {count}",
        "question",
        weight,
        constraint,
        count_eased(number),
        "Ask for {amount}",
        hint,
    )


def _hint(section: Section, blueprint: Blueprint, unit: Unit) -> str:
    """Which question the section would take if it named a further source; "" where there is none."""
    for question, others in sources_to_add(section, blueprint, unit):
        both = f"{question.id} rests on {some_of(question.sources)}"
        return f"{both}: name {some_of(others)} in ‘sources’ too."
    return ""


def _bound(
    bound: Bound, blueprint: Blueprint, number: int, unit: Unit, placed: tuple[tuple[int, Question], ...]
) -> Demand:
    name = "the paper" if number == PAPER else section_name(blueprint.sections, number)
    amounts = _amounts(unit, bound)
    terms = tuple((c, amounts[q.id]) for c, q in placed if amounts[q.id])
    words = f"{name} asks for {bound_span(bound, sum(amounts.values()))}"
    constraint = Constraint(terms, bound.at_least, bound.at_most)
    weight, ease = _OF_BOUND[bound.unit], bound_eased(bound, number)
    # A bound that no file has was made of a wish, and has no number that a teacher could change.
    remedy = "Ask for {amount}" if bound.place.line else ""
    noun, parts = measured(bound)
    return Demand(bound.place, words, noun, weight, constraint, ease, remedy, parts=parts)


@derived
def _amounts(unit: Unit, bound: Bound) -> Mapping[str, int]:
    """How much of each question the bound counts, by its id: the same for every form, and for every change."""
    return {question.id: amount_towards(bound, question) for question in unit.questions}


def _timed(blueprint: Blueprint, everywhere: tuple[tuple[int, Question], ...]) -> Demand:
    allowed = minutes_allowed(blueprint)
    kept = (
        f" ({blueprint.minutes}, less {CHECKING_MINUTES} for checking)" if allowed < blueprint.minutes else ""
    )
    words = f"the questions must fit into {number_of(allowed, 'minute')}{kept}"
    constraint = Constraint(tuple((c, q.minutes) for c, q in everywhere if q.minutes), 0, allowed)
    return Demand(
        blueprint.place, words, "minute", _MINUTE, constraint, minutes_eased, "Allow {minutes} minutes"
    )
