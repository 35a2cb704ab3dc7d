"""A template's output to elements: XML whose every element knows the template and line that wrote it.

`environment` puts the place in, `vocabulary` says what the elements mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from worksheetgen.errors import Place, Problem
from worksheetgen.model.signs import characters
from worksheetgen.model.text import Break, Gap, Run, Text

PLACE = "place"
"""The attribute that carries an element's place through the template; a template cannot write it itself."""
_AROUND = 100
"""How many bytes on either side of where the parser stopped are searched for a slip."""
_SIGN = ("The sign {sign} in “{words}” is read as markup.", "Write &amp; for &, and &lt; for <.")
_NAMED = ("‘{words}’ has no meaning here.", "Write the character itself, or &amp; for &.")
_SLIPS = (
    (re.compile(r"[^<>&\0]{0,20}(&)\w*\0[^<&]{0,20}"), _SIGN),
    (re.compile(r"[^<>&\0]{0,20}(<)\0[^<&]{0,20}"), _SIGN),
    (re.compile(r"\0(&)\w+;"), _NAMED),
)
"""Slips that are told in words of their own: each as (pattern, (what is wrong, what to do)).

The pattern is looked for in the text around the spot where the parser stopped, which is marked by a NUL: a &
or < that is meant as a character, or a name such as &nbsp; that XML does not know.
"""


@dataclass
class Element:
    """An element as it was parsed; its kids are elements and, between them, the characters as strings."""

    name: str
    attributes: dict[str, str]
    place: Place
    kids: list[Element | str] = field(default_factory=list)


def parse_xml(markup: str, beginning: Place, problems: list[Problem]) -> Element:
    """The elements of a template's output, as the kids of one root.

    `beginning` is where the template begins, the place of whatever stands before its first element. Where the
    markup is not well formed, a problem is added to `problems` and the root has what was read until then.
    """
    root = Element("markup", {}, beginning)
    stack = [root]  # the elements that are open, the innermost last
    # The place of the element that began last, which is told where the parser stops. A list, as the functions
    # below put another place into it.
    last = [beginning]

    def start(name: str, attributes: dict[str, str]) -> None:
        file, _, line = attributes.pop(PLACE, "").rpartition(":")
        last[0] = Place(file, int(line), 1) if line else stack[-1].place
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
    # Half of a character is none: expat says so.
    whole = f"<markup>{characters(markup)}</markup>".encode(errors="surrogatepass")
    try:
        parser.Parse(whole, True)
    except expat.ExpatError as error:
        stop = parser.ErrorByteIndex
        around = b"\0".join((whole[max(0, stop - _AROUND) : stop], whole[stop : stop + _AROUND]))
        problems.append(Problem(last[0], *_broken(around.decode(errors="ignore"), error)))
    return root.kids[0] if root.kids and isinstance(root.kids[0], Element) else root


def _broken(around: str, error: expat.ExpatError) -> tuple[str, str]:
    """What is wrong with markup that is not well formed, and what to do, each a sentence.

    `around` is the text on both sides of the spot where the parser stopped, with a NUL there.
    """
    for pattern, (what, remedy) in _SLIPS:
        if found := pattern.search(around):
            return what.format(sign=found[1], words=found[0].replace("\0", "").strip()), remedy
    return (
        f"From this element on the markup is not well formed ({expat.ErrorString(error.code)}).",
        "Close every element that you open, in the order <a><b></b></a>.",
    )


def elements(element: Element, where: str, allowed: Iterable[str], problems: list[Problem]) -> list[Element]:
    """The kids of `element` that are elements of the allowed names; anything else is added to `problems`.

    `where` is what the element is called in messages ("a template", "<frame>"). White space between kids is
    nothing.
    """
    found = []
    here = element.place  # words have no place of their own: that of the kid before them comes nearest
    for kid in element.kids:
        if isinstance(kid, str):
            if kid.strip():
                problems.append(
                    Problem(
                        here,
                        f"The words “{kid.strip()[:40]}” stand outside a text element.",
                        "Put them into <p>.",
                    )
                )
            continue
        here = kid.place
        if kid.name in allowed:
            found.append(kid)
        else:
            names = ", ".join(sorted(allowed))
            problems.append(
                Problem(kid.place, f"<{kid.name}> cannot stand in {where}.", f"Use one of: {names}.")
            )
    return found


# ---- text ----------------------------------------------------------------------------------------


def text(element: Element, problems: list[Problem], bold: bool = False) -> Text:
    """The element's words, gaps and line breaks as text, in `bold` or where <b> says so.

    White space is folded to single spaces, as in HTML, and dropped at both ends. Other elements are added to
    `problems`.
    """
    return _trimmed(_runs(element, problems, bold))


def _runs(element: Element, problems: list[Problem], bold: bool) -> list[Run | Gap | Break]:
    """The element's words, gaps and line breaks in order, white space as it was written."""
    runs: list[Run | Gap | Break] = []
    for kid in element.kids:
        if isinstance(kid, str):
            runs.append(Run(kid, bold))
        elif kid.name == "b":
            runs += _runs(kid, problems, True)
        elif kid.name == "gap":
            runs.append(Gap(kid.attributes.get("words", "gap")))
        elif kid.name == "br":
            runs.append(Break())
        else:
            problems.append(
                Problem(kid.place, f"<{kid.name}> cannot stand in text.", "Use one of: b, br, gap.")
            )
    return runs


def _trimmed(runs: list[Run | Gap | Break]) -> Text:
    """The same text with neighbours of one weight joined, white space folded and dropped at both ends."""
    match runs:
        case [Run(text, bold)]:  # most text is one run
            words = _folded(text)
            return (Run(words, bold),) if words else ()
    folded: list[Run | Gap | Break] = []
    for run in runs:
        if not isinstance(run, Run):
            folded.append(run)
            continue
        words = _folded(run.text)
        before = " " if run.text[:1].isspace() and folded and not _ends_in_space(folded[-1]) else ""
        after = " " if run.text[-1:].isspace() and words else ""
        if folded and isinstance(folded[-1], Run) and folded[-1].bold == run.bold:
            folded[-1] = Run(folded[-1].text + before + words + after, run.bold)
        else:
            folded.append(Run(before + words + after, run.bold))
    if folded and isinstance(folded[0], Run) and folded[0].text.startswith(" "):
        folded[0] = Run(folded[0].text.lstrip(" "), folded[0].bold)
    if folded and isinstance(folded[-1], Run) and folded[-1].text.endswith(" "):
        folded[-1] = Run(folded[-1].text.rstrip(" "), folded[-1].bold)
    return tuple(run for run in folded if not (isinstance(run, Run) and not run.text))


def _folded(text: str) -> str:
    """The words with single spaces between them.

    `split` takes a no-break space for white space, which it must not be here: it passes through as a NUL.
    """
    if "\N{NO-BREAK SPACE}" not in text:
        return " ".join(text.split())
    return " ".join(text.replace("\N{NO-BREAK SPACE}", "\0").split()).replace("\0", "\N{NO-BREAK SPACE}")


def _ends_in_space(run: Run | Gap | Break) -> bool:
    """Whether a space after it would be one too many: after a space, or at the beginning of a line."""
    return isinstance(run, Break) or (isinstance(run, Run) and run.text.endswith(" "))
