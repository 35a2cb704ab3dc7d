"""A drawn document as a part of a file's structure, and the numbers of the objects that are its own."""

from __future__ import annotations

from collections.abc import Sequence

from worksheetgen.pdf import structure
from worksheetgen.pdf.deflating import QUICK, packed
from worksheetgen.pdf.drawing import USUAL_WIDTH, DrawnDocument
from worksheetgen.pdf.objects import PdfFile
from worksheetgen.pdf.structure import Structure
from worksheetgen.pdf_syntax import object_references


class DocumentPart:
    """The structure of one document under an element of its own, `number`, in the document's canonical order.

    Its other objects are numbered from there on: the structure's, the last of which is the array of the elements that
    hold its marks, `parents`, which all its pages share; and the `pages`, where they are its own.
    """

    def __init__(
        self, file: PdfFile, drawing: DrawnDocument, document: int, *, alone: bool, own_pages: bool
    ) -> None:
        self.file, self.drawing, self.document, self.alone = file, drawing, document, alone
        self.count = structure.count(drawing.templates)
        pages = len(drawing.pages) if own_pages else 0
        size = 1 + self.count + pages
        self.digits = structure.digits(size)
        self.number = file.block(size, self.digits)
        self.parents = self.number + self.count
        self.pages = range(self.parents + 1, self.parents + 1 + pages)
        self.owners: Sequence[int] = ()

    def structure(self, width: int) -> Structure:
        """Its structure on pages of its own, with numbers of that width."""
        drawing = self.drawing
        if width == USUAL_WIDTH:
            return drawing.structure
        return structure.with_own_pages(drawing.laid_out, drawing.templates, width)

    def structure_on(self, pages: Sequence[int], width: int, first_mark: int) -> Structure:
        """Its structure on these pages, which it shares with other documents, its marks counted from `first_mark`."""
        numbering = structure.Numbering(width, self.digits)
        printed = tuple([b"%*d" % (width, one) for one in pages])
        return structure.structure_of(
            self.drawing.laid_out, self.drawing.templates, numbering, printed, first_mark
        )

    def write(self, own: Structure) -> None:
        """Put the elements."""
        data = (
            structure.packed_alone(own, self.number) if self.alone else packed(own.filled(self.number), QUICK)
        )
        self.file.object_stream(data, self.number + 1, self.count, own.offset)
        self.owners = own.owners
        laid_out = self.drawing.laid_out
        in_reading_order = sorted(zip(laid_out.canonical_order, own.tops, strict=True))
        tops = object_references([self.number + top for _, tops in in_reading_order for top in tops])
        part = f"<</S/Part/P {self.document} 0 R/Lang({laid_out.language})/K[{tops}]>>"
        self.file.put(part, self.number)
