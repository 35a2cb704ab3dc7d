"""What a teacher asks for, and what holds whatever is asked, as constraints of an integer programme."""

from __future__ import annotations

from collections.abc import Callable

from worksheetgen.assembly.solving import Constraint
from worksheetgen.assembly.wording import figure, number_of
from worksheetgen.errors import Place
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.question import Question
from worksheetgen.value import Value

Pairs = tuple[tuple[Question, int], ...]
"""The questions that may be drawn, each with the number of a section that admits it: a column each."""

Ease = Callable[[Blueprint, int], Blueprint]
"""Given a blueprint and the amount that a paper has, the blueprint that asks for no more than that amount."""


class Demand(Value):
    """One thing that a teacher asks for, as a constraint, and the words for it.

    `words` is a clause ("Section B asks for 8 marks"), `noun` what the constraint counts, in so many `parts` of one:
    an expected score in twentieths of a mark. `weight` is how dear it is to miss the constraint by one when a paper
    nearest to the blueprint is sought. `ease` is how the blueprint is changed to ask for what a paper has instead, and
    `remedy` how a teacher is told to do so, with {amount} or {minutes} to be filled in; "" where the blueprint has no
    word for it. `hint` says what else a teacher should know: why a required question cannot be drawn, which source to
    add; "" for nothing.
    """

    place: Place
    words: str
    noun: str
    weight: int
    constraint: Constraint
    ease: Ease
    remedy: str
    hint: str = ""
    parts: int = 1

    def figure(self, amount: int) -> str:
        """An amount of what the constraint counts: `8`, `23.85`."""
        return figure(amount, self.parts)

    def number(self, amount: int) -> str:
        """An amount of what the constraint counts, with its noun: `8 marks`."""
        return number_of(amount, self.noun, self.parts)

    @property
    def single(self) -> bool:
        """Whether the demand is for one question, which is there or not."""
        return bool(self.remedy) and "{" not in self.remedy

    @property
    def counts(self) -> bool:
        """Whether the demand is for an amount that can be another one."""
        return "{amount}" in self.remedy

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """The one constraint, as a rule has several."""
        return (self.constraint,)


class PaperRule(Value):
    """What every paper keeps, whatever a teacher asks, so that the nearest paper keeps it too.

    `why` says it in a clause ("some questions give each other away"); `each` has the constraints, each with a clause
    of its own for where it stands in the way alone.
    """

    why: str
    each: tuple[tuple[str, Constraint], ...]

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """The constraints without their clauses."""
        return tuple(constraint for _, constraint in self.each)
