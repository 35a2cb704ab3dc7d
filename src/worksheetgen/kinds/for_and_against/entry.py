"""For and against in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from worksheetgen.english import counted
from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import KnownLevels, LevelSets, PartEntry, PartRule, PointEntry, points
from worksheetgen.kinds.for_and_against import ForAndAgainst
from worksheetgen.kinds.written.entry import lines_for
from worksheetgen.value import replace
from worksheetgen.yaml_file import GIVEN, LocatedEntry
from worksheetgen.yaml_file.fields import AnyText, Marks, NonEmptyText, Strict

LINES_EACH = 2
"""Ruled lines of half the column for each mark of a box, and one more: a fact in a pupil's hand takes two of them."""

FOR, AGAINST, JUDGEMENT = "For", "Against", "Judgement"
"""What the mark scheme calls the boxes, and what stands below them."""

_SKELETON = """\
  statement: ‹A view for which something speaks, and against which something else does.›
  stem: Give **two** facts that support the statement and **two** that speak against it.
  in_favour:                      # points may offer more than can be earned
    points:
      - {text: ‹A fact that supports it›, marks: 1, accept: [‹another wording›]}
      - {text: ‹Another that does›, marks: 1}
  against:                        # each side earns half of the marks that the judgement leaves
    points:
      - {text: ‹A fact that speaks against it›, marks: 1, no_credit: [‹what is not enough by itself›]}
      - {text: ‹Another that does so›, marks: 1}
  # judgement:                    # lines below the boxes, for which side weighs more
  #   marks: 2
  #   points: …
  weak: ‹What a common weak answer does.›
"""

_Points = Annotated[tuple[PointEntry, ...], Field(min_length=1)]


class SideEntry(Strict):
    """What speaks for the statement, or against it."""

    head: AnyText = Field(
        "",
        description="What the side holds, in a few words, printed at the head of its box: it must give no point away.",
    )
    points: _Points = Field(description="What earns marks in this box; it may offer more than can be earned.")


class JudgementEntry(Strict):
    """Which side weighs more, and why."""

    marks: Marks = Field(description="What the judgement is worth, of the question’s marks.")
    points: _Points = Field(description="What earns marks in a judgement, whichever side it comes down on.")


LocatedSides = LocatedEntry["ForAndAgainstEntry"]


def sides_share_the_marks(part: LocatedSides, _: KnownLevels) -> Iterator[Problem]:
    """Each side earns as much as the other, and the judgement what is left."""
    entry = part.value
    left = entry.marks - entry.judged
    if left < 2 or left % 2:
        what = (
            f"{counted(left, 'mark')} cannot be shared by two sides."
            if left > 0
            else "The sides have no marks."
        )
        so_many = max(2, left + left % 2) + entry.judged
        yield Problem(part.place("marks"), what, f"Write marks: {so_many}, or change the judgement’s.")


def points_of_each_side_reach_its_marks(part: LocatedSides, _: KnownLevels) -> Iterator[Problem]:
    """Whoever makes every point earns the marks (Ofqual, Condition G1.3): in each box, and in the judgement."""
    entry = part.value
    asked = [("in_favour", entry.in_favour.points, entry.each), ("against", entry.against.points, entry.each)]
    if entry.judgement:
        asked.append(("judgement", entry.judgement.points, entry.judged))
    for name, offered, marks in asked:
        total = sum(point.marks for point in offered)
        if total < marks:
            what = f"The points under ‘{name}’ reach {counted(total, 'mark')}, but {marks} can be earned."
            yield Problem(part.place(name, "points"), what, "Add points, or lower the marks.")


class ForAndAgainstEntry(PartEntry):
    """A statement; the pupil writes what speaks for it into one box, what speaks against it into the other."""

    new_item = _SKELETON
    rules: ClassVar[tuple[PartRule, ...]] = (sides_share_the_marks, points_of_each_side_reach_its_marks)
    support: ClassVar[str] = (
        '    starters: ["‹It is true that …›", "‹However, …›"]\n'
        "    extension: ‹Something further for those who have finished, without marks.›\n"
    )
    statement: NonEmptyText = Field(
        description="The view that something speaks for and something against, printed in quotation marks."
    )
    in_favour: SideEntry = Field(
        description="What speaks for the statement: half of the marks that the judgement leaves."
    )
    against: SideEntry = Field(description="What speaks against the statement: the other half.")
    judgement: Annotated[JudgementEntry | None, GIVEN] = Field(
        None,
        description="Lines below the boxes for which side weighs more; what it is worth, the sides have not.",
    )
    weak: AnyText = Field("", description="What a common weak answer looks like.")

    @property
    def judged(self) -> int:
        """The marks of the judgement, 0 without one."""
        return self.judgement.marks if self.judgement else 0

    @property
    def each(self) -> int:
        """The marks of each side."""
        return (self.marks - self.judged) // 2

    def read(self, sets: LevelSets) -> tuple[ForAndAgainst, Answers]:
        """The boxes, and points for the one side, the other, and the judgement, each up to its own marks."""
        heads = self.in_favour.head, self.against.head
        judgement_lines = lines_for(self.judged) if self.judged else 0
        body = ForAndAgainst(self.statement, heads, 1 + LINES_EACH * self.each, judgement_lines)
        sides = [(self.in_favour, FOR), (self.against, AGAINST)]
        answers = [
            replace(points(side.points, weak=""), heading=head, most=self.each) for side, head in sides
        ]
        if self.judgement:
            judged = points(self.judgement.points, weak="")
            answers.append(replace(judged, heading=JUDGEMENT, most=self.judged))
        *others, last = answers
        return body, (*others, replace(last, weak=self.weak))
