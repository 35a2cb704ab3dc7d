"""`make bench`: one table of times, side by side with peers, as docs/performance.md with a plot.

Times are this machine's of one run and say nothing by themselves; read the ratios. Nothing here is a test.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter

import click
from reportlab.graphics import renderSVG
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import HexColor

from tests.assembly.test_parallel import large, plan
from tests.benchmarks import naive, typst_papers
from tests.benchmarks.banks import write_bank
from worksheetgen.assembly import assemble
from worksheetgen.bank import load_units
from worksheetgen.blueprint import load_blueprint
from worksheetgen.class_list import sample_class, to_csv
from worksheetgen.cli.theming import themes
from worksheetgen.composition import Stage, Templates, compose_paper
from worksheetgen.model.document import Document
from worksheetgen.model.students import ClassList, Print
from worksheetgen.pdf import Repertoire, write_pdf
from worksheetgen.projection import Asking
from worksheetgen.resources import blueprint_path, question_bank
from worksheetgen.typesetting import Theme, Typesetter, load_theme
from worksheetgen.variation import Varying
from worksheetgen.variation import plan as arrange_class

DOCS = Path(__file__).parents[2] / "docs"
CLASSES = (30, 300, 1000)
PEERS = 30
"""Papers that each peer makes."""


def timed(work: Callable[[], object], times: int = 1) -> float:
    """The median of so many runs, in seconds."""
    found = []
    for _ in range(times):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return median(found)


def command(folder: Path, *arguments: str | Path) -> tuple[float, int]:
    """How long the command takes in a folder, in seconds, and its peak memory in MiB."""
    words = [sys.executable, "-m", "worksheetgen", *map(str, arguments)]
    start = perf_counter()
    process = os.posix_spawn(
        words[0],
        words,
        {**os.environ, "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(folder / "cache")},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0o600) for descriptor in (1, 2)
        ],
    )
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return perf_counter() - start, used.ru_maxrss // 1024


# ---- papers --------------------------------------------------------------------------------------


def classmates(count: int) -> ClassList:
    """A class without seats, all with the standard print: every maker sets the same."""
    found = sample_class(count, "bench", "9B")
    return ClassList("9B", tuple(replace(one, seat=None, print=Print.STANDARD) for one in found.students))


class Ours:
    """The bundled exam's papers, and their documents for the peers."""

    def __init__(self, count: int) -> None:
        units = load_units([question_bank()])
        self.unit = units[0]
        self.blueprint = load_blueprint(blueprint_path("unit-test", [question_bank()]), units)
        self.students = classmates(count).students
        self.forms = assemble(self.blueprint, self.unit, "bench").forms
        folders = themes(None, self.blueprint.theme, self.blueprint.place)
        self.theme: Theme = load_theme(folders, Print.STANDARD)
        self._folders = folders

    def documents(self) -> list[Document]:
        """Everybody's paper, composed."""
        stage = Stage(Templates(self._folders))
        varying, asking = Varying(self.blueprint, self.unit, "9B", "BENCH1"), Asking(self.unit)
        arranged = arrange_class(self.forms, self.unit, self.students, "bench", {})
        return [
            compose_paper(asking.paper(varying.paper(arranged[one.id], one)), stage) for one in self.students
        ]

    def write(self, folder: Path) -> list[bytes]:
        """Everybody's PDF on disk, from the selection on."""
        typesetter = Typesetter(self.theme)
        sheets = [typesetter.set(document) for document in self.documents()]
        characters: dict[str, frozenset[str]] = {}
        for sheet in sheets:
            for face, shown in chain.from_iterable(one.glyphs for one in sheet.drawn):
                characters[face] = characters.get(face, frozenset()).union(shown)
        repertoire = Repertoire(characters)
        made = [write_pdf([sheet], sheet.title, repertoire) for sheet in sheets]
        _put(folder, made)
        return made


def _put(folder: Path, files: list[bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for number, content in enumerate(files):
        (folder / f"{number}.pdf").write_bytes(content)


def _build(
    build: Callable[[Document, Theme], bytes], documents: list[Document], theme: Theme, made: list[bytes]
) -> None:
    made.extend(build(each, theme) for each in documents)


def _write(papers: Ours, folder: Path, made: list[list[bytes]]) -> None:
    made.append(papers.write(folder))


def papers(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Milliseconds a paper for every maker, one core, files on disk, and the kB of one."""
    few, many = Ours(PEERS), Ours(300)
    documents = few.documents()
    for name, build in (("naive Platypus", naive.build), ("Typst", typst_papers.build)):
        build(documents[0], few.theme)
        made: list[bytes] = []
        taken = timed(partial(_build, build, documents, few.theme, made))
        yield f"{name}, {PEERS} papers", 1000 * taken / PEERS, len(made[0]) / 1000
    for each, count in ((few, PEERS), (many, 300)):
        kept: list[list[bytes]] = []
        taken = timed(partial(_write, each, folder / "ours", kept))
        yield f"worksheetgen, {count} papers", 1000 * taken / count, len(kept[0][0]) / 1000
    taken = timed(partial(_put, folder / "raw", kept[0]), 3)
    yield "only writing the same bytes", 1000 * taken / 300, len(kept[0][0]) / 1000


def runs(folder: Path) -> Iterator[tuple[int, float, int]]:
    """Whole runs by the command line: students, seconds, peak MiB."""
    for count in CLASSES:
        (folder / f"class{count}.csv").write_text(to_csv(classmates(count)), encoding="utf-8")
        taken, memory = command(
            folder,
            *("exam", "unit-test", "--class", folder / f"class{count}.csv"),
            *("--output", folder / f"run{count}"),
        )
        yield count, taken, memory


# ---- banks ---------------------------------------------------------------------------------------


def draws() -> Iterator[tuple[int, int, float]]:
    """Drawing forms: questions in the bank, forms, seconds."""
    for count in (180, 1500, 15_000):
        bank = large(count)
        for forms in (1, 4, 30):
            wanted = plan(forms, shared=8 if count == 180 and forms == 30 else 0)
            yield count, forms, timed(partial(assemble, wanted, bank, "bench"))


def loads(folder: Path) -> Iterator[tuple[int, float, float, float]]:
    """Banks on disk: questions, and the seconds of a first load, a later one and a search."""
    for copies in (1, 7, 70):
        bank = folder / f"bank{copies}"
        count = write_bank(bank, copies)
        cold, _ = command(folder, "bank", "stats", "--bank", bank)
        warm, _ = command(folder, "bank", "stats", "--bank", bank)
        command(folder, "bank", "search", "gulag", "--bank", bank)
        found, _ = command(folder, "bank", "search", "gulag", "--bank", bank)
        yield count, cold, warm, found


# ---- the page ------------------------------------------------------------------------------------


def plot(per_paper: dict[str, float]) -> None:
    """Seconds against students, for every maker, as docs/pictures/performance.svg."""
    colours = [HexColor(code) for code in ("#b03a2e", "#7d6608", "#1f4e79", "#717d7e")]
    drawing, lines, legend = Drawing(640, 280), LinePlot(), Legend()
    lines.x, lines.y, lines.width, lines.height = 50, 50, 560, 190
    lines.data = [
        [(0, 0), *((count, count * each / 1000) for count in CLASSES)] for each in per_paper.values()
    ]
    for number, colour in enumerate(colours[: len(per_paper)]):
        lines.lines[number].strokeColor, lines.lines[number].strokeWidth = colour, 1.6
    legend.x, legend.y, legend.columnMaximum, legend.fontSize = 50, 20, 1, 9
    legend.alignment, legend.deltax = "right", 120
    legend.colorNamePairs = list(zip(colours, per_paper, strict=False))
    drawing.add(lines)
    drawing.add(legend)
    drawing.add(String(50, 260, "Seconds for so many students’ papers, one core", fontSize=11))
    renderSVG.drawToFile(drawing, str(DOCS / "pictures" / "performance.svg"))


def main() -> None:
    """Measure everything and write the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        makers = list(papers(folder))
        first = makers[0][1]
        rows = ["| maker | ms a paper | ratio | kB |", "|---|---|---|---|"]
        rows += [f"| {what} | {each:.1f} | {first / each:.1f}x | {size:.0f} |" for what, each, size in makers]
        rows += ["", "| students | seconds | ms a student | peak MiB |", "|---|---|---|---|"]
        rows += [
            f"| {count} | {taken:.1f} | {1000 * taken / count:.1f} | {memory} |"
            for count, taken, memory in runs(folder)
        ]
        rows += ["", "| questions in the bank | forms | seconds |", "|---|---|---|"]
        rows += [f"| {count} | {forms} | {taken:.2f} |" for count, forms, taken in draws()]
        rows += ["", "| questions in the bank | first load | later | search |", "|---|---|---|---|"]
        rows += [f"| {count} | {a:.2f} s | {b:.2f} s | {c:.2f} s |" for count, a, b, c in loads(folder)]
        rows += ["", "| command | seconds |", "|---|---|"]
        for words in (("--help",), ("bank", "list")):
            taken = median(command(folder, *words)[0] for _ in range(3))
            rows.append(f"| `worksheetgen {' '.join(words)}` | {taken:.2f} |")
    (DOCS / "pictures").mkdir(exist_ok=True)
    plot({what.partition(",")[0]: each for what, each, _ in (*makers[:2], *makers[3:])})
    (DOCS / "performance.md").write_text(PAGE.format(tables="\n".join(rows)), encoding="utf-8")
    click.echo("\n".join(rows))


PAGE = """\
# How fast, in figures

`make bench` measures this page anew and writes it: the bundled exam of 40 marks, ten pages with a code at every foot,
one tagged file for each student, all on disk. The peers print the same questions in the same fonts with the same lines,
untagged; their page counts are within one of ours. Compare ratios: seconds are those of one machine.

![Seconds against students](pictures/performance.svg)

{tables}
"""

if __name__ == "__main__":
    main()
