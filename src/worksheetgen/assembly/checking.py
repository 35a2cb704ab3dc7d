"""Selection to broken promises: the blueprint's rules read afresh, without the programme that drew it.

It shares no code with the model builder on purpose: a slip there must not be repeated here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from worksheetgen.model.bank import Question, Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Section, Selection, Tag
from worksheetgen.model.blueprint import Unit as Measure


def violations(blueprint: Blueprint, unit: Unit, selection: Selection) -> tuple[str, ...]:
    """What the selection breaks, each as a sentence for whoever mends the programme; () for a good one."""
    bank = {question.id: question for question in unit.questions}
    sections = [[bank[id] for id in ids] for ids in selection.sections]
    if len(sections) != len(blueprint.sections):
        return (f"{len(sections)} sections drawn for {len(blueprint.sections)}",)
    drawn = [question for questions in sections for question in questions]
    found = [*_wrong_on_paper(blueprint, drawn)]
    for section, questions in zip(blueprint.sections, sections, strict=True):
        found += [f"{section.title}: {wrong}" for wrong in _wrong_in_section(section, questions)]
    return tuple(found)


def _wrong_on_paper(blueprint: Blueprint, drawn: list[Question]) -> Iterator[str]:
    """What the paper as a whole breaks."""
    ids = Counter(question.id for question in drawn)
    yield from (f"{id} drawn {times} times" for id, times in ids.items() if times > 1)
    yield from (f"{id} required but not drawn" for id in blueprint.require if id not in ids)
    yield from (f"{id} excluded but drawn" for id in blueprint.exclude if id in ids)
    for one, other in combinations(drawn, 2):
        if other.id in one.enemies or one.id in other.enemies:
            yield f"{one.id} meets its enemy {other.id}"
    needed = sum(question.minutes for question in drawn)
    if blueprint.minutes and needed > blueprint.minutes - (5 if blueprint.minutes >= 30 else 0):
        yield f"{needed} minutes needed of {blueprint.minutes}"
    yield from _wrong_bounds(blueprint.bounds, drawn)


def _wrong_in_section(section: Section, questions: list[Question]) -> Iterator[str]:
    """What one section breaks."""
    marks = sum(part.marks for question in questions for part in question.parts)
    if section.marks and marks != section.marks:
        yield f"{marks} marks for {section.marks}"
    if not section.questions_low <= len(questions) <= section.questions_high:
        yield f"{len(questions)} questions for {section.questions_low} to {section.questions_high}"
    studied = {source for question in questions for source in question.sources}
    if studied and not any(studied == set(question.sources) for question in questions):
        yield f"no question rests on all of {sorted(studied)}"
    for question in questions:
        yield from (f"{question.id} {wrong}" for wrong in _wrong_place(section, question))
    yield from _wrong_bounds(section.bounds, questions)


def _wrong_place(section: Section, question: Question) -> Iterator[str]:
    """Why a question should not stand in its section."""
    if section.kinds and any(part.kind not in section.kinds for part in question.parts):
        yield "is of another kind"
    if section.topics and not any(topic in section.topics for topic in question.topics):
        yield "is on another topic"
    if any(tier not in question.tiers for tier in section.tiers):
        yield "does not suit every tier"
    if section.sources and not question.sources:
        yield "rests on no source"
    if section.sources and any(source not in section.sources for source in question.sources):
        yield "rests on another source"
    invited = any(kind.startswith("source-") for kind in section.kinds)
    if question.sources and not section.sources and not invited:
        yield "rests on a source in a section without"


def _wrong_bounds(bounds: tuple[Bound, ...], questions: list[Question]) -> Iterator[str]:
    """Bounds that are not kept."""
    for bound in bounds:
        amount = sum(_amount(bound, question) for question in questions)
        if not bound.at_least <= amount <= bound.at_most:
            asked = f"{bound.at_least} to {bound.at_most}"
            yield f"{amount} {bound.unit} of {bound.tag} {bound.value} for {asked}"


def _amount(bound: Bound, question: Question) -> int:
    """How much of a question carries the bound's tag."""
    whole = {
        Tag.TOPIC: bound.value in question.topics,
        Tag.TIER: bound.value in question.tiers,
        Tag.SOURCE: bound.value in question.sources,
    }
    amount = 0
    for part in question.parts:
        if whole.get(bound.tag) or (bound.tag == Tag.KIND and part.kind == bound.value):
            amount += part.marks
        if bound.tag == Tag.OBJECTIVE:
            amount += sum(
                n for o, n in part.objectives if bound.value in (o.code, f"{o.qualification} {o.code}")
            )
    return int(amount > 0) if bound.unit == Measure.QUESTIONS else amount
