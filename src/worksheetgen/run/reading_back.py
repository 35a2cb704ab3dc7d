"""What one paper and its answer key say, read back from their PDFs, against bank and record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

from pypdfium2 import PdfDocument, PdfiumError

from worksheetgen.composition import SPARE, in_cell, stands_apart
from worksheetgen.english import counted
from worksheetgen.manifest import Manifest, RecordedPart, RecordedQuestion, RecordedStudent, student_of
from worksheetgen.model.bank import Part, Unit
from worksheetgen.model.blueprint import class_form
from worksheetgen.model.references import REFERENCE
from worksheetgen.model.signs import as_read
from worksheetgen.model.tier import Tier
from worksheetgen.run.names import name_on_paper, named_for_teachers
from worksheetgen.run.outputs import ANSWER_KEYS

_HYPHENS = re.compile("[\x02\ufffe]")
"""What PDFium gives for a hyphen at the end of a line, in earlier and in later versions."""


def _seen(text: str) -> str:
    """Text as PDFium may give it: ligatures and the like taken apart, as it takes some apart itself."""
    return normalize("NFKC", text)


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
        return tuple(" ".join(_seen(_HYPHENS.sub("-", text)).split()) for text in texts)

    def text(self, file: str) -> str:
        """All its pages on one line."""
        return " ".join(self.of(file))


@dataclass(frozen=True)
class PrintedKey:
    """What the answer keys print for one paper: its `strip`, its line of the `grid`, and what `all` papers share.

    Of the line only the answers are left, without white: no marks, no signs for entries of the mark scheme.
    """

    strip: str
    grid: str
    all: str


NO_KEY = PrintedKey("", "", "")


def printed_keys(
    keys: str, students: Sequence[RecordedStudent], identity: str
) -> Iterator[tuple[str, PrintedKey]]:
    """Each student's id with the key of that paper as printed; of those that have one.

    `keys` is the text of answer keys with that `identity` at the foot of their pages.
    """
    above, _, below = keys.rpartition(STRIPS)
    lines = _grid_lines(above, students, identity)
    # A hyphen at the end of a line is read as one within a word, so the name tells where such an id ends.
    ends = {one.id: rf"\s*{_whose(one)}" if one.id.endswith("-") else r"(?!\S)" for one in students}
    starts = {id: _found(rf"\bPaper {re.escape(id)}{end}", below) for id, end in ends.items()}
    order = sorted((start, id) for id, start in starts.items() if start >= 0)
    for (start, id), (end, _) in pairwise([*order, (len(below), "")]):
        yield id, PrintedKey(below[start:end], lines.get(id, ""), above)


STRIPS = "Key strips"
"""The heading between the marking grid and the strips."""
_NO_ANSWER = re.compile(r"[→/]\S*")


def _grid_lines(grid: str, students: Sequence[RecordedStudent], identity: str) -> dict[str, str]:
    """The answers in each student's line of the marking grid, which may go on in a further grid below it."""
    found = []
    for student in students:
        apart = r"\s*" if student.id.endswith("-") else r"\s+"
        begins = re.compile(rf"(?<!\S){re.escape(student.id)}(?: · \S+)?{apart}{_whose(student)}(?!\S)")
        found += [(match.start(), match.end(), student.id) for match in begins.finditer(grid)]
    lines: dict[str, str] = {}
    ends = re.compile(
        rf"\bStudent\b|{re.escape(_seen(identity))}"
    )  # the head of the grid again, or the page's foot
    for (_, start, id), (end, *_) in pairwise([*sorted(found), (len(grid), 0, "")]):
        words = ends.split(grid[start:end], maxsplit=1)[0].split()
        lines[id] = lines.get(id, "") + "".join(word for word in words if not _NO_ANSWER.fullmatch(word))
    return lines


def _whose(student: RecordedStudent) -> str:
    """The student's name as a pattern, letter by letter, as a long name is broken between any two."""
    name = named_for_teachers(student_of(student)).name or SPARE
    return r"\s*".join(map(re.escape, "".join(_seen(name).split())))


def _found(pattern: str, text: str, start: int = 0) -> int:
    """Where the pattern begins, -1 for nowhere."""
    match = re.compile(pattern).search(text, start)
    return match.start() if match else -1


def _marks(count: int) -> str:
    """Marks in brackets as a pattern, in whatever words the theme has: `[2 marks]`, `[2 marc]`, `[SPaG: 2 marks]`."""
    return rf"\[[^\[\]\d]*{count}(?!\d)[^\[\]\d]*\]"


def _spaced(text: str, between: str = "") -> str:
    """Bank text as a pattern: bold marks gone, references anything, any white between words.

    `between` is what may stand between any two characters of a word.
    """
    pieces = [
        (between or r"\s+").join(between.join(map(re.escape, word)) for word in _seen(as_read(piece)).split())
        for piece in REFERENCE.split(text)
    ]
    return r"\s*.{1,40}?\s*".join(pieces) if len(pieces) > 1 else pieces[0]


def _text_found(before: str, text: str, page: str, start: int = 0, after: str = "") -> int:
    """Where bank text stands between two patterns, -1 for nowhere.

    A word that is wider than its column is broken anywhere, and beside raised accents PDFium sees no space.
    """
    for between in ("", r"\s*"):
        found = _found(f"{before}{_spaced(text, between)}{after}", page, start)
        if found >= 0:
            return found
    return -1


# ---- comparing -----------------------------------------------------------------------------------


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
    if "".join(_seen(name_on_paper(student.name)).split()) not in "".join(pages[0].split()):
        yield f"“{student.name}” is not on its first page"
    for number, page in enumerate(pages, 1):
        if not any(_seen(identity) in page for identity in identities):
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
        start = _text_found(rf"(?<!\S){recorded.number}\s+", asks, paper, at)
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
    start = _text_found("", part.stem, paper, at)
    if start < 0:
        return at, [f"{name}: its stem is not on the paper"]
    at, wrong = start, []
    if _found(_marks(part.marks), paper[at : at + len(part.stem) + 120]) < 0:
        wrong.append(f"{name}: its marks are not [{part.marks}] on the paper")
    by_tier = part.body.by_tier(part.answers, printed.options, tier)
    for label, text in (*by_tier, *part.body.on_paper(printed.options)):
        option = _text_found(rf"(?<!\S){label}\s+" if label else "", text, paper, at)
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
    marks = re.compile(_marks(last.marks)).search(paper, at)
    beside = re.compile(rf"\s*{_marks(recorded.spag)}")
    if recorded.spag and not (marks and beside.match(paper, marks.end())):
        yield f"question {recorded.number}: [SPaG: {recorded.spag} marks] is not on the paper beside its marks"


def _in_grid(student: RecordedStudent, unit: Unit) -> Iterator[str]:
    """The right answers that stand in the student's line of the marking grid, in order and without white."""
    for recorded in student.questions:
        parts = unit.by_id[recorded.id].parts if recorded.id in unit.by_id else ()
        for part, printed in zip(parts, _recorded_parts(recorded), strict=False):
            answer = part.body.expected_answer(part.answers, printed.options)
            yield "".join(in_cell(answer, printed.options).split())


def _wrong_key(
    recorded: RecordedQuestion, part: Part, printed: RecordedPart, key: PrintedKey
) -> Iterator[str]:
    """The printed key must give this part's right answer at this paper's number, or once for all papers."""
    answer = part.body.expected_answer(part.answers, printed.options)
    if not (answer and key.strip):
        return
    number = f"{recorded.number}{printed.label}"
    cell = in_cell(answer, printed.options)
    ends = r"(?!\w)"
    given = [_text_found("", answer, key.all, after=ends)] if stands_apart(answer, printed.options) else []
    if cell:
        given.append(_text_found(rf"(?<!\S){re.escape(number)}\s+", cell, key.strip, after=ends))
    if min(given) < 0:
        yield f"question {number}: {ANSWER_KEYS.file} does not give {answer}"
