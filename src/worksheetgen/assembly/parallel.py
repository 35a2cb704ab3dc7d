"""What makes a form parallel to those drawn before it, or to an earlier paper, as demands of its programme.

Forms are drawn one after another, each held to the same target: a joint programme (see `together`) is exact for a
few forms and takes unreasonable time for thirty (van der Linden, Linear Models for Optimal Test Design, 2005,
chapter 6, has both).
"""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.assembly.admission import expected, marks_towards
from worksheetgen.assembly.demands import Demand, Pairs
from worksheetgen.assembly.easing import unchanged
from worksheetgen.assembly.solving import Constraint
from worksheetgen.assembly.wording import number_of
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Tag
from worksheetgen.model.draw import Selection
from worksheetgen.model.question import Question

BAND = 200
"""Forms may differ by 0.3 of 60 marks in what a class is expected to earn: one part in two hundred."""


def parallel(
    blueprint: Blueprint, unit: Unit, pairs: Pairs, earlier: Sequence[Selection]
) -> tuple[Demand, ...]:
    """Demands on a form beside the earlier ones: equal to the first of them, sharing little with any.

    All forms of a retake are equal to the earlier paper instead.
    """
    if not earlier and not blueprint.like:
        return ()
    target = [unit.by_id[id] for id in sorted(blueprint.like or earlier[0].ids)]
    name = "the earlier paper" if blueprint.like else f"form {earlier[0].form}"
    total = sum(question.marks for question in target)
    demands = [
        _demand(
            blueprint,
            f"it must have the {number_of(total, 'mark')} of {name}",
            "mark",
            Constraint(
                tuple((column, question.marks) for column, (question, _) in enumerate(pairs)), total, total
            ),
        ),
        _as_hard(blueprint, pairs, target, name),
    ]
    demands += [
        _equal(blueprint, tag, value, pairs, target, name)
        for tag in blueprint.equal
        for value in values_of(tag, [*(question for question, _ in pairs), *target])
    ]
    return (*demands, *(_apart(blueprint, pairs, form) for form in earlier))


def _demand(blueprint: Blueprint, words: str, noun: str, constraint: Constraint, parts: int = 1) -> Demand:
    return Demand(blueprint.place, words, noun, 5, constraint, unchanged, "", parts=parts)


def _as_hard(blueprint: Blueprint, pairs: Pairs, target: Sequence[Question], name: str) -> Demand:
    """A class is expected to earn as much as on the target, give or take half the band."""
    aim, slack = expected(target), 1000 * sum(question.marks for question in target) // (2 * BAND)
    terms = tuple((column, expected([question])) for column, (question, _) in enumerate(pairs))
    words = f"a class must be expected to earn as much as on {name}"
    return _demand(blueprint, words, "mark", Constraint(terms, aim - slack, aim + slack), parts=1000)


def _equal(
    blueprint: Blueprint, tag: Tag, value: str, pairs: Pairs, target: Sequence[Question], name: str
) -> Demand:
    """As many marks for the tag as the target has."""
    wanted = sum(marks_towards(((tag, value),), question) for question in target)
    terms = tuple(
        (column, marks)
        for column, (question, _) in enumerate(pairs)
        if (marks := marks_towards(((tag, value),), question))
    )
    words = f"it must have the {number_of(wanted, 'mark')} of {name} for {value}"
    return _demand(blueprint, words, "mark", Constraint(terms, wanted, wanted))


def values_of(tag: Tag, questions: Sequence[Question]) -> list[str]:
    """Every topic, objective or kind that one of the questions carries."""
    match tag:
        case Tag.TOPIC:
            return sorted({topic for question in questions for topic in question.topics})
        case Tag.OBJECTIVE:
            return sorted({str(objective) for question in questions for objective, _ in question.objectives})
        case _:
            return sorted({kind.value for question in questions for kind in question.kinds})


def _apart(blueprint: Blueprint, pairs: Pairs, form: Selection) -> Demand:
    terms = tuple((column, 1) for column, (question, _) in enumerate(pairs) if question.id in form.ids)
    words = f"it may share at most {number_of(blueprint.shared, 'question')} with form {form.form}"
    return _demand(blueprint, words, "question", Constraint(terms, 0, blueprint.shared))
