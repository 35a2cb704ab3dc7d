"""The bank's files as pydantic models: what a teacher may write, and the source of the JSON Schema.

A question kind is one class here (its fields beside stem, marks and objectives) and one function in `reading`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    Tag,
    create_model,
)

from worksheetgen.model.bank import Tier

Id = Annotated[
    StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Small letters, digits, dashes.")
]
Words = Annotated[StrictStr, Field(min_length=1)]
Positive = Annotated[StrictInt, Field(ge=1)]


class Strict(BaseModel):
    """No field that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# ---- unit, glossary, sources, levels -------------------------------------------------------------


class TopicEntry(Strict):
    """A tag and its printed title."""

    id: Id
    title: Words


class Correction(Strict):
    """A slip of the text that is printed corrected."""

    found: Words
    printed: Words


class UnitFile(Strict):
    """unit.yaml."""

    title: Words
    subject: Words
    attribution: Words
    content_warning: StrictStr = ""
    focus_questions: list[Words] = []
    topics: Annotated[list[TopicEntry], Field(min_length=1)]
    corrections: list[Correction] = []


class TermEntry(Strict):
    """A term in a pupil's words."""

    term: Words
    meaning: Words


class SourceEntry(Strict):
    """A source to study."""

    id: Id
    label: Literal["Source", "Interpretation", "Extract"] = "Source"
    provenance: Words
    paragraphs: Annotated[list[Words], Field(min_length=1)]
    glossary: list[Words] = []
    note: StrictStr = ""


class LevelEntry(Strict):
    """A level: its number, its marks as `7-9` or `7`, its descriptor."""

    level: Positive
    marks: Annotated[StrictStr, Field(pattern=r"^\d+(-\d+)?$")] | Positive
    descriptor: Words


LevelsFile = dict[Words, Annotated[list[LevelEntry], Field(min_length=1)]]


# ---- answers -------------------------------------------------------------------------------------


class PointEntry(Strict):
    """A point that earns marks."""

    text: Words
    marks: Positive = 1
    accept: list[Words] = []
    reject: list[Words] = []
    no_credit: list[Words] = []


class IndicativeEntry(Strict):
    """Indicative content under a heading."""

    heading: StrictStr = ""
    points: Annotated[list[Words], Field(min_length=1)]


class ReasonEntry(Strict):
    """Points for the reason of a true-or-false question."""

    points: Annotated[list[PointEntry], Field(min_length=1)]


# ---- parts: one class a kind ---------------------------------------------------------------------


class AnyPart(Strict):
    """What every kind has."""

    stem: Words
    marks: Positive
    objectives: Annotated[dict[Words, Positive], Field(min_length=1)]


class OptionEntry(Strict):
    """An option; every wrong one says what a pupil who chooses it believes."""

    id: Id
    text: Words
    misconception: StrictStr = ""


class MultipleChoice(AnyPart):
    """Options, one of them the key."""

    kind: Literal["multiple-choice"]
    options: Annotated[list[OptionEntry], Field(min_length=3, max_length=5)]
    key: Id
    pinned: StrictBool = False
    explanation: Words


class TrueOrFalse(AnyPart):
    """A statement."""

    kind: Literal["true-false"]
    key: StrictBool
    explanation: Words
    reason: ReasonEntry | None = None


class PairEntry(Strict):
    """Two halves that belong together."""

    id: Id
    left: Words
    right: Words


class SpareEntry(Strict):
    """A right half that belongs to none."""

    id: Id
    right: Words


class MatchingPart(AnyPart):
    """Pairs and spare right halves."""

    kind: Literal["matching"]
    pairs: Annotated[list[PairEntry], Field(min_length=2, max_length=8)]
    spare: Annotated[list[SpareEntry], Field(min_length=1)]
    explanation: Words


class EventEntry(Strict):
    """An event."""

    id: Id
    text: Words


class OrderingPart(AnyPart):
    """Events in their right order."""

    kind: Literal["ordering"]
    events: Annotated[list[EventEntry], Field(min_length=3, max_length=8)]
    given: StrictStr = ""
    explanation: Words


class GapFillPart(AnyPart):
    """A passage with its words in [[ ]] and words to spare."""

    kind: Literal["gap-fill"]
    passage: Words
    spare: Annotated[list[Words], Field(min_length=2, max_length=2)]
    explanation: Words


class TablePart(AnyPart):
    """A table with its answers in [[ ]]."""

    kind: Literal["table-completion"]
    columns: Annotated[list[Words], Field(min_length=2, max_length=5)]
    rows: Annotated[list[list[Words]], Field(min_length=1)]
    accept: dict[Words, list[Words]] = {}
    explanation: Words


class WrittenPart(AnyPart):
    """An answer in the pupil's own words, marked by points or by levels."""

    kind: Literal[
        "short-answer",
        "describe",
        "explain",
        "essay",
        "source-infer",
        "source-utility",
        "source-purpose",
        "source-tone",
        "source-compare",
        "source-interpretation",
    ]
    spaces: Annotated[StrictInt, Field(ge=1, le=4)] = 1
    lines: Annotated[StrictInt, Field(ge=1, le=120)] | None = None
    prompts: list[Words] = []
    points: list[PointEntry] = []
    levels: StrictStr = ""
    indicative: list[IndicativeEntry] = []
    weak: StrictStr = ""


PARTS: tuple[type[AnyPart], ...] = (
    MultipleChoice,
    TrueOrFalse,
    MatchingPart,
    OrderingPart,
    GapFillPart,
    TablePart,
    WrittenPart,
)


def kinds_of(part: type[AnyPart]) -> tuple[str, ...]:
    """The kinds that a class reads."""
    return tuple(part.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]  # always a Literal


AnyKind = Annotated[
    MultipleChoice | TrueOrFalse | MatchingPart | OrderingPart | GapFillPart | TablePart | WrittenPart,
    Field(discriminator="kind"),
]


# ---- questions -----------------------------------------------------------------------------------


class ScaffoldsEntry(Strict):
    """Support that some prints carry."""

    starters: list[Words] = []
    words: list[Words] = []
    steps: list[Words] = []
    hint: StrictStr = ""
    glossary: list[Words] = []
    extension: StrictStr = ""


class Tags(Strict):
    """What every question says of itself."""

    id: Id
    topics: Annotated[list[Words], Field(min_length=1)]
    tiers: Annotated[list[Tier], Field(min_length=1)]
    difficulty: Annotated[StrictInt, Field(ge=1, le=5)]
    minutes: Positive
    paragraphs: list[Positive]
    needs: Literal["text", "own knowledge"]
    sources: list[Words] = []
    enemies: list[Words] = []
    scaffolds: ScaffoldsEntry = ScaffoldsEntry()
    note: StrictStr = ""


class InParts(Tags):
    """A question in parts (a), (b), (c)."""

    lead: Words
    parts: Annotated[list[AnyKind], Field(min_length=2, max_length=5)]


PLAIN: dict[str, type[BaseModel]] = {
    kind: model
    for part in PARTS
    for model in (create_model(f"Plain{part.__name__}", __base__=(Tags, part)),)
    for kind in kinds_of(part)
}
"""A plain question has its tags and its one part's fields side by side: its model by kind."""


def _form(question: Any) -> Any:
    """Which model reads a question: the one of its kind, or the one in parts."""
    if not isinstance(question, dict):
        return None
    return "parts" if "parts" in question else question.get("kind")


_FORMS: Any = Annotated[InParts, Tag("parts")]
for _kind, _plain in PLAIN.items():
    _FORMS = _FORMS | Annotated[_plain, Tag(_kind)]

QuestionEntry: Any = Annotated[_FORMS, Discriminator(_form)]


class QuestionsFile(Strict):
    """questions/*.yaml."""

    qualification: Words
    questions: Annotated[list[QuestionEntry], Field(min_length=1)]


SourcesFile = Annotated[list[SourceEntry], Field(min_length=1)]
GlossaryFile = list[TermEntry]
