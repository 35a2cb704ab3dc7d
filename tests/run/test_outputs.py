"""The table of outputs: whatever a run writes is in it, and whoever tells of a run's files reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.commands import Ran, files_of, worksheetgen
from tests.tiny_bank import BLUEPRINT, write_bank, write_class
from worksheetgen.run.outputs import OUTPUTS, output_of

README = Path(__file__).parents[2] / "README.md"


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


def test_the_readme_has_the_table() -> None:
    """README names every output and for whom it is, in the table's words and order."""
    told = re.findall(r"^\| `([^`]+)` \| (.+) \|$", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    wanted = [(output.file, output.audience) for output in OUTPUTS]
    assert [row for row in told if row[0] in dict(wanted)] == wanted


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


@pytest.mark.parametrize("name", ["papers/notes.txt", "pack-01/markbook.xlsx", "marks.csv", "pack-x"])
def test_what_no_run_writes_is_no_output(name: str) -> None:
    """A file that a person added is told from those of a run."""
    assert output_of(name) is None
