"""What pydantic finds wrong with a value, in a teacher's words: what is wrong, and what to do.

Beside pydantic's kinds of error there are three of our own: `mistake`, for validators that know best what to
say, a field without a value, and a wrong name of a field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from worksheetgen.english import one_of
from worksheetgen.value import Value
from worksheetgen.yaml_file.events import Misread

MISTAKE, EMPTY = "mistake", "empty"
KEY = "key"
"""Our own kind: the name of a field is none of those that there can be."""
LONGEST = 40
"""The most characters of a written value that a message repeats."""

Sentences = tuple[str, str]
"""What is wrong, and what to do."""


def mistake(what: str, remedy: str) -> PydanticCustomError:
    """An error for a model's validator to raise: its two sentences reach the teacher as they are."""
    return PydanticCustomError(MISTAKE, "{what}", {"what": what, "remedy": remedy})


def _given(value: Any) -> Any:
    """The value, which is not None."""
    if value is None:
        raise PydanticCustomError(EMPTY, "empty")
    return value


GIVEN = BeforeValidator(_given)
"""In the annotation of a field that is None where it is left out: named without a value, it is a mistake.

`weight:` at the end of a line is None in YAML, and would pass for a field that was left out on purpose.
"""


def quoted(value: Any) -> str:
    """What was written for a value, in quotes, for a validator's sentence; `This` for what is no text or number."""
    plain = isinstance(value, str | int | float | Misread) and not isinstance(value, bool)
    return f"‘{value}’" if plain else "This"


class Found(Value):
    """A value that does not fit.

    `name` is what messages call it (‘title’, The file), `value` the data, `written` its text in the file, ""
    for a list or a mapping; `limits` has what pydantic says of the limits that it breaks, by pydantic's names
    for them.
    """

    name: str
    value: Any
    written: str
    limits: Mapping[str, Any]

    @property
    def short(self) -> str:
        """The written text, cut to what a message can hold."""
        return self.written if len(self.written) <= LONGEST else f"{self.written[: LONGEST - 1]}…"


def sentences(kind: str, found: Found) -> Sentences:
    """What is wrong with a value and what to do, for a `kind` of error: pydantic's name for it, or ours."""
    if kind == MISTAKE:
        return found.limits["what"], found.limits["remedy"]
    if kind == EMPTY or (found.value is None and found.written == ""):
        return (
            f"{found.name} is empty.",
            "Write its value after the colon, in quotes if it begins with #; what is not needed can be left out.",
        )
    return _WORDS.get(kind, _anything)(found)


def _text(found: Found) -> Sentences:
    """For a text that YAML takes for something else: what it takes it for, and the same in quotes."""
    match found.value:
        case list() | dict():
            what = f"{found.name} must be plain text."
            return what, "Write it after the colon, in quotes if it begins with [ or {."
        case Misread(read_as, _):
            read = read_as
        case None:
            read = "nothing"
        case bool():
            read = str(found.value).lower()
        case _:
            read = "a number"
    return f"‘{found.short}’ is read by YAML as {read}.", f'Put it in quotes: "{found.short}".'


def _number(found: Found) -> Sentences:
    return _in_digits(found, found.value, "a whole number", "3")


def _decimal(found: Found) -> Sentences:
    digits = found.value.replace(".", "", 1) if isinstance(found.value, str) else found.value
    return _in_digits(found, digits, "a number", "10.5")


def _in_digits(found: Found, digits: object, wanted: str, example: str) -> Sentences:
    """For what is not `wanted`; `digits` is the value, without a decimal point where it may have one."""
    if isinstance(digits, str) and digits.isdecimal():
        return f"{found.name} must be a number, not text.", "Take the quotes away."
    return (
        f"{_stands(found)} is not {wanted}, as {found.name} must be.",
        f"Write it in digits, for example {example}.",
    )


def _stands(found: Found) -> str:
    return f"‘{found.short}’" if found.written else "What is given"


def _truth(found: Found) -> Sentences:
    return f"{found.name} must be true or false.", "Write true or false, without quotes."


def _list(found: Found) -> Sentences:
    example = found.short if found.written else "one, two"
    return f"{found.name} must be a list.", f"Write [{example}], or one entry a line, each after a dash."


def _fields(found: Found) -> Sentences:
    what = f"{found.name} must have fields of its own."
    return what, "Write ‘name: value’ lines below it, indented."


def _choice(found: Found) -> Sentences:
    """For a word that is none of a few; pydantic gives the few as a sentence: 'red', 'blue' or 'green'."""
    names = re.findall("'([^']+)'", str(found.limits.get("expected") or found.limits["expected_tags"]))
    return f"{_stands(found)} cannot be the value of {found.name}.", one_of(found.short, names)


def _key(found: Found) -> Sentences:
    names = re.findall("'([^']+)'", str(found.limits["expected"]))
    return f"‘{found.short}’ cannot be {found.name}.", one_of(found.short, names)


def _few(found: Found) -> Sentences:
    least = found.limits["min_length"]
    return f"{found.name} has too few entries.", f"Give it at least {least}."


def _many(found: Found) -> Sentences:
    most = found.limits["max_length"]
    return f"{found.name} has too many entries.", f"Give it at most {most}."


def _blank(found: Found) -> Sentences:
    return f"{found.name} is empty.", "Write its text, or take it out."


def _long(found: Found) -> Sentences:
    return f"{found.name} is too long.", f"Write at most {found.limits['max_length']} characters."


def _id(found: Found) -> Sentences:
    """For a text that breaks a pattern. All are patterns of ids."""
    what = f"‘{found.short}’ cannot be used as {found.name}."
    return what, "Use small letters and digits, with single dashes between them, for example kirov-01."


def _small(found: Found) -> Sentences:
    least = found.limits.get("ge")
    remedy = f"Write at least {least:g}." if least is not None else f"Write more than {found.limits['gt']:g}."
    return f"{found.name} is too small.", remedy


def _large(found: Found) -> Sentences:
    most = found.limits.get("le")
    remedy = f"Write at most {most:g}." if most is not None else f"Write less than {found.limits['lt']:g}."
    return f"{found.name} is too large.", remedy


def _anything(found: Found) -> Sentences:
    return f"{found.name} cannot be used as it is.", "Compare it with a file of the bundled bank."


_WORDS: dict[str, Callable[[Found], Sentences]] = {
    "string_type": _text,
    "int_type": _number,
    "int_parsing": _number,
    "int_from_float": _number,
    "float_type": _decimal,
    "float_parsing": _decimal,
    "bool_type": _truth,
    "bool_parsing": _truth,
    "list_type": _list,
    "tuple_type": _list,
    "dict_type": _fields,
    "model_type": _fields,
    "model_attributes_type": _fields,
    "literal_error": _choice,
    "enum": _choice,
    "union_tag_invalid": _choice,
    KEY: _key,
    "too_short": _few,
    "too_long": _many,
    "string_too_short": _blank,
    "string_too_long": _long,
    "string_pattern_mismatch": _id,
    "greater_than_equal": _small,
    "greater_than": _small,
    "less_than_equal": _large,
    "less_than": _large,
}
"""The wording for each of pydantic's types of error that a file can cause.

They are listed in https://docs.pydantic.dev/latest/errors/validation_errors/.
"""
