"""theme.yaml, read and checked, to Theme: every size, space and weight of a print, in points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from reportlab.lib.units import mm

from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.model.theme import Style, Theme
from worksheetgen.model.words import Words
from worksheetgen.resources import THEME_FILE
from worksheetgen.typesetting.colours import rgb
from worksheetgen.typesetting.fonts import spaced
from worksheetgen.typesetting.theme import QUIET, ThemeFacts, theme_files, theme_words
from worksheetgen.typesetting.theme_file import PrintSettings, StyleSettings, ThemeFile
from worksheetgen.yaml_file import read_yaml, validate

LENGTHS = (
    *("top", "bottom", "inner", "outer", "foot", "question_space", "block_space", "number_column", "box"),
    *("line_pitch", "gap", "padding", "field", "qr", "notes"),
)
"""The settings in mm; text sizes and rules are in pt."""
WIDTH_OF_LINES = 173
"""The width in mm of the column for which numbers of ruled lines are meant: that of A4."""
AS_LETTER = {PaperSize.A4: PaperSize.LETTER, PaperSize.A3: PaperSize.TABLOID}
"""What a print's own paper is where the others are on Letter."""


def made_theme(folders: Sequence[Path], print: Print, paper: PaperSize | None, *, folded: bool) -> Theme:
    """The theme of one print, made anew of its folders: arguments, result and errors are as of `load_theme`."""
    files = _files(folders)
    settings = _settings(files, print, paper, folded=folded and print is Print.STANDARD)
    styles = {name: style for file in files for name, style in file.styles.items()}
    if lacking := [name for name in PrintSettings.model_fields if name not in settings]:
        what = f"The theme lacks {', '.join(lacking)}."
        raise InvalidInput(
            [Problem(Place(str(folders[0] / THEME_FILE)), what, "Write them, or ‘extends: board’.")]
        )
    found = PrintSettings.model_validate(settings)
    least = ceil(10 * (found.foot + found.qr * QUIET)) / 10
    if found.bottom < least:
        what = f"‘bottom’ is too small for the code at the foot of the {print.called} print."
        raise InvalidInput([Problem(Place(str(folders[0] / THEME_FILE)), what, f"Write at least {least:g}.")])
    if narrow := _no_room(found):
        raise InvalidInput([Problem(Place(str(folders[0] / THEME_FILE)), *narrow)])
    return _theme(print, found, styles, theme_words(folders))


def _no_room(settings: PrintSettings) -> tuple[str, str] | None:
    """What is wrong and what to do where the margins leave less than half of the page; None where they do not."""
    wide, high = (length / mm for length in settings.paper.points)
    for length, margins in ((wide, ("inner", "outer")), (high, ("top", "bottom"))):
        left = length - sum(getattr(settings, margin) for margin in margins)
        if left < length / 2:
            what = f"‘{margins[0]}’ and ‘{margins[1]}’ leave {max(left, 0):.0f} mm of {length:.0f} mm for the text."
            return what, "Make them smaller: half of the page is for the text at the least."
    return None


def _files(folders: Sequence[Path]) -> tuple[ThemeFile, ...]:
    """What the folders' theme.yaml say, the most particular last, so that it counts."""
    return tuple(map(read_theme, theme_files(folders)))


def _settings(
    files: Sequence[ThemeFile], print: Print, paper: PaperSize | None, *, folded: bool
) -> dict[str, Any]:
    """A print's settings: of the base, changed by what its paper changes, changed by what it changes itself."""
    base = _merged(file.base for file in files)
    of_print = _merged(file.prints.get(print) for file in files)
    on = _paper(paper or base.get("paper"), of_print.get("paper"), folded=folded)
    if not on:
        return base | of_print
    return base | _merged(file.papers.get(on) for file in files) | of_print | {"paper": on}


def _merged(changes: Iterable[BaseModel | None]) -> dict[str, Any]:
    """The settings that are named in any of the changes, those of a later one before those of an earlier one."""
    return {
        name: value for one in changes if one for name, value in one.model_dump(exclude_unset=True).items()
    }


def _paper(common: PaperSize | None, own: PaperSize | None, *, folded: bool) -> PaperSize | None:
    """What a print is on where all are on the `common` paper but those that name their `own`; None for neither."""
    if own:
        return AS_LETTER.get(own, own) if common in AS_LETTER.values() else own
    return common if folded or not common else common.sheet


def read_theme(path: Path) -> ThemeFile:
    """A theme.yaml, checked. Raises InvalidInput with every problem of the file."""
    return validate(ThemeFile, read_yaml(path))


def read_facts(path: Path) -> ThemeFacts:
    """What a theme.yaml says besides what a print looks like. Raises as `read_theme` does."""
    said, file = read_theme(path), read_yaml(path)
    words = said.words.model_dump(exclude_unset=True)
    styles = {name: file.key_place("styles", name) for name in said.styles}
    return ThemeFacts(said.extends, file.place("extends"), words, styles)


def _theme(print: Print, settings: PrintSettings, styles: Mapping[str, StyleSettings], words: Words) -> Theme:
    """Millimetres to points, relative sizes to sizes."""
    lengths = {name: getattr(settings, name) * mm for name in LENGTHS}
    wide = round(settings.paper.points[0] / mm - settings.inner - settings.outer, 3)
    return Theme(
        print=print,
        paper=settings.paper,
        columns=settings.columns,
        option_columns=settings.columns and settings.options == "columns",
        side_by_side=settings.columns and settings.side_by_side,
        spreads=settings.spreads,
        corners=settings.corners,
        outside=settings.outside,
        line_numbers=settings.line_numbers,
        ground=rgb(settings.ground),
        bold=spaced(settings.bold, settings.letter_space),
        styles=tuple((name, _style(settings, style)) for name, style in sorted(styles.items())),
        strong=settings.strong,
        letter_space=settings.letter_space,
        line_weight=settings.line_weight,
        more_lines=settings.more_lines * _more_on_narrow(wide),
        tightest=settings.tightest,
        loosest=settings.loosest,
        rule=settings.rule,
        tint=settings.tint,
        words=words,
        **lengths,
    )


def _more_on_narrow(width: float) -> float:
    """How many times as many ruled lines are as long together where the column is narrower than on A4, in mm."""
    return max(1.0, WIDTH_OF_LINES / width)


def _style(settings: PrintSettings, style: StyleSettings) -> Style:
    """A style in points; its size is never beyond the print's smallest and largest."""
    size = max(settings.size * min(style.size, settings.largest), settings.smallest)
    face = spaced(settings.bold if style.bold else settings.regular, settings.letter_space)
    return Style(
        face=face, size=size, leading=size * settings.leading * style.leading, after=style.after * mm
    )
