"""A pupil's paper and its result to all that the pupil's slip says."""

from __future__ import annotations

from fractions import Fraction

from worksheetgen.composition import (
    LostMarks,
    MarksBar,
    NextQuestion,
    ReadAgain,
    Slip,
    labels_of,
    scheme_question,
)
from worksheetgen.english import shortened
from worksheetgen.model.bank import Unit
from worksheetgen.model.paper import Paper, PaperQuestion
from worksheetgen.model.question import Question
from worksheetgen.projection import StudentView
from worksheetgen.results import NoMark, PaperResult, QuestionResult, Tally
from worksheetgen.run.names import name_on_paper
from worksheetgen.run.single import paper_of_one

MOST_LOOKED_AT = 4
"""So many questions are looked at on a slip; of more only the numbers are told, and the keys of those that have one."""
BEGINS = 50
"""How much of a paragraph's beginning is quoted, in characters."""
SPAG_SAID = "SPaG"


def slip_of(
    result: PaperResult, paper: Paper, unit: Unit, following: Question | None, view: StudentView
) -> Slip:
    """The slip of a paper with marks; `following` is the question to practise next, as `next_question` gives it."""
    titles = {topic.id: topic.title for topic in unit.topics}
    printed = {one.number: one for one in paper.questions}
    lost = tuple(lost_marks(one, printed[one.number], paper) for one in result.lost_questions)
    return Slip(
        paper=paper,
        name=name_on_paper(paper.student.name),
        marks=int(result.total.marks),
        most=int(result.total.most),
        grade=result.grade if result.is_complete else "",
        topics=tuple(bar for id, tally in result.topics.items() for bar in bars_of(titles[id], tally)),
        objectives=(
            *(bar for name, tally in result.objectives.items() for bar in bars_of(name, tally)),
            *bars_of(SPAG_SAID, spag_of(result)),
        ),
        lost=lost[:MOST_LOOKED_AT],
        further=tuple(sorted(lost[MOST_LOOKED_AT:], key=lambda one: one.entry.number)),
        absent=_numbers(result, NoMark.ABSENT),
        unmarked=_numbers(result, NoMark.NOT_YET),
        again=_again(result, unit),
        following=(_next(following, paper, unit, view),) if following else (),
    )


def told_on_slip(result: PaperResult) -> tuple[Question, ...]:
    """The questions of which a slip tells the answer: those that are looked at, and others that have a key."""
    lost = [one.question for one in result.lost_questions]
    return (*lost[:MOST_LOOKED_AT], *filter(_has_key, lost[MOST_LOOKED_AT:]))


def _has_key(question: Question) -> bool:
    return any(part.body.key_rows(part.answers) for part in question.parts)


def bars_of(label: str, tally: Tally, papers: int = 1) -> tuple[MarksBar, ...]:
    """A bar of what is marked, on an average of so many papers; none where nothing is."""
    if not tally.marked:
        return ()
    return (MarksBar(label, _rounded(tally.marks / papers), _rounded(tally.marked / papers)),)


def spag_of(result: PaperResult) -> Tally:
    """A paper's marks for spelling, punctuation and grammar."""
    own = [one for one in result.questions if one.spag]
    marked = [one for one in own if isinstance(one.mark, int)]
    most, marks = sum(one.most for one in marked), sum(one.most - one.lost for one in marked)
    return Tally(Fraction(marks), Fraction(sum(one.most for one in own)), Fraction(most))


def _rounded(marks: Fraction) -> float:
    return round(float(marks), 1)


def _numbers(result: PaperResult, why: NoMark) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.number for one in result.questions if one.mark is why))


def lost_marks(one: QuestionResult, printed: PaperQuestion, paper: Paper) -> LostMarks:
    """What a slip says of a question at which marks were lost, as it is printed on the paper."""
    entry = scheme_question(printed, printed.number, paper, "")
    (part, *others) = printed.parts
    answer = part.answer if part.part.body.crossable() and not others else ""
    return LostMarks(entry, one.most - one.lost, one.most, answer)


def _again(result: PaperResult, unit: Unit) -> tuple[ReadAgain, ...]:
    """The first paragraph of the question that lost most on the topic that lost most; of others where it has none."""
    rank = {topic: place for place, topic in enumerate(result.lost_topics)}
    for one in sorted(result.lost_questions, key=lambda one: rank[one.question.topic]):
        for number in one.question.paragraphs:
            begins = shortened(unit.text[number - 1], BEGINS)
            return (ReadAgain(number, begins, unit.doubts(number)),)
    return ()


def _next(question: Question, paper: Paper, unit: Unit, view: StudentView) -> NextQuestion:
    (asked,) = view.paper(paper_of_one(unit, question, paper.student)).questions
    titles, labels = {topic.id: topic.title for topic in unit.topics}, labels_of(paper)
    return NextQuestion(asked, titles[question.topic], tuple(labels[id] for id in question.sources))
