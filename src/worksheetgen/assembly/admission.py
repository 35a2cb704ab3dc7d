"""Which questions may stand in which section, and what of a question a bound counts."""

from __future__ import annotations

from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Part, Question, Unit
from worksheetgen.model.blueprint import Blueprint, Bound, Measure, Section, Tag

SOURCE_KINDS = frozenset(kind for kind in Kind if kind.on_source)


def misfit(section: Section, question: Question) -> str:
    """Why the question may not stand in the section, as the end of a sentence; "" where it may."""
    others = [kind for kind in question.kinds if kind not in section.kinds]
    if section.kinds and others:
        return f"takes no {others[0]} questions"
    unwanted = [kind for kind in question.kinds if kind in section.without]
    if unwanted:
        return f"takes no {unwanted[0]} questions"
    if section.topics and not set(section.topics) & set(question.topics):
        return f"takes only questions on {' or '.join(section.topics)}"
    unsuited = [tier for tier in section.tiers if tier not in question.tiers]
    if unsuited:
        return f"takes only questions that suit {unsuited[0]}"
    return _source_misfit(section, question)


def _source_misfit(section: Section, question: Question) -> str:
    """A section with sources takes questions on these alone; one without takes none, unless it asks for some kinds."""
    if section.sources:
        fits = question.sources and set(question.sources) <= set(section.sources)
        return "" if fits else f"takes only questions that rest on {' or '.join(section.sources)}"
    if question.sources and SOURCE_KINDS.isdisjoint(section.kinds) and not section.without:
        return "takes no questions that rest on a source"
    return ""


def admitted(blueprint: Blueprint, unit: Unit) -> tuple[tuple[Question, ...], ...]:
    """The questions that may stand in each section, sorted by id, without the excluded ones."""
    bank = sorted((q for q in unit.questions if q.id not in blueprint.exclude), key=lambda q: q.id)
    return tuple(tuple(q for q in bank if not misfit(section, q)) for section in blueprint.sections)


def source_sets(questions: tuple[Question, ...]) -> tuple[frozenset[str], ...]:
    """The sets of sources that single questions rest on, each once, in a fixed order."""
    return tuple(sorted({frozenset(q.sources) for q in questions if q.sources}, key=sorted))


def pools(questions: tuple[Question, ...]) -> tuple[tuple[Question, ...], ...]:
    """What a section can draw from at once: one pool for each source set, as two never share a section."""
    sets = source_sets(questions) or (frozenset(),)
    return tuple(tuple(q for q in questions if sources.issuperset(q.sources)) for sources in sets)


def counted(bound: Bound, question: Question) -> int:
    """How much of the question the bound counts: marks (of its parts, for a kind or objective) or 1."""
    marks = 0
    if all(_carries(question, tag, value) for tag, value in bound.tags):
        marks = sum(_of_part(dict(bound.tags), part) for part in question.parts)
    return marks if bound.unit is Measure.MARKS else min(marks, 1)


def _carries(question: Question, tag: Tag, value: str) -> bool:
    """Whether the question as a whole carries the tag; a kind and an objective are its parts'."""
    match tag:
        case Tag.TOPIC:
            return value in question.topics
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
    return blueprint.minutes - 5 if blueprint.minutes >= 30 else blueprint.minutes


def enemies(unit: Unit) -> frozenset[frozenset[str]]:
    """Pairs of ids that must not meet, whichever of the two names the other."""
    return frozenset(frozenset((q.id, other)) for q in unit.questions for other in q.enemies if other != q.id)
