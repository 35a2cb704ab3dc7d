"""What a pupil's feedback slip is composed of."""

from __future__ import annotations

from tests.pages import showcase
from worksheetgen.composition import TemplateSession
from worksheetgen.composition.slip import NextQuestion, Slip, compose_slip
from worksheetgen.model.blocks import Labelled, Lines
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.document import Document
from worksheetgen.model.students import Print
from worksheetgen.run.rendering import Renderer


def composed(slip: Slip, renderer: Renderer) -> Document:
    """The slip's document."""
    found: list[Document] = []

    def compose(session: TemplateSession) -> Document:
        found.append(compose_slip(slip, session))
        return found[0]

    renderer.document(compose)
    return found[0]


def test_the_end_of_a_slip_stays_with_what_it_comes_behind() -> None:
    """No page has nothing but the line for what a pupil will do: the last question comes along, or the marks do."""
    paper = showcase.paper(showcase.unit(), showcase.reader(Print.LARGE_24), PaperType.EXAM)
    renderer = showcase.renderer(PaperType.EXAM, showcase.unit())
    question = NextQuestion(renderer.student_view.paper(paper).questions[0], "The Gulag", ())
    for following in ((), (question,)):
        slip = Slip(paper, "Ann Lee", 1, 2, "", (), (), (), (), (), (), (), following)
        *_, before, end = composed(slip, renderer).items
        assert isinstance(end.block, Lines)
        assert isinstance(before.block, Labelled) == bool(following)
        assert before.keep_with_next
