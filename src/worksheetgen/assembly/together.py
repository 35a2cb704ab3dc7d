"""A form's programme to one programme of all forms at once: what decides where forms one after another fail.

Dearer than forms one after another (its columns are as many times more), but exact: where it has no solution, no
such forms exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations

from worksheetgen.assembly.admission import expected, marks_towards
from worksheetgen.assembly.parallel import BAND, values_of
from worksheetgen.assembly.programme import Programme, at_most_one, columns_by_question
from worksheetgen.assembly.solving import Constraint
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.question import Question


def all_forms(blueprint: Blueprint, programme: Programme) -> tuple[list[int], list[Constraint]]:
    """The upper ends of the columns and the constraints of all forms together.

    The programme of a form without earlier ones is repeated, form after form; then come the least expected score,
    in thousandths of a mark, and a column for each question that each two forms may share.
    """
    forms, width = range(blueprint.forms), programme.width
    most = expected(question for question, _ in programme.pairs)
    uppers = [1] * (blueprint.forms * width) + [most]
    own = (*programme.structure, *(demand.constraint for demand in programme.demands))
    constraints = [_moved(constraint, form * width) for form in forms for constraint in own]
    for count in (_marks, *_tallies(blueprint, programme)):
        amounts = _amounts(programme, count)
        first = tuple((column, -times) for column, times in amounts)
        constraints += [Constraint((*first, *_at(amounts, form * width)), 0, 0) for form in forms[1:]]
    constraints += _alike(programme, blueprint.forms, most)
    places = columns_by_question(programme.pairs).values()
    if not blueprint.shared:
        on_any = ([column + form * width for form in forms for column in columns] for columns in places)
        return uppers, constraints + [at_most_one(columns) for columns in on_any]
    for one, other in combinations(forms, 2):
        common = []
        for columns in places:
            both = tuple((column + form * width, 1) for form in (one, other) for column in columns)
            constraints.append(Constraint((*both, (len(uppers), -1)), -1, 1))
            common.append((len(uppers), 1))
            uppers.append(1)
        constraints.append(Constraint(tuple(common), 0, blueprint.shared))
    return uppers, constraints


def _at(terms: Sequence[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((column + by, times) for column, times in terms)


def _moved(constraint: Constraint, by: int) -> Constraint:
    return Constraint(_at(constraint.terms, by), constraint.low, constraint.high)


def _marks(question: Question) -> int:
    return question.marks


def _tallies(blueprint: Blueprint, programme: Programme) -> Iterator[Callable[[Question], int]]:
    """What else is equal on all forms: marks for each topic, objective or kind that the blueprint names."""
    for tag in blueprint.equal:
        for value in values_of(tag, [question for question, _ in programme.pairs]):
            yield partial(marks_towards, ((tag, value),))


def _amounts(programme: Programme, count: Callable[[Question], int]) -> tuple[tuple[int, int], ...]:
    """The columns of what counts, each with how much."""
    return tuple(
        (column, amount)
        for column, (question, _) in enumerate(programme.pairs)
        if (amount := count(question))
    )


def _alike(programme: Programme, forms: int, most: int) -> Iterator[Constraint]:
    """Every form's expected score is the least one or up to the band above: one part in `BAND` of the marks."""
    least = (forms * programme.width, -1)
    scores = _amounts(programme, lambda question: expected([question]))
    within = _amounts(programme, lambda question: expected([question]) - 1000 * question.marks // BAND)
    for form in range(forms):
        yield Constraint((*_at(scores, form * programme.width), least), 0, most)
        yield Constraint((*_at(within, form * programme.width), least), -most, 0)
