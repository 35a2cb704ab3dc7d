"""Blueprint and Unit to Selection: which questions a paper has, drawn to a proven optimum."""

from __future__ import annotations

from worksheetgen.assembly.checking import violations
from worksheetgen.assembly.conflicts import conflicts
from worksheetgen.assembly.programme import Programme, programme_of
from worksheetgen.assembly.shortages import shortages
from worksheetgen.assembly.solving import maximise
from worksheetgen.errors import UnmetBlueprint
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Selection
from worksheetgen.streams import Stream

__all__ = ["BrokenSelection", "assemble"]

_WEIGHT_BITS = 24


class BrokenSelection(Exception):
    """The checker disagrees with the programme about a selection: a bug in one of them."""


def assemble(blueprint: Blueprint, unit: Unit, seed: str, form: str = "A") -> Selection:
    """Draw the questions of one form of a paper, near-uniformly among all that meet the blueprint.

    A pure function: the optimum of random integer weights, the same on every machine. Raises
    UnmetBlueprint with every demand that fails by itself, or else with those that cannot hold together.
    """
    programme = programme_of(blueprint, unit)
    weights = _weights(programme, len(blueprint.sections), seed, form)
    rows = (*programme.structure, *(demand.row for demand in programme.demands))
    drawn = maximise(weights, [1] * programme.width, rows)
    if drawn is None:
        raise UnmetBlueprint(shortages(blueprint, unit) or conflicts(programme))
    selection = _selection(programme, len(blueprint.sections), drawn, form)
    if broken := violations(blueprint, unit, selection):
        raise BrokenSelection("; ".join(broken))
    return selection


def _weights(programme: Programme, sections: int, seed: str, form: str) -> list[int]:
    """Centred integers, as positive ones would fill every paper with as many small questions as it takes.

    One for each section from the question's own stream: a question in one of two sections is two draws.
    """
    ids = {question.id for question, _ in programme.pairs}
    streams = {id: Stream(seed, "draw", form, id) for id in sorted(ids)}
    half = 1 << _WEIGHT_BITS - 1
    by_id = {id: [stream.below(2 * half) - half for _ in range(sections)] for id, stream in streams.items()}
    weights = [by_id[question.id][number] for question, number in programme.pairs]
    return weights + [0] * (programme.width - len(weights))


def _selection(programme: Programme, sections: int, drawn: tuple[int, ...], form: str) -> Selection:
    """The chosen columns as ids by section; columns are sorted by id."""
    chosen = [pair for pair, taken in zip(programme.pairs, drawn, strict=False) if taken]
    return Selection(form, tuple(tuple(q.id for q, number in chosen if number == n) for n in range(sections)))
