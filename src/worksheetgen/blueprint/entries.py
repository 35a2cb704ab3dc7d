"""A blueprint file as pydantic models: what a teacher may write, checked against what the unit has.

The names that the unit has reach the validators as pydantic's `context`: a `KnownNames`, or None where it is
not clear which unit is meant and every name is admitted. question_bank/README.md explains every field.
"""

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
from worksheetgen.yaml_file import GIVEN, mistake, one_of, quoted
from worksheetgen.yaml_file.fields import AnyText, NonEmptyText, Strict

MANY = 999
"""No paper has so many marks or questions: the upper end of “at least 3”."""
MOST_FORMS = 40
"""The most parallel papers that one blueprint can ask for."""
CODE_LENGTH = 24
"""The most characters of a paper code, which is printed at the foot of every page."""
SPAG = (3, 4, 5)
"""The marks that a question can carry for spelling, punctuation and grammar."""
EXTENDED = frozenset(kind for kind in Kind if kind.traits.extended)
"""The kinds that are answered in sentences enough for such marks."""

# “at least 8”, or “8-10” with a dash or an en dash.
_AMOUNT = re.compile(r"(?:(at least|at most|exactly)\s+)?(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")

KnownNames = Mapping[str, Sequence[Any]]
"""What the unit has, by the word for it in messages: topic, source, question, objective, paragraph.

Under "unit" stands the unit's own id alone.
"""


def _known(sort: str) -> AfterValidator:
    """The validator of a field that names something of the unit; `sort` is its key in `KnownNames`."""

    def check(value: Any, info: ValidationInfo) -> Any:
        names: KnownNames = info.context or {}
        if sort in names and value not in names[sort]:
            what = f"There is no {sort} ‘{value}’ in {names['unit'][0]}."
            raise mistake(what, one_of(str(value), [str(name) for name in names[sort]]))
        return value

    return AfterValidator(check)


def _amount(written: Any) -> Any:
    """`8`, `8-10`, `at least 1`, `at most 2`, `exactly 3` as the lowest and the highest number included.

    Raises pydantic's error for anything else. `8` comes from YAML as a number, `8-10` as text.
    """
    if found := _AMOUNT.fullmatch(str(written).strip()):
        phrase, low, high = found[1], int(found[2]), int(found[3] or found[2])
        if phrase is None and low <= high:
            return low, high
        if found[3] is None:
            return {"at least": (low, MANY), "at most": (0, low)}.get(phrase, (low, low))
    raise mistake(
        f"{quoted(written)} is no amount.", "Write for example 8, 8-10, at least 8, at most 8 or exactly 8."
    )


def kinds_of(pattern: str) -> tuple[Kind, ...]:
    """The kinds that a name (`essay`) or a wildcard (`source-*`) means, in the table's order; () for none."""
    return tuple(kind for kind in Kind if fnmatchcase(kind.value, pattern))


def _names_of(kinds: Collection[Kind]) -> list[str]:
    """The names of kinds in the table's order, with `source-*` for all source kinds where none is missing."""
    every = [kind for kind in Kind if kind.on_source]
    if not kinds or not set(every) <= set(kinds):
        return [kind.value for kind in Kind if kind in kinds]
    return [*(kind.value for kind in Kind if kind in kinds and not kind.on_source), f"{SOURCE}*"]


def _some_kind(pattern: str) -> str:
    """Admits a name or a wildcard of a section's `kinds` if it means at least one kind."""
    if not kinds_of(pattern):
        remedy = one_of(pattern, [f"{SOURCE}*", *(kind.value for kind in Kind)])
        raise mistake(f"There is no kind ‘{pattern}’.", remedy)
    return pattern


def _one_kind(name: str) -> str:
    """Admits the name of one kind, for a bound: a wildcard there would count several kinds as one."""
    if name not in list(Kind) and kinds_of(name):
        raise mistake("A bound counts one kind alone.", "Write a bound for each kind, without *.")
    return _some_kind(name)


def _not_required(excluded: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Admits the questions to exclude if none of them is required; `require` was read before."""
    if both := sorted(set(excluded) & set(info.data.get("require", ()))):
        raise mistake(f"‘{both[0]}’ is required and excluded.", "Take it out of one of the two lists.")
    return excluded


def _spag_marks(marks: int, info: ValidationInfo) -> int:
    """Admits a section's marks for spelling, punctuation and grammar if all its kinds are extended writing.

    Only an answer in several sentences shows such skills. A section that names no kinds admits all kinds, so
    it must name them.
    """
    if marks not in SPAG:
        what = f"A question cannot carry {marks} marks for spelling, punctuation and grammar."
        raise mistake(what, "Write 3, 4 or 5, or leave ‘spag’ out.")
    # Where the kinds are wrong themselves pydantic does not give them here, and one problem is enough.
    kinds = info.data.get("kinds", EXTENDED)
    others = [pattern for pattern in kinds if not EXTENDED.issuperset(kinds_of(pattern))]
    if others or not kinds:
        what = (
            f"Marks for ‘spag’ do not go with {others[0]} questions." if others else "‘spag’ needs ‘kinds’."
        )
        raise mistake(what, f"Name kinds of extended writing alone: {', '.join(_names_of(EXTENDED))}.")
    return marks


def _equal_in_marks(forms: int, info: ValidationInfo) -> int:
    """Admits several forms only if their marks must come out equal.

    Every question of a section with `spag` brings its marks for spelling, punctuation and grammar along, on
    top of the section's marks; so two forms are worth the same only if they have the same number of such
    questions.
    """
    sections: Sequence[SectionEntry] = info.data.get("sections", ())
    if forms > 1 and any(section.spag and not section.counted for section in sections):
        what = "Forms may differ in a section with ‘spag’, and so in their marks."
        raise mistake(what, "Say there how many questions it has, for example ‘questions: 1’.")
    return forms


Amount = Annotated[tuple[int, int], BeforeValidator(_amount)]
"""The lowest and the highest number of marks or questions."""
TopicName = Annotated[NonEmptyText, _known("topic")]
SourceName = Annotated[NonEmptyText, _known("source")]
QuestionId = Annotated[NonEmptyText, _known("question")]
ParagraphNumber = Annotated[StrictInt, _known("paragraph")]


def _difficulty(written: Any) -> str:
    """`4`, or `4-5` for either: the text of a `Bound`'s difficulty, without spaces, "4-4" as "4"."""
    if re.fullmatch(r"[1-5](\s*[-–]\s*[1-5])?", text := str(written).strip()):
        low, high = text[0], text[-1]
        if low <= high:
            return low if low == high else f"{low}-{high}"
    raise mistake(
        f"{quoted(written)} is no difficulty.", "Write one from 1 (easy) to 5, or a range such as 4-5."
    )


def _month(written: Any) -> str:
    """A month (`2026-09`) or a day (`2026-09-01`, which YAML takes for a date without quotation marks), as text."""
    if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?", text := str(written).strip()):
        return text
    raise mistake(f"{quoted(written)} is no month.", "Write year and month, for example 2026-09.")


class BoundEntry(Strict):
    """How many marks or questions must carry a tag, or several: `{topic: kirov, questions: at least 1}`."""

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
        """Raise pydantic's error unless the bound has a tag or several, and either marks or questions."""
        if not self.of(Tag) or len(self.of(Measure)) != 1:
            what = "A bound says how many marks, or how many questions, carry a tag or several."
            raise mistake(what, "Write for example {topic: kirov, questions: at least 1}.")
        return self

    def of(self, names: type[Tag] | type[Measure]) -> list[Any]:
        """The fields among `names` (the tags, or what is counted) that the bound has, with their values."""
        return [(name, getattr(self, name)) for name in names if getattr(self, name) is not None]


class SectionEntry(Strict):
    """A section: how much it holds (`marks`, `questions` or both), and which questions may stand in it.

    An empty `kinds`, `topics` or `tiers` restricts nothing; for `sources` see `model.blueprint.Section`.
    `spag` are marks for spelling, punctuation and grammar that each of its questions carries in addition.
    """

    title: AnyText = ""
    instructions: AnyText = ""
    marks: Annotated[Annotated[StrictInt, Field(ge=1, le=MANY)] | None, GIVEN] = None
    questions: Annotated[Amount | None, GIVEN] = None
    kinds: tuple[Annotated[NonEmptyText, AfterValidator(_some_kind)], ...] = ()
    topics: tuple[TopicName, ...] = ()
    sources: tuple[SourceName, ...] = ()
    tiers: tuple[Tier, ...] = ()
    bounds: tuple[BoundEntry, ...] = ()
    spag: Annotated[StrictInt, AfterValidator(_spag_marks)] = 0

    @property
    def counted(self) -> bool:
        """Whether the section says exactly how many questions it has."""
        return self.questions is not None and self.questions[0] == self.questions[1]

    @model_validator(mode="after")
    def asks_for_something(self) -> Self:
        """Raise pydantic's error for a section with neither marks nor questions: anything would fill it."""
        if self.marks is None and self.questions is None:
            what = "The section says neither how many marks nor how many questions."
            raise mistake(what, "Add ‘marks: 10’ or ‘questions: 8’.")
        return self


class BlueprintFile(Strict):
    """blueprints/*.yaml, the whole file.

    The order of the fields matters: a validator sees only those above its own, so `require` stands before
    `exclude`, and `sections` before `forms`.
    """

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
    forms: Annotated[StrictInt, Field(ge=1, le=MOST_FORMS), AfterValidator(_equal_in_marks)] = 1
    shared: Annotated[StrictInt, Field(ge=0, le=MANY)] = 0
    equal: tuple[Literal[Tag.TOPIC, Tag.OBJECTIVE, Tag.KIND], ...] = ()
    unused_since: Annotated[str, BeforeValidator(_month), GIVEN] = ""
