"""A value's text in its file to the words in it that YAML does not read as words, which nobody misses until print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from worksheetgen.yaml_file.syntax import BACKSLASH, QUOTE, UNCODED

Unread = tuple[int, str, str]
"""How far behind the beginning of the value, what is wrong, what to do."""

_WORD = re.compile(r"\S+")
_NUMBERED = re.compile(r" (# ?\d|#\S)")
_NOTE = re.compile(r" (#)")
_CODES = re.compile(
    r"\\(?:[\\\"/ \n]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|r\\n"
    r"|(?P<lost>[abefv0NLP_]|[tr](?=[A-Za-z])"
    r"|n(?=(?:abla|u|e|eq|eg|ot|i|mid|leq|geq|subseteq|earrow|warrow|rightarrow)(?![A-Za-z])))"
    r"|.)"
)
"""Codes in double quotes; `lost` are those of no character that a text has: \\alpha, \\theta or \\nu is meant."""


def lost_words(text: str, event: Any, tag: str) -> Iterator[Unread]:
    """What YAML leaves out or changes in the value that begins with an event of libyaml's, in a file of that text.

    `tag` is the type of a scalar, "" for a list or a mapping. Behind a text of several words, a # after one space is
    taken for a word, as is one with a number behind any text; a comment has two spaces before it.
    """
    start, end = event.start_mark.index, event.end_mark.index
    if text.startswith(("&", "!"), start):
        word = _WORD.match(text, start, end if tag else len(text))
        what = f"‘{word[0] if word else text[start]}’ is read as an instruction to YAML, and not as text."
        yield 0, what, QUOTE
    if not tag:
        return
    if not event.style and tag == "str":
        begins = _NOTE if " " in event.value.strip() else _NUMBERED
        if found := begins.match(text, end):
            what = "Here # begins a comment, and what follows is not read."
            yield found.start(1) - start, what, f"{QUOTE[:-1]}, or write two spaces before a comment."
    if event.style == '"':
        for code in _CODES.finditer(text, start + 1, end - 1):
            if code["lost"]:
                yield code.start() - start, BACKSLASH, UNCODED
                return
