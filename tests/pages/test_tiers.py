"""How long the bundled exams are in large print, for each tier, and how they end: over many draws."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pages import showcase
from worksheetgen.assembly import assemble
from worksheetgen.bank import load_bank
from worksheetgen.manifest import Digests
from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.model.students import ClassList, Print
from worksheetgen.model.tier import Tier
from worksheetgen.run.papers import RunPapers
from worksheetgen.run.rendering import MOST_EXTRA, Renderer
from worksheetgen.run.request import AS_USUAL, RunRequest, folders_of_theme, load_blueprint
from worksheetgen.value import replace
from worksheetgen.variation import arrange_class

pytestmark = pytest.mark.slow

EXAMS = (
    *("unit-test", "mock", "quiz", "starter"),
    *("aqa-depth", "aqa-period", "edexcel-depth", "eduqas-depth", "ocr-depth"),
)
SEEDS = ("demo", "1")


def drawn(print: Print) -> Iterator[tuple[str, dict[Tier, LaidOutDocument]]]:
    """Each bundled exam as some seeds draw it, in that print: its name and the papers of all tiers."""
    bank = load_bank()
    for name in EXAMS:
        blueprint = load_blueprint(name, bank)
        students = tuple(
            replace(showcase.reader(print, tier), id=f"{number:03}") for number, tier in enumerate(Tier, 1)
        )
        for seed in SEEDS:
            request = RunRequest(
                *(bank.units[0], blueprint, ClassList("9B", students), AS_USUAL, "RUN000", seed),
                *(folders_of_theme(None, blueprint.theme, blueprint.place), Digests("", "", "", ""), None),
            )
            forms = assemble(blueprint, request.unit, seed).forms
            arranged = arrange_class(forms, request.unit, students, seed, {})
            papers = RunPapers(request, request.paper_ids)
            laid_out = Renderer(request.unit, request.themes).papers(
                papers.paper(arranged[one.id], one) for one in students
            )
            yield name, dict(zip(Tier, laid_out, strict=True))


@pytest.mark.parametrize("print", [one for one in Print if one is not Print.STANDARD])
def test_a_paper_tells_no_tier_by_its_length_and_has_no_blank_page(print: Print) -> None:
    """Two pages are between the shortest and the longest; four where the most extra space does not make up for more.

    In large print no page is blank but for the last one, which fills its sheet, and the cover takes two at the most.
    """
    for name, papers in drawn(print):
        longest = max(len(paper.pages) for paper in papers.values())
        for paper in papers.values():
            extra = sum(mark.title == "Extra space" for mark in paper.outline)
            assert longest - len(paper.pages) <= (4 if extra == MOST_EXTRA else 2), name
            if print.is_large:
                top = paper.pages[0].top
                assert all(page.top == top for page in paper.pages[:-1]), name
                begins = next((mark.page for mark in paper.outline if mark.title.startswith("Section A")), 1)
                assert begins <= 2, name
