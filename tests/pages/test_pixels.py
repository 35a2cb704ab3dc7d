"""A handful of pixels: rules are black, boxes are empty, tints are as light as the theme says."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
from PIL.Image import Image
from reportlab.lib.units import mm

from tests.typesetting.test_layout import document, run, typesetter
from worksheetgen.model.blocks import (
    Align,
    Block,
    Cell,
    Chart,
    ChartBar,
    Frame,
    Lines,
    Option,
    Options,
    Paragraph,
    Table,
)
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.typesetting import Typesetter
from worksheetgen.value import replace

SCALE = 4
BLACK, WHITE = 60, 250


def painted(block: Block, print: Print = Print.STANDARD) -> tuple[Image, float, float]:
    """The first page with one block, in greys, and where the block stands, in pixels."""
    renderer = typesetter(print)
    sheet = renderer.set(document(block))
    page = pypdfium2.PdfDocument(write_pdf([sheet], "A test"))[0]
    return (
        page.render(scale=SCALE).to_pil().convert("L"),
        renderer.theme.inner * SCALE,
        renderer.theme.top * SCALE,
    )


def grey(image: Image, x: float, y: float) -> int:
    """The darkest of the pixels around a point."""
    low, _ = image.crop((int(x) - 2, int(y) - 2, int(x) + 3, int(y) + 3)).getextrema()
    assert isinstance(low, int | float)
    return int(low)


def test_ruled_lines_are_black_and_a_pitch_apart() -> None:
    """A photocopier keeps black lines; between them there is nothing."""
    image, left, top = painted(Lines(3, "", 0))
    pitch = typesetter(Print.STANDARD).theme.line_pitch * SCALE
    for number in (1, 2, 3):
        assert grey(image, left + 200, top + number * pitch) <= BLACK
        assert grey(image, left + 200, top + (number - 0.5) * pitch) >= WHITE


def row_of(image: Image, left: float, y: float, width: float) -> list[int]:
    """The greys along a line of the page."""
    return list(image.crop((int(left), int(y), int(left + width), int(y) + 1)).tobytes())


def test_a_box_to_mark_is_an_outline() -> None:
    """A cross fits into a box: its edge is black, its inside is white."""
    image, left, top = painted(Options((Option("A", run("a")), Option("B", run("b")), Option("C", run("c")))))
    side = typesetter(Print.STANDARD).theme.box * SCALE
    row = row_of(image, left, top + side / 2, 400)
    edges = [x for x, value in enumerate(row) if value <= BLACK]
    earlier, later = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
    assert later - earlier >= 0.8 * side
    assert min(row[earlier + 4 : later - 4]) >= WHITE


def inked(image: Image, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
    """The first and the last row of pixels with ink in a part of the page."""
    part = image.crop((int(left), int(top), int(right), int(bottom)))
    found = part.point(lambda value: 255 * (value <= BLACK)).getbbox()
    assert found
    return top + found[1], top + found[3]


@pytest.mark.parametrize("print", list(Print))
def test_a_box_to_mark_stands_in_the_middle_of_its_line(print: Print) -> None:
    """A box and the capital before it share their middle, give or take a tenth of the letter's size."""
    image, left, top = painted(Options((Option("A", run("a")), Option("B", run("b")))), print)
    theme = typesetter(print).theme
    size, side = theme.style("option").size * SCALE, theme.box * SCALE
    letter = inked(image, left, top, left + 0.6 * size, top + side)
    x = left + 0.7 * size + 0.8 * side
    square = inked(image, x, top - 4, x + 0.7 * side, top + 1.15 * side)
    assert square[1] - square[0] >= side
    assert abs(sum(letter) / 2 - sum(square) / 2) <= 0.1 * size


@pytest.mark.parametrize("print", list(Print))
def test_a_label_stands_just_above_its_ruled_line(print: Print) -> None:
    """The number of an answer space is written on its line: less than a third of a letter above it, clear of it."""
    image, left, top = painted(Lines(2, "1", 0), print)
    theme = typesetter(print).theme
    pitch = theme.line_pitch * SCALE
    size = theme.style("body").size * SCALE
    _, foot = inked(image, left, top, left + 0.6 * size, top + pitch - theme.line_weight * SCALE)
    assert 0.05 * size <= top + pitch - foot <= 0.33 * size


def test_the_dyslexia_print_has_wider_letters_within_its_column() -> None:
    """Letters stand further apart than in the face itself, and lines are broken for that: no ink is in the margin."""
    text = run("wherever millions will fill minimal villas " * 6)
    image, left, top = painted(Paragraph(text, "body", Align.LEFT), Print.DYSLEXIA)
    theme = typesetter(Print.DYSLEXIA).theme
    close = Typesetter(
        replace(
            theme,
            styles=tuple(
                (name, replace(style, face=style.face.partition("+")[0])) for name, style in theme.styles
            ),
        )
    )
    page = pypdfium2.PdfDocument(
        write_pdf([close.set(document(Paragraph(text, "body", Align.LEFT)))], "A test")
    )[0]
    tight = page.render(scale=SCALE).to_pil().convert("L")
    right = left + theme.width * SCALE
    line = theme.style("body").leading * SCALE
    words = [
        sum(value <= BLACK for value in row_of(one, left, top + 0.6 * line, right - left))
        for one in (image, tight)
    ]
    assert words[0] < words[1]
    assert min(row_of(image, right + 2, top + 0.6 * line, 40)) >= WHITE
    assert inked(image, right - 0.2 * (right - left), top, right, top + 3 * line)


def test_rules_beside_the_column_say_where_to_write() -> None:
    """From the second page on rules stand beside the column, and all outside them is 10 mm from the edge."""
    renderer = typesetter(Print.STANDARD)
    theme = renderer.theme
    sheet = renderer.set(document(Lines(60, "", 0)))
    cover, second, *_ = (
        page.render(scale=SCALE).to_pil().convert("L")
        for page in pypdfium2.PdfDocument(write_pdf([sheet], "A test"))
    )
    middle = theme.page[1] / 2 * SCALE
    edges = [(theme.outer - 3 * mm) * SCALE, (theme.outer + theme.width + 3 * mm) * SCALE]
    assert all(grey(second, x, middle) <= BLACK for x in edges)
    assert grey(cover, (theme.inner - 3 * mm) * SCALE, middle) >= WHITE
    # Rules are drawn half on either side of their place.
    safe = int(10 * mm * SCALE) - SCALE
    wide, tall = second.size
    for part in (
        (0, 0, safe, tall),
        (wide - safe, 0, wide, tall),
        (0, 0, wide, safe),
        (0, tall - safe, wide, tall),
    ):
        assert second.crop(part).getextrema()[0] >= WHITE
    # Between a corner mark's arm, which ends 13.5 mm from the edge, and the rule beside it is white.
    gap = second.crop((int(13.6 * mm * SCALE), 0, int(13.8 * mm * SCALE), tall))
    assert gap.getextrema()[0] >= WHITE


def test_a_header_is_tinted_and_a_note_is_too() -> None:
    """The tint of header rows and shaded frames is the theme's, light enough to write and read on."""
    theme = typesetter(Print.STANDARD).theme
    cell = Cell(run("a"), Align.LEFT, 0, False)
    table = Table((1.0, 1.0), True, False, ((cell, cell), (cell, cell)), "cell")
    note = Frame((Paragraph(run("a"), "body", Align.LEFT),), False, True, 0)
    for block in (table, note):
        image, left, top = painted(block)
        assert abs(grey(image, left + 300, top + 12) - 255 * theme.tint) <= 3


def test_bars_are_grey_with_black_edges() -> None:
    """A bar is told from paper and from its edge on a copy of a copy."""
    image, left, top = painted(Chart("Counted", (ChartBar("1", 8.0), ChartBar("2", 8.0)), across=False))
    wide = typesetter(Print.STANDARD).theme.width * SCALE
    row = row_of(image, left, top + 300, wide)
    assert sum(abs(value - 230) <= 3 for value in row) > wide / 4
    assert sum(value <= BLACK for value in row) >= 4
