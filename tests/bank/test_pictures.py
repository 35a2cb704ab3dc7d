"""Pictures as sources: printed as they are or in greys, told in words, and refused with advice."""

from __future__ import annotations

import io
import json
import struct
import sys
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from tests.bank.test_problems import edited, problems
from tests.commands import worksheetgen
from tests.pages.test_demo import failures
from tests.tiny_bank import write_bank, write_class
from worksheetgen.bank import load_bank
from worksheetgen.bank.files import digest_and_lines
from worksheetgen.bank.loading import read_units
from worksheetgen.errors import InvalidInput
from worksheetgen.model.image import Image
from worksheetgen.model.source import PictureContent
from worksheetgen.pictures import ADVICE, picture_file, read_crest, read_picture

PARAGRAPHS = 'paragraphs: ["The trial was planned by Stalin in person. The victims were deprived of sleep."]'


def bank_with(tmp_path: Path, picture: bytes, name: str = "poster.png") -> Path:
    """A bank whose source is a picture."""
    root = write_bank(tmp_path)
    (root / "small/sources" / name).write_bytes(picture)
    written = f"picture: {{file: {name}, alt: A poster of a man who points at you.}}"
    edited(root, "sources/extract.yaml", PARAGRAPHS, written)
    return root


def packed(mode: str, colour: object, form: str, size: tuple[int, int] = (40, 20)) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Pillow.new(mode, size, colour).save(out, form)  # type: ignore[arg-type]  # any colour of the mode
    return out.getvalue()


def test_a_jpeg_is_kept_as_it_is(tmp_path: Path) -> None:
    """What a camera packed is what the paper holds."""
    jpeg = packed("RGB", (200, 30, 30), "JPEG")
    (unit,) = load_bank(bank_with(tmp_path, jpeg, "poster.jpg")).units
    content = unit.sources[0].content
    assert isinstance(content, PictureContent)
    assert (content.image.data, content.image.filter, content.image.colours) == (
        jpeg,
        "DCTDecode",
        "DeviceRGB",
    )
    assert (content.image.width, content.image.height) == (40, 20)
    assert content.alt == "A poster of a man who points at you."


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_is_turned_as_its_camera_was_held(tmp_path: Path, form: str) -> None:
    """A picture that is marked as lying on its side stands upright, its width and height exchanged."""
    lying = Pillow.new("RGB", (40, 20), "white")
    lying.paste("black", (0, 0, 20, 20))
    exif = Pillow.Exif()
    exif[ExifTags.Base.Orientation] = 6  # the first row of samples is the picture's right edge
    out = io.BytesIO()
    lying.save(out, form, exif=exif)
    name = f"poster.{form.lower()}"
    (unit,) = load_bank(bank_with(tmp_path, out.getvalue(), name)).units
    content = unit.sources[0].content
    assert isinstance(content, PictureContent)
    image = content.image
    assert (image.width, image.height) == (20, 40)
    if form == "JPEG":
        samples = Pillow.open(io.BytesIO(image.data)).convert("L")
    else:
        samples = Pillow.frombytes("L", (20, 40), zlib.decompress(image.data))
    assert samples.size == (20, 40)
    assert [samples.getpixel((10, y)) < 50 for y in (5, 35)] == [True, False]  # type: ignore[operator]  # one band


@pytest.mark.parametrize(
    ("mode", "colour"), [("RGBA", (0, 0, 0, 0)), ("P", 0), ("L", 128), ("1", 1), ("LA", (9, 9))]
)
def test_a_png_of_any_sort_is_read_in_greys(tmp_path: Path, mode: str, colour: object) -> None:
    """A PNG with a palette, transparency or bits alone is one sample of grey a point; what is clear is white."""
    (unit,) = load_bank(bank_with(tmp_path, packed(mode, colour, "PNG"))).units
    content = unit.sources[0].content
    assert isinstance(content, PictureContent)
    assert (content.image.filter, content.image.colours) == ("FlateDecode", "DeviceGray")


def read(tmp_path: Path, picture: bytes, name: str = "x.png") -> Image:
    """The picture of a file with these bytes."""
    path = tmp_path / name
    path.write_bytes(picture)
    return read_picture(path)


def test_greys_of_sixteen_bits_are_greys(tmp_path: Path) -> None:
    """Dark is dark, and not cut off at white."""
    out = io.BytesIO()
    grey = Pillow.new("I;16", (2, 1))
    grey.putpixel((0, 0), 0x2000)
    grey.putpixel((1, 0), 0xFFFF)
    grey.save(out, "PNG")
    assert list(zlib.decompress(read(tmp_path, out.getvalue()).data)) == [0x20, 0xFF]


def png_of_sixteen_bits(colours: int, samples: tuple[int, ...]) -> bytes:
    """A PNG of two samples with sixteen bits for each colour; `colours` is PNG's number for what they are."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 2, 1, 16, colours, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" + struct.pack(f">{len(samples)}H", *samples))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))
        for name, said in chunks
    )


@pytest.mark.parametrize(
    ("colours", "samples"),
    [
        (0, (0x2000, 0xFFFF)),
        (2, (0x2000, 0x2000, 0x2000, 0xFFFF, 0xFFFF, 0xFFFF)),
        (4, (0x2000, 0xFFFF, 0x0000, 0x0000)),  # the second is clear, so paper shows
        (6, (0x2000, 0x2000, 0x2000, 0xFFFF, 0x0000, 0x0000, 0x0000, 0x0000)),
    ],
    ids=["grey", "colour", "grey and clear", "colour and clear"],
)
def test_every_png_of_sixteen_bits_is_its_greys(
    tmp_path: Path, colours: int, samples: tuple[int, ...]
) -> None:
    """Whatever a scanner saves: dark is dark, white is white, and what is clear is white."""
    image = read(tmp_path, png_of_sixteen_bits(colours, samples))
    assert list(zlib.decompress(image.data)) == [0x20, 0xFF]


def photo(form: str = "JPEG", **more: object) -> bytes:
    """A photo of one colour, as a telephone takes it: with the place where it was taken."""
    exif = Pillow.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (53.0, 47.0, 11.0)
    exif[ExifTags.Base.Model] = "TELEPHONE"
    out = io.BytesIO()
    Pillow.new("RGB", (40, 20), (200, 30, 30)).save(out, form, exif=exif, comment="COMMENT", **more)
    return out.getvalue()


def test_where_a_photo_was_taken_stays_at_home(tmp_path: Path) -> None:
    """Of what a camera writes into a file nothing goes into the papers; the samples are the same."""
    taken = photo()
    assert b"TELEPHONE" in taken
    image = read(tmp_path, taken, "x.jpg")
    assert b"TELEPHONE" not in image.data
    assert b"COMMENT" not in image.data
    assert not Pillow.open(io.BytesIO(image.data)).getexif()
    assert Pillow.open(io.BytesIO(image.data)).tobytes() == Pillow.open(io.BytesIO(taken)).tobytes()


def test_a_picture_within_the_picture_is_left_out(tmp_path: Path) -> None:
    """JFIF may have a thumbnail in its head, which shows what was there before somebody cropped the picture."""
    jpeg = packed("RGB", (200, 30, 30), "JPEG")
    assert jpeg[2:4] == b"\xff\xe0"
    small = b"BEFORE-IT-WAS-CROPPED"  # seven samples
    head = jpeg[6:18] + bytes((7, 1)) + small
    extension = b"JFXX\0\x11\x07\x01" + small
    segments = (b"\xff\xe0" + (len(said) + 2).to_bytes(2, "big") + said for said in (head, extension))
    image = read(tmp_path, jpeg[:2] + b"".join(segments) + jpeg[20:], "x.jpg")
    assert image.data == jpeg


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (0xEE, b"LEFT-IN-IT"),
        (0xEE, b"Adobe\0\x64\0\0\0\0\1LEFT-IN-IT"),
        (0xDC, b"LEFT-IN-IT"),
        (0xED, b"LEFT-IN-IT"),
    ],
)
def test_nothing_of_a_jpeg_is_kept_but_what_decodes_it(tmp_path: Path, mark: int, said: bytes) -> None:
    """Whatever mark a program puts its additions under, also behind what says how the colours are written."""
    jpeg = packed("RGB", (200, 30, 30), "JPEG")
    segment = bytes((0xFF, mark, 0, len(said) + 2)) + said
    scan = jpeg.index(b"\xff\xda")
    for at in (2, scan, len(jpeg) - 2):
        assert b"LEFT-IN-IT" not in read(tmp_path, jpeg[:at] + segment + jpeg[at:], "x.jpg").data


def without_codes(jpeg: bytes) -> bytes:
    """A JPEG without its table of Huffman codes, as cameras for films write their pictures."""
    while (at := jpeg.find(b"\xff\xc4")) >= 0:
        jpeg = jpeg[:at] + jpeg[at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big") :]
    return jpeg


def with_letters(jpeg: bytes) -> bytes:
    """The same JPEG without JFIF, its three components numbered R, G and B: so it is red, green and blue itself."""
    bare = bytearray(jpeg[:2] + jpeg[20:])
    frame, scan = bare.index(b"\xff\xc0"), bare.index(b"\xff\xda")
    bare[frame + 10 : frame + 19 : 3] = bare[scan + 5 : scan + 11 : 2] = b"RGB"
    return bytes(bare)


RED = packed("RGB", (200, 30, 30), "JPEG")
LOSSLESS = bytes.fromhex(
    "ffd8ffc4001500010100000000000000000000000000000006"
    "ffc3000b080004000601001100ffda000801000006000099000000ffd9"
)
"""Four rows of six samples of grey 90, made by liblj92."""


@pytest.mark.parametrize("jpeg", [without_codes(RED), with_letters(RED), LOSSLESS])
def test_a_jpeg_that_some_readers_of_pdfs_cannot_read_is_packed_anew(tmp_path: Path, jpeg: bytes) -> None:
    """A PDF holds one with its Huffman codes, lossy, and with a head that says how its colours are written."""
    image = read(tmp_path, jpeg, "x.jpg")
    assert image.data[2:11] == b"\xff\xe0\0\x10JFIF\0"
    assert b"\xff\xc0" in image.data
    assert b"\xff\xc4" in image.data
    shown, meant = (
        Pillow.open(io.BytesIO(one)).convert("RGB").getpixel((1, 1)) for one in (image.data, jpeg)
    )
    assert isinstance(shown, tuple)
    assert isinstance(meant, tuple)
    assert all(abs(one - other) < 4 for one, other in zip(shown, meant, strict=True))


def test_a_png_that_lacks_its_palette_is_told(tmp_path: Path) -> None:
    """Pillow asserts that it is there."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 3, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0\0")),
        (b"IEND", b""),
    )
    packed = b"".join(
        struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))
        for kind, said in chunks
    )
    with pytest.raises(InvalidInput, match="no picture that can be read"):
        read(tmp_path, b"\x89PNG\r\n\x1a\n" + packed)


def test_what_a_program_writes_into_a_png_stays_at_home(tmp_path: Path) -> None:
    """Of its texts and its EXIF nothing is in the picture that is printed, nor in that of a copy in Word."""
    said = PngInfo()
    said.add_text("Author", "OWNER-OF-IT")
    said.add_itxt("Comment", "COMMENT-IN-IT", zip=True)
    exif = Pillow.Exif()
    exif[ExifTags.Base.Make] = "CAMERA-MAKER"
    out = io.BytesIO()
    Pillow.new("RGB", (4, 2), "white").save(out, "PNG", pnginfo=said, exif=exif)
    assert b"OWNER-OF-IT" in out.getvalue()
    image = read(tmp_path, out.getvalue())
    assert zlib.decompress(image.data) == b"\xff" * 8
    copied = Pillow.open(io.BytesIO(picture_file(image)))
    assert (dict(copied.getexif()), copied.info) == ({}, {})
    crest = read_crest(tmp_path / "x.png")
    assert len(zlib.decompress(crest.data)) == crest.width * crest.height


@pytest.mark.parametrize("progressive", [False, True])
def test_a_telephone_s_jpeg_of_several_pictures_is_its_first(tmp_path: Path, *, progressive: bool) -> None:
    """An MPO keeps its colours, and what stands behind the first picture takes no room."""
    other = Pillow.effect_noise((400, 400), 90).convert("RGB")
    several = photo("MPO", save_all=True, append_images=[other], progressive=progressive)
    image = read(tmp_path, several, "x.jpg")
    assert (image.width, image.height, image.filter, image.colours) == (40, 20, "DCTDecode", "DeviceRGB")
    assert len(image.data) < 2000 < len(several)
    assert Pillow.open(io.BytesIO(image.data)).getpixel((5, 5)) == Pillow.open(io.BytesIO(several)).getpixel(
        (5, 5)
    )


def bomb(width: int, height: int) -> bytes:
    """A PNG that says that it is so large, and has nothing of it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">I", zlib.crc32(head))
        + b"\0\0\0\0IDAT\0\0\0\0"
    )


SOUND = packed("RGB", (200, 30, 30), "PNG"), photo()


@pytest.mark.parametrize("size", [(20_000, 20_000), (10_000, 9_000), (8_000, 6_000)])
def test_a_picture_that_would_fill_the_memory_is_told(tmp_path: Path, size: tuple[int, int]) -> None:
    """By what its head says, before anything is unpacked."""
    with pytest.raises(InvalidInput, match="more than 40 million samples"):
        read(tmp_path, bomb(*size))


@pytest.mark.parametrize("size", [(1, 101), (2020, 20)])
def test_a_picture_of_which_a_line_would_be_seen_is_told(tmp_path: Path, size: tuple[int, int]) -> None:
    """A copy in Word divided by its width, which was 0; one that is just broad enough is printed."""
    with pytest.raises(InvalidInput, match="Printed, it would be a line"):
        read(tmp_path, packed("L", 0, "PNG", size))
    width, height = size
    just = (width, 100) if width == 1 else (2000, height)
    assert read(tmp_path, packed("L", 0, "PNG", just)).width == just[0]


@given(st.sampled_from(SOUND), st.integers(0, 700), st.binary(max_size=6), st.booleans())
def test_any_bytes_are_a_picture_or_a_message(picture: bytes, at: int, spoilt: bytes, cut: bool) -> None:
    """Spoilt, cut short, or with something in between: never anything else is raised."""
    with tempfile.TemporaryDirectory() as folder:
        found = picture[:at] + spoilt + (b"" if cut else picture[at + len(spoilt) :])
        (Path(folder) / "x.jpg").write_bytes(found)
        for kind in (read_picture, read_crest):
            with suppress(InvalidInput):
                kind(Path(folder) / "x.jpg")


@pytest.mark.parametrize(
    ("name", "picture", "said"),
    [
        ("poster.png", b"no picture", "This is no picture that can be read."),
        (
            "poster.jpg",
            packed("CMYK", (0, 0, 0, 0), "JPEG"),
            "This picture has colours for a printing press.",
        ),
        (
            "poster.jpg",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40),
            "This is a HEIC picture, as telephones take them, or a film, and no JPEG or PNG.",
        ),
        (
            "poster.png",
            packed("RGB", 0, "WEBP"),
            "This is a WebP picture, as web pages have them, and no JPEG or PNG.",
        ),
        ("poster.png", packed("RGB", 0, "TIFF"), "This is a TIFF picture, and no JPEG or PNG."),
        ("poster.png", packed("RGB", 0, "GIF"), "This is a GIF picture, and no JPEG or PNG."),
        ("poster.png", packed("RGB", 0, "BMP"), "This is a bitmap (BMP), and no JPEG or PNG."),
    ],
)
def test_a_picture_that_cannot_be_printed_is_told(
    tmp_path: Path, name: str, picture: bytes, said: str
) -> None:
    """The place is the source's, the advice what to save instead."""
    root = bank_with(tmp_path, picture, name)
    (problem,) = problems(root)
    assert problem.what == said
    assert problem.remedy == ADVICE
    assert problem.place.file.endswith("extract.yaml")
    line = (
        (root / "small/sources/extract.yaml").read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    )
    assert line[problem.place.column - 1 :].startswith(name)


def test_a_picture_s_file_is_read_once(tmp_path: Path) -> None:
    """The checks and the source's value share one reading, also where two sources show the same picture."""
    root = bank_with(tmp_path, packed("L", 0, "PNG"))
    path = root / "small/sources/extract.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace("id: extract", "id: other"), encoding="utf-8")
    opened = []
    listening = [True]  # an audit hook cannot be taken away

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "open" and str(arguments[0]).endswith("poster.png"):
            opened.append(arguments[0])

    sys.addaudithook(hook)
    (unit,) = read_units([root])
    listening.clear()
    assert [source.content.form for source in unit.sources] == ["picture", "picture"]
    assert len(opened) == 1


def test_a_missing_picture_is_told(tmp_path: Path) -> None:
    """A name without a file is a mistake in the source."""
    root = bank_with(tmp_path, packed("L", 0, "PNG"))
    (root / "small/sources/poster.png").unlink()
    assert [problem.what for problem in problems(root)] == ["There is no such picture."]


def test_the_picture_is_part_of_the_bank(tmp_path: Path) -> None:
    """Another picture under the same name is another bank, and no cache hides it."""
    root = bank_with(tmp_path, packed("L", 0, "PNG"))
    before, first = digest_and_lines([root])[0], load_bank(root).units
    (root / "small/sources/poster.png").write_bytes(packed("L", 255, "PNG"))
    assert digest_and_lines([root])[0] != before
    assert load_bank(root).units != first


@pytest.mark.slow
def test_the_picture_stands_on_the_page_and_is_told(tmp_path: Path) -> None:
    """A run prints it once on each paper, or in its booklet, as a figure with its words; every file passes PDF/UA-1."""
    bank_with(tmp_path, packed("L", 100, "PNG", (60, 40)))
    write_class(tmp_path)
    ran = worksheetgen("exam", "test", "--bank", "bank", "--class", "9B.csv", "--output", "run", cwd=tmp_path)
    assert ran.code == 0, ran.err
    students = json.loads((tmp_path / "run/manifest.json").read_text(encoding="utf-8"))["students"]
    assert {bool(one["booklet"]) for one in students} == {True, False}
    for path in sorted({tmp_path / "run" / (one["booklet"] or one["file"]) for one in students}):
        assert failures(path) == ""
        greys = [
            sum(page.render(scale=0.3).to_pil().convert("L").histogram()[97:104])
            for page in pypdfium2.PdfDocument(path)
        ]
        assert sum(grey > 5000 for grey in greys) == 1
