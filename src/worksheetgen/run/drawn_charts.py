"""A chart as it is printed to pictures, for documents that are no PDF.

pypdfium2 is imported where a chart is drawn: most papers have none.
"""

from __future__ import annotations

from io import BytesIO

from worksheetgen.errors import Place
from worksheetgen.model.blocks import Chart, Compared
from worksheetgen.model.document import Document, Furniture, Item
from worksheetgen.pdf import write_pdf
from worksheetgen.typesetting import Typesetter
from worksheetgen.word import Drawing

_DOTS_PER_INCH = 200
"""As many as a photocopier has."""
NO_FURNITURE = Furniture(identity="", qr_text="", turn_over="", even=False, blank="")


def drawings_of(typesetter: Typesetter, chart: Chart | Compared) -> list[Drawing]:
    """The pictures of a chart: of a long one several. Raises Unprintable where its words lack a character."""
    from pypdfium2 import PdfDocument

    theme = typesetter.theme
    item = Item(chart, keep_with_next=False, page_break_before=False, place=Place("chart"))
    laid_out = typesetter.set(Document("chart", theme.words.language, NO_FURNITURE, (item,)))
    scale = _DOTS_PER_INCH / 72
    drawings = []
    for page, shown in zip(laid_out.pages, PdfDocument(write_pdf([laid_out], "chart")), strict=True):
        picture = shown.render(scale=scale, grayscale=True).to_pil()
        for box in page.placed[len(page.under) : len(page.placed) - len(page.around)]:
            edges = (box.x, box.y, box.x + theme.width, box.y + box.box.height)
            file = BytesIO()
            picture.crop(tuple(round(scale * edge) for edge in edges)).save(file, "PNG")
            drawings.append(Drawing(file.getvalue(), theme.width, box.box.height))
    return drawings
