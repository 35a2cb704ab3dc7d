"""A theme's folders to the Theme of a print; what its files say is kept once it was read and checked.

`theme_making` reads and checks them: it needs pydantic, without which a theme that is known already prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from worksheetgen.cache import cached, content_digest
from worksheetgen.errors import InvalidInput, Place, Problem, shown
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.model.theme import Style as Style  # named so, others may import them from here
from worksheetgen.model.theme import Theme as Theme
from worksheetgen.model.words import Words
from worksheetgen.resources import THEME_FILE
from worksheetgen.stored import decode, encode
from worksheetgen.value import Value, field_names

QUIET = 1.21
"""A QR code of 21 modules with the white beside it, relative to its side: readers ask for that of four modules."""


def load_theme(
    folders: Sequence[Path], print: Print, paper: PaperSize | None = None, *, folded: bool = True
) -> Theme:
    """The theme of one print from its folders, the most particular first.

    A folder's theme.yaml overrides only the settings that it names. A `paper` that is given takes the place of that of
    its base. A5 is for the standard print alone, and only if that may be `folded`; all else is on the sheet that A5 is
    folded from. Raises InvalidInput with every problem of the files, each at its place, and where what they say
    together leaves no room for the pages' code.
    """

    def made() -> bytes:
        from worksheetgen.typesetting.theme_making import made_theme

        return encode(made_theme(folders, print, paper, folded=folded))

    said = [content_digest(path) for path in theme_files(folders)]
    made_from = f"{said} {print} {paper} {folded}"
    return cached("look", made_from, made, lambda found: decode(found, Theme), most=128)


class ThemeFacts(Value):
    """What one theme.yaml says besides what a print looks like.

    The theme that it `extends`, "" for none, and where it says so; its words by name; where each of its styles stands.
    """

    extends: str
    place: Place
    words: Mapping[str, str]
    styles: Mapping[str, Place]


def theme_facts(path: Path) -> ThemeFacts:
    """What a theme.yaml says. Raises InvalidInput with every problem of the file."""

    def made() -> bytes:
        from worksheetgen.typesetting.theme_making import read_facts

        return encode(read_facts(path))

    made_from = f"{shown(path)}\0{content_digest(path)}"
    return cached("theme", made_from, made, lambda found: decode(found, ThemeFacts), most=64)


def theme_words(folders: Sequence[Path]) -> Words:
    """The words of the theme. Raises InvalidInput as `load_theme` does."""
    said = {name: words for path in theme_files(folders) for name, words in theme_facts(path).words.items()}
    if lacking := [name for name in field_names(Words) if name not in said]:
        what = f"The theme’s ‘words’ lack {', '.join(lacking)}."
        raise InvalidInput(
            [Problem(Place(str(folders[0] / THEME_FILE)), what, "Write them, or ‘extends: board’.")]
        )
    return Words(**said)


def theme_styles(folders: Sequence[Path]) -> frozenset[str]:
    """The names of the theme's styles. Raises InvalidInput as `load_theme` does."""
    return frozenset(name for path in theme_files(folders) for name in theme_facts(path).styles)


def theme_files(folders: Sequence[Path]) -> list[Path]:
    """The folders' theme.yaml, as far as they are there, the most particular last, so that it counts."""
    return [path for folder in reversed(folders) if (path := folder / THEME_FILE).is_file()]
