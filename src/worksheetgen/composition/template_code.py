"""Templates to Python's code, by Jinja's compiler: code that counts its steps and makes values within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import isfinite
from types import CodeType
from typing import TypeVar

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.exceptions import TemplateSyntaxError
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

_Node = TypeVar("_Node", bound=nodes.Node)


class _Counting(CodeGenerator):
    """Compiles templates that count their steps, and whose texts and lists are made within bounds."""

    def blockvisit(self, statements: Iterable[nodes.Node], frame: Frame) -> None:
        """Every body counts as a step."""
        self.writeline("environment.step()")
        super().blockvisit(statements, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """`a ~ b` by `Sandbox.joined`."""
        self.write("environment.joined((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:
        """A number or text of the template's own."""
        if isinstance(node.value, float) and not isfinite(node.value):  # Python has no sign for it
            self.fail("a number in it is too large", node.lineno)
        super().visit_Const(node, frame)

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:
        """What stands after `==`, `in` and their like: each comparison counts as a step."""
        self.write(f" {operators[node.op]} environment.counted(")
        self.visit(node.expr, frame)
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """`a[1:3]` is made, `a[1]` is there."""
        if isinstance(node.arg, nodes.Slice):
            self._made(super().visit_Getitem, node, frame)
        else:
            super().visit_Getitem(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        """`[a, b]`, by `Sandbox.made`."""
        self._made(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        """`{a: b}`, by `Sandbox.made`."""
        self._made(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        """`a, b`, by `Sandbox.made` but where it is set."""
        if node.ctx == "load":
            self._made(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def _made(self, visit: Callable[[_Node, Frame], None], node: _Node, frame: Frame) -> None:
        self.write("environment.made(")
        visit(node, frame)
        self.write(")")


class CountingEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's own sandbox with that compiler; what counts and bounds is in `Sandbox`, which derives from it.

    What only Python finds too much in a template, such as a number of a million digits, is a mistake of the template.
    """

    code_generator_class = _Counting

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
