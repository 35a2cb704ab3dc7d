"""A template's output to elements: XML whose every element knows the template and line that wrote it.

`environment` puts the place in, `vocabulary` says what the elements mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from worksheetgen.errors import Place, Problem
from worksheetgen.model.document import Break, Gap, Run, Text

PLACE = "place"
"""The attribute that carries an element's place through the template; a template cannot write it itself."""


@dataclass
class Element:
    """An element as it was parsed: its kids are elements and strings."""

    name: str
    attributes: dict[str, str]
    place: Place
    kids: list[Element | str] = field(default_factory=list)


def parse_xml(markup: str, problems: list[Problem]) -> Element:
    """The output's elements under one root; what is not well formed is added to the problems."""
    root = Element("markup", {}, Place("template"))
    stack = [root]
    last = [Place("template")]

    def start(name: str, attributes: dict[str, str]) -> None:
        file, _, line = attributes.pop(PLACE, "template:0").rpartition(":")
        last[0] = Place(file, int(line), 1)
        element = Element(name, attributes, last[0])
        stack[-1].kids.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def text(words: str) -> None:
        stack[-1].kids.append(words)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(f"<markup>{markup}</markup>", True)
    except expat.ExpatError as error:
        problems.append(
            Problem(
                last[0],
                f"From this element on the markup is not well formed ({expat.ErrorString(error.code)}).",
                "Close every element that you open, in the order <a><b></b></a>.",
            )
        )
    return root.kids[0] if root.kids and isinstance(root.kids[0], Element) else root


def elements(element: Element, where: str, allowed: Iterable[str], problems: list[Problem]) -> list[Element]:
    """The kids that are elements of the allowed names; anything else is a problem."""
    found = []
    for kid in element.kids:
        if isinstance(kid, str):
            if kid.strip():
                problems.append(
                    Problem(
                        element.place,
                        f"The words “{kid.strip()[:40]}” stand outside a text element.",
                        "Put them into <p>.",
                    )
                )
        elif kid.name in allowed:
            found.append(kid)
        else:
            names = ", ".join(sorted(allowed))
            problems.append(
                Problem(kid.place, f"<{kid.name}> cannot stand in {where}.", f"Use one of: {names}.")
            )
    return found


# ---- text ----------------------------------------------------------------------------------------


def text(element: Element, problems: list[Problem], bold: bool = False) -> Text:
    """Mixed content as text, white space collapsed, ends trimmed."""
    return _trimmed(_runs(element, problems, bold))


def _runs(element: Element, problems: list[Problem], bold: bool) -> list[Run | Gap | Break]:
    runs: list[Run | Gap | Break] = []
    for kid in element.kids:
        if isinstance(kid, str):
            runs.append(Run(kid, bold))
        elif kid.name == "b":
            runs += _runs(kid, problems, True)
        elif kid.name == "gap":
            runs.append(Gap())
        elif kid.name == "br":
            runs.append(Break())
        else:
            problems.append(
                Problem(kid.place, f"<{kid.name}> cannot stand in text.", "Use one of: b, br, gap.")
            )
    return runs


def _trimmed(runs: list[Run | Gap | Break]) -> Text:
    """Runs of like weight joined, white space folded to single spaces and dropped at the ends."""
    folded: list[Run | Gap | Break] = []
    for run in runs:
        if not isinstance(run, Run):
            folded.append(run)
            continue
        words = " ".join(filter(None, run.text.replace("\N{NO-BREAK SPACE}", "\0").split()))
        words = words.replace("\0", "\N{NO-BREAK SPACE}")
        before = " " if run.text[:1].isspace() and folded and not _ends_in_space(folded[-1]) else ""
        after = " " if run.text[-1:].isspace() and words else ""
        if folded and isinstance(folded[-1], Run) and folded[-1].bold == run.bold:
            folded[-1] = Run(folded[-1].text + before + words + after, run.bold)
        else:
            folded.append(Run(before + words + after, run.bold))
    if folded and isinstance(folded[0], Run):
        folded[0] = Run(folded[0].text.lstrip(" "), folded[0].bold)
    if folded and isinstance(folded[-1], Run):
        folded[-1] = Run(folded[-1].text.rstrip(" "), folded[-1].bold)
    return tuple(run for run in folded if not (isinstance(run, Run) and not run.text))


def _ends_in_space(run: Run | Gap | Break) -> bool:
    return isinstance(run, Break) or (isinstance(run, Run) and run.text.endswith(" "))
