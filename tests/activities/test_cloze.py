"""Clozes of random paragraphs, judged by reading them: every word stands in the text, and nothing gives it away."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import blueprint, section, unit
from worksheetgen.activities import with_activities
from worksheetgen.activities.cloze import cloze
from worksheetgen.activities.gaps import gaps_of
from worksheetgen.activities.material import material_of, split_sentences
from worksheetgen.bank import load_bank
from worksheetgen.errors import InvalidInput, Place
from worksheetgen.kinds.gap_fill import GapFill
from worksheetgen.model.answers import Key
from worksheetgen.model.bank import Contested, Term, Unit
from worksheetgen.model.blueprint import Activity
from worksheetgen.model.question import Question
from worksheetgen.value import replace

HERE = Place("blueprint.yaml", 5, 3)
brief = settings(max_examples=15, derandomize=True)


@cache
def terror() -> Unit:
    """The bundled unit."""
    (found,) = load_bank().units
    return found


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """The bundled unit, or its sentences in other paragraphs and with other terms, some of them without a meaning."""
    if draw(st.booleans()):
        return terror()
    sentences = [one for text in terror().text for one in split_sentences(text)]
    paragraphs = draw(
        st.lists(st.lists(st.sampled_from(sentences), min_size=1, max_size=12), min_size=1, max_size=6)
    )
    terms = draw(st.lists(st.sampled_from(terror().glossary), max_size=20, unique=True))
    return replace(
        terror(),
        text=tuple(" ".join(dict.fromkeys(one)) for one in paragraphs),
        glossary=tuple(replace(term, meaning="" if draw(st.booleans()) else term.meaning) for term in terms),
        contested=(),
        questions=(),
        sources=(),
    )


@st.composite
def asked(draw: st.DrawFn) -> tuple[Unit, tuple[int, ...], str]:
    """A unit, some paragraphs of it (or none named), a seed."""
    found = draw(units())
    numbers = draw(st.lists(st.integers(1, len(found.text)), max_size=6, unique=True))
    return found, tuple(sorted(numbers)), draw(st.text("abcdef", max_size=3))


def made(bank: Unit, paragraphs: tuple[int, ...], seed: str) -> Question | None:
    """The cloze, None where there is too little to ask for."""
    try:
        return cloze(material_of(bank, paragraphs, HERE), "cloze:v1", seed)
    except InvalidInput:
        return None


def said(text: str) -> list[str]:
    """Its words that say something, in small letters."""
    return [word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2]


def wrong(bank: Unit, question: Question) -> list[str]:
    """What is wrong with a cloze, by reading it as a pupil and a teacher would."""
    found: list[str] = []
    gone: list[str] = []
    for part, number in zip(question.parts, question.paragraphs, strict=True):
        body, (key,) = part.body, part.answers
        assert isinstance(body, GapFill)
        assert isinstance(key, Key)
        filled = "".join(map("".join, zip(body.pieces, (*key.answers, ""), strict=True)))
        paragraph = " ".join(bank.text[number - 1].split())
        if filled not in paragraph:
            found.append(f"“{filled}” does not stand in paragraph {number}")
        shown = said(" ".join(body.pieces))
        found += [f"{word} is given away" for words in key.answers for word in said(words) if word in shown]
        spares = {*body.words} - {*key.answers}
        found += [
            f"{spare} stands there" for spare in spares if re.search(rf"\b{re.escape(spare)}\b", filled)
        ]
        found += [f"no room between gaps: “{piece}”" for piece in body.pieces[1:-1] if len(piece.split()) < 3]
        if not {*key.answers} <= {*body.words} or len({*map(str.casefold, body.words)}) != len(body.words):
            found.append(f"the box has {body.words}")
        if len(body.words) > len(key.answers) + 2 or part.marks != len(key.answers):
            found.append("spares or marks are wrong")
        starts = [
            len("".join(body.pieces[:n])) + len("".join(key.answers[: n - 1]))
            for n in range(1, len(body.pieces))
        ]
        for claim in (one.claim for one in bank.contested if one.paragraph == number and one.claim in filled):
            low, high = filled.index(claim), filled.index(claim) + len(claim)
            found += [f"“{claim}” is contested" for start in starts if low <= start < high]
        gone += key.answers
    if not 3 <= len(gone) <= 10 or len(set(map(str.casefold, gone))) < len(gone):
        found.append(f"gaps: {gone}")
    return found


@brief
@given(asked())
def test_every_gap_is_read_from_the_text(case: tuple[Unit, tuple[int, ...], str]) -> None:
    """Filled with its key a passage stands in the text letter for letter, and nothing gives a word away."""
    bank, paragraphs, seed = case
    question = made(bank, paragraphs, seed)
    assert question is None or wrong(bank, question) == []


@pytest.mark.soak
@settings(brief, max_examples=600)
@given(asked())
def test_hundreds_of_clozes_are_read_from_the_text(case: tuple[Unit, tuple[int, ...], str]) -> None:
    """The same of many more paragraphs."""
    bank, paragraphs, seed = case
    question = made(bank, paragraphs, seed)
    assert question is None or wrong(bank, question) == []


def test_an_evening_has_enough_of_it() -> None:
    """Of the whole bundled text three paragraphs are taken at the most, with eight to ten gaps, and 300 words."""
    for seed in map(str, range(8)):
        question = made(terror(), (), seed)
        assert question
        assert len(question.parts) <= 3
        assert 8 <= question.marks <= 10
        bodies = [part.body for part in question.parts]
        assert sum(len(" ".join(one.searched()).split()) for one in bodies) < 350


def passage(text: str, *terms: str, contested: tuple[Contested, ...] = ()) -> str:
    """The only passage of a text with these terms, with its gaps in brackets."""
    bank = replace(unit(text=(text,), glossary=tuple(Term(one, "") for one in terms)), contested=contested)
    question = made(bank, (), "seed")
    assert question
    body, (key,) = question.parts[0].body, question.parts[0].answers
    assert isinstance(body, GapFill)
    assert isinstance(key, Key)
    words = (*(f"[{word}]" for word in key.answers), "")
    return "".join(map("".join, zip(body.pieces, words, strict=True)))


def test_terms_figures_and_names_are_asked_for() -> None:
    """A term in whatever form, a figure with its unit and a name become gaps; the first sentence stays whole."""
    assert passage(
        "Something went wrong in the East. The purges took many of their own. It cost 2 million of their number. "
        "Much was said there of Ivan Petrov by all.",
        "purge",
    ) == (
        "Something went wrong in the East. The [purges] took many of their own. It cost [2 million] of their number. "
        "Much was said there of [Ivan Petrov] by all."
    )


def test_figures_of_formulas_and_powers_are_not_asked_for() -> None:
    """10 of 10⁻⁵ and the letters and figures of H2O are no gaps; a figure beside its unit is one."""
    text = "Something is small. It is 10⁻⁵ metres wide and 25 metres long. Much of all H2O and O2 is with Ada Byron."
    assert [gap.words for gap in gaps_of(unit(text=(text,)), 1, text)] == ["25", "Ada Byron"]


def test_no_piece_of_a_formula_is_asked_for() -> None:
    """Nobody can write half of it: not what has a raised or lowered sign, nor what stands beside × or an arrow."""
    text = (
        "Energy is set free. It is C₆H₁₂O₆ + 6 O₂ → 6 CO₂ + 6 H₂O in cells. Less than 1 × 10⁻³ mol in 5 m³ is much. "
        "Then Ada Byron saw the Na⁺/K⁺-ATPase and 0.4 = 2/8 in 37 °C."
    )
    assert [gap.words for gap in gaps_of(unit(text=(text,)), 1, text)] == ["5", "Ada Byron", "37"]


def test_short_words_are_told_apart_too() -> None:
    """A figure or name that stands again gives itself away, however short it is; no word to spare is a right one."""
    text = "Something began. It has 5 legs and 5 eyes. Then the EU met the EU of old. It had 7 parts of Ur in all."
    assert [gap.words for gap in gaps_of(unit(text=(text,)), 1, text)] == ["7", "Ur"]
    first = "All began then. It was in Ur with 9 men. The plan was for a long way to go. By 1940 it had gone from us."
    bank = unit(
        text=(first, "It came then. It was in Ur with 7 men.", *["No."] * 4), glossary=(Term("plan", ""),)
    )
    question = made(bank, (1,), "seed")
    assert question
    body, (key,) = question.parts[0].body, question.parts[0].answers
    assert isinstance(body, GapFill)
    assert isinstance(key, Key)
    assert "Ur" in key.answers
    assert len(set(body.words)) == len(body.words)


def test_what_is_contested_or_said_again_is_not_asked_for() -> None:
    """No gap stands in a claim that historians contest, in a range of years, or where the word stands again."""
    filled = passage(
        "All began then. The army fell in 1936-53 to them all. In the camp were 9 million of them. The army had a plan "
        "for it all. By 1940 it had gone. It had then come from a warrant.",
        *("army", "plan", "warrant", "camp"),
        contested=(Contested(1, "In the camp were 9 million of them", "Fewer.", ""),),
    )
    assert re.findall(r"\[(.*?)\]", filled) == ["plan", "1940", "warrant"]


def test_what_another_activity_asks_for_is_asked_for_last() -> None:
    """A term that others take is no gap where there are enough without it."""
    terms = ("plan", "warrant", "exile", "trial", "faction", "kulak", "purge")
    text = " ".join(("It began.", *(f"There had always been a {term} of theirs." for term in terms)))
    bank = unit(text=(text,), glossary=tuple(Term(term, "") for term in terms))
    material = replace(material_of(bank, (), HERE), taken=frozenset({"plan", "exile"}))
    (key,) = cloze(material, "cloze:v1", "seed").parts[0].answers
    assert isinstance(key, Key)
    assert key.answers == ("warrant", "trial", "faction", "kulak", "purge")


def test_no_two_gaps_ask_for_a_year() -> None:
    """Nor for figures of the same unit: nobody could tell which belongs where."""
    filled = passage(
        "All began then. In 1936 some were tried by them. In 1938 others were tried by them. It had cost 200 of their "
        "number. Then it cost 800 of them in all. Of all these 4 million returned home. There was a plan.",
        "plan",
    )
    asked = re.findall(r"\[(.*?)\]", filled)
    assert len([one for one in asked if one in ("1936", "1938")]) == 1
    assert len([one for one in asked if one in ("200", "800")]) == 1
    assert {"4 million", "plan"} <= {*asked}


def test_of_a_long_paragraph_some_sentences_are_printed() -> None:
    """A paragraph of 400 words is a passage of 150 at the most, whole sentences that follow each other."""
    text = " ".join(
        f"There had been a plan of {one}o{other} for them and for all of theirs."
        for one in "BDGKLM"
        for other in "blnrv"
    )
    question = made(unit(text=(text,)), (), "seed")
    assert question
    assert wrong(unit(text=(text,)), question) == []
    assert sum(len(piece.split()) for piece in next(question.parts[0].body.searched()).split("  ")) <= 150


@pytest.mark.slow
def test_all_versions_have_as_many_marks() -> None:
    """A version with another total is drawn again: a paper has as many marks when one is swapped for another."""
    bank = terror()
    for first in range(1, 9):
        plan = blueprint(section(activities=(Activity.CLOZE,), paragraphs=tuple(range(first, first + 4))))
        for seed in map(str, range(6)):
            versions = with_activities(bank, plan, seed).questions[len(bank.questions) :]
            assert len({one.marks for one in versions}) == 1


def test_nobody_is_asked_for_a_day_a_month_or_a_piece_of_an_address() -> None:
    """Of a date the year can be a gap; a name in quotation marks is asked for whole."""
    passage = (
        "It began, on “Black Friday”, 18 November 1910, in London. In all 294 came in July 1909. "
        "See http://www.example.org/Minister/persecution for more."
    )
    bank = replace(unit(text=(passage,)), glossary=())
    assert [gap.words for gap in gaps_of(bank, 1, passage)] == [
        "Black Friday",
        "1910",
        "London",
        "294",
        "1909",
    ]


def test_of_a_paragraph_without_end_the_beginning_counts() -> None:
    """Where hundreds of runs of sentences could be taken, words are asked for in the first ones alone."""
    dull = " ".join(f"It is so and so and so it is {'ab' * (n % 7)}." for n in range(3000))
    rich = max(terror().text, key=lambda text: len(gaps_of(terror(), 1, text)))
    bare = replace(terror(), contested=(), questions=(), sources=())
    assert made(replace(bare, text=(f"{rich} {dull}",)), (1,), "") is not None
    assert made(replace(bare, text=(f"{dull} {rich}",)), (1,), "") is None
