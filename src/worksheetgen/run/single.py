"""Prints outside a run: one question as every tier meets it, and the teacher's guide to a unit."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from worksheetgen.composition import compose_guide, compose_preview
from worksheetgen.errors import Place
from worksheetgen.model.bank import Question, Tier, Unit
from worksheetgen.model.blueprint import Blueprint, Booklet, PaperType, Section, Selection
from worksheetgen.model.paper import PaperSource
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import folders_of_theme, unnamed
from worksheetgen.variation import PaperBuilder, arrange

_THEME = "board"


def print_preview(unit: Unit, question: Question, theme: Path | None = None) -> bytes:
    """A PDF of one question as each tier meets it, where that differs, and of its mark scheme.

    `theme` is a teacher's own theme folder. Raises InvalidInput where theme or templates have mistakes, Unprintable.
    """
    renderer = _renderer(unit, theme)
    arrangement = arrange(Selection("", ((question.id,),)), unit, "preview", "preview")
    builder = PaperBuilder(_alone(unit, question), unit, "", run="PREVIEW", seed="")
    papers = {
        tier: builder.paper(arrangement, unnamed("preview", tier))
        for tier in (Tier.CORE, Tier.SUPPORT, Tier.CHALLENGE)
    }
    prints = [
        (f"{question.id}: {tier} print", renderer.student_view.paper(paper)) for tier, paper in papers.items()
    ]
    return renderer.pdf(partial(compose_preview, papers[Tier.CORE], prints))


def print_guide(unit: Unit, theme: Path | None = None) -> bytes:
    """A PDF of what a teacher should know of a unit. Raises as `print_preview` does."""
    renderer = _renderer(unit, theme)
    sources = tuple(
        renderer.student_view.source(PaperSource(f"{source.label}: {source.id}", source))
        for source in unit.sources
    )
    return renderer.pdf(partial(compose_guide, unit, sources))


def _renderer(unit: Unit, theme: Path | None) -> Renderer:
    return Renderer(unit, folders_of_theme(theme, _THEME, Place("--theme")))


def _alone(unit: Unit, question: Question) -> Blueprint:
    """The blueprint of a paper with one question on it."""
    section = Section(
        title="",
        instructions="",
        marks=0,
        questions_low=1,
        questions_high=1,
        kinds=(),
        topics=(),
        sources=question.sources,
        tiers=(),
        bounds=(),
        place=question.place,
    )
    return Blueprint(
        name="preview",
        type=PaperType.EXAM,
        unit=unit.id,
        code="PREVIEW",
        title=question.id,
        subtitle="",
        school="",
        minutes=0,
        theme=_THEME,
        materials=(),
        booklet=Booklet.LARGE,
        read=(),
        sections=(section,),
        bounds=(),
        require=(),
        exclude=(),
        forms=1,
        shared=0,
        equal=(),
        unused_since="",
        like=(),
        place=question.place,
    )
