"""Jinja2 for templates that may be anybody's: what they can reach, and how many steps, characters, seconds they have.

Jinja's own sandbox keeps templates from Python's insides. It does not keep them from running for ever or from filling
the memory, nor from saying another thing each time; this does. The bundled templates need a ten-thousandth of it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import wraps
from itertools import chain, islice
from math import isfinite
from typing import Any, TypeVar, cast

from jinja2 import BaseLoader, BytecodeCache, Template, Undefined
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context, markup_join
from jinja2.utils import pass_environment

from worksheetgen.clock import seconds_at_work
from worksheetgen.composition.template_code import CountingEnvironment
from worksheetgen.errors import Place
from worksheetgen.value import Value

MOST_STEPS = 200_000
"""So many bodies of loops, conditions and macros, comparisons, calls and filters a template may go through."""
CHARACTERS = 2_000_000
"""So many characters it may write, and have in any one value: a text, or a list with all that is in it."""
ITEM = 20
"""So many characters an item of a list counts for, beside its own."""
ITEMS = CHARACTERS // ITEM
"""So many items it may have in a list; as many as Jinja allows in a range."""
IN_ALL = 10 * CHARACTERS
"""So many characters may be in all texts and lists together that it makes on the way."""
SECONDS = 5.0
"""So long it may be at work: a computer that is busy, or put to sleep, makes no template a bad one."""
STEPS_A_LOOK = 16
"""After so many steps the clock is looked at, which takes longer than most of them."""
DIGITS = 18
"""So many digits a whole number may have."""

# fmt: off
FILTERS = (
    "abs", "attr", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first",
    "float", "groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "reverse", "round", "safe", "select", "selectattr", "slice", "sort", "title", "trim",
    "truncate", "unique", "upper", "wordcount",
)
# fmt: on
"""Jinja's own filters that templates have, beside `join` and `sum`. Others draw at random, or pad as far as asked."""
_OF_TEXTS = frozenset(
    ("capitalize", "escape", "e", "lower", "safe", "title", "trim", "truncate", "upper", "wordcount")
)
"""Those that make a text of whatever they are given."""
_GLOBALS = ("namespace", "range")
"""Jinja's own functions that templates have; what others do is done by a literal, or by `loop`."""
# fmt: off
METHODS = frozenset((
    "capitalize", "casefold", "count", "endswith", "find", "get", "index", "isalpha", "isdigit", "islower",
    "isupper", "items", "keys", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition",
    "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper", "values",
))
# fmt: on
"""What a template can call of a text, a list and what else Python has: nothing that makes much of little."""


_Value = TypeVar("_Value")
_OF_PYTHON = frozenset(("builtins", "markupsafe", "jinja2.utils"))
_NUMBERS = (int, Fraction)
_COLLECTIONS = (list, tuple, set, frozenset, dict)
_PRINTABLE = (str, int, float, Undefined)


class TooMuch(SecurityError):
    """Raised where a template wants more than it may have."""


class Sandbox(CountingEnvironment):
    """An environment whose templates end, whatever they say. One template is rendered at a time.

    No value that a template makes is larger than CHARACTERS, counted through all that is in it, so that whatever is
    done with it takes little; and how often anything is done is counted.
    """

    intercepted_binops = frozenset(CountingEnvironment.default_binop_table)

    def __init__(
        self,
        loader: BaseLoader,
        undefined: type[Undefined],
        compiled: BytecodeCache,
        filters: Mapping[str, Callable[..., Any]],
    ) -> None:
        """Templates come from `loader`; `undefined` stands for a value that does not exist; `filters` are our own."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=lambda value: self.made(printable(value)),
            bytecode_cache=compiled,
        )
        known: dict[str, Callable[..., Any]] = (
            {name: self.filters[name] for name in FILTERS} | {"join": _join, "sum": _sum} | dict(filters)
        )
        self.filters = {name: self._bounded(each, name in _OF_TEXTS) for name, each in known.items()}
        tests = cast("Mapping[str, Callable[..., Any]]", self.tests)
        self.tests = {name: self._bounded(each) for name, each in tests.items()}
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self._begin()

    def _begin(self) -> None:
        self._left, self._room, self._end = MOST_STEPS, IN_ALL, seconds_at_work() + SECONDS

    def _bounded(self, work: Callable[..., Any], of_text: bool = False) -> Callable[..., Any]:
        """A filter or test that counts as a step, and makes no more than it may."""
        first = 1 if hasattr(work, "jinja_pass_arg") else 0  # what Jinja gives it before the value

        @wraps(work)
        def bounded_work(*given: Any, **named: Any) -> Any:
            self.step()
            asked = (*given[first + 1 :], *named.values())
            if asked and any(isinstance(one, int) and abs(one) > ITEMS for one in asked):
                raise TooMuch(f"what is asked of a filter is more than {ITEMS:,}")
            if of_text:
                printable(given[first])
            result = work(*given, **named)
            # What is left to be done could be heaped up, until it is deeper than Python’s own stack.
            return self.made(list(islice(result, ITEMS + 1)) if isinstance(result, Iterator) else result)

        return bounded_work

    def written(self, template: Template, values: Mapping[str, Any]) -> str:
        """What the template writes of these values. Raises TooMuch, and what a mistake in the template raises."""
        self._begin()
        pieces, length = [], 0
        writing = cast("Generator[str]", template.generate(values))
        for piece in writing:
            length += len(piece)
            pieces.append(piece)
            if length > CHARACTERS:  # raised where the template is, so that its line is known
                writing.throw(TooMuch(f"it writes more than {CHARACTERS:,} characters"))
        return "".join(pieces)

    def step(self) -> None:
        """Count a step. Raises TooMuch after too many, or too late."""
        self._left -= 1
        if self._left < 0:
            raise TooMuch(f"it takes more than {MOST_STEPS:,} steps: perhaps a loop never ends")
        if not self._left % STEPS_A_LOOK and seconds_at_work() > self._end:
            raise TooMuch(f"it takes more than {SECONDS:.0f} seconds")

    def counted(self, value: _Value) -> _Value:
        """The value, with which a step is taken."""
        self.step()
        return value

    def made(self, value: _Value) -> _Value:
        """The value, which a template makes. Raises TooMuch where it is larger than it may be, or all are together."""
        self._room -= size(value)
        if self._room < 0:
            raise TooMuch(f"it makes more than {IN_ALL:,} characters on the way")
        return value

    def concat(self, texts: Iterable[str]) -> str:
        """Jinja's hook: texts one after another."""
        texts = list(texts)
        _checked(sum(map(len, texts)))
        return self.made("".join(texts))

    def joined(self, values: Iterable[Any]) -> str:
        """The values' texts, one after another."""
        texts = [printable(value) for value in values]
        _checked(sum(len(text) for text in texts if isinstance(text, str)))
        text: str = self.made(markup_join(texts))
        return text

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Jinja's hook: `obj.attribute`. What `is_safe_attribute` allows of our values takes no detour."""
        if isinstance(obj, Value) and not attribute.startswith("_"):
            found = getattr(obj, attribute, None)
            if found is not None and not isinstance(found, Place):
                return found
        return super().getattr(obj, attribute)

    def call(self, context: Context, what: Any, /, *given: Any, **named: Any) -> Any:
        """Jinja's hook: what a call in a template returns."""
        self.step()
        return self.made(super().call(context, what, *given, **named))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The result of `left operator right`. Raises TooMuch where it is larger than it may be."""
        self.step()
        if operator == "%" and isinstance(left, str | bytes):
            raise TooMuch("% puts nothing into texts here; write {{ }} for each value")
        if operator == "**" and not (_small(left) and _small(right)):
            raise TooMuch("** is for small numbers")
        if operator == "*":
            for many, times in ((left, right), (right, left)):
                if isinstance(times, int) and hasattr(many, "__len__"):
                    _checked(size(many) * times)
        return self.made(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> None:
        """Raise TooMuch for `format` of a text, which pads as far as it is asked to."""
        if super().wrap_str_format(value) is not None:
            raise TooMuch("format puts nothing into texts here; write {{ }} for each value")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use that attribute: of Python's own only the METHODS, of our values all public.

        But for places in files: no page is to tell where on whose computer it comes from. Of Jinja's own rules only the
        one on underscores bears on a frozen value; they take a quarter of a rendering.
        """
        if isinstance(value, Place):
            return False
        if isinstance(obj, Value):
            return not attr.startswith("_")
        if callable(value) and type(obj).__module__ in _OF_PYTHON and attr not in METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)


def printable(value: Any) -> Any:
    """The value, where it has a text of its own. Raises TypeError for lists and for values with parts."""
    if value is None or isinstance(value, _PRINTABLE):
        return value
    if "__str__" in {name for one in type(value).__mro__[:-1] for name in vars(one)}:
        return value
    raise TypeError(
        f"a value of several parts ({type(value).__name__}) cannot be printed; name one of its parts"
    )


def size(value: Any) -> int:
    """How large a value is, in characters, with all that is in it. Raises TooMuch where that is more than it may be."""
    if isinstance(value, str):
        _checked(len(value))
        return len(value)
    if isinstance(value, _NUMBERS) and max(abs(value.numerator), value.denominator) >= 10**DIGITS:
        raise TooMuch(f"a number has more than {DIGITS} digits")
    if isinstance(value, float) and not isfinite(value):
        raise TooMuch("a number is too large")
    found, inside = 0, [value]
    while inside:
        one = inside.pop()
        if isinstance(one, str | bytes):
            found += len(one)
        elif isinstance(one, _COLLECTIONS):
            found += ITEM * len(one)
            if found <= CHARACTERS:
                inside += one
                inside += one.values() if isinstance(one, dict) else ()
        _checked(found)
    return found


def _checked(characters: int) -> None:
    if characters > CHARACTERS:
        raise TooMuch(f"a text or list has more than {CHARACTERS:,} characters")


def _small(value: Any) -> bool:
    return isinstance(value, int | float) and abs(value) <= DIGITS


@pass_environment
def _join(
    environment: Sandbox, values: Iterable[Any], between: str = "", attribute: str | None = None
) -> str:
    """The filter `join`, within bounds."""
    part = make_attrgetter(environment, attribute) if attribute else lambda value: value
    texts = [part(value) for value in values]
    parted = chain.from_iterable((between, text) if at else (text,) for at, text in enumerate(texts))
    return environment.joined(parted)


@pass_environment
def _sum(
    environment: Sandbox, values: Iterable[Any], attribute: str | int | None = None, start: Any = 0
) -> Any:
    """The filter `sum`, within bounds; of lists too, where it starts with one."""
    part = make_attrgetter(environment, attribute) if attribute is not None else lambda value: value
    total = start
    for value in values:
        total = environment.made(total + part(value))
    return total
