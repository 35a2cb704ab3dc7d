"""What the page says, in a teacher’s words."""

from __future__ import annotations

import pytest

from worksheetgen.errors import Place, Problem
from worksheetgen.page.templating import name_as_said, said_of


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("9B.csv", 3, 14), "Line 3: It is wrong. Mend it."),
        (Place("9B.xlsx", 3, 2, "Sheet1"), "Cell B3: It is wrong. Mend it."),
        (Place("9B.csv"), "It is wrong. Mend it."),
    ],
)
def test_a_problem_is_told_by_where_a_teacher_finds_it(place: Place, said: str) -> None:
    """A line of a list, a cell of a workbook; never how many characters there are before it."""
    assert said_of(Problem(place, "It is wrong.", "Mend it.")) == said


@pytest.mark.parametrize(
    ("remedy", "said"),
    [
        ("Save it as “CSV UTF-8”. Or give the one that is right as --encoding.", "Save it as “CSV UTF-8”."),
        (
            "Move the folder away to keep what is in it, or choose another --output.",
            "Move the folder away to keep what is in it.",
        ),
        (
            "Save and close it, and give the command again; or move it away.",
            "Save and close it; or move it away.",
        ),
        ("Add --force to print it again (marks are kept), or choose another --output.", ""),
        ("Add --password-file FILE.", ""),
    ],
)
def test_nobody_at_the_page_is_told_to_type_an_option(remedy: str, said: str) -> None:
    """What helps at the command line alone is left out; what helps here as well stays."""
    assert said_of(Problem(Place("9B.csv"), "It is wrong.", remedy)) == f"It is wrong. {said}".strip()


def test_a_paper_is_called_as_one_says_it() -> None:
    """A file’s name without its hyphens, an exam board in capitals."""
    assert [name_as_said("aqa-depth"), name_as_said("unit-test")] == ["AQA depth", "Unit test"]
