"""Mark: marks typed in each paper’s own order, what goes wrong question by question, and feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from worksheetgen.errors import InvalidInput, Problem
from worksheetgen.manifest import RecordedStudent
from worksheetgen.marks_record import SPAG_MARKS, MarkKey, keys_of, letters_of, worth
from worksheetgen.page.answers import found, go_to, screen
from worksheetgen.page.desk import PageDesk
from worksheetgen.page.screens.printing import started
from worksheetgen.run.feedback import results_of_run
from worksheetgen.run.marks import TakenMarks, enter_mark, mark_typed, take_in
from worksheetgen.run.marks_in_place import marks_out_of_place
from worksheetgen.run.record import RunRecord, open_run

BY = "page"
"""What the record says of where a mark was typed."""
_TURN = re.compile(r"([\w-]{1,40}) ([0-9]{1,9})")
"""The script’s window, and which of its requests a mark came with: they may arrive in another order."""


def printed_runs(desk: PageDesk, request: Request) -> Response:
    """Show the papers that were printed, to be marked."""
    return screen(desk, "marks", runs=desk.runs())


def marks(desk: PageDesk, request: Request, key: str) -> Response:
    """Show whose papers are marked and what the class could do; print feedback."""
    folder = found(desk.run(key))
    if request.method == "POST":
        return started(desk, {"do": "feedback", "run": str(folder)}, key)
    record, taken, problems = _opened(desk, key)
    papers = [(at, one, *_total(one, taken)) for at, one in enumerate(record.manifest.students)]
    results = None
    try:
        if not (problems or (problems := marks_out_of_place(record.manifest, taken))):
            results = results_of_run(record, taken, desk.bank)
    except InvalidInput as error:
        problems = error.problems
    hard = sorted(results.questions, key=lambda one: one.facility) if results else []
    return screen(
        desk,
        "marking",
        problems=problems,
        key=key,
        record=record,
        papers=papers,
        marked=bool(results and results.marked),
        hard=hard,
        title=record.manifest.blueprint["title"],
    )


def _opened(desk: PageDesk, key: str) -> tuple[RunRecord, TakenMarks, tuple[Problem, ...]]:
    folder = found(desk.run(key))
    taken = take_in(folder, desk.password)
    if taken.sentence:
        desk.said = taken.sentence
    return open_run(folder), taken, taken.problems


def _total(student: RecordedStudent, taken: TakenMarks) -> tuple[int, int, int]:
    """What a paper has so far, how many of its marks are typed, and how many there are to be typed."""
    rows = list(_rows(student, taken))
    typed = [row for row in rows if row["mark"]]
    return sum(int(row["worth"]) for row in typed if str(row["worth"]).isdecimal()), len(typed), len(rows)


def _rows(student: RecordedStudent, taken: TakenMarks) -> Iterator[dict[str, Any]]:
    """A row for each mark of a paper, in its printed order."""
    known = taken.record.marks
    for question in student.questions:
        mark = known.get((student.id, question.id), "")
        letters = letters_of(question)
        yield {
            "number": str(question.number),
            "id": question.id,
            "most": question.marks,
            "mark": mark,
            "worth": worth(mark, question),
            "letters": letters,
            "answer": question.answer or "",
        }
        if question.spag:
            mark = known.get((student.id, question.id + SPAG_MARKS), "")
            yield {
                "number": f"{question.number} spelling",
                "id": question.id + SPAG_MARKS,
                "most": question.spag,
                "mark": mark,
                "worth": mark,
                "letters": "",
                "answer": "",
            }


def paper_marks(desk: PageDesk, request: Request, key: str, at: int) -> Response:
    """Show one paper's marks, or keep what was typed: one mark from the script, or the whole form."""
    record, taken, problems = _opened(desk, key)
    students = record.manifest.students
    student = found(students[at] if at < len(students) else None)
    if request.method == "POST":
        stands = taken.record.marks
        wrong = _kept(desk, record, student, request)
        other = _changed_elsewhere(record, student, request, stands)
        if not (wrong or other):
            onward = request.form.get("do") == "next" and at + 1 < len(students)
            return go_to(f"/marks/{key}/{at + onward}")
    else:
        wrong, other = {}, {}
    typed = {id: request.form[id] for id in wrong}
    if request.method == "POST":
        taken = take_in(record.folder, desk.password)
    unit = next((one for one in desk.bank.units if one.id == record.manifest.blueprint["unit"]), None)
    words = {id: one.opening for id, one in unit.by_id.items()} if unit else {}
    total, done, of = _total(student, taken)
    return screen(
        desk,
        "paper_marks",
        status=422 if wrong or other else 200,
        problems=problems,
        key=key,
        at=at,
        last=len(students) - 1,
        student=student,
        rows=list(_rows(student, taken)),
        wrong=wrong | other,
        typed=typed,
        words=words,
        total=total,
        done=done,
        of=of,
        kept=len(taken.record.entries),
        most=sum(most for _, most in keys_of(student)),
        title=record.manifest.blueprint["title"],
    )


def _changed_elsewhere(
    record: RunRecord, student: RecordedStudent, request: Request, stands: Mapping[MarkKey, str]
) -> dict[str, str]:
    """What is to be said, by question, of each mark that stands in the form as it was shown, but no longer counts.

    It may have been typed anew in the form just as it was shown, so that whoever did must see what there is now.
    """
    said = {}
    for id in request.form:
        key, shown = (student.id, id), request.form[id].strip()
        unchanged = request.form[id] == request.form.get(f"was {id}")
        if shown and unchanged and (now := stands.get(key, "")) != mark_typed(record.manifest, key, shown):
            said[id] = (
                f"It was {shown} here, and is {now or 'empty'} now: changed in another window or the markbook. If "
                f"{shown} is right, type it again."
            )
    return said


def _kept(desk: PageDesk, record: RunRecord, student: RecordedStudent, request: Request) -> dict[str, str]:
    """Keep every mark of the form that was changed in it; by question what is wrong with those that are none.

    What stands in a form as it was shown may have been changed meanwhile, in another window or in the markbook. A mark
    that was overtaken by one that was typed later into the same box of the same window is left.
    """
    wrong = {}
    numbered = _TURN.fullmatch(request.form.get("window turn", ""))
    window, turn = (numbered[1], int(numbered[2])) if numbered else ("", 0)
    letters_by_id = {question.id: letters_of(question) for question in student.questions}
    for key, most in keys_of(student):
        _, id = key
        if id not in request.form or request.form[id] == request.form.get(f"was {id}"):
            continue
        box = record.folder, key, window
        if turn < desk.last_turns.get(box, 0):
            continue
        if enter_mark(record.folder, record.manifest, key, request.form[id], by=BY) is not None:
            desk.last_turns[box] = turn
        else:
            letters = letters_by_id.get(id, "")
            or_letter = f", the letter that was crossed ({letters[0]} to {letters[-1]})" if letters else ""
            wrong[id] = f"Type a whole number from 0 to {most}{or_letter}, or absent."
    return wrong
