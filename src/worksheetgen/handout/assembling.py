"""The blocks of a document to what a unit begins with: title, topics, numbered paragraphs, tables, what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from worksheetgen.english import counted
from worksheetgen.handout.blocks import BlockKind, DocumentBlock
from worksheetgen.handout.lines import is_heading
from worksheetgen.value import Value, replace

COLUMNS, ROWS = range(2, 6), range(2, 22)
"""A table with so many columns, and rows with its head, is kept as a table."""
NO_WORDS = "–"
"""What stands in the head of a column that has none, of the names of rows, and for a figure that is lacking."""
MOST_LACKING = 0.2
"""So large a share of a table's cells may lack; one with more is to be filled in."""
MOST_TOPICS = 12
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+) +(?=\S)")
_LABELS = re.compile(
    r"(?:(?:Name|Class|Form|Set|Date|Group|Teacher|Mark|Score|Grade)\s*:\s*)+", re.IGNORECASE
)
"""Where a pupil writes on an open line: “Name: Class:”."""
_LINE = r"(?:_{3,}+|[.…]{4,}+)"
_LABELLED = re.compile(rf"(?:(?:[^\W_]++[ :]*+){{1,3}}+{_LINE} *+)++")
"""What a pupil writes beside: “Name: ____ Date: ____”."""
_BEHIND = re.compile(rf"(?:(?<=[?!:])|(?<=[^.…]\.)) ?{_LINE} ?\.?$")
"""Where the answer to a question goes. A gap within a sentence is none."""
_CAPTION = re.compile(r"(?:Figure|Fig\.?|Picture|Photo|Map|Diagram|Image|Illustration)\.? ?\d", re.IGNORECASE)
"""How a paragraph begins that says what the picture before it is."""
RULED_SIGNS = frozenset("_.…·")
"""What lines to write on are typed with, three or more of them."""


class HandoutTable(Value):
    """A table of a document, and the number of the paragraph before it, 0 where it stands first."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: int


class Handout(Value):
    """A document as a unit takes it. `title` is "" where it has none; `left_out` has a sentence for each thing."""

    title: str
    topics: tuple[str, ...]
    paragraphs: tuple[str, ...]
    tables: tuple[HandoutTable, ...]
    left_out: tuple[str, ...]


def handout_of(blocks: Sequence[DocumentBlock]) -> Handout:
    """The document that consists of these blocks.

    Its first heading before any text, or what reads like one there, is its title, the others are topics. The items of a
    list are one paragraph, with the words before it where these end in a colon. A table of a few columns stays one; of
    any other each row is told in a sentence. Captions are left out with their pictures, so are footnotes
    and lines to write on.
    """
    unruled = [replace(block, text=_without_lines(block.text)) for block in blocks]
    ruled = sum(block != before for block, before in zip(unruled, blocks, strict=True))
    blocks = _with_title(
        [block for block in unruled if block.text or block.rows or block.kind is BlockKind.PICTURE]
    )
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    first = next((block.kind for block in blocks if block.kind is not BlockKind.PICTURE), None)
    title = headings.pop(0) if first is BlockKind.HEADING else ""
    paragraphs: list[str] = []
    tables: list[HandoutTable] = []
    items: list[str] = []
    pictures: list[str] = []
    captions: list[str] = []
    notes: list[str] = []
    behind_picture = False
    for block in (*blocks, DocumentBlock(BlockKind.HEADING)):
        if block.kind is BlockKind.ITEM:
            items.append(block.text)
            continue
        if block.kind is BlockKind.NOTE:  # hangs on the entry of a list as on a paragraph
            notes.append(f"“{block.text}”")
            continue
        _end_list(paragraphs, items)
        if behind_picture and _CAPTION.match(block.text):
            block = replace(block, kind=BlockKind.CAPTION)
        behind_picture = block.kind is BlockKind.PICTURE
        match block.kind:
            case BlockKind.PARAGRAPH if block.text:
                paragraphs.append(block.text)
            case BlockKind.TABLE if block.rows:
                if table := _table(block.rows, len(paragraphs)):
                    tables.append(table)
                else:
                    paragraphs += _told(block.rows)
            case BlockKind.PICTURE:
                after = f"after paragraph {len(paragraphs)}" if paragraphs else "at the beginning"
                said = block.text if block.text.startswith("on page ") else f"{after}{_quoted(block.text)}"
                pictures.append(said)
            case BlockKind.CAPTION if pictures and not pictures[-1].endswith("”)"):
                pictures[-1] += _quoted(block.text)
            case BlockKind.CAPTION:
                captions.append(f"“{block.text}”")
    topics = tuple(dict.fromkeys(map(_unnumbered, headings)))[:MOST_TOPICS]
    left = (("picture", pictures), ("caption", captions), ("footnote", notes))
    told = tuple(f"{counted(len(some), what)}: {'; '.join(some)}" for what, some in left if some)
    lines = (f"{counted(ruled, 'line')} to write on",) if ruled else ()
    return Handout(_unnumbered(title), topics, tuple(paragraphs), tuple(tables), (*told, *lines))


def _unnumbered(heading: str) -> str:
    """A heading without its number, `2.` or `2.1)`, which means nothing beside other headings."""
    return _NUMBER.sub("", heading, count=1)


def _without_lines(text: str) -> str:
    """The text without lines to write on: of one alone, or with words such as “Name:” before it, nothing is left."""
    signs = text.replace(" ", "")
    if _LABELLED.fullmatch(text) or _LABELS.fullmatch(text) or (len(signs) > 2 and set(signs) <= RULED_SIGNS):
        return ""
    return _BEHIND.sub("", text)


def _with_title(blocks: Sequence[DocumentBlock]) -> Sequence[DocumentBlock]:
    """The blocks; where none is marked as a heading, the first is one if it reads like that of what follows."""
    first = next((at for at, block in enumerate(blocks) if block.kind is not BlockKind.PICTURE), None)
    if first is None or any(block.kind is BlockKind.HEADING for block in blocks):
        return blocks
    block, more = blocks[first], any(block.text for block in blocks[first + 1 :])
    if not more or block.kind is not BlockKind.PARAGRAPH or not block.text or not is_heading(block.text):
        return blocks
    return [*blocks[:first], DocumentBlock(BlockKind.HEADING, block.text), *blocks[first + 1 :]]


def _quoted(said: str) -> str:
    return f" (“{said}”)" if said else ""


def _end_list(paragraphs: list[str], items: list[str]) -> None:
    """Put the items of a list that ends here into a paragraph, as a sentence or as sentences of their own."""
    if not items:
        return
    if any(len(item.split()) > 12 or item.endswith((".", "?", "!")) for item in items):
        text = " ".join(item if re.search(r"[.!?]$", item) else f"{item}." for item in items)
    else:
        text = "; ".join(item.rstrip(";,. ") for item in items)
        text += "" if text.endswith(("?", "!")) else "."
    if paragraphs and paragraphs[-1].endswith(":"):
        paragraphs[-1] += f" {text}"
    else:
        paragraphs.append(text)
    items.clear()


def _table(rows: Sequence[tuple[str, ...]], after: int) -> HandoutTable | None:
    """The rows as a table, the first its head; None where it is too large or is to be filled in.

    Above the names of its rows the head may be empty, and a few cells beside them.
    """
    head, *body = rows
    if body and not head[0] and all(head[1:]):
        head = (NO_WORDS, *head[1:])
        rows = (head, *body)
    whole = all(head) and all(len(row) == len(head) and row[0] for row in rows)
    lacking = sum(row.count("") for row in body)
    if (
        whole
        and lacking <= MOST_LACKING * len(head) * len(body)
        and len(head) in COLUMNS
        and len(rows) in ROWS
    ):
        filled = tuple(tuple(cell or NO_WORDS for cell in row) for row in body)
        return HandoutTable(head, filled, after)
    return None


def _told(rows: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """Each row below the head as a sentence: `Layer: crust; Depth: 40 km.`; a title over the head as one of its own."""
    head, *body = rows
    if body and len(list(filter(None, head))) == 1 < len(list(filter(None, body[0]))):
        yield "".join(head).rstrip(".") + "."
        head, *body = body
    for row in body:
        named = zip_longest(head, row, fillvalue="")
        pairs = [f"{name}: {cell}" if name else cell for name, cell in named if cell]
        if pairs:
            yield "; ".join(pairs).rstrip(".") + "."
