"""What a teacher is told where a template uses a value that does not exist: the nearest name that does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

from worksheetgen.english import one_of
from worksheetgen.value import Value

COMPARE = "Compare it with the bundled template of that name."


class NoValue(UndefinedError):
    """Raised where a template uses a value that does not exist.

    It is called `name`, and would be an attribute of `holder`. Where `holder` is Jinja's `missing`, it would
    be one of the values that the template itself is given.
    """

    def __init__(self, holder: object, name: str, message: str | None = None) -> None:
        super().__init__(message)
        self.holder, self.name = holder, name

    def remedy(self, values: Iterable[str]) -> str:
        """What to do, as a sentence with the nearest name that there is, or all of them.

        `values` are the names of the values that the template is given.
        """
        known = list(values) if self.holder is missing else _names(self.holder)
        return one_of(self.name, known) if known else COMPARE


class Lacking(StrictUndefined):
    """What Jinja puts in the place of a value that does not exist: any use of it raises NoValue."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        """Jinja calls it so: `obj` is whose attribute it would be, `name` what it is called."""
        # A hint or another exception means a mistake of another sort, which Jinja words itself. Jinja calls
        # `exc` with its message: `partial` puts holder and name before that.
        if exc is UndefinedError and hint is None:
            exc = cast("type[TemplateRuntimeError]", partial(NoValue, obj, str(name)))
        super().__init__(hint, obj, name, exc)


def _names(holder: object) -> list[str]:
    """The names that a template can ask of a value: fields and properties, or keys; none of anything else."""
    if isinstance(holder, dict):
        return [str(key) for key in holder]
    if not isinstance(holder, (Value, tuple)):
        return []
    return [name for name in dir(holder) if not (name.startswith("_") or hasattr(tuple, name))]
