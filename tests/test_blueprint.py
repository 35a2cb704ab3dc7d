"""A blueprint file, checked against the bank; a worksheet's blueprint from a few wishes; a manifest's blueprint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import samples
from tests.samples import drawn_one
from worksheetgen.assembly import expected
from worksheetgen.assembly.admission import admitted
from worksheetgen.bank import load_bank
from worksheetgen.blueprint import (
    demands_of,
    from_data,
    read_blueprint,
    to_data,
    with_activity_section,
    worksheet_blueprint,
)
from worksheetgen.errors import ExitCode, InvalidInput, Place, WrongUsage
from worksheetgen.kinds import Kind
from worksheetgen.model.bank import Topic, Unit
from worksheetgen.model.blueprint import (
    Activity,
    Blueprint,
    Booklet,
    Bound,
    FormDemands,
    Measure,
    PaperType,
    Section,
    Tag,
)
from worksheetgen.model.tier import Tier
from worksheetgen.resources import question_bank
from worksheetgen.value import replace

SOURCE_KINDS = tuple(kind for kind in Kind if kind.on_source)
UNIT = samples.unit(
    samples.question("kirov-01"),
    samples.question("kirov-02", samples.written(2, Kind.EXPLAIN, code="AO2")),
    samples.question("gulag-01", topics=("gulag", "kirov"), sources=("extract",)),
    sources=(samples.source("extract"),),
    text=("One.", "Two.", "Three."),
)
HEAD = "type: exam\ncode: T1\ntitle: The Terror\n"
SECTIONS = "sections:\n  - {questions: 1}\n"


def load(folder: Path, text: str, *units: Unit) -> Blueprint:
    """The blueprint of that text, for these units or the usual one."""
    path = folder / "test.yaml"
    path.write_text(text, encoding="utf-8")
    return read_blueprint(path, units or (UNIT,))


def wrong(folder: Path, text: str, *units: Unit) -> list[str]:
    """What is wrong with a blueprint, without its file."""
    with pytest.raises(InvalidInput) as caught:
        load(folder, text, *units)
    assert caught.value.exit_code == ExitCode.INVALID_INPUT
    return [str(problem).removeprefix(f"{folder / 'test.yaml'}:") for problem in caught.value.problems]


# ---- a file --------------------------------------------------------------------------------------


def test_a_blueprint_says_what_its_file_says(tmp_path: Path) -> None:
    """Every field of the file reaches the blueprint, each demand with its place."""
    text = """\
type: worksheet
unit: terror
code: WG-1
title: The Terror
subtitle: "Unit test: all of it"
school: A school
minutes: 50
theme: worksheet
materials: [a black pen]
read: [1, 3]
extra_pages: 2
sections:
  - title: First
    instructions: Answer **all**.
    marks: 10
    questions: 8-10
    kinds: [multiple-choice, source-*]
    topics: [kirov]
    sources: [extract]
    tiers: [support, core]
    bounds:
      - {topic: kirov, questions: at least 1}
      - {objective: AO2, topic: gulag, marks: 2-6}
  - {questions: 2}
bounds:
  - {kind: essay, questions: at most 1}
require: [kirov-01]
exclude: [gulag-01]
"""
    file = str(tmp_path / "test.yaml")
    bounds = (
        Bound(((Tag.TOPIC, "kirov"),), Measure.QUESTIONS, 1, 999, Place(file, 22, 9)),
        Bound(((Tag.TOPIC, "gulag"), (Tag.OBJECTIVE, "AO2")), Measure.MARKS, 2, 6, Place(file, 23, 9)),
    )
    assert load(tmp_path, text) == Blueprint(
        name="test",
        type=PaperType.WORKSHEET,
        unit="terror",
        code="WG-1",
        title="The Terror",
        subtitle="Unit test: all of it",
        school="A school",
        minutes=50,
        theme="worksheet",
        materials=("a black pen",),
        booklet=Booklet.LARGE,
        read=(1, 3),
        sections=(
            Section(
                title="First",
                instructions="Answer **all**.",
                marks=10,
                questions_low=8,
                questions_high=10,
                kinds=(Kind.MULTIPLE_CHOICE, *SOURCE_KINDS),
                topics=("kirov",),
                sources=("extract",),
                tiers=(Tier.SUPPORT, Tier.CORE),
                bounds=bounds,
                place=Place(file, 13, 5),
            ),
            Section("", "", 0, 2, 2, (), (), (), (), (), Place(file, 24, 5)),
        ),
        bounds=(Bound(((Tag.KIND, "essay"),), Measure.QUESTIONS, 0, 1, Place(file, 26, 5)),),
        require=("kirov-01",),
        exclude=("gulag-01",),
        forms=1,
        shared=0,
        equal=(),
        unused_since="",
        like=(),
        place=Place(file, 1, 1),
        extra_pages=2,
    )


@pytest.mark.parametrize(("written", "pages"), [("", None), ("auto", None), ("0", 0), ("1", 1), ("2", 2)])
def test_extra_pages_are_a_number_or_as_many_as_fill_the_sheet(
    tmp_path: Path, written: str, pages: int | None
) -> None:
    """`auto`, as where nothing is said, or 0, 1, 2; a manifest tells a number alone, and both come back from it."""
    asked = f"extra_pages: {written}\n" if written else ""
    found = load(tmp_path, f"{HEAD}{asked}sections:\n  - {{questions: 2}}\n")
    assert found.extra_pages == pages
    data = to_data(found)
    assert ("extra_pages" in data) == (pages is not None)
    assert from_data(data).extra_pages == pages


@pytest.mark.parametrize(
    ("written", "open_book"), [("", False), ("open_book: false", False), ("open_book: true", True)]
)
def test_an_exam_is_closed_book_unless_it_says_otherwise(
    tmp_path: Path, written: str, open_book: bool
) -> None:
    """Only an open-book one says so in its data, so that no other paper's draw depends on it."""
    found = load(tmp_path, f"{HEAD}{written}\nsections:\n  - {{questions: 2}}\n")
    data = to_data(found)
    assert (found.open_book, data.get("open_book", False)) == (open_book, open_book)
    assert ("open_book" in data) == ("open_book" in demands_of(found)) == open_book
    assert from_data(data).open_book is open_book


@pytest.mark.parametrize("written", ["3", "-1", "some", "true", "1.0", "[]", ""])
def test_other_extra_pages_are_told_at_their_place(tmp_path: Path, written: str) -> None:
    """A number that no paper gets, and what is no number."""
    (found,) = wrong(tmp_path, f"{HEAD}extra_pages: {written}\nsections:\n  - {{questions: 2}}\n")
    assert found.endswith("Write auto, 0, 1 or 2, or leave ‘extra_pages’ out.")


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        *(("8", 8, 8), ("'8'", 8, 8), ("8-10", 8, 10), ("8 – 10", 8, 10), ("at least 1", 1, 999)),
        *(("at most 2", 0, 2), ("exactly 3", 3, 3), ("0", 0, 0)),
    ],
)
def test_an_amount_is_a_number_a_range_or_a_limit(tmp_path: Path, written: str, low: int, high: int) -> None:
    """Sections and bounds take every way of giving an amount."""
    bound = f"bounds:\n  - {{topic: kirov, marks: {written}}}\n"
    found = load(tmp_path, f"{HEAD}sections:\n  - {{questions: {written}}}\n{bound}")
    assert (found.sections[0].questions_low, found.sections[0].questions_high) == (low, high)
    assert (found.bounds[0].at_least, found.bounds[0].at_most) == (low, high)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("23.5-23.8", 470, 476),
        ("23.51 – 23.79", 471, 475),
        ("at least 20", 400, 19_980),
        ("at most 24.5", 0, 490),
        ("23.85", 477, 477),
        ("24", 480, 480),
    ],
)
def test_an_expected_score_is_in_twentieths(tmp_path: Path, written: str, low: int, high: int) -> None:
    """Decimals of a mark become the twentieths that lie between them; no tag is needed, and one is taken."""
    asked = f"expected_score: {written}"
    text = f"{HEAD}{SECTIONS}bounds:\n  - {{{asked}}}\n  - {{topic: kirov, {asked}}}\n"
    everything, tagged = load(tmp_path, text).bounds
    assert (everything.tags, everything.unit) == ((), Measure.EXPECTED_SCORE)
    assert (everything.at_least, everything.at_most) == (low, high)
    assert (tagged.tags, tagged.at_least, tagged.at_most) == (((Tag.TOPIC, "kirov"),), low, high)


def test_a_section_with_marks_alone_takes_any_number_of_questions(tmp_path: Path) -> None:
    """Without questions, one and more will do."""
    (section,) = load(tmp_path, f"{HEAD}sections:\n  - {{marks: 10}}\n").sections
    assert (section.marks, section.questions_low, section.questions_high) == (10, 1, 999)


@pytest.mark.parametrize("marks", [3, 4, 5])
@pytest.mark.parametrize("kinds", ["essay", "describe, explain", "source-*", "source-utility"])
def test_a_section_of_extended_writing_may_carry_marks_for_spelling(
    tmp_path: Path, marks: int, kinds: str
) -> None:
    """Three to five marks are admitted with every kind that is answered in sentences; without them there are none."""
    sections = f"sections:\n  - {{marks: 12, kinds: [{kinds}], spag: {marks}}}\n  - {{questions: 1}}\n"
    assert [section.spag for section in load(tmp_path, HEAD + sections).sections] == [marks, 0]


def test_forms_with_marks_for_spelling_have_equally_many_questions(tmp_path: Path) -> None:
    """Of several forms none could have more such marks than another; one form alone may have any number."""
    section = "sections:\n  - {marks: 12, kinds: [essay], spag: 4%s}\n"
    says = (
        "6:8: Forms may differ in a section with ‘spag’, and so in their marks. Say there how many questions it has, "
        "for example ‘questions: 1’."
    )
    for more in ("", ", questions: 1-2"):
        assert wrong(tmp_path, f"{HEAD}{section % more}forms: 2\n") == [says]
        assert load(tmp_path, f"{HEAD}{section % more}forms: 1\n").sections[0].spag == 4
    assert load(tmp_path, f"{HEAD}{section % ', questions: 1'}forms: 2\n").forms == 2


@pytest.mark.parametrize(("type_", "theme"), [("exam", "board"), ("worksheet", "worksheet")])
def test_a_theme_follows_from_the_type(tmp_path: Path, type_: str, theme: str) -> None:
    """Without a theme, exams and worksheets have the bundled one of their sort."""
    assert load(tmp_path, HEAD.replace("exam", type_) + SECTIONS).theme == theme


def test_the_unit_may_be_left_out_where_there_is_one(tmp_path: Path) -> None:
    """One unit needs no naming; of several, the one that is named counts."""
    other = replace(UNIT, id="other")
    assert load(tmp_path, HEAD + SECTIONS).unit == "terror"
    assert load(tmp_path, f"unit: other\n{HEAD}{SECTIONS}", UNIT, other).unit == "other"


def test_a_unit_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    """A wrong unit and a missing one are problems; the rest of the file is checked all the same."""
    other = replace(UNIT, id="other")
    assert wrong(tmp_path, f"unit: terrr\n{HEAD}minutes: x\n{SECTIONS}", UNIT, other) == [
        "1:7: The bank has no unit ‘terrr’. Did you mean ‘terror’?",
        "5:10: ‘x’ is not a whole number, as ‘minutes’ must be. Write it in digits, for example 3.",
    ]
    assert wrong(tmp_path, HEAD + SECTIONS, UNIT, other) == [
        "1:1: The bank has several units, and the blueprint names none. Add a line ‘unit: …’ with one of: terror, "
        "other."
    ]


WRITE = "Write its value after the colon, in quotes if it begins with #; what is not needed can be left out."
BOUND = (
    "A bound says how many marks or questions carry a tag or several, or what score is expected. Write for example "
    "{topic: kirov, questions: at least 1} or {expected_score: 23.5-23.8}."
)
PROBLEMS = [
    ("", "read: [4]", "4:8: There is no paragraph ‘4’ in terror. Write one of: 1, 2, 3."),
    ("", "require: [kirov-9]", "4:11: There is no question ‘kirov-9’ in terror. Did you mean ‘kirov-02’?"),
    ("", "exclude: [x]", "4:11: There is no question ‘x’ in terror. Write one of: kirov-01, kirov-02, gulag-01."),
    ("", "require: [kirov-01]\nexclude: [gulag-01, kirov-01]",
     "5:10: ‘kirov-01’ is required and excluded. Take it out of one of the two lists."),
    ("", "unused_since:", f"4:14: ‘unused_since’ is empty. {WRITE}"),
    ("marks: ", "", f"5:27: ‘marks’ is empty. {WRITE}"),
    ("bounds: [{topic: , kind: essay, marks: 1}]", "", f"5:37: ‘topic’ is empty. {WRITE}"),
    ("", "tpye: exam", "4:1: ‘tpye’ is not a field here. Check its spelling and its indentation."),
    ("", "subtitle: The **purges", "4:11: A ** has no partner. Write two stars before and after whole words: **two**; "
     "\\*\\* prints two stars."),
    ("", "theme: bord", "4:8: There is no theme ‘bord’. Did you mean ‘board’?"),
    ("", "minuts: 50", "4:1: ‘minuts’ is not a field here. Did you mean ‘minutes’?"),
    ("topics: [kirof]", "", "5:29: There is no topic ‘kirof’ in terror. Did you mean ‘kirov’?"),
    ("sources: [extrakt]", "", "5:30: There is no source ‘extrakt’ in terror. Did you mean ‘extract’?"),
    ("tiers: [cor]", "", "5:28: ‘cor’ cannot be the value of ‘tiers’. Did you mean ‘core’?"),
    ("kinds: [esay]", "", "5:28: There is no kind ‘esay’. Did you mean ‘essay’?"),
    ("kinds: [sauce-*]", "", "5:28: There is no kind ‘sauce-*’. Did you mean ‘source-*’?"),
    ("bounds: [{topic: kirof, marks: 1}]", "", "5:37: There is no topic ‘kirof’ in terror. Did you mean ‘kirov’?"),
    ("bounds: [{source: x, marks: 1}]", "", "5:38: There is no source ‘x’ in terror. Write one of: extract."),
    ("bounds: [{kind: esay, marks: 1}]", "", "5:36: There is no kind ‘esay’. Did you mean ‘essay’?"),
    ("bounds: [{kind: source-*, marks: 1}]", "",
     "5:36: A bound counts one kind alone. Write a bound for each kind, without *."),
    ("bounds: [{objective: AO7, marks: 1}]", "", "5:41: There is no objective ‘AO7’ in terror. Did you mean ‘AO2’?"),
    ("bounds: [{topic: kirov}]", "", f"5:29: {BOUND}"),
    ("bounds: [{marks: 1}]", "", f"5:29: {BOUND}"),
    ("bounds: [{topic: kirov, marks: 1, questions: 1}]", "", f"5:29: {BOUND}"),
    ("bounds: [{marks: 1, expected_score: 1}]", "", f"5:29: {BOUND}"),
    ("bounds: [{expected_score: high}]", "", "5:46: ‘high’ is no expected score. Write for example 23.5-23.8, at least "
     "20 or at most 24.5."),
    ("bounds: [{expected_score: 23.8-23.5}]", "", "5:46: ‘23.8-23.5’ is no expected score. Write for example "
     "23.5-23.8, at least 20 or at most 24.5."),
    ("bounds: [{expected_score: 23.51-23.54}]", "", "5:46: No expected score lies at 23.51-23.54: it is a whole number "
     "of twentieths of a mark. Write for example 23.5-23.8, at least 20 or at most 24.5."),
    ("spag: 2, kinds: [essay]", "", "5:26: A question cannot carry 2 marks for spelling, punctuation and grammar. "
     "Write 3, 4 or 5, or leave ‘spag’ out."),
    ("spag: four, kinds: [essay]", "", "5:26: ‘four’ is not a whole number, as ‘spag’ must be. Write it in digits, for "
     "example 3."),
    ("spag: 4", "", "5:26: ‘spag’ needs ‘kinds’. Name kinds of extended writing alone: describe, explain, account, "
     "narrative, in-what-ways, importance, essay, source-*."),
    ("kinds: [essay, short-answer], spag: 4", "", "5:56: Marks for ‘spag’ do not go with short-answer questions. Name "
     "kinds of extended writing alone: describe, explain, account, narrative, in-what-ways, importance, essay, "
     "source-*."),
    ("kinds: ['*'], spag: 4", "", "5:40: Marks for ‘spag’ do not go with * questions. Name kinds of extended writing "
     "alone: describe, explain, account, narrative, in-what-ways, importance, essay, source-*."),
    ("kinds: [no]", "", '5:28: ‘no’ is read by YAML as false. Put it in quotes: "no".'),
    ("bounds: [{topic: kirov, marks: 1:30}]", "", "5:51: ‘1:30’ is no amount. Write for example 8, 8-10, at "
     "least 8, at most 8 or exactly 8."),
    ("bounds: [{difficulty: 04, marks: 3}]", "", "5:42: ‘04’ is no difficulty. Write one from 1 (easy) to 5, or a "
     "range such as 4-5."),
    ("bounds: [{difficulty: 2026-09-01, marks: 3}]", "", "5:42: ‘2026-09-01’ is no difficulty. Write one from 1 (easy) "
     "to 5, or a range such as 4-5."),
    ("bounds: [{difficulty: yes, marks: 3}]", "", "5:42: This is no difficulty. Write one from 1 (easy) to 5, or a "
     "range such as 4-5."),
    ("bounds: [{topic: kirov, marks: 3-1}]", "", "5:51: ‘3-1’ is no amount. Write for example 8, 8-10, at least 8, at "
     "most 8 or exactly 8."),
    ("bounds: [{topic: kirov, marks: about 3}]", "", "5:51: ‘about 3’ is no amount. Write for example 8, 8-10, at "
     "least 8, at most 8 or exactly 8."),
]  # fmt: skip


@pytest.mark.parametrize("written", ["2026-09", "2026-09-01", "'2026-09-01'"])
def test_a_month_or_a_day_needs_no_quotation_marks(tmp_path: Path, written: str) -> None:
    """YAML takes a day without them for a date; it is read as what it was written as."""
    assert load(tmp_path, f"{HEAD}unused_since: {written}\n{SECTIONS}").unused_since == written.strip("'")


@pytest.mark.parametrize(("section", "paper", "says"), PROBLEMS)
def test_a_wrong_demand_is_told_at_its_place(tmp_path: Path, section: str, paper: str, says: str) -> None:
    """Each thing that a blueprint can get wrong is one problem, where it stands, with what to do."""
    inside = f", {section}" if section else ""
    text = f"{HEAD}{paper}\n" if paper else HEAD
    text += f"sections:\n  - {{questions: 1{inside}}}\n"
    assert wrong(tmp_path, text) == [says]


def test_a_section_must_ask_for_something(tmp_path: Path) -> None:
    """A section with neither marks nor questions is refused, and so is a paper without sections."""
    assert wrong(tmp_path, f"{HEAD}sections:\n  - {{title: First}}\n") == [
        "5:5: The section says neither how many marks nor how many questions. Add ‘marks: 10’ or ‘questions: 8’, or "
        "‘activities: [cloze]’."
    ]
    assert wrong(tmp_path, f"{HEAD}sections: []\n") == [
        "4:11: ‘sections’ has too few entries. Give it at least 1."
    ]


@pytest.mark.parametrize(
    ("sections", "says"),
    [
        ("{activities: [cloz]}", "5:19: There is no activity ‘cloz’. Did you mean ‘cloze’?"),
        (
            "{activities: [quiz]}",
            f"5:19: There is no activity ‘quiz’. Write one of: {', '.join(Activity)}.",
        ),
        (
            "{activities: [cloze], paragraphs: [4]}",
            "5:40: There is no paragraph ‘4’ in terror. Write one of: 1, 2, 3.",
        ),
        (
            "{activities: [cloze, cloze]}",
            "5:18: ‘cloze’ stands twice in the section. Name it once, or in two sections with other ‘paragraphs’.",
        ),
        (
            "{activities: [cloze], marks: 4}",
            "5:5: A section with ‘activities’ has these alone, and no ‘marks’. Take ‘marks’ out, or put it into a "
            "section of its own.",
        ),
        (
            "{questions: 2, paragraphs: [1]}",
            "5:5: ‘paragraphs’ are what activities are made from, and the section has none. Add for example "
            "‘activities: [cloze]’, or take ‘paragraphs’ out.",
        ),
        (
            "{activities: [cloze], paragraphs: [1, 2]}\n  - {activities: [cloze], paragraphs: [2, 1]}",
            "5:3: Two sections ask for ‘cloze’ of the same paragraphs. Give one of them other ‘paragraphs’.",
        ),
        (
            "{activities: [cloze], lessons: {last_lesson: [kirov]}}",
            "5:5: ‘lessons’ are what a retrieval grid goes back to, and the section has none. Add ‘activities: "
            "[retrieval-grid]’, or take ‘lessons’ out.",
        ),
        (
            "{activities: [retrieval-grid]}\n  - {activities: [retrieval-grid], lessons: {long_ago: [kirov]}}",
            "5:3: Two sections ask for ‘retrieval-grid’ after the same lesson. Give one of them another "
            "‘last_lesson’.",
        ),
    ],
)
def test_a_wrong_activity_is_told_at_its_place(tmp_path: Path, sections: str, says: str) -> None:
    """What there is not, or cannot stand together, is told where it stands, with what to do."""
    assert wrong(tmp_path, f"{HEAD}sections:\n  - {sections}\n") == [says]


def test_activities_survive_their_manifest(tmp_path: Path) -> None:
    """A section of activities asks for one question of each; its data come back, and stand only where it has any."""
    plan = load(
        tmp_path,
        f"{HEAD}sections:\n  - {{activities: [put-in-order, cloze], paragraphs: [3, 1, 2]}}\n  - {{questions: 1}}\n",
    )
    made, drawn = plan.sections
    assert (made.activities, made.paragraphs) == ((Activity.PUT_IN_ORDER, Activity.CLOZE), (1, 2, 3))
    assert (made.questions_low, made.questions_high) == (2, 2)
    assert made.wishes == ("put-in-order:1-3", "cloze:1-3")
    data = json.loads(json.dumps(to_data(plan)))
    assert from_data(data).sections[0].wishes == made.wishes
    assert to_data(from_data(data)) == data
    assert {"activities", "paragraphs"}.isdisjoint(data["sections"][1])
    assert drawn.wishes == ()


def test_a_grid_is_named_by_its_last_lesson(tmp_path: Path) -> None:
    """A blueprint says the topics of some of its columns; the others are still to be found."""
    (made,) = load(
        tmp_path,
        HEAD + "sections:\n"
        "  - {activities: [retrieval-grid], lessons: {last_lesson: [kirov], long_ago: [gulag]}}\n",
    ).sections
    assert made.lessons == (("kirov",), (), (), ("gulag",))
    assert made.wishes == ("retrieval-grid:kirov",)
    typed = worksheet_blueprint(UNIT, ["kirov"], 0, 0, ())
    grid = (Activity.RETRIEVAL_GRID,)
    asked = with_activity_section(typed, UNIT, grid, (), alone=True, lesson=("kirov",))
    assert [one.lessons for one in asked.sections] == [(("kirov",), (), (), ())]
    assert (asked.title, asked.subtitle) == ("Kirov", "What do you remember?")


@pytest.mark.parametrize(
    ("paragraphs", "made_from"), [((), ""), ((4,), "4"), ((5, 6), "5-6"), ((3, 5, 6, 7), "3+5-7")]
)
def test_an_activity_is_named_by_what_it_is_made_from(paragraphs: tuple[int, ...], made_from: str) -> None:
    """Runs of paragraphs stand in its name, nothing where it is made from all."""
    own = samples.section(activities=(Activity.CLOZE,), paragraphs=paragraphs)
    assert own.made_from == made_from
    assert own.wishes == (f"cloze:{made_from}" if made_from else "cloze",)


def test_activities_stand_before_the_questions_of_a_worksheet() -> None:
    """With a topic the activities come first; alone they give the sheet its name, subtitle and code."""
    topical, wish = worksheet_blueprint(UNIT, ["kirov"], 2, 0, ()), (Activity.CLOZE, Activity.PUT_IN_ORDER)
    both = with_activity_section(topical, UNIT, wish, (2, 3), alone=False)
    assert [one.activities for one in both.sections] == [wish, ()]
    assert (both.name, both.code, both.title) == (
        "worksheet-kirov-cloze-put-in-order-2-3",
        "HW-KIROV",
        "Kirov",
    )
    everything = worksheet_blueprint(UNIT, [], 0, 0, ())
    alone = with_activity_section(everything, UNIT, wish, (), alone=True)
    assert [one.activities for one in alone.sections] == [wish]
    assert (alone.name, alone.code) == ("worksheet-cloze-put-in-order", "HW-TERROR-ACTIVITIES")
    assert (alone.title, alone.subtitle) == ("The Terror", "Fill the gaps · put in order")
    more = with_activity_section(everything, UNIT, (*wish, Activity.CROSSWORD), (), alone=True)
    assert more.subtitle == "3 activities"
    with pytest.raises(
        WrongUsage, match=r"--paragraphs: The text of terror has no paragraph 9. It has the paragraphs 1"
    ):
        with_activity_section(everything, UNIT, wish, (2, 9), alone=True)


def test_every_problem_comes_at_once(tmp_path: Path) -> None:
    """Wrong values and names that the unit does not have are told together."""
    text = f"""\
{HEAD}minutes: long
read: [9]
sections:
  - {{questions: many, topics: [kirof]}}
  - {{titel: x, marks: 0}}
require: [no]
"""
    places = [problem.partition(": ")[0] for problem in wrong(tmp_path, text)]
    assert places == ["4:10", "5:8", "7:17", "7:32", "8:6", "8:23", "9:11"]


# ---- the bundled ones ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def terror() -> Unit:
    """The bundled unit."""
    (unit,) = load_bank().units
    return unit


@pytest.mark.slow
def test_draws_of_the_bundled_exam_are_as_hard_as_each_other(terror: Unit) -> None:
    """A class is expected to earn the same on the papers of ten seeds, give or take 0.15 marks; sources ask skills.

    No two questions of the section on the source are of one kind. `make study` draws 200.
    """
    found = read_blueprint(question_bank() / terror.id / "blueprints/unit-test.yaml", [terror])
    scores = []
    for seed in range(10):
        drawn = drawn_one(found, terror, str(seed))
        scores.append(expected(terror.by_id[id] for id in drawn.ids))
        kinds = [kind for id in drawn.sections[2] for kind in terror.by_id[id].kinds]
        assert len(kinds) == len(set(kinds))
    assert max(scores) - min(scores) <= 300


@pytest.mark.slow
@pytest.mark.parametrize("name", ["unit-test", "homework"])
def test_a_bundled_blueprint_can_be_met_again_and_again(terror: Unit, name: str) -> None:
    """Ten seeds give ten papers of the right marks, which fit the time with five minutes to check."""
    found = read_blueprint(question_bank() / terror.id / "blueprints" / f"{name}.yaml", [terror])
    marks = sum(section.marks for section in found.sections)
    for seed in range(10):
        drawn = [terror.by_id[id] for ids in drawn_one(found, terror, str(seed)).sections for id in ids]
        assert sum(question.marks for question in drawn) == marks
        assert not found.minutes or sum(question.minutes for question in drawn) <= found.minutes - 5


# ---- without a file ------------------------------------------------------------------------------


def test_a_worksheet_on_a_topic(terror: Unit) -> None:
    """A topic gives a worksheet under its enquiry question, without an essay and without anything to read by itself."""
    found = worksheet_blueprint(terror, ["gulag"], 5, 0, ())
    assert (found.type, found.theme, found.unit) == (PaperType.WORKSHEET, "worksheet", "stalins-terror")
    assert (found.name, found.code) == ("worksheet-gulag", "HW-GULAG")
    assert (found.title, found.subtitle) == ("What became of the disappeared?", "The Gulag")
    assert found.read == ()
    (section,) = found.sections
    assert (section.title, section.topics, section.marks) == ("", ("gulag",), 0)
    assert (section.questions_low, section.questions_high) == (5, 5)
    assert (section.kinds, section.without) == ((), (Kind.ESSAY,))
    assert len(drawn_one(found, terror, "seed").sections[0]) == 5


def test_what_a_section_does_not_use_is_not_in_its_data() -> None:
    """A run is named after its blueprint's data, so a use that came later must not stand in those without it."""
    (section,) = to_data(samples.blueprint(samples.section()))["sections"]
    assert {"spag", "without"}.isdisjoint(section)
    (section,) = to_data(samples.blueprint(samples.section(spag=4, without=(Kind.ESSAY,))))["sections"]
    assert (section["spag"], section["without"]) == (4, ["essay"])


def test_demands_of_forms_stand_in_the_data_of_who_has_them() -> None:
    """A blueprint without them has no word of it; who sits a form, and its title, say nothing of what is drawn."""
    plan = samples.blueprint(samples.section())
    assert "by_form" not in to_data(plan)
    forms = [
        FormDemands("A", (id,), title, "", (samples.section(topics=("gulag",)),))
        for id, title in (("1", "x"), ("2", "y"))
    ]
    one, other = (replace(plan, by_form=(form,)) for form in forms)
    assert from_data(to_data(one)).by_form[0].students == ("1",)
    assert to_data(one) != to_data(other)
    assert demands_of(one) == demands_of(other)
    assert demands_of(one) != demands_of(plan)


def test_a_form_has_the_blueprint_s_words_but_its_own_title() -> None:
    """What is asked of one form is a blueprint of its own; of a form without demands it is the whole blueprint."""
    own = FormDemands("B", ("1",), "The Gulag", "Camps", (samples.section(questions=(2, 2)),))
    plan = replace(samples.blueprint(samples.section(), forms=2, exclude=("x",)), by_form=(own,))
    of_form = plan.of_form("B")
    assert (of_form.title, of_form.subtitle, of_form.sections) == ("The Gulag", "Camps", own.sections)
    assert (of_form.forms, of_form.by_form, of_form.exclude, of_form.code) == (1, (), ("x",), plan.code)
    assert plan.of_form("A") is plan
    assert plan.about("B") == "Camps"
    assert (
        replace(plan, title="Camps").about("B") == replace(plan, subtitle="Camps").about("B") == "The Gulag"
    )
    tiered = replace(own, sections=(samples.section(tiers=(Tier.CORE,)),))
    assert replace(plan, by_form=(tiered,)).about("B") == "Camps, core"


def test_a_worksheet_says_nothing_of_kinds_but_the_essay() -> None:
    """A worksheet's seed and number come of its data, so a kind that is added later must not stand in them."""
    said = repr(to_data(worksheet_blueprint(UNIT, ["kirov"], 2, 0, ())))
    assert [kind for kind in Kind if kind.value in said] == [Kind.ESSAY]


def test_a_worksheet_takes_every_kind_but_the_essay(terror: Unit) -> None:
    """Of the bundled bank every question may be drawn in which nobody is asked for an essay."""
    found = worksheet_blueprint(terror, [], 5, 0, ())
    (open_to,) = admitted(found, terror)
    assert [q.id for q in terror.questions if q not in open_to] == [
        q.id for q in terror.questions if Kind.ESSAY in q.kinds
    ]


def test_a_worksheet_of_marks_for_a_tier() -> None:
    """Marks instead of questions leave their number open; a tier is asked of every question."""
    found = worksheet_blueprint(UNIT, ["kirov", "gulag"], 0, 3, (Tier.SUPPORT,))
    assert (found.code, found.title, found.subtitle) == ("HW-TERROR", "The Terror", "Kirov · The Gulag")
    (section,) = found.sections
    assert (section.marks, section.questions_low, section.questions_high) == (3, 1, 999)
    assert section.tiers == (Tier.SUPPORT,)


def test_a_worksheet_on_everything() -> None:
    """Without a topic, the unit gives the title."""
    found = worksheet_blueprint(UNIT, [], 2, 0, ())
    assert (found.code, found.title, found.subtitle) == ("HW-TERROR", "The Terror", "The whole unit")
    assert found.sections[0].topics == ()


@pytest.mark.parametrize(
    ("questions", "marks", "least", "most"), [(0, 20, 7, 14), (6, 0, 5, 10), (0, 0, 3, 6)]
)
def test_several_topics_share_a_worksheet(questions: int, marks: int, least: int, most: int) -> None:
    """Each topic has marks of its own questions, and none so many that it takes the others' place."""
    (section,) = worksheet_blueprint(UNIT, ["gulag", "kirov"], questions, marks, ()).sections
    assert [
        (one.tags, one.unit, one.at_least, one.at_most)
        for one in section.bounds
        if one.tags[0][0] is not Tag.DIFFICULTY
    ] == [
        (((tag, topic),), Measure.MARKS, low, high)
        for topic in ("kirov", "gulag")
        for tag, low, high in ((Tag.MAIN_TOPIC, least, 999), (Tag.TOPIC, 0, most))
    ]


def test_one_topic_has_no_bounds() -> None:
    """A worksheet on one topic, or on no topic in particular, leaves shares open."""
    for topics in (["gulag"], []):
        assert worksheet_blueprint(UNIT, topics, 0, 9, ()).sections[0].bounds == ()


def test_every_topic_has_room_for_a_question() -> None:
    """Fewer marks or questions than topics are refused in words; where nobody says how many, there are enough."""
    for questions, marks, noun in ((1, 0, "question"), (0, 1, "mark")):
        with pytest.raises(WrongUsage) as caught:
            worksheet_blueprint(UNIT, ["gulag", "kirov"], questions, marks, ())
        assert str(caught.value) == (
            f"--topic: 1 {noun} cannot be shared by 2 topics. Ask for --{noun}s 2 or more, or for fewer topics."
        )
    many = replace(UNIT, topics=tuple(Topic(f"t{n}", f"T{n}") for n in range(8)))
    wide = worksheet_blueprint(many, [topic.id for topic in many.topics], 0, 0, ())
    assert (wide.sections[0].questions_low, wide.sections[0].questions_high) == (8, 8)
    assert (wide.title, wide.subtitle) == ("The Terror", "8 topics")


def test_a_code_ends_between_words() -> None:
    """A topic's id that is too long for a paper code loses whole words; a unit has its initials."""
    long = replace(UNIT, id="first-world-war", topics=(Topic("causes-of-the-first-world-war", "Causes"),))
    assert worksheet_blueprint(long, [long.topics[0].id], 0, 0, ()).code == "HW-CAUSES-OF-THE-FIRST"
    assert worksheet_blueprint(long, [], 0, 0, ()).code == "HW-FWW"


# ---- in a manifest -------------------------------------------------------------------------------


def test_a_blueprint_survives_its_manifest(terror: Unit) -> None:
    """Plain data that JSON keeps gives the same blueprint back, its places in the manifest."""
    path = question_bank() / terror.id / "blueprints" / "unit-test.yaml"
    found = read_blueprint(path, [terror])
    data = json.loads(json.dumps(to_data(found)))
    assert "place" not in str(data)
    again = from_data(data)
    assert to_data(again) == data
    assert (
        again.place == again.sections[0].place == again.sections[0].bounds[0].place == Place("manifest.json")
    )
    bounds = tuple(replace(bound, place=again.place) for bound in found.bounds)
    assert replace(again, sections=()) == replace(found, sections=(), bounds=bounds, place=again.place)
    assert [section.kinds for section in again.sections] == [section.kinds for section in found.sections]


@pytest.mark.parametrize(("said", "meant"), [(True, Booklet.ALL), (False, Booklet.NONE)])
def test_a_manifest_of_before_is_read_that_has_booklets_or_none(said: bool, meant: Booklet) -> None:
    """0.2.0 wrote true or false: such a record is read, so that what is told is what differs since."""
    assert from_data({**to_data(samples.blueprint(samples.section())), "booklet": said}).booklet is meant


def test_a_manifest_says_nothing_of_marks_for_spelling_where_there_are_none() -> None:
    """Sections without them are written as they were before there were any, and read back as such."""
    plain, carrying = samples.section(), samples.section(spag=4)
    data = to_data(samples.blueprint(plain, carrying))
    assert ["spag" in section for section in data["sections"]] == [False, True]
    assert [section.spag for section in from_data(data).sections] == [0, 4]


@pytest.mark.parametrize("damage", [{"sections": 3}, {"type": "poster"}, {"bounds": [7]}, {"code": None}])
def test_a_damaged_manifest_is_told_so(damage: dict[str, object]) -> None:
    """Data that is no blueprint is a problem of the manifest."""
    data = to_data(worksheet_blueprint(UNIT, [], 2, 0, ())) | damage
    with pytest.raises(InvalidInput) as caught:
        from_data(data)
    assert str(caught.value) == (
        "manifest.json: The blueprint in the manifest cannot be read. Take manifest.json from the run again, "
        "unchanged, or print the run anew."
    )


def test_a_manifest_without_a_blueprint_is_told_so() -> None:
    """An empty object is no blueprint."""
    with pytest.raises(InvalidInput, match="cannot be read"):
        from_data({})


def test_a_worksheet_has_three_to_five_questions_where_nobody_says() -> None:
    """Every topic of the bundled bank gives a worksheet without a number."""
    (terror,) = load_bank().units
    for topic in terror.topics:
        plan = worksheet_blueprint(terror, [topic.id], 0, 0, ())
        drawn = drawn_one(plan, terror, "s")
        assert 3 <= len(drawn.sections[0]) <= 5


def test_the_readmes_worksheet_can_be_drawn() -> None:
    """Eight questions on the Gulag that suit the support tier do not give each other away."""
    (terror,) = load_bank().units
    plan = worksheet_blueprint(terror, ["gulag"], 8, 0, (Tier.SUPPORT,))
    assert len(drawn_one(plan, terror, "s").sections[0]) == 8
