"""One question to Document: as it prints plain, as it prints with support, and its entry in the mark scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worksheetgen.composition.crossings import crossings
from worksheetgen.composition.paper import tasks_of
from worksheetgen.composition.scheme import scheme_entry
from worksheetgen.composition.scheme_entries import scheme_question
from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.model.paper import Paper
from worksheetgen.model.student_paper import StudentPaper, StudentQuestion, StudentSection, StudentSource


def compose_preview(
    paper: Paper, prints: Sequence[tuple[str, StudentPaper]], session: TemplateSession
) -> Document:
    """The one question of `paper`, as each of the `prints` has it, and then its entry in the mark scheme.

    `prints` are (heading, the paper for one tier). A question that looks as in an earlier one is left out, and only
    its task for those who have finished is shown. Raises InvalidInput where a template is wrong, and ValueError where
    the paper has not exactly one question.
    """
    (question,) = (printed.question for printed in paper.questions)
    furniture = Furniture(f"{question.id} · preview", qr_text="", turn_over="", even=False, blank="")
    return Document(
        f"{question.id}: preview", session.words.language, furniture, tuple(_items(paper, prints, session))
    )


def _items(
    paper: Paper, prints: Sequence[tuple[str, StudentPaper]], session: TemplateSession
) -> Iterator[Item]:
    (drawn,) = paper.questions
    question = drawn.question
    seen: list[tuple[Item, ...]] = []
    for heading, student_paper in prints:
        (section,) = student_paper.sections
        asked = tuple(section_items(section, session))
        printed = (*(asked if asked not in seen else ()), *_task(student_paper, session))
        if printed:
            yield from session.items("preview-heading", question.place, heading=heading)
            yield from printed
        seen.append(asked)
    yield from session.items("preview-heading", question.place, heading="Mark scheme")
    yield from scheme_entry(scheme_question(drawn, 1, paper, ""), session)


def _task(paper: StudentPaper, session: TemplateSession) -> Sequence[Item]:
    """A task for those who have finished; nothing where the paper has none."""
    tasks = tasks_of(paper, session.words)
    return session.items("extensions", paper.place, tasks=tasks, extra_space=True) if paper.extensions else ()


def section_items(
    section: StudentSection, session: TemplateSession, *, begins: bool = False
) -> Iterator[Item]:
    """A section's sources and questions in printed order, and where boxes are to be crossed.

    `begins` says whether no box was crossed before, so that it is told how.
    """
    found = crossings(section.items)
    for item in section.items:
        match item:
            case StudentSource():
                yield from session.items("source", item.place, source=item, level=2)
            case StudentQuestion():
                for crossing in found.get(item.number, ()):
                    yield from session.items("crossing", item.place, crossing=crossing, begins=begins)
                    begins = False
                yield from session.items("question", item.place, question=item, level=2)
