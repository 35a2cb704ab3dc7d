"""The class's name: from its column, from a title above the headings, else from the file's or the sheet's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from worksheetgen.class_list.cells import Fault, damage, tidy, visible
from worksheetgen.class_list.columns import ListColumns
from worksheetgen.class_list.vocabulary import folded, squeezed, vocabulary
from worksheetgen.tables.table import ListRow
from worksheetgen.value import Value

LONGEST_CLASS_NAME = 30
"""The most characters of a class's name that fits the cover and the foot of every page."""
UNNAMED = "class"
_TIME = r"(?:[-_ T]?\d\d[-_.:h]?\d\d(?:[-_.:]?\d\d)?)?"
_DATE = re.compile(
    rf"(?<!\d)(?:(?:19|20)\d\d[-_. ]?\d\d[-_. ]?\d\d|\d{{1,2}}[-_. ]\d{{1,2}}[-_. ](?:19|20)?\d\d){_TIME}(?!\d)"
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[-_/](?:19|20)?\d\d)?(?!\d)")
_PHRASES = re.compile(r"(?<![^\W_])class[ _-]?(?:list|register|roster|export)(?![^\W_])", re.IGNORECASE)
_COUNT = re.compile(r"\(\d+\)\s*$")
_LONGEST_LEAD = 5
"""The most words of a title before the class's name: “lista de alumnos de clase”."""
_BESIDE = ' :,;.()[]“”"-–'
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|[A-Z][a-z]{2,}\d{4}|\d+[-./]?[A-Za-z]{3,}[-./]?\d+")
"""A day or a date written as one word: “3rd”, “Sept2026”, “12-Nov-2026”."""
_TITLE = re.compile(r"\s*([^\W\d][^:]*?)\s*:\s*(\S.*)")


class ClassName(Value):
    """A class's name, and where it comes from in words, such as “the file’s name”."""

    text: str
    source: str


def find_class_name(
    asked: str, columns: ListColumns, titles: Sequence[ListRow], rows: Sequence[ListRow], files: Sequence[str]
) -> ClassName | Fault:
    """The class's name by the first of these that has one.

    `asked` is what a person said, or ""; a column of classes, in which all pupils have one; a title row such as
    “Class: 9B”; `files` are the file's name without its ending, and its sheet's. A fault where the name that was asked
    for cannot be printed.
    """
    if asked.strip():
        return _checked(asked, "--class-name")
    for column in columns.of("class"):
        texts = {tidy(row.cell(column.index).text) for row in rows} - {""}
        if len(texts) == 1:
            return _shortened(texts.pop(), f"the column “{column.heading}”")
    if title := _title(titles):
        return _shortened(title, "the title above the headings")
    for name, where in zip(files, ("the file’s name", "the sheet’s name"), strict=False):
        cleaned = without_noise(name)
        if cleaned and not isinstance(found := _checked(cleaned, where), Fault):
            return found
    return ClassName(UNNAMED, "")


def _checked(text: str, source: str) -> ClassName | Fault:
    """The name, where it is one that can be printed."""
    name = tidy(text)
    if len(name) > LONGEST_CLASS_NAME:
        what = f"The class’s name (from {source}) is {len(name)} characters long."
        return Fault(what, f"Give one of at most {LONGEST_CLASS_NAME} characters with --class-name.")
    found = visible(text, "class’s name")
    fault = found if isinstance(found, Fault) else damage(name)
    return (
        Fault(fault.what, "Give it with --class-name, for example --class-name 9B.")
        if fault
        else ClassName(name, source)
    )


def _shortened(text: str, source: str) -> ClassName | Fault:
    """The name, cut between words or else within one where it is too long to be printed."""
    name = tidy(text)
    if len(name) <= LONGEST_CLASS_NAME:
        return _checked(text, source)
    cut = name[: LONGEST_CLASS_NAME + 1].rpartition(" ")[0].rstrip(" -–,;:/(") or name[:LONGEST_CLASS_NAME]
    return _checked(cut, f"{source} (shortened; --class-name gives another)")


def _title(titles: Sequence[ListRow]) -> str:
    """The class that a row above the headings names: “Class: 9B”, “Class list for 9B”, or “Class” beside “9B”."""
    use_of = vocabulary().use_of
    for row in titles:
        filled = [cell.text for cell in row.cells if cell.text.strip()]
        for at, text in enumerate(filled):
            if (found := _TITLE.fullmatch(tidy(text))) and use_of.get(squeezed(found[1])) == "class":
                return found[2]
            follows = filled[at + 1 : at + 2]
            if use_of.get(squeezed(text)) == "class" and follows and use_of.get(squeezed(follows[0])) is None:
                return follows[0]
            if named := _named_in(tidy(text)):
                return named
    return ""


def _named_in(title: str) -> str:
    """The class in a title such as “Registration group 9B” or “Class list for 10A/Hi1”; "" where none is plain.

    It is the word behind, which has a letter and a figure in it as no date or year has.
    """
    words = title.split(" ")
    for count in range(min(len(words) - 1, _LONGEST_LEAD), 0, -1):
        lead = squeezed(" ".join(words[:count]))
        if lead not in vocabulary().class_titles and vocabulary().use_of.get(lead) != "class":
            continue
        named = next((word for word in words[count:] if folded(word) not in vocabulary().class_links), "")
        named = named.strip(_BESIDE)
        plain = (
            any(map(str.isalpha, named)) and any(map(str.isdigit, named)) and not _ORDINAL.fullmatch(named)
        )
        return named if plain and len(named) <= LONGEST_CLASS_NAME else ""
    return ""


def without_noise(name: str) -> str:
    """A file's name without what programs and downloads put into it; "" where nothing else is left.

    A name in which there is nothing of that kind stays as it is. Bytes that are no UTF-8 are left out.
    """
    name = tidy(name.encode("utf-8", "ignore").decode())
    short = _PHRASES.sub(" ", _YEARS.sub(" ", _DATE.sub(" ", _COUNT.sub("", name))))
    short = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", short)
    words = [word for word in re.split(r"[\s_]+", short) if word]
    kept = [kept for word in words if (kept := _without_noise_words(word))]
    if kept == name.split():
        return name
    left = " ".join(kept).strip(" -_.,&+()")
    return left if not re.fullmatch(r"(?:[vV]?\d+|[a-z]{0,2}|class|year)", left) else ""


def _without_noise_words(word: str) -> str:
    """A word without those of its parts, between hyphens, that are noise."""
    return "-".join(part for part in word.split("-") if part and folded(part) not in vocabulary().noise)
