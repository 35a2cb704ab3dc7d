"""What an encyclopedia's page has beside its text: signs of references, links to edit it, lists of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from worksheetgen.english import counted
from worksheetgen.handout.blocks import BlockKind, DocumentBlock
from worksheetgen.value import replace

_FROM = re.compile(r"\s*From Wikipedia, the free encyclopedia\s*")
_EDIT = re.compile(r"\s*\[\s*edit(?: source)?\s*\]\s*")
_ASKED = (
    r"(?:(?:full |better )?(?:citation|source|page|year|clarification) needed|when\?|who\?|by whom\?|which\?|dubious)"
    r"[^\[\]]{0,30}"
)
_PAGES = r"(?:: ?\d{1,4}(?:[–-]\d{1,4})?)?"
_SIGN = re.compile(rf"(?<=\S)\[(?:\d{{1,3}}|[a-z]|(?:note|nb|n) ?\d{{1,2}}|{_ASKED})\]{_PAGES}")
"""The sign of a reference, a note or a doubt behind a word, with a page: `[3]`, `[a]`, `[note 1]`, `[4]: 12`."""
_CERTAIN = re.compile(rf"{_FROM.pattern}|{_EDIT.pattern}|\[{_ASKED}\]")
_NUMBERED = re.compile(r"[.,;:!?)”\"]\[(\d{1,3})\]")
_END = re.compile(
    r"(?:See also|References|Notes(?: and references)?|Citations|Footnotes|Bibliography|Further reading|External links)"
    r"(?=$| \^| [A-Z\"“])"
)
_SEVERAL = 3
"""So many numbers in brackets behind a full stop or comma are references; in a program there are indices."""


def without_apparatus(blocks: Sequence[DocumentBlock]) -> tuple[list[DocumentBlock], tuple[str, ...]]:
    """The blocks of a page of an encyclopedia as its text alone, and what was left out; any other document as it is."""
    texts = [block.text for block in blocks]
    numbers = {found for text in texts for found in _NUMBERED.findall(text)}
    if len(numbers) < _SEVERAL and not any(map(_CERTAIN.search, texts)):
        return [*blocks], ()
    signs, kept, told = 0, list[DocumentBlock](), list[str]()
    for at, block in enumerate(blocks):
        if at and block.kind is not BlockKind.TABLE and (end := _END.match(block.text)):
            told.append(f"what stands from “{end[0]}” on")
            break
        signs += len(_SIGN.findall(block.text))
        kept += _without_links(replace(block, text=_SIGN.sub("", block.text)))
    if signs:
        told.insert(0, f"{counted(signs, 'sign')} of references, such as [1]")
    return kept, tuple(told)


def _without_links(block: DocumentBlock) -> Iterator[DocumentBlock]:
    """The block without what the page says of itself and links to edit it; what stands before either is a heading."""
    text = block.text
    for link in (_FROM, _EDIT):
        if found := link.search(text):
            if found.start():
                yield DocumentBlock(BlockKind.HEADING, text[: found.start()])
            text = text[found.end() :]
    if text or not block.text:
        yield replace(block, text=text)
