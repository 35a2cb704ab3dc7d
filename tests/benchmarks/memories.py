"""Memories that can be switched off: `worksheetgen.memory` with a switch for each function whose results are kept.

Importing this puts the switches in, so it comes before whatever imports a stage of the program. The program itself has
none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worksheetgen import memory

Function = Callable[..., Any]

NAMES: set[str] = set()
"""The functions whose results are kept, of all that was imported or made since: `pdf.head.head_of`."""
OFF: set[str] = set()
"""Those of them that are called anew each time."""


def _switchable(keep: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """A decorator as `keep` is one, for functions that can be switched off."""

    def decorated(make: Function) -> Function:
        kept = keep(make)
        name = f"{make.__module__}.{make.__qualname__}".removeprefix("worksheetgen.")
        NAMES.add(name)

        def known_or_made(*arguments: Any, **words: Any) -> Any:
            return (make if name in OFF else kept)(*arguments, **words)

        return known_or_made

    return decorated


def _install() -> None:
    remembered, derived = memory.remembered, memory.derived
    vars(memory).update(
        remembered=lambda *, most: _switchable(remembered(most=most)), derived=_switchable(derived)
    )


_install()
