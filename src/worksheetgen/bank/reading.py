"""Checked YAML to the bank's frozen values: one function a kind turns its fields into body and answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import singledispatch
from itertools import pairwise
from math import ceil
from typing import Any

from worksheetgen.bank import schema
from worksheetgen.bank.schema import (
    AnyPart,
    GapFillPart,
    LevelEntry,
    MatchingPart,
    MultipleChoice,
    OrderingPart,
    PointEntry,
    TablePart,
    TrueOrFalse,
    WrittenPart,
)
from worksheetgen.errors import Place
from worksheetgen.model.bank import (
    Answer,
    Body,
    Choice,
    Choosable,
    GapFill,
    Indicative,
    Key,
    Kind,
    Level,
    Levels,
    Matching,
    Objective,
    Ordering,
    Part,
    Point,
    Points,
    Question,
    Scaffolds,
    Source,
    TableCompletion,
    TrueFalse,
    Written,
)

HOLE = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
"""An answer within a passage or a table."""

LINES = (
    *((1, 2), (2, 4), (3, 6), (4, 9), (5, 11), (6, 14), (8, 20), (10, 26)),
    *((12, 34), (16, 50), (20, 64), (25, 80), (30, 96)),
)
"""Ruled lines for an answer of so many marks: 1.3 lines a minute at a GCSE pupil's pace, a third more for large
handwriting."""
PLAN_FROM = 12
"""An answer of so many marks has a planning box."""
REASON_LINES = 2

LevelSets = Mapping[str, tuple[Level, ...]]


def lines_for(marks: int) -> int:
    """Ruled lines for an answer of so many marks, between the table's rows in proportion, rounded up."""
    for (low, few), (high, many) in pairwise(LINES):
        if low <= marks <= high:
            return few + ceil((many - few) * (marks - low) / (high - low))
    return ceil(marks * LINES[-1][1] / LINES[-1][0])


def level_set(entries: list[LevelEntry]) -> tuple[Level, ...]:
    """A set of levels as its file has it."""
    return tuple(_level(entry) for entry in entries)


def _level(entry: LevelEntry) -> Level:
    low, _, high = str(entry.marks).partition("-")
    return Level(entry.level, int(low), int(high or low), entry.descriptor)


def source(entry: schema.SourceEntry, place: Place) -> Source:
    """A source under the place of its entry."""
    return Source(
        id=entry.id,
        label=entry.label,
        provenance=entry.provenance,
        paragraphs=tuple(entry.paragraphs),
        glossary=tuple(entry.glossary),
        note=entry.note,
        place=place,
    )


def question(entry: Any, unit: str, qualification: str, sets: LevelSets, place: Place) -> Question:
    """A question under the place of its entry."""
    parts = entry.parts if isinstance(entry, schema.InParts) else [entry]
    support = entry.scaffolds
    return Question(
        id=entry.id,
        unit=unit,
        topics=tuple(entry.topics),
        tiers=tuple(entry.tiers),
        difficulty=entry.difficulty,
        minutes=entry.minutes,
        paragraphs=tuple(entry.paragraphs),
        needs=entry.needs,
        sources=tuple(entry.sources),
        enemies=tuple(entry.enemies),
        lead=entry.lead if isinstance(entry, schema.InParts) else "",
        parts=tuple(_part(part, qualification, sets) for part in parts),
        scaffolds=Scaffolds(
            starters=tuple(support.starters),
            words=tuple(support.words),
            steps=tuple(support.steps),
            hint=support.hint,
            glossary=tuple(support.glossary),
            extension=support.extension,
        ),
        note=entry.note,
        place=place,
    )


def _part(entry: Any, qualification: str, sets: LevelSets) -> Part:
    body, answers = read_kind(entry, sets)
    return Part(
        kind=Kind(entry.kind),
        stem=entry.stem,
        marks=entry.marks,
        objectives=tuple((Objective(qualification, code), marks) for code, marks in entry.objectives.items()),
        body=body,
        answers=answers,
    )


# ---- one function a kind -------------------------------------------------------------------------

Read = tuple[Body, tuple[Answer, ...]]


@singledispatch
def read_kind(entry: AnyPart, sets: LevelSets) -> Read:
    """The kind's body and answers; `sets` are the unit's level sets by name."""
    raise NotImplementedError(type(entry))


@read_kind.register
def _choice(entry: MultipleChoice, _: LevelSets) -> Read:
    options = tuple(Choosable(option.id, option.text) for option in entry.options)
    wrong = tuple((option.id, option.misconception) for option in entry.options if option.misconception)
    return Choice(options, entry.pinned), (Key((entry.key,), entry.explanation, wrong),)


@read_kind.register
def _true_false(entry: TrueOrFalse, _: LevelSets) -> Read:
    key = Key((str(entry.key).lower(),), entry.explanation, ())
    if entry.reason is None:
        return TrueFalse(0), (key,)
    return TrueFalse(REASON_LINES), (key, _points(entry.reason.points))


@read_kind.register
def _matching(entry: MatchingPart, _: LevelSets) -> Read:
    left = tuple(Choosable(pair.id, pair.left) for pair in entry.pairs)
    own = (Choosable(pair.id, pair.right) for pair in entry.pairs)
    right = (*own, *(Choosable(spare.id, spare.right) for spare in entry.spare))
    return Matching(left, right), (Key(tuple(pair.id for pair in entry.pairs), entry.explanation, ()),)


@read_kind.register
def _ordering(entry: OrderingPart, _: LevelSets) -> Read:
    events = sorted((Choosable(event.id, event.text) for event in entry.events), key=lambda event: event.id)
    key = Key(tuple(event.id for event in entry.events), entry.explanation, ())
    return Ordering(tuple(events), entry.given), (key,)


@read_kind.register
def _gap_fill(entry: GapFillPart, _: LevelSets) -> Read:
    pieces = HOLE.split(entry.passage)
    words = pieces[1::2]
    bank = tuple(sorted((*words, *entry.spare), key=str.casefold))
    return GapFill(tuple(pieces[::2]), bank), (Key(tuple(words), entry.explanation, ()),)


@read_kind.register
def _table(entry: TablePart, _: LevelSets) -> Read:
    holes = [_hole(cell) for row in entry.rows for cell in row]
    points = tuple(
        Point(answer, 1, tuple(entry.accept.get(answer, ())), (), ()) for answer in holes if answer
    )
    rows = tuple(tuple("" if _hole(cell) else cell for cell in row) for row in entry.rows)
    return TableCompletion(tuple(entry.columns), rows), (Points(points),)


def _hole(cell: str) -> str:
    found = HOLE.fullmatch(cell.strip())
    return found.group(1) if found else ""


@read_kind.register
def _written(entry: WrittenPart, sets: LevelSets) -> Read:
    body = Written(
        spaces=entry.spaces,
        prompts=tuple(entry.prompts),
        lines=entry.lines or lines_for(entry.marks),
        plan=entry.marks >= PLAN_FROM,
    )
    if entry.points:
        return body, (_points(entry.points),)
    indicative = tuple(Indicative(content.heading, tuple(content.points)) for content in entry.indicative)
    return body, (Levels(sets.get(entry.levels, ()), indicative, entry.weak),)


def _points(entries: list[PointEntry]) -> Points:
    return Points(
        tuple(
            Point(point.text, point.marks, tuple(point.accept), tuple(point.reject), tuple(point.no_credit))
            for point in entries
        )
    )
