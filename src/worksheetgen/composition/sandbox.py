"""Jinja2 for templates that may be anybody's: what they can reach, and how many steps, characters, seconds they have.

Jinja's own sandbox keeps templates from Python's insides. It does not keep them from running for ever or from filling
the memory, nor from saying another thing each time; this does. The bundled templates need a ten-thousandth of it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping
from itertools import chain
from types import CodeType
from typing import Any, cast

from jinja2 import BaseLoader, BytecodeCache, Template, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.filters import make_attrgetter
from jinja2.parser import Parser
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_environment

from worksheetgen.clock import seconds

MOST_STEPS = 200_000
"""So many bodies of loops, conditions and macros a template may go through."""
CHARACTERS = 2_000_000
"""So many characters it may write, and have in any one text."""
ITEMS = 100_000
"""So many items it may have in a list; as many as Jinja allows in a range."""
SECONDS = 10.0
"""So long it may take."""
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
# fmt: off
OF_TEXTS = (
    "capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdigit", "isupper", "islower",
    "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit", "rstrip",
    "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
)
# fmt: on
"""What a template can call of a text: nothing that makes a long one of a short one."""


class TooMuch(SecurityError):
    """Raised where a template wants more than it may have."""


class _Counting(CodeGenerator):
    """Compiles templates that count their steps and join texts within bounds."""

    def blockvisit(self, statements: Iterable[nodes.Node], frame: Frame) -> None:
        """Every body counts as a step."""
        self.writeline("environment.step()")
        super().blockvisit(statements, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # Jinja's own name
        """`a ~ b` by `Sandbox.joined`."""
        self.write("environment.joined((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")


_PYTHONS = (MemoryError, RecursionError, SyntaxError, ValueError)
"""What Python itself raises where a template cannot be made into its code: Jinja lets these through."""


def _too_much(error: Exception) -> str:
    """What is wrong with a template of which Python can make no code, for its author."""
    match error:
        case SyntaxError(msg=said) if "nested" not in said and not isinstance(error, IndentationError):
            return said
        case ValueError():
            return "a number in it has too many digits"
        case _:
            return "it is nested too deep"


def _deepest(tree: nodes.Node) -> nodes.Node:
    """One of the nodes that are nested deepest in a tree."""
    deepest = level = [tree]
    while level:
        deepest, level = level, [child for node in level for child in node.iter_child_nodes()]
    return deepest[0]


def _line(source: str, error: Exception) -> int:
    """The template's line that the Python `source` made of it has the error in, by Jinja's own table of lines."""
    table = re.search(r"^debug_info = '(.*)'$", source, re.MULTILINE)
    pairs = (pair.split("=") for pair in table[1].split("&") if pair) if table else ()
    at = getattr(error, "lineno", None) or 0
    return max((int(line) for line, of_python in pairs if int(of_python) <= at), default=1)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates end, whatever they say. One template is rendered at a time."""

    code_generator_class = _Counting
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self, loader: BaseLoader, undefined: type[Undefined], compiled: BytecodeCache) -> None:
        """Templates come from `loader`; `undefined` stands for a value that there is not."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=printable,
            bytecode_cache=compiled,
        )
        self.filters = {name: self.filters[name] for name in FILTERS} | {"join": _join, "sum": _sum}
        self.globals.pop("lipsum")
        self._left, self._end = MOST_STEPS, 0.0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja's hook: a template's tree. Raises TemplateSyntaxError also for what only Python finds too much."""
        parser = None
        try:
            parser = Parser(self, source, name, filename)
            return parser.parse()
        except _PYTHONS as error:
            line = parser.stream.current.lineno if parser else 1
            raise TemplateSyntaxError(_too_much(error), line, name, filename) from error

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Jinja's hook: the Python of a template. Raises TemplateSyntaxError as `_parse` does."""
        try:
            return super()._generate(source, name, filename, defer_init=defer_init)
        except _PYTHONS as error:
            raise TemplateSyntaxError(_too_much(error), _deepest(source).lineno, name, filename) from error

    def _compile(self, source: str, filename: str) -> CodeType:
        """Jinja's hook: the code of a template's Python. Raises TemplateSyntaxError as `_parse` does."""
        try:
            return super()._compile(source, filename)
        except _PYTHONS as error:
            raise TemplateSyntaxError(_too_much(error), _line(source, error), None, filename) from error

    def written(self, template: Template, values: Mapping[str, Any]) -> str:
        """What the template writes of these values. Raises TooMuch, and what a mistake in the template raises."""
        self._left, self._end = MOST_STEPS, seconds() + SECONDS
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
        if seconds() > self._end:
            raise TooMuch(f"it takes more than {SECONDS:.0f} seconds")

    def joined(self, values: Iterable[Any]) -> str:
        """The values' texts, one after another."""
        text: str = bounded(markup_join([printable(value) for value in values]))
        return text

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The result of `left operator right`, where it is no larger than it may be."""
        if operator == "%" and isinstance(left, str):
            raise TooMuch("% puts nothing into texts here; write {{ }} for each value")
        if operator == "**" and not (_small(left) and _small(right)):
            raise TooMuch("** is for small numbers")
        if operator == "*":
            for many, times in ((left, right), (right, left)):
                most = CHARACTERS if isinstance(many, str) else ITEMS
                if (
                    isinstance(many, str | list | tuple)
                    and isinstance(times, int)
                    and len(many) * times > most
                ):
                    raise TooMuch("what is repeated becomes too long")
        return bounded(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> None:
        """Raise TooMuch for `format` of a text, which pads as far as it is asked to."""
        if super().wrap_str_format(value) is not None:
            raise TooMuch("format puts nothing into texts here; write {{ }} for each value")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use that attribute: of texts only those of `OF_TEXTS`."""
        if isinstance(obj, str) and callable(value) and attr not in OF_TEXTS:
            return False
        return super().is_safe_attribute(obj, attr, value)


def printable(value: Any) -> Any:
    """The value, where it has a text of its own. Raises TypeError for lists and for values with parts."""
    if value is None or isinstance(value, str | int | float | Undefined):
        return value
    if "__str__" in {name for one in type(value).__mro__[:-1] for name in vars(one)}:
        return value
    raise TypeError(
        f"a value of several parts ({type(value).__name__}) cannot be printed; name one of its parts"
    )


def bounded(value: Any) -> Any:
    """The value, where it is no longer than it may be; raises TooMuch."""
    if isinstance(value, str) and len(value) > CHARACTERS:
        raise TooMuch(f"a text has more than {CHARACTERS:,} characters")
    if isinstance(value, list | tuple) and len(value) > ITEMS:
        raise TooMuch(f"a list has more than {ITEMS:,} items")
    if isinstance(value, int) and abs(value) >= 10**DIGITS:
        raise TooMuch(f"a number has more than {DIGITS} digits")
    return value


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
        total = bounded(total + part(value))
    return total
