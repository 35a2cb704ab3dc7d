"""A class's results to all that the report on it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, median
from typing import assert_never

from worksheetgen.composition import (
    ClassReport,
    Counts,
    GivenNext,
    QuestionLine,
    WrongChoices,
    WrongOption,
    numbers_by_question,
    scheme_numbers,
)
from worksheetgen.english import in_digits, shortened
from worksheetgen.kinds.shared import key_in_words
from worksheetgen.manifest import RecordedStudent, student_of
from worksheetgen.model.answers import Key, Levels, PairedPoints, Points
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Blueprint
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Question
from worksheetgen.results import ClassResults, PaperResult, QuestionResult, QuestionStatistics
from worksheetgen.run.names import named_for_teachers
from worksheetgen.run.slips import SPAG_SAID, bars_of

WORDS_IN_LINE = 70
"""How many characters of a question's words stand in a line at most."""
BANDS = 8
"""About so many bars show the spread of totals."""
ENOUGH = 10
"""Of fewer pupils nothing is said about how a question discriminates."""
EASY, HARD, WEAK = 0.9, 0.35, 0.2
"""From which facility a question is easy for nearly all, below which it is hard, below which discrimination is weak."""


def report_of(
    results: ClassResults,
    unit: Unit,
    blueprint: Blueprint,
    class_name: str,
    forms: Sequence[Paper],
    following: Mapping[str, Question],
) -> ClassReport:
    """The report on a class of which somebody has marks.

    `forms` are one paper of each form, for the numbers of the mark scheme; `following` is the question to practise
    next, by student id.
    """
    numbers = numbers_by_question(scheme_numbers(forms))
    entries = {id: ", ".join(map(str, found)) for id, found in numbers.items()}
    totals = tuple(sorted(int(paper.total.marks) for paper in results.marked))
    mosts = {int(paper.total.most) for paper in results.marked}
    most, titles = max(mosts), {topic.id: topic.title for topic in unit.topics}
    papers = len(results.marked)
    return ClassReport(
        blueprint=blueprint,
        class_name=class_name,
        totals=totals,
        most=most if len(mosts) == 1 else 0,
        average=in_digits(round(fmean(totals), 1)),
        median=in_digits(median(totals)),
        absent=_names(paper for paper in results.papers if paper.is_absent),
        unmarked=_names(unmarked(results)),
        unfinished=_names(paper for paper in results.marked if not paper.is_complete),
        spread=spread(totals, most),
        grades=_grades(results),
        questions=tuple(
            _line(one, entries) for one in sorted(results.questions, key=lambda one: _rank(one, numbers))
        ),
        topics=tuple(
            bar for id, tally in results.topics.items() for bar in bars_of(titles[id], tally, papers)
        ),
        objectives=tuple(
            bar for name, tally in results.objectives.items() for bar in bars_of(name, tally, papers)
        ),
        wrong=tuple(_wrong(results, entries)),
        following=tuple(_given(following, results)),
    )


def unmarked(results: ClassResults) -> tuple[PaperResult, ...]:
    """The papers of pupils who have neither a mark nor are absent; unused spare papers are nobody's."""
    return tuple(
        paper
        for paper in results.papers
        if not paper.is_marked and not paper.is_absent and not paper.student.spare
    )


def name_of(student: RecordedStudent) -> str:
    """The student as teachers' files name them: a paper without a name by its id."""
    return named_for_teachers(student_of(student)).name or student.id


def spread(totals: Sequence[int], most: int) -> Counts:
    """How many totals there are in each of about BANDS equal bands of marks from 0 to `most`: `20–23`."""
    size = max(1, -(-(most + 1) // BANDS))
    found = Counter(total // size for total in totals)
    bands = range(most // size + 1)
    return tuple((_band(band * size, min((band + 1) * size - 1, most)), found[band]) for band in bands)


def _band(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _names(papers: Iterator[PaperResult] | Sequence[PaperResult]) -> tuple[str, ...]:
    return tuple(name_of(paper.student) for paper in papers)


def _grades(results: ClassResults) -> Counts:
    """Pupils by grade, that of the highest totals first; nothing where there are no boundaries."""
    highest: dict[str, int] = {}
    for paper in results.marked:
        highest[paper.grade] = max(highest.get(paper.grade, 0), int(paper.total.marks))
    counts = Counter(paper.grade for paper in results.marked)
    if not any(counts):
        return ()
    return tuple((grade or "none", counts[grade]) for grade in sorted(highest, key=lambda one: -highest[one]))


def _rank(one: QuestionStatistics, numbers: Mapping[str, Sequence[int]]) -> tuple[int, bool]:
    return numbers[one.question.id][0], one.spag


def _line(one: QuestionStatistics, entries: Mapping[str, str]) -> QuestionLine:
    discrimination = one.discrimination
    words = shortened(one.question.opening, WORDS_IN_LINE)
    return QuestionLine(
        entry=entries[one.question.id],
        words=f"{SPAG_SAID}: {words}" if one.spag else words,
        id=one.question.id,
        kind=" + ".join(one.question.kinds),
        marked=len(one.marks),
        average=round(fmean(one.marks), 1),
        most=one.most,
        facility=round(100 * one.facility),
        discrimination=""
        if discrimination is None
        else f"{round(discrimination, 2) + 0:.2f}".replace("-", "−"),
        remark=_remark(one),
    )


def _remark(one: QuestionStatistics) -> str:
    """What a teacher should look at, "" for nothing."""
    discrimination = one.discrimination
    if discrimination is not None and len(one.marks) >= ENOUGH:
        if discrimination < 0:
            return "Those who did well elsewhere did worse here: look at its words, its key and the marking."
        if one.facility < EASY and discrimination < WEAK:
            return "Tells little of who knows more."
    if one.facility < HARD:
        return "Hard for this class: teach it again."
    return "Nearly everybody has it." if one.facility >= EASY else ""


def _wrong(results: ClassResults, entries: Mapping[str, str]) -> Iterator[WrongChoices]:
    """The questions answered by crossing letters at which marks were lost, those first that most got wrong."""
    for one in sorted(results.questions, key=lambda one: one.facility):
        if one.spag or one.facility == 1 or len(one.question.parts) > 1:
            continue
        (part,) = one.question.parts
        if not part.body.crossable():
            continue
        rows = part.body.key_rows(part.answers)
        takers = _takers(results, one.question)
        yield WrongChoices(
            entry=entries[one.question.id],
            words=one.question.opening,
            right=key_in_words(part.body, part.answers),
            lost=sum(mark < one.most for mark in one.marks),
            marked=len(one.marks),
            told=sum(bool(asked.crossed) for asked in _asked(results, one.question)),
            options=tuple(
                WrongOption(row.text, row.misconception, tuple(takers.get(option.id, ())))
                for row, option in zip(rows, part.body.crossable(), strict=True)
                if not row.right
            ),
        )


def _takers(results: ClassResults, question: Question) -> dict[str, list[str]]:
    """The names of those who crossed an option of the question, by the option's id, as far as letters were typed."""
    found: dict[str, list[str]] = {}
    for paper in results.marked:
        for one in paper.questions:
            for option in one.crossed if one.question == question else ():
                found.setdefault(option, []).append(name_of(paper.student))
    return found


def _asked(results: ClassResults, question: Question) -> Iterator[QuestionResult]:
    """What each marked paper that asks the question has there."""
    return (one for paper in results.marked for one in paper.questions if one.question == question)


def _given(following: Mapping[str, Question], results: ClassResults) -> Iterator[GivenNext]:
    """Each question that slips give to practise, in the bank's order of ids."""
    pupils: dict[str, list[str]] = {}
    for paper in results.marked:
        if question := following.get(paper.student.id):
            pupils.setdefault(question.id, []).append(name_of(paper.student))
    for question in sorted(set(following.values()), key=lambda one: one.id):
        if question.id in pupils:
            yield GivenNext(question.id, question.opening, tuple(_key(question)), tuple(pupils[question.id]))


def _key(question: Question) -> Iterator[str]:
    """What earns its marks, in a few lines of the mark scheme's words."""
    for part in question.parts:
        if right := key_in_words(part.body, part.answers):
            yield f"**{right}**"
        for answer in part.answers:
            match answer:
                case Points(heading=heading):
                    credited = " / ".join(point.text for point in part.body.credited(answer).points)
                    yield f"{heading}: {credited}" if heading else credited
                case PairedPoints():
                    yield " / ".join(f"{first.text}: {second.text}" for first, second in answer.pairs)
                case Levels():
                    yield answer.levels[0].descriptor
                    points = " / ".join(point for content in answer.indicative for point in content.points)
                    yield f"Indicative content: {points}"
                case Key():
                    pass  # its rows stand above
                case _:
                    assert_never(answer)
