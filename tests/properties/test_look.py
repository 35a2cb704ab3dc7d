"""What gives every paper one look: instructions, the names of sources, options, whatever was drawn and shuffled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hypothesis import given

from tests.properties.strategies import Sitting, sittings
from tests.properties.test_papers import brief, papers
from tests.samples import stage
from worksheetgen.composition import compose_paper
from worksheetgen.kinds.choice import StudentChoice
from worksheetgen.kinds.true_false import StudentTrueFalse
from worksheetgen.model.blocks import Labelled, Paragraph
from worksheetgen.model.document import Document
from worksheetgen.model.paper import PaperSource
from worksheetgen.model.student_paper import StudentPaper
from worksheetgen.model.text import plain
from worksheetgen.projection import StudentView

SESSION = stage()


def begun(paper: StudentPaper) -> Iterator[tuple[int, int]]:
    """For each question how many runs of boxes to cross begin in it, as (its number, how many)."""
    for section in paper.sections:
        parts = [
            (question.number, isinstance(part.body, StudentChoice | StudentTrueFalse))
            for question in paper.questions
            if question in section.items
            for part in question.parts
        ]
        runs = [list(run) for crossed, run in groupby(parts, lambda part: part[1]) if crossed]
        for number, _ in dict(parts).items():
            yield number, sum(run[0][0] == number for run in runs)


def told(found: Document) -> Iterator[tuple[int, int]]:
    """For each question how many instructions to cross stand between it and the question before it."""
    said = 0
    for item in found.items:
        match item.block:
            case Paragraph(text=text, style="instructions"):
                said += plain(text).lower().count("put a cross in one box")
            case Labelled(label=label):
                yield int(label), said
                said = 0


@brief
@given(sittings())
def test_a_run_of_boxes_to_cross_says_so_once(sitting: Sitting) -> None:
    """Before the first of neighbouring questions that are answered by a cross stands what to do, and nowhere else."""
    for paper in papers(sitting):
        asked = StudentView(sitting.unit).paper(paper)
        made = compose_paper(asked, SESSION)
        assert dict(told(made)) == dict(begun(asked))
        words = [plain(item.block.text) for item in made.items if isinstance(item.block, Paragraph)]
        changes = sum(text.count("If you change your mind") for text in words)
        assert changes == min(1, sum(count for _, count in begun(asked)))


@brief
@given(sittings())
def test_sources_are_lettered_and_interpretations_numbered_in_one_run_each(sitting: Sitting) -> None:
    """On every paper and in every booklet each word counts A, B, C or 1, 2, 3, the same for everybody."""
    view = StudentView(sitting.unit)
    names: dict[str, str] = {}
    for paper in papers(sitting):
        printed = [item for section in paper.sections for item in section.items]
        on_paper = [item.label for item in printed if isinstance(item, PaperSource)]
        in_booklet = [source.label for source in view.sources(paper, paper.student.tier)]
        for labels in (on_paper, in_booklet):
            for word, run in (("Source", "ABC"), ("Interpretation", "123")):
                own = [label for label in labels if label.startswith(word)]
                assert own == [f"{word} {sign}" for sign, _ in zip(run, own, strict=False)]
        assert len(list(groupby(in_booklet, lambda label: label.split()[0]))) <= 2
        for item in printed:
            if isinstance(item, PaperSource):
                assert names.setdefault(item.source.id, item.label) == item.label
