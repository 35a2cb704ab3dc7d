"""What is mutated, and which command reads it: one table, of which every file that the program reads is a row."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tests.commands import signed, worksheetgen
from tests.tiny_bank import write_bank, write_class
from worksheetgen.errors import ExitCode

UNIT = "bank/small"
SETTLED = frozenset(ExitCode) - {ExitCode.BUG, ExitCode.INTERRUPTED}
"""The exit codes in which a case may end."""

Sign = Callable[[bytes], bytes]
"""Makes a file of one that was mutated: a digest in it made anew, that the mutation itself be read."""


@dataclass(frozen=True)
class Target:
    """A file of a desk, and the command that reads it there.

    `kept` are files that the command changes on the desk: they are put back after each case. `made` is a folder that it
    makes there, or "": it is removed. `sign` is applied to what was mutated.
    """

    file: str
    command: tuple[str, ...]
    kept: tuple[str, ...] = ()
    sign: Sign = bytes
    made: str = ""


def _signed(record: bytes) -> bytes:
    """The manifest with its digest made anew; as it is where it is no JSON any more."""
    try:
        return signed(json.loads(record)).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return record


_CHECK = ("bank", "check", "--bank", "bank")
_PLAN = ("plan", "test", "--bank", "bank", "--seed", "s")
_FEEDBACK = ("feedback", "run", "--bank", "bank")
_PASSWORD = ("--password-file", "words.txt")
_INTO = ("--into", UNIT, "--dry-run")
_BEGIN = ("init", "begun", "--text")

TARGETS: Mapping[str, Target] = {
    "questions": Target(f"{UNIT}/questions/written.yaml", _CHECK),
    "choices": Target(f"{UNIT}/questions/choices.yaml", _CHECK),
    "unit": Target(f"{UNIT}/unit.yaml", _CHECK),
    "levels": Target(f"{UNIT}/levels.yaml", _CHECK),
    "glossary": Target(f"{UNIT}/glossary.yaml", _CHECK),
    "sources": Target(f"{UNIT}/sources/extract.yaml", _CHECK),
    "text": Target(f"{UNIT}/text.md", _CHECK),
    "png": Target(f"{UNIT}/sources/leaf.png", _CHECK),
    "jpeg": Target(f"{UNIT}/sources/leaf.jpg", _CHECK),
    "blueprint": Target(f"{UNIT}/blueprints/test.yaml", _PLAN),
    "csv": Target("9B.csv", ("class", "check", "9B.csv")),
    "xlsx": Target("9B.xlsx", ("class", "check", "9B.xlsx")),
    "seating": Target("seats.csv", (*_PLAN, "--class", "9B.csv", "--seating", "seats.csv")),
    "theme": Target("theme/theme.yaml", (*_PLAN, "--theme", "theme")),
    "template": Target("theme/cover.xml.j2", (*_PLAN, "--theme", "theme")),
    "manifest": Target("run/manifest.json", ("verify", "run", "--bank", "bank"), sign=_signed),
    "unlike": Target("run/manifest.json", (*_PLAN, "--nearest", "--unlike", "run"), sign=_signed),
    "markbook": Target("run/markbook.xlsx", _FEEDBACK, kept=("marks/run/marks.csv",), made="feedback"),
    "protected": Target(
        "hidden/markbook.xlsx",
        ("feedback", "hidden", "--bank", "bank", *_PASSWORD),
        kept=("marks/hidden/marks.csv",),
        made="feedback",
    ),
    "marks": Target("marks/run/marks.csv", _FEEDBACK, made="feedback"),
    "sheet": Target("sheet.xlsx", ("bank", "import", "sheet.xlsx", *_INTO)),
    "sheet-csv": Target("sheet.csv", ("bank", "import", "sheet.csv", *_INTO)),
    "docx": Target("handout.docx", (*_BEGIN, "handout.docx"), made="begun"),
    "pdf": Target("handout.pdf", (*_BEGIN, "handout.pdf"), made="begun"),
    "txt": Target("handout.txt", (*_BEGIN, "handout.txt"), made="begun"),
    "paper": Target("run/papers/001.pdf", ("verify", "run", "--bank", "bank")),
}


class Desk:
    """A folder with a bank, a class, a theme and a printed run, in which a target's file is put and its command run."""

    def __init__(self, folder: Path) -> None:
        """Lay the desk in an empty folder."""
        self.folder = folder
        write_bank(folder)
        write_class(folder)
        _with_pictures(folder / UNIT)
        (folder / "9B.xlsx").write_bytes(_workbook())
        (folder / "seats.csv").write_text("id,seat\n001,1-1\n002,B2\n", encoding="utf-8")
        (folder / "theme").mkdir()
        (folder / "theme/theme.yaml").write_text(_THEME, encoding="utf-8")
        (folder / "theme/cover.xml.j2").write_text(_COVER, encoding="utf-8")
        sheet = ("bank", "export", UNIT, "--to", "xlsx", "-o", "sheet.xlsx")
        assert worksheetgen(*sheet, cwd=folder).code == 0
        (folder / "sheet.csv").write_text(_SHEET, encoding="utf-8")
        (folder / "handout.txt").write_text(_HANDOUT, encoding="utf-8")
        (folder / "handout.docx").write_bytes(_document())
        (folder / "handout.pdf").write_bytes(_pages())
        printed = ("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--output", "run")
        assert worksheetgen(*printed, cwd=folder).code == 0
        (folder / "words.txt").write_text("gulag kirov yezhov", encoding="utf-8")
        assert worksheetgen(*printed[:-1], "hidden", *_PASSWORD, cwd=folder).code == 0
        for run in ("run", "hidden"):
            printed_run = json.loads((folder / run / "manifest.json").read_bytes())["run"]
            (folder / "marks" / run).mkdir(parents=True)
            (folder / "marks" / run / "marks.csv").write_text(
                _MARKS.replace("RUN", printed_run), encoding="utf-8"
            )

    def seed(self, target: Target) -> bytes:
        """The target's file as it is right."""
        return (self.folder / target.file).read_bytes()

    def check(self, target: Target, content: bytes, settled: frozenset[ExitCode] = SETTLED) -> None:
        """Raise AssertionError where its command ends in no documented way on that content; a bug goes through.

        The desk is as before afterwards.
        """
        file = self.folder / target.file
        before = {path: path.read_bytes() for path in (file, *(self.folder / name for name in target.kept))}
        try:
            file.write_bytes(target.sign(content))
            code = worksheetgen(*target.command, cwd=self.folder).code
        finally:
            for path, was in before.items():
                path.write_bytes(was)
            if target.made:
                shutil.rmtree(self.folder / target.made, ignore_errors=True)
        assert code in settled, f"exit code {code}"


# ---- what a desk has -----------------------------------------------------------------------------

_THEME = "extends: board\nbase: {size: 11, top: 20}\nwords: {turn_over: Over}\nstyles: {body: {size: 1.1}}\n"
_COVER = (
    "<h1>{{ paper.title }}</h1>\n{% for one in paper.sections %}<p>{{ one.letter }} {{ one.marks | marks }}</p>"
    "{% endfor %}\n<p>{{ paper.minutes | duration }}</p>\n"
).replace("h1>", "heading>")
_MARKS = "run,paper,question,mark,entered by,when\nRUN,001,kirov-01,1,you,2026-11-27T18:00:00+00:00\n"

_SHEET = (
    'question;answer;wrong 1;marks;id\nWhat has DNA?;nucleus;cell wall;1;\nName two.;"one (1)\ntwo / too (1)";;2;two\n'
    'Match.;"xylem = water\nphloem = sugars";starch;;\nOrder.;"1. first\n2. second\n3. third";;;\n'
    "It is [[sunlight]].;;soil;;\nPlants eat soil.;False;;;\n"
)
_HANDOUT = (
    "How plants make food\n\nGreen plants use photosynthesis.\n\n"
    "- Water\n- Light\n\nIn 1648 a doctor weighed a tree.\n\n"
    "In 1771 Joseph Priestley put mint beside a candle. In 1804 a chemist measured water.\n"
)


def _document() -> bytes:
    """A Word document with a heading, raised and lowered figures, a list, a table and a picture."""
    document = Document()
    document.add_heading("How plants make food")
    paragraph = document.add_paragraph("Plants use CO")
    paragraph.add_run("2").font.subscript = True
    document.add_paragraph("Water", style="List Bullet")
    for row in (table := document.add_table(2, 2)).rows:
        for cell in row.cells:
            cell.text = "xylem"
    table.cell(1, 0).merge(table.cell(1, 1))
    picture = io.BytesIO()
    Image.new("L", (4, 3)).save(picture, "png")
    picture.seek(0)
    document.add_picture(picture)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _pages() -> bytes:
    """A PDF of two pages with a running head, not compressed, that what is mutated be read."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0, invariant=True)
    for number in (1, 2):
        canvas.drawString(60, 800, "How plants make food")
        for line, said in enumerate(_HANDOUT.splitlines()):
            canvas.drawString(60, 760 - 16 * line, said)
        canvas.drawString(290, 30, str(number))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _with_pictures(unit: Path) -> None:
    """Two sources more, each a picture."""
    picture = Image.effect_noise((40, 30), 60)
    picture.save(unit / "sources/leaf.png", dpi=(72, 72))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(unit / "sources/leaf.jpg", exif=exif)
    shown = "".join(
        f"- {{id: leaf-{kind}, provenance: Seen., picture: {{file: leaf.{kind}, alt: A leaf.}}}}\n"
        for kind in ("png", "jpg")
    )
    (unit / "sources/leaves.yaml").write_text(shown, encoding="utf-8")


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("id", "name", "tier", "extra time"),
        ("001", "Ann", "support", 0.25),
        (2, "Bo", "core", None),
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# ---- workbooks -----------------------------------------------------------------------------------

Change = Callable[[bytes], bytes]


def within_zip(change: Change, pick: Callable[[list[str]], str], content: bytes) -> bytes:
    """The zip file with one of its members changed; anything else changed as a whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = {one.filename: packed.read(one) for one in packed.infolist()}
        chosen = pick(sorted(members))
    except Exception:  # noqa: BLE001  # what was mutated before may be no zip any more, in any way
        return change(content)
    members[chosen] = change(members[chosen])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, member in members.items():
            packed.writestr(name, member)
    return file.getvalue()


def changing(target: Target, change: Change, pick: Callable[[list[str]], str]) -> Change:
    """How a file of that target is changed: a workbook within one of its members."""
    return partial(within_zip, change, pick) if target.file.endswith((".xlsx", ".docx")) else change
