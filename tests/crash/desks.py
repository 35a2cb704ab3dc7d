"""A teacher's folder in the middle of the year, the commands that change it, and what it looks like afterwards."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import openpyxl

from tests.tiny_bank import write_bank, write_class
from worksheetgen.cli import main
from worksheetgen.delivery.renewal import PRINTED
from worksheetgen.errors import ExitCode, WorksheetgenError

DESK, HOME, TEMPORARY, BANK = "desk", "home", "tmp", "bank"
"""What a root holds: the folder that one works in, settings and cache, TMPDIR, and the bank as it was printed from."""
WHOLE = (
    "desk/out/run",
    "desk/out/hidden",
    "desk/out/sheet",
    "desk/out/feedback/run",
    "desk/out/word/run",
    "desk/own",
)
"""Folders that must change as a whole; of all else each file must."""
CACHED = re.compile(r"[a-z]+-[0-9a-f]{32}")
WHEN = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+[+-]\d\d:\d\d")
DIGEST = re.compile(rb"[0-9a-f]{64}")
ENCRYPTED = (b"\xd0\xcf\x11\xe0", b"/Encrypt")
"""How a protected office document begins, and what stands in a protected PDF."""
FIRST_TYPED, LAST_TYPED = 3, 5
"""Rows of the sheet of marks: the one typed before the feedback was printed, and the one typed since."""
CROSSED = 3
"""The first questions, which have no marks, so that one of them can be swapped."""
BLUEPRINT = f"""\
type: exam
code: T2
title: A short test
minutes: 20
materials: [a black pen]
sections:
  - {{title: What happened?, questions: {CROSSED}, kinds: [multiple-choice]}}
  - {{title: Knowledge, questions: 1, kinds: [describe]}}
"""
CLASS = "id,name,tier,print,extra time,seat\n001,Zoë O’Brien-Adeyemi,support,,25,A1\n002,Łukasz Żółć,core,18,,A2\n"

Tree = Mapping[str, str]
"""Every file and folder below a root by its POSIX path: the digest of what is in it, "" for a folder."""


@dataclass(frozen=True)
class Case:
    """Something that changes a desk: a command as it is typed, or what the page does, by `action` in ACTIONS.

    Without `exchanging` the disk cannot exchange two names. `marks` says whether all marks must be there afterwards.
    """

    name: str
    typed: str = ""
    exchanging: bool = True
    marks: bool = True
    action: str = ""


LARGE = 150
"""So many pupils are several packs."""

CASES = (
    Case("exam", "exam short --bank bank --class 9B.csv --output out/run --force --seed s"),
    Case(
        "exam, names not exchanged",
        "exam short --bank bank --class 9B.csv --output out/run --force --seed s",
        exchanging=False,
    ),
    Case(
        "worksheet",
        "worksheet --topic kirov --questions 3 --bank bank --class 9B.csv --output out/sheet --seed s",
    ),
    Case(
        "password",
        "exam short --bank bank --class 9B.csv --output out/hidden --force --seed s --password-file words.txt",
    ),
    Case("swap", "swap out/run kirov-01 --for kirov-04 --bank bank"),
    Case("feedback", "feedback out/run --bank bank"),
    Case("feedback, names not exchanged", "feedback out/run --bank bank", exchanging=False),
    Case("word", "word out/run --bank bank"),
    Case("forget", "forget out/run --yes --bank bank", marks=False),
    Case("forget, names not exchanged", "forget out/run --yes --bank bank", exchanging=False, marks=False),
    Case("init", "init own --text handout.txt"),
    Case("import", "bank import sheet.csv --into bank/small"),
    Case("new", "bank new describe --topic gulag --bank bank"),
    Case("reprint", "reprint out/run --student 001 --bank bank --output out/001.pdf --force"),
    Case("page: a draft", action="draft"),
    Case("page: a mark", action="mark"),
    Case("page: a class", action="class"),
    Case("secret", action="secret"),
)


def _draft() -> None:
    from worksheetgen.run.drafts import DRAFTS, Choices, keep_draft, open_draft

    draft = open_draft(DRAFTS / "paper.json")
    assert draft is not None
    if draft.can_undo != "Choose":
        keep_draft(draft.then("Choose", Choices(blueprint="test", class_file="9B.csv")))


def _mark() -> None:
    from worksheetgen.run.marks import enter_mark
    from worksheetgen.run.record import open_run

    assert (
        enter_mark(Path("out/run"), open_run("out/run").manifest, ("002", "kirov-25"), "3", by="page") == "3"
    )


def _class() -> None:
    from worksheetgen.run.classes import keep_class

    keep_class("9B.csv", Path("9B.csv").read_bytes(), replacing=True)


def _secret() -> None:
    from worksheetgen.run.secret import SECRET_BYTES, teachers_secret

    assert len(teachers_secret()) >= SECRET_BYTES


ACTIONS: Mapping[str, Callable[[], None]] = {
    "draft": _draft,
    "mark": _mark,
    "class": _class,
    "secret": _secret,
}


def work(case: Case) -> None:
    """Do in this process, in the folder that one works in, what the case is; leaves it as the command line does."""
    if not case.action:
        sys.argv = ["worksheetgen", *case.typed.split()]
        main()
    try:
        ACTIONS[case.action]()
    except WorksheetgenError as error:
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)


# ---- what there is before ------------------------------------------------------------------------


def surroundings(root: Path) -> dict[str, str]:
    """The variables that have a process work below the root alone."""
    home = {"HOME": HOME, "XDG_CACHE_HOME": f"{HOME}/cache", "XDG_CONFIG_HOME": f"{HOME}/config"}
    return {
        **{name: str(root / folder) for name, folder in home.items()},
        "TMPDIR": str(root / TEMPORARY),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def enter(root: Path) -> None:
    """Have this process work below the root."""
    os.environ.update(surroundings(root))
    tempfile.tempdir = None
    os.chdir(root / DESK)


def new_desk(root: Path, ran: Callable[[Path, str], None]) -> None:
    """Make a desk: an exam with marks, feedback and Word copies, marks typed since, a further pupil, and so on.

    `ran(root, typed)` gives a command.
    """
    for folder in (DESK, TEMPORARY, f"{HOME}/cache", f"{HOME}/config"):
        (root / folder).mkdir(parents=True)
    desk = root / DESK
    write_bank(desk)
    (desk / "bank/small/blueprints/short.yaml").write_text(BLUEPRINT, encoding="utf-8")
    shutil.copytree(desk / "bank", root / BANK)
    write_class(desk, CLASS)
    (desk / "words.txt").write_text("gulag kirov yezhov", encoding="utf-8")
    ran(root, "exam short --bank bank --class 9B.csv --output out/run --seed s")
    ran(root, "exam short --bank bank --class 9B.csv --output out/hidden --seed s --password-file words.txt")
    type_marks(desk, FIRST_TYPED)
    ran(root, "feedback out/run --bank bank")
    ran(root, "word out/run --bank bank")
    _as_printed_long_ago(desk / "out/word/run")
    type_marks(desk, LAST_TYPED)
    (desk / "out/run/scan.txt").write_text("put there by a teacher", encoding="utf-8")
    (desk / "out/feedback/run/notes.txt").write_text("put there by a teacher", encoding="utf-8")
    write_class(desk, f"{CLASS}003,Ann Lee,core,,,A3\n")
    pupils = "".join(f"{number:03},Pupil {number},,,,\n" for number in range(3, LARGE))
    (desk / "year.csv").write_text(f"{CLASS}{pupils}", encoding="utf-8")
    (desk / "handout.txt").write_text("Leaves make sugar.\n\nIn 1779 Ingenhousz saw why.\n", encoding="utf-8")
    rows = "Who ran the camps?,The Gulag office,gulag\nWho was popular in Leningrad?,Kirov,kirov\n"
    (desk / "sheet.csv").write_text(f"question,answer,topic\n{rows}", encoding="utf-8")
    (desk / "classes").mkdir()
    (desk / "classes/9B.csv").write_text(CLASS, encoding="utf-8")
    (desk / "drafts").mkdir()
    steps = '[{"done": "", "choices": {"blueprint": "test"}}]'
    (desk / "drafts/paper.json").write_text(f'{{"name": "paper", "steps": {steps}}}', encoding="utf-8")


def _as_printed_long_ago(folder: Path) -> None:
    """Change a file that was printed there, and its line in the list: so would an earlier version have left it."""
    path = next(folder.glob("*.docx"))
    before = sha256(path.read_bytes()).hexdigest()
    path.write_bytes(b"printed long ago")
    listed = folder / PRINTED
    now = sha256(path.read_bytes()).hexdigest()
    listed.write_text(listed.read_text(encoding="utf-8").replace(before, now), encoding="utf-8")


def type_marks(desk: Path, row: int) -> None:
    """Type the mark 1 into every cell of a paper behind the crossed questions; the papers' rows are 3, 5 and so on."""
    path = desk / "out/run/markbook.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Marks"]
    for column in range(6, sheet.max_column):
        number = str(sheet.cell(2, column).value)
        if number.isdecimal() and int(number) > CROSSED and sheet.cell(row + 1, column).value is not None:
            sheet.cell(row, column).value = 1
    saved = io.BytesIO()
    book.save(saved)
    path.write_bytes(saved.getvalue())


# ---- what there is afterwards --------------------------------------------------------------------


def tree(root: Path) -> Tree:
    """All that is below the root, times and secrets left out, and what is cached under its proper name."""
    return {
        path.relative_to(root).as_posix(): _digest(path) if path.is_file() else ""
        for path in sorted(root.rglob("*"))
        if path != root / HOME / "cache/worksheetgen"
        and not (path.parent.name == "worksheetgen" and CACHED.fullmatch(path.name))
    }


def _digest(path: Path) -> str:
    content = path.read_bytes()
    if path.name == "secret":
        return f"{len(content)} bytes"
    if content.startswith(ENCRYPTED[0]) or ENCRYPTED[1] in content:  # never the same bytes twice
        return f"{len(content)} bytes, protected"
    if path.name == "manifest.json" and b'"protected": true' in content:
        content = DIGEST.sub(b"", content)
    return sha256(WHEN.sub(b"", content) if path.name == "marks.csv" else content).hexdigest()


def is_stray(name: str) -> bool:
    """Whether something is where nothing may be once a command is done."""
    parts = name.split("/")
    return (
        any(part.startswith(".") for part in parts)
        or (parts[0] == TEMPORARY and len(parts) > 1)
        or name.startswith(f"{HOME}/cache/worksheetgen/")
    )


def strays(found: Tree) -> list[str]:
    """What is where nothing may be, by the topmost name of each."""
    names = [name for name in found if is_stray(name)]
    return [name for name in names if not is_stray(name.rpartition("/")[0])]


def in_whole(found: Tree) -> Mapping[str, Tree]:
    """The tree by what must change as a whole; strays and folders that hold such wholes left out."""
    wholes: dict[str, dict[str, str]] = {}
    for name, digest in found.items():
        if is_stray(name):
            continue
        whole = next((one for one in WHOLE if name == one or name.startswith(f"{one}/")), name)
        if digest or whole in WHOLE:
            wholes.setdefault(whole, {})[name] = digest
    return wholes


def recorded_marks(root: Path) -> set[bytes]:
    """The lines of the record of marks, without their time."""
    record = root / DESK / "out/marks/run/marks.csv"
    return set(WHEN.sub(b"", record.read_bytes()).splitlines()) if record.exists() else set()
