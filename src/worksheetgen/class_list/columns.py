"""Which column of a class list holds what, by the headings that school systems and teachers write.

A column whose heading is not among them is left alone: schools export much that is no business of a printed
paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# In each row the most telling heading first: it is taken where a file has several. A UPN comes last because
# it is not meant to be printed where others read it.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": (
        "id",
        "student id",
        "pupil id",
        "admission number",
        "admission no",
        "adno",
        "candidate number",
        "candidate no",
        "exam number",
        "upn",
    ),
    "name": ("name", "full name", "student name", "pupil name", "student", "pupil"),
    "surname": (
        "surname",
        "last name",
        "family name",
        "preferred surname",
        "preferred last name",
        "legal surname",
        "legal last name",
    ),
    "forename": (
        "forename",
        "first name",
        "given name",
        "preferred forename",
        "preferred first name",
        "legal forename",
        "legal first name",
    ),
    "tier": ("tier",),
    "print": ("print", "modified paper", "paper"),
    "extra time": ("extra time",),
    "seat": ("seat",),
    "row": ("row",),
    "place": ("place", "column", "desk"),
}


def normal_heading(text: str) -> str:
    """The heading as it is compared: its words of letters and digits, in small letters, with single spaces.

    So `Candidate No.`, `candidate_no` and `CANDIDATE (NO)` are one heading.
    """
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def recognised(headings: Sequence[str]) -> dict[str, int]:
    """The index of each column that is known, by its name in `HEADINGS`, counting from 0.

    Where several headings of a file could be one column, the most telling one counts; of two equal ones the
    first.
    """
    normal = [normal_heading(heading) for heading in headings]
    found = {
        column: next((normal.index(alias) for alias in aliases if alias in normal), -1)
        for column, aliases in HEADINGS.items()
    }
    return {column: index for column, index in found.items() if index >= 0}


def repeated(headings: Sequence[str]) -> list[int]:
    """The index, counting from 0, of every known heading that stands in the header for the second time.

    Two columns of the same heading may hold different things, and there is no telling which is meant.
    """
    normal = [normal_heading(heading) for heading in headings]
    known = {alias for aliases in HEADINGS.values() for alias in aliases}
    return [index for index, heading in enumerate(normal) if heading in known and heading in normal[:index]]
