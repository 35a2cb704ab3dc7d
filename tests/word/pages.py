"""Word files of every kind of paper as pages to look at, turned by LibreOffice: `make word-pages`.

LibreOffice is not Word: its version 7.4 parts paragraphs that are all kept with the next, such as a heading from what
is below it, where a page ends among them; and it has another font for Tahoma, and so breaks lines of that sooner.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from docx.shared import Pt

from tests.commands import worksheetgen
from tests.pages import showcase
from tests.pages.contact_sheets import contact_sheet
from worksheetgen.composition import compose_booklet, compose_mark_scheme
from worksheetgen.model.blueprint import PaperType
from worksheetgen.model.students import Print
from worksheetgen.run.word_copies import RUNNING_IN_SCHEME

LACKING = "LibreOffice’s Writer is not on this computer (no soffice): no Word file was turned into pages.\n"
LARGER = 18
"""Points."""


def main(arguments: Sequence[str]) -> None:
    """Write contact sheets of both demos’ copies, and of papers of every kind in every print, into a folder."""
    if not shutil.which("soffice"):
        sys.stdout.write(LACKING)
        return
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        work = Path(place)
        files = [*_demos(work), *_every_kind(work)]
        files += [_made_larger(file) for file in files if file.stem.endswith("-standard")]
        for pdf in _as_pdf(files, work):
            contact_sheet(pdf.read_bytes()).save(folder / f"{pdf.stem}.png", optimize=True)
            sys.stdout.write(f"{folder / pdf.stem}.png\n")


def _demos(work: Path) -> Iterator[Path]:
    """The copies of the demo's exam and homework."""
    worksheetgen("demo", "--output", "out", cwd=work)
    for run in ("demo-unit-test", "demo-homework"):
        worksheetgen("word", f"out/{run}", cwd=work)
        copies = work / "out/word" / run
        for file in sorted(copies.rglob("*.docx")):
            yield file.rename(work / "-".join((run, *file.relative_to(copies).parts)))


def _every_kind(work: Path) -> Iterator[Path]:
    """What `make pages` prints: papers of every kind in every theme and print, their mark scheme, source booklets."""
    unit = showcase.unit()
    for type, print in product(PaperType, Print):
        paper = showcase.paper(unit, showcase.reader(print), type)
        yield _written(work / f"{type}-{print}.docx", showcase.renderer(type, unit).paper_in_word(paper))
    exam = showcase.renderer(PaperType.EXAM, unit)
    paper = showcase.paper(unit, showcase.reader(Print.STANDARD), PaperType.EXAM)
    scheme = exam.in_word(partial(compose_mark_scheme, [paper], [paper], unit), running=RUNNING_IN_SCHEME)
    yield _written(work / "mark-scheme.docx", scheme)
    sources = exam.student_view.sources(paper, paper.student.tier)
    compose = partial(compose_booklet, paper.blueprint, "", sources, unit.attribution)
    for print in Print:
        yield _written(work / f"source-booklet-{print}.docx", exam.in_word(compose, print))


def _written(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def _made_larger(file: Path) -> Path:
    """A copy whose Normal was given another size, as the manual tells a teacher."""
    opened = docx.Document(str(file))
    opened.styles["Normal"].font.size = Pt(LARGER)
    larger = file.with_stem(f"{file.stem}-made-larger")
    opened.save(str(larger))
    return larger


def _as_pdf(files: Sequence[Path], work: Path) -> Iterator[Path]:
    """The Word files as PDFs, made by LibreOffice with a profile of its own."""
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), *map(str, files)],
        check=False,  # without its Writer, LibreOffice makes no file and may or may not say so
        capture_output=True,
    )
    for file in files:
        pdf = file.with_suffix(".pdf")
        if not pdf.exists():
            sys.stdout.write(LACKING)
            return
        yield pdf


if __name__ == "__main__":
    main(sys.argv[1:])
