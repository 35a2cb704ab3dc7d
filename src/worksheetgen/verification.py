"""A run's folder to findings: what the printed PDFs say, read back, against manifest, bank and answer keys.

Nothing here is taken on trust from the program that printed: the text comes out of the PDFs, the right answers
out of the bank, and only then the manifest's record is compared with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.manifest import Manifest, RecordedPart, RecordedQuestion, RecordedStudent
from worksheetgen.model.bank import Part, Unit
from worksheetgen.model.references import REFERENCE

KEYS = "answer-keys.pdf"


@dataclass(frozen=True)
class Finding:
    """What was read for one student: every disagreement in a sentence, none where all agree."""

    student_id: str
    name: str
    questions: int
    disagreements: tuple[str, ...]


def verify(folder: Path, manifest: Manifest, unit: Unit) -> tuple[Finding, ...]:
    """Whether every paper's question order, option order and answers agree with the bank and the answer keys.

    Raises InvalidInput where a file of the run is missing or is not a PDF.
    """
    problems: list[Problem] = []
    piles: dict[Path, list[str]] = {}
    for student in manifest.students:
        piles.setdefault((folder / student.file).parents[1] / KEYS, []).append(student.id)
    keys = {path: _read(path, problems) for path in piles}
    papers = [_read(folder / student.file, problems) for student in manifest.students]
    if problems:
        raise InvalidInput(problems)
    sections = {
        id: section for path, ids in piles.items() for id, section in _key_sections(keys[path], ids).items()
    }
    return tuple(
        Finding(
            student.id,
            student.name,
            len(student.questions),
            tuple(_disagreements(student, paper, sections.get(student.id, ""), unit)),
        )
        for student, paper in zip(manifest.students, papers, strict=True)
    )


# ---- reading PDFs --------------------------------------------------------------------------------


def _read(path: Path, problems: list[Problem]) -> str:
    """The text of a PDF on one line, its words apart by single spaces."""
    try:
        document = PdfDocument(path)
    except (PdfiumError, FileNotFoundError):
        problems.append(
            Problem(
                Place(str(path)), "This file of the run is missing or is not a PDF.", "Print the run again."
            )
        )
        return ""
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\x02", "-").split())


def _key_sections(keys: str, ids: Sequence[str]) -> dict[str, str]:
    """The key of each paper as printed, by student id."""
    starts = {id: _found(rf"\bPaper {re.escape(id)}\b", keys) for id in ids}
    order = sorted((start, id) for id, start in starts.items() if start >= 0)
    ends = [start for start, _ in order[1:]] + [len(keys)]
    return {id: keys[start:end] for (start, id), end in zip(order, ends, strict=True)}


def _found(pattern: str, text: str, start: int = 0) -> int:
    """Where the pattern begins, -1 for nowhere."""
    match = re.compile(pattern).search(text, start)
    return match.start() if match else -1


def _spaced(text: str) -> str:
    """Bank text as a pattern: bold marks gone, references anything, any white between words."""
    pieces = [r"\s+".join(map(re.escape, piece.replace("**", "").split())) for piece in REFERENCE.split(text)]
    return r"\s*.{1,40}?\s*".join(pieces) if len(pieces) > 1 else pieces[0]


# ---- comparing -----------------------------------------------------------------------------------


def _disagreements(student: RecordedStudent, paper: str, key: str, unit: Unit) -> Iterator[str]:
    known = {question.id: question for question in unit.questions}
    at = 0
    for recorded in student.questions:
        question = known.get(recorded.id)
        if question is None:
            yield f"question {recorded.number}: {recorded.id} is not in the bank"
            continue
        begins = rf"(?<!\S){recorded.number}\s+" + _spaced(question.lead or question.parts[0].stem)
        start = _found(begins, paper, at)
        if start < 0:
            yield f"question {recorded.number} on paper is not {recorded.id}"
            continue
        at = start
        for part, printed in zip(question.parts, _recorded_parts(recorded), strict=True):
            at, wrong = _part(recorded, part, printed, paper, at)
            yield from wrong
            yield from _key_disagreements(recorded, part, printed, key)
        yield from _spag_disagreements(recorded, question.parts[-1], paper, at)
    numbers = [recorded.number for recorded in student.questions]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"the questions are numbered {numbers}"
    if not key:
        yield f"{KEYS} has no key for this paper"


def _recorded_parts(recorded: RecordedQuestion) -> tuple[RecordedPart, ...]:
    if recorded.parts:
        return recorded.parts
    return (RecordedPart("", recorded.marks, recorded.options, recorded.answer),)


def _part(
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


def _spag_disagreements(recorded: RecordedQuestion, last: Part, paper: str, at: int) -> Iterator[str]:
    """Marks for spelling, punctuation and grammar must stand right after those of the last part."""
    label = f"[SPaG: {recorded.spag} marks]"
    marks = paper.find(f"[{last.marks} mark", at)
    if recorded.spag and not paper.startswith(label, paper.find("] ", marks) + len("] ")):
        yield f"question {recorded.number}: {label} is not on the paper beside its marks"


def _key_disagreements(
    recorded: RecordedQuestion, part: Part, printed: RecordedPart, key: str
) -> Iterator[str]:
    """The printed key must give this part's right answer at this paper's number."""
    answer = part.body.expected_answer(part.answers, printed.options)
    number = f"{recorded.number}{printed.label}"
    if answer and key and _found(rf"(?<!\S){re.escape(number)}:?\s+{_spaced(answer)}(?!\w)", key) < 0:
        yield f"question {number}: {KEYS} does not give {answer}"
