"""A few wishes (topics, how much, a tier) to the blueprint of a homework worksheet, without a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from worksheetgen.blueprint.entries import CODE_LENGTH
from worksheetgen.blueprint.fields import MANY
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Tier, Unit
from worksheetgen.model.blueprint import Blueprint, PaperType, Section

MOST_TO_READ = 3
"""The most paragraphs of the class text that are printed above the questions."""

AN_EVENING = (3, 5)
"""The fewest and the most questions of a worksheet where nobody says how many: an evening's homework."""


def worksheet_blueprint(
    unit: Unit, topics: Sequence[str], questions: int, marks: int, tiers: tuple[Tier, ...]
) -> Blueprint:
    """The blueprint of a homework worksheet.

    `topics` are ids of the unit's topics, none for all of them. `questions` and `marks` say how much is
    asked, each 0 where it does not matter; where neither matters, it is 3 to 5 questions. Every
    question suits all of the `tiers`. An essay is never asked for: it is no homework for an evening. Above the
    questions stand the (at most three) paragraphs that most of the topics' questions rest on: which questions
    are drawn is not known here.
    """
    here = Place("command line")
    low, high = (questions, questions) if questions else (1, MANY) if marks else AN_EVENING
    section = Section(
        title="",
        instructions="",
        marks=marks,
        questions_low=low,
        questions_high=high,
        kinds=(),
        without=(Kind.ESSAY,),
        topics=tuple(topics),
        sources=(),
        tiers=tiers,
        bounds=(),
        place=here,
    )
    titles = [topic.title for topic in unit.topics if topic.id in topics]
    return Blueprint(
        name="-".join(("worksheet", *topics)),
        type=PaperType.WORKSHEET,
        unit=unit.id,
        code="-".join(("HW", *topics)).upper()[:CODE_LENGTH],
        title=", ".join(titles) or unit.title,
        subtitle=unit.title if titles else "Homework",
        school="",
        minutes=0,
        theme="worksheet",
        materials=(),
        booklet=False,
        read=_to_read(unit, topics),
        sections=(section,),
        bounds=(),
        require=(),
        exclude=(),
        forms=1,
        shared=0,
        equal=(),
        unused_since="",
        like=(),
        place=here,
    )


def _to_read(unit: Unit, topics: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the paragraphs, from 1, that most questions on the topics rest on, in the text's order.

    A question counts for its first topic alone, which is its main one.
    """
    counts = Counter(
        paragraph
        for question in unit.questions
        if not topics or question.topics[0] in topics
        for paragraph in question.paragraphs
    )
    most = sorted(counts, key=lambda paragraph: (-counts[paragraph], paragraph))[:MOST_TO_READ]
    return tuple(sorted(most))
