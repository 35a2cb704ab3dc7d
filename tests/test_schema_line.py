"""The line that names a file's schema: put at the top of a file, found there again, and never counted."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import pytest

from tests.tiny_bank import write_bank
from worksheetgen.bank import load_bank
from worksheetgen.bank.files import digest_and_lines
from worksheetgen.schema_line import with_schema_line, without_schema_line
from worksheetgen.typesetting import theme_digest

LINE = b"# yaml-language-server: $schema=../schemas/unit.json\n"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"title: T\n", LINE + b"title: T\n"),
        (b"", LINE),
        (b"# mine\ntitle: T\n", LINE + b"# mine\ntitle: T\n"),
        (BOM_UTF8 + b"title: T\n", BOM_UTF8 + LINE + b"title: T\n"),
        (b"title: T\r\n", LINE[:-1] + b"\r\ntitle: T\r\n"),
    ],
)
def test_a_line_comes_and_goes(content: bytes, named: bytes) -> None:
    """Before all else but a byte order mark, with the file's own line ends; without it the file is what it was."""
    assert with_schema_line(content, "../schemas/unit.json") == named
    assert without_schema_line(named) == content


@pytest.mark.parametrize(
    "old",
    [
        b"# yaml-language-server: $schema=elsewhere.json\n",
        b"#  yaml-language-server:  $schema=https://example.org/a.json  \r\n",
    ],
)
def test_a_line_takes_the_place_of_another(old: bytes) -> None:
    """A file has one such line, however it is spaced."""
    assert with_schema_line(old + b"title: T\n", "../schemas/unit.json") == LINE + b"title: T\n"


def test_no_other_line_is_taken_for_one() -> None:
    """Neither one that is not the first, nor a comment that speaks of the server."""
    for content in (b"title: T\n" + LINE, b"# yaml-language-server: what is it?\n", b"a: '# $schema='\n"):
        assert without_schema_line(content) == content


def test_a_digest_does_not_count_it(tmp_path: Path) -> None:
    """A run that is printed is of the same bank and theme when the line comes, goes or names another schema."""
    root = write_bank(tmp_path)
    theme = tmp_path / "theme/theme.yaml"
    theme.parent.mkdir()
    theme.write_text("base: {size: 12}\n")
    before = digest_and_lines([root])[0], theme_digest([theme.parent])
    for schema in ("a.json", "b.json"):
        for path in (theme, *root.rglob("*.yaml")):
            path.write_bytes(with_schema_line(path.read_bytes(), schema))
        assert (digest_and_lines([root])[0], theme_digest([theme.parent])) == before
    text = root / "small/text.md"
    text.write_bytes(LINE + text.read_bytes())  # where such a line is no comment
    assert digest_and_lines([root])[0] != before[0]


def test_a_question_s_line_is_right_when_the_line_has_come(tmp_path: Path) -> None:
    """What is remembered of a bank is of the file as it stood, to the line."""
    root = write_bank(tmp_path)

    def line() -> int:
        (unit,) = load_bank(root).units
        return unit.by_id["kirov-01"].place.line

    before = line()
    path = root / "small/questions/choices.yaml"
    path.write_bytes(with_schema_line(path.read_bytes(), "a.json"))
    assert line() == before + 1
