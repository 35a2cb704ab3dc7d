"""What libyaml says of a broken file, to what a teacher can do about it.

libyaml says which token it did not expect, and it marks the spot where it gave up, which is often well behind
the slip. Each of its messages has a function here that looks through the lines around its two marks for the
slip that such a message usually comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

import yaml
from yaml.tokens import ScalarToken

from worksheetgen.errors import Place, Problem
from worksheetgen.value import Value

# Remedies and findings that several functions give.
QUOTE = "Put the whole text in quotes."
TOO_DEEP = "Too many brackets stand inside each other."
UNBRACKETED = "Put the text in quotes."
BACKSLASH = "A backslash inside double quotes is read as a code."
UNCODED = "Write two backslashes, or put the text in single quotes."
_ALIGN = "Indent it with spaces exactly as the lines of the same group."
_ODD = "an odd space, as word processors make them"
_CLOSE = "Close it at the end of the text, or use curly quotes inside the text."
_COLON = "A colon and a space stand inside the text."
_DASH = "Begin it with a dash and a space."
_DASHLESS = "This line is indented as the entries of a list above it are, and has no dash."
_DASH_OR_INDENT = f"{_DASH[:-1]} if it is one of them; indent it as its own group is if not."
_BULLET = re.compile(r"\s*([–—−•●▪·*])\s")
"""How a line begins where a word processor, or a habit, put another sign for the dash of an entry."""


class _Break(Value):
    """Where libyaml gave up.

    `lines` are those of the file, `start` is where the thing begins that libyaml was reading (a list, a
    quoted text), `stop` where it could not go on: each a line and a column, both from 0.
    """

    lines: tuple[str, ...]
    start: tuple[int, int]
    stop: tuple[int, int]

    def line(self, position: tuple[int, int]) -> str:
        """The whole line of a position, "" beyond the end."""
        return self.lines[position[0]] if position[0] < len(self.lines) else ""

    def character(self, position: tuple[int, int]) -> str:
        """The character at a position, "" at the end of its line."""
        return self.line(position)[position[1] : position[1] + 1]

    def indent(self, number: int) -> int:
        """How many spaces stand before a line."""
        return len(self.lines[number]) - len(self.lines[number].lstrip())

    def above(self, number: int) -> Iterator[int]:
        """The lines above one that have words, upwards from it."""
        lines = ((one, self.lines[one].lstrip()) for one in range(number - 1, -1, -1))
        return (one for one, line in lines if line and not line.startswith("#"))

    def opens_line(self, position: tuple[int, int]) -> bool:
        """Whether nothing but spaces and the dashes of list entries stands before the position."""
        return not self.line(position)[: position[1]].strip(" -")


_Finding = tuple[tuple[int, int], str, str]
"""Where (line and column, both from 0), what is wrong, what to do."""


def syntax_problem(name: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """The problem of a file that is not YAML, in plain words and at the spot to look at.

    `name` is the file's name as messages show it, `text` its text, `error` what libyaml raised on reading it.
    """
    stop = error.problem_mark or error.context_mark
    start = error.context_mark or stop
    assert stop is not None
    assert start is not None  # libyaml marks every error
    found = _Break(tuple(text.split("\n")), (start.line, start.column), (stop.line, stop.column))
    # These are looked for first: what libyaml says of one depends on what stands around it.
    slip = _bad_indent(found) or _bad_dash(found) or _quote_left_open(text, found)
    (line, column), what, remedy = slip or _finding(f"{error.context}: {error.problem}", found)
    return Problem(Place(name, line + 1, column + 1), what, remedy)


def _bad_indent(found: _Break) -> _Finding | None:
    """A marked line, or that above, has a tab or a no-break space where YAML takes plain spaces alone."""
    for number in (found.stop[0], found.start[0], *islice(found.above(found.stop[0]), 1)):
        line = found.line((number, 0))
        if odd := re.match(r" *([^\S ])", line):
            kind = "a tab" if odd[1] == "\t" else _ODD
            return (
                (number, odd.start(1)),
                f"The line is indented with {kind}.",
                "Indent it with plain spaces.",
            )
        if (odd := re.match(r"[ -]*[\w-]+:([^\S \t])", line)) and not re.search(r":( |$)", line[: odd.end()]):
            return (number, odd.start(1)), f"After the colon stands {_ODD}.", "Write a plain space."
    return None


def _bad_dash(found: _Break) -> _Finding | None:
    """A marked line begins with a sign that is no dash, or with a dash that no space follows."""
    for at in (found.stop, found.start):
        if odd := _BULLET.match(found.line(at)):
            return (at[0], odd.start(1)), f"An entry of a list cannot begin with ‘{odd[1]}’.", _DASH
        if odd := re.match(r"\s*(-)[\w{\[\"“‘']", found.line(at)):
            return (at[0], odd.start(1)), "The dash of this entry has no space after it.", _DASH
    return None


def _quote_left_open(text: str, found: _Break) -> _Finding | None:
    """A text in quotes that began lines before, and ends where libyaml stops: at the next quotation mark of all."""
    left_open = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, yaml.CSafeLoader):
            if (token.start_mark.line, token.start_mark.column) > found.stop:
                break
            if isinstance(token, ScalarToken) and token.style in ('"', "'"):
                begins, ends = token.start_mark, token.end_mark
                if begins.line < ends.line == found.stop[0]:
                    left_open = (begins.line, begins.column)
    if not left_open:
        return None
    what = (
        f"The quotation mark that opens here is closed only in line {found.stop[0] + 1}, within other words."
    )
    return left_open, what, _CLOSE


def _finding(said: str, found: _Break) -> _Finding:
    """What the first function of `_EXPLANATIONS` finds whose pattern is in libyaml's words, `said`."""
    return next(explain(found) for pattern, explain in _EXPLANATIONS if re.search(pattern, said))


def _colon(found: _Break) -> _Finding:
    """A line's second colon belongs to the text; a first one out of place says that the indent is wrong."""
    line = found.line(found.stop)
    before = line[: found.stop[1]]
    if re.search(r",\s*[a-z_]+$", before):
        return found.stop, _COLON, f"{QUOTE[:-1]}, or put {{ }} around the fields of this line."
    if re.search(r":\s", before):
        return found.stop, _COLON, QUOTE
    if outside := _indented_less(found):
        return outside
    what = "This line is indented too far, or the colon of the line above has no space after it."
    return (found.stop[0], len(line) - len(line.lstrip())), what, _ALIGN


def _indented_less(found: _Break) -> _Finding | None:
    """The nearest line above the stop that is indented less than it stands among lines that are indented as it is."""
    column = found.indent(found.stop[0])
    less = next((one for one in found.above(found.stop[0]) if found.indent(one) < column), 0)
    for number in found.above(less):
        if found.indent(number) <= found.indent(less):
            break
        if column == len(found.lines[number]) - len(found.lines[number].lstrip(" -")):
            at = (less, found.indent(less))
            return at, "This line is indented less than the lines around it.", _ALIGN
    return None


def _first_character(found: _Break) -> _Finding:
    """A text begins with a character that YAML keeps for itself, such as @, %, & or *."""
    if re.match("```|~~~", found.line(found.start)):
        what = "Marks of Markdown stand here, as from a chat."
        return found.start, what, "Take the line out, and the one that ends the text."
    character = found.character(found.start)
    return found.start, f"A text cannot begin with ‘{character}’ as it stands.", QUOTE


def _open_quote(found: _Break) -> _Finding:
    what = "The quotation mark that opens here is never closed."
    return found.start, what, _CLOSE


def _backslash(found: _Break) -> _Finding:
    return found.stop, BACKSLASH, UNCODED


def _brackets(found: _Break) -> _Finding:
    """Within { } or [ ]: a colon, bracket or quote in a text, or a bracket that stays open."""
    if comment := _comment_in_brackets(found):
        return comment
    # `entry` is what libyaml has read of the current entry, `character` is what it could not go on with.
    before = found.line(found.stop)[: found.stop[1]]
    entry = re.split(r"[,{\[]", before)[-1]
    character = found.character(found.stop)
    if character == ":" and re.search(r":\s", entry):
        field = re.search(r"\s\w+\s+([a-z_]+)$", entry)
        comma = f", or write a comma before ‘{field[1]}’" if field else ""
        return found.stop, _COLON, f"{QUOTE[:-1]}{comma}."
    dash = found.start[0] < found.stop[0] and re.match(r"\s*- ", found.line(found.stop))
    if not dash and character and character in "{}[]" and entry.strip():
        return found.stop, f"A bracket ‘{character}’ stands inside the text.", QUOTE
    if character == ":" or dash or found.opens_line(found.stop):
        opening = found.character(found.start)
        what = (
            f"The bracket ‘{opening}’ that opens here is not closed."
            if opening
            else "A bracket is not closed."
        )
        return found.start, what, "Close it, or put text that begins with a bracket in quotes."
    what = "Here a comma or a closing bracket is missing."
    return found.stop, what, "Put text with commas, colons, quotes or brackets in quotes as a whole."


def _comment_in_brackets(found: _Break) -> _Finding | None:
    """A # within brackets, as of a colour or a number: YAML skips it and the closing bracket behind it."""
    # libyaml reads on until something else does not fit: the slip may lie many lines above the stop.
    for number in range(min(found.stop[0], len(found.lines) - 1), -1, -1):
        if comment := re.search(r"[{\[][^#}\]]*\s(#[^}\]]*[}\]])", found.lines[number]):
            what = "Here # begins a comment, and the closing bracket is taken for a part of it."
            return (number, comment.start(1)), what, 'Put the text with # in quotes, for example "#FFF5DC".'
    return None


def _misaligned(found: _Break) -> _Finding:
    """A line out of its column, or words after what seemed to be the whole text."""
    if found.opens_line(found.stop):
        if _lacks_dash(found, found.stop[0]):
            return found.stop, _DASHLESS, _DASH_OR_INDENT
        if outside := _indented_less(found):
            return outside
        return found.stop, "This line does not line up with the lines above it.", _ALIGN
    what = "The text goes on after its closing quotation mark or bracket."
    return found.stop, what, "Put the whole text in quotes, and use curly quotes inside it."


def _lacks_dash(found: _Break, number: int) -> bool:
    """Whether a line without a dash is indented as entries above it are that have one."""
    column = found.indent(number)
    if found.lines[number][column:].startswith("-"):
        return False
    least = next((one for one in found.above(number) if found.indent(one) <= column), number)
    return found.indent(least) == column and found.lines[least][column:].startswith("- ")


def _no_colon(found: _Break) -> _Finding:
    if _lacks_dash(found, found.start[0]):
        return found.start, _DASHLESS, _DASH_OR_INDENT
    what = "This line is neither ‘name: text’ nor ‘- entry’."
    remedy = "Write a colon and a space after the name, or indent the line if it belongs to the text above."
    return found.start, what, remedy


def _second_document(found: _Break) -> _Finding:
    return found.stop, "A second document begins here.", "Take the line ‘---’ out."


def _nested(found: _Break) -> _Finding:
    return found.stop, TOO_DEEP, UNBRACKETED


def _anything(found: _Break) -> _Finding:
    what = "From here on the file cannot be understood."
    return found.stop, what, "Check the indentation, quotes and brackets of this line and the one before."


_EXPLANATIONS: tuple[tuple[str, Callable[[_Break], _Finding]], ...] = (
    ("mapping values are not allowed", _colon),
    ("cannot start any token|undefined alias|scanning an? (alias|anchor|tag)", _first_character),
    ("(keys|entries) are not allowed|scanning a (block scalar|directive)", _first_character),
    ("unexpected end of stream", _open_quote),
    ("escape", _backslash),
    ("parsing a flow", _brackets),
    ("parsing a block", _misaligned),
    ("could not find expected ':'", _no_colon),
    ("single document", _second_document),
    ("nesting depth", _nested),
    ("", _anything),
)
"""A pattern of libyaml's words ("context: problem"), and the function that looks for the slip behind them.

The first pattern that is found counts; the last is found in anything.
"""
