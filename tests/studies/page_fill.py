"""How full the pages of random papers are: broken over the whole print, as they are, and page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from unittest.mock import patch

from tests.pages import showcase
from worksheetgen import typesetting
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Tier
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.laid_out import LayoutBox, Recording
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Print
from worksheetgen.typesetting import breaking
from worksheetgen.typesetting.breaking import Breaker
from worksheetgen.typesetting.weights import BEFORE_LINES, FACING, KEEP, LINE_TURN, SPACES, THIRD, WRITING

Pages = tuple[tuple[int, int], ...]

PAPERS = 200
WORSE = (WRITING, SPACES, LINE_TURN, BEFORE_LINES, FACING, KEEP, 1 << 30)
"""Where page by page would turn, best first: in lines, between spaces, in a source, before lines, after a source."""


@dataclass
class Tally:
    """What was seen: how full each page is that another follows, and all pages."""

    fills: list[float]
    pages: int
    blank: int
    cut: int
    overleaf: int

    def row(self) -> str:
        """Pages and blank ones, mean and worst fill, pages under a third, sources and stems cut, questions overleaf."""
        mean, thirds = sum(self.fills) / len(self.fills), sum(fill < 1 / 3 for fill in self.fills)
        fills = f"{mean:.0%} | {min(self.fills):.0%} | {thirds}"
        return f"{self.pages} | {self.blank} | {fills} | {self.cut} | {self.overleaf}"


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


def tally(type: PaperType, print: Print, *, optimal: bool = True, third: int = THIRD) -> Tally:
    """What the papers' pages look like, covers aside; `third` is what a page under a third full costs."""
    seen = Tally([], 0, 0, 0, 0)

    class Watched(Breaker):
        """Breaks pages and counts."""

        def pages(self, recordings: Sequence[Recording], first: int) -> Pages:
            """The pages, in one way or the other."""
            pieces = [piece for recording in recordings for piece in recording.boxes]
            pages = super().pages(recordings, first) if optimal else page_by_page(pieces, self.height)
            if first or type is PaperType.WORKSHEET:
                seen.pages += len(pages)
                seen.blank += sum(start == end for start, end in pages)
                for number, (start, end) in enumerate(pages[:-1], first):
                    if start == end:
                        continue
                    last = pieces[end - 1]
                    used = sum(piece.height + piece.space for piece in pieces[start:end]) - last.space
                    above = sum(piece.height for piece in pieces[start].above)
                    seen.fills.append((used + above) / self.height)
                    seen.cut += last.penalty in (LINE_TURN, BEFORE_LINES) or last.penalty >= KEEP
                    seen.overleaf += last.penalty == FACING and number % 2 == 0
            return pages

    renderer = showcase.renderer(type, showcase.unit())
    with patch.object(typesetting, "Breaker", Watched), patch.object(breaking, "THIRD", third):
        renderer.papers(papers(type, print))
    return seen


def table() -> str:
    """The rows of a Markdown table: theme, print and way; pages, blank, mean, worst, under a third, cut, overleaf."""
    rows = []
    for type in PaperType:
        for print in (Print.STANDARD, Print.LARGE_18):
            ways = {
                "page by page": tally(type, print, optimal=False),
                "whole print": tally(type, print),
                "no thin page": tally(type, print, third=KEEP),
            }
            rows += [f"| {type}, {print} | {way} | {found.row()} |" for way, found in ways.items()]
    return "\n".join(rows)
