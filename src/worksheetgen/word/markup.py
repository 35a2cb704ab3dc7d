"""WordprocessingML as text: the raw elements of a Word document, each made by one function.

python-docx has no numbering, borders, alternative texts, fields, tick boxes or repeated header rows; and a paper of a
thousand elements is made in a tenth of the time as text, parsed once. Lengths are in twips, twentieths of a point; the
order of an element's children is that of the schema (ISO/IEC 29500-1), as Word asks for.
"""

from __future__ import annotations

from html import escape
from typing import NewType

from worksheetgen.model.text import Break, Gap, Text

Xml = NewType("Xml", str)
"""Markup, complete and escaped."""

EMPTY = Xml("")
EMU = 635
"""English Metric Units in a twip."""
BOX_FONT = "MS Gothic"
"""What Word itself draws the boxes of its check-box controls in."""
EMPTY_BOX, CROSSED_BOX = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH X}"
UNDERSCORE = 0.556
"""How wide an underscore is, in sizes of its letters."""
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{where}"'
    for prefix, where in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "openxmlformats.org/officeDocument/2006/relationships"),
        ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "openxmlformats.org/drawingml/2006/main"),
        ("pic", "openxmlformats.org/drawingml/2006/picture"),
        ("w14", "microsoft.com/office/word/2010/wordml"),
    )
)


def w(name: str, /, *content: Xml, **attributes: object) -> Xml:
    """An element of WordprocessingML; True and False are written as 1 and 0, and an attribute of None is left out."""
    said = "".join(f' w:{key}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return Xml(f"<w:{name}{said}>{''.join(content)}</w:{name}>" if content else f"<w:{name}{said}/>")


def _value(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else escape(str(value))


def joined(*parts: Xml) -> Xml:
    """The parts one after another."""
    return Xml("".join(parts))


# ---- within a paragraph --------------------------------------------------------------------------

TAB = w("r", w("tab"))
LINE_END = w("r", w("br"))


def run(words: str, style: str = "") -> Xml:
    """Words, in a character style where one is named."""
    if not words:
        return EMPTY
    spoken = Xml(f'<w:t xml:space="preserve">{escape(words, quote=False)}</w:t>')
    return w("r", *((w("rPr", w("rStyle", val=style)),) if style else ()), spoken)


def runs(text: Text, strong: str, gap: int) -> Xml:
    """Running text: bold words in the character style `strong`, a gap as so many underscores."""
    made = []
    for part in text:
        match part:
            case Gap():
                made.append(run("_" * gap))
            case Break():
                made.append(LINE_END)
            case _:
                made.append(run(part.text, strong if part.bold else ""))
    return joined(*made)


def field(instruction: str) -> Xml:
    """A field that Word works out itself: PAGE, NUMPAGES."""
    return w("fldSimple", w("r", w("t", Xml("1"))), instr=f" {instruction} ")


def tick_box(said: str, number: int, style: str) -> Xml:
    """A box that a click crosses, in a character style: a content control, told as `said`.

    `number` is other for every control of a document.
    """
    fonts = w("rFonts", ascii=BOX_FONT, eastAsia=BOX_FONT, hAnsi=BOX_FONT, hint="eastAsia")
    properties = w("rPr", w("rStyle", val=style), fonts)
    states = "".join(
        f'<w14:{state} w14:val="{ord(box):04X}" w14:font="{BOX_FONT}"/>'
        for state, box in (("checkedState", CROSSED_BOX), ("uncheckedState", EMPTY_BOX))
    )
    box = Xml(f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>')
    content = w("r", properties, w("t", Xml(EMPTY_BOX)))
    told = w("sdtPr", properties, w("alias", val=said), w("id", val=number), box)
    return w("sdt", told, w("sdtContent", content))


def drawing(relation: str, number: int, alt: str, wide: int, tall: int) -> Xml:
    """A picture in the line, `wide` by `tall`; `relation` names its file, `alt` says what it shows."""
    size = f'cx="{wide * EMU}" cy="{tall * EMU}"'
    named = f'id="{number}" name="Picture {number}" descr="{escape(alt)}"'
    return w(
        "r",
        w(
            "drawing",
            Xml(
                f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/>'
                '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
                '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
                f"<pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
                f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
                f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
                "</wp:inline>"
            ),
        ),
    )


# ---- borders -------------------------------------------------------------------------------------

SINGLE, DASHED, NO_LINE = "single", "dashed", "nil"


def edge(side: str, line: str, weight: int, space: int = 0, colour: str = "auto") -> Xml:
    """One side of a border, its weight in eighths of a point, `space` points from the words."""
    if line == NO_LINE:
        return w(side, val=line)
    return w(side, val=line, sz=weight, space=space, color=colour)
