"""Unit to Document: what a teacher should know of a unit, its text and its questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.coverage import marks_by_objective
from worksheetgen.model.bank import Unit
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.student_paper import StudentSource
from worksheetgen.model.tier import Tier

Bars = tuple[tuple[str, int], ...]
"""The bars of a chart: each has its name, and how many it counts."""


def compose_guide(unit: Unit, sources: tuple[StudentSource, ...], session: TemplateSession) -> Document:
    """The unit's guide for teachers: counts, text, contested claims, sources with notes, glossary.

    `sources` are the unit's sources as pupils see them, in the unit's order. Raises InvalidInput where a
    template is wrong.
    """
    furniture = Furniture(f"{unit.title} · teacher’s guide", qr_text="", turn_over="", even=False, blank="")
    return Document(
        f"{unit.title}: teacher’s guide",
        session.words.language,
        furniture,
        tuple(_items(unit, sources, session)),
    )


def _items(unit: Unit, sources: tuple[StudentSource, ...], session: TemplateSession) -> Iterator[Item]:
    here = unit.place
    yield from session.items("guide-cover", here, unit=unit)
    yield from session.items("guide-counts", here, **_counts(unit))
    yield from session.items("guide-text", here, paragraphs=tuple(enumerate(unit.text, 1)), unit=unit)
    yield from session.items("guide-contested", here, unit=unit)
    for source, note in zip(sources, (source.note for source in unit.sources), strict=True):
        yield from session.items("source", source.place, source=source, level=2)
        yield from session.items("guide-source", source.place, note=note)
    yield from session.items("guide-glossary", here, unit=unit)


def _counts(unit: Unit) -> dict[str, Bars]:
    """The charts of the guide, by the name under which the template has them.

    All count questions but "objectives", which counts marks. Topics, objectives, tiers and difficulties stand
    in their own order, kinds and sources with the most questions first.
    """
    questions = unit.questions
    objectives = sorted({str(each) for question in questions for each, _ in question.objectives})
    difficulties = Counter(str(question.difficulty) for question in questions)
    return {
        "topics": _bars(
            (topic.title for topic in unit.topics), (_on(unit, topic.id) for topic in unit.topics)
        ),
        "objectives": _bars(objectives, marks_by_objective(questions, objectives)),
        "tiers": _bars(Tier, (sum(tier in question.tiers for question in questions) for tier in Tier)),
        "kinds": _counted(kind.value for question in questions for kind in question.kinds),
        "sources": _counted(source for question in questions for source in question.sources),
        "difficulties": tuple(sorted(difficulties.items())),
    }


def _on(unit: Unit, topic: str) -> int:
    """How many questions are on a topic, as their main topic or another."""
    return sum(topic in question.topics for question in unit.questions)


def _bars(names: Iterable[str], counts: Iterable[int]) -> Bars:
    return tuple((str(name), count) for name, count in zip(names, counts, strict=True))


def _counted(names: Iterable[str]) -> Bars:
    """How often each name comes up, the most frequent first."""
    return tuple(Counter(names).most_common())
