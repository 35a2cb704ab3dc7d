"""Contact sheets of every kind, theme and print into output/pages, to be looked at: `make pages`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.pages import showcase
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.run.single import print_guide, print_preview

COLUMNS = 4
WIDTH = 560
"""Pixels of a page."""
GROUND = 150


def contact_sheet(pdf: bytes) -> Image.Image:
    """All pages of a PDF beside and below each other."""
    pages = [_picture(page) for page in pypdfium2.PdfDocument(pdf)]
    wide, tall = WIDTH + 8, max(page.height for page in pages) + 8
    rows = -(-len(pages) // COLUMNS)
    ground = Image.new("L", (wide * min(COLUMNS, len(pages)), tall * rows), GROUND)
    for number, page in enumerate(pages):
        ground.paste(page, (number % COLUMNS * wide + 4, number // COLUMNS * tall + 4))
    return ground


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    image: Image.Image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("L")
    return image


def main(arguments: Sequence[str]) -> None:
    """Write every contact sheet into a folder."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for type in PaperType:
        for print in Print:
            sheet = showcase.sheet(type, print)
            _save(folder / f"{type}-{print}.png", write_pdf([sheet], sheet.title))
    for name, sheet in showcase.around().items():
        _save(folder / f"{name}.png", write_pdf([sheet], sheet.title))
    found = showcase.unit()
    _save(folder / "guide.png", print_guide(found))
    _save(folder / "preview.png", print_preview(found, found.by_id["kirov-07"]))


def _save(path: Path, pdf: bytes) -> None:
    contact_sheet(pdf).save(path, optimize=True)
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
