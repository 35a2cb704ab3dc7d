"""What is remembered from paper to paper, and what is not."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from tests.pages import showcase
from tests.samples import UNSUPPORTED, blueprint, question, section, selection, student, unit, varied, written
from worksheetgen.errors import Unprintable
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.laid_out import LaidOutDocument, Recording
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.pdf import write_pdf
from worksheetgen.resources import templates
from worksheetgen.run.rendering import Renderer
from worksheetgen.typesetting import theme_folders
from worksheetgen.value import replace


def named(document: LaidOutDocument) -> Recording:
    """What the student's name is drawn by."""
    return next(
        one.recording
        for one in document.structure
        if any("Ż" in characters for box in one.recording.boxes for _, characters in box.glyphs)
    )


def laid_out_twice() -> tuple[Renderer, LaidOutDocument, LaidOutDocument]:
    """A renderer, and by it the same paper twice, with two codes."""
    bank = showcase.unit()
    renderer = showcase.renderer(PaperType.EXAM, bank)
    paper = showcase.paper(bank, showcase.reader(Print.STANDARD), PaperType.EXAM)
    first, second = renderer.papers([paper, replace(paper, qr_text=paper.qr_text[::-1])])
    return renderer, first, second


def test_nothing_of_one_students_is_kept() -> None:
    """When a paper is written, nothing holds on to how its name was set: memory does not grow with a class."""
    renderer, first, second = laid_out_twice()
    write_pdf([first], first.title)
    name = ref(named(first))
    assert name() is not None
    del first, second
    gc.collect()
    assert name() is None
    del renderer  # which was there until now, as in a run


def test_what_papers_have_in_common_ends_with_the_run() -> None:
    """When a run's renderer and papers are gone, nothing holds on to any block that they had in common."""
    renderer, first, second = laid_out_twice()
    write_pdf([first], first.title)
    write_pdf([first, second], first.title)
    recordings = [ref(one.recording) for one in first.structure if one.recording.boxes]
    del first, second, renderer
    gc.collect()
    assert {recording() for recording in recordings} == {None}


def test_what_papers_have_in_common_is_set_once() -> None:
    """All but the two blocks with a student's words are the very same recordings on every paper."""
    _, first, second = laid_out_twice()
    pairs = list(zip(first.structure, second.structure, strict=True))
    assert sum(one.recording is not other.recording for one, other in pairs) == 2
    assert len(pairs) > 40


@pytest.mark.parametrize("tiers", [(Tier.SUPPORT,), (Tier.CORE, Tier.SUPPORT)])
def test_what_one_tier_has_is_refused_after_another_tiers_paper_too(tiers: tuple[Tier, ...]) -> None:
    """In large print core's is set to be as long as support's: core has its paper, and support's is refused."""
    plan = blueprint(section())
    help = replace(UNSUPPORTED, starters=("It began when 山 …",))
    bank = unit(question("q", written(8), scaffolds=help))
    renderer = Renderer(bank, theme_folders(None, "board", templates(), plan.place))
    sitters = [replace(student(tier.value, tier), print=Print.LARGE_18) for tier in tiers]
    papers = [varied(selection("q"), plan, bank, sitter, "9B", "s", "RUN000") for sitter in sitters]
    assert len(renderer.papers(papers[:-1])) == len(tiers) - 1
    with pytest.raises(Unprintable, match="“山”"):
        renderer.papers(papers[-1:])
