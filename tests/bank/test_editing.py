"""Entries changed and added in a file: the rest stays as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from worksheetgen.bank.editing import edited_list
from worksheetgen.errors import InvalidInput

TEXT = """\
# head
title: A
topics:
  # the first
  - {id: a, title: A}   # said of a

  - id: b
    # within
    title: "B # not a comment"
# behind the list
other: c
"""


def test_what_is_not_changed_stays(tmp_path: Path) -> None:
    """An entry takes another's place and a further one stands at the list's end; comments around them stay."""
    path = tmp_path / "a.yaml"
    path.write_text(TEXT)
    changed = edited_list(path, ("topics",), {1: {"id": "b", "title": "C: d"}}, [{"id": "e"}], "", flow=True)
    assert changed.decode() == TEXT.replace(
        '  - id: b\n    # within\n    title: "B # not a comment"\n',
        '  # within\n  - {id: b, title: "C: d"}\n  - {id: e}\n',
    )


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    """A file with the line ends of Windows keeps them."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"- {id: a}\r\n")
    assert edited_list(path, (), {}, [{"id": "b"}], "", flow=True) == b"- {id: a}\r\n- {id: b}\r\n"


def test_a_new_file_begins_with_its_head(tmp_path: Path) -> None:
    """Where there is no file, the list stands below the head."""
    new = edited_list(tmp_path / "a.yaml", ("questions",), {}, [{"id": "b"}], "x: 1\nquestions:\n", flow=True)
    assert new == b"x: 1\nquestions:\n  - {id: b}\n"


@pytest.mark.parametrize("text", ["topics: [{id: a}, {id: b}]\n", "topics:\n- id: a\n- {id: b,\n c: d}\n"])
def test_what_cannot_be_changed_is_told(text: str, tmp_path: Path) -> None:
    """A list that is written in one line is not torn apart: its file is named, with how to write it."""
    path = tmp_path / "a.yaml"
    path.write_text(text)
    try:
        changed = edited_list(path, ("topics",), {0: {"id": "e"}}, [], "")
    except InvalidInput as error:
        assert "behind a dash" in error.problems[0].remedy  # noqa: PT017  # one of the two is told, the other changed
    else:
        assert changed == b"topics:\n- id: e\n- {id: b,\n c: d}\n"
