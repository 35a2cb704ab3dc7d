"""How much paper the bundled homework takes, and what stands on one page with an essay: over many draws."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pypdfium2
import pytest

from tests.commands import worksheetgen
from tests.pages import showcase
from tests.test_school import crest
from worksheetgen.assembly import assemble
from worksheetgen.bank import load_bank
from worksheetgen.kinds import Kind
from worksheetgen.manifest import Digests
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.laid_out import LaidOutDocument, PaperSize
from worksheetgen.model.paper import Paper
from worksheetgen.model.question import Question
from worksheetgen.model.school import Crest
from worksheetgen.model.students import ClassList, Print
from worksheetgen.model.tier import Tier
from worksheetgen.pdf import write_pdf
from worksheetgen.pictures import read_crest
from worksheetgen.resources import templates
from worksheetgen.run.papers import RunPapers
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import AS_USUAL, RunRequest, folders_of_theme, load_blueprint
from worksheetgen.typesetting import load_theme, theme_folders
from worksheetgen.value import replace
from worksheetgen.variation import arrange_class

pytestmark = pytest.mark.slow

SEEDS = ("demo", *map(str, range(25)))


@cache
def homework(seed: str, print: Print = Print.STANDARD) -> tuple[RunRequest, list[Paper]]:
    """The bundled homework as that seed draws it, a paper for each tier."""
    bank = load_bank()
    blueprint = load_blueprint("homework", bank)
    students = tuple(
        replace(showcase.reader(print, tier), id=f"{number:03}") for number, tier in enumerate(Tier, 1)
    )
    request = RunRequest(
        *(bank.units[0], blueprint, ClassList("9B", students), AS_USUAL, "RUN000", seed),
        *(folders_of_theme(None, blueprint.theme, blueprint.place), Digests("", "", "", ""), None),
    )
    arranged = arrange_class(assemble(blueprint, request.unit, seed).forms, request.unit, students, seed, {})
    papers = RunPapers(request, request.paper_ids)
    return request, [papers.paper(arranged[one.id], one) for one in students]


@pytest.mark.parametrize(
    ("size", "nearly"), [(PaperSize.A4, 0.9), (PaperSize.LETTER, 0.8), (PaperSize.A5, 0.6)]
)
def test_homework_takes_one_sheet(size: PaperSize, nearly: float) -> None:
    """For core and challenge whatever is drawn; for support two at the most, and one as a rule."""
    taken: dict[Tier, Counter[int]] = {tier: Counter() for tier in Tier}
    request, _ = homework(SEEDS[0])
    renderer = Renderer(request.unit, request.themes, size)
    for seed in SEEDS:
        _, papers = homework(seed)
        for paper, laid_out in zip(papers, renderer.papers(papers), strict=True):
            taken[paper.student.tier][-(-len(laid_out.pages) // size.pages_of_sheet)] += 1
    assert set(taken[Tier.CORE]) == set(taken[Tier.CHALLENGE]) == {1}
    assert set(taken[Tier.SUPPORT]) <= {1, 2}
    assert taken[Tier.SUPPORT][1] >= nearly * len(SEEDS)


@pytest.mark.parametrize("print", [Print.LARGE_18, Print.LARGE_24, Print.LARGE_36])
def test_the_box_for_feedback_stands_with_the_last_task(print: Print) -> None:
    """It does not begin the last page, whatever the homework asks last."""
    request, _ = homework(SEEDS[0], print)
    renderer = Renderer(request.unit, request.themes)
    for seed in SEEDS:
        _, papers = homework(seed, print)
        for paper, laid_out in zip(papers, renderer.papers(papers), strict=True):
            pages = pypdfium2.PdfDocument(write_pdf([laid_out], laid_out.title))
            said = [page.get_textpage().get_text_range() for page in pages]
            assert not any(words.startswith("I am least sure") for words in said), (seed, paper.student.tier)


def test_no_word_in_the_box_for_feedback_is_torn(tmp_path: Path) -> None:
    """Three tasks and their total stand side by side on A5 too."""
    (tmp_path / "theme.yaml").write_text("extends: worksheet\nbase: {paper: A5}\n", encoding="utf-8")
    asked = ("--topic", "gulag", "--marks", "20", "--seed", "t")
    worksheetgen("worksheet", *asked, "--theme", str(tmp_path), "--output", "run", cwd=tmp_path)
    pages = pypdfium2.PdfDocument(tmp_path / "run" / "papers" / "1.pdf")
    said = " ".join(page.get_textpage().get_text_range() for page in pages)
    box = said.partition("I am least sure of:")[2].split()
    assert [word for word in ("Find", "Explain", "Judge", "Total") if word not in box] == []


def essays() -> Iterator[Question]:
    """The bundled essays."""
    return (one for one in showcase.unit().questions if one.kinds == (Kind.ESSAY,))


def set_essay(essay: Question, print: Print) -> LaidOutDocument:
    """A paper with support that asks nothing but the essay, with marks for its spelling."""
    with patch.object(showcase, "questions", lambda _: [[essay]]):
        paper = showcase.paper(showcase.unit(), showcase.reader(print), PaperType.EXAM)
    (laid_out,) = showcase.renderer(PaperType.EXAM, showcase.unit()).papers([paper])
    return laid_out


def test_an_essay_with_its_help_and_first_lines_stands_on_one_page() -> None:
    """In 18 pt on A4 too: stem, prompts, help, the box to plan in and two lines at least."""
    theme = load_theme(theme_folders(None, "board", templates(), showcase.HERE), Print.LARGE_18)
    for essay in essays():
        laid_out = set_essay(essay, Print.LARGE_18)
        (asked,) = (one for one in laid_out.structure if any(box.grows for box in one.recording.boxes))
        first = asked.slices[0][1].boxes
        lines = [box for box in first if not box.mcid_count and abs(box.height - theme.line_pitch) < 0.01]
        assert len(lines) >= 2, essay.id


SIZES = (PaperSize.A5, PaperSize.A4, PaperSize.LETTER)


@pytest.mark.parametrize("crested", [False, True])
@pytest.mark.parametrize("print", [Print.STANDARD, Print.DYSLEXIA])
@pytest.mark.parametrize("size", SIZES)
def test_a_cover_fills_one_page(size: PaperSize, print: Print, crested: bool, tmp_path: Path) -> None:
    """Whatever its paper, with and without a crest: at most a fifth is white, and the first question is on the back."""
    paper = showcase.paper(showcase.unit(), showcase.reader(print), PaperType.EXAM)
    if crested:
        image = read_crest(crest(tmp_path))
        shown = (image.width, image.height, image.filter, image.colours)
        badge = Crest("An oak", *shown, b64encode(image.data).decode("ascii"))
        paper = replace(paper, blueprint=replace(paper.blueprint, crest=badge))
    folders = theme_folders(None, "board", templates(), showcase.HERE)
    (laid_out,) = Renderer(showcase.unit(), folders, size).papers([paper])
    begins = next(mark.page for mark in laid_out.outline if mark.title.startswith("Section A"))
    assert begins == 1
    theme = load_theme(folders, print, size)
    ends = max(one.y + one.box.height for one in laid_out.pages[0].placed if one.y < theme.top + theme.height)
    assert ends - theme.top >= 0.8 * theme.height
