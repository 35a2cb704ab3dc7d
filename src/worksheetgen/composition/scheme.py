"""Papers to Document: one mark scheme for the whole pile, an entry for each question in the paper's sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worksheetgen.composition.stage import LANGUAGE, Stage
from worksheetgen.model.answers import Key, Levels, Points
from worksheetgen.model.bank import Body, Choice, GapFill, Matching, Ordering, Part, Question, TrueFalse, Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper, PaperSource

COLUMNS = 18
"""Entries of the scheme in one cross-table."""
CROSSED = 100
"""Up to so many papers stand in the cross-table; beyond, the answer keys alone lead from a paper to the scheme."""
_REFERENCE = re.compile(r"\{(source|part)(?::([^}]*))?\}")


@dataclass(frozen=True)
class Row:
    """One line of an objective key: what a pupil points at, whether it is right, what a wrong choice shows."""

    text: str
    right: bool
    misconception: str


@dataclass(frozen=True)
class Coverage:
    """What a paper asks: by topic its marks and the bank's questions that it leaves, by difficulty 1 to 5, minutes."""

    topics: tuple[tuple[str, int, int], ...]
    difficulties: tuple[int, ...]
    minutes: int


@dataclass(frozen=True)
class Cross:
    """A table from papers to the scheme: the scheme's numbers, and for each paper's id its own numbers."""

    numbers: tuple[int, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Entry:
    """A part in the mark scheme: its label, its stem in the scheme's words, and its answers by type."""

    label: str
    stem: str
    part: Part
    rows: tuple[Row, ...]
    keys: tuple[Key, ...]
    points: tuple[Points, ...]
    levels: tuple[Levels, ...]


def scheme_numbers(papers: Sequence[Paper]) -> dict[str, int]:
    """The mark scheme's own number for each question id: sections in order, ids within each."""
    ids = [
        question.question.id
        for section in papers[0].sections
        for question in sorted(section.questions, key=lambda asked: asked.question.id)
    ]
    return {id: index for index, id in enumerate(ids, start=1)}


def compose_mark_scheme(papers: Sequence[Paper], unit: Unit, stage: Stage) -> Document:
    """The mark scheme of papers drawn from one selection. Raises InvalidInput where a template is wrong."""
    first = papers[0]
    furniture = Furniture(
        identity=f"{first.blueprint.code} · mark scheme · all papers",
        code="",
        turn_over="",
        even=False,
        blank="",
    )
    title = f"{first.blueprint.title}: mark scheme"
    return Document(title, LANGUAGE, furniture, tuple(_items(papers, unit, stage)))


def _items(papers: Sequence[Paper], unit: Unit, stage: Stage) -> Iterator[Item]:
    first = papers[0]
    blueprint = first.blueprint
    numbers = scheme_numbers(papers)
    yield from stage.items(
        "scheme-cover",
        blueprint.place,
        paper=first,
        unit=unit,
        totals=_totals(first),
        coverage=_coverage(first, unit),
    )
    for section in first.sections:
        yield from stage.items("scheme-section", blueprint.place, section=section)
        for question in sorted((asked.question for asked in section.questions), key=lambda asked: asked.id):
            yield from scheme_entry(question, numbers[question.id], first, stage)
    yield from _notes(first, unit, blueprint, stage)
    if len(papers) <= CROSSED:
        for table in _cross(papers, numbers):
            yield from stage.items("scheme-cross", blueprint.place, table=table)


def _cross(papers: Sequence[Paper], numbers: Mapping[str, int]) -> Iterator[Cross]:
    """Under which number each paper asks what stands at each number of the scheme, so many numbers a table."""
    ids = tuple(numbers)
    for start in range(0, len(ids), COLUMNS):
        part = ids[start : start + COLUMNS]
        rows = []
        for paper in papers:
            asked = {question.question.id: question.number for question in paper.questions}
            rows.append((paper.student.id, tuple(asked[id] for id in part)))
        yield Cross(tuple(numbers[id] for id in part), tuple(rows))


def scheme_entry(question: Question, number: int, paper: Paper, stage: Stage) -> tuple[Item, ...]:
    """A question's entry in the mark scheme of a paper, under its number there."""
    return stage.items(
        "scheme-entry",
        question.place,
        number=number,
        question=question,
        entries=_entries(question, paper),
        lead=_resolved(question.lead, question, paper),
        paragraphs=", ".join(map(str, question.paragraphs)),
    )


def _notes(paper: Paper, unit: Unit, blueprint: Blueprint, stage: Stage) -> Iterator[Item]:
    sources = tuple(
        (item.label, item.source)
        for section in paper.sections
        for item in section.items
        if isinstance(item, PaperSource)
    )
    yield from stage.items("scheme-notes", blueprint.place, unit=unit, sources=sources)


def _coverage(paper: Paper, unit: Unit) -> Coverage:
    """What the paper asks of the unit; each question counts on its first topic."""
    asked = [question.question for question in paper.questions]
    drawn = {question.id for question in asked}
    topics = tuple(
        (
            topic.title,
            sum(question.marks for question in asked if question.topics[0] == topic.id),
            sum(topic.id in question.topics and question.id not in drawn for question in unit.questions),
        )
        for topic in unit.topics
    )
    difficulties = tuple(sum(question.difficulty == level for question in asked) for level in range(1, 6))
    return Coverage(topics, difficulties, sum(question.minutes for question in asked))


def _totals(paper: Paper) -> tuple[tuple[str, int], ...]:
    """The marks for each assessment objective over the paper."""
    totals: dict[str, int] = {}
    for question in paper.questions:
        for objective, marks in question.question.objectives:
            totals[str(objective)] = totals.get(str(objective), 0) + marks
    return tuple(sorted(totals.items()))


def _entries(question: Question, paper: Paper) -> tuple[Entry, ...]:
    several = len(question.parts) > 1
    return tuple(
        Entry(
            label=f"({chr(ord('a') + index)})" if several else "",
            stem=_resolved(part.stem, question, paper),
            part=part,
            rows=_rows(part),
            keys=tuple(answer for answer in part.answers if isinstance(answer, Key)),
            points=tuple(answer for answer in part.answers if isinstance(answer, Points)),
            levels=tuple(answer for answer in part.answers if isinstance(answer, Levels)),
        )
        for index, part in enumerate(question.parts)
    )


def _rows(part: Part) -> tuple[Row, ...]:
    """The objective key in the bank's words, because printed letters differ from paper to paper."""
    return tuple(
        row for answer in part.answers if isinstance(answer, Key) for row in _key_rows(part.body, answer)
    )


def _key_rows(body: Body, key: Key) -> tuple[Row, ...]:
    wrong = dict(key.misconceptions)
    match body:
        case Choice(options=options):
            return tuple(Row(item.text, item.id in key.answers, wrong.get(item.id, "")) for item in options)
        case Matching(left=left, right=right):
            texts = {item.id: item.text for item in right}
            pairs = zip(left, key.answers, strict=True)
            return tuple(
                Row(f"{number}. {item.text} – {texts[id]}", True, "")
                for number, (item, id) in enumerate(pairs, 1)
            )
        case Ordering(events=events):
            texts = {item.id: item.text for item in events}
            return tuple(Row(f"{number}. {texts[id]}", True, "") for number, id in enumerate(key.answers, 1))
        case GapFill():
            return (Row("; ".join(key.answers), True, ""),)
        case TrueFalse():
            return (Row("; ".join(key.answers).capitalize(), True, ""),)
        case _:
            return ()


def _resolved(stem: str, question: Question, paper: Paper) -> str:
    """A stem for all papers: sources by their label, parts by their letter alone."""
    labels = {
        item.source.id: item.label
        for section in paper.sections
        for item in section.items
        if isinstance(item, PaperSource)
    }

    def resolve(found: re.Match[str]) -> str:
        kind, which = found.groups()
        return labels[which or question.sources[0]] if kind == "source" else f"({which})"

    return _REFERENCE.sub(resolve, stem)
