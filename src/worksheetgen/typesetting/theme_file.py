"""theme.yaml as pydantic models: what a teacher may set, its limits, and what an editor says of it.

templates/README.md explains every setting in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, ConfigDict, Field, StrictBool, StrictInt, create_model

from worksheetgen.faces import FILES
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import Print
from worksheetgen.model.words import Words
from worksheetgen.resources import templates
from worksheetgen.typesetting.colours import QUOTED, Colour
from worksheetgen.value import field_names
from worksheetgen.yaml_file import GIVEN, mistake, read_yaml
from worksheetgen.yaml_file.fields import AnyText, Decimal, NonEmptyText, Strict, offering

Face = Literal[
    "FiraSans-Regular",
    "FiraSans-Bold",
    "FiraSans-Black",
    "AtkinsonHyperlegible-Regular",
    "AtkinsonHyperlegible-Bold",
]
assert set(Face.__args__) == set(FILES)  # type: ignore[attr-defined]  # a Literal has its members
Positive = Annotated[Decimal, Field(gt=0)]


class StyleSettings(Strict):
    """A text style."""

    size: Annotated[Positive, Field(le=72)] = Field(1, description="Text size, relative to the print’s own.")
    leading: Annotated[Positive, Field(le=3)] = Field(
        1, description="Distance of lines, relative to the print’s own."
    )
    bold: StrictBool = Field(False, description="Whether it is set in the print’s bold face.")
    after: Annotated[Decimal, Field(ge=0)] = Field(0, description="White after it, in mm.")


# ---- prints ----------------------------------------------------------------------------------------


class PrintSettings(Strict):
    """What a print sets; lengths in mm, text sizes in pt."""

    paper: PaperSize = Field(
        description="The paper: A4, Letter, or A5 for booklets, which the standard print alone is on. A print that "
        "names its own keeps it: 36 pt A3, which is Tabloid where the others are on Letter."
    )
    columns: StrictBool = Field(
        description="Whether things may stand side by side; large print has no columns."
    )
    side_by_side: StrictBool = Field(
        description="Whether questions that are answered by crossing a box stand side by side where that takes less "
        "room. Large print, which has no columns, never has them so."
    )
    notes: Annotated[Decimal, Field(ge=0, le=80)] = Field(
        description="The margin for notes beside a text to read, in mm; 0 for none. Large print, which has no columns, "
        "has none."
    )
    options: Literal["list", "columns"] = Field(
        description="How options stand, throughout a paper: list is one a line, columns is two beside each other. "
        "Large print, which has no columns, lists them."
    )
    spreads: StrictBool = Field(
        description="Whether two facing pages are read as one: what belongs together may stand on both, and a page "
        "may be left blank for that. In large print a page is read by itself: a question that fits one is not cut."
    )
    corners: StrictBool = Field(
        description="Whether a paper’s pages have a mark in each corner but the stapled one, for a scanner to set the "
        "page straight by."
    )
    outside: AnyText = Field(
        description="Words beside the column, between rules at its sides, on every page of a paper but its first: that "
        'nobody writes beyond them; "" for neither.'
    )
    line_numbers: Annotated[StrictInt, Field(ge=0, le=10)] = Field(
        description="Number every n-th line of a source in its margin, for example 5; 0 numbers none. A line has "
        "another number in every print, so let stems cite paragraphs."
    )
    ground: Colour = Field(
        description='The colour of the page, in quotes, such as "#FFF5DC" for a cream print; it must be light '
        "(contrast with black at least 7 to 1). A PNG stands on it as a white slab."
    )
    top: Annotated[Positive, Field(le=100)] = Field(description="The margin at the top, in mm.")
    bottom: Annotated[Positive, Field(le=100)] = Field(
        description="The margin at the bottom, in mm: room for the code at the foot and some white above it."
    )
    inner: Annotated[Positive, Field(le=80)] = Field(description="The margin at the stapled side, in mm.")
    outer: Annotated[Positive, Field(le=80)] = Field(description="The margin at the other side, in mm.")
    foot: Annotated[Decimal, Field(ge=14, le=60)] = Field(
        description="How far from the edge the foot stands, in mm: 14 at the least, so that a page fed askew into a "
        "scanner keeps its code."
    )
    regular: Face = Field(description="The face of running text.")
    bold: Face = Field(
        description="The face of bold words. FiraSans-Black stands out in a print that is bold throughout."
    )
    size: Annotated[Positive, Field(le=72)] = Field(description="Text size, in pt.")
    letter_space: Annotated[Decimal, Field(ge=0, le=0.2)] = Field(
        description="How much further letters stand apart than in the face itself, relative to their size: 0.05 in the "
        "dyslexia print."
    )
    leading: Annotated[Positive, Field(le=3)] = Field(
        description="Distance of lines, relative to the text size."
    )
    strong: Annotated[Decimal, Field(ge=1, le=1.3)] = Field(
        description="How much larger bold words are than those around them: 1.12 in the large prints, which are bold "
        "throughout."
    )
    smallest: Annotated[Positive, Field(le=72)] = Field(description="No text is set smaller, in pt.")
    largest: Annotated[Decimal, Field(ge=1, le=4)] = Field(
        description="No text is set larger, relative to the text size: headings stand out as much at every size."
    )
    tightest: Annotated[Decimal, Field(ge=0.5, le=1)] = Field(
        description="How far a paper’s white may be drawn together to save a sheet, all of it alike: 0.6 to three "
        "fifths, 1 not at all. Text, boxes and room to write stay as they are."
    )
    loosest: Annotated[Decimal, Field(ge=1, le=1.5)] = Field(
        description="How far a paper’s white may be spread where its pages have room: 1.2 by a fifth, 1 not at all."
    )
    question_space: Annotated[Positive, Field(le=60)] = Field(description="White between questions, in mm.")
    block_space: Annotated[Positive, Field(le=60)] = Field(description="White within questions, in mm.")
    number_column: Annotated[Positive, Field(le=40)] = Field(
        description="The column in which numbers hang, in mm."
    )
    box: Annotated[Positive, Field(le=30)] = Field(description="The side of a box to mark, in mm.")
    line_pitch: Annotated[Positive, Field(le=40)] = Field(description="Distance of ruled lines, in mm.")
    line_weight: Annotated[Positive, Field(le=5)] = Field(description="Weight of ruled lines, in pt.")
    more_lines: Annotated[Positive, Field(le=5)] = Field(
        description="How many times as many ruled lines as in the standard print."
    )
    gap: Annotated[Positive, Field(le=150)] = Field(description="The width of a gap to fill in, in mm.")
    rule: Annotated[Positive, Field(le=5)] = Field(description="Weight of rules, in pt.")
    padding: Annotated[Positive, Field(le=20)] = Field(description="White inside boxes, in mm.")
    field: Annotated[Positive, Field(le=60)] = Field(description="Height of the cover’s fields, in mm.")
    tint: Annotated[Decimal, Field(ge=0.85, le=1)] = Field(description="Shade of headers: 1 is white.")
    qr: Annotated[Decimal, Field(ge=9.5, le=40)] = Field(
        description="Side of the QR code, in mm: 9.5 at the least, as a scan at 150 dpi must show its modules. On A3 "
        "it is larger, to be read where the page was copied down to A4."
    )


class _AnySettings(Strict):
    """What `Overrides` is called in an editor."""

    model_config = ConfigDict(title="settings")


def _overrides(model: str, *fixed: str) -> type[_AnySettings]:
    """The model of that name, of some of a print's settings; those that are `fixed` cannot be among them."""
    made: type[_AnySettings] = create_model(
        model,
        __base__=_AnySettings,
        **{
            name: (
                Annotated[
                    Annotated[field.annotation, "a setting", *field.metadata] | None,
                    QUOTED if name == "ground" else GIVEN,
                ],
                Field(None, description=field.description),
            )
            for name, field in PrintSettings.model_fields.items()
            if name not in fixed
        },  # type: ignore[call-overload]  # built from PrintSettings, so the two cannot differ
    )
    return made


Overrides = _overrides("Overrides")
"""Some of the settings of a print: what a theme folder changes."""
OnPaper = _overrides("OnPaper", "paper")
"""The same on one paper, which cannot name another."""


# ---- words -----------------------------------------------------------------------------------------


def _filled(count: int) -> AfterValidator:
    """For words in which `{}` stands for what is filled in: it must be there `count` times, and no other brace."""

    def checked(words: str) -> str:
        if words.count("{}") != count or re.search("[{}]", words.replace("{}", "")):
            times = "once" if count == 1 else "twice"
            what = f"‘{words}’ does not say where to fill in."
            raise mistake(what, f"Write {{}} {times}, where the number or the name stands, in quotes.")
        return words

    return AfterValidator(checked)


_Said = Annotated[NonEmptyText | None, GIVEN]
_SaidOnce = Annotated[Annotated[NonEmptyText, _filled(1)] | None, GIVEN]
_SaidTwice = Annotated[Annotated[NonEmptyText, _filled(2)] | None, GIVEN]


class WordSettings(Strict):
    """Some of the words that the program itself prints: what a theme says in its own language."""

    model_config = ConfigDict(title="words")

    language: _Said = Field(None, description="The language, for screen readers: en-GB, cy-GB.")
    one_mark: _SaidOnce = Field(None, description="One mark: {} mark.")
    more_marks: _SaidOnce = Field(None, description="Any other number of marks: {} marks.")
    one_hour: _SaidOnce = Field(None, description="One hour of the time allowed: {} hour.")
    more_hours: _SaidOnce = Field(None, description="Several hours: {} hours.")
    one_minute: _SaidOnce = Field(None, description="One minute: {} minute.")
    more_minutes: _SaidOnce = Field(None, description="Several minutes: {} minutes.")
    both: _SaidTwice = Field(None, description="The last two names of a list: {} and {}.")
    task: _SaidTwice = Field(
        None,
        description="Before a task for those who have finished, the number of its question: Question {}: {}.",
    )
    page_number: _SaidTwice = Field(
        None, description="At every page’s foot, its number and how many: {} of {}."
    )
    turn_over: _Said = Field(
        None, description="At the foot of a right-hand page that is followed by another."
    )
    word_copy: _Said = Field(None, description="At the foot of a copy of a paper in Word.")
    blank: _Said = Field(None, description="On a page that is left blank.")
    source_booklet: _Said = Field(
        None, description="Among what a pupil needs, where sources lie beside the paper."
    )
    bar_chart: _Said = Field(None, description="What a screen reader says before a chart’s bars.")
    out_of: _SaidTwice = Field(
        None, description="At a chart’s bar, marks and how many could be had: {} of {}."
    )
    million: _SaidOnce = Field(None, description="Of a chart’s large numbers: {} million.")
    billion: _SaidOnce = Field(None, description="Of a chart’s large numbers: {} billion.")
    trillion: _SaidOnce = Field(None, description="Of a chart’s large numbers: {} trillion.")


assert set(WordSettings.model_fields) == set(field_names(Words))


def _bundled_styles() -> Mapping[str, str]:
    """The names of the styles of the bundled theme that all others change."""
    return dict.fromkeys(read_yaml(templates() / "board" / "theme.yaml").data["styles"], "")


class ThemeFile(Strict):
    """The whole of theme.yaml: its settings for every print, its styles, and what each print changes."""

    instead: ClassVar[Mapping[str, str]] = dict.fromkeys(
        PrintSettings.model_fields,
        "Put it under ‘base’, indented, for every print, or under a print’s name in ‘prints’.",
    )
    extends: AnyText = Field(
        "",
        description="The theme that this one changes, such as board. A theme given with --theme changes the "
        "blueprint’s own.",
        examples=["board", "worksheet"],
    )
    base: Overrides = Field(  # type: ignore[valid-type]  # a model built above
        Overrides(), description="Settings of every print; lengths in mm, text sizes and rules in pt."
    )
    words: WordSettings = Field(
        WordSettings.model_validate({}),
        description="The words that the program itself prints; templates have all others.",
    )
    papers: dict[PaperSize, OnPaper] = Field(  # type: ignore[valid-type]  # a model built above
        {}, description="What a paper changes: the margins of A5, for example."
    )
    styles: dict[str, StyleSettings] = Field(
        {},
        description="Text styles by name: size and leading relative to the print’s own, bold, mm of white after.",
        json_schema_extra=offering(_bundled_styles),
    )
    prints: dict[Print, Overrides] = Field(  # type: ignore[valid-type]  # a model built above
        {}, description='What a print changes: standard, "18", "24", "36" or dyslexia.'
    )
