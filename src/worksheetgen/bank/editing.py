"""Entries put into a list of a YAML file and in place of others, while the rest of the file stays as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.yaml_file import Location, YamlFile, read_text, read_yaml, yaml_item


def edited_list(
    path: Path,
    at: Location,
    replaced: Mapping[int, Mapping[str, Any]],
    added: Sequence[Mapping[str, Any]],
    head: str,
    *,
    flow: bool = False,
) -> bytes:
    """The file's content with other entries in its list at that location, and further ones at the list's end.

    `replaced` has the new entries by their indices. Comments stay, those within an entry above the one that takes its
    place. `head` is what a new file begins with; with `flow` each new entry is one line.

    Raises InvalidInput where the file cannot be changed so: then because
    something else than a list with a dash for each entry stands there.
    """
    new = not path.exists()
    text = head if new else read_text(path)
    lines = text.splitlines()
    if new:
        expected: list[Any] = []
        starts, end, indent = [], len(lines), "  " if at else ""
    else:
        file = read_yaml(path)
        expected = list(file.value(*at))
        starts, end = _starts(file, at, len(expected)), _end(file, at, len(lines))
        first = lines[starts[0]]
        indent = first[: len(first) - len(first.lstrip())]
    blocks = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=False)]
    for index, entry in replaced.items():
        own, below = _parted(blocks[index])
        blocks[index] = [
            *_comments(own, expected[index], indent),
            *yaml_item(entry, indent, flow=flow).splitlines(),
            *below,
        ]
        expected[index] = entry
    tail: list[str] = []
    if blocks:
        blocks[-1], tail = _parted(blocks[-1])
    blocks += [yaml_item(entry, indent, flow=flow).splitlines() for entry in added]
    before, after = (lines[: starts[0]], lines[end:]) if starts else (lines, [])
    result = [*before, *(line for block in blocks for line in block), *tail, *after]
    content = "".join(f"{line}\n" for line in result)
    _check(path, content, at, [*expected, *added])
    windows = not new and b"\r\n" in path.read_bytes()
    return (content.replace("\n", "\r\n") if windows else content).encode()


def _starts(file: YamlFile, at: Location, count: int) -> list[int]:
    """The index of the line in which each entry of the list begins."""
    return [file.place(*at, index).line - 1 for index in range(count)]


def _end(file: YamlFile, at: Location, last: int) -> int:
    """The index of the line behind the list: that of the next field of the mapping that has it, or the file's end."""
    if not at:
        return last
    start = file.place(*at).line
    following = [
        place.line - 1 for key, place in file.keys.items() if key[:-1] == at[:-1] and place.line > start
    ]
    return min((line for line in following), default=last)


def _parted(block: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of an entry, and the blank lines and comments behind it, which belong to what follows."""
    own = list(block)
    below: list[str] = []
    while own and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
        below.insert(0, own.pop())
    return own, below


def _comments(block: Sequence[str], entry: Any, indent: str) -> list[str]:
    """The comments on lines of their own within an entry: not what only looks so, as a line of its text does."""
    texts = str(entry)
    return [
        f"{indent}{line.strip()}"
        for line in block[1:]
        if line.lstrip().startswith("#") and line.strip() not in texts
    ]


def _check(path: Path, content: str, at: Location, expected: Sequence[Mapping[str, Any]]) -> None:
    """Raise InvalidInput unless the content holds just these entries in its list."""
    try:
        found = read_yaml(path, content).value(*at)
    except (InvalidInput, LookupError, TypeError):
        found = None
    if found != [_unfrozen(entry) for entry in expected]:
        what = "The file cannot be changed as it is written."
        remedy = "Write its list with a line for the beginning of each entry, behind a dash."
        raise InvalidInput([Problem(Place(shown(path)), what, remedy)])


def _unfrozen(value: Any) -> Any:
    """The value with lists for all sequences and dicts for all mappings, as it is read back from a file."""
    match value:
        case Mapping():
            return {name: _unfrozen(one) for name, one in value.items()}
        case list() | tuple():
            return [_unfrozen(one) for one in value]
    return value
