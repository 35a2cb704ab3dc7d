"""The whole job on one page: what a teacher asked for to the files of a run. Each step is one stage's function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from worksheetgen import __version__
from worksheetgen.assembly import assemble
from worksheetgen.binding import Binder
from worksheetgen.composition import compose_guide, compose_preview
from worksheetgen.delivery.workroom import Workroom
from worksheetgen.errors import Problem, Unprintable
from worksheetgen.execution import Workers
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Question, Tier, Unit
from worksheetgen.model.blueprint import Blueprint, Draw, PaperType, Section, Selection
from worksheetgen.model.paper import Paper, PaperSource
from worksheetgen.order import Order, unnamed, with_spares
from worksheetgen.packs import Pack, Task, keep_task, make_pack, split
from worksheetgen.pdf import write_pdf
from worksheetgen.press import Press, Repertoires
from worksheetgen.projection import Asking
from worksheetgen.variation import Sharing, Varying, arrange, plan, sharing

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how many are done, and of how many."""


@dataclass(frozen=True)
class Result:
    """What was printed: numbers of papers, of unnamed ones among them, and of pages; the packs' folders.

    `packs` is empty where there is one alone, which has none; `firsts` counts what named students meet first, by
    question id; `sharing` is what neighbours share, None for a class without seats.
    """

    draw: Draw
    papers: int
    spares: int
    pages: int
    packs: tuple[str, ...]
    firsts: Mapping[str, int]
    sharing: Sharing | None


def print_run(order: Order, workroom: Workroom, workers: Workers, progress: Progress) -> Result:
    """Everything of a run into the workroom's `run`.

    Raises UnmetBlueprint, InvalidInput (templates), Unprintable, each with every problem found; WorkersLost.
    """
    progress("Drawing questions", 0, 1)
    draw = assemble(order.blueprint, order.unit, order.seed)
    students = with_spares(order.class_list, len(draw.forms)).students
    seated = any(student.seat for student in students)
    piles = split(students)
    planned: dict[str, Arrangement] = {}
    if seated or len(piles) == 1:
        planned = plan(draw.forms, order.unit, students, order.seed, order.standing)
    keep_task(workroom.path, Task(order.identity, order, draw))
    packs = [
        Pack(
            workroom.path,
            order.identity,
            __version__,
            number,
            folder,
            pile,
            {s.id: planned[s.id] for s in pile if planned},
        )
        for number, (folder, pile) in enumerate(piles, 1)
    ]
    binder = Binder(order, draw, workroom.path, len(packs), workroom.run)
    with binder.markbook() as enter:
        _make(packs, len(students), workers, progress, enter)
    progress("Binding", 0, 1)
    binder.for_everybody(students, planned)
    bound = binder.records()
    binder.booklets(bound.kinds)
    binder.packs()
    return Result(
        draw=draw,
        papers=len(students),
        spares=sum(student.spare for student in students),
        pages=bound.pages,
        packs=tuple(folder for folder, _ in piles if folder),
        firsts=bound.firsts,
        sharing=sharing(planned, draw.forms, order.unit, students, order.seed) if seated else None,
    )


def _make(
    packs: Sequence[Pack], papers: int, workers: Workers, progress: Progress, enter: Callable[[], None]
) -> None:
    """All packs, entered in the markbook as they are finished; the problems of all are raised together."""
    problems: set[Problem] = set()
    done = 0
    for made in workers.run(make_pack, packs):
        problems |= set(made.problems)
        done += made.papers
        progress("Printing papers", done, papers)
        enter()
    if problems:
        raise Unprintable(problems)


def print_paper(order: Order, forms: Sequence[Selection], paper: Paper) -> bytes:
    """One paper alone, of a run with these forms: the same bytes as in its run."""
    press = Press(order.unit, order.themes)
    (sheet,) = press.papers([paper])
    repertoires = Repertoires(lambda print: order.unnamed(forms, print), press)
    return write_pdf([sheet], sheet.title, repertoires.of([paper.student.print]))


def print_preview(unit: Unit, question: Question, themes: Sequence[Path]) -> bytes:
    """One question as each tier meets it, where that differs, and its mark scheme."""
    alone = _alone(unit, question)
    selection = Selection("", ((question.id,),))
    arrangement = arrange(selection, unit, "preview", "preview")
    varying, asking = Varying(alone, unit, "", "PREVIEW"), Asking(unit)
    papers = {
        tier: varying.paper(arrangement, unnamed("preview", tier))
        for tier in (Tier.CORE, Tier.SUPPORT, Tier.CHALLENGE)
    }
    prints = [(f"{question.id}: {tier} print", asking.paper(paper)) for tier, paper in papers.items()]
    press = Press(unit, themes)
    sheet = press.sheet(lambda stage: compose_preview(papers[Tier.CORE], prints, stage))
    return write_pdf([sheet], sheet.title)


def print_guide(unit: Unit, themes: Sequence[Path]) -> bytes:
    """What a teacher should know of a unit."""
    asking = Asking(unit)
    sources = tuple(
        asking.source(PaperSource(f"{source.label}: {source.id}", source)) for source in unit.sources
    )
    sheet = Press(unit, themes).sheet(lambda stage: compose_guide(unit, sources, stage))
    return write_pdf([sheet], sheet.title)


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
        theme="board",
        materials=(),
        booklet=False,
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
