"""`--two-up`: the standard papers two pages a side in a pack of their own, counted, recorded and read back."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.commands import Ran, worksheetgen
from tests.run.test_outputs import sizes
from tests.run.test_verification import rewritten
from tests.tiny_bank import BLUEPRINT, write_bank

pytestmark = pytest.mark.slow

CLASS = "id,name,print\n001,Ann,\n002,Ben,36\n003,Cay,18\n004,Dan,\n005,Eve,dyslexia\n006,Fay,\n"
LANDSCAPE = (842, 595)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A bank, a blueprint, and a class of whom three need no other print."""
    write_bank(tmp_path)
    (tmp_path / "9B.csv").write_text(CLASS, encoding="utf-8")
    (tmp_path / "exam.yaml").write_text(BLUEPRINT, encoding="utf-8")
    (tmp_path / "a5.yaml").write_text(f"paper: A5\n{BLUEPRINT}", encoding="utf-8")
    return tmp_path


def exam(folder: Path, *more: str, blueprint: str = "exam.yaml", verb: str = "exam") -> Ran:
    """Print it two-up, or plan it."""
    asked = (blueprint, "--bank", "bank", "--seed", "s", "--output", "run", "--two-up")
    ran = worksheetgen(verb, *asked, *more, cwd=folder)
    assert ran.code == 0, ran.err
    return ran


def record(folder: Path) -> dict[str, Any]:
    """The run's record."""
    found: dict[str, Any] = json.loads((folder / "run/manifest.json").read_text(encoding="utf-8"))
    return found


def texts(path: Path) -> list[str]:
    """Each page's words."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(path)]


def test_only_standard_prints_are_halved(desk: Path) -> None:
    """Who has another print has it at its size, in the packs of before; each paper's own file is as it is without."""
    exam(desk, "--class", "9B.csv")
    run = desk / "run"
    assert sizes(run / "class-pack-two-up.pdf") == {LANDSCAPE}
    students = record(desk)["students"]
    apart = [one for one in students if one["print"] in ("18", "dyslexia")]
    papers = sum(one["pages"] for one in apart)
    booklets = sum(len(pypdfium2.PdfDocument(run / one["booklet"])) for one in apart)
    assert booklets
    assert len(pypdfium2.PdfDocument(run / "class-pack.pdf")) == papers + booklets
    assert (run / "class-pack-A3.pdf").is_file()
    halved = {path.name: path.read_bytes() for path in (run / "papers").iterdir()}
    plain = worksheetgen(
        *("exam", "exam.yaml", "--bank", "bank", "--seed", "s", "--output", "plain", "--class", "9B.csv"),
        cwd=desk,
    )
    assert plain.code == 0
    assert halved == {path.name: path.read_bytes() for path in (desk / "plain/papers").iterdir()}


def test_sheets_are_those_of_the_packs(desk: Path) -> None:
    """What the screen says, before and after printing, is what the packs' pages take."""
    told = exam(desk, "--class", "9B.csv", verb="plan").out
    ran = exam(desk, "--class", "9B.csv")
    packs = ("class-pack.pdf", "class-pack-two-up.pdf")
    a4, a3 = (
        sum(len(pypdfium2.PdfDocument(desk / "run" / name)) // 2 for name in names)
        for names in (packs, ["class-pack-A3.pdf"])
    )
    said = f"{a4} sheets of A4, {a3} of A3"
    assert f"and the source booklets behind them, take {said}." in ran.out
    assert said in told
    assert "text is 8.1 pt and the smallest" in ran.out
    assert "hard to read" not in ran.out


def test_it_is_verified_side_by_side(desk: Path) -> None:
    """A sound run agrees; a side that has another paper's page is found, though its digest says that it is right."""
    exam(desk, "--class", "9B.csv")
    ran = worksheetgen("verify", "run", "--bank", "bank", cwd=desk)
    assert ran.code == 0, ran.err
    pack = desk / "run/class-pack-two-up.pdf"
    with pikepdf.open(pack, allow_overwriting_input=True) as pdf:
        pdf.pages[0] = pdf.pages[2]
        pdf.save(pack)

    def signed_for(written: dict[str, object]) -> None:
        for file in written["files"]:  # type: ignore[attr-defined]  # plain JSON
            if file["file"] == pack.name:
                file["sha256"] = sha256(pack.read_bytes()).hexdigest()

    rewritten(desk / "run", signed_for)
    ran = worksheetgen("verify", "run", "--bank", "bank", cwd=desk)
    assert ran.code == 7
    assert "class-pack-two-up.pdf: It does not have the paper of 001 as papers/001.pdf has it." in ran.err


def test_one_paper_to_copy_stands_twice(desk: Path) -> None:
    """Without a class the sheet that is copied has the unnamed paper on both halves."""
    exam(desk)
    paper, pack = texts(desk / "run/papers/1.pdf"), texts(desk / "run/class-pack-two-up.pdf")
    assert len(pack) == len(paper)
    assert all(side.count(page) == 2 for page, side in zip(paper, pack, strict=True))
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=desk).code == 0


def test_a5_papers_are_folded_at_their_size(desk: Path) -> None:
    """Each booklet's sheets have its last page beside its first; without --two-up they are a pack of A5."""
    ran = exam(desk, "--class", "9B.csv", blueprint="a5.yaml")
    assert "Four A5 pages are a sheet of A4, folded" in ran.out
    paper, pack = texts(desk / "run/papers/001.pdf"), texts(desk / "run/class-pack-two-up.pdf")
    assert len(paper) % 4 == 0
    assert pack[0] == f"{paper[-1]} {paper[0]}"
    assert pack[1] == f"{paper[1]} {paper[-2]}"
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=desk).code == 0
    asked = (
        "exam",
        "a5.yaml",
        "--bank",
        "bank",
        "--seed",
        "s",
        "--output",
        "run",
        "--class",
        "9B.csv",
        "--force",
    )
    plain = worksheetgen(*asked, cwd=desk)
    assert plain.code == 0, plain.err
    assert sizes(desk / "run/class-pack-A5.pdf") == {(420, 595)}
    assert not (desk / "run/class-pack-two-up.pdf").exists()
    assert sizes(desk / "run/mark-scheme.pdf") == {(595, 842)}
    assert sheets_told(plain.out) == sheets_told(ran.out)
    assert "by your printer’s “Booklet”" in plain.out


def sheets_told(out: str) -> str:
    """The line that says how much paper a run takes."""
    return next(line for line in out.splitlines() if "sheets of" in line)


def test_text_that_becomes_too_small_is_told(desk: Path) -> None:
    """Under 8 pt the screen says what size the theme must have, before anything is printed too."""
    (desk / "theme").mkdir()
    (desk / "theme/theme.yaml").write_text("base: {size: 11}\n", encoding="utf-8")
    told = exam(desk, "--class", "9B.csv", "--theme", "theme", verb="plan").out
    assert "text is 7.8 pt" in told
    assert "write ‘size: 11.4’ or more under ‘base’ in your theme, or leave out --two-up." in " ".join(
        told.split()
    )


def test_a_swap_keeps_it(desk: Path) -> None:
    """What is printed again for another question is printed as it was."""
    exam(desk, "--class", "9B.csv")
    question = record(desk)["draw"]["forms"][0]["sections"][0][0]
    offered = worksheetgen("swap", "run", question, "--bank", "bank", cwd=desk).out
    other = offered.splitlines()[1].split()[-1]
    swapped = worksheetgen("swap", "run", question, "--for", other, "--bank", "bank", cwd=desk)
    assert swapped.code == 0, swapped.err
    assert (desk / "run/class-pack-two-up.pdf").is_file()
    assert record(desk)["two_up"] is True


def test_the_index_says_on_which_side_a_paper_begins(desk: Path) -> None:
    """In a year group each pack has its own, and both piles begin on its first side."""
    pupils = "".join(f"{number:03d},Pupil {number}\n" for number in range(61))
    (desk / "year.csv").write_text("id,name\n" + pupils, encoding="utf-8")
    exam(desk, "--class", "year.csv", "--jobs", "1")
    rows = (desk / "run/index.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    for row in rows[::7]:
        id, _, pack, page, pages, _ = row.split(",")
        assert pack.endswith("class-pack-two-up.pdf")
        first = texts(desk / "run" / pack)[int(page) - 1]
        assert f"Paper {id}" in first
        assert f"1 of {pages}" in first
