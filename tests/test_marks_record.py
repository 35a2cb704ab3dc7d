"""marks.csv: written and read back, by whatever program it was saved meanwhile."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.errors import InvalidInput
from worksheetgen.manifest import RecordedQuestion
from worksheetgen.marks_record import (
    LARGEST_RECORD,
    MarkEntry,
    MarksRecord,
    letters_of,
    record_from_csv,
    record_to_csv,
    worth,
)
from worksheetgen.value import asdict

HEAD = "run,paper,question,mark,entered by,when\n"
TEXT = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("=+-@'\",;"), max_size=8)


def entry(mark: str, paper: str = "017", question: str = "kirov-01") -> MarkEntry:
    """A row of the record."""
    return MarkEntry("K7M2XD", paper, question, mark, "me", "2026-11-27")


@given(
    st.lists(st.builds(MarkEntry, TEXT, TEXT, TEXT, st.sampled_from(["", "absent", "7", "B"]), TEXT, TEXT))
)
def test_what_is_written_is_read(entries: list[MarkEntry]) -> None:
    """Every row comes back as it was, and no cell of the file is one that a spreadsheet takes for a formula."""
    kept = tuple(one for one in entries if any(asdict(one).values()) and (one.paper or one.mark in ("", "7")))
    content = record_to_csv(MarksRecord(kept))
    assert record_from_csv(content, "marks.csv").entries == kept
    for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_the_last_row_counts() -> None:
    """What a mark was before stays in the file; an empty one takes the mark away."""
    record = MarksRecord((entry("3"), entry("4"), entry("2", "018"), entry("", "018")))
    assert record.marks == {("017", "kirov-01"): "4"}
    assert record.lines["017", "kirov-01"][0] == 3


def test_a_spreadsheet_may_have_saved_it() -> None:
    """Semicolons, as a German Excel writes them, no mark of the encoding, empty lines and spaces are understood."""
    saved = HEAD.replace(",", ";") + "K7M2XD;017; kirov-01 ;4;;\n;;;;;\n"
    assert record_from_csv(saved.encode(), "marks.csv").marks == {("017", "kirov-01"): "4"}


def test_a_file_without_rows_is_an_empty_record() -> None:
    """As is one that is not there."""
    assert record_from_csv(b"", "marks.csv") == record_from_csv(HEAD.encode(), "marks.csv") == MarksRecord()


@pytest.mark.parametrize(
    ("typed", "key", "marks", "mark"),
    [
        ("B", "B", 3, "3"),
        ("A", "B", 3, "0"),
        ("AB", "B", 1, "0"),
        ("AC", "A C", 2, "2"),
        ("AB", "A C", 2, "1"),
        ("ABC", "A C", 2, "1"),
        ("ABCD", "A C", 2, "0"),
        ("A", "A C", 4, "2"),
        ("1", "A C", 2, "1"),
        ("absent", "A C", 2, "absent"),
        ("", "A C", 2, ""),
    ],
)
def test_letters_are_worth_their_share(typed: str, key: str, marks: int, mark: str) -> None:
    """Each key earns as many of the marks; who crosses more boxes than there are keys loses a key for each."""
    asked = RecordedQuestion(1, "kirov-01", marks, ("a", "b", "c", "d"), key, (), 0)
    assert letters_of(asked) == "ABCD"
    assert worth(typed, asked) == mark


@pytest.mark.parametrize("answer", ["3 1 4 2", "1C 2A", "True", "the words", None])
def test_only_keys_in_letters_are_crossed(answer: str | None) -> None:
    """An order, pairs and words are not typed as letters."""
    assert letters_of(RecordedQuestion(1, "kirov-01", 4, ("a", "b", "c", "d"), answer, (), 0)) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "K7M2XD,017,kirov-01,4½,,\nK7M2XD,018,kirov-01,-1,,\n", ["marks.csv:2:1", "marks.csv:3:1"]),
        (HEAD + "K7M2XD,017\n", ["marks.csv:2:1"]),
        (
            HEAD + "K7M2XD,017,kirov-01,B?,,\nK7M2XD,,A,absent,,\nK7M2XD,,A,B,,\n",
            ["marks.csv:2:1", "marks.csv:3:1", "marks.csv:4:1"],
        ),
        ("paper,mark\n017,4\n", ["marks.csv:1:1", "marks.csv:2:1"]),
    ],
)
def test_rows_that_are_not_understood_are_told(text: str, told: list[str]) -> None:
    """All of them, with their lines: nothing is guessed."""
    with pytest.raises(InvalidInput) as caught:
        record_from_csv(text.encode(), "marks.csv")
    assert [str(problem.place) for problem in caught.value.problems] == told


def test_a_record_that_is_no_text_is_told() -> None:
    """A workbook saved under its name, another encoding, or a field without end."""
    with pytest.raises(InvalidInput, match="not UTF-8"):
        record_from_csv(b"PK\xff\xfe", "marks.csv")
    with pytest.raises(InvalidInput, match="no CSV"):
        record_from_csv(HEAD.encode() + b'"' + b"x" * 200_000, "marks.csv")


def test_a_record_that_nobody_wrote_is_told() -> None:
    """More than any class has is not read row by row, which would take minutes."""
    row = "K7M2XD,017,kirov-01,4,you,2026-11-27T18:00:00+00:00\n"
    full = HEAD + row * ((LARGEST_RECORD - len(HEAD)) // len(row))
    with pytest.raises(InvalidInput, match="more than 16 megabytes: no record of marks has"):
        record_from_csv((full + row).encode(), "marks.csv")
