"""The bank's signs as markup and as characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.composition.environment import rich
from worksheetgen.model.references import references
from worksheetgen.model.signs import BOLD_SIGN, HOLE, UNWRITTEN, as_read, characters, escaped


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Give **two** of **them**.", "Give <b>two</b> of <b>them</b>."),
        ("**2** and (**3**)", "<b>2</b> and (<b>3</b>)"),
        ("a **two**-part plan", "a <b>two</b>-part plan"),
        ("2**3 + 4**2", "2**3 + 4**2"),
        ("(a + b)**2 + x**-1", "(a + b)**2 + x**-1"),
        ("2 ** 3 + 4 ** 2", "2 ** 3 + 4 ** 2"),
        (r"\*\*kwargs and \*\*more", "**kwargs and **more"),
        ("2**3 is **eight**", "2**3 is <b>eight</b>"),
        ("One line.\nAnother.\n\nA third.", "One line.<br/>Another.<br/>A third."),
    ],
)
def test_bold_is_a_pair_of_stars_around_words(text: str, markup: str) -> None:
    """Stars of a sum, and escaped ones, print as they are; a new line is kept."""
    assert characters(rich(text)) == markup


@pytest.mark.parametrize(
    ("text", "holes"),
    [
        ("It is [[red]] and [[blue]].", ["red", "blue"]),
        ("It is [[list[0]]].", ["list[0]"]),
        ("It is [[a[0] + b[1]]].", ["a[0] + b[1]"]),
        (r"It is \[\[0\]\], [[not \] that]].", [r"not \] that"]),
        ("It is [[red]]], so.", ["red"]),
        ("It is [[]] and [[x]].", ["", "x"]),
        ("[0] and [[1]", []),
    ],
)
def test_a_gap_may_have_brackets(text: str, holes: list[str]) -> None:
    """A list's place in a gap is no end of the gap."""
    assert HOLE.findall(text) == holes


@pytest.mark.parametrize(
    ("text", "found", "printed"),
    [
        ("Study {source}.", ["source"], None),
        (r"The set \{1, 2\}", [], "The set {1, 2}"),
        (r"\{x} {part:a}", ["part:a"], None),
        ("‹What is asked›", [], "‹What is asked›"),
        (r"an \‹angle\›", [], "an ‹angle›"),
        (r"The angle \alpha, C:\new", [], r"The angle \alpha, C:\new"),
    ],
)
def test_a_backslash_makes_a_character_of_a_sign(text: str, found: list[str], printed: str | None) -> None:
    """Of the bank's signs alone: before anything else it is a character itself."""
    assert references(text) == found
    assert printed is None or as_read(text) == printed
    assert bool(UNWRITTEN.search(text)) is text.startswith("‹")


@given(st.text(st.sampled_from("{}[]*‹›\\ a1\n"), max_size=12))
def test_any_words_can_be_had_as_characters(words: str) -> None:
    """Escaped words have no sign that means something, and print as they were."""
    text = escaped(words)
    assert as_read(text) == words
    assert (references(text), HOLE.findall(text), UNWRITTEN.findall(text)) == ([], [], [])
    assert not BOLD_SIGN.search(text)
