"""The frozen values that pass between steps: `Value`, from which each class of them derives.

Made, compared and hashed in C by msgspec, whose one door this is with `stored`: it makes a class in a hundredth of the
time that a dataclass takes to write its methods, and a value in a third. What is still being filled in is a dataclass
that is not frozen; what pydantic reads and checks, as a run's record, is one that is.
"""

from __future__ import annotations

from abc import ABCMeta
from typing import TYPE_CHECKING, dataclass_transform

from msgspec import Struct, StructMeta, field
from msgspec.structs import asdict

if TYPE_CHECKING:
    from dataclasses import replace  # mypy knows by it which fields there are, and of which types
else:
    from msgspec.structs import replace

__all__ = ["AbstractValue", "Value", "asdict", "field", "field_names", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True, dict=True, weakref=True, forbid_unknown_fields=True):
    """A frozen value: its fields are those that its class and the classes above it annotate.

    Values of one class with equal fields are equal. It may have a `cached_property`, and things that are `derived`.
    """


class _AbstractMeta(StructMeta, ABCMeta):
    """The class of classes of values that have abstract methods."""


class AbstractValue(Value, metaclass=_AbstractMeta):
    """A value whose class may have abstract methods; where one is left, Python refuses to make a value."""


def field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a class of values, in order; none of any other class."""
    return kind.__struct_fields__ if issubclass(kind, Value) else ()
