"""A file’s name is one that every system can hold, and a path that leads out of its folder anywhere is known."""

from __future__ import annotations

import warnings
from pathlib import PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from worksheetgen.system.names import file_name, is_device, leads_out

TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "con",
        "Aux.pdf",
        "NUL .txt",
        "com1",
        "LPT9.a.b",
        "COM²",
        "CONIN$",
        "console",
        "9x/Hi2",
        "a.",
        "a ",
        "..",
        " .. ",
    ]
)


def can_be_on_windows(name: str) -> bool:
    """Whether Windows has a file of this name as it stands, by Python's own word and by what Explorer refuses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.13 has it elsewhere
        reserved = PureWindowsPath(name).is_reserved()
    plain = not any(sign in '<>:"/\\|?*' or ord(sign) < 32 for sign in name)
    return not reserved and plain and not name.endswith((".", " ")) and PureWindowsPath(name).name == name


@given(TYPED)
@example("CON")
@example("con.")
@example("aux:x")
def test_every_system_can_hold_the_name(words: str) -> None:
    """Whatever somebody types becomes a name that Windows takes, or none; made twice, it stays as it is."""
    name = file_name(words)
    assert not name or can_be_on_windows(name)
    assert file_name(name) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("unit-test-9B", "unit-test-9B"),
        ("test-9x/Hi2", "test-9x-Hi2"),
        ("Jahrgang 9, Gruppe ß", "Jahrgang 9, Gruppe ß"),
        ("test-9B.", "test-9B"),
        ("con", "con-1"),
        ("Aux.yaml", "Aux-1.yaml"),
        ("constitution.yaml", "constitution.yaml"),
        ("...", ""),
    ],
)
def test_a_name_stays_as_near_as_can_be(words: str, name: str) -> None:
    """What a name can be stays; what cannot is a dash, or goes at the end; a device gets a number."""
    assert file_name(words) == name


@pytest.mark.parametrize("name", ["con", "PRN.pdf", "aux.tar.gz", "NUL ", "Com0", "lpt9", "com³.x"])
def test_devices_are_known(name: str) -> None:
    """In whatever case and with whatever ending."""
    assert is_device(name)


@pytest.mark.parametrize("name", ["console", "con-1", "auxiliary.pdf", "com10", "lpt", "nulla", "001"])
def test_other_names_are_no_devices(name: str) -> None:
    """That begin like one."""
    assert not is_device(name)


@pytest.mark.parametrize(
    "path", ["../a", "/etc/passwd", "a/../../b", "..\\a", "C:/a", "C:a", "a\\b", "file:stream"]
)
def test_what_leads_out_is_known(path: str) -> None:
    """On whichever system it would."""
    assert leads_out(path)


@pytest.mark.parametrize("path", ["papers/001.pdf", "a..b/c", "index.csv", "pack-1/papers/a.b.pdf"])
def test_what_stays_inside_is_let_be(path: str) -> None:
    """Dots within a name lead nowhere."""
    assert not leads_out(path)
