"""What one paper and its answer key say, read back from their PDFs, against bank and record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from worksheetgen.composition import in_cell, stands_apart
from worksheetgen.english import counted
from worksheetgen.manifest import Manifest, RecordedPart, RecordedQuestion, RecordedStudent, joined_answer
from worksheetgen.model.bank import Unit
from worksheetgen.model.draw import class_form
from worksheetgen.model.question import Part
from worksheetgen.model.tier import Tier
from worksheetgen.run.names import name_on_paper
from worksheetgen.run.outputs import ANSWER_KEYS
from worksheetgen.run.printed_text import PrintedKey, found_at, marks_pattern, seen, text_found
from worksheetgen.streams import Stream


def wrong_in(
    student: RecordedStudent, manifest: Manifest, pages: Sequence[str], key: PrintedKey, unit: Unit
) -> Iterator[str]:
    """Every disagreement of one student's paper, whose pages' texts these are, with record, bank and key."""
    if len(pages) != student.pages:
        yield f"it has {counted(len(pages), 'page')}, the manifest says {student.pages}"
    if not pages:
        return
    yield from _wrong_owner(student, manifest, pages)
    if unasked := _form_of(student, manifest) ^ {question.id for question in student.questions}:
        yield f"form {student.form} and the manifest do not agree on {', '.join(sorted(unasked))}"
    yield from _wrong_questions(student, " ".join(pages), key, unit)
    if not key.strip:
        yield f"{ANSWER_KEYS.file} has no key for this paper"
    elif (answers := "".join(_in_grid(student, unit))) != key.grid:
        yield f"{ANSWER_KEYS.file} has {key.grid or 'nothing'} in its line of the grid, and not {answers}"


def _wrong_owner(student: RecordedStudent, manifest: Manifest, pages: Sequence[str]) -> Iterator[str]:
    """The name stands on the first page, the paper's identity at the foot of every page.

    Where that is narrow, the identity lacks the class.
    """
    told = len(manifest.draw.forms) > 1 and "by_form" not in manifest.blueprint
    several = class_form(student.form, student.id) if told else ""
    identities = [
        " ".join(
            " · ".join(filter(None, (str(manifest.blueprint["code"]), *named, student.id, several))).split()
        )
        for named in ((manifest.class_name,), ())
    ]
    # Without spaces, as a name that is wider than its field is broken anywhere.
    if "".join(seen(name_on_paper(student.name)).split()) not in "".join(pages[0].split()):
        yield f"“{student.name}” is not on its first page"
    for number, page in enumerate(pages, 1):
        if not any(seen(identity) in page for identity in identities):
            yield f"page {number} is not of “{identities[0]}”"


def _form_of(student: RecordedStudent, manifest: Manifest) -> frozenset[str]:
    """The ids of the questions that the student's form has."""
    own = [form for form in (*manifest.draw.forms, *manifest.draw.own) if form.form == student.form]
    return frozenset(id for form in own for section in form.sections for id in section)


def _wrong_questions(student: RecordedStudent, paper: str, key: PrintedKey, unit: Unit) -> Iterator[str]:
    at = 0
    for recorded in student.questions:
        question = unit.by_id.get(recorded.id)
        if question is None:
            yield f"question {recorded.number}: {recorded.id} is not in the bank"
            continue
        if recorded.marks != question.marks:
            marks = counted(question.marks, "mark")
            yield f"question {recorded.number}: it has {marks}, the manifest says {recorded.marks}"
        asks = question.lead or question.parts[0].stem
        start = text_found(rf"(?<!\S){recorded.number}\s+", asks, paper, at)
        if start < 0:
            yield f"question {recorded.number} on paper is not {recorded.id}"
            continue
        at = start
        parts = _recorded_parts(recorded)
        if len(parts) != len(question.parts):
            has = counted(len(parts), "part")
            yield f"question {recorded.number}: the manifest has {has}, the bank {len(question.parts)}"
            continue
        for part, printed in zip(question.parts, parts, strict=True):
            at, wrong = _wrong_part(recorded, part, printed, student.tier, paper, at)
            yield from wrong
            yield from _wrong_key(recorded, part, printed, key)
        if recorded.answer != joined_answer(parts):
            of_parts = joined_answer(parts)
            yield f"question {recorded.number}: the manifest says {recorded.answer}, and of its parts {of_parts}"
        yield from _wrong_spag(recorded, question.parts[-1], paper, at)
    numbers = [recorded.number for recorded in student.questions]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"the questions are numbered {numbers}"


def _recorded_parts(recorded: RecordedQuestion) -> tuple[RecordedPart, ...]:
    if recorded.parts:
        return recorded.parts
    return (RecordedPart("", recorded.marks, recorded.options, recorded.answer),)


def _wrong_part(
    recorded: RecordedQuestion, part: Part, printed: RecordedPart, tier: Tier, paper: str, at: int
) -> tuple[int, list[str]]:
    """How far the part was found on the paper, and what disagrees."""
    name = f"question {recorded.number}{printed.label}"
    start = text_found("", part.stem, paper, at)
    if start < 0:
        return at, [f"{name}: its stem is not on the paper"]
    at, wrong = start, []
    if printed.marks != part.marks:
        has = counted(part.marks, "mark")
        wrong.append(f"{name}: it has {has}, the manifest says {printed.marks}")
    if not _has_its_options(part, printed):
        return at, [*wrong, f"{name}: the manifest’s options are not those of the bank"]
    if found_at(marks_pattern(part.marks), paper[at : at + len(part.stem) + 120]) < 0:
        wrong.append(f"{name}: its marks are not [{part.marks}] on the paper")
    by_tier, under_stem = part.body.by_tier(part.answers, printed.options, tier), at
    for label, text in (*by_tier, *part.body.on_paper(printed.options)):
        before = under_stem if part.body.in_columns else at
        option = text_found(rf"(?<!\S){label}\s+" if label else "", text, paper, before)
        if option < 0:
            wrong.append(f"{name}: {label or 'next'} on paper is not “{text}”")
        at = max(at, option)
    answer = _right_answer(part, printed) or part.body.answer(part.answers, printed.options) or None
    if answer != printed.answer:
        wrong.append(
            f"{name}: the bank’s answer on this paper is {answer}, the manifest says {printed.answer}"
        )
    return at, wrong


def _has_its_options(part: Part, printed: RecordedPart) -> bool:
    """Whether the record has just the options that the bank prints for the part, in whatever order."""
    some_order = part.body.printing(part.answers)(0, lambda: Stream("any order"))
    return sorted(printed.options) == sorted(some_order)


def _right_answer(part: Part, printed: RecordedPart) -> str:
    """The right answer on that paper, worked out from the bank; "" where there is not just one, or other options."""
    right = _has_its_options(part, printed)
    return part.body.expected_answer(part.answers, printed.options) if right else ""


def _wrong_spag(recorded: RecordedQuestion, last: Part, paper: str, at: int) -> Iterator[str]:
    """Marks for spelling, punctuation and grammar must stand right after those of the last part."""
    marks = re.compile(marks_pattern(last.marks)).search(paper, at)
    beside = re.compile(rf"\s*{marks_pattern(recorded.spag)}")
    if recorded.spag and not (marks and beside.match(paper, marks.end())):
        yield f"question {recorded.number}: [SPaG: {recorded.spag} marks] is not on the paper beside its marks"


def _in_grid(student: RecordedStudent, unit: Unit) -> Iterator[str]:
    """The right answers that stand in the student's line of the marking grid, in order and without white."""
    for recorded in student.questions:
        parts = unit.by_id[recorded.id].parts if recorded.id in unit.by_id else ()
        for part, printed in zip(parts, _recorded_parts(recorded), strict=False):
            yield "".join(seen(in_cell(_right_answer(part, printed), printed.options)).split())


def _wrong_key(
    recorded: RecordedQuestion, part: Part, printed: RecordedPart, key: PrintedKey
) -> Iterator[str]:
    """The printed key must give this part's right answer at this paper's number, or once for all papers."""
    answer = _right_answer(part, printed)
    if not (answer and key.strip):
        return
    number = f"{recorded.number}{printed.label}"
    cell = in_cell(answer, printed.options)
    ends = r"(?!\w)"
    given = [text_found("", answer, key.all, after=ends)] if stands_apart(answer, printed.options) else []
    if cell:
        given.append(text_found(rf"(?<!\S){re.escape(number)}\s+", cell, key.strip, after=ends))
    if min(given) < 0:
        yield f"question {number}: {ANSWER_KEYS.file} does not give {answer}"
