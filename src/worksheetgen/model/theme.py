"""How one print looks: every size, space and weight of it, in points."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.model.words import Words
from worksheetgen.value import Value

RGB = tuple[float, float, float]
"""A colour as shares of red, green and blue, from 0, none, to 1."""


class Style(Value):
    """A text style of one print: face, size, leading and the white after it, in pt."""

    face: str
    size: float
    leading: float
    after: float


class Theme(Value):
    """One print's settings, all lengths in points.

    `paper` is what its pages are printed on, `bold` the face of bold words and `strong` how much larger they are than
    running text around them; letters stand `letter_space` of their size further apart. `styles` are by name, `ground`
    is the paper's colour and `tint` the grey of shaded boxes on white paper, from 0, black, to 1, white. White may
    become from `tightest` to `loosest` times what is natural.
    templates/README.md says of each setting what it changes.
    """

    print: Print
    paper: PaperSize
    columns: bool
    option_columns: bool
    side_by_side: bool
    notes: float
    spreads: bool
    corners: bool
    outside: str
    line_numbers: int
    ground: RGB
    top: float
    bottom: float
    inner: float
    outer: float
    foot: float
    bold: str
    strong: float
    letter_space: float
    styles: tuple[tuple[str, Style], ...]
    tightest: float
    loosest: float
    question_space: float
    block_space: float
    number_column: float
    box: float
    line_pitch: float
    line_weight: float
    more_lines: float
    gap: float
    rule: float
    padding: float
    field: float
    tint: float
    qr: float
    words: Words

    def style(self, name: str) -> Style:
        """The style of that name; "body" is always there."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Style]:
        return dict(self.styles)

    @cached_property
    def shade(self) -> RGB:
        """The colour of shaded boxes: the paper's own, darker, as a grey would look cold on cream paper."""
        red, green, blue = self.ground
        return self.tint * red, self.tint * green, self.tint * blue

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page, in points."""
        return self.paper.points

    @property
    def width(self) -> float:
        """The width of the text column, in points."""
        return self.page[0] - self.inner - self.outer

    @property
    def height(self) -> float:
        """The height of the text column, in points."""
        return self.page[1] - self.top - self.bottom
