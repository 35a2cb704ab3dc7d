"""Characters that few fonts have become those that look the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.class_list.test_reading import names, saved
from worksheetgen.class_list import load_class
from worksheetgen.handout import read_handout
from worksheetgen.letters import tidied
from worksheetgen.typesetting import lacking_characters

WRITTEN = [
    ("a V‑shaped valley, Jean‐Luc", "a V-shaped valley, Jean-Luc"),
    ("55\u202f000 and 5\u2009% and 3\u200akm", "55\xa0000 and 5\xa0% and 3\xa0km"),
    ("5′ 12″, 20 ℃", "5' 12\", 20 °C"),
    ("cafe\u0301 o\ufb03ce", "café office"),
    ("so\u00adft zero\u200bwidth \u200ejoined\ufe0f", "soft zerowidth joined"),
    ("It’s “as” – it was, m³ ½ …", "It’s “as” – it was, m³ ½ …"),
]


@pytest.mark.parametrize(("written", "printed"), WRITTEN)
def test_what_fonts_lack_becomes_what_looks_the_same(written: str, printed: str) -> None:
    """Hyphens, spaces and primes of word processors, ligatures, what has no shape; and all of it can be printed."""
    assert tidied(written) == printed
    assert not lacking_characters(tidied(written))


def test_names_and_documents_are_printed_with_them(tmp_path: Path) -> None:
    """A name with a hyphen from a word processor stands on the paper; a text with one needs no change."""
    assert names(load_class(saved(tmp_path, "Name\nAnne‑Marie O’Neill\nDev\u202fPatel\n"))) == [
        "Anne-Marie O’Neill",
        "Dev Patel",
    ]
    (tmp_path / "river.txt").write_text(
        "Rivers\n\nIt cuts a V‑shaped valley, 21\u202fm deep.", encoding="utf-8"
    )
    handout = read_handout(tmp_path / "river.txt")
    assert handout.paragraphs == ("It cuts a V-shaped valley, 21 m deep.",)
