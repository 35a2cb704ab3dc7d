"""Access arrangements in sentences, as schools write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from worksheetgen.class_list import read_class
from worksheetgen.class_list.arrangements import read_arrangements
from worksheetgen.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "print", "time", "left"),
    [
        ("25% extra time / large print 18pt / reader", "18", 25, ("reader",)),
        ("Reader, Scribe & 25% ET", None, 25, ("Reader", "Scribe")),
        ("ET25, WP", None, 25, ("WP",)),
        ("Extra time: 25%", None, 25, ()),
        ("extra time (25%) and rest breaks", None, 25, ("rest breaks",)),
        ("up to 50% additional time", None, 50, ()),
        ("25 per cent extra time with a prompter", None, 25, ("prompter",)),
        ("Large Print", "18", None, ()),
        ("modified large print (24)", "24", None, ()),
        ("enlarged paper 18 point bold; coloured paper (yellow)", "18", None, ("coloured paper (yellow)",)),
        ("A3 36pt", "36", None, ()),
        ("N24 print", "24", None, ()),
        ("font size 18\nseparate room", "18", None, ("separate room",)),
        ("dyslexia-friendly font", "dyslexia", None, ()),
        ("n/a", None, None, ()),
        ("None", None, None, ()),
        ("-", None, None, ()),
        ("tiers-temps, ordinateur", None, 33, ("ordinateur",)),
        ("Zeitverlängerung 25 %, Großdruck", "18", 25, ()),
        ("no extra time", None, None, ()),
        ("Does not use large print", None, None, ("Does not use large print",)),
        ("25% extra time and 25% ET in the hall", None, 25, ("hall",)),
        ("laptop (spell check off)", None, None, ("laptop (spell check off)",)),
    ],
)
def test_what_is_done_and_what_is_left(
    text: str, print: str | None, time: int | None, left: tuple[str, ...]
) -> None:
    """A print and extra time are done; all else is left for the teacher in the list's words."""
    found = read_arrangements(text)
    assert (found.print, found.extra_time, found.left, found.doubts) == (print, time, left, ())


@pytest.mark.parametrize(
    "text",
    [
        "extra time",
        "ET",
        "10 minutes extra time",
        "25% extra time in maths only",
        "25% extra time (pending)",
        "applied for 25% extra time",
        "25% extra time until July",
        "25-50% extra time",
        "25% extra time, 50% extra time",
        "12.5% extra time",
        "250% extra time",
        "16pt",
        "large print 20",
        "A3",
        "enlarged to A3",
        "A3 24pt",
        "A4 36pt",
        "18pt or 24pt",
        "18pt / 24pt",
        "dyslexia font 18pt",
        "large print?",
        "large print; 18",
    ],
)
def test_what_is_not_certain_is_asked(text: str) -> None:
    """Where an arrangement is not certain nothing is done, and what to write is said."""
    found = read_arrangements(text)
    assert found.doubts
    assert all(what.endswith(".") and how.endswith(".") for what, how in found.doubts)


def written(folder: Path, text: str) -> Path:
    """A class list of that text."""
    path = folder / "9B.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("teir", "support"),
        ("Print-size?", "18"),
        ("Extra tiem", "25"),
        ("Extra time needed", "25"),
        ("Acess arrangements", "reader"),
        ("Arrangements for exams", "reader"),
        ("seta", "A1"),
        ("Seat in hall", "A1"),
        ("Colour", "18pt please"),
        ("House", "25% extra time"),
        ("Reader/Scribe", "yes"),
        ("Help", "reader"),
        ("", "large print"),
        ("Level", "core"),
    ],
)
def test_no_column_that_may_matter_is_passed_over(tmp_path: Path, heading: str, cell: str) -> None:
    """A heading that is nearly known, and an unused column that reads like an arrangement, are asked about."""
    path = written(tmp_path, f"name,{heading}\nAnn Lee,{cell}\nBen Carr,support\n")
    try:
        uses = {one.heading: one.use for one in read_class(path).columns}
    except InvalidInput:
        return
    assert uses[heading] != "not used"


@pytest.mark.parametrize(
    "heading", ["Set", "House", "Points", "Date", "Sport", "Target", "Level", "Parent name"]
)
def test_ordinary_columns_are_no_slips(tmp_path: Path, heading: str) -> None:
    """A heading that schools use for something else is not taken for a slip of the pen."""
    reading = read_class(written(tmp_path, f"name,{heading}\nAnn Lee,1\n"))
    assert reading.columns[1].use in ("not used", "not needed")


def test_columns_that_disagree_are_told(tmp_path: Path) -> None:
    """A print in its own column and another one in a sentence are not chosen between."""
    path = written(
        tmp_path,
        "name,print,extra time,notes\nAnn Lee,24,10,large print 18pt; 25% extra time\nBo Fox,18,,18pt\n",
    )
    with pytest.raises(InvalidInput) as caught:
        read_class(path)
    assert [problem.what for problem in caught.value.problems] == [
        "“notes” says the extra time 25%, but “extra time” says 10%.",
        "“notes” says the print 18, but “print” says 24.",
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("print", "large", "“large” was read as 18 point on A4 (1 pupil)."),
        ("tier", "F", "“F” was read as support (1 pupil)."),
        ("access", "large print", "“large print” was read as 18 point on A4 (1 pupil)."),
    ],
)
def test_what_schools_say_is_told_in_our_words(tmp_path: Path, heading: str, cell: str, said: str) -> None:
    """What was read as something of ours is said, with how many pupils have it."""
    assert said in read_class(written(tmp_path, f"name,{heading}\nAnn Lee,{cell}\n")).notes


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("tier", "SEN"),
        ("tier", "yes"),
        ("tier", "Set 3"),
        ("print", "yes"),
        ("print", "A3"),
        ("print", "SEN"),
        ("print", "16"),
        ("extra time", "yes"),
        ("extra time", "1"),
        ("extra time", "10 min"),
        ("extra time", "12.5%"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(tmp_path: Path, heading: str, cell: str) -> None:
    """A word that says nothing certain is named, with what to write instead."""
    with pytest.raises(InvalidInput) as caught:
        read_class(written(tmp_path, f"name,{heading}\nAnn Lee,{cell}\n"))
    (problem,) = caught.value.problems
    assert cell in problem.what
    assert problem.remedy.startswith("Write ")


def test_two_tiers_that_disagree_are_told_by_their_headings(tmp_path: Path) -> None:
    """Which of two columns gives the other tier is said by its heading."""
    with pytest.raises(InvalidInput) as caught:
        read_class(written(tmp_path, "name,Tier,Support level\nAnn Lee,higher,low\n"))
    (problem,) = caught.value.problems
    assert problem.what == "“Support level” says “low”, but “Tier” says “challenge”."
    assert (problem.place.line, problem.place.column) == (2, 16)


@pytest.mark.parametrize("word", ["LPA", "MA", "HAP", "Set 1", "Upper", "Low prior attainer"])
def test_attainment_is_no_tier(tmp_path: Path, word: str) -> None:
    """A word for how able a pupil is is refused once for the whole column, with what to write."""
    with pytest.raises(InvalidInput) as caught:
        read_class(written(tmp_path, f"name,tier\nAnn Lee,{word}\nBob Ray,{word}\nCy Fox,core\n"))
    (problem,) = caught.value.problems
    assert problem.what == f"“{word}” says how able a pupil is, not which tier the paper is to be."
    assert problem.remedy == "Write support, core or challenge in its place, in every row."
