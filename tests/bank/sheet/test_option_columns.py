"""Sheets with a column for each option and one that names the right ones, as quizzes and teachers have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bank.sheet.test_importing import asked, saved, taken, told, unit
from worksheetgen.bank.sheet.columns import column_of
from worksheetgen.kinds.choice import Choice
from worksheetgen.kinds.true_false import TrueFalse
from worksheetgen.model.answers import Key

__all__ = ["unit"]
KAHOOT = (
    "Quiz template,,,,,,,\n,,,,,,,\n"
    ",Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,"
    "Answer 3 - max 75 characters,Answer 4 - max 75 characters,Time limit (sec),"
    "Correct answer(s) - choose at least one\n"
    "1,Which is green?,root,leaf,seed,,20,{}\n"
)
BLOOKET = (
    '"Blooket\nImport Template",,,,,,,\n'
    '"Question #","Question Text","Answer 1","Answer 2","Answer 3\n(Optional)","Answer 4\n(Optional)",'
    '"Time Limit (sec)\n(Max: 300 seconds)","Correct Answer(s)\n(Only include Answer #)"\n'
    "1,Which is green?,root,leaf,seed,,20,{}\n"
)
WAYGROUND = (
    "Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds\n"
    "Which is green?,Checkbox,root,leaf,seed,{},30\n"
)
LETTERED = "Question,A,B,C,Correct\nWhich is green?,root,leaf,seed,{}\n"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Max marks", "marks"),
        ("Marks (max)", "marks"),
        ("Answer 3 (Optional)", "option 3"),
        ("Time (sec)", ""),
        ("Hint (optional)", "hint"),
    ],
)
def test_asides_of_a_heading_do_not_count(heading: str, column: str) -> None:
    """What a heading means stays, whatever is said beside it; seconds are no minutes."""
    assert column_of(heading) == column


def right(folder: Path) -> tuple[set[str], set[str]]:
    """The texts of the right options of the question that was taken, and those of the others."""
    part = asked(folder, "Which").parts[0]
    body, (key,) = part.body, part.answers
    assert isinstance(body, Choice)
    assert isinstance(key, Key)
    texts = {one.id: one.text for one in body.options}
    named = {texts.pop(id) for id in key.answers}
    return named, {*texts.values()}


@pytest.mark.parametrize("sheet", [KAHOOT, BLOOKET, WAYGROUND, LETTERED])
@pytest.mark.parametrize(
    ("said", "texts"), [("2", {"leaf"}), ("B", {"leaf"}), ("leaf", {"leaf"}), ('"2,3"', {"leaf", "seed"})]
)
def test_the_right_option_is_that_which_is_named(unit: Path, sheet: str, said: str, texts: set[str]) -> None:
    """By its number, its letter or its words, or several; never is a letter taken for the answer itself."""
    taken(unit, saved(unit, sheet.format(said)))
    assert right(unit) == (texts, {"root", "leaf", "seed"} - texts)


def test_true_and_false_in_columns_are_a_statement(unit: Path) -> None:
    """Two options that are True and False are no choice between words."""
    taken(unit, saved(unit, "question,A,B,correct\nWhich leaf is green?,True,False,2\n"))
    part = asked(unit, "Which").parts[0]
    assert isinstance(part.body, TrueFalse)
    assert part.answers == (Key(("false",), "", ()),)


def test_a_name_of_no_option_is_told(unit: Path) -> None:
    """What names none of the options, and what could name two, is told at its cell."""
    text = "question,A,B,C,correct\nWhich?,x,y,z,both\nHow many?,3,2,4,3\nWhat?,x,y,z,D\n"
    assert told(unit, saved(unit, text)) == [
        "q.csv:2:14: ‘both’ is none of the options ‘x’, ‘y’ and ‘z’. Write its number or letter.",
        "q.csv:3:17: ‘3’ may be the option of these words or that of this number. Write its letter: A for the first "
        "one.",
        "q.csv:4:13: ‘D’ is none of the options ‘x’, ‘y’ and ‘z’. Write its number or letter.",
    ]


def test_options_lose_their_own_letters(unit: Path) -> None:
    """Papers print letters; initials of names, which are not the first letters, stay."""
    found = taken(
        unit,
        saved(
            unit,
            "question,answer,wrong 1,wrong 2\nWhich?,b) leaf,a) root,c) seed\nWho?,A. Eden,J. Hill,B. Law\n",
        ),
    )
    assert right(unit) == ({"leaf"}, {"root", "seed"})
    assert ("options: without letters of their own", 1) in [
        (words, count) for words, count, _ in found.fillers
    ]
    body = asked(unit, "Who").parts[0].body
    assert isinstance(body, Choice)
    assert {one.text for one in body.options} == {"A. Eden", "J. Hill", "B. Law"}


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ("root; leaf; seed", "leaf"),
        ("root|leaf|seed", "B"),
        ("A. root\nB. leaf\nC. seed", "b"),
        ("root\nleaf\nseed", "2"),
        ("root;\nleaf;\nseed", "2.00"),
    ],
)
def test_all_options_may_stand_in_one_cell(unit: Path, options: str, answer: str) -> None:
    """On lines of their own, or between semicolons or strokes; the right one is named as with columns."""
    taken(unit, saved(unit, f'Question,Options,Correct\nWhich is green?,"{options}",{answer}\n'))
    assert right(unit) == ({"leaf"}, {"root", "seed"})


def test_lines_part_options_that_have_other_signs_in_them(unit: Path) -> None:
    """A semicolon within an option made two of it, and a letter named another one."""
    sheet = 'Question,Options,Correct\nWhich?,"roots; no light\nleaves; light\nseeds",B\n'
    taken(unit, saved(unit, sheet))
    assert right(unit) == ({"leaves; light"}, {"roots; no light", "seeds"})


def test_a_cell_with_one_option_is_told(unit: Path) -> None:
    """Commas may stand within options, so they part none."""
    (said,) = told(unit, saved(unit, 'Question,Options,Correct\nWhich?,"root, leaf",leaf\n'))
    assert said.startswith("q.csv:2:8: These are no two to 10 options.")
