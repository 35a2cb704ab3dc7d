"""Papers to Documents of a blind check: a colleague's answer sheet, which holds no key, and its key apart."""

from __future__ import annotations

from collections.abc import Iterator

from worksheetgen.composition.keys import in_strip, paper_key
from worksheetgen.composition.preview import section_items
from worksheetgen.composition.scheme import scheme_entry
from worksheetgen.composition.scheme_entries import scheme_question
from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper
from worksheetgen.model.student_paper import StudentPaper
from worksheetgen.value import replace


def compose_answer_sheet(paper: StudentPaper, session: TemplateSession) -> Document:
    """What a colleague answers: the paragraphs of the text that it takes, sources, questions without any support.

    Raises InvalidInput where a template is wrong.
    """
    return _document(paper.code, "answer sheet", paper.title, session, tuple(_sheet(paper, session)))


def compose_review_key(paper: Paper, session: TemplateSession) -> Document:
    """The key of an answer sheet: every answer on one strip, then the mark scheme in the sheet's own order.

    Raises InvalidInput where a template is wrong.
    """
    blueprint = paper.blueprint
    items = tuple(_key(paper, session))
    return _document(blueprint.code, "key for the answer sheet", blueprint.title, session, items)


def _document(
    code: str, what: str, title: str, session: TemplateSession, items: tuple[Item, ...]
) -> Document:
    furniture = Furniture(f"{code} · {what}", qr_text="", turn_over="", even=False, blank="")
    return Document(f"{title}: {what} {code}", session.words.language, furniture, items)


def _sheet(paper: StudentPaper, session: TemplateSession) -> Iterator[Item]:
    here = paper.sections[0].place
    yield from session.items("review-sheet", here, paper=replace(paper, sections=(), extensions=()))
    if paper.reading:
        notes = {"paragraphs": paper.reading, "notes": paper.reading_notes}
        yield from session.items("reading", here, **notes)
    begins = True
    for index, section in enumerate(paper.sections):
        head = replace(section, items=())
        said = {"page_break_before": bool(paper.reading) and not index, "crossing": None, "begins": begins}
        yield from session.items("section", here, section=head, **said)
        yield from section_items(section, session, begins=begins)
        begins = False


def _key(paper: Paper, session: TemplateSession) -> Iterator[Item]:
    here = paper.blueprint.place
    numbers = {(paper.form, printed.question.id): printed.number for printed in paper.questions}
    cells = tuple(map(in_strip, paper_key(paper, numbers, "").answers))
    yield from session.own("review-key", here, blueprint=paper.blueprint, cells=cells)
    for printed in paper.questions:
        yield from scheme_entry(scheme_question(printed, printed.number, paper, ""), session)
