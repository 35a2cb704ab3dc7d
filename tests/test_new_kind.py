"""Two kinds of question, added to a copy of the program by CONTRIBUTING's lists, and taken through every command."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from tests.tiny_bank import write_bank, write_class

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
TOY = Path(__file__).parent / "new_kind"
SIGNS = str.maketrans("", "", "‹›“”")

KINDS = "src/worksheetgen/kinds/__init__.py"
README = "question_bank/README.md"
MOST_EDITS, MOST_FILES = 8, 5

BLUEPRINT = """\
type: exam
code: T1
title: A test of new kinds
minutes: 30
sections:
  - {title: Choose, questions: 1, kinds: [choose-two]}
  - {title: Write, questions: 1, kinds: [recount], spag: 4}
"""


@dataclass(frozen=True)
class Edit:
    """Words that go into a file, in front of others that are there; a new file where it goes before nothing."""

    file: str
    words: str
    before: str = ""

    def make(self, root: Path) -> None:
        """Make it in a copy of the program."""
        path = root / self.file
        path.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8") if self.before else ""
        assert text.count(self.before) == 1 or not self.before
        path.write_text(
            text.replace(self.before, self.words + self.before) if text else self.words, encoding="utf-8"
        )


def toy(name: str) -> str:
    """A file of the new kind that is kept beside the tests, where it is formatted, linted and type-checked."""
    return (TOY / name).read_text(encoding="utf-8")


OWN_BODY = (
    Edit("src/worksheetgen/kinds/choose_two/__init__.py", toy("choose_two/__init__.py")),
    Edit("src/worksheetgen/kinds/choose_two/entry.py", toy("choose_two/entry.py")),
    Edit(
        KINDS,
        "from worksheetgen.kinds.choose_two import ChooseTwo\n",
        before="from worksheetgen.kinds.gap_fill import",
    ),
    Edit(KINDS, '    CHOOSE_TWO = "choose-two", Traits(ChooseTwo, 2)\n', before="    TRUE_FALSE = "),
    Edit("templates/board/kinds/choose-two.xml.j2", toy("choose-two.xml.j2")),
    Edit(
        README,
        "# choose-two: 2 marks; options (4 to 7), two of them right; printed order is drawn\n"
        "    options: [{id: kirov, text: Kirov}, …]\n"
        "    keys: [kirov, zinoviev]\n"
        "    explanation: …\n\n",
        before="# true-false: the stem",
    ),
)
SHARED_BODY = (
    Edit(
        KINDS,
        '    RECOUNT = "recount", Traits(Written, 4, extended=True)\n',
        before='    EXPLAIN = "explain", ',
    ),
    Edit("templates/board/kinds/recount.xml.j2", '{% include "kinds/written" %}\n'),
    Edit(README, "recount, ", before="explain, essay and every source-… kind"),
)


def listed(heading: str) -> list[str]:
    """The files that CONTRIBUTING's list under a heading names, in order, with the new kind's names in them."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition(f"\n{heading}")[2]
    return re.findall(
        r"^\d+\. `([^`]+)`", text.partition("\n\nA kind")[0].partition("\n\nWhere")[0], re.MULTILINE
    )


def named(steps: Sequence[str], body: str, kind: str) -> list[str]:
    """The files with a kind's own names for BODY and KIND."""
    return [step.replace("BODY", body).replace("KIND", kind) for step in steps]


def test_the_lists_are_what_a_kind_takes() -> None:
    """A kind takes the edits that CONTRIBUTING lists, in its order: eight at most, in five files at most."""
    own = named(listed("A kind with a body of its own"), "choose_two", "choose-two")
    assert own == [edit.file for edit in OWN_BODY]
    assert len(own) <= MOST_EDITS
    assert len(set(own)) <= MOST_FILES
    shared = named(listed("A kind with a body that is there"), "written", "recount")
    assert shared == [edit.file for edit in SHARED_BODY]
    assert len(shared) < len(own)


# ---- the copy --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Desk:
    """A copy of the program with the two kinds, and a folder with a bank that has a question of each."""

    program: Path
    folder: Path

    def run(self, *words: str, code: int = 0) -> str:
        """What a command of the copy says; it must end with that code."""
        return self.python("-m", "worksheetgen", *words, code=code)

    def python(self, *words: str, code: int = 0) -> str:
        """What Python says with the copy as the program."""
        path = os.pathsep.join((str(self.program / "src"), str(self.program)))
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def text(self, pdf: str) -> str:
        """The text of a PDF on one line."""
        pages = pypdfium2.PdfDocument(self.folder / pdf)
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())

    def letters(self, pdf: str) -> str:
        """The letters under which a paper has the two right options."""
        text = self.text(pdf)
        options = re.findall(
            r"\b([A-E]) ((?:A|Another|The other) (?:right|wrong) answer|A third wrong answer)", text
        )
        assert [letter for letter, _ in options] == list("ABCDE")
        return " ".join(letter for letter, words in options if "right" in words)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The copy with both kinds and a printed run of them, the program's cache in a folder of its own."""
    program, folder = tmp_path_factory.mktemp("program"), tmp_path_factory.mktemp("desk")
    for name in ("src", "templates", "question_bank", "tests"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("golden"))
    shutil.copy(ROOT / "pyproject.toml", program)
    for edit in (*OWN_BODY, *SHARED_BODY):
        edit.make(program)
    write_class(folder, "id,name\n001,Ann\n002,Ben\n003,Cem\n")
    root = write_bank(folder)
    (root / "small/blueprints/test.yaml").write_text(BLUEPRINT, encoding="utf-8")
    made = Desk(program, folder)
    path = root / "small/questions/gulag.yaml"
    for kind in ("choose-two", "recount"):
        assert made.run("bank", "new", kind, "--topic", "gulag", "--bank", "bank").startswith("gulag-0")
        path.write_text(path.read_text(encoding="utf-8").translate(SIGNS), encoding="utf-8")
    made.run("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--output", "run")
    yield made
    shutil.rmtree(program)


def test_the_bank_s_commands_know_them(desk: Desk) -> None:
    """What `bank new` began is found, read out, checked and previewed with its mark scheme."""
    assert "Nothing is wrong" in desk.run("bank", "check", "--bank", "bank")
    assert "gulag-01" in desk.run("bank", "list", "--kind", "choose-two", "--bank", "bank")
    shown = desk.run("bank", "show", "gulag-01", "--bank", "bank")
    assert "  * The other right answer\n    A wrong answer\n" in shown
    assert "require: [gulag-01]" in desk.run("bank", "search", "third wrong", "--bank", "bank")
    desk.python("-m", "tests.schemas")
    desk.run("bank", "schema", "--bank", "bank")
    schema = json.loads((desk.folder / "bank/schemas/questions.json").read_text(encoding="utf-8"))
    assert {"ChooseTwoEntry", "WrittenEntry"} <= schema["$defs"].keys()
    assert {"choose-two", "recount"} <= set(schema["$defs"]["Kindless"]["properties"]["kind"]["enum"])
    desk.run("bank", "preview", "gulag-01", "--bank", "bank", "--output", "preview.pdf")
    page, scheme = desk.text("preview.pdf").rsplit("Mark scheme", 1)
    assert "A third wrong answer" in page
    assert "A right answer. The other right answer. Which paragraphs say so." in scheme


def test_a_bank_with_mistakes_in_them_is_told(desk: Desk) -> None:
    """The new kind's own rules, and the marks of its fields, hold a bank back."""
    shutil.copytree(desk.folder / "bank", desk.folder / "wrong")
    path = desk.folder / "wrong/small/questions/gulag.yaml"
    text = path.read_text(encoding="utf-8").replace("keys: [right-1, right-2]", "keys: [right-1]")
    path.write_text(text.replace("text: Another wrong", "text: A wrong"), encoding="utf-8")
    desk.run("bank", "check", "--bank", "wrong", code=3)


def test_a_run_prints_keys_and_verifies_them(desk: Desk) -> None:
    """Paper, key and mark scheme agree in every student's own order, and `verify` says so."""
    manifest = json.loads((desk.folder / "run/manifest.json").read_text(encoding="utf-8"))
    answers = json.loads(desk.run("key", "run", "--json"))
    letters = {student["id"]: desk.letters(f"run/{student['file']}") for student in manifest["students"]}
    assert {id: given["1"] for id, given in answers.items()} == letters
    assert len(set(letters.values())) > 1
    assert "A right answer. The other right answer." in desk.text("run/mark-scheme.pdf")
    keys = desk.text("run/answer-keys.pdf")
    assert all("".join(found.split()) in keys for found in letters.values())
    assert "agree with their keys" in desk.run("verify", "run", "--bank", "bank")


def test_verification_finds_a_key_that_lies(desk: Desk) -> None:
    """With a body that gives everybody the same letters, the run is printed, and `verify` says that it is wrong."""
    path = desk.program / OWN_BODY[0].file
    honest = path.read_text(encoding="utf-8")
    right = 'return " ".join(sorted('
    assert right in honest
    path.write_text(honest.replace(right, 'return "A B" or " ".join(sorted('), encoding="utf-8")
    desk.run("exam", "test", "--bank", "bank", "--class", "9B.csv", "--seed", "s", "--output", "lying")
    desk.run("verify", "lying", "--bank", "bank", code=7)
    path.write_text(honest, encoding="utf-8")


def test_a_paper_is_printed_again_to_the_byte(desk: Desk) -> None:
    """`reprint` gives the paper of the run."""
    desk.run("reprint", "run", "--student", "002", "--bank", "bank", "--output", "again.pdf")
    assert (desk.folder / "again.pdf").read_bytes() == (desk.folder / "run/papers/002.pdf").read_bytes()


def test_the_suite_looks_at_them(desk: Desk) -> None:
    """What must hold for every kind, such as a template and words in the README, holds for the two."""
    path, root = desk.program / "tests/test_kinds.py", desk.program
    suite = ("-m", "pytest", str(path), "--rootdir", str(root), "-c", os.devnull, "-p", "no:cacheprovider")
    assert "passed" in desk.python(*suite, "-k", "choose-two or recount or ChooseTwo")
