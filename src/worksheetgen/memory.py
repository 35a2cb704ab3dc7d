"""What the program remembers, where, and until when: in one of the two forms below, or not at all.

The papers of a class have nearly everything in common, so each step is a pure function whose results are kept:

- `remembered`: the results of a function of small, hashable arguments, looked up by equality. At most so many; the
  one that was asked for longest ago goes first. They live as long as the function: the process, or the object that
  made the function for itself.
- `derived`: the results of a function of one value, looked up in that very value. They live as long as it.

So everything derived hangs from the value that it was derived from: a student's view of a question from the numbered
question, its items from that, a recording from its item, the fragment of a page from its recording. The roots are the
objects that live as long as a worker's run: the `PaperBuilder` (numbered questions) and the `Renderer` (templates and
themes). What is one student's own hangs from values that die with the paper, or is among the last few texts, stems
and options that a renderer remembers: memory does not grow with the class.

A `functools.cached_property` of a frozen value is part of the value, and no memory in this sense. What outlives the
process is kept on disk: what was read, such as a bank or a theme, by `cache`, code of the bundled templates by
`composition.compiled`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, TypeVarTuple, cast

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V")
Rest = TypeVarTuple("Rest")


def remembered(*, most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator for a pure function of small, hashable arguments: its last `most` results are kept.

    To keep results per object, wrap a method in `__init__`: `self._x = remembered(most=9)(self._made_x)`.
    """
    # the standard library's stub forgets what arguments the function takes
    return cast("Callable[[Callable[P, R]], Callable[P, R]]", lru_cache(maxsize=most))


def derived(make: Callable[[V, *Rest], R]) -> Callable[[V, *Rest], R]:
    """A decorator for a pure function: its result is kept as long as the very value that is its first argument.

    The result stands in the value itself, as that of a `cached_property` does: so the value is never hashed or
    compared, may be as large as a question, and must have attributes, which tuples and strings have not. Further
    arguments are small and hashable.
    """
    mine = object()  # no other function's results are found under it

    def known_or_made(value: V, *rest: *Rest) -> R:
        results: dict[Any, R] = value.__dict__
        try:
            known = results[mine, rest]
        except KeyError:
            known = results[mine, rest] = make(value, *rest)
        return known

    return known_or_made


@contextmanager
def no_garbage() -> Iterator[None]:
    """Keep Python from looking for garbage while values are made that refer to nothing that refers back.

    What it would look through grows with all that is remembered, and nothing would be found.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@contextmanager
def made_to_stay() -> Iterator[None]:
    """As `no_garbage`, for values that the process keeps to its end: they are not looked through later either.

    Nor is anything else that there is by then: for a process that does one thing, not for one that goes on.
    """
    with no_garbage():
        yield
        gc.freeze()
