"""The types of a blueprint's fields: amounts, kinds, months, and names that the unit must have.

The names that the unit has reach the validators as pydantic's `context`: a `KnownNames`, or None where it is
not clear which unit is meant and every name is admitted.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from fnmatch import fnmatchcase
from math import ceil, floor
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt, ValidationInfo, WithJsonSchema

from worksheetgen.blueprint.known_names import KnownNames
from worksheetgen.english import one_of
from worksheetgen.kinds import SOURCE, Kind
from worksheetgen.kinds.offered import OBJECTIVES, OfferedKinds
from worksheetgen.model.blueprint import MANY, TWENTIETHS, Activity
from worksheetgen.resources import templates, themes
from worksheetgen.yaml_file import mistake, quoted
from worksheetgen.yaml_file.fields import AnyText, NonEmptyText, number_or_text

# ---- names of the unit -----------------------------------------------------------------------------


def _known(sort: str) -> AfterValidator:
    """The validator of a field that names something of the unit; `sort` is its key in `KnownNames`."""

    def check(value: Any, info: ValidationInfo) -> Any:
        names: KnownNames = info.context or {}
        if sort in names and value not in names[sort]:
            what = f"There is no {sort} ‘{value}’ in {names['unit'][0]}."
            raise mistake(what, one_of(str(value), [str(name) for name in names[sort]]))
        return value

    return AfterValidator(check)


TopicName = Annotated[NonEmptyText, _known("topic")]
SourceName = Annotated[NonEmptyText, _known("source")]
QuestionId = Annotated[NonEmptyText, _known("question")]
KnownObjective = Annotated[NonEmptyText, _known("objective"), Field(examples=list(OBJECTIVES))]
ParagraphNumber = Annotated[StrictInt, _known("paragraph")]


def _bundled_theme(name: str) -> str:
    """The name of a bundled theme, or "" for none; raises pydantic's error for any other."""
    known = [*themes(templates())]
    if name and name not in known:
        raise mistake(f"There is no theme ‘{name}’.", one_of(name, known))
    return name


ThemeName = Annotated[AnyText, AfterValidator(_bundled_theme)]


def _activity(name: str) -> Activity:
    """The activity of that name; raises pydantic's error, which names those there are."""
    if name not in list(Activity):
        raise mistake(f"There is no activity ‘{name}’.", one_of(name, list(Activity)))
    return Activity(name)


ActivityName = Annotated[
    Activity,
    BeforeValidator(lambda name: _activity(str(name))),
    WithJsonSchema({"type": "string", "enum": [activity.value for activity in Activity]}),
]
"""What is made from the unit's text, glossary and timeline."""

# ---- amounts, difficulties, months -----------------------------------------------------------------

# “at least 8”, or “8-10” with a dash or an en dash.
_SPAN = r"(?:(at least|at most|exactly)\s+)?({0})(?:\s*[-–]\s*({0}))?"
_AMOUNT = _SPAN.format(r"\d{1,3}")
_AS_AMOUNT = "Write for example 8, 8-10, at least 8, at most 8 or exactly 8."
_SCORE = _SPAN.format(r"\d{1,3}(?:\.\d{1,2})?")
_AS_SCORE = "Write for example 23.5-23.8, at least 20 or at most 24.5."
_DIFFICULTY, _AS_DIFFICULTY = (
    r"[1-5](\s*[-–]\s*[1-5])?",
    "Write one from 1 (easy) to 5, or a range such as 4-5.",
)
_MONTH, _AS_MONTH = (
    r"20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?",
    "Write year and month, for example 2026-09.",
)


def _amount(written: Any) -> tuple[int, int]:
    """`8`, `8-10`, `at least 1`, `at most 2`, `exactly 3` as the lowest and the highest number included.

    Raises pydantic's error for anything else. `8` comes from YAML as a number, `8-10` as text.
    """
    if found := _span(written, _AMOUNT):
        low, high = found
        return int(low), int(high)
    raise mistake(f"{quoted(written)} is no amount.", _AS_AMOUNT)


def _score(written: Any) -> tuple[int, int]:
    """`23.5-23.8` or `at least 20` as the lowest and the highest score included, in twentieths of a mark.

    Raises pydantic's error for anything else, and for a range between two scores that a paper can have.
    """
    if found := _span(written, _SCORE):
        low, high = found
        twentieths = ceil(low * TWENTIETHS), floor(high * TWENTIETHS)
        if twentieths[0] <= twentieths[1]:
            return twentieths
        what = f"No expected score lies at {written}: it is a whole number of twentieths of a mark."
        raise mistake(what, _AS_SCORE)
    raise mistake(f"{quoted(written)} is no expected score.", _AS_SCORE)


def _span(written: Any, pattern: str) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest number that a text of the pattern means; None where it is none."""
    if found := re.fullmatch(pattern, str(written).strip()):
        phrase, low, high = found[1], Decimal(found[2]), Decimal(found[3] or found[2])
        if phrase is None and low <= high:
            return low, high
        if found[3] is None:
            most, least = Decimal(MANY), Decimal(0)
            return {"at least": (low, most), "at most": (least, low)}.get(phrase, (low, low))
    return None


def _difficulty(written: Any) -> str:
    """`4`, or `4-5` for either: the text of a `Bound`'s difficulty, without spaces, "4-4" as "4"."""
    if re.fullmatch(_DIFFICULTY, text := str(written).strip()):
        low, high = text[0], text[-1]
        if low <= high:
            return low if low == high else f"{low}-{high}"
    raise mistake(f"{quoted(written)} is no difficulty.", _AS_DIFFICULTY)


def _month(written: Any) -> str:
    """A month (`2026-09`) or a day (`2026-09-01`, which YAML takes for a date without quotation marks), as text."""
    if re.fullmatch(_MONTH, text := str(written).strip()):
        return text
    raise mistake(f"{quoted(written)} is no month.", _AS_MONTH)


Amount = Annotated[tuple[int, int], BeforeValidator(_amount), number_or_text(0, MANY, _AMOUNT, _AS_AMOUNT)]
"""The lowest and the highest number of marks or questions."""
Score = Annotated[
    tuple[int, int], BeforeValidator(_score), number_or_text(0, MANY, _SCORE, _AS_SCORE, "number")
]
"""The lowest and the highest expected score, in twentieths of a mark."""
Difficulty = Annotated[str, BeforeValidator(_difficulty), number_or_text(1, 5, _DIFFICULTY, _AS_DIFFICULTY)]
Month = Annotated[
    str,
    BeforeValidator(_month),
    WithJsonSchema({"type": "string", "pattern": rf"^\s*{_MONTH}\s*$", "patternErrorMessage": _AS_MONTH}),
]

# ---- kinds -----------------------------------------------------------------------------------------


def kinds_of(pattern: str) -> tuple[Kind, ...]:
    """The kinds that a name (`essay`) or a wildcard (`source-*`) means, in the table's order; () for none."""
    return tuple(kind for kind in Kind if fnmatchcase(kind.value, pattern))


def names_of(kinds: Collection[Kind]) -> list[str]:
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


KindPattern = Annotated[NonEmptyText, AfterValidator(_some_kind), OfferedKinds(wildcards=True)]
"""A kind, or a wildcard that means several: `source-*`."""
KindName = Annotated[NonEmptyText, AfterValidator(_one_kind), OfferedKinds()]
"""One kind alone."""
