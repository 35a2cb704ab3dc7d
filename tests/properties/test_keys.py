"""What must hold in the answer keys of every class: read back from the page, each line has its paper's answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import c_double
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from tests.properties.strategies import Sitting, sittings
from tests.properties.test_papers import drawn, paper_for
from tests.thoroughness import examples
from worksheetgen.composition import compose_answer_keys, in_cell, keys_identity
from worksheetgen.manifest import RecordedPart, RecordedStudent, record_student
from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Unit
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.resources import templates
from worksheetgen.run.printed_text import printed_keys
from worksheetgen.run.rendering import Renderer
from worksheetgen.value import replace

slow = settings(
    max_examples=examples(10, many=100),
    derandomize=True,
)

WORD_SPACE = 4
"""Points between the words of an answer at the most; the box for the mark between two answers is wider."""


class Word(NamedTuple):
    """A word of a page, where it begins, and the baseline that it stands on, in points from the page's foot."""

    text: str
    left: float
    right: float
    baseline: float


def words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    """The words of a page, by where their letters stand and not by the order in which they are drawn."""
    text = page.get_textpage()
    letters = []
    for index in range(text.count_chars()):
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        letter = text.get_text_range(index, 1)
        if letter.strip():
            left, _, right, _ = text.get_charbox(index, loose=True)
            letters.append(Word(letter, left, right, y.value))
    begun: list[Word] = []
    for letter in letters:
        last = begun[-1] if begun else None
        if last and abs(last.baseline - letter.baseline) < 0.1 and -0.5 < letter.left - last.right < 0.5:
            begun[-1] = last._replace(text=last.text + letter.text, right=letter.right)
        else:
            begun.append(letter)
    yield from begun


def lines(page: pypdfium2.PdfPage) -> list[list[Word]]:
    """The words of a page line by line, each from left to right; what is half a line lower is another line."""
    found: list[list[Word]] = []
    for word in sorted(words(page), key=lambda word: -word.baseline):
        if found and found[-1][0].baseline - word.baseline < 3:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda word: word.left) for line in found]


def answers_of(paper: RecordedStudent, bank: Unit) -> Iterator[tuple[str, str]]:
    """The answers that the record has for the cells of a paper, each after its printed number."""
    for question in paper.questions:
        alone = RecordedPart("", question.marks, question.options, question.answer)
        for part, asked in zip(question.parts or (alone,), bank.by_id[question.id].parts, strict=True):
            answer = part.answer or ""
            cell = in_cell(answer, part.options) if any(isinstance(one, Key) for one in asked.answers) else ""
            if cell:
                yield f"{question.number}{part.label}", cell


@cache
def renderer(bank: Unit) -> Renderer:
    """Prints in the bundled theme."""
    return Renderer(bank, [templates() / "board"])


@slow
@given(sittings(most=12), st.integers(1, 40))
def test_the_grid_has_every_papers_answers(sitting: Sitting, count: int) -> None:
    """On the page, each paper's line has the record's answers, whole, in order, and each under its number."""
    selection = drawn(sitting)
    sitters = [replace(sitting.students[0], id=f"{number:03}", name="Ngô") for number in range(count)]
    papers: list[Paper] = [paper_for(sitting, sitter, selection) for sitter in sitters]
    pdf = renderer(sitting.unit).pdf(partial(compose_answer_keys, papers[:1], papers))
    pages = [lines(page) for page in pypdfium2.PdfDocument(pdf)]
    found: dict[str, list[str]] = {paper.student.id: [] for paper in papers}
    numbers: dict[str, Word] = {}
    for line in (line for page in pages for line in page):
        match [word.text for word in line]:
            case ["Student", *_]:
                numbers = {word.text: word for word in line[1:]}
            case ["Key", "strips", *_]:
                break
            case [id, "Ngô", *_] if id in found:
                answers = [word for word in line[2:] if word.text[0] not in "→/"]
                found[id] += placed(answers, numbers)
    for paper in papers:
        record = record_student(paper, "papers/001.pdf", 1, PaperSize.A4, "")
        expected = [
            (number, word) for number, answer in answers_of(record, sitting.unit) for word in answer.split()
        ]
        assert found[paper.student.id] == [f"{number} {word}" for number, word in expected]
    read_as_verify_does(pdf, papers, sitting.unit)


def placed(answers: Sequence[Word], numbers: dict[str, Word]) -> Iterator[str]:
    """Each word of an answer after the number whose column it begins in: each ends where the next one begins."""
    heads = sorted(numbers.values(), key=lambda word: word.left)
    # A column's answer begins at its left edge, its number stands in the middle.
    middles = [(one.left + one.right) / 2 for one in heads]
    end, within = 0.0, ""
    for answer in answers:
        if answer.left - end > WORD_SPACE:
            (within,) = (
                head.text
                for head, (before, own) in zip(heads, pairwise([0.0, *middles]), strict=True)
                if before < answer.left < own
            )
        end = answer.right
        yield f"{within} {answer.text}"


def read_as_verify_does(pdf: bytes, papers: Sequence[Paper], bank: Unit) -> None:
    """What `verify` takes from the pages are the same answers, in grid and strips."""
    records = [record_student(paper, "papers/001.pdf", 1, PaperSize.A4, "") for paper in papers]
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    first = papers[0]
    identity = keys_identity(first.blueprint.code, first.class_name)
    read = dict(printed_keys(" ".join(text.split()), records, identity))
    for record in records:
        answers = list(answers_of(record, bank))
        assert read[record.id].grid == "".join("".join(answer.split()) for _, answer in answers)
        for number, answer in answers:
            assert f" {number} {answer} " in f"{read[record.id].strip} "
