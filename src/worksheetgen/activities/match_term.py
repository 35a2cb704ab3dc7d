"""Match the term: numbered terms, and what they mean under letters, with one to spare."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.activities.material import Clue, Material, clue_sources, first_of_each, sentences_from
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Choosable
from worksheetgen.kinds.matching import Matching
from worksheetgen.model.answers import Key
from worksheetgen.model.question import Part, Question
from worksheetgen.streams import Stream

_FEWEST, _MOST = 4, 7
"""So many terms are asked."""
MATCHED_TERMS = _MOST + 1
"""The most clues that it takes: one fits no term."""


def match_term(material: Material, id: str, seed: str) -> Question:
    """As many terms as there are clues for, up to seven. Raises InvalidInput where there are too few."""
    # What says the same of two terms would fit either.
    clues = first_of_each(material.clues, lambda clue: clue.clue.casefold())
    if len(clues) <= _FEWEST:
        what = f"match-term needs {_FEWEST + 1} terms of the glossary, and there are {len(clues)} here."
        raise material.lacking(what, "Ask for more paragraphs, or add terms to glossary.yaml.")
    marks = min(_MOST, len(clues) - 1)
    asked, spare = sorted(clues[:marks], key=lambda clue: clue.term.casefold()), clues[marks]
    # Ids are drawn, as a body keeps what is pointed at in their order, which must say nothing.
    ids = Stream(seed, "activity", id, "ids").shuffled([f"m{number}" for number in range(1, marks + 2)])
    right = (Choosable(own, clue.clue) for own, clue in zip(ids, (*asked, spare), strict=True))
    body = Matching(
        tuple(Choosable(f"t{number}", clue.term) for number, clue in enumerate(asked, 1)),
        tuple(sorted(right, key=lambda item: item.id)),
    )
    key = Key(ids[:marks], clue_sources(asked), ())
    part = Part(Kind.MATCHING, _stem((*asked, spare)), marks, material.knowledge(marks), body, (key,))
    asking = sentences_from((*asked, spare))
    return material.question(id, [part], difficulty=2, minutes=marks, asking=asking)


def _stem(clues: Sequence[Clue]) -> str:
    meanings = {
        (False,): "its meaning",
        (True,): "the sentence that it is missing from",
        (False, True): "its meaning, or to the sentence that it is missing from",
    }[tuple(sorted({clue.gapped for clue in clues}))]
    return f"Match each term to {meanings}. Write one letter in each box; one letter is **not** needed."
