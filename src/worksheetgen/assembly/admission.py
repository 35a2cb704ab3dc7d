"""Which questions may stand in which section, and what of a question a bound counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from worksheetgen.english import any_of
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import TWENTIETHS, Blueprint, Bound, Measure, PaperType, Section, Tag
from worksheetgen.model.question import Part, Question
from worksheetgen.value import replace

CHECKING_MINUTES = 5
CHECKING_FROM = 30
"""Of a paper of so many minutes or more, five are kept for checking."""

FACILITY = {1: 17, 2: 14, 3: 11, 4: 8, 5: 5}
"""What a class earns of a mark at each difficulty (its facility), in twentieths: a convention, the same everywhere."""

SOURCE_KINDS = frozenset(kind for kind in Kind if kind.on_source)


def lacks_its_wording(blueprint: Blueprint, question: Question) -> bool:
    """Whether the question asks how the text puts something, and whoever sits the paper does not have the text.

    A worksheet prints what its questions rest on, an exam the paragraphs that it is told to.
    """
    printed = blueprint.type is PaperType.WORKSHEET or {*question.paragraphs} <= {*blueprint.read}
    return question.needs == "wording" and not printed and not blueprint.open_book


def misfit(section: Section, question: Question) -> str:
    """Why the question may not stand in the section, as the end of a sentence; "" where it may."""
    if section.activities or question.activity:
        fits = question.activity in section.wishes
        return "" if fits else f"takes only {' and '.join(section.activities) or 'questions of the bank'}"
    others = [kind for kind in question.kinds if kind not in section.kinds]
    if section.kinds and others:
        return f"takes no {others[0]} questions"
    unwanted = [kind for kind in question.kinds if kind in section.without]
    if unwanted:
        return f"takes no {unwanted[0]} questions"
    if section.topics and not set(section.topics) & set(question.topics):
        return f"takes only questions on {any_of(section.topics, 'topic')}"
    unsuited = [tier for tier in section.tiers if tier not in question.tiers]
    if unsuited:
        return f"takes only questions that suit {unsuited[0]}"
    return _source_misfit(section, question)


def _source_misfit(section: Section, question: Question) -> str:
    """A section with sources takes questions on these alone; one without takes none, unless it asks for some kinds."""
    if section.sources:
        fits = question.sources and set(question.sources) <= set(section.sources)
        return "" if fits else f"takes only questions that rest on {any_of(section.sources, 'source')}"
    if question.sources and SOURCE_KINDS.isdisjoint(section.kinds) and not section.without:
        return "takes no questions that rest on a source"
    return ""


def admitted(blueprint: Blueprint, unit: Unit) -> tuple[tuple[Question, ...], ...]:
    """The questions that may stand in each section, sorted by id: none that is excluded or cannot be answered."""
    wanted = (
        q for q in unit.questions if q.id not in blueprint.exclude and not lacks_its_wording(blueprint, q)
    )
    bank = sorted(wanted, key=lambda q: q.id)
    return tuple(tuple(q for q in bank if not misfit(section, q)) for section in blueprint.sections)


def source_sets(questions: tuple[Question, ...]) -> tuple[frozenset[str], ...]:
    """The sets of sources that single questions rest on, each once, in a fixed order."""
    return tuple(sorted({frozenset(q.sources) for q in questions if q.sources}, key=sorted))


def sources_to_add(
    section: Section, blueprint: Blueprint, unit: Unit
) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """Questions, by id, that the section would take if it named more sources, each with those sources.

    They rest on some of the section's sources and on others beside.
    """
    for question in sorted(unit.questions, key=lambda question: question.id) if section.sources else ():
        others = tuple(source for source in question.sources if source not in section.sources)
        wider = replace(section, sources=section.sources + others)
        if (
            0 < len(others) < len(question.sources)
            and question.id not in blueprint.exclude
            and not lacks_its_wording(blueprint, question)
            and not misfit(wider, question)
        ):
            yield question, others


def amount_towards(bound: Bound, question: Question) -> int:
    """How much of the question the bound counts: marks (of its parts, for a kind or objective), their score, or 1."""
    marks = marks_towards(bound.tags, question)
    match bound.unit:
        case Measure.MARKS:
            return marks
        case Measure.EXPECTED_SCORE:
            return marks * FACILITY[question.difficulty]
        case Measure.QUESTIONS:
            return min(marks, 1)


def marks_towards(tags: tuple[tuple[Tag, str], ...], question: Question) -> int:
    """The marks of the question, or of its parts for a kind or objective, if it carries all of these tags; else 0."""
    if all(_carries(question, tag, value) for tag, value in tags):
        return sum(_of_part(dict(tags), part) for part in question.parts)
    return 0


def expected(questions: Iterable[Question]) -> int:
    """The expected score: what a class earns on the questions, in thousandths of a mark."""
    return sum(question.marks * FACILITY[question.difficulty] for question in questions) * 1000 // TWENTIETHS


def _carries(question: Question, tag: Tag, value: str) -> bool:
    """Whether the question as a whole carries the tag; a kind and an objective are its parts'."""
    match tag:
        case Tag.TOPIC:
            return value in question.topics
        case Tag.MAIN_TOPIC:
            return value == question.topic
        case Tag.TIER:
            return value in question.tiers
        case Tag.SOURCE:
            return value in question.sources
        case Tag.DIFFICULTY:
            return value[0] <= str(question.difficulty) <= value[-1]
        case _:
            return True


def _of_part(tags: dict[Tag, str], part: Part) -> int:
    """The part's marks of the kind and for the objective that are among the tags."""
    if tags.get(Tag.KIND, part.kind) != part.kind:
        return 0
    wanted = tags.get(Tag.OBJECTIVE)
    if not wanted:
        return part.marks
    return sum(n for objective, n in part.objectives if wanted in (objective.code, str(objective)))


def minutes_allowed(blueprint: Blueprint) -> int:
    """The minutes that its questions may take: five are kept for checking where there are thirty or more."""
    return blueprint.minutes - (CHECKING_MINUTES if blueprint.minutes >= CHECKING_FROM else 0)


def enemies(unit: Unit) -> frozenset[frozenset[str]]:
    """Pairs of ids that must not meet, whichever of the two names the other."""
    return frozenset(frozenset((q.id, other)) for q in unit.questions for other in q.enemies if other != q.id)
