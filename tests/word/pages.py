"""Word files of every kind of paper as pages to look at, turned by LibreOffice: `make word-pages`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.commands import worksheetgen
from tests.pages.contact_sheets import contact_sheet
from worksheetgen.bank import load_bank
from worksheetgen.composition import compose_guide
from worksheetgen.model.bank import Tier
from worksheetgen.model.paper import PaperSource
from worksheetgen.model.students import Print
from worksheetgen.resources import question_bank
from worksheetgen.run.single import bare_renderer

LACKING = "LibreOffice’s Writer is not on this computer (no soffice): no Word file was turned into pages.\n"


def main(arguments: Sequence[str]) -> None:
    """Write contact sheets of both demos’ copies, and of all sources in every print, into a folder."""
    if not shutil.which("soffice"):
        sys.stdout.write(LACKING)
        return
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        work = Path(place)
        files = [*_demos(work), *_sources(work)]
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


def _sources(work: Path) -> Iterator[Path]:
    """A unit's guide in every print: it has a chart, a timeline, tables and a text."""
    unit = load_bank(question_bank()).unit("stalins-terror")
    renderer = bare_renderer(unit, None)
    sources = tuple(
        renderer.student_view.source(PaperSource(one.label, one), Tier.CORE) for one in unit.sources
    )
    for print in Print:
        file = work / f"sources-{print}.docx"
        file.write_bytes(renderer.in_word(partial(compose_guide, unit, sources), print))
        yield file


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
