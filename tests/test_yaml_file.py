"""From a YAML file to plain data with places, and from there to checked values or problems in plain words."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from tests.steps import steps
from worksheetgen.english import one_of
from worksheetgen.errors import TOLD_AT_ONCE, InvalidInput, Place, Problem, Told, shown
from worksheetgen.yaml_file import GIVEN, LARGEST, YamlFile, mistake, read_text, read_yaml, validate
from worksheetgen.yaml_file.events import MOST_VALUES

NAME = "x.yaml"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test writes its file into the current folder."""
    monkeypatch.chdir(tmp_path)


def written(text: str | bytes) -> YamlFile:
    """The file of that text."""
    content = text.encode() if isinstance(text, str) else text
    Path(NAME).write_bytes(content)
    return read_yaml(Path(NAME))


def broken(text: str | bytes) -> str:
    """What is said of a file that cannot be read, without its name."""
    with pytest.raises(InvalidInput) as caught:
        written(text)
    (problem,) = caught.value.problems
    return str(problem).removeprefix(f"{NAME}:")


# ---- reading -------------------------------------------------------------------------------------


def test_plain_data_with_places() -> None:
    """Data is plain; every key and value knows its line and column, counted in characters from 1."""
    file = written("title: ‘é’\nlist:\n  - {ä: 1, b: no}\n  - two\n")
    assert file.data == {"title": "‘é’", "list": [{"ä": 1, "b": False}, "two"]}
    assert file.place() == Place(NAME, 1, 1)
    assert file.place("title") == Place(NAME, 1, 8)
    assert file.key_place("list", 0, "b") == Place(NAME, 3, 12)
    assert file.place("list", 0, "b") == Place(NAME, 3, 15)
    assert file.place("list", 1) == Place(NAME, 4, 5)
    assert file.raw["list", 0, "b"] == "no"
    assert file.value("list", 0, "ä") == 1


def test_the_place_of_what_is_not_there_is_that_of_what_is_around_it() -> None:
    """A missing field is looked for where it should stand, in an empty file at its top."""
    file = written("a:\n  b: 1\n")
    assert file.place("a", "c", 3, "d") == Place(NAME, 2, 3)
    assert file.key_place("a", "c") == Place(NAME, 2, 3)
    assert written("# nothing\n").place("a") == Place(NAME)


def test_keys_are_text_whatever_they_look_like() -> None:
    """A year or a `no` as a field's name stays what was written."""
    assert written("1936: [a]\nno: b\n").data == {"1936": ["a"], "no": "b"}


def test_a_byte_order_mark_and_windows_line_ends_do_not_count() -> None:
    """A file from a Windows editor reads as any other, with the same places."""
    file = written(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n")
    assert file.data == {"a": 1, "b": "x\ny\n"}
    assert file.place("b") == Place(NAME, 2, 4)


def test_names_are_shown_from_here(tmp_path: Path) -> None:
    """A path below the current folder is shown from there, any other as it was given."""
    assert shown(tmp_path / "bank" / "unit.yaml") == "bank/unit.yaml"
    assert shown(Path("bank/unit.yaml")) == "bank/unit.yaml"
    assert shown(Path("/elsewhere/unit.yaml")) == "/elsewhere/unit.yaml"
    assert shown(Path("../unit.yaml")) == "../unit.yaml"


COMMENT = (
    "Here # begins a comment, and the closing bracket is taken for a part of it. "
    'Put the text with # in quotes, for example "#FFF5DC".'
)
OPEN_QUOTE = (
    "The quotation mark that opens here is closed only in line {}, within other words. Close it at the end of the "
    "text, or use curly quotes inside the text."
)
LESS = (
    "This line is indented less than the lines around it. Indent it with spaces exactly as the lines of the same "
    "group."
)
DASHLESS = (
    "This line is indented as the entries of a list above it are, and has no dash. Begin it with a dash and a space if "
    "it is one of them; indent it as its own group is if not."
)
SYNTAX = [
    ("a:\n\tb: 1\n", "2:1: The line is indented with a tab. Indent it with plain spaces."),
    ("a:\n  - x\n \t- y\n", "3:2: The line is indented with a tab. Indent it with plain spaces."),
    ("a: 1\nb:\n  - c\n\u00a0 - d\n", "4:1: The line is indented with an odd space, as word processors make "
     "them. Indent it with plain spaces."),
    ("stem: Who said: this?\n", "1:15: A colon and a space stand inside the text. Put the whole text in quotes."),
    ("- {id: x, text: Time: a thing}\n", "1:21: A colon and a space stand inside the text. Put the whole text in "
     "quotes."),
    ("a: 1\n b: 2\n", "2:2: This line is indented too far, or the colon of the line above has no space after it. "
     "Indent it with spaces exactly as the lines of the same group."),
    ("a:\n  b: 1\n c: 2\n", "3:2: This line does not line up with the lines above it. Indent it with spaces exactly "
     "as the lines of the same group."),
    ("a:\n - x\n  - y\n- z\n", "4:1: This line does not line up with the lines above it. Indent it with spaces "
     "exactly as the lines of the same group."),
    ("stem: @home\n", "1:7: A text cannot begin with ‘@’ as it stands. Put the whole text in quotes."),
    ("stem: `x`\n", "1:7: A text cannot begin with ‘`’ as it stands. Put the whole text in quotes."),
    ("stem: %5\n", "1:7: A text cannot begin with ‘%’ as it stands. Put the whole text in quotes."),
    ("stem: **two** reasons\n", "1:7: A text cannot begin with ‘*’ as it stands. Put the whole text in quotes."),
    ("stem: *two reasons\n", "1:7: ‘*two’ is read as a reference to another place of the file. Put the text in "
     "quotes, or write out what is meant."),
    ("a: &x 1\nb: *x\n", "2:4: ‘*x’ is read as a reference to another place of the file. Put the text in quotes, or "
     "write out what is meant."),
    ("stem: & so on\n", "1:7: A text cannot begin with ‘&’ as it stands. Put the whole text in quotes."),
    ("stem: > than\n", "1:7: A text cannot begin with ‘>’ as it stands. Put the whole text in quotes."),
    ("stem: - a dash\n", "1:7: A text cannot begin with ‘-’ as it stands. Put the whole text in quotes."),
    ("stem: 'It's here'\n", "1:11: The text goes on after its closing quotation mark or bracket. Put the whole text "
     "in quotes, and use curly quotes inside it."),
    ("stem: {source} says\nb: 1\n", "1:16: The text goes on after its closing quotation mark or bracket. Put the "
     "whole text in quotes, and use curly quotes inside it."),
    ("- {stem: In {source} it says, b: 1}\n", "1:13: A bracket ‘{’ stands inside the text. Put the whole text in "
     "quotes."),
    ('stem: "abc\nb: 1\n', "1:7: The quotation mark that opens here is never closed. Close it at the end of the text, "
     "or use curly quotes inside the text."),
    ('a: "C:\\path"\n', "1:7: A backslash inside double quotes is read as a code. Write two backslashes, or put the "
     "text in single quotes."),
    ("a: [x, y\nb: 1\n", "1:4: The bracket ‘[’ that opens here is not closed. Close it, or put text that begins with "
     "a bracket in quotes."),
    ("a: [\n", "2:1: A bracket is not closed. Close it, or put text that begins with a bracket in quotes."),
    ("base: {ground: #FFF5DC}\n", f"1:16: {COMMENT}"),
    ("a: 1\nb: {c: #1, d: 2}\ne:\n  f: 1\n", f"2:8: {COMMENT}"),
    ("- {id: a, text: At floor #3 of it}\n- {id: b}\n", f"1:26: {COMMENT}"),
    ("a: {b: 1} # c: # {d}\ne: {f: 1\ng: 2\n", "2:4: The bracket ‘{’ that opens here is not closed. Close it, or put "
     "text that begins with a bracket in quotes."),
    ('- {id: a, b: "x"y}\n', "1:17: Here a comma or a closing bracket is missing. Put text with commas, colons, quotes "
     "or brackets in quotes as a whole."),
    ("a: 1\nfoo\nb: 2\n", "2:1: This line is neither ‘name: text’ nor ‘- entry’. Write a colon and a space after the "
     "name, or indent the line if it belongs to the text above."),
    ('a:\n  - b: "One\n    c: two\n  - b: three "four" five\n', f"2:8: {OPEN_QUOTE.format(4)}"),
    ("- {a: b, c: 'One}\n- {a: it's}\n", f"1:13: {OPEN_QUOTE.format(2)}"),
    ("a:\n  - b: 1\nc: 2\n    d: 3\n", f"3:1: {LESS}"),
    ("a:\n  - b: 1\n    c: 2\n# note\n\nd: 3\n    e: 4\n", f"6:1: {LESS}"),
    ("a:\n  - b: 1\nc:\n      - d\n    e: 1\n", f"3:1: {LESS}"),
    ("- {a: 1}\n{a: 2}\n", f"2:1: {DASHLESS}"),
    ("a:\n  - b: 1\n  b: 2\n", f"3:3: {DASHLESS}"),
    ("- {a: 1}\n-{a: 2}\n", "2:1: The dash of this entry has no space after it. Begin it with a dash and a space."),
    ("- a: 1\n• a: 2\n", "2:1: An entry of a list cannot begin with ‘•’. Begin it with a dash and a space."),
    ("- a: 1\n– a: 2\n", "2:1: An entry of a list cannot begin with ‘–’. Begin it with a dash and a space."),
    ("- a: 1\n* a: 2\n", "2:1: An entry of a list cannot begin with ‘*’. Begin it with a dash and a space."),
    ("- {a: 1, b: 2\n- {a: 3}\n", "1:3: The bracket ‘{’ that opens here is not closed. Close it, or put text that "
     "begins with a bracket in quotes."),
    ('- {a: 1, b: "2")\n- {a: 3}\n', "1:16: Here a comma or a closing bracket is missing. Put text with commas, "
     "colons, quotes or brackets in quotes as a whole."),
    ("- {found: Shakty printed: Shakhty}\n", "1:25: A colon and a space stand inside the text. Put the whole text in "
     "quotes, or write a comma before ‘printed’."),
    ("- id: x, text: y\n", "1:14: A colon and a space stand inside the text. Put the whole text in quotes, or put { } "
     "around the fields of this line."),
    ("a: 1\nb:\u00a0two\nc: 3\n", "2:3: After the colon stands an odd space, as word processors make them. Write a "
     "plain space."),
    ("a:\n  - b: 1\n\u00a0   c: 1\n    d: 2\n", "3:1: The line is indented with an odd space, as word processors make "
     "them. Indent it with plain spaces."),
    ("```yaml\na: 1\n```\n", "1:1: Marks of Markdown stand here, as from a chat. Take the line out, and the one that "
     "ends the text."),
    ("a: 1\n---\nb: 1\n", "2:1: A second document begins here. Take the line ‘---’ out."),
    ("a: b\x07c\n", "1:5: An invisible character (U+0007) stands here. Delete it, or save the file again with the "
     "encoding UTF-8."),
    ("a: b\u2028c\n", "1:5: An invisible character (U+2028) stands here. Delete it, or save the file again with the "
     "encoding UTF-8."),
    ("[" * 500, "1:31: Too many brackets stand inside each other. Put the text in quotes."),
    ("a: Ünder\nb: Gültig\n".encode("cp1252"), "1:4: From here on the file is not UTF-8 text. Save it again from your "
     "editor with the encoding UTF-8."),
    ("ok: é\n".encode() + "b: Gültig\n".encode("cp1252"), "2:5: From here on the file is not UTF-8 text. Save it again "
     "from your editor with the encoding UTF-8."),
    (b"\xef\xbb\xbf" + "b: Gültig\n".encode("cp1252"), "1:5: From here on the file is not UTF-8 text. Save it again "
     "from your editor with the encoding UTF-8."),
    ("a: 1\n".encode("utf-16"), "1:1: From here on the file is not UTF-8 text. Save it again from your editor with "
     "the encoding UTF-8."),
]  # fmt: skip


QUOTE = "Put the whole text in quotes."
NOT_READ = "Here # begins a comment, and what follows is not read."
COMMENT_OR_TEXT = f"{NOT_READ} Put the whole text in quotes, or write two spaces before a comment."
CODE = "A backslash inside double quotes is read as a code. Write two backslashes, or put the text in single quotes."
UNREAD = [
    ("a: At floor #3 of it\n", f"1:13: {COMMENT_OR_TEXT}"),
    ("a: floor #3\n", f"1:10: {COMMENT_OR_TEXT}"),
    ("a: floor # 3\n", f"1:10: {COMMENT_OR_TEXT}"),
    ("a: At floor # three\n", f"1:13: {COMMENT_OR_TEXT}"),
    ("a:\n  - b\n  - At floor\n    two #3\n", f"4:9: {COMMENT_OR_TEXT}"),
    ("a: &source high\n", f"1:4: ‘&source’ is read as an instruction to YAML, and not as text. {QUOTE}"),
    ("a: !x high\n", f"1:4: ‘!x’ is read as an instruction to YAML, and not as text. {QUOTE}"),
    ("a: ! Danger\n", f"1:4: ‘!’ is read as an instruction to YAML, and not as text. {QUOTE}"),
    ("a: !!str x\n", f"1:4: ‘!!str’ is read as an instruction to YAML, and not as text. {QUOTE}"),
    ("a: &b\n  c: d\n", f"1:4: ‘&b’ is read as an instruction to YAML, and not as text. {QUOTE}"),
    ('a: "é: angle \\alpha"\n', f"1:14: {CODE}"),
    *(
        (f'a: "\\{word}"\n', f"1:5: {CODE}")
        for word in ("theta", "beta", "nu", "nabla", "rho", "frac", "Phi", "_x", "eta")
    ),
]

READ = [
    ("a: 2 # easy\n", 2),
    ("a: key # a note\n", "key"),
    ("a: two words  # a note\n", "two words"),
    ("a: 'At floor #3'\n", "At floor #3"),
    ("a: C# and F#\n", "C# and F#"),
    ("a: >-\n  At floor #3 \\alpha &x !y\n", "At floor #3 \\alpha &x !y"),
    ("a: Black & white, wow!\n", "Black & white, wow!"),
    ("a: the angle \\alpha\n", "the angle \\alpha"),
    ('a: "one\\ntwo \\\\alpha \\" \\u00e9 \\x41"\n', 'one\ntwo \\alpha " é A'),
    ('a: "\\\n  x"\n', "x"),
    ("a: cafe\u0301 o\ufb03ce\n", "café office"),
    ("a: zero\u200bwidth, so\u00adft, \u200ejoined\ufe0f\n", "zerowidth, soft, joined"),
]


@pytest.mark.parametrize(("text", "says"), UNREAD)
def test_words_that_yaml_does_not_read_as_words_are_told(text: str, says: str) -> None:
    """A part of a text that would be lost, or become another character, is a problem at its place."""
    file = written(text)
    ((_, problem),) = file.problems
    assert str(problem).removeprefix(f"{NAME}:") == says


@pytest.mark.parametrize(("text", "value"), READ)
def test_what_is_meant_as_written_is_read(text: str, value: object) -> None:
    """Comments, signs within words, codes of characters; an accent is one character with its letter."""
    file = written(text)
    assert file.problems == ()
    assert file.data == {"a": value}


@pytest.mark.parametrize(("text", "says"), SYNTAX, ids=[str(text)[:20] for text, _ in SYNTAX])
def test_a_broken_file_is_told_in_plain_words(text: str | bytes, says: str) -> None:
    """What is not YAML is one problem where a teacher has to look, without a word of the parser."""
    assert broken(text) == says


@given(
    st.text(st.sampled_from("ab:#-&*!|>'\"\\[]{},?%@`~ \n\té\u200b\u0301"), max_size=40)
    | st.binary(max_size=40)
    | st.lists(st.sampled_from(("a: b", "b: 1", " a: b", "- a", "a:")), max_size=6).map(
        "\n".join
    )  # keys given twice
)
def test_any_bytes_are_data_or_a_message(content: str | bytes) -> None:
    """Whatever a file holds, reading it gives plain data, or a problem at a place in it; nothing else is raised."""
    with suppress(InvalidInput):
        file = written(content)
        assert all(problem.place.line for _, problem in file.problems)


def test_thousands_of_brackets_are_told_as_well() -> None:
    """Neither the libyaml that gives up on them nor one that would read on crashes."""
    assert broken("[" * 100_000).endswith(
        "Too many brackets stand inside each other. Put the text in quotes."
    )


def test_a_file_that_is_not_there_is_named() -> None:
    """A missing file and a folder are problems, with the name that was given."""
    with pytest.raises(InvalidInput) as caught:
        read_yaml(Path("none.yaml"))
    assert str(caught.value) == (
        "none.yaml: The file cannot be read: No such file or directory. Check its name and its permissions."
    )
    with pytest.raises(InvalidInput, match="it is a folder"):
        read_text(Path())


# ---- validating ----------------------------------------------------------------------------------


class Strict(BaseModel):
    """A model that knows its fields."""

    model_config = ConfigDict(extra="forbid")


class Dot(Strict):
    """One member of a union."""

    kind: Literal["dot"]
    size: StrictInt = 1


class Line(Strict):
    """Another member of a union."""

    instead: ClassVar[dict[str, str]] = {"breadth": "A line has a length alone."}
    kind: Literal["line"]
    length: Annotated[StrictInt, Field(ge=1, le=9)]


def _even(value: int) -> int:
    if value % 2:
        raise mistake(f"{value} is odd.", "Write an even number.")
    return value


class Picture(Strict):
    """A model with a field for each sort of error."""

    title: Annotated[StrictStr, Field(min_length=1, max_length=20)]
    colour: Literal["red", "blue"] = "red"
    framed: StrictBool = False
    scale: Annotated[float, Field(gt=0)] = 1.0
    even: Annotated[StrictInt, AfterValidator(_even)] = 2
    tags: Annotated[tuple[StrictStr, ...], Field(min_length=1, max_length=3)] = ("a",)
    sizes: dict[StrictStr, StrictInt] = Field(default_factory=dict)
    weight: Annotated[StrictInt | None, GIVEN] = None
    lines: Annotated[StrictInt, Field(le=9)] | Literal["half page", "page"] = "page"
    booklet: Literal["large"] | StrictBool = False
    prices: dict[Literal["red", "blue"], StrictInt] = Field(default_factory=dict)
    shapes: tuple[Annotated[Dot | Line, Field(discriminator="kind")], ...] = ()


def wrong(text: str, model: type[BaseModel] = Picture) -> list[str]:
    """What is wrong with a file, without its name."""
    file = written(text)
    with pytest.raises(InvalidInput) as caught:
        validate(model, file)
    return [str(problem).removeprefix(f"{NAME}:") for problem in caught.value.problems]


def test_a_right_file_becomes_the_model() -> None:
    """Valid data comes back as the model, the whole file or a part of it."""
    file = written("title: T\nshapes: [{kind: dot}, {kind: line, length: 3}]\n")
    picture = validate(Picture, file)
    assert (picture.title, picture.shapes) == ("T", (Dot(kind="dot"), Line(kind="line", length=3)))
    assert validate(Line, file, "shapes", 1) == picture.shapes[1]


CUT = "Write decimals after a point, for example 40.2, and text with a comma in quotes."
WRITE = "Write its value after the colon, in quotes if it begins with #; what is not needed can be left out."
VALUES = [
    ("{}", "1:1: ‘title’ is missing here. Add a line ‘title: …’."),
    ("title:", f"1:7: ‘title’ is empty. {WRITE}"),
    ("title: #1", f"1:7: ‘title’ is empty. {WRITE}"),
    ("title: T\nweight:", f"2:8: ‘weight’ is empty. {WRITE}"),
    ("title: T\nprices: {red: 1, rde: 2}", "2:18: ‘rde’ cannot be a name under ‘prices’. Did you mean ‘red’?"),
    ("title: T\nshapes: [{kind: dot, size: 40,2}]", f"2:28: ‘size’ is cut at the comma after ‘40’. {CUT}"),
    ("{title: Leningrad, now, St Petersburg}", f"1:9: ‘title’ is cut at the comma after ‘Leningrad’. {CUT}"),
    ("{title: 1,000, even: 2}", f"1:9: ‘title’ is cut at the comma after ‘1’. {CUT}"),
    ("title: T\nshapes: [{kind: line, length 3}]", "2:23: ‘length 3’ is not a field here. Write a colon and a space "
     "after ‘length’."),
    ("title: T\nshapes: [{kind: line, length:3}]", "2:23: ‘length:3’ is not a field here. Write a colon and a space "
     "after ‘length’."),
    ("{title: T, sizes: {a:1}}", "1:20: ‘a:1’ has no value. Write a colon and a space after its name."),
    ("title: T\ntags: [a, 2,000,000]", '2:11: ‘2,000,000’ is read as 3 entries of the list. Put it in quotes: '
     '"2,000,000".'),
    ("title: T\ntags: [about 2,000]", '2:8: ‘about 2,000’ is read as 2 entries of the list. Put it in quotes: '
     '"about 2,000".'),
    ("title: T # 2", f"1:10: {COMMENT_OR_TEXT}"),
    ("title: ''", "1:8: ‘title’ is empty. Write its text, or take it out."),
    ("title: [a]", "1:8: ‘title’ must be plain text. Write it after the colon, in quotes if it begins with [ or {."),
    ("title: {source}", "1:8: ‘title’ must be plain text. Write it after the colon, in quotes if it begins with [ or "
     "{."),
    ("title: aaaaaaaaaaaaaaaaaaaaa", "1:8: ‘title’ is too long. Write at most 20 characters."),
    ("title: !x a", "1:8: ‘!x’ is read as an instruction to YAML, and not as text. Put the whole text in quotes."),
    ("title: T\ncolour: rde", "2:9: ‘rde’ cannot be the value of ‘colour’. Did you mean ‘red’?"),
    ("title: T\ncolour: 7", "2:9: ‘7’ cannot be the value of ‘colour’. Write one of: red, blue."),
    ("title: T\nlines: lots", "2:8: ‘lots’ cannot be the value of ‘lines’. Write one of: half page, page, or a whole "
     "number."),
    ("title: T\nlines: [3]", "2:8: What is given cannot be the value of ‘lines’. Write one of: half page, page, or a "
     "whole number."),
    ("title: T\nlines: 10", "2:8: ‘lines’ is too large. Write at most 9."),
    ("title: T\nbooklet: big", "2:10: ‘big’ cannot be the value of ‘booklet’. Write one of: large, or true or false."),
    ("title: T\nframed: 'yes'", "2:9: ‘framed’ must be true or false. Write true or false, without quotes."),
    (f"title: T\nscale: {'9' * 20}", f"2:8: ‘{'9' * 20}’ is not a number, as ‘scale’ must be. Write it in digits, for "
     "example 10.5."),
    ("title: T\nscale: big", "2:8: ‘big’ is not a number, as ‘scale’ must be. Write it in digits, for example 10.5."),
    ("title: T\nscale: 0", "2:8: ‘scale’ is too small. Write more than 0."),
    ("title: T\neven: 3", "2:7: 3 is odd. Write an even number."),
    ("title: T\neven: '2'", "2:7: ‘even’ must be a number, not text. Take the quotes away."),
    ("title: T\neven: [2]", "2:7: What is given is not a whole number, as ‘even’ must be. Write it in digits, for "
     "example 3."),
    ("title: T\ntags: sea", "2:7: ‘tags’ must be a list. Write [sea], or one entry a line, each after a dash."),
    ("title: T\ntags: {a: b}", "2:7: ‘tags’ must be a list. Write [one, two], or one entry a line, each after a dash."),
    ("title: T\ntags: []", "2:7: ‘tags’ has too few entries. Give it at least 1."),
    ("title: T\ntags: [a, b, c, d]", "2:7: ‘tags’ has too many entries. Give it at most 3."),
    ("title: T\ntags: [1]", '2:8: ‘1’ is read by YAML as a number. Put it in quotes: "1".'),
    ("title: T\nsizes: [a]", "2:8: ‘sizes’ must have fields of its own. Write ‘name: value’ lines below it, indented."),
    ("title: T\nsizes: {a: b}", "2:12: ‘b’ is not a whole number, as ‘a’ must be. Write it in digits, for example 3."),
    ("title: T\nshapes: [x]", "2:10: ‘shapes’ must have fields of its own. Write ‘name: value’ lines below it, "
     "indented."),
    ("title: T\nshapes: [{size: 1}]", "2:10: ‘kind’ is missing here. Add a line ‘kind: …’."),
    ("title: T\nshapes: [{kind: dott}]", "2:17: ‘dott’ cannot be the value of ‘kind’. Did you mean ‘dot’?"),
    ("title: T\nshapes: [{kind: line, length: 0}]", "2:31: ‘length’ is too small. Write at least 1."),
    ("title: T\nshapes: [{kind: line, length: 10}]", "2:31: ‘length’ is too large. Write at most 9."),
    ("title: T\nshapes: [{kind: line, lenght: 3}]", "2:23: ‘lenght’ is not a field here. Did you mean ‘length’?"),
    ("title: T\nshapes: [{kind: dot, length: 3}]", "2:22: ‘length’ is not a field here. Check its spelling and its "
     "indentation."),
    ("title: T\nshapes: [{kind: line, length: 3, breadth: 2}]", "2:34: ‘breadth’ is not a field here. A line has a "
     "length alone."),
    ("title: T\ntitel: T", "2:1: ‘titel’ is not a field here. Check its spelling and its indentation."),
    ("title: T\ntitle: U", "2:1: ‘title’ is given twice; it stands first at x.yaml:1:1. Keep one of the two."),
    ("title: T\n{a: b}: c", "2:1: A field cannot have brackets for a name. Put text that begins with { or [ "
     "in quotes."),
    ("title: T\n\u00a0even: 4", "2:1: The line is indented with an odd space, as word processors make them. Indent it "
     "with plain spaces."),
    ("", "The file is empty. Compare it with a bundled one."),
    ("- title: T", "1:1: The file must have fields of its own. Write ‘name: value’ lines below it, indented."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), VALUES, ids=[text.replace("\n", ", ")[:40] for text, _ in VALUES])
def test_a_wrong_value_is_told_at_its_place(text: str, says: str) -> None:
    """Every sort of error that pydantic finds is one problem, at the value, without a word of pydantic."""
    assert [problem.removeprefix(" ") for problem in wrong(text)] == [says]


def test_every_problem_is_told_at_once() -> None:
    """Slips of every sort in one file come together, in the order of their places."""
    text = "titel: T\nframed: 1\ntags: [no, 5]\nframed: 2\nshapes: [{kind: dot, size: x}]\ncolour:\n"
    assert [problem.partition(":")[0] for problem in wrong(text)] == ["1", "2", "3", "3", "4", "5", "6"]


def test_an_error_of_another_part_does_not_concern_a_part() -> None:
    """A key given twice elsewhere in the file spoils only what it stands in."""
    file = written("shapes: [{kind: dot}, {kind: dot, kind: dot}]\n")
    assert validate(Dot, file, "shapes", 0) == Dot(kind="dot")
    with pytest.raises(InvalidInput, match="given twice"):
        validate(Dot, file, "shapes", 1)


def test_a_validator_can_know_more_than_the_file() -> None:
    """The context reaches the model's own validators."""

    def known(value: str, info: Any) -> str:
        if value not in info.context["names"]:
            raise mistake(f"There is no ‘{value}’.", one_of(value, info.context["names"]))
        return value

    class Named(Strict):
        name: Annotated[str, AfterValidator(known)]

    file = written("name: kirof\n")
    with pytest.raises(InvalidInput) as caught:
        validate(Named, file, context={"names": ["kirov"]})
    expected = Problem(Place(NAME, 1, 7), "There is no ‘kirof’.", "Did you mean ‘kirov’?")
    assert caught.value.problems == (expected,)


@pytest.mark.parametrize(
    ("given", "names", "says"),
    [
        ("kirof", ["gulag", "kirov"], "Did you mean ‘kirov’?"),
        ("army", ["gulag", "kirov"], "Write one of: gulag, kirov."),
        (
            "x",
            [f"topic-{number:02}" for number in range(13)],
            f"Write one of: {', '.join(f'topic-{n:02}' for n in range(12))} ….",
        ),
        ("x", [], "There are none yet: add it, or take it out here."),
    ],
)
def test_a_wrong_name_gets_the_right_ones(given: str, names: list[str], says: str) -> None:
    """The nearest name is offered, or else all of them, or the first twelve."""
    assert one_of(given, names) == says


def test_a_file_larger_than_anybody_writes_is_told(tmp_path: Path) -> None:
    """It is not read at all."""
    path = tmp_path / "unit.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InvalidInput, match="The file has more than 5 MB"):
        read_yaml(path)


@pytest.mark.slow
def test_a_file_of_more_values_than_anybody_writes_is_told(tmp_path: Path) -> None:
    """A short value takes hundreds of times its own room, so values are counted before any is made."""
    path = tmp_path / "unit.yaml"
    path.write_text("[" + "a," * MOST_VALUES + "]", encoding="utf-8")
    with pytest.raises(InvalidInput, match="The file has more than 1,000,000 values"):
        read_yaml(path)


def test_what_is_told_has_an_end() -> None:
    """However further mistakes come, one by one or many, only so many are kept, and no more are looked for."""
    looked = iter(range(3 * TOLD_AT_ONCE))
    told = Told(looked)
    assert told == list(range(TOLD_AT_ONCE))
    assert next(looked) == TOLD_AT_ONCE
    told.append(-1)
    told += looked
    assert told.full
    assert told == list(range(TOLD_AT_ONCE))
    few = Told([1])
    few.append(2)
    few += range(TOLD_AT_ONCE)
    assert few == [1, 2, *range(TOLD_AT_ONCE - 2)]
    assert next(looked) == TOLD_AT_ONCE + 1


def test_of_many_mistakes_the_first_thousand_are_told(tmp_path: Path) -> None:
    """Keys given twice, and fields that are none, are noted up to there."""
    path = tmp_path / "unit.yaml"
    path.write_text("{" + "a: 1, " * (TOLD_AT_ONCE + 9) + "}", encoding="utf-8")
    assert len(read_yaml(path).problems) == TOLD_AT_ONCE
    path.write_text("{" + "".join(f"a{n}: 1, " for n in range(TOLD_AT_ONCE + 9)) + "}", encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        validate(Strict, read_yaml(path))
    assert len(raised.value.problems) <= TOLD_AT_ONCE


def test_a_name_among_many_is_compared_with_those_that_begin_alike() -> None:
    """Of ten thousand names the nearest is still offered, without a comparison with each."""
    names = [f"n{number:05}" for number in range(10_000)]
    assert one_of("n00017x", names) == "Did you mean ‘n00017’?"
    assert steps(lambda: one_of("n00017x", names)) < 100_000
