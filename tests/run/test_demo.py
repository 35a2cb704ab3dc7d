"""The demo's class list: written once, and never over what a teacher has put there."""

from __future__ import annotations

from pathlib import Path

from tests.commands import worksheetgen


def test_the_demo_never_overwrites_a_class_list(tmp_path: Path) -> None:
    """A class list of the demo's name stays byte for byte, with --force and where the demo's runs are gone."""
    list_path = tmp_path / "output/9B.csv"
    list_path.parent.mkdir()
    list_path.write_bytes(b"id,name\r\n1,Ada\r\n")
    for words in (("demo",), ("demo", "--force")):
        ran = worksheetgen(*words, cwd=tmp_path)
        assert ran.code == 0, ran.err
        assert "output/9B.csv was there already and stays as it is" in ran.out
        assert list_path.read_bytes() == b"id,name\r\n1,Ada\r\n"
