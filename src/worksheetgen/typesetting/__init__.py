"""Document to LaidOutDocument: blocks drawn once, pages broken by their heights, everything placed.

A block is recorded once for all documents that have it, whatever page it will stand on; then a document costs little
more than to choose its page breaks.
"""

from __future__ import annotations

from functools import partial

from worksheetgen.typesetting import plain_reportlab as plain_reportlab

# isort: split
from worksheetgen.errors import Problem, Unprintable
from worksheetgen.memory import remembered
from worksheetgen.model.blocks import Labelled
from worksheetgen.model.document import Document
from worksheetgen.model.laid_out import LaidOutDocument, Recording
from worksheetgen.typesetting.captions import captions_facing
from worksheetgen.typesetting.endings import optional_heads
from worksheetgen.typesetting.folders import theme_digest, theme_folders
from worksheetgen.typesetting.fonts import lacking_characters
from worksheetgen.typesetting.foot import MOST_PAGES, Foot
from worksheetgen.typesetting.glue import NATURAL
from worksheetgen.typesetting.laying import PageRange
from worksheetgen.typesetting.paging import Pager
from worksheetgen.typesetting.placing import Placer
from worksheetgen.typesetting.recorder import Recorder
from worksheetgen.typesetting.side_by_side import SideBySide
from worksheetgen.typesetting.sparing import NOTHING, Sparing
from worksheetgen.typesetting.theme import Theme, load_theme, theme_styles, theme_words
from worksheetgen.value import replace

__all__ = [
    "Theme",
    "Typesetter",
    "lacking_characters",
    "load_theme",
    "theme_digest",
    "theme_folders",
    "theme_styles",
    "theme_words",
]


class Typesetter:
    """Lays out documents in one theme: what items look like, where pages turn, and what stands around them."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._recorder, self._pager = Recorder(theme), Pager(theme)
        renderer = self._recorder.renderer
        self._sparing = Sparing(theme, SideBySide(theme, renderer), self._recorder.without_margin)
        self._foot = Foot(theme, renderer)
        self._placer = Placer(theme, renderer, self._foot)
        self._shorter = remembered(most=4)(self._new_shorter)

    def set(self, document: Document) -> LaidOutDocument:
        """The document's pages.

        Raises Unprintable with every block that is taller than a page and every character that no font has, and
        where the pages are more than their codes can count.
        """
        identity = self._foot.identity(document.furniture)
        if lack := self._foot.lack(document.furniture, identity):
            return self._shorter(lack).set(document)
        items = document.items
        recordings = self._recorder.recordings(items)
        if document.furniture.loose:
            recordings = captions_facing(items, recordings, self.theme.height, self.theme.tightest)
        recordings = self._pager.with_room_in_front(document, recordings)
        recordings, ranges = self._sparing.fewest_sheets(
            items, recordings, partial(self._pager.pages, document)
        )
        if not self.theme.spreads:
            recordings, ranges = self._begun_early(document, recordings, ranges)
        while begins := optional_heads(document.items, recordings, ranges):
            recordings = [NOTHING if index in begins else one for index, one in enumerate(recordings)]
            ranges = self._pager.pages(document, recordings)
        if extra := document.extra_space.pages(len(ranges), self.theme.paper.pages_of_sheet):
            added = self._recorder.recordings(document.extra_space.items)
            document = document.with_extra_space(extra)
            for _ in range(extra):
                recordings += added
                ranges.append(PageRange(ranges[-1].past, sum(len(one.boxes) for one in recordings), NATURAL))
        if document.furniture.qr_text and len(ranges) > MOST_PAGES:
            what = (
                f"The {self.theme.print.called} print has {len(ranges)} pages; "
                f"the code at a page's foot counts to {MOST_PAGES}."
            )
            raise Unprintable([Problem(document.items[0].place, what, "Ask for fewer questions.")])
        return self._placer.laid_out(document, recordings, ranges, identity)

    def _new_shorter(self, lack: int) -> Typesetter:
        """A typesetter whose text column ends `lack` points higher: for a foot without codes, or of several lines.

        Made anew for each document, it draws all of it anew:
        +19% (docs/performance.md, “the typesetter of documents without codes kept”, 3,000).
        """
        return Typesetter(replace(self.theme, bottom=self.theme.bottom + lack))

    def _begun_early(
        self, document: Document, recordings: list[Recording], ranges: list[PageRange]
    ) -> tuple[list[Recording], list[PageRange]]:
        """The recordings and their pages, with help behind the first of answers wherever that saves a page."""
        for at, item in enumerate(document.items):
            if isinstance(item.block, Labelled):
                for other in self._recorder.begun_early(document.items, recordings, at):
                    pages = self._pager.pages(document, other)
                    if len(pages) < len(ranges):
                        recordings, ranges = other, pages
        return recordings, ranges
