"""`make bench`: one table of times, side by side with peers, as docs/performance.md with a plot.

Times are this machine's of one run and say nothing by themselves; read the ratios. Nothing here is a test.
"""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import click
from reportlab.graphics import renderSVG
from reportlab.graphics.charts.axes import LogXValueAxis, LogYValueAxis
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import HexColor

from tests.assembly.test_parallel import large, plan
from tests.benchmarks import naive, page_speed, typst_papers, whole_runs
from tests.benchmarks.banks import write_bank
from tests.benchmarks.whole_runs import CLASSES, classmates, command
from worksheetgen.assembly import assemble
from worksheetgen.bank import load_bank
from worksheetgen.composition import Templates, TemplateSession, compose_paper
from worksheetgen.manifest import Digests
from worksheetgen.model.document import Document
from worksheetgen.model.paper import Paper
from worksheetgen.model.students import Print
from worksheetgen.pdf import write_pdf
from worksheetgen.projection import StudentView
from worksheetgen.run.papers import RunPapers
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import AS_USUAL, RunRequest, folders_of_theme, load_blueprint
from worksheetgen.run.values import LARGEST_PACK
from worksheetgen.typesetting import Theme, load_theme, theme_styles, theme_words
from worksheetgen.variation import arrange_class

DOCS = Path(__file__).parents[2] / "docs"
PACK = 3000
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


# ---- papers --------------------------------------------------------------------------------------


class Ours:
    """The bundled exam for a class of that size, and its documents for the peers."""

    def __init__(self, count: int) -> None:
        bank = load_bank()
        units, blueprint = bank.units, load_blueprint("unit-test", bank)
        folders = folders_of_theme(None, blueprint.theme, blueprint.place)
        class_list = classmates(count)
        self.request = RunRequest(
            units[0],
            blueprint,
            class_list,
            AS_USUAL,
            "RUN000",
            "bench",
            folders,
            Digests("", "", "", ""),
            None,
        )
        self.built = RunPapers(self.request, self.request.paper_ids)
        self.forms = assemble(blueprint, units[0], "bench").forms
        self.theme: Theme = load_theme(folders, Print.STANDARD)

    def papers(self) -> Iterator[list[Paper]]:
        """Everybody's paper, a class at a time; while it is worked on nobody looks for garbage, as in a worker."""
        students = self.request.class_list.students
        for start in range(0, len(students), LARGEST_PACK):
            gc.disable()
            some = students[start : start + LARGEST_PACK]
            arranged = arrange_class(self.forms, self.request.unit, some, "bench", {})
            yield [self.built.paper(arranged[one.id], one) for one in some]
            gc.enable()

    def documents(self) -> list[Document]:
        """Everybody's paper, composed."""
        themes = self.request.themes
        session = TemplateSession(Templates(themes, theme_words(themes)), theme_styles(themes))
        view = StudentView(self.request.unit)
        return [compose_paper(view.paper(paper), session) for some in self.papers() for paper in some]

    def write(self, folder: Path) -> tuple[int, float]:
        """Everybody's PDF on disk, from the drawn questions on, as a pack's worker makes them.

        How many bytes, and how many of the seconds went by in writing them.
        """
        renderer = Renderer(self.request.unit, self.request.themes)
        total, writing = 0, 0.0
        for some in self.papers():
            for paper, sheet in zip(some, renderer.papers(some), strict=True):
                content = write_pdf([sheet], sheet.title)
                start = perf_counter()
                total += (folder / f"{paper.student.id}.pdf").write_bytes(content)
                writing += perf_counter() - start
        return total, writing

    def bind(self) -> tuple[float, int]:
        """The class pack alone of what is set already: seconds and bytes."""
        renderer = Renderer(self.request.unit, self.request.themes)
        taken, size = 0.0, 0
        for some in self.papers():
            sheets = renderer.papers(some)
            start = perf_counter()
            size += len(write_pdf(sheets, "class pack"))
            taken += perf_counter() - start
        return taken, size


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _put(folder: Path, files: list[bytes]) -> None:
    for number, content in enumerate(files):
        (folder / f"{number}.pdf").write_bytes(content)


def _build(
    build: Callable[[Document, Theme], bytes], ours: Ours, documents: list[Document], into: Path
) -> None:
    _put(into, [build(each, ours.theme) for each in documents])


def papers(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Milliseconds a paper for every maker, one core, files on disk, and the kB of one."""
    few = Ours(PEERS)
    documents = few.documents()
    into = folder / "papers"
    for name, build in (("naive Platypus", naive.build), ("Typst", typst_papers.build)):
        size = len(build(documents[0], few.theme))
        taken = timed(partial(_build, build, few, documents, _emptied(into)))
        yield f"{name}, {PEERS} papers", 1000 * taken / PEERS, size / 1000
    for count in CLASSES:
        ours = Ours(count)
        start = perf_counter()
        total, writing = ours.write(_emptied(into))
        taken = perf_counter() - start
        yield f"worksheetgen, {count:,} papers", 1000 * taken / count, total / count / 1000
    yield "the same, kept in memory", 1000 * (taken - writing) / count, total / count / 1000
    files = [path.read_bytes() for path in into.iterdir()]
    taken = timed(partial(_put, _emptied(folder / "again"), files))
    yield "only writing the same files", 1000 * taken / count, total / count / 1000
    del files
    taken, total = Ours(PACK).bind()
    yield "worksheetgen, class packs besides", 1000 * taken / PACK, total / PACK / 1000


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
        cold, warm = (command(folder, "bank", "stats", "--bank", bank).seconds for _ in range(2))
        _, found = (command(folder, "bank", "search", "gulag", "--bank", bank).seconds for _ in range(2))
        yield count, cold, warm, found


# ---- the page ------------------------------------------------------------------------------------


def plot(peers: dict[str, float], ours: dict[int, float]) -> None:
    """Seconds against students, for every maker, as docs/pictures/performance.svg."""
    colours = [HexColor(code) for code in ("#b03a2e", "#7d6608", "#717d7e", "#1f4e79")]
    drawing, lines, legend = Drawing(640, 300), LinePlot(), Legend()
    lines.x, lines.y, lines.width, lines.height = 50, 60, 560, 200
    lines.data = [[(count, count * each / 1000) for count in CLASSES] for each in peers.values()]
    lines.data.append([(count, count * each / 1000) for count, each in ours.items()])
    lines.xValueAxis, lines.yValueAxis = LogXValueAxis(), LogYValueAxis()
    for number, colour in enumerate(colours):
        lines.lines[number].strokeColor, lines.lines[number].strokeWidth = colour, 1.6
    legend.x, legend.y, legend.columnMaximum, legend.fontSize = 50, 20, 1, 9
    legend.alignment, legend.deltax = "right", 120
    legend.colorNamePairs = list(zip(colours, (*peers, "worksheetgen"), strict=True))
    drawing.add(lines)
    drawing.add(legend)
    drawing.add(
        String(50, 280, "Seconds for so many students’ papers, one core, both axes logarithmic", fontSize=11)
    )
    renderSVG.drawToFile(drawing, str(DOCS / "pictures" / "performance.svg"))


def _ablations() -> list[str]:
    """The table of what each optimisation buys, by a process in which no run has been made yet."""
    measuring = [sys.executable, "-m", "tests.benchmarks.ablations"]
    return subprocess.run(measuring, check=True, capture_output=True, text=True).stdout.splitlines()


def main() -> None:
    """Measure everything and write the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        makers = list(papers(folder))
        platypus, typst = makers[0][1], makers[1][1]
        rows = ["| maker | ms a paper | to Platypus | to Typst | kB |", "|---|---|---|---|---|"]
        rows += [
            f"| {what} | {each:.2f} | {platypus / each:.1f}x | {typst / each:.1f}x | {size:.1f} |"
            for what, each, size in makers
        ]
        rows += ["", *whole_runs.rows(folder, platypus / 1000, typst / 1000)]
        rows += ["", *_ablations()]
        rows += ["", "| questions in the bank | forms | seconds |", "|---|---|---|"]
        rows += [f"| {count:,} | {forms} | {taken:.2f} |" for count, forms, taken in draws()]
        rows += ["", "| questions in the bank | first load | later | search |", "|---|---|---|---|"]
        rows += [f"| {count:,} | {a:.2f} s | {b:.2f} s | {c:.2f} s |" for count, a, b, c in loads(folder)]
        rows += ["", "| command | seconds |", "|---|---|"]
        for words in (("--help",), ("bank", "list")):
            taken = median(command(folder, *words).seconds for _ in range(5))
            rows.append(f"| `worksheetgen {' '.join(words)}` | {taken:.2f} |")
        head = "| on the page of `worksheetgen open`, in Chromium | median ms | 95 of 100 within | aim |"
        rows += ["", head, "|---|---|---|---|", *page_speed.measured()]
    (DOCS / "pictures").mkdir(exist_ok=True)
    writing = makers[3 + len(CLASSES)]
    plot(
        {"naive Platypus": platypus, "Typst": typst, "only writing": writing[1]},
        {count: each for count, (_, each, _) in zip(CLASSES, makers[2:], strict=False)},
    )
    (DOCS / "performance.md").write_text(PAGE.format(tables="\n".join(rows)), encoding="utf-8")
    click.echo("\n".join(rows))


PAGE = """\
# How fast, in figures

`make bench` measures this page anew and writes it: the bundled exam of 40 marks, eight pages with a code at every foot,
one tagged file for each student, all on disk, by one process. The peers print the same questions in the same fonts with
the same lines, untagged; their page counts are within one of ours. Compare ratios: seconds are those of one machine.

![Seconds against students](pictures/performance.svg)

{tables}

“Only writing” puts the very files of the row above into another folder. How long that takes is the machine’s affair: a
virtual one that is handed its memory page by page as it is first touched needs ten times as long as one that has it.
“Class packs besides” is what a pack costs once its papers are set, in a class of 3,000. A whole run is one command from
the class list to all of its files: papers, packs, mark scheme, answer keys, markbook, manifest, flushed to the disk; it
is beside what the peers need for as many papers alone. Where nothing is cached no bank was read before; the compiled
code of the program and of its templates is there, as after any first run. Two runs side by side share nothing but the
machine: as much faster than one as they are, two processes can be at best.

On the page a change is timed from the click to the decoded picture of the changed page. All of it is one process; the
first row has the start of the browser in it.

“Off” says how much more CPU a whole run takes, its bank read before, with one mechanism switched off, with all memories
that make it up: the bundled exam for a class of 30, of 300 and of 3,000; a worksheet with a cloze for 30, half of them
in 18 pt; the exam for 30 in all prints, and for one pupil; and on the page 24 changes of a plan, each looked at, with
the marks of a protected run now and then. Then how many bytes more a paper has, in a file of its own and in the class
pack of 30; packs of 60 are a ninth larger where nothing that papers draw alike is shared. Measured to five in a hundred
or so. What buys less than a tenth everywhere, and no bytes, is not in the program: without the dozen such memories that
went, 1,000 pupils took a tenth longer, and without that of numbers a fiftieth.
`python -m tests.benchmarks.ablations parts` measures each memory by itself.
"""

if __name__ == "__main__":
    main()
