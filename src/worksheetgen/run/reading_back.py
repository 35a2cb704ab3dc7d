"""What one paper and its answer key say, read back from their PDFs, against bank and record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError

from worksheetgen.english import counted
from worksheetgen.manifest import Manifest, RecordedPart, RecordedQuestion, RecordedStudent
from worksheetgen.model.bank import Part, Unit
from worksheetgen.model.references import REFERENCE
from worksheetgen.run.names import name_on_paper
from worksheetgen.run.outputs import ANSWER_KEYS


class PdfTexts:
    """The text of the run's PDFs, page by page, each on one line with its words apart by single spaces."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, file: str) -> tuple[str, ...]:
        """The pages of a PDF; none where it is missing, damaged or no PDF, which its digest tells."""
        try:
            with closing(PdfDocument(self._folder / file)) as document:
                texts = [page.get_textpage().get_text_range() for page in document]
        except (PdfiumError, OSError):
            return ()
        return tuple(" ".join(text.replace("\x02", "-").split()) for text in texts)

    def text(self, file: str) -> str:
        """All its pages on one line."""
        return " ".join(self.of(file))


def key_sections(keys: str, students: Sequence[RecordedStudent]) -> Iterator[tuple[str, str]]:
    """Each student's id with the key of that paper as printed; of those that have one."""
    starts = {one.id: _found(rf"\bPaper {re.escape(one.id)}\b", keys) for one in students}
    order = sorted((start, id) for id, start in starts.items() if start >= 0)
    for (start, id), (end, _) in pairwise([*order, (len(keys), "")]):
        yield id, keys[start:end]


def _found(pattern: str, text: str, start: int = 0) -> int:
    """Where the pattern begins, -1 for nowhere."""
    match = re.compile(pattern).search(text, start)
    return match.start() if match else -1


def _spaced(text: str) -> str:
    """Bank text as a pattern: bold marks gone, references anything, any white between words."""
    pieces = [r"\s+".join(map(re.escape, piece.replace("**", "").split())) for piece in REFERENCE.split(text)]
    return r"\s*.{1,40}?\s*".join(pieces) if len(pieces) > 1 else pieces[0]


# ---- comparing -----------------------------------------------------------------------------------


def wrong_in(
    student: RecordedStudent, manifest: Manifest, pages: Sequence[str], key: str, unit: Unit
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
    if not key:
        yield f"{ANSWER_KEYS.file} has no key for this paper"


def _wrong_owner(student: RecordedStudent, manifest: Manifest, pages: Sequence[str]) -> Iterator[str]:
    """The name stands on the first page, the paper's identity at the foot of every page."""
    several = student.form.removesuffix(f"-{student.id}") if len(manifest.draw.forms) > 1 else ""
    parts = (str(manifest.blueprint["code"]), manifest.class_name, student.id, several)
    identity = " ".join(" · ".join(filter(None, parts)).split())
    # Without spaces, as a name that is wider than its field is broken anywhere.
    if "".join(name_on_paper(student.name).split()) not in "".join(pages[0].split()):
        yield f"“{student.name}” is not on its first page"
    for number, page in enumerate(pages, 1):
        if identity not in page:
            yield f"page {number} is not of “{identity}”"


def _form_of(student: RecordedStudent, manifest: Manifest) -> frozenset[str]:
    """The ids of the questions that the student's form has."""
    own = [form for form in (*manifest.draw.forms, *manifest.draw.own) if form.form == student.form]
    return frozenset(id for form in own for section in form.sections for id in section)


def _wrong_questions(student: RecordedStudent, paper: str, key: str, unit: Unit) -> Iterator[str]:
    at = 0
    for recorded in student.questions:
        question = unit.by_id.get(recorded.id)
        if question is None:
            yield f"question {recorded.number}: {recorded.id} is not in the bank"
            continue
        if recorded.marks != question.marks:
            marks = counted(question.marks, "mark")
            yield f"question {recorded.number}: it has {marks}, the manifest says {recorded.marks}"
        begins = rf"(?<!\S){recorded.number}\s+" + _spaced(question.lead or question.parts[0].stem)
        start = _found(begins, paper, at)
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
            at, wrong = _wrong_part(recorded, part, printed, paper, at)
            yield from wrong
            yield from _wrong_key(recorded, part, printed, key)
        yield from _wrong_spag(recorded, question.parts[-1], paper, at)
    numbers = [recorded.number for recorded in student.questions]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"the questions are numbered {numbers}"


def _recorded_parts(recorded: RecordedQuestion) -> tuple[RecordedPart, ...]:
    if recorded.parts:
        return recorded.parts
    return (RecordedPart("", recorded.marks, recorded.options, recorded.answer),)


def _wrong_part(
    recorded: RecordedQuestion, part: Part, printed: RecordedPart, paper: str, at: int
) -> tuple[int, list[str]]:
    """How far the part was found on the paper, and what disagrees."""
    name = f"question {recorded.number}{printed.label}"
    start = _found(_spaced(part.stem), paper, at)
    if start < 0:
        return at, [f"{name}: its stem is not on the paper"]
    at, wrong = start, []
    if f"[{part.marks} mark" not in paper[at : at + len(part.stem) + 120]:
        wrong.append(f"{name}: its marks are not [{part.marks}] on the paper")
    for label, text in part.body.on_paper(printed.options):
        begins = (rf"(?<!\S){label}\s+" if label else "") + _spaced(text)
        option = _found(begins, paper, at)
        if option < 0:
            wrong.append(f"{name}: {label or 'next'} on paper is not “{text}”")
        else:
            at = option
    answer = part.body.expected_answer(part.answers, printed.options)
    if answer and answer != printed.answer:
        wrong.append(
            f"{name}: the bank’s answer on this paper is {answer}, the manifest says {printed.answer}"
        )
    return at, wrong


def _wrong_spag(recorded: RecordedQuestion, last: Part, paper: str, at: int) -> Iterator[str]:
    """Marks for spelling, punctuation and grammar must stand right after those of the last part."""
    label = f"[SPaG: {recorded.spag} marks]"
    marks = paper.find(f"[{last.marks} mark", at)
    if recorded.spag and not paper.startswith(label, paper.find("] ", marks) + len("] ")):
        yield f"question {recorded.number}: {label} is not on the paper beside its marks"


def _wrong_key(recorded: RecordedQuestion, part: Part, printed: RecordedPart, key: str) -> Iterator[str]:
    """The printed key must give this part's right answer at this paper's number."""
    answer = part.body.expected_answer(part.answers, printed.options)
    number = f"{recorded.number}{printed.label}"
    if answer and key and _found(rf"(?<!\S){re.escape(number)}:?\s+{_spaced(answer)}(?!\w)", key) < 0:
        yield f"question {number}: {ANSWER_KEYS.file} does not give {answer}"
