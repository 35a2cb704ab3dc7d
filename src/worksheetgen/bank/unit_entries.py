"""A unit's files, but for its questions, as pydantic models: what a teacher may write, and what an editor says of it.

question_bank/README.md explains every field in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool

from worksheetgen.bank.learned_entries import A_FEW_LINES, FiguresEntry, FocusField, SortingEntry
from worksheetgen.yaml_file import GIVEN, mistake
from worksheetgen.yaml_file.fields import (
    AnyText,
    Count,
    Decimal,
    Id,
    NonEmptyText,
    Strict,
    number_or_text,
    offering,
)

# ---- unit.yaml, glossary.yaml --------------------------------------------------------------------


HEADLINE = 60
"""The most characters of an enquiry question: one line, or two, as the title of a standard print."""
A_LINE = 90
"""The most characters of what is to be one line of a standard print."""


class TopicEntry(Strict):
    """A topic: the id by which questions name it, its printed title, and the question that it makes one ask."""

    id: Id = Field(description="The name by which questions and blueprints mean the topic.")
    title: NonEmptyText = Field(description="The topic’s title, as printed.")
    question: Annotated[AnyText, Field(max_length=HEADLINE)] = Field(
        "",
        description="The enquiry question that heads a worksheet on the topic: Did one murder start the Terror? "
        "Without one its title does.",
    )


class CorrectionEntry(Strict):
    """A slip of the class text: the words that stand in text.md, and what is printed in their place."""

    found: NonEmptyText = Field(description="The words as they stand in text.md.")
    printed: NonEmptyText = Field(description="What is printed in their place.")


class ContestedEntry(Strict):
    """A claim of the class text that historians have moved on from: where, its words, what is known now."""

    paragraph: Count = Field(description="The number of its paragraph in text.md.")
    claim: NonEmptyText = Field(description="The claim, in the text’s own words, letter by letter.")
    note: NonEmptyText = Field(description="What is known now.")
    for_pupils: Annotated[AnyText, Field(max_length=A_LINE)] = Field(
        "",
        description="One plain line, printed at the paragraph where pupils read it: Historians now give lower figures. "
        "Leave it out where it would answer a question.",
    )
    summary: Annotated[AnyText, Field(max_length=A_FEW_LINES)] = Field(
        "",
        description="What historians now say, in a pupil’s words and understood without the text; for the knowledge "
        "organiser and for cards, where it stands instead of for_pupils.",
    )


def _rules_of_advice() -> Mapping[str, str]:
    """The rules that a unit as a whole may accept, with what each is for."""
    from worksheetgen.bank.item_writing import ADVICE_ON_UNITS  # it is made of the units that are read here

    return ADVICE_ON_UNITS


class UnitFile(Strict):
    """unit.yaml, the whole file."""

    title: NonEmptyText = Field(description="The unit’s title, as printed.")
    subject: NonEmptyText = Field(description="The school subject, such as History.")
    attribution: NonEmptyText = Field(
        description="Where the class text comes from, printed small at the end of a paper."
    )
    content_warning: AnyText = Field("", description="One sentence for the cover where the material is hard.")
    focus_questions: tuple[FocusField, ...] = Field(
        (),
        description="What the unit is about, as questions, each alone or with a short ‘answer’; for the teacher’s "
        "guide, the knowledge organiser and cards.",
    )
    topics: Annotated[tuple[TopicEntry, ...], Field(min_length=1)] = Field(
        description="The topics by which its questions are tagged."
    )
    corrections: tuple[CorrectionEntry, ...] = Field(
        (), description="Slips of the text that are printed corrected; listed for teachers only."
    )
    contested: tuple[ContestedEntry, ...] = Field(
        (),
        description="Claims of the text that historians have moved on from; for mark schemes and the teacher’s guide.",
    )
    figures: Annotated[FiguresEntry | None, GIVEN] = Field(
        None,
        description="The unit’s figures as a chart, for the knowledge organiser. Without it, the first chart of the "
        "unit’s sources stands there.",
    )
    sortings: tuple[SortingEntry, ...] = Field(
        (), description="Cards to be sorted into groups, such as causes and consequences."
    )
    sensitive: tuple[NonEmptyText, ...] = Field(
        (), description="What a teacher should think of before the lesson."
    )
    accepted: dict[Id, NonEmptyText] = Field(
        default_factory=dict,
        description="Rules of advice that the unit as a whole may break, each with a reason.",
        json_schema_extra=offering(_rules_of_advice),
    )


class TermEntry(Strict):
    """An entry of glossary.yaml."""

    term: NonEmptyText = Field(description="The term, spelt as questions and sources name it.")
    meaning: AnyText = Field(
        "",
        description="Its meaning in a pupil’s words; of a person, who that was. Left out, pupils write it themselves.",
    )
    person: StrictBool = Field(False, description="Whether the term is somebody’s name.")


# ---- sources/*.yaml ------------------------------------------------------------------------------


class TableSource(Strict):
    """A table to read: heads of columns, and rows with a cell for each column."""

    columns: Annotated[tuple[NonEmptyText, ...], Field(min_length=2, max_length=5)] = Field(
        description="The heads of two to five columns."
    )
    rows: Annotated[tuple[tuple[NonEmptyText, ...], ...], Field(min_length=1, max_length=20)] = Field(
        description="The rows, each with a cell for each column; numbers in quotes."
    )


class BarEntry(Strict):
    """A bar of a chart."""

    label: NonEmptyText = Field(description="The words beside the bar; a year in quotes.")
    value: Annotated[Decimal, Field(ge=0)] = Field(description="Its height, a number in the chart’s measure.")


class ChartSource(Strict):
    """A bar chart."""

    measure: NonEmptyText = Field(description="What its axis counts, such as: Prisoners (millions).")
    bars: Annotated[tuple[BarEntry, ...], Field(min_length=2, max_length=10)] = Field(
        description="Its bars in order, two to ten."
    )


class WhenEntry(Strict):
    """An event of a timeline."""

    when: NonEmptyText = Field(description="The date in words, in quotes if it is a number.")
    text: NonEmptyText = Field(description="What happened.")


# A file's name alone: a folder in it could lead out of the bank.
_PICTURE_FILE = r"^[^/\\\\]+\.(png|jpg|jpeg|PNG|JPG|JPEG)$"


def _picture_file(name: str) -> str:
    if not re.search(_PICTURE_FILE, name):
        what = f"‘{name}’ cannot be a picture of a source."
        raise mistake(
            what, "Save it as PNG or JPEG beside the sources, and write the name of that file alone."
        )
    return name


class PictureEntry(Strict):
    """A picture's file beside the sources, and in words what is to be seen on it."""

    file: Annotated[NonEmptyText, AfterValidator(_picture_file)] = Field(
        description="The picture’s file, which lies beside the sources: JPEG or PNG.",
        json_schema_extra={"pattern": _PICTURE_FILE},
    )
    alt: NonEmptyText = Field(description="What is to be seen on it, for those who cannot see it.")


NUMBERED = "Interpretation"
"""The label that has numbers where the bank does not say: boards number interpretations and letter sources."""
SOURCE_LABELS = ("Source", NUMBERED, "Extract")
"""The labels of English papers. A bank may have others, in any language."""
_MISSPELT = 0.9
"""As similar as this to one of them, a label is meant for it: Sourse is, Extrait is not."""


def _label(label: str) -> str:
    """Any label but one that is most likely misspelt."""
    for meant in get_close_matches(label, SOURCE_LABELS, 1, _MISSPELT):
        if label != meant:
            raise mistake(f"‘{label}’ would be printed over the source.", f"Did you mean ‘{meant}’?")
    return label


class EasierEntry(Strict):
    """The words of a source made easier for the tier support."""

    paragraphs: Annotated[tuple[NonEmptyText, ...], Field(min_length=1)] = Field(
        description="The source’s paragraphs in easier words. What questions quote stands in both."
    )
    glossary: tuple[NonEmptyText, ...] = Field(
        (), description="Terms of glossary.yaml explained at its foot, as of the source’s own."
    )


class SourceEntry(Strict):
    """A source to study: paragraphs, a table, a chart, a timeline or a picture, one of them."""

    id: Id = Field(
        description="The name by which questions and blueprints mean the source; unique in the unit."
    )
    label: Annotated[NonEmptyText, AfterValidator(_label)] = Field(
        "Source",
        description="The word before the letter or number: Source A, Extract A, Interpretation 1.",
        examples=list(SOURCE_LABELS),
    )
    numbered: Annotated[StrictBool | None, GIVEN] = Field(
        None,
        description="Whether numbers stand after the label, and not letters. Interpretations are numbered, everything "
        "else is lettered, unless this says otherwise.",
    )
    provenance: NonEmptyText = Field(description="Where it is from, printed above it.")
    paragraphs: tuple[NonEmptyText, ...] = Field(
        (),
        description="Its words. Instead of these, a source may be a table, a bar chart, a timeline or a picture.",
    )
    excerpt: tuple[Count, ...] = Field(
        (), description="It is quoted from these paragraphs of text.md, letter by letter."
    )
    table: Annotated[TableSource | None, GIVEN] = Field(
        None, description="A table to read, instead of paragraphs."
    )
    chart: Annotated[ChartSource | None, GIVEN] = Field(
        None, description="A bar chart, instead of paragraphs."
    )
    timeline: tuple[WhenEntry, ...] = Field((), description="A timeline, instead of paragraphs.")
    picture: Annotated[PictureEntry | None, GIVEN] = Field(
        None, description="A picture, instead of paragraphs."
    )
    glossary: tuple[NonEmptyText, ...] = Field(
        (),
        description="Terms of glossary.yaml explained at the foot of the box; never words that a question tests.",
    )
    easier: Annotated[EasierEntry | None, GIVEN] = Field(
        None,
        description="The same in easier words, which the tier support has instead; for a source in paragraphs.",
    )
    note: AnyText = Field("", description="For teachers only.")

    @property
    def has_number(self) -> bool:
        """Whether a number stands after its label."""
        return self.label == NUMBERED if self.numbered is None else self.numbered


# ---- levels.yaml ---------------------------------------------------------------------------------

_SPAN = r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?"
_AS_SPAN = "Write for example 7-9, or 7."


def _span(written: Any) -> Any:
    """`7-9` or `7` as the lowest and the highest mark; raises pydantic's error for anything else."""
    found = re.fullmatch(_SPAN, str(written).strip())
    if found is None or isinstance(written, bool):
        raise mistake("A level’s marks are one number or two.", _AS_SPAN)
    return int(found[1]), int(found[2] or found[1])


class LevelEntry(Strict):
    """A level of response: its number, its lowest and highest mark, and its descriptor."""

    level: Count = Field(description="The level’s number; the highest stands first.")
    marks: Annotated[tuple[int, int], BeforeValidator(_span), number_or_text(0, 999, _SPAN, _AS_SPAN)] = (
        Field(
            description="The lowest and the highest mark, such as 7-9. Over the levels, marks run without gap from the "
            "maximum down to 1."
        )
    )
    descriptor: NonEmptyText = Field(description="What an answer at this level does.")


class LevelSetEntry(Strict):
    """A set of levels, with the skills that its descriptors reward."""

    serves: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(
        description="The skills that it serves, each a word of your own such as cause, or a kind of question such as "
        "explain. Only questions of these skills may refer to it."
    )
    levels: Annotated[tuple[LevelEntry, ...], Field(min_length=1)] = Field(
        description="Its levels, the highest first."
    )
