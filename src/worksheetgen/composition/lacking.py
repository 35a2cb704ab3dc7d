"""A value that a template asks for and is not given, to what a teacher is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import is_dataclass
from functools import partial
from typing import Any, cast

from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

from worksheetgen.yaml_file import one_of

COMPARE = "Compare it with the bundled template of that name."


class NoValue(UndefinedError):
    """A template uses a value that there is not: `name`, of `holder` or, where that is missing, of its own."""

    def __init__(self, holder: object, name: str, message: str | None = None) -> None:
        super().__init__(message)
        self.holder, self.name = holder, name

    def remedy(self, values: Iterable[str]) -> str:
        """The nearest name that there is, or all of them; `values` are those that the template is given."""
        known = list(values) if self.holder is missing else _names(self.holder)
        return one_of(self.name, known) if known else COMPARE


class Lacking(StrictUndefined):
    """What Jinja puts in the place of a value that there is not: any use of it is a NoValue."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        """Take what Jinja knows: whose value it would be and what it is called."""
        if exc is UndefinedError and hint is None:
            exc = cast("type[TemplateRuntimeError]", partial(NoValue, obj, str(name)))
        super().__init__(hint, obj, name, exc)


def _names(holder: object) -> list[str]:
    """What a template can ask of a value: fields and properties, or keys."""
    if isinstance(holder, dict):
        return [str(key) for key in holder]
    if not (is_dataclass(holder) or isinstance(holder, tuple)):
        return []
    return [name for name in dir(holder) if not (name.startswith("_") or hasattr(tuple, name))]
