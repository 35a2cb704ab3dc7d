"""The bank's files as pydantic models: what a teacher may write, and the source of the JSON Schema.

What each kind of question has beside that is in the package `kinds`; the models here are made of its table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, StrictInt, Tag, create_model

from worksheetgen.kinds import Kind
from worksheetgen.kinds.entries import PartEntry
from worksheetgen.model.bank import Tier
from worksheetgen.yaml_file import GIVEN, mistake
from worksheetgen.yaml_file.fields import AnyText, Count, Id, NonEmptyText, Strict

# ---- unit, glossary, sources, levels -------------------------------------------------------------


class TopicEntry(Strict):
    """A tag and its printed title."""

    id: Id
    title: NonEmptyText


class CorrectionEntry(Strict):
    """A slip of the text that is printed corrected."""

    found: NonEmptyText
    printed: NonEmptyText


class ContestedEntry(Strict):
    """A claim of the text that historians have moved on from: its words, and what is known."""

    paragraph: Count
    claim: NonEmptyText
    note: NonEmptyText


class UnitFile(Strict):
    """unit.yaml."""

    title: NonEmptyText
    subject: NonEmptyText
    attribution: NonEmptyText
    content_warning: AnyText = ""
    focus_questions: tuple[NonEmptyText, ...] = ()
    topics: Annotated[tuple[TopicEntry, ...], Field(min_length=1)]
    corrections: tuple[CorrectionEntry, ...] = ()
    contested: tuple[ContestedEntry, ...] = ()
    sensitive: tuple[NonEmptyText, ...] = ()
    accepted: dict[Id, NonEmptyText] = Field(default_factory=dict)


class TermEntry(Strict):
    """A term in a pupil's words."""

    term: NonEmptyText
    meaning: NonEmptyText


class TableSource(Strict):
    """A table to read: heads of columns, and rows of cells."""

    columns: Annotated[tuple[NonEmptyText, ...], Field(min_length=2, max_length=5)]
    rows: Annotated[tuple[tuple[NonEmptyText, ...], ...], Field(min_length=1, max_length=20)]


class BarEntry(Strict):
    """A bar of a chart."""

    label: NonEmptyText
    value: Annotated[float, Field(ge=0, strict=True, allow_inf_nan=False)]


class ChartSource(Strict):
    """A bar chart: what its axis counts, and its bars in order."""

    measure: NonEmptyText
    bars: Annotated[tuple[BarEntry, ...], Field(min_length=2, max_length=10)]


class WhenEntry(Strict):
    """An event of a timeline."""

    when: NonEmptyText
    text: NonEmptyText


class PictureEntry(Strict):
    """A picture's file beside the sources, and in words what is to be seen on it."""

    file: Annotated[NonEmptyText, Field(pattern=r"^[^/\\\\]+\.(png|jpg|jpeg|PNG|JPG|JPEG)$")]
    alt: NonEmptyText


class SourceEntry(Strict):
    """A source to study: paragraphs, a table, a chart, a timeline or a picture."""

    id: Id
    label: Literal["Source", "Interpretation", "Extract"] = "Source"
    provenance: NonEmptyText
    paragraphs: tuple[NonEmptyText, ...] = ()
    excerpt: tuple[Count, ...] = ()
    table: Annotated[TableSource | None, GIVEN] = None
    chart: Annotated[ChartSource | None, GIVEN] = None
    timeline: tuple[WhenEntry, ...] = ()
    picture: Annotated[PictureEntry | None, GIVEN] = None
    glossary: tuple[NonEmptyText, ...] = ()
    note: AnyText = ""


def _span(written: Any) -> Any:
    """`7-9` or `7` as the lowest and the highest mark."""
    found = re.fullmatch(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", str(written).strip())
    if found is None or isinstance(written, bool):
        raise mistake("A level’s marks are one number or two.", "Write for example 7-9, or 7.")
    return int(found[1]), int(found[2] or found[1])


class LevelEntry(Strict):
    """A level: its number, its marks, its descriptor."""

    level: Count
    marks: Annotated[tuple[int, int], BeforeValidator(_span)]
    descriptor: NonEmptyText


# ---- questions -----------------------------------------------------------------------------------


class ScaffoldsEntry(Strict):
    """Support that some prints carry."""

    starters: tuple[NonEmptyText, ...] = ()
    words: tuple[NonEmptyText, ...] = ()
    steps: tuple[NonEmptyText, ...] = ()
    hint: AnyText = ""
    glossary: tuple[NonEmptyText, ...] = ()
    extension: AnyText = ""


class QuestionEntry(Strict):
    """What every question says of itself, whatever its kind."""

    instead: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ScaffoldsEntry.model_fields,
        "It belongs to ‘scaffolds’: write it below a line ‘scaffolds:’, indented.",
    )
    id: Id
    topics: Annotated[tuple[NonEmptyText, ...], Field(min_length=1)]
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    difficulty: Annotated[StrictInt, Field(ge=1, le=5)]
    minutes: Count
    paragraphs: tuple[Count, ...]
    needs: Literal["text", "own knowledge"]
    sources: tuple[NonEmptyText, ...] = ()
    enemies: tuple[NonEmptyText, ...] = ()
    scaffolds: ScaffoldsEntry = ScaffoldsEntry()
    note: AnyText = ""
    accepted: dict[Id, NonEmptyText] = Field(default_factory=dict)


def _of_kinds(entry: type[PartEntry]) -> type[PartEntry]:
    """The model of a body's fields that takes the names of all kinds with this body, and no others, as its `kind`."""
    names = tuple(kind.value for kind in Kind if kind.body.entry() is entry)
    named: Any = Literal[names]
    return create_model(entry.__name__, __base__=entry, __doc__=entry.__doc__, kind=(named, ...))


ENTRIES = {entry: _of_kinds(entry) for entry in dict.fromkeys(kind.body.entry() for kind in Kind)}
"""The model of a part for each kind's own fields."""

if TYPE_CHECKING:
    AnyEntry = PartEntry
else:  # which kinds there are is known only when the table has been read, so no type checker can know this union
    AnyEntry = Annotated[reduce(or_, ENTRIES.values()), Field(discriminator="kind")]


class InParts(QuestionEntry):
    """A question in parts (a), (b), (c)."""

    instead: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("kind", "stem", "marks", "objectives"),
        "A question in parts has it in each part: move it there, or take out ‘parts’.",
    )
    lead: NonEmptyText
    parts: Annotated[tuple[AnyEntry, ...], Field(min_length=2, max_length=6)]


def _plain(entry: type[PartEntry]) -> type[QuestionEntry]:
    """The model of a plain question, which has its tags and the fields of its one part side by side."""
    bases: Any = (QuestionEntry, entry)
    model: type[QuestionEntry] = create_model(f"Plain{entry.__name__}", __base__=bases, __doc__=entry.__doc__)
    return model


_PLAIN = {entry: _plain(of_kinds) for entry, of_kinds in ENTRIES.items()}
PLAIN_QUESTIONS: Mapping[str, type[QuestionEntry]] = {kind.value: _PLAIN[kind.body.entry()] for kind in Kind}
"""The model of a plain question by the name of its kind."""


class Kindless(QuestionEntry, PartEntry):
    """What can be checked of a question whose kind is missing or unknown."""

    model_config = ConfigDict(extra="ignore")
    kind: Literal[tuple(PLAIN_QUESTIONS)]  # type: ignore[valid-type]  # the kinds are those of the classes above


def model_for(question: Any) -> type[QuestionEntry]:
    """The model that reads a question's data: the one of its kind, or the one in parts."""
    if not isinstance(question, dict):
        return QuestionEntry
    return InParts if "parts" in question else PLAIN_QUESTIONS.get(str(question.get("kind")), Kindless)


class QuestionsHead(Strict):
    """What stands around the questions of a file; they are read one by one."""

    qualification: NonEmptyText
    questions: Annotated[tuple[Any, ...], Field(min_length=1)]


# ---- the JSON Schema -----------------------------------------------------------------------------


def _form(question: Any) -> Any:
    return "parts" if "parts" in question else question["kind"]


_FORMS: Any = Annotated[InParts, Tag("parts")]
for _kind, _model in PLAIN_QUESTIONS.items():
    _FORMS = _FORMS | Annotated[_model, Tag(_kind)]


class QuestionsFile(QuestionsHead):
    """Questions on a topic, and the qualification that their objectives belong to."""

    questions: Annotated[tuple[Annotated[_FORMS, Discriminator(_form)], ...], Field(min_length=1)]


def schema() -> dict[str, Any]:
    """The JSON Schema of a questions file, for an editor that completes and checks as a teacher types."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | QuestionsFile.model_json_schema()
