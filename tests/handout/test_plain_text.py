"""Text files, with and without Markdown: lines are joined to paragraphs, divided words made whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from worksheetgen.errors import InvalidInput
from worksheetgen.handout import Handout, read_handout
from worksheetgen.handout.lines import joined_lines
from worksheetgen.model.text import LONGEST_TEXT


def read(text: str, folder: Path, name: str = "a.txt", encoding: str = "utf-8") -> Handout:
    """The text as it is read from a file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_handout(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_joined(end: str, tmp_path: Path) -> None:
    """What stands between blank lines is a paragraph, whatever ends its lines; a short line alone is a heading."""
    harbour = "The harbour was founded by mer-\nchants who needed shelter from\nthe storms."
    text = f"A harbour town\n\n{harbour}\n\nRopes\n\nHemp.\n"
    found = read(text.replace("\n", end), tmp_path)
    assert (found.title, found.topics) == ("A harbour town", ("Ropes",))
    assert found.paragraphs == (
        "The harbour was founded by merchants who needed shelter from the storms.",
        "Hemp.",
    )


def test_a_paragraph_may_be_a_line(tmp_path: Path) -> None:
    """Where no line is blank and lines are sentences, each is a paragraph."""
    assert read("One thing is here.\nAnother is there.\n", tmp_path).paragraphs == (
        "One thing is here.",
        "Another is there.",
    )


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["photo-", "synthesis"], "photosynthesis"),
        (["a one-", "party state"], "a one-party state"),
        (["Anglo-", "Saxon"], "Anglo-Saxon"),
        (["chloro\u00ad", "plasts"], "chloroplasts"),
        (["1914-", "1918"], "1914-1918"),
        (["so – ", "on"], "so – on"),
    ],
)
def test_divided_words_are_made_whole(lines: list[str], whole: str) -> None:
    """A hyphen at a line's end goes, unless the text has the word with it elsewhere, or a capital or figure follows."""
    assert joined_lines(lines, frozenset({"one-party"})) == whole


def test_marks_of_markdown_go(tmp_path: Path) -> None:
    """Headings, items, links, quotes and tables are what they mean; no star of bold is printed."""
    text = (
        "# Rivers\n\nA **river** has a [source](http://x.y) and *a* mouth: {x}\n- fresh\n- salt\n\n> Said so.\n\n"
        "![a bend](b.png)\n\nYear | Level\n--- | ---\n1998 | 4\n\nUnder\n-----\n\nEnd.\n"
    )
    found = read(text, tmp_path, "a.md")
    assert (found.title, found.topics) == ("Rivers", ("Under",))
    assert found.paragraphs == (
        "A river has a source and a mouth: {x}",
        "fresh; salt.",
        "Said so.",
        "End.",
    )
    assert found.tables[0].rows == (("1998", "4"),)
    assert found.left_out == ("1 picture: after paragraph 3 (“a bend”)",)


def test_a_text_with_marks_of_markdown_is_markdown(tmp_path: Path) -> None:
    """Programs that write texts write it, and it is pasted into a file of any name; a line in bold is a heading."""
    found = read("**The Plague**\n\nIt came in **1348**.\n\n---\n\n## Causes\n\nRats.\n", tmp_path, "a.txt")
    assert (found.title, found.topics, found.paragraphs) == (
        "The Plague",
        ("Causes",),
        ("It came in 1348.", "Rats."),
    )
    found = read("2 ** 3 is 8.\n\n#1 is best.\n", tmp_path, "a.txt")
    assert found.paragraphs == ("2 ** 3 is 8.", "#1 is best.")
    found = read("x = 2**3 + 4**2\n\nA line with _its_ signs.\n", tmp_path, "a.txt")
    assert found.paragraphs[-1] == "A line with _its_ signs."


def test_an_encoding_is_asked_for(tmp_path: Path) -> None:
    """What is not UTF-8 is shown as it could be read, as with class lists."""
    with pytest.raises(InvalidInput, match=r"“Größe” as cp1252.* Save it again from your editor"):
        read("Größe, usw.", tmp_path, encoding="cp1252")


def test_a_table_is_no_handout(tmp_path: Path) -> None:
    """A class list that was meant for something else becomes no text with pupils' names in it."""
    with pytest.raises(InvalidInput, match=r"a\.csv: This is a table and no text\."):
        read("name\nAnn Lee\n", tmp_path, "a.csv")


def test_a_library_is_no_handout(tmp_path: Path) -> None:
    """A document longer than a thick book is told before terms are looked for, which would take minutes."""
    with pytest.raises(InvalidInput, match=r"500 000 characters, which is more than a thick book\. Give the"):
        read("One thing is here. " * (LONGEST_TEXT // 19 + 1), tmp_path)


def test_a_file_of_little_but_white_is_told_too(tmp_path: Path) -> None:
    """Its length counts, and not its words alone: lines of tabs are many paragraphs."""
    with pytest.raises(InvalidInput, match="which is more than a thick book"):
        read("a\t\t\n" * (LONGEST_TEXT // 3), tmp_path)


def test_a_table_that_becomes_too_long_once_it_is_told_is_told(tmp_path: Path) -> None:
    """A wide table's rows are sentences with the names of all columns in each: that length counts, too."""
    head = "|".join("A long name of a column " + "x" * 200 for _ in range(7))
    rows = "\n".join("1|2|3|4|5|6|7" for _ in range(400))
    with pytest.raises(InvalidInput, match="which is more than a thick book"):
        read(f"# Food\n\n{head}\n{'|'.join('---' for _ in range(7))}\n{rows}\n", tmp_path, "a.md")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "_",
        "[",
        "[[a",
        "[a](",
        "![",
        "![](",
        "# a ",
        "- ",
        "- \t",
        " ",
        "=",
        "|-",
        "In 1921 ",
        "A. ",
        "1999\n",
    ],
)
def test_no_text_takes_the_square_of_its_length(tmp_path: Path, name: str, piece: str) -> None:
    """Whatever it repeats, a text of 200,000 characters is read: with a pattern that took its square, for hours."""
    read(f"Plants\n\nThey grow.\n\na | x\n{piece * (200_000 // len(piece))}!\ny\n", tmp_path, name)


def test_what_is_linked_and_shown_is_found_as_before(tmp_path: Path) -> None:
    """Links give their words, pictures what is said of them, headings lose the signs behind them."""
    text = "# Plants ##\n\nSee [the list](a.html) and ![a leaf](b.png) here.\n\nA|B\n:-- | --:\n1|2\n"
    found = read(text, tmp_path, "a.md")
    assert found.title == "Plants"
    assert found.paragraphs[0] == "See the list and here."
    assert found.tables[0].columns == ("A", "B")
