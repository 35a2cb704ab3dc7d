"""Plain data to YAML as the bundled banks are written: short lists and mappings on one line, long text folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from worksheetgen.yaml_file.events import plain_type
from worksheetgen.yaml_file.text import INVISIBLE

WIDTH = 120
"""The most characters of a line, where it can be broken."""
LONGEST_ENTRY = 180
"""The most characters of an entry of a list that stands on one line."""
_PLAIN = re.compile(r"[A-Za-z0-9“‘(…£€À-ɏͰ-ϿЀ-ӿ][^\n]*")
"""Text that may stand without quotation marks if nothing in it means something to YAML."""
_SPECIAL = re.compile(r": |:$| #|\t|^---|^\.\.\.")
_SPECIAL_IN_FLOW = re.compile(r"[,\[\]{}]|:[^\s\w]")
Data = Mapping[str, Any] | Sequence[Any] | str | int | float | bool | None
"""What can be written: mappings with text keys, lists, text, numbers and truth values."""


def yaml_lines(entry: Mapping[str, Any]) -> list[str]:
    """The lines of a mapping in block form, without indentation: each field on a line of its own."""
    return [line for name, value in entry.items() for line in _field(name, value)]


def yaml_item(entry: Mapping[str, Any], indent: str = "", *, flow: bool = False) -> str:
    """The mapping as an entry of a list, after the indentation: its lines behind a dash, or with `flow` one line."""
    if flow:
        return f"{indent}- {yaml_flow(entry)}\n"
    first, *others = yaml_lines(entry)
    lines = (f"{indent}- {first}", *(f"{indent}  {line}" if line else "" for line in others))
    return "".join(f"{line}\n" for line in lines)


def yaml_flow(value: Data) -> str:
    """The value on one line, as `{id: right, text: “Yes”}`."""
    match value:
        case Mapping():
            return (
                "{"
                + ", ".join(f"{_scalar(name, flow=True)}: {yaml_flow(one)}" for name, one in value.items())
                + "}"
            )
        case str():
            return _scalar(value, flow=True)
        case bool():
            return str(value).lower()
        case Sequence():
            return "[" + ", ".join(map(yaml_flow, value)) + "]"
        case None:
            return "null"
        case _:
            return str(value)


def _field(name: str, value: Data) -> Iterator[str]:
    """The lines of one field."""
    name = _scalar(name, flow=False)
    match value:
        case str() if "\n" in value and _can_be_literal(value):
            yield f"{name}: |-"
            yield from (f"  {line}" if line else "" for line in value.split("\n"))
        case str() if len(name) + len(value) > WIDTH - 6 and _can_be_folded(value):
            yield f"{name}: >-"
            yield from (
                f"  {line}" for line in wrap(value, WIDTH - 6, break_long_words=False, break_on_hyphens=False)
            )
        case str():
            yield f"{name}: {_scalar(value, flow=False)}"
        case Mapping() if value and not _is_short(value):
            yield f"{name}:"
            yield from (f"  {line}" for line in yaml_lines(value))
        case Sequence() if value and not _is_short(value):
            yield f"{name}:"
            for entry in value:
                yield from (f"  {line}" for line in _entry(entry))
        case _:
            yield f"{name}: {yaml_flow(value)}"


def _entry(value: Data) -> Iterator[str]:
    """The lines of a list's entry: a mapping of scalars and short lists of them stands on one."""
    inner = value.values() if isinstance(value, Mapping) else ()
    if any(isinstance(one, Mapping) for one in inner) or len(yaml_flow(value)) > LONGEST_ENTRY:
        yield from yaml_item(value).splitlines() if isinstance(value, Mapping) else (f"- {yaml_flow(value)}",)
    else:
        yield f"- {yaml_flow(value)}"


def _is_short(value: Data) -> bool:
    """Whether a list or mapping goes on one line: names however many, other scalars where they fit."""
    if isinstance(value, Sequence):
        if any(isinstance(one, Mapping | list | tuple) for one in value):
            return False
        if not any(isinstance(one, str) and " " in one for one in value):  # ids
            return True
    return len(yaml_flow(value)) <= WIDTH - 20


def _can_be_folded(text: str) -> bool:
    """Whether the text is the same after its lines are joined again."""
    return " ".join(text.split()) == text and not INVISIBLE.search(text)


def _can_be_literal(text: str) -> bool:
    """Whether the text can stand as it is below `|-`."""
    return text.strip() == text and "\t" not in text and "\r" not in text


def _scalar(text: str, *, flow: bool) -> str:
    """The text as YAML reads it: plain where that is safe, else in quotation marks."""
    special = _SPECIAL.search(text) or (flow and _SPECIAL_IN_FLOW.search(text))
    if _PLAIN.fullmatch(text) and not special and text == text.strip() and plain_type(text) == "str":
        return text
    if not re.search(r'["\\\n\r\t]', text):
        return f'"{text}"'
    if not re.search(r"[\n\r\t]", text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'
