"""Frozen values to bytes and back: what the program keeps in files for itself, as data that is checked when read.

Reading executes nothing that a file says, as reading a pickle would: every value is built from its declared type, and
content that departs from the type anywhere is refused. Kept as JSON:

| type | JSON |
| --- | --- |
| dataclass | an object with each of its fields and nothing else |
| union of dataclasses | `["ClassName", value]`: two classes with the same fields are still told apart |
| abstract class | as the union of the dataclasses derived from it |
| `X | None` | null, or as X |
| tuple | an array |
| mapping from text | an object, its keys sorted |
| `StrEnum`, path | its text |
| bytes | base64 |
| text, whole number, truth value | as they are |
| float | with a decimal point, and finite |

Types decide, so a field that is computed (`cached_property`) or belongs to the class (`ClassVar`) is not kept. Rules
beyond types are not known here: `Annotated` is refused rather than passed over.

Why not pydantic, which validates what people write: listing a bank needs nothing else of it, and importing it and
compiling its validators takes 0.1 s, seven times as long as decoding a bank of 233 questions with this.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import reduce
from inspect import isabstract
from math import isfinite
from operator import or_
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from worksheetgen.memory import remembered

T = TypeVar("T")


class Damaged(ValueError):
    """Content that `encode` cannot have written for the type: cut short, changed, crafted, or of another program."""


def encode(value: T, kind: type[T]) -> bytes:
    """The value as ASCII bytes; `kind` is its type, such as `Task` or `tuple[Unit, ...]`.

    Equal values give equal bytes. Raises TypeError where the value is not of that type throughout or the type is not
    in the table above: the caller's mistake.
    """
    return json.dumps(_form(cast(Hashable, kind)).plain(value), separators=(",", ":")).encode("ascii")


def decode(content: bytes, kind: type[T]) -> T:
    """The value of which `encode` made the content: equal, and of the same types throughout.

    Raises Damaged for anything else. What is well-formed is believed: whether a key is one of its question's options,
    for example, is checked where a bank's files are read, and not again.
    """
    try:
        value: T = _form(cast(Hashable, kind)).value(json.loads(content.decode("ascii")))
    except (ValueError, RecursionError) as error:  # no ASCII, no JSON, not of the type; nested without end
        raise Damaged(f"this is no {kind}") from error
    return value


@dataclass(frozen=True)
class _Form:
    """How values of one type are kept: `plain` makes what `json` writes, `value` the value of what `json` reads.

    `plain` raises TypeError for a value of another type, `value` raises ValueError for what is not of the form.
    """

    plain: Callable[[Any], Any]
    value: Callable[[Any], Any]


@remembered(most=256)
def _form(kind: Any) -> _Form:
    """The form of a type, compiled once: a bank has thousands of values of a few dozen types."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _sequence(_form(inner[0])) if inner[1:] == (...,) else _row(tuple(map(_form, inner)))
    if origin in (Union, UnionType):
        members = tuple(member for member in inner if member is not NoneType)
        return _union(members) if members == inner else _optional(_form(reduce(or_, members)))
    if origin is Mapping and inner[0] is str:
        return _mapping(_form(inner[1]))
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind)
    if isinstance(kind, type) and isabstract(kind):
        return _union(tuple(_derived(kind)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enumeration(kind)
    if kind in _LEAVES:
        return _LEAVES[kind]
    raise TypeError(f"values of the type {kind} cannot be kept")


def _derived(kind: type) -> Iterator[type]:
    """The dataclasses derived from a class, directly or not."""
    below: list[type] = kind.__subclasses__()
    for one in below:
        if is_dataclass(one):
            yield one
        yield from _derived(one)


# ---- types made of others ------------------------------------------------------------------------


def _object(kind: Any) -> _Form:
    """A dataclass, field by field.

    A read one is filled in past its constructor, as `copy` does, which takes a quarter of the time: a frozen
    dataclass's constructor sets each field by itself, through `object.__setattr__`.
    """
    hints = get_type_hints(kind, include_extras=True)
    forms = {field.name: _form(hints[field.name]) for field in fields(kind)}
    writers = tuple((name, form.plain) for name, form in forms.items())
    readers = tuple((name, form.value) for name, form in forms.items())
    names = forms.keys()

    def plain(value: Any) -> dict[str, Any]:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return {name: write(getattr(value, name)) for name, write in writers}

    def value(found: Any) -> Any:
        if type(found) is not dict or found.keys() != names:
            raise ValueError(f"no {kind.__name__}")
        made = kind.__new__(kind)
        vars(made).update({name: read(found[name]) for name, read in readers})
        return made

    return _Form(plain, value)


def _union(kinds: tuple[type, ...]) -> _Form:
    """One of several dataclasses, under its name."""
    forms = {kind.__name__: _object(kind) for kind in kinds}
    if len(forms) < len(kinds):
        raise TypeError(f"classes of one name cannot be told apart: {kinds}")

    def plain(value: Any) -> list[Any]:
        name = type(value).__name__
        if name not in forms:
            raise TypeError(f"{value!r} is none of {', '.join(forms)}")
        return [name, forms[name].plain(value)]

    def value(found: Any) -> Any:
        match found:
            case [str(name), content] if name in forms:
                return forms[name].value(content)
        raise ValueError(f"none of {', '.join(forms)}")

    return _Form(plain, value)


def _optional(form: _Form) -> _Form:
    """None or a value; no form has null for a value."""
    return _Form(
        lambda value: None if value is None else form.plain(value),
        lambda found: None if found is None else form.value(found),
    )


def _sequence(form: _Form) -> _Form:
    """A tuple of any length, all of one type."""
    write, read = form.plain, form.value

    def value(found: Any) -> tuple[Any, ...]:
        return tuple([read(one) for one in _exactly(list, found, ValueError)])

    return _Form(lambda value: [write(one) for one in _exactly(tuple, value, TypeError)], value)


def _row(forms: tuple[_Form, ...]) -> _Form:
    """A tuple of a fixed length, with a type for each place; `zip` raises ValueError for another length."""

    def plain(value: Any) -> list[Any]:
        return [form.plain(one) for form, one in zip(forms, _exactly(tuple, value, TypeError), strict=True)]

    def value(found: Any) -> tuple[Any, ...]:
        return tuple(
            [form.value(one) for form, one in zip(forms, _exactly(list, found, ValueError), strict=True)]
        )

    return _Form(plain, value)


def _mapping(form: _Form) -> _Form:
    """Text to values of one type, read as a dict in the order of its keys."""
    write, read = form.plain, form.value

    def plain(value: Any) -> dict[str, Any]:
        keys = sorted(_exactly(str, key, TypeError) for key in value)  # `json` would write 1 as "1"
        return {key: write(value[key]) for key in keys}

    def value(found: Any) -> dict[str, Any]:
        return {key: read(one) for key, one in _exactly(dict, found, ValueError).items()}

    return _Form(plain, value)


# ---- types of their own --------------------------------------------------------------------------


def _exactly(kind: type, value: Any, error: type[Exception]) -> Any:
    """The value, which is of this type and no subclass: True is no number here, and an enumeration's member no text."""
    if type(value) is not kind:
        raise error(f"{value!r} is no {kind.__name__}")
    return value


def _leaf(kind: type) -> _Form:
    """What JSON has itself."""

    def value(found: Any) -> Any:
        # Not by `_exactly`: most of what is read is text, and a call takes its time.
        if type(found) is not kind:
            raise ValueError(f"no {kind.__name__}")
        return found

    return _Form(lambda value: _exactly(kind, value, TypeError), value)


def _enumeration(kind: type[StrEnum]) -> _Form:
    """A member by its text."""
    members = {member.value: member for member in kind}

    def value(found: Any) -> StrEnum:
        if type(found) is not str or found not in members:
            raise ValueError(f"no {kind.__name__}")
        return members[found]

    return _Form(lambda value: _exactly(kind, value, TypeError).value, value)


def _float_plain(value: Any) -> float:
    """A whole number in a float's place becomes one, and -0.0 becomes 0.0: equal values have equal bytes."""
    if type(value) not in (float, int) or not isfinite(value):
        raise TypeError(f"{value!r} is no finite float")
    return float(value) + 0.0


def _float_value(found: Any) -> float:
    """`json` reads NaN, Infinity and 1e999 too."""
    if type(found) is not float or not isfinite(found):
        raise ValueError("no finite float")
    return found


def _path_plain(value: Any) -> str:
    """As the system writes it; a path's own class depends on the system."""
    if not isinstance(value, Path):
        raise TypeError(f"{value!r} is no path")
    return str(value)


_LEAVES = {
    str: _leaf(str),
    int: _leaf(int),
    bool: _leaf(bool),
    float: _Form(_float_plain, _float_value),
    bytes: _Form(
        lambda value: b64encode(_exactly(bytes, value, TypeError)).decode("ascii"),
        lambda found: b64decode(_exactly(str, found, ValueError), validate=True),
    ),
    Path: _Form(_path_plain, lambda found: Path(_exactly(str, found, ValueError))),
}
