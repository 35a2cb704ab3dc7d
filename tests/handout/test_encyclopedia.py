"""Of a page of an encyclopedia its text is printed, without signs of references and lists of sources."""

from __future__ import annotations

from pathlib import Path

from worksheetgen.handout import read_handout
from worksheetgen.handout.blocks import BlockKind, DocumentBlock
from worksheetgen.handout.encyclopedia import without_apparatus

PAGE = """\
Grigory Zinoviev
From Wikipedia, the free encyclopedia

Grigory Zinoviev[a] (1883 – 1936[O.S.]) was a revolutionary[1][2] and politician.[citation needed] He knew Lenin.[3]: 12

Early life[edit]
Zinoviev was born in 1883.[4] He joined the party in 1901.[note 1]

See also
Lenin

References
^ Lih, Lars (2011). Lenin. p. 5.
"""


def test_a_pasted_page_is_its_text(tmp_path: Path) -> None:
    """Title and headings are told from links beside them; what is left out is said."""
    (path := tmp_path / "z.txt").write_text(PAGE)
    found = read_handout(path)
    assert (found.title, found.topics) == ("Grigory Zinoviev", ("Early life",))
    assert found.paragraphs == (
        "Grigory Zinoviev (1883 – 1936[O.S.]) was a revolutionary and politician. He knew Lenin.",
        "Zinoviev was born in 1883. He joined the party in 1901.",
    )
    assert found.left_out == ("7 signs of references, such as [1]", "what stands from “See also” on")


def _paragraphs(*texts: str) -> list[DocumentBlock]:
    return [DocumentBlock(BlockKind.PARAGRAPH, text) for text in texts]


def test_numbers_behind_sentences_are_references() -> None:
    """A copied paragraph has no name of where it is from."""
    kept, told = without_apparatus(_paragraphs("One.[1] Two,[2] three.[12]", "References to it are rare."))
    assert [block.text for block in kept] == ["One. Two, three.", "References to it are rare."]
    assert told == ("3 signs of references, such as [1]",)


def test_other_texts_stay() -> None:
    """Indices, additions to a quotation, and words that a list of sources might have for its heading."""
    blocks = _paragraphs(
        "list[0] and list[1] are a[i].", "“He [Stalin] said [a] lie.”[1]", "Notes", "See also Lenin."
    )
    assert without_apparatus(blocks) == (blocks, ())
