"""Laid-out documents to drawings: all that files have of a document, however it is bound.

A paper is drawn once, and bound twice: alone, and in its class pack.
"""

from __future__ import annotations

from worksheetgen.model.laid_out import LaidOutDocument
from worksheetgen.pdf.fragments import of_page
from worksheetgen.pdf.shown import Shown, shown_by
from worksheetgen.pdf.structure import Structure, Template, templates_of, with_own_pages
from worksheetgen.value import Value

USUAL_WIDTH = 5
"""The digits of numbers in a file that has fewer than 100,000: papers, and packs of a class."""


class DrawnDocument(Value, eq=False):
    """A document drawn.

    `pages` are the fragments of each page in the order of painting, `shown` is what they show. `structure`, made of the
    `templates`, is that of a file where pages are its own, with numbers of `USUAL_WIDTH`.
    """

    laid_out: LaidOutDocument
    pages: tuple[tuple[bytes, ...], ...]
    shown: Shown
    templates: tuple[Template, ...]
    structure: Structure


def draw_document(laid_out: LaidOutDocument) -> DrawnDocument:
    """The document drawn."""
    templates = templates_of(laid_out)
    return DrawnDocument(
        laid_out,
        tuple([tuple(of_page(page)) for page in laid_out.pages]),
        shown_by(laid_out),
        templates,
        with_own_pages(laid_out, templates, USUAL_WIDTH),
    )
