"""Checked entries to the bank's frozen values; a part's own fields are read by the entry of its kind."""

from __future__ import annotations

from collections.abc import Mapping

from worksheetgen.bank.question_entries import InParts, QuestionEntry, ScaffoldsEntry
from worksheetgen.bank.unit_entries import LevelEntry, SourceEntry
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.kinds.entries import LevelSets, PartEntry
from worksheetgen.model.answers import Level
from worksheetgen.model.image import Image
from worksheetgen.model.question import Objective, Origin, Part, Question, Scaffolds
from worksheetgen.model.source import (
    Bar,
    ChartContent,
    Content,
    EasierWords,
    Event,
    PictureContent,
    ProseContent,
    Source,
    TableContent,
    TimelineContent,
)


def level_of(entry: LevelEntry) -> Level:
    """The entry of a level of response as the bank's value."""
    low, high = entry.marks
    return Level(entry.level, low, high, entry.descriptor)


def source(entry: SourceEntry, images: Mapping[str, Image], place: Place) -> Source:
    """The entry of a source as the bank's value; `place` is where the entry stands.

    `images` has every picture that the unit's sources name, by the name of the file.
    """
    shown, easier = entry.picture, entry.easier
    content = PictureContent(images[shown.file], shown.alt) if shown else content_in_words(entry)
    return Source(
        id=entry.id,
        label=entry.label,
        numbered=entry.has_number,
        provenance=entry.provenance,
        content=content,
        glossary=entry.glossary,
        note=entry.note,
        place=place,
        easier=EasierWords(ProseContent(easier.paragraphs), easier.glossary) if easier else None,
    )


def content_in_words(entry: SourceEntry) -> Content:
    """What the source shows, in the one form that it has: the rules of `unit_checks` leave no other case.

    Of a source that is a picture, prose without a paragraph: it has no words to quote.
    """
    if entry.table:
        return TableContent(entry.table.columns, entry.table.rows)
    if entry.chart:
        return ChartContent(entry.chart.measure, tuple(Bar(bar.label, bar.value) for bar in entry.chart.bars))
    if entry.timeline:
        return TimelineContent(tuple(Event(event.when, event.text) for event in entry.timeline))
    return ProseContent(entry.paragraphs)


def question(entry: QuestionEntry, unit: str, qualification: str, sets: LevelSets, place: Place) -> Question:
    """The entry of a question as the bank's value; `place` is where the entry stands.

    `unit` is the unit's id, `qualification` that of the question's file; `sets` has every set of levels that
    a part may name. A plain question has itself for its one part.
    """
    parts = entry.parts if isinstance(entry, InParts) else (entry,) if isinstance(entry, PartEntry) else ()
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
        origin=Origin(**entry.origin.model_dump()) if entry.origin else None,
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


def _part(entry: PartEntry, qualification: str, sets: LevelSets) -> Part:
    body, answers = entry.read(sets)
    return Part(
        kind=Kind(entry.kind),
        stem=entry.stem,
        marks=entry.marks,
        objectives=tuple((Objective(qualification, code), marks) for code, marks in entry.objectives.items()),
        body=body,
        answers=answers,
    )
