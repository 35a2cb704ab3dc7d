"""A section and a blueprint that demand nothing: for questions that somebody else chose, or to be changed."""

from __future__ import annotations

from worksheetgen.errors import Place
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint, Booklet, PaperType, Section

BARE_THEME = "board"
"""The bundled theme of what names none: that of exams."""


def bare_section(title: str, instructions: str, place: Place) -> Section:
    """A section that takes whatever questions are put there."""
    return Section(
        title=title,
        instructions=instructions,
        marks=0,
        questions_low=1,
        questions_high=1,
        kinds=(),
        topics=(),
        sources=(),
        tiers=(),
        bounds=(),
        place=place,
    )


def bare_blueprint(
    unit: Unit,
    code: str,
    title: str,
    sections: tuple[Section, ...],
    type: PaperType = PaperType.EXAM,
) -> Blueprint:
    """A blueprint that demands nothing besides its sections, of which there is one at least."""
    return Blueprint(
        name="",
        type=type,
        unit=unit.id,
        code=code,
        title=title,
        subtitle="",
        school="",
        minutes=0,
        theme=BARE_THEME,
        materials=(),
        booklet=Booklet.LARGE,
        read=(),
        sections=sections,
        bounds=(),
        require=(),
        exclude=(),
        forms=1,
        shared=0,
        equal=(),
        unused_since="",
        like=(),
        place=sections[0].place,
    )
