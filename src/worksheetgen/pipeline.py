"""The whole job on one page: what a teacher asked for to the files of a run. Each step is one stage's function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import blake2b
from itertools import chain, count, islice, repeat
from math import ceil
from pathlib import Path
from string import ascii_letters, digits

from worksheetgen.assembly import assemble
from worksheetgen.blueprint import to_data
from worksheetgen.composition import (
    Stage,
    Templates,
    compose_answer_keys,
    compose_booklet,
    compose_guide,
    compose_mark_scheme,
    compose_paper,
    compose_preview,
    compose_seating,
)
from worksheetgen.errors import Place, Problem, Unprintable
from worksheetgen.manifest import Digests, Manifest, paper_file, record, to_json
from worksheetgen.markbook import markbook
from worksheetgen.model.arrangement import Arrangement
from worksheetgen.model.bank import Question, Tier, Unit
from worksheetgen.model.blueprint import Blueprint, Draw, PaperType, Section, Selection
from worksheetgen.model.document import Document
from worksheetgen.model.paper import Paper, PaperSource
from worksheetgen.model.room import free_seats
from worksheetgen.model.sheet import Sheet
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.pdf import write_pdf
from worksheetgen.projection import ask, ask_source, ask_sources
from worksheetgen.typesetting import Typesetter, load_theme
from worksheetgen.variation import Sharing, arrange, plan, sharing, vary

RUN_ID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter of a run's id can be read as another."""

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how many are done, and of how many."""


@dataclass(frozen=True)
class Order:
    """What a teacher asked for, read and checked.

    `themes` are theme folders, the most particular first; `standing` are the papers of this run that exist
    already, by student id: they stay as they are.
    """

    unit: Unit
    blueprint: Blueprint
    class_list: ClassList
    seed: str
    themes: tuple[Path, ...]
    digests: Digests
    standing: Mapping[str, Arrangement]

    @property
    def run(self) -> str:
        """The run's id on paper: six characters of bank, blueprint, class name and seed."""
        made_from = (self.digests.bank, self.digests.blueprint, self.class_list.name, self.seed)
        number = int.from_bytes(blake2b("\0".join(made_from).encode(), digest_size=8).digest(), "big")
        return "".join(RUN_ID[number >> 5 * place & 31] for place in range(6))


@dataclass(frozen=True)
class Result:
    """The files of a run by their names in its folder, and the values they were made from.

    `sharing` is what neighbours share, None for a class without seats.
    """

    files: dict[str, bytes]
    papers: tuple[Paper, ...]
    manifest: Manifest
    pages: int
    draw: Draw
    sharing: Sharing | None


def print_run(order: Order, progress: Progress) -> Result:
    """Everything of a run, in memory.

    Raises UnmetBlueprint, InvalidInput (templates), Unprintable, each with every problem found.
    """
    progress("Drawing questions", 0, 1)
    draw = assemble(order.blueprint, order.unit, order.seed)
    students = with_spares(order.class_list, len(draw.forms)).students
    arrangements = plan(draw.forms, order.unit, students, order.seed, order.standing)
    papers = tuple(make_paper(order, arrangements[student.id], student) for student in students)
    seated = any(student.seat for student in students)
    shared = sharing(arrangements, draw.forms, order.unit, students, order.seed) if seated else None
    press = Press(order.unit, order.themes)
    sheets = press.papers(papers, progress)
    repertoire = Repertoire(order, draw.forms, press)
    files: dict[str, bytes] = {}
    for done, (paper, sheet) in enumerate(zip(papers, sheets, strict=True), start=1):
        characters = repertoire.of(paper.student.print)
        files[paper_file(paper.student.id)] = write_pdf([sheet], sheet.title, characters)
        progress("Writing papers", done, len(papers))
    title = order.blueprint.title
    scheme = press.sheet(lambda stage: compose_mark_scheme(papers, order.unit, stage))
    keys = press.sheet(lambda stage: compose_answer_keys(papers, order.unit, stage))
    files["class-pack.pdf"] = write_pdf(pack_order(sheets), f"{title}: class pack")
    files["mark-scheme.pdf"] = write_pdf([scheme], scheme.title)
    files["answer-keys.pdf"] = write_pdf([keys], keys.title)
    files |= _booklets(order, papers, press)
    if seated:
        room = press.sheet(lambda stage: compose_seating(papers, stage))
        files["seating.pdf"] = write_pdf([room], room.title)
    files["markbook.xlsx"] = markbook(papers)
    manifest = record(
        papers,
        {paper.student.id: len(sheet.pages) for paper, sheet in zip(papers, sheets, strict=True)},
        draw=draw,
        seed=order.seed,
        blueprint=to_data(order.blueprint),
        digests=order.digests,
    )
    files["manifest.json"] = to_json(manifest)
    return Result(files, papers, manifest, sum(len(sheet.pages) for sheet in sheets), draw, shared)


def _booklets(order: Order, papers: Sequence[Paper], press: Press) -> dict[str, bytes]:
    """Each form's source booklet in every print that the class needs, where the blueprint asks for one."""
    if not order.blueprint.booklet:
        return {}
    files = {}
    several = len({paper.form for paper in papers}) > 1
    needed = {(paper.form, paper.student.print): paper for paper in papers}
    for (form, print), paper in sorted(needed.items(), key=lambda item: item[0]):
        sources = ask_sources(paper, order.unit)
        if not sources:
            continue
        compose = partial(compose_booklet, order.blueprint, sources, order.unit.attribution)
        sheet = press.sheet(compose, print)
        parts = (f"form-{form}" * several, "" if print is Print.STANDARD else print.value)
        files["-".join(("source-booklet", *filter(None, parts))) + ".pdf"] = write_pdf([sheet], sheet.title)
    return files


def make_paper(order: Order, arrangement: Arrangement, student: Student) -> Paper:
    """One student's paper as it is arranged."""
    return vary(arrangement, order.blueprint, order.unit, student, order.class_list.name, order.run)


def print_paper(order: Order, forms: Sequence[Selection], paper: Paper) -> bytes:
    """One paper alone, of a run with these forms: the same bytes as in its run."""
    press = Press(order.unit, order.themes)
    (sheet,) = press.papers([paper], lambda *_: None)
    return write_pdf([sheet], sheet.title, Repertoire(order, forms, press).of(paper.student.print))


def print_preview(unit: Unit, question: Question, themes: Sequence[Path]) -> bytes:
    """One question as each tier meets it, where that differs, and its mark scheme."""
    alone = _alone(unit, question)
    selection = Selection("", ((question.id,),))
    arrangement = arrange(selection, unit, "preview", "preview")
    papers = {
        tier: vary(arrangement, alone, unit, unnamed("preview", tier), "", "PREVIEW")
        for tier in (Tier.CORE, Tier.SUPPORT, Tier.CHALLENGE)
    }
    prints = [(f"{question.id}: {tier} print", ask(paper, unit)) for tier, paper in papers.items()]
    press = Press(unit, themes)
    sheet = press.sheet(lambda stage: compose_preview(papers[Tier.CORE], prints, stage))
    return write_pdf([sheet], sheet.title)


def print_guide(unit: Unit, themes: Sequence[Path]) -> bytes:
    """What a teacher should know of a unit."""
    sources = tuple(
        ask_source(PaperSource(f"{source.label}: {source.id}", source), unit) for source in unit.sources
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
        place=question.place,
    )


def with_spares(class_list: ClassList, forms: int = 1) -> ClassList:
    """The class with unnamed papers at its end, planned for free seats; none for a single unnamed one.

    One in twenty, two at the least, and one of every form.
    """
    students = class_list.students
    if any(student.spare for student in students):
        return class_list
    taken = {student.id.casefold() for student in students}
    names = (name for number in count(1) if (name := f"S{number}").casefold() not in taken)
    free = islice(names, max(2, forms, ceil(len(students) / 20)))
    seats = chain(free_seats([student.seat for student in students if student.seat]), repeat(None))
    spares = (replace(unnamed(name), seat=seat) for name, seat in zip(free, seats, strict=False))
    return ClassList(class_list.name, (*students, *spares))


def unnamed(id: str, tier: Tier = Tier.CORE) -> Student:
    """A paper for a pupil who is not on the list."""
    return Student(id, "", tier, Print.STANDARD, 0, None, True, Place("class list"))


def pack_order(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The papers of a pack in the class list's order, those on larger paper after all others."""
    return sorted(sheets, key=lambda sheet: sheet.pages[0].height)


class Repertoire:
    """The characters of a run's papers but for their students' names: each face is cut once for all of them.

    Those of unnamed papers of every form and tier, whoever is in the class, and the letters of plain names: so
    a paper's bytes do not depend on who else sits it.
    """

    def __init__(self, order: Order, forms: Sequence[Selection], press: Press) -> None:
        """Set nothing yet: a print's papers are set when it is first asked for."""
        self._order, self._forms, self._press = order, forms, press
        self.of = cache(self._of)

    def _of(self, print: Print) -> dict[str, frozenset[str]]:
        """By face, for the papers of one print."""
        order = self._order
        papers = [
            make_paper(
                order, arrange(form, order.unit, "", order.seed), replace(unnamed("", tier), print=print)
            )
            for form in self._forms
            for tier in Tier
        ]
        found: dict[str, frozenset[str]] = {}
        for sheet in self._press.papers(papers, lambda *_: None):
            for face, characters in sheet.glyphs.items():
                found[face] = found.get(face, frozenset(PLAIN)) | characters
        return found


PLAIN = ascii_letters + digits + " -.’'"
"""What most names and numbers are written with."""


class Press:
    """Composes and sets prints in one theme; what papers share is composed and set once."""

    def __init__(self, unit: Unit, themes: Sequence[Path]) -> None:
        """Read nothing yet: a print's theme is loaded when a paper first asks for it."""
        self.unit = unit
        self._stage = Stage(Templates(themes))
        self._typesetter = cache(lambda print: Typesetter(load_theme(themes, print)))

    def papers(self, papers: Sequence[Paper], progress: Progress) -> list[Sheet]:
        """Every paper set in its student's print; the problems of all papers are raised together."""
        sheets: list[Sheet] = []
        problems: set[Problem] = set()
        for done, paper in enumerate(papers, start=1):
            document = compose_paper(ask(paper, self.unit), self._stage)
            try:
                sheets.append(self._typesetter(paper.student.print).set(document))
            except Unprintable as error:
                problems |= set(error.problems)
            progress("Setting papers", done, len(papers))
        if problems:
            raise Unprintable(problems)
        return sheets

    def sheet(self, compose: Callable[[Stage], Document], print: Print = Print.STANDARD) -> Sheet:
        """What is the same for everybody: mark scheme, keys, booklet."""
        return self._typesetter(print).set(compose(self._stage))
