"""Prints outside a run: one question as every tier meets it, and the teacher's guide to a unit."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from worksheetgen.composition import compose_guide, compose_preview
from worksheetgen.errors import Place
from worksheetgen.model.bank import Unit
from worksheetgen.model.bare import BARE_THEME, bare_blueprint, bare_section
from worksheetgen.model.draw import Selection
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.paper import Paper, PaperSource
from worksheetgen.model.question import Question
from worksheetgen.model.students import Student
from worksheetgen.model.tier import Tier
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import folders_of_theme, unnamed
from worksheetgen.variation import PaperBuilder, arrange


def print_preview(unit: Unit, question: Question, theme: Path | None = None) -> bytes:
    """A PDF of one question as each tier meets it, where that differs, and of its mark scheme.

    `theme` is a teacher's own theme folder. Raises InvalidInput where theme or templates have mistakes, Unprintable.
    """
    renderer = bare_renderer(unit, theme)
    papers = {
        tier: paper_of_one(unit, question, unnamed("preview", tier))
        for tier in (Tier.CORE, Tier.SUPPORT, Tier.CHALLENGE)
    }
    prints = [
        (f"{question.id}: {tier} print", renderer.student_view.paper(paper)) for tier, paper in papers.items()
    ]
    return renderer.pdf(partial(compose_preview, papers[Tier.CORE], prints))


def print_guide(unit: Unit, theme: Path | None = None) -> bytes:
    """A PDF of what a teacher should know of a unit. Raises as `print_preview` does."""
    renderer = bare_renderer(unit, theme)
    sources = tuple(
        renderer.student_view.source(PaperSource(f"{source.label}: {source.id}", source), Tier.CORE)
        for source in unit.sources
    )
    return renderer.pdf(partial(compose_guide, unit, sources))


def paper_of_one(unit: Unit, question: Question, student: Student) -> Paper:
    """A paper with one question alone, as that student meets it: of no class and no run."""
    arrangement = arrange(Selection("", ((question.id,),)), unit, student.id, "preview")
    blueprint = bare_blueprint(unit, "PREVIEW", question.id, (bare_section("", "", question.place),))
    return PaperBuilder(blueprint, unit, "", run="PREVIEW", seed="").paper(arrangement, student)


def bare_renderer(unit: Unit, theme: Path | None, paper: PaperSize | None = None) -> Renderer:
    """Renders prints on a unit that are no papers, in the theme of an exam or a teacher's own changes of it.

    A `paper` that is given takes the place of the theme's.
    """
    return Renderer(unit, folders_of_theme(theme, BARE_THEME, Place("--theme")), paper)
