"""Whatever stands in a file, reading gives a class or problems, never anything else."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.class_list.test_files_of_schools import LISTS
from worksheetgen.class_list import load_class, read_class
from worksheetgen.class_list.vocabulary import vocabulary
from worksheetgen.errors import InvalidInput

pytestmark = pytest.mark.slow

FILES = sorted(LISTS.iterdir())
WORDS = st.one_of(
    st.sampled_from([*vocabulary().use_of, *vocabulary().tiers, *vocabulary().answers, *vocabulary().prints]),
    st.sampled_from(
        ["25% extra time", "18pt", "01-Jan", "2-3", "B3", "Lee, Ann", "SiÃ¢n", "", " ", "#N/A", "=1", "?"]
    ),
    st.text(max_size=8),
)


def attempt(name: str, content: bytes, encoding: str = "") -> None:
    """Read the content as a file of that name; a class that is read is read the same again."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            reading = read_class(path, encoding=encoding)
        except InvalidInput as error:
            if not all(problem.what.strip() and problem.remedy.endswith(".") for problem in error.problems):
                raise AssertionError(error.problems) from error
            return
        ids = [student.id.casefold() for student in reading.class_list.students]
        assert ids
        assert len(set(ids)) == len(ids)
        assert reading == read_class(path, encoding=encoding)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_any_cells(table: list[list[str]], delimiter: str) -> None:
    """Headings, words of lists and any other text, in any order, are read or refused."""
    text = "\n".join(delimiter.join(row) for row in table)
    attempt("9B.csv", text.encode("utf-8", "replace"))


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "cp1252", "utf-16", "rot13", "mac_roman", "punycode", "idna"]),
)
def test_any_bytes(content: bytes, encoding: str) -> None:
    """Bytes that are no text, and encodings that are none, are told."""
    attempt("9B.csv", content, encoding)
    attempt("9B.xlsx", b"PK\x03\x04" + content, encoding)


@given(st.sampled_from(FILES), st.integers(0, 2000), st.binary(max_size=4))
def test_any_damage(file: Path, at: int, damage: bytes) -> None:
    """A list of any school with some bytes changed is read or refused."""
    content = file.read_bytes()
    at %= len(content)
    attempt(file.name, content[:at] + damage + content[at + len(damage) :])


def test_a_file_of_one_quotation_mark(tmp_path: Path) -> None:
    """A file without a single whole line has its broken one told."""
    path = tmp_path / "9B.csv"
    path.write_text('"')
    with pytest.raises(InvalidInput, match="does not end with one"):
        load_class(path)


@pytest.mark.parametrize("quotes", ['1,"a""b\n', '1,"a\n', '"\n', '1,"""\n'])
def test_quotation_marks_that_are_never_closed(tmp_path: Path, quotes: str) -> None:
    """Thousands of lines with a mark that nothing closes are each told, in a time that grows with their number."""
    path = tmp_path / "9B.csv"
    path.write_text("id,name\n" + quotes * 5000, encoding="utf-8")
    with pytest.raises(InvalidInput):
        load_class(path)


def test_a_file_without_end_and_one_whose_name_is_not_text(tmp_path: Path) -> None:
    """A device that never ends is no class list; a name that is no UTF-8 is shown with its bytes spelt out."""
    link = tmp_path / "9B.csv"
    link.symlink_to("/dev/zero")
    with pytest.raises(InvalidInput, match="a pipe or a device"):
        load_class(link)
    odd = Path(str(tmp_path) + "/9B-\udce9.csv")
    try:
        odd.write_text("name\nAnn Lee\nBen\n", encoding="utf-8")
    except OSError:  # a file system that takes no such names
        return
    read = load_class(odd)
    assert read.name == "9B"
    assert read.students[0].place.file.endswith("9B-\\udce9.csv")
