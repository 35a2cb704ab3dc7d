"""All forms in one programme: it has exactly those that the checker calls parallel."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import pytest

from tests.samples import blueprint, question, section, selection, unit, written
from worksheetgen.assembly.checking import mismatches, violations
from worksheetgen.assembly.programme import programme_of
from worksheetgen.assembly.solving import Constraint, maximise
from worksheetgen.assembly.together import all_forms
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Tag
from worksheetgen.model.question import Question
from worksheetgen.value import replace

Ids = tuple[str, ...]


def papers(plan: Blueprint, bank: Unit) -> list[Ids]:
    """Every choice of questions that meets the blueprint by itself."""
    ids = sorted(bank.by_id)
    some = [ids for size in range(1, len(ids) + 1) for ids in combinations(sorted(bank.by_id), size)]
    return [chosen for chosen in some if not violations(plan, bank, selection(" ".join(chosen)))]


def found(plan: Blueprint, bank: Unit) -> set[tuple[Ids, ...]]:
    """The forms, one choice for each, that the programme of all forms has as a solution."""
    programme = programme_of(plan, bank, (), bank.by_id)
    uppers, constraints = all_forms(plan, programme)
    places = [question.id for question, _ in programme.pairs]

    def holds(forms: Sequence[Ids]) -> bool:
        pins = [
            Constraint(((form * programme.width + at, 1),), number, number)
            for form, ids in enumerate(forms)
            for at, id in enumerate(places)
            for number in [int(id in ids)]
        ]
        return maximise([0] * len(uppers), uppers, [*constraints, *pins]) is not None

    return {forms for forms in product(papers(plan, bank), repeat=plan.forms) if holds(forms)}


def parallel(plan: Blueprint, bank: Unit) -> set[tuple[Ids, ...]]:
    """The forms, one choice for each, in which the checker finds nothing wrong."""
    return {
        forms
        for forms in product(papers(plan, bank), repeat=plan.forms)
        if not mismatches(plan, bank, [selection(" ".join(ids)) for ids in forms])
    }


def of(
    *ids: str, topics: Ids = ("kirov",), marks: int = 2, code: str = "AO1", difficulty: int = 1
) -> list[Question]:
    """Questions that differ in nothing but their ids."""
    return [question(id, written(marks, code=code), topics=topics, difficulty=difficulty) for id in ids]


MIXED = unit(
    *of("a", "b"),
    *of("c", topics=("gulag",)),
    *of("d", code="AO2"),
    *of("e", marks=4),
    *of("f", difficulty=4),
)
TWO = blueprint(section(questions=(1, 2)), forms=2)


@pytest.mark.parametrize("shared", [0, 1, 2])
@pytest.mark.parametrize("equal", [(), (Tag.TOPIC,), (Tag.OBJECTIVE,)])
def test_two_forms_are_those_that_are_parallel(equal: tuple[Tag, ...], shared: int) -> None:
    """Of all pairs of papers of one or two questions exactly the parallel ones are solutions."""
    plan = replace(TWO, equal=equal, shared=shared)
    pairs = parallel(plan, MIXED)
    assert found(plan, MIXED) == pairs
    assert 0 < len(pairs) < len(papers(plan, MIXED)) ** 2


@pytest.mark.parametrize("shared", [0, 1])
def test_three_forms_are_equal_each_with_each(shared: int) -> None:
    """The third has the marks and the topics of the first, and shares no more with the second than may be."""
    bank = unit(*of("a", "b", "c"), *of("d", marks=3), *of("e", topics=("gulag",)))
    size = 1 + shared
    plan = blueprint(section(questions=(size, size)), forms=3, shared=shared, equal=(Tag.TOPIC,))
    assert found(plan, bank) == parallel(plan, bank) != set()


@pytest.mark.parametrize(("large", "there"), [(29, True), (28, False)])
def test_forms_differ_by_a_whole_band_and_no_more(large: int, there: bool) -> None:
    """With thirty marks in all a class may earn 0.15 more on one form, as it does on one mark that is easier."""
    bank = unit(
        *of("large-a", "large-b", marks=large), *of("easy", marks=1), *of("harder", marks=1, difficulty=2)
    )
    plan = blueprint(section(questions=(2, 2), marks=large + 1), forms=2)
    pairs = found(plan, bank)
    assert pairs == parallel(plan, bank)
    assert bool(pairs) is there


def test_a_form_that_is_as_hard_with_a_mark_more_is_not_parallel() -> None:
    """A class earns 5.5 marks of ten, and 5.45 of eleven: within a band, and still not the same number of marks."""
    bank = unit(
        *of("ten", marks=10, difficulty=3),
        *of("seven", marks=7, difficulty=3),
        *of("four", marks=4, difficulty=4),
    )
    assert found(TWO, bank) == parallel(TWO, bank) == set()


def test_a_question_of_two_sections_is_on_one_form_alone() -> None:
    """Where forms share nothing, a question that may stand in both sections stands in one of one form."""
    kinds = (Kind.SHORT_ANSWER,)
    both = section(questions=(1, 1), kinds=kinds)
    bank = unit(*of("a", "b", "c", "d"))
    plan = blueprint(both, both, forms=2)
    programme = programme_of(plan, bank, (), bank.by_id)
    uppers, constraints = all_forms(plan, programme)
    drawn = maximise([1] * len(uppers), uppers, constraints)
    assert drawn
    width = programme.width
    ids = [
        [one.id for at, (one, _) in enumerate(programme.pairs) if drawn[form * width + at]]
        for form in range(2)
    ]
    assert sorted([*ids[0], *ids[1]]) == ["a", "b", "c", "d"]
    fewer = replace(plan, exclude=("d",))
    programme = programme_of(fewer, bank, (), bank.by_id)
    uppers, constraints = all_forms(fewer, programme)
    assert maximise([1] * len(uppers), uppers, constraints) is None


@pytest.mark.parametrize("shared", [0, 1])
def test_every_column_but_the_score_is_there_or_not(shared: int) -> None:
    """A question is drawn once for a form, and shared once by two."""
    plan = replace(TWO, shared=shared)
    programme = programme_of(plan, MIXED, (), MIXED.by_id)
    uppers, _ = all_forms(plan, programme)
    score = uppers.pop(2 * programme.width)
    assert set(uppers) == {1}
    assert score == 1000 * 14 * 17 // 20 - 2 * 9 * 50
    assert len(uppers) == 2 * 6 + 6 * shared
