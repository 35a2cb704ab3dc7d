"""What must hold in each part of a question, whatever its kind. The rules of one kind are in its `entry.py`.

A rule takes a part and what is known of the unit's levels, and returns problems; the tuple at the foot is the list of
all.
"""

from __future__ import annotations

from collections.abc import Iterator

from worksheetgen.bank.parsed import ParsedUnit
from worksheetgen.english import counted
from worksheetgen.errors import Problem
from worksheetgen.kinds.entries import KnownLevels, PartEntry, PartRule
from worksheetgen.yaml_file import LocatedEntry


def part_problems(draft: ParsedUnit) -> Iterator[Problem]:
    """Every problem that a rule for all kinds, or one of the part's own kind, finds in the unit's parts."""
    levels = KnownLevels(
        draft.level_names.known,
        {one.name: one.levels[0].value.marks[1] for one in draft.levels},
        {one.name: one.serves for one in draft.levels if one.serves},
        draft.level_names.whole,
    )
    for asked in draft.questions:
        for part in asked.parts():
            own = () if asked.value.origin else part.value.own_rules
            for rule in (*PART_RULES, *part.value.rules, *own):
                yield from rule(part, levels)


def objectives_add_up(part: LocatedEntry[PartEntry], _: KnownLevels) -> Iterator[Problem]:
    """The marks of a part's objectives add up to the marks of the part.

    Ofqual, Condition G1.3: the criteria by which answers are told apart are clear and unambiguous.
    """
    total, marks = sum(part.value.objectives.values()), part.value.marks
    if total != marks:
        what = f"The objectives add up to {counted(total, 'mark')}, but the question has {marks}."
        yield Problem(part.place("objectives"), what, "Make the two agree.")


PART_RULES: tuple[PartRule, ...] = (objectives_add_up,)
