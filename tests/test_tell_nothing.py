"""A student's file tells nothing but that student's paper: every stream of it is unpacked and searched."""

from __future__ import annotations

import getpass
import io
import json
import platform
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import ExifTags, Image

from tests.commands import worksheetgen
from tests.tiny_bank import BLUEPRINT, write_bank, write_class
from worksheetgen.crockford import crockford

pytestmark = pytest.mark.slow

NAMES = {"001": "Zebedee", "002": "Xanthippe", "003": "Quillon"}
CLASS = "id,name,tier,print\n" + "".join(
    f"{id},{name},core,{18 if id == '003' else ''}\n" for id, name in NAMES.items()
)
TEACHERS = (
    "EXPLANATION",
    "MISCONCEPTION",
    "TEACHERNOTE",
    "it was an office that ran the camps",
    "Answer key",
)
"""Words of the tiny bank that no student may read."""
SHOWN = (
    "- {id: extract, provenance: From an album., picture: {file: leaf.jpg, alt: A leaf.},"
    " note: TEACHERNOTE of the source.}\n"
)
CAMERA = ("OWNER-OF-IT", "CAMERA-MAKER", "1999:12:31", "COMMENT-IN-IT")


def photograph(path: Path) -> None:
    """A photograph as a telephone makes it: with its place, date, owner and make."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "CAMERA-MAKER"
    exif[ExifTags.Base.Artist] = "OWNER-OF-IT"
    exif[ExifTags.Base.DateTime] = "1999:12:31 23:59:59"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (52.0, 31.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)})
    Image.effect_noise((60, 40), 60).save(path, exif=exif, comment=b"COMMENT-IN-IT")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of a class whose paper has a photograph, with its copies in Word."""
    desk = tmp_path_factory.mktemp("desk")
    sources = write_bank(desk) / "small/sources"
    photograph(sources / "leaf.jpg")
    (sources / "extract.yaml").write_text(SHOWN, encoding="utf-8")
    write_class(desk, CLASS)
    (desk / "test.yaml").write_text(BLUEPRINT, encoding="utf-8")
    printing = ("exam", "test.yaml", "--bank", "bank", "--class", "9B.csv", "--seed", "SEEDWORD", "--word")
    ran = worksheetgen(*printing, "--output", "out/run", cwd=desk)
    assert ran.code == 0, ran.err
    return desk / "out/run"


def told(content: bytes) -> Iterator[str]:
    """All that a PDF holds: bytes, words on its pages, every object, every stream unpacked, in two encodings."""
    yield content.decode("latin-1")
    yield from (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield repr(dict(pdf.docinfo))
        for one in pdf.objects:
            yield repr(one)
            if isinstance(one, pikepdf.Stream):
                picture = one.get("/Filter") == "/DCTDecode"
                stream = one.read_raw_bytes() if picture else one.read_bytes()
                yield stream.decode("latin-1")
                yield stream.decode("utf-16-be", "replace")


def machine(run: Path) -> list[str]:
    """What would tell of this computer: folders, user, its name."""
    words = [str(run.parents[1]), str(Path.home()), getpass.getuser(), platform.node()]
    return [word for word in words if len(word) > 4]


def test_a_paper_tells_of_nobody_else(run: Path) -> None:
    """No key, other pupil, path, user, host, seed or clock stands in a paper, in whatever stream of it."""
    for id, own in NAMES.items():
        said = "\n".join(told((run / f"papers/{id}.pdf").read_bytes()))
        others = [name for name in NAMES.values() if name != own]
        found = [word for word in (*others, *TEACHERS, *CAMERA, *machine(run), "SEEDWORD") if word in said]
        assert found == []
        assert own in said
        assert not re.search(r"CreationDate|ModDate|CreateDate|D:\d{8}", said)


def test_a_source_booklet_tells_of_nobody(run: Path) -> None:
    """Neither does the booklet behind a paper in large print, which has the photograph."""
    (booklet,) = run.glob("source-booklet*.pdf")
    said = "\n".join(told(booklet.read_bytes()))
    words = (*NAMES.values(), *TEACHERS, *CAMERA, *machine(run), "SEEDWORD")
    assert [word for word in words if word in said] == []
    assert not re.search(r"CreationDate|ModDate|CreateDate|D:\d{8}", said)
    assert "From an album." in said


def test_a_photograph_tells_no_place(run: Path) -> None:
    """The photograph in a paper is there, turned upright, and has no EXIF in it."""
    with pikepdf.open(run / "papers/001.pdf") as pdf:
        pictures = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Filter") == "/DCTDecode"
        ]
        assert [(int(one.Width), int(one.Height)) for one in pictures] == [(40, 60)]
        for one in pictures:
            packed = one.read_raw_bytes()
            assert not Image.open(io.BytesIO(packed)).getexif()
            assert not [word for word in CAMERA if word.encode() in packed]


def codes(file: Path) -> list[list[str]]:
    """What every code to scan says, on each page of a PDF, wherever it stands."""
    pages = (page.render(scale=150 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(file))
    return [[code.text for code in zxingcpp.read_barcodes(page)] for page in pages]


def test_a_code_to_scan_tells_run_paper_and_page(run: Path) -> None:
    """Read back from each page, the only code has the paper's number and the page's, in which no word can be hidden."""
    record = json.loads((run / "manifest.json").read_text("utf-8"))
    for student in record["students"]:
        read = codes(run / student["file"])
        assert read == [[student["qr_text"] + crockford(page, 2)] for page in range(1, student["pages"] + 1)]
        for ((said,),) in zip(read, strict=True):
            assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{20}", said)
            assert said.startswith(record["run"])
            words = (*NAMES, *NAMES.values(), *machine(run), "SEEDWORD")
            assert [word for word in words if word.upper() in said] == []


def test_a_code_is_the_same_whatever_a_pupil_is_called(run: Path, tmp_path: Path) -> None:
    """It is made from the id: who knows all codes of a class knows no name of it."""
    desk = run.parents[1]
    (tmp_path / "9B.csv").write_text(CLASS.replace("Zebedee", "Barnabas"), encoding="utf-8")
    printing = (
        "exam",
        desk / "test.yaml",
        "--bank",
        desk / "bank",
        "--class",
        "9B.csv",
        "--seed",
        "SEEDWORD",
    )
    ran = worksheetgen(*printing, "--output", "run", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (
        "Barnabas"
        in pypdfium2.PdfDocument(tmp_path / "run/papers/001.pdf")[0].get_textpage().get_text_range()
    )
    assert codes(tmp_path / "run/papers/001.pdf") == codes(run / "papers/001.pdf")


def test_a_copy_for_pupils_in_word_tells_nothing(run: Path) -> None:
    """Neither name, key, path nor user stands in a part of a copy, nor place or owner in its pictures."""
    copies = [path for path in run.parent.glob("word/run/**/*.docx") if path.stem != "mark-scheme"]
    assert copies
    for copy in copies:
        with zipfile.ZipFile(copy) as packed:
            said = "\n".join(packed.read(part).decode("latin-1") for part in packed.namelist())
        words = (*NAMES.values(), *TEACHERS, *CAMERA, *machine(run), "SEEDWORD")
        assert [word for word in words if word in said] == []
        assert not re.search("<dc:creator>[^<]|<cp:lastModifiedBy>[^<]|<dcterms:", said)


def test_the_search_sees_what_is_there(run: Path) -> None:
    """The same search finds all names, and what teachers read, in keys and scheme."""
    scheme = "\n".join(told((run / "mark-scheme.pdf").read_bytes()))
    assert [word for word in TEACHERS if word in scheme]
    keys = "\n".join(told((run / "answer-keys.pdf").read_bytes()))
    assert all(name in keys for name in NAMES.values())
    with pikepdf.open(run / "papers/001.pdf") as pdf:
        pdf.docinfo["/Author"] = "Xanthippe"
        file = io.BytesIO()
        pdf.save(file)
    assert "Xanthippe" in "\n".join(told(file.getvalue()))
