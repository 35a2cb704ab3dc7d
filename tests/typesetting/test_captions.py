"""Sources that a page holds, but not below their captions: whole, on the page that faces the caption."""

from __future__ import annotations

import pytest

from tests.typesetting.test_layout import FURNITURE, HERE, document, run, typesetter
from tests.typesetting.test_prints import pages
from worksheetgen.model.blocks import Align, Frame, Heading, Paragraph, Passage, Timeline
from worksheetgen.model.document import Document, Item
from worksheetgen.model.students import Print
from worksheetgen.value import replace

WORDS = "From an account of the trial. "


def booklet(*sources: Passage | Frame) -> Document:
    """A booklet of these sources, each under a caption of three lines or so."""
    head = Item(Paragraph(run("You need this booklet."), "body", Align.LEFT), False, False, HERE)
    items = [head]
    for source in sources:
        heading = Heading("Source A", (), (), 2, "subheading", False)
        caption = Paragraph(run(3 * WORDS), "provenance", Align.LEFT)
        items += (Item(heading, True, False, HERE), Item(caption, True, False, HERE))
        items.append(Item(source, False, False, HERE))
    return replace(document(), items=tuple(items), furniture=replace(FURNITURE, loose=True))


def long(print: Print, share: float) -> Passage:
    """An extract that takes such a share of a page, in the print."""
    times = 1
    height = typesetter(print).theme.height
    while True:
        found = Passage((("", run(times * WORDS)),), (), True, "Source A continued")
        (placed,) = typesetter(print).set(document(found)).structure[:1]
        if sum(box.height for box in placed.recording.boxes) > share * height:
            return found
        times += 1


@pytest.mark.slow
@pytest.mark.parametrize("print", list(Print))
@pytest.mark.parametrize("before", [0, 1])
def test_a_source_that_fits_a_page_is_whole_in_its_booklet(print: Print, before: int) -> None:
    """Where it does not fit below its caption it faces it, and its page says which source it is."""
    others = [Passage((("", run(WORDS)),), (), True, "")] * before
    sheet = typesetter(print).set(booklet(*others, long(print, 0.9 if print.is_large else 0.94)))
    *_, (_, caption), (_, source) = [
        (index, {page for page, _ in placed.slices})
        for index, placed in enumerate(sheet.structure)
        if placed.recording.boxes
    ][: 1 + 3 * (before + 1)]
    assert len(source) == 1
    (own,), (captioned,) = source, caption
    assert (captioned % 2, own - captioned) == (1, 1)
    assert pages(sheet)[own].startswith("Source A continued")


def test_one_that_fits_below_its_caption_stands_there() -> None:
    """It is not parted from its caption for nothing, and says nothing of going on."""
    for source in (long(Print.LARGE_18, 0.5), Frame((Timeline((("1936", run(WORDS)),)),), False, False, 0)):
        sheet = typesetter(Print.LARGE_18).set(booklet(source))
        assert len({page for placed in sheet.structure[2:4] for page, _ in placed.slices}) == 1
        assert all("continued" not in page for page in pages(sheet))
