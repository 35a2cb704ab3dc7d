"""Bank: search questions, and read one as pupils and markers do."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from worksheetgen.errors import Problem, WorksheetgenError
from worksheetgen.model.question import Question
from worksheetgen.page.answers import found, screen
from worksheetgen.page.desk import PageDesk, ShownPage
from worksheetgen.run.questions import find_questions, question_in_bank
from worksheetgen.run.single import print_preview

MOST_SHOWN = 50
"""So many questions are listed; words and tags narrow a search."""


def bank(desk: PageDesk, request: Request) -> Response:
    """Show the questions that the words of `q` mean."""
    words = request.args.get("q", "")[:200]
    problems: tuple[Problem, ...] = ()
    hits: tuple[Question, ...] = ()
    try:
        hits = find_questions(desk.bank, words)
    except WorksheetgenError as error:
        problems = error.problems
    return screen(
        desk,
        "bank",
        problems=problems,
        words=words,
        hits=hits[:MOST_SHOWN],
        count=len(hits),
        topics=_topics(desk),
    )


def shown_question(desk: PageDesk, request: Request, id: str) -> Response:
    """Show one question as every tier meets it, and its mark scheme; from there one goes back where one came from."""
    unit, one = found(question_in_bank(desk.bank, id))
    problems: tuple[Problem, ...] = ()
    leaves: tuple[ShownPage, ...] = ()
    try:
        leaves = desk.show(print_preview(unit, one))
    except WorksheetgenError as error:
        problems = error.problems
    return screen(
        desk,
        "question",
        problems=problems,
        one=one,
        unit=unit,
        leaves=leaves,
        topics=_topics(desk),
        words=request.args.get("q", ""),
        paper=request.args.get("paper", ""),
        instead=request.args.get("instead", ""),
    )


def preview_pdf(desk: PageDesk, request: Request, id: str) -> Response:
    """Give the same as a PDF."""
    return Response(print_preview(*found(question_in_bank(desk.bank, id))), content_type="application/pdf")


def _topics(desk: PageDesk) -> dict[str, str]:
    """The title of each topic, by its id."""
    return {topic.id: topic.title for unit in desk.bank.units for topic in unit.topics}
