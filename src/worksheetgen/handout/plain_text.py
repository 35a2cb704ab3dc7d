"""A text file, with or without Markdown, to the blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from worksheetgen.handout.blocks import BlockKind, DocumentBlock, single_spaced
from worksheetgen.handout.lines import are_hard_wrapped, is_heading, paragraph_of, without_bullet, words_of
from worksheetgen.model.scripts import with_scripts
from worksheetgen.model.signs import BOLD

# Words and addresses of so many characters at most: what does not end is not looked through from each beginning.
_PICTURE = re.compile(r"!\[([^\[\]]{0,1000})\]\([^)]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,1000})\]\([^)]{0,1000}\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?!\s)([^*_\n]+?)(?<!\s)\1(?![\w*])")
_HEADING = re.compile(r"#{1,6}\s+(.*)$")
_BOLD_LINE = re.compile(r"\*\*([^*]{1,200}?):?\*\*:?")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_RULE = re.compile(r"\s*([-*_]\s*){3,}$")
_TABLE_RULE = re.compile(r"\s*+\|?\s*+:?-{2,}+:?\s*+(\|\s*+:?-++:?\s*+)*+\|?\s*+$")


def text_blocks(text: str, *, markdown: bool) -> list[DocumentBlock]:
    """The blocks of a text; what stands between blank lines is one, unless its lines are paragraphs themselves."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    known = words_of(lines)
    blocks: list[DocumentBlock] = []
    for group in _groups(lines):
        blocks += _markdown(group, known) if markdown else _plain(group, known)
    return blocks


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines between blank ones."""
    group: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []


def _plain(lines: Sequence[str], known: frozenset[str]) -> Iterator[DocumentBlock]:
    """The blocks of lines between blank ones: a heading, items, a paragraph, or a paragraph for each line."""
    if len(lines) == 1 and without_bullet(lines[0].strip()) is None and is_heading(lines[0].strip()):
        yield DocumentBlock(BlockKind.HEADING, single_spaced(lines[0]))
        return
    if are_hard_wrapped(lines):
        for group in _items(lines):
            yield paragraph_of(group, known)
        return
    for line in lines:
        yield paragraph_of([line], known)


def _items(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines, cut before each that begins a list's item."""
    group: list[str] = []
    for line in lines:
        if group and without_bullet(line.strip()) is not None:
            yield group
            group = []
        group.append(line)
    yield group


def _markdown(lines: list[str], known: frozenset[str]) -> Iterator[DocumentBlock]:
    """The blocks of lines between blank ones, their marks taken off, those of bold too."""
    if lines[0].lstrip().startswith(("```", "~~~")) or _RULE.fullmatch(lines[0]):
        lines = lines[1:]
        if not lines:
            return
    if len(lines) == 1 and (bold := _BOLD_LINE.fullmatch(lines[0].strip())) and is_heading(bold[1]):
        yield DocumentBlock(BlockKind.HEADING, _words(bold[1]))
        return
    if len(lines) >= 2 and _UNDERLINE.fullmatch(lines[1]) and not lines[0].lstrip().startswith("|"):
        yield DocumentBlock(BlockKind.HEADING, _words(lines[0]))
        yield from _markdown(lines[2:], known) if lines[2:] else ()
        return
    if len(lines) >= 2 and "|" in lines[0] and _TABLE_RULE.fullmatch(lines[1]):
        rows = [_cells(line) for line in (lines[0], *lines[2:])]
        yield DocumentBlock(BlockKind.TABLE, rows=tuple(rows))
        return
    for found in _PICTURE.finditer("\n".join(lines)):
        yield DocumentBlock(BlockKind.PICTURE, single_spaced(found[1]))
    pending: list[str] = []
    for line in lines:
        heading = _HEADING.match(line.strip())
        if (heading or without_bullet(line.strip()) is not None) and pending:
            yield from _said(pending, known)
            pending = []
        if heading:
            yield DocumentBlock(BlockKind.HEADING, _words(heading[1].rstrip("#")))
        else:
            pending.append(_PICTURE.sub("", line.lstrip().removeprefix(">")))
    yield from _said(pending, known)


def _said(lines: Sequence[str], known: frozenset[str]) -> Iterator[DocumentBlock]:
    if any(line.strip() for line in lines):
        block = paragraph_of([line for line in lines if line.strip()], known)
        yield DocumentBlock(block.kind, _words(block.text))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_words(cell) for cell in line.strip().strip("|").split("|"))


def _words(text: str) -> str:
    """The text without links, code marks and stars."""
    plain = _LINK.sub(r"\1", with_scripts(text)).replace("`", "").replace("__", "**")
    return single_spaced(_EMPHASIS.sub(r"\2", BOLD.sub(r"\1", plain)))
