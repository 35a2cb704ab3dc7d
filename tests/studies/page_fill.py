"""How full the pages of random papers are: broken over the whole print, as they are, and page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from unittest.mock import patch

from tests.pages import showcase
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.laid_out import LayoutBox, Recording
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Print
from worksheetgen.model.tier import Tier
from worksheetgen.run.rendering import Renderer
from worksheetgen.typesetting import breaking, paging
from worksheetgen.typesetting.glue import NATURAL, GluedBreaker, glue_steps
from worksheetgen.typesetting.laying import PageRange
from worksheetgen.typesetting.weights import (
    BEFORE_LINES,
    FACING,
    KEEP,
    LINE_TURN,
    SHEET,
    SPACES,
    THIRD,
    WHOLE,
    WRITING,
)
from worksheetgen.value import replace

Pages = tuple[tuple[int, int], ...]

PAPERS = 200
WORSE = (WRITING, SPACES, LINE_TURN, BEFORE_LINES, FACING, KEEP, 1 << 30)
"""Where page by page would turn, best first: in lines, between spaces, in a source, before lines, after a source."""


@dataclass
class Tally:
    """What was seen: how full each page is that another follows, all pages, and the sheets of paper of all papers."""

    fills: list[float] = field(default_factory=list)
    pages: int = 0
    blank: int = 0
    cut: int = 0
    overleaf: int = 0
    sheets: int = 0

    def add(self, pages: Sequence[PageRange], pieces: Sequence[LayoutBox], first: int, height: float) -> None:
        """Count a paper's pages, that are `height` points high; `first` is the index of the first one."""
        self.pages += len(pages)
        self.blank += sum(start == end for start, end, _ in pages)
        for number, (start, end, glue) in enumerate(pages[:-1], first):
            if start == end:
                continue
            last = pieces[end - 1]
            used = sum(piece.height + piece.white(glue) for piece in pieces[start:end]) - last.white(glue)
            above = sum(piece.height for piece in pieces[start].above)
            self.fills.append((used + above) / height)
            self.cut += last.penalty in (LINE_TURN, BEFORE_LINES) or WHOLE <= last.penalty != FACING
            self.overleaf += last.penalty == FACING and number % 2 == 0

    def row(self) -> str:
        """Sheets, pages and blank ones, mean and worst fill, pages under a third, sources and stems cut, overleaf."""
        mean, thirds = sum(self.fills) / len(self.fills), sum(fill < 1 / 3 for fill in self.fills)
        fills = f"{mean:.0%} | {min(self.fills):.0%} | {thirds}"
        return f"{self.sheets} | {self.pages} | {self.blank} | {fills} | {self.cut} | {self.overleaf}"


@dataclass(frozen=True)
class Way:
    """A way to break pages: over the whole print (`optimal`) or page by page.

    `third` and `sheet` are what a page under a third full and a sheet of paper cost; `glues` are the steps of white,
    () for the theme's; `extra_pages` is how many pages of extra space an exam has, None for the blueprint's `auto`.
    """

    optimal: bool = True
    third: int = THIRD
    sheet: int = SHEET
    glues: tuple[float, ...] = ()
    extra_pages: int | None = None


WAYS = {
    "page by page": Way(optimal=False),
    "sheets free": Way(sheet=0, glues=(NATURAL,), extra_pages=2),
    "whole print": Way(),
    "no thin page": Way(third=KEEP),
}


def page_by_page(pieces: Sequence[LayoutBox], height: float) -> Pages:
    """Each page filled as far as it goes, turned at the best place on it, without regard to those after it."""
    pages: list[tuple[int, int]] = []
    start = 0
    while start < len(pieces):
        used, end = sum(above.height for above in pieces[start].above), start
        while end < len(pieces) and (end == start or used + pieces[end].height <= height + 0.01):
            used += pieces[end].height + pieces[end].space
            end += 1
        if end < len(pieces):
            gaps = [
                [at for at in range(start + 1, end + 1) if pieces[at - 1].penalty <= worst] for worst in WORSE
            ]
            end = next(some[-1] for some in gaps if some)
        pages.append((start, end))
        start = end
    return tuple(pages)


def papers(type: PaperType, print: Print) -> Iterator[Paper]:
    """Papers of random questions from the bank: without sources, on the extract, on other sources, an essay."""
    found, draw = showcase.unit(), Random("page fill")
    essays = [one for one in found.questions if Kind.ESSAY in one.kinds]
    plain = [one for one in found.questions if not one.sources and one not in essays]
    extract = [one for one in found.questions if one.sources == (showcase.EXTRACT,)]
    others = [one for one in found.questions if one.sources and one not in extract]
    for number in range(PAPERS):
        sections = [draw.sample(plain, draw.randint(4, 10)), draw.sample(extract, draw.randint(2, 4))]
        sections += [[draw.choice(others)]] * draw.randint(0, 1) + [[draw.choice(essays)]]
        reader = replace(showcase.reader(print, draw.choice(list(Tier))), id=f"{number:03}")
        with patch.object(showcase, "questions", lambda _, drawn=sections: drawn):
            yield showcase.paper(found, reader, type)


def tally(type: PaperType, print: Print, way: Way) -> Tally:
    """What the papers' pages look like, covers aside, and how many sheets they take with all that is printed."""
    seen = Tally()
    broken: list[
        tuple[Sequence[PageRange], Sequence[LayoutBox], int, float]
    ] = []  # of the paper that was set last
    pages_of = Renderer._pages

    def unseen(renderer: Renderer, paper: Paper) -> int:
        """How long a paper is in another tier, which a large print is made as long as: that paper is not printed."""
        before = broken[:]
        count = pages_of(renderer, paper)
        broken[:] = before
        return count

    class Watched(GluedBreaker):
        """Breaks pages and counts."""

        def break_pages(self, recordings: Sequence[Recording], first: int, following: int) -> list[PageRange]:
            """The pages, in one way or the other."""
            pieces = [piece for recording in recordings for piece in recording.boxes]
            pages = (
                super().break_pages(recordings, first, following)
                if way.optimal
                else [PageRange(*page, NATURAL) for page in page_by_page(pieces, self.height)]
            )
            if not first:
                broken.clear()
            broken.append((pages, pieces, first, self.height))
            return pages

    renderer = showcase.renderer(type, showcase.unit())
    with (
        patch.object(paging, "GluedBreaker", Watched),
        patch.object(paging, "SHEET", way.sheet),
        patch.object(paging, "glue_steps", lambda *theme: way.glues or glue_steps(*theme)),
        patch.object(breaking, "THIRD", way.third),
        patch.object(Renderer, "_pages", unseen),
    ):
        for paper in papers(type, print):
            (laid_out,) = renderer.papers([_asked(paper, way)])
            seen.sheets += (len(laid_out.pages) + 1) // 2
            for part in broken:
                if part[2] or type is PaperType.WORKSHEET:  # no cover
                    seen.add(*part)
    return seen


def _asked(paper: Paper, way: Way) -> Paper:
    """The paper with so many pages of extra space."""
    if paper.blueprint.type is PaperType.WORKSHEET:
        return paper
    return replace(paper, blueprint=replace(paper.blueprint, extra_pages=way.extra_pages))


def table() -> str:
    """The rows of a Markdown table: theme, print and way, then what `Tally.row` says."""
    return "\n".join(
        f"| {type}, {print} | {name} | {tally(type, print, way).row()} |"
        for type in PaperType
        for print in (Print.STANDARD, Print.LARGE_18)
        for name, way in WAYS.items()
    )
