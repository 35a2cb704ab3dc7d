"""What a person should know of the paper that standard prints are on: how it is folded, how small its text becomes."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from worksheetgen.model.students import Print
from worksheetgen.pdf import shrunk
from worksheetgen.run.request import RunRequest
from worksheetgen.typesetting import Theme, load_theme

MUST_BE_READ = ("body", "stem", "option", "passage", "cloze", "cell", "note", "chart", "support")
"""The styles of what a pupil must read to answer; the foot, for one, is for whoever sorts the sheets."""
LEGIBLE: float = 8
"""Running text smaller than this, in pt, is hard to read for many."""


def notes_on_paper(request: RunRequest) -> Iterator[str]:
    """Sentences on A5, and on papers two pages a side; none on plain A4 or Letter. Raises as `load_theme` does."""
    theme = load_theme(request.themes, Print.STANDARD, request.blueprint.paper)
    if theme.paper.folded:
        how = (
            "class-pack-two-up.pdf has them so"
            if request.two_up
            else "print each paper by your printer’s “Booklet”, or all at once with --two-up"
        )
        yield f"Four {theme.paper} pages are a sheet of {theme.paper.sheet}, folded: {how}."
    elif request.two_up:
        yield _text_two_up(theme)


def _text_two_up(theme: Theme) -> str:
    scale, size = shrunk(theme.paper), theme.style("body").size
    smallest = scale * min(theme.style(name).size for name, _ in theme.styles if name in MUST_BE_READ)
    told = (
        f"Two pages a side, text is {scale * size:.1f} pt and the smallest {smallest:.1f} pt; "
        "codes need a scan at 300 dpi."
    )
    if scale * size >= LEGIBLE:
        return told
    least = ceil(10 * LEGIBLE / scale) / 10
    return (
        f"{told} Less than {LEGIBLE:g} pt is hard to read for many: write ‘size: {least:g}’ or more under ‘base’ in "
        "your theme, or leave out --two-up."
    )
