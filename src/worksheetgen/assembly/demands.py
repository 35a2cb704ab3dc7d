"""What a teacher asks for as constraints of an integer programme."""

from __future__ import annotations

from dataclasses import dataclass

from worksheetgen.assembly.solving import Constraint
from worksheetgen.errors import Place
from worksheetgen.model.bank import Question

Pairs = tuple[tuple[Question, int], ...]
"""The questions that may be drawn, each with the number of a section that admits it: a column each."""


@dataclass(frozen=True)
class Demand:
    """One thing that a teacher asks for, as a constraint, and the words for it.

    `words` is a clause ("Section B asks for 8 marks"), `noun` what the constraint counts, `per` of which make one,
    `weight` how dear it is to miss the constraint by one when a paper nearest to the blueprint is sought.
    """

    place: Place
    words: str
    noun: str
    per: int
    weight: int
    constraint: Constraint
