"""Crosswords and word searches that are made of a glossary: which terms are asked, and which are named as left out."""

from __future__ import annotations

import pytest

from tests.activities.test_making import glossed, made
from tests.samples import blueprint, section
from worksheetgen.errors import InvalidInput
from worksheetgen.kinds.clued import CluedBody
from worksheetgen.model.answers import Key
from worksheetgen.model.blueprint import Activity
from worksheetgen.model.question import Question

TERMS = ("army", "camp", "congress", "exile", "faction", "kulak", "show trial", "Five-Year Plan", "Führer")
PUZZLES = (Activity.CROSSWORD, Activity.WORD_SEARCH)


def puzzle(activity: Activity, *terms: str) -> Question:
    """The first puzzle that is made of these terms."""
    return made(glossed(*terms), blueprint(section(activities=(activity,))))[0]


def asked(question: Question) -> dict[str, tuple[str, str]]:
    """What it asks for: each term with its clue and its lengths."""
    (part,) = question.parts
    (key,) = part.answers
    assert isinstance(key, Key)
    assert isinstance(part.body, CluedBody)
    return {term: (clue.text, clue.lengths) for term, clue in zip(key.answers, part.body.clues, strict=True)}


@pytest.mark.parametrize("activity", PUZZLES)
def test_a_puzzle_asks_for_terms_by_their_meanings(activity: Activity) -> None:
    """Every term has its own meaning with a capital, its lengths as crosswords print them, and a mark."""
    question = puzzle(activity, *TERMS)
    found = asked(question)
    assert {term: clue for term, (clue, _) in found.items()} == {
        term: f"What {term[::-1]} means" for term in found
    }
    lengths = {term: lengths for term, (_, lengths) in found.items()}
    expected = {"show trial": "4,5", "Five-Year Plan": "4-4,4", "Führer": "6", "exile": "5"}
    assert {term: lengths[term] for term in expected} == expected
    assert question.marks == question.minutes == len(found) == len(TERMS)
    assert question.note == ""


@pytest.mark.parametrize("activity", PUZZLES)
def test_what_is_left_out_is_named(activity: Activity) -> None:
    """Terms with figures, too short, too long or the same again are none of its words, and the teacher is told each."""
    unfit = ("Article 58", "UN", "counter-revolutionary activities", "Show-Trial")
    question = puzzle(activity, *TERMS, *unfit)
    assert set(asked(question)) <= {*TERMS, "Show-Trial"}
    assert "‘Article 58’ is left out: it has figures or signs." in question.note
    assert "‘UN’ is left out: it has fewer than 3 letters." in question.note
    assert "‘counter-revolutionary activities’ is left out: it has more than" in question.note
    assert "Trial’ is left out: it has the same letters as another." in question.note.replace(
        "trial", "Trial"
    )


def test_a_word_that_crosses_none_is_named() -> None:
    """A term that shares no letter with the others has no place in a crossword."""
    question = puzzle(Activity.CROSSWORD, "army", "camp", "march", "charm", "bowbow", "ivy")
    assert "bowbow" not in asked(question)
    assert question.note == "‘bowbow’ is left out: it crosses no other word of the grid."


def test_a_word_within_another_is_named() -> None:
    """It would be found twice in a word search."""
    question = puzzle(Activity.WORD_SEARCH, "plan", "Five-Year Plan", "army", "camp", "exile")
    assert "plan" not in asked(question)
    assert question.note == "‘plan’ is left out: it stands within another word."


@pytest.mark.parametrize("activity", PUZZLES)
def test_too_few_terms_are_told(activity: Activity) -> None:
    """With fewer than four that fit, nothing is made, and the message has what does not fit and what to do."""
    with pytest.raises(
        InvalidInput, match="needs 4 terms of the glossary that fit its grid, and there are 3"
    ) as told:
        puzzle(activity, "army", "camp", "exile", "Article 58")
    (problem,) = told.value.problems
    assert "‘Article 58’ has figures or signs." in problem.what


@pytest.mark.parametrize("activity", PUZZLES)
def test_the_same_seed_makes_the_same_puzzle(activity: Activity) -> None:
    """Equal arguments give equal grids; another seed gives others."""
    bank, plan = glossed(*TERMS), blueprint(section(activities=(activity,)))
    assert made(bank, plan) == made(bank, plan) != made(bank, plan, "other")
