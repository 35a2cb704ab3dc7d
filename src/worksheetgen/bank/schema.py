"""The bank's files as pydantic models: what a teacher may write, and the source of the JSON Schema.

What each kind of question has beside that is in the package `kinds`; the models here are made of its table.
question_bank/README.md explains every field to teachers. The docstrings of `ScaffoldsEntry`, `InParts` and
`QuestionsFile` stand in the JSON Schema, so editors show them to teachers too.
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
    """A topic: the id by which questions name it, and its printed title."""

    id: Id
    title: NonEmptyText


class CorrectionEntry(Strict):
    """A slip of the class text: the words that stand in text.md, and what is printed in their place."""

    found: NonEmptyText
    printed: NonEmptyText


class ContestedEntry(Strict):
    """A claim of the class text that historians have moved on from: where, its words, what is known now."""

    paragraph: Count
    claim: NonEmptyText
    note: NonEmptyText


class UnitFile(Strict):
    """unit.yaml, the whole file.

    `sensitive` are notes for the teacher on hard content; `accepted` are rules of advice on the unit as a
    whole that it may break, each with a reason.
    """

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
    """An entry of glossary.yaml: a term, and its meaning in a pupil's words."""

    term: NonEmptyText
    meaning: NonEmptyText


class TableSource(Strict):
    """A table to read: heads of columns, and rows with a cell for each column."""

    columns: Annotated[tuple[NonEmptyText, ...], Field(min_length=2, max_length=5)]
    rows: Annotated[tuple[tuple[NonEmptyText, ...], ...], Field(min_length=1, max_length=20)]


class BarEntry(Strict):
    """A bar of a chart, and its height in the chart's measure."""

    label: NonEmptyText
    value: Annotated[float, Field(ge=0, strict=True, allow_inf_nan=False)]


class ChartSource(Strict):
    """A bar chart: what its axis counts, and its bars in order."""

    measure: NonEmptyText
    bars: Annotated[tuple[BarEntry, ...], Field(min_length=2, max_length=10)]


class WhenEntry(Strict):
    """An event of a timeline: a date in words, and what happened."""

    when: NonEmptyText
    text: NonEmptyText


class PictureEntry(Strict):
    """A picture's file beside the sources, and in words what is to be seen on it."""

    # A file's name alone: a folder in it could lead out of the bank.
    file: Annotated[NonEmptyText, Field(pattern=r"^[^/\\\\]+\.(png|jpg|jpeg|PNG|JPG|JPEG)$")]
    alt: NonEmptyText


class SourceEntry(Strict):
    """A source to study: paragraphs, a table, a chart, a timeline or a picture, one of them.

    `label` is the word before its letter on paper; `provenance` says where it is from. `excerpt` are the
    paragraphs of the class text that it quotes. `glossary` are terms to be explained below it. `note` is for
    teachers alone.
    """

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
    """`7-9` or `7` as the lowest and the highest mark; raises pydantic's error for anything else."""
    found = re.fullmatch(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", str(written).strip())
    if found is None or isinstance(written, bool):
        raise mistake("A level’s marks are one number or two.", "Write for example 7-9, or 7.")
    return int(found[1]), int(found[2] or found[1])


class LevelEntry(Strict):
    """A level of response: its number, its lowest and highest mark, and its descriptor."""

    level: Count
    marks: Annotated[tuple[int, int], BeforeValidator(_span)]
    descriptor: NonEmptyText


# ---- questions -----------------------------------------------------------------------------------


class ScaffoldsEntry(Strict):
    """Support that some prints carry."""

    # Beginnings of sentences, words to choose from, steps to follow; where to look; terms to be explained;
    # and a question without marks for those who have finished.
    starters: tuple[NonEmptyText, ...] = ()
    words: tuple[NonEmptyText, ...] = ()
    steps: tuple[NonEmptyText, ...] = ()
    hint: AnyText = ""
    glossary: tuple[NonEmptyText, ...] = ()
    extension: AnyText = ""


class QuestionEntry(Strict):
    """What every question says of itself, whatever its kind; `model.bank.Question` explains the fields."""

    # Support is often written beside the question and not below `scaffolds`.
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
    """The model of a part with the fields of `entry`; its `kind` is one of the kinds that have these fields.

    Several kinds may share a body, and so an entry. No two of these models take the same kind, so pydantic
    can tell by a part's `kind` which of them reads it. They are made here because an entry does not know the
    table of kinds.
    """
    names = tuple(kind.value for kind in Kind if kind.body.entry() is entry)
    named: Any = Literal[names]
    return create_model(entry.__name__, __base__=entry, __doc__=entry.__doc__, kind=(named, ...))


ENTRIES = {entry: _of_kinds(entry) for entry in dict.fromkeys(kind.body.entry() for kind in Kind)}
"""The model of a part by the entry of a kind's own fields."""

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
    """The model of a plain question, which has its tags and the fields of its one part side by side.

    `entry` is the model of the part, with its `kind`.
    """
    bases: Any = (QuestionEntry, entry)
    model: type[QuestionEntry] = create_model(f"Plain{entry.__name__}", __base__=bases, __doc__=entry.__doc__)
    return model


_PLAIN = {entry: _plain(of_kinds) for entry, of_kinds in ENTRIES.items()}
PLAIN_QUESTIONS: Mapping[str, type[QuestionEntry]] = {kind.value: _PLAIN[kind.body.entry()] for kind in Kind}
"""The model of a plain question by the name of its kind."""


class Kindless(QuestionEntry, PartEntry):
    """What can be checked of a question whose kind is missing or unknown: its tags, stem and marks.

    No question passes it, as `kind` is wrong. Fields that it does not know are let pass: they may belong to
    the kind that is meant.
    """

    model_config = ConfigDict(extra="ignore")
    kind: Literal[tuple(PLAIN_QUESTIONS)]  # type: ignore[valid-type]  # the kinds are those of the classes above


def model_for(question: Any) -> type[QuestionEntry]:
    """The model to read a question's raw data by, so that its problems are those of the kind it is meant for.

    This is the model of its kind, that of questions in parts, or that of questions without a known kind. What
    is no mapping at all fails by any model.
    """
    if not isinstance(question, dict):
        return QuestionEntry
    return InParts if "parts" in question else PLAIN_QUESTIONS.get(str(question.get("kind")), Kindless)


class QuestionsHead(Strict):
    """What stands around the questions of a file.

    The questions are not checked with it but one by one, each by its own model: so a broken one hides no
    other.
    """

    qualification: NonEmptyText
    questions: Annotated[tuple[Any, ...], Field(min_length=1)]


# ---- the JSON Schema -----------------------------------------------------------------------------


def _form(question: Any) -> Any:
    """The tag in `_FORMS` of a question. pydantic wants this function, but calls none for a schema."""
    return "parts" if "parts" in question else question["kind"]


# All models of a question, for the JSON Schema alone: a question that is read has its model from `model_for`.
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
