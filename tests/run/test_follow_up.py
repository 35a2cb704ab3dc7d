"""A follow-up gives every pupil with marks a sheet on what they lost, and says who gets none and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.markbook.books import papers, recorded
from tests.samples import blueprint, question, section, selection, student, unit, written
from worksheetgen.blueprint import from_data, to_data
from worksheetgen.errors import InvalidInput, Place
from worksheetgen.kinds import Kind
from worksheetgen.manifest import Digests, Manifest, record_run
from worksheetgen.marks_record import MarkEntry, MarksRecord
from worksheetgen.model.bank import Topic, Unit
from worksheetgen.model.blueprint import FormDemands, Measure, Tag
from worksheetgen.model.draw import Draw
from worksheetgen.model.laid_out import PaperSize
from worksheetgen.model.students import ClassList, Student
from worksheetgen.model.tier import Tier
from worksheetgen.run.follow_up import FollowUp, Wishes, follow_up
from worksheetgen.value import replace

TOPICS = ("army", "gulag", "kirov", "nkvd")
ASKED = " ".join(f"{topic}-0{n}" for topic in TOPICS for n in (1, 2))


def bank(*topics: str, difficulty: int = 4) -> Unit:
    """Four topics with two questions of 4 marks that the run asks; on `topics` three that it does not."""
    asked = (question(f"{topic}-0{n}", written(4), topics=(topic,)) for topic in TOPICS for n in (1, 2))
    fresh = (
        question(f"{topic}-1{n}", written(2), topics=(topic,), difficulty=difficulty)
        for topic in topics
        for n in range(3)
    )
    essay = question("nkvd-30", written(12, Kind.ESSAY), topics=("nkvd",))
    return replace(unit(*asked, *fresh, essay), topics=tuple(Topic(id, id.upper()) for id in TOPICS))


BANK = bank(*TOPICS)
FOLDER = Path("out/9B")
PEOPLE = tuple(student(id) for id in ("001", "002", "003"))


def run(people: tuple[Student, ...] = PEOPLE, paper_of: Unit = BANK) -> Manifest:
    """A run of all the questions that are asked, in memory."""
    students = tuple(recorded(papers(ASKED, people=people, bank=paper_of)))
    plan = blueprint(section())
    head = record_run(
        to_data(plan),
        "9B",
        run="K7M2XD",
        draw=Draw((selection(ASKED),), "", ()),
        seed="s",
        digests=NO_DIGESTS,
    )
    return dataclasses.replace(head, students=students)


NO_DIGESTS = Digests("", "", "", "")
FULL = dict.fromkeys(TOPICS, 4)


def marked(**of_students: Mapping[str, int | str]) -> MarksRecord:
    """The record of the marks that students (`s001`) have at both questions of each topic."""
    return MarksRecord(
        tuple(
            MarkEntry("K7M2XD", id[1:], f"{topic}-0{n}", str(mark), "", "")
            for id, marks in of_students.items()
            for topic, mark in marks.items()
            for n in (1, 2)
        )
    )


def followed(
    record: MarksRecord, wishes: Wishes | None = None, of: Unit = BANK, class_size: int = 0
) -> FollowUp:
    """The follow-up of a run by these marks; in the class is who has one, or so many."""
    people = PEOPLE[: class_size or len({entry.paper for entry in record.entries})]
    return follow_up(FOLDER, run(people or PEOPLE), record, of, None, wishes or Wishes())


def sheets(found: FollowUp) -> dict[str, tuple[str, ...]]:
    """The topics of everybody's sheet, by student id."""
    return {id: own.sections[0].topics for own in found.blueprint.by_form for id in own.students}


def test_the_topics_with_most_marks_lost_are_asked() -> None:
    """Two topics, in the unit's order, whichever was worse; a short question at which all was lost weighs little."""
    record = marked(s001={"army": 1, "gulag": 4, "kirov": 2, "nkvd": 0}, s002={**FULL, "kirov": 0})
    assert sheets(followed(record)) == {"001": ("army", "nkvd"), "002": ("kirov",)}
    uneven = MarksRecord(
        tuple(
            MarkEntry("K7M2XD", "001", f"{topic}-0{n}", str(mark), "", "")
            for topic, marks in (("army", (1,)), ("gulag", (2, 2)), ("kirov", (1,)), ("nkvd", (2, 1)))
            for n, mark in enumerate(marks, 1)
        )
    )
    assert sheets(followed(uneven, class_size=1)) == {"001": ("gulag", "nkvd")}
    assert sheets(followed(uneven, Wishes(questions=1), class_size=1)) == {"001": ("nkvd",)}


def test_a_topic_with_two_thirds_of_its_marks_is_not_lost_where_another_is() -> None:
    """Three of four on one topic is no loss beside one of four on another, and a loss where it is all that there is."""
    record = marked(s001={**FULL, "army": 3, "nkvd": 1}, s002={**FULL, "army": 3})
    assert sheets(followed(record)) == {"001": ("nkvd",), "002": ("army",)}


@pytest.mark.parametrize(
    ("wishes", "topics"),
    [
        (Wishes(questions=1), ("nkvd",)),
        (Wishes(questions=7), ("army", "kirov", "nkvd")),
        (Wishes(marks=24), TOPICS),
        (Wishes(topics=("kirov", "gulag")), ("gulag", "kirov")),
    ],
)
def test_what_is_wished_says_on_how_many_topics_a_sheet_is(wishes: Wishes, topics: tuple[str, ...]) -> None:
    """Two questions or six marks for each topic, one topic at the least, and none that was not named."""
    record = marked(s001={"army": 1, "gulag": 2, "kirov": 1, "nkvd": 0})
    assert sheets(followed(record, wishes)) == {"001": topics}


def test_those_of_a_tier_who_lost_the_same_have_one_form() -> None:
    """Its title is the topic and says nothing of who is weak; its questions suit their tier, or what was wished."""
    people = (student("001", Tier.SUPPORT), student("002"), student("003"))
    record = marked(s001={**FULL, "nkvd": 0}, s002={**FULL, "nkvd": 2}, s003={**FULL, "nkvd": 1, "army": 1})
    found = follow_up(FOLDER, run(people), record, BANK, None, Wishes())
    forms = [(own.form, own.students, own.sections[0].tiers) for own in found.blueprint.by_form]
    assert forms == [
        ("A", ("003",), (Tier.CORE,)),
        ("B", ("001",), (Tier.SUPPORT,)),
        ("C", ("002",), (Tier.CORE,)),
    ]
    assert [own.title for own in found.blueprint.by_form] == ["The Terror", "NKVD", "NKVD"]
    assert found.blueprint.by_form[0].subtitle == "ARMY · NKVD"
    assert [(one.id, one.tier) for one in found.class_list.students] == [(p.id, p.tier) for p in people]
    assert found.blueprint.name == "test-follow-up"
    assert found.sentences == ()
    both = follow_up(FOLDER, run(people), record, BANK, None, Wishes(tiers=(Tier.CORE, Tier.SUPPORT)))
    assert [own.students for own in both.blueprint.by_form] == [("003",), ("001", "002")]


def test_nothing_that_the_run_asked_is_asked_again() -> None:
    """Its questions are excluded; the blueprint can be kept in a record and read back."""
    found = followed(marked(s001={**FULL, "nkvd": 0})).blueprint
    assert set(found.exclude) == set(ASKED.split())
    read_back = from_data(to_data(found))
    assert to_data(read_back) == to_data(found)
    assert read_back.sitting == {"001": "A"}


def test_who_lost_nothing_is_asked_hard_questions() -> None:
    """No easy one as far as there are others, on the topics of the run that have hard ones left; and that is told."""
    record = marked(s001=FULL, s002={**FULL, "nkvd": 0})
    left = tuple(
        replace(one, difficulty=2) if one.topic in ("army", "kirov") else one for one in BANK.questions
    )
    found = followed(record, of=replace(BANK, questions=left))
    hard = found.blueprint.by_form[-1]
    assert (hard.students, hard.sections[0].topics) == (("001",), ("gulag", "nkvd"))
    assert easy_ones(hard) == 0
    others = [bound.unit for own in found.blueprint.by_form[:-1] for bound in own.sections[0].bounds]
    assert Measure.QUESTIONS not in others
    assert hard.sections[0].bounds[-1].tags == ((Tag.DIFFICULTY, "1-3"),)
    assert found.sentences == ("No mark lost, so hard questions (1 pupil): 001 Pupil 001.",)
    (easy,) = followed(marked(s001=FULL), of=bank(*TOPICS, difficulty=2)).blueprint.by_form
    assert easy_ones(easy) == 3


def test_hard_questions_are_on_what_the_run_has_most_marks_for() -> None:
    """All its questions on a topic counted, where two hard ones are left that suit the pupil and fit on a sheet."""
    marks = {"kirov-01": 5, "kirov-02": 5, "army-01": 1, "army-02": 6}
    fresh = [f"kirov-1{n}" for n in range(3)]
    questions = tuple(
        question(one.id, written(marks[one.id]), topics=(one.topic,))
        if one.id in marks
        else replace(question(one.id, written(6), topics=("kirov",), difficulty=4), tiers=(Tier.CORE,))
        if one.id in fresh
        else one
        for one in BANK.questions
    )
    of = replace(BANK, questions=questions)
    full = MarksRecord(
        tuple(MarkEntry("K7M2XD", "001", id, str(of.by_id[id].marks), "", "") for id in ASKED.split())
    )

    def asked(gone: int, wishes: Wishes) -> tuple[str, ...]:
        left = replace(of, questions=tuple(one for one in of.questions if one.id not in fresh[:gone]))
        found = follow_up(FOLDER, run(PEOPLE[:1], of), full, left, None, wishes)
        return found.blueprint.by_form[0].sections[0].topics

    one = Wishes(questions=1)
    assert [asked(gone, one) for gone in (0, 1, 2, 3)] == [("kirov",), ("kirov",), ("gulag",), ("gulag",)]
    assert asked(0, Wishes()) == ("gulag", "kirov")
    assert sheets(followed(marked(s001=FULL), of=bank("army"))) == {"001": ("army",)}


def test_a_follow_up_is_printed_as_the_run_was() -> None:
    """On its paper, a form for each need, and what is wrong with it is told of the run that it follows."""
    found = followed(marked(s001={**FULL, "nkvd": 0}, s002={**FULL, "army": 0}))
    assert found.blueprint.paper is None
    letter = run()
    letter = dataclasses.replace(letter, blueprint={**letter.blueprint, "paper": "Letter"})
    record = marked(s001={**FULL, "nkvd": 0})
    assert follow_up(FOLDER, letter, record, BANK, None, Wishes()).blueprint.paper is PaperSize.LETTER
    assert found.blueprint.place == Place("--for-weak out/9B")
    assert found.blueprint.forms == len(found.blueprint.by_form) == 2


def easy_ones(own: FormDemands) -> int:
    """How many easy questions a form may have."""
    return next(bound.at_most for bound in own.sections[0].bounds if bound.unit is Measure.QUESTIONS)


@pytest.mark.parametrize(
    ("wishes", "heading"),
    [
        (Wishes(), ("The Terror", "ARMY · NKVD")),
        (Wishes(topics=("nkvd",)), ("NKVD", "The Terror")),
        (Wishes(questions=4), ("The Terror", "ARMY · NKVD")),
        (Wishes(topics=("nkvd",), marks=8), ("NKVD", "The Terror")),
    ],
)
def test_the_sheet_of_who_lost_nothing_looks_like_others(wishes: Wishes, heading: tuple[str, str]) -> None:
    """Under the same heading, of as many questions, and with about as many marks: so nobody can tell who is weak."""
    record = marked(s001=FULL, s002={**FULL, "army": 0, "nkvd": 0})
    worst, best = followed(record, wishes, of=bank("army", "nkvd")).blueprint.by_form
    assert (worst.students, best.students) == (("002",), ("001",))
    assert (worst.title, worst.subtitle) == (best.title, best.subtitle) == heading
    (own,), (other,) = best.sections, worst.sections
    assert (own.marks, own.questions_low, own.questions_high) == (
        other.marks,
        other.questions_low,
        other.questions_high,
    )
    of_all = [bound for bound in own.bounds if bound.tags == ((Tag.DIFFICULTY, "1-5"),)]
    few = own.questions_low
    assert [(one.at_least, one.at_most) for one in of_all] == ([] if wishes.marks else [(2 * few, 4 * few)])


def test_who_has_no_marks_is_told_and_gets_no_sheet() -> None:
    """Who was absent, and who is not marked yet; who is marked in part gets one by what there is, and is told too."""
    record = marked(s001={"nkvd": 0}, s002={"army": "absent"})
    found = followed(record, class_size=3)
    assert sheets(found) == {"001": ("nkvd",)}
    assert [one.id for one in found.class_list.students] == ["001"]
    assert found.sentences == (
        "No sheet, as they have no marks (2 pupils): 002 Pupil 002, 003 Pupil 003.",
        "Not all marked yet, so by the marks that are there (1 pupil): 001 Pupil 001.",
    )


def test_a_topic_without_a_further_question_gives_way() -> None:
    """The next one takes its place, and that is told; who lost nothing else gets no sheet."""
    record = marked(s001={**FULL, "army": 2, "nkvd": 0}, s002={**FULL, "nkvd": 0})
    found = followed(record, of=bank("army", "gulag", "kirov"))
    assert sheets(found) == {"001": ("army",)}
    assert found.sentences == (
        "No sheet, as the bank has no further question on what they lost (1 pupil): 002 Pupil 002.",
        "The bank has no further question on NKVD, in which they lost marks (2 pupils): 001 Pupil 001, 002 Pupil 002.",
    )


def test_a_spare_paper_with_marks_is_somebodys() -> None:
    """It gets a sheet without a name; one without marks is not missed."""
    spares = (replace(student("S1"), name="", spare=True), replace(student("S2"), name="", spare=True))
    found = follow_up(
        FOLDER, run((*PEOPLE[:1], *spares)), marked(sS1={**FULL, "nkvd": 0}), BANK, None, Wishes()
    )
    assert [(one.id, one.spare) for one in found.class_list.students] == [("S1", False)]
    assert found.sentences == ("No sheet, as they have no marks (1 pupil): 001 Pupil 001.",)


def test_another_list_says_who_has_what_now() -> None:
    """Pupils keep the ids of the run; who joined has no marks, and who left gets no sheet."""
    now = ClassList(
        "9C",
        (replace(student("x"), name="Pupil 002", tier=Tier.SUPPORT), replace(student("y"), name="Zoë New")),
    )
    record = marked(s001={**FULL, "nkvd": 0}, s002={**FULL, "army": 0})
    found = follow_up(FOLDER, run(), record, BANK, now, Wishes())
    assert [(one.id, one.tier) for one in found.class_list.students] == [("002", Tier.SUPPORT)]
    assert found.class_list.name == "9C"
    assert "Zoë New" in found.sentences[0]


@pytest.mark.parametrize(
    ("record", "of", "said"),
    [
        (marked(), BANK, "out/9B: This run has no marks yet. Type them into out/9B/markbook.xlsx, save it"),
        (marked(s001={"nkvd": "absent"}), BANK, "This run has no marks yet."),
        (
            marked(s001=FULL),
            unit(question("army-01")),
            "out/9B: The bank has no longer what this run asked: army-02, gulag-01, gulag-02, kirov-01, kirov-02, "
            "nkvd-01, nkvd-02. Give with --bank the one that it was printed from.",
        ),
        (
            marked(s001={"nkvd": 0}),
            bank(),
            "out/9B: No sheet, as the bank has no further question on what they lost (1 pupil): 001 Pupil 001. "
            "Ask for other topics, give another --class, or add questions.",
        ),
    ],
)
def test_where_nobody_can_have_a_sheet_it_says_why(record: MarksRecord, of: Unit, said: str) -> None:
    """No marks, another bank, or no question left: with what to do."""
    with pytest.raises(InvalidInput) as raised:
        followed(record, of=of)
    assert said in str(raised.value)
