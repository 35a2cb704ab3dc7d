"""What each kind of question and each form of source says on the page, by size: text goldens.

`pytest --update-goldens` writes them anew after a change that is meant; the diff shows what it did.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.pages import showcase
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.parametrize("type", list(PaperType))
@pytest.mark.parametrize("print", list(Print))
def test_the_pages_say_what_they_said(request: pytest.FixtureRequest, type: PaperType, print: Print) -> None:
    """The text of every page, line by line, is the golden's."""
    sheet = showcase.sheet(type, print)
    pages = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(write_pdf([sheet], sheet.title))
    ]
    text = "".join(f"=== {number} ===\n{_tidy(page)}\n" for number, page in enumerate(pages, 1))
    golden = GOLDEN / f"{type}-{print}.txt"
    if request.config.getoption("--update-goldens"):
        golden.write_text(text, encoding="utf-8")
    told = "The pages say something else: look at them (make pages); if it is meant, pytest --update-goldens."
    assert text == golden.read_text(encoding="utf-8"), told


def _tidy(page: str) -> str:
    lines = (" ".join(line.split()) for line in page.splitlines())
    return "\n".join(line for line in lines if line)
