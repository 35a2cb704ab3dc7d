"""The fonts that a theme may name: PostScript name to file, and who lends a character that a face lacks."""

from __future__ import annotations

from pathlib import Path

import fontpkg_atkinson_hyperlegible
import fontpkg_fira_sans

FILES: dict[str, Path] = {
    name: package.ROOT / "files" / f"{name}.ttf"
    for package, names in (
        (fontpkg_fira_sans, ("FiraSans-Regular", "FiraSans-Bold", "FiraSans-Black")),
        (fontpkg_atkinson_hyperlegible, ("AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold")),
    )
    for name in names
}

FALLBACK = {
    "AtkinsonHyperlegible-Regular": "FiraSans-Regular",
    "AtkinsonHyperlegible-Bold": "FiraSans-Bold",
}
"""Atkinson Hyperlegible lacks Polish, Turkish, Welsh, Greek and Cyrillic letters; Fira Sans has them."""
