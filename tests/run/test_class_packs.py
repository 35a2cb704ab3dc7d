"""What is bound together: each paper once, in the order of the class, its booklet behind it, where the record says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from tests.pages import showcase
from tests.tiny_bank import BLUEPRINT, write_bank
from worksheetgen import __version__, load_bank
from worksheetgen.assembly import assemble
from worksheetgen.blueprint import read_blueprint
from worksheetgen.manifest import Digests, RecordedStudent
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import ClassList, Print, Student
from worksheetgen.model.tier import Tier
from worksheetgen.pdf import sides_two_up
from worksheetgen.resources import templates
from worksheetgen.run.class_packs import class_pack_of
from worksheetgen.run.outputs import is_confidential, output_of
from worksheetgen.run.packs import keep_task, load_record, make_pack, pack_place
from worksheetgen.run.request import AS_USUAL, RunRequest, unnamed
from worksheetgen.run.values import Pack, PackRecord, task_of
from worksheetgen.typesetting import theme_digest, theme_folders
from worksheetgen.value import replace

IDS = ("001", "002", "003", "004", "S1")


def people() -> tuple[Student, ...]:
    """Three in standard print, one of them a spare, one in 36 pt and one in 18 pt; one's name no font can write."""
    prints = (Print.STANDARD, Print.LARGE_36, Print.LARGE_18, Print.STANDARD, Print.STANDARD)
    names = ("Ann Lee", "Ben Abe", "Cay Doe", "王小明", "")
    return tuple(
        replace(unnamed(id, Tier.CORE, print), name=name, spare=not name)
        for id, print, name in zip(IDS, prints, names, strict=True)
    )


@dataclass(frozen=True)
class Made:
    """A pack that was made: its record, and the text of every page of its files."""

    files: Path
    record: PackRecord
    pages: Mapping[str, tuple[str, ...]]

    def student(self, id: str) -> RecordedStudent:
        """The record of a student."""
        return next(one for one in self.record.students if one.id == id)

    def paper(self, id: str) -> tuple[str, ...]:
        """The pages of a student's own file."""
        return self.pages[f"papers/{id}.pdf"]


def made(folder: Path, students: tuple[Student, ...], *, two_up: bool) -> Made:
    """The pack of these students, called pack-01."""
    bank = load_bank(write_bank(folder))
    blueprint_file = folder / "test.yaml"
    blueprint_file.write_text(BLUEPRINT, encoding="utf-8")
    (unit,) = bank.units
    folders = theme_folders(None, "board", templates(), showcase.HERE)
    blueprint = read_blueprint(blueprint_file, (unit,))
    digests = Digests("bank", "blueprint", "class", theme_digest(folders))
    order = RunRequest(
        *(unit, blueprint, ClassList("9B", students), AS_USUAL, "RUN000", "s", folders, digests, None, two_up)
    )
    workroom = folder / "workroom"
    (workroom / "packs").mkdir(parents=True)
    keep_task(workroom, task_of(str(folder), order, assemble(blueprint, unit, "s")))
    pack = Pack(workroom, str(folder), __version__, 7, "pack-01", students, {})
    assert make_pack(pack).papers == len(students)
    place = pack_place(workroom, 7)
    files = place / "files"
    pages = {path.relative_to(files).as_posix(): texts(path) for path in sorted(files.rglob("*.pdf"))}
    return Made(files, load_record(place), pages)


def texts(pdf: Path) -> tuple[str, ...]:
    """The words of each page."""
    return tuple(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Every paper at its own size."""
    return made(tmp_path_factory.mktemp("plain"), people(), two_up=False)


@pytest.fixture(scope="module")
def halved(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Those in standard print two pages a side."""
    return made(tmp_path_factory.mktemp("halved"), people(), two_up=True)


def test_papers_of_one_size_are_bound_in_the_order_of_the_class(plain: Made) -> None:
    """Each once, whole, and nothing else but the booklet behind it; each starts where the record says."""
    assert {name for name in plain.pages if "/" not in name} == {
        *("class-pack.pdf", "class-pack-A3.pdf", "mark-scheme.pdf", "answer-keys.pdf")
    }
    assert [one.paper_size for one in plain.record.students] == [
        *(PaperSize.A4, PaperSize.A3, PaperSize.A4, PaperSize.A4, PaperSize.A4)
    ]
    a4, a3 = plain.pages["class-pack.pdf"], plain.pages["class-pack-A3.pdf"]
    starts = dict(zip(IDS, plain.record.starts, strict=True))
    for id in IDS:
        pack = a3 if id == "002" else a4
        paper = plain.paper(id)
        assert len(paper) == plain.student(id).pages
        assert pack[starts[id] - 1 : starts[id] - 1 + len(paper)] == paper
    assert (starts["001"], starts["002"]) == (1, 1)
    assert starts["003"] == 1 + len(plain.paper("001"))
    behind = a4[starts["003"] - 1 + len(plain.paper("003")) : starts["004"] - 1]
    assert plain.student("003").booklet == "source-booklet-18.pdf"
    assert behind
    assert "The trial was planned by Stalin" in " ".join(" ".join(behind).split())
    assert plain.student("001").booklet == ""
    assert starts["S1"] == starts["004"] + len(plain.paper("004"))
    assert len(a4) == starts["S1"] - 1 + len(plain.paper("S1"))


def test_keys_name_everybody_as_teachers_can_read(plain: Made) -> None:
    """By name, by the class list where no font can write it, a spare as one; the record has every name as it is."""
    keys = " ".join(" ".join(plain.pages["answer-keys.pdf"]).split())
    for named in (
        "Paper 001 Ann Lee",
        "Paper 002 Ben Abe",
        "Paper 003 Cay Doe",
        "Paper 004 see class list",
        "Paper S1 spare",
    ):
        assert named in keys
    assert "Ann Lee" in plain.paper("001")[0]
    assert [one.name for one in plain.record.students] == ["Ann Lee", "Ben Abe", "Cay Doe", "王小明", ""]


def test_two_pages_a_side_have_every_page_where_it_belongs(halved: Made) -> None:
    """The papers in standard print alone; others in the packs of their sizes; each starts on the side that is told."""
    pack = halved.pages["class-pack-two-up.pdf"]
    standard = [id for id in IDS if id not in ("002", "003")]
    lengths = [len(halved.paper(id)) for id in standard]
    sides = sides_two_up(PaperSize.A4, lengths)
    assert len(pack) == len(sides)
    starts = dict(zip(IDS, halved.record.starts, strict=True))
    for number, side in enumerate(sides, 1):
        for one, page in filter(None, side):
            assert f"{page + 1} of {lengths[one]}" in pack[number - 1]
            assert f"· {standard[one]}" in pack[number - 1]
            if page == 0:
                assert starts[standard[one]] == number
    a4 = halved.pages["class-pack.pdf"]
    assert (starts["002"], starts["003"]) == (1, 1)
    assert a4[: len(halved.paper("003"))] == halved.paper("003")
    assert halved.pages["class-pack-A3.pdf"][: len(halved.paper("002"))] == halved.paper("002")


def test_a_single_paper_to_be_copied_stands_twice(tmp_path: Path) -> None:
    """Both halves of a side are the same page of it, so that one cut gives two; a pupil's own paper stands once."""
    spare = made(tmp_path / "spare", (unnamed("S1"),), two_up=True)
    length = len(spare.paper("S1"))
    assert len(spare.pages["class-pack-two-up.pdf"]) == len(sides_two_up(PaperSize.A4, [length, length]))
    assert spare.pages["class-pack-two-up.pdf"][0].count(f"1 of {length}") == 2
    assert "class-pack.pdf" not in spare.pages
    pupil = made(tmp_path / "pupil", (replace(unnamed("001"), spare=False, name="Ann Lee"),), two_up=True)
    length = len(pupil.paper("001"))
    assert len(pupil.pages["class-pack-two-up.pdf"]) == len(sides_two_up(PaperSize.A4, [length]))
    assert pupil.pages["class-pack-two-up.pdf"][0].count(f"1 of {length}") == 1


def test_the_pack_of_a_paper_is_named_with_its_folder(plain: Made, halved: Made) -> None:
    """By print and size, beside the papers' folder."""
    assert [class_pack_of(one, two_up=False) for one in plain.record.students] == [
        f"pack-01/class-pack{size}.pdf" for size in ("", "-A3", "", "", "")
    ]
    assert [class_pack_of(one, two_up=True) for one in halved.record.students] == [
        f"pack-01/class-pack{size}.pdf" for size in ("-two-up", "-A3", "", "-two-up", "-two-up")
    ]


def test_the_record_has_every_file_as_it_was_written(plain: Made) -> None:
    """With its path in the run and its digest; papers by their students' ids."""
    assert {one.file: one.sha256 for one in plain.record.files} == {
        f"pack-01/{name}": sha256((plain.files / name).read_bytes()).hexdigest() for name in plain.pages
    }
    assert [one.file for one in plain.record.students] == [f"pack-01/papers/{id}.pdf" for id in IDS]
    titles = {
        name: pypdfium2.PdfDocument(plain.files / name).get_metadata_value("Title")
        for name in ("class-pack.pdf", "class-pack-A3.pdf")
    }
    assert titles == {
        "class-pack.pdf": "A small test: class pack, A4",
        "class-pack-A3.pdf": "A small test: class pack, A3",
    }


def test_two_pages_a_side_have_their_title(halved: Made) -> None:
    """By which a reader of PDFs calls them."""
    document = pypdfium2.PdfDocument(halved.files / "class-pack-two-up.pdf")
    assert document.get_metadata_value("Title") == "A small test: class pack, two pages a side"


def test_every_file_is_an_output_and_only_what_tells_answers_or_names_is_confidential(plain: Made) -> None:
    """In a pack's folder or without."""
    for folder in ("", "pack-01/"):
        outputs = {name: output_of(folder + name) for name in plain.pages}
        assert None not in outputs.values()
        assert [name for name in plain.pages if is_confidential(folder + name)] == [
            *("answer-keys.pdf", "mark-scheme.pdf")
        ]
    own = ("markbook.xlsx", "seating.pdf", "index.csv", "manifest.json", "source-booklet-18.pdf")
    assert [name for name in own if is_confidential(name)] == ["markbook.xlsx", "seating.pdf"]
    assert all(output_of(name) for name in own)
    assert not is_confidential("notes.txt")
