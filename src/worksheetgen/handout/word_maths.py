"""A formula of a Word document, and signs of its picture fonts, to characters: v = s/t, x², √(a + b), α, →."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from worksheetgen.model.scripts import lowered, raised

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SIMPLE = re.compile(r"[\w.,%°√²³⁰¹⁴-⁹₀-₉]*")
_PRIVATE = 0xF000
"""Where Word counts the signs of a font that has no letters from."""
_SYMBOL = dict(zip(range(ord("a"), ord("z") + 1), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | dict(
    zip(range(ord("A"), ord("Z") + 1), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)
)
_SYMBOL |= {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xD6: "√", 0xD7: "·", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA8: "□", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "→", 0xF0: "⇒", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
UNKNOWN_SIGN = "□"
"""What stands for a sign that is a picture in a font of pictures."""


def sign_in(font: str, code: str) -> str:
    """The character of a sign that a font draws at a code in hexadecimal; UNKNOWN_SIGN where it is not known.

    Word makes such signs as one types: an arrow of --> is one of Wingdings.
    """
    number = int(code, 16)
    if not _PRIVATE <= number < _PRIVATE + 0x100:
        return chr(number) if number < 0x110000 else UNKNOWN_SIGN
    table = _SYMBOL if font.startswith("Symbol") else _WINGDINGS if font == "Wingdings" else {}
    return table.get(number - _PRIVATE, UNKNOWN_SIGN)


def formula(element: Any) -> str:
    """The words of an element of a formula, on one line, in the order in which it is read aloud."""
    if element.tag == f"{MATHS}t":
        return element.text or ""
    name = element.tag.removeprefix(MATHS) if isinstance(element.tag, str) else ""
    return _FORMS.get(name, _inside)(element)


def _inside(element: Any) -> str:
    """All that an element holds, but for how it looks."""
    return "".join(formula(kid) for kid in element if isinstance(kid.tag, str) and not kid.tag.endswith("Pr"))


def _part(element: Any, name: str) -> str:
    found = element.find(f"{MATHS}{name}")
    return "" if found is None else formula(found).strip()


def _setting(element: Any, name: str, otherwise: str) -> str:
    """A sign that the properties of an element name, such as its brackets; what stands within it has its own."""
    found = element.find(f"{element.tag}Pr/{MATHS}{name}")
    return otherwise if found is None else found.get(f"{MATHS}val") or ""


def _grouped(text: str) -> str:
    """The text, in brackets where it is more than a number or a name."""
    whole = _SIMPLE.fullmatch(text) or (text.startswith("(") and text.find(")") == len(text) - 1)
    return text if whole else f"({text})"


def _above(text: str) -> str:
    return raised(text) if raised(text) != text else f"^{_grouped(text)}" if text else ""


def _below(text: str) -> str:
    return lowered(text) if lowered(text) != text else f"_{_grouped(text)}" if text else ""


def _scripted_before(element: Any) -> str:
    """¹⁴₆C."""
    return f"{_above(_part(element, 'sup'))}{_below(_part(element, 'sub'))}{_part(element, 'e')}"


def _scripted(element: Any) -> str:
    """x², H₂O, and both."""
    return f"{_grouped(_part(element, 'e'))}{_below(_part(element, 'sub'))}{_above(_part(element, 'sup'))}"


def _fraction(element: Any) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _root(element: Any) -> str:
    return f"{raised(_part(element, 'deg'))}√{_grouped(_part(element, 'e'))}"


def _bracketed(element: Any) -> str:
    between = _setting(element, "sepChr", "|")
    inner = between.join(formula(kid) for kid in element.findall(f"{MATHS}e"))
    return f"{_setting(element, 'begChr', '(')}{inner}{_setting(element, 'endChr', ')')}"


def _sum(element: Any) -> str:
    low, high = _part(element, "sub"), _part(element, "sup")
    limits = f"({low} … {high})" if low and high else _grouped(low or high)
    return f"{_setting(element, 'chr', '∫')}{limits} {_part(element, 'e')}"


def _lines(element: Any) -> str:
    """Several lines of one formula, as of a matrix or a system of equations."""
    rows = element.findall(f"{MATHS}mr") or element.findall(f"{MATHS}e")
    return "; ".join(
        ", ".join(formula(cell).strip() for cell in row.findall(f"{MATHS}e")) or formula(row) for row in rows
    )


_FORMS: Mapping[str, Callable[[Any], str]] = {
    "f": _fraction,
    "sSup": _scripted,
    "sSub": _scripted,
    "sSubSup": _scripted,
    "sPre": _scripted_before,
    "rad": _root,
    "d": _bracketed,
    "nary": _sum,
    "m": _lines,
    "eqArr": _lines,
    "func": lambda one: f"{_part(one, 'fName')} {_part(one, 'e')}",
    "limLow": lambda one: f"{_part(one, 'e')}{_below(_part(one, 'lim'))}",
}
