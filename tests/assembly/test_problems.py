"""What a teacher reads when a blueprint cannot be met."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, choice, drawn_one, question, section, source, unit, written
from worksheetgen.assembly import assemble, conflicts, explaining
from worksheetgen.assembly.conflicts import nearest_paper
from worksheetgen.assembly.explaining import explained, stand_against, within
from worksheetgen.assembly.programme import programme_of
from worksheetgen.assembly.sheet_room import OF_SHEET
from worksheetgen.assembly.solving import Exhausted
from worksheetgen.errors import ExitCode, Place, Problem, UnmetBlueprint
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Unit
from worksheetgen.model.blueprint import Activity, Blueprint, Bound, Measure, Section, Tag
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace


def told(plan: Blueprint, bank: Unit) -> tuple[Problem, ...]:
    """What is said about a blueprint that cannot be met."""
    with pytest.raises(UnmetBlueprint) as raised:
        drawn_one(plan, bank, "s")
    assert raised.value.exit_code is ExitCode.UNMET_BLUEPRINT
    return raised.value.problems


def problems(plan: Blueprint, bank: Unit) -> tuple[Problem, ...]:
    """What is wrong with it, without the nearest paper."""
    *found, _ = told(plan, bank)
    return tuple(found)


def said(plan: Blueprint, bank: Unit) -> list[str]:
    """The problems as lines."""
    return [str(problem) for problem in problems(plan, bank)]


# ---- single demands ------------------------------------------------------------------------------


def test_too_few_marks_are_named_with_the_questions_that_have_them() -> None:
    """The message has the section's place, what it asks, what there is and what to ask instead."""
    bank = unit(
        question("gulag-03", written(2), topics=("gulag",)),
        question("gulag-07", written(3), topics=("gulag",)),
        question("gulag-08", topics=("gulag",)),
        question("kirov-01", written(9)),
    )
    plan = blueprint(
        section(questions=(1, 1)),
        section(marks=8, kinds=(Kind.SHORT_ANSWER,), topics=("gulag",), line=12),
    )
    assert said(plan, bank) == [
        "blueprint.yaml:12:3: Section B asks for 8 marks from short-answer questions on gulag; "
        "the bank has 5: gulag-03 and gulag-07. Ask for 5, or add questions."
    ]


def test_two_tags_at_once_are_said_in_one_phrase() -> None:
    """Eight marks on Gulag for AO3 of the twelve asked, in a teacher's words."""
    bank = unit(
        *(question(f"gulag-{n}", written(4, code="AO3"), topics=("gulag",)) for n in (14, 21)),
        question("gulag-15", written(4, code="AO1"), topics=("gulag",)),
        question("kirov-01", written(4, code="AO3")),
    )
    limit = replace(
        bound(Tag.TOPIC, "gulag", Measure.MARKS, at_least=12, at_most=12),
        tags=((Tag.TOPIC, "gulag"), (Tag.OBJECTIVE, "AO3")),
    )
    (line,) = said(blueprint(section(), bounds=(limit,)), bank)
    assert line == (
        "blueprint.yaml:50:5: The paper asks for 12 marks on gulag for AO3; the bank has 8: gulag-14 and gulag-21. "
        "Ask for 8, or add questions."
    )


def test_an_expected_score_is_told_in_marks() -> None:
    """What a class earns has decimals, in what is asked, what can be had and what the nearest paper misses."""
    bank = unit(question("easy", written(2)), question("hard", written(2), difficulty=5))
    asked = Bound((), Measure.EXPECTED_SCORE, 50, 54, Place("blueprint.yaml", 9, 5))
    problem, last = told(blueprint(section(questions=(2, 2), bounds=(asked,))), bank)
    assert str(problem) == (
        "blueprint.yaml:9:5: Section A asks for an expected score of at least 2.5 marks; the bank has 2.2: easy and "
        "hard. Ask for 2.2, or add questions."
    )
    assert "an expected score of at least 2.5 marks (0.3 marks short)" in str(last)


def test_marks_that_do_not_add_up_are_told_from_marks_that_are_missing() -> None:
    """Three-mark questions cannot make eight; the message offers six and nine."""
    bank = unit(*(question(f"q-{n}", written(3)) for n in range(4)))
    (line,) = said(blueprint(section(marks=8)), bank)
    assert "no choice of questions has that. Ask for 6 or 9, or add questions." in line


def test_a_question_counts_once_towards_its_marks() -> None:
    """Of questions with three and four marks none makes six, though three twice would."""
    bank = unit(question("a", written(3)), question("b", written(4)))
    (line,) = said(blueprint(section(marks=6)), bank)
    assert "no choice of questions has that. Ask for 4 or 7," in line


def test_too_few_questions_are_counted() -> None:
    """Three asked, two there of the right topic."""
    bank = unit(question("a"), question("b"), *(question(id, topics=("gulag",)) for id in "cdef"))
    (line,) = said(blueprint(section(questions=(3, 4), topics=("kirov",))), bank)
    assert "Section A asks for 3 to 4 questions on kirov; the bank has 2: a and b. Ask for 2" in line


@pytest.mark.parametrize(
    ("alone", "says"),
    [
        ((), "the bank has none. {} Or ask for something else, or add questions."),
        (("years-03",), "the bank has 1: years-03. {} Or ask for 1, or add questions."),
    ],
)
def test_a_question_on_another_source_too_is_named(alone: tuple[str, ...], says: str) -> None:
    """A section on one source does not admit what rests on two; the message names such a question and the other."""
    bank = unit(
        *(question(id, written(2), sources=("years",)) for id in alone),
        question("years-07", written(4, kind=Kind.EXPLAIN), sources=("years", "deaths")),
        question("years-08", written(4), sources=("years", "deaths")),
        question("deaths-01", written(4), sources=("deaths",)),
        sources=(source("years"), source("deaths")),
    )
    asked = section(questions=(2, 2), kinds=(Kind.SHORT_ANSWER,), sources=("years",))
    (line,) = said(blueprint(asked), bank)
    assert line.endswith(says.format("years-08 rests on years and deaths: name deaths in ‘sources’ too."))
    (line,) = said(blueprint(asked, exclude=("years-08",)), bank)
    assert "rests on" not in line


def test_all_single_shortages_are_reported_at_once() -> None:
    """Two sections, a section's bound and a bound of the paper fail, each at its own place, in one error."""
    bank = unit(question("a"), question("b", topics=("gulag",)))
    plan = blueprint(
        section(marks=7, line=1),
        section(questions=(1, 1), kinds=(Kind.ESSAY,), line=2),
        section(bounds=(bound(Tag.TOPIC, "kirov", Measure.QUESTIONS, at_least=2, line=3),), line=9),
        bounds=(bound(Tag.OBJECTIVE, "AO2", Measure.MARKS, at_least=1, line=4),),
    )
    found = problems(plan, bank)
    assert [problem.place.line for problem in found] == [1, 2, 3, 4]
    assert str(found[1]).endswith(
        "asks for 1 essay question; the bank has none. Ask for something else, or add questions."
    )
    assert "at least 2 questions on kirov; the bank has 1: a." in found[2].what
    assert "The paper asks for at least 1 mark for AO2; the bank has none" in found[3].what
    assert not any("Ask for 0" in line or "Ask for 1" in line for line in map(str, found))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (section(questions=(1, 1)), "Section A asks for 1 question;"),
        (section(questions=(2, 99), kinds=(Kind.ESSAY,)), "asks for at least 2 essay questions;"),
        (
            section(questions=(1, 2), kinds=tuple(kind for kind in Kind if kind.on_source)),
            "asks for 1 to 2 source questions;",
        ),
        (section(without=(Kind.ESSAY,), topics=("a",)), "asks for at least 1 non-essay question on a;"),
        (
            section(kinds=(Kind.ESSAY, Kind.EXPLAIN, Kind.DESCRIBE, Kind.MATCHING), sources=("x",)),
            "asks for at least 1 question of its 4 kinds resting on x;",
        ),
        (
            section(kinds=(Kind.ESSAY, Kind.EXPLAIN), topics=("a", "b"), tiers=(Tier.SUPPORT, Tier.CORE)),
            "at least 1 essay or explain question on a or b suited to support and core;",
        ),
    ],
)
def test_sections_are_described_as_a_teacher_would(asked: Section, words: str) -> None:
    """Amounts, kinds, topics, sources and tiers are named in one phrase."""
    bank = unit(*(question(id, written(), topics=("other",), tiers=()) for id in "abc"))
    plan = blueprint(asked, exclude=("a", "b", "c"))
    (line,) = said(plan, bank)
    assert words in line


def test_supply_is_counted_for_one_source_at_a_time() -> None:
    """Three marks on each of two sources are no six marks for a section on one of them."""
    bank = unit(
        question("x-1", written(3), sources=("x",)),
        question("y-1", written(3), sources=("y",)),
        sources=(source("x"), source("y")),
    )
    (line,) = said(blueprint(section(marks=6, sources=("x", "y"))), bank)
    assert (
        "of the 6 in the bank a paper can have 3 at most, as the questions of a section rest on the same sources. "
        "Ask for 3" in line
    )


def test_a_required_question_that_fits_nowhere_is_told_why() -> None:
    """Each section gives its reason."""
    bank = unit(question("a"), question("b", sources=("x",)), sources=(source("x"),))
    plan = blueprint(section(kinds=(Kind.ESSAY, Kind.MULTIPLE_CHOICE)), section(topics=("gulag",)))
    found = problems(blueprint(*plan.sections, require=("b",)), bank)
    assert (
        "b is required, but it fits no section: Section A takes no questions that rest on a source; Section B takes "
        "only questions on gulag. Take b out of ‘require’."
    ) in [f"{problem.what} {problem.remedy}" for problem in found]


def test_a_required_question_on_the_texts_wording_says_what_it_lacks() -> None:
    """In a closed-book exam it cannot be answered; the message says how an exam is one with the text."""
    bank = unit(question("a", needs="wording"), question("b"))
    assert [line.partition(": ")[2] for line in said(blueprint(section(), require=("a",)), bank)] == [
        "a is required, but it asks for the text’s wording, and pupils have no text here: say ‘open_book: true’ if "
        "they do. Take a out of ‘require’."
    ]
    assert drawn_one(blueprint(section(), require=("a",), open_book=True), bank, "s").ids >= {"a"}


@pytest.mark.parametrize(
    ("require", "exclude", "what"),
    [
        (("zz",), (), "zz is required, but it is not in the bank. Take zz out of ‘require’."),
        (("a",), ("a",), "a is required, but it is excluded as well."),
        (
            ("a", "b"),
            (),
            "These cannot hold together: b is required; a is required; only one of a and b may be drawn, as they give",
        ),
    ],
)
def test_requirements_that_defeat_themselves(
    require: tuple[str, ...], exclude: tuple[str, ...], what: str
) -> None:
    """An unknown id, one also excluded, and two enemies each have their own sentence."""
    bank = unit(question("a"), question("b", enemies=("a",)), question("c"))
    (line,) = said(blueprint(section(), require=require, exclude=exclude), bank)
    assert what in line


def test_an_activity_without_a_further_version_is_to_be_taken_out() -> None:
    """Two sections want a cloze, of which there is one; the message says so, and the plan beside it asks for one."""
    made = replace(question("cloze:v1"), activity="cloze")
    activities = (Activity.CLOZE, Activity.CROSSWORD)
    plan = blueprint(section(activities=activities, line=3), section())
    first, last = told(plan, unit(made, question("a")))
    assert str(first) == (
        "blueprint.yaml:3:3: Section A asks for crossword, but there is no further version of it. Take crossword out."
    )
    assert "It misses only this: Section A asks for crossword (left out)." in str(last)
    eased = nearest(plan, unit(made, question("a")))
    assert eased.sections == (replace(section(activities=(Activity.CLOZE,), line=3)), section())


def test_of_many_sections_three_say_why_they_take_no_required_question() -> None:
    """And how many more there are; where there are three, none is left over."""
    bank = unit(question("b"), *(question(f"on-{n}", topics=(f"t{n}",)) for n in range(5)))
    reasons = [f"Section {'ABC'[n]} takes only questions on t{n}" for n in range(3)]
    for count, more in ((3, []), (4, ["and so on for 1 more"]), (5, ["and so on for 2 more"])):
        asked = [section(topics=(f"t{n}",)) for n in range(count)]
        (line,) = said(blueprint(*asked, require=("b",)), bank)
        assert line.endswith(f"it fits no section: {'; '.join(reasons + more)}. Take b out of ‘require’.")


def test_a_required_question_with_too_many_keys_is_told_of_alone() -> None:
    """Three keys that must stand under A are too many by themselves, on whatever paper."""
    bank = unit(question("p", *[choice("a", pinned=True)] * 3), question("q", written()))
    assert said(blueprint(section(), require=("p",)), bank) == [
        "blueprint.yaml: p is required, but too many keys would stand under the same letters. "
        "Take p out of ‘require’."
    ]


def test_several_sources_to_add_are_all_named() -> None:
    """Of a section that asks for marks."""
    bank = unit(
        question("a", written(1), sources=("x",)),
        question("b", written(4), sources=("x", "y", "z")),
        sources=tuple(map(source, "xyz")),
    )
    (line,) = said(blueprint(section(marks=5, sources=("x",))), bank)
    assert line.endswith(
        "the bank has 1: a. b rests on x, y and z: name y and z in ‘sources’ too. Or ask for 1, or add questions."
    )


def test_a_bound_that_no_file_has_offers_no_number() -> None:
    """It was made of a wish, in which there is no such number to be changed."""
    wish = replace(bound(Tag.TOPIC, "gulag", Measure.MARKS, at_least=3), place=Place("--topic"))
    bank = unit(question("a", topics=("gulag",)), question("b"))
    assert said(blueprint(section(bounds=(wish,))), bank) == [
        "--topic: Section A asks for at least 3 marks on gulag; the bank has 1: a. Ask for less, or add questions."
    ]


# ---- demands that cannot hold together -----------------------------------------------------------


def test_time_too_short_names_the_demands_against_it_and_the_minutes() -> None:
    """Three questions of ten minutes do not fit into 25: one short, and no other demand is blamed."""
    bank = unit(*(question(f"q-{n}", minutes=10) for n in range(4)))
    plan = blueprint(
        section(questions=(3, 3)),
        minutes=30,
        bounds=(bound(Tag.TOPIC, "kirov", Measure.QUESTIONS, at_least=1),),
    )
    (line,) = said(plan, bank)
    assert line == (
        "blueprint.yaml:1:3: These cannot hold together: Section A asks for 3 questions; the questions must "
        "fit into 25 minutes (30, less 5 for checking). With the others the first is 1 question short. "
        "Ask for 2 in the first, change one of the others, or add questions."
    )


def test_enemies_that_stand_against_a_demand_are_named() -> None:
    """Two sections that each have one question, enemies of each other, and an enemy pair of no concern."""
    bank = unit(
        question("a", enemies=("b",)),
        question("b", topics=("gulag",)),
        question("c", written(), topics=("trials",), enemies=("d",)),
        question("d", written(), topics=("trials",)),
    )
    plan = blueprint(section(topics=("kirov",)), section(topics=("gulag",)), section(topics=("trials",)))
    (line,) = said(plan, bank)
    assert "only one of a and b may be drawn, as they give each other away" in line
    assert "c and d" not in line


def test_two_conflicts_are_two_problems() -> None:
    """Two pairs of sections want the same question each; both pairs are reported, unmixed."""
    bank = unit(question("a"), question("b", topics=("gulag",)))
    plan = blueprint(
        section(topics=("kirov",), line=1),
        section(topics=("kirov",), line=2),
        section(topics=("gulag",), line=3),
        section(topics=("gulag",), line=4),
    )
    found = problems(plan, bank)
    assert len(found) == 2
    assert "Section A" in found[0].what
    assert "Section B" in found[0].what
    assert "Section C" in found[1].what
    assert "Section D" in found[1].what


def test_a_paper_with_too_much_is_over() -> None:
    """A required question brings four marks where at most three may be: one mark over."""
    plan = blueprint(
        section(), require=("a",), bounds=(bound(Tag.TOPIC, "kirov", Measure.MARKS, at_most=3, line=7),)
    )
    (line,) = said(plan, unit(question("a", written(4)), question("b", topics=("gulag",))))
    assert line.startswith(
        "blueprint.yaml:7:5: These cannot hold together: the paper asks for at most 3 marks"
    )
    assert "a is required. With the others the first is 1 mark over." in line


def test_a_demand_that_no_paper_meets_stands_alone() -> None:
    """Of questions of two marks and of six none make exactly three: one short, or one over."""
    limit = bound(Tag.TOPIC, "kirov", Measure.MARKS, at_least=3, at_most=3)
    bank = unit(question("a", written(2)), question("b", written(6)), question("c", topics=("gulag",)))
    (line,) = said(blueprint(section(bounds=(limit,))), bank)
    assert "Section A asks for 3 marks on kirov; no choice of questions has that. Ask for 2 or 6, or" in line


def test_supply_of_a_bound_is_counted_for_one_source_at_a_time() -> None:
    """Two questions on y rest on sources that no third question brings together."""
    limit = bound(Tag.SOURCE, "y", Measure.QUESTIONS, at_least=2)
    bank = unit(
        question("on-x", sources=("x",)),
        question("on-both", sources=("x", "y")),
        question("on-yz", sources=("y", "z")),
        sources=(source("x"), source("y"), source("z")),
    )
    (line,) = said(blueprint(section(sources=("x", "y", "z"), bounds=(limit,))), bank)
    assert (
        "at least 2 questions on y; of the 2 in the bank a paper can have 1 at most, as the questions of a section "
        "rest on the same sources. Ask for 1," in line
    )


@pytest.mark.parametrize(
    ("asked", "limit", "words"),
    [
        (
            section(questions=(1, 3)),
            bound(Tag.TOPIC, "kirov", Measure.QUESTIONS, at_least=4),
            "Section A asks for at least 4 questions on kirov; Section A asks for 1 to 3 questions. With the others "
            "the first is 1 question short. Ask for 3 in the first, change one of the others, or add questions.",
        ),
        (
            section(marks=6),
            bound(Tag.OBJECTIVE, "AO1", Measure.MARKS, at_least=8),
            "Section A asks for at least 8 marks for AO1; Section A asks for 6 marks from questions. With the others "
            "the first is 2 marks short. Ask for 6 in the first,",
        ),
    ],
)
def test_a_section_is_not_asked_for_more_than_it_is_to_hold(asked: Section, limit: Bound, words: str) -> None:
    """The bank has more than enough; the section itself is too small for its bound."""
    bank = unit(*(question(f"q-{n}", written(2)) for n in range(9)))
    (line,) = said(blueprint(replace(asked, bounds=(limit,))), bank)
    assert words in line


def test_at_least_has_no_upper_end_in_a_bank_of_thousands() -> None:
    """A bank with more than a thousand marks on a topic makes no “20 to 999” of “at least 20”."""
    bank = unit(*(question(f"q-{n:03}", written(4)) for n in range(300)))
    plan = blueprint(
        section(marks=8), bounds=(bound(Tag.TOPIC, "kirov", Measure.MARKS, at_least=20, at_most=999),)
    )
    assert all("at least 20 marks on kirov" in line for line in said(plan, bank))


def test_keys_that_are_too_many_are_named() -> None:
    """Four required questions have their keys under A by their own order: with eight keys in all, two may."""
    bank = unit(
        *(question(f"p-{n}", choice("a", pinned=True)) for n in range(4)),
        *(question(f"q-{n}") for n in range(4)),
    )
    plan = blueprint(section(questions=(8, 8)), require=tuple(f"p-{n}" for n in range(4)))
    first, *_ = said(plan, bank)
    assert "no more than a quarter of the keys may be A by their options’ own order" in first
    assert "With the others the first is left out." in first


def test_keys_under_two_letters_are_named() -> None:
    """Of five keys two may stand under each of A and B, but not four under both."""
    bank = unit(
        *(question(f"a-{n}", choice("a", pinned=True), topics=("gulag",)) for n in range(2)),
        *(question(f"b-{n}", choice("b", pinned=True), topics=("trials",)) for n in range(2)),
        *(question(f"q-{n}") for n in range(3)),
    )
    limits = (
        bound(Tag.TOPIC, "gulag", Measure.QUESTIONS, at_least=2),
        bound(Tag.TOPIC, "trials", Measure.MARKS, at_least=2),
    )
    (line,) = said(blueprint(section(questions=(5, 5), bounds=limits)), bank)
    assert line.endswith(
        "; no more than half of the keys may be A or B by their options’ own order. "
        "With the others the first is 1 mark short. Ask for 1 in the first, change one of the others, or add questions."
    )


def test_a_required_question_that_others_leave_out_is_to_be_taken_out() -> None:
    """An hour for one question is too dear for a paper of twenty minutes."""
    bank = unit(question("long", minutes=60), question("short"))
    assert said(blueprint(section(), require=("long",), minutes=20), bank) == [
        "blueprint.yaml: These cannot hold together: long is required; the questions must fit into 20 minutes. "
        "With the others the first is left out. Take long out of ‘require’, change one of the others, or add questions."
    ]


def test_a_question_that_two_sections_want_stands_in_one() -> None:
    """The message says so, and that the other section has nothing, with no number to offer."""
    plan = blueprint(section(questions=(1, 1)), section(questions=(0, 9), marks=1, line=2))
    first, last = told(plan, unit(question("a")))
    assert str(first) == (
        "blueprint.yaml:2:3: These cannot hold together: Section B asks for 1 mark from questions; Section A asks for "
        "1 question; no question stands in two sections. With the others the first is 1 mark short. "
        "Change one of them, or add questions."
    )
    assert "has 1 mark in 1 question (Section A 1 mark in 1 question; Section B nothing). It" in str(last)


def test_short_or_over() -> None:
    """One question of two marks or of six, where three marks are asked for: both ways are told, and both numbers."""
    bank = unit(question("a", written(2)), question("b", written(6)), question("c", written(1)))
    limit = bound(Tag.TOPIC, "kirov", Measure.MARKS, at_least=3, at_most=3)
    (line,) = said(blueprint(section(questions=(1, 1), bounds=(limit,))), bank)
    assert line.endswith(
        "With the others the first is 1 mark short or 3 marks over. Ask for 2 or 6 in the first, "
        "change one of the others, or add questions."
    )


@pytest.mark.parametrize(("count", "more"), [(2, ""), (3, ""), (4, "; 1 more"), (5, "; 2 more")])
def test_of_many_demands_against_one_the_first_three_are_told(count: int, more: str) -> None:
    """Each section's question takes three minutes, and they have one less than they need together."""
    bank = unit(*(question(f"q-{n}", minutes=3) for n in range(count)))
    plan = blueprint(*(section(questions=(1, 1)) for _ in range(count)), minutes=3 * count - 1)
    (line,) = said(plan, bank)
    against = "; ".join(f"Section {letter} asks for 1 question" for letter in "ABCDE"[:count][:3])
    assert f"fit into {3 * count - 1} minutes; {against}{more}. With the others" in line


def test_what_is_too_hard_to_tell_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the solver's nodes do not settle how much papers can have, no amount is told and none is offered."""

    def exhausted(*_: object) -> None:
        raise Exhausted

    monkeypatch.setattr(explaining, "reach", exhausted)
    alone = blueprint(section(marks=9))
    bank = unit(*(question(id, written(3), enemies=("a",) if id == "b" else ()) for id in "abc"))
    assert said(alone, bank) == [
        "blueprint.yaml:1:3: Section A asks for 9 marks from questions; the bank has 9: a, b and c. "
        "Ask for less, or add questions."
    ]
    bank = unit(*(question(f"q-{n}", minutes=10) for n in range(4)))
    assert said(blueprint(section(questions=(3, 3)), minutes=20), bank) == [
        "blueprint.yaml:1:3: These cannot hold together: Section A asks for 3 questions; the questions must fit into "
        "20 minutes. Change one of them, or add questions."
    ]


# ---- advice --------------------------------------------------------------------------------------


def test_what_gives_itself_away_is_no_supply() -> None:
    """Of three questions of three marks two give each other away, so that a paper can have six."""
    bank = unit(*(question(id, written(3), enemies=("a",) if id == "b" else ()) for id in "abc"))
    (line,) = said(blueprint(section(marks=9)), bank)
    assert (
        "of the 9 in the bank a paper can have 6 at most, as some questions give each other away. Ask for 6, or"
        in line
    )


def test_no_number_is_advised_that_would_not_be_enough() -> None:
    """With two sections that ask too much, none of the two alone can mend the paper; with parallel forms nor."""
    bank = unit(*(question(f"q-{n}", written(2)) for n in range(3)))
    two = blueprint(section(marks=8, line=1), section(marks=8, line=2))
    assert all("Ask for less, or add questions." in line for line in said(two, bank))
    (line,) = said(blueprint(section(marks=8), forms=2), bank)
    assert "Ask for less, or add questions." in line


def test_what_another_demand_leaves_is_advised_as_such() -> None:
    """The bank has ten of twelve marks, but only one question may be drawn: six, with the rest as it is."""
    bank = unit(question("a", written(4)), question("b", written(6)))
    few = bound(Tag.TOPIC, "kirov", Measure.QUESTIONS, at_most=1)
    (line,) = said(blueprint(section(marks=12), bounds=(few,)), bank)
    assert line.endswith("the bank has 10: a and b. Ask for 6 with the rest as it is, or add questions.")


def test_a_number_that_is_part_of_another_is_no_advice_told_before() -> None:
    """Six marks can be had by themselves, sixteen with the question that is required."""
    bank = unit(question("a", written(6)), question("b", written(16)))
    (line,) = said(blueprint(section(marks=8), require=("b",)), bank)
    assert line.endswith(
        "no choice of questions has that. Ask for 16 with the rest as it is, or add questions."
    )


def test_another_number_is_advised_where_none_is_sure() -> None:
    """Two sections ask for eight marks of three-mark questions: nine would do in one, and leave the other as it is."""
    bank = unit(*(question(f"q-{n}", written(3)) for n in range(7)))
    lines = said(blueprint(section(marks=8, line=1), section(marks=8, line=2)), bank)
    assert len(lines) == 2
    assert all(
        line.endswith("no choice of questions has that. Ask for another number, or add questions.")
        for line in lines
    )
    bank = unit(*(question(id, written(3), enemies=("a",) if id == "b" else ()) for id in "abc"))
    lines = said(blueprint(section(marks=9, line=1), section(marks=9, line=2)), bank)
    assert len(lines) == 2
    assert all(
        line.endswith(
            "can have 6 at most, as some questions give each other away. Ask for less, or add questions."
        )
        for line in lines
    )


def test_two_rules_in_the_way_are_both_named() -> None:
    """Six marks are on one source and its enemy, or on two sources."""
    bank = unit(
        question("x-1", written(3), sources=("x",)),
        question("x-2", written(3), sources=("x",), enemies=("x-1",)),
        question("y-1", written(3), sources=("y",)),
        sources=(source("x"), source("y")),
    )
    (line,) = said(blueprint(section(marks=6, sources=("x", "y"))), bank)
    assert line.endswith(
        "of the 9 in the bank a paper can have 3 at most, as the questions of a section rest on the same sources and "
        "some questions give each other away. Ask for 3, or add questions."
    )


def test_room_for_what_is_read_is_a_reason_too() -> None:
    """Of two questions on long texts one alone fits a sheet."""
    texts = ("word " * (OF_SHEET - 100),) * 2
    bank = unit(*(replace(question(f"q-{n}"), paragraphs=(n,)) for n in (1, 2)), text=texts)
    plan = replace(blueprint(section(questions=(2, 2))), sheets=1)
    asked = programme_of(plan, bank, (), bank.by_id)
    (line,) = map(str, explained(nearest_paper(asked), asked, plan))
    assert line.endswith(
        "of the 2 in the bank a paper can have 1 at most, as it is to fit the paper. Ask for 1, or add questions."
    )


def test_minutes_that_would_do_are_advised() -> None:
    """Marks are dear: thirty minutes of questions need thirty-five, five of them for checking."""
    bank = unit(*(question(f"q-{n}", written(5), minutes=10) for n in range(3)))
    (line,) = said(blueprint(section(marks=15), minutes=30), bank)
    assert line.endswith(
        "the first is 5 minutes over. Allow 35 minutes, change one of the others, or add questions."
    )


def test_a_single_section_without_a_title_is_the_paper() -> None:
    """A worksheet has no section A."""
    (line,) = said(blueprint(replace(section(marks=8), title="")), unit(question("a")))
    assert "The paper asks for 8 marks from questions; the bank has 1: a. Ask for 1," in line


# ---- the nearest paper ---------------------------------------------------------------------------


def test_the_nearest_paper_comes_last_with_its_questions_and_what_it_misses() -> None:
    """Three marks of the five that are asked on Gulag, and a required question that no section takes."""
    bank = unit(
        question("kirov-01"),
        question("gulag-01", written(1), topics=("gulag",)),
        question("gulag-02", written(2), topics=("gulag",)),
        question("essay", written(9, Kind.ESSAY)),
    )
    plan = blueprint(
        section(marks=5, topics=("gulag",)),
        section(questions=(1, 1), kinds=(Kind.MULTIPLE_CHOICE,)),
        require=("essay",),
    )
    assert str(told(plan, bank)[-1]) == (
        "blueprint.yaml: The nearest paper has 4 marks in 3 questions (Section A 3 marks in 2 questions; Section B "
        "1 mark in 1 question). It misses only this: essay is required (left out); Section A asks for 5 marks from "
        "questions on gulag (2 marks short). Add --nearest to print it."
    )


def test_a_paper_of_one_section_is_not_told_section_by_section() -> None:
    """How much of it there is stands once."""
    bank = unit(question("a", written(3)), question("b", written(4)))
    assert str(told(blueprint(section(marks=9)), bank)[-1]) == (
        "blueprint.yaml: The nearest paper has 7 marks in 2 questions. It misses only this: Section A asks for 9 marks "
        "from questions (2 marks short). Add --nearest to print it."
    )


@pytest.mark.parametrize(("count", "more"), [(6, ""), (7, "; 1 more"), (9, "; 3 more")])
def test_of_many_sections_and_misses_six_are_told(count: int, more: str) -> None:
    """And how many more there are of each."""
    bank = unit(*(question(f"q-{n}", topics=(f"t{n}",)) for n in range(count)))
    plan = blueprint(*(section(questions=(2, 2), topics=(f"t{n}",)) for n in range(count)))
    has = "; ".join(f"Section {letter} 1 mark in 1 question" for letter in "ABCDEF")
    misses = [f"Section {'ABCDEF'[n]} asks for 2 questions on t{n} (1 question short)" for n in range(6)]
    (*_, last) = told(plan, bank)
    assert last.what == (
        f"The nearest paper has {count} marks in {count} questions ({has}{more}). "
        f"It misses only this: {'; '.join(misses)}{more}."
    )


def test_four_clashes_are_told_at_once() -> None:
    """Of more, a teacher mends the dearest first."""
    bank = unit(*(question(f"q-{n}", topics=(f"t{n}",)) for n in range(6)))
    plan = blueprint(*(section(questions=(2, 2), topics=(f"t{n}",), line=n) for n in range(6)))
    asked = programme_of(plan, bank, (), bank.by_id)
    assert len(explained(nearest_paper(asked), asked, plan)) == 4


def test_a_further_form_is_told_of_the_dearest_clash_alone() -> None:
    """Of a question and of a mark that are missing, the question, with what it stands against."""
    bank = unit(
        question("a", enemies=("b",)),
        question("b", written(3), topics=("gulag",)),
        question("c", written(1), topics=("trials",)),
    )
    plan = blueprint(
        section(topics=("kirov",), questions=(1, 1)),
        section(topics=("gulag",), marks=3),
        section(topics=("trials",), marks=2),
    )
    asked = programme_of(plan, bank, (), bank.by_id)
    assert stand_against(nearest_paper(asked), asked) == (
        "Section A asks for 1 question on kirov; Section B asks for 3 marks from questions on gulag; "
        "only one of a and b may be drawn, as they give each other away"
    )


def test_as_many_problems_are_told_as_can_be_read() -> None:
    """One at least; with the last one, and the ends of lines, they have no more characters than are allowed."""
    each = [Problem(Place("a.yaml"), "Nine more.", "Do.") for _ in range(4)]  # "a.yaml: Nine more. Do.\n": 23
    for longest, count in ((0, 1), (22, 1), (46, 1), (68, 1), (69, 2), (91, 2), (92, 3), (115, 4), (999, 4)):
        assert within(longest, each, each[0]) == tuple(each[:count])


def test_an_explanation_that_is_too_hard_is_not_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the solver's nodes prove no nearest paper, that is said, after every demand that fails by itself."""

    def exhausted(*_: object) -> None:
        raise Exhausted

    monkeypatch.setattr(conflicts, "maximise", exhausted)
    with pytest.raises(UnmetBlueprint) as raised:
        drawn_one(blueprint(section(), section()), unit(question("a")), "s")
    assert raised.value.nearest is None
    assert "which one comes nearest was not settled. Ask for fewer marks or questions" in str(raised.value)


def nearest(plan: Blueprint, bank: Unit) -> Blueprint:
    """The plan that is offered instead; it can be drawn, which is what makes it one."""
    with pytest.raises(UnmetBlueprint) as raised:
        assemble(plan, bank, "s")
    offered = raised.value.nearest
    assert offered
    assemble(offered, bank, "another seed")
    return offered


def test_the_nearest_plan_asks_for_what_the_nearest_paper_has() -> None:
    """What it misses is eased (marks, number, bound, minutes, required questions), and nothing else is changed."""
    bank = unit(*(question(f"q-{n}", written(2), minutes=7) for n in range(4)))
    limit = bound(Tag.TOPIC, "gulag", Measure.QUESTIONS, at_least=1)
    wide = blueprint(section(marks=8, questions=(5, 9)), bounds=(limit,), minutes=30, require=("q-0", "zz"))
    eased = nearest(wide, bank)
    assert eased == replace(
        wide,
        sections=(replace(wide.sections[0], questions_low=4),),
        bounds=(replace(limit, at_least=0),),
        minutes=33,
        require=("q-0",),
    )
    less = blueprint(section(marks=9, bounds=(bound(Tag.TOPIC, "kirov", Measure.QUESTIONS, at_least=4),)))
    assert nearest(less, bank) == replace(less, sections=(replace(less.sections[0], marks=8),))


def test_a_required_question_is_worth_more_than_a_mark_or_two() -> None:
    """A question of four marks that is required stands on a paper of two, rather than be left out."""
    bank = unit(question("long", written(4)), question("short", written(2)))
    assert nearest(blueprint(section(marks=2), require=("long",)), bank).sections[0].marks == 4


def test_a_section_for_which_there_is_nothing_is_left_out() -> None:
    """The plan has the other section; where there is nothing at all, there is no plan."""
    bank = unit(question("a"))
    assert len(nearest(blueprint(section(), section(topics=("gulag",), marks=3)), bank).sections) == 1
    with pytest.raises(
        UnmetBlueprint, match=r"yaml: No paper comes near: the bank has nothing that fits\. "
    ) as raised:
        assemble(blueprint(section(topics=("gulag",))), bank, "s")
    assert raised.value.nearest is None


def test_forms_are_kept_rather_than_fewer_questions_shared() -> None:
    """Forms that cannot be apart share a question; where nothing but the same questions is left, there are fewer."""
    bank = unit(*(question(id) for id in "abc"))
    asked = blueprint(section(questions=(2, 2)), forms=2)
    assert nearest(asked, bank) == replace(asked, shared=1)
    same = blueprint(section(questions=(3, 3)), forms=2)
    assert nearest(same, bank) == replace(same, forms=1)
    both = blueprint(section(questions=(4, 4)), forms=2)
    assert nearest(both, bank).forms == 1


def test_however_much_is_asked_little_is_said() -> None:
    """A hundred required questions, bounds and sections that all fail are told in under 1,500 characters."""
    bank = unit(*(question(f"question-of-a-long-name-{n:03}", written(2)) for n in range(30)))
    limits = tuple(bound(Tag.TOPIC, f"topic-{n}", Measure.MARKS, at_least=9, line=n) for n in range(30))
    plan = blueprint(
        *(section(marks=90, topics=tuple(f"topic-{n}" for n in range(30)), line=n) for n in range(12)),
        bounds=limits,
        require=tuple(f"question-of-another-name-{n}" for n in range(30)),
    )
    assert len("\n".join(map(str, told(plan, bank)))) < 1500
