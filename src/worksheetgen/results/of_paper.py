"""One paper and the record of marks to its result: by question, topic and objective, in total, and its grade.

The rules are those of the markbook (docs/marks.md): a question counts on its first topic; one that has marks for
several objectives counts on each in proportion; marks for spelling, punctuation and grammar count on neither. What is
absent or not marked yet counts in no sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property

from worksheetgen.manifest import RecordedQuestion, RecordedStudent
from worksheetgen.marks_record import (
    ABSENT,
    SPAG_MARKS,
    MarkKey,
    grade_reached,
    is_letters,
    letters_of,
    worth,
)
from worksheetgen.model.bank import Unit
from worksheetgen.model.question import Question
from worksheetgen.value import Value

SECURE = 2 / 3
"""A topic is secure where a pupil has this share of its marks or more."""


class NoMark(Enum):
    """Why a question has no mark."""

    ABSENT = ABSENT
    NOT_YET = "not marked yet"


class QuestionResult(Value):
    """What one paper has at a question: a `mark` of at most `most`.

    `number` is the question's on this paper. With `spag` it is the mark for spelling, punctuation and grammar there.
    `crossed` are the ids of the options that were crossed, none where the record does not say which.
    """

    number: int
    question: Question
    spag: bool
    most: int
    mark: int | NoMark
    crossed: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name under which the record keeps such marks: the question's id, or that with SPaG."""
        return self.question.id + SPAG_MARKS * self.spag

    @property
    def lost(self) -> int:
        """How many marks were lost; none where there is no mark."""
        return self.most - self.mark if isinstance(self.mark, int) else 0


class Tally(Value):
    """Marks that are added up: `marks` of the `most` that the whole paper has for this.

    `marked` is the most that could be had where there is a mark. A question can count in part on an objective, so
    these are fractions.
    """

    marks: Fraction
    most: Fraction
    marked: Fraction

    @property
    def lost(self) -> Fraction:
        """How many marks were lost where there is a mark."""
        return self.marked - self.marks

    @property
    def share(self) -> float:
        """The marks as a share of what could be had where there is a mark; 0.0 where nothing is marked."""
        return float(self.marks / self.marked) if self.marked else 0.0

    @property
    def is_secure(self) -> bool:
        """Whether the share is SECURE or more."""
        return self.share >= SECURE


class PaperResult(Value):
    """A paper with its marks.

    `questions` stand in printed order, each followed by its marks for SPaG where it has any. `topics` are by topic
    id, in the unit's order, `objectives` by name ("GCSE AO1"), sorted: those alone that the paper asks. `grade` is ""
    where there is no boundary that the total reaches.
    """

    student: RecordedStudent
    questions: tuple[QuestionResult, ...]
    topics: Mapping[str, Tally]
    objectives: Mapping[str, Tally]
    total: Tally
    grade: str

    @cached_property
    def is_marked(self) -> bool:
        """Whether there is a mark, be it 0."""
        return any(isinstance(one.mark, int) for one in self.questions)

    @cached_property
    def is_absent(self) -> bool:
        """Whether `absent` is all that was typed."""
        return not self.is_marked and any(one.mark is NoMark.ABSENT for one in self.questions)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be marked."""
        return all(one.mark is not NoMark.NOT_YET for one in self.questions)

    @cached_property
    def lost_questions(self) -> tuple[QuestionResult, ...]:
        """The questions at which marks were lost, without SPaG: most marks first, then as printed."""
        lost = (one for one in self.questions if one.lost and not one.spag)
        return tuple(sorted(lost, key=lambda one: -one.lost))

    @cached_property
    def lost_topics(self) -> tuple[str, ...]:
        """The ids of the topics on which marks were lost, what needs practice most first.

        Those that are not secure come before the others; of either, most marks first, then the smallest share, then
        in the unit's order. Marks and not shares decide, as one multiple choice is no more than a mark.
        """
        lost = {id: tally for id, tally in self.topics.items() if tally.lost}
        return tuple(sorted(lost, key=lambda id: (lost[id].is_secure, -lost[id].lost, lost[id].share)))


def paper_result(student: RecordedStudent, unit: Unit, marks: Mapping[MarkKey, str]) -> PaperResult:
    """The result of a student's paper, all of whose questions the unit has.

    `marks` are those that count, by paper and question, with the boundaries of grades, as `MarksRecord.marks` has them;
    marks of other papers, and of questions that this one does not have, are passed over.
    """
    questions = tuple(
        found for recorded in student.questions for found in _results(student, recorded, unit, marks)
    )
    asked = [one for one in questions if not one.spag]
    topics = {
        topic.id: [(one, Fraction(one.question.topic == topic.id)) for one in asked] for topic in unit.topics
    }
    names = sorted({str(objective) for one in asked for objective, _ in one.question.objective_shares})
    objectives = {
        name: [
            (one, share)
            for one in asked
            for each, share in one.question.objective_shares
            if str(each) == name
        ]
        for name in names
    }
    total = _tally((one, Fraction(1)) for one in questions)
    return PaperResult(
        student=student,
        questions=questions,
        topics={id: tally for id, shares in topics.items() if (tally := _tally(shares)).most},
        objectives={name: _tally(shares) for name, shares in objectives.items()},
        total=total,
        grade=_grade(total.marks, marks) if total.marked else "",
    )


def _results(
    student: RecordedStudent, recorded: RecordedQuestion, unit: Unit, marks: Mapping[MarkKey, str]
) -> Iterator[QuestionResult]:
    """The question, then its SPaG if it has marks for that."""
    question = unit.by_id[recorded.id]
    for spag, most in ((False, recorded.marks), (True, recorded.spag)):
        if most:
            typed = marks.get((student.id, recorded.id + SPAG_MARKS * spag), "")
            mark = _mark(worth(typed, recorded))
            yield QuestionResult(recorded.number, question, spag, most, mark, _crossed(typed, recorded))


def _crossed(typed: str, recorded: RecordedQuestion) -> tuple[str, ...]:
    """The ids of the options that stand on that paper under the letters that were typed; none for a mark."""
    options = dict(zip(letters_of(recorded), recorded.options, strict=False))
    return tuple(options[letter] for letter in typed if letter in options) if is_letters(typed) else ()


def _mark(typed: str) -> int | NoMark:
    """A mark as the record keeps it, no letter."""
    if typed == ABSENT:
        return NoMark.ABSENT
    return int(typed) if typed else NoMark.NOT_YET


def _tally(counting: Iterable[tuple[QuestionResult, Fraction]]) -> Tally:
    """The sum over results, each with the share of its marks that counts."""
    marks = most = marked = Fraction()
    for one, share in counting:
        most += share * one.most
        if isinstance(one.mark, int):
            marks += share * one.mark
            marked += share * one.most
    return Tally(marks, most, marked)


def _grade(total: Fraction, marks: Mapping[MarkKey, str]) -> str:
    """The grade of the highest boundary that a total reaches, "" for none."""
    return grade_reached(total, [(int(mark), grade) for (paper, grade), mark in marks.items() if not paper])
