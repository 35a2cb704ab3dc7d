"""The frozen values that pass between steps: `Value`, from which each class of them derives.

Made, compared and hashed in C by msgspec, whose one door this is with `stored`: a class takes a thirtieth of the time
in which a dataclass writes its methods, and a value a tenth. What is still being filled in is a dataclass that is not
frozen; a run's record, which pydantic reads, is one that is (`manifest.values`).
"""

from __future__ import annotations

from abc import ABCMeta
from typing import dataclass_transform

from msgspec import Struct, StructMeta, field
from msgspec.structs import asdict, replace

__all__ = ["AbstractValue", "Value", "asdict", "field", "field_names", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True, dict=True, weakref=True, forbid_unknown_fields=True):
    """A frozen value: its fields are what its class and the classes above it annotate, but for a `ClassVar`.

    Values of one class with equal fields are equal. One may have a `cached_property`, and be what others are `derived`
    from. A class in a union that is kept in a file is declared with `tag=True` (`stored`).
    """


class _AbstractMeta(StructMeta, ABCMeta):
    """The class of classes of values that have abstract methods."""


class AbstractValue(Value, metaclass=_AbstractMeta):
    """A value whose class may have abstract methods; where one is left, Python refuses to make a value."""


def field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a class of values, in order; none of any other class."""
    return kind.__struct_fields__ if issubclass(kind, Value) else ()
