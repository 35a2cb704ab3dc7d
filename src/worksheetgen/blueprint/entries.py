"""A blueprint file as pydantic models: what a teacher may write, checked against what the unit has."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    model_validator,
)

from worksheetgen.kinds import SOURCE, Kind
from worksheetgen.model.bank import Tier
from worksheetgen.model.blueprint import Measure, PaperType, Tag
from worksheetgen.yaml_file import GIVEN, mistake, one_of
from worksheetgen.yaml_file.fields import AnyText, NonEmptyText, Strict

MANY = 999
"""No paper has so many marks or questions: the upper end of “at least 3”."""
MOST_FORMS = 40
"""The most forms of one paper."""
CODE_LENGTH = 24
SPAG = (3, 4, 5)
"""The marks that a question can carry for spelling, punctuation and grammar."""
EXTENDED = frozenset(kind for kind in Kind if kind.traits.extended)
"""The kinds that are answered in sentences enough for such marks."""

_AMOUNT = re.compile(r"(?:(at least|at most|exactly)\s+)?(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")

KnownNames = Mapping[str, Sequence[Any]]
"""What the unit has, by what it is called: its topics, sources, questions, objectives, paragraphs."""


def _known(sort: str) -> AfterValidator:
    """Admits only what the unit has, where the unit is known."""

    def check(value: Any, info: ValidationInfo) -> Any:
        names: KnownNames = info.context or {}
        if sort in names and value not in names[sort]:
            what = f"There is no {sort} ‘{value}’ in {names['unit'][0]}."
            raise mistake(what, one_of(str(value), [str(name) for name in names[sort]]))
        return value

    return AfterValidator(check)


def _amount(written: Any) -> Any:
    """`8`, `8-10`, `at least 1`, `at most 2`, `exactly 3` as the lowest and the highest number."""
    if found := _AMOUNT.fullmatch(str(written).strip()):
        phrase, low, high = found[1], int(found[2]), int(found[3] or found[2])
        if phrase is None and low <= high:
            return low, high
        if found[3] is None:
            return {"at least": (low, MANY), "at most": (0, low)}.get(phrase, (low, low))
    what = f"‘{written}’ is no amount." if isinstance(written, int | str) else "This is no amount."
    raise mistake(what, "Write for example 8, 8-10, at least 8, at most 8 or exactly 8.")


def kinds_of(pattern: str) -> tuple[Kind, ...]:
    """The kinds that a kind's name or a wildcard means."""
    return tuple(kind for kind in Kind if fnmatchcase(kind.value, pattern))


def _short(kinds: Collection[Kind]) -> list[str]:
    """The names of kinds in the order of the table, source-* for all source kinds if they are among them."""
    every = [kind for kind in Kind if kind.on_source]
    if not kinds or not set(every) <= set(kinds):
        return [kind.value for kind in Kind if kind in kinds]
    return [*(kind.value for kind in Kind if kind in kinds and not kind.on_source), f"{SOURCE}*"]


def _some_kind(pattern: str) -> str:
    if not kinds_of(pattern):
        remedy = one_of(pattern, [f"{SOURCE}*", *(kind.value for kind in Kind)])
        raise mistake(f"There is no kind ‘{pattern}’.", remedy)
    return pattern


def _one_kind(name: str) -> str:
    if name not in list(Kind) and kinds_of(name):
        raise mistake("A bound counts one kind alone.", "Write a bound for each kind, without *.")
    return _some_kind(name)


def _not_required(excluded: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    if both := sorted(set(excluded) & set(info.data.get("require", ()))):
        raise mistake(f"‘{both[0]}’ is required and excluded.", "Take it out of one of the two lists.")
    return excluded


def _for_writing(marks: int, info: ValidationInfo) -> int:
    """Admits marks for spelling, punctuation and grammar where all that may be asked is extended writing."""
    if marks not in SPAG:
        what = f"A question cannot carry {marks} marks for spelling, punctuation and grammar."
        raise mistake(what, "Write 3, 4 or 5, or leave ‘spag’ out.")
    kinds = info.data.get("kinds", EXTENDED)
    others = [pattern for pattern in kinds if not EXTENDED.issuperset(kinds_of(pattern))]
    if others or not kinds:
        what = (
            f"Marks for ‘spag’ do not go with {others[0]} questions." if others else "‘spag’ needs ‘kinds’."
        )
        raise mistake(what, f"Name kinds of extended writing alone: {', '.join(_short(EXTENDED))}.")
    return marks


def _alike(forms: int, info: ValidationInfo) -> int:
    """Several forms carry equal marks: so many questions with marks for spelling, punctuation and grammar."""
    sections: Sequence[SectionEntry] = info.data.get("sections", ())
    if forms > 1 and any(section.spag and not section.counted for section in sections):
        what = "Forms may differ in a section with ‘spag’, and so in their marks."
        raise mistake(what, "Say there how many questions it has, for example ‘questions: 1’.")
    return forms


Amount = Annotated[tuple[int, int], BeforeValidator(_amount)]
TopicName = Annotated[NonEmptyText, _known("topic")]
SourceName = Annotated[NonEmptyText, _known("source")]
QuestionId = Annotated[NonEmptyText, _known("question")]
ParagraphNumber = Annotated[StrictInt, _known("paragraph")]


def _difficulty(written: Any) -> str:
    """`4`, or `4-5` for either."""
    if re.fullmatch(r"[1-5](\s*[-–]\s*[1-5])?", text := str(written).strip()):
        low, high = text[0], text[-1]
        if low <= high:
            return low if low == high else f"{low}-{high}"
    raise mistake(f"‘{written}’ is no difficulty.", "Write one from 1 (easy) to 5, or a range such as 4-5.")


def _month(written: Any) -> str:
    """`2026-09`, or a day of it."""
    if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?", text := str(written).strip()):
        return text
    raise mistake(f"‘{written}’ is no month.", "Write year and month, for example 2026-09.")


class BoundEntry(Strict):
    """How many marks or questions must carry a tag, or several at once."""

    topic: Annotated[TopicName | None, GIVEN] = None
    objective: Annotated[Annotated[NonEmptyText, _known("objective")] | None, GIVEN] = None
    kind: Annotated[Annotated[NonEmptyText, AfterValidator(_one_kind)] | None, GIVEN] = None
    tier: Annotated[Tier | None, GIVEN] = None
    source: Annotated[SourceName | None, GIVEN] = None
    difficulty: Annotated[Annotated[str, BeforeValidator(_difficulty)] | None, GIVEN] = None
    marks: Annotated[Amount | None, GIVEN] = None
    questions: Annotated[Amount | None, GIVEN] = None

    @model_validator(mode="after")
    def counts_what_is_tagged(self) -> Self:
        """A bound has a tag or several, and one amount."""
        if not self.of(Tag) or len(self.of(Measure)) != 1:
            what = "A bound says how many marks, or how many questions, carry a tag or several."
            raise mistake(what, "Write for example {topic: kirov, questions: at least 1}.")
        return self

    def of(self, names: type[Tag] | type[Measure]) -> list[Any]:
        """The names that are given, each with its value."""
        return [(name, getattr(self, name)) for name in names if getattr(self, name) is not None]


class SectionEntry(Strict):
    """A section."""

    title: AnyText = ""
    instructions: AnyText = ""
    marks: Annotated[Annotated[StrictInt, Field(ge=1, le=MANY)] | None, GIVEN] = None
    questions: Annotated[Amount | None, GIVEN] = None
    kinds: tuple[Annotated[NonEmptyText, AfterValidator(_some_kind)], ...] = ()
    topics: tuple[TopicName, ...] = ()
    sources: tuple[SourceName, ...] = ()
    tiers: tuple[Tier, ...] = ()
    bounds: tuple[BoundEntry, ...] = ()
    spag: Annotated[StrictInt, AfterValidator(_for_writing)] = 0

    @property
    def counted(self) -> bool:
        """Whether the section has one number of questions, and no other."""
        return self.questions is not None and self.questions[0] == self.questions[1]

    @model_validator(mode="after")
    def asks_for_something(self) -> Self:
        """A section says how much it holds."""
        if self.marks is None and self.questions is None:
            what = "The section says neither how many marks nor how many questions."
            raise mistake(what, "Add ‘marks: 10’ or ‘questions: 8’.")
        return self


class BlueprintFile(Strict):
    """blueprints/*.yaml."""

    type: PaperType
    unit: AnyText = ""
    code: Annotated[NonEmptyText, Field(max_length=CODE_LENGTH)]
    title: NonEmptyText
    subtitle: AnyText = ""
    school: AnyText = ""
    minutes: Annotated[StrictInt, Field(ge=0, le=600)] = 0
    theme: AnyText = ""
    materials: tuple[NonEmptyText, ...] = ()
    read: tuple[ParagraphNumber, ...] = ()
    booklet: StrictBool = False
    sections: Annotated[tuple[SectionEntry, ...], Field(min_length=1, max_length=20)]
    bounds: tuple[BoundEntry, ...] = ()
    require: tuple[QuestionId, ...] = ()
    exclude: Annotated[tuple[QuestionId, ...], AfterValidator(_not_required)] = ()
    forms: Annotated[StrictInt, Field(ge=1, le=MOST_FORMS), AfterValidator(_alike)] = 1
    shared: Annotated[StrictInt, Field(ge=0, le=MANY)] = 0
    equal: tuple[Literal[Tag.TOPIC, Tag.OBJECTIVE, Tag.KIND], ...] = ()
    unused_since: Annotated[str, BeforeValidator(_month), GIVEN] = ""
