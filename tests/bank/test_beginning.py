"""What a new unit begins with: files that the bank reads, and that say what the document said."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheetgen.bank.beginning import LONGEST_ID, NewUnit, slug_of, timeline_file, unit_files_of
from worksheetgen.bank.loading import read_units
from worksheetgen.model.bank import Unit
from worksheetgen.model.signs import characters
from worksheetgen.model.source import Event, TableContent, TimelineContent

SIGNS = (
    "{source}",
    "{",
    "**",
    "**x**",
    "[[x]]",
    "]]",
    "‹x›",
    "\\",
    "\\{",
    "# a",
    "- b",
    "a: b",
    "'",
    '"',
    "null",
    "1.",
    "|",
)
WORDS = st.lists(st.sampled_from(SIGNS) | st.text("aé1 ", min_size=1), min_size=1, max_size=4)
TEXTS = WORDS.map(lambda words: " ".join(" ".join(words).split())).filter(bool)


def read(unit: NewUnit, timeline: bytes | None = None) -> Unit:
    """The unit as the bank reads it from its files."""
    with TemporaryDirectory() as folder:
        files = dict(unit_files_of(unit)) | ({"sources/timeline.yaml": timeline} if timeline else {})
        for name, content in files.items():
            path = Path(folder) / unit.id / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return read_units([Path(folder) / unit.id])[0]


@settings(max_examples=25)
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3), st.lists(TEXTS, max_size=2, unique=True))
def test_any_words_are_printed_as_they_stood(title: str, text: list[str], terms: list[str]) -> None:
    """Nothing in a document means anything to the bank: braces, stars and brackets are characters."""
    table = TableContent((title, "b"), ((text[0], "1"),))
    unit = read(
        NewUnit(title, "Biology", "Ours", ("Leaves", title), tuple(text), tuple(terms), ("Kew",), (table,))
    )
    assert [characters(words) for words in (unit.title, *unit.text)] == [title, *text]
    assert [(characters(term.term), term.meaning) for term in unit.glossary] == [(term, "") for term in terms]
    (content,) = (source.content for source in unit.sources)
    assert isinstance(content, TableContent)
    assert characters(content.rows[0][0]) == text[0]


def test_topics_are_the_unit_and_its_headings() -> None:
    """The first topic is the unit as a whole; two headings of one name are one topic."""
    unit = read(NewUnit("Water", "Geography", "Ours", ("The cycle", "The Cycle!", "水")))
    assert [(topic.id, topic.title) for topic in unit.topics] == [
        ("water", "Water"),
        ("the-cycle", "The cycle"),
        ("topic-3", "水"),
    ]
    assert slug_of("A" * 99) == "a" * 40


@pytest.mark.parametrize(("count", "kept"), [(2, 0), (3, 3), (20, 20), (21, 11)])
def test_a_timeline_has_each_event_once(count: int, kept: int) -> None:
    """Too few events are none; of very many every second or third is taken; what is said twice counts once."""
    events = [Event(str(1700 + number), f"Event {number}.") for number in range(count)]
    written = timeline_file("Water", [*events, Event("1800", "Event 1.")])
    if not kept:
        assert written is None
        return
    (content,) = (source.content for source in read(NewUnit("Water", "Geography", "Ours"), written).sources)
    assert isinstance(content, TimelineContent)
    assert len(content.events) == kept
    assert content.events[0] == events[0]


def test_a_long_title_is_cut_between_words() -> None:
    """A folder and its questions’ ids end in a whole word; a single word that is too long is cut."""
    assert slug_of("Cells and how things get in and out of them") == "cells-and-how-things-get-in-and-out-of"
    assert slug_of("x" * 50) == "x" * LONGEST_ID
    assert slug_of("How plants make food") == "how-plants-make-food"
