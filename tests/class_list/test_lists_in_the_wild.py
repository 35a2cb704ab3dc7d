"""Lists as people write them and programs export them: nothing that matters to a pupil is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from worksheetgen.class_list import ClassReading, read_class
from worksheetgen.class_list.arrangements import read_arrangements
from worksheetgen.errors import InvalidInput


def _read(tmp_path: Path, text: str) -> ClassReading:
    path = tmp_path / "9B.csv"
    path.write_text(text)
    return read_class(path)


def _refused(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidInput) as error:
        _read(tmp_path, text)
    return [str(problem).removeprefix(f"{tmp_path}/") for problem in error.value.problems]


@pytest.mark.parametrize("said", ["yes", "Y", "✓", "x", "Yes; approved", "25", "0.25", "1.25"])
def test_an_arrangement_that_is_not_named_is_asked_about(tmp_path: Path, said: str) -> None:
    """A tick or a bare number under “access arrangements” says that there is one, not which."""
    (told,) = _refused(tmp_path, f"name,access arrangements\nAnn Lee,{said}\n")
    assert told.startswith("9B.csv:2:9: ") and "for example “25% extra time” or “large print 18pt”" in told


@pytest.mark.parametrize(
    ("text", "print", "time", "left"),
    [
        ("25% extra", None, 25, ()),
        ("+25 % more", None, 25, ()),
        ("time and a quarter", None, 25, ()),
        ("reader and double time", None, 100, ("reader",)),
        ("Arial 18", "18", None, ()),
        ("LP 24", "24", None, ()),
        ("LP18 + ET25", "18", 25, ()),
        ("police Arial 18", "18", None, ()),
        ("Schriftgröße 18", "18", None, ()),
        ("letra de 18", "18", None, ()),
        ("size: 24", "24", None, ()),
        ("25% más de tiempo", None, 25, ()),
        ("rest breaks, 5 min per hour", None, None, None),
        ("rest breaks 5 min per hour", None, None, ("rest breaks 5 min per hour",)),
        ("in room 12", None, None, ("in room 12",)),
    ],
)
def test_more_ways_to_ask(
    text: str, print: str | None, time: int | None, left: tuple[str, ...] | None
) -> None:
    """Time and print in further words are done; an amount that is not understood is asked about, never left over."""
    found = read_arrangements(text)
    if left is None:
        assert found.doubts
    else:
        assert (found.print, found.extra_time, found.left, found.doubts) == (print, time, left, ())


@pytest.mark.parametrize(
    "text", ["15 minutes extra", "previously 25%, now none", "10 mins per hour", "reader 25%"]
)
def test_amounts_are_never_left_to_the_teacher(text: str) -> None:
    """What has a percentage or minutes could be the printer's: it is asked about."""
    assert read_arrangements(text).doubts


def test_notes_about_other_things_ask_nothing(tmp_path: Path) -> None:
    """A percentage among notes is nobody's extra time."""
    found = _read(tmp_path, 'name,notes\nAnn Lee,"reader; attendance 85%; 10 minutes late"\n')
    assert [one.arrangements for one in found.left] == [("reader",)]


def test_a_flag_with_a_percentage_keeps_both(tmp_path: Path) -> None:
    """“25%” under “Dictionary” is a dictionary and extra time."""
    found = _read(tmp_path, "name,Dictionary\nAnn Lee,25%\n")
    assert found.class_list.students[0].extra_time == 25
    assert [one.arrangements for one in found.left] == [("Dictionary",)]
