"""Questions that share sources, and the order in which sources are met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question


def source_groups(questions: Sequence[Question]) -> list[list[Question]]:
    """The questions in groups that share sources; a question that shares none is a group of its own.

    Two questions without a source in common are in one group where others link them: one on Source A, one on
    Source B, and a comparison of both.
    """
    found: list[list[Question]] = []
    for question in questions:
        # One question can link several groups found so far: these become one.
        own = set(question.sources)
        joined = [block for block in found if any(own & set(other.sources) for other in block)]
        found = [block for block in found if block not in joined]
        found.append([*chain.from_iterable(joined), question])
    return found


def source_order(sections: Iterable[Iterable[str]], unit: Unit) -> tuple[str, ...]:
    """The ids of the sources of a form, each once, in the order in which everybody meets them.

    `sections` are the form's question ids. The order follows the sections, then the ids of the questions, and
    not the order in which a student's paper prints them: so Source A is the same on all papers.
    """
    ids = chain.from_iterable(sorted(section) for section in sections)
    return tuple(dict.fromkeys(source for id in ids for source in unit.by_id[id].sources))
