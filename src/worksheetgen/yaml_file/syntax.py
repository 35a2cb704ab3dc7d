"""What libyaml says of a broken file, to what a teacher can do about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from worksheetgen.errors import Place, Problem

QUOTE = "Put the whole text in quotes."
TOO_DEEP = "Too many brackets stand inside each other."
UNBRACKETED = "Put the text in quotes."
_ALIGN = "Indent it with spaces exactly as the lines of the same group."


@dataclass(frozen=True)
class _Break:
    """Where libyaml gave up: `start` of what it was reading and `stop`, as line and column from 0."""

    lines: tuple[str, ...]
    start: tuple[int, int]
    stop: tuple[int, int]

    def line(self, at: tuple[int, int]) -> str:
        """The line of a position, "" beyond the end."""
        return self.lines[at[0]] if at[0] < len(self.lines) else ""

    def at(self, at: tuple[int, int]) -> str:
        """The character at a position, "" at the end of its line."""
        return self.line(at)[at[1] : at[1] + 1]

    def opens_line(self, at: tuple[int, int]) -> bool:
        """Whether nothing but indentation stands before the position."""
        return not self.line(at)[: at[1]].strip(" -")


Said = tuple[tuple[int, int], str, str]
"""Where, what is wrong, what to do."""


def syntax_problem(name: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """The problem of a file that is not YAML, in plain words and at the spot to look at."""
    stop = error.problem_mark or error.context_mark
    start = error.context_mark or stop
    assert stop is not None
    assert start is not None  # libyaml marks every error
    found = _Break(tuple(text.split("\n")), (start.line, start.column), (stop.line, stop.column))
    (line, column), what, remedy = _bad_indent(found) or _said(f"{error.context}: {error.problem}", found)
    return Problem(Place(name, line + 1, column + 1), what, remedy)


def _bad_indent(found: _Break) -> Said | None:
    """A line that is indented with a tab or a non-breaking space."""
    for at in (found.stop, found.start):
        if odd := re.match(r" *([^\S ])", found.line(at)):
            kind = "a tab" if odd[1] == "\t" else "an odd space, as word processors make them"
            return (at[0], odd.start(1)), f"The line is indented with {kind}.", "Indent it with plain spaces."
    return None


def _said(said: str, found: _Break) -> Said:
    return next(explain(found) for pattern, explain in _EXPLANATIONS if re.search(pattern, said))


def _colon(found: _Break) -> Said:
    """A second colon in a line is text; the first one of a line too far right is indentation."""
    line = found.line(found.stop)
    if re.search(r":\s", line[: found.stop[1]]):
        return found.stop, "A colon and a space stand inside the text.", QUOTE
    what = "This line is indented too far, or the colon of the line above has no space after it."
    return (found.stop[0], len(line) - len(line.lstrip())), what, _ALIGN


def _first_character(found: _Break) -> Said:
    character = found.at(found.start)
    return found.start, f"A text cannot begin with ‘{character}’ as it stands.", QUOTE


def _open_quote(found: _Break) -> Said:
    what = "The quotation mark that opens here is never closed."
    return found.start, what, "Close it at the end of the text, or use curly quotes inside the text."


def _backslash(found: _Break) -> Said:
    what = "A backslash inside double quotes is read as a code."
    return found.stop, what, "Write two backslashes, or put the text in single quotes."


def _brackets(found: _Break) -> Said:
    """Within { } or [ ]: a colon, bracket or quote in a text, or a bracket that stays open."""
    if hidden := _hidden(found):
        return hidden
    before = found.line(found.stop)[: found.stop[1]]
    entry = re.split(r"[,{\[]", before)[-1]
    character = found.at(found.stop)
    if character == ":" and re.search(r":\s", entry):
        return found.stop, "A colon and a space stand inside the text.", QUOTE
    if character and character in "{}[]" and entry.strip():
        return found.stop, f"A bracket ‘{character}’ stands inside the text.", QUOTE
    if character == ":" or found.opens_line(found.stop):
        opening = found.at(found.start)
        what = (
            f"The bracket ‘{opening}’ that opens here is not closed."
            if opening
            else "A bracket is not closed."
        )
        return found.start, what, "Close it, or put text that begins with a bracket in quotes."
    what = "Here a comma or a closing bracket is missing."
    return found.stop, what, "Put text with commas, colons, quotes or brackets in quotes as a whole."


def _hidden(found: _Break) -> Said | None:
    """A value that begins with #, such as a colour: YAML passes over it and the bracket that closes behind it."""
    for number in range(min(found.stop[0], len(found.lines) - 1), -1, -1):
        if comment := re.search(r"[{\[][^#}\]]*:\s+(#[^}\]]*[}\]])", found.lines[number]):
            what = "Here # begins a comment, and the closing bracket is taken for a part of it."
            return (
                (number, comment.start(1)),
                what,
                'Put what begins with # in quotes, for example "#FFF5DC".',
            )
    return None


def _misaligned(found: _Break) -> Said:
    """A line out of its column, or words after what seemed to be the whole text."""
    if found.opens_line(found.stop):
        return found.stop, "This line does not line up with the lines above it.", _ALIGN
    what = "The text goes on after its closing quotation mark or bracket."
    return found.stop, what, "Put the whole text in quotes, and use curly quotes inside it."


def _no_colon(found: _Break) -> Said:
    what = "This line is neither ‘name: text’ nor ‘- entry’."
    remedy = "Write a colon and a space after the name, or indent the line if it belongs to the text above."
    return found.start, what, remedy


def _second_document(found: _Break) -> Said:
    return found.stop, "A second document begins here.", "Take the line ‘---’ out."


def _nested(found: _Break) -> Said:
    return found.stop, TOO_DEEP, UNBRACKETED


def _anything(found: _Break) -> Said:
    what = "From here on the file cannot be understood."
    return found.stop, what, "Check the indentation, quotes and brackets of this line and the one before."


_EXPLANATIONS: tuple[tuple[str, Callable[[_Break], Said]], ...] = (
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
"""libyaml's words (a pattern of "context: problem") and who explains them; the first that fits."""
