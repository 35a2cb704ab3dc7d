"""`--password-file`: what is confidential opens with the password alone, and every command works with it as without."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.markbook.books import typed
from tests.markbook.recalculated import cells_of
from tests.test_tell_nothing import TEACHERS
from tests.tiny_bank import write_bank, write_class
from worksheetgen import load_bank, load_blueprint, plan_run, print_run
from worksheetgen.class_list import load_class
from worksheetgen.docx_file import opened_document
from worksheetgen.errors import ExitCode
from worksheetgen.markbook.layout import BY_QUESTION
from worksheetgen.protection import Password, protected, unlocked
from worksheetgen.run.outputs import OUTPUTS

pytestmark = pytest.mark.slow

WORDS = "gulag kirov yezhov"
PASSWORD = Password(WORDS, "words.txt")
GIVEN, WRONG = ("--password-file", "words.txt"), ("--password-file", "other.txt")
BANK = ("--bank", "bank")
NAMES = ("Adeyemi", "Żółć", "Παπαδοπούλου")
CONFIDENTIAL = ("answer-keys.pdf", "mark-scheme.pdf", "markbook.xlsx", "seating.pdf")


def exam(desk: Path, *more: str) -> Ran:
    """Print the small test for the small class."""
    printing = ("exam", "test", "--class", "9B.csv", "--seed", "s", "--output", "out/run")
    return worksheetgen(*printing, *BANK, *more, cwd=desk)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a protected run and its copies in Word, to be copied."""
    desk = tmp_path_factory.mktemp("printed")
    write_bank(desk)
    write_class(desk)
    (desk / "words.txt").write_text(f"{WORDS}\n", encoding="utf-8")
    (desk / "other.txt").write_text("another one entirely\n", encoding="utf-8")
    ran = exam(desk, "--word", *GIVEN)
    assert ran.code == 0, ran.err
    assert f"With the password alone open: {', '.join(CONFIDENTIAL)}. Papers and manifest.json" in ran.out
    assert "worksheetgen verify out/run --bank bank --password-file words.txt" in ran.out
    return desk


@pytest.fixture
def desk(printed: Path, tmp_path: Path) -> Path:
    """The same desk, to be changed."""
    return Path(shutil.copytree(printed, tmp_path / "desk"))


def words(content: bytes, password: str = "") -> str:
    """The words of a PDF."""
    pages = pypdfium2.PdfDocument(content, password)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def type_a_mark(desk: Path) -> None:
    """Open the markbook, with its password if it has one; type a mark for the essay of 001, save it as it was."""
    book = desk / "out/run/markbook.xlsx"
    before = book.read_bytes()
    content = unlocked(before, "", PASSWORD)
    cell, _ = cells_of(content)["001", "essay-01"]
    marked = typed(content, {cell: 7})
    book.write_bytes(marked if content == before else protected(marked, PASSWORD))


def kept(desk: Path) -> list[tuple[str, str, str]]:
    """The rows of the record of marks."""
    with (desk / "out/marks/run/marks.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["paper"], row["question"], row["mark"]) for row in csv.DictReader(file)]


def drawn(desk: Path) -> str:
    """A question that is on every paper."""
    return str(
        json.loads((desk / "out/run/manifest.json").read_text("utf-8"))["students"][0]["questions"][0]["id"]
    )


def unused(desk: Path) -> str:
    """A question of the same kind that is on none."""
    record = (desk / "out/run/manifest.json").read_text("utf-8")
    return next(id for id in (f"kirov-{number:02}" for number in range(2, 14)) if f'"{id}"' not in record)


# ---- what is protected ---------------------------------------------------------------------------


def test_what_is_confidential_opens_with_the_password_alone(printed: Path) -> None:
    """Keys, scheme, seating plan, markbook and the scheme in Word: with the password they say what they are."""
    run = printed / "out/run"
    for name in ("answer-keys.pdf", "mark-scheme.pdf", "seating.pdf"):
        content = (run / name).read_bytes()
        with pytest.raises(pypdfium2.PdfiumError):
            words(content)
        assert len(words(content, WORDS)) > 100
    assert "Adeyemi" in words((run / "answer-keys.pdf").read_bytes(), WORDS)
    scheme = (printed / "out/word/run/mark-scheme.docx").read_bytes()
    assert not scheme.startswith(b"PK")
    assert opened_document(unlocked(scheme, "", PASSWORD)).paragraphs
    assert unlocked((run / "markbook.xlsx").read_bytes(), "", PASSWORD).startswith(b"PK")


def test_what_pupils_get_is_open_and_as_without_a_password(printed: Path, tmp_path: Path) -> None:
    """Papers and class packs have the bytes that they have without one; copies in Word open."""
    desk = Path(shutil.copytree(printed, tmp_path / "open", ignore=shutil.ignore_patterns("out")))
    ran = exam(desk)
    assert ran.code == 0, ran.err
    plain, hidden = files_of(desk / "out/run"), files_of(printed / "out/run")
    differ = {name for name, content in plain.items() if hidden[name] != content}
    assert differ == {*CONFIDENTIAL, "manifest.json"}
    assert plain.keys() == hidden.keys()
    papers = [path for path in (printed / "out/word/run").rglob("*.docx") if path.stem != "mark-scheme"]
    assert papers
    assert all(opened_document(path.read_bytes()) for path in papers)


def test_no_open_file_has_a_key_or_all_names(printed: Path) -> None:
    """Of the files that a password leaves open only the packs, the index and the record name pupils or have keys."""
    open_to_all = {one.file for one in OUTPUTS if not one.confidential}
    assert open_to_all == {
        "papers/ID.pdf",
        *(f"class-pack{size}.pdf" for size in ("", "-A3", "-A5", "-Letter", "-Tabloid", "-two-up")),
        "source-booklet.pdf",
        "index.csv",
        "manifest.json",
    }
    said = words((printed / "out/run/class-pack.pdf").read_bytes())
    assert not [word for word in TEACHERS if word in said]


def test_the_password_is_written_nowhere(desk: Path) -> None:
    """While a run is printed and afterwards no file has it, not even the hidden ones that workers read."""
    bank = load_bank(desk / "bank")
    class_list = load_class(desk / "9B.csv")
    plan = plan_run(load_blueprint("test", bank), bank, class_list, desk / "hidden/run", seed="s")
    steps: set[str] = set()

    def look(step: str, *_: int) -> None:
        steps.add(step)
        for path in desk.rglob("*"):
            if path.is_file() and path.name != "words.txt":
                assert WORDS.encode() not in path.read_bytes()

    print_run(plan, password=PASSWORD, progress=look)
    look("afterwards")
    assert {"Printing papers", "Protecting"} <= steps


def test_every_pack_of_a_large_class_is_protected(desk: Path) -> None:
    """Each pack has keys of its own; all of them verify, and only with the password."""
    pupils = "".join(f"{number:03},Pupil {number},core\n" for number in range(70))
    (desk / "9B.csv").write_text(f"id,name,tier\n{pupils}", encoding="utf-8")
    ran = worksheetgen(
        *("exam", "test", "--class", "9B.csv", "--seed", "s", "--output", "out/large", *BANK, *GIVEN),
        cwd=desk,
    )
    assert ran.code == 0, ran.err
    for pack in ("pack-01", "pack-02"):
        assert "Pupil" in words((desk / f"out/large/{pack}/answer-keys.pdf").read_bytes(), WORDS)
    assert worksheetgen("verify", "out/large", *BANK, *GIVEN, cwd=desk).code == 0
    assert worksheetgen("verify", "out/large", *BANK, cwd=desk).code == ExitCode.INVALID_INPUT


# ---- every command -------------------------------------------------------------------------------

NEEDING = (
    ("exam", "test", "--class", "9B.csv", "--seed", "s", "--output", "out/run", "--force"),
    ("swap", "out/run", "DRAWN", "--for", "UNUSED"),
    ("feedback", "out/run"),
    ("word", "out/run"),
    ("verify", "out/run"),
    ("forget", "out/run", "--yes"),
)


@pytest.mark.parametrize("command", NEEDING, ids=lambda command: command[0])
def test_a_protected_run_needs_its_password(desk: Path, command: tuple[str, ...]) -> None:
    """Without it, or with another one, nothing is made or changed, and the message says what to add."""
    command = tuple({"DRAWN": drawn(desk), "UNUSED": unused(desk)}.get(word, word) for word in command)
    before = files_of(desk)
    ran = worksheetgen(*command, *BANK, cwd=desk)
    assert ran.code == ExitCode.INVALID_INPUT
    assert ran.err == "out/run: It is protected by a password (--password-file). Add --password-file FILE.\n"
    ran = worksheetgen(*command, *BANK, *WRONG, cwd=desk)
    assert ran.code == ExitCode.INVALID_INPUT
    assert ran.err.startswith(
        "out/run/markbook.xlsx: It is protected by another password than that of --password-file other.txt."
    )
    assert files_of(desk) == before


def test_verify_reads_a_protected_run(desk: Path) -> None:
    """It passes as it is printed, and names what was changed: whether it still opens or not."""
    ran = worksheetgen("verify", "out/run", *BANK, *GIVEN, cwd=desk)
    assert (ran.code, ran.err) == (0, "")
    assert "every file is as it was printed" in ran.out
    content = unlocked((desk / "out/run/markbook.xlsx").read_bytes(), "", PASSWORD)
    sheet = openpyxl.load_workbook(io.BytesIO(content))[BY_QUESTION]
    (cell,) = (one for row in sheet.iter_rows() for one in row if one.value == "Zoë O’Brien-Adeyemi")
    other = typed(content, {f"{BY_QUESTION}!{cell.coordinate}": "Somebody else"})
    (desk / "out/run/markbook.xlsx").write_bytes(protected(other, PASSWORD))
    scheme = desk / "out/run/mark-scheme.pdf"
    scheme.write_bytes(protected(words_as_pdf(), PASSWORD))
    ran = worksheetgen("verify", "out/run", *BANK, *GIVEN, cwd=desk)
    assert ran.code == ExitCode.DISAGREES
    assert "out/run/mark-scheme.pdf: This file was changed after it was printed." in ran.err
    assert "out/run/markbook.xlsx: It is not the markbook of these papers." in ran.err


def words_as_pdf() -> bytes:
    """Some other PDF."""
    document, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(file)
    return file.getvalue()


def test_marks_are_taken_from_a_protected_markbook(desk: Path) -> None:
    """With the password by every command that names the run; without, that is told, and nothing is lost."""
    type_a_mark(desk)
    ran = worksheetgen("key", "out/run", cwd=desk)
    assert ran.code == 0
    assert ran.err == (
        "out/run/markbook.xlsx: It is protected by a password (--password-file). Add --password-file FILE.\n"
    )
    assert not (desk / "out/marks").exists()
    ran = worksheetgen("key", "out/run", *GIVEN, cwd=desk)
    assert "1 mark taken from out/run/markbook.xlsx" in ran.err
    assert kept(desk) == [("001", "essay-01", "7")]
    assert worksheetgen("verify", "out/run", *BANK, *GIVEN, cwd=desk).code == 0


def test_feedback_of_a_protected_run_is_protected(desk: Path) -> None:
    """Slips and report have marks by name: they open with the password alone, also when they are made anew."""
    type_a_mark(desk)
    for _ in range(2):
        ran = worksheetgen("feedback", "out/run", *BANK, *GIVEN, cwd=desk)
        assert ran.code == 0, ran.err
    made = list((desk / "out/feedback/run").rglob("*.pdf"))
    assert len(made) == 3
    for path in made:
        with pytest.raises(pypdfium2.PdfiumError):
            words(path.read_bytes())
        assert "Adeyemi" in words(path.read_bytes(), WORDS)


def test_a_run_that_is_printed_again_stays_protected(desk: Path) -> None:
    """With its marks in the markbook, papers as they were, and every file of the record as it is."""
    type_a_mark(desk)
    before = files_of(desk / "out/run")
    ran = exam(desk, "--force", *GIVEN)
    assert ran.code == 0, ran.err
    assert "Every paper is what it was: there is nothing to print again." in ran.out
    after = files_of(desk / "out/run")
    assert {name for name in before if before[name] != after[name]} == {*CONFIDENTIAL, "manifest.json"}
    again = unlocked(after["markbook.xlsx"], "", PASSWORD)
    assert kept(desk) == [("001", "essay-01", "7")]
    assert again.startswith(b"PK")
    assert worksheetgen("verify", "out/run", *BANK, *GIVEN, cwd=desk).code == 0


def test_a_question_is_swapped_in_a_protected_run(desk: Path) -> None:
    """What could take its place is told with a command that has the password’s file; the swap keeps protection."""
    ran = worksheetgen("swap", "out/run", drawn(desk), *BANK, *GIVEN, cwd=desk)
    assert ran.out.rstrip().endswith("--bank bank --password-file words.txt")
    ran = worksheetgen("swap", "out/run", drawn(desk), "--for", unused(desk), *BANK, *GIVEN, cwd=desk)
    assert ran.code == 0, ran.err
    assert worksheetgen("verify", "out/run", *BANK, *GIVEN, cwd=desk).code == 0
    with pytest.raises(pypdfium2.PdfiumError):
        words((desk / "out/run/answer-keys.pdf").read_bytes())


def test_a_forgotten_run_stays_protected(desk: Path) -> None:
    """Names go from files that nobody opens without the password, and they are verified with it."""
    ran = worksheetgen("forget", "out/run", "--yes", *BANK, *GIVEN, cwd=desk)
    assert ran.code == 0, ran.err
    keys = words((desk / "out/run/answer-keys.pdf").read_bytes(), WORDS)
    assert not [name for name in NAMES if name in keys]
    assert not (desk / "out/word").exists()
    assert worksheetgen("verify", "out/run", *BANK, *GIVEN, cwd=desk).code == 0


def test_a_scheme_of_a_protected_run_that_was_put_right_is_told(desk: Path) -> None:
    """It is other than before inside; what is only encrypted anew is not named."""
    choices = desk / "bank/small/questions/choices.yaml"
    choices.write_text(choices.read_text(encoding="utf-8").replace("EXPLANATION", "REASON"), encoding="utf-8")
    ran = exam(desk, "--force", *GIVEN)
    assert ran.code == 0, ran.err
    assert "Every paper is what it was: print only mark-scheme.pdf anew," in ran.out


def test_a_password_that_is_lost_loses_no_run(desk: Path) -> None:
    """Where the markbook is moved away, the run can be printed again under another password, with all marks."""
    type_a_mark(desk)
    worksheetgen("key", "out/run", *GIVEN, cwd=desk)
    (desk / "out/run/markbook.xlsx").rename(desk / "old.xlsx")
    ran = worksheetgen("verify", "out/run", *BANK, *WRONG, cwd=desk)
    assert ran.code == ExitCode.INVALID_INPUT
    assert (
        "out/run/answer-keys.pdf: It is protected by another password than that of --password-file other"
        in ran.err
    )
    ran = exam(desk, "--force", *WRONG)
    assert ran.code == 0, ran.err
    other = Password("another one entirely", "")
    content = unlocked((desk / "out/run/markbook.xlsx").read_bytes(), "", other)
    assert content.startswith(b"PK")
    assert worksheetgen("verify", "out/run", *BANK, *WRONG, cwd=desk).code == 0
    assert kept(desk) == [("001", "essay-01", "7")]


def test_a_run_can_be_protected_later(desk: Path) -> None:
    """A run that was printed without a password has one from the next print on."""
    shutil.rmtree(desk / "out")
    assert exam(desk).code == 0
    assert exam(desk, "--force", *GIVEN).code == 0
    with pytest.raises(pypdfium2.PdfiumError):
        words((desk / "out/run/mark-scheme.pdf").read_bytes())


def test_what_lies_open_beside_a_run_that_is_protected_later_is_told(desk: Path) -> None:
    """Feedback and the scheme in Word were made without the password; once they are made again nothing is said."""
    shutil.rmtree(desk / "out")
    assert exam(desk, "--word").code == 0
    type_a_mark(desk)
    assert worksheetgen("feedback", "out/run", *BANK, cwd=desk).code == 0
    for command in ("feedback", "word"):
        said = f"out/{command}/run was made without the password and is open: give ‘{command}’ again with it"
        assert said in exam(desk, "--force", *GIVEN).out
        assert worksheetgen(command, "out/run", *BANK, *GIVEN, cwd=desk).code == 0
    assert "without the password" not in exam(desk, "--force", *GIVEN).out


def test_a_damaged_protected_markbook_stops_printing(desk: Path) -> None:
    """Half saved or cut, it is told, and what may stand in it is not replaced."""
    book = desk / "out/run/markbook.xlsx"
    book.write_bytes(book.read_bytes()[:-5000])
    before = files_of(desk / "out")
    ran = exam(desk, "--force", *GIVEN)
    assert ran.code == ExitCode.OUTPUT_EXISTS
    assert "out/run/markbook.xlsx: The markbook cannot be read" in ran.err
    assert files_of(desk / "out") == before


def test_a_short_password_prints_nothing(desk: Path) -> None:
    """It is told before anything is read or written."""
    (desk / "words.txt").write_text("short", encoding="utf-8")
    before = files_of(desk)
    ran = exam(desk, "--force", *GIVEN)
    assert ran.code == ExitCode.INVALID_INPUT
    assert ran.err.startswith("words.txt:1:1: The password has 5 characters")
    assert files_of(desk) == before


def test_the_password_may_come_from_another_program(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads the first line of what is piped in, as a password manager gives it."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WORDS}\n"))
    ran = worksheetgen("verify", "out/run", *BANK, "--password-file", "-", cwd=desk)
    assert (ran.code, ran.err) == (0, "")
