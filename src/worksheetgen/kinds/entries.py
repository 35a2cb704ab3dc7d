"""What every kind's fields in a bank's file have in common: the abstract class `PartEntry`, and helpers for its rules.

An entry is a pydantic model: it checks that its fields are there and of the right sort; its `rules` check what must
hold between them; `read` turns it into the body and the answers.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticKnownError

from worksheetgen.english import counted, one_of
from worksheetgen.errors import Place, Problem
from worksheetgen.kinds import Traits
from worksheetgen.kinds.base import Answers, Body
from worksheetgen.kinds.offered import OBJECTIVES
from worksheetgen.model.answers import Level, Point, Points
from worksheetgen.model.signs import as_read
from worksheetgen.value import Value
from worksheetgen.yaml_file import LocatedEntry, mistake
from worksheetgen.yaml_file.fields import AnyText, Marks, NonEmptyText, Strict, offering

IMPORTED = "imported"
"""Set in pydantic's context while a question is read that has an `origin`: it may lack what others must have."""


def missing_unless(given: bool) -> None:
    """Raise pydantic's error of a field that is missing, unless it is given in another way or may be missing."""
    if not given:
        raise PydanticKnownError("missing")


def _explained(text: str, info: ValidationInfo) -> str:
    missing_unless(bool(text) or bool(info.context and info.context[IMPORTED]))
    return text


Explanation = Annotated[
    AnyText,
    AfterValidator(_explained),
    Field(
        validate_default=True,
        description="Why the key is right, with the text’s own words in “double quotation marks”.",
    ),
]
"""Set it to "" in a model: only a question that was imported may do without."""

LevelSets = Mapping[str, tuple[Level, ...]]
"""The unit's sets of levels by name, each from the highest down."""


class KnownLevels(Value):
    """What a rule may know of the sets of levels in a unit's levels.yaml.

    `names` are those of all sets, `highest` the highest mark of each that can be used, `serves` the skills that a set
    serves, of those that say so; not `whole` where the file could not be read, so that no name can be called unknown.
    """

    names: frozenset[str]
    highest: Mapping[str, int]
    serves: Mapping[str, frozenset[str]]
    whole: bool


PartRule = Callable[[LocatedEntry[Any], KnownLevels], Iterator[Problem]]
"""What must hold in a part of a kind: gives a problem, with its place, for each thing that does not."""


LONGEST_OBJECTIVE = 40
"""The most characters of an objective’s name: it heads a column of the markbook, with the qualification before it."""


def _objective(name: str) -> str:
    """The name of an objective, if it can be one: “AO1: 2” is a name with its marks."""
    remedy = f"Name it in {LONGEST_OBJECTIVE} characters at most, without colon or comma: AO1; with its marks AO1: 2."
    if len(name) > LONGEST_OBJECTIVE:
        raise mistake(
            f"The name of the objective ‘{name[:LONGEST_OBJECTIVE]}…’ is {len(name)} characters long.", remedy
        )
    if re.search(r"[:,\n]", name):
        raise mistake(f"‘{name}’ is no name of an objective.", remedy)
    return name


ObjectiveName = Annotated[NonEmptyText, AfterValidator(_objective)]


class PartEntry(Strict):
    """What every kind has, and what each must say for itself.

    `rules` are the kind's own rules, `own_rules` those of them that an imported question may break; those that hold
    for all kinds are in `bank.part_checks`.
    """

    kind: str = Field(description="What a pupil is asked to do.")
    stem: NonEmptyText = Field(
        description="What is asked. **two** prints bold: for words that change the task alone. A line left "
        "empty begins a new paragraph. {source} becomes the "
        "label of the question’s source, {part:a} the number of part (a)."
    )
    marks: Marks = Field(description="What it is worth.")
    objectives: Annotated[dict[ObjectiveName, Marks], Field(min_length=1)] = Field(
        description="Marks for each objective, such as {AO1: 1}; they add up to the marks.",
        json_schema_extra=offering(lambda: OBJECTIVES),
    )

    rules: ClassVar[tuple[PartRule, ...]]
    own_rules: ClassVar[tuple[PartRule, ...]] = ()
    new_item: ClassVar[str]
    """The lines of a new item of its own fields, with two spaces before each, and ‹ › around what is to be written.

    Without the marks ‹ and › it is an item that keeps every rule: tests take it for an example of its kind.
    """
    support: ClassVar[str] = (
        "    hint: ‹Where to look, for example ‘Read the last sentence of paragraph 5.’›\n"
    )
    """The line or lines of a new item's `scaffolds`."""

    @abstractmethod
    def read(self, sets: LevelSets) -> tuple[Body, Answers]:
        """The body and the answers, once every rule is kept; `sets` has every set of levels that may be named."""

    @classmethod
    def skeleton(cls, traits: Traits) -> str:
        """`new_item`, fitted to a kind with these traits where it depends on them."""
        return cls.new_item


class HalfEntry(Strict):
    """Half of a pair: what earns a mark, beside its other half."""

    text: NonEmptyText = Field(description="What earns the mark or marks.")
    accept: tuple[NonEmptyText, ...] = Field((), description="Other wordings that earn them too.")
    reject: tuple[NonEmptyText, ...] = Field((), description="What makes the answer wrong.")
    no_credit: tuple[NonEmptyText, ...] = Field((), description="What is not enough by itself.")

    def point(self, marks: int) -> Point:
        """The bank's value, worth so many marks."""
        return Point(self.text, marks, self.accept, self.reject, self.no_credit)


class PointEntry(HalfEntry):
    """A point that earns marks."""

    marks: Marks = Field(1, description="What the point is worth.")


def points(entries: Iterable[PointEntry], *, weak: str) -> Points:
    """Marks by points; `weak` is what a common weak answer looks like, "" for none."""
    return Points(tuple(entry.point(entry.marks) for entry in entries), explanation="", weak=weak)


# ---- helpers for rules -----------------------------------------------------------------------------


def worth_a_mark_each(part: LocatedEntry[PartEntry], count: int, noun: str, remedy: str) -> Iterator[Problem]:
    """A problem where a part has not as many marks as things to do, which are called by the noun."""
    marks = part.value.marks
    if count != marks:
        are = "is" if count == 1 else "are"
        what = f"There {are} {counted(count, noun)}, but the question has {counted(marks, 'mark')}."
        yield Problem(part.place("marks"), what, f"Write marks: {count}, or {remedy}.")


def is_named(place: Place, noun: str, name: str, known: Sequence[str]) -> Iterator[Problem]:
    """A problem where a name is none of those of the question's own options or events."""
    if name not in known:
        yield Problem(place, f"There is no {noun} ‘{name}’ in this question.", one_of(name, known))


def all_differ(part: LocatedEntry[PartEntry], *fields: str) -> Iterator[Problem]:
    """A problem for each id or text that is there twice, as it is printed, among the entries of these fields together.

    Capitals make a difference (MW and mW), and bold and the width of spaces none.
    """
    for name in ("id", "text", "left", "right"):
        first: dict[str, Place] = {}
        for field in fields:
            for index, item in enumerate(getattr(part.value, field)):
                value, place = getattr(item, name, None), part.place(field, index, name)
                if value is None:
                    continue
                if (printed := " ".join(as_read(value).split())) in first:
                    where = f", first at {first[printed]}" if first[printed] != place else ""
                    what = f"‘{value}’ stands here for the second time{where}."
                    yield Problem(place, what, f"Give each its own {'id' if name == 'id' else 'text'}.")
                first.setdefault(printed, place)


def broken_holes(place: Place, holes: Iterable[str], left: str) -> Iterator[Problem]:
    """A problem where brackets are `left` over in a text without its holes, or where a hole is empty."""
    without_escapes = re.sub(r"\\.", "", left)
    if "[[" in without_escapes or "]]" in without_escapes:
        what = "A [[ or ]] has no partner, or does not enclose a whole cell."
        remedy = "Write [[ before and ]] after what is to be filled in; \\[\\[ prints two brackets."
        yield Problem(place, what, remedy)
    elif not all(hole.strip() for hole in holes):
        yield Problem(place, "Nothing stands between [[ and ]].", "Write there what is to be filled in.")
