"""Checked entries to the bank's frozen values: one function a kind turns its fields into body and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import singledispatch
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any

from worksheetgen.bank.fields import HOLE
from worksheetgen.bank.kinds import (
    GapFillEntry,
    MatchingEntry,
    MultipleChoiceEntry,
    OrderingEntry,
    PartEntry,
    PointEntry,
    TableEntry,
    TrueFalseEntry,
    WrittenEntry,
)
from worksheetgen.bank.pictures import read_picture
from worksheetgen.bank.schema import InParts, LevelEntry, QuestionEntry, ScaffoldsEntry, SourceEntry
from worksheetgen.errors import Place
from worksheetgen.model.answers import Answer, Indicative, Key, Level, Levels, Point, Points
from worksheetgen.model.bank import (
    Body,
    Choice,
    Choosable,
    GapFill,
    Kind,
    Matching,
    Objective,
    Ordering,
    Part,
    Question,
    Scaffolds,
    TableCompletion,
    TrueFalse,
    Written,
)
from worksheetgen.model.source import (
    Bar,
    ChartContent,
    Content,
    Event,
    PictureContent,
    ProseContent,
    Source,
    TableContent,
    TimelineContent,
)

LINES = (
    *((1, 2), (2, 4), (3, 6), (4, 9), (5, 11), (6, 14), (8, 20), (10, 26)),
    *((12, 34), (16, 50), (20, 64), (25, 80), (30, 96)),
)
"""Marks and ruled lines: 1.3 lines a minute at a GCSE pupil's pace, a third more for large handwriting."""
PLAN_FROM = 12
"""An answer of so many marks has a planning box."""
REASON_LINES = 2

LevelSets = Mapping[str, tuple[Level, ...]]
"""The unit's sets of levels by name, each from the highest down."""


def lines_for(marks: int) -> int:
    """Ruled lines for an answer of so many marks, between the table's rows in proportion, rounded up."""
    for (low, few), (high, many) in pairwise(LINES):
        if low <= marks <= high:
            return few + ceil((many - few) * (marks - low) / (high - low))
    return ceil(marks * LINES[-1][1] / LINES[-1][0])


def level(entry: LevelEntry) -> Level:
    """A level of response."""
    low, high = entry.marks
    return Level(entry.level, low, high, entry.descriptor)


def source(entry: SourceEntry, picture: Callable[[str], Path], place: Place) -> Source:
    """A source under the place of its entry; `picture` finds the file of a picture by its name."""
    return Source(
        id=entry.id,
        label=entry.label,
        provenance=entry.provenance,
        content=_content(entry, picture),
        glossary=entry.glossary,
        note=entry.note,
        place=place,
    )


def _content(entry: SourceEntry, picture: Callable[[str], Path]) -> Content:
    """What the source shows: the one of its forms that is there."""
    if entry.table:
        return TableContent(entry.table.columns, entry.table.rows)
    if entry.chart:
        return ChartContent(entry.chart.measure, tuple(Bar(bar.label, bar.value) for bar in entry.chart.bars))
    if entry.timeline:
        return TimelineContent(tuple(Event(event.when, event.text) for event in entry.timeline))
    if entry.picture:
        return PictureContent(read_picture(picture(entry.picture.file)), entry.picture.alt)
    return ProseContent(entry.paragraphs)


def question(entry: QuestionEntry, unit: str, qualification: str, sets: LevelSets, place: Place) -> Question:
    """A question under the place of its entry; `sets` has every set of levels that it names."""
    parts: tuple[Any, ...] = entry.parts if isinstance(entry, InParts) else (entry,)
    return Question(
        id=entry.id,
        unit=unit,
        topics=entry.topics,
        tiers=entry.tiers,
        difficulty=entry.difficulty,
        minutes=entry.minutes,
        paragraphs=entry.paragraphs,
        needs=entry.needs,
        sources=entry.sources,
        enemies=entry.enemies,
        lead=entry.lead if isinstance(entry, InParts) else "",
        parts=tuple(_part(part, qualification, sets) for part in parts),
        scaffolds=_scaffolds(entry.scaffolds),
        note=entry.note,
        accepted=tuple(entry.accepted.items()),
        place=place,
    )


def _scaffolds(entry: ScaffoldsEntry) -> Scaffolds:
    return Scaffolds(
        starters=entry.starters,
        words=entry.words,
        steps=entry.steps,
        hint=entry.hint,
        glossary=entry.glossary,
        extension=entry.extension,
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
def read_kind(entry: PartEntry, sets: LevelSets) -> Read:
    """The body and the answers of an entry of any kind, key first."""
    raise NotImplementedError(type(entry))


@read_kind.register
def _choice(entry: MultipleChoiceEntry, _: LevelSets) -> Read:
    options = tuple(Choosable(option.id, option.text) for option in entry.options)
    wrong = tuple((option.id, option.misconception) for option in entry.options if option.misconception)
    return Choice(options, entry.pinned), (Key((entry.key,), entry.explanation, wrong),)


@read_kind.register
def _true_false(entry: TrueFalseEntry, _: LevelSets) -> Read:
    key = Key((str(entry.key).lower(),), entry.explanation, ())
    if entry.reason is None:
        return TrueFalse(0), (key,)
    return TrueFalse(REASON_LINES), (key, _points(entry.reason.points, weak=""))


@read_kind.register
def _matching(entry: MatchingEntry, _: LevelSets) -> Read:
    left = tuple(Choosable(pair.id, pair.left) for pair in entry.pairs)
    right = tuple(Choosable(pair.id, pair.right) for pair in entry.pairs)
    spare = tuple(Choosable(item.id, item.right) for item in entry.spare)
    return Matching(left, right + spare), (
        Key(tuple(pair.id for pair in entry.pairs), entry.explanation, ()),
    )


@read_kind.register
def _ordering(entry: OrderingEntry, _: LevelSets) -> Read:
    events = sorted((Choosable(event.id, event.text) for event in entry.events), key=lambda event: event.id)
    key = Key(tuple(event.id for event in entry.events), entry.explanation, ())
    return Ordering(tuple(events), entry.given), (key,)


@read_kind.register
def _gap_fill(entry: GapFillEntry, _: LevelSets) -> Read:
    words = tuple(sorted((*entry.words, *entry.spare), key=str.casefold))
    return GapFill(entry.pieces, words), (Key(entry.words, entry.explanation, ()),)


@read_kind.register
def _table(entry: TableEntry, _: LevelSets) -> Read:
    rows = tuple(tuple("" if HOLE.fullmatch(cell) else cell for cell in row) for row in entry.rows)
    points = (Point(answer, 1, entry.accept.get(answer, ()), (), ()) for answer in entry.blanks)
    return TableCompletion(entry.columns, rows), (Points(tuple(points), entry.explanation, weak=""),)


@read_kind.register
def _written(entry: WrittenEntry, sets: LevelSets) -> Read:
    lines, pages = _room(entry)
    body = Written(
        entry.spaces, entry.prompts, lines, pages, plan=entry.marks >= PLAN_FROM and bool(lines or pages)
    )
    if entry.points:
        return body, (_points(entry.points, entry.weak),)
    indicative = tuple(Indicative(content.heading, content.points) for content in entry.indicative)
    return body, (Levels(sets[entry.levels], indicative, entry.weak),)


def _room(entry: WrittenEntry) -> tuple[int, float]:
    """Ruled lines, or a share of a page; neither where the answer goes into a book."""
    match entry.lines:
        case "none":
            return 0, 0.0
        case "half page":
            return 0, 0.5
        case "page":
            return 0, 1.0
        case lines:
            return lines or lines_for(entry.marks), 0.0


def _points(entries: Iterable[PointEntry], weak: str) -> Points:
    return Points(
        tuple(
            Point(point.text, point.marks, point.accept, point.reject, point.no_credit) for point in entries
        ),
        explanation="",
        weak=weak,
    )
