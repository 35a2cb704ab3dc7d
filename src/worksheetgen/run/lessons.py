"""Earlier runs to the lessons of a retrieval grid: which topics a class was asked about a week, a month, long ago.

They are worked out once, when a run is asked for, and stand in its record: what is printed again, or verified, months
later goes by the record, whatever has been printed since.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from worksheetgen.activities import Lessons, lessons_of
from worksheetgen.manifest import drawn_questions
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import LESSONS, Activity, Blueprint, Section
from worksheetgen.run.history import day_of, runs_on
from worksheetgen.value import replace

SINCE = (0, 4, 14, 60)
"""How many days ago what was printed belongs to each of LESSONS, at the least."""
TOPICS_OF_LESSON = (2, 3, 4, 99)
"""No more topics of what was printed go to each: a test asks about all topics, and was no lesson on each of them."""

AskedBefore = tuple[int, tuple[str, ...]]
"""What a run asked: how many days ago, and the main topic (id) of each of its questions."""


def asked_before(
    unit: Unit, class_name: str, history: Path, target: Path, today: date
) -> Iterator[AskedBefore]:
    """What the runs on the unit below `history` asked of that class, "" for any, but for the one in `target`.

    What was printed without a class list may have been for any class.
    """
    for folder, manifest in runs_on(history, unit.id, target):
        if class_name and manifest.class_name not in ("", class_name):
            continue
        drawn = sorted(drawn_questions(manifest) & unit.by_id.keys())
        yield (today - day_of(folder)).days, tuple(unit.by_id[id].topic for id in drawn)


def with_lessons(
    blueprint: Blueprint, unit: Unit, before: Iterable[AskedBefore], standing: Sequence[Lessons]
) -> Blueprint:
    """The blueprint with the lessons of its retrieval grids.

    What it does not say itself is that of the run that is replaced, whose lessons are `standing`, so that a newcomer
    changes nobody's grid; else what was asked `before`; else the unit's order of topics.
    """
    sections = (*blueprint.sections, *(section for own in blueprint.by_form for section in own.sections))
    if not any(Activity.RETRIEVAL_GRID in section.activities for section in sections):
        return blueprint
    asked = _by_lesson(before)

    def told(section: Section) -> Section:
        if Activity.RETRIEVAL_GRID not in section.activities:
            return section
        given = section.lessons or ((),) * len(LESSONS)
        kept = [one for one in standing if _agree(given, one)]
        return replace(section, lessons=kept[0] if kept else lessons_of(unit, _remembered(given, asked)))

    return replace(
        blueprint,
        sections=tuple(map(told, blueprint.sections)),
        by_form=tuple(replace(own, sections=tuple(map(told, own.sections))) for own in blueprint.by_form),
    )


def lessons_in(blueprint: Mapping[str, object]) -> tuple[Lessons, ...]:
    """The lessons of the retrieval grids of a run, from the blueprint in its record."""
    data = (blueprint, *_listed(blueprint.get("by_form")))
    sections = [section for one in data if isinstance(one, dict) for section in _listed(one.get("sections"))]
    found = (_listed(section.get("lessons")) for section in sections if isinstance(section, dict))
    return tuple(tuple(tuple(map(str, _listed(topics))) for topics in one) for one in found if one)


def _listed(data: object) -> Sequence[object]:
    return data if isinstance(data, (list, tuple)) else ()


def _agree(given: Lessons, standing: Lessons) -> bool:
    """Whether a run's lessons are what is given, as far as something is."""
    return len(given) == len(standing) and all(
        not one or one == other for one, other in zip(given, standing, strict=True)
    )


def _by_lesson(before: Iterable[AskedBefore]) -> Mapping[int, Counter[str]]:
    """By its place among LESSONS, how often each topic was asked about; each in its latest place alone."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for days, topics in before:
        place = max(place for place, since in enumerate(SINCE) if days >= since or not place)
        found[place].update(topics)
    seen: set[str] = set()
    latest = {}
    for place in sorted(found):
        latest[place] = Counter({topic: times for topic, times in found[place].items() if topic not in seen})
        seen |= latest[place].keys()
    return latest


def _remembered(given: Lessons, asked: Mapping[int, Counter[str]]) -> Lessons:
    """What is given, and for the rest what was asked; lately asked is last week's beside a given lesson."""
    found = list(given)
    taken = {topic for topics in given for topic in topics}
    for place, topics in asked.items():
        where = max(place, 1) if given[0] else place
        if not given[where]:
            often = sorted(topics, key=lambda topic: (-topics[topic], topic))
            found[where] = (*found[where], *(topic for topic in often if topic not in taken))[
                : TOPICS_OF_LESSON[where]
            ]
            taken.update(found[where])
    return tuple(found)
