"""How closely parallel forms match: this program against forms drawn one by one from the same blueprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.assembly.test_parallel import large, plan
from worksheetgen.assembly import assemble, expected
from worksheetgen.bank import load_bank
from worksheetgen.blueprint import read_blueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Tag
from worksheetgen.model.draw import Selection
from worksheetgen.resources import blueprint_path, question_bank
from worksheetgen.value import replace


@dataclass(frozen=True)
class Match:
    """The widest gap between two forms' expected scores, in marks, and the most questions that two share."""

    gap: float
    shared: int


@dataclass(frozen=True)
class Case:
    """A bank, how many forms of how many marks were drawn from it, and how many questions two may share."""

    bank: str
    forms: int
    marks: int
    allowed: int
    ours: Match
    naive: Match


def cases() -> list[Case]:
    """The bundled bank and made-up ones of 1 000 and 15 000 questions."""
    units = load_bank().units
    bundled = read_blueprint(blueprint_path("unit-test", [question_bank()]), units)
    return [
        _case("bundled", units[0], replace(bundled, forms=4)),
        _case("1 000", large(1000), plan(4)),
        _case("1 000", large(1000), plan(30, 5)),
        _case("1 000", large(1000), _doubled(plan(4, equal=(Tag.TOPIC, Tag.OBJECTIVE)))),
        _case("1 000", large(1000), _doubled(plan(30, 5))),
        _case("15 000", large(15_000), plan(4)),
        _case("15 000", large(15_000), plan(30)),
    ]


def _doubled(blueprint: Blueprint) -> Blueprint:
    """The same paper with twice the marks in every section."""
    return replace(
        blueprint, sections=tuple(replace(each, marks=2 * each.marks) for each in blueprint.sections)
    )


def _case(bank: str, unit: Unit, blueprint: Blueprint) -> Case:
    drawn = assemble(blueprint, unit, "study").forms
    alone = replace(blueprint, forms=1)
    naive = [assemble(alone, unit, f"study {number}").forms[0] for number in range(blueprint.forms)]
    marks = sum(unit.by_id[id].marks for id in drawn[0].ids)
    return Case(bank, blueprint.forms, marks, blueprint.shared, _match(drawn, unit), _match(naive, unit))


def _match(forms: Sequence[Selection], unit: Unit) -> Match:
    scores = [expected(unit.by_id[id] for id in form.ids) for form in forms]
    return Match(
        (max(scores) - min(scores)) / 1000,
        max(len(one.ids & other.ids) for one, other in combinations(forms, 2)),
    )
