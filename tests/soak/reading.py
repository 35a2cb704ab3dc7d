"""What a run's PDFs say, by two readers that share no code: PDFium, and Poppler's pdftotext where it is installed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from shutil import which

from pypdfium2 import PdfDocument

from tests.soak.bank_words import squeezed

_FURNITURE = re.compile(
    r"^\s*(\d+ of \d+( Turn over)?|Question \d+ continued|Do|not|write|outside|the|box)\s*$", re.MULTILINE
)
_HYPHENS = re.compile("[\x02\ufffe]")


def by_pdfium(path: Path) -> list[str]:
    """The text of each page."""
    with closing(PdfDocument(path)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def by_poppler(path: Path) -> list[str]:
    """The text of each page, in the order in which it was written into the file."""
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


READERS: Mapping[str, Callable[[Path], list[str]]] = {
    "pdfium": by_pdfium,
    **({"poppler": by_poppler} if which("pdftotext") else {}),
}


def without_furniture(pages: list[str], code: str, class_name: str, id: str) -> str:
    """A paper's text, squeezed, without what stands at the foot and edge of its pages.

    Where the foot is narrow, it lacks the class.
    """
    foot = re.compile(
        rf"{re.escape(code)} · ({re.escape(class_name)} · )?{re.escape(id)}( · Form [A-Z])?(?!\w)"
    )
    return "".join(squeezed(_FURNITURE.sub("", foot.sub("", _HYPHENS.sub("-", page)))) for page in pages)
