"""Running text as it is said on a page: words in two weights, gaps to fill in, ends of lines."""

from __future__ import annotations

from worksheetgen.value import Value, replace

LONGEST_TEXT = 500_000
"""The most characters of a text; a thick book has as many, and a class reads some pages of it."""


class Run(Value):
    """Words in one weight: the theme's bold face, or its regular one."""

    text: str
    bold: bool


class Gap(Value):
    """A rule to write one word on, as wide as the theme says, whatever the word.

    A screen reader says the `words` there: "gap 1".
    """

    words: str


class Break(Value):
    """The line ends here."""


Text = tuple[Run | Gap | Break, ...]
"""Running text, in which weights change and a pupil may have gaps to fill in."""

APART = 3 * "\N{NO-BREAK SPACE}"
"""What stands between a heading's label and its text where both are on one line."""


def plain(text: Text) -> str:
    """The words alone, for bookmarks and messages; a gap or the end of a line is one space."""
    return "".join(run.text if isinstance(run, Run) else " " for run in text).replace(APART, "  ")


def regular(words: str) -> Text:
    """The words in the regular weight; of no words no text."""
    return (Run(words, False),) if words else ()


def heavy(text: Text) -> Text:
    """The text in bold throughout."""
    return tuple(replace(part, bold=True) if isinstance(part, Run) else part for part in text)
