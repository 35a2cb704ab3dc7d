"""Written answers of all kinds in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictInt

from worksheetgen.english import counted
from worksheetgen.errors import Problem
from worksheetgen.kinds import Traits
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import (
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    PointEntry,
    points,
)
from worksheetgen.kinds.written import Written
from worksheetgen.model.answers import Indicative, Levels
from worksheetgen.yaml_file import GIVEN, LocatedEntry, one_of
from worksheetgen.yaml_file.fields import AnyText, NonEmptyText, Strict

LINES = (
    *((1, 2), (2, 4), (3, 6), (4, 9), (5, 11), (6, 14), (8, 20), (10, 26)),
    *((12, 34), (16, 50), (20, 64), (25, 80), (30, 96)),
)
"""Marks and ruled lines: 1.3 lines a minute at a GCSE pupil's pace, a third more for large handwriting."""
PLAN_FROM = 12
"""An answer of so many marks has a planning box."""

POINTS = """\
  stem: ‹What is asked. Put the words that change the task in bold, such as **two**.›
  spaces: SPACES                       # numbered spaces to answer in
  points:                         # they may offer more than can be earned
    - {text: ‹What earns a mark›, marks: EACH, accept: [‹another wording›], reject: [‹what makes it wrong›]}
    - {text: ‹What else earns a mark›, marks: EACH, no_credit: [‹what is not enough by itself›]}
  # weak: …                       # from 4 marks on: what a common weak answer does
"""
LEVELS = """\
  stem: ‹What is asked, or ‘A statement.’ How far do you agree? Explain your answer.›
  levels: LEVELS               # a set of levels.yaml whose highest mark is the question’s
  indicative:                     # what answers could contain, for both sides
    - heading: ‹For›
      points: [‹A point›, ‹A second point›]
    - heading: ‹Against›
      points: [‹A third point›]
  weak: ‹What a common weak answer does.›
"""


def lines_for(marks: int) -> int:
    """Ruled lines for an answer of so many marks, between the table's rows in proportion, rounded up."""
    for (low, few), (high, many) in pairwise(LINES):
        if low <= marks <= high:
            return few + ceil((many - few) * (marks - low) / (high - low))
    return ceil(marks * LINES[-1][1] / LINES[-1][0])


class IndicativeEntry(Strict):
    """Indicative content under a heading."""

    heading: AnyText = Field("", description="What its points have in common: For, Against, Other causes.")
    points: Annotated[tuple[NonEmptyText, ...], Field(min_length=1)] = Field(
        description="What an answer could contain."
    )


LocatedWritten = LocatedEntry["WrittenEntry"]


def points_reach_the_marks(part: LocatedWritten, _: KnownLevels) -> Iterator[Problem]:
    """An answer that earns every point earns the question's marks (Ofqual, Condition G1.3)."""
    total, marks = sum(point.marks for point in part.value.points), part.value.marks
    if part.value.points and total < marks:
        what = f"The points reach {counted(total, 'mark')}, but the question has {marks}."
        yield Problem(part.place("marks"), what, "Add points, or lower the marks.")


def levels_reach_the_marks(part: LocatedWritten, levels: KnownLevels) -> Iterator[Problem]:
    """The highest level ends at the question's marks (Ofqual, Condition G1.3)."""
    name, marks = part.value.levels, part.value.marks
    highest = levels.highest.get(name, marks)
    if highest != marks:
        what = f"The levels ‘{name}’ go up to {counted(highest, 'mark')}, but the question has {marks}."
        yield Problem(part.place("marks"), what, "Name a set of levels with the same maximum.")


def has_one_scheme(part: LocatedWritten, _: KnownLevels) -> Iterator[Problem]:
    """A written answer is marked by points, or by levels with indicative content; not by both."""
    entry = part.value
    if entry.points and entry.levels:
        what = "The answer is marked by points and by levels."
        yield Problem(part.key_place("levels"), what, "Keep one of the two.")
    elif not entry.points and not entry.levels:
        what = "The answer has no marking."
        yield Problem(part.key_place("stem"), what, "Add ‘points:’, or ‘levels:’ with the name of a set.")
    elif entry.levels and not entry.indicative:
        what = "Levels alone do not say what an answer could contain."
        yield Problem(part.place("levels"), what, "Add ‘indicative:’ with headings and points.")
    if entry.indicative and not entry.levels:
        what = "‘indicative’ goes with levels; beside points it is not printed."
        yield Problem(part.key_place("indicative"), what, "Use ‘levels:’, or move it to the note.")


def level_set_exists(part: LocatedWritten, levels: KnownLevels) -> Iterator[Problem]:
    """levels.yaml has the set of levels that a question names."""
    name = part.value.levels
    if name and levels.whole and name not in levels.names:
        remedy = one_of(name, sorted(levels.names))
        yield Problem(part.place("levels"), f"levels.yaml has no set ‘{name}’.", remedy)


def every_space_has_a_line(part: LocatedWritten, _: KnownLevels) -> Iterator[Problem]:
    """Each numbered space has at least one ruled line; a share of a page is one space."""
    spaces, lines = part.value.spaces, part.value.lines
    if isinstance(lines, str):
        if spaces > 1:
            what = f"{spaces} numbered spaces cannot stand in ‘{lines}’."
            yield Problem(part.place("spaces"), what, "Write the number of lines, or take ‘spaces’ out.")
        return
    lines = lines or lines_for(part.value.marks)
    if spaces > lines:
        what = f"{spaces} spaces do not fit on {counted(lines, 'line')}."
        yield Problem(part.place("spaces"), what, f"Write lines: {spaces} or more, or fewer spaces.")


class WrittenEntry(PartEntry):
    """An answer in the pupil's own words, marked by points or by levels."""

    rules: ClassVar[tuple[PartRule, ...]] = (
        points_reach_the_marks,
        levels_reach_the_marks,
        has_one_scheme,
        level_set_exists,
        every_space_has_a_line,
    )
    support: ClassVar[str] = (
        '    starters: ["‹One reason is that …›", "‹However, …›"]\n'
        "    extension: ‹Something further for those who have finished, without marks.›\n"
    )
    spaces: Annotated[StrictInt, Field(ge=1, le=4)] = Field(
        1, description="Numbered spaces to answer in: 2 prints spaces 1 and 2."
    )
    lines: Annotated[
        Annotated[StrictInt, Field(ge=1, le=120)] | Literal["half page", "page", "none"] | None, GIVEN
    ] = Field(
        None,
        description="Ruled lines in all, half page, page, or none (“in your book”); otherwise from the marks.",
    )
    prompts: tuple[NonEmptyText, ...] = Field((), description="Printed as “You may use …”.")
    points: tuple[PointEntry, ...] = Field(
        (), description="Points that earn marks; they may offer more than can be earned. Instead of levels."
    )
    levels: AnyText = Field(
        "",
        description="The name of a set of levels.yaml whose highest mark is the question’s. Instead of points.",
    )
    indicative: tuple[IndicativeEntry, ...] = Field(
        (), description="With levels: what answers could contain, for both sides."
    )
    weak: AnyText = Field("", description="What a common weak answer looks like.")

    def read(self, sets: LevelSets) -> tuple[Written, Answers]:
        """The room to write, and the points, or the levels with what answers could contain."""
        lines, pages = self._room()
        plan = self.marks >= PLAN_FROM and bool(lines or pages)
        body = Written(self.spaces, self.prompts, lines, pages, plan)
        if self.points:
            return body, (points(self.points, weak=self.weak),)
        indicative = tuple(Indicative(content.heading, content.points) for content in self.indicative)
        return body, (Levels(sets[self.levels], indicative, self.weak),)

    def _room(self) -> tuple[int, float]:
        """Ruled lines, or a share of a page; neither where the answer goes into a book."""
        match self.lines:
            case "none":
                return 0, 0.0
            case "half page":
                return 0, 0.5
            case "page":
                return 0, 1.0
            case lines:
                return lines or lines_for(self.marks), 0.0

    @classmethod
    def skeleton(cls, traits: Traits) -> str:
        """Two points that earn the marks, or levels with indicative content for both sides."""
        if traits.levels:
            return LEVELS.replace("LEVELS", traits.levels)
        return POINTS.replace("SPACES", str(traits.spaces)).replace("EACH", str(ceil(traits.marks / 2)))
