"""Which question may stand in which section, what is said where it may not, and what a class earns on it."""

from __future__ import annotations

import pytest

from tests.samples import blueprint, bound, question, section, source, unit, written
from worksheetgen.assembly.admission import (
    admitted,
    amount_towards,
    expected,
    lacks_its_wording,
    misfit,
    source_sets,
    sources_to_add,
)
from worksheetgen.kinds import Kind
from worksheetgen.model.blueprint import Activity, Measure, Section, Tag
from worksheetgen.model.question import Question
from worksheetgen.model.tier import Tier
from worksheetgen.value import replace

PLAIN = question("plain", written(2))
ON_X = question("on-x", written(2), sources=("x",))
CLOZE = replace(question("cloze:v1"), activity="cloze")
MANY = ("one", "two", "three", "four")


@pytest.mark.parametrize(
    ("asked", "given", "why"),
    [
        (section(), PLAIN, ""),
        (section(activities=(Activity.CLOZE,)), CLOZE, ""),
        (section(), CLOZE, "takes only questions of the bank"),
        (section(activities=(Activity.CLOZE,)), PLAIN, "takes only cloze"),
        (
            section(activities=(Activity.CROSSWORD, Activity.MATCH_TERM)),
            CLOZE,
            "takes only crossword and match-term",
        ),
        (section(kinds=(Kind.EXPLAIN,)), PLAIN, "takes no short-answer questions"),
        (section(without=(Kind.SHORT_ANSWER,)), PLAIN, "takes no short-answer questions"),
        (section(topics=("gulag", "trials")), PLAIN, "takes only questions on gulag or trials"),
        (section(topics=MANY), PLAIN, "takes only questions on one of 4 topics"),
        (
            section(tiers=(Tier.CORE, Tier.SUPPORT)),
            question("core", tiers=(Tier.CORE,)),
            "takes only questions that suit support",
        ),
        (section(sources=("y",)), ON_X, "takes only questions that rest on y"),
        (section(sources=MANY), ON_X, "takes only questions that rest on one of 4 sources"),
        (section(), ON_X, "takes no questions that rest on a source"),
        (section(without=(Kind.ESSAY,)), ON_X, ""),
    ],
)
def test_a_section_says_what_it_takes_instead(asked: Section, given: Question, why: str) -> None:
    """Where a question does not fit, the reason ends a sentence that begins with the section's name."""
    assert misfit(asked, given) == why


def test_a_question_on_wording_can_be_asked_where_exactly_its_paragraphs_are_printed() -> None:
    """An exam that prints the one paragraph, and no other, is enough for a question on its wording."""
    worded = question("worded", needs="wording")
    assert not lacks_its_wording(blueprint(section(), read=worded.paragraphs), worded)
    assert lacks_its_wording(blueprint(section()), worded)
    assert admitted(blueprint(section()), unit(worded, PLAIN)) == ((PLAIN,),)


def test_what_a_class_earns_is_a_whole_number_of_thousandths() -> None:
    """Of three marks of difficulty 2 it earns 2.1, of two of difficulty 5 half a mark more."""
    one, other = question("one", written(3), difficulty=2), question("other", written(2), difficulty=5)
    assert str(expected([one])) == "2100"
    assert str(expected([one, other])) == "2600"


def test_a_main_topic_is_the_first_one() -> None:
    """A question on two topics counts towards the first as a main topic, and towards both as topics."""
    both = question("both", written(4), topics=("kirov", "gulag"))

    def marks(tag: Tag, topic: str) -> int:
        return amount_towards(bound(tag, topic, Measure.MARKS), both)

    assert [marks(Tag.MAIN_TOPIC, topic) for topic in ("kirov", "gulag", "trials")] == [4, 0, 0]
    assert [marks(Tag.TOPIC, topic) for topic in ("kirov", "gulag", "trials")] == [4, 4, 0]


def test_source_sets_stand_in_order_and_each_once() -> None:
    """Whatever the order of the questions, sets go by the names of their sources."""
    names = ("c", "a", "f", "b", "e", "d", "a")
    resting = [question(f"q-{at}", sources=(name,)) for at, name in enumerate(names)]
    found = source_sets((*resting, PLAIN, question("two", sources=("d", "c"))))
    assert [sorted(one) for one in found] == [["a"], ["b"], ["c"], ["c", "d"], ["d"], ["e"], ["f"]]


def test_a_source_to_add_is_one_that_stands_beside_the_sections_own() -> None:
    """Only a question on a source of the section and another one is told, with the other; without sources none is."""
    both = question("both", written(2), sources=("x", "y"))
    bank = unit(ON_X, both, question("on-y", sources=("y",)), sources=(source("x"), source("y")))
    on_x = section(sources=("x",))
    assert list(sources_to_add(on_x, blueprint(on_x), bank)) == [(both, ("y",))]
    assert list(sources_to_add(on_x, blueprint(on_x, exclude=("both",)), bank)) == []
    assert list(sources_to_add(section(), blueprint(section()), bank)) == []
