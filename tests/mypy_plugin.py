"""What mypy is told of `value.replace`: it takes a `Value` and no dataclass, and of that the fields that it has.

msgspec says of its `replace` that any field may change. mypy knows the fields of values, which are made as dataclasses
are, but looks at them for `dataclasses.replace` alone.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.plugin import FunctionSigContext, Plugin
from mypy.plugins.dataclasses import replace_function_sig_callback
from mypy.types import CallableType


class _OfValues(Plugin):
    """Gives each call of `replace` the signature that its value wants."""

    def get_function_signature_hook(
        self, fullname: str
    ) -> Callable[[FunctionSigContext], CallableType] | None:
        """Called by mypy for what works out the signature of a call of the function of that name."""
        return _replacing if fullname == "msgspec.structs.replace" else None


def _replacing(call: FunctionSigContext) -> CallableType:
    """The fields as of `dataclasses.replace`; before them, as msgspec says, a Struct."""
    of_msgspec = call.default_signature
    fields = replace_function_sig_callback(call)
    if fields is of_msgspec:  # of what has none, such as Any
        return of_msgspec
    return fields.copy_modified(arg_types=[of_msgspec.variables[0].upper_bound, *fields.arg_types[1:]])


def plugin(_version: str) -> type[Plugin]:
    """Where mypy enters."""
    return _OfValues
