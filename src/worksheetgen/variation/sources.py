"""Questions that share sources, and the order in which sources are met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from worksheetgen.model.bank import Question, Unit


def source_groups(questions: Sequence[Question]) -> list[list[Question]]:
    """The questions in groups that share a source, directly or through another; all others alone."""
    found: list[list[Question]] = []
    for question in questions:
        own = set(question.sources)
        joined = [block for block in found if any(own & set(other.sources) for other in block)]
        found = [block for block in found if block not in joined]
        found.append([*chain.from_iterable(joined), question])
    return found


def source_order(sections: Iterable[Iterable[str]], unit: Unit) -> tuple[str, ...]:
    """The sources of a form's questions, ids by section, each once in the order in which everybody meets them."""
    ids = chain.from_iterable(sorted(section) for section in sections)
    return tuple(dict.fromkeys(source for id in ids for source in unit.by_id[id].sources))
