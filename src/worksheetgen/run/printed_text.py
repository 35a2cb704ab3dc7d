"""What the PDFs of a run say: the text of their pages, each paper's key, and bank text found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

from pypdfium2 import PdfDocument, PdfiumError

from worksheetgen.composition import whose_paper
from worksheetgen.delivery.changes import MOST_OF_A_FILE
from worksheetgen.errors import InvalidInput
from worksheetgen.manifest import RecordedStudent, student_of
from worksheetgen.model.references import REFERENCE
from worksheetgen.model.signs import as_read
from worksheetgen.protection import Password, other_password
from worksheetgen.run.names import named_for_teachers
from worksheetgen.system.files import is_file
from worksheetgen.value import Value

_HYPHENS = re.compile("[\x02\ufffe]")
"""What PDFium gives for a hyphen at the end of a line, in earlier and in later versions."""


def seen(text: str) -> str:
    """Text as PDFium may give it: ligatures and the like taken apart, as it takes some apart itself."""
    return normalize("NFKC", text)


class PdfTexts:
    """The text of the run's PDFs, page by page, each on one line with its words apart by single spaces."""

    def __init__(self, folder: Path, password: Password) -> None:
        self._folder, self._password = folder, password

    def of(self, file: str) -> tuple[str, ...]:
        """The pages of a PDF; none where it is missing, damaged or no PDF, which its digest tells.

        Raises InvalidInput where it does not open with the password.
        """
        path = self._folder / file
        if not is_file(path):  # among other things a link to itself, on which pypdfium2 fails
            return ()
        if path.stat().st_size > MOST_OF_A_FILE:  # PDFium looks through all of it for what it lacks
            return ()
        try:
            with closing(PdfDocument(path, self._password.text)) as document:
                texts = [page.get_textpage().get_text_range() for page in document]
        except (PdfiumError, OSError) as error:
            if self._password and "password" in str(error):
                raise InvalidInput([other_password(str(path), self._password)]) from error
            return ()
        return tuple(" ".join(seen(_HYPHENS.sub("-", text)).split()) for text in texts)

    def text(self, file: str) -> str:
        """All its pages on one line."""
        return " ".join(self.of(file))


class PrintedKey(Value):
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
    starts = {id: found_at(rf"\bPaper {re.escape(id)}{end}", below) for id, end in ends.items()}
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
    # A line ends at the head of the grid, which stands again overleaf, or at the page's foot.
    ends = re.compile(rf"\bStudent\b|{re.escape(seen(identity))}")
    for (_, start, id), (end, *_) in pairwise([*sorted(found), (len(grid), 0, "")]):
        words = ends.split(grid[start:end], maxsplit=1)[0].split()
        lines[id] = lines.get(id, "") + "".join(word for word in words if not _NO_ANSWER.fullmatch(word))
    return lines


def _whose(student: RecordedStudent) -> str:
    """The student's name as a pattern, letter by letter, as a long name is broken between any two."""
    name = whose_paper(named_for_teachers(student_of(student)))
    return r"\s*".join(map(re.escape, "".join(seen(name).split())))


def found_at(pattern: str, text: str, start: int = 0) -> int:
    """Where the pattern begins, -1 for nowhere."""
    match = re.compile(pattern).search(text, start)
    return match.start() if match else -1


def marks_pattern(count: int) -> str:
    """Marks in brackets as a pattern, in whatever words the theme has: `[2 marks]`, `[2 marc]`, `[SPaG: 2 marks]`."""
    return rf"\[[^\[\]\d]*{count}(?!\d)[^\[\]\d]*\]"


def _spaced(text: str, between: str) -> str:
    """Bank text as a pattern: bold marks gone, references anything, any white between words.

    `between` is what may stand between any two characters of a word.
    """
    pieces = [
        (between or r"\s+").join(between.join(map(re.escape, word)) for word in seen(as_read(piece)).split())
        for piece in REFERENCE.split(text)
    ]
    return r"\s*.{1,40}?\s*".join(pieces) if len(pieces) > 1 else pieces[0]


def text_found(before: str, text: str, page: str, start: int = 0, after: str = "") -> int:
    """Where bank text stands between two patterns, -1 for nowhere.

    A word that is wider than its column is broken anywhere, and beside raised accents PDFium sees no space.
    """
    for between in ("", r"\s*"):
        found = found_at(f"{before}{_spaced(text, between)}{after}", page, start)
        if found >= 0:
            return found
    return -1


def stands_in(text: str, page: str) -> bool:
    """Whether text of the bank or of the program stands somewhere on a page, as `PdfTexts` gives it."""
    return text_found("", text, page) >= 0
