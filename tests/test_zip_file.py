"""Office files that unpack to more than any of their sort are not opened."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from worksheetgen.zip_file import OversizedFile, ZipLimits, opened_zip

LIMITS = ZipLimits(parts=3, all_bytes=1000, read_whole=re.compile(r".*\.xml"), each=200, together=300)


def packed(*parts: tuple[str, int]) -> bytes:
    """A packed file of parts with these names and so many zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, size in parts:
            archive.writestr(name, bytes(size))
    return file.getvalue()


@pytest.mark.parametrize(
    "parts",
    [
        [(f"{number}.png", 0) for number in range(4)],
        [("1.png", 500), ("2.png", 501)],
        [("1.xml", 201)],
        [("1.xml", 101), ("2.xml", 100), ("3.xml", 100)],
    ],
    ids=["parts", "bytes", "one part", "all parts that are read whole"],
)
def test_a_bomb_is_refused_before_it_is_unpacked(parts: list[tuple[str, int]]) -> None:
    """Too many parts, or too much in them, by what the file's own table says."""
    with pytest.raises(OversizedFile), opened_zip(packed(*parts), LIMITS):
        pass


def test_what_keeps_to_the_limits_is_opened() -> None:
    """Each limit is the most that is allowed; a part with many bytes may be one that is not read whole."""
    parts = [("1.xml", 200), ("2.xml", 100), ("3.png", 700)]
    with opened_zip(packed(*parts), LIMITS) as archive:
        assert [part.file_size for part in archive.infolist()] == [200, 100, 700]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_parts_of_one_name_count_each() -> None:
    """A table that names one part many times is counted as often, as it is unpacked."""
    with pytest.raises(OversizedFile), opened_zip(packed(("1.png", 600), ("1.png", 600)), LIMITS):
        pass
