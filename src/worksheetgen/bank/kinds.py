"""The kinds of question as pydantic models: one class a kind, with its fields beside stem, marks and objectives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt

from worksheetgen.bank.fields import HOLE, Id, Marks, NonEmptyText, Strict, Text
from worksheetgen.yaml_file import GIVEN, mistake

# ---- answers -------------------------------------------------------------------------------------


class PointEntry(Strict):
    """A point that earns marks."""

    text: NonEmptyText
    marks: Marks = 1
    accept: tuple[NonEmptyText, ...] = ()
    reject: tuple[NonEmptyText, ...] = ()
    no_credit: tuple[NonEmptyText, ...] = ()


class IndicativeEntry(Strict):
    """Indicative content under a heading."""

    heading: Text = ""
    points: Annotated[tuple[NonEmptyText, ...], Field(min_length=1)]


class ReasonEntry(Strict):
    """Points for the reason of a true-or-false question."""

    points: Annotated[tuple[PointEntry, ...], Field(min_length=1)]


# ---- parts: one class a kind ---------------------------------------------------------------------


class PartEntry(Strict):
    """What every kind has."""

    stem: NonEmptyText
    marks: Marks
    objectives: Annotated[dict[NonEmptyText, Marks], Field(min_length=1)]


def _one(key: Any) -> Any:
    if isinstance(key, list):
        raise mistake("A multiple-choice question has one key.", "Name the id of the one right option alone.")
    return key


OPTIONS = range(3, 6)
"""So many options a multiple-choice question may have, the key among them."""
_KEY_ADVICE = "Name the right option once, beside the options: a line ‘key: …’ with its id."


class OptionEntry(Strict):
    """An option; a wrong one can say what a pupil who chooses it believes."""

    instead: ClassVar[Mapping[str, str]] = dict.fromkeys(("key", "correct", "right", "answer"), _KEY_ADVICE)
    id: Id
    text: NonEmptyText
    misconception: Text = ""


class MultipleChoiceEntry(PartEntry):
    """Options, one of them the key."""

    instead: ClassVar[Mapping[str, str]] = {"keys": _KEY_ADVICE, "answer": _KEY_ADVICE}
    kind: Literal["multiple-choice"]
    options: Annotated[
        tuple[OptionEntry, ...],
        Field(json_schema_extra={"minItems": OPTIONS.start, "maxItems": OPTIONS.stop - 1}),
    ]
    key: Annotated[Id, BeforeValidator(_one)]
    pinned: StrictBool = False
    explanation: NonEmptyText


class TrueFalseEntry(PartEntry):
    """A statement; the pupil says whether it is true, and why where there is a reason."""

    kind: Literal["true-false"]
    key: StrictBool
    explanation: NonEmptyText
    reason: Annotated[ReasonEntry | None, GIVEN] = None


class PairEntry(Strict):
    """Two halves that belong together."""

    id: Id
    left: NonEmptyText
    right: NonEmptyText


class SpareEntry(Strict):
    """A right half that belongs to none."""

    id: Id
    right: NonEmptyText


class MatchingEntry(PartEntry):
    """Pairs and spare right halves."""

    kind: Literal["matching"]
    pairs: Annotated[tuple[PairEntry, ...], Field(min_length=2, max_length=10)]
    spare: Annotated[tuple[SpareEntry, ...], Field(min_length=1, max_length=5)]
    explanation: NonEmptyText


class EventEntry(Strict):
    """An event."""

    id: Id
    text: NonEmptyText


class OrderingEntry(PartEntry):
    """Events in their right order."""

    kind: Literal["ordering"]
    events: Annotated[tuple[EventEntry, ...], Field(min_length=3, max_length=10)]
    given: Text = ""
    explanation: NonEmptyText


class GapFillEntry(PartEntry):
    """A passage with its words in [[ ]] and two words to spare."""

    kind: Literal["gap-fill"]
    passage: NonEmptyText
    spare: Annotated[tuple[NonEmptyText, ...], Field(min_length=2, max_length=2)]
    explanation: NonEmptyText

    @property
    def pieces(self) -> tuple[str, ...]:
        """The passage cut at its gaps."""
        return tuple(HOLE.split(self.passage)[::2])

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the gaps, in the passage's order."""
        return tuple(HOLE.findall(self.passage))


class TableEntry(PartEntry):
    """A table with the cells that a pupil fills in as [[ ]]."""

    kind: Literal["table-completion"]
    columns: Annotated[tuple[NonEmptyText, ...], Field(min_length=2, max_length=5)]
    rows: Annotated[tuple[tuple[NonEmptyText, ...], ...], Field(min_length=1, max_length=12)]
    accept: dict[NonEmptyText, tuple[NonEmptyText, ...]] = Field(default_factory=dict)
    explanation: NonEmptyText

    @property
    def blanks(self) -> tuple[str, ...]:
        """The right answers of the blank cells, in reading order."""
        return tuple(found[1] for row in self.rows for cell in row if (found := HOLE.fullmatch(cell)))


class WrittenEntry(PartEntry):
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
    lines: Annotated[
        Annotated[StrictInt, Field(ge=1, le=120)] | Literal["half page", "page", "none"] | None, GIVEN
    ] = None
    prompts: tuple[NonEmptyText, ...] = ()
    points: tuple[PointEntry, ...] = ()
    levels: Text = ""
    indicative: tuple[IndicativeEntry, ...] = ()
    weak: Text = ""


AnyEntry = Annotated[
    MultipleChoiceEntry
    | TrueFalseEntry
    | MatchingEntry
    | OrderingEntry
    | GapFillEntry
    | TableEntry
    | WrittenEntry,
    Field(discriminator="kind"),
]
