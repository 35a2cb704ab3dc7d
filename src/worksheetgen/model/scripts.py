"""Raised and lowered characters as text has them: H₂O and 10⁻³ for what documents set smaller or HTML marks."""

from __future__ import annotations

import re

_PLAIN = "0123456789+-−=()"
_LOWERED = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISED = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_MARKED = re.compile(r"<(sub|sup)>([^<>]*)</\1>", re.IGNORECASE)


def lowered(text: str) -> str:
    """Figures and signs as subscripts; text with anything else in it as it is, since few letters can be lowered."""
    return text.translate(_LOWERED) if set(text) <= set(_PLAIN) else text


def raised(text: str) -> str:
    """Figures and signs as superscripts; text with anything else in it as it is."""
    return text.translate(_RAISED) if set(text) <= set(_PLAIN) else text


def with_scripts(text: str) -> str:
    """The text with `<sub>2</sub>` and `<sup>2</sup>` as the characters that they mean."""
    return _MARKED.sub(lambda found: (lowered if found[1].lower() == "sub" else raised)(found[2]), text)
