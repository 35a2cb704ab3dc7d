"""What every document comes down to: blocks in reading order, whether it was Word, PDF or plain text."""

from __future__ import annotations

from enum import Enum, auto

from worksheetgen.letters import tidied
from worksheetgen.value import Value


class BlockKind(Enum):
    """What a block of a document is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    TABLE = auto()
    PICTURE = auto()
    CAPTION = auto()
    NOTE = auto()


class DocumentBlock(Value):
    """A block: its text on one line, of a picture what is said of it, or the rows of a table, "" and () for none."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def single_spaced(text: str) -> str:
    """The text with single spaces for all white space, and without what cannot be seen."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in tidied(text)).split())
