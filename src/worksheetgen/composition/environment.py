"""Templates to markup: Jinja2, sandboxed, strict, escaping; every element carries its template and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateRuntimeError
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup, escape

from worksheetgen.composition.compiled import Compiled
from worksheetgen.composition.lacking import COMPARE, Lacking, NoValue
from worksheetgen.composition.markup import PLACE
from worksheetgen.composition.sandbox import Sandbox
from worksheetgen.errors import InvalidInput, Place, Problem
from worksheetgen.model.bank import Term
from worksheetgen.model.signs import BOLD
from worksheetgen.model.words import Words
from worksheetgen.system.files import is_file

ENDING = ".xml.j2"
_MISTAKES = (
    TemplateRuntimeError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)
"""What a mistake in a template may raise while it is filled in."""

# The beginning of an element's tag.
_ELEMENT = re.compile(r"<([a-z][a-z-]*)(?=[\s/>])")
# What is Jinja's own in a template: comments, statements, values. A < in there begins no element. What does not end
# is skipped as well, lest its end be looked for from each further beginning.
_SKIPPED = re.compile(r"\{#(?:.*?#\}|.*)|\{%(?:.*?%\}|.*)|\{\{(?:.*?\}\}|.*)", re.DOTALL)
# Everything before the first thing that a template says: white space, comments and statements.
_SILENT = re.compile(r"\A(\s|\{#.*?#\}|\{%.*?%\})*", re.DOTALL)
# Spaces at which no line may end: before an ellipsis, in “paragraph 6”, and after a word with a capital before a letter
# or a number, in any language: “Source A”, “Interpretation 1”, “Dehongliad 1”.
_TOGETHER = re.compile(r"(\bparagraphs?|\b[^\W\d_a-z]\w+) (?=(?:[A-HJ-Z]|\d{1,2})\b)| (?=…)")


class _Folders(BaseLoader):
    """Finds templates in folders: a template is taken from the first folder that has it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """What Jinja asks for: the template's source, its file, and whether that is up to date.

        The source has the place of every element in it (`with_places`). The last is a function that always
        says yes, so that a template is read once.
        """
        path, source = self.read(template)
        return with_places(source, path), path, lambda: True

    def read(self, template: str) -> tuple[str, str]:
        """The path of a template's file, and its source as it was written.

        Raises InvalidInput where it is not UTF-8, and Jinja's TemplateNotFound where no folder has it.
        """
        path = self._path(template)
        if path is None:
            raise TemplateNotFound(template)
        try:
            return str(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise InvalidInput(
                [Problem(Place(str(path)), "The template is not UTF-8.", "Save it as UTF-8.")]
            ) from error

    def _path(self, template: str) -> Path | None:
        """The file of a template in the first folder that has one."""
        inside = "/".join(split_template_path(template))  # a template outside the folders is not found either
        paths = (folder / f"{inside}{ENDING}" for folder in self.folders)
        return next(filter(is_file, paths), None)


def with_places(source: str, file: str) -> str:
    """The template's `source` with `file` and the line of every element as an attribute of it.

    So a mistake in the markup can be told with the place in the template that wrote it, however often a loop
    repeats it. Jinja's own tags and comments are left alone; no line is added or lost, so that the lines in
    Jinja's messages are right too.
    """
    quoted = str(escape(file))
    out, line, at = [], 1, 0
    for skipped in [*_SKIPPED.finditer(source), None]:
        stretch = source[at : skipped.start() if skipped else len(source)]
        base = line

        # The defaults bind this turn's stretch and line: the loop changes both.
        def place(found: re.Match[str], stretch: str = stretch, base: int = base) -> str:
            here = base + stretch.count("\n", 0, found.start())
            return f'<{found.group(1)} {PLACE}="{quoted}:{here}"'

        out.append(_ELEMENT.sub(place, stretch))
        line += stretch.count("\n")
        if skipped:
            out.append(skipped.group())
            line += skipped.group().count("\n")
            at = skipped.end()
    return "".join(out)


def rich(text: str) -> Markup:
    """The filter `rich`: the bank's plain text as markup.

    Signs of XML are escaped, `**two**` is in bold, what stands on a line of its own stays so, and no line ends within
    “Source A” or “paragraph 6”.
    """
    bold = BOLD.sub(r"<b>\1</b>", _TOGETHER.sub("\\1\N{NO-BREAK SPACE}", str(escape(text))))
    first, *others = bold.split("\n")
    if not others:
        return Markup(bold)
    *between, last = others
    return Markup("<br/>".join((first.rstrip(), *filter(None, map(str.strip, between)), last.lstrip())))


def glossed(texts: Iterable[str], notes: Iterable[Term]) -> list[str]:
    """The filter `glossed`: the texts with each note's term, or its plural, in `**` where it is met first."""
    # Joined by NUL, so that of all texts only the first that has the term is changed.
    joined = "\0".join(texts)
    for note in notes:
        word = re.compile(rf"(?<![\w*]){re.escape(note.term)}s?(?![\w*])", re.IGNORECASE)
        joined = word.sub(r"**\g<0>**", joined, count=1)
    return joined.split("\0")


def _of_theme(said: Callable[..., str]) -> Callable[..., str]:
    """A filter that says a theme's words. As it asks for the context, Jinja puts none of them into code."""

    @pass_context
    def filtered(_: Context, *given: Any, **named: Any) -> str:
        return said(*given, **named)

    return filtered


class Templates:
    """The templates of a theme.

    A template is read when it is first rendered.
    """

    def __init__(self, folders: Sequence[Path], words: Words) -> None:
        """`folders` are the theme's own first, then those of the themes that it extends; `words` are the theme's."""
        self.words = words
        self._folders = folders
        self._loader = _Folders(folders)
        filters: dict[str, Callable[..., Any]] = {
            "rich": rich,
            "glossed": glossed,
            "marks": _of_theme(words.marks),
            "duration": _of_theme(words.duration),
            "listed": _of_theme(words.listed),
        }
        self._environment = Sandbox(self._loader, Lacking, Compiled(), filters)

    def start(self, template: str) -> Place:
        """The place of the first line of a template that says something: neither a comment nor a Jinja tag.

        It is for messages that no element belongs to.
        """
        file, source = self._loader.read(template)
        silent = _SILENT.match(source)
        return Place(file, 1 + silent[0].count("\n") if silent else 1, 1)

    def render(self, template: str, values: Mapping[str, Any]) -> str:
        """The paper markup that a template makes of the `values`, by their names in the template.

        Raises InvalidInput where the template is not there or has a mistake; the problem has its line and,
        for a misspelt name, the nearest one that there is.
        """
        try:
            return self._environment.written(self._environment.get_template(template), values)
        except TemplateSyntaxError as error:
            raise _invalid(error.filename or template, error.lineno, str(error.message), COMPARE) from error
        except NoValue as error:
            file, line = self._blame(error)
            what = f"there is no value ‘{error.name}’"
            raise _invalid(file, line, what, error.remedy(values)) from error
        except TemplateNotFound as error:
            folders = ", ".join(map(str, self._folders))
            raise InvalidInput(
                [
                    Problem(
                        Place(f"{error.name}{ENDING}"),
                        f"There is no such template in {folders}.",
                        "Add it, or copy it from the theme that yours extends.",
                    )
                ]
            ) from error
        except RecursionError as error:
            file, line = self._blame(error)
            raise _invalid(file, line, "it calls itself without end", COMPARE) from error
        except _MISTAKES as error:
            file, line = self._blame(error)
            raise _invalid(file, line, str(error) or type(error).__name__, COMPARE) from error

    def _blame(self, error: Exception) -> tuple[str, int]:
        """The file and line of the template in which an error was raised; templates may include each other.

        Jinja compiles templates to functions whose code carries the template's file and lines. The innermost
        of these in the traceback is meant. Where there is none, the error is a bug of ours and is raised as
        it is.
        """
        trace, found = error.__traceback__, ("template", 0)
        while trace:
            file = trace.tb_frame.f_code.co_filename
            if file.endswith(ENDING):
                found = (file, trace.tb_lineno)
            trace = trace.tb_next
        if found == ("template", 0):
            raise error
        return found


def _invalid(file: str, line: int, what: str, remedy: str) -> InvalidInput:
    """The error that a template is wrong at that line: `what` in Jinja's words, `remedy` a sentence."""
    said = f"The template cannot be filled in: {what.rstrip('.')}."
    return InvalidInput([Problem(Place(file, line, 1), said, remedy)])
