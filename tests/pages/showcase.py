"""Papers that show every kind of question and every form of source, from the bundled bank, in any theme and print.

Of a kind that the bank has no question of, they show its example (`tests.examples`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tests.examples import example
from tests.samples import varied
from worksheetgen.bank import load_bank
from worksheetgen.composition import (
    ClassReport,
    compose_answer_keys,
    compose_booklet,
    compose_mark_scheme,
    compose_report,
    compose_seating,
    compose_slip,
)
from worksheetgen.errors import Place
from worksheetgen.kinds import Kind
from worksheetgen.manifest import record_student
from worksheetgen.marks_record import keys_of
from worksheetgen.model.bank import Unit
from worksheetgen.model.bare import bare_blueprint
from worksheetgen.model.blueprint import PaperType, Section
from worksheetgen.model.draw import Selection
from worksheetgen.model.laid_out import LaidOutDocument, PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Question
from worksheetgen.model.room import Seat
from worksheetgen.model.students import Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.projection import StudentView
from worksheetgen.resources import templates
from worksheetgen.results import ClassResults, class_results
from worksheetgen.run.class_report import report_of
from worksheetgen.run.next_question import next_question
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import unnamed
from worksheetgen.run.slips import lost_marks, slip_of
from worksheetgen.typesetting import theme_folders
from worksheetgen.value import replace

HERE = Place("showcase")
EXTRACT = "zinoviev-extract"
FORMS = ("camps-table", "camps-chart", "terror-timeline", EXTRACT)


def unit() -> Unit:
    """Stalin's Terror, and an example of each kind that it has no question of."""
    (terror,) = load_bank().units
    return with_examples(
        terror, [kind for kind in Kind if not any(kind in q.kinds for q in terror.questions)]
    )


def with_examples(found: Unit, kinds: Sequence[Kind]) -> Unit:
    """The unit with an example of each of these kinds; one that asks about a source asks about the extract."""
    examples = [
        replace(
            example(kind),
            id=f"example-{kind}",
            unit=found.id,
            sources=(EXTRACT,) if kind.on_source else (),
        )
        for kind in kinds
    ]
    return replace(found, questions=(*found.questions, *examples))


def questions(found: Unit) -> list[list[Question]]:
    """A section of one question of each kind without a source, one for each form of source, and one for the essay."""
    plain = [_first(found, kind) for kind in Kind if not kind.on_source and kind is not Kind.ESSAY]
    on_extract = [_first(found, kind) for kind in Kind if kind.on_source]
    figures = [
        [next(q for q in found.questions if q.sources == (source,) and q.marks <= 4)] for source in FORMS[:3]
    ]
    parted = [found.by_id["party-purge-08"]]
    return [plain, parted, *figures, on_extract, [_first(found, Kind.ESSAY)]]


def _first(found: Unit, kind: Kind) -> Question:
    wanted = (EXTRACT,) if kind.on_source else ()
    return next(q for q in found.questions if q.kinds == (kind,) and q.sources == wanted)


def paper(found: Unit, student: Student, type: PaperType) -> Paper:
    """The paper with all of it."""
    sections = questions(found)
    asked = tuple(_section(kinds) for kinds in sections)
    blueprint = replace(
        bare_blueprint(found, "WG-ALL", "Every kind of question", asked, type),
        name="showcase",
        subtitle="And every form of source",
        school="A school",
        minutes=90,
        theme="board" if type is PaperType.EXAM else "worksheet",
        materials=("a black pen",),
        read=(1,) if type is PaperType.WORKSHEET else (),
    )
    selection = Selection("A", tuple(tuple(question.id for question in section) for section in sections))
    return varied(selection, blueprint, found, student, "9B", "showcase", "SHOWN1")


def _section(asked: Sequence[Question]) -> Section:
    """A section of questions; an essay carries marks for its spelling too."""
    spag = 4 if any(Kind.ESSAY in question.kinds for question in asked) else 0
    return Section("A section", "Answer **all** questions.", 0, 1, len(asked), (), (), (), (), (), HERE, spag)


def reader(print: Print, tier: Tier = Tier.SUPPORT) -> Student:
    """A pupil with a print."""
    return replace(unnamed("007", tier), name="Zoë Żółć", print=print)


def renderer(type: PaperType, found: Unit) -> Renderer:
    """The renderer of a theme."""
    name = "board" if type is PaperType.EXAM else "worksheet"
    return Renderer(found, theme_folders(None, name, templates(), HERE))


def sheet(type: PaperType, print: Print, tier: Tier = Tier.SUPPORT) -> LaidOutDocument:
    """The whole of it, set."""
    found = unit()
    (made,) = renderer(type, found).papers([paper(found, reader(print, tier), type)])
    return made


def slip(print: Print) -> LaidOutDocument:
    """The slip of a pupil who has half the marks of every question: it looks at all of them."""
    found, exam = unit(), renderer(PaperType.EXAM, unit())
    made = paper(found, reader(print), PaperType.EXAM)
    (result,) = _results(found, [made]).papers
    asked = {one.number: one for one in made.questions}
    shown = slip_of(result, made, found, next_question(result, made, found, (), ()), exam.student_view)
    whole = replace(
        shown, lost=tuple(lost_marks(one, asked[one.number], made) for one in result.lost_questions)
    )
    return exam.document(partial(compose_slip, whole), print, folded=False)


def _report(found: Unit, papers: Sequence[Paper]) -> ClassReport:
    """The report on a class in which each pupil has a mark less than the one before."""
    results = _results(found, papers)
    following = {one.student.id: found.questions[0] for one in papers}
    return report_of(results, found, papers[0].blueprint, "9B", papers[:1], following)


def _results(found: Unit, papers: Sequence[Paper]) -> ClassResults:
    """Marks for all but the first question, half of them and fewer."""
    recorded = [record_student(one, "", 2, PaperSize.A4, "") for one in papers]
    marks = {
        key: str(max(0, most // 2 - less))
        for less, one in enumerate(recorded)
        for key, most in list(keys_of(one))[1:]
    }
    return class_results(recorded, found, {**marks, ("", "5"): "20"})


def around() -> dict[str, LaidOutDocument]:
    """What is printed around an exam's papers, by name: its mark scheme, keys, seating plan and source booklet."""
    found = unit()
    seats = [
        replace(reader(Print.STANDARD), id=f"{n:03}", seat=Seat(1 + n // 4, 1 + n % 4)) for n in range(8)
    ]
    papers = [paper(found, seated, PaperType.EXAM) for seated in seats]
    (first, *_) = papers
    exam = renderer(PaperType.EXAM, found)
    seated_at = first.blueprint, first.class_name, [(one.student, one.form) for one in papers]
    booklet = partial(
        compose_booklet,
        first.blueprint,
        "",
        StudentView(found).sources(first, first.student.tier),
        found.attribution,
    )
    return {
        "mark-scheme": exam.document(partial(compose_mark_scheme, [first], papers, found)),
        "answer-keys": exam.document(partial(compose_answer_keys, [first], papers)),
        "class-report": exam.document(partial(compose_report, _report(found, papers)), folded=False),
        **{f"slip-{print}": slip(print) for print in Print},
        "seating": exam.document(lambda session: compose_seating(*seated_at, session)[0]),
        "source-booklet": exam.document(booklet),
        **{f"source-booklet-{print}": exam.document(booklet, print) for print in Print if print.is_large},
    }
