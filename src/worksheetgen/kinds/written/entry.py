"""Written answers of all kinds in a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from typing import Annotated, ClassVar, Literal, cast

from pydantic import Field, StrictInt

from worksheetgen.english import counted, one_of
from worksheetgen.errors import Problem
from worksheetgen.kinds import Traits
from worksheetgen.kinds.base import Answers
from worksheetgen.kinds.entries import (
    HalfEntry,
    KnownLevels,
    LevelSets,
    PartEntry,
    PartRule,
    PointEntry,
    points,
)
from worksheetgen.kinds.written import Written
from worksheetgen.model.answers import Indicative, Levels, PairedPoints
from worksheetgen.yaml_file import GIVEN, LocatedEntry
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
  # Where marks come in pairs, such as reason and explanation, write ‘pairs’ instead: question_bank/README.md.
"""
PAIRS = """\
  stem: ‹What is asked. Put the words that change the task in bold, such as **two**.›
  spaces: SPACES                       # numbered spaces to answer in
  pairs:                          # 1 mark for each half; there may be more pairs than can be earned
    - FIRST: {text: ‹What earns a mark›, accept: [‹another wording›], no_credit: [‹what is not enough›]}
      SECOND: {text: ‹What earns a mark beside it›}
    - FIRST: {text: ‹What else earns a mark›}
      SECOND: {text: ‹What earns a mark beside that›, accept: [‹its other wording›]}
  weak: ‹What a common weak answer does.›
"""
LEVELS = """\
  stem: ‹What is asked, or ‘A statement.’ How far do you agree? Explain your answer.›
  levels: LEVELS               # a set of levels.yaml that serves its skill; its highest mark is the question’s
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
        yield Problem(part.place("marks"), what, "Add points, give one more marks, or lower the question’s.")


def pairs_reach_the_marks(part: LocatedWritten, _: KnownLevels) -> Iterator[Problem]:
    """There are as many pairs as the marks are for, or more: 2 marks each (Ofqual, Condition G1.3)."""
    pairs, marks = len(part.value.pairs), part.value.marks
    if pairs and marks % 2:
        what = f"Pairs have 2 marks each, but the question has {counted(marks, 'mark')}."
        yield Problem(part.place("marks"), what, f"Write marks: {marks + 1} or {marks - 1}, or ‘points’.")
    elif pairs and 2 * pairs < marks:
        what = f"The pairs reach {counted(2 * pairs, 'mark')}, but the question has {marks}."
        yield Problem(part.place("marks"), what, "Add pairs, or lower the marks.")


def spaces_are_for_pairs(part: LocatedWritten, _: KnownLevels) -> Iterator[Problem]:
    """Where there are several numbered spaces, each is for one of the pairs that are asked for."""
    spaces, (asked, odd) = part.value.spaces, divmod(part.value.marks, 2)
    if part.value.pairs and not odd and spaces not in (1, asked):
        what = f"There are {counted(spaces, 'space')}, but the marks are for {counted(asked, 'pair')}."
        yield Problem(part.place("spaces"), what, f"Write marks: {2 * spaces}, or other spaces.")


def pairs_have_two_halves(part: LocatedWritten, _: KnownLevels) -> Iterator[Problem]:
    """All pairs have the same two halves, in the same order."""
    pairs = part.value.pairs
    for index, pair in enumerate(pairs):
        names, first = tuple(pair), tuple(pairs[0])
        if len(names) != 2:
            what = f"A pair has two halves, this one {len(names)}."
            remedy = "Write for example ‘inference: {text: …}’ and ‘support: {text: …}’."
            yield Problem(part.place("pairs", index), what, remedy)
        elif len(first) == 2 and names != first:
            what = f"The pair is of {' and '.join(names)}, the first one of {' and '.join(first)}."
            yield Problem(part.place("pairs", index), what, "Call the halves of all pairs the same.")


def levels_reach_the_marks(part: LocatedWritten, levels: KnownLevels) -> Iterator[Problem]:
    """The highest level ends at the question's marks (Ofqual, Condition G1.3)."""
    name, marks = part.value.levels, part.value.marks
    highest = levels.highest.get(name, marks)
    if highest != marks:
        what = f"The levels ‘{name}’ go up to {counted(highest, 'mark')}, but the question has {marks}."
        yield Problem(part.place("marks"), what, "Name a set of levels with the same maximum.")


def has_one_scheme(part: LocatedWritten, _: KnownLevels) -> Iterator[Problem]:
    """A written answer is marked by points, by pairs, or by levels with indicative content; not by two of them."""
    entry = part.value
    schemes = [name for name in ("points", "pairs", "levels") if getattr(entry, name)]
    if len(schemes) > 1:
        what = f"The answer is marked by {schemes[0]} and by {schemes[1]}."
        yield Problem(part.key_place(schemes[1]), what, "Keep one of the two.")
    elif not schemes:
        what = "The answer has no marking."
        remedy = "Add ‘points:’, ‘pairs:’, or ‘levels:’ with the name of a set."
        yield Problem(part.key_place("stem"), what, remedy)
    elif entry.levels and not entry.indicative:
        what = "Levels alone do not say what an answer could contain."
        yield Problem(part.place("levels"), what, "Add ‘indicative:’ with headings and points.")
    if entry.indicative and not entry.levels:
        what = (
            f"‘indicative’ goes with levels; beside {' and '.join(schemes) or 'nothing'} it is not printed."
        )
        yield Problem(part.key_place("indicative"), what, "Use ‘levels:’, or move it to the note.")


def level_set_exists(part: LocatedWritten, levels: KnownLevels) -> Iterator[Problem]:
    """levels.yaml has the set of levels that a question names."""
    name = part.value.levels
    if name and levels.whole and name not in levels.names:
        remedy = one_of(name, sorted(levels.names))
        yield Problem(part.place("levels"), f"levels.yaml has no set ‘{name}’.", remedy)


def levels_serve_the_skill(part: LocatedWritten, levels: KnownLevels) -> Iterator[Problem]:
    """The set of levels serves the question’s skill: its `skill`, or its kind where it names none.

    Ofqual, Condition G1.3: what the criteria reward is what the task asks.
    """
    entry = part.value
    served, skill = levels.serves.get(entry.levels, frozenset()), entry.skill or entry.kind
    if entry.skill and not entry.levels:
        what = "‘skill’ says which levels fit, and the question has none."
        yield Problem(part.place("skill"), what, "Take it out, or add ‘levels:’.")
    elif served and skill not in served:
        fitting = sorted(
            name
            for name, skills in levels.serves.items()
            if skill in skills and levels.highest.get(name) == entry.marks
        )
        what = f"The levels ‘{entry.levels}’ serve {' and '.join(sorted(served))}, not {skill}."
        remedies = [
            *([f"Name a set that serves {skill}: {', '.join(fitting)}."] if fitting else []),
            f"If the question asks for {sorted(served)[0]}, write ‘skill: {sorted(served)[0]}’.",
        ]
        yield Problem(part.place("levels"), what, " ".join(remedies))


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
    """An answer in the pupil's own words, marked by points, by pairs or by levels."""

    rules: ClassVar[tuple[PartRule, ...]] = (
        points_reach_the_marks,
        pairs_reach_the_marks,
        spaces_are_for_pairs,
        pairs_have_two_halves,
        levels_reach_the_marks,
        has_one_scheme,
        level_set_exists,
        levels_serve_the_skill,
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
    pairs: tuple[dict[NonEmptyText, HalfEntry], ...] = Field(
        (),
        description="Marks in pairs, 1 for each half: each pair has the same two, such as inference and support. There "
        "may be more than can be earned. Instead of points.",
    )
    levels: AnyText = Field(
        "",
        description="The name of a set of levels.yaml that serves the question’s skill and whose highest mark is the "
        "question’s. Instead of points.",
    )
    skill: AnyText = Field(
        "",
        description="With levels: the skill that is asked for, such as cause, as levels.yaml names it (‘serves’); "
        "otherwise the question’s kind.",
    )
    indicative: tuple[IndicativeEntry, ...] = Field(
        (), description="With levels: what answers could contain, for both sides."
    )
    weak: AnyText = Field("", description="What a common weak answer looks like.")

    def read(self, sets: LevelSets) -> tuple[Written, Answers]:
        """The room to write, and the points, the pairs, or the levels with what answers could contain."""
        lines, pages = self._room()
        plan = self.marks >= PLAN_FROM and bool(lines or pages)
        body = Written(self.spaces, self.prompts, lines, pages, plan)
        if self.points:
            return body, (points(self.points, weak=self.weak),)
        if self.pairs:
            halves = cast(tuple[str, str], tuple(self.pairs[0]))
            pairs = tuple((pair[halves[0]].point(1), pair[halves[1]].point(1)) for pair in self.pairs)
            return body, (PairedPoints(halves, pairs, self.weak),)
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
        """Two points or pairs that earn the marks, or levels with indicative content for both sides."""
        if traits.levels:
            skill = f"  skill: {traits.skill:<25}# what its levels serve\n" if traits.skill else ""
            return LEVELS.replace("LEVELS", traits.levels).replace("  indicative:", f"{skill}  indicative:")
        if traits.halves:
            first, second = traits.halves
            return (
                PAIRS.replace("SPACES", str(traits.spaces)).replace("FIRST", first).replace("SECOND", second)
            )
        return POINTS.replace("SPACES", str(traits.spaces)).replace("EACH", str(ceil(traits.marks / 2)))
