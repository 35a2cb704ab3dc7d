"""True or false in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, StrictBool

from worksheetgen.english import counted
from worksheetgen.errors import Problem
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import (
    Explanation,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    PointEntry,
    points,
)
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.model.answers import Key
from worksheetgen.yaml_file import GIVEN, LocatedEntry
from worksheetgen.yaml_file.fields import Strict

REASON_LINES = 2

_SKELETON = """\
  stem: ‹A statement, worded positively, that is true or false.›
  key: false
  explanation: ‹Why, with the text’s own words in “double quotation marks”.›
  reason:                         # 1 mark for the reason, 1 for true or false where the reason is right
    points:
      - {text: ‹What earns the mark for the reason›, marks: 1, accept: [‹another wording›]}
"""


class ReasonEntry(Strict):
    """Points for the reason."""

    points: Annotated[tuple[PointEntry, ...], Field(min_length=1)] = Field(
        description="What earns the mark for the reason."
    )


def truth_is_one_mark(part: LocatedEntry[TrueFalseEntry], _: KnownLevels) -> Iterator[Problem]:
    """True or false alone is one mark; with a reason it is two, one of them for the reason."""
    wanted = 2 if part.value.reason else 1
    if part.value.marks != wanted:
        having = "with" if wanted == 2 else "without"
        what = f"True or false {having} a reason has {counted(wanted, 'mark')}."
        other = "take the reason out" if wanted == 2 else "add a reason"
        yield Problem(part.place("marks"), what, f"Write marks: {wanted}, or {other}.")


class TrueFalseEntry(PartEntry):
    """A statement; the pupil says whether it is true, and why where there is a reason."""

    new_item = _SKELETON
    rules: ClassVar[tuple[PartRule, ...]] = (truth_is_one_mark,)
    key: StrictBool = Field(description="Whether the stem, a statement, is true.")
    explanation: Explanation = ""
    reason: Annotated[ReasonEntry | None, GIVEN] = Field(
        None,
        description="With it there are 2 marks: 1 for the reason, 1 for true or false if the reason is right; without "
        "it 1 mark.",
    )

    def read(self, sets: LevelSets) -> tuple[TrueFalse, Answers]:
        """The truth, and the points of the reason."""
        key = Key((str(self.key).lower(),), self.explanation, ())
        if self.reason is None:
            return TrueFalse(0), (key,)
        return TrueFalse(REASON_LINES), (key, points(self.reason.points, weak=""))
