"""`forget` leaves a run of nobody: no name and no mark in any file, every key as it was."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pypdfium2
import pytest

import worksheetgen.run.forgetting as forgetting_module
from tests.commands import Ran, files_of, worksheetgen
from tests.tiny_bank import write_bank, write_class
from worksheetgen.delivery.hidden import aside_path
from worksheetgen.errors import ExitCode

pytestmark = pytest.mark.slow

NAMES = ("Zebedee", "Quillfeather", "Xanthippe", "Oddbody", "Mrs Yellowlees")
CLASS = (
    "id,name,tier,print,extra time,seat,arrangements\n001,Zebedee Quillfeather,support,,25,A1,\n"
    "oddbody-2,Xanthippe Oddbody,core,18,,A2,reader is Mrs Yellowlees\n"
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with marks, feedback, Word copies, and a scan that the teacher put into it; to be copied."""
    desk = tmp_path_factory.mktemp("printed")
    write_bank(desk)
    write_class(desk, CLASS)
    ran = worksheetgen("exam", "test", "--class", "9B.csv", "--word", "--seed", "s", *BANK, *OUT, cwd=desk)
    assert ran.code == 0, ran.err
    book = openpyxl.load_workbook(desk / "out/run/markbook.xlsx")
    sheet = book["Marks"]
    (row,) = (cells for cells in sheet.iter_rows() if "001" in [cell.value for cell in cells])
    row[5].value = 1
    book.save(desk / "out/run/markbook.xlsx")
    (desk / "out/run/scans").mkdir()
    (desk / "out/run/scans/Zebedee.txt").write_text("Quillfeather", encoding="utf-8")
    ran = worksheetgen("feedback", "out/run", *BANK, cwd=desk)
    assert ran.code == 0, ran.err
    return desk


BANK = ("--bank", "bank")
OUT = ("--output", "out/run")


@pytest.fixture
def desk(printed: Path, tmp_path: Path) -> Path:
    """A folder with all that, to be changed."""
    return shutil.copytree(printed, tmp_path / "desk")


def forget(desk: Path, *more: str) -> Ran:
    """Forget the pupils of the run."""
    return worksheetgen("forget", "out/run", *BANK, *more, cwd=desk)


def told(name: str, content: bytes) -> str:
    """All that a file says, also packed: its bytes, its parts, its streams, its words on the page."""
    said = [name, content.decode("utf-8", "replace"), content.decode("utf-16-le", "replace")]
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            said += [packed.read(part).decode("utf-8", "replace") for part in packed.namelist()]
    if name.endswith(".docx"):
        said.append("".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs))
    if name.endswith(".pdf"):
        said += [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for one in pdf.objects:
                said.append(repr(one))
                if isinstance(one, pikepdf.Stream):
                    with_filters = one.read_bytes(pikepdf.StreamDecodeLevel.generalized)
                    said.append(with_filters.decode("latin-1"))
    return "\n".join(said)


def found(folder: Path) -> set[tuple[str, str]]:
    """The names that stand in a file below a folder, hidden ones too."""
    return {
        (file, name)
        for file, content in files_of(folder).items()
        for said in (told(file, content),)
        for name in NAMES
        if name in said
    }


def test_names_are_found_before(desk: Path) -> None:
    """The search sees names in papers, keys, record, markbook, seating plan, slips and scans."""
    files = {file for file, _ in found(desk / "out")}
    for each in ("papers/001.pdf", "answer-keys.pdf", "manifest.json", "markbook.xlsx", "seating.pdf"):
        assert f"run/{each}" in files
    assert {"run/scans/Zebedee.txt", "feedback/run/slips/001.pdf"} <= files
    assert ("run/seating.pdf", "Mrs Yellowlees") in found(desk / "out")


def test_no_name_is_left(desk: Path) -> None:
    """After it no name stands in any file; nothing is beside the run; the day of the run is the same."""
    day = (desk / "out/run/manifest.json").stat().st_mtime_ns
    ran = forget(desk, "--yes")
    assert ran.code == 0, ran.err
    assert "2 names and all marks go" in ran.out
    assert "out/run/scans/Zebedee.txt" in ran.out
    assert "In 1 id a name can still be read, as the class list has them so: oddbody-2" in ran.out
    assert found(desk / "out") == set()
    assert [path.name for path in (desk / "out").iterdir()] == ["run"]
    assert (desk / "out/run/manifest.json").stat().st_mtime_ns == day


def test_a_name_in_what_the_class_is_called_is_told(desk: Path) -> None:
    """A class of one pupil is often called like that pupil: its name and the folder's stay, and this is said."""
    called, run = ("--class-name", "Xanthippe, 1:1"), "out/Xanthippe"
    assert (
        worksheetgen("exam", "test", "--class", "9B.csv", *called, *BANK, "--output", run, cwd=desk).code == 0
    )
    ran = worksheetgen("forget", run, "--yes", *BANK, cwd=desk)
    assert ran.code == 0, ran.err
    assert "A pupil’s name can still be read in" in ran.out
    assert "“Xanthippe, 1:1” and “Xanthippe”. To be rid of it, delete the whole folder." in ran.out
    assert "A pupil’s name can still be read in" not in forget(desk, "--yes").out


def test_what_a_killed_print_put_aside_is_forgotten(desk: Path) -> None:
    """Feedback that waits under a hidden name, where the disk cannot exchange two, has names as well."""
    feedback = desk / "out/feedback/run"
    feedback.rename(aside_path(feedback))
    assert found(desk / "out/feedback")
    assert forget(desk, "--yes").code == 0
    assert [path.name for path in (desk / "out").iterdir()] == ["run"]


def test_papers_keep_ids_and_keys(desk: Path) -> None:
    """Every paper has its id, questions, options and key as before; `verify` passes, a reprint is the same bytes."""
    before = json.loads((desk / "out/run/manifest.json").read_text("utf-8"))
    assert forget(desk, "--yes").code == 0
    after = json.loads((desk / "out/run/manifest.json").read_text("utf-8"))
    for old, new in zip(before["students"], after["students"], strict=True):
        assert new == {**old, "name": "", "arrangements": []}
    assert (before["run"], before["seed"], before["draw"]) == (after["run"], after["seed"], after["draw"])
    assert before["digests"]["class_list"] != after["digests"]["class_list"]
    ran = worksheetgen("verify", "out/run", *BANK, cwd=desk)
    assert ran.code == 0, ran.err
    ran = worksheetgen("reprint", "out/run", "--student", "001", "--output", "one.pdf", *BANK, cwd=desk)
    assert (ran.code, ran.out) == (0, "Printed one.pdf: the paper of 001.\n")
    assert (desk / "one.pdf").read_bytes() == (desk / "out/run/papers/001.pdf").read_bytes()


def test_it_asks_first(desk: Path) -> None:
    """Without somebody who says yes nothing is changed."""
    before = files_of(desk)
    ran = forget(desk)
    assert ran.code == ExitCode.OUTPUT_EXISTS, ran.err
    assert "Add --yes" in ran.err
    assert files_of(desk) == before


@pytest.mark.parametrize("step", ["print_into", "bring_in", "discard"])
def test_a_stop_leaves_the_run_old_or_new(desk: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it is stopped, the run is the whole old one or the whole new one, and the same again ends it."""
    before = files_of(desk / "out/run")

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(forgetting_module, step, stopped)
        assert forget(desk, "--yes").code == 130
    after = files_of(desk / "out/run")
    assert (after == before) == (step != "discard")
    assert after == before or found(desk / "out/run") == set()
    assert forget(desk, "--yes").code == 0
    assert found(desk / "out") == set()


def test_a_class_can_be_printed_into_it_again(desk: Path) -> None:
    """With the class list the run is printed again as it was: whoever has the list has the names."""
    papers = "out/run/papers/001.pdf"
    before = (desk / papers).read_bytes()
    assert forget(desk, "--yes").code == 0
    assert (desk / papers).read_bytes() != before
    again = ("exam", "test", "--class", "9B.csv", "--seed", "s", "--force", "--yes", *BANK, *OUT)
    ran = worksheetgen(*again, cwd=desk)
    assert ran.code == 0, ran.err
    assert (desk / papers).read_bytes() == before
