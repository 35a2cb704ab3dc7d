"""The school at the head of a paper: from its blueprint or a school.yaml, told in words, small, once in a pack."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow

from tests.commands import worksheetgen
from tests.pages.test_demo import failures
from tests.test_blueprint import HEAD, SECTIONS, UNIT, load, wrong
from tests.tiny_bank import BLUEPRINT, write_bank, write_class
from worksheetgen.blueprint import from_data, read_blueprint, to_data
from worksheetgen.errors import InvalidInput
from worksheetgen.pictures import CREST_DOTS, read_crest

NAMED = "school: {name: Hillside, crest: crest.png, alt: An oak}\n"


def crest(folder: Path, name: str = "crest.png", size: tuple[int, int] = (40, 60), form: str = "PNG") -> Path:
    """A crest: a pale yellow field with a darker band."""
    picture = Pillow.new("RGB", size, (250, 240, 150))
    picture.paste((180, 170, 90), (0, 0, size[0], size[1] // 3))
    packed = BytesIO()
    picture.save(packed, form)
    (folder / name).write_bytes(packed.getvalue())
    return folder / name


def in_bank(folder: Path, school: str) -> Path:
    """A unit's blueprint in a bank, which has a school.yaml with these words."""
    path = folder / "bank/terror/blueprints/test.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + school + SECTIONS, encoding="utf-8")
    return path


@pytest.mark.parametrize("written", ["school: Hillside\n", "school: {name: Hillside}\n"])
def test_a_name_alone_is_a_school(tmp_path: Path, written: str) -> None:
    """The name stands after the colon, as it always did, or under `name`."""
    found = load(tmp_path, HEAD + written + SECTIONS)
    assert (found.school, found.crest) == ("Hillside", None)


def test_a_crest_is_told_in_words(tmp_path: Path) -> None:
    """The picture beside the blueprint reaches the paper with what it shows, in greys from black to white."""
    crest(tmp_path)
    found = load(tmp_path, HEAD + NAMED + SECTIONS)
    assert found.crest is not None
    assert (found.school, found.crest.alt) == ("Hillside", "An oak")
    assert (found.crest.width, found.crest.height, found.crest.colours) == (40, 60, "DeviceGray")
    assert from_data(to_data(found)).crest == found.crest


@pytest.mark.parametrize("name", ["logo/crest.png", "..\\\\crest.png", "crest.bmp", "crest"])
def test_a_crest_lies_beside_its_file(tmp_path: Path, name: str) -> None:
    """A path, and what is neither PNG nor JPEG, is told as such."""
    said = wrong(tmp_path, HEAD + NAMED.replace("crest.png", name) + SECTIONS)
    assert [one.split(": ", 1)[1] for one in said] == [
        f"‘{name}’ is no name of a PNG or JPEG that lies beside this file. Put the picture into this folder, and write "
        "its name alone: crest.png."
    ]


@pytest.mark.parametrize("place", ["bank/terror/blueprints", "bank/terror", "bank"])
def test_a_school_file_serves_every_blueprint_below_it(tmp_path: Path, place: str) -> None:
    """Beside the blueprint, beside the unit, in the bank: one file names the school of all papers."""
    path = in_bank(tmp_path, "")
    crest(tmp_path / place)
    (tmp_path / place / "school.yaml").write_text(
        "name: Hillside\ncrest: crest.png\nalt: An oak\n", encoding="utf-8"
    )
    found = read_blueprint(path, [UNIT])
    assert found.crest is not None
    assert (found.school, found.crest.alt) == ("Hillside", "An oak")


@pytest.mark.parametrize("place", ["bank/terror", "bank"])
def test_the_bank_names_the_school_of_blueprints_that_lie_elsewhere(tmp_path: Path, place: str) -> None:
    """A blueprint of one's own is printed from a bank with the school of that bank; one beside it is nearer."""
    (tmp_path / "bank/terror").mkdir(parents=True)
    (tmp_path / place / "school.yaml").write_text("name: Hillside\n", encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + SECTIONS, encoding="utf-8")
    assert read_blueprint(path, [UNIT], [tmp_path / "bank"]).school == "Hillside"
    (tmp_path / "school.yaml").write_text("name: Riverside\n", encoding="utf-8")
    assert read_blueprint(path, [UNIT], [tmp_path / "bank"]).school == "Riverside"


def test_the_blueprint_wins(tmp_path: Path) -> None:
    """What it says of the school stands, and what it leaves out is the file's."""
    path = in_bank(tmp_path, "school: Riverside\n")
    crest(path.parent)
    (path.parent / "school.yaml").write_text(
        "name: Hillside\ncrest: crest.png\nalt: An oak\n", encoding="utf-8"
    )
    found = read_blueprint(path, [UNIT])
    assert (found.school, bool(found.crest)) == ("Riverside", True)


def test_a_file_of_comments_says_nothing(tmp_path: Path) -> None:
    """The file that `init` lays waits for its words without changing a paper."""
    path = in_bank(tmp_path, "")
    (path.parent / "school.yaml").write_text("# name: Hillside\n", encoding="utf-8")
    assert read_blueprint(path, [UNIT]).school == ""


@pytest.mark.parametrize(
    ("school", "said"),
    [
        (
            "{name: Hillside, crest: crest.png}",
            "4:9: The crest has no words for those who cannot see it. Add ‘alt:",
        ),
        ("{alt: An oak}", "4:9: ‘alt’ says a crest in words, but there is none. Add ‘crest: crest.png’"),
        (
            "{crest: none.png, alt: An oak}",
            "4:17: There is no such picture. Put it beside the file that names it",
        ),
        ("{crest: broken.png, alt: An oak}", "4:17: This is no picture that can be read."),
        ("{crest: ../crest.png, alt: An oak}", "4:17: ‘../crest.png’"),
        ("{logo: crest.png}", "4:10: ‘logo’ is not a field here."),
        ("[Hillside]", "4:9: "),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, school: str, said: str) -> None:
    """Line and column of the blueprint, what is wrong there and what to do."""
    crest(tmp_path)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    (only,) = wrong(tmp_path, f"{HEAD}school: {school}\n{SECTIONS}")
    assert only.startswith(said), only


def test_what_is_wrong_in_the_file_is_told_at_its_place(tmp_path: Path) -> None:
    """school.yaml is read as any file of a bank is."""
    (tmp_path / "school.yaml").write_text("name: Hillside\ncrest: none.png\nalt: An oak\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, HEAD + SECTIONS)
    assert "school.yaml:2:8: There is no such picture." in str(caught.value)


def test_a_crest_is_small_and_stretched(tmp_path: Path) -> None:
    """However large the picture, a paper has no more samples than a printer shows, from black to white."""
    image = read_crest(crest(tmp_path, "crest.jpg", (3000, 4000), "JPEG"))
    assert (image.width, image.height) == (225, CREST_DOTS[1])
    assert len(image.data) < 5000
    assert image.filter == "FlateDecode"


def test_an_older_blueprint_keeps_its_data(tmp_path: Path) -> None:
    """Without a crest or a paper its data, and so the id of its run, are what they were."""
    assert not {"crest", "paper"} & to_data(load(tmp_path, HEAD + SECTIONS)).keys()
    assert to_data(load(tmp_path, f"{HEAD}paper: A5\n{SECTIONS}"))["paper"] == "A5"


def test_a_paper_that_no_printer_has_is_told(tmp_path: Path) -> None:
    """A3 is what large prints take by themselves."""
    (only,) = wrong(tmp_path, f"{HEAD}paper: A3\n{SECTIONS}")
    assert only.startswith("4:8: ‘A3’"), only
    assert "A4, Letter" in only


@pytest.mark.slow
def test_a_crest_stands_on_every_paper_and_once_in_a_pack(tmp_path: Path) -> None:
    """Each paper has it with its words, a pack has one for all of them; the run is printed again without the file."""
    write_bank(tmp_path)
    write_class(tmp_path)
    (tmp_path / "school.yaml").write_text("name: Hillside\ncrest: crest.png\nalt: An oak\n", encoding="utf-8")
    crest(tmp_path)
    (tmp_path / "exam.yaml").write_text(BLUEPRINT, encoding="utf-8")
    asked = ("exam", "exam.yaml", "--bank", "bank", "--class", "9B.csv", "--output", "run")
    ran = worksheetgen(*asked, cwd=tmp_path)
    assert ran.code == 0, ran.err
    for student in ("001", "002", "003"):
        path = tmp_path / f"run/papers/{student}.pdf"
        assert failures(path) == ""
        with pikepdf.open(path) as pdf:
            assert any(
                one.get("/Alt") == "An oak" for one in pdf.objects if isinstance(one, pikepdf.Dictionary)
            )
        assert "Hillside" in pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    with pikepdf.open(tmp_path / "run/class-pack.pdf") as pdf:
        images = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/ColorSpace")]
        assert len(images) == 1
    record = json.loads((tmp_path / "run/manifest.json").read_text(encoding="utf-8"))
    assert record["blueprint"]["crest"]["alt"] == "An oak"
    (tmp_path / "crest.png").unlink()
    ran = worksheetgen("reprint", "run", "--student", "001", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "001.pdf").read_bytes() == (tmp_path / "run/papers/001.pdf").read_bytes()


@pytest.mark.slow
def test_a_worksheet_without_a_blueprint_has_the_banks_school(tmp_path: Path) -> None:
    """The school.yaml of a bank serves what is wished for on the command line too."""
    write_bank(tmp_path)
    (tmp_path / "bank/school.yaml").write_text("name: Hillside\n", encoding="utf-8")
    ran = worksheetgen(
        "worksheet", "--topic", "kirov", "--questions", "2", "--bank", "bank", "--output", "run", cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    text = pypdfium2.PdfDocument(tmp_path / "run/papers/1.pdf")[0].get_textpage().get_text_range()
    assert text.startswith("Hillside")


def test_a_school_file_is_no_blueprint(tmp_path: Path) -> None:
    """It is not offered where a blueprint's name is asked for."""
    write_bank(tmp_path)
    blueprints = next((tmp_path / "bank").glob("*")) / "blueprints"
    blueprints.mkdir(exist_ok=True)
    (blueprints / "school.yaml").write_text("name: Hillside\n", encoding="utf-8")
    ran = worksheetgen("exam", "school", "--bank", "bank", cwd=tmp_path)
    assert ran.code == 3
    assert "There is no blueprint of this name" in ran.err


@pytest.mark.parametrize(
    ("place", "schema"),
    [
        ("bank", "schemas/school.json"),
        ("bank/small", "../schemas/school.json"),
        ("bank/small/blueprints", "../../schemas/school.json"),
    ],
)
def test_bank_schema_names_the_schools_schema(tmp_path: Path, place: str, schema: str) -> None:
    """Wherever the file may lie, an editor is told what it is: no blueprint."""
    write_bank(tmp_path)
    path = tmp_path / place / "school.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("name: Hillside\n", encoding="utf-8")
    assert worksheetgen("bank", "schema", "--bank", "bank", cwd=tmp_path).code == 0
    assert path.read_text(encoding="utf-8") == f"# yaml-language-server: $schema={schema}\nname: Hillside\n"
