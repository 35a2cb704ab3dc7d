"""Charts as pictures for documents that are no PDF."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from worksheetgen.model.blocks import Chart, ChartBar
from worksheetgen.model.students import Print
from worksheetgen.resources import templates
from worksheetgen.run.drawn_charts import drawings_of
from worksheetgen.typesetting import Typesetter, load_theme

BARS = tuple(ChartBar(f"Topic {number}", number + 1) for number in range(22))


def typesetter(print: Print) -> Typesetter:
    """One that sets in a print of the bundled theme."""
    return Typesetter(load_theme([templates() / "board"], print))


def test_a_chart_is_drawn_as_wide_as_the_column() -> None:
    """The picture has the chart and nothing else of a page: no foot, no corners; the same bytes each time."""
    setter = typesetter(Print.STANDARD)
    (found,) = drawings_of(setter, Chart("Prisoners", BARS[:3], False))
    picture = Image.open(BytesIO(found.content))
    assert abs(picture.width / picture.height - found.wide / found.tall) < 0.01
    assert found.wide == setter.theme.width
    left, top, right, bottom = ImageOps.invert(picture.convert("L")).getbbox() or (0, 0, 0, 0)
    assert bottom - top > 0.9 * picture.height
    assert right - left > 0.9 * picture.width
    assert drawings_of(setter, Chart("Prisoners", BARS[:3], False)) == [found]


def test_a_long_chart_is_drawn_in_parts() -> None:
    """Of more bars than fit a page there are several pictures, none higher than a page."""
    setter = typesetter(Print.LARGE_36)
    parts = drawings_of(setter, Chart("Questions", BARS, True))
    assert len(parts) > 1
    assert all(part.tall < setter.theme.height for part in parts)
