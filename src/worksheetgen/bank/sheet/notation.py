"""What a cell of a sheet may hold beside plain words: points with marks, alternatives, pairs, numbered lines, tables.

One thing stands on a line. A sign between spaces divides it: `/` alternatives, `=` two halves, `|` the cells of a
table. Where the sign is meant as it stands, a backslash is before it: `guarded` puts it there, `unguarded` takes it
away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from string import ascii_lowercase
from typing import Any

NONE = "–"
"""A line that stands for nothing, so that those after it belong to the right point."""
_SIGN = re.compile(r"(?<!\S)(\\*)([/=|])(?!\S)")
_MARKS = re.compile(r"(?<!\s)\s*+\((\d{1,3})(?: ?marks?)?\)$")
_LETTERED = re.compile(r"\(?([A-Ja-j])[.):]\s+(?=\S)")
_WITHIN = re.compile(r"(?<!\S)\(?([A-Ja-j])[.):]\s*(?=\S)")
_WHOLE = re.compile(r"\d{1,4}")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+")
_HALF = re.compile(r"([^:=/]{1,40}): +(\S.*)", re.DOTALL)
TRUTHS = {"true": True, "t": True, "false": False, "f": False, "wahr": True, "falsch": False}
"""How a statement is called true or false, in small letters."""
_SPELT = ("true", "false")
_MEANT = {
    **dict.fromkeys(("yes", "correct", "right"), "True"),
    **dict.fromkeys(("no", "incorrect", "wrong", "not true", "untrue", "not correct"), "False"),
}
"""What else is written of a statement."""
_NEARLY = 0.75
"""So alike, from 0 to 1, a word is to one of these that is misspelt: `flase`, `ture`."""

PlainFields = dict[str, Any]
"""Fields of an entry, as plain data."""


def guarded(text: str) -> str:
    """The text on one line, a backslash before every sign in it that would divide a line."""
    return _SIGN.sub(r"\\\1\2", " ".join(text.split()))


def unguarded(text: str) -> str:
    """The text without the backslashes that `guarded` puts into it."""
    return _SIGN.sub(lambda found: found[1][1:] + found[2], text.strip())


def divided(line: str, sign: str) -> list[str]:
    """The pieces of a line between such signs, each as it is meant."""
    pieces = re.split(rf"(?<!\S){re.escape(sign)}(?!\S)", line)
    return [unguarded(piece) for piece in pieces if piece.strip()]


def lines_in(text: str) -> list[str]:
    """The lines of a cell that have something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def listed(text: str) -> list[str]:
    """The names in a cell, between commas, semicolons or on lines of their own."""
    return [name.strip() for name in re.split(r"[,;\n]", text) if name.strip()]


# ---- points --------------------------------------------------------------------------------------


def point_line(point: Mapping[str, Any]) -> str:
    """A point as a line: its text and its other wordings, and its marks where it has not one."""
    words, marks = half_line(point), point.get("marks", 1)
    return f"{words} ({marks})" if marks != 1 or _MARKS.search(words) else words


def point_in(line: str) -> PlainFields:
    """The point that a line is."""
    found = _MARKS.search(line)
    half = half_in(line[: found.start()] if found else line)
    accept = half.pop("accept", None)
    return half | {"marks": int(found[1]) if found else 1} | ({"accept": accept} if accept else {})


def point_is_unmarked(line: str) -> bool:
    """Whether the line of a point says nothing of its marks."""
    return not _MARKS.search(line)


def half_line(half: Mapping[str, Any]) -> str:
    """Half of a pair as a piece of a line."""
    return " / ".join(guarded(text) for text in (half["text"], *half.get("accept", ())))


def half_in(piece: str) -> PlainFields:
    """The half of a pair that a piece of a line is."""
    text, *accept = divided(piece, "/") or [""]
    return {"text": text} | ({"accept": accept} if accept else {})


def pair_line(pair: Mapping[str, Mapping[str, Any]]) -> str:
    """A pair of marks as a line: `inference: … = support: …`."""
    return " = ".join(f"{guarded(name)}: {half_line(half)}" for name, half in pair.items())


def pairs_in(lines: Sequence[str]) -> list[PlainFields] | None:
    """The pairs of marks that the lines are, each half by its name; None where one line is none, or of other names."""
    pairs = [pair for line in lines if (pair := _pair_in(line))]
    same = len({tuple(pair) for pair in pairs}) == 1
    return pairs if same and len(pairs) == len(lines) else None


def _pair_in(line: str) -> PlainFields | None:
    halves = [_HALF.fullmatch(piece.strip()) for piece in re.split(r"(?<!\S)=(?!\S)", line)]
    if len(halves) != 2 or not all(halves):
        return None
    pair = {found[1].strip(): half_in(found[2]) for found in halves if found}
    return pair if len(pair) == 2 else None


def aside_lines(entries: Sequence[Mapping[str, Any]], field: str) -> str:
    """What the entries say under `reject` or `no_credit`, a line for each; "" where none says anything."""
    lines = [" / ".join(guarded(text) for text in entry.get(field, ())) or NONE for entry in entries]
    while lines and lines[-1] == NONE:
        lines.pop()
    return "\n".join(lines)


def asides_in(text: str, count: int) -> list[list[str]]:
    """What such a cell says of each of so many entries; lines too many belong to the last."""
    asides: list[list[str]] = [[] for _ in range(count)]
    for number, line in enumerate(lines_in(text)):
        if line not in (NONE, "-"):
            asides[min(number, count - 1)] += divided(line, "/")
    return asides


# ---- what else stands on lines ---------------------------------------------------------------------


def indicative_lines(groups: Sequence[Mapping[str, Any]]) -> str:
    """Indicative content: a line `Heading:`, and a line for each point below it."""
    lines: list[str] = []
    for number, group in enumerate(groups):
        heading = group.get("heading", "")
        mark = " :" if heading.endswith("\\") else ":"  # \: ends a point
        lines += [f"{heading}{mark}"] if heading or number else []
        lines += (re.sub(r":$", r"\\:", " ".join(point.split())) for point in group["points"])
    return "\n".join(lines)


def indicative_in(text: str) -> list[PlainFields]:
    """The indicative content of a cell."""
    groups: list[PlainFields] = []
    for line in lines_in(text):
        if line.endswith(":") and not line.endswith("\\:"):
            groups.append({"heading": line[:-1].strip(), "points": []})
            continue
        if not groups:
            groups.append({"points": []})
        groups[-1]["points"].append(re.sub(r"\\:$", ":", line))
    return [{name: value for name, value in group.items() if value != ""} for group in groups]


def table_lines(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table: its heads, then each row, the cells between strokes."""
    return "\n".join(" | ".join(map(guarded, row)) for row in (columns, *rows))


def numbered_lines(texts: Sequence[str]) -> str:
    """Events in their right order, `1. …`."""
    return "\n".join(f"{number}. {' '.join(text.split())}" for number, text in enumerate(texts, 1))


def number_in(text: str) -> int | str:
    """A whole number, of a size that any field can have; anything else as it is, for the bank’s models to refuse."""
    return int(text) if _WHOLE.fullmatch(text) else text


def number_before(line: str) -> tuple[int | None, str]:
    """The number that a line begins with, if it does, and the line's words."""
    found = _NUMBER.match(line)
    return (int(found[1]), line[found.end() :]) if found else (None, line)


def number_twice(lines: Sequence[str]) -> int | None:
    """The number that two of the lines begin with; None where there is none."""
    numbers = [number for number, _ in map(number_before, lines) if number is not None]
    return next((number for at, number in enumerate(numbers) if number in numbers[:at]), None)


def are_numbered(lines: Sequence[str]) -> bool:
    """Whether each of the lines, of which there are three at least, begins with a number."""
    return len(lines) >= 3 and all(_NUMBER.match(line) for line in lines)


def are_halved(lines: Sequence[str]) -> bool:
    """Whether each of the lines, of which there are two at least, is in two halves."""
    return len(lines) >= 2 and all(len(divided(line, "=")) == 2 for line in lines)


def unlettered(texts: Sequence[str]) -> list[str]:
    """Options without letters of their own, `A. Stalin`, where all of them have one: papers print their own."""
    found = [_LETTERED.match(text) for text in texts]
    letters = {one[1].casefold() for one in found if one}
    if len(texts) < 2 or letters != {*ascii_lowercase[: len(texts)]}:  # and not the initials of names
        return list(texts)
    return [text[one.end() :] if one else text for text, one in zip(texts, found, strict=True)]


def has_lettered(text: str) -> bool:
    """Whether options stand within a text, each behind its letter: `A) oxygen B) nitrogen`."""
    return [letter.casefold() for letter in _WITHIN.findall(text)][:2] == ["a", "b"]


def truth(text: str) -> bool | None:
    """Whether a line says true or false; None where it says neither."""
    return TRUTHS.get(text.strip().rstrip(".").casefold())


def misspelt_truth(text: str) -> str | None:
    """The True or False that a line nearly says; None where it says either, or something else."""
    said = text.strip().rstrip(".").casefold()
    if said in _MEANT:
        return _MEANT[said]
    near = get_close_matches(said, _SPELT, 1, _NEARLY) if said not in TRUTHS else ()
    return near[0].capitalize() if near else None
