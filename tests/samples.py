"""Small real values for tests: each function gives one with sensible contents and takes what matters."""

from __future__ import annotations

from collections.abc import Iterable

from worksheetgen.assembly import assemble
from worksheetgen.composition import Templates, TemplateSession
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.kinds.base import Choosable
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.matching import Matching
from worksheetgen.kinds.ordering import Ordering
from worksheetgen.kinds.written import Written
from worksheetgen.manifest import Manifest, ManifestParts, RecordedFile, RecordedStudent, file_to_json
from worksheetgen.model.answers import Key, Point, Points
from worksheetgen.model.bank import Term, Topic, Unit
from worksheetgen.model.blueprint import Activity, Blueprint, Booklet, Bound, Measure, PaperType, Section, Tag
from worksheetgen.model.draw import Selection
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Objective, Part, Question, Scaffolds
from worksheetgen.model.room import seat_of
from worksheetgen.model.source import ProseContent, Source
from worksheetgen.model.students import Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.resources import templates
from worksheetgen.typesetting import theme_styles, theme_words
from worksheetgen.variation import PaperBuilder, arrange

ALL_TIERS = (Tier.SUPPORT, Tier.CORE, Tier.CHALLENGE)
AO1 = Objective("GCSE", "AO1")
ENGLISH = theme_words([templates() / "board"])
UNSUPPORTED = Scaffolds((), (), (), "", (), "")


def choosables(*ids: str) -> tuple[Choosable, ...]:
    """Things to point at whose texts are their ids in capitals."""
    return tuple(Choosable(id, id.upper()) for id in ids)


def choice(key: str = "a", options: str = "abcd", *, pinned: bool = False) -> Part:
    """A multiple-choice part of one mark for each letter of `key`; each letter of `options` is an option's id."""
    body = Choice(choosables(*options), pinned)
    answer = Key(tuple(key), "", ())
    return Part(Kind.MULTIPLE_CHOICE, "Which?", len(key), ((AO1, len(key)),), body, (answer,))


def matching(left: str = "abc", right: str = "xyzw") -> Part:
    """A matching part: the first of `left` goes with the first of `right`, and so on; the rest are spare."""
    body = Matching(choosables(*left), choosables(*right))
    key = Key(tuple(right[: len(left)]), "", ())
    return Part(Kind.MATCHING, "Match.", len(left), ((AO1, len(left)),), body, (key,))


def ordering(right_order: str = "bdac", given: str = "") -> Part:
    """An ordering part whose events are named by letters and kept sorted."""
    body = Ordering(choosables(*sorted(right_order)), given)
    return Part(Kind.ORDERING, "Number these.", 3, ((AO1, 3),), body, (Key(tuple(right_order), "", ()),))


def written(marks: int = 2, kind: Kind = Kind.SHORT_ANSWER, stem: str = "Why?", code: str = "AO1") -> Part:
    """A part in the pupil's own words, all of its marks for one objective."""
    points = Points((Point("because", marks, (), (), ()),), "", "")
    objectives = ((Objective("GCSE", code), marks),)
    return Part(kind, stem, marks, objectives, Written(1, (), 2 * marks, 0, False), (points,))


def question(
    id: str,
    *parts: Part,
    topics: tuple[str, ...] = ("kirov",),
    tiers: tuple[Tier, ...] = ALL_TIERS,
    difficulty: int = 1,
    minutes: int = 1,
    sources: tuple[str, ...] = (),
    enemies: tuple[str, ...] = (),
    lead: str = "",
    scaffolds: Scaffolds = UNSUPPORTED,
    note: str = "",
    needs: str = "text",
) -> Question:
    """A question of these parts, or of one multiple-choice part."""
    return Question(
        id=id,
        unit="terror",
        topics=topics,
        tiers=tiers,
        difficulty=difficulty,
        minutes=minutes,
        paragraphs=(1,),
        needs=needs,
        sources=sources,
        enemies=enemies,
        lead=lead,
        parts=parts or (choice(),),
        scaffolds=scaffolds,
        note=note,
        accepted=(),
        place=Place("questions.yaml", 1, 1),
    )


def source(id: str, label: str = "Source", glossary: tuple[str, ...] = ()) -> Source:
    """A source of one paragraph."""
    return Source(
        id=id,
        label=label,
        numbered=label == "Interpretation",
        provenance=f"From {id}.",
        content=ProseContent((f"The text of {id}.",)),
        glossary=glossary,
        note="",
        place=Place("sources.yaml"),
    )


def unit(
    *questions: Question,
    sources: tuple[Source, ...] = (),
    text: tuple[str, ...] = ("A paragraph.",),
    glossary: tuple[Term, ...] = (),
) -> Unit:
    """A unit of these questions."""
    return Unit(
        id="terror",
        title="The Terror",
        subject="History",
        attribution="Written for tests.",
        focus_questions=(),
        content_warning="",
        corrections=(),
        contested=(),
        sensitive=(),
        accepted=(),
        topics=(Topic("kirov", "Kirov"), Topic("gulag", "The Gulag")),
        text=text,
        glossary=glossary,
        sources=sources,
        questions=questions,
        place=Place("unit.yaml", 1, 1),
    )


def section(
    *,
    marks: int = 0,
    questions: tuple[int, int] = (1, 99),
    kinds: tuple[Kind, ...] = (),
    topics: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    tiers: tuple[Tier, ...] = (),
    bounds: tuple[Bound, ...] = (),
    line: int = 1,
    spag: int = 0,
    without: tuple[Kind, ...] = (),
    activities: tuple[Activity, ...] = (),
    paragraphs: tuple[int, ...] = (),
) -> Section:
    """A section that takes any question without a source, unless told otherwise; or one question of each activity."""
    return Section(
        "A section",
        "",
        marks,
        *((len(activities), len(activities)) if activities else questions),
        kinds,
        topics,
        sources,
        tiers,
        bounds,
        Place("blueprint.yaml", line, 3),
        spag,
        without,
        activities,
        paragraphs,
    )


def bound(
    tag: Tag, value: str, measure: Measure, at_least: int = 0, at_most: int = 999, line: int = 50
) -> Bound:
    """A bound that leaves open what is not given."""
    return Bound(((tag, value),), measure, at_least, at_most, Place("blueprint.yaml", line, 5))


def blueprint(
    *sections: Section,
    minutes: int = 0,
    bounds: tuple[Bound, ...] = (),
    require: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    read: tuple[int, ...] = (),
    type: PaperType = PaperType.EXAM,
    forms: int = 1,
    shared: int = 0,
    equal: tuple[Tag, ...] = (),
    like: tuple[str, ...] = (),
    open_book: bool = False,
) -> Blueprint:
    """A blueprint of these sections."""
    return Blueprint(
        name="test",
        type=type,
        unit="terror",
        code="T1",
        title="The Terror",
        subtitle="A test",
        school="",
        minutes=minutes,
        theme="board",
        materials=(),
        booklet=Booklet.LARGE,
        read=read,
        sections=sections,
        bounds=bounds,
        require=require,
        exclude=exclude,
        forms=forms,
        shared=shared,
        equal=equal,
        unused_since="",
        like=like,
        place=Place("blueprint.yaml"),
        open_book=open_book,
    )


def student(id: str = "9b-01", tier: Tier = Tier.CORE, extra_time: int = 0, seat: str = "") -> Student:
    """A pupil with a standard print, without a seat unless one is given."""
    return Student(
        id, f"Pupil {id}", tier, Print.STANDARD, extra_time, seat_of(seat), False, Place("class.csv", 2)
    )


def drawn_one(plan: Blueprint, bank: Unit, seed: str) -> Selection:
    """The only form that the blueprint asks for."""
    (form,) = assemble(plan, bank, seed).forms
    return form


def varied(
    drawn: Selection, plan: Blueprint, bank: Unit, sitter: Student, class_name: str, seed: str, run: str
) -> Paper:
    """One student's paper, arranged without neighbours."""
    return PaperBuilder(plan, bank, class_name, run, seed).paper(
        arrange(drawn, bank, sitter.id, seed, by_task=plan.by_task), sitter
    )


def selection(*sections: str) -> Selection:
    """What was drawn: the ids of each section, separated by spaces."""
    return Selection("A", tuple(tuple(ids.split()) for ids in sections))


def stage(*more: str) -> TemplateSession:
    """That of the bundled theme, and of more particular ones that extend it."""
    themes = [templates() / name for name in (*more, "board")]
    return TemplateSession(Templates(themes, ENGLISH), theme_styles(themes))


def record_of(
    head: Manifest, students: Iterable[RecordedStudent] = (), files: Iterable[RecordedFile] = ()
) -> bytes:
    """The bytes of manifest.json: a run's record as of `record_run`, with these students and files."""
    parts = ManifestParts(head)
    return b"".join((parts.head(), *parts.students(students), *parts.foot(map(file_to_json, files))))
