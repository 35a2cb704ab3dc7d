"""The table of outputs: whatever a run writes is in it, and whoever tells of a run's files reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.tiny_bank import BLUEPRINT, write_bank, write_class
from worksheetgen.run.outputs import output_of

pytestmark = pytest.mark.slow


def exam(folder: Path, *more: str | Path) -> Ran:
    """Print the blueprint with a booklet for the small class, of whom one has large print."""
    return worksheetgen(
        *("exam", "booklet.yaml", "--bank", "bank", "--seed", "s", "--output", "run", *more), cwd=folder
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A bank, a class, and a blueprint that asks for a source booklet."""
    write_bank(tmp_path)
    write_class(tmp_path)
    (tmp_path / "booklet.yaml").write_text("booklet: true\n" + BLUEPRINT, encoding="utf-8")
    return tmp_path


def test_the_screen_names_every_file_of_a_run(desk: Path) -> None:
    """All that lies in the folder is told with its path, the booklet in each print as well."""
    ran = exam(desk, "--class", "9B.csv")
    assert ran.code == 0, ran.err
    told = {line.split()[0] for line in ran.out.splitlines() if line.startswith("  run/")}
    files = files_of(desk / "run")
    assert "source-booklet-18.pdf" in files
    assert told == {f"run/{name}" for name in files if "papers/" not in name} | {"run/papers/ID.pdf"}
    assert all(output_of(name) for name in files)


def test_every_pack_has_a_mark_scheme_that_leads_to_its_papers(desk: Path) -> None:
    """Above sixty papers without seats each marker still finds where each question stands on whose paper."""
    pupils = "".join(f"{number:03d},Pupil {number}\n" for number in range(70))
    (desk / "year.csv").write_text("id,name\n" + pupils, encoding="utf-8")
    ran = exam(desk, "--class", "year.csv", "--jobs", "1")
    assert ran.code == 0, ran.err
    files = files_of(desk / "run")
    assert all(output_of(name) for name in files)
    assert "mark-scheme.pdf" not in files
    told = {line.split()[0] for line in ran.out.splitlines() if line.startswith("  run/")}
    assert {"run/pack-01…02/mark-scheme.pdf", "run/pack-01…02/class-pack.pdf", "run/index.csv"} <= told
    for pack, own, others in (("pack-01", "003", "069"), ("pack-02", "069", "003")):
        document = pypdfium2.PdfDocument(desk / "run" / pack / "mark-scheme.pdf")
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
        _, _, table = words.partition("Where each question stands")
        assert own in table.split()
        assert others not in table.split()


A4, A3 = (595, 842), (842, 1191)
LARGE = "id,name,print\n001,Ann,\n002,Ben,36\n003,Cay,24\n004,Dan,36\n"


def sizes(pdf: Path) -> set[tuple[int, int]]:
    """The sizes of a PDF's pages, in whole points."""
    return {(round(page.get_width()), round(page.get_height())) for page in pypdfium2.PdfDocument(pdf)}


def length(pdf: Path) -> int:
    """How many pages it has."""
    return len(pypdfium2.PdfDocument(pdf))


def words(pdf: Path) -> list[str]:
    """The words of each of its pages."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_larger_prints_have_a_booklet_unless_the_blueprint_says_else(desk: Path) -> None:
    """Behind a paper in large or dyslexia print stands its booklet, of which a copy lies beside; others have none."""
    (desk / "9B.csv").write_text("id,name,print\n001,Ann,\n002,Ben,24\n003,Cay,dyslexia\n", encoding="utf-8")
    (desk / "booklet.yaml").write_text(BLUEPRINT, encoding="utf-8")
    told = " ".join(exam(desk, "--class", "9B.csv").out.split())
    run = desk / "run"
    students = json.loads((run / "manifest.json").read_text(encoding="utf-8"))["students"]
    theirs = ["source-booklet-24.pdf", "source-booklet-dyslexia.pdf"]
    assert [one["booklet"] for one in students[:3]] == ["", *theirs]
    assert sorted(name for name in files_of(run) if "booklet" in name) == theirs
    pack, paper, booklet = (
        words(run / name) for name in ("class-pack.pdf", "papers/002.pdf", "source-booklet-24.pdf")
    )
    start = pack.index(paper[0])
    assert pack[start : start + len(paper) + len(booklet)] == [*paper, *booklet]
    assert "the source booklet" in " ".join(paper[0].split())
    assert "A source booklet is bound behind the paper that it belongs to" in told
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=desk).code == 0
    again = worksheetgen("reprint", "run", "--student", "002", "--bank", "bank", cwd=desk)
    assert "print run/source-booklet-24.pdf with it" in " ".join(again.out.split())
    assert (desk / "002.pdf").read_bytes() == (run / "papers/002.pdf").read_bytes()


def test_who_has_a_source_in_easier_words_has_a_booklet_of_their_own(desk: Path) -> None:
    """Behind the paper of a pupil with support stands the booklet with easier words; `verify` agrees."""
    source = next((desk / "bank").rglob("extract.yaml"))
    written = source.read_text(encoding="utf-8").replace(
        "  note:", "  easier: {paragraphs: [Stalin planned the trial.]}\n  note:"
    )
    source.write_text(written, encoding="utf-8")
    (desk / "9B.csv").write_text(
        "id,name,tier,print\n001,Ann,core,18\n002,Ben,support,18\n", encoding="utf-8"
    )
    assert exam(desk, "--class", "9B.csv").code == 0
    easier, plain = (words(desk / f"run/source-booklet-18{one}.pdf") for one in ("-easier", ""))
    assert "Stalin planned the trial." in easier[0]
    assert ["deprived of sleep" in one[0] for one in (plain, easier)] == [True, False]
    pack = words(desk / "run/class-pack.pdf")
    starts = [pack.index(words(desk / f"run/papers/{id}.pdf")[0]) for id in ("001", "002")]
    assert starts[0] < pack.index(plain[0]) < starts[1] < pack.index(easier[0])
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=desk).code == 0


def test_papers_on_a3_are_bound_apart(desk: Path) -> None:
    """A printer is loaded with one size at a time: no pack has two, and both together have every paper."""
    (desk / "9B.csv").write_text(LARGE, encoding="utf-8")
    ran = exam(desk, "--class", "9B.csv")
    assert ran.code == 0, ran.err
    run = desk / "run"
    assert (sizes(run / "class-pack.pdf"), sizes(run / "class-pack-A3.pdf")) == ({A4}, {A3})
    students = json.loads((run / "manifest.json").read_text(encoding="utf-8"))["students"]
    pages = {
        size: sum(
            one["pages"] + length(run / one["booklet"]) for one in students if one["paper_size"] == size
        )
        for size in ("A4", "A3")
    }
    assert len(pypdfium2.PdfDocument(run / "class-pack.pdf")) == pages["A4"]
    assert len(pypdfium2.PdfDocument(run / "class-pack-A3.pdf")) == pages["A3"]
    assert [one["id"] for one in students if one["paper_size"] == "A3"] == ["002", "004"]
    assert any("run/class-pack-A3.pdf" in line and "A3" in line for line in ran.out.splitlines())
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=desk).code == 0


def test_sheets_are_told_with_a_booklet_for_each_paper(desk: Path) -> None:
    """All that must be printed is counted by size: each paper and the booklet that goes with it, two pages a sheet."""
    (desk / "9B.csv").write_text(LARGE, encoding="utf-8")
    told = exam(desk, "--class", "9B.csv").out
    run = desk / "run"
    students = json.loads((run / "manifest.json").read_text(encoding="utf-8"))["students"]
    taken = {"A4": 0, "A3": 0}
    for one in students:
        for pages in (one["pages"], length(run / one["booklet"])):
            taken[one["paper_size"]] += (pages + 1) // 2
    said = f"the papers, and the source booklets behind them, take {taken['A4']} sheets of A4, {taken['A3']} of A3."
    assert f"Printed double-sided, {said}" in " ".join(told.split())


def test_a_class_on_a4_has_no_pack_of_a3(desk: Path) -> None:
    """A pack that would be empty is not written and not named, of whichever size the others are."""
    ran = exam(desk, "--class", "9B.csv")
    assert "A3" not in ran.out
    assert not (desk / "run/class-pack-A3.pdf").exists()
    (desk / "theme").mkdir()
    (desk / "theme/theme.yaml").write_text("base: {paper: A3}\n", encoding="utf-8")
    ran = exam(desk, "--class", "9B.csv", "--theme", "theme", "--force")
    assert ran.code == 0, ran.err
    assert not (desk / "run/class-pack.pdf").exists()
    assert sizes(desk / "run/class-pack-A3.pdf") == {A3}
    assert worksheetgen("verify", "run", "--bank", "bank", cwd=desk).code == 0


@pytest.mark.parametrize("name", ["papers/notes.txt", "pack-01/markbook.xlsx", "marks.csv", "pack-x"])
def test_what_no_run_writes_is_no_output(name: str) -> None:
    """A file that a person added is told from those of a run."""
    assert output_of(name) is None


def test_homework_has_no_seating_plan(desk: Path) -> None:
    """An exam of a class with seats has one, a worksheet for the same class has none."""
    (desk / "9B.csv").write_text("id,name,seat\n001,Ann Lee,A1\n002,Bo Ray,A2\n", encoding="utf-8")
    (desk / "homework.yaml").write_text(BLUEPRINT.replace("exam", "worksheet"), encoding="utf-8")
    for command, blueprint, planned in (("exam", "booklet", True), ("worksheet", "homework", False)):
        run = (command, f"{blueprint}.yaml", "--bank", "bank", "--class", "9B.csv", "--output", command)
        ran = worksheetgen(*run, cwd=desk)
        assert ran.code == 0, ran.err
        assert (desk / command / "seating.pdf").exists() == planned
        assert ("seating.pdf" in ran.out) == planned
