"""A class's results to Document: a report for teachers, with pictures."""

from __future__ import annotations

from collections.abc import Iterator

from worksheetgen.composition.slip import MarksBar
from worksheetgen.composition.template_session import TemplateSession
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.value import Value

BARS = 20
"""How many bars a chart has at most: a further chart has the rest."""

Counts = tuple[tuple[str, int], ...]
"""Bars that count something: each has its name, and how many."""


class QuestionLine(Value):
    """How the class did at a question, or at SPaG there.

    `entry` is its number in the mark scheme, one for each form that has it by itself; `words` are how it begins, `id`
    and `kind` the bank's. `marked` pupils have a mark, on `average` of `most`; `facility` is the average in per cent.
    `discrimination` is "" where nothing can be said; `remark` says what to look at.
    """

    entry: str
    words: str
    id: str
    kind: str
    marked: int
    average: float
    most: int
    facility: int
    discrimination: str
    remark: str


class WrongOption(Value):
    """An option that is wrong: its words, what a pupil who takes it believes, and who took it, as far as is known."""

    text: str
    misconception: str
    takers: tuple[str, ...]


class WrongChoices(Value):
    """A question with options at which marks were lost.

    `entry` and `words` as of QuestionLine. `right` is the key; `lost` is how many of the `marked` pupils have not the
    mark, `told` how many of them have a letter in the record.
    """

    entry: str
    words: str
    right: str
    lost: int
    marked: int
    told: int
    options: tuple[WrongOption, ...]


class GivenNext(Value):
    """A question that slips give to practise: how it begins, its key in the scheme's words, and who has it."""

    id: str
    words: str
    key: tuple[str, ...]
    pupils: tuple[str, ...]


class ClassReport(Value):
    """All that the report says of a class.

    `absent`, `unmarked` and `unfinished` are the names of those who are absent, have no mark yet, or have not all.
    `totals` are the totals of all who have marks, in rising order, each of at most `most` (0 where forms differ in it);
    `average` and `median` are theirs, in digits. `spread` counts pupils by bands of marks, `grades` by grade. `topics`
    and `objectives` are average marks. `following` are the questions that slips give to practise.
    """

    blueprint: Blueprint
    class_name: str
    totals: tuple[int, ...]
    most: int
    average: str
    median: str
    absent: tuple[str, ...]
    unmarked: tuple[str, ...]
    unfinished: tuple[str, ...]
    spread: Counts
    grades: Counts
    questions: tuple[QuestionLine, ...]
    topics: tuple[MarksBar, ...]
    objectives: tuple[MarksBar, ...]
    wrong: tuple[WrongChoices, ...]
    following: tuple[GivenNext, ...]


def compose_report(report: ClassReport, session: TemplateSession) -> Document:
    """The report. Raises InvalidInput where a template is wrong."""
    blueprint = report.blueprint
    furniture = Furniture(
        identity=" · ".join(filter(None, (blueprint.code, report.class_name, "class report"))),
        qr_text="",
        turn_over="",
        even=False,
        blank="",
    )
    return Document(
        f"{blueprint.title}: class report", session.words.language, furniture, tuple(_items(report, session))
    )


def _items(report: ClassReport, session: TemplateSession) -> Iterator[Item]:
    here = report.blueprint.place
    yield from session.own("report-cover", here, report=report)
    hardest = sorted(report.questions, key=lambda line: line.facility)
    for start in range(0, len(hardest), BARS):
        yield from session.own("report-facility", here, lines=hardest[start : start + BARS], first=not start)
    yield from session.own("report-questions", here, report=report)
    if report.wrong:
        yield from session.own("report-wrong", here, report=report)
    if report.following:
        yield from session.own("report-next", here, report=report)
