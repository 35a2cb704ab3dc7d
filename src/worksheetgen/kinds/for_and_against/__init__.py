"""For and against: a statement, a box for each of its sides, and perhaps a judgement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worksheetgen.kinds.base import Answers, Fact, Printing, StudentBody
from worksheetgen.kinds.shared import WordedBody, facts_of_points, nothing_moves
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

if TYPE_CHECKING:
    from worksheetgen.kinds.for_and_against.entry import ForAndAgainstEntry


class StudentForAndAgainst(StudentBody):
    """The statement, two boxes of `lines` under their heads, and `judgement_lines` below them (0 for none)."""

    statement: str
    heads: tuple[str, str]
    lines: int
    judgement_lines: int


class ForAndAgainst(WordedBody):
    """A `statement`, and `lines` in each of two boxes, for what speaks for it and what speaks against it.

    `heads` say in a few words what each side holds, "" for nothing beside the theme's own. Under both stand
    `judgement_lines` for which of them weighs more, 0 for none. Its answers are points for the one side, for the
    other, and for the judgement.
    """

    statement: str
    heads: tuple[str, str]
    lines: int
    judgement_lines: int

    answered_with = "what you would give marks for on either side, with ; between"

    @classmethod
    def entry(cls) -> type[ForAndAgainstEntry]:
        """The statement, and the points for each side."""
        from worksheetgen.kinds.for_and_against.entry import ForAndAgainstEntry

        return ForAndAgainstEntry

    def asked(self, stem: str) -> str:
        """The statement before what is to be done about it."""
        return f"‘{self.statement}’ {stem}"

    def searched(self) -> Iterator[str]:
        """The statement and the heads."""
        yield self.statement
        yield from filter(None, self.heads)

    def told(self, stem: str, answers: Answers) -> Iterator[str]:
        """The stem and the statement, each head with the statement, which says what it is for."""
        yield stem
        yield self.statement
        yield from (f"{self.statement} {head}" for head in self.heads if head)

    def facts(self, stem: str, answers: Answers) -> Iterator[Fact]:
        """The points of both sides: the statement is what they are about."""
        yield from facts_of_points(self.statement, answers)

    def kept_back(self, answers: Answers) -> Iterator[str]:
        """Nothing: support may begin an answer in words."""
        yield from ()

    def printing(self, answers: Answers) -> Printing:
        """Every paper has the same boxes."""
        return nothing_moves

    def for_student(self, answers: Answers, printed: Sequence[str], tier: Tier) -> StudentForAndAgainst:
        """The statement, and the boxes with as many lines as each other."""
        return StudentForAndAgainst(self.statement, self.heads, self.lines, self.judgement_lines)

    def in_brief(self) -> ForAndAgainst:
        """With two lines in each box and one for a judgement."""
        return replace(self, lines=2, judgement_lines=min(self.judgement_lines, 1))

    def on_paper(self, printed: Sequence[str]) -> list[tuple[str, str]]:
        """The statement, and the heads of the boxes."""
        return [("", text) for text in (self.statement, *self.heads) if text]
